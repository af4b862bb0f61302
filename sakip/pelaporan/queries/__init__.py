"""What the yearly report says: every number of it unrounded, every gap with its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils import timezone

from sakip.arithmetic.averages import Rerata, mean_capaian
from sakip.arithmetic.capaian import warn_unit_sanity
from sakip.arithmetic.notation import format_date
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.kernel.access import Access
from sakip.kernel.models import FrozenDocument
from sakip.kernel.offers import Temuan
from sakip.kernel.search import address, ranked
from sakip.organisasi.models import Instansi, Unit
from sakip.organisasi.queries import (
    KebijakanBerlaku,
    Susunan,
    emblem_of,
    existed,
    instansi_of,
    kebijakan_per_tahun,
    units,
)
from sakip.pelaporan.queries.agency import Organisasi, Penanda, agency, stood_on
from sakip.pelaporan.queries.progress import JangkaMenengah, TahunIndikator, medium_term, yearly
from sakip.perencanaan.kinerja import Kinerja, KinerjaMap, KinerjaUnit, facts_of, judged, mean_of, roll_up
from sakip.perencanaan.models import (
    Baseline,
    Dasar,
    DokumenRencana,
    Indikator,
    LaporanDampak,
    Pembanding,
    SimpulRencana,
)
from sakip.perencanaan.plans import Plans, plans_for
from sakip.perencanaan.queries import Kartu, Targets, alive_in, indikator, indikator_of, nodes
from sakip.perencanaan.queries.acuan import baselines_before, benchmarks_in, with_figures
from sakip.perencanaan.queries.dampak import impacts_in, reported
from sakip.perencanaan.silsilah import Rantai, chains, targets_along

YEARS_SHOWN = 5
_HORIZON = 10  # without a plan, targets farther away than this are not looked for
_MEDIUM_TERM_ORDER = (Dasar.RENSTRA, Dasar.RPJMD, Dasar.RKT, Dasar.PK)


@dataclass(frozen=True)
class LaporanIndikator:
    """One indicator of the report: its years, the year of the report last, and its way to the medium-term target."""

    nomor: int
    indikator: Indikator
    tahunan: tuple[TahunIndikator, ...]
    menengah: JangkaMenengah
    bobot: Decimal | None = None
    """Its weight in its statement, where its plan has given one."""
    pembanding: tuple[Pembanding, ...] = ()
    """Published figures of the report's year."""

    @property
    def kini(self) -> Kinerja:
        return self.tahunan[-1].kinerja

    @property
    def kini_faktor(self) -> Decimal | None:
        """About how many times apart this year's realisasi and target are, where their units can hardly be the same."""
        return warn_unit_sanity(self.kini.target_isian, self.kini.realisasi.isian)

    @property
    def kartu(self) -> Kartu:
        return self.kini.kartu

    @property
    def years_with_data(self) -> tuple[TahunIndikator, ...]:
        """The years from the first that has a target or a realisasi; the report's year always."""
        known = (year.kinerja.target or year.kinerja.realisasi.isian is not None for year in self.tahunan)
        return self.tahunan[next((n for n, each in enumerate(known) if each), len(self.tahunan) - 1) :]

    @property
    def values(self) -> tuple[Isian, ...]:
        """Every target and realisasi of the years shown."""
        shown = [year.kinerja for year in self.years_with_data]
        return tuple(value for each in shown for value in (each.target_isian, each.realisasi.isian))


@dataclass(frozen=True)
class Kelompok:
    """The indicators under one statement of the plan; without ``simpul`` those not placed in it.

    ``rerata`` holds the mean capaian of each year shown (R-AVG-1), the report's year last.
    """

    simpul: SimpulRencana | None
    rows: tuple[LaporanIndikator, ...]
    rerata: tuple[tuple[int, Rerata], ...]


@dataclass(frozen=True)
class BarisUnit:
    """A perangkat daerah in the recapitulation of its instansi; without ``kinerja`` it has no indicators."""

    unit: Unit
    kinerja: KinerjaUnit | None


@dataclass(frozen=True)
class LaporanKinerja:
    """The whole report of a unit in a year."""

    unit: Unit
    instansi: Instansi
    lambang: bytes | None
    tahun: int
    posisi_data: date
    rencana: DokumenRencana | None
    simpul: tuple[SimpulRencana, ...]
    kelompok: tuple[Kelompok, ...]
    ringkasan: tuple[tuple[int, KinerjaUnit], ...]
    bawahan: tuple[Unit, ...]
    perangkat_daerah: tuple[BarisUnit, ...]
    kebijakan: KebijakanBerlaku
    susunan: Susunan | None
    """In which composition the year is read; None where the instansi has only had one."""
    organisasi: Organisasi
    penanda: Penanda
    dampak: tuple[LaporanDampak, ...] = ()
    """Reports of negative impact that the unit made or received in the year."""

    @property
    def rows(self) -> tuple[LaporanIndikator, ...]:
        return tuple(row for group in self.kelompok for row in group.rows)

    @property
    def places(self) -> int:
        """In how many places every capaian of the report is printed."""
        return self.kebijakan.aturan.pembulatan

    @property
    def unit_kini(self) -> KinerjaUnit:
        return self.ringkasan[-1][1]

    @property
    def kosong(self) -> bool:
        """There is nothing to report: neither own indicators nor those of a perangkat daerah."""
        return not self.rows and not any(each.kinerja for each in self.perangkat_daerah)


def laporan_kinerja(
    unit: Unit, tahun: int, *, posisi_data: date, seen_by: Access, susunan: Susunan | None = None
) -> LaporanKinerja:
    """Everything the report of a unit and year says. A number of queries that does not grow with the indicators."""
    read = susunan or Susunan.SAAT_ITU
    plans = plans_for(unit, tahun, seen_by=seen_by, susunan=read)
    plan = plans.plan_of(unit)
    rows = _indicators(unit, tahun, seen_by, read)
    own = [row for row in rows if row.unit_id == unit.pk]
    years = range(tahun - YEARS_SHOWN + 1, tahun + 1)
    periods = _periods(years, plan, tahun)
    policies = kebijakan_per_tahun(unit, tuple(each.tahun for each in periods), seen_by=seen_by)
    rantai = chains(rows, seen_by=seen_by)
    facts = facts_of(rows, periods, policies, seen_by=seen_by, posisi_data=posisi_data, rantai=rantai)
    found = judged(own, periods, facts, policies)
    below: list[Any] = list(_open_units(unit, tahun if read is Susunan.SAAT_ITU else posisi_data.year, seen_by))
    period = Periode.tahunan(tahun)
    theirs = judged([row for row in rows if row.unit_id != unit.pk], [period], facts, policies)
    stood = stood_on(unit, tahun, posisi_data=posisi_data, susunan=susunan)
    organisasi, penanda = agency(unit, stood, tanda=posisi_data, seen_by=seen_by)
    instansi = instansi_of(unit, seen_by)
    standards = benchmarks_in([row.pk for row in own if row.berpembanding], tahun, seen_by=seen_by)
    told = [row.pk for row in own if row.berbaseline] if plan else []
    begun = baselines_before(told, plan.tahun_awal, seen_by=seen_by) if plan else {}
    harmed = any(each.berdampak for each in (*rows, *below))
    simpul = tuple(nodes(plan, tahun=tahun, seen_by=seen_by)) if plan else ()
    frame = _Frame(unit, tahun, years, plan, plans, simpul, standards, begun)
    return LaporanKinerja(
        unit=unit,
        instansi=instansi,
        lambang=emblem_of(instansi),
        tahun=tahun,
        posisi_data=posisi_data,
        rencana=plan,
        simpul=simpul,
        kelompok=_groups(own, found, frame, rantai, seen_by),
        ringkasan=_summaries(unit, own, found, years, plans),
        bawahan=tuple(below),
        perangkat_daerah=_recap(below, list(theirs.values()), plans, period) if unit.is_root else (),
        kebijakan=policies[tahun],
        susunan=susunan,
        organisasi=organisasi,
        penanda=penanda,
        dampak=tuple(impacts_in(unit, tahun, seen_by=seen_by)) if harmed else (),
    )


def _indicators(unit: Unit, tahun: int, seen_by: Access, susunan: Susunan) -> list[Any]:
    """The unit's own indicators; for an instansi also those of its perangkat daerah. With what else is there to ask."""
    rows = indikator_of(unit, tahun=tahun, seen_by=seen_by, below=unit.is_root, susunan=susunan)
    rows = with_figures(rows.prefetch_related(None).select_related("series", "pendahulu"), tahun, seen_by=seen_by)
    rows = rows.annotate(berdampak=reported(tahun, seen_by=seen_by, indikator=OuterRef("pk")))
    return list(rows.filter(Q(unit=unit) | Q(unit__induk=unit)) if unit.is_root else rows)


def _periods(years: range, plan: DokumenRencana | None, tahun: int) -> list[Periode]:
    """The years shown, the one before them to compare the first with, and those since the plan's baseline."""
    first = min(years.start - 1, plan.tahun_awal - 1) if plan else years.start - 1
    return [Periode.tahunan(year) for year in range(first, tahun + 1)]


# --- groups ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Frame:
    unit: Unit
    tahun: int
    years: range
    plan: DokumenRencana | None
    plans: Plans
    simpul: Sequence[SimpulRencana]
    pembanding: Mapping[int, list[Pembanding]]
    baseline: Mapping[int, Baseline]


def _groups(
    own: Sequence[Indikator], found: KinerjaMap, frame: _Frame, rantai: Rantai, seen_by: Access
) -> tuple[Kelompok, ...]:
    """The indicators under the statements of the plan in its order, then the unattached, numbered through."""
    last = frame.plan.tahun_akhir if frame.plan else frame.tahun + _HORIZON
    first = frame.plan.tahun_awal if frame.plan else frame.tahun
    mine = {row.pk: rantai[row.pk] for row in own if row.pk in rantai}
    targets = targets_along(own, mine, tahun=range(first, last + 1), seen_by=seen_by, urutan=_MEDIUM_TERM_ORDER)
    reported = [row for row in own if (row.pk, Periode.tahunan(frame.tahun)) in found]
    keys = {row.pk: frame.plans.key_of(row, frame.unit) for row in reported}
    by_year: dict[int, dict[int, Kinerja]] = defaultdict(dict)
    for (pk, period), each in found.items():
        by_year[pk][period.tahun] = each
    made, number = [], 0
    for node in (*frame.simpul, None):
        members = [row for row in reported if keys[row.pk] == (node.kunci if node else None)]
        if members:
            rows = [_row(number + n, row, by_year[row.pk], targets, frame) for n, row in enumerate(members, 1)]
            number += len(rows)
            made.append(Kelompok(node, tuple(rows), _means(members, found, frame)))
    return tuple(made)


def _row(
    number: int, row: Indikator, by_year: Mapping[int, Kinerja], targets: Targets, frame: _Frame
) -> LaporanIndikator:
    return LaporanIndikator(
        number,
        row,
        yearly(row, by_year, frame.years),
        medium_term(
            row,
            by_year,
            targets.get(row.pk, {}),
            frame.plan,
            frame.tahun,
            baseline=frame.baseline.get(row.pk),
        ),
        frame.plans.bobot.get((row.pk, frame.plan.pk)) if frame.plan else None,
        tuple(frame.pembanding.get(row.pk, ())),
    )


def _means(members: Sequence[Indikator], found: KinerjaMap, frame: _Frame) -> tuple[tuple[int, Rerata], ...]:
    """The mean of a statement in each year, each under the policy of its year; today's weights in all of them."""
    made = []
    for year in frame.years:
        rows = _in_year(members, found, year)
        mean = mean_of(frame.plans.group(rows, frame.unit), rows[0].kebijakan) if rows else mean_capaian([])
        made.append((year, mean))
    return tuple(made)


def _in_year(members: Sequence[Indikator], found: KinerjaMap, year: int) -> list[Kinerja]:
    period = Periode.tahunan(year)
    return [found[(row.pk, period)] for row in members if (row.pk, period) in found]


def _summaries(
    unit: Unit, own: Sequence[Indikator], found: KinerjaMap, years: range, plans: Plans
) -> tuple[tuple[int, KinerjaUnit], ...]:
    """The unit's capaian in each year shown, each under the policy of its year; today's indicators in all of them."""
    made = []
    for year in years:
        rows = _in_year(own, found, year)
        if rows:
            made.append((year, _rolled_up(rows, unit, Periode.tahunan(year), plans)))
    return tuple(made)


def _rolled_up(rows: Sequence[Kinerja], unit: Unit, period: Periode, plans: Plans) -> KinerjaUnit:
    return roll_up(rows, rows[0].kebijakan, period, sasaran=plans.groups(rows, unit))


# --- the perangkat daerah of an instansi -----------------------------------------------------------------------------


def _open_units(unit: Unit, tahun: int, seen_by: Access) -> QuerySet[Unit]:
    """The units directly below that existed in the year."""
    rows = units(seen_by).filter(existed(tahun), induk=unit)
    return rows.annotate(berdampak=reported(tahun, seen_by=seen_by, unit=OuterRef("pk")))


def _recap(below: Sequence[Unit], rows: Sequence[Kinerja], plans: Plans, period: Periode) -> tuple[BarisUnit, ...]:
    """Every perangkat daerah with the capaian its own report shows."""
    mine: dict[int, list[Kinerja]] = defaultdict(list)
    for each in rows:
        mine[each.indikator.unit_id].append(each)
    return tuple(
        BarisUnit(unit, _rolled_up(mine[unit.pk], unit, period, plans) if unit.pk in mine else None) for unit in below
    )


# --- frozen reports and the list of reports --------------------------------------------------------------------------

KIND = "lkjip"


def subject_of(unit: Unit, tahun: int) -> str:
    """The name under which the versions of one report are kept."""
    return f"{KIND}:{unit.pk}:{tahun}"


def frozen_reports(seen_by: Access) -> QuerySet[FrozenDocument]:
    """Frozen reports in the reader's reach, the latest version first."""
    rows: QuerySet[FrozenDocument] = FrozenDocument.objects.visible_to(seen_by)
    return rows.filter(kind=KIND).order_by("-version")


def frozen_versions(unit: Unit, tahun: int, *, seen_by: Access) -> QuerySet[FrozenDocument]:
    """The versions of one report, the latest first, without their content, which may be long."""
    return frozen_reports(seen_by).filter(subject=subject_of(unit, tahun)).defer("content")


def frozen_years(seen_by: Access, path: str) -> set[int]:
    """The years of which a unit, or one below it, has frozen reports."""
    subjects = frozen_reports(seen_by).filter(unit_path__startswith=path).order_by().values_list("subject", flat=True)
    return {int(subject.rpartition(":")[2]) for subject in subjects.distinct()}


@dataclass(frozen=True)
class BarisLaporan:
    """A unit in the list of reports: how many indicators it has, and its latest frozen version of the year."""

    unit: Unit
    indikator: int
    beku: FrozenDocument | None


def report_list(
    tahun: int, *, seen_by: Access, text: str = "", susunan: Susunan = Susunan.SAAT_ITU
) -> list[BarisLaporan]:
    """The units that have indicators in the year, and every instansi. Three queries."""
    alive = indikator(seen_by).filter(alive_in(tahun, susunan=susunan)).order_by()
    counts = dict(alive.select_related(None).values_list("unit_id").annotate(n=Count("pk")))
    frozen = {
        each.subject: each
        for each in frozen_reports(seen_by).filter(subject__endswith=f":{tahun}").defer("content").order_by("version")
    }
    rows = units(seen_by).filter(nama__icontains=text) if text else units(seen_by)
    return [
        BarisLaporan(unit, counts.get(unit.pk, 0), frozen.get(subject_of(unit, tahun)))
        for unit in rows
        if unit.pk in counts or unit.is_root
    ]


def find_reports(seen_by: Access, text: str, most: int) -> list[Temuan]:
    """For the search: frozen reports by title, of each the latest version."""
    rows = ranked(frozen_reports(seen_by).defer("content"), text, names=("title",)).order_by(
        "cocok", "title", "-version"
    )
    latest: dict[str, Temuan] = {}
    for row in rows:
        _kind, unit, tahun = row.subject.split(":")
        day = timezone.localdate(row.frozen_at)  # clock: the day of a moment that is kept
        told = f"versi {row.version}, dibekukan {format_date(day)}"
        hit = Temuan("Dokumen", row.title, told, address("pelaporan:pratinjau", unit, tahun), row.cocok)
        latest.setdefault(row.subject, hit)
        if len(latest) == most:
            break
    return list(latest.values())


__all__ = [
    "KIND",
    "BarisLaporan",
    "BarisUnit",
    "JangkaMenengah",
    "Kelompok",
    "LaporanIndikator",
    "LaporanKinerja",
    "Organisasi",
    "Penanda",
    "TahunIndikator",
    "find_reports",
    "frozen_reports",
    "frozen_versions",
    "frozen_years",
    "laporan_kinerja",
    "report_list",
    "subject_of",
]
