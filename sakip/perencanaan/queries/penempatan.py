"""Where an indicator stands in the plans that hold."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from sakip.kernel.access import Access
from sakip.perencanaan.models import Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.queries.rencana import in_force


def places_of(indikator: Indikator, tahun: int, *, seen_by: Access) -> list[SimpulRencana]:
    """The statements under which an indicator is placed, in the versions that count in a year, of plans that span it.

    With document and unit, the longest plan first. One query.
    """
    placed = Penempatan.objects.visible_to(seen_by).filter(
        indikator=indikator, kunci=OuterRef("kunci"), dokumen=OuterRef("dokumen_versi__dokumen")
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
