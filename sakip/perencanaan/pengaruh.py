"""What a policy would do to the figures of a year, beside the policy that holds; nothing is saved.

Both sides come out of one read of the facts, through the same functions as every page and report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sakip.arithmetic.exact import round_half_up
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import KebijakanBerlaku, kebijakan_per_tahun, units
from sakip.perencanaan.kinerja import Kinerja, KinerjaUnit, facts_of, judged, roll_up, values_of
from sakip.perencanaan.plans import Plans, plans_for
from sakip.perencanaan.queries import indikator_of

MOST = 20
"""How many indicators are named."""


@dataclass(frozen=True)
class Selisih:
    """A unit's capaian under the policy that holds and under the proposed one."""

    unit: Unit
    sekarang: KinerjaUnit
    menjadi: KinerjaUnit

    @property
    def poin(self) -> Decimal | None:
        """The difference in points, as judged: of the values rounded to two places."""
        return _points(self.sekarang.rerata.nilai, self.menjadi.rerata.nilai)

    @property
    def berubah(self) -> bool:
        return self.sekarang.rerata.nilai != self.menjadi.rerata.nilai or self.kelas_berubah

    @property
    def kelas_berubah(self) -> bool:
        return _word(self.sekarang) != _word(self.menjadi)


@dataclass(frozen=True)
class SelisihIndikator:
    """An indicator's capaian, as averages take it, under both policies."""

    sekarang: Kinerja
    menjadi: Kinerja

    @property
    def poin(self) -> Decimal | None:
        return _points(self.sekarang.capaian.dipakai, self.menjadi.capaian.dipakai)

    @property
    def kelas_berubah(self) -> bool:
        return _word(self.sekarang) != _word(self.menjadi)

    @property
    def berubah(self) -> bool:
        return self.kelas_berubah or self.sekarang.capaian.dipakai != self.menjadi.capaian.dipakai


@dataclass(frozen=True)
class Pengaruh:
    """A year under both policies: the instansi, its units, the indicators that change most."""

    tahun: int
    sekarang: KebijakanBerlaku
    instansi: Selisih
    bagian: tuple[Selisih, ...]
    indikator: tuple[SelisihIndikator, ...]
    jumlah: int
    jumlah_berubah: int

    @property
    def berubah(self) -> bool:
        return self.instansi.berubah or any(each.berubah for each in self.bagian) or bool(self.jumlah_berubah)


def effects(
    root: Unit, years: Iterable[int], proposed: KebijakanBerlaku, *, seen_by: Access, posisi_data: date
) -> tuple[Pengaruh, ...]:
    """The instansi's figures of some years under the policies that hold and under the proposed one."""
    asked = tuple(dict.fromkeys(years))
    holding = kebijakan_per_tahun(root, asked, seen_by=seen_by)
    found = []
    for year in asked:
        both = _Both(Periode.tahunan(year), holding[year], proposed, plans_for(root, year, seen_by=seen_by))
        pairs = _pairs(root, both, seen_by=seen_by, posisi_data=posisi_data)
        changed = sorted((pair for pair in pairs if pair.berubah), key=_most)
        parts = tuple(both.of(unit, mine) for unit, mine in _by_unit(root, pairs, seen_by))
        whole = both.of(root, pairs)
        found.append(Pengaruh(year, holding[year], whole, parts, tuple(changed[:MOST]), len(pairs), len(changed)))
    return tuple(found)


def _pairs(root: Unit, both: _Both, *, seen_by: Access, posisi_data: date) -> list[SelisihIndikator]:
    """Every indicator under both policies; its values are read again only where another lapis comes first."""
    period = both.period
    rows = list(indikator_of(root, tahun=period.tahun, seen_by=seen_by, below=True))
    here, there = {period.tahun: both.sekarang}, {period.tahun: both.menjadi}
    facts = facts_of(rows, [period], here, seen_by=seen_by, posisi_data=posisi_data)
    now = judged(rows, [period], facts, here)
    if both.sekarang.aturan.urutan_lapis != both.menjadi.aturan.urutan_lapis:
        facts = replace(facts, nilai=values_of(rows, [period], there, facts.kartu, seen_by=seen_by))
    then = judged(rows, [period], facts, there)
    return [SelisihIndikator(one, then[key]) for key, one in now.items()]


def _by_unit(
    root: Unit, pairs: Sequence[SelisihIndikator], seen_by: Access
) -> Iterable[tuple[Unit, list[SelisihIndikator]]]:
    """Each unit directly below with the indicators of everything under it."""
    depth = len(root.path) + LEVEL_WIDTH
    mine: dict[str, list[SelisihIndikator]] = defaultdict(list)
    for pair in pairs:
        mine[pair.sekarang.indikator.unit.path[:depth]].append(pair)
    for unit in units(seen_by).filter(path__startswith=root.path, path__in=mine).exclude(pk=root.pk):
        yield unit, mine[unit.path]


@dataclass(frozen=True)
class _Both:
    period: Periode
    sekarang: KebijakanBerlaku
    menjadi: KebijakanBerlaku
    plans: Plans

    def of(self, unit: Unit, pairs: Sequence[SelisihIndikator]) -> Selisih:
        return Selisih(
            unit,
            self._rolled_up([pair.sekarang for pair in pairs], unit, self.sekarang),
            self._rolled_up([pair.menjadi for pair in pairs], unit, self.menjadi),
        )

    def _rolled_up(self, rows: Sequence[Kinerja], unit: Unit, policy: KebijakanBerlaku) -> KinerjaUnit:
        return roll_up(rows, policy, self.period, sasaran=self.plans.groups(rows, unit))


def _most(pair: SelisihIndikator) -> tuple[bool, bool, Decimal]:
    """A changed word first, then what gets or loses its capaian, then the largest difference."""
    return (not pair.kelas_berubah, pair.poin is not None, -abs(pair.poin or Decimal(0)))


def _points(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else round_half_up(after) - round_half_up(before)


def _word(figure: Kinerja | KinerjaUnit) -> str:
    return figure.kelas.label if figure.kelas else ""
