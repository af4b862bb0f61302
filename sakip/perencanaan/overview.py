"""The person's units at a glance: how complete, how good, since when, and what is worst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sakip.arithmetic.averages import count_capaian
from sakip.arithmetic.exact import exactly
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.remembered import remembered
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import KebijakanBerlaku, Susunan, kebijakan_per_tahun, units
from sakip.perencanaan import queries
from sakip.perencanaan.kinerja import Kinerja, KinerjaMap, KinerjaUnit, kinerja, once
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.plans import Plans, plans_for
from sakip.perencanaan.silsilah import Rantai, chains
from sakip.perencanaan.tables import Row, number_of, rolled_up, trend_of

BEST = "sangat-baik"
"""The colour of a scale's highest class: what lies there needs no attention."""
MOST_WITH_TREND = 400
"""Indicators. Five years of a whole instansi take seconds; of so many the years before are not read."""
MOST_LOW, MOST_PROMISED = 6, 12


@dataclass(frozen=True)
class Part:
    """A unit's state in the period: how much is there, what came out, and the lowest of it.

    ``tren``: of the last years the share of its indicators that reached their target, in percent; none of a year that
    still runs, which would look like a fall.
    """

    unit: Unit
    jumlah: int
    bertarget: int
    terisi: int
    ringkas: KinerjaUnit
    tren: tuple[Decimal | None, ...]
    terendah: Kinerja | None


@dataclass(frozen=True)
class Overview:
    """A unit with everything below it, its parts, the lowest capaian, and its own key indicators.

    ``tahun`` are the years of the trends, empty where there are too many indicators.
    """

    total: Part
    parts: tuple[Part, ...]
    terendah: tuple[Row, ...]
    dijanjikan: tuple[Row, ...]
    tahun: tuple[int, ...]


def overview(
    unit: Unit,
    periode: Periode,
    *,
    seen_by: Access,
    below: Sequence[Unit] | None = None,
    posisi_data: date | None = None,
    susunan: Susunan = Susunan.SAAT_ITU,
    changed: bool | None = None,
) -> Overview:
    """The state of a unit and all below it in a period, one read for all of them; remembered until anything is written.

    ``below``: the unit and all beneath it in the order of the tree, ``changed``: whether the instansi ever changed its
    composition, where the caller has read them already.
    """

    def made() -> Overview:
        return _overview(unit, periode, seen_by, below, posisi_data, susunan, changed)

    return remembered("keadaan", (unit.path, str(periode), posisi_data, susunan.value), seen_by, made)


def _overview(  # noqa: PLR0917 - the arguments of overview, in their order
    unit: Unit,
    periode: Periode,
    seen_by: Access,
    below: Sequence[Unit] | None,
    posisi_data: date | None,
    susunan: Susunan,
    changed: bool | None,  # noqa: FBT001 - likewise
) -> Overview:
    beneath = {each.pk: each for each in below or units(seen_by).filter(path__startswith=unit.path)}
    found_rows = queries.indikator_of(unit, tahun=periode.tahun, seen_by=seen_by, below=True, susunan=susunan)
    rows = list(found_rows.prefetch_related(None).select_related("series", "pendahulu"))
    for row in rows:
        row.unit = beneath[row.unit_id]
    years = tuple(trend_of(periode.tahun))
    policies = kebijakan_per_tahun(unit, years, seen_by=seen_by)
    tahun = years if len(rows) <= MOST_WITH_TREND else ()
    wanted = dict.fromkeys([periode, *map(Periode.tahunan, tahun)])
    rantai = chains(rows, seen_by=seen_by)
    found = kinerja(unit, rows, wanted, seen_by=seen_by, posisi_data=posisi_data, kebijakan=policies, rantai=rantai)
    plans = plans_for(unit, periode.tahun, seen_by=seen_by, susunan=susunan, changed=changed)
    ended = tuple(each for each in tahun if posisi_data is None or Periode.tahunan(each).end < posisi_data)
    frame = _Frame(periode, tahun, ended, found, rantai, plans, policies[periode.tahun])
    depth = len(unit.path) + LEVEL_WIDTH
    by_path: dict[str, list[Indikator]] = defaultdict(list)
    for row in rows:
        by_path[row.unit.path[:depth]].append(row)
    parts = [frame.part(each, by_path[each.path]) for each in beneath.values() if each.path in by_path]
    low = sorted((one for one in frame.known(rows) if _is_low(one)), key=_percent)
    own = [row for row in rows if row.unit_id == unit.pk and row.iku]
    return Overview(
        frame.part(unit, rows),
        () if [part.unit for part in parts] == [unit] else tuple(parts),
        tuple(frame.row(one) for one in low[:MOST_LOW]),
        tuple(frame.row(one) for one in frame.known(own)[:MOST_PROMISED]),
        tahun,
    )


@dataclass(frozen=True)
class _Frame:
    """What all parts of an overview are made of."""

    periode: Periode
    tahun: tuple[int, ...]
    ended: tuple[int, ...]
    found: KinerjaMap
    rantai: Rantai
    plans: Plans
    policy: KebijakanBerlaku

    def known(self, rows: Sequence[Indikator], periode: Periode | None = None) -> list[Kinerja]:
        """The figures of some indicators; those without a card have none."""
        figures = (self.found.get((row.pk, periode or self.periode)) for row in rows)
        return [one for one in figures if one is not None]

    def row(self, one: Kinerja) -> Row:
        years = (Periode.tahunan(tahun) for tahun in self.tahun)
        return Row(one, tuple(number_of(self.found, one.indikator, year) for year in years))

    @exactly
    def share(self, rows: Sequence[Indikator], tahun: int) -> Decimal | None:
        """Of those with a capaian in a year that has ended the share that reached the target."""
        figures = self.known(rows, Periode.tahunan(tahun)) if tahun in self.ended else []
        count = count_capaian([row.capaian for row in once(figures, self.rantai)])
        judged = count.tercapai + count.mendekati + count.tidak_tercapai
        return Decimal(count.tercapai * 100) / judged if judged else None

    def part(self, unit: Unit, rows: Sequence[Indikator]) -> Part:
        here = once(self.known(rows), self.rantai)
        return Part(
            unit,
            len(here),
            sum(one.target is not None for one in here),
            sum(one.realisasi.isian is not None for one in here),
            rolled_up(here, unit, self.plans, self.policy, self.periode),
            tuple(self.share(rows, tahun) for tahun in self.tahun),
            min((one for one in here if _is_low(one)), key=_percent, default=None),
        )


def _is_low(one: Kinerja) -> bool:
    """Whether it has a capaian and that is not of the best class."""
    return one.kelas is not None and one.kelas.warna != BEST


def _percent(one: Kinerja) -> Decimal:
    return one.capaian.dipakai if one.capaian.dipakai is not None else Decimal(0)
