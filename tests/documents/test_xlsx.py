"""The workbook: numbers are numbers, nothing runs, zero and nothing look different."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from sakip.documents.model import Cell, Column, Document, Missing, Table, paragraph, row
from sakip.documents.xlsx import render_xlsx
from tests.documents.reading import table_texts
from tests.documents.sample import CAPAIAN, matrix, sample

D = Decimal


def sheet_of(source: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(source))).worksheets[0]


def height_of(sheet: Any, line: int) -> float:
    """In points; a row of one line is as high as the sheet says for all."""
    points: float = sheet.row_dimensions[line].height or sheet.sheet_format.defaultRowHeight
    return points


def written(value: Any, kind: Any = "number", places: int | None = 2) -> Any:
    return sheet_of(Document("Uji", (Table((Column("A", kind, places=places),), (row(value),)),)))["A2"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "=HYPERLINK(1)", "{=1}"])
def test_nothing_runs(words: str) -> None:
    for cell in (written(words, "text"), written(Missing(words)), written(Cell(words, status=words), "text")):
        assert cell.data_type == "s"
        assert cell.quotePrefix or not cell.value.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("value", "kind", "shown", "pattern"),
    [
        (D("75.4"), "number", 75.4, "#,##0.00"),
        (D(0), "number", 0, "#,##0.00"),
        (0, "integer", 0, "#,##0"),
        (1_373_458_112_000, "rupiah", 1_373_458_112_000, '"Rp"#,##0'),
        (D("99.25"), "percent", 99.25, '#,##0.00"%"'),
        (date(2025, 1, 2), "date", datetime(2025, 1, 2), "d mmmm yyyy"),  # noqa: DTZ001
    ],
)
def test_values_keep_their_type(value: Any, kind: str, shown: Any, pattern: str) -> None:
    cell = written(value, kind)
    assert cell.value == shown
    assert cell.number_format == pattern


def test_zero_missing_and_blank_stay_apart() -> None:
    assert written(D(0)).value == 0
    assert written(None).value is None
    assert written(Missing("belum diisi")).value == "belum diisi"
    assert written(Missing("belum tersedia", "rilis Maret")).value == "belum tersedia (rilis Maret)"
    assert written(Missing("belum diisi")).font.italic


def test_all_tables_arrive_each_on_its_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(sample())))
    tables = [block for block in sample().blocks if isinstance(block, Table)]
    assert book.sheetnames == ["Tabel 2.1", "Tabel 2.2", "Tabel 2.3"]
    for sheet, table in zip(book.worksheets, tables, strict=True):
        words = " ".join(str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None)
        texts = [piece for piece in table_texts(table) if piece and not piece[-1].isdigit() and not piece.endswith("%")]
        assert [piece for piece in texts if piece not in words] == []


def test_merged_cells_and_header() -> None:
    sheet = sheet_of(Document("Uji", (CAPAIAN,)))
    assert {"A3:A4", "D3:F3", "A6:G6"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet.freeze_panes == "A6"


def test_rows_are_as_high_as_their_words_and_nothing_runs_beside_the_table() -> None:
    """LibreOffice measures no row of a file that it opens, and no spreadsheet measures merged cells."""
    words = "Persentase danau prioritas dengan status mutu air baik atau cemar ringan pada akhir tahun " * 4
    columns = (Column("No", "integer", width=5), Column("Sasaran", width=20), Column("Penjelasan", width=30))
    rows = (
        row(1, "Pendek", "Pendek"),
        row(2, "Pendek", words),
        row(3, "Pendek", "A\nB\nC"),
        row(4, Cell(words * 2, rowspan=2), "Pendek"),
        row(5, "Pendek"),
        row(Cell(words * 3, colspan=3), kind="group"),
    )
    sheet = sheet_of([("Lampiran", Table(columns, rows, caption=words, note=words * 2))])
    heights = [height_of(sheet, line) for line in range(4, 10)]
    assert heights[0] < 16
    assert heights[1] > 3 * heights[0]
    assert heights[2] > 2.5 * heights[0]
    assert heights[3] < 16
    assert heights[4] > 6 * heights[0]
    assert heights[5] > 3 * heights[0]
    assert {"A1:C1", "A10:C10"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["A10"].alignment.wrap_text
    assert height_of(sheet, 10) > 2 * heights[0]


def test_many_columns_of_money_are_wide_enough_for_their_numbers() -> None:
    columns = tuple(Column(f"Pagu {year} (Rp)", "integer", width=19) for year in range(2025, 2041))
    sheet = sheet_of([("A", Table(columns, (row(*[3_150_000_000_000] * 16),)))])
    dimensions = sheet.column_dimensions.values()  # one of them speaks for neighbours of the same width
    assert min(each.width for each in dimensions) > len("3.150.000.000.000")
    assert sheet.page_setup.paperSize == 8  # A3
    assert sheet_of([("A", Table(columns[:2], (row(1, 2),)))]).page_setup.paperSize == 9


def test_a_row_of_any_length_has_a_height_that_a_spreadsheet_takes() -> None:
    for words in ("x" * 40_000, "kata " * 6_000, " ", "\n" * 900):
        sheet = sheet_of([("A", Table((Column("A"), Column("B", "integer")), (row(words, 1),)))])
        assert 15 <= height_of(sheet, 2) <= 409


def test_300_rows() -> None:
    sheet = sheet_of([("Matriks", matrix(300))])
    assert [sheet.cell(line, 1).value for line in range(4, 304)] == list(range(1, 301))


def test_odd_sheet_names_and_no_tables() -> None:
    table = matrix(1)
    book = openpyxl.load_workbook(
        io.BytesIO(render_xlsx([("a/b:[c]" + "x" * 40, table), ("A-b--c-" + "X" * 40, table), ("", table)]))
    )
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert sheet_of(Document("Uji", (paragraph("x"),)))["A1"].value == "Dokumen ini tidak memuat tabel."
