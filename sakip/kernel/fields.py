"""Field classes with one behaviour on every database."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any
from unicodedata import category

from django.core.exceptions import ValidationError
from django.db import models

from sakip.arithmetic.exact import plain
from sakip.arithmetic.values import MAX_DIGITS, NilaiTidakSah, check_digits
from sakip.kernel.refusals import SENTENCES, Refused

PLACES = 10
"""Decimals kept. SQLite keeps decimals as 64-bit floats: fifteen significant digits come back as they went in."""


class QuantityField(models.DecimalField[Any, Any]):
    """A measured quantity: at most fifteen significant digits and ten decimals, refused otherwise on every path."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = MAX_DIGITS + PLACES
        kwargs["decimal_places"] = PLACES
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else plain(value)

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, float):
            raise TypeError("quantities are Decimal, never float")
        number: Decimal | None = super().to_python(value)
        return None if number is None else plain(refuse_unstorable(number))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self.to_python(value), connection)


class FileHashField(models.CharField[Any, Any]):
    """The SHA-256 of a file in the file store (``kernel.files``); in the database a text of 64 characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 64
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs  # to a migration it is just that


def refuse_unstorable(number: Decimal) -> Decimal:
    """The number itself; raises ValidationError for what would not come back digit by digit."""
    try:
        check_digits(number)
    except NilaiTidakSah as wrong:
        raise ValidationError(SENTENCES["angka-terlalu-panjang"].format(nilai=number), code=wrong.code) from wrong
    if -int(number.normalize().as_tuple().exponent) > PLACES:
        sentence = SENTENCES["desimal-terlalu-banyak"].format(nilai=number, paling_banyak=PLACES)
        raise ValidationError(sentence, code="desimal-terlalu-banyak")
    return number


def refuse_overlong(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Refused teks-terlalu-panjang; SQLite alone would keep the text, PostgreSQL alone would fail on it."""
    for name, (label, length) in _lengths(model).items():
        text = values.get(name)
        if isinstance(text, str) and len(text) > length:
            raise Refused("teks-terlalu-panjang", at_field=name, isian=label, paling_panjang=length, panjang=len(text))


UNSEEN = {"Cf", "Cc", "Cs"}
"""Kinds of characters that nobody sees: two names that differ by one look the same, and it may turn a line around."""


def one_line(name: str) -> str:
    """A name as it is kept: single spaces, nothing that is not seen."""
    return " ".join("".join(each for each in name if each.isspace() or category(each) not in UNSEEN).split())


LONGEST_WORD = 60
"""Letters without a space: no word is so long, and none of these would fit a column or a phone."""


def named(name: str) -> str:
    """The same, and there is one. Raises Refused: nama-kosong, kata-terlalu-panjang."""
    if not (kept := one_line(name)):
        raise Refused("nama-kosong", at_field="nama")
    if too_long := [word for word in kept.split() if len(word) > LONGEST_WORD]:
        raise Refused("kata-terlalu-panjang", at_field="nama", awal=too_long[0][:20], paling_panjang=LONGEST_WORD)
    return kept


@cache
def _lengths(model: type[models.Model]) -> dict[str, tuple[str, int]]:
    """Name and greatest length of each text column."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
    return {
        field.attname: (f"{str(field.verbose_name)[:1].upper()}{str(field.verbose_name)[1:]}", field.max_length)
        for field in fields
        if field.max_length is not None
    }
