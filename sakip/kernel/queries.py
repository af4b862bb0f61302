"""Reads of the ground: the history as sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from sakip.arithmetic.notation import format_date, format_number
from sakip.kernel.access import ROLE_LABELS, Access, Role, below
from sakip.kernel.actions import REGISTERED
from sakip.kernel.history import guarded_models
from sakip.kernel.models import HistoryEntry
from sakip.kernel.telling import PHRASES, Told, moment, word

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class FieldChange:
    """One field in words; None is *belum diisi*."""

    label: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Event:
    """One history entry, ready to show. ``created``: the object began with it, there is nothing to compare."""

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
    created: bool


@dataclass(frozen=True)
class Deed:
    """What one person did in one transaction with one action: its events, told together."""

    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        return self.events[0]

    @property
    def lines(self) -> int:
        """How many changes it tells: many are folded."""
        return sum(len(event.changes) for event in self.events)

    @property
    def told(self) -> tuple[Event, ...]:
        """The events that say more than that they happened."""
        return tuple(event for event in self.events if event.changes)

    @property
    def about(self) -> str:
        """What it was done to: the one object that the sentence names, else how many of what."""
        named = [event for event in self.events if event.sentence.endswith(event.kind)]
        main = self.events if len(self.events) == 1 else named
        return main[0].object_label if len(main) == 1 else self.kinds

    @property
    def kinds(self) -> str:
        """How many of what, where it is more than one: 4 nilai."""
        names = [event.kind for event in self.events]
        return ", ".join(f"{names.count(name)} {name}" for name in dict.fromkeys(names))


def history_of(
    seen_by: Access,
    *,
    object_type: str = "",
    object_id: str = "",
    unit_path: str = "",
    text: str = "",
    actor: str = "",
    action: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[HistoryEntry]:
    """Entries in the reader's part of the organisation, newest first; both days belong to the period."""
    rows = HistoryEntry.objects.visible_to(seen_by)
    if object_type:
        rows = rows.filter(object_type=object_type)
    if object_id:
        rows = rows.filter(object_id=object_id)
    if unit_path:
        rows = rows.filter(below("unit_path", unit_path)) if unit_path.isdigit() else rows.none()
    if actor:
        rows = rows.filter(actor_name__icontains=actor)
    if action:
        rows = rows.filter(action=action)
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(min(until, LAST_DAY) + timedelta(days=1)))
    if text:
        rows = rows.filter(Q(object_label__icontains=text) | Q(actor_name__icontains=text) | Q(reason__icontains=text))
    return rows.order_by("-id")


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)
"""Beyond them nothing was or will be written, and a midnight may have no moment in another time zone."""


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(max(day, FIRST_DAY), LAST_DAY + timedelta(days=1)), time.min))


def entries_before(
    rows: QuerySet[HistoryEntry], before: int | None, size: int
) -> tuple[list[HistoryEntry], int | None]:
    """The next so many entries older than one, and the last of them where older ones follow.

    First the ids, then the rows: a database that must sort does it with numbers, not with all that an entry holds.
    """
    older = rows if before is None else rows.filter(pk__lt=before)
    ids = list(older.values_list("pk", flat=True)[: size + 1])
    found = list(HistoryEntry.base.filter(pk__in=ids[:size]).order_by("-pk"))
    return found, ids[size - 1] if len(ids) > size else None


def deeds_to_filter_by() -> list[tuple[str, str]]:
    """Name and sentence of every action, in the order of the sentences."""
    return sorted(((info.name, info.sentence) for info in REGISTERED.values()), key=lambda each: each[1])


LINES = ("Waktu", "Orang", "Peran", "Lewat", "Tindakan", "Jenis", "Objek", "Isian", "Dari", "Menjadi", "Alasan")
"""Titles of ``lines``."""


def lines(rows: QuerySet[HistoryEntry]) -> Iterator[tuple[Any, ...]]:
    """The entries as lines of a file, one for each change; read in parts, so that a long history takes no more room."""
    found = rows.iterator(_PART)
    while part := list(islice(found, _PART)):
        for event in events(part):
            who = (
                timezone.make_naive(event.at),
                event.actor,
                ROLE_LABELS[Role(event.role)] if event.role else "Sistem",
                event.via,
                event.sentence,
            )
            for change in event.changes or (FieldChange("", None, None),):
                told = (change.label, change.old, change.new)
                yield *who, event.kind, event.object_label, *told, event.reason


_PART = 1000


def history_of_objects(seen_by: Access, objects: Mapping[str, Collection[int]]) -> QuerySet[HistoryEntry]:
    """Entries about some objects, given as model label to ids, newest first."""
    condition = Q(pk__in=[])
    for label, ids in objects.items():
        condition |= Q(object_type=label, object_id__in=[str(pk) for pk in ids])
    return HistoryEntry.objects.visible_to(seen_by).filter(condition).order_by("-id")


def kinds() -> list[tuple[str, str]]:
    """Label and name of everything the history tells of, for a filter."""
    return sorted(
        ((model._meta.label, str(model._meta.verbose_name)) for model in guarded_models()), key=lambda each: each[1]
    )


@dataclass(frozen=True)
class Writer:
    """Who wrote a row, when, and how."""

    nama: str
    at: datetime
    via: str


def writers(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Writer]:
    """Who last wrote some rows, by (model label, id), in one query; the caller has already obtained the rows."""
    by_label: dict[str, list[str]] = {}
    for label, pk in keys:
        by_label.setdefault(label, []).append(str(pk))
    if not by_label:
        return {}
    condition = Q(pk__in=[])
    for label, ids in by_label.items():
        condition |= Q(object_type=label, object_id__in=ids)
    rows = HistoryEntry.objects.unscoped("names the writers of rows the reader has obtained").filter(condition)
    return {
        (entry.object_type, int(entry.object_id)): Writer(entry.actor_name, entry.at, word("via", entry.via))
        for entry in rows.order_by("id")
    }


# --- entries as sentences --------------------------------------------------------------------------------------------


def deeds(entries: Iterable[HistoryEntry]) -> list[Deed]:
    """The entries as deeds, in their order: what one transaction did by one action stands together."""
    found = events(entries)
    return [Deed(tuple(group)) for _key, group in groupby(found, key=lambda event: (event.link, event.sentence))]


def events(entries: Iterable[HistoryEntry]) -> Iterator[Event]:
    """Each entry in words. What an append-only row replaced is looked up for all of them at once."""
    rows = list(entries)
    before = _replaced(rows)
    for entry in rows:
        yield _event(entry, before.get((entry.object_type, entry.changes.get(_REPLACES, [None, None])[1])))


_REPLACES = "menggantikan_id"


def _replaced(rows: list[HistoryEntry]) -> dict[tuple[str, Any], Fields]:
    """What the rows that were replaced held, by (model label, id), in one query."""
    wanted: dict[str, list[str]] = {}
    for entry in rows:
        replaced = entry.changes.get(_REPLACES, [None, None])[1]
        if replaced is not None:
            wanted.setdefault(entry.object_type, []).append(str(replaced))
    if not wanted:
        return {}
    condition = Q(pk__in=[])
    for label, ids in wanted.items():
        condition |= Q(object_type=label, object_id__in=ids)
    entries = HistoryEntry.objects.unscoped("what a row the reader sees has replaced").filter(condition).order_by("id")
    return {(entry.object_type, int(entry.object_id)): _new_values(entry.changes) for entry in entries}


def _new_values(changes: Fields) -> dict[str, Any]:
    return {name: new for name, (_old, new) in changes.items()}


def _event(entry: HistoryEntry, replaced: Fields | None) -> Event:
    info = REGISTERED.get(entry.action)
    model = _model(entry.object_type)
    created = entry.changes.get("id", [0])[0] is None and replaced is None
    told = PHRASES.get(entry.object_type)
    facts: Fields = entry.changes
    if replaced is not None:
        facts = {name: [replaced.get(name), new] for name, (_old, new) in facts.items() if replaced.get(name) != new}
    changes = list(_fields(model, facts, told, created=created))
    if told:
        old = told.phrase(replaced) if replaced else None
        changes.insert(0, FieldChange(told.title, old, told.phrase(_new_values(entry.changes))))
    return Event(
        at=entry.at,
        actor=entry.actor_name,
        role="" if entry.role == Role.SISTEM else entry.role,
        via=word("via", entry.via),
        sentence=info.sentence if info else entry.action,
        object_label=entry.object_label,
        kind=str(model._meta.verbose_name) if model else entry.object_type,
        changes=tuple(changes),
        reason=entry.reason,
        link=entry.link,
        created=created,
    )


_TECHNICAL = frozenset({"id", "versi", "path", "kunci", "urutan"})


def _fields(model: Any, changes: Fields, told: Told | None, *, created: bool) -> Iterator[FieldChange]:
    """The fields that say something to people: no keys, nothing that was and stays empty."""
    fields = {field.attname: field for field in model._meta.concrete_fields} if model else {}
    hidden = _TECHNICAL | (told.columns if told else frozenset())
    for name, (old, new) in changes.items():
        if name in hidden or name.endswith("_id") or (old in _EMPTY and new in _EMPTY):
            continue
        if (created or told) and new is False:
            continue
        field = fields.get(name)
        if isinstance(field, models.JSONField):
            continue  # settings of the program, such as an import's mapping: kept, but no sentence for people
        label = str(field.verbose_name) if field else name
        yield FieldChange(label[:1].upper() + label[1:], said(field, name, old), said(field, name, new))


_EMPTY = (None, "")


def said(field: models.Field[Any, Any] | None, name: str, value: Any) -> str | None:
    """A stored value in words."""
    if value in _EMPTY:
        return None
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(field, models.DecimalField):
        return _number(value)
    if isinstance(field, models.DateTimeField):
        return moment(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return format_date(date.fromisoformat(value))
    labels = dict(field.flatchoices) if field is not None else {}
    said = word(name, value)
    return str(labels.get(value, value)) if said == str(value) else said


def _number(value: Any) -> str:
    try:
        return format_number(Decimal(str(value)), places=None)
    except InvalidOperation:
        return str(value)


def _model(label: str) -> Any:
    try:
        return apps.get_model(label)
    except LookupError:  # a table of an earlier version: the entry outlives it
        return None
