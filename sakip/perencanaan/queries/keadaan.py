"""What is told of an indicator on a past day beside the row itself."""

from __future__ import annotations

from typing import Any

from sakip.kernel.access import Access
from sakip.perencanaan.models import Baseline, Indikator, KartuIndikator, Pembanding, PenandaIndikator, Target


def parts_of(seen_by: Access, row: Any) -> list[tuple[str, list[Any]]]:
    """Its cards, targets, baselines, published figures and marks, those replaced since as well."""
    if not isinstance(row, Indikator):
        return []
    cards = KartuIndikator.objects.visible_to(seen_by).filter(indikator=row).order_by("mulai_tahun")
    targets = Target.objects.visible_to(seen_by).filter(penempatan__indikator=row)
    targets = targets.select_related("penempatan__indikator").order_by("tahun", "periode", "pk")
    baselines = Baseline.objects.visible_to(seen_by).filter(indikator=row).select_related("indikator")
    benchmarks = Pembanding.objects.visible_to(seen_by).filter(indikator=row)
    marks = PenandaIndikator.objects.visible_to(seen_by).filter(indikator=row)
    return [
        ("Kartu indikator", list(cards)),
        ("Target", list(targets)),
        ("Baseline", list(baselines.order_by("tahun", "periode", "pk"))),
        ("Pembanding", list(benchmarks.order_by("tahun", "lingkup", "nama", "pk"))),
        ("Penanda", list(marks.order_by("jenis", "kode"))),
    ]
