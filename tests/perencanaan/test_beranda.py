"""Home: what I owe comes first, my units at a glance, what needs attention; nobody sees what is not his."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.kernel import offers
from sakip.kernel.access import SYSTEM, Access, Role
from sakip.kernel.offers import Kewajiban
from sakip.organisasi.actions import add_unit, give_role
from sakip.organisasi.actions.agenda import add_agenda, add_holidays
from sakip.perencanaan import actions
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.overview import overview
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in, text_of
from tests.people import Person, person

TAHUN = Periode.tahunan(2025)


@pytest.fixture
def perencana(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PERENCANA)


def measured(world: World, nama: str, reached: int, unit: str = "dinkes", tahun: Periode = TAHUN) -> Indikator:
    made = builders.indikator(getattr(world, unit), nama)
    builders.target(made, tahun, angka(100))
    builders.realisasi(made, tahun, angka(reached))
    return made


def home(who: Person, **query: str) -> str:
    return text_of(signed_in(who).get("/", query))


# --- for whom --------------------------------------------------------------------------------------------------------


def test_without_a_role_it_says_whom_to_ask(dunia: World) -> None:
    assert "Hubungi administrator" in home(person("Baru", dunia.dinkes))


def test_a_role_that_begins_later_is_told_with_its_first_day(dunia: World) -> None:
    later = person("Nanti", dunia.dinkes)
    give_role(dunia.dinkes, akun=later.akun, peran=Role.PELAPOR, mulai=date(2099, 1, 2), by=SYSTEM)
    assert "Pelapor di Dinas Kesehatan, mulai 2 Januari 2099" in home(later)


@pytest.mark.parametrize(("unit", "status"), [("disdik", 200), ("lain", 404)])
def test_another_unit_of_the_instansi_is_one_link_away_another_instansi_is_not(
    dunia: World, perencana: Person, unit: str, status: int
) -> None:
    assert signed_in(perencana).get("/", {"unit": getattr(dunia, unit).pk}).status_code == status


def test_with_roles_on_two_units_each_is_a_tab(dunia: World, perencana: Person) -> None:
    give_role(dunia.disdik, akun=perencana.akun, peran=Role.PEMBACA, by=SYSTEM)
    measured(dunia, "Rata-rata lama sekolah", 90, "disdik")
    assert "Rata-rata lama sekolah" not in home(perencana)
    assert "Rata-rata lama sekolah" in home(perencana, unit=str(dunia.disdik.pk))


# --- nothing yet -----------------------------------------------------------------------------------------------------


def test_nothing_to_do_and_nothing_there_say_what_comes_next(dunia: World, perencana: Person) -> None:
    text = home(person("Dimas", dunia.dinkes, Role.PEMBACA))
    assert "Tidak ada kewajiban yang menunggu" in text
    assert "Belum ada indikator pada tahun 2025 Perencana unit Anda perlu menambahkan" in text
    assert "Belum ada indikator pada tahun 2025 Mulailah dengan mengimpor tabel" in home(perencana)


def test_when_all_is_well_it_says_so(dunia: World, perencana: Person) -> None:
    measured(dunia, "Angka Harapan Hidup", 100)
    assert "Tidak ada yang perlu perhatian" in home(perencana)


# --- what I owe ------------------------------------------------------------------------------------------------------


@pytest.fixture
def returned() -> Iterator[None]:
    """A component that returns something and owes much."""

    def offer(_seen_by: Access, today: date) -> list[Kewajiban]:
        back = Kewajiban("Perbaiki lembar", "Dikembalikan Lestari", "/lembar/", dikembalikan=True)
        many = [
            Kewajiban(f"Tugas {number}", "", "/tugas/", tenggat=today + timedelta(days=number)) for number in range(9)
        ]
        return [*many, back]

    offers.kewajiban.add(offer)
    yield
    offers.kewajiban._functions.popitem()


def test_what_is_owed_stands_first_the_most_urgent_on_top_and_the_rest_is_folded(
    dunia: World, perencana: Person, returned: None
) -> None:
    measured(dunia, "Angka Harapan Hidup", 50)
    text = home(perencana)
    assert text.index("Kewajiban saya") < text.index("Angka Harapan Hidup")
    assert "dikembalikan Perbaiki lembar" in text
    assert text.index("Perbaiki lembar") < text.index("hari ini Tugas 0") < text.index("besok Tugas 1")
    groups = signed_in(perencana).get("/").context["kewajiban"]
    assert [label for label, _ in groups] == ["Dikembalikan kepada Anda", "Dalam tujuh hari"]
    assert "kewajiban lain" in text


def test_each_line_leads_to_where_it_is_done_in_its_year(dunia: World) -> None:
    pelapor, today = person("Rina", dunia.dinkes, Role.PELAPOR), timezone.localdate()
    builders.indikator(dunia.dinkes, "Panjang Jalan", tipologi=Tipologi.AKUMULATIF)
    client = signed_in(pelapor, tahun=2023)
    address = f"/unit/{dunia.dinkes.pk}/isian/?pada={today.year - 1}-T"
    assert address in client.get("/").content.decode()
    assert f"Isian realisasi {today.year - 1}" in text_of(client.get(address, follow=True))


# --- units at a glance -----------------------------------------------------------------------------------------------


def test_a_unit_is_one_row_with_what_is_there_what_came_out_and_the_worst(dunia: World, perencana: Person) -> None:
    measured(dunia, "Angka Harapan Hidup", 100)
    measured(dunia, "Cakupan imunisasi", 50)
    builders.indikator(dunia.puskesmas, "Kunjungan")
    text = home(perencana)
    assert "Dinas Kesehatan dan semua unit di bawahnya 75,00%" in text
    assert "1 dari 2 2 dari 3 Cakupan imunisasi 50,00%" in text
    assert "Puskesmas Ujibaru belum ada capaian 0 dari 1" in text


def test_home_and_the_units_page_state_one_capaian(dunia: World, perencana: Person) -> None:
    """Two indicators of one sasaran and one of another: A is the mean of means (R-AVG-2), everywhere the same."""
    versi = actions.create_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra",
        kode_kerangka="pemda",
        tahun_awal=2021,
        tahun_akhir=2026,
        by=SYSTEM,
    )
    for sasaran, values in (("Satu", (100, 50)), ("Dua", (45,))):
        simpul = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan=sasaran, by=SYSTEM)
        for value in values:
            actions.place(measured(dunia, f"{sasaran} {value}", value), simpul=simpul, by=SYSTEM)
    assert "Dinas Kesehatan 60,00%" in home(perencana)
    page = text_of(signed_in(perencana).get(reverse("perencanaan:indikator-unit", args=[dunia.dinkes.pk])))
    assert "Capaian unit 60,00%" in page
    assert "Sasaran: Satu 75,00% rata-rata 2 dari 2" in page


def test_the_trend_is_the_share_that_reached_its_target_and_a_running_year_has_none(dunia: World) -> None:
    made = measured(dunia, "Angka Harapan Hidup", 100)
    for tahun, reached in ((2023, 90), (2024, 100)):
        builders.target(made, Periode.tahunan(tahun), angka(100))
        builders.realisasi(made, Periode.tahunan(tahun), angka(reached))
    measured(dunia, "Imunisasi", 50)

    def trend(on: date) -> list[str]:
        part = overview(dunia.dinkes, TAHUN, seen_by=SYSTEM, posisi_data=on).total
        return [str(None if each is None else int(each)) for each in part.tren]

    assert trend(date(2026, 3, 1)) == ["None", "None", "0", "100", "50"]
    assert trend(date(2025, 10, 1)) == ["None", "None", "0", "100", "None"]


def test_a_head_is_shown_what_was_promised_and_what_to_decide(dunia: World, perencana: Person) -> None:
    measured(dunia, "Angka Harapan Hidup", 50)
    kepala = person("Ratna", dunia.dinkes, Role.PIMPINAN)
    text = home(kepala)
    assert text.index("Yang dijanjikan, Tahun 2025") < text.index("Perlu keputusan")
    assert "Angka Harapan Hidup Tahun 100 50 50,00%" in text
    assert "0 dari 1 indikator yang dapat dinilai tercapai, dengan rata-rata capaian 50,00%" in text
    assert "Yang dijanjikan" not in home(perencana)


def test_of_many_units_what_needs_attention_stands_before_them(dunia: World) -> None:
    pengelola = person("Dewi", dunia.kabupaten, Role.PENGELOLA)
    for number in range(9):
        unit = add_unit(dunia.kabupaten, nama=f"Dinas {number}", jenis="dinas", by=SYSTEM)
        made = builders.indikator(unit, f"Indikator {number}")
        builders.target(made, TAHUN, angka(100))
        builders.realisasi(made, TAHUN, angka(50 + number))
    text = home(pengelola)
    assert text.index("Perlu perhatian") < text.index("Unit saya")
    assert text.count("Indikator 8") == 1  # in its unit's row; six are listed as low


# --- questions to the database ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize(
    ("role", "first", "again"),
    [
        (Role.PEMBACA, 15, 8),
        (Role.PELAPOR, 16, 9),
        (Role.PIMPINAN, 17, 10),
        (Role.PERENCANA, 19, 12),
        (Role.PENGELOLA, 21, 14),
    ],
)
def test_the_questions_do_not_grow(
    dunia: World, django_assert_num_queries: DjangoAssertNumQueries, role: Role, first: int, again: int, count: int
) -> None:
    versi = actions.create_plan(
        dunia.kabupaten,
        jenis="rpjmd",
        nama="RPJMD",
        kode_kerangka="pemda",
        tahun_awal=2021,
        tahun_akhir=2026,
        by=SYSTEM,
    )
    simpul = actions.add_node(dunia.kabupaten, versi=versi, tingkat="sasaran", pernyataan="Sehat", by=SYSTEM)
    for number in range(count):
        unit = add_unit(dunia.kabupaten, nama=f"Dinas {number}", jenis="dinas", by=SYSTEM)
        made = builders.indikator(unit, f"Indikator {number}", tipologi=Tipologi.AKUMULATIF)
        builders.target(made, TAHUN, angka(10))
        builders.realisasi(made, TAHUN, angka(number))
        actions.place(made, simpul=simpul, by=SYSTEM)
        today = timezone.localdate()
        add_agenda(
            dunia.kabupaten, tahun=today.year, nama="x", peran=role.value, tenggat=today, geser="maju", by=SYSTEM
        )
        add_holidays(dunia.kabupaten, hari=[(today + timedelta(days=number), "Libur")], by=SYSTEM)
    client = signed_in(person("Sari", dunia.kabupaten, role))
    for queries in (first, again):  # what stands in the tables of figures is remembered until anything is written
        with django_assert_num_queries(queries):
            client.get("/")
