"""Every kind of page in a real browser: axe finds nothing, the policy refuses nothing, nothing is too wide."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Keadaan, Tiada
from sakip.kernel.access import Role
from sakip.perencanaan.models import Indikator
from tests.browser.conftest import complaints_of, sign_in, violations
from tests.builders import World, angka, indikator, realisasi, target
from tests.people import Person, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Persentase Perangkat Daerah dengan Dokumen Perencanaan, Penganggaran, dan Pelaporan Kinerja yang Selaras"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1360, "height": 860}
WIDER_THAN_ITS_CARD = """() => [...document.querySelectorAll('main .sk-table')].filter((table) => {
    const frame = table.closest('.sk-table-wrap');
    return table.scrollWidth > frame.clientWidth + 1 && getComputedStyle(frame).overflowX === 'visible';
}).map((table) => table.caption.textContent)"""


@pytest.fixture
def penuh(dunia: World) -> World:
    """A unit with what makes pages differ: long names, quarters, each kind of nothing, a capaian of each colour."""
    for number, reached in enumerate(("92,5", "71", "40", "130")):
        one = indikator(dunia.dinkes, f"{LONG} {number}", satuan="per 100.000 kelahiran hidup")
        for tahun in (2023, 2024, 2025):
            target(one, Periode.tahunan(tahun), angka(100))
            realisasi(one, Periode.tahunan(tahun), angka(reached.replace(",", ".")))
    quarters = indikator(dunia.dinkes, "Panjang Jalan", satuan="Kilometer", tipologi=Tipologi.AKUMULATIF)
    target(quarters, Periode.tahunan(2025), angka(52))
    for quarter in (1, 2, 3):
        realisasi(quarters, Periode(2025, f"TW{quarter}"), angka(12))
    waiting = indikator(dunia.dinkes, "Prevalensi Stunting")
    target(waiting, Periode.tahunan(2025), angka(14))
    realisasi(waiting, Periode.tahunan(2025), Tiada(Keadaan.BELUM_TERSEDIA, "hasil survei belum diumumkan"))
    return dunia


@pytest.fixture
def pengelola(penuh: World) -> Person:
    return person("Nama Pengelola yang Panjang", penuh.kabupaten, Role.PENGELOLA)


def addresses(world: World) -> list[str]:
    unit = world.dinkes
    first = Indikator.related.filter(unit=unit).order_by("pk")
    one, quarters = first[0].pk, first[4].pk
    names = ["beranda", "indikator-daftar", "indikator-tambah", "isian", "impor-daftar", "buku-kerja"]
    pages = [reverse(f"perencanaan:{name}") for name in names]
    pages += [reverse(f"perencanaan:{name}", args=[unit.pk]) for name in ("indikator-unit", "isian-unit")]
    pages += [reverse(f"perencanaan:{name}", args=[one]) for name in ("indikator-ubah", "kartu-ubah", "target")]
    pages += [reverse("perencanaan:indikator", args=[each]) for each in (one, quarters)]
    pages += [reverse("perencanaan:indikator-tambah") + f"?unit={unit.pk}"]
    pages += [reverse("organisasi:unit-daftar"), reverse("organisasi:unit-tambah") + f"?induk={unit.pk}"]
    pages += [
        reverse(f"organisasi:{name}", args=[world.kabupaten.pk])
        for name in ("unit", "unit-ubah", "pengaturan-instansi")
    ]
    pages += [reverse("pelaporan:laporan"), reverse("pelaporan:pratinjau", args=[unit.pk, 2025])]
    return [*pages, reverse("kernel:riwayat"), reverse("account_change_password"), reverse("account_logout")]


def test_every_page(page: Page, live_server: LiveServer, penuh: World, pengelola: Person) -> None:
    """Each once at a desk by day and, as it stands, on a phone by night."""
    sign_in(page, live_server, pengelola, tahun=2025)
    found: dict[str, list[str]] = {}
    for address in addresses(penuh):
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(live_server.url + address)
        wrong = looked_at(page)
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += looked_at(page)
        if wrong:
            found[address] = wrong
    assert found == {}


def looked_at(page: Page) -> list[str]:
    wrong = violations(page)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append("page wider than the screen")
    return wrong + [f"table wider than its card: {name}" for name in page.evaluate(WIDER_THAN_ITS_CARD)]


def test_pages_of_refusal_are_pages_like_others(
    browser: Browser, live_server: LiveServer, penuh: World, pengelola: Person
) -> None:
    """Not through the fixture ``page``: the browser itself reports the status as an error."""
    with complaints_of(browser, but=("the server responded with a status of",)) as page:
        sign_in(page, live_server, pengelola)
        for address, status in ((reverse("organisasi:unit", args=[penuh.lain.pk]), 404), ("/tidak-ada/", 404)):
            answer = page.goto(live_server.url + address)
            assert answer is not None
            assert answer.status == status
            assert violations(page) == []


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(
    page: Page, live_server: LiveServer, pengelola: Person
) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, live_server, pengelola)
    page.goto(live_server.url)
    menu = page.get_by_role("navigation", name="Menu utama")
    assert not menu.is_visible()
    page.get_by_role("link", name="Buka menu").press("Enter")
    expect(menu).to_be_visible()
    expect(page.get_by_role("link", name="Tutup menu")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("link", name="Buka menu")).to_be_focused()
