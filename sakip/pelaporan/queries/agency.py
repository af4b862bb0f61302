"""Who reports: the positions of a unit with their officials on a day, and who signs its report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sakip.kernel.access import Access
from sakip.organisasi.models import Jabatan, MasaJabatan, Unit
from sakip.organisasi.queries import Pemangku, Susunan, holders_on, holds_on, jabatan, kepala_of, lines_of
from sakip.referensi.queries import jenjang

MOST_POSITIONS = 40
"""A report names the head and those directly below him; of a region these may be many, of any unit not hundreds."""


@dataclass(frozen=True)
class Organisasi:
    """The positions of a unit as they stood on a day: its head, then those directly below, the highest first.

    ``lainnya``: how many more there are than are named.
    """

    pada: date
    jabatan: tuple[tuple[Jabatan, Pemangku], ...]
    lainnya: int = 0


@dataclass(frozen=True)
class Penanda:
    """Who signs the report of a unit on a day. ``unit`` is another where the unit was closed and one carries it on.

    ``jabatan``: None where no position that heads the unit is recorded. ``penerus``: several that carry it on, so that
    nobody can tell who signs.
    """

    unit: Unit
    pada: date
    jabatan: Jabatan | None = None
    masa: MasaJabatan | None = None
    """The term by which he signs: the Plt. or Plh. where there is one; None where nobody holds the position."""
    penerus: tuple[Unit, ...] = ()


def stood_on(unit: Unit, tahun: int, *, posisi_data: date, susunan: Susunan | None) -> date:
    """The day of which a report tells the organisation: the end of its year, of a year that runs the day of the data.

    As it is now: the day of the data. Never after the unit's own last day, nor before its first.
    """
    day = posisi_data if susunan is Susunan.SEKARANG else min(date(tahun, 12, 31), posisi_data)
    if unit.berlaku_mulai is not None:
        day = max(day, unit.berlaku_mulai)
    return day if unit.berlaku_sampai is None else min(day, unit.berlaku_sampai)


def agency(unit: Unit, pada: date, *, tanda: date, seen_by: Access) -> tuple[Organisasi, Penanda]:
    """The organisation as it stood on a day, and who signs on another. Two queries for a unit that is open."""
    own = Q(unit=unit) & (Q(kepala=True) | Q(atasan=None) | Q(atasan__unit=unit, atasan__kepala=True))
    there = (own | Q(unit__induk=unit, kepala=True)) & holds_on(pada)
    heads = Q(unit=unit, kepala=True) & holds_on(tanda)
    rows = list(jabatan(seen_by).filter(there | heads))
    held = holders_on([row.pk for row in rows], (pada, tanda), seen_by)
    ranks = jenjang()
    stood = [row for row in rows if _holds(row, pada)]
    stood.sort(key=lambda row: (not (row.kepala and row.unit_id == unit.pk), ranks[row.jenjang].urutan))
    shown = tuple((row, held[pada][row.pk]) for row in stood[:MOST_POSITIONS])
    told = Organisasi(pada, shown, len(stood) - len(shown))
    if unit.berlaku_sampai is not None and unit.berlaku_sampai < tanda:
        return told, _heir(unit, tanda, seen_by)
    head = next((row for row in rows if row.unit_id == unit.pk and row.kepala and _holds(row, tanda)), None)
    return told, Penanda(unit, tanda, head, held[tanda][head.pk].bertindak if head else None)


def _holds(row: Jabatan, on: date) -> bool:
    begun = row.berlaku_mulai is None or row.berlaku_mulai <= on
    return begun and (row.berlaku_sampai is None or row.berlaku_sampai >= on)


def _heir(unit: Unit, on: date, seen_by: Access) -> Penanda:
    """Of a unit that was closed by the day: the head of the one that carries it on, over any number of changes."""
    while unit.berlaku_sampai is not None and unit.berlaku_sampai < on:
        heirs = tuple(line.penerus for line in lines_of(unit, seen_by)[1])
        if len(heirs) != 1:
            return Penanda(unit, on, penerus=heirs)
        unit = heirs[0]
    found = kepala_of(unit, on, seen_by)
    return Penanda(unit, on, found.jabatan, found.pemangku.bertindak) if found else Penanda(unit, on)
