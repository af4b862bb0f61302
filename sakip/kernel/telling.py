"""How stored facts are told to people: words for codes, one phrase for a value that is kept in several columns.

A component registers what it knows beside its codes; the history and the pages ask here. A code nobody registered is
shown as it is stored, never hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from sakip.arithmetic.notation import format_date

Phrase = Callable[[Mapping[str, Any]], str | None]

WORDS: dict[str, Mapping[str, str]] = {
    "via": {"layar": "", "impor": "lewat impor", "api": "lewat API", "perintah": "lewat baris perintah"},
}
"""Field name to the words for its codes."""


@dataclass(frozen=True)
class Told:
    """A row told by one phrase: made from these columns, under this title; None where the row says nothing any more."""

    title: str
    columns: frozenset[str]
    phrase: Phrase


PHRASES: dict[str, Told] = {}
"""Model label to how its rows are told."""


def register_words(**words: Mapping[str, str]) -> None:
    """Register the words for a field's codes, by the field's name."""
    for name, mapping in words.items():
        WORDS[name] = {**WORDS.get(name, {}), **{str(code): word for code, word in mapping.items()}}


def register_phrase(model_label: str, told: Told) -> None:
    PHRASES[model_label] = told


def word(name: str, code: Any) -> str:
    """The words for a field's code; the code itself where none are registered."""
    return WORDS.get(name, {}).get(str(code), str(code))


def moment(value: datetime) -> str:
    """17 Agustus 2025 pukul 14.05 WITA, in the time zone of the reader's instansi."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{format_date(local.date())} pukul {local:%H.%M %Z}".rstrip()
