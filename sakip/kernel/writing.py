"""The write guard: owned rows are written inside an action or not at all, and what is written there is noted.

Nothing happens here that changes data: the guard refuses, and it remembers what each touched row was before, so that
the action can write its history. Nested actions share one :class:`Writing`; each remembers what it touched itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from sakip.arithmetic import exact

if TYPE_CHECKING:
    from sakip.kernel.access import UnitOwned

Key = tuple[str, Any]
Snapshot = dict[str, Any]


class WriteOutsideAction(RuntimeError):
    """Owned rows were written outside a registered action."""


@dataclass
class Writing:
    """What one action has touched so far: model label and primary key, with the row as it was before."""

    action: str
    touched: dict[Key, Snapshot] = field(default_factory=dict)
    labels: dict[Key, str] = field(default_factory=dict)
    """By what name a row that was deleted is told."""


_current: ContextVar[Writing | None] = ContextVar("writing", default=None)


def ensure_writing(model: type[models.Model]) -> None:
    if _current.get() is None:
        raise WriteOutsideAction(f"{model.__name__} is written outside an @action")


@contextmanager
def writing(action: str) -> Iterator[Writing]:
    """Open the guard for one action; the inner of two nested actions gets a list of its own."""
    inner = Writing(action)
    token = _current.set(inner)
    try:
        yield inner
    finally:
        _current.reset(token)


def is_writing() -> bool:
    return _current.get() is not None


def plain(value: Any) -> Any:
    """A field's value as JSON holds it, the same digits on every database."""
    if isinstance(value, Decimal):
        return format(exact.plain(value), "f")
    if value is None or isinstance(value, str | int | bool | list | dict):
        return value
    return str(value)  # dates, times, identifiers


def snapshot(row: UnitOwned) -> Snapshot:
    fields = row._meta.concrete_fields
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in fields
        if field.attname not in row.history_exclude
    }


def note_written(row: UnitOwned, *, before: UnitOwned | None) -> None:
    """Remember that this row was written; the first note of a row in an action is the one that counts."""
    writing_now = _current.get()
    if writing_now is not None:
        writing_now.touched.setdefault(key_of(row), snapshot(before) if before is not None else {})


def note_deleted(row: UnitOwned) -> None:
    """Remember a row that is about to go, and its name."""
    note_written(row, before=row)
    writing_now = _current.get()
    if writing_now is not None:
        writing_now.labels[key_of(row)] = str(row)


def key_of(row: UnitOwned) -> Key:
    return row._meta.label, row.pk


def about_to_change(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows that a queryset will write, locked until then: what is noted of them is what will be replaced."""
    return rows.select_for_update(of=("self",))
