"""Texts in a spreadsheet we write: they stay text, their sheet has a name that is allowed, their row has room."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_NAME = 31
_LINE, _HIGHEST = 15, 400  # points
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula when it is typed or edited.

    We write texts as string cells, never as formulas, and mark these with Excel's own quote prefix (the apostrophe
    that is not part of the text): editing the cell does not turn it into a formula, and it reads back unchanged.
    """
    return text.startswith(_DANGEROUS)


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts, not yet among `taken` (in lower case), to which it is added."""
    clean = _NOT_IN_NAMES.sub("-", name).strip("' ")[:_LONGEST_NAME].strip("' ") or "Lembar"
    candidate, number = clean, 2
    while candidate.lower() in taken or candidate.lower() == "history":  # a name Excel keeps for itself
        ending = f" ({number})"
        candidate, number = clean[: _LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(candidate.lower())
    return candidate


def row_height(texts: Iterable[tuple[str, int]]) -> float:
    """Points for a row of (text, column width in characters), a little generous: not every program fits rows."""
    lines = (sum(1 + len(line) // max(width - 2, 1) for line in text.split("\n")) for text, width in texts)
    return min(_LINE * max(lines, default=1), _HIGHEST)
