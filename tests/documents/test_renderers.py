"""All content arrives in PDF, DOCX and HTML; hostile text is only text; nothing missing becomes 0."""

import html
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pypdf
import pytest

from sakip.documents.html import render_html
from sakip.documents.layout import code_parts, held_rows, letterhead_points, table_layout
from sakip.documents.model import (
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    Image,
    Missing,
    SectionBreak,
    SignatureBlock,
    Signer,
    Span,
    Table,
    TableOfContents,
    items,
    key_values,
    paragraph,
    row,
    spans,
)
from sakip.documents.pdf import render_pdf, render_with_pages
from sakip.documents.text import numbered
from sakip.documents.word import render_docx
from tests.documents.reading import HOSTILE, LONG, bare, docx_text, missing_from, pdf_text
from tests.documents.sample import AT, EMBLEM, matrix, sample, wide_table


def html_text(fragment: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", fragment))


RENDERERS: dict[str, Callable[[Document], str]] = {
    "pdf": lambda document: pdf_text(render_pdf(document, at=AT)),
    "docx": lambda document: docx_text(render_docx(document, at=AT)),
    "html": lambda document: html_text(render_html(document)),
}
every_renderer = pytest.mark.parametrize("read", RENDERERS.values(), ids=RENDERERS)


def holding(words: str) -> Document:
    """The same text in every place that takes text."""
    return Document(
        title=words,
        subject=words,
        instansi=words,
        footer=words,
        blocks=(
            TableOfContents(),
            Heading(1, words, "1", key=words),
            paragraph(words, Span(words, bold=True, ref=words), Span(words, ref="tidak ada")),
            BulletList(items(words)),
            key_values([(words, words), ("Alasan", Missing("belum tersedia", words))]),
            Table((Column(words), Column("B")), (row(words, Cell(words, status=words)),), caption=words, note=words),
            Callout(spans(words), words),
            SignatureBlock((Signer(words, words, words, words, words),), words, date(2026, 1, 2)),
        ),
    )


@every_renderer
def test_a_value_that_does_not_fit_is_refused(read: Callable[[Document], str]) -> None:
    broken = Document("Uji", (Table((Column("Rp", "rupiah"),), (row(Decimal("1.5")),)),))
    with pytest.raises(TypeError, match="whole rupiah"):
        read(broken)
    with pytest.raises(ValueError, match="PNG, JPEG or SVG"):
        read(Document("Uji", (Image(b"MZ", "program"),)))


@every_renderer
def test_all_content_arrives(read: Callable[[Document], str]) -> None:
    assert missing_from(read(sample()), sample()) == []


@every_renderer
def test_hostile_text_is_only_text(read: Callable[[Document], str]) -> None:
    document = holding(" ".join([*HOSTILE, LONG]))
    assert missing_from(read(document), document) == []


@every_renderer
@pytest.mark.parametrize("words", ["a\x00b\x08c\x1bd", "a\ud800b", "a\ufffeb", "a\tb", "a\r\nb", "a\u202eb"])
def test_characters_that_no_format_allows_do_not_stop_it(read: Callable[[Document], str], words: str) -> None:
    found = bare(read(holding(words)))
    assert "a" in found
    assert "\x00" not in found


@pytest.mark.parametrize(("words", "name"), [("Bagus 😀", "[grinning face]"), ("漢", "[cjk unified ideograph-6f22]")])
def test_pdf_names_what_its_fonts_cannot_draw(words: str, name: str) -> None:
    assert bare(name) in bare(pdf_text(render_pdf(Document("Uji", (paragraph(words),)), at=AT)))


@every_renderer
def test_every_row_of_a_long_table_is_there(read: Callable[[Document], str]) -> None:
    found = read(Document("Uji", (matrix(300),)))
    assert re.findall(r"Baris-(\d{4})", found) == [f"{number:04d}" for number in range(1, 301)]


@every_renderer
def test_zero_missing_and_blank_stay_apart(read: Callable[[Document], str]) -> None:
    def cell(value: object) -> str:
        table = Table((Column("A", "number"),), (row(value),))  # type: ignore[arg-type]
        return (
            bare(read(Document("Uji", (paragraph("awal"), table, paragraph("akhir")))))
            .split("awal")[1]
            .split("akhir")[0]
        )

    assert cell(Decimal(0)) == "A0,00"
    assert cell(None) == "A"
    assert cell(Missing("belum diisi")) == "Abelumdiisi"
    assert cell(Missing("belum tersedia", "rilis Maret")) == "Abelumtersediarilis Maret".replace(" ", "")


def test_pdf_is_the_same_twice() -> None:
    assert render_pdf(sample(), at=AT) == render_pdf(sample(), at=AT)


def test_docx_is_the_same_twice() -> None:
    assert render_docx(sample(), at=AT) == render_docx(sample(), at=AT)


def test_pdf_is_tagged_archival_and_titled() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(sample(), at=AT)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert b"pdfaid:part>2<" in root["/Metadata"].get_data()
    assert b"pdfaid:conformance>A<" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Laporan Kinerja Instansi Pemerintah Tahun 2025"
    fonts = {font for page in reader.pages for font in pypdf_fonts(page)}
    assert fonts
    assert all("Liberation" in font for font in fonts)


def pypdf_fonts(page: pypdf.PageObject) -> list[str]:
    return [str(font.get_object()["/BaseFont"]) for font in page["/Resources"].get("/Font", {}).values()]  # type: ignore[attr-defined]


def test_table_header_is_repeated_on_every_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(Document("Uji", (matrix(300),)), at=AT))).pages
    assert len(pages) > 3
    assert all("Uraian" in page.extract_text() for page in pages)
    table = docx.Document(io.BytesIO(render_docx(Document("Uji", (matrix(3),)), at=AT))).tables[0]
    assert [bool(tr.xpath("./w:trPr/w:tblHeader")) for tr in table._tbl.tr_lst] == [True, False, False, False]


SIGNED = SignatureBlock((Signer("Ratna Puspita", "Kepala Dinas,"),), "Wanaraharja")
DIKTUM = key_values([(f"KE-{number}", paragraph("Menetapkan " * 12)) for number in range(18)])


@pytest.mark.parametrize(
    ("before", "last", "stays"),
    [
        ((matrix(33),), "", "Baris-0033"),
        ((matrix(38),), "Baris-0038", "Baris-0037"),
        ((matrix(60),), "Baris-0060", "Baris-0001"),
        ((paragraph("Kata " * 12),) * 30, "Kata", "Kata"),
        ((DIKTUM,), "KE-17", "KE-16"),
    ],
)
def test_signatures_never_stand_alone_on_a_page(before: tuple[Any, ...], last: str, stays: str) -> None:
    """The end of what was signed comes along, below the titles of its columns; all of it stays where there is room."""
    document = Document("Uji", (*before, SIGNED))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render_pdf(document, at=AT))).pages]
    assert stays in pages[0]
    assert "Ratna Puspita" in pages[-1]
    assert last in pages[-1]
    assert all(page.count("Uraian") <= 1 for page in pages)
    word = docx.Document(io.BytesIO(render_docx(document, at=AT)))
    above = word.tables[-1]._tbl.getprevious()
    while above is not None and above.tag.endswith("}p"):
        assert above.xpath("./w:pPr/w:keepNext")
        if "".join(text.text or "" for text in above.xpath(".//w:t")):
            return
        above = above.getprevious()
    assert above is not None
    assert above.xpath("./w:tr[last()]//w:keepNext")


@every_renderer
def test_signatures_may_follow_signatures(read: Callable[[Document], str]) -> None:
    signed = [SignatureBlock((Signer(name, "Kepala Dinas,"),)) for name in ("Ratna Puspita", "Siti Aminah", "Bambang")]
    found = read(Document("Uji", (paragraph("Demikian."), *signed)))
    assert all(name in found for name in ("Ratna Puspita", "Siti Aminah", "Bambang"))


def test_a_long_last_row_and_one_that_a_cell_reaches_into_are_not_held() -> None:
    columns = (Column("No"), Column("Uraian"))
    long = Table(columns, (row(1, "a"), row(2, "kata " * 400)))
    merged = Table(columns, (row(Cell("x", rowspan=2), "a"), row("b")))
    assert [held_rows(table) for table in (long, merged, Table(columns, (row(1, "a"),)))] == [0, 0, 0]
    sums = Table(columns, (row(1, "a"), row("Grup", "", kind="group"), row(2, "b")), totals=(row("Jumlah", 3),))
    assert held_rows(sums) == 3  # with the heading over the last row


def test_a_code_is_broken_after_its_points_only_where_nothing_else_fits() -> None:
    assert code_parts("1.02.02.2.02.0004") == ["1.02.02.", "2.02.0004"]
    assert code_parts("Rp1.000.000.000") == ["Rp1.000.000.000"]
    many = tuple(Column(f"K{number}", width=10) for number in range(24))
    rows = (row("1.02.02.2.02.0004", *["123.456.789.012"] * 23),)
    assert table_layout(Table(many, rows), 370).tight
    assert not table_layout(Table(many[:4], (row(*["1.02.02.2.02.0004"] * 4),)), 160).tight


def test_a3_landscape_section() -> None:
    document = Document(
        "Uji", (paragraph("biasa"), SectionBreak("A3", "landscape"), wide_table(), SectionBreak(), paragraph("lagi"))
    )
    sizes = [
        (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
        for page in pypdf.PdfReader(io.BytesIO(render_pdf(document, at=AT))).pages
    ]
    assert sizes == [(210, 297), (420, 297), (210, 297)]
    sections = docx.Document(io.BytesIO(render_docx(document, at=AT))).sections
    assert [round((s.page_width or 0) / 36000) for s in sections] == [210, 420, 210]


def test_contents_of_pdf_and_docx_have_the_same_page_numbers() -> None:
    document = sample()
    rendered = render_with_pages(document, at=AT)
    by_text = {b.text: rendered.page_numbers[i] for i, b in enumerate(document.blocks) if isinstance(b, Heading)}
    assert by_text["KATA PENGANTAR"] == "i"
    assert by_text["PENDAHULUAN"] == "1"
    assert by_text["AKUNTABILITAS KINERJA"] == "2"
    word = docx.Document(io.BytesIO(render_docx(document, at=AT, page_numbers=rendered.page_numbers)))
    entries = [p._p for p in word.paragraphs if p.style is not None and p.style.name == "TOC 1"]
    lines = ["".join(t.text or "" for t in entry.xpath(".//w:t")) for entry in entries]
    assert lines == [
        "KATA PENGANTARi",
        "BAB I PENDAHULUAN1",
        "BAB III AKUNTABILITAS KINERJA2",
        "LAMPIRAN PERJANJIAN KINERJA5",
    ]


def test_docx_is_well_formed_for_word() -> None:
    content = render_docx(sample(), at=AT)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ET.fromstring(package.read("word/document.xml"))
        core = package.read("docProps/core.xml").decode()
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    kinds = [e.get(f"{w}fldCharType") for e in body.iter(f"{w}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3
    bookmarks = {e.get(f"{w}name") for e in body.iter(f"{w}bookmarkStart")}
    anchors = {e.get(f"{w}anchor") for e in body.iter(f"{w}hyperlink")}
    assert anchors
    assert anchors <= bookmarks
    for table in body.iter(f"{w}tbl"):
        columns = len(list(table.iter(f"{w}gridCol")))
        for line in table.iter(f"{w}tr"):
            spanned = [int(e.get(f"{w}val", "1")) - 1 for e in line.iter(f"{w}gridSpan")]
            assert len(line.findall(f"{w}tc")) + sum(spanned) == columns
    pictures = [e for e in body.iter() if e.tag.endswith("}docPr")]
    assert all(picture.get("descr") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures) == 5
    assert "2026-02-27T08:00:00Z" in core
    assert "id-ID" in core


def test_docx_uses_styles() -> None:
    word = docx.Document(io.BytesIO(render_docx(sample(), at=AT)))
    used = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "Heading 3", "Caption", "TOC 1", "List Paragraph"} <= used


def test_html_obeys_the_strict_policy() -> None:
    fragment = render_html(sample())
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", fragment, re.IGNORECASE)
    identities = re.findall(r'\sid="([^"]+)"', fragment)
    assert len(identities) == len(set(identities))


def test_html_escapes() -> None:
    fragment = render_html(holding('"><script>alert(1)</script>'))
    assert "<script" not in fragment
    assert "&lt;script&gt;" in fragment


def test_captions_are_numbered_by_chapter_and_references_written() -> None:
    table = Table((Column("A"),), (row("x"),), caption="Satu", key="satu")
    document = numbered(
        Document(
            "Uji",
            (
                Heading(1, "Pengantar"),
                Image(EMBLEM.data, "x", caption="Depan"),
                Heading(1, "Pertama", "BAB I"),
                table,
                Table(table.columns, table.rows, caption="Dua"),
                Heading(1, "Kedua", "BAB II"),
                Image(EMBLEM.data, "x", caption="Peta"),
                paragraph("Lihat ", Span("", ref="satu"), Span("", ref="tidak ada"), "."),
            ),
        )
    )
    assert [getattr(block, "number", "") for block in document.blocks] == [
        "",
        "1",
        "BAB I",
        "1.1",
        "1.2",
        "BAB II",
        "2.1",
        "",
    ]
    assert document.blocks[-1] == paragraph("Lihat ", Span("Tabel 1.1", ref="satu"), Span("", ref="tidak ada"), ".")
    assert numbered(document) == document


@pytest.mark.parametrize(
    ("line", "points"),
    [("DINAS KESEHATAN", 15), ("PEMERINTAH KABUPATEN TIRTA RAHARJA", 13), ("KECAMATAN " * 9, 15)],
)
def test_a_letterhead_is_smaller_where_its_name_then_stands_in_one_line(line: str, points: int) -> None:
    """112 mm between emblem and empty column; what fits in no size is broken in the largest."""
    assert letterhead_points(line, 112, last=True) == points
