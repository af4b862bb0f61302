"""Write a template with its rows: help, drop-downs, locked identities, and what is needed to recognise it again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from sakip.arithmetic.exact import significant_digits
from sakip.arithmetic.values import MAX_DIGITS, Keadaan
from sakip.kernel.transfer.cells import address, column_letters
from sakip.kernel.transfer.columns import Column, ColumnKind, Row, SheetSpec, Value
from sakip.kernel.transfer.neutral import is_dangerous, row_height
from sakip.kernel.transfer.workbook import layout
from sakip.kernel.transfer.workbook.help_sheet import RULES, write_help

_LONGEST_TEXT = 32_767  # Excel's limit for one cell
_LONGEST_HELP = 255  # ... and for the message beside a cell
_ONE_LINE = 15  # points
_NUMBER_RULE = "Isi dengan angka, atau tulis “belum tersedia” atau “tidak berlaku”; kosongkan bila belum diisi."
_CHOICE_RULE = "Pilih salah satu isi dari daftar."
_DATE_RULE = "Isi dengan tanggal, misalnya 31/12/2025."


def write_workbook(
    specs_with_rows: Sequence[tuple[SheetSpec, Sequence[Row]]],
    *,
    meta: Mapping[str, str],
    rules: Sequence[str] = RULES,
) -> bytes:
    """An XLSX of one sheet for each spec, with its rows. `meta` (instansi, tahun, ...) comes back by `read_meta`.
    `rules` stand on the help sheet.

    None is an empty cell, 0 the number 0, the two states are words. Raises ValueError for what a cell cannot hold: a
    number of more than 15 digits, a text beyond 32,767 characters, a choice that is not offered; TypeError for a float.
    """
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    writer = _Writer(book)
    write_help(book, [spec for spec, _ in specs_with_rows], meta, rules)
    for spec, rows in specs_with_rows:
        writer.write_sheet(spec, rows)
    writer.write_choices()
    _write_meta(book, [spec for spec, _ in specs_with_rows], meta)
    book.close()
    return output.getvalue()


def _write_meta(book: Any, specs: Sequence[SheetSpec], meta: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(layout.META_SHEET)
    lines = [(layout.MARK, ""), (layout.VERSION_KEY, layout.TEMPLATE_VERSION), *meta.items()]
    lines += [(f"kolom:{spec.key}", " ".join(column.key for column in spec.columns)) for spec in specs]
    for row, (key, value) in enumerate(lines):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()


class _Writer:
    """The workbook being written, with its formats and the lists of its drop-downs."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def write_sheet(self, spec: SheetSpec, rows: Sequence[Row]) -> None:
        sheet = self._book.add_worksheet(spec.title)
        last_row = max(len(rows) + spec.blank_rows, 1) + layout.FIRST_ROW - 1
        sheet.write_string(0, 0, layout.sheet_mark(spec))
        sheet.set_row(layout.KEY_ROW - 1, None, None, {"hidden": True})
        sheet.set_row(layout.TITLE_ROW - 1, 6 + row_height((column.title, column.width - 2) for column in spec.columns))
        sheet.set_column(0, 0, None, None, {"hidden": True})
        open_rows = _open_rows(spec, rows, last_row)
        for at, column in enumerate(spec.columns, start=layout.FIRST_COLUMN):
            self._head(sheet, at, column)
            self._guide(sheet, at, column, last_row)
            self._hatch(sheet, at, column, open_rows)
        for row, values in enumerate(rows, start=layout.FIRST_ROW):
            self._write_row(sheet, row, spec, values)
        for row in range(layout.FIRST_ROW + len(rows), last_row + 1):
            for at, column in enumerate(spec.columns, start=layout.FIRST_COLUMN):
                sheet.write_blank(row - 1, at - 1, None, self._cell_format(column, locked=not spec.blank_rows))
        self._finish(sheet, spec, last_row)

    def write_choices(self) -> None:
        """The lists of all drop-downs, on a hidden sheet: inside a rule they may have 255 characters and no comma."""
        sheet = self._book.add_worksheet(layout.CHOICES_SHEET)
        for at, choices in enumerate(self._lists):
            for row, choice in enumerate(choices):
                sheet.write_string(row, at, choice)
        sheet.very_hidden()

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def _cell_format(self, column: Column, *, locked: bool, quoted: bool = False) -> Any:
        number_format = {ColumnKind.NUMBER: "General", ColumnKind.ISIAN: "General", ColumnKind.DATE: "dd/mm/yyyy"}
        colour = {"bg_color": "#EEF2F7", "font_color": "#3C4A5C"} if locked else {}
        quote = {"quote_prefix": True} if quoted else {}
        shown = number_format.get(column.kind, "@")
        side = {"align": "right"} if column.kind in layout.STATEFUL else {}
        return self._format(
            num_format=shown,
            locked=locked,
            text_wrap=not column.hidden,  # wrapped out of sight, a long text would still make its row high
            valign="top",
            **side,
            border=1,
            border_color="#D0D7E2",
            **colour,
            **quote,
        )

    def _head(self, sheet: Any, at: int, column: Column) -> None:
        sheet.write_string(layout.KEY_ROW - 1, at - 1, column.key)
        style = self._format(
            bold=True,
            bg_color="#1F4E8C",
            font_color="#FFFFFF",
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color="#D0D7E2",
        )
        sheet.write_string(layout.TITLE_ROW - 1, at - 1, column.title + (" *" if column.required else ""), style)
        sheet.set_column(at - 1, at - 1, column.width, None, {"hidden": column.hidden})
        said = [column.help, f"Contoh: {column.example}" if column.example else ""]
        if comment := "\n".join(part for part in said if part):
            sheet.write_comment(layout.TITLE_ROW - 1, at - 1, comment, {"author": "SAKIP", "x_scale": 2})

    def _guide(self, sheet: Any, at: int, column: Column, last_row: int) -> None:
        """Drop-downs and checks at entry."""
        area = (layout.FIRST_ROW - 1, at - 1, last_row - 1, at - 1)
        first = address(layout.FIRST_ROW, at)
        rule: dict[str, Any] | None = None
        if column.kind is ColumnKind.CHOICE:
            rule = {"validate": "list", "source": self._list(column.choices), "error_message": _CHOICE_RULE}
        elif column.suggestions:
            rule = self._suggestion(column.suggestions)
        elif column.kind is ColumnKind.NUMBER:
            words = ",".join(f'LOWER({first})="{word}"' for word in layout.STATES)
            rule = {"validate": "custom", "value": f"=OR(ISNUMBER({first}),{words})", "error_message": _NUMBER_RULE}
        elif column.kind is ColumnKind.DATE:
            rule = {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_message": _DATE_RULE}
        if rule is not None:
            shown = {"input_message": column.help[:_LONGEST_HELP]} if column.help else {}
            sheet.data_validation(*area, {**rule, **shown, "error_title": "Isian belum sesuai", "ignore_blank": True})

    def _hatch(self, sheet: Any, at: int, column: Column, open_rows: Sequence[tuple[int, int]]) -> None:
        """A light hatch on empty cells that wait to be filled in."""
        if layout.is_locked(column) or column.hidden:
            return
        hatch = self._format(pattern=18, fg_color="#B8A468", bg_color="#FDF8E7")
        for first, last in open_rows:
            sheet.conditional_format(first - 1, at - 1, last - 1, at - 1, {"type": "blanks", "format": hatch})

    def _suggestion(self, choices: tuple[str, ...]) -> dict[str, Any]:
        """A drop-down beside which anything may be typed."""
        return {"validate": "list", "source": self._list(choices), "show_error": False}

    def _list(self, choices: tuple[str, ...]) -> str:
        if choices not in self._lists:
            letters = column_letters(len(self._lists) + 1)
            self._lists[choices] = f"='{layout.CHOICES_SHEET}'!${letters}$1:${letters}${max(len(choices), 1)}"
        return self._lists[choices]

    def _write_row(self, sheet: Any, row: int, spec: SheetSpec, values: Row) -> None:
        if unknown := values.keys() - {column.key for column in spec.columns}:
            raise ValueError(f"{spec.key}: no column {sorted(unknown)}")
        locked = {
            column.key: layout.origin(values.get(column.key)) for column in spec.columns if layout.is_locked(column)
        }
        sheet.write_string(row - 1, layout.ORIGIN_COLUMN - 1, json.dumps(locked, ensure_ascii=False))
        seen = (column for column in spec.columns if not column.hidden)
        height = row_height((str(values.get(column.key) or ""), column.width) for column in seen)
        sheet.set_row(row - 1, height if height > _ONE_LINE else None)
        closed = spec.locked_row is not None and spec.locked_row(values)
        for at, column in enumerate(spec.columns, start=layout.FIRST_COLUMN):
            self._write_value(sheet, row, at, column, values.get(column.key), closed=closed)
            if spec.suggest is not None and (offered := spec.suggest(values, column)):
                sheet.data_validation(row - 1, at - 1, row - 1, at - 1, self._suggestion(offered))

    def _write_value(self, sheet: Any, row: int, at: int, column: Column, value: Value, *, closed: bool) -> None:
        _check(column, value)
        locked = closed or layout.is_locked(column)
        style = self._cell_format(column, locked=locked)
        if value is None:
            sheet.write_blank(row - 1, at - 1, None, style)
        elif isinstance(value, Decimal):
            sheet.write_number(row - 1, at - 1, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(row - 1, at - 1, value, style)
        else:
            text = layout.as_text(value)
            if is_dangerous(text):
                style = self._cell_format(column, locked=locked, quoted=True)
            sheet.write_string(row - 1, at - 1, text, style)

    def _finish(self, sheet: Any, spec: SheetSpec, last_row: int) -> None:
        identities = [at for at, column in enumerate(spec.columns, start=layout.FIRST_COLUMN) if column.is_identity]
        leading = sum(1 for at, identity in enumerate(identities) if identity == layout.FIRST_COLUMN + at)
        sheet.freeze_panes(layout.TITLE_ROW, layout.ORIGIN_COLUMN + (spec.frozen or leading))
        last = layout.FIRST_COLUMN + len(spec.columns) - 2
        sheet.autofilter(layout.TITLE_ROW - 1, layout.FIRST_COLUMN - 1, last_row - 1, last)
        may = ("format_columns", "format_rows", "autofilter", "select_locked_cells", "select_unlocked_cells")
        sheet.protect("", dict.fromkeys(may, True))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(layout.TITLE_ROW - 1)


def _open_rows(spec: SheetSpec, rows: Sequence[Row], last_row: int) -> list[tuple[int, int]]:
    """First and last sheet row of each stretch that may be typed into."""
    found: list[tuple[int, int]] = []
    for row in range(layout.FIRST_ROW, last_row + 1):
        at = row - layout.FIRST_ROW
        if spec.locked_row is not None and at < len(rows) and spec.locked_row(rows[at]):
            continue
        start = found.pop()[0] if found and found[-1][1] == row - 1 else row
        found.append((start, row))
    return found


def _check(column: Column, value: Value) -> None:
    """Refuse what would not come back as it is."""
    if isinstance(value, float):
        raise TypeError(f"{column.key}: {value!r} is a float")
    if isinstance(value, Decimal) and (not value.is_finite() or significant_digits(value) > MAX_DIGITS):
        raise ValueError(f"{column.key}: {value} needs more than {MAX_DIGITS} digits")
    if isinstance(value, Keadaan) and (value not in layout.STATE_WORDS or column.kind not in layout.STATEFUL):
        raise ValueError(f"{column.key}: {value} is no state of this column")
    if isinstance(value, str) and not isinstance(value, Keadaan):
        if len(value) > _LONGEST_TEXT or value != value.strip() or not value:
            raise ValueError(f"{column.key}: a text must be 1 to {_LONGEST_TEXT} characters without outer whitespace")
        if column.kind is ColumnKind.CHOICE and value not in column.choices:
            raise ValueError(f"{column.key}: {value!r} is not among the choices")
