"""The tables of a neutral document as a workbook: numbers as numbers, nothing that a spreadsheet would run."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from sakip.documents import layout, text
from sakip.documents.model import Cell, Document, Missing, Row, Table

_UNSAFE: Final = re.compile(r"[\[\]:*?/\\]")
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_CHARACTERS_PER_MM: Final = 0.55
_MM: Final = 250  # the width that a sheet's columns share; more where their numbers and words need more
_LEAST: Final = 7.0  # points: from here on every number and word fits, and the widths are enlarged with the letters
_WIDEST_A4: Final = 400  # a wider sheet is printed on A3, to be read without a glass
# Arial of 10 points: a spreadsheet's unit of width is a digit, and a line is a little higher than its letters.
_EM_PER_MM: Final = _CHARACTERS_PER_MM * 0.56
_POINTS_PER_LINE, _HIGHEST = 12.8, 409.0
_POINTS: Final = 10.0
_A4, _A3 = 9, 8  # as Excel numbers its papers
_ALIGN: Final = {"left": "left", "center": "center", "right": "right"}


def render_xlsx(source: Document | Iterable[tuple[str, Table]]) -> bytes:
    """One sheet per table. A missing value stands as its words in grey italics, 0 as the number 0, None as nothing.

    A number is written as a number with the places of its column; Excel keeps 15 digits, as our quantities do.
    """
    sheets = list(_tables(source) if isinstance(source, Document) else source)
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        writer = _Writer(workbook)
        for name, table in sheets:
            writer.sheet(name, table)
        if not sheets:
            workbook.add_worksheet("Kosong").write_string(0, 0, "Dokumen ini tidak memuat tabel.")
    return buffer.getvalue()


def _tables(document: Document) -> Iterable[tuple[str, Table]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return ((text.label_of(table) or f"Tabel {index}", table) for index, table in enumerate(tables, 1))


def is_risky(words: str) -> bool:
    """Whether a spreadsheet would read the text as a formula once somebody edits the cell."""
    return words.startswith(_RISKY) or text.clean(words).lstrip().startswith(_RISKY)


def _widths(table: Table) -> tuple[float, ...]:
    """In millimetres, wide enough for every number and word: a sheet's letters do not shrink as those of paper do, and
    a number that does not fit is shown as ###."""
    found = (layout.table_layout(table, width) for width in range(_MM, _MM * 20, 10))
    fitting = next((each for each in found if each.font_size >= _LEAST), None)
    chosen = fitting or layout.table_layout(table, _MM * 20)
    scale = _POINTS / chosen.font_size if sum(chosen.widths) > _MM else 1.0
    return tuple(width * scale for width in chosen.widths)


def _heights(table: Table, rows: tuple[Row, ...], widths: tuple[float, ...]) -> list[float]:
    """How high each row is in points, so that nothing in it is cut: a spreadsheet does not measure merged cells, and
    LibreOffice measures none when it opens a file. What a cell over several rows lacks, the last of them gets."""
    lines = [1] * len(rows)
    spanning: list[tuple[int, int, int]] = []
    for y, (row, placed) in enumerate(zip(rows, layout.positions(rows), strict=True)):
        for x, cell in placed:
            bold = cell.bold or row.kind != "body" or rows is table.header
            need = _lines(table, x, cell, sum(widths[x : x + cell.colspan]) / (1.06 if bold else 1.0))
            if cell.rowspan > 1:
                spanning.append((y, min(y + cell.rowspan, len(rows)), need))
            else:
                lines[y] = max(lines[y], need)
    for first, end, need in spanning:
        lines[end - 1] += max(need - sum(lines[first:end]), 0)
    return [_points(each) for each in lines]


def _lines(table: Table, x: int, cell: Cell, width: float) -> int:
    words = text.write_cell(cell, table.columns[x]).whole
    return layout.lines_of(text.clean(words), max(width * _EM_PER_MM - cell.indent * 0.9, 1.0))  # a step: a letter


def _points(lines: float) -> float:
    return min(lines * _POINTS_PER_LINE + 2.2, _HIGHEST)


class _Writer:
    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.names: set[str] = set()

    def sheet(self, name: str, table: Table) -> None:
        sheet = self.workbook.add_worksheet(self._name(name))
        line = 0
        widths = _widths(table)
        for x, width in enumerate(widths):
            sheet.set_column(x, x, width * _CHARACTERS_PER_MM)
        if caption := text.caption_of(table):
            self._across(sheet, 0, caption, widths, bold=True, font_size=12, font_color=text.NAVY)
            line = 2
        for rows, header in ((table.header, True), ((*table.rows, *table.totals), False)):
            heights = _heights(table, rows, widths)
            for row, placed, height in zip(rows, layout.positions(rows), heights, strict=True):
                for x, cell in placed:
                    self._cell(sheet, (line, x), cell, row, table=table, header=header)
                sheet.set_row(line, height)
                line += 1
            if header:
                sheet.freeze_panes(line, 0)
                sheet.repeat_rows(line - len(rows), line - 1)
        for words in (f"Sumber: {table.source}" if table.source else "", table.note):
            if words:
                self._across(sheet, line, text.clean(words), widths, italic=True, font_color=text.GREY)
                line += 1
        sheet.set_landscape()
        sheet.set_paper(_A3 if sum(widths) > _WIDEST_A4 else _A4)
        sheet.fit_to_pages(1, 0)

    def _across(self, sheet: Any, line: int, words: str, widths: tuple[float, ...], **look: Any) -> None:
        """Words over the whole width of the table: what runs on beside it would make the printed table small."""
        made = self._format(quote_prefix=True, text_wrap=True, **look)
        if len(widths) > 1:
            sheet.merge_range(line, 0, line, len(widths) - 1, "", made)
        sheet.write_string(line, 0, words, made)
        size = look.get("font_size", 10) / 10
        sheet.set_row(line, _points(layout.lines_of(words, sum(widths) * _EM_PER_MM / size) * size))

    def _name(self, name: str) -> str:
        """A sheet's name as Excel allows it: 31 characters, none of []:*?/\\, each once."""
        base = _UNSAFE.sub("-", text.clean(name)).strip("' ")[:31] or "Tabel"
        made, number = base, 2
        while made.casefold() in self.names:
            suffix = f" ({number})"
            made, number = base[: 31 - len(suffix)] + suffix, number + 1
        self.names.add(made.casefold())
        return made

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(
                {"font_name": "Arial", "font_size": 10, "valign": "top", **properties}
            )
        return self.formats[key]

    def _cell(self, sheet: Any, at: tuple[int, int], cell: Cell, row: Row, *, table: Table, header: bool) -> None:
        y, x = at
        value, look = self._header(cell) if header else self._body(cell, row, table, x)
        if isinstance(value, str) and is_risky(value):
            # Excel's own mark for "this is text": unlike a typed apostrophe it changes no character of it.
            look["quote_prefix"] = True
        made = self._format(border=1, border_color=text.RULE, text_wrap=True, **look)
        if cell.colspan > 1 or cell.rowspan > 1:
            sheet.merge_range(y, x, y + cell.rowspan - 1, x + cell.colspan - 1, "", made)
        match value:
            case None:
                sheet.write_blank(y, x, None, made)
            case str():
                sheet.write_string(y, x, text.clean(value), made)
            case date():
                sheet.write_datetime(y, x, value, made)
            case _:
                sheet.write_number(y, x, value, made)

    def _header(self, cell: Cell) -> tuple[Any, dict[str, Any]]:
        return str(cell.value or ""), {"bold": True, "align": "center", "valign": "vcenter", "bg_color": text.HEAD_FILL}

    def _body(self, cell: Cell, row: Row, table: Table, x: int) -> tuple[Any, dict[str, Any]]:
        column = table.columns[x]
        written = text.write_cell(cell, column)
        look: dict[str, Any] = {"align": _ALIGN[written.align]}
        if row.kind != "body":
            look |= {"bold": True, "bg_color": text.GROUP_FILL}
        if cell.bold:
            look["bold"] = True
        if cell.indent and written.align == "left":
            look["indent"] = cell.indent
        if isinstance(cell.value, Missing) or cell.status or isinstance(cell.value, str):
            if isinstance(cell.value, Missing):
                look |= {"italic": True, "font_color": text.GREY}
            elif cell.status:
                look["font_color"] = text.TONES[cell.tone]
            return written.whole, look
        kind, places = cell.kind or column.kind, column.places if cell.places is None else cell.places
        return self._number(cell.value, kind, places, look)

    def _number(self, value: Any, kind: str, places: int | None, look: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        if value is None:
            return None, look
        if isinstance(value, date):
            return value, {**look, "num_format": "d mmmm yyyy"}
        if kind in {"integer", "rupiah"} or (kind == "text" and isinstance(value, int)):
            pattern = "#,##0"
        else:
            pattern = "General" if places is None else "#,##0" + ("." + "0" * places if places else "")
        # The printed percent sign belongs to the number's look; the number itself stays on the scale of 100.
        suffix = '"%"' if kind == "percent" and pattern != "General" else ""
        prefix = '"Rp"' if kind == "rupiah" else ""
        return Decimal(value), {**look, "num_format": f"{prefix}{pattern}{suffix}"}
