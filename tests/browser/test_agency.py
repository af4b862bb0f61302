"""The agency in a real browser: what is owed and done, officials moved, a dinas split and read back both ways."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import Role
from sakip.organisasi.models import MasaJabatan
from tests.browser.conftest import sign_in, violations
from tests.builders import World, angka, indikator, jabatan, masa, pegawai, realisasi, target
from tests.people import Person, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pengelola(dunia: World) -> Person:
    return person("Dewi Kartikasari", dunia.kabupaten, Role.PENGELOLA)


def menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name=name, exact=True).click()


def test_what_is_owed_is_done_and_is_owed_no_more(page: Page, live_server: LiveServer, dunia: World) -> None:
    last = timezone.localdate().year - 1
    row = indikator(dunia.dinkes)
    target(row, Periode.tahunan(last), angka(70))
    sign_in(page, live_server, person("Rina Marlina", dunia.dinkes, Role.PELAPOR))
    page.goto(live_server.url)
    duty = page.get_by_role("link", name=f"Isi realisasi tahun {last}")
    expect(duty).to_be_visible()
    duty.click()
    page.locator(f"#n-{row.pk}-{last}-T").fill("69,5")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.get_by_text("99,29%")).to_be_visible()
    menu(page, "Beranda")
    expect(page.get_by_role("heading", name="Kewajiban saya")).to_be_visible()
    expect(duty).to_have_count(0)
    assert violations(page) == []


def test_officials_are_moved_and_the_card_of_the_unit_names_the_new_one(
    page: Page, live_server: LiveServer, dunia: World, pengelola: Person
) -> None:
    post = jabatan(dunia.dinkes, kepala=True)
    masa(post, pegawai(dunia.kabupaten), date(2025, 1, 2))
    pegawai(dunia.kabupaten, "Budi Santoso", nomor=2)
    today = timezone.localdate()
    sign_in(page, live_server, pengelola)
    page.goto(live_server.url)
    menu(page, "Pelantikan")
    page.get_by_role("link", name="Siapkan pelantikan").first.click()
    page.get_by_label("Terhitung mulai tanggal").fill(today.isoformat())
    page.get_by_label("Nomor SK").fill("821/7/2026")
    page.get_by_label("Pegawai, baris 1").fill("Budi Santosa")  # mistyped
    page.get_by_label("Jabatan tujuan, baris 1").fill("Kepala Dinas Kesehatan")
    page.get_by_label("Pegawai yang berakhir, baris 1").fill("Sari Utami")
    page.get_by_role("button", name="Simpan dan periksa").click()
    expect(page.get_by_text("1 dari 2 baris belum dapat diterapkan")).to_be_visible()
    expect(page.get_by_role("button", name="Terapkan seluruhnya")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("link", name="Ubah susunan").click()
    page.get_by_label("Pegawai, baris 1").fill("Budi Santoso")
    page.get_by_role("button", name="Simpan dan periksa").click()
    expect(page.get_by_text("Menggantikan Sari Utami.")).to_be_visible()
    page.get_by_role("button", name="Terapkan seluruhnya").click()
    assert MasaJabatan.related.get(sampai=None).pegawai.nama == "Sari Utami"  # not before the dialog is answered
    page.get_by_role("dialog").get_by_role("button", name="Terapkan").click()
    expect(page.get_by_text("1 orang")).to_be_visible()
    assert violations(page) == []
    page.goto(live_server.url + reverse("organisasi:unit", args=[dunia.dinkes.pk]))
    expect(page.get_by_role("link", name="Budi Santoso").first).to_be_visible()
    expect(page.get_by_text("Sari Utami")).to_have_count(0)


def test_a_dinas_is_split_in_six_steps_and_its_last_year_is_read_both_ways(
    page: Page, live_server: LiveServer, dunia: World, pengelola: Person
) -> None:
    this = timezone.localdate().year
    rows = [indikator(dunia.dinkes, name) for name in ("Angka Harapan Hidup", "Indeks Ketahanan Pangan")]
    for row in rows:
        target(row, Periode.tahunan(this - 1), angka(70))
        realisasi(row, Periode.tahunan(this - 1), angka(69))
    sign_in(page, live_server, pengelola, tahun=this - 1)
    page.goto(live_server.url)
    menu(page, "Perubahan SOTK")
    page.get_by_role("link", name="Siapkan perubahan").first.click()
    page.get_by_label("Perubahan", exact=True).fill("Pemecahan Dinas Kesehatan")
    page.get_by_label("Berlaku mulai").fill(f"{this}-01-01")
    page.get_by_label("Dasar hukum").fill("Perda Nomor 7 Tahun 2025")
    onward = page.get_by_role("button", name="Simpan dan lanjut")
    onward.click()
    page.get_by_label("Unit 1").select_option(str(dunia.dinkes.pk))
    onward.click()
    page.locator("[name=p1-ada]").select_option("baru")
    page.locator("[name=p1-nama]").fill("Dinas Pangan")
    onward.click()
    expect(page.get_by_role("row", name=re.compile("Puskesmas Ujibaru"))).to_be_visible()
    onward.click()
    choice = page.get_by_role("group", name=re.compile("Indeks Ketahanan Pangan"))
    choice.get_by_label("Dinas Kesehatan").uncheck()
    choice.get_by_label("Dinas Pangan").check()
    onward.click()
    onward.click()
    expect(page.get_by_text("2 dari 2")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Terapkan perubahan").click()
    expect(page.get_by_text("Langkah berikutnya")).to_be_visible()
    assert violations(page) == []

    page.goto(live_server.url + reverse("pelaporan:pratinjau", args=[dunia.kabupaten.pk, this - 1]))
    paper = page.locator(".sk-paper")
    expect(page.get_by_text("Susunan organisasi: saat itu")).to_be_visible()
    expect(counted(page, "Dinas Kesehatan")).to_have_text("2")
    expect(paper.get_by_text("Dinas Pangan")).to_have_count(0)
    page.get_by_role("link", name="lihat susunan").click()
    expect(page.get_by_text("Susunan organisasi: sekarang")).to_be_visible()
    for name in ("Dinas Kesehatan", "Dinas Pangan"):
        expect(counted(page, name)).to_have_text("1")
    assert violations(page) == []


def counted(page: Page, unit: str) -> Locator:
    """The cell that says how many indicators a unit has in the report of the whole."""
    of_units = page.get_by_role("table", name=re.compile("Capaian Kinerja Perangkat Daerah"))
    return of_units.get_by_role("row", name=re.compile(unit)).get_by_role("cell").nth(2)
