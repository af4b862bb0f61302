"""Kinerja: target against realisasi of indicators over periods, through the arithmetic. All surfaces read it here.

A handful of queries whatever the number of indicators and years; nothing derived is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from sakip.arithmetic.averages import (
    Rekap,
    Rerata,
    RerataUnit,
    Timbangan,
    count_capaian,
    mean_capaian,
    mean_unit,
)
from sakip.arithmetic.capaian import Capaian
from sakip.arithmetic.exact import exactly
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.policies import Bobot
from sakip.arithmetic.predicates import SkalaPredikat, predicate_scale
from sakip.arithmetic.scales import Kelas, classify
from sakip.arithmetic.triwulan import (
    Aturan,
    CaraIsi,
    Rangkaian,
    SampaiDengan,
    Tipologi,
    capaian_berjalan,
    capaian_sampai,
    capaian_setahun,
    year_value,
)
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.datakinerja.queries import NilaiTercatat, values_that_count
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import KebijakanBerlaku, kebijakan_per_tahun
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.queries import Kartu, TargetBerlaku, card_in
from sakip.perencanaan.rumus import Terhitung, at_work, computed, with_computed
from sakip.perencanaan.silsilah import Rantai, cards_along, chains, everyone, stood_for, targets_along, values_along


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
    kartu: Kartu
    periode: Periode
    target: TargetBerlaku | None
    realisasi: Realisasi
    capaian: Capaian
    kelas: Kelas | None
    kebijakan: KebijakanBerlaku
    deret: tuple[Rangkaian, Aturan] | None = None
    """The periods it was judged by: within a year, and for a sum whose year still runs."""

    @cached_property
    def setahun(self) -> Capaian | None:
        """Against the target of the whole year (R-TW-4), where it was judged by something else; computed when asked."""
        if self.deret is None:
            return None
        series, rules = self.deret
        return capaian_setahun(series, self.berjalan or self.periode, rules)

    @property
    def target_isian(self) -> Isian:
        return self.target.isian if self.target else None

    @property
    def places(self) -> int:
        """In how many places the capaian is printed; words judge it by two."""
        return self.kebijakan.aturan.pembulatan

    @property
    def berjalan(self) -> Periode | None:
        """Of a sum whose year still runs: the quarter up to which it is judged."""
        dari = self.realisasi.dari
        return dari.periode[-1] if self.periode.kode == "T" and self.deret is not None and dari else None


KinerjaMap = dict[tuple[int, Periode], Kinerja]


def kinerja(
    unit: Unit,
    rows: Sequence[Indikator],
    periode: Iterable[Periode],
    *,
    seen_by: Access,
    posisi_data: date | None = None,
    kebijakan: Mapping[int, KebijakanBerlaku] | None = None,
    rantai: Rantai | None = None,
    kartu: Mapping[int, list[Kartu]] | None = None,
) -> KinerjaMap:
    """Every indicator in every period, by (indikator id, period). ``unit`` says whose instansi's policy holds.

    ``posisi_data`` is the day the data is looked at: it decides what is late, and whether a year still runs.
    ``kebijakan``: the policies of these years, ``rantai``: the predecessors, ``kartu``: the cards as ``cards_along``
    puts them together, where the caller has read them already.
    """
    periods = list(periode)
    years = tuple(sorted({each.tahun for each in periods}))
    known = kebijakan or kebijakan_per_tahun(unit, years, seen_by=seen_by)
    policies = {year: known[year] for year in years}
    facts = facts_of(rows, periods, policies, seen_by=seen_by, posisi_data=posisi_data, rantai=rantai, kartu=kartu)
    return judged(rows, periods, facts, policies)


@dataclass(frozen=True)
class Facts:
    """What capaian is made of: cards by indicator, targets and values by period, and the day the data is looked at."""

    kartu: Mapping[int, list[Kartu]]
    target: Mapping[int, dict[Periode, TargetBerlaku]]
    nilai: Mapping[int, dict[Periode, NilaiTercatat]]
    posisi_data: date | None
    terhitung: Mapping[int, Mapping[Periode, Terhitung]]
    """By indicator the formulas at work."""


Policies = Mapping[int, KebijakanBerlaku]


def facts_of(
    rows: Sequence[Indikator],
    periods: Sequence[Periode],
    policies: Policies,
    *,
    seen_by: Access,
    posisi_data: date | None,
    rantai: Rantai | None = None,
    kartu: Mapping[int, list[Kartu]] | None = None,
) -> Facts:
    """What is needed and no more: of a year its own value, or its quarters; of a quarter those up to it.

    ``rantai``: the predecessors of the indicators, ``kartu``: their cards, as ``cards_along`` puts them together, where
    the caller has read them already.
    """
    wanted, rantai = _codes(periods), chains(rows, seen_by=seen_by) if rantai is None else rantai
    running = {each.tahun for each in periods if each.kode == "T" and _runs(each, posisi_data)}
    kartu = cards_along(rows, rantai, seen_by=seen_by) if kartu is None else kartu
    targets = targets_along(rows, rantai, tahun=policies, kode={*wanted, "T"}, triwulan=running, seen_by=seen_by)
    values, made = _values(rows, periods, policies, kartu, seen_by=seen_by, rantai=rantai)
    return Facts(kartu, targets, values, posisi_data, made)


def values_of(
    rows: Sequence[Indikator],
    periods: Sequence[Periode],
    policies: Policies,
    kartu: Mapping[int, list[Kartu]],
    *,
    seen_by: Access,
    rantai: Rantai | None = None,
) -> Mapping[int, dict[Periode, NilaiTercatat]]:
    """The values that count under these policies: only the order of the lapis matters to them.

    Of an indicator whose card has a formula what it gives (``sakip.perencanaan.rumus``).
    """
    rantai = chains(rows, seen_by=seen_by) if rantai is None else rantai
    return _values(rows, periods, policies, kartu, seen_by=seen_by, rantai=rantai)[0]


def _values(
    rows: Sequence[Indikator],
    periods: Sequence[Periode],
    policies: Policies,
    kartu: Mapping[int, list[Kartu]],
    *,
    seen_by: Access,
    rantai: Rantai,
) -> tuple[Mapping[int, dict[Periode, NilaiTercatat]], dict[int, dict[Periode, Terhitung]]]:
    """The values, and the formulas that made some of them."""
    wanted = _codes(periods)
    order = {year: policy.aturan.urutan_lapis for year, policy in policies.items()}
    work = at_work(rows, kartu, {part for each in periods for part in each.up_to()}, seen_by=seen_by)
    found = values_that_count(
        {*(series_id for _pk, series_id in everyone(rows, rantai)), *work.series},
        urutan_lapis=order,
        kode=wanted,
        or_quarters="T" in wanted,
        seen_by=seen_by,
    )
    recorded, made = values_along(rows, rantai, found), computed(work, found)
    return (with_computed(rows, recorded, made) if made else recorded), made


def _codes(periods: Sequence[Periode]) -> set[str]:
    return {part.kode for each in periods for part in each.up_to()}


def _runs(tahun: Periode, posisi_data: date | None) -> bool:
    return posisi_data is not None and posisi_data <= tahun.end


@exactly
def judged(rows: Sequence[Indikator], periods: Sequence[Periode], facts: Facts, policies: Policies) -> KinerjaMap:
    """The facts under the policies; no query."""
    found: KinerjaMap = {}
    rules: dict[tuple[object, ...], Aturan] = {}  # of 3,000 indicators a handful differ in them
    for row in rows:
        for each in periods:
            kartu = card_in(facts.kartu.get(row.pk, []), each.tahun)
            if kartu is None:
                continue
            policy = policies[each.tahun]
            named = (kartu.polaritas, kartu.di_atas_rentang, row.series.skala_predikat, each)
            if named not in rules:
                rules[named] = rules_of(row, kartu, policy, periode=each, posisi_data=facts.posisi_data)
            found[(row.pk, each)] = _one(row, kartu, each, facts, _Rules(policy, rules[named]))
    return found


@dataclass(frozen=True)
class _Rules:
    policy: KebijakanBerlaku
    aturan: Aturan


def _one(row: Indikator, kartu: Kartu, periode: Periode, facts: Facts, rules: _Rules) -> Kinerja:
    targets, values = facts.target.get(row.pk, {}), facts.nilai.get(row.series_id, {})
    realisasi, series = _reached(kartu, values, periode), None
    if periode.kode == "T" and not _is_running_sum(kartu, realisasi, periode, facts.posisi_data):
        result = rules.aturan.capaian(_isian(targets.get(periode)), realisasi.isian)
    else:
        series = _series(kartu, targets, values, periode.tahun)
        if periode.kode == "T" and realisasi.dari is not None:
            result = capaian_berjalan(series, rules.aturan, sampai=realisasi.dari.periode[-1])
        else:
            result = capaian_sampai(series, periode, rules.aturan)
    return Kinerja(
        row,
        kartu,
        periode,
        targets.get(periode),
        realisasi,
        result,
        kelas_of(result, rules.policy, periode),
        rules.policy,
        (series, rules.aturan) if series else None,
    )


def _isian(target: TargetBerlaku | None) -> Isian:
    return target.isian if target else None


def _is_running_sum(kartu: Kartu, realisasi: Realisasi, tahun: Periode, posisi_data: date | None) -> bool:
    """Whether the year's value is a sum of quarters of which some are still to come."""
    summed = kartu.tipologi == Tipologi.AKUMULATIF and realisasi.dari is not None and bool(realisasi.dari.periode)
    return summed and not realisasi.lengkap and _runs(tahun, posisi_data)


def rules_of(
    row: Indikator,
    kartu: Kartu,
    policy: KebijakanBerlaku,
    *,
    periode: Periode | None = None,
    posisi_data: date | None = None,
) -> Aturan:
    """By which rules an indicator's capaian is computed: its card's and its instansi's.

    With a period and the day of the data what is not filled in is not due yet, or late (R-CAP-8).
    """
    return Aturan(
        polaritas=Polaritas(kartu.polaritas),
        kebijakan=policy.aturan,
        skala_predikat=skala_of(row),
        di_atas_rentang=DiAtasRentang(kartu.di_atas_rentang),
        tenggat=periode.end + timedelta(days=policy.aturan.hari_tenggat) if periode else None,
        posisi_data=posisi_data,
    )


def skala_of(row: Indikator) -> SkalaPredikat | None:
    """The predicate scale of an indicator, where it is measured by one."""
    return predicate_scale(row.series.skala_predikat) if row.series.skala_predikat else None


def _reached(kartu: Kartu, values: dict[Periode, NilaiTercatat], periode: Periode) -> Realisasi:
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
    kartu: Kartu, targets: dict[Periode, TargetBerlaku], values: dict[Periode, NilaiTercatat], tahun: int
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
    return None if result.dipakai is None else classify(result.dipakai, policy.skala, periode)


Reached = tuple[Polaritas, dict[int, Decimal]]
"""Which way is better, and by year what was reached, in numbers."""


def reached_in(rows: Sequence[Indikator], years: Iterable[int], *, seen_by: Access) -> dict[int, Reached]:
    """By indicator what was reached in some years as whole numbers, since the last break of the series.

    Years that are not complete, or without a number, have no entry; indicators without a card neither.
    """
    asked = [Periode.tahunan(year) for year in years]
    if not rows or not asked:
        return {}
    found = kinerja(rows[0].unit, rows, asked, seen_by=seen_by)
    reached: dict[int, Reached] = {}
    for (pk, each), one in sorted(found.items(), key=lambda item: item[0][1].tahun):
        numbers = reached[pk][1] if pk in reached else {}
        if one.kartu.terputus and one.kartu.mulai_tahun == each.tahun:
            numbers.clear()
        isian = one.realisasi.isian
        number = isian.angka if isinstance(isian, Nilai) and isian.jenis is JenisNilai.ANGKA else None
        if number is not None and one.realisasi.lengkap:
            numbers[each.tahun] = number
        reached[pk] = (Polaritas(one.kartu.polaritas), numbers)
    return reached


def once(rows: Iterable[Kinerja], rantai: Rantai) -> list[Kinerja]:
    """Without what would count twice: of several that carry on one indicator and have only its figures, the first.

    So a year before a split has the same mean whether it is read as it was or as it is now.
    """
    found: list[Kinerja] = []
    by_origin: dict[int, list[Kinerja]] = {}
    for one in rows:
        origin = stood_for(one.indikator, rantai, one.periode.tahun)
        if origin != one.indikator.pk:
            known = by_origin.setdefault(origin, [])
            if any((each.target, each.realisasi) == (one.target, one.realisasi) for each in known):
                continue
            known.append(one)
        found.append(one)
    return found


# --- roll-up ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KinerjaUnit:
    """A unit's capaian with the counts beside it (R-AVG-2, R-AVG-3), and in how many places it is printed."""

    rerata: RerataUnit
    rekap: Rekap
    kelas: Kelas | None
    places: int = 2


@dataclass(frozen=True)
class Sasaran:
    """The indicators of one statement, with their weights where its plan has given them (R-AVG-1)."""

    rows: Sequence[Kinerja]
    timbangan: Timbangan | None = None


@exactly
def roll_up(
    rows: Sequence[Kinerja],
    policy: KebijakanBerlaku,
    periode: Periode,
    *,
    sasaran: Sequence[Sasaran] | None = None,
) -> KinerjaUnit:
    """The unit's capaian from its indicators. ``sasaran`` groups them; unattached ones count one group each."""
    groups = [Sasaran([row]) for row in rows] if sasaran is None else sasaran
    mean = mean_unit(
        [[each.capaian for each in group.rows] for group in groups],
        policy.aturan.rollup,
        [_weights(group, policy) for group in groups],
    )
    kelas = None if mean.nilai is None else classify(mean.nilai, policy.skala, periode)
    return KinerjaUnit(mean, count_capaian([row.capaian for row in rows]), kelas, policy.aturan.pembulatan)


def mean_of(group: Sasaran, policy: KebijakanBerlaku) -> Rerata:
    """Capaian of one statement, weighted where the policy says so (R-AVG-1)."""
    return mean_capaian([each.capaian for each in group.rows], _weights(group, policy))


def _weights(group: Sasaran, policy: KebijakanBerlaku) -> Timbangan | None:
    return group.timbangan if policy.aturan.bobot is Bobot.INDIKATOR else None
