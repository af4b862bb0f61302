"""What stands already: units and indicators a table may mean, and the values in the cells it would fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.datakinerja.models import Lapis, SeriesValue
from sakip.datakinerja.queries import standing_values
from sakip.kernel.access import Access, Permission
from sakip.kernel.transfer.headers import normalise
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import kebijakan_per_tahun, units
from sakip.perencanaan.models import Dasar, Indikator, KartuIndikator, Penempatan, Target
from sakip.perencanaan.queries import cards, indikator, standing_targets, unattached


@dataclass(frozen=True)
class Dikenal:
    """Units and indicators by name. Without a unit (an instansi still to be made) nothing is known."""

    unit: Unit | None
    units: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)
    by_name: Mapping[tuple[int, str], tuple[Indikator, ...]] = field(default_factory=dict)
    by_kode: Mapping[tuple[int, str], Indikator] = field(default_factory=dict)


def known(unit: Unit | None, *, below: bool, seen_by: Access) -> Dikenal:
    """What a table of this unit may name; ``below`` where a column names the units under it.

    Raises PermissionDenied without the permission to import on the unit.
    """
    if unit is None:
        return Dikenal(None)
    seen_by.require(Permission.IMPORT, unit.path)
    mine = Q(path__startswith=unit.path) if below else Q(pk=unit.pk)
    named: dict[str, dict[int, Unit]] = defaultdict(dict)
    for each in units(seen_by).filter(mine, berlaku_sampai=None):
        for name in {normalise(each.nama), normalise(each.singkatan), normalise(each.kode)} - {""}:
            named[name][each.pk] = each
    rows = indikator(seen_by).filter(Q(unit__path__startswith=unit.path) if below else Q(unit=unit))
    by_name: dict[tuple[int, str], list[Indikator]] = defaultdict(list)
    by_kode = {}
    for row in rows:
        if row.dihentikan_tahun is None:
            by_name[(row.unit_id, normalise(row.nama))].append(row)
        if row.kode:
            by_kode[(row.unit_id, row.kode)] = row
    return Dikenal(
        unit,
        {name: tuple(found.values()) for name, found in named.items()},
        {key: tuple(found) for key, found in by_name.items()},
        by_kode,
    )


@dataclass(frozen=True)
class Berlaku:
    """What stands in the cells of some indicators, for this dasar and this lapis."""

    target: Mapping[tuple[int, Periode], Target]
    """By indicator."""
    nilai: Mapping[tuple[int, Periode], SeriesValue]
    """By series."""
    penempatan: Mapping[int, Penempatan]
    kartu: Mapping[int, list[KartuIndikator]]
    aturan: Mapping[int, Aturan]
    """The policy of each year."""


def standing(
    rows: Collection[Indikator],
    unit: Unit | None,
    *,
    tahun: Collection[int],
    dasar: Dasar,
    lapis: Lapis,
    seen_by: Access,
) -> Berlaku:
    """Everything that the table is compared with, in a handful of queries. The caller has been let in by ``known``."""
    if unit is None:
        return Berlaku({}, {}, {}, {}, dict.fromkeys(tahun, Aturan()))
    policies = kebijakan_per_tahun(unit, tuple(sorted(set(tahun))), seen_by=seen_by)
    aturan = {year: policy.aturan for year, policy in policies.items()}
    if not rows:
        return Berlaku({}, {}, {}, {}, aturan)
    ids = [row.pk for row in rows]
    penempatan = unattached(ids)
    owner = {placement.pk: pk for pk, placement in penempatan.items()}
    targets = {
        (owner[placement_id], periode): row
        for (placement_id, periode), row in standing_targets(list(owner), dasar=dasar).items()
    }
    values = {
        (series_id, periode): row
        for (series_id, periode, dimensi), row in standing_values([r.series_id for r in rows], lapis=lapis).items()
        if not dimensi
    }
    return Berlaku(targets, values, penempatan, cards(ids, seen_by=seen_by), aturan)
