"""Every kind of page in a real browser: axe finds nothing, the policy refuses nothing, nothing is too wide."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page, ViewportSize, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Keadaan, Tiada
from sakip.kernel.access import Role
from sakip.perencanaan.models import Indikator
from tests.architecture import addresses as table
from tests.browser.conftest import LOOKS, complaints_of, sign_in, violations
from tests.builders import World, angka, indikator, realisasi, target
from tests.copies import copied
from tests.people import Person, cast_of, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Persentase Perangkat Daerah dengan Dokumen Perencanaan, Penganggaran, dan Pelaporan Kinerja yang Selaras"
PEOPLE = ("pengelola", "administrator", "publik")
NO_PAGES = {
    "kernel:gaya", "organisasi:kop-pratinjau", "organisasi:lambang", "organisasi:saran-jabatan",
    "organisasi:saran-pegawai", "kernel:panduan-gambar", "referensi:nomenklatur-cari",
    "perencanaan:pemeriksa-lencana", "perencanaan:pohon-svg",
}  # fmt: skip
"""Pictures, fragments, and what is shown to who debugs."""
FILES = {
    "organisasi:impor-anotasi", "organisasi:impor-templat", "pelaporan:beku-docx", "pelaporan:beku-pdf",
    "pelaporan:docx", "pelaporan:pdf", "perencanaan:buku-kerja-anotasi", "perencanaan:buku-kerja-unduh",
    "perencanaan:crosscutting-berkas", "perencanaan:iku-berkas", "perencanaan:kartu-berkas", "perencanaan:pohon-berkas",
    "perencanaan:pohon-matriks-berkas", "perencanaan:rencana-berkas", "perencanaan:rencana-versi-naskah",
}  # fmt: skip
"""A browser only saves them: test_personas opens each, tests of their own say what is inside."""
OTHER_STATES = {
    "kernel:cari": "?q=kesehatan",
    "kernel:riwayat": "?orang=siapa&dari=2025-01-01&jenis=organisasi.Unit",
    "organisasi:jabatan-daftar": "?keadaan=lowong",
    "organisasi:kalender-daftar": "?keadaan=semua",
    "organisasi:pegawai-daftar": "?cari=tidak-ada",
}
"""Pages that look different when asked for something."""
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1360, "height": 860}
WIDER_THAN_ITS_CARD = """() => [...document.querySelectorAll('main .sk-table')].filter((table) => {
    const frame = table.closest('.sk-table-wrap');
    return table.scrollWidth > frame.clientWidth + 1 && getComputedStyle(frame).overflowX === 'visible';
}).map((table) => table.caption.textContent)"""


MOVING = """() => [...document.querySelectorAll('*')].filter((each) => {
    const {transitionProperty, transitionDuration, animationName} = getComputedStyle(each);
    return animationName !== 'none' || (transitionProperty !== 'none' && parseFloat(transitionDuration) > 0);
}).map((each) => each.outerHTML.slice(0, 100))"""

UNSEEN = """() => {
    const here = document.activeElement; // the calendar inside a field of a date is the browser's own
    return !(here.type === 'date' && !here.matches(':focus')) && getComputedStyle(here).outlineStyle === 'none';
}"""


@pytest.fixture
def penuh(dunia: World) -> World:
    return copied(filled, dunia)


def filled(dunia: World) -> World:
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
def cast(penuh: World) -> dict[str, Person]:
    return cast_of(penuh)


@pytest.fixture
def pengelola(penuh: World) -> Person:
    return person("Nama Pengelola yang Panjang", penuh.kabupaten, Role.PENGELOLA)


def addresses_of(world: World, cast: dict[str, Person]) -> dict[str, list[str]]:
    """The pages, each with the first of PEOPLE whom the table of addresses lets see it. A new address is among them."""
    objects = table.objects(world, cast)
    pages: dict[str, list[str]] = {who: [] for who in PEOPLE}
    for name, answers in table.GET.items():
        by = dict(zip(table.PERSONAS, answers.split(), strict=True))
        who = next((each for each in PEOPLE if by[each] == "200"), None)
        if who and name not in NO_PAGES | FILES:
            pages[who].append(reverse(name, kwargs=objects.kwargs(name)) + objects.query.get(name, ""))
    first = Indikator.related.filter(unit=world.dinkes).order_by("pk")
    pages["pengelola"] += [reverse("perencanaan:indikator", args=[first[number].pk]) for number in (0, 4)]
    pages["pengelola"] += [reverse("perencanaan:target", args=[first[0].pk])]
    pages["pengelola"] += [reverse(f"organisasi:{name}", args=[world.kabupaten.pk]) for name in ("unit", "unit-ubah")]
    pages["pengelola"] += [reverse(name) + query for name, query in OTHER_STATES.items()]
    return pages


PARTS = [("pengelola", quarter) for quarter in range(4)] + [("administrator", None), ("publik", None)]
"""Most pages are the pengelola's: each of the two cores takes some of them."""


@pytest.mark.parametrize(("who", "quarter"), PARTS)
def test_every_page(
    page: Page, live_server: LiveServer, penuh: World, cast: dict[str, Person], who: str, quarter: int | None
) -> None:
    """Each once at a desk by day and, as it stands, on a phone by night. The frame is the same: looked at once."""
    if who in cast:
        sign_in(page, live_server, cast[who], tahun=2025)
    found: dict[str, list[str]] = {}
    pages = copied(addresses_of, penuh, cast)[who]
    for number, address in enumerate(pages if quarter is None else pages[quarter::4]):
        frame_too = number == 0 or who not in cast
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        if not opened(page, live_server.url + address):
            continue
        wrong = violations(page, frame_too=frame_too) + too_wide(page)
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += violations(page, frame_too=frame_too, rules=LOOKS) + too_wide(page)
        if wrong:
            found[address] = wrong
    assert found == {}


def opened(page: Page, address: str) -> bool:
    """Whether it is a page and no file."""
    try:
        page.goto(address)
    except Error as refused:
        if "Download is starting" not in refused.message:
            raise
        return False
    return True


def too_wide(page: Page) -> list[str]:
    wrong = [f"table wider than its card: {name}" for name in page.evaluate(WIDER_THAN_ITS_CARD)]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        wrong.append("page wider than the screen")
    return wrong


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


def test_on_paper_wide_pages_lie_across_and_nothing_to_click_is_left(
    page: Page, live_server: LiveServer, penuh: World, pengelola: Person
) -> None:
    sign_in(page, live_server, pengelola, tahun=2025)
    for name, across in (("perencanaan:isian-unit", True), ("perencanaan:target", True), ("organisasi:unit", False)):
        pk = Indikator.related.filter(unit=penuh.dinkes).order_by("pk")[4].pk if across else penuh.dinkes.pk
        page.goto(live_server.url + reverse(name, args=[penuh.dinkes.pk if name.endswith("-unit") else pk]))
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert [(each.mediabox.width > each.mediabox.height) for each in sheets] == [across] * len(sheets), name
        assert "Simpan" not in "".join(each.extract_text() for each in sheets), name


def test_who_wants_less_motion_gets_none_and_the_keyboard_is_seen(
    page: Page, live_server: LiveServer, penuh: World, pengelola: Person
) -> None:
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, live_server, pengelola)
    page.goto(live_server.url + reverse("organisasi:pelantikan-tambah") + f"?instansi={penuh.kabupaten.pk}")
    assert page.evaluate(MOVING) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi halaman")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # past the navigation, to the first link of the page itself
    assert page.evaluate("document.activeElement.closest('main') !== null")
    unseen = []
    for _ in range(12):
        if page.evaluate(UNSEEN):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 100)"))
        page.keyboard.press("Tab")
    assert unseen == []
