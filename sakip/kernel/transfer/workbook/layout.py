"""Where things stand in our template, for the writer and the parser alike.

Each data sheet has a hidden first row with the column keys, a hidden first column with what the locked cells of the row
held when it was written, the titles in row 2, and data from row 3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sakip.arithmetic.exact import plain
from sakip.arithmetic.values import Keadaan
from sakip.kernel.transfer.columns import Column, ColumnKind, SheetSpec, Value

TEMPLATE_VERSION = "1"
VERSION_KEY = "versi_templat"
META_SHEET, CHOICES_SHEET, HELP_SHEET = "_sakip", "_pilihan", "Petunjuk"
MARK = "sakip-templat"
KEY_ROW, TITLE_ROW, FIRST_ROW = 1, 2, 3
ORIGIN_COLUMN, FIRST_COLUMN = 1, 2

STATE_WORDS: Mapping[Keadaan, str] = {
    Keadaan.BELUM_TERSEDIA: "belum tersedia",
    Keadaan.TIDAK_BERLAKU: "tidak berlaku",
}
STATES: Mapping[str, Keadaan] = {word: state for state, word in STATE_WORDS.items()}
STATEFUL = frozenset({ColumnKind.NUMBER, ColumnKind.ISIAN})
"""The kinds of columns whose cells may hold a state in words."""

_LONGEST_ORIGIN = 500


def sheet_mark(spec: SheetSpec) -> str:
    """What stands in A1 of the spec's sheet."""
    return f"{MARK}:{spec.key}"


def is_locked(column: Column) -> bool:
    """Whether cells of existing rows may not be typed into."""
    return column.locked or column.is_identity


def origin(value: Value) -> str:
    """A value as the hidden first column remembers it, to see whether it was changed; long texts by their hash."""
    if value is None:
        return ""
    text = as_text(value)
    return text if len(text) <= _LONGEST_ORIGIN else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def as_text(value: str | Decimal | date | Keadaan) -> str:
    """A value in one unmistakable notation."""
    if isinstance(value, Keadaan):
        return STATE_WORDS[value]
    if isinstance(value, Decimal):
        return format(plain(value), "f")
    return value if isinstance(value, str) else value.isoformat()
