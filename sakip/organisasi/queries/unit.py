"""Units in the reader's reach: the tree, a unit's place in it, its instansi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.choosing import Label
from sakip.organisasi.models import Instansi, Unit
from sakip.organisasi.queries.pejabat import Kepala, heads
from sakip.referensi.rules import bidang_by_unit_code, bidang_in


def units(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Unit]:
    """Units in the reader's reach, as a tree read from top to bottom."""
    return Unit.objects.visible_to(seen_by, permission).order_by("path")


def open_on(day: date, unit: str = "") -> Q:
    """The condition that a unit is open on a day; ``unit`` leads to it ('unit__')."""
    return Q(**{f"{unit}berlaku_sampai": None}) | Q(**{f"{unit}berlaku_sampai__gte": day})


def existed(tahun: int) -> Q:
    """The condition that a unit existed on some day of a year."""
    begun = Q(berlaku_mulai=None) | Q(berlaku_mulai__lte=date(tahun, 12, 31))
    return begun & (Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=date(tahun, 1, 1)))


def labelled(rows: Iterable[Unit]) -> Iterator[tuple[Unit, Label]]:
    """Units in the order of the tree with their labels: indented as they stand, with the unit above as second line.

    They are also found by code and by the abbreviation of what stands above.
    """
    for unit, above in _with_above(rows):
        yield unit, _label(unit, above, depth=len(above), under=above[-1] if above else None)


def unit_labels(rows: Iterable[Unit]) -> list[tuple[str, str]]:
    """Number and label of units in the order of the tree, for a form."""
    return [(str(unit.pk), label) for unit, label in labelled(rows)]


def unit_groups(rows: Iterable[Unit]) -> list[tuple[str, Any]]:
    """The same in groups: a perangkat daerah, or whatever stands highest here, with all below it.

    What has nothing below it stands alone, and so does the instansi itself.
    """
    groups: list[tuple[Unit, list[tuple[str, str]]]] = []
    for unit, above in _with_above(rows):
        inside = [each for each in above if not each.is_root]
        if not inside:
            groups.append((unit, []))
        label = _label(unit, above, depth=max(len(inside) - 1, 0), under=inside[-1] if len(inside) > 1 else None)
        groups[-1][1].append((str(unit.pk), label))
    return [(head.nama, below) if len(below) > 1 else below[0] for head, below in groups]


def _with_above(rows: Iterable[Unit]) -> Iterator[tuple[Unit, list[Unit]]]:
    """Each with those of the rows that stand above it, from the top."""
    above: list[Unit] = []
    for unit in rows:
        while above and not unit.path.startswith(above[-1].path):
            above.pop()
        yield unit, list(above)
        above.append(unit)


def _label(unit: Unit, above: Sequence[Unit], *, depth: int, under: Unit | None) -> Label:
    """``under``: the unit above that the second line names; not the instansi, which every unit stands under."""
    note = " · ".join(part for part in (unit.singkatan, under.nama if under and not under.is_root else "") if part)
    also = " ".join(part for part in (unit.kode, *(each.singkatan for each in above)) if part)
    return Label("\u2003" * depth + unit.nama, note=note, also=also)


def unit_choices(seen_by: Access, known: Iterable[Unit] | None = None) -> list[tuple[str, str]]:
    """Path and indented name of the units on which one holds VIEW, for a filter of what is read there.

    ``known``: all units in reach, where the caller has read them already.
    """
    held = seen_by.paths_for(Permission.VIEW)
    rows = [unit for unit in (units(seen_by) if known is None else known) if unit.path.startswith(held)]
    return [(unit.path, label) for unit, label in labelled(rows)]


def unit_options(seen_by: Access, permission: Permission) -> list[tuple[str, str]]:
    """Number and indented name of the open units on which one holds a permission, for a form."""
    return unit_labels(units(seen_by, permission).filter(berlaku_sampai=None))


@dataclass(frozen=True)
class UnitRow:
    """A unit in the tree, with its depth below the first level shown and who heads it (None: no position does)."""

    unit: Unit
    depth: int
    kepala: Kepala | None = None


def unit_tree(seen_by: Access, *, text: str = "", on: date, tahun: int | None = None) -> list[UnitRow]:
    """The units that are open on a day, as an indented list; with a text, those whose name or code has it.

    ``tahun``: instead those that existed in a year, with who headed them at its end.
    """
    rows = units(seen_by).filter(open_on(on) if tahun is None else existed(tahun))
    if text:
        rows = rows.filter(Q(nama__icontains=text) | Q(singkatan__icontains=text) | Q(kode__icontains=text))
    found = list(rows)
    day = on if tahun is None else min(on, date(tahun, 12, 31))
    kepala = heads([unit.pk for unit in found], day, seen_by)
    return [UnitRow(unit, len(unit.path) // LEVEL_WIDTH - 1, kepala.get(unit.pk)) for unit in found]


def children_of(unit: Unit, seen_by: Access) -> list[Unit]:
    """The units directly below, closed ones last."""
    return list(units(seen_by).filter(induk=unit).order_by(F("berlaku_sampai").asc(nulls_first=True), "path"))


def ancestors_of(unit: Unit, seen_by: Access) -> list[Unit]:
    """The units above, from the instansi down."""
    above = [unit.path[:end] for end in range(LEVEL_WIDTH, len(unit.path), LEVEL_WIDTH)]
    return list(units(seen_by).filter(path__in=above)) if above else []


def root_of(unit: Unit, seen_by: Access) -> Unit:
    """The unit's instansi as a unit."""
    if unit.is_root:
        return unit
    found: Unit = units(seen_by).get(path=unit.path[:LEVEL_WIDTH])
    return found


def instansi_of(unit: Unit, seen_by: Access) -> Instansi:
    """Letterhead and kind of the unit's instansi; of a root that was fetched with it, without another query."""
    if unit.is_root and Unit.instansi.is_cached(unit):
        return unit.instansi
    found: Instansi = (
        Instansi.objects.visible_to(seen_by).select_related("unit").get(unit__path=unit.path[:LEVEL_WIDTH])
    )
    return found


def instansi_by_name(nama: str, seen_by: Access) -> Unit | None:
    """The open root unit of this name, letter case aside."""
    found: Unit | None = units(seen_by).filter(induk=None, nama__iexact=nama.strip(), berlaku_sampai=None).first()
    return found


@dataclass(frozen=True)
class BidangUrusan:
    """The bidang urusan of a unit: what X.XX in the national nomenclature stands for here.

    ``dari``: the unit that has them, itself or one above; ``tertulis``: on its card, else as its code begins.
    """

    kode: tuple[str, ...] = ()
    dari: Unit | None = None
    tertulis: bool = False


def bidang_urusan(unit: Unit, seen_by: Access) -> BidangUrusan:
    """The bidang of a unit: as written on its card, as its code begins, or as the nearest unit above has them."""
    own = _bidang_on(unit)
    if own.kode or unit.is_root:
        return own
    above = (_bidang_on(each) for each in reversed(ancestors_of(unit, seen_by)))
    return next((found for found in above if found.kode), own)


def _bidang_on(unit: Unit) -> BidangUrusan:
    written = bidang_in(unit.bidang_urusan)
    return BidangUrusan(written or bidang_by_unit_code(unit.kode), unit, tertulis=bool(written))


def home_unit(seen_by: Access) -> Unit | None:
    """The unit a person works for: the top of the first role; None without a role on a unit."""
    paths = [grant.path for grant in seen_by.grants if grant.path]
    return units(seen_by).filter(path__in=paths).first() if paths else None
