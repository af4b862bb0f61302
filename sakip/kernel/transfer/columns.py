"""One column list both ways: what is written into a template is what is read back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sakip.arithmetic.values import Keadaan


class ColumnKind(StrEnum):
    """What a column holds. An identity names the row's object: written locked, compared when the file returns."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    IDENTITY = "identity"
    ISIAN = "isian"  # what was typed as a value of any kind: a number, a state, or a text such as "BB (79,39)"


Value = str | Decimal | date | Keadaan | None
"""What one cell of a row holds. None: not filled in, an empty cell. Never float. A text is never "" but None, and has
no whitespace around it: a spreadsheet cannot tell these apart. Of Keadaan only the two states that are no value."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `locked` columns cannot be typed into; identities always are, for rows that exist already.

    `hidden` columns are for the system alone: out of sight and out of the help, kept in the file. `suggestions` are
    offered like choices, but anything else may be typed.
    """

    key: str
    title: str
    help: str = ""
    kind: ColumnKind = ColumnKind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False
    locked: bool = False
    width: int = 20
    example: str = ""
    hidden: bool = False
    suggestions: tuple[str, ...] = ()

    @property
    def is_identity(self) -> bool:
        return self.kind is ColumnKind.IDENTITY


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet of a template. `blank_rows` lines are prepared for new objects; 0 means that rows may not be added.

    `frozen` columns stay in sight while the others scroll, by default the leading identities.
    `suggest` gives the suggestions of one cell, by its row and its column, where rows differ in what they hold.
    `locked_row` says which rows cannot be typed into at all; whoever reads the file back refuses a change there.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    help: str = ""
    blank_rows: int = 0
    frozen: int = 0
    suggest: Callable[[Row, Column], tuple[str, ...]] | None = None
    locked_row: Callable[[Row], bool] | None = None

    def column(self, key: str) -> Column | None:
        """The column of that key, or None."""
        return next((column for column in self.columns if column.key == key), None)


Row = dict[str, Value]
"""Values by column key. In what is written a missing key is the same as None."""


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row that came back: values, the cell of each, and whether the person added it.

    A column that the file no longer has is in neither `values` nor `addresses`: it says nothing, not "empty".
    """

    sheet_key: str
    row: int
    values: Row
    addresses: dict[str, str] = field(default_factory=dict)
    is_new: bool = False
