"""Reads of the ground: the history as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from sakip.kernel.access import Access
from sakip.kernel.actions import REGISTERED
from sakip.kernel.models import HistoryEntry


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Event:
    """One history entry, ready to show."""

    at: datetime
    actor: str
    role: str
    via: str
    sentence: str
    object_label: str
    kind: str
    changes: tuple[FieldChange, ...]
    reason: str
    link: int


def history_of(
    seen_by: Access, *, object_type: str = "", object_id: str = "", unit_path: str = "", text: str = ""
) -> QuerySet[HistoryEntry]:
    """Entries in the reader's part of the organisation, newest first."""
    rows = HistoryEntry.objects.visible_to(seen_by)
    if object_type:
        rows = rows.filter(object_type=object_type, object_id=object_id)
    if unit_path:
        rows = rows.filter(unit_path__startswith=unit_path)
    if text:
        rows = rows.filter(object_label__icontains=text) | rows.filter(actor_name__icontains=text)
    return rows.order_by("-id")


def events(entries: QuerySet[HistoryEntry] | list[HistoryEntry]) -> Iterator[Event]:
    for entry in entries:
        yield event(entry)


def event(entry: HistoryEntry) -> Event:
    info = REGISTERED.get(entry.action)
    model = _model(entry.object_type)
    return Event(
        at=entry.at,
        actor=entry.actor_name,
        role=entry.role,
        via=entry.via,
        sentence=info.sentence if info else entry.action,
        object_label=entry.object_label,
        kind=str(model._meta.verbose_name) if model else entry.object_type,
        changes=tuple(
            _field_change(model, name, old, new) for name, (old, new) in entry.changes.items() if name not in _TECHNICAL
        ),
        reason=entry.reason,
        link=entry.link,
    )


_TECHNICAL = frozenset({"id", "versi", "path", "kunci"})


def _model(label: str) -> Any:
    try:
        return apps.get_model(label)
    except LookupError:  # a table of an earlier version: the entry outlives it
        return None


def _field_change(model: Any, name: str, old: Any, new: Any) -> FieldChange:
    names = {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields} if model else {}
    return FieldChange(names.get(name, name), old, new)
