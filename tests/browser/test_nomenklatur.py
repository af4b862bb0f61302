"""The picker of codes in a real browser: it offers what the level asks, and its name fills in the statement."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from sakip.kernel.access import Role
from tests.browser.conftest import sign_in
from tests.builders import World
from tests.people import person
from tests.perencanaan.rencana import draft
from tests.referensi.tables import loaded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_chosen_code_brings_its_name_and_takes_nothing_that_was_typed(
    page: Page, live_server: LiveServer, dunia: World
) -> None:
    versi = draft(dunia.dinkes, generasi=loaded("Uji/2024").kode)
    sign_in(page, live_server, person("Agus Wibowo", dunia.dinkes, Role.PERENCANA))
    page.goto(live_server.url + reverse("perencanaan:rencana-tambah-baris", args=[versi.pk]))
    level, said = page.get_by_label("Tingkat", exact=True), page.get_by_label("Pernyataan", exact=True)
    code, options = page.locator("#id_kode"), page.locator("#saran-id_kode [role=option]")

    def choose(words: str, found: str) -> None:
        code.fill("")
        code.press_sequentially(words)
        expect(options).to_have_count(1)
        expect(options.first).to_contain_text(found)
        code.press("ArrowDown")
        code.press("Enter")

    level.select_option("program")
    choose("kesehatan", "1.02.02")
    expect(code).to_have_value("1.02.02")
    expect(said).to_have_value("PROGRAM PEMENUHAN UPAYA KESEHATAN")
    level.select_option("sub-kegiatan")
    choose("imunisasi", "1.02.02.2.02.0048")
    expect(said).to_have_value("Pengelolaan Layanan Imunisasi")  # what the first choice had put there gives way
    said.fill("Imunisasi dasar lengkap")
    choose("ibu hamil", "1.02.02.2.02.0001")
    expect(said).to_have_value("Imunisasi dasar lengkap")
