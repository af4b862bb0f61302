"""What a spreadsheet file says: workbook, sheets, cells, and the one error of a file that cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 500
MAX_SHEETS = 100
MAX_CELLS = 1_000_000  # of a whole workbook; bounds memory where rows and columns alone would allow 25 million a sheet


class Kind(StrEnum):
    """The four kinds of file that are read; decided by content, never by the file's name."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class CellProblem(StrEnum):
    """Why a cell has no usable value although it is not empty."""

    FORMULA_WITHOUT_VALUE = "rumus_tanpa_nilai"
    FORMULA_ERROR = "galat_rumus"
    BAD_DATE = "tanggal_tidak_sah"
    BAD_NUMBER = "angka_tidak_sah"


class Note(StrEnum):
    """What the reader should know about a cell that is usable."""

    PERCENT = "persen"  # a percentage format: `angka` is in percent (0.9925 shown as 99,25% -> 99.25)
    NORMALISED = "dinormalkan_15_angka"  # more than 15 significant digits stored; the rest is noise of binary fractions
    SHOWN_ROUNDED = "tampil_dibulatkan"  # the cell shows fewer digits than it holds
    NUMBER_HIDDEN = (
        "angka_tidak_tampil"  # the cell holds a number but shows no digit (a zero printed as "-" or as nothing)
    )
    FORMULA = "hasil_rumus"  # the value was stored by a formula
    BOOLEAN = "logika"


class UnreadableFile(Exception):
    """The file as a whole cannot be read. `code` is a key of problems.FILE_SENTENCES, completed by `detail`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the person sees it.

    `row` and `column` count from 1. `text` is what is shown, in Indonesian notation, without outer whitespace.
    `angka` is the exact number of a numeric cell (in percent under a percentage format), None for text: where it is
    given it counts, since the shown text may be rounded and "1.234" may be a thousand. `tanggal` is ISO (date, or
    date and time). `raw` is what the file holds, untouched. `merged_from` is the address of the merged range's first
    cell, whose value is repeated.
    """

    row: int
    column: int
    text: str = ""
    angka: Decimal | None = None
    tanggal: str | None = None
    raw: str = ""
    merged_from: str | None = None
    problem: CellProblem | None = None
    note: tuple[Note, ...] = ()

    @property
    def address(self) -> str:
        """The cell's name in a spreadsheet, such as "B7"."""
        return address(self.row, self.column)

    @property
    def is_empty(self) -> bool:
        """Nothing was filled in: no text, number or problem. A zero is not empty, even where it is shown as nothing."""
        return not self.text and self.angka is None and self.problem is None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1; a row ends at its last filled cell, so use `at` to read beyond it."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Cell:
        """The cell at row and column (from 1); an empty one where the sheet has none."""
        if row <= len(self.rows) and column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return Cell(row, column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read, of whatever kind. A CSV has one sheet, named after the file."""

    kind: Kind
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letters(column: int) -> str:
    """1 -> "A", 28 -> "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """(7, 2) -> "B7"."""
    return f"{column_letters(column)}{row}"


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def position(name: str) -> tuple[int, int]:
    """ "B7" -> (7, 2). ValueError where the name is no cell address."""
    found = _ADDRESS.fullmatch(name)
    if not found:
        raise ValueError(name)
    return int(found[2]), _column(found[1])


@lru_cache(maxsize=MAX_COLUMNS * 2)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column
