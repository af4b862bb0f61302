"""The old XLS, which agencies still keep. What xlrd reads are values: which cells were formulas is not known."""

from __future__ import annotations

import io

import xlrd

from sakip.kernel.transfer.cells import MAX_SHEETS, Cell, Kind, UnreadableFile, Workbook
from sakip.kernel.transfer.reading import numberformat, values
from sakip.kernel.transfer.reading.grid import Budget, Grid


def read(content: bytes) -> Workbook:
    """The workbook. UnreadableFile where it is encrypted, damaged or beyond the limits."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except Exception as error:
        raise UnreadableFile("terkunci_sandi" if "encrypted" in str(error).lower() else "rusak") from error
    if book.nsheets > MAX_SHEETS:
        raise UnreadableFile("terlalu_banyak_lembar")
    budget = Budget()
    sheets = []
    for sheet in book.sheets():
        grid = Grid(sheet.name, budget)
        for row in range(sheet.nrows):
            for column, stored in enumerate(sheet.row(row)):
                cell = _cell(book, stored, row + 1, column + 1)
                if cell is not None and not cell.is_empty:
                    grid.put(cell)
        for first_row, after_row, first_column, after_column in sheet.merged_cells:
            grid.merge(first_row + 1, first_column + 1, after_row, after_column)
        sheets.append(grid.sheet(hidden=bool(sheet.visibility)))
    return Workbook(Kind.XLS, tuple(sheets))


def _cell(book: xlrd.Book, stored: xlrd.sheet.Cell, row: int, column: int) -> Cell | None:
    kind = stored.ctype
    if kind == xlrd.XL_CELL_TEXT:
        return values.text_cell(row, column, stored.value)
    if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        code = _format(book, stored.xf_index)
        return values.number_cell(
            row, column, repr(stored.value), code, number=stored.value, from_1904=bool(book.datemode)
        )
    if kind == xlrd.XL_CELL_BOOLEAN:
        return values.boolean_cell(row, column, value=bool(stored.value), raw=str(stored.value))
    if kind == xlrd.XL_CELL_ERROR:
        return values.error_cell(row, column, xlrd.error_text_from_code.get(stored.value, "#ERROR!"))
    return None


def _format(book: xlrd.Book, style: int | None) -> str:
    """The cell's format code. Codes known by number are taken from our own table: xlrd names the American ones."""
    if style is None or style >= len(book.xf_list):
        return numberformat.GENERAL
    key = book.xf_list[style].format_key
    found = book.format_map.get(key)
    return numberformat.BUILT_IN.get(key) or (found.format_str if found else numberformat.GENERAL)
