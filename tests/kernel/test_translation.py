"""The second language: what counts as a message, and that Indonesian pages do not notice."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from sakip.kernel import catalogue
from sakip.kernel.access import Role
from sakip.kernel.composed import said
from sakip.kernel.translation import MESSAGES, counted, marked, messages_of, pieces
from tests.builders import World
from tests.pages import signed_in
from tests.people import person


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("<h1>Unit kerja</h1>", ["Unit kerja"]),
        ("<p>Halaman {{ page.number }} dari {{ n }}</p>", ["Halaman {page.number} dari {n}"]),
        ("<p>{{ nama }}</p>", []),
        ("<p>{{ nama }}, {{ unit }}</p>", []),
        ("<p>{% if a %}Tutup{% else %}Buka pintu{% endif %}</p>", ["Tutup", "Buka pintu"]),
        ('<a href="/unit/" title="Buka unit">{{ unit }}</a>', ["Buka unit"]),
        ('<input placeholder="Cari {{ apa }}" name="cari" class="form-control">', ["Cari {apa}"]),
        (
            '<c-empty title="Belum ada" text="{% if a %}Tambah dulu{% else %}Tunggu{% endif %}" />',
            ["Belum ada", "Tambah dulu", "Tunggu"],
        ),
        ('<c-card :title="judul" title="{{ judul }}">', []),
        ("{# Catatan pengembang #}{% comment %}Bukan pesan{% endcomment %}", []),
        ("<script>var kata = 'bukan pesan'</script><code>./run demo</code><svg><text>AB</text></svg>", []),
        ("<c-vars title='Bawaan' />", []),
        ("<p>1 < 2 dan 3</p>", ["1 < 2 dan 3"]),
        ("<p>A &amp; B: 12.345,67</p>", ["A &amp; B: 12.345,67"]),
        ('<a href="{% url "kernel:riwayat" %}?a={{ a|default:">" }}">Riwayat</a>', ["Riwayat"]),
    ],
)
def test_a_message_is_what_people_read(source: str, messages: list[str]) -> None:
    assert list(messages_of(source)) == messages


def test_white_space_stays_outside_and_lines_are_folded() -> None:
    text = marked("<p>\n  Dua\n  baris  </p>")
    assert text.startswith("<p>\n  {% pesan ")
    assert text.endswith("{% endpesan %}  </p>")
    assert "Dua baris" in MESSAGES.values()


def test_in_indonesian_a_page_is_as_it_is_written_and_without_a_translation_too() -> None:
    template = engines["django"].from_string(marked("<p title='Cari {{ a }}'>Tanpa terjemahan {{ a }}</p>"))
    for language in ("id", "en"):
        with translation.override(language):
            assert template.render({"a": "<b>"}) == "<p title='Cari &lt;b&gt;'>Tanpa terjemahan &lt;b&gt;</p>"


def test_a_translation_may_order_its_variables_anew() -> None:
    assert pieces("of {n} page {page.number}") == ("of ", "n", " page ", "page.number", "")


@pytest.mark.parametrize(("chosen", "status"), [("en", 302), ("id", 302), ("xx", 400), ("", 400)])
def test_a_language_is_chosen_by_anybody_and_only_one_there_is(settings: Settings, chosen: str, status: int) -> None:
    settings.LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
    answer = Client().post(reverse("kernel:pilih-bahasa"), {"bahasa": chosen, "kembali": "https://jahat.example/"})
    assert answer.status_code == status
    if status == 302:
        assert answer["Location"] == "/"
        assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == chosen


@pytest.mark.django_db
def test_a_language_without_a_catalogue_is_not_offered(settings: Settings) -> None:
    address = reverse("account_login")
    settings.LANGUAGES = [("id", "Bahasa Indonesia")]
    assert "pilih-bahasa" not in Client().get(address).content.decode()
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    assert 'value="en"' in Client().get(address).content.decode()


@pytest.mark.django_db
def test_what_the_browser_prefers_does_not_count_and_a_strange_cookie_neither(settings: Settings) -> None:
    client = Client(headers={"accept-language": "en"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../../etc"
    answer = client.get(reverse("account_login"))
    assert 'lang="id"' in answer.content.decode()


def test_a_language_stays_with_the_account_in_every_browser(dunia: World) -> None:
    reader = person("Rina", dunia.dinkes, Role.PEMBACA)
    here = signed_in(reader)
    assert here.post(reverse("kernel:pilih-bahasa"), {"bahasa": "en"}).status_code == 302
    elsewhere = signed_in(reader)
    page = elsewhere.get(reverse("organisasi:akun-saya"))
    assert page["Content-Language"] == "en"
    assert 'lang="en"' in page.content.decode()
    elsewhere.post(reverse("kernel:pilih-bahasa"), {"bahasa": "id"})
    assert 'lang="id"' in here.get(reverse("organisasi:akun-saya")).content.decode()


# --- the catalogue ---------------------------------------------------------------------------------------------------

COMMAND = "./run manage terjemahan"
COMPILE = f"run {COMMAND} and commit both files of sakip/locale/en/LC_MESSAGES"


def test_every_message_has_its_english() -> None:
    missing = catalogue.missing()
    assert not missing, (
        f"{len(missing)} messages have no English. {COMMAND} adds them to sakip/locale/en/LC_MESSAGES/django.po; "
        f"write their msgstr there, run it again, and commit django.po and django.mo:\n" + "\n".join(missing)
    )


def test_a_translation_keeps_the_variables_and_brings_no_markup() -> None:
    wrong = catalogue.faults()
    assert not wrong, f"Mend them in django.po, then {COMPILE}:\n" + "\n".join(wrong)


def test_what_is_compiled_is_what_is_written() -> None:
    assert catalogue.MO.read_bytes() == catalogue.compiled(), f"django.mo is older than django.po; {COMPILE}"


def test_a_word_follows_the_number_before_it() -> None:
    assert [counted(" [page|pages]", n) for n in ("1", "2", "0", "11")] == [" page", " pages", " pages", " pages"]
    assert counted("without a choice | [sic]", "1") == "without a choice | [sic]"


def test_an_english_page_has_its_own_words_and_the_same_variables() -> None:
    pages = "Halaman {{ page.number }} dari {{ page.paginator.num_pages }}"
    template = engines["django"].from_string(
        marked(f"<p title='Beranda'>{pages}</p><b>{{{{ part.rows|length }}}} baris</b>")
    )
    facts = {"page": {"number": 2, "paginator": {"num_pages": "<3>"}}, "part": {"rows": [1]}}
    with translation.override("en"):
        assert template.render(facts) == "<p title='Home'>Page 2 of &lt;3&gt;</p><b>1 row</b>"


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Lengkapi realisasi triwulan II 2026", "Complete the actuals of quarter II 2026"),
        ("terlambat 1 hari", "1 day late"),
        ("Triwulan II Tahun 2025", "Quarter II 2025"),
        ("Kamis, 26 November 2026", "Thursday, 26 November 2026"),
        ("17 Agustus 2025 pukul 14.05 WIB", "17 August 2025 at 14.05 WIB"),
        ("Dinas Kesehatan", "Dinas Kesehatan"),
        ("3 unit", "3 units"),
        ("Search position or unit", "Search position or unit"),  # what is translated is not translated again
        ("", ""),
        (
            "Lembar “L1”, baris 2, kolom “C” (sel C2) kosong, padahal wajib diisi; isi sel tersebut.",
            "Sheet “L1”, row 2, column “C” (cell C2) is empty, but must be filled in; fill in the cell.",
        ),
        ("deret terputus", "series broken"),
        ("2025 sampai 2029", "2025 to 2029"),
        ("Makanan tambahan sampai pada balita", "Makanan tambahan sampai pada balita"),  # no span of years
        ("Lembar “Target”", "Sheet “Target”"),  # what is quoted is a name of the file
        (
            "Lembar “Unit”, baris 4 (sel C4) berisi “Dinkes”; tulis Ya atau Tidak.",
            "Sheet “Unit”, row 4 (cell C4) holds “Dinkes”; write Ya or Tidak.",
        ),
        (
            (
                "Lembar “Rencana” berisi “9”, padahal Renja 2026 versi 1 sudah ditetapkan; kembalikan isinya menjadi "
                "8, atau buka versi perubahan rencana itu, lalu unduh Buku Kerja baru."
            ),
            (
                "Sheet “Rencana” holds “9”, but Renja 2026 version 1 is adopted; put 8 back, or open a changed version "
                "of that plan, then download a new workbook."
            ),
        ),
        (
            "Ukuran berkas 30 MB melebihi batas 20 MB; bagi data ke dalam beberapa berkas.",
            "The file has 30 MB, more than 20 MB; divide the data into several files.",
        ),
        (
            "namanya memuat “kemiskinan”: kemiskinan yang lebih rendah berarti kinerja yang lebih baik",
            "its name has “kemiskinan”: lower poverty means better performance",
        ),
    ],
)
def test_a_sentence_of_python_is_recognised_by_its_fixed_words(indonesian: str, english: str) -> None:
    assert said(indonesian) == indonesian
    with translation.override("en"):
        assert said(indonesian) == english
