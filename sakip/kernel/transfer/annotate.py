"""A refused file given back: bad cells highlighted and commented, and a first sheet "Masalah" that lists everything."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from sakip.kernel.transfer.cells import Kind, Sheet, Workbook, position
from sakip.kernel.transfer.neutral import is_dangerous, row_height, sheet_name
from sakip.kernel.transfer.problems import Problem, Severity, sentence
from sakip.kernel.transfer.reading import read_workbook

LIST_SHEET = "Masalah"
_HEADINGS = ("No.", "Tingkat", "Lembar", "Sel", "Kolom", "Isi", "Masalah dan cara memperbaikinya")
_WIDTHS = (6, 12, 22, 10, 28, 28, 90)
_WORDS = {Severity.TOLAK: "Ditolak", Severity.TANYA: "Perlu jawaban", Severity.CATATAN: "Catatan"}
_COLOURS = {Severity.TOLAK: "FFC7CE", Severity.TANYA: "FFEB9C", Severity.CATATAN: "DDEBF7"}
_ORDER = (Severity.TOLAK, Severity.TANYA, Severity.CATATAN)
_AUTHOR = "SAKIP"
_LONGEST_COMMENT = 4_000
_LONGEST_TEXT = 32_767


def annotated(
    content: bytes, filename: str, problems: Sequence[Problem], sentences: Mapping[str, str] | None = None
) -> bytes:
    """The file as XLSX with its problems in it. UnreadableFile where it cannot be read in the first place.

    An XLSX keeps its looks; of every other kind the result is a copy of what was read, as text. Whatever a person typed
    stays text: only formulas that the person's own XLSX already held stay formulas.
    """
    workbook = read_workbook(content, filename=filename)
    if workbook.kind is Kind.XLSX:
        marked = _marked_original(content, problems, sentences)
        if marked is not None:
            return marked
    return _marked_copy(workbook, problems, sentences)


def _by_cell(problems: Sequence[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """Problems by (sheet, address), the worst first."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: _ORDER.index(problem.severity)):
        if problem.address:
            found.setdefault((problem.sheet, problem.address), []).append(problem)
    return found


def _comment(problems: Sequence[Problem], sentences: Mapping[str, str] | None) -> str:
    return _clean("\n\n".join(sentence(problem, sentences) for problem in problems))[:_LONGEST_COMMENT]


def _line(number: int, problem: Problem, sentences: Mapping[str, str] | None) -> tuple[str, ...]:
    said = sentence(problem, sentences)
    texts = (
        str(number),
        _WORDS[problem.severity],
        problem.sheet,
        problem.address,
        problem.column_label,
        problem.value,
        said,
    )
    return tuple(_clean(text)[:_LONGEST_TEXT] for text in texts)


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _target(sheet: str, cell: str) -> str:
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def _marked_original(content: bytes, problems: Sequence[Problem], sentences: Mapping[str, str] | None) -> bytes | None:
    """The person's own XLSX with marks; None where openpyxl cannot load or save it, which the reader above could."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and extensions that are left out
            book = openpyxl.load_workbook(BytesIO(content))
            for (sheet, cell), found in _by_cell(problems).items():
                if sheet in book.sheetnames:
                    _mark(book[sheet], cell, found, sentences)
            _list_first(book, problems, sentences)
            output = BytesIO()
            book.save(output)
    except Exception:  # noqa: BLE001 -- openpyxl stops at what it does not know, in every way; the copy always works
        return None
    return output.getvalue()


def _mark(sheet: Any, name: str, problems: Sequence[Problem], sentences: Mapping[str, str] | None) -> None:
    for merged in sheet.merged_cells.ranges:
        if name in merged:
            name = merged.start_cell.coordinate
            break
    cell = sheet[name]
    cell.fill = PatternFill("solid", fgColor=_COLOURS[problems[0].severity])
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    cell.comment = Comment(before + _comment(problems, sentences), _AUTHOR, height=140, width=360)


def _list_first(book: Any, problems: Sequence[Problem], sentences: Mapping[str, str] | None) -> None:
    sheet = book.create_sheet(sheet_name(LIST_SHEET, {name.lower() for name in book.sheetnames}), 0)
    for at, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, at, heading)
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E8C")
        sheet.column_dimensions[cell.column_letter].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, problem in enumerate(problems, start=1):
        texts = _line(number, problem, sentences)
        sheet.row_dimensions[number + 1].height = row_height(zip(texts, _WIDTHS, strict=True))
        for at, text in enumerate(texts, start=1):
            cell = sheet.cell(number + 1, at)
            cell.value = text
            cell.data_type = "s"  # openpyxl takes a text that begins with "=" for a formula
            cell.quotePrefix = is_dangerous(text)
            cell.alignment = wrapped
            if at == 2:
                cell.fill = PatternFill("solid", fgColor=_COLOURS[problem.severity])
        if problem.address and problem.sheet in book.sheetnames:
            link = sheet.cell(number + 1, 4)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=_target(problem.sheet, problem.address))
            link.font = Font(name="Calibri", color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _marked_copy(workbook: Workbook, problems: Sequence[Problem], sentences: Mapping[str, str] | None) -> bytes:
    """What was read, as text cells, with marks."""
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    taken: set[str] = set()
    listing = book.add_worksheet(sheet_name(LIST_SHEET, taken))
    names = {sheet.name: sheet_name(sheet.name, taken) for sheet in workbook.sheets}
    formats = _Formats(book)
    marks = _by_cell(problems)
    for sheet in workbook.sheets:
        _copy_sheet(book.add_worksheet(names[sheet.name]), sheet, marks, formats, sentences)
    _write_list(listing, problems, names, formats, sentences)
    listing.activate()
    book.close()
    return output.getvalue()


class _Formats:
    """The few cell formats of a copy, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}
        self.head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E8C"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})

    def cell(self, colour: str, text: str) -> Any:
        key = (colour, is_dangerous(text))
        if key not in self._made:
            fill = {"bg_color": f"#{colour}"} if colour else {}
            quote = {"quote_prefix": True} if key[1] else {}
            self._made[key] = self._book.add_format(
                {"num_format": "@", "text_wrap": True, "valign": "top", **fill, **quote}
            )
        return self._made[key]


def _copy_sheet(
    target: Any,
    sheet: Sheet,
    marks: Mapping[tuple[str, str], Sequence[Problem]],
    formats: _Formats,
    sentences: Mapping[str, str] | None,
) -> None:
    target.set_column(0, max(sheet.width - 1, 0), 20)
    for row in sheet.rows:
        for cell in row:
            if not cell.is_empty:
                text = (cell.text or cell.raw)[:_LONGEST_TEXT]
                target.write_string(cell.row - 1, cell.column - 1, text, formats.cell("", text))
    for (name, where), found in marks.items():
        if name != sheet.name:
            continue
        row_number, column_number = position(where)
        text = sheet.at(row_number, column_number).text[:_LONGEST_TEXT]
        style = formats.cell(_COLOURS[found[0].severity], text)
        if text:
            target.write_string(row_number - 1, column_number - 1, text, style)
        else:
            target.write_blank(row_number - 1, column_number - 1, None, style)
        size = {"author": _AUTHOR, "width": 360, "height": 140}
        target.write_comment(row_number - 1, column_number - 1, _comment(found, sentences), size)


def _write_list(
    listing: Any,
    problems: Sequence[Problem],
    names: Mapping[str, str],
    formats: _Formats,
    sentences: Mapping[str, str] | None,
) -> None:
    for at, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        listing.write_string(0, at, heading, formats.head)
        listing.set_column(at, at, width)
    for number, problem in enumerate(problems, start=1):
        texts = _line(number, problem, sentences)
        listing.set_row(number, row_height(zip(texts, _WIDTHS, strict=True)))
        for at, text in enumerate(texts):
            colour = _COLOURS[problem.severity] if at == 1 else ""
            listing.write_string(number, at, text, formats.cell(colour, text))
        if problem.address and problem.sheet in names:
            link = f"internal:{_target(names[problem.sheet], problem.address)}"
            listing.write_url(number, 3, link, formats.link, string=problem.address)
    listing.freeze_panes(1, 0)
    listing.set_landscape()
    listing.fit_to_pages(1, 0)
