"""Reads of serving: what may be served, what serves a plan, and what nobody serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, Dukungan, SimpulRencana
from sakip.perencanaan.queries.outline import Baris, Outline
from sakip.perencanaan.queries.rencana import children_of, frame_of, latest_version, versions
from sakip.referensi.queries import Kerangka, jenis_dokumen


def servable(dokumen: DokumenRencana, *, seen_by: Access) -> list[SimpulRencana]:
    """The statements of a plan that others may serve, in its newest readable version, parents before children."""
    newest = latest_version(dokumen, seen_by=seen_by)
    return of_levels(Outline(newest, seen_by=seen_by)) if newest else []


def of_levels(outline: Outline) -> list[SimpulRencana]:
    """The statements on levels that serve and are served."""
    levels = _levels([outline.frame])
    return [each.simpul for each in outline.whole() if each.simpul.tingkat in levels]


def served_by(simpul: SimpulRencana, *, seen_by: Access) -> set[UUID]:
    """The lasting keys of what a statement serves."""
    rows = Dukungan.objects.visible_to(seen_by).filter(dokumen_versi=simpul.dokumen_versi_id, kunci=simpul.kunci)
    return set(rows.values_list("melayani", flat=True))


@dataclass(frozen=True)
class Pendukung:
    """A statement of a plan below that serves one of this plan."""

    unit: Unit
    versi: DokumenVersi
    simpul: SimpulRencana


@dataclass(frozen=True)
class Dilayani:
    """A statement of a plan with what serves it; none: a gap of the plans below."""

    simpul: SimpulRencana
    tingkat: str
    pendukung: Sequence[Pendukung] = ()


@dataclass(frozen=True)
class PetaDukungan:
    """Who serves what of a plan. ``lepas``: statements of plans below that serve nothing of it, by document."""

    dilayani: Sequence[Dilayani]
    lepas: Sequence[tuple[DokumenVersi, Sequence[SimpulRencana]]]
    dokumen: int
    """How many plans hang on this one."""

    @property
    def belum(self) -> list[Dilayani]:
        return [each for each in self.dilayani if not each.pendukung]


def support_of(versi: DokumenVersi, *, seen_by: Access) -> PetaDukungan:
    """Per statement of this version the statements of the plans below that serve it. Nine queries."""
    outline = Outline(versi, seen_by=seen_by)
    below = [row.pk for row in children_of(versi.dokumen, seen_by=seen_by)]
    newest: dict[int, DokumenVersi] = {}
    for each in versions(seen_by).filter(dokumen__in=below).order_by("dokumen__unit__path", "dokumen", "-nomor"):
        newest.setdefault(each.dokumen_id, each)
    by_pk = {each.pk: each for each in newest.values()}
    links = Dukungan.objects.visible_to(seen_by).filter(dokumen_versi__in=by_pk).order_by("pk")
    pairs = [(row.dokumen_versi_id, row.kunci, row.melayani) for row in links]
    frames = [frame_of(each) for each in {each.dokumen.kerangka: each.dokumen for each in newest.values()}.values()]
    rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi__in=by_pk, tingkat__in=_levels(frames))
    known = {(row.dokumen_versi_id, row.kunci): row for row in rows.order_by("urutan", "pk")}
    serving: dict[UUID, list[Pendukung]] = defaultdict(list)
    mine = {row.kunci for row in outline.rows}
    busy = set()
    for of, kunci, melayani in pairs:
        row = known.get((of, kunci))
        if row is not None and melayani in mine:
            busy.add((of, kunci))
            serving[melayani].append(Pendukung(by_pk[of].dokumen.unit, by_pk[of], row))
    idle: dict[int, list[SimpulRencana]] = defaultdict(list)
    for (of, kunci), row in known.items():
        if (of, kunci) not in busy:
            idle[of].append(row)
    served = [
        Dilayani(row, outline.level_name(row), sorted(serving[row.kunci], key=lambda each: each.unit.path))
        for row in of_levels(outline)
    ]
    return PetaDukungan(served, [(by_pk[of], some) for of, some in idle.items()], len(newest))


def with_supporters(rows: Sequence[Baris], versi: DokumenVersi, *, seen_by: Access) -> list[Baris]:
    """Statements with the units whose plans of several years serve them, where such plans hang on this one."""
    kinds = [kode for kode, each in jenis_dokumen().items() if each.dasar_laporan]
    if not children_of(versi.dokumen, seen_by=seen_by).filter(jenis__in=kinds).exists():
        return list(rows)
    served = support_of(versi, seen_by=seen_by).dilayani
    units = {each.simpul.kunci: list(dict.fromkeys(one.unit for one in each.pendukung)) for each in served}
    return [replace(row, pendukung=units.get(row.simpul.kunci)) for row in rows]


def _levels(frames: Iterable[Kerangka]) -> set[str]:
    """The levels that serve and are served; a plan may hang on one of another kerangka."""
    return {level.kode for each in frames for level in each.tingkat if level.melayani}
