"""Reports of negative impact of an IKU, with what the unit above answered."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import LaporanDampak, TanggapanDampak


def impacts(seen_by: Access) -> QuerySet[LaporanDampak]:
    """Reports in the reader's instansi with unit and indicator, the latest first."""
    rows: QuerySet[LaporanDampak] = LaporanDampak.objects.visible_to(seen_by)
    return rows.select_related("unit__induk", "indikator__unit").order_by("-dilaporkan", "-pk")


def answered(rows: QuerySet[LaporanDampak], *, seen_by: Access) -> QuerySet[LaporanDampak]:
    """With their answers, the first given first; one query more."""
    answers = TanggapanDampak.objects.visible_to(seen_by).select_related("unit").order_by("ditanggapi", "pk")
    return rows.prefetch_related(Prefetch("tanggapan", queryset=answers))


def with_state(rows: QuerySet[LaporanDampak]) -> QuerySet[LaporanDampak]:
    """Each with ``ditanggapi``: how often the unit above has answered."""
    return rows.annotate(ditanggapi=Count("tanggapan"))


def impacts_in(unit: Unit, tahun: int, *, seen_by: Access) -> list[LaporanDampak]:
    """What a unit reported in a year and what was reported to it, the first first; for its yearly report."""
    rows = impacts(seen_by).filter(Q(unit=unit) | Q(unit__induk=unit), tahun=tahun)
    return list(answered(rows.order_by("dilaporkan", "pk"), seen_by=seen_by))


def reported(tahun: int, *, seen_by: Access, **of: OuterRef) -> Exists:
    """The condition that in a year something was reported ``of`` a unit or an indicator."""
    return Exists(LaporanDampak.objects.visible_to(seen_by).filter(tahun=tahun, **of))


def above(path: str) -> str:
    """The path of the unit to which a unit reports; empty for an instansi, which has none."""
    return path[:-LEVEL_WIDTH]
