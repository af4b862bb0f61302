"""XLSX and XLSM in one pass over each sheet: values, formulas without value, formats, merged cells.

openpyxl would read each sheet twice (once for formulas, once for values), reads merged ranges only in its slow mode,
and stops at styles it does not know; nothing of that is needed to see the cells.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sakip.kernel.transfer.cells import Cell, CellProblem, Kind, UnreadableFile, Workbook, position
from sakip.kernel.transfer.reading import dateformat, numberformat, values
from sakip.kernel.transfer.reading.grid import Budget, Grid
from sakip.kernel.transfer.reading.package import Package
from sakip.kernel.transfer.reading.xlsx_parts import Book, Relations, Strings, Styles, is_true, unescaped

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- spreadsheets know no time zone


def read(package: Package) -> Workbook:
    """The workbook. UnreadableFile where it is damaged or beyond the limits."""
    main = Relations(package, "").by_kind("officeDocument")
    relations = Relations(package, main)
    book, strings, styles = Book(), Strings(), Styles()
    package.scan(main, book)
    if path := relations.by_kind("sharedStrings"):
        package.scan(path, strings)
    if path := relations.by_kind("styles"):
        package.scan(path, styles)
    budget, codes, sheets = Budget(), styles.codes(), []
    for name, relation, hidden in book.sheets:
        if path := relations.by_id(relation, "worksheet"):
            reader = SheetReader(Grid(name, budget), strings.items, codes, from_1904=book.from_1904)
            package.scan(path, reader)
            sheets.append(reader.grid.sheet(hidden=hidden))
    return Workbook(Kind.XLSX, tuple(sheets))


class SheetReader:
    """Handler for one worksheet."""

    def __init__(self, grid: Grid, strings: list[str], codes: dict[str, str], *, from_1904: bool) -> None:
        self.grid = grid
        self._strings = strings
        self._codes = codes
        self._from_1904 = from_1904
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] | None = None
        self._value: str | None = None  # None: no <v> at all; "" : an empty one
        self._formula: str | None = None
        self._inline: list[str] = []
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            self._value = self._formula = None
            self._inline = []
            self._place(attributes.get("r"))
        elif name in {"v", "f", "t"}:
            self._pieces = []
        elif name == "row":
            self._row = _number(attributes.get("r")) or self._row + 1
            self._column = 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        if self._pieces is not None:
            self._pieces.append(data)

    def end(self, name: str) -> None:
        if name in {"v", "f", "t"} and self._pieces is not None:
            text, self._pieces = "".join(self._pieces), None
            if name == "v":
                self._value = text
            elif name == "f":
                self._formula = text
            elif not self._phonetic:
                self._inline.append(text)
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            cell = self._cell()
            if cell is not None and not cell.is_empty:
                self.grid.put(cell)

    def _place(self, name: str | None) -> None:
        if name is None:
            self._column += 1
            return
        try:
            self._row, self._column = position(name)
        except ValueError as error:
            raise UnreadableFile("rusak") from error

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        try:
            self.grid.merge(*position(first), *position(last or first))
        except ValueError as error:
            raise UnreadableFile("rusak") from error

    def _cell(self) -> Cell | None:  # noqa: PLR0911 -- one line for each of the format's cell types
        row, column, kind = self._row, self._column, self._attributes.get("t", "n")
        formula = self._formula is not None
        if kind == "inlineStr":
            return values.text_cell(row, column, unescaped("".join(self._inline)), formula=formula)
        raw = self._value
        if not raw:
            # A formula's empty text result is a real value; every other formula must have one.
            if formula and not (kind == "str" and raw == ""):
                return values.formula_without_value(row, column, f"={self._formula}")
            return None
        if kind == "s":
            return values.text_cell(row, column, self._shared(raw))
        if kind == "str":
            return values.text_cell(row, column, unescaped(raw), formula=formula)
        if kind == "b":
            return values.boolean_cell(row, column, value=is_true(raw), raw=raw, formula=formula)
        if kind == "e":
            return values.error_cell(row, column, raw)
        code = self._codes.get(self._attributes.get("s", "0"), numberformat.GENERAL)
        if kind == "d":
            return _iso_date(row, column, raw, code, formula=formula)
        return values.number_cell(row, column, raw, code, from_1904=self._from_1904, formula=formula)

    def _shared(self, raw: str) -> str:
        try:
            return self._strings[int(raw)]
        except (ValueError, IndexError) as error:
            raise UnreadableFile("rusak") from error


def _iso_date(row: int, column: int, raw: str, code: str, *, formula: bool) -> Cell:
    """A day written as ISO text, which few writers use; shown by its format like any other day."""
    try:
        days = (dateformat.from_iso(raw) - _EPOCH) / timedelta(days=1)
    except ValueError:
        return Cell(row, column, raw.strip(), raw=raw, problem=CellProblem.BAD_DATE)
    code = code if numberformat.is_date(code) else numberformat.BUILT_IN[14]
    return values.number_cell(row, column, raw, code, number=days, formula=formula)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
