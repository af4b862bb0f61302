"""ODS in one pass: the texts LibreOffice stored as shown, the exact values beside them.

odfpy builds a tree of the whole file, too slow for ten thousand rows; the format says all we need in one stream.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from sakip.kernel.transfer.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Cell,
    CellProblem,
    Kind,
    Note,
    UnreadableFile,
    Workbook,
)
from sakip.kernel.transfer.reading import dateformat, values
from sakip.kernel.transfer.reading.grid import Budget, Grid
from sakip.kernel.transfer.reading.package import Package

_NUMERIC = frozenset({"float", "percentage", "currency"})
_ERROR = re.compile(r"#(REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!)|Err:\d+")
_WORDS = frozenset({"TRUE", "FALSE", "BENAR", "SALAH"})  # a logical value that LibreOffice keeps as a number
_NOT_CONTENT = frozenset({"annotation", "dde-links", "shapes", "tracked-changes", "forms", "frame", "ruby-text"})
_DIGITS = re.compile(r"\d[\d.,]*")
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")


def read(package: Package) -> Workbook:
    """The workbook. UnreadableFile where it is encrypted, damaged or beyond the limits."""
    if "META-INF/manifest.xml" in package:
        package.scan("META-INF/manifest.xml", _Manifest())
    reader = _Content()
    package.scan("content.xml", reader)
    return Workbook(Kind.ODS, tuple(grid.sheet(hidden=style in reader.hidden_styles) for grid, style in reader.grids))


class _Manifest:
    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the handler's signature
        if name == "encryption-data":
            raise UnreadableFile("terkunci_sandi")

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class _Content:
    """Handler for content.xml."""

    def __init__(self) -> None:
        self.grids: list[tuple[Grid, str]] = []
        self.hidden_styles: set[str] = set()
        self._budget = Budget()
        self._style = ""
        self._row = self._column = 0
        self._row_repeat = 1
        self._row_cells: list[Cell] = []
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._in_paragraph = 0
        self._skipping = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in _NOT_CONTENT:
            self._skipping += 1
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._paragraphs = attributes, []
        elif name == "p" and self._cell is not None:
            self._paragraphs.append("")
            self._in_paragraph += 1
        elif name in {"s", "tab", "line-break"} and self._in_paragraph:
            spaces = " " * min(_count(attributes, "text:c"), 1000)
            self._paragraphs[-1] += {"s": spaces, "tab": "\t", "line-break": "\n"}[name]
        elif name == "table-row":
            self._row_repeat = _count(attributes, "table:number-rows-repeated")
            self._column, self._row_cells = 1, []
        else:
            self._start_outside(name, attributes)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            if len(self.grids) == MAX_SHEETS:
                raise UnreadableFile("terlalu_banyak_lembar")
            grid = Grid(attributes.get("table:name", ""), self._budget)
            self.grids.append((grid, attributes.get("table:style-name", "")))
            self._row = 1
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self._style)

    def text(self, data: str) -> None:
        if self._in_paragraph and not self._skipping:
            self._paragraphs[-1] += data

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "p" and self._in_paragraph:
            self._in_paragraph -= 1
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._end_cell(self._cell, covered=name != "table-cell")
            self._cell = None
        elif name == "table-row":
            self._end_row()

    def _end_cell(self, attributes: dict[str, str], *, covered: bool) -> None:
        repeat = _count(attributes, "table:number-columns-repeated")
        cell = None if covered or not self.grids else _cell(self._row, self._column, attributes, self._paragraphs)
        if cell is not None and not cell.is_empty:
            if self._column + repeat - 1 > MAX_COLUMNS:
                raise UnreadableFile("terlalu_banyak_kolom", self.grids[-1][0].name)
            self._row_cells.extend(_moved(cell, cell.row, self._column + step) for step in range(repeat))
            self._merge(attributes)
        self._column += repeat

    def _merge(self, attributes: dict[str, str]) -> None:
        rows = _count(attributes, "table:number-rows-spanned")
        columns = _count(attributes, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            last_row, last_column = self._row + rows - 1, self._column + columns - 1
            self.grids[-1][0].merge(self._row, self._column, last_row, last_column)

    def _end_row(self) -> None:
        if not self.grids:
            return
        grid = self.grids[-1][0]
        if self._row_cells and self._row + self._row_repeat - 1 > MAX_ROWS:
            raise UnreadableFile("terlalu_banyak_baris", grid.name)
        for cell in self._row_cells:
            for step in range(self._row_repeat):
                grid.put(_moved(cell, cell.row + step, cell.column))
        self._row += self._row_repeat


def _moved(cell: Cell, row: int, column: int) -> Cell:
    if (cell.row, cell.column) == (row, column):
        return cell
    return Cell(row, column, cell.text, cell.angka, cell.tanggal, cell.raw, None, cell.problem, cell.note)


def _count(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name)
    if value is None:
        return 1
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 10 else 1


def _cell(  # noqa: PLR0911 -- one line for each of the format's cell types
    row: int, column: int, attributes: dict[str, str], paragraphs: list[str]
) -> Cell | None:
    shown = "\n".join(paragraphs)
    kind = attributes.get("office:value-type", "")
    formula = "table:formula" in attributes
    if attributes.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(shown.strip())):
        return values.error_cell(row, column, shown)
    if kind in _NUMERIC and shown not in _WORDS:
        return _number(
            row, column, attributes.get("office:value", ""), shown, percent=kind == "percentage", formula=formula
        )
    if kind == "boolean" or kind in _NUMERIC:
        raw = attributes.get("office:boolean-value") or attributes.get("office:value", "")
        return values.boolean_cell(row, column, value=raw in {"true", "1"}, raw=raw, formula=formula)
    if kind == "date":
        return _date(row, column, attributes.get("office:date-value", ""), shown, formula=formula)
    if kind == "time":
        return _time(row, column, attributes.get("office:time-value", ""), shown, formula=formula)
    if formula and not kind and not shown:
        return values.formula_without_value(row, column, attributes["table:formula"])
    return values.text_cell(row, column, shown, formula=formula)


def _number(row: int, column: int, raw: str, shown: str, *, percent: bool, formula: bool) -> Cell:
    """The exact value with the stored text, turned from the notation of whoever saved the file into ours."""
    plain = values.number_cell(row, column, raw, "0.00%" if percent else "General", formula=formula)
    if plain.angka is None or not shown.strip():
        return plain
    text, said = indonesian(shown.strip(), plain.angka)
    notes: list[Note] = [note for note in plain.note if note not in {Note.SHOWN_ROUNDED, Note.NUMBER_HIDDEN}]
    if said is None:
        notes.append(Note.NUMBER_HIDDEN)
    elif said != abs(plain.angka):
        notes.append(Note.SHOWN_ROUNDED)
    return Cell(row, column, text, angka=plain.angka, raw=raw, note=tuple(notes))


def indonesian(shown: str, number: Decimal) -> tuple[str, Decimal | None]:
    """A shown number in decimal comma, and the number its digits say (None where it shows no digit).

    Whether "1.234" was meant as a thousand is decided by the exact number beside it.
    """
    found = _DIGITS.search(shown)
    if not found:
        return shown, None
    digits = found[0].rstrip(".,")
    readings = ((digits.translate(_SWAP), digits.replace(",", "")), (digits, digits.replace(".", "").replace(",", ".")))
    distances = []
    for text, plain in readings:
        try:
            distances.append((abs(Decimal(plain) - abs(number)), text, Decimal(plain)))
        except InvalidOperation:
            continue
    if not distances:
        return shown, abs(number)
    _, text, said = min(distances, key=lambda item: item[0])
    return shown.replace(digits, text, 1), said


_SWAP = str.maketrans(".,", ",.")


def _date(row: int, column: int, raw: str, shown: str, *, formula: bool) -> Cell:
    notes = (Note.FORMULA,) if formula else ()
    try:
        when = dateformat.from_iso(raw)
    except ValueError:
        return Cell(row, column, shown.strip() or raw, raw=raw, problem=CellProblem.BAD_DATE, note=notes)
    text = shown.strip() or dateformat.show_date(when.date())
    return Cell(row, column, text, tanggal=dateformat.iso(when), raw=raw, note=notes)


def _time(row: int, column: int, raw: str, shown: str, *, formula: bool) -> Cell:
    notes = (Note.FORMULA,) if formula else ()
    found = _DURATION.fullmatch(raw)
    if shown.strip() or not found:
        return Cell(row, column, shown.strip() or raw, raw=raw, note=notes)
    hours, minutes, seconds = (int(Decimal((part or "0").replace(",", "."))) for part in found.groups())
    return Cell(row, column, f"{hours}:{minutes:02d}:{seconds:02d}", raw=raw, note=notes)
