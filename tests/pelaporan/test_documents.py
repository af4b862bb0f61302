"""What the LKjIP says, word for word and in every format.

The golden file holds the neutral document of the small dinas, readable. After a change that is meant, write it
anew with ``TULIS_GOLDEN=1 python -m pytest tests/pelaporan/test_documents.py`` and read what changed before committing.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sakip.documents.canonical import to_json
from sakip.documents.html import render_html
from sakip.documents.model import Callout, Chart, Document, Heading, SignatureBlock, Table, TableOfContents
from sakip.documents.pdf import render_pdf, render_with_pages
from sakip.documents.text import contents, write_cell
from sakip.documents.word import render_docx
from sakip.pelaporan.documents import lkjip
from tests.builders import World, indikator
from tests.copies import copied
from tests.documents.reading import bare, docx_text, missing_from, pdf_text
from tests.pelaporan.worlds import Dinas, dinas, fill, report, years

AT = datetime(2024, 2, 15, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden" / "lkjip.json"


@pytest.fixture
def dinkes(dunia: World) -> Dinas:
    return copied(dinas, dunia)


@pytest.fixture
def document(dinkes: Dinas) -> Document:
    return lkjip(report(dinkes.unit))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows_of(document: Document, caption: str) -> list[list[str]]:
    """The rows of the one table whose caption begins so, as they are printed."""
    found = [table for table in tables(document) if table.caption.startswith(caption)]
    assert len(found) == 1, [table.caption for table in tables(document)]
    table = found[0]
    return [
        [write_cell(cell, table.columns[n] if len(row.cells) == len(table.columns) else None).whole
         for n, cell in enumerate(row.cells)]
        for row in (*table.rows, *table.totals)
    ]  # fmt: skip


def test_golden(document: Document) -> None:
    made = json.dumps(json.loads(to_json(document)), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("TULIS_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_the_outline_is_the_regulations(document: Document) -> None:
    chapters = [(b.number, b.text) for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert chapters == [
        ("", "KATA PENGANTAR"),
        ("", "IKHTISAR EKSEKUTIF"),
        ("BAB I", "PENDAHULUAN"),
        ("BAB II", "PERENCANAAN KINERJA"),
        ("BAB III", "AKUNTABILITAS KINERJA"),
        ("BAB IV", "PENUTUP"),
        ("", "LAMPIRAN"),
    ]


def test_nothing_missing_is_printed_as_zero(document: Document) -> None:
    rows = {row[1]: row for row in rows_of(document, "Target, Realisasi, dan Capaian") if len(row) == 7}
    assert rows["Nilai AKIP"][3:] == ["A (80,50)", "belum tersedia", "belum tersedia", "belum tersedia"]
    assert rows["Inovasi pelayanan"][3:] == ["3", "belum diisi", "belum tersedia", "belum tersedia"]


def test_raw_and_used_capaian_stand_side_by_side(document: Document) -> None:
    rows = {row[1]: row for row in rows_of(document, "Target, Realisasi, dan Capaian") if len(row) == 7}
    assert rows["Indeks Kepuasan Masyarakat"][5] == "176,50% dipakai 120,00%"


def test_comparisons_of_one_indicator(document: Document) -> None:
    assert rows_of(document, "Target dan Realisasi Angka Harapan Hidup 2019–2023")[-1] == [
        "2023", "72,90", "72,98", "100,11%", "Sangat Tinggi", "0,29", "0,40%", "Membaik"
    ]  # fmt: skip
    assert rows_of(document, "Kemajuan Prevalensi stunting menuju Target 2026") == [
        ["Realisasi 2023 terhadap target 2026", "16,30", "12,47", "69,29%"],
        ["Bagian jalan yang ditempuh dari kondisi awal 2021 sebesar 17,60", "16,30", "12,47", "25,34%"],
    ]


def test_a_broken_series_is_said_and_not_compared(document: Document) -> None:
    rows = rows_of(document, "Target dan Realisasi Indeks Kepuasan Masyarakat")
    assert rows[1][-1] == "tidak sebanding"
    table = next(t for t in tables(document) if t.caption.startswith("Target dan Realisasi Indeks Kepuasan"))
    assert table.note == "Deret terputus sejak 2022: cara survei diubah."


def test_every_gap_of_the_regulation_has_its_reason(document: Document) -> None:
    said = [row[1:3] for row in rows_of(document, "Analisis yang Belum Tersedia")]
    assert len(said) == 4
    assert all(reason for _, reason in said)


def test_charts_only_where_there_is_something_to_draw(document: Document) -> None:
    captions = [block.caption for block in document.blocks if isinstance(block, Chart)]
    assert [caption.partition(" 20")[0] for caption in captions[1:]] == [
        "Perkembangan Prevalensi stunting",
        "Perkembangan Angka Harapan Hidup",
        "Perkembangan Indeks Kepuasan Masyarakat",
    ]


@pytest.mark.parametrize(
    "part",
    [
        "kebijakan Kabupaten Uji yang berlaku untuk tahun 2023 (diatur sejak 2023)",
        "paling tinggi 120%",
        "15 Februari 2024",
    ],
)
def test_the_appendix_says_how_the_numbers_were_made(document: Document, part: str) -> None:
    assert bare(part) in bare(pdf_text(render_pdf(document, at=AT)))


def test_all_of_it_arrives_in_the_pdf(document: Document) -> None:
    """Every row of every table too: a table that does not break across pages would lose some."""
    assert missing_from(pdf_text(render_pdf(document, at=AT)), document) == []


def test_all_of_it_arrives_in_the_docx_with_the_page_numbers_of_the_pdf(document: Document) -> None:
    drawn = render_with_pages(document, at=AT)
    words = docx_text(render_docx(document, at=AT, page_numbers=drawn.page_numbers))
    assert missing_from(words, document) == []
    for index, title, _level in contents(TableOfContents(depth=4), document):
        assert drawn.page_numbers[index]
        assert f"{bare(title)}{drawn.page_numbers[index]}" in bare(words)


def test_all_of_it_arrives_on_the_screen(document: Document) -> None:
    assert "style=" not in render_html(document)


def test_a_report_of_many_indicators_loses_no_row(dunia: World) -> None:
    for n in range(60):
        fill(indikator(dunia.disdik, f"Indikator ke-{n:02d}"), target=years(2023, "1"), realisasi=years(2023, f"{n}"))
    document = lkjip(report(dunia.disdik))
    assert missing_from(pdf_text(render_pdf(document, at=AT)), document) == []


def test_an_instansi_recapitulates_its_perangkat_daerah(dunia: World, dinkes: Dinas) -> None:
    document = lkjip(report(dunia.kabupaten))
    assert rows_of(document, "Capaian Kinerja Perangkat Daerah") == [
        ["1", "Dinas Kesehatan", "5", "2", "1", "0", "2", "109,56%", "Sangat Tinggi"],
        ["2", "Dinas Pendidikan", "belum ada indikator"],
    ]


def test_hostile_names_stay_text(dunia: World) -> None:
    name = '#panic() <x> "y" $z$ {{ a }}'
    fill(indikator(dunia.disdik, name), target=years(2023, "1"), realisasi=years(2022, "1", "2"))
    document = lkjip(report(dunia.disdik))
    assert bare(name) in bare(pdf_text(render_pdf(document, at=AT)))
    assert "<b>" not in render_html(document)


def test_a_slip_of_the_unit_is_said_and_makes_no_progress(dunia: World) -> None:
    """R-GEN-5: 4.387.740 against 4.079,71 once stood in a report as progress of 100.000,00%."""
    pmtb = indikator(dunia.disdik, "PMTB")
    fill(pmtb, target={**years(2023, "3837967"), **years(2025, "4079.71")}, realisasi=years(2022, "3837967", "4079710"))
    document = lkjip(report(dunia.disdik))
    said = pdf_text(render_pdf(document, at=AT))
    assert bare("berbeda sekitar 1.000 kali; periksa satuannya") in bare(said)
    assert "100.000,00%" not in said
    assert not [table for table in tables(document) if table.caption.startswith("Kemajuan")]


def test_a_capaian_of_two_units_is_doubted_in_the_summary(dunia: World) -> None:
    fill(indikator(dunia.disdik, "PMTB"), target=years(2023, "4079.71"), realisasi=years(2023, "4387740"))
    boxes = [block.title for block in lkjip(report(dunia.disdik)).blocks if isinstance(block, Callout)]
    assert "Perlu diperiksa: satuan target dan realisasi" in boxes


def test_a_year_without_data_prints_no_empty_charts_tables_or_lists(dunia: World) -> None:
    fill(indikator(dunia.disdik, "Angka Melek Huruf"), realisasi=years(2025, "99"))
    document = lkjip(report(dunia.disdik))
    said = bare(pdf_text(render_pdf(document, at=AT)))
    assert not [block for block in document.blocks if isinstance(block, Chart)]
    assert not [table for table in tables(document) if table.caption.startswith("Target dan Realisasi Angka")]
    assert bare("belum satu pun memiliki capaian") in said
    assert bare("Daftar Gambar") not in said


@pytest.mark.parametrize(("unit", "nip"), [("kabupaten", False), ("dinkes", True)])
def test_an_elected_head_signs_without_nip(dunia: World, dinkes: Dinas, unit: str, nip: bool) -> None:
    document = lkjip(report(getattr(dunia, unit)))
    signers = [signer for block in document.blocks if isinstance(block, SignatureBlock) for signer in block.signers]
    assert [bool(signer.nip) for signer in signers] == [nip]
