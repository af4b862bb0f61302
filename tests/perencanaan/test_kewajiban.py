"""What a person owes in planning: values by unit and period, targets, imports; and when it is owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Keadaan, Tiada
from sakip.kernel.access import SYSTEM, Access, Grant, Role
from sakip.kernel.duedates import owed
from sakip.organisasi.actions import add_unit, agenda, close_unit
from sakip.perencanaan.actions import set_import
from sakip.perencanaan.kewajiban import figures_to_fill_in, imports_to_apply
from sakip.perencanaan.models import Frekuensi, Indikator
from sakip.perencanaan.transfers import uploads
from tests.builders import World, angka, indikator, realisasi, target
from tests.people import person

TODAY = date(2026, 8, 1)
"""Two quarters of the year have ended."""
TW1, TW2 = Periode(2026, "TW1"), Periode(2026, "TW2")
YEAR_BEFORE = Periode.tahunan(2025)


def reader(role: Role, world: World, where: str = "dinkes") -> Access:
    return Access(1, "Sari", (Grant(role, getattr(world, where).path),))


def said(world: World, role: Role = Role.PELAPOR, where: str = "dinkes", today: date = TODAY) -> list[tuple[str, str]]:
    return [(each.judul, each.uraian) for each in figures_to_fill_in(reader(role, world, where), today)]


@pytest.fixture
def jalan(dunia: World) -> Indikator:
    """Measured by quarters."""
    return indikator(dunia.dinkes, "Panjang Jalan", tipologi=Tipologi.AKUMULATIF, mulai_tahun=2026)


# --- not owed --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "where"),
    [(Role.PEMBACA, "dinkes"), (Role.PIMPINAN, "dinkes"), (Role.PELAPOR, "disdik"), (Role.PENGELOLA, "lain")],
)
def test_who_may_not_enter_a_value_does_not_owe_it(dunia: World, jalan: Indikator, role: Role, where: str) -> None:
    assert said(dunia, role, where) == []


def test_a_quarter_is_not_owed_before_it_has_ended(dunia: World, jalan: Indikator) -> None:
    assert said(dunia, today=date(2026, 3, 31)) == []
    assert [title for title, _ in said(dunia, today=date(2026, 4, 1))] == ["Isi realisasi triwulan I 2026"]


def test_what_is_measured_once_a_year_owes_no_quarters(dunia: World) -> None:
    indikator(dunia.dinkes, "Angka Harapan Hidup", mulai_tahun=2026)
    indikator(dunia.dinkes, "Setahun sekali", mulai_tahun=2026, tipologi=Tipologi.POSISI_AKHIR)
    assert said(dunia) != []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE perencanaan_kartuindikator SET frekuensi = %s", [Frekuensi.TAHUNAN])
    assert said(dunia) == []
    assert said(dunia, today=date(2027, 1, 2)) == [("Isi realisasi tahun 2026", "2 dari 2 indikator belum diisi")]


def test_nothing_is_owed_before_an_indicator_began_or_in_a_closed_unit(dunia: World, jalan: Indikator) -> None:
    assert all("2025" not in title for title, _ in said(dunia))
    realisasi(jalan, TW1, angka(1))
    realisasi(jalan, TW2, angka(1))
    indikator(dunia.puskesmas, "Kunjungan")
    close_unit(dunia.puskesmas, seen=1, sampai=date(2026, 6, 30), alasan="digabung", by=SYSTEM)
    assert said(dunia) == []


@pytest.mark.parametrize("filled", ["TW2", "T"])
def test_a_value_or_the_reason_why_there_is_none_settles_it(dunia: World, jalan: Indikator, filled: str) -> None:
    realisasi(jalan, TW1, angka(0))  # zero is a value
    realisasi(jalan, Periode(2026, filled), Tiada(Keadaan.BELUM_TERSEDIA, "rilis BPS"))
    assert said(dunia) == []


@pytest.mark.parametrize("filled", ["T", "TW4"])
def test_the_year_before_is_settled_by_its_value_or_its_last_quarter(dunia: World, filled: str) -> None:
    made = indikator(dunia.dinkes)
    assert said(dunia) == [("Isi realisasi tahun 2025", "1 dari 1 indikator belum diisi")]
    realisasi(made, Periode(2025, filled), angka(70))
    assert said(dunia) == []


# --- owed ------------------------------------------------------------------------------------------------------------


def test_each_unit_and_period_is_a_line_that_leads_to_its_grid(dunia: World, jalan: Indikator) -> None:
    indikator(dunia.dinkes, "Lain", tipologi=Tipologi.AKUMULATIF, mulai_tahun=2026)
    realisasi(jalan, TW1, angka(1))
    lines = figures_to_fill_in(reader(Role.PELAPOR, dunia), TODAY)
    assert [(each.judul, each.uraian, each.unit) for each in lines] == [
        ("Isi realisasi triwulan I 2026", "1 dari 2 indikator belum diisi", "Dinas Kesehatan"),
        ("Isi realisasi triwulan II 2026", "2 dari 2 indikator belum diisi", "Dinas Kesehatan"),
    ]
    assert lines[1].alamat == f"/unit/{dunia.dinkes.pk}/isian/?pada=2026-TW2"


def test_the_date_is_that_of_the_calendar_if_it_is_in_use(dunia: World, jalan: Indikator) -> None:
    rows = {
        row.kunci: row for row in agenda.prepare_agenda(dunia.kabupaten, tahun=2026, sesudah_triwulan=10, by=SYSTEM)
    }
    agenda.take_up_agenda(dunia.kabupaten, agenda=[rows["pengukuran-tw2"]], by=SYSTEM)
    found = {each.kewajiban.judul: each.keadaan.kata for each in owed(reader(Role.PELAPOR, dunia), today=TODAY)}
    assert found == {
        "Isi realisasi triwulan I 2026": "tanpa tenggat",
        "Isi realisasi triwulan II 2026": "terlambat 22 hari",
    }


def test_gaps_in_many_units_are_one_line_that_counts(dunia: World) -> None:
    for number in range(4):
        unit = add_unit(dunia.kabupaten, nama=f"Dinas {number}", jenis="dinas", by=SYSTEM)
        indikator(unit, "Panjang Jalan", tipologi=Tipologi.AKUMULATIF, mulai_tahun=2026)
    lines = figures_to_fill_in(reader(Role.PELAPOR, dunia, "kabupaten"), TODAY)
    assert [(each.judul, each.uraian, each.unit) for each in lines] == [
        ("Lengkapi realisasi triwulan I 2026", "4 dari 4 indikator belum diisi", "4 unit"),
        ("Lengkapi realisasi triwulan II 2026", "4 dari 4 indikator belum diisi", "4 unit"),
    ]
    assert lines[0].alamat == "/isian/?pada=2026-TW1"


def test_targets_of_this_year_are_owed_by_who_may_set_them(dunia: World, jalan: Indikator) -> None:
    (line,) = [each for each in figures_to_fill_in(reader(Role.PERENCANA, dunia), TODAY) if "target" in each.judul]
    assert (line.judul, line.uraian, line.unit) == (
        "Isi target tahun 2026",
        "1 indikator belum bertarget",
        "Dinas Kesehatan",
    )
    assert all("target" not in title for title, _ in said(dunia))
    target(jalan, Periode.tahunan(2026), angka(5))
    assert all("target" not in title for title, _ in said(dunia, Role.PERENCANA))


def test_ones_own_import_is_owed_once_it_was_mapped_and_for_a_month(dunia: World) -> None:
    sari, today = person("Sari", dunia.dinkes, Role.PERENCANA), timezone.localdate()
    other = person("Budi", dunia.dinkes, Role.PERENCANA)
    table = uploads.upload(dunia.dinkes, content=b"nama,target,tahun\nAKI,80,2025\n", nama="a.csv", by=sari.access)
    assert imports_to_apply(sari.access, today) == []
    set_import(table, seen=1, peta=[{"kolom": 1, "isi": "nama"}], by=sari.access)
    (line,) = imports_to_apply(sari.access, today)
    assert (line.judul, line.alamat) == ("Terapkan impor a.csv", f"/impor/{table.pk}/periksa/")
    assert imports_to_apply(other.access, today) == []
    assert imports_to_apply(sari.access, today + timedelta(days=31)) == []


@pytest.mark.parametrize("count", [1, 8])
def test_the_questions_do_not_grow(dunia: World, django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    for number in range(count):
        unit = add_unit(dunia.kabupaten, nama=f"Dinas {number}", jenis="dinas", by=SYSTEM)
        indikator(unit, "Panjang Jalan", tipologi=Tipologi.AKUMULATIF)
    with django_assert_num_queries(7):
        owed(reader(Role.PENGELOLA, dunia, "kabupaten"), today=TODAY)
    with django_assert_num_queries(2):
        owed(reader(Role.PELAPOR, dunia, "kabupaten"), today=TODAY)
