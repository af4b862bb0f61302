"""Use case by which a reorganisation carries indicators on; called by its applying, never alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import F

from sakip.datakinerja.actions import create_many_series
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.rows import copy_of
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.reorganisasi import Terlaksana, penerapan
from sakip.perencanaan import queries
from sakip.perencanaan.models import Indikator, KartuIndikator, PenandaIndikator, Penempatan, VariabelRumus
from sakip.perencanaan.penerusan import INDIKATOR, JABATAN


@penerapan.add
@action(Permission.PLAN, "meneruskan indikator karena perubahan SOTK")
def carry_indicators(root: Unit, *, hasil: Terlaksana, by: Access) -> None:
    """Stop the indicators of the closed units from the first year of the successors on, and make those that carry them
    on: with a series of their own, the card that holds then and later ones, their marks, and their places in the plans.

    Values and targets are not copied: those of earlier years are read from the predecessor. A code that is taken in
    the new unit is left empty. Notes the new indicators.
    """
    part, first = hasil.bagian[INDIKATOR], hasil.perubahan.mulai_tahun
    ids = [row.pk for row in part.baris]
    old = {row.pk: row for row in Indikator.related.filter(pk__in=ids).select_related("series")}
    Indikator.related.filter(pk__in=ids).update(dihentikan_tahun=first, versi=F("versi") + 1)
    pairs = [(old[row.pk], hasil.unit[key]) for row, key in part.pergi()]
    new = _indicators(root, pairs, first, by)
    made: dict[int, list[Any]] = defaultdict(list)
    for row in new:
        made[row.pendahulu_id or 0].append(row)
    hasil.jadi[INDIKATOR] = dict(made)
    _cards(hasil, old, made, first)
    _places(made)
    _marks(made)


def _indicators(root: Unit, pairs: list[tuple[Indikator, Unit]], first: int, by: Access) -> list[Indikator]:
    """The new rows, in the order of the old ones, behind what stands in their units already."""
    taken = queries.taken_names({unit.pk for _row, unit in pairs})
    series = create_many_series(root, series=[copy_of(row.series, unit_id=unit.pk) for row, unit in pairs], by=by)
    rows = []
    for (row, unit), own in zip(pairs, series, strict=True):
        clash = taken.add(unit.pk, row.nama, row.kode)
        new = copy_of(row, unit_id=unit.pk, series_id=own.pk, pendahulu_id=row.pk, dimulai_tahun=first)
        new.kode = "" if clash == "kode" else row.kode
        new.urutan = taken.next_place(unit.pk)
        rows.append(new)
    return Indikator.related.bulk_create(rows, batch_size=500)


def _cards(hasil: Terlaksana, old: dict[int, Indikator], made: dict[int, list[Any]], first: int) -> None:
    """The card that holds in the first year, and those that begin later, with the variables of their formulas.

    A break that lies behind is no break between predecessor and successor.
    """
    posts = hasil.jadi.get(JABATAN, {})
    closed = {row.pk for row in hasil.bagian[JABATAN].baris}
    series = {old[pk].series_id: rows for pk, rows in made.items()}
    cards, sources = [], []
    found: dict[int, list[KartuIndikator]] = defaultdict(list)
    for card in KartuIndikator.related.filter(indikator__in=list(made)).order_by("-mulai_tahun"):
        found[card.indikator_id].append(card)
    for pk, rows in made.items():
        holds = queries.card_in(found[pk], first)
        for card in found[pk]:
            if card.mulai_tahun <= first and card is not holds:
                continue
            heir = next(iter(posts.get(card.penanggung_jawab_id or 0, ())), None)
            changes: dict[str, Any] = {"mulai_tahun": max(card.mulai_tahun, first)}
            if card.penanggung_jawab_id in closed:
                changes["penanggung_jawab_id"] = heir.pk if heir else None
            if card.mulai_tahun < first:
                changes |= {"terputus": False, "catatan_putus": ""}
            for row in rows:
                cards.append(copy_of(card, indikator_id=row.pk, **changes))
                sources.append((card.pk, row.unit_id))
    KartuIndikator.related.bulk_create(cards, batch_size=500)
    _variables(zip(sources, cards, strict=True), series)


def _variables(pairs: Iterable[tuple[tuple[int, int], KartuIndikator]], series: dict[int, list[Any]]) -> None:
    """The names in the formulas: a series that is carried on is followed, best within the same unit."""
    listed = list(pairs)
    found: dict[int, list[VariabelRumus]] = defaultdict(list)
    for each in VariabelRumus.related.filter(kartu__in={pk for (pk, _unit), _card in listed}).order_by("pk"):
        found[each.kartu_id].append(each)
    rows = []
    for (pk, unit_id), card in listed:
        for each in found[pk]:
            heirs = sorted(series.get(each.series_id, ()), key=lambda row: row.unit_id != unit_id)
            rows.append(copy_of(each, kartu_id=card.pk, series_id=heirs[0].series_id if heirs else each.series_id))
    VariabelRumus.related.bulk_create(rows, batch_size=500)


def _places(made: dict[int, list[Any]]) -> None:
    """Under the same statements of the same plans; those that share a place share its weight, so that its sum stays."""
    rows = []
    for row in Penempatan.related.filter(indikator__in=list(made)).order_by("pk"):
        heirs = made[row.indikator_id]
        for new, bobot in zip(heirs, _shared(row.bobot, len(heirs)), strict=True):
            rows.append(copy_of(row, indikator_id=new.pk, bobot=bobot))
    Penempatan.related.bulk_create(rows, batch_size=500)


def _shared(bobot: Decimal | None, parts: int) -> list[Decimal | None]:
    """A weight in equal parts of two decimals, the rest with the first."""
    if bobot is None:
        return [None] * parts
    part = (bobot / parts).quantize(Decimal("0.01"), ROUND_DOWN)
    return [bobot - part * (parts - 1), *[part] * (parts - 1)]


def _marks(made: dict[int, list[Any]]) -> None:
    rows = PenandaIndikator.related.filter(indikator__in=list(made)).order_by("pk")
    PenandaIndikator.related.bulk_create(
        [copy_of(row, indikator_id=new.pk) for row in rows for new in made[row.indikator_id]], batch_size=500
    )
