"""The search over everything: each component finds its own (offers.pencarian), here they are asked and put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import NoReverseMatch, reverse

from sakip.kernel.access import Access
from sakip.kernel.offers import Temuan, pencarian

MOST = 8
SHORTEST, LONGEST = 2, 100
EXACT, BEGINNING, WORD, INSIDE = range(4)


@dataclass(frozen=True)
class Kelompok:
    """The hits of one kind, the best first; ``lebih``: there are more than are shown."""

    jenis: str
    temuan: tuple[Temuan, ...]
    lebih: bool


def question(typed: str) -> str:
    """What was typed as it is looked for: words with one space between; "" where it holds less than two letters."""
    text = " ".join(typed.split())[:LONGEST].strip()
    return text if sum(letter.isalnum() for letter in text) >= SHORTEST else ""


def search(seen_by: Access, text: str, *, most: int = MOST) -> list[Kelompok]:
    """At most so many hits of each kind, in the reader's reach; first the kind whose best hit fits best."""
    if not (text := question(text)):
        return []
    kinds: dict[str, list[Temuan]] = {}
    for find in pencarian:
        for hit in find(seen_by, text, most + 1):
            if hit.alamat:
                kinds.setdefault(hit.jenis, []).append(hit)
    groups = [Kelompok(jenis, tuple(hits[:most]), len(hits) > most) for jenis, hits in kinds.items()]
    return sorted(groups, key=lambda group: min(hit.cocok for hit in group.temuan))


def ranked(rows: QuerySet[Any], text: str, *, names: Collection[str], codes: Collection[str] = ()) -> QuerySet[Any]:
    """The rows that hold every word of the text in one of these fields, the best first; ``cocok`` says how well.

    Best are an equal code or name, then what begins with the text, then where a word begins with it, then the others.
    Letter case does not count; % and _ are letters like others.
    """
    fields = (*names, *codes)
    for word in text.split():
        rows = rows.filter(_any(fields, "icontains", word))
    how_well = Case(
        When(_any(fields, "iexact", text), then=Value(EXACT)),
        When(_any(fields, "istartswith", text), then=Value(BEGINNING)),
        When(_any(names, "icontains", f" {text}") | _any(names, "icontains", f"({text}"), then=Value(WORD)),
        default=Value(INSIDE),
        output_field=IntegerField(),
    )
    found: QuerySet[Any] = rows.annotate(cocok=how_well).order_by("cocok", *names, "pk")
    return found


def _any(fields: Collection[str], lookup: str, value: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__{lookup}": value}) for field in fields))


def address(name: str, *args: Any) -> str:
    """The address of a page; "" where no component offers it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
