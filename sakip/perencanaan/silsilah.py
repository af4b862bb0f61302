"""Figures read along the lineage of indicators: what one lacks of its own is that of the indicator it carries on.

Of a year in which an indicator has nothing, its targets are its predecessor's; its values too, where the year lies
before its first. Nothing is copied: a correction of an old year is seen in every successor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sakip.arithmetic.periods import KODE, Periode
from sakip.datakinerja.queries import chunks
from sakip.kernel.access import Access
from sakip.perencanaan.models import Dasar, Indikator, KartuIndikator
from sakip.perencanaan.queries import (
    URUTAN_DASAR,
    Kartu,
    TargetBerlaku,
    cards,
    short_cards,
    shortened,
    targets_that_count,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Leluhur:
    """An indicator that another carries on. ``sebelum``: its values count in the years before this one; None: all."""

    pk: int
    series_id: int
    sebelum: int | None


def beginning_earlier(known: Iterable[tuple[Indikator, int]], *, seen_by: Access) -> list[tuple[Indikator, int]]:
    """Indicators that begin later than a year for which something is known of them, with the earliest such year.

    Such a year is one of their use. Not of one that took another's place: what was before is that one's. One query,
    none where nothing begins earlier.
    """
    earliest: dict[int, int] = {}
    for row, tahun in known:
        if row.pendahulu_id is None and tahun < (row.dimulai_tahun or 0):
            earliest[row.pk] = min(tahun, earliest.get(row.pk, tahun))
    if not earliest:
        return []
    rows = Indikator.objects.visible_to(seen_by).filter(
        pk__in=earliest
    )  # as they stand now: one may have changed meanwhile
    return [(row, earliest[row.pk]) for row in rows if earliest[row.pk] < (row.dimulai_tahun or 0)]


Rantai = Mapping[int, tuple[Leluhur, ...]]
"""By indicator those it carries on, the nearest first; without an entry it carries on none."""


def chains(rows: Iterable[Indikator], *, seen_by: Access) -> Rantai:
    """The predecessors of some indicators: one query for each step back, none where there is no predecessor, nor for
    the first step where the rows were fetched with it.
    """
    starts = [row for row in rows if row.pendahulu_id is not None]
    fetched = [row.pendahulu for row in starts if Indikator.pendahulu.is_cached(row) and row.pendahulu]
    links: dict[int, tuple[int, int | None, int | None]] = {
        row.pk: (row.series_id, row.dimulai_tahun, row.pendahulu_id) for row in fetched
    }
    nearest = {row.pendahulu_id for row in starts if row.pendahulu_id} - links.keys()
    missing = nearest | {row.pendahulu_id for row in fetched if row.pendahulu_id} - links.keys()
    while missing:
        found: dict[int, tuple[int, int | None, int | None]] = {}
        for part in chunks(sorted(missing)):
            known = Indikator.objects.visible_to(seen_by).filter(pk__in=part)
            for pk, series_id, first, before in known.values_list("pk", "series_id", "dimulai_tahun", "pendahulu_id"):
                found[pk] = (series_id, first, before)
        links |= found
        missing = {before for _series, _first, before in found.values() if before is not None} - links.keys()
    return {row.pk: tuple(_back(row, links)) for row in starts}


def _back(row: Indikator, links: Mapping[int, tuple[int, int | None, int | None]]) -> Iterable[Leluhur]:
    before, at, passed = row.dimulai_tahun, row.pendahulu_id, {row.pk}
    while at is not None and at in links and at not in passed:
        passed.add(at)
        series_id, first, further = links[at]
        yield Leluhur(at, series_id, before)
        before = min((year for year in (before, first) if year is not None), default=None)
        at = further


def stood_for(row: Indikator, rantai: Rantai, tahun: int) -> int:
    """The id of the indicator whose year it was: the row itself, or before its first year the one it carries on."""
    found = row.pk
    for each in rantai.get(row.pk, ()):
        if each.sebelum is None or tahun >= each.sebelum:
            break
        found = each.pk
    return found


def everyone(rows: Sequence[Indikator], rantai: Rantai) -> list[tuple[int, int]]:
    """Id and series of the indicators and of all they carry on."""
    own = [(row.pk, row.series_id) for row in rows]
    return own + [(each.pk, each.series_id) for chain in rantai.values() for each in chain]


def cards_along(rows: Sequence[Indikator], rantai: Rantai, *, seen_by: Access) -> dict[int, list[Kartu]]:
    """Every card of some indicators, the latest first; before their own first one those of the predecessors."""
    return _joined(rows, rantai, short_cards([pk for pk, _series in everyone(rows, rantai)], seen_by=seen_by))


def whole_cards(
    row: Indikator, rantai: Rantai, *, seen_by: Access
) -> tuple[dict[int, list[KartuIndikator]], dict[int, list[Kartu]]]:
    """With their texts the cards of an indicator and of each it carries on; and the same as ``cards_along``."""
    known = cards([pk for pk, _series in everyone([row], rantai)], seen_by=seen_by)
    return known, _joined([row], rantai, {pk: [shortened(each) for each in some] for pk, some in known.items()})


def _joined(rows: Sequence[Indikator], rantai: Rantai, found: Mapping[int, Sequence[Kartu]]) -> dict[int, list[Kartu]]:
    made = {row.pk: list(found.get(row.pk, ())) for row in rows}
    for pk, chain in rantai.items():
        for each in chain:
            mine = made[pk]
            first = mine[-1].mulai_tahun if mine else None
            mine += [card for card in found.get(each.pk, ()) if first is None or card.mulai_tahun < first]
    return made


def targets_along(
    rows: Sequence[Indikator],
    rantai: Rantai,
    *,
    tahun: Iterable[int],
    seen_by: Access,
    urutan: tuple[Dasar, ...] = URUTAN_DASAR,
    kode: Collection[str] = KODE,
    triwulan: Collection[int] = (),
) -> dict[int, dict[Periode, TargetBerlaku]]:
    """The targets that count, as ``targets_that_count`` picks them, of the indicators and what they carry on."""
    ids = [pk for pk, _series in everyone(rows, rantai)]
    found = targets_that_count(ids, tahun=tahun, seen_by=seen_by, urutan=urutan, kode=kode, triwulan=triwulan)
    return {row.pk: _along(found, row.pk, [(each.pk, None) for each in rantai.get(row.pk, ())]) for row in rows}


def values_along(
    rows: Sequence[Indikator], rantai: Rantai, found: Mapping[int, Mapping[Periode, T]]
) -> dict[int, dict[Periode, T]]:
    """Values by series, with those of earlier years from what the indicators carry on."""
    return {
        row.series_id: _along(found, row.series_id, [(each.series_id, each.sebelum) for each in rantai.get(row.pk, ())])
        for row in rows
    }


def _along(
    found: Mapping[int, Mapping[Periode, T]], own: int, further: Iterable[tuple[int, int | None]]
) -> dict[Periode, T]:
    """The cells of one, and of each further one the years that none before it has."""
    cells = dict(found.get(own, ()))
    for key, before in further:
        taken = {periode.tahun for periode in cells}
        cells |= {
            periode: cell
            for periode, cell in found.get(key, {}).items()
            if periode.tahun not in taken and (before is None or periode.tahun < before)
        }
    return cells
