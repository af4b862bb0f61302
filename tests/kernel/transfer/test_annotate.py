"""The refused file given back: marks in the cells, and a list that leads to them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.neutral import sheet_name
from sakip.kernel.transfer.problems import Problem, Severity, sentence
from sakip.kernel.transfer.reading import read_workbook
from tests.kernel.transfer import making

HEADINGS = ["No.", "Tingkat", "Lembar", "Sel", "Kolom", "Isi", "Masalah dan cara memperbaikinya"]


def problem(sheet: str, address: str, value: str = "abc", severity: Severity = Severity.TOLAK) -> Problem:
    return Problem(sheet, 2, "Target", address, value, "angka_tidak_sah", {}, severity)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def source(_: Any, sheet: Any) -> None:
    sheet.title = "O'Data"
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Nama", "Target", "IPM", "abc"
    sheet["A3"], sheet["C1"] = "=1+1", "Digabung"
    sheet.merge_cells("C1:D2")


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        annotated(b"%PDF", "a.xlsx", [])


def test_an_xlsx_comes_back_with_marks_and_a_list() -> None:
    problems = [problem("O'Data", "B2"), problem("O'Data", "D2", "x", Severity.CATATAN), problem("", "", "y")]
    book = opened(annotated(making.xlsx(source), "a.xlsx", problems))
    assert book.sheetnames == ["Masalah", "O'Data"]
    listing, sheet = book.worksheets
    assert [cell.value for cell in listing[1]] == HEADINGS
    assert [cell.value for cell in listing["G"]][1:] == [sentence(found) for found in problems]
    assert [cell.value for cell in listing["B"]][1:] == ["Ditolak", "Catatan", "Ditolak"]
    assert listing["D2"].hyperlink.location == "'O''Data'!B2"
    assert listing["D4"].hyperlink is None
    assert sheet["B2"].fill.fgColor.rgb == "00FFC7CE"
    assert sentence(problems[0]) in sheet["B2"].comment.text
    assert sheet["C1"].fill.fgColor.rgb == "00DDEBF7"  # the merged range's first cell
    assert sheet["B2"].value == "abc"
    assert sheet["A3"].value == "=1+1"  # the person's own formula stays


def test_the_worst_problem_of_a_cell_gives_its_colour_and_all_are_told() -> None:
    problems = [problem("O'Data", "B2", "a", Severity.CATATAN), problem("O'Data", "B2", "b", Severity.TOLAK)]
    sheet = opened(annotated(making.xlsx(source), "a.xlsx", problems))["O'Data"]
    assert sheet["B2"].fill.fgColor.rgb == "00FFC7CE"
    assert all(sentence(found) in sheet["B2"].comment.text for found in problems)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "a\x00b"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_a_person_typed_never_becomes_a_formula(text: str, kind: str) -> None:
    content = making.xlsx(source) if kind == "xlsx" else b"nama;nilai\n=1+1;@SUM(1)\n"
    book = opened(annotated(content, "data.csv", [problem("data" if kind == "csv" else "O'Data", "B2", text)]))
    assert book["Masalah"]["F2"].data_type == "s"
    assert book["Masalah"]["F2"].quotePrefix == (text[0] in "=+-@\t")
    assert all(cell.data_type != "f" for line in book["Masalah"] for cell in line)
    if kind == "csv":
        assert [cell.data_type for cell in book["data"][2]] == ["s", "s"]
        assert book["data"]["A2"].quotePrefix


def test_every_other_kind_comes_back_as_a_copy() -> None:
    long = "deliserdang-evaluasi-renja-bappedalitbang-2025-tw4"
    content = making.rows_csv([["nama", "nilai"], ["IPM", "abc"], ["Gini", ""]], ";")
    book = opened(annotated(content, f"{long}.csv", [problem(long, "B2"), problem(long, "B3", "")]))
    assert book.sheetnames == ["Masalah", long[:31]]
    sheet = book.worksheets[1]
    assert [[cell.value for cell in line] for line in sheet] == [["nama", "nilai"], ["IPM", "abc"], ["Gini", None]]
    assert sheet["B2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["B3"].comment is not None
    assert book["Masalah"]["D2"].hyperlink.location == f"'{long[:31]}'!B2"
    old = (making.FILES / "lama.xls").read_bytes()
    assert opened(annotated(old, "lama.xls", [problem("Data", "B5")])).sheetnames == ["Masalah", "Data", "Sembunyi"]


def test_a_file_openpyxl_does_not_understand_comes_back_as_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(openpyxl, "load_workbook", fail)
    content = annotated(making.xlsx(source), "a.xlsx", [problem("O'Data", "B2")])
    monkeypatch.undo()
    assert opened(content)["O'Data"]["A3"].data_type != "f"


def test_the_annotated_file_can_be_read_again() -> None:
    workbook = read_workbook(annotated(making.xlsx(source), "a.xlsx", [problem("O'Data", "B2")]), filename="a.xlsx")
    assert [sheet.name for sheet in workbook.sheets] == ["Masalah", "O'Data"]


def test_a_component_tells_its_own_codes() -> None:
    own = Problem("O'Data", 2, "", "B2", "x", "khusus")
    listing = opened(annotated(making.xlsx(source), "a.xlsx", [own], {"khusus": "{tempat} khusus."}))["Masalah"]
    assert listing["G2"].value == "Lembar “O'Data”, baris 2 (sel B2) khusus."


def test_sheet_names_are_made_acceptable_and_different() -> None:
    taken: set[str] = set()
    assert [sheet_name(name, taken) for name in ("a/b", "A?B", "", "'x'", "y" * 40, "y" * 40)] == [
        "a-b", "A-B (2)", "Lembar", "x", "y" * 31, "y" * 27 + " (2)",
    ]  # fmt: skip
