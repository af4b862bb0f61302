"""What a row remembers of how it was exported, so that only what a person changed is written, over what was seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sakip.kernel.transfer.columns import Row, Value
from sakip.kernel.transfer.workbook.layout import as_text

_DIGITS = 12  # of the digest of one cell; a person cannot hit one by chance


def canonical(value: Value) -> str:
    """A cell's value in one notation; line ends and outer blanks of lines are no change, for spreadsheets vary them."""
    if value is None:
        return ""
    return "\n".join(line.rstrip() for line in as_text(value).strip().splitlines())


def digest(value: Value) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:_DIGITS]


@dataclass(frozen=True)
class Mark:
    """``isi``: by column the digest of a record's cell, or the id of the stored row in a cell of values."""

    isi: Mapping[str, Any] = field(default_factory=dict)

    def row_id(self, key: str) -> int | None:
        """The id of the value that stood in a cell."""
        found = self.isi.get(key)
        return found if isinstance(found, int) else None


def mark_of(row: Row, keys: Iterable[str]) -> str:
    """The mark of a record: the digest of each of its editable cells."""
    return _written({key: digest(row.get(key)) for key in keys})


def mark_of_ids(ids: Mapping[str, int]) -> str:
    """The mark of a row of values: which stored row stood in each cell; empty cells are left out."""
    return _written(ids)


def _written(isi: Mapping[str, Any]) -> str:
    return json.dumps(isi, separators=(",", ":"), sort_keys=True)


def read_mark(text: Value) -> Mark | None:
    """The mark as it came back; None where it was damaged."""
    try:
        found = json.loads(text if isinstance(text, str) else "")
    except ValueError:
        return None
    return Mark(found) if isinstance(found, dict) else None
