"""Indicators of a unit as pages show them: by the statements of the plan, with totals; units that wait for figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sakip.arithmetic.averages import AlasanRerata, Rerata
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.remembered import remembered
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import KebijakanBerlaku, Susunan, kebijakan_per_tahun, units
from sakip.perencanaan import queries
from sakip.perencanaan.kinerja import Kinerja, KinerjaMap, KinerjaUnit, Sasaran, kinerja, mean_of, once, roll_up
from sakip.perencanaan.models import DokumenRencana, Indikator, SimpulRencana
from sakip.perencanaan.penjelasan import RERATA_TIDAK_ADA, hasil
from sakip.perencanaan.plans import Plans, plans_for
from sakip.perencanaan.silsilah import chains
from sakip.referensi.queries import nama_tingkat

TREND_YEARS = 5


def trend_of(tahun: int) -> range:
    """The years whose realisasi is drawn beside a year."""
    return range(tahun - TREND_YEARS + 1, tahun + 1)


_NUMERIC = {JenisNilai.ANGKA, JenisNilai.DURASI, JenisNilai.PREDIKAT}


@dataclass(frozen=True)
class Row:
    """An indicator with its figures in the chosen period and its realisasi over the last years."""

    kinerja: Kinerja
    tren: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Group:
    """The indicators under one statement of the plan; without a statement those that stand in no plan."""

    tingkat: str
    pernyataan: str
    rows: tuple[Row, ...]
    rerata: Rerata

    @property
    def bobot_salah(self) -> str:
        """Why the weights give no mean; empty where they do, or where the policy weighs nothing."""
        alasan = self.rerata.alasan
        return "" if alasan in {None, AlasanRerata.TIDAK_ADA_NILAI} else RERATA_TIDAK_ADA[alasan]


@dataclass(frozen=True)
class UnitTable:
    """A unit's indicators in a period. ``tanpa_kartu`` have no card and therefore no figures."""

    groups: tuple[Group, ...]
    ringkas: KinerjaUnit
    kebijakan: KebijakanBerlaku
    rencana: DokumenRencana | None
    jumlah: int


def unit_table(
    unit: Unit,
    periode: Periode,
    *,
    seen_by: Access,
    below: bool = False,
    text: str = "",
    penanda: str = "",
    posisi_data: date | None = None,
    susunan: Susunan = Susunan.SAAT_ITU,
) -> UnitTable:
    """The table of a unit."""
    tahun = periode.tahun
    found = queries.indikator_of(
        unit, tahun=tahun, seen_by=seen_by, text=text, penanda=penanda, below=below, susunan=susunan
    )
    rows = list(found)
    rantai = chains(rows, seen_by=seen_by)
    policies = kebijakan_per_tahun(unit, tuple(trend_of(tahun)), seen_by=seen_by)
    known: dict[str, Any] = {"posisi_data": posisi_data, "rantai": rantai, "kebijakan": policies}
    figures, policy = table_rows(unit, rows, periode, seen_by=seen_by, **known), policies[tahun]
    plans = plans_for(unit, tahun, seen_by=seen_by, susunan=susunan)
    plan = plans.plan_of(unit)
    nodes = queries.nodes(plan, tahun=tahun, seen_by=seen_by) if plan else []
    groups = _groups(_Frame(unit, plans, policy), nodes, list(figures.values()))
    total = rolled_up(once((row.kinerja for row in figures.values()), rantai), unit, plans, policy, periode)
    return UnitTable(tuple(group for group in groups if group.rows), total, policy, plan, len(rows))


def rolled_up(
    rows: Sequence[Kinerja], unit: Unit, plans: Plans, policy: KebijakanBerlaku, periode: Periode
) -> KinerjaUnit:
    return roll_up(rows, policy, periode, sasaran=plans.groups(rows, unit))


def table_rows(
    unit: Unit,
    rows: Sequence[Indikator],
    periode: Periode,
    *,
    seen_by: Access,
    **known: Any,
) -> dict[int, Row]:
    """The figures of some indicators by id, in their order; one read for the period and the trend together.

    ``known``: what else :func:`kinerja` takes.
    """
    years = [Periode.tahunan(year) for year in trend_of(periode.tahun)]
    found = kinerja(unit, rows, [periode, *years], seen_by=seen_by, **known)
    return {
        row.pk: Row(found[(row.pk, periode)], tuple(number_of(found, row, year) for year in years))
        for row in rows
        if (row.pk, periode) in found
    }


def number_of(found: KinerjaMap, row: Indikator, year: Periode) -> Decimal | None:
    done = found[(row.pk, year)].realisasi
    isian = done.isian if done.lengkap else None  # a year still without its last quarter would look like a fall
    return isian.angka if isinstance(isian, Nilai) and isian.jenis in _NUMERIC else None


WITHOUT = "tanpa"
"""The filter for indicators that have no capaian yet."""


def of_class(
    kode: str,
    rows: Sequence[Indikator],
    unit: Unit,
    periode: Periode,
    *,
    seen_by: Access,
    posisi_data: date | None = None,
) -> list[Indikator]:
    """Those whose capaian in the period has this word; other years are not read."""
    known = _figures(rows, unit, periode, seen_by=seen_by, posisi_data=posisi_data)
    return [row for row in rows if row.pk in known and known[row.pk][0] == kode]


def capaian_of(
    rows: Sequence[Indikator], unit: Unit, periode: Periode, *, seen_by: Access, posisi_data: date | None = None
) -> list[Decimal | None]:
    """The capaian of each in the period, for putting them in order; other years are not read."""
    known = _figures(rows, unit, periode, seen_by=seen_by, posisi_data=posisi_data)
    return [known[row.pk][1] if row.pk in known else None for row in rows]


def _figures(
    rows: Sequence[Indikator], unit: Unit, periode: Periode, *, seen_by: Access, posisi_data: date | None
) -> dict[int, tuple[str, Decimal | None]]:
    """By indicator the code of its class and its capaian; remembered, for a list asks it of the whole instansi."""

    def made() -> dict[int, tuple[str, Decimal | None]]:
        found = kinerja(unit, rows, [periode], seen_by=seen_by, posisi_data=posisi_data)
        return {
            pk: (one.kelas.kode if one.kelas else WITHOUT, hasil(one.capaian, one.kelas).nilai)
            for (pk, _periode), one in found.items()
        }

    ids = tuple(row.pk for row in rows)
    return remembered("capaian", (ids, unit.path, str(periode), posisi_data), seen_by, made)


@dataclass(frozen=True)
class _Frame:
    """Whose table it is, in which plan its indicators stand, by which policy they are averaged."""

    unit: Unit
    plans: Plans
    policy: KebijakanBerlaku

    def group(self, tingkat: str, pernyataan: str, rows: Sequence[Row]) -> Group:
        figures = [row.kinerja for row in rows]
        sasaran = self.plans.group(figures, self.unit) if pernyataan else Sasaran(figures)
        return Group(tingkat, pernyataan, tuple(rows), mean_of(sasaran, self.policy))


def _groups(frame: _Frame, nodes: Iterable[SimpulRencana], rows: Sequence[Row]) -> list[Group]:
    """Under each statement of the plan its indicators, last those that stand under none."""
    placed: dict[UUID | None, list[Row]] = defaultdict(list)
    for row in rows:
        placed[frame.plans.key_of(row.kinerja.indikator, frame.unit)].append(row)
    here = [node for node in nodes if node.kunci in placed]
    groups = [frame.group(nama_tingkat(node.tingkat), node.pernyataan, placed[node.kunci]) for node in here]
    return [*groups, frame.group("", "", placed[None])]


# --- units that wait for their figures -------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryUnit:
    """A unit whose realisasi one may enter: its indicators, and how many have any value in the year."""

    unit: Unit
    depth: int
    jumlah: int
    terisi: int

    @property
    def kosong(self) -> int:
        return self.jumlah - self.terisi


def entry_units(tahun: int, *, seen_by: Access) -> list[EntryUnit]:
    """Every unit with indicators whose realisasi the person may enter, in the order of the tree."""
    counts = queries.entry_counts(tahun, seen_by=seen_by)
    mine = [unit for unit in units(seen_by, Permission.ENTER_REALISASI) if unit.pk in counts]
    return [EntryUnit(unit, len(unit.path) // LEVEL_WIDTH - 1, *counts[unit.pk]) for unit in mine]
