"""HTML that is typed or pasted: taken out on the way into every column, told to who typed it."""

from __future__ import annotations

import time

import pytest

from sakip.kernel.plaintext import has_markup, kept, listening, plain_text, taken_out


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Terwujudnya&nbsp;<b>daerah</b> maju</p>", "Terwujudnya daerah maju"),
        ("&lt;p&gt;Visi&lt;/p&gt;", "Visi"),
        ("nilai < 5 dan > 3", "nilai < 5 dan > 3"),
        ("A & B", "A & B"),
        ("<!-- word --> Ya", "Ya"),
        ("capaian <IKU> menurut <nama@contoh.id>", "capaian <IKU> menurut <nama@contoh.id>"),
        ("a<b; c>d", "a<b; c>d"),
        ("jika a<b dan c>d", "jika a<b dan c>d"),
        ("Q<S maka P>0, i<s / t>u", "Q<S maka P>0, i<s / t>u"),
        ("<a> dibagi <b> kali 100", "<a> dibagi <b> kali 100"),
        ("<P CLASS=MsoNormal>Satu</P><a href='x'>dua</a> <i>tiga</i>", "Satu dua tiga"),
        ("<o:p></o:p>Sasaran<br/>kedua", "Sasaran kedua"),
        ("Aman<script>alert('x')</script> sekali", "Aman sekali"),
    ],
)
def test_html_is_taken_out_of_texts(text: str, plain: str) -> None:
    assert plain_text(text) == plain
    assert has_markup(text) is (text != plain)


def test_lines_stay_where_a_column_has_lines() -> None:
    typed = "<p>Pertama &amp; utama</p><ul><li>satu</li><li>dua</li></ul>"
    assert kept(typed, "Definisi", lines=True) == "Pertama & utama\nsatu\ndua"
    assert kept(typed, "Definisi", lines=False) == "Pertama & utama satu dua"
    assert kept("biasa\n\n  saja ", "Definisi", lines=True) == "biasa\n\n  saja "
    assert kept("tak\u200btampak\u202e", "Definisi", lines=True) == "taktampak"


@pytest.mark.parametrize("part", ["<!--", "<script>", "<p ", "&lt;", "</"])
def test_marks_by_the_thousand_take_no_time(part: str) -> None:
    began = time.perf_counter()
    plain_text(part * 20_000)
    assert time.perf_counter() - began < 2


def test_what_is_taken_out_is_told_once_by_name() -> None:
    with listening():
        kept("<b>a</b>", "Nama", lines=False)
        kept("<b>b</b>", "Nama", lines=False)
        kept("<b>b</b>", "Dasar hukum", lines=False)
        assert taken_out() == "Tanda HTML dibuang dari isian “Nama”, “Dasar hukum”; periksa kalimatnya."
        assert taken_out() == ""
    kept("<b>a</b>", "Nama", lines=False)
    assert taken_out() == ""
