"""Use cases of what a node of the tree carries: its indicators (step 4) and its translation (step 5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi.models import Jabatan
from sakip.perencanaan import queries
from sakip.perencanaan.actions.indikator import place
from sakip.perencanaan.actions.pernyataan import add_node
from sakip.perencanaan.models import (
    DokumenRencana,
    DokumenVersi,
    Indikator,
    IndikatorSimpul,
    SimpulPohon,
    SimpulRencana,
    Terjemahan,
)
from sakip.perencanaan.queries.rencana import frame_of
from sakip.perencanaan.rules import pohon as rules


@action(Permission.PLAN, "menambah indikator simpul pohon kinerja")
def add_indikator_simpul(
    simpul: SimpulPohon, *, by: Access, indikator: Indikator | None = None, uraian: str = ""
) -> IndikatorSimpul:
    """Say how a condition is measured: by an indicator that exists, or by its wording while there is none.

    Raises Refused: simpul-ditarik, indikator-simpul-kosong, di-luar-instansi, indikator-simpul-sudah-ada.
    """
    refuse(rules.retired(simpul))
    wording = _checked(simpul, indikator, uraian)
    created: IndikatorSimpul = IndikatorSimpul.related.create(simpul=simpul, indikator=indikator, uraian=wording)
    return created


@action(Permission.PLAN, "mengubah indikator simpul pohon kinerja")
def edit_indikator_simpul(
    row: IndikatorSimpul, *, seen: int, by: Access, indikator: Indikator | None = None, uraian: str = ""
) -> IndikatorSimpul:
    """Change the wording, or put an indicator in its place. Raises Stale; Refused as ``add_indikator_simpul``."""
    wording = _checked(row.simpul, indikator, uraian, besides=row.pk)
    return change(row, seen=seen, indikator=indikator, uraian=wording)


@action(Permission.PLAN, "melepas indikator simpul pohon kinerja")
def remove_indikator_simpul(row: IndikatorSimpul, *, by: Access) -> None:
    """Take an indicator off a condition; the indicator itself stays."""
    row.delete()


def _checked(simpul: SimpulPohon, indikator: Indikator | None, uraian: str, *, besides: int | None = None) -> str:
    """The wording to keep, after the rules: none beside an indicator, which has its own name."""
    wording = "" if indikator is not None else " ".join(uraian.split())
    if indikator is None and not wording:
        raise Refused("indikator-simpul-kosong", at_field="uraian", simpul=simpul.pernyataan)
    if indikator is not None:
        refuse(rules.foreign(simpul.unit, indikator))
    same = IndikatorSimpul.related.filter(simpul=simpul, indikator=indikator).exclude(pk=besides)
    if (same if indikator is not None else same.filter(uraian__iexact=wording)).exists():
        name = indikator.nama if indikator is not None else wording
        raise Refused("indikator-simpul-sudah-ada", indikator=name, simpul=simpul.pernyataan)
    return wording


# --- step five -------------------------------------------------------------------------------------------------------


@action(Permission.PLAN, "menerjemahkan simpul ke rencana")
def translate_to_plan(simpul: SimpulPohon, *, dokumen: DokumenRencana, kunci: UUID, by: Access) -> Terjemahan:
    """A condition becomes a statement of a plan, by the statement's lasting key; several are allowed.

    Raises Refused: simpul-ditarik, di-luar-instansi, simpul-rencana-tidak-ada, terjemahan-sudah-ada.
    """
    refuse(rules.retired(simpul))
    refuse(rules.foreign(simpul.unit, dokumen))
    if kunci not in {node.kunci for node in queries.nodes(dokumen, seen_by=by)}:
        raise Refused("simpul-rencana-tidak-ada", at_field="kunci", dokumen=dokumen.nama)
    _refuse_twice(simpul, kunci=kunci)
    created: Terjemahan = Terjemahan.related.create(simpul=simpul, dokumen=dokumen, kunci=kunci)
    return created


@action(Permission.PLAN, "menerjemahkan simpul ke jabatan")
def translate_to_jabatan(simpul: SimpulPohon, *, jabatan: Jabatan, by: Access) -> Terjemahan:
    """A condition becomes the performance of a position.

    Raises Refused: simpul-ditarik, di-luar-instansi, terjemahan-sudah-ada.
    """
    refuse(rules.retired(simpul))
    refuse(rules.foreign(simpul.unit, jabatan))
    _refuse_twice(simpul, jabatan=jabatan)
    created: Terjemahan = Terjemahan.related.create(simpul=simpul, jabatan=jabatan)
    return created


@dataclass(frozen=True)
class PernyataanTurunan:
    """A statement made from a condition, and how many of the condition's indicators came along and did not."""

    pernyataan: SimpulRencana
    ditempatkan: int
    tersisa: int


@action(Permission.PLAN, "menerjemahkan simpul ke pernyataan rencana baru")
def translate_to_new(
    simpul: SimpulPohon,
    *,
    versi: DokumenVersi,
    tingkat: str,
    pernyataan: str,
    by: Access,
    induk: SimpulRencana | None = None,
    jabatan: Jabatan | None = None,
) -> PernyataanTurunan:
    """Write a condition as a new statement of a plan, join the two, and place its indicators there: all or nothing.

    Where the level carries indicators, those in use come along that the actor plans for; a mere wording stays behind.
    Raises Refused as ``add_node``, ``translate_to_plan`` and, with a position, ``translate_to_jabatan``.
    """
    refuse(rules.retired(simpul))
    refuse(rules.foreign(simpul.unit, versi.dokumen))
    made = add_node(versi.unit, versi=versi, tingkat=tingkat, pernyataan=pernyataan, induk=induk, by=by)
    translate_to_plan(simpul, dokumen=versi.dokumen, kunci=made.kunci, by=by)
    if jabatan is not None:
        translate_to_jabatan(simpul, jabatan=jabatan, by=by)
    rows = list(IndikatorSimpul.related.filter(simpul=simpul).select_related("indikator__unit"))
    carries = {level.kode for level in frame_of(versi.dokumen).tingkat if level.indikator}
    measures = [each.indikator for each in rows if each.indikator is not None] if tingkat in carries else []
    mine = [each for each in measures if each.dihentikan_tahun is None and by.allows(Permission.PLAN, each.unit.path)]
    for each in mine:
        place(each, simpul=made, by=by)
    return PernyataanTurunan(made, len(mine), len(rows) - len(mine))


@action(Permission.PLAN, "melepas terjemahan simpul")
def remove_translation(row: Terjemahan, *, by: Access) -> None:
    """The condition is no longer this statement, or this position's performance; both stay."""
    row.delete()


def _refuse_twice(simpul: SimpulPohon, **to: object) -> None:
    if Terjemahan.related.filter(simpul=simpul, **to).exists():
        raise Refused("terjemahan-sudah-ada", simpul=simpul.pernyataan)
