"""Where an indicator stands in the plans that hold, and what stands under a statement of a version."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from sakip.kernel.access import Access
from sakip.perencanaan.models import Indikator, Penempatan, SimpulRencana
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
    found = list(rows.select_related("dokumen_versi__dokumen__unit"))
    found.sort(key=lambda row: (row.dokumen_versi.dokumen.tahun_awal - row.dokumen_versi.dokumen.tahun_akhir, row.pk))
    return found
