"""One cell of a returned template to the value its column holds, or to a problem."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sakip.arithmetic.exact import significant_digits
from sakip.arithmetic.notation import (
    Bertanya,
    Catatan,
    Ditolak,
    Kosong,
    TanpaNilai,
    Terbaca,
    Tolakan,
    format_entry,
    read_value,
)
from sakip.arithmetic.values import MAX_DIGITS, JenisNilai
from sakip.kernel.transfer.cells import Cell, Note
from sakip.kernel.transfer.columns import Column, ColumnKind, Value
from sakip.kernel.transfer.headers import normalise
from sakip.kernel.transfer.problems import Problem, Severity, of_cell
from sakip.kernel.transfer.workbook.layout import STATES

_PLAIN = {Catatan.PERSEN, Catatan.RUPIAH}  # say nothing that the number does not

Result = tuple[Value, Problem | None]


def read_cell(cell: Cell, column: Column, sheet: str) -> Result:
    """The value, and what is wrong or worth knowing. The value is None where it is refused or asked about."""
    if cell.problem is not None:
        return None, of_cell(cell, cell.problem, sheet=sheet, column_label=column.title)
    if cell.is_empty:
        return None, None
    return _READERS[column.kind](cell, column, sheet)


def _text(cell: Cell, column: Column, sheet: str) -> Result:  # noqa: ARG001 -- one signature for all kinds
    return cell.text or None, None


def _isian(cell: Cell, column: Column, sheet: str) -> Result:
    state = STATES.get(normalise(cell.text))
    if state is not None:
        return state, None
    if cell.angka is not None:
        return _number_cell(cell, cell.angka, column, sheet)
    return cell.text or None, None


def _number(cell: Cell, column: Column, sheet: str) -> Result:
    if cell.angka is not None:
        return _number_cell(cell, cell.angka, column, sheet)
    state = STATES.get(normalise(cell.text))
    if state is not None:
        return state, None
    reading = read_value(cell.text, jenis=JenisNilai.ANGKA)
    match reading:
        case Terbaca():
            return _read_text(cell, reading, column, sheet)
        case Bertanya():
            choices = " atau ".join(format_entry(choice) for choice in reading.pilihan)
            return None, of_cell(
                cell,
                "angka_rancu",
                sheet=sheet,
                column_label=column.title,
                severity=Severity.TANYA,
                kemungkinan=choices,
            )
        case TanpaNilai():
            return None, of_cell(cell, "tanda_tanpa_nilai", sheet=sheet, column_label=column.title)
        case Kosong() | Ditolak():
            too_long = isinstance(reading, Ditolak) and reading.code is Tolakan.TERLALU_BANYAK_DIGIT
            code = "terlalu_banyak_angka" if too_long else "angka_tidak_sah"
            return None, of_cell(cell, code, sheet=sheet, column_label=column.title)


def _read_text(cell: Cell, reading: Terbaca, column: Column, sheet: str) -> Result:
    """A number typed as text, with a word to the person where something beside the number was understood."""
    number = reading.nilai.angka
    if number is None or set(reading.catatan) <= _PLAIN:
        return number, None
    return number, of_cell(
        cell,
        "angka_dibaca",
        sheet=sheet,
        column_label=column.title,
        severity=Severity.CATATAN,
        dibaca=format_entry(number),
    )


def _number_cell(cell: Cell, number: Decimal, column: Column, sheet: str) -> Result:
    """A number, with a word to the person where the cell does not show what it holds."""
    if significant_digits(number) > MAX_DIGITS:
        return None, of_cell(cell, "terlalu_banyak_angka", sheet=sheet, column_label=column.title)
    for note in (Note.NUMBER_HIDDEN, Note.SHOWN_ROUNDED, Note.NORMALISED):
        if note in cell.note:
            return number, of_cell(
                cell,
                note,
                sheet=sheet,
                column_label=column.title,
                severity=Severity.CATATAN,
                dibaca=format_entry(number),
            )
    return number, None


def _choice(cell: Cell, column: Column, sheet: str) -> Result:
    """The choice as it is spelled in the list; case, punctuation and spaces may differ where that is unmistakable."""
    if cell.text in column.choices:
        return cell.text, None
    alike = [choice for choice in column.choices if normalise(choice) == normalise(cell.text)]
    if len(alike) == 1:
        return alike[0], None
    choices = ", ".join(f"“{choice}”" for choice in column.choices)
    return None, of_cell(cell, "pilihan_salah", sheet=sheet, column_label=column.title, pilihan=choices)


def _date(cell: Cell, column: Column, sheet: str) -> Result:
    if cell.tanggal is not None:
        return date.fromisoformat(cell.tanggal[:10]), None
    reading = read_value(cell.text, jenis=JenisNilai.TANGGAL)
    if cell.angka is None and isinstance(reading, Terbaca):
        return reading.nilai.tanggal, None
    return None, of_cell(cell, "tanggal_tidak_sah", sheet=sheet, column_label=column.title)


_READERS: dict[ColumnKind, Callable[[Cell, Column, str], Result]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.IDENTITY: _text,
    ColumnKind.NUMBER: _number,
    ColumnKind.ISIAN: _isian,
    ColumnKind.CHOICE: _choice,
    ColumnKind.DATE: _date,
}
