"""The journeys of the first slice in a real browser: sign in, fill in, meet another person, import, ask why, report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Nilai
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import Role
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, Target
from tests.browser.conftest import complaints_of, sign_in, violations
from tests.builders import World, angka, indikator, target
from tests.people import PASSWORD, Person, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([cell, text]) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def rows(dunia: World) -> list[Indikator]:
    made = [indikator(dunia.dinkes, f"Indikator {name}") for name in ("A", "B", "C")]
    for each in made:
        target(each, Periode.tahunan(2025), angka(100))
    return made


def pelapor(world: World, nama: str = "Rina Marlina") -> Person:
    return person(nama, world.dinkes, Role.PELAPOR)


def grid(server: LiveServer, unit: Unit) -> str:
    return server.url + reverse("perencanaan:isian-unit", args=[unit.pk])


def cell(row: Indikator, kode: str = "T") -> str:
    return f"#n-{row.pk}-2025-{kode}"


def stored(row: Indikator) -> list[str]:
    """What counts now for the year 2025, oldest first."""
    found = SeriesValue.objects.unscoped("test").filter(series=row.series, pengganti=None).order_by("pk")
    numbers = [each.isian.angka for each in found if isinstance(each.isian, Nilai)]
    return [f"{each.normalize():f}" for each in numbers if each is not None]


def test_from_the_form_of_sign_in_to_a_year_typed_by_keyboard(
    page: Page, live_server: LiveServer, dunia: World, rows: list[Indikator]
) -> None:
    who = pelapor(dunia)
    page.goto(grid(live_server, dunia.dinkes))  # a stranger comes back here after signing in
    page.get_by_label("Surel").fill(who.akun.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/isian/"))
    page.get_by_label("Tahun", exact=True).select_option("2025")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("2025"))

    page.locator(cell(rows[0])).focus()
    page.keyboard.type("94,50")
    page.keyboard.press("Enter")  # down, as in a spreadsheet; nothing is sent
    page.keyboard.type("0")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("belum tersedia: rilis BPS bulan Maret")
    expect(page.get_by_text("3 sel berubah, belum disimpan")).to_be_visible()
    page.get_by_role("button", name="Simpan semua").press("Enter")

    expect(page.get_by_text("94,50%")).to_be_visible()
    expect(page.locator(cell(rows[1]))).to_have_value("0")
    assert [stored(each) for each in rows] == [["94.5"], ["0"], []]
    assert violations(page) == []


def test_a_block_from_excel_fills_right_and_down_and_can_be_taken_back(
    page: Page, live_server: LiveServer, dunia: World, rows: list[Indikator]
) -> None:
    sign_in(page, live_server, pelapor(dunia))
    page.goto(grid(live_server, dunia.dinkes))
    start = page.locator(cell(rows[1]))
    start.focus()
    start.evaluate("(cell, text) => (" + PASTE + ")([cell, text])", "1.250,5\r\n99,1\r\nlebih\r\n")
    expect(page.locator(cell(rows[1]))).to_have_value("1.250,5")
    expect(page.locator(cell(rows[2]))).to_have_value("99,1")
    expect(page.get_by_text("2 sel ditempel, 1 nilai di luar tabel diabaikan.").first).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(cell(rows[1]))).to_have_value("")
    start.evaluate("(cell, text) => (" + PASTE + ")([cell, text])", "1.250,5\r\n99,1")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.get_by_text("99,10%")).to_be_visible()
    assert [stored(each) for each in rows] == [[], ["1250.5"], ["99.1"]]


def test_two_people_in_the_same_cell_both_learn_of_it(
    browser: Browser, live_server: LiveServer, dunia: World, rows: list[Indikator]
) -> None:
    refused = ("the server responded with a status of 409",)
    with complaints_of(browser) as first, complaints_of(browser, but=refused) as second:
        sign_in(first, live_server, pelapor(dunia))
        sign_in(second, live_server, pelapor(dunia, "Bambang Prasetyo"))
        for each in (first, second):
            each.goto(grid(live_server, dunia.dinkes))
        first.locator(cell(rows[0])).fill("80")
        first.get_by_role("button", name="Simpan semua").click()
        expect(first.get_by_text("80,00%")).to_be_visible()
        second.locator(cell(rows[0])).fill("81")
        second.locator(cell(rows[1])).fill("50")
        second.get_by_role("button", name="Simpan semua").click()
        expect(second.get_by_role("alert")).to_contain_text("sudah diubah orang lain")
        expect(second.get_by_text("Rina Marlina").first).to_be_visible()
        assert [stored(each) for each in rows[:2]] == [["80"], []]  # all or none, and nothing typed is lost
        expect(second.locator(cell(rows[1]))).to_have_value("50")
        assert violations(second) == []
        second.get_by_label("Pakai 81").check()
        second.get_by_role("button", name="Simpan semua").click()
        expect(second.get_by_text("81,00%")).to_be_visible()
    assert [stored(each) for each in rows[:2]] == [["81"], ["50"]]


TABLE = """No;Indikator;Target 2025;Realisasi 2025;Capaian
1;Indeks Pembangunan Manusia;71,02;70,49;99,25
2;Persentase Penduduk Miskin;15,00;15,60;96,00
3;Nilai AKIP;80,5;**);
"""


def test_a_table_as_it_was_typed_is_imported_to_the_end_and_says_why(
    page: Page, live_server: LiveServer, dunia: World, tmp_path: Path
) -> None:
    sign_in(page, live_server, person("Agus Wibowo", dunia.dinkes, Role.PERENCANA))
    file = tmp_path / "tabel kinerja.csv"
    file.write_text(TABLE, encoding="utf-8")
    page.goto(live_server.url + reverse("perencanaan:impor-daftar"))
    page.get_by_label("Berkas tabel").set_input_files(file)
    page.get_by_role("button", name="Unggah dan lanjut").click()
    assert violations(page) == []
    page.get_by_role("button", name="Lanjut ke kolom").click()
    assert violations(page) == []
    page.get_by_label("Tahun seluruh tabel").fill("2025")  # the column of printed capaian names no year
    page.get_by_role("button", name="Periksa tabel").click()
    expect(page.get_by_text("Belum dapat diterapkan.")).to_be_visible()
    for part in ("Masalah", "Perbedaan", "Sel", "Arah"):
        page.get_by_role("navigation", name="Bagian pemeriksaan").get_by_role("link", name=part).click()
        assert violations(page) == [], part
    page.get_by_role("button", name="Terima arah di halaman ini").click()
    page.get_by_role("navigation", name="Bagian pemeriksaan").get_by_role("link", name="Ringkasan").click()
    page.get_by_role("button", name="Terapkan impor").click()
    expect(page.get_by_text("Tabel ini sudah diterapkan.")).to_be_visible()
    assert Target.objects.unscoped("test").count() == 3

    page.get_by_role("link", name="Lihat indikator").click()
    page.get_by_role("link", name="Indeks Pembangunan Manusia").click()
    why = page.locator("section", has=page.get_by_role("heading", name="Mengapa angka ini?"))
    expect(why).to_contain_text("70,49 ÷ 71,02 × 100")
    expect(why).to_contain_text("99,25%")
    expect(why).to_contain_text("Diisi Agus Wibowo")
    assert violations(page) == []


def test_the_report_is_downloaded_as_pdf_and_docx(
    page: Page, live_server: LiveServer, dunia: World, rows: list[Indikator]
) -> None:
    sign_in(page, live_server, pelapor(dunia))
    page.goto(live_server.url + reverse("pelaporan:pratinjau", args=[dunia.dinkes.pk, 2025]))
    for word, begins in (("PDF", b"%PDF-"), ("DOCX", b"PK")):
        with page.expect_download() as waiting:
            page.locator(f"a[href$='.{word.lower()}']").first.click()
        download = waiting.value
        assert download.suggested_filename.endswith(word.lower())
        assert Path(download.path()).read_bytes().startswith(begins)


def test_without_javascript_a_year_is_chosen_and_a_value_saved(
    browser: Browser, live_server: LiveServer, dunia: World, rows: list[Indikator]
) -> None:
    with complaints_of(browser, java_script_enabled=False) as page:
        sign_in(page, live_server, pelapor(dunia), tahun=2024)
        page.goto(grid(live_server, dunia.dinkes))
        page.get_by_label("Tahun", exact=True).select_option("2025")
        page.get_by_role("button", name="Tampilkan").click()
        page.locator(cell(rows[0])).fill("70")
        page.get_by_role("button", name="Simpan semua").click()
        expect(page.get_by_text("70,00%")).to_be_visible()
    assert stored(rows[0]) == ["70"]
