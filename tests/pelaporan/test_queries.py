"""What the report says, before it is a document."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sakip.arithmetic.capaian import Alasan
from sakip.arithmetic.comparisons import AlasanBanding, Penilaian
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.kernel.access import SYSTEM, Access, Permission
from sakip.kernel.actions import action
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenVersi, Indikator, Penempatan, SimpulRencana
from tests.builders import World, angka, indikator, realisasi
from tests.copies import copied
from tests.pelaporan.worlds import Dinas, dinas, fill, report, row_of, years

D = Decimal


@pytest.fixture
def dinkes(dunia: World) -> Dinas:
    return copied(dinas, dunia)


# --- growth (R-CMP-2) ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polaritas", "before", "now", "judged"),
    [
        (Polaritas.MENINGKAT, "79.18", "79.39", Penilaian.MEMBAIK),
        (Polaritas.MENURUN, "2.08", "2.09", Penilaian.MEMBURUK),
        (Polaritas.MENURUN, "2.09", "2.08", Penilaian.MEMBAIK),
        (Polaritas.MENINGKAT, "5", "5", Penilaian.TETAP),
    ],
)
def test_growth_is_judged_by_polarity(
    dunia: World, polaritas: Polaritas, before: str, now: str, judged: Penilaian
) -> None:
    subject = fill(indikator(dunia.dinkes, polaritas=polaritas), realisasi=years(2022, before, now))
    grown = row_of(report(dunia.dinkes), subject).tahunan[-1].pertumbuhan
    assert grown.penilaian is judged
    assert grown.persen is not None
    assert round(grown.persen, 10) == round((D(now) - D(before)) * 100 / D(before), 10)


def test_a_gap_is_no_zero_to_grow_from(dinkes: Dinas) -> None:
    row = row_of(report(dinkes.unit), dinkes.stunting)
    assert row.tahunan[-2].kinerja.realisasi.isian is None
    assert row.tahunan[-1].pertumbuhan.penilaian is None
    assert row.tahunan[-1].pertumbuhan.alasan is AlasanBanding.PEMBANDING_TIDAK_ADA


def test_a_broken_series_is_not_compared_across_the_break(dinkes: Dinas) -> None:
    by_year = {each.tahun: each for each in row_of(report(dinkes.unit), dinkes.kepuasan).tahunan}
    assert [year for year, each in by_year.items() if each.terputus] == [2022]
    assert by_year[2022].pertumbuhan.penilaian is None
    assert by_year[2023].pertumbuhan.penilaian is Penilaian.MEMBAIK


def test_years_without_anything_are_not_shown(dinkes: Dinas) -> None:
    found = report(dinkes.unit)
    assert [each.tahun for each in row_of(found, dinkes.kepuasan).years_with_data] == [2021, 2022, 2023]
    assert [each.tahun for each in row_of(found, dinkes.inovasi).years_with_data] == [2023]


# --- the medium term (R-CMP-3) ---------------------------------------------------------------------------------------


def test_progress_by_position_and_from_the_baseline(dinkes: Dinas) -> None:
    """The worked case of R-CMP-3 c: from 17,6 to 12,47, now at 16,3."""
    goal = row_of(report(dinkes.unit), dinkes.stunting).menengah
    assert (goal.tahun, goal.dari_rencana) == (2026, True)
    assert goal.posisi is not None
    assert round(goal.posisi.mentah or D(0), 2) == D("69.29")
    assert goal.awal is not None
    assert goal.awal.tahun == 2021
    assert round(goal.awal.hasil.persen or D(0), 2) == D("25.34")


def test_a_target_that_asks_for_less_than_the_baseline_has_no_way_to_go(dunia: World) -> None:
    found = dinas(dunia)
    subject = fill(
        indikator(found.unit, "Insiden DBD", polaritas=Polaritas.MENURUN),
        target=years(2023, "45", None, None, "40"),
        realisasi=years(2021, "31.5", "22.9", "101.77"),
    )
    assert row_of(report(found.unit), subject).menengah.awal is None


def test_what_accumulates_is_also_added_up_over_the_years_of_the_plan(dinkes: Dinas) -> None:
    subject = fill(
        indikator(dinkes.unit, "Rumah sehat dibangun", tipologi=Tipologi.AKUMULATIF),
        target=years(2022, "10", "10", "20", "20", "40"),
        realisasi=years(2022, "8", "12"),
    )
    total = row_of(report(dinkes.unit), subject).menengah.jumlah
    assert total is not None
    assert (total.realisasi, total.target, total.hasil.mentah) == (D(20), D(100), D(20))


def test_a_gap_in_the_plan_is_not_added_up(dinkes: Dinas) -> None:
    subject = fill(
        indikator(dinkes.unit, "Rumah sehat dibangun", tipologi=Tipologi.AKUMULATIF),
        target=years(2022, "10", "10", None, "20", "40"),
        realisasi=years(2022, "8", "12"),
    )
    assert row_of(report(dinkes.unit), subject).menengah.jumlah is None


def test_without_a_plan_the_farthest_target_stands_in(dunia: World) -> None:
    subject = fill(indikator(dunia.disdik), target=years(2023, "7", "8", "9"), realisasi=years(2023, "6"))
    goal = row_of(report(dunia.disdik), subject).menengah
    assert (goal.tahun, goal.dari_rencana, goal.awal) == (2025, False, None)


def test_this_years_target_is_no_medium_term(dunia: World) -> None:
    subject = fill(indikator(dunia.disdik), target=years(2023, "7"), realisasi=years(2023, "6"))
    assert row_of(report(dunia.disdik), subject).menengah.target is None


def test_a_plan_without_a_last_target_says_so(dinkes: Dinas) -> None:
    goal = row_of(report(dinkes.unit), dinkes.inovasi).menengah
    assert (goal.tahun, goal.dari_rencana, goal.target) == (2026, True, None)


# --- groups and roll-up ----------------------------------------------------------------------------------------------


def test_groups_follow_the_plan_and_the_unattached_come_last(dinkes: Dinas) -> None:
    found = report(dinkes.unit)
    assert [each.simpul.pernyataan if each.simpul else "" for each in found.kelompok] == [
        "Meningkatnya kesehatan ibu dan anak",
        "Meningkatnya mutu pelayanan kesehatan",
        "",
    ]
    assert [row.nomor for row in found.rows] == [1, 2, 3, 4, 5]


def test_an_indicator_under_a_removed_statement_is_unattached(dinkes: Dinas) -> None:
    placed = Penempatan.related.exclude(kunci=None).filter(indikator=dinkes.akip).get()
    newer = _new_version(dinkes, keep_out=placed.kunci)
    found = report(dinkes.unit)
    assert newer.nomor == 2
    assert dinkes.akip in [row.indikator for row in found.kelompok[-1].rows]


def _new_version(dinkes: Dinas, keep_out: object) -> DokumenVersi:
    """The plan's next version without one of its statements, as a change of the Renstra makes it."""
    old = DokumenVersi.related.get(dokumen__unit=dinkes.unit)

    @action(Permission.PLAN, "mengubah rencana dalam uji")
    def next_version(_unit: Unit, *, by: Access) -> DokumenVersi:
        new: DokumenVersi = DokumenVersi.related.create(dokumen=old.dokumen, nomor=2, status="ditetapkan")
        for node in SimpulRencana.related.filter(dokumen_versi=old).exclude(kunci=keep_out):
            SimpulRencana.related.create(
                dokumen_versi=new, kunci=node.kunci, tingkat=node.tingkat, pernyataan=node.pernyataan
            )
        return new

    made: DokumenVersi = next_version(dinkes.unit, by=SYSTEM)
    return made


def test_the_roll_up_counts_what_it_stands_on(dinkes: Dinas) -> None:
    unit = report(dinkes.unit).unit_kini
    counts = unit.rekap
    assert (unit.rerata.dihitung, unit.rerata.jumlah) == (3, 5)
    assert (counts.tercapai, counts.mendekati, counts.tidak_tercapai, counts.belum_ada_data) == (2, 1, 0, 2)


def test_capped_capaian_keeps_its_raw_value(dinkes: Dinas) -> None:
    result = row_of(report(dinkes.unit), dinkes.kepuasan).kini.capaian
    assert (result.mentah, result.dipakai) == (D("176.5"), D(120))


def test_missing_is_missing(dinkes: Dinas) -> None:
    result = row_of(report(dinkes.unit), dinkes.akip).kini.capaian
    assert (result.mentah, result.dipakai, result.alasan) == (None, None, Alasan.REALISASI_BELUM_TERSEDIA)


def test_the_recap_of_an_instansi_shows_what_each_report_shows(dunia: World, dinkes: Dinas) -> None:
    fill(indikator(dunia.kabupaten, "IPM"), target=years(2023, "72"), realisasi=years(2023, "71.46"))
    recap = {each.unit: each.kinerja for each in report(dunia.kabupaten).perangkat_daerah}
    assert recap == {dunia.dinkes: report(dunia.dinkes).unit_kini, dunia.disdik: None}


def test_an_empty_unit_has_nothing_to_report(dunia: World) -> None:
    assert report(dunia.disdik).kosong
    assert not report(dunia.disdik).rows


def test_an_instansi_without_own_indicators_reports_its_perangkat_daerah(dunia: World, dinkes: Dinas) -> None:
    assert not report(dunia.kabupaten).kosong


# --- the number of queries -------------------------------------------------------------------------------------------


def test_as_many_queries_for_one_indicator_as_for_many(dunia: World, dinkes: Dinas) -> None:
    """At most 14 for a unit and 16 for an instansi with its perangkat daerah."""
    counted = []
    for n in range(2):
        for unit in (dunia.kabupaten, dunia.dinkes, dunia.disdik):
            fill(indikator(unit, f"Tambahan {n}"), target=years(2023, "1"), realisasi=years(2023, "1"))
        counted.append((_queries_of(dunia.dinkes), _queries_of(dunia.kabupaten)))
    assert counted[0] == counted[1]
    assert counted[0][0] <= 14
    assert counted[0][1] <= 16


def _queries_of(unit: Unit) -> int:
    with CaptureQueriesContext(connection) as made:
        report(unit)
    return len(made)


def test_a_year_made_from_quarters_says_so(dinkes: Dinas) -> None:
    subject = indikator(dinkes.unit, "Kunjungan", tipologi=Tipologi.AKUMULATIF)
    fill(subject, target=years(2023, "10"))
    _quarters(subject, "4", "7")
    now = row_of(report(dinkes.unit), subject).kini
    assert now.capaian.mentah == D(110)
    assert now.realisasi.dari is not None
    assert len(now.realisasi.dari.periode) == 2


def _quarters(subject: Indikator, *values: str) -> None:
    for n, value in enumerate(values, 1):
        realisasi(subject, Periode(2023, f"TW{n}"), angka(value))
