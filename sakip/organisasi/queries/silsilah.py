"""The lineage of units, and in which composition a past year is read: as it was, or as it is now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.models import Silsilah, Unit


class Susunan(StrEnum):
    """In which composition a past year is read: the units and indicators of that year, or those of today, which read
    the figures of the ones they carry on."""

    SAAT_ITU = "saat-itu"
    SEKARANG = "sekarang"

    @property
    def label(self) -> str:
        return "saat itu" if self is Susunan.SAAT_ITU else "sekarang"


def existed_in(unit: Unit, tahun: int) -> bool:
    """Whether a unit existed on some day of a year."""
    begun = unit.berlaku_mulai is None or unit.berlaku_mulai.year <= tahun
    return begun and (unit.berlaku_sampai is None or unit.berlaku_sampai.year >= tahun)


def _lines(seen_by: Access) -> QuerySet[Silsilah]:
    rows: QuerySet[Silsilah] = Silsilah.objects.visible_to(seen_by)
    return rows.select_related("pendahulu", "penerus").order_by("pk")


def reorganised(path: str, seen_by: Access) -> bool:
    """Whether the instansi of a path has ever changed its composition: else there is only one to read."""
    return _lines(seen_by).filter(penerus__path__startswith=path[:LEVEL_WIDTH]).exists()


def in_reorganised(seen_by: Access) -> Exists:
    """The same of each unit of a query, to be fetched with it."""
    root = Substr(OuterRef("path"), 1, LEVEL_WIDTH)
    return Exists(_lines(seen_by).filter(penerus__path__startswith=root))


@dataclass(frozen=True)
class Pilihan:
    """The composition in which a page reads its year; ``ada``: another may be chosen, so the page says which it is."""

    susunan: Susunan
    ada: bool

    @property
    def lain(self) -> Susunan:
        """The other one."""
        return Susunan.SEKARANG if self.susunan is Susunan.SAAT_ITU else Susunan.SAAT_ITU

    @property
    def tercetak(self) -> Susunan | None:
        """What a report names; None where the instansi has only had one composition."""
        return self.susunan if self.ada else None


def susunan_of(
    unit: Unit, tahun: int, *, asked: str, on: date, seen_by: Access, changed: bool | None = None
) -> Pilihan:
    """The composition asked for; else as it was, or as it is now for a unit that did not exist in the year.

    There is a choice in a past year of an instansi that has changed. One query for a past year, none where ``changed``
    says already whether it has.
    """
    usual = Susunan.SAAT_ITU if existed_in(unit, tahun) else Susunan.SEKARANG
    if tahun >= on.year or not (reorganised(unit.path, seen_by) if changed is None else changed):
        return Pilihan(Susunan.SAAT_ITU, ada=False)
    return Pilihan(Susunan(asked) if asked in tuple(Susunan) else usual, ada=True)


def susunan_in(tahun: int, *, asked: str, on: date, seen_by: Access) -> Pilihan:
    """The same of a list of everything in reach: as it was, unless it is asked for as it is now.

    One query for each of one's instansi in a past year, none else.
    """
    roots = {path[:LEVEL_WIDTH] for path in seen_by.places}
    changed = tahun < on.year and any(reorganised(root, seen_by) for root in sorted(roots))
    now = changed and asked == Susunan.SEKARANG
    return Pilihan(Susunan.SEKARANG if now else Susunan.SAAT_ITU, ada=changed)


def lines_of(unit: Unit, seen_by: Access) -> tuple[list[Silsilah], list[Silsilah]]:
    """From which units this one came, and which came from it. One query."""
    found = list(_lines(seen_by).filter(Q(pendahulu=unit) | Q(penerus=unit)))
    return [row for row in found if row.penerus_id == unit.pk], [row for row in found if row.pendahulu_id == unit.pk]


def predecessors_of(path: str, seen_by: Access) -> dict[str, tuple[int, ...]]:
    """By path of each unit at, below or above a path the units it carries on, over any number of changes, the nearest
    and main first.

    One query; empty where the instansi never changed.
    """
    lines: dict[int, list[int]] = defaultdict(list)
    within: dict[str, int] = {}
    rows = Silsilah.objects.visible_to(seen_by).filter(penerus__path__startswith=path[:LEVEL_WIDTH]).order_by("pk")
    for before, after, at in rows.values_list("pendahulu_id", "penerus_id", "penerus__path"):
        lines[after].append(before)
        if at.startswith(path) or path.startswith(at):
            within[at] = after
    return {at: _walk(unit_id, lines) for at, unit_id in within.items()}


def _walk(unit_id: int, lines: dict[int, list[int]]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    level = lines.get(unit_id, [])
    while level:
        found |= dict.fromkeys(level)
        level = [before for each in level for before in lines.get(each, ()) if before not in found]
    return tuple(found)
