"""Every kind of file is read as the person sees it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sakip.kernel.transfer.cells import Cell, CellProblem, Kind, Note, Sheet, UnreadableFile, address, position
from sakip.kernel.transfer.reading import read_workbook
from sakip.kernel.transfer.reading.values import number_cell
from tests.kernel.transfer import making


def only_sheet(content: bytes, filename: str = "a.xlsx") -> Sheet:
    return read_workbook(content, filename=filename).sheets[0]


def cell(content: bytes, name: str) -> Cell:
    return only_sheet(content).at(*position(name))


@pytest.mark.parametrize(
    "number", [5.164504148767841e120, -1.7976931348623157e308, 1e100, 9.999999999999999e99, 5e-324]
)
@pytest.mark.parametrize("code", ["General", "0", "0%", "#,##0.00", "dd/mm/yyyy", "[h]:mm", "# ?/?", "0.00E+00"])
def test_a_number_that_a_damaged_file_holds_is_read_whatever_its_format(number: float, code: str) -> None:
    found = number_cell(1, 1, repr(number), code, number=number)
    assert found.raw == repr(number)
    assert len(found.text) < 200


# --- a formula without a value, and errors: the refused cases first -------------------------------------------------


def test_a_formula_without_stored_value_is_a_problem_and_not_empty() -> None:
    found = cell(making.xlsx_of({"A1": "x", "B1": "=SUM(1,2)"}), "B1")
    assert (found.text, found.angka, found.problem) == ("", None, CellProblem.FORMULA_WITHOUT_VALUE)
    assert not found.is_empty


def test_a_formula_with_stored_value_is_that_value() -> None:
    content = making.written(lambda _, sheet: sheet.write_formula("A1", "=1+1", None, 2))
    assert cell(content, "A1").angka == 2
    assert Note.FORMULA in cell(content, "A1").note


def test_a_formula_whose_result_is_empty_text_is_empty() -> None:
    content = making.raw_xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>')
    assert cell(content, "B1").is_empty


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A"])
def test_an_error_is_a_problem_with_its_text(error: str) -> None:
    found = cell(making.raw_xlsx(f'<row r="1"><c r="A1" t="e"><f>X1</f><v>{error}</v></c></row>'), "A1")
    assert (found.text, found.angka, found.problem) == (error, None, CellProblem.FORMULA_ERROR)


@pytest.mark.parametrize("raw", ["abc", "1E400", "nan", "inf"])
def test_a_number_that_is_none_is_a_problem(raw: str) -> None:
    assert cell(making.raw_xlsx(f'<row r="1"><c r="A1"><v>{raw}</v></c></row>'), "A1").problem == CellProblem.BAD_NUMBER


def test_a_day_outside_the_calendar_is_a_problem() -> None:
    found = cell(making.xlsx_of({"A1": -5}, {"A1": "dd/mm/yyyy"}), "A1")
    assert found.problem == CellProblem.BAD_DATE


# --- XLSX -----------------------------------------------------------------------------------------------------------

NUMBERS = [
    (0.9925, "0.00%", "99,25%", "99.25", {Note.PERCENT}),
    (0.9925, "0%", "99%", "99.25", {Note.PERCENT, Note.SHOWN_ROUNDED}),
    (71.46, "General", "71,46", "71.46", set()),
    (0, "General", "0", "0", set()),
    (0, "#,##0;-#,##0;-", "-", "0", {Note.NUMBER_HIDDEN}),
    (0, ";;;", "", "0", {Note.NUMBER_HIDDEN}),
    (0.7999999999999998, "General", "0,8", "0.8", {Note.NORMALISED}),
    (4079.71, "#,##0.00", "4.079,71", "4079.71", set()),
    (120.70316940743437, "0.00", "120,70", "120.703169407434", {Note.NORMALISED, Note.SHOWN_ROUNDED}),
    (1234567890123456789, "0", "1234567890123460000", "1234567890123460000", {Note.NORMALISED}),
]


@pytest.mark.parametrize(("stored", "code", "text", "angka", "notes"), NUMBERS)
def test_a_number_cell_is_shown_and_exact(stored: float, code: str, text: str, angka: str, notes: set[Note]) -> None:
    found = cell(making.xlsx_of({"A1": stored}, {"A1": code}), "A1")
    assert (found.text, found.angka, set(found.note)) == (text, Decimal(angka), notes)
    assert not found.is_empty


def test_zero_and_empty_stay_apart() -> None:
    sheet = only_sheet(making.xlsx_of({"A1": 0, "B1": None, "C1": "x"}))
    assert (sheet.at(1, 1).angka, sheet.at(1, 2).angka) == (Decimal(0), None)
    assert sheet.at(1, 2).is_empty
    assert not sheet.at(1, 1).is_empty


def test_text_stays_as_typed_but_for_outer_whitespace() -> None:
    content = making.xlsx_of({"A1": "  BB (79,39)\n", "A2": "**)", "A3": "007", "A4": "=x"})
    assert [cell(content, f"A{row}").text for row in (1, 2, 3)] == ["BB (79,39)", "**)", "007"]
    assert cell(content, "A1").raw == "  BB (79,39)\n"
    assert cell(content, "A3").angka is None


def test_days_times_and_logical_values() -> None:
    cells = {"A1": date(2026, 11, 23), "A2": timedelta(hours=1, minutes=7, seconds=38), "A3": True}
    content = making.xlsx_of(cells, {"A1": "d mmmm yyyy", "A2": "[h]:mm:ss"})
    found = [cell(content, f"A{row}") for row in (1, 2, 3)]
    assert [(c.text, c.tanggal, c.angka) for c in found] == [
        ("23 November 2026", "2026-11-23", None),
        ("1:07:38", None, None),
        ("BENAR", None, None),
    ]


def test_a_day_stored_as_iso_text_is_shown_by_its_format() -> None:
    content = making.raw_xlsx('<row r="1"><c r="A1" t="d"><v>2026-11-23</v></c></row>')
    assert (cell(content, "A1").text, cell(content, "A1").tanggal) == ("23/11/2026", "2026-11-23")


def test_merged_cells_repeat_their_first_value_within_the_used_area() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet["A1"], sheet["B1"], sheet["B2"], sheet["C2"] = "Indikator", "Target", 2024, 2025
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:Z1")

    sheet = only_sheet(making.xlsx(write))
    assert [[c.text for c in row] for row in sheet.rows] == [
        ["Indikator", "Target", "Target"],
        ["Indikator", "2024", "2025"],
    ]
    assert (sheet.at(2, 1).merged_from, sheet.at(1, 3).merged_from, sheet.at(1, 1).merged_from) == ("A1", "B1", None)


def test_hidden_sheets_are_told() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet["A1"] = 1
        book.create_sheet("Rahasia").sheet_state = "hidden"

    sheets = read_workbook(making.xlsx(write), filename="a.xlsx").sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Data", False), ("Rahasia", True)]


def test_rich_text_inline_text_and_escaped_characters() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_rich_string("A1", "Angka ", book.add_format({"bold": True}), "Melek", " Huruf")
        sheet.write_string("A2", "a\x02b _x0041_")

    content = making.written(write)
    assert [cell(content, name).text for name in ("A1", "A2")] == ["Angka Melek Huruf", "a\x02b _x0041_"]
    inline = making.raw_xlsx('<row><c t="inlineStr"><is><t>satu</t><rPh><t>x</t></rPh></is></c><c><v>2</v></c></row>')
    assert [c.text for c in only_sheet(inline).rows[0]] == ["satu", "2"]


def test_days_of_a_workbook_may_count_from_1904() -> None:
    def write(book: Any, sheet: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        sheet["A1"] = date(2026, 11, 23)

    content = making.xlsx(write)
    assert cell(content, "A1").tanggal == "2026-11-23"
    assert cell(content, "A1").raw == "44887"


def test_a_million_formatted_empty_cells_are_not_read() -> None:
    content = making.raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert len(only_sheet(content).rows) == 1


# --- ODS ------------------------------------------------------------------------------------------------------------


def ods_cell(attributes: str, shown: str) -> Cell:
    table = (
        f'<table:table table:name="D"><table:table-row><table:table-cell {attributes}><text:p>{shown}</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    return only_sheet(making.raw_ods(table)).at(1, 1)


ODS_NUMBERS = [
    ("percentage", "0.9925", "99,25%", "99,25%", "99.25", {Note.PERCENT}),
    ("percentage", "0.9925", "99.25%", "99,25%", "99.25", {Note.PERCENT}),  # saved by an English LibreOffice
    ("percentage", "0.9925", "99%", "99%", "99.25", {Note.PERCENT, Note.SHOWN_ROUNDED}),
    ("float", "1234", "1.234", "1.234", "1234", set()),
    ("float", "1.234", "1.234", "1,234", "1.234", set()),
    ("float", "1234567.5", "1,234,567.50", "1.234.567,50", "1234567.5", set()),
    ("currency", "1500000", "Rp1.500.000", "Rp1.500.000", "1500000", set()),
    ("float", "-5.25", "-5,25", "-5,25", "-5.25", set()),
    ("float", "0", "-", "-", "0", {Note.NUMBER_HIDDEN}),
    ("float", "0.7999999999999998", "0,8", "0,8", "0.8", {Note.NORMALISED}),
]


@pytest.mark.parametrize("case", ODS_NUMBERS)
def test_an_ods_number_is_turned_into_our_notation(case: tuple[str, str, str, str, str, set[Note]]) -> None:
    kind, stored, shown, text, angka, notes = case
    found = ods_cell(f'office:value-type="{kind}" office:value="{stored}"', shown)
    assert (found.text, found.angka, set(found.note)) == (text, Decimal(angka), notes)


def test_ods_days_times_logical_values_and_errors() -> None:
    day = ods_cell('office:value-type="date" office:date-value="2026-11-23"', "23 November 2026")
    assert (day.text, day.tanggal) == ("23 November 2026", "2026-11-23")
    assert ods_cell('office:value-type="time" office:time-value="PT01H07M38S"', "1:07:38").text == "1:07:38"
    assert ods_cell('office:value-type="time" office:time-value="PT01H07M38S"', "").text == "1:07:38"
    assert ods_cell('office:value-type="boolean" office:boolean-value="true"', "TRUE").text == "BENAR"
    assert (
        ods_cell('office:value-type="string" calcext:value-type="error"', "#N/A").problem == CellProblem.FORMULA_ERROR
    )
    assert ods_cell('table:formula="of:=A2"', "").problem == CellProblem.FORMULA_WITHOUT_VALUE
    assert ods_cell('office:value-type="date" office:date-value="2026-13-45"', "x").problem == CellProblem.BAD_DATE


def test_ods_repeats_spans_hidden_sheets_and_notes() -> None:
    table = (
        '<table:table table:name="D" table:style-name="t1">'
        '<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2">'
        "<office:annotation><text:p>catatan orang</text:p></office:annotation>"
        "<text:p>Target<text:s text:c='2'/>dua</text:p>"
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>'
    )
    style = '<style:style style:name="t1"><style:table-properties table:display="false"/></style:style>'
    sheet = only_sheet(making.raw_ods(table, styles=style))
    assert [[c.text for c in row] for row in sheet.rows] == [["Target  dua", "Target  dua"], ["5", "5"], ["5", "5"]]
    assert sheet.at(1, 2).merged_from == "A1"
    assert sheet.hidden


def test_an_ods_of_odfpy_is_read() -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Data")
    row = TableRow()
    for kind, value, shown in (("string", None, "IPM"), ("float", "71.46", "71,46")):
        attributes = {"valuetype": kind} | ({"value": value} if value else {})
        found = TableCell(**attributes)
        found.addElement(P(text=shown))
        row.addElement(found)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    content = making.saved_odf(document)
    workbook = read_workbook(content, filename="a.ods")
    assert workbook.kind is Kind.ODS
    assert [c.text for c in workbook.sheets[0].rows[0]] == ["IPM", "71,46"]
    assert workbook.sheets[0].rows[0][1].angka == Decimal("71.46")


# --- XLS ------------------------------------------------------------------------------------------------------------


def test_an_old_xls_is_read_as_shown() -> None:
    workbook = read_workbook((making.FILES / "lama.xls").read_bytes(), filename="lama.xls")
    sheet = workbook.sheets[0]
    assert workbook.kind is Kind.XLS
    assert [(s.name, s.hidden) for s in workbook.sheets] == [("Data", False), ("Sembunyi", True)]
    assert [[c.text for c in row] for row in sheet.rows] == [
        ["Indikator", "Target", "Target"],
        ["Indikator", "2024", "2025"],
        ["IPM", "99,25%", "4.079,71"],
        ["Waktu", "1:07:38", "23 November 2026"],
        ["Galat", "#DIV/0!", "BENAR"],
        ["spasi", "0", "0,8"],
    ]
    assert (sheet.at(3, 2).angka, sheet.at(6, 2).angka, sheet.at(6, 3).angka) == (
        Decimal("99.25"),
        Decimal(0),
        Decimal("0.8"),
    )
    assert (sheet.at(4, 3).tanggal, sheet.at(1, 3).merged_from) == ("2026-11-23", "B1")
    assert sheet.at(5, 2).problem == CellProblem.FORMULA_ERROR
    assert sheet.at(6, 1).raw == "  spasi "


# --- CSV ------------------------------------------------------------------------------------------------------------

ROWS = [["nama", "nilai"], ["Angka Kematian Ibu", "81,5"], ["Opini “BPK”", "WTP"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_in_every_encoding(encoding: str, delimiter: str) -> None:
    content = "\n".join(delimiter.join(row) for row in ROWS).encode(encoding)
    sheet = only_sheet(content, "IKU 2025.csv")
    assert sheet.name == "IKU 2025"
    assert [[c.text for c in row] for row in sheet.rows] == ROWS
    assert sheet.at(2, 2).angka is None  # whether 81,5 is a number is for arithmetic to say


CSV = [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a;b\n1,5;2,5\n3,5;4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
    ("1,5;2,5\n3,5;4,5\n", [["1,5", "2,5"], ["3,5", "4,5"]]),
    ('a,b\n"baris 1\nbaris 2","x; y"\n', [["a", "b"], ["baris 1\nbaris 2", "x; y"]]),
    ('a,b\n"kata ""kutip""",2\n', [["a", "b"], ['kata "kutip"', "2"]]),
    ('a,b\n"tanpa" aturan,2\n', [["a", "b"], ["tanpa aturan", "2"]]),
    ("sep=;\na;b\n", [["a", "b"]]),
    ("hanya satu kolom\nbaris dua\n", [["hanya satu kolom"], ["baris dua"]]),
    ("a,b\n\n,\n1,2\n", [["a", "b"], [], [], ["1", "2"]]),
    ("=1+1,@x\n", [["=1+1", "@x"]]),
]


@pytest.mark.parametrize(("text", "rows"), CSV)
def test_csv_as_people_save_it(text: str, rows: list[list[str]]) -> None:
    assert [[c.text for c in row] for row in only_sheet(text.encode(), "a.csv").rows] == rows


def test_an_unclosed_quote_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(b'a,b\n1,2\n"tidak ditutup,3\n4,5\n', filename="a.csv")
    assert (refused.value.code, refused.value.detail) == ("kutip_tidak_ditutup", "3")


# --- all kinds ------------------------------------------------------------------------------------------------------


def test_the_kind_is_decided_by_content() -> None:
    assert read_workbook(making.xlsx_of({"A1": 1}), filename="salah.csv").kind is Kind.XLSX
    assert read_workbook(b"a,b\n1,2", filename="salah.xlsx").kind is Kind.CSV


@pytest.mark.parametrize(("row", "column", "name"), [(1, 1, "A1"), (7, 2, "B7"), (50, 28, "AB50"), (1, 703, "AAA1")])
def test_addresses(row: int, column: int, name: str) -> None:
    assert address(row, column) == name
    assert position(name) == (row, column)


def test_beyond_the_last_cell_is_an_empty_cell() -> None:
    assert only_sheet(making.xlsx_of({"A1": 1})).at(9, 9) == Cell(9, 9)
