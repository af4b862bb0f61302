"""Long lists in a real browser: searched while typing, by keyboard, many at once, of thousands, without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from sakip.kernel import choosing
from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi.actions import add_unit
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import SimpulRencana
from tests.browser.conftest import complaints_of, sign_in, violations
from tests.builders import World
from tests.people import Person, person
from tests.perencanaan.rencana import draft, set_whole

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BIDANG = ("Anggaran", "Aset", "Data", "Evaluasi", "Gizi", "Hukum", "Keluarga", "Mutu", "Pangan", "Sosial", "Umum")


@pytest.fixture
def perencana(dunia: World) -> Person:
    """A kabupaten with fourteen units below it."""
    for each in BIDANG:
        add_unit(dunia.dinkes, nama=f"Bidang {each}", jenis="bidang", by=SYSTEM)
    return person("Agus Wibowo", dunia.kabupaten, Role.PERENCANA)


def options(page: Page) -> Locator:
    return page.locator("#isi [role=option]")


def test_a_unit_is_found_by_words_and_chosen_by_keyboard(
    page: Page, live_server: LiveServer, dunia: World, perencana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = live_server.url + reverse(
        "perencanaan:rencana-tambah-baris", args=[draft(dunia.kabupaten, jenis="rpjmd").pk]
    )
    sign_in(page, live_server, perencana)
    page.goto(address)
    box, native = page.get_by_role("combobox", name="Pelaksana"), page.locator("#id_pelaksana")
    expect(box).to_have_value("Pemilik dokumen")
    box.press("ArrowDown")
    expect(options(page)).to_have_count(len(BIDANG) + 4)
    assert violations(page) == []
    page.keyboard.type("GIZI dinkes")
    expect(options(page)).to_have_count(1)
    expect(options(page).locator("small")).to_have_text("Dinas Kesehatan")
    expect(options(page).locator("mark")).to_have_text(["Gizi"])
    assert box.get_attribute("aria-activedescendant") == options(page).get_attribute("id")
    page.keyboard.press("Escape")
    expect(options(page)).to_be_hidden()
    expect(box).to_have_value("Pemilik dokumen")  # only looked for
    page.keyboard.type("bidang")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Bidang Aset")
    expect(native).to_have_value(str(Unit.related.get(nama="Bidang Aset").pk))

    monkeypatch.setattr(choosing, "PRINTED", 3)  # as of thousands: the page holds a few and is asked for the others
    page.goto(address)
    page.get_by_label("Pernyataan").fill("Masyarakat sehat")
    assert native.locator("option").count() == 1 + 3
    box.click()
    page.keyboard.type("sosial")
    expect(options(page)).to_have_count(1)
    options(page).click()
    expect(box).to_have_value("Bidang Sosial")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("ditambahkan")).to_be_visible()
    assert str(SimpulRencana.related.get().pelaksana) == "Bidang Sosial"


def test_many_are_chosen_as_chips(page: Page, live_server: LiveServer, dunia: World, perencana: Person) -> None:
    rpjmd = draft(dunia.kabupaten, jenis="rpjmd")
    sasaran = [PernyataanBaru("sasaran", f"Sasaran {each}", induk=0) for each in (*BIDANG, "Wisata", "Zakat")]
    actions.add_many_nodes(rpjmd, simpul=[PernyataanBaru("tujuan", "Sejahtera"), *sasaran], by=SYSTEM)
    set_whole(rpjmd)
    renstra = draft(dunia.dinkes, induk=rpjmd.dokumen)
    made = actions.add_many_nodes(
        renstra, simpul=[PernyataanBaru("tujuan", "Sehat"), PernyataanBaru("sasaran", "Gizi baik", induk=0)], by=SYSTEM
    )
    sign_in(page, live_server, perencana)
    page.goto(live_server.url + reverse("perencanaan:rencana-baris", args=[made[1].pk]))
    box = page.get_by_role("combobox", name="Yang didukung")
    chips = page.locator(".sk-chip")
    for words in ("gizi", "pangan"):
        box.click()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    expect(chips).to_contain_text(["Sasaran Gizi", "Sasaran Pangan"])
    assert violations(page) == []
    page.get_by_role("button", name="Lepas: Sasaran Gizi").click()
    expect(chips).to_have_count(1)
    page.get_by_role("button", name="Simpan dukungan").click()
    expect(chips).to_contain_text(["Sasaran Pangan"])


def test_without_javascript_a_list_of_thousands_is_narrowed_first(
    browser: Browser, live_server: LiveServer, dunia: World, perencana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "PRINTED", 3)
    versi = draft(dunia.kabupaten, jenis="rpjmd")
    with complaints_of(browser, java_script_enabled=False) as page:
        sign_in(page, live_server, perencana)
        page.goto(live_server.url + reverse("perencanaan:rencana-tambah-baris", args=[versi.pk]))
        page.get_by_label("Pernyataan").fill("Masyarakat sehat")
        search = page.get_by_label("Cari pilihan: Pelaksana")
        search.fill("bidang mutu")
        search.locator("xpath=following-sibling::button").click()
        expect(page.get_by_label("Pernyataan")).to_have_value("Masyarakat sehat")
        page.locator("#id_pelaksana").select_option(label="Bidang Mutu")
        page.get_by_role("button", name="Simpan", exact=True).click()
    assert str(SimpulRencana.related.get().pelaksana) == "Bidang Mutu"
