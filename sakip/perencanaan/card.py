"""One indicator as its page shows it: the years, the quarters, and who stands behind each number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q, Value

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.models import Series, SeriesValue
from sakip.kernel.access import Access, UnitOwned
from sakip.kernel.models import HistoryEntry
from sakip.kernel.queries import Deed, Writer, deeds, history_of_objects, writers
from sakip.kernel.telling import word
from sakip.organisasi.queries import kebijakan_per_tahun
from sakip.perencanaan import queries
from sakip.perencanaan.kinerja import Kinerja, facts_of, judged
from sakip.perencanaan.models import (
    Baseline,
    Indikator,
    KartuIndikator,
    LaporanDampak,
    Pembanding,
    PenandaIndikator,
    Penempatan,
    Target,
)
from sakip.perencanaan.penjelasan import BAHAN_PENETAPAN
from sakip.perencanaan.queries import Kartu
from sakip.perencanaan.queries.acuan import baselines, benchmarks, marks
from sakip.perencanaan.queries.dampak import impacts, with_state
from sakip.perencanaan.rumus import Terhitung
from sakip.perencanaan.silsilah import chains, whole_cards

YEARS_BEFORE, YEARS_AFTER = 6, 3
HISTORY_SHOWN = 30
_TARGET, _VALUE = Target._meta.label, SeriesValue._meta.label


@dataclass(frozen=True)
class Asal:
    """Where a value comes from: the row, who wrote it and when, how it was typed."""

    row: Target | SeriesValue
    isian: Isian
    oleh: Writer | None
    pendahulu: str = ""
    """The unit of the predecessor whose value it is; empty for one of the indicator's own."""


@dataclass(frozen=True)
class UbahanKartu:
    """What a card says otherwise than the one before: by column its texts before and after."""

    kartu: KartuIndikator
    ubahan: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Card:
    """Everything an indicator's page tells. ``tahun`` holds the figures of whole years, ``triwulan`` of quarters."""

    indikator: Indikator
    kartu: KartuIndikator | None
    semua_kartu: tuple[KartuIndikator, ...]
    pilihan: Kinerja | None
    tahun: tuple[Kinerja, ...]
    triwulan: tuple[Kinerja, ...]
    target: Asal | None
    realisasi: tuple[Asal, ...]
    riwayat: tuple[Deed, ...]
    pendahulu: Indikator | None
    penerus: tuple[Indikator, ...]
    pembanding: tuple[Pembanding, ...] = ()
    """Published figures of the chosen year."""
    semua_pembanding: tuple[Pembanding, ...] = ()
    baseline: tuple[Baseline, ...] = ()
    """The latest first, as the published figures."""
    penanda: tuple[PenandaIndikator, ...] = ()
    dampak: tuple[LaporanDampak, ...] = ()
    """Reports that it harms the whole, each with ``ditanggapi``: whether it was answered."""
    terhitung: Terhitung | None = None
    """The formula at work in the chosen period, where the card has one."""


def card(indikator: Indikator, periode: Periode, *, seen_by: Access, posisi_data: date | None = None) -> Card:
    """The page of an indicator in a chosen period; a dozen queries whatever its age."""
    years = range(periode.tahun - YEARS_BEFORE, periode.tahun + YEARS_AFTER + 1)
    quarters = Periode.tahunan(periode.tahun).triwulan()
    asked = dict.fromkeys([periode, *quarters, *(Periode.tahunan(year) for year in years)])
    policies = kebijakan_per_tahun(indikator.unit, tuple(sorted({each.tahun for each in asked})), seen_by=seen_by)
    rantai = chains([indikator], seen_by=seen_by)
    known, short = whole_cards(indikator, rantai, seen_by=seen_by)
    facts = facts_of(
        [indikator], list(asked), policies, seen_by=seen_by, posisi_data=posisi_data, rantai=rantai, kartu=short
    )
    found = judged([indikator], list(asked), facts, policies)
    cards = tuple(known.get(indikator.pk, []))
    chosen = found.get((indikator.pk, periode))
    whole = (Periode.tahunan(year) for year in years)
    yearly = [found[(indikator.pk, each)] for each in whole if (indikator.pk, each) in found]
    quarterly = [found[(indikator.pk, each)] for each in quarters if (indikator.pk, each) in found]
    target, realisasi = _origins(chosen, quarterly, seen_by) if chosen else (None, ())
    published = tuple(benchmarks(seen_by).filter(indikator=indikator))
    return Card(
        indikator,
        _whole(chosen.kartu, known) if chosen else queries.card_in(cards, periode.tahun),
        cards,
        chosen,
        _with_figures(yearly, periode.tahun),
        tuple(quarterly) if any(_has_figures(each) for each in quarterly) else (),
        target,
        realisasi,
        tuple(deeds(_history(indikator, seen_by))),
        *_lineage(indikator, seen_by),
        pembanding=tuple(each for each in published if (each.tahun, each.periode) == (periode.tahun, "T")),
        semua_pembanding=published,
        baseline=tuple(baselines(seen_by).filter(indikator=indikator)),
        penanda=tuple(marks(seen_by).filter(indikator=indikator)),
        dampak=tuple(with_state(impacts(seen_by).filter(indikator=indikator))),
        terhitung=facts.terhitung.get(indikator.pk, {}).get(periode),
    )


_NOT_SAID = {"id", "versi", "indikator", "mulai_tahun", "terputus", "catatan_putus"}
_CARD_COLUMNS = [each for each in KartuIndikator._meta.concrete_fields if each.name not in _NOT_SAID]


def changes_of(cards: Sequence[KartuIndikator]) -> tuple[UbahanKartu, ...]:
    """What each card says otherwise than the one before it, the latest first; the first card changes nothing.

    ``cards``: the latest first, as they are read.
    """
    made = []
    for now, before in pairwise(cards):
        pairs = ((each, _said(before, each.name), _said(now, each.name)) for each in _CARD_COLUMNS)
        made.append(UbahanKartu(now, tuple((_label(each), old, new) for each, old, new in pairs if old != new)))
    return tuple(made)


def _label(column: Any) -> str:
    text = str(column.verbose_name)
    return text[0].upper() + text[1:]


def _said(card: KartuIndikator, name: str) -> str:
    """A column in words; empty where it holds nothing."""
    value = getattr(card, name)
    if name in {"hasil", "frekuensi"}:
        return str(getattr(card, f"get_{name}_display")()) if value else ""
    if isinstance(value, list):
        return "; ".join(str(BAHAN_PENETAPAN.get(each, each)) for each in value)
    return word(name, value) if value else ""


def _whole(short: Kartu, known: Mapping[int, Sequence[KartuIndikator]]) -> KartuIndikator:
    """The card that holds, with its texts; in the years before the indicator it is its predecessor's."""
    return next(each for each in known[short.indikator_id] if each.pk == short.pk)


def _has_figures(row: Kinerja) -> bool:
    return row.target is not None or row.realisasi.isian is not None


def _with_figures(rows: list[Kinerja], tahun: int) -> tuple[Kinerja, ...]:
    """The years from the first to the last that hold anything; the chosen year always."""
    filled = [row.periode.tahun for row in rows if _has_figures(row)] + [tahun]
    return tuple(row for row in rows if min(filled) <= row.periode.tahun <= max(filled))


def _origins(chosen: Kinerja, quarters: list[Kinerja], seen_by: Access) -> tuple[Asal | None, tuple[Asal, ...]]:
    """The rows behind a number and their writers. A year made from quarters rests on each of them."""
    used = set(chosen.realisasi.dari.periode) if chosen.realisasi.dari else set()
    recorded = [chosen.realisasi.tercatat, *(q.realisasi.tercatat for q in quarters if q.periode in used)]
    value_ids = [each.row_id for each in recorded if each]
    target_ids = [chosen.target.row_id] if chosen.target else []
    targets = list(
        Target.objects.visible_to(seen_by).filter(pk__in=target_ids).select_related("penempatan__indikator__unit")
    )
    values = list(
        SeriesValue.objects.visible_to(seen_by)
        .filter(pk__in=value_ids)
        .select_related("series__unit")
        .order_by("periode")
    )
    here = chosen.indikator
    by = writers([*((_TARGET, row.pk) for row in targets), *((_VALUE, row.pk) for row in values)])
    found = [
        Asal(row, row.isian, by.get((_TARGET, row.pk)), _elsewhere(row.penempatan.indikator, here)) for row in targets
    ]
    return (
        found[0] if found else None,
        tuple(Asal(row, row.isian, by.get((_VALUE, row.pk)), _elsewhere(row.series, here.series)) for row in values),
    )


def _elsewhere(whose: Indikator | Series, own: Indikator | Series) -> str:
    """The unit of another indicator or series; empty for the own one."""
    return "" if whose == own else whose.unit.nama


def _lineage(indikator: Indikator, seen_by: Access) -> tuple[Indikator | None, tuple[Indikator, ...]]:
    """What the indicator carries on and what carries it on; no query for one without either."""
    if indikator.pendahulu_id is None and indikator.dihentikan_tahun is None:
        return None, ()
    rows = list(queries.indikator(seen_by).filter(Q(pk=indikator.pendahulu_id) | Q(pendahulu=indikator)))
    before = next((row for row in rows if row.pk == indikator.pendahulu_id), None)
    return before, tuple(row for row in rows if row != before)


def _history(indikator: Indikator, seen_by: Access) -> list[HistoryEntry]:
    """What happened to the indicator, its cards, targets and values, newest first. Two queries."""
    kinds: dict[type[UnitOwned], dict[str, int]] = {
        Indikator: {"pk": indikator.pk},
        KartuIndikator: {"indikator": indikator.pk},
        Penempatan: {"indikator": indikator.pk},
        Target: {"penempatan__indikator": indikator.pk},
        SeriesValue: {"series": indikator.series_id},
    }
    first, *others = (
        kind.objects.visible_to(seen_by).filter(**its).values_list(Value(kind._meta.label), "pk")
        for kind, its in kinds.items()
    )
    objects: dict[str, list[int]] = defaultdict(list)
    for label, pk in first.union(*others, all=True):
        objects[label].append(pk)
    return list(history_of_objects(seen_by, objects)[:HISTORY_SHOWN])
