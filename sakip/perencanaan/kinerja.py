"""Kinerja: target against realisasi of indicators over periods, through the arithmetic. All surfaces read it here.

A handful of queries whatever the number of indicators and years; nothing derived is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sakip.arithmetic.averages import Rekap, RerataUnit, count_capaian, mean_unit
from sakip.arithmetic.capaian import Capaian
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.predicates import SkalaPredikat, predicate_scale
from sakip.arithmetic.scales import Kelas, classify, scale
from sakip.arithmetic.triwulan import (
    Aturan,
    CaraIsi,
    Rangkaian,
    SampaiDengan,
    Tipologi,
    capaian_sampai,
    capaian_setahun,
    year_value,
)
from sakip.arithmetic.values import Isian
from sakip.datakinerja.queries import NilaiTercatat, values_that_count
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import KebijakanBerlaku, kebijakan_per_tahun
from sakip.perencanaan.models import Indikator, KartuIndikator
from sakip.perencanaan.queries import TargetBerlaku, card_in, cards, targets_that_count


@dataclass(frozen=True)
class Realisasi:
    """What was reached in a period. ``tercatat`` is the recorded value; a year made from its quarters has ``dari``."""

    isian: Isian
    tercatat: NilaiTercatat | None = None
    dari: SampaiDengan | None = None

    @property
    def lengkap(self) -> bool:
        """Whether nothing is still to come: a year made from its quarters has the fourth."""
        return self.dari is None or any(each.kode == "TW4" for each in self.dari.periode)


@dataclass(frozen=True)
class Kinerja:
    """One indicator in one period: promised, reached, in %, in a word, and by which policy."""

    indikator: Indikator
    kartu: KartuIndikator
    periode: Periode
    target: TargetBerlaku | None
    realisasi: Realisasi
    capaian: Capaian
    setahun: Capaian | None
    """Within a year: against the target of the whole year (R-TW-4); None for a year."""
    kelas: Kelas | None
    kebijakan: KebijakanBerlaku

    @property
    def target_isian(self) -> Isian:
        return self.target.isian if self.target else None


KinerjaMap = dict[tuple[int, Periode], Kinerja]


def kinerja(
    unit: Unit,
    rows: Sequence[Indikator],
    periode: Iterable[Periode],
    *,
    seen_by: Access,
    posisi_data: date | None = None,
    kebijakan: Mapping[int, KebijakanBerlaku] | None = None,
) -> KinerjaMap:
    """Every indicator in every period, by (indikator id, period). ``unit`` says whose instansi's policy holds.

    ``kebijakan``: the policies of these years, where the caller has read them already.
    """
    periods = list(periode)
    years = tuple(sorted({each.tahun for each in periods}))
    known = kebijakan or kebijakan_per_tahun(unit, years, seen_by=seen_by)
    policies = {year: known[year] for year in years}
    facts = _facts(rows, periods, policies, seen_by)
    found: KinerjaMap = {}
    for row in rows:
        for each in periods:
            one = _one(row, each, facts, policies[each.tahun], posisi_data)
            if one is not None:
                found[(row.pk, each)] = one
    return found


@dataclass(frozen=True)
class _Facts:
    kartu: dict[int, list[KartuIndikator]]
    target: dict[int, dict[Periode, TargetBerlaku]]
    nilai: dict[int, dict[Periode, NilaiTercatat]]


def _facts(
    rows: Sequence[Indikator], periods: Sequence[Periode], policies: dict[int, KebijakanBerlaku], seen_by: Access
) -> _Facts:
    """What is needed and no more: of a year its own value, or its quarters; of a quarter those up to it."""
    ids = [row.pk for row in rows]
    wanted = {part.kode for each in periods for part in each.up_to()}
    return _Facts(
        cards(ids, seen_by=seen_by),
        targets_that_count(ids, tahun=policies, kode={*wanted, "T"}, seen_by=seen_by),
        values_that_count(
            [row.series_id for row in rows],
            urutan_lapis={year: policy.aturan.urutan_lapis for year, policy in policies.items()},
            kode=wanted,
            or_quarters="T" in wanted,
            seen_by=seen_by,
        ),
    )


def _one(
    row: Indikator, periode: Periode, facts: _Facts, policy: KebijakanBerlaku, posisi_data: date | None
) -> Kinerja | None:
    kartu = card_in(facts.kartu.get(row.pk, []), periode.tahun)
    if kartu is None:
        return None
    targets, values = facts.target.get(row.pk, {}), facts.nilai.get(row.series_id, {})
    rules = rules_of(row, kartu, policy, posisi_data)
    realisasi = _reached(kartu, values, periode)
    if periode.kode == "T":
        result, against_year = rules.capaian(_isian(targets.get(periode)), realisasi.isian), None
    else:
        series = _series(kartu, targets, values, periode.tahun)
        result, against_year = capaian_sampai(series, periode, rules), capaian_setahun(series, periode, rules)
    return Kinerja(
        row,
        kartu,
        periode,
        targets.get(periode),
        realisasi,
        result,
        against_year,
        kelas_of(result, policy, periode),
        policy,
    )


def _isian(target: TargetBerlaku | None) -> Isian:
    return target.isian if target else None


def rules_of(
    row: Indikator, kartu: KartuIndikator, policy: KebijakanBerlaku, posisi_data: date | None = None
) -> Aturan:
    """By which rules an indicator's capaian is computed: its card's and its instansi's."""
    return Aturan(
        polaritas=Polaritas(kartu.polaritas),
        kebijakan=policy.aturan,
        skala_predikat=skala_of(row),
        di_atas_rentang=DiAtasRentang(kartu.di_atas_rentang),
        posisi_data=posisi_data,
    )


def skala_of(row: Indikator) -> SkalaPredikat | None:
    """The predicate scale of an indicator, where it is measured by one."""
    return predicate_scale(row.series.skala_predikat) if row.series.skala_predikat else None


def _reached(kartu: KartuIndikator, values: dict[Periode, NilaiTercatat], periode: Periode) -> Realisasi:
    """The value recorded for the period itself; without one, a year is made from its quarters by the tipologi."""
    recorded = values.get(periode)
    if recorded is not None or periode.kode != "T":
        return Realisasi(recorded.isian if recorded else None, tercatat=recorded)
    quarters = {
        each: value.isian for each, value in values.items() if each.tahun == periode.tahun and each.jenis == "TW"
    }
    if not quarters:
        return Realisasi(None)
    made = year_value(quarters, periode.tahun, tipologi=Tipologi(kartu.tipologi), cara_isi=CaraIsi(kartu.cara_isi))
    return Realisasi(made.isian, dari=made)


def _series(
    kartu: KartuIndikator, targets: dict[Periode, TargetBerlaku], values: dict[Periode, NilaiTercatat], tahun: int
) -> Rangkaian:
    return Rangkaian(
        tipologi=Tipologi(kartu.tipologi),
        cara_isi=CaraIsi(kartu.cara_isi),
        target={each: target.isian for each, target in targets.items() if each.tahun == tahun and each.kode != "T"},
        realisasi={each: value.isian for each, value in values.items() if each.tahun == tahun and each.kode != "T"},
        target_tahun=_isian(targets.get(Periode.tahunan(tahun))),
    )


def kelas_of(result: Capaian, policy: KebijakanBerlaku, periode: Periode) -> Kelas | None:
    """The word for a capaian on the instansi's scale; None where there is no capaian."""
    return None if result.dipakai is None else classify(result.dipakai, scale(policy.aturan.skala), periode)


# --- roll-up ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KinerjaUnit:
    """A unit's capaian with the counts beside it (R-AVG-2, R-AVG-3)."""

    rerata: RerataUnit
    rekap: Rekap
    kelas: Kelas | None


def roll_up(
    rows: Sequence[Kinerja],
    policy: KebijakanBerlaku,
    periode: Periode,
    *,
    sasaran: Sequence[Sequence[Kinerja]] | None = None,
) -> KinerjaUnit:
    """The unit's capaian from its indicators. ``sasaran`` groups them; unattached ones count one group each."""
    groups = [
        [each.capaian for each in group] for group in (sasaran if sasaran is not None else [[row] for row in rows])
    ]
    mean = mean_unit(groups, policy.aturan.rollup)
    kelas = None if mean.nilai is None else classify(mean.nilai, scale(policy.aturan.skala), periode)
    return KinerjaUnit(mean, count_capaian([row.capaian for row in rows]), kelas)
