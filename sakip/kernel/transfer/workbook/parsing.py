"""Read a template that came back: rows with their cells' addresses, and a problem for all that does not fit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sakip.kernel.transfer.cells import Cell, Sheet, Workbook, column_letters
from sakip.kernel.transfer.columns import Column, ParsedRow, Row, SheetSpec
from sakip.kernel.transfer.headers import normalise
from sakip.kernel.transfer.problems import Problem, Severity, of_cell
from sakip.kernel.transfer.workbook import layout
from sakip.kernel.transfer.workbook.cell_values import read_cell


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came back. `rows` by sheet key; only when no problem is of severity `tolak` may they be applied."""

    rows: dict[str, tuple[ParsedRow, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)


def read_meta(workbook: Workbook) -> dict[str, str] | None:
    """What the template was written with, version included; None where the file is no template of ours."""
    sheet = workbook.sheet(layout.META_SHEET)
    if sheet is None or sheet.at(1, 1).text != layout.MARK:
        return None
    lines = ((sheet.at(row, 1).text, sheet.at(row, 2).text) for row in range(2, len(sheet.rows) + 1))
    return {key: value for key, value in lines if key and not key.startswith("kolom:")}


def parse_workbook(workbook: Workbook, specs: Sequence[SheetSpec]) -> Parsed:
    """The rows of each spec's sheet and every problem found. A file that is no template has one problem and no rows."""
    meta = read_meta(workbook)
    if meta is None:
        return Parsed(problems=(Problem("", None, "", "", "", "bukan_templat"),))
    version = meta.get(layout.VERSION_KEY, "")
    if version != layout.TEMPLATE_VERSION:
        params = {"versi": version, "berlaku": layout.TEMPLATE_VERSION}
        return Parsed(problems=(Problem("", None, "", "", version, "versi_templat", params),), meta=meta)
    rows: dict[str, tuple[ParsedRow, ...]] = {}
    problems: list[Problem] = []
    for spec in specs:
        sheets = [sheet for sheet in workbook.sheets if sheet.at(1, 1).text == layout.sheet_mark(spec)]
        if not sheets:
            problems.append(Problem(spec.title, None, "", "", "", "lembar_hilang"))
        problems += [Problem(extra.name, None, "", "", extra.name, "lembar_ganda") for extra in sheets[1:]]
        if sheets:
            reader = _SheetParser(sheets[0], spec)
            rows[spec.key] = reader.parse()
            problems += reader.problems
    return Parsed(rows, tuple(problems), meta)


class _SheetParser:
    def __init__(self, sheet: Sheet, spec: SheetSpec) -> None:
        self.problems: list[Problem] = []
        self._sheet = sheet
        self._spec = spec
        self._columns: dict[int, Column] = {}
        self._identities: dict[tuple[str, ...], int] = {}

    def parse(self) -> tuple[ParsedRow, ...]:
        self._find_columns()
        rows = (self._parse_row(row) for row in range(layout.FIRST_ROW, len(self._sheet.rows) + 1))
        return tuple(row for row in rows if row is not None)

    def _find_columns(self) -> None:
        titles = {normalise(column.title): column for column in self._spec.columns}
        seen: dict[str, int] = {}
        for at in range(layout.FIRST_COLUMN, self._sheet.width + 1):
            title = self._sheet.at(layout.TITLE_ROW, at)
            column = self._spec.column(self._sheet.at(layout.KEY_ROW, at).text) or titles.get(normalise(title.text))
            if column is None:
                self._unknown_column(at, title)
            elif column.key in seen:
                other = column_letters(seen[column.key])
                self._add(title, "kolom_ganda", title.text, kolom_lain=other)
            else:
                seen[column.key] = at
                self._columns[at] = column
        for column in self._spec.columns:
            if column.key not in seen and (column.required or column.is_identity):
                self.problems.append(Problem(self._sheet.name, None, "", "", column.title, "kolom_wajib_hilang"))

    def _unknown_column(self, at: int, title: Cell) -> None:
        below = (self._sheet.at(row, at) for row in range(layout.TITLE_ROW, len(self._sheet.rows) + 1))
        filled = next((cell for cell in below if not cell.is_empty), None)
        if filled is not None:
            self._add(filled, "kolom_tidak_dikenal", title.text)

    def _parse_row(self, row: int) -> ParsedRow | None:
        cells = {at: self._sheet.at(row, at) for at in self._columns}
        origin = _origin(self._sheet.at(row, layout.ORIGIN_COLUMN))
        if all(cell.is_empty for cell in cells.values()) and not any((origin or {}).values()):
            return None if origin is None else ParsedRow(self._spec.key, row, *_nothing(self._columns, cells))
        values: Row = {}
        for at, cell in cells.items():
            column = self._columns[at]
            value, problem = read_cell(cell, column, self._sheet.name)
            values[column.key] = value
            if problem is not None:
                self.problems.append(problem)
            if column.required and cell.is_empty:
                self._add(cell, "wajib_diisi", "", column.title)
        self._check_locked(cells, values, origin)
        self._check_unique(cells, values)
        addresses = {self._columns[at].key: cell.address for at, cell in cells.items()}
        return ParsedRow(self._spec.key, row, values, addresses, is_new=origin is None)

    def _check_locked(self, cells: dict[int, Cell], values: Row, origin: dict[str, str] | None) -> None:
        if origin is None:
            if not self._spec.blank_rows:
                self._add(next(cell for cell in cells.values() if not cell.is_empty), "baris_baru", "")
            return
        for at, cell in cells.items():
            column = self._columns[at]
            before = origin.get(column.key)
            if before is not None and layout.origin(values[column.key]) != before:
                code = "identitas_diubah" if column.is_identity else "terkunci_diubah"
                self._add(cell, code, cell.text, column.title, semula=before or "(kosong)")

    def _check_unique(self, cells: dict[int, Cell], values: Row) -> None:
        keys = [column.key for column in self._spec.columns if column.is_identity and column.key in values]
        identity = tuple(layout.origin(values[key]) for key in keys)
        if not any(identity):
            return
        cell = next(cell for at, cell in cells.items() if self._columns[at].key == keys[0])
        if identity in self._identities:
            title = ", ".join(column.title for column in self._spec.columns if column.key in keys)
            said = ", ".join(identity)
            self._add(cell, "identitas_ganda", said, title, baris_lain=str(self._identities[identity]))
        else:
            self._identities[identity] = cell.row

    def _add(self, cell: Cell, code: str, value: str, label: str = "", **params: str) -> None:
        problem = of_cell(cell, code, sheet=self._sheet.name, column_label=label, severity=Severity.TOLAK, **params)
        self.problems.append(
            Problem(problem.sheet, problem.row, label, problem.address, value, code, params, problem.severity)
        )


def _nothing(columns: dict[int, Column], cells: dict[int, Cell]) -> tuple[Row, dict[str, str]]:
    """A row that was written all empty and still is."""
    return (
        {column.key: None for column in columns.values()},
        {columns[at].key: cell.address for at, cell in cells.items()},
    )


def _origin(cell: Cell) -> dict[str, str] | None:
    """What the locked cells of this row held when it was written; None for a row the person added."""
    try:
        found = json.loads(cell.text)
    except ValueError:
        return None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else None
