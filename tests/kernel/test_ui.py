"""The UI parts: what is absent never looks like a number, every part is complete, and the pages stand on their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from sakip.arithmetic.periods import Periode
from sakip.kernel import web
from sakip.kernel.templatetags import sakip as tags

KERNEL = Path(tags.__file__).resolve().parents[1]
SPRITE = (KERNEL / "static/vendor/tabler-icons/icons.svg").read_text()
ICONS = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))


def drawn(markup: str, **context: Any) -> str:
    """A piece of template as a page would draw it, white space folded."""
    return " ".join(Template(compiled(markup)).render(Context(context)).split())


def compiled(markup: str) -> str:
    from django_cotton.compiler_regex import CottonCompiler  # late: only tests compile markup that is no file

    return str(CottonCompiler().process(markup))


# --- filters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["angka", "utuh", "persen", "rupiah", "nilai", "tanggal", "waktu"])
def test_what_is_absent_prints_neither_zero_nor_none(name: str) -> None:
    shown = drawn("{{ value|" + name + " }}", value=None)
    assert "belum ada" in shown
    assert not re.search(r"0|None", shown)


def test_an_input_of_an_absent_value_is_empty() -> None:
    assert drawn("{{ value|entri }}", value=None) == ""


@pytest.mark.parametrize(
    ("expression", "value", "shown"),
    [
        ("angka", Decimal(0), "0,00"),
        ("angka", Decimal("1234.565"), "1.234,57"),
        ("angka:0", Decimal("1234.5"), "1.235"),
        ("utuh", Decimal("0.335"), "0,335"),
        ("utuh", Decimal(0), "0"),
        ("entri", Decimal("1234567.5"), "1234567,5"),
        ("persen", Decimal("99.2471769"), "99,25%"),
        ("rupiah", 1_500_000, "Rp1.500.000"),
        ("tanggal", date(2025, 8, 17), "17 Agustus 2025"),
        ("tanggal", datetime(2025, 8, 16, 18, 0, tzinfo=UTC), "17 Agustus 2025"),
        ("waktu", datetime(2025, 8, 17, 7, 5, tzinfo=UTC), "17 Agustus 2025 pukul 14.05 WIB"),
        ("plain", Decimal("1E+3"), "1000"),
        ("bar_width", Decimal(-4), "0.0"),
        ("bar_width", Decimal("99.2471769"), "99.2"),
        ("bar_width", Decimal("151.97"), "120.0"),
    ],
)
def test_filters(expression: str, value: Any, shown: str) -> None:
    assert drawn("{{ value|" + expression + " }}", value=value) == shown


def test_periods_to_choose_from() -> None:
    labels = dict(tags.period_choices(Periode(2025, "TW2")))
    assert labels["T"] == "Setahun penuh"
    assert labels["TW2"] == "Triwulan II"
    assert not {"S1", "B05"} & set(labels), "nothing can be entered for them, so that a page of them says nothing"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (None, "/"),
        ("", "/"),
        ("http://sakip.test/unit/3/?tab=a", "/unit/3/?tab=a"),
        ("http://jahat.test//lain.test/x", "/lain.test/x"),
        ("http://jahat.test/\\lain.test", "/lain.test"),
        ("javascript:alert(1)", "/alert(1)"),
    ],
)
def test_a_link_back_stays_on_this_site(address: str | None, path: str) -> None:
    assert tags.local_path(address) == path


# --- parts -----------------------------------------------------------------------------------------------------------


def test_the_three_kinds_of_nothing_differ_in_word_shape_and_class() -> None:
    kinds = [drawn(f'<c-missing kind="{kind}" />') for kind in ("belum-diisi", "belum_tersedia", "tidak_berlaku")]
    for word, markup in zip(("belum diisi", "belum tersedia", "tidak berlaku"), kinds, strict=True):
        assert f"<span>{word}</span>" in markup
        assert f"sk-missing-{word.replace(' ', '-')}" in markup
    assert len({re.search(r"#([a-z-]+)", markup)[1] for markup in kinds}) == 3  # type: ignore[index]


def test_a_capaian_of_zero_is_a_number_and_an_undefined_one_is_not() -> None:
    part = '<c-capaian :value="value" tone="sangat-rendah" word="x" reason="Target nol" missing="tidak-berlaku" />'
    assert "0,00%" in drawn(part, value=Decimal(0))
    undefined = drawn(part, value=None)
    assert "Target nol" in undefined
    assert "tidak berlaku" in undefined
    assert "%" not in undefined
    assert 'svg class="sk-bar"' not in undefined


@pytest.mark.parametrize("tone", tags.TONE_ICONS)
def test_a_badge_has_word_and_shape(tone: str) -> None:
    markup = drawn('<c-badge tone="{{ tone }}">Kata</c-badge>', tone=tone)
    assert "Kata" in markup
    assert f"#{tags.TONE_ICONS[tone]}" in markup


class Formulir(forms.Form):
    target = forms.DecimalField(label="Target", help_text="Angka.")
    catatan = forms.CharField(label="Catatan", required=False)


def test_a_field_keeps_what_was_typed_and_ties_its_error_to_it() -> None:
    form = Formulir({"target": "1.2.3<b>", "catatan": ""})
    markup = drawn('<c-field :field="form.target" /><c-field :field="form.catatan" />', form=form)
    assert 'value="1.2.3&lt;b&gt;"' in markup
    described = re.search(r'aria-describedby="([^"]+)"', markup)
    assert described is not None
    for each in described[1].split():
        assert f'id="{each}"' in markup
    assert "(opsional)" in markup
    assert 'aria-invalid="true"' in markup


def test_a_field_without_help_points_at_nothing() -> None:
    markup = drawn('<c-field :field="form.target" :help="False" />', form=Formulir())
    assert "describedby" not in markup
    assert "Angka." not in markup


def test_the_summary_of_errors_links_to_the_field() -> None:
    markup = drawn('<c-form-errors :form="form" />', form=Formulir({"target": ""}))
    assert '<a href="#id_target">Target</a>' in markup
    assert drawn('<c-form-errors :form="form" />', form=Formulir()) == ""


def test_every_icon_that_is_named_is_drawn() -> None:
    used = {entry.icon for _, entries in web.NAVIGATION for entry in entries}
    used |= set(tags.TONE_ICONS.values()) | {icon for _, icon in [*tags.MISSING.values(), *tags.ALERTS.values()]}
    for template in KERNEL.parent.rglob("templates/**/*.html"):
        text = template.read_text()
        used |= set(re.findall(r'<c-icon\s+name="([a-z0-9-]+)"', text)) | set(
            re.findall(r'\sicon="([a-z0-9-]+)"', text)
        )
    assert used - ICONS == set()


def test_vendored_files_have_licences_and_name_no_missing_map() -> None:
    for folder in (KERNEL / "static/vendor").iterdir():
        if folder.is_dir():
            assert (folder / "LICENSE").is_file(), folder.name
    for file in (KERNEL / "static").rglob("*.*s"):
        assert "sourceMappingURL" not in file.read_text(), file.name


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "409", "429", "500"])
def test_error_pages_stand_without_any_context(code: str) -> None:
    markup = render_to_string(f"{code}.html")
    assert "<h1>" in markup
    assert "<c-" not in markup


def test_the_style_guide_is_for_developers_only(client: Client) -> None:
    assert client.get("/gaya/").status_code == 404


def test_sign_in_is_our_page_without_sign_up(client: Client) -> None:
    page = client.get("/akun/login/").content.decode()
    assert "<h1>Masuk</h1>" in page
    assert "signup" not in page
    assert "Akun contoh" not in page


# --- in the browser --------------------------------------------------------------------------------------------------

ADDRESS = "http://localhost:9"  # never asked: every request is answered below


def answer(route: Route) -> None:
    """Pages from Django's test client, static files from where they lie: no server, no database."""
    path = route.request.url.removeprefix(ADDRESS).partition("#")[0]
    if path.startswith("/static/"):
        route.fulfill(path=str(finders.find(path.removeprefix("/static/"))))
        return
    response = Client().get(path)
    route.fulfill(status=response.status_code, body=response.content, headers=dict(response.headers))


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Any]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Open a page; errors of scripts and refusals of the content security policy fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", answer)
        page.goto(ADDRESS + path)
        return page

    with override_settings(DEBUG=True):
        yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/gaya/", "/akun/login/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit: Any, path: str, theme: str, width: int) -> None:
    page = visit(path, color_scheme=theme, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.dataset.bsTheme") == theme
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.browser
def test_the_theme_is_remembered_and_can_follow_the_system_again(visit: Any) -> None:
    page = visit("/gaya/", color_scheme="light")
    page.click("[data-theme-toggle]")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.click("[data-theme-toggle]")
    assert page.evaluate("localStorage.getItem('tema')") is None


@pytest.mark.browser
def test_without_javascript_the_system_theme_the_menu_and_the_buttons_are_there(visit: Any) -> None:
    page = visit("/gaya/#menu", java_script_enabled=False, color_scheme="dark", viewport={"width": 390, "height": 844})
    assert page.locator(".sk-sidebar").is_visible()
    assert not page.locator("[data-theme-toggle]").is_visible()
    background = page.locator("body").evaluate("element => getComputedStyle(element).backgroundColor")
    assert background == "rgb(14, 21, 29)"


PASTE = """([selector, text]) => {
  const data = new DataTransfer(); data.setData("text/plain", text);
  const cell = document.querySelector(selector); cell.focus();
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def cell(page: Page, row: int, column: int) -> str:
    return page.locator(f"[name=n{row}-{column}]").input_value()


@pytest.mark.browser
def test_a_pasted_block_fills_right_and_down_skips_locked_cells_and_can_be_taken_back(visit: Any) -> None:
    page = visit("/gaya/")
    page.evaluate(PASTE, ["[name=n1-1]", '9\t"7""1,5"\t72\r\n9\t0\t\r\n'])
    assert [cell(page, 1, n) for n in (1, 2, 3)] == ["71,19", '7"1,5', "72"]
    assert [cell(page, 2, n) for n in (1, 2, 3)] == ["15,86", "0", ""]
    assert page.locator("[data-grid-status]").inner_text() == "4 sel ditempel, 2 sel terkunci dilewati."
    assert page.locator("[data-grid-count]").inner_text() == "3 sel berubah, belum disimpan"
    page.keyboard.press("Control+z")
    assert [cell(page, 1, n) for n in (2, 3)] == ["", ""]
    assert page.locator(".cell-changed").count() == 0


@pytest.mark.browser
def test_a_block_larger_than_the_grid_says_what_was_left_out(visit: Any) -> None:
    page = visit("/gaya/")
    page.evaluate(PASTE, ["[name=n8-4]", "1\t2\n3\t4"])
    assert cell(page, 8, 4) == "1"
    assert page.locator("[data-grid-status]").inner_text() == "1 sel ditempel, 3 nilai di luar tabel diabaikan."


@pytest.mark.browser
def test_keys_move_between_cells_and_escape_restores(visit: Any) -> None:
    page = visit("/gaya/")
    focused = "document.activeElement.name"
    page.focus("[name=n1-2]")
    for key, name in [
        ("Enter", "n2-2"),
        ("Shift+Enter", "n1-2"),
        ("ArrowDown", "n2-2"),
        ("ArrowRight", "n2-3"),
        ("ArrowUp", "n1-3"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(focused) == name
    page.keyboard.type("123")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == "n1-3"  # inside the text the arrow moves the caret
    page.keyboard.press("Escape")
    assert cell(page, 1, 3) == ""


@pytest.mark.browser
def test_a_dangerous_button_asks_and_no_leaves_everything(visit: Any) -> None:
    page = visit("/gaya/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.click("[data-confirm]")
    assert "Riwayatnya tetap tersimpan" in page.locator("#konfirmasi").inner_text()
    page.click("#konfirmasi button[value=tidak]")
    assert not page.locator("#konfirmasi").is_visible()
    assert sent == []
    page.click("[data-confirm]")
    page.click("[data-confirm-yes]")
    page.wait_for_load_state()
    assert sent == ["POST"]


@pytest.mark.browser
def test_slash_focuses_the_search_and_typing_filters_the_table(visit: Any) -> None:
    page = visit("/gaya/")
    page.keyboard.press("/")
    page.keyboard.type("stunting")
    assert page.locator("#tabel-indikator tbody tr:visible").count() == 1
