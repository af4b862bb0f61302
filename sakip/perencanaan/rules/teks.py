"""Text out of other applications, without the marks that it was formatted with."""

from __future__ import annotations

import re
from html import unescape

_TAGS = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_ENTITIES = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def plain_text(text: str) -> str:
    """The text in one line: no HTML tags, entities as what they stand for. "nilai < 5" stays as it is."""
    without = _TAGS.sub(" ", text)
    if _ENTITIES.search(without):
        without = _TAGS.sub(" ", unescape(without))
    return " ".join(without.split())


def has_markup(text: str) -> bool:
    """Whether something is lost besides spaces: who typed it is told."""
    return " ".join(text.split()) != plain_text(text)
