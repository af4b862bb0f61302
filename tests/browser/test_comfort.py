"""Comforts in a real browser: the search from every page, lists as one likes them; what works without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from sakip.kernel.access import Role
from sakip.organisasi.models import Pegawai
from tests.browser.conftest import complaints_of, sign_in, violations
from tests.builders import World, indikator
from tests.people import Person, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNITS = reverse("organisasi:unit-daftar")
WIDTHS = """() => ['thead tr', 'tr.sk-group', 'tbody tr:not(.sk-group)'].map((row) =>
    [...document.querySelector('main table ' + row).cells].reduce((sum, cell) => sum + cell.offsetWidth, 0))"""
FILE = ("Unit;Singkatan;Kode", "Dinas Pendidikan;;")


@pytest.fixture
def pembaca(dunia: World) -> Person:
    indikator(dunia.dinkes, "Angka Kesakitan")
    return person("Rina Marlina", dunia.dinkes, Role.PEMBACA)


def test_from_any_page_a_few_keys_lead_to_what_was_meant(
    page: Page, live_server: LiveServer, dunia: World, pembaca: Person
) -> None:
    sign_in(page, live_server, pembaca)
    page.goto(live_server.url + UNITS)
    box = page.get_by_role("combobox", name=re.compile("Cari unit"))
    suggestions = page.get_by_role("listbox", name="Saran").get_by_role("option")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("kes")
    expect(suggestions).to_have_count(3)
    assert violations(page) == []
    for key, chosen in (("ArrowDown", "Dinas Kesehatan"), ("ArrowUp", None), ("ArrowUp", "Angka Kesakitan")):
        page.keyboard.press(key)
        marked = page.locator('[role=option][aria-selected="true"]')
        expect(marked).to_have_count(0 if chosen is None else 1)
        if chosen:
            expect(marked).to_contain_text(chosen)
            assert box.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    page.keyboard.press("Escape")
    expect(suggestions.first).to_be_hidden()
    expect(box).to_have_value("kes")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Dinas Kesehatan"))


def test_enter_without_a_choice_shows_all_hits(
    page: Page, live_server: LiveServer, dunia: World, pembaca: Person
) -> None:
    sign_in(page, live_server, pembaca)
    page.goto(live_server.url + UNITS)
    page.keyboard.press("Control+k")
    page.keyboard.type("dinas")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cari/\?q=dinas"))
    expect(page.get_by_role("link", name="Dinas Pendidikan")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Cari")).to_be_focused()
    assert violations(page) == []


def test_the_search_of_a_page_has_a_key_of_its_own(
    page: Page, live_server: LiveServer, dunia: World, pembaca: Person
) -> None:
    sign_in(page, live_server, pembaca)
    page.goto(live_server.url + UNITS)
    page.keyboard.press("Control+/")
    page.keyboard.type("puskesmas/")  # inside a field the sign is a sign
    expect(page.get_by_label("Cari nama, singkatan, atau kode")).to_have_value("puskesmas/")
    page.set_viewport_size({"width": 390, "height": 844})  # no room for the box: the key opens its page
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/cari/"))


def test_without_javascript_the_search_is_a_form_and_a_list_is_in_order_by_links(
    browser: Browser, live_server: LiveServer, dunia: World, pembaca: Person
) -> None:
    with complaints_of(browser, java_script_enabled=False) as page:
        sign_in(page, live_server, pembaca)
        page.goto(live_server.url + UNITS)
        page.get_by_label(re.compile("Cari unit")).fill("puskesmas")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Puskesmas Ujibaru")).to_be_visible()
        page.goto(live_server.url + UNITS)
        expect(page.get_by_role("columnheader", name="Sebutan kepala")).to_be_visible()  # nothing is hidden for good
        page.get_by_role("link", name="Unit", exact=True).click()
        expect(page.get_by_role("columnheader", name="Unit")).to_have_attribute("aria-sort", "ascending")
        expect(page.get_by_role("rowheader").first).to_contain_text("Dinas Kesehatan")
        page.get_by_text("Unduh", exact=True).click()
        expect(page.get_by_role("link", name="Excel (XLSX)")).to_be_visible()


def test_columns_and_space_are_remembered_for_the_person_and_hold_in_files(
    page: Page, live_server: LiveServer, dunia: World, pembaca: Person
) -> None:
    sign_in(page, live_server, pembaca)
    page.goto(live_server.url + UNITS)
    kind, short = (page.get_by_role("columnheader", name=name, exact=True) for name in ("Jenis", "Singkatan"))
    expect(short).to_be_hidden()
    page.get_by_text("Tampilan", exact=True).click()
    page.get_by_role("checkbox", name="Singkatan").check()
    page.get_by_role("checkbox", name="Jenis").uncheck()
    page.get_by_label("Baris lebih lega").check()
    page.get_by_label("Cari nama, singkatan, atau kode").fill("dinas")
    page.reload()
    expect(short).to_be_visible()
    expect(kind).to_be_hidden()
    expect(page.locator("#tabel-unit")).to_have_class(re.compile("sk-table-lega"))
    page.get_by_label("Cari nama, singkatan, atau kode").fill("pendidikan")
    page.get_by_text("Unduh", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    lines = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
    assert [line.startswith(begin) for line, begin in zip(lines, FILE, strict=True)] == [True, True]
    assert "Jenis" not in lines[0]
    sign_in(page, live_server, person("Lain", dunia.dinkes, Role.PEMBACA))
    page.goto(live_server.url + UNITS)
    expect(kind).to_be_visible()


def test_a_row_over_the_whole_table_stays_as_wide_as_it(
    page: Page, live_server: LiveServer, dunia: World, pembaca: Person
) -> None:
    sign_in(page, live_server, pembaca)
    page.goto(live_server.url + reverse("perencanaan:indikator-unit", args=[dunia.dinkes.pk]))
    page.get_by_text("Tampilan", exact=True).click()
    for name in ("Kode", "Satuan", "Lima tahun"):
        page.get_by_role("checkbox", name=name).uncheck()
    widths = page.evaluate(WIDTHS)
    assert max(widths) - min(widths) <= 2  # each cell is rounded


def test_a_second_click_on_save_sends_nothing(page: Page, live_server: LiveServer, dunia: World) -> None:
    """Two people of one name are possible, so no rule of the database would tell them from one added twice."""
    sign_in(page, live_server, person("Dewi", dunia.kabupaten, Role.PENGELOLA))
    page.goto(live_server.url + reverse("organisasi:pegawai-tambah") + f"?instansi={dunia.kabupaten.pk}")
    page.get_by_label("Nama", exact=True).fill("Sari Utami")
    page.get_by_role("button", name="Simpan").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Sari Utami"))
    assert Pegawai.related.count() == 1
