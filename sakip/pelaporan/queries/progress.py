"""The comparisons of one indicator: with earlier years (R-CMP-2), with the medium-term target (R-CMP-3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sakip.arithmetic.capaian import Capaian, warn_unit_sanity
from sakip.arithmetic.comparisons import (
    AlasanBanding,
    Kemajuan,
    Penilaian,
    Pertumbuhan,
    growth,
    progress_from_baseline,
    progress_position,
    progress_total,
)
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.perencanaan.kinerja import Kinerja, rules_of, skala_of
from sakip.perencanaan.models import Baseline, DokumenRencana, Indikator
from sakip.perencanaan.queries import TargetBerlaku

KinerjaPerTahun = Mapping[int, Kinerja]
TargetPerTahun = Mapping[Periode, TargetBerlaku]


@dataclass(frozen=True)
class TahunIndikator:
    """An indicator in one year, and its growth since the year before; ``terputus`` where the two cannot be compared."""

    kinerja: Kinerja
    pertumbuhan: Pertumbuhan
    terputus: bool

    @property
    def tahun(self) -> int:
        return self.kinerja.periode.tahun


@dataclass(frozen=True)
class KemajuanJumlah:
    """The years to date added up against the targets of all years of the plan (R-CMP-3 b)."""

    realisasi: Decimal
    target: Decimal
    hasil: Capaian


@dataclass(frozen=True)
class KemajuanAwal:
    """The part of the way from the baseline that is done (R-CMP-3 c)."""

    tahun: int
    nilai: Isian
    hasil: Kemajuan


@dataclass(frozen=True)
class JangkaMenengah:
    """The year's value against the target at the end of the plan.

    ``dari_rencana`` is False where no plan is known and the farthest target stands in its place. Without ``target``
    there is nothing to compare with.
    """

    tahun: int
    dari_rencana: bool
    target: TargetBerlaku | None
    posisi: Capaian | None = None
    jumlah: KemajuanJumlah | None = None
    awal: KemajuanAwal | None = None
    faktor: Decimal | None = None
    """About how many times apart realisasi and target are, where they can hardly have the same unit (R-GEN-5)."""


def yearly(row: Indikator, found: KinerjaPerTahun, years: range) -> tuple[TahunIndikator, ...]:
    """The indicator in each of the years, each compared with the year before."""
    return tuple(_year(row, found[year], found.get(year - 1)) for year in years if year in found)


def _year(row: Indikator, now: Kinerja, before: Kinerja | None) -> TahunIndikator:
    broken = before is not None and _broken(before, now)
    if before is None or broken:
        return TahunIndikator(now, Pertumbuhan(None, None, None, AlasanBanding.PEMBANDING_TIDAK_ADA), broken)
    return TahunIndikator(now, _growth(row, now, before.realisasi.isian), broken)


def _broken(before: Kinerja, now: Kinerja) -> bool:
    return now.kartu.terputus and now.kartu.pk != before.kartu.pk


def _growth(row: Indikator, now: Kinerja, before: Isian) -> Pertumbuhan:
    value, polarity = now.realisasi.isian, Polaritas(now.kartu.polaritas)
    target = now.target_isian
    best = target if isinstance(target, Nilai) and target.jenis is JenisNilai.RENTANG else None
    found = growth(value, before, polarity, best)
    if found.alasan is AlasanBanding.BUKAN_ANGKA:
        return Pertumbuhan(None, None, _judged_by_rank(row, value, before, polarity), found.alasan)
    return found


def _judged_by_rank(row: Indikator, now: Isian, before: Isian, polarity: Polaritas) -> Penilaian | None:
    """Predicates without numbers are judged by their rank on the scale, never as text (R-CAP-4)."""
    ranks = [_rank(row, value) for value in (now, before)]
    if ranks[0] is None or ranks[1] is None:
        return None
    return growth(_as_value(ranks[0]), _as_value(ranks[1]), polarity).penilaian


def _rank(row: Indikator, isian: Isian) -> int | None:
    scale = skala_of(row)
    step = scale.find(isian.kode) if scale and isinstance(isian, Nilai) and isian.kode else None
    return step.peringkat if step else None


def _as_value(number: int | Decimal) -> Nilai:
    return Nilai(JenisNilai.ANGKA, angka=Decimal(number))


# --- the medium term -------------------------------------------------------------------------------------------------


def medium_term(
    row: Indikator,
    found: KinerjaPerTahun,
    targets: TargetPerTahun,
    plan: DokumenRencana | None,
    tahun: int,
    *,
    baseline: Baseline | None = None,
) -> JangkaMenengah:
    """Progress to the target at the end of the plan; without a plan, to the farthest target after the year.

    ``baseline``: what was recorded as such before the plan; without it the value of the year before stands for it.
    """
    by_year = {each.tahun: target for each, target in targets.items() if each.kode == "T"}
    last = plan.tahun_akhir if plan else max((year for year in by_year if year > tahun), default=tahun)
    target = by_year.get(last) if plan or last > tahun else None
    if target is None:
        return JangkaMenengah(last, plan is not None, None)
    now = found[tahun]
    return JangkaMenengah(
        last,
        plan is not None,
        target,
        posisi=progress_position(now.realisasi.isian, target.isian, rules_of(row, now.kartu, now.kebijakan)),
        jumlah=_total(row, found, by_year, plan, tahun) if plan else None,
        awal=_from_baseline(found, target, plan, tahun, baseline) if plan else None,
        faktor=warn_unit_sanity(target.isian, now.realisasi.isian),
    )


def _total(
    row: Indikator, found: KinerjaPerTahun, targets: Mapping[int, TargetBerlaku], plan: DokumenRencana, tahun: int
) -> KemajuanJumlah | None:
    """Only what accumulates, and only where every year of the plan has a target: else the sum is not the plan's."""
    now = found[tahun]
    if now.kartu.tipologi != Tipologi.AKUMULATIF or _broken_since(found, plan.tahun_awal, tahun):
        return None
    promised = [_number(targets[y].isian) if y in targets else None for y in _years(plan)]
    reached = tuple(found[y].realisasi.isian if y in found else None for y in range(plan.tahun_awal, tahun + 1))
    numbers = [_number(value) for value in reached]
    if None in promised or None in numbers:
        return None
    whole, done = (sum((n for n in each if n is not None), Decimal(0)) for each in (promised, numbers))
    rules = rules_of(row, now.kartu, now.kebijakan)
    return KemajuanJumlah(done, whole, progress_total(reached, _as_value(whole), Tipologi.AKUMULATIF, rules))


def _from_baseline(
    found: KinerjaPerTahun, target: TargetBerlaku, plan: DokumenRencana, tahun: int, baseline: Baseline | None
) -> KemajuanAwal | None:
    """From the recorded baseline, else from the year before the plan, where the series was not broken since.

    Where the target asks for no improvement on that value there is no way to go, and its part says nothing.
    """
    before = found.get(plan.tahun_awal - 1)
    year, first = plan.tahun_awal - 1, before.realisasi.isian if before else None
    if baseline is not None:
        year, first = baseline.tahun, baseline.isian
    if first is None or _broken_since(found, plan.tahun_awal, tahun):
        return None
    asked = growth(target.isian, first, Polaritas(found[tahun].kartu.polaritas)).penilaian
    if asked is not Penilaian.MEMBAIK:
        return None
    result = progress_from_baseline(found[tahun].realisasi.isian, first, target.isian)
    return None if result.persen is None else KemajuanAwal(year, first, result)


def _broken_since(found: KinerjaPerTahun, first: int, last: int) -> bool:
    return any(y in found and y - 1 in found and _broken(found[y - 1], found[y]) for y in range(first, last + 1))


def _years(plan: DokumenRencana) -> range:
    return range(plan.tahun_awal, plan.tahun_akhir + 1)


def _number(isian: Isian) -> Decimal | None:
    return isian.angka if isinstance(isian, Nilai) and isian.jenis is JenisNilai.ANGKA else None
