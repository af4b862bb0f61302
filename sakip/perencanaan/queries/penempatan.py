"""Where an indicator stands in the plans that hold, and what stands under a statement of a version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from sakip.kernel.access import Access
from sakip.perencanaan.models import Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.models.rencana import PERNAH_DITETAPKAN
from sakip.perencanaan.queries.rencana import in_force


def placed_in(nomor: int | Combinable) -> Q:
    """The condition on placements that they stand in the version of this number."""
    return Q(sejak_versi__lte=nomor) & (Q(sampai_versi=None) | Q(sampai_versi__gt=nomor))


def placements_under(simpul: SimpulRencana, *, seen_by: Access) -> QuerySet[Penempatan]:
    """The placements under one statement, in its version."""
    rows: QuerySet[Penempatan] = Penempatan.objects.visible_to(seen_by)
    rows = rows.filter(placed_in(simpul.dokumen_versi.nomor), dokumen=simpul.dokumen_versi.dokumen_id)
    return rows.filter(kunci=simpul.kunci).select_related("indikator__unit")


def places_of(indikator: Indikator, tahun: int, *, seen_by: Access) -> list[SimpulRencana]:
    """The statements under which an indicator is placed, in the versions that count in a year, of plans that span it.

    With document and unit, the longest plan first. One query.
    """
    placed = Penempatan.objects.visible_to(seen_by).filter(
        placed_in(OuterRef("dokumen_versi__nomor")),
        indikator=indikator,
        kunci=OuterRef("kunci"),
        dokumen=OuterRef("dokumen_versi__dokumen"),
    )
    rows = SimpulRencana.objects.visible_to(seen_by).filter(
        Exists(placed),
        dokumen_versi=in_force(tahun),
        dokumen_versi__dokumen__tahun_awal__lte=tahun,
        dokumen_versi__dokumen__tahun_akhir__gte=tahun,
    )
    return _longest_first(rows)


def drafts_of(ids: Collection[int], tahun: int, *, seen_by: Access) -> dict[int, list[SimpulRencana]]:
    """By indicator the statements under which it is placed in versions that are not set, of plans that span the year.

    With document and unit, the longest plan first; they count nowhere. Two queries.
    """
    placed = Penempatan.objects.visible_to(seen_by).filter(indikator__in=ids)
    rows = SimpulRencana.objects.visible_to(seen_by).filter(
        kunci__in=placed.exclude(kunci=None).values("kunci"),
        dokumen_versi__dokumen__tahun_awal__lte=tahun,
        dokumen_versi__dokumen__tahun_akhir__gte=tahun,
    )
    by_key: dict[tuple[int | None, UUID | None], list[Penempatan]] = defaultdict(list)
    for each in placed:
        by_key[(each.dokumen_id, each.kunci)].append(each)
    found: dict[int, list[SimpulRencana]] = defaultdict(list)
    for row in _longest_first(rows.exclude(dokumen_versi__status__in=PERNAH_DITETAPKAN)):
        versi = row.dokumen_versi
        for each in by_key[(versi.dokumen_id, row.kunci)]:
            if each.sejak_versi <= versi.nomor and (each.sampai_versi is None or versi.nomor < each.sampai_versi):
                found[each.indikator_id].append(row)
    return dict(found)


def in_draft(row: SimpulRencana) -> str:
    """Where a statement of a draft stands: words instead of the place that counts."""
    versi = row.dokumen_versi
    if versi.nomor > 1:
        return f"dalam rancangan perubahan {versi.dokumen.nama} yang belum ditetapkan"
    return f"dalam rancangan {versi.dokumen.nama} yang belum ditetapkan"


def _longest_first(rows: QuerySet[SimpulRencana]) -> list[SimpulRencana]:
    found = list(rows.select_related("dokumen_versi__dokumen__unit"))
    found.sort(key=lambda row: (row.dokumen_versi.dokumen.tahun_awal - row.dokumen_versi.dokumen.tahun_akhir, row.pk))
    return found
