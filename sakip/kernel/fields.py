"""Field classes with one behaviour on every database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from sakip.kernel.refusals import SENTENCES

MAX_SIGNIFICANT = 15
"""SQLite keeps decimals as 64-bit floats: fifteen significant digits always come back as they went in."""
PLACES = 10


def significant_digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def plain_decimal(value: Decimal) -> Decimal:
    """Without trailing zeros and without exponent: the same digits on every database."""
    reduced = value.normalize()
    return (
        reduced.quantize(Decimal(1))
        if isinstance(reduced.as_tuple().exponent, int) and reduced.as_tuple().exponent > 0
        else reduced
    )  # type: ignore[operator]


class QuantityField(models.DecimalField[Any, Any]):
    """A measured quantity: exact, at most fifteen significant digits and ten decimals, refused otherwise on every path."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = MAX_SIGNIFICANT + PLACES
        kwargs["decimal_places"] = PLACES
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else plain_decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, float):
            raise TypeError("quantities are Decimal, never float")
        number: Decimal | None = super().to_python(value)
        return None if number is None else plain_decimal(refuse_unstorable(number))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self.to_python(value), connection)


def refuse_unstorable(number: Decimal) -> Decimal:
    """The number itself; raises ValidationError for what would not come back digit by digit."""
    if (
        not number.is_finite()
        or significant_digits(number) > MAX_SIGNIFICANT
        or abs(number) >= Decimal(10) ** MAX_SIGNIFICANT
    ):
        raise ValidationError(
            SENTENCES["angka-terlalu-panjang"], code="angka-terlalu-panjang", params={"nilai": str(number)}
        )
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        raise ValidationError(
            SENTENCES["desimal-terlalu-banyak"],
            code="desimal-terlalu-banyak",
            params={"nilai": str(number), "paling_banyak": PLACES},
        )
    return number
