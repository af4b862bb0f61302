"""Reading as of a day: what the history says a row held then, in words, and what differs today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from sakip.kernel.access import UnitOwned
from sakip.kernel.history import ADOPTED
from sakip.kernel.models import HistoryEntry
from sakip.kernel.queries import said
from sakip.kernel.telling import PHRASES
from sakip.kernel.writing import Key, Snapshot, key_of, snapshot

TECHNICAL = frozenset({"id", "versi", "path", "kunci", "urutan"})


@dataclass
class State:
    """A row on a day. ``fields`` is None before it existed and after it was deleted; ``untold``: columns that came
    later, of which the history says only what they held when a migration added them."""

    row: UnitOwned
    fields: Snapshot | None = None
    label: str = ""
    since: datetime | None = None
    untold: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Line:
    """One field in words, then and now; None is *belum diisi*. ``untold``: not kept in the history yet on that day."""

    label: str
    then: str | None
    now: str | None
    untold: bool = False

    @property
    def differs(self) -> bool:
        return not self.untold and self.then != self.now


def states_of(rows: Sequence[UnitOwned], at: datetime) -> list[State]:
    """Each row the reader has obtained as it was at a time, folded from its history in one query."""
    found = {key_of(row): State(row) for row in rows}
    for entry in _entries(found):
        state = found[(entry.object_type, int(entry.object_id))]
        if entry.at >= at:
            if entry.action == ADOPTED:
                state.untold |= entry.changes.keys() - (state.fields or {}).keys()
            continue
        told = {name: new for name, (_old, new) in entry.changes.items()}
        state.fields = None if told.get("id", 0) is None else {**(state.fields or {}), **told}
        state.label, state.since = entry.object_label, state.since or entry.at
    return list(found.values())


def standing(states: Iterable[State], day: date) -> list[State]:
    """Those that existed, were in force, and that no other of them had replaced by the end of a day."""
    alive = [state for state in states if state.fields is not None and _in_force(state.fields, day.isoformat())]
    replaced = {(type(each.row), (each.fields or {}).get("menggantikan_id")) for each in alive}
    return [each for each in alive if (type(each.row), each.row.pk) not in replaced]


def _in_force(fields: Snapshot, day: str) -> bool:
    begins, ends = fields.get("berlaku_mulai"), fields.get("berlaku_sampai")
    return (begins is None or begins <= day) and (ends is None or ends >= day)


def _entries(keys: Iterable[Key]) -> Iterable[HistoryEntry]:
    """By link first, as the chain vouches for."""
    wanted = list(keys)
    if not wanted:
        return []
    condition = Q(pk__in=[])
    for label in {label for label, _pk in wanted}:
        condition |= Q(object_type=label, object_id__in=[str(pk) for name, pk in wanted if name == label])
    rows = HistoryEntry.objects.unscoped("what rows the reader has obtained were on a day")
    return rows.filter(condition).order_by("link", "id").iterator(2000)


def lines(states: Sequence[State], at: datetime) -> list[list[Line]]:
    """For each state its fields in words, beside those of today; what says nothing to people is left out."""
    names = _names(states, at)
    return [list(_lines(state, names)) for state in states]


def _lines(state: State, names: dict[tuple[str, str, bool], str]) -> Iterable[Line]:
    then, now = state.fields or {}, snapshot(state.row)
    told = PHRASES.get(state.row._meta.label)
    if told:
        yield Line(told.title, told.phrase(then), told.phrase(now))
    for column in state.row._meta.concrete_fields:
        name = column.attname
        if name in TECHNICAL | state.row.history_exclude | (told.columns if told else frozenset()):
            continue
        if name not in now or isinstance(column, models.JSONField):
            continue
        words = [
            _word(column, value, names, then=is_then) for value, is_then in ((then.get(name), True), (now[name], False))
        ]
        if name in state.untold or words != [None, None]:
            label = str(column.verbose_name)
            yield Line(label[:1].upper() + label[1:], words[0], words[1], name in state.untold)


def _word(
    column: models.Field[Any, Any], value: Any, names: dict[tuple[str, str, bool], str], *, then: bool
) -> str | None:
    if column.related_model is None or value is None:
        return said(column, column.attname, value)
    key = (column.related_model._meta.label, str(value))
    return names.get((*key, then)) or names.get((*key, False)) or f"nomor {value}"


def _names(states: Sequence[State], at: datetime) -> dict[tuple[str, str, bool], str]:
    """By what names the rows referred to were told then (True) and last (False)."""
    wanted: dict[str, set[str]] = {}
    for state in states:
        for column in state.row._meta.concrete_fields:
            if column.related_model is not None:
                for value in ((state.fields or {}).get(column.attname), getattr(state.row, column.attname)):
                    if value is not None:
                        wanted.setdefault(column.related_model._meta.label, set()).add(str(value))
    if not wanted:
        return {}
    condition = Q(pk__in=[])
    for label, ids in wanted.items():
        condition |= Q(object_type=label, object_id__in=sorted(ids))
    rows = HistoryEntry.objects.unscoped("names of what rows the reader has obtained refer to").filter(condition)
    found: dict[tuple[str, str, bool], str] = {}
    for label, pk, told, when in rows.order_by("link", "id").values_list(
        "object_type", "object_id", "object_label", "at"
    ):
        found[(label, pk, False)] = told
        if when < at:
            found[(label, pk, True)] = told
    return found
