"""The formula of an indicator in a real browser: names of series and functions are completed while typing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from sakip.kernel.access import Role
from tests.browser.conftest import complaints_of, sign_in, violations
from tests.builders import World, indikator
from tests.people import Person, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def perencana(dunia: World) -> Person:
    for nama in ("Jumlah Ibu Hamil", "Jumlah Ibu Bersalin", "Rata-Rata Lama Sekolah", "balita_diukur"):
        indikator(dunia.dinkes, nama)
    return person("Agus Wibowo", dunia.dinkes, Role.PERENCANA)


@pytest.fixture
def alamat(dunia: World, live_server: LiveServer) -> str:
    row = indikator(dunia.dinkes, "Cakupan", satuan="Persen")
    return live_server.url + reverse("perencanaan:rumus", args=[row.pk])


def test_names_are_completed_by_keyboard_as_the_grammar_writes_them(
    page: Page, live_server: LiveServer, perencana: Person, alamat: str
) -> None:
    sign_in(page, live_server, perencana)
    page.goto(alamat)
    field, options = page.locator("textarea[name=rumus]"), page.locator("[role=option]")
    listbox = page.get_by_role("listbox", name="Nama deret dan fungsi")
    field.focus()
    page.keyboard.type("hadir")  # no such name: nothing opens, Tab goes on
    expect(listbox).to_be_hidden()
    field.fill("")
    page.keyboard.type("ra")
    expect(options).to_have_text(
        ["[Rata-Rata Lama Sekolah]Dinas Kesehatan", "ratarata-rata semua isian: rata(a; b; c)"]
    )
    assert field.get_attribute("aria-controls") == listbox.get_attribute("id")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    marked = page.locator("[role=option][aria-selected=true]")
    expect(marked).to_contain_text("rata(a; b; c)")
    assert field.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(field).to_have_value("rata()")  # with the cursor between the brackets
    page.keyboard.type("jumlah ibu")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(field).to_have_value("rata([Jumlah Ibu Hamil])")
    page.keyboard.type("; [ibu bers")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    page.keyboard.press("Control+Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(field).to_have_value("rata([Jumlah Ibu Hamil]; [Jumlah Ibu Bersalin])")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("rata([Jumlah Ibu Hamil]; [ibu bers)")
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    field.fill("rata([Jumlah Ibu Hamil]; [Jumlah Ibu Bersalin])")
    page.get_by_role("button", name="Coba dahulu").click()
    expect(page.get_by_role("heading", name="Dihitung untuk")).to_be_visible()
    assert violations(page) == []


def test_on_a_phone_a_name_is_taken_by_touch_inside_a_formula(
    browser: Browser, live_server: LiveServer, perencana: Person, alamat: str
) -> None:
    with complaints_of(
        browser, viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True, is_mobile=True
    ) as page:
        sign_in(page, live_server, perencana)
        page.goto(alamat)
        field = page.locator("textarea[name=rumus]")
        field.fill("100 - bali / [Jumlah Ibu Hamil]")
        field.evaluate("(each) => each.setSelectionRange(10, 10)")
        page.keyboard.press("Control+Space")
        option = page.get_by_role("option", name="balita_diukur")
        expect(option).to_be_visible()
        assert violations(page) == []
        box = page.get_by_role("listbox").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        option.tap()
        expect(field).to_have_value("100 - balita_diukur / [Jumlah Ibu Hamil]")
        expect(field).to_be_focused()
        expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_javascript_the_names_stand_under_the_field(
    browser: Browser, live_server: LiveServer, perencana: Person, alamat: str
) -> None:
    with complaints_of(browser, java_script_enabled=False) as page:
        sign_in(page, live_server, perencana)
        page.goto(alamat)
        page.get_by_text("Nama deret dan fungsi yang dapat dipakai").click()
        expect(page.get_by_text("[Jumlah Ibu Hamil]")).to_be_visible()
        expect(page.get_by_text("isian terkecil: min(a; b)")).to_be_visible()


def test_the_cursor_stands_where_a_formula_could_not_be_read(
    browser: Browser, live_server: LiveServer, perencana: Person, alamat: str
) -> None:
    with complaints_of(browser, but=("status of 422",)) as page:
        sign_in(page, live_server, perencana)
        page.goto(alamat)
        page.locator("textarea[name=rumus]").fill("balita_diukur @ 100")
        page.get_by_role("button", name="Simpan rumus").click()
        expect(page.get_by_text("Rumus, huruf ke-15").first).to_be_visible()
        page.get_by_role("alert").get_by_role("link", name="Rumus").click()
        field = page.locator("textarea[name=rumus]")
        expect(field).to_be_focused()
        assert field.evaluate("(each) => each.value.slice(each.selectionStart, each.selectionEnd)") == "@"
