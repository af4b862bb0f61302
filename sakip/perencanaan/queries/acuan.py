"""What an indicator is held against beside its target: baseline, published figures, peers; and its marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from sakip.datakinerja.models import DITARIK
from sakip.datakinerja.queries import VALUE_COLUMNS, chunks, value_phrase
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.telling import Told, register_phrase
from sakip.perencanaan.models import Baseline, Indikator, Lingkup, Pembanding, PenandaIndikator
from sakip.perencanaan.queries import alive_in, indikator

BASELINE, PEMBANDING = Baseline._meta.label, Pembanding._meta.label
_SAID = VALUE_COLUMNS - {"dimensi", "lapis"}

register_phrase(BASELINE, Told("Baseline", _SAID, value_phrase))
register_phrase(PEMBANDING, Told("Pembanding", _SAID, value_phrase))

__all__ = ["Lingkup"]


def baselines(seen_by: Access) -> QuerySet[Baseline]:
    """The baselines that stand, of every indicator in reach, the latest year first."""
    rows: QuerySet[Baseline] = Baseline.objects.visible_to(seen_by).filter(pengganti=None).exclude(keadaan=DITARIK)
    return rows.select_related("indikator__unit", "indikator__series").order_by("-tahun", "periode", "pk")


def benchmarks(seen_by: Access) -> QuerySet[Pembanding]:
    """The published figures that stand, of every indicator in reach, the latest year first."""
    rows: QuerySet[Pembanding] = Pembanding.objects.visible_to(seen_by).filter(pengganti=None).exclude(keadaan=DITARIK)
    return rows.select_related("indikator__unit", "indikator__series").order_by("-tahun", "lingkup", "nama", "pk")


def benchmarks_in(ids: Collection[int], tahun: int, *, seen_by: Access) -> dict[int, list[Pembanding]]:
    """By indicator the figures of a whole year with which its realisasi is compared (R-CMP-4). One query."""
    found: dict[int, list[Pembanding]] = defaultdict(list)
    for part in chunks(sorted(set(ids))):
        rows = benchmarks(seen_by).select_related(None)
        for row in rows.filter(indikator_id__in=part, tahun=tahun, periode="T"):
            found[row.indikator_id].append(row)
    return found


def baselines_before(ids: Collection[int], tahun: int, *, seen_by: Access) -> dict[int, Baseline]:
    """By indicator its latest baseline of a whole year before this one. One query."""
    found: dict[int, Baseline] = {}
    for part in chunks(sorted(set(ids))):
        rows = baselines(seen_by).select_related(None).filter(indikator_id__in=part, tahun__lt=tahun, periode="T")
        for row in rows:  # the latest first
            found.setdefault(row.indikator_id, row)
    return found


def with_figures(rows: QuerySet[Indikator], tahun: int, *, seen_by: Access) -> QuerySet[Indikator]:
    """Each with ``berbaseline`` and ``berpembanding`` (of a year): whether it is worth while to ask for them."""
    here = {"indikator": OuterRef("pk")}
    return rows.annotate(
        berbaseline=Exists(Baseline.objects.visible_to(seen_by).filter(**here)),
        berpembanding=Exists(Pembanding.objects.visible_to(seen_by).filter(**here, tahun=tahun)),
    )


def every_figure(row: Indikator, *, seen_by: Access) -> dict[str, list[int]]:
    """The ids of its baselines and published figures by model label, those replaced and taken back as well."""
    kinds: tuple[type[Baseline | Pembanding], ...] = (Baseline, Pembanding)
    return {
        kind._meta.label: list(kind.objects.visible_to(seen_by).filter(indikator=row).values_list("pk", flat=True))
        for kind in kinds
    }


def marks(seen_by: Access) -> QuerySet[PenandaIndikator]:
    """The marks of indicators in reach, by kind."""
    rows: QuerySet[PenandaIndikator] = PenandaIndikator.objects.visible_to(seen_by)
    return rows.select_related("indikator__unit").order_by("jenis", "kode", "pk")


def own_marks(seen_by: Access) -> list[str]:
    """The marks in use that are neither IKK, SPM nor SDG, by name."""
    rows = PenandaIndikator.objects.visible_to(seen_by).filter(jenis="lain").exclude(kode="")
    return sorted(set(rows.values_list("kode", flat=True)))


def peers(row: Indikator, tahun: int, *, seen_by: Access) -> list[Indikator]:
    """Indicators of the same name in other units of the instansi that are in use in a year."""
    rows = indikator(seen_by).filter(
        alive_in(tahun), unit__path__startswith=row.unit.path[:LEVEL_WIDTH], nama__iexact=row.nama
    )
    return list(rows.exclude(pk=row.pk).exclude(unit=row.unit_id))
