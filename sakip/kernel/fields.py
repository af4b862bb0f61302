"""Field classes with one behaviour on every database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from sakip.arithmetic.exact import plain
from sakip.arithmetic.values import MAX_DIGITS, NilaiTidakSah, check_digits
from sakip.kernel.plaintext import kept, one_line
from sakip.kernel.refusals import SENTENCES, Refused

if TYPE_CHECKING:
    from sakip.kernel.access import UnitOwned

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


def fitting(model: type[UnitOwned], values: Mapping[str, Any]) -> dict[str, Any]:
    """What of these values is kept otherwise than it came: text without HTML and without what nobody sees.

    Raises Refused teks-terlalu-panjang (SQLite alone would keep it, PostgreSQL alone would fail on it) and
    teks-tinggal-tanda where nothing is left of what may not be empty.
    """
    changed = {}
    for name, column in _texts(model).items():
        if (value := values.get(name)) is None:
            continue
        if isinstance(value, str):
            fitted: Any = kept(value, column.label, lines=column.length is None)
            if value.strip() and not fitted.strip() and column.needed:
                raise Refused("teks-tinggal-tanda", at_field=name, isian=column.label)
            if column.length is not None and len(fitted) > column.length:
                numbers = {"paling_panjang": column.length, "panjang": len(fitted)}
                raise Refused("teks-terlalu-panjang", at_field=name, isian=column.label, **numbers)
        else:
            fitted = _within(value, column.label)
        if fitted != value:
            changed[name] = fitted
    return changed


def _within(value: Any, label: str) -> Any:
    """The same for the texts within a JSON value; anything else, such as an expression, as it came."""
    match value:
        case str():
            return kept(value, label, lines=True)
        case dict():
            return {key: _within(each, label) for key, each in value.items()}
        case list():
            return [_within(each, label) for each in value]
        case _:
            return value


def lengths(model: type[models.Model], *names: str, **others: str) -> dict[str, int]:
    """How long a text the database keeps, by key: of the column of that name, or of the one given for it.

    A chosen code is none: what is typed for it is its word.
    """
    columns = {key: model._meta.get_field(name) for key, name in ({name: name for name in names} | others).items()}
    free = {key: column for key, column in columns.items() if not getattr(column, "choices", None)}
    return {key: longest for key, column in free.items() if (longest := getattr(column, "max_length", None))}


LONGEST_WORD = 60
"""Letters without a space: no word is so long, and none of these would fit a column or a phone."""


def named(name: str) -> str:
    """The same, and there is one. Raises Refused: nama-kosong, kata-terlalu-panjang."""
    if not (line := one_line(name)):
        raise Refused("nama-kosong", at_field="nama")
    if too_long := [word for word in line.split() if len(word) > LONGEST_WORD]:
        raise Refused("kata-terlalu-panjang", at_field="nama", awal=too_long[0][:20], paling_panjang=LONGEST_WORD)
    return line


@dataclass(frozen=True)
class _Text:
    """A column that holds text, or texts in JSON, as people type it. ``length`` None: several lines of any length."""

    label: str
    length: int | None
    needed: bool


@cache
def _texts(model: type[UnitOwned]) -> dict[str, _Text]:
    """The text columns by name, without those whose characters count as they are."""
    left_out = model.verbatim | model.history_exclude
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and field.attname not in left_out
    ]
    return {
        field.attname: _Text(
            f"{str(field.verbose_name)[:1].upper()}{str(field.verbose_name)[1:]}",
            field.max_length if isinstance(field, models.CharField) else None,
            needed=not field.blank,
        )
        for field in fields
    }
