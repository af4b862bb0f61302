"""The append-only history: entries, their keyed chain, and the check that finds what was tampered with."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from sakip.kernel.access import SYSTEM, Access, Permission, Role, UnitOwned
from sakip.kernel.models import HistoryEntry, HistoryHead, HistoryLink
from sakip.kernel.writing import Key, Snapshot, plain, snapshot

Changes = dict[str, list[Any]]
_CHUNK = 500


def difference(before: Snapshot, after: Snapshot) -> Changes:
    """Changed fields as [old, new]. From nothing to nothing is no change; from nothing to 0 is one."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


@dataclass(frozen=True)
class Touched:
    """A row that an action wrote: by whom and why, as it was before, and as it is now (None: deleted)."""

    action: str
    permission: Permission
    by: Access
    reason: str
    key: Key
    before: Snapshot
    row: UnitOwned | None
    path: str
    label: str


def rows_now(keys: Iterable[Key]) -> dict[Key, UnitOwned]:
    """The touched rows as the database holds them, one query per model and five hundred rows."""
    found: dict[Key, UnitOwned] = {}
    for label, group in groupby(sorted(keys, key=lambda key: (key[0], str(key[1]))), key=lambda key: key[0]):
        model = apps.get_model(label)
        ids = [key[1] for key in group]
        related = _path_relation(model)
        for start in range(0, len(ids), _CHUNK):
            rows = model._default_manager.filter(pk__in=ids[start : start + _CHUNK])
            if related:
                rows = rows.select_related(related)
            found.update({(label, row.pk): row for row in rows})
    return found


def _path_relation(model: type[Any]) -> str:
    """'series__unit' for the lookup 'series__unit__path': what must be fetched along to know the owner."""
    return str(model.path_lookup).rpartition("__")[0]


def path_before(key: Key, before: Snapshot, row: UnitOwned | None) -> str | None:
    """Where a row was that has gone or has another owner now; None for one that is new or stayed."""
    model: type[UnitOwned] = apps.get_model(key[0])
    column = model.owner_column()
    if not before or (row is not None and plain(getattr(row, column)) == before[column]):
        return None
    return model.owner_path_by(before[column])


def write_entries(touched: list[Touched], *, reason: str) -> None:
    """Write the entries of one transaction and close it with the chain's next link: its last statement.

    ``reason`` holds for what was written without one of its own.
    """
    _close_with([entry for each in touched if (entry := _entry(each, reason)) is not None])


def _close_with(entries: list[HistoryEntry]) -> None:
    if not entries:
        return
    head, _created = HistoryHead.objects.select_for_update().get_or_create(id=1)
    number = head.number + 1
    for entry in entries:
        entry.link = number
    HistoryEntry.base.bulk_create(entries, batch_size=_CHUNK)
    head.hash = link_hash(head.hash, number, entries)
    head.number = number
    HistoryLink.objects.create(number=number, entries=len(entries), hash=head.hash)
    head.save(update_fields=["number", "hash"])


def _entry(touched: Touched, reason: str) -> HistoryEntry | None:
    row, by = touched.row, touched.by
    after = snapshot(row) if row is not None else dict.fromkeys(touched.before)
    changes = difference(touched.before, after)
    if not changes:
        return None
    return HistoryEntry(
        at=timezone.now(),
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        role=by.role_for(touched.permission, touched.path),
        via=by.via,
        action=touched.action,
        object_type=touched.key[0],
        object_id=str(touched.key[1]),
        object_label=touched.label[:300],
        unit_path=touched.path,
        changes=changes,
        reason=touched.reason or reason,
        request_id=by.request_id,
    )


# --- columns that came later -----------------------------------------------------------------------------------------

ADOPTED = "kernel.adopt"


def adopt(model: type[models.Model], columns: Iterable[str]) -> None:
    """For migrations: tell the history what new columns hold in the rows that are there, in one link.

    The check compares every column with what was told of it, so a column that came later with a value would be found in
    every older row. ``model`` is the migration's own (``apps.get_model``), ``columns`` are attribute names ("unit_id").
    A row that has no history gets none here.
    """
    names = tuple(columns)
    every: models.QuerySet[Any] = models.QuerySet(model)
    rows = {str(row.pk): row for row in every.only(*names)}
    known = HistoryEntry.base.filter(object_type=model._meta.label).order_by("link", "id") if rows else ()
    latest = {entry.object_id: entry for entry in known if entry.object_id in rows}
    facts = {pk: {name: plain(getattr(rows[pk], name)) for name in names} for pk in latest}
    _close_with(
        [
            HistoryEntry(
                at=timezone.now(),
                actor_name=SYSTEM.actor_name,
                role=Role.SISTEM,
                via=SYSTEM.via,
                action=ADOPTED,
                object_type=entry.object_type,
                object_id=pk,
                object_label=entry.object_label,
                unit_path=entry.unit_path,
                changes=changes,
            )
            for pk, entry in latest.items()
            if (changes := difference({}, facts[pk]))
        ]
    )


# --- the chain -------------------------------------------------------------------------------------------------------

_HASHED = (
    "actor_id",
    "actor_name",
    "role",
    "via",
    "action",
    "object_type",
    "object_id",
    "object_label",
    "unit_path",
    "changes",
    "reason",
    "request_id",
)


def link_hash(previous: str, number: int, entries: Iterable[HistoryEntry]) -> str:
    """HMAC-SHA256 over the previous link and the entries in their order; without the key nobody can make one."""
    mac = hmac.new(settings.HISTORY_KEY.encode(), f"{previous}\n{number}".encode(), hashlib.sha256)
    for entry in entries:
        facts = [entry.at.isoformat(timespec="microseconds"), *(getattr(entry, name) for name in _HASHED)]
        mac.update(json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return mac.hexdigest()


def head() -> tuple[int, str]:
    """Number and hash of the chain's last link, as printed in frozen documents; (0, '') before the first."""
    found = HistoryHead.objects.filter(id=1).first()
    return (found.number, found.hash) if found else (0, "")


@dataclass(frozen=True)
class Finding:
    """Something that does not fit. ``code``: entry-changed, entry-missing, link-missing, head-differs,
    anchor-missing, row-differs, row-missing, row-without-history."""

    code: str
    where: str
    detail: str = ""


def check_integrity(anchors: Iterable[tuple[str, str]] = ()) -> list[Finding]:
    """Everything that does not fit in history and facts; an empty list when all is well.

    ``anchors`` are (where, link hash) pairs kept elsewhere, as frozen documents do: a chain cut off at its end is
    whole in itself, only an anchor or the facts tell. Reads everything; for the night, not for a page.
    """
    findings, hashes = _check_chain()
    findings += [
        Finding("anchor-missing", where, digest[:12]) for where, digest in anchors if digest and digest not in hashes
    ]
    for model in guarded_models():
        findings += _check_rows(model)
    return findings


def guarded_models() -> list[type[UnitOwned]]:
    return [model for model in apps.get_models() if issubclass(model, UnitOwned)]


def _check_chain() -> tuple[list[Finding], set[str]]:
    findings: list[Finding] = []
    hashes: set[str] = set()
    previous, expected = "", 1
    entries = _entries_by_link()
    upcoming = next(entries, None)
    for link in HistoryLink.objects.order_by("number").iterator():
        if link.number != expected:
            findings.append(Finding("link-missing", f"mata rantai {expected}"))
        while upcoming and upcoming[0] < link.number:
            findings.append(Finding("link-missing", f"mata rantai {upcoming[0]}"))
            upcoming = next(entries, None)
        own = upcoming[1] if upcoming and upcoming[0] == link.number else []
        if own:
            upcoming = next(entries, None)
        if len(own) != link.entries:
            findings.append(
                Finding("entry-missing", f"mata rantai {link.number}", f"{len(own)} dari {link.entries} catatan")
            )
        elif link_hash(previous, link.number, own) != link.hash:
            findings.append(Finding("entry-changed", f"mata rantai {link.number}"))
        previous, expected = link.hash, link.number + 1
        hashes.add(link.hash)
    if upcoming:
        findings.append(Finding("link-missing", f"mata rantai {upcoming[0]}"))
    if head() != (expected - 1, previous):
        findings.append(Finding("head-differs", "kepala rantai"))
    return findings, hashes


def _entries_by_link() -> Iterator[tuple[int, list[HistoryEntry]]]:
    rows = HistoryEntry.objects.unscoped("integrity check reads everything").order_by("link", "id").iterator(2000)
    for number, group in groupby(rows, key=lambda entry: entry.link):
        yield number, list(group)


def _check_rows(model: type[UnitOwned]) -> list[Finding]:
    label = model._meta.label
    told = _told_by_history(label)
    findings = []
    for row in model.objects.unscoped("integrity check reads everything").order_by("pk").iterator(2000):
        where = f"{model._meta.verbose_name} {row.pk}"
        state = told.pop(str(row.pk), None)
        if state is None:
            findings.append(Finding("row-without-history", where, str(row)))
        elif wrong := _differing(state, snapshot(row)):
            findings.append(Finding("row-differs", where, ", ".join(wrong)))
    findings += [
        Finding("row-missing", f"{model._meta.verbose_name} {pk}")
        for pk, state in told.items()
        if any(value is not None for value in state.values())
    ]
    return findings


def _told_by_history(label: str) -> dict[str, Snapshot]:
    """What the history says each row of a model must hold now."""
    told: dict[str, Snapshot] = {}
    rows = HistoryEntry.objects.unscoped("integrity check reads everything").filter(object_type=label)
    # By link first: the chain vouches for the number of the link and the order within it, not for the ids.
    rows = rows.order_by("link", "id")
    for object_id, changes in rows.values_list("object_id", "changes").iterator(2000):
        told.setdefault(object_id, {}).update({name: new for name, (_old, new) in changes.items()})
    return told


def _differing(told: Snapshot, now: Snapshot) -> list[str]:
    return [name for name, value in now.items() if told.get(name) != value]


def last_writer(row: UnitOwned) -> str:
    """Name of who last wrote the row, for telling a colleague; the caller has already obtained the row."""
    entries = HistoryEntry.objects.unscoped("names the last writer of a row the reader has obtained")
    names = (
        entries.filter(object_type=row._meta.label, object_id=str(row.pk))
        .order_by("-id")
        .values_list("actor_name", flat=True)
    )
    return str(names.first() or "orang lain")
