"""One stored value to one cell, the same for every kind of file."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from sakip.arithmetic.exact import normalise_digits, plain
from sakip.kernel.transfer.cells import Cell, CellProblem, Note
from sakip.kernel.transfer.reading import dateformat, numberformat

TRUE, FALSE = "BENAR", "SALAH"
_FEW = 15
_DIGIT = re.compile(r"[0-9]")
_LARGEST = Decimal("1E+100")  # beyond any quantity; kept and shown as it is instead of written out


def exact(number: float) -> tuple[Decimal, bool]:
    """The decimal number a binary fraction was meant to be, in at most 15 digits, and whether digits were dropped."""
    text = repr(number).removesuffix(".0")
    if len(text) <= _FEW and "e" not in text and text != "-0":
        return Decimal(text), False  # nearly every number: at most 15 digits and nothing to strip
    stored = Decimal(text)
    if abs(stored) >= _LARGEST:
        return stored, False
    value, changed = normalise_digits(stored)
    return plain(value), changed


def text_cell(row: int, column: int, raw: str, *, formula: bool = False) -> Cell:
    """Text exactly as typed, but for whitespace around it."""
    return Cell(row, column, raw.strip(), raw=raw, note=(Note.FORMULA,) if formula else ())


def error_cell(row: int, column: int, raw: str) -> Cell:
    """#REF!, #DIV/0!, #N/A ..."""
    return Cell(row, column, raw.strip(), raw=raw, problem=CellProblem.FORMULA_ERROR)


def formula_without_value(row: int, column: int, formula: str) -> Cell:
    """A formula whose result the file does not hold; `raw` is the formula."""
    return Cell(row, column, raw=formula, problem=CellProblem.FORMULA_WITHOUT_VALUE)


def boolean_cell(row: int, column: int, *, value: bool, raw: str, formula: bool = False) -> Cell:
    """A logical value, shown as an Indonesian spreadsheet shows it."""
    notes = (Note.BOOLEAN, Note.FORMULA) if formula else (Note.BOOLEAN,)
    return Cell(row, column, TRUE if value else FALSE, raw=raw, note=notes)


def number_cell(
    row: int,
    column: int,
    raw: str,
    code: str,
    *,
    number: float | None = None,
    from_1904: bool = False,
    formula: bool = False,
) -> Cell:
    """A stored number under its format code: an exact number, or a day or time where the format shows one."""
    try:
        number = float(raw) if number is None else number  # float: what the file stores; made exact below
    except ValueError:
        return Cell(row, column, raw.strip(), raw=raw, problem=CellProblem.BAD_NUMBER)
    if not math.isfinite(number):
        return Cell(row, column, raw.strip(), raw=raw, problem=CellProblem.BAD_NUMBER)
    value, changed = exact(number)
    if abs(value) >= _LARGEST:
        code = "General"  # a format would write out all its digits
    notes = [Note.FORMULA] if formula else []
    if numberformat.is_date(code):
        return _date_cell(row, column, raw, value, code, from_1904=from_1904, notes=tuple(notes))
    shown = numberformat.show(value, code)
    if changed:
        notes.append(Note.NORMALISED)
    return _shown_cell(row, column, raw, shown, notes)


def _date_cell(
    row: int, column: int, raw: str, serial: Decimal, code: str, *, from_1904: bool, notes: tuple[Note, ...]
) -> Cell:
    try:
        text, tanggal = dateformat.show(serial, code, from_1904=from_1904)
    except ValueError:
        return Cell(row, column, numberformat.show_general(serial), raw=raw, problem=CellProblem.BAD_DATE, note=notes)
    return Cell(row, column, text, tanggal=tanggal, raw=raw, note=notes)


def _shown_cell(row: int, column: int, raw: str, shown: numberformat.Shown, notes: list[Note]) -> Cell:
    if shown.percent:
        notes.append(Note.PERCENT)
    if shown.rounded:
        notes.append(Note.SHOWN_ROUNDED)
    if not _DIGIT.search(shown.text):
        notes.append(Note.NUMBER_HIDDEN)
    return Cell(row, column, shown.text, angka=shown.value, raw=raw, note=tuple(notes))
