"""Versions of rows: two people who edit the same row are told, neither is overwritten."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar, cast

from django.db import models

from sakip.kernel.access import UnitOwned
from sakip.kernel.history import last_writer
from sakip.kernel.refusals import Stale

T = TypeVar("T", bound="Versioned")
R = TypeVar("R", bound=UnitOwned)


class Versioned(UnitOwned):
    """An owned row that people edit. Every form, cell and API call carries the version it has seen."""

    versi = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def change(row: T, *, seen: int, **values: Any) -> T:
    """Set the values if the row is still the one that was seen, in one statement; otherwise raise Stale with both.

    Used inside an action. Returns the row with its new version.
    """
    model = type(row)
    changed = model.related.filter(pk=row.pk, versi=seen).update(**values, versi=seen + 1)
    now = cast("T", model.related.get(pk=row.pk))
    if not changed:
        differing = {name: value for name, value in values.items() if getattr(now, name) != value} or values
        stored = {name: getattr(now, name) for name in differing}
        both = {"tersimpan": _quoted(model, stored), "diketik": _quoted(model, differing)}
        raise Stale(objek=str(now), siapa=last_writer(now), **both)
    return now


def changed_since(row: Versioned) -> Stale:
    """What is raised where a step without typed values is taken on a row that is no longer the one that was seen."""
    return Stale(objek=str(row), siapa=last_writer(row))


def copy_of(row: R, **changes: Any) -> R:
    """A new row with the columns of another, save those given; it is not written yet."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**{name: value for name, value in columns.items() if name not in {"id", "versi"}} | changes)


def refuse_other_columns(values: Collection[str], editable: frozenset[str]) -> None:
    """Raises TypeError where a caller passes on what may not be edited: whose a row is, its version, its identity."""
    if strange := set(values) - editable:
        raise TypeError(f"not to be edited: {sorted(strange)}")


def _quoted(model: type[models.Model], values: dict[str, Any]) -> str:
    """What stands in the columns; of several each is named."""
    said = {name: "(kosong)" if value is None or value == "" else f"“{value}”" for name, value in values.items()}
    if len(said) == 1:
        return next(iter(said.values()))
    labels = {
        key: column.verbose_name for column in model._meta.concrete_fields for key in (column.name, column.attname)
    }
    return ", ".join(f"{labels.get(name, name)} {text}" for name, text in said.items())
