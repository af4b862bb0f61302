"""Use cases of versions: the next one of a set document, a copy for other years, a draft that is thrown away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, copy_of
from sakip.perencanaan.actions.rencana import draft_plan
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, Dukungan, Penempatan, SimpulRencana, UsulanTarget
from sakip.perencanaan.models.rencana import DISUSUN, RINCIAN
from sakip.perencanaan.queries import alive_in
from sakip.perencanaan.queries.rencana import lock_document, rows_of, versions_of
from sakip.perencanaan.rules import rencana as rules


@action(Permission.PLAN, "membuka perubahan rencana")
def open_version(dokumen: DokumenRencana, *, by: Access, alasan: str) -> DokumenVersi:
    """Open the next version of a set document as a draft: a copy of all statements (with their ``kunci``), of what they
    serve and of proposed targets. The set version counts until the next is set.

    Raises Refused: alasan-wajib, belum-pernah-ditetapkan, versi-sedang-disusun, pencatatan-belum-selesai.
    """
    lock_document(dokumen)
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    latest = next(iter(versions_of(dokumen)), None)
    refuse(rules.no_next_version(dokumen, latest))
    assert latest is not None  # noqa: S101 - the rule refuses None
    new = DokumenVersi.related.create(
        dokumen=dokumen, nomor=latest.nomor + 1, alasan=alasan.strip(), generasi=latest.generasi
    )
    _copy_rows(rows_of(latest), new, keep_keys=True)
    served = Dukungan.related.filter(dokumen_versi=latest).order_by("pk")
    Dukungan.related.bulk_create(
        [Dukungan(dokumen_versi=new, kunci=row.kunci, melayani=row.melayani) for row in served], batch_size=500
    )
    proposed = UsulanTarget.related.filter(dokumen_versi=latest).order_by("pk")
    UsulanTarget.related.bulk_create([copy_of(row, dokumen_versi_id=new.pk) for row in proposed], batch_size=500)
    return new


@action(Permission.PLAN, "meneruskan dokumen rencana")
def roll_forward(
    dokumen: DokumenRencana,
    *,
    jenis: str,
    nama: str,
    tahun_awal: int,
    tahun_akhir: int,
    by: Access,
    induk: DokumenRencana | None = None,
) -> DokumenVersi:
    """Begin a plan of other years as a copy of this one's newest version: next year's, or that of the next period.

    The statements get new keys; the indicators that one may place, and that are in use in the first year, are placed
    again with their weights; what is served is taken along where the plan above is the same. The draft's reason says
    whence it came. Raises what ``draft_plan`` does.
    """
    latest = versions_of(dokumen)[0]
    new = draft_plan(
        dokumen.unit,
        jenis=jenis,
        nama=nama,
        kode_kerangka=dokumen.kerangka,
        tahun_awal=tahun_awal,
        tahun_akhir=tahun_akhir,
        induk=induk,
        generasi=latest.generasi,
        by=by,
    )
    DokumenVersi.related.filter(pk=new.pk).update(alasan=f"Disalin dari {latest}"[:500])
    old = rows_of(latest)
    made = _copy_rows(old, new, keep_keys=False)
    keys: dict[UUID, UUID] = {row.kunci: made[row.pk].kunci for row in old}
    _place_again(dokumen, new.dokumen, keys, tahun_awal, by)
    if induk is not None and induk.pk == dokumen.induk_id:
        served = Dukungan.related.filter(dokumen_versi=latest, kunci__in=list(keys)).order_by("pk")
        Dukungan.related.bulk_create(
            [Dukungan(dokumen_versi=new, kunci=keys[row.kunci], melayani=row.melayani) for row in served],
            batch_size=500,
        )
    found: DokumenVersi = DokumenVersi.related.select_related("dokumen__unit").get(pk=new.pk)
    return found


def _place_again(old: DokumenRencana, new: DokumenRencana, keys: Mapping[UUID, UUID], tahun: int, by: Access) -> None:
    rows = Penempatan.related.filter(alive_in(tahun, "indikator__"), dokumen=old, sampai_versi=None)
    rows = rows.filter(kunci__in=list(keys))
    mine = [row for row in rows.select_related("indikator__unit") if by.allows(Permission.PLAN, row.unit.path)]
    Penempatan.related.bulk_create(
        [
            Penempatan(indikator=row.indikator, dokumen=new, kunci=keys[row.kunci], bobot=row.bobot)
            for row in sorted(mine, key=lambda row: row.pk)
            if row.kunci
        ],
        batch_size=500,
    )


def _copy_rows(rows: Sequence[SimpulRencana], into: DokumenVersi, *, keep_keys: bool) -> dict[int, SimpulRencana]:
    """Copies of statements by the id of the original, level by level. Part of an action of a document."""
    children: dict[int | None, list[SimpulRencana]] = defaultdict(list)
    for row in rows:
        children[row.induk_id].append(row)
    made: dict[int, SimpulRencana] = {}
    level = children[None]
    while level:
        copies = [_copy(row, into, made.get(row.induk_id or 0), keep_key=keep_keys) for row in level]
        SimpulRencana.related.bulk_create(copies, batch_size=500)
        made |= {row.pk: copy for row, copy in zip(level, copies, strict=True)}
        level = [child for row in level for child in children[row.pk]]
    return made


_COPIED = ("tingkat", "urutan", "kode", "pernyataan", "pelaksana_id", *RINCIAN)


def _copy(row: SimpulRencana, into: DokumenVersi, induk: SimpulRencana | None, *, keep_key: bool) -> SimpulRencana:
    facts = {name: getattr(row, name) for name in _COPIED}
    if keep_key:
        facts["kunci"] = row.kunci
    return SimpulRencana(dokumen_versi=into, induk=induk, **facts)


@action(Permission.PLAN, "membuang rancangan rencana")
def discard_version(versi: DokumenVersi, *, seen: int, by: Access, alasan: str = "") -> None:
    """Throw a draft away with its statements; with its only version the document goes too. The history keeps them.

    Indicators that it placed or took away stand again as before. Raises Stale; Refused: versi-tidak-dapat-dibuang,
    versi-dipakai.
    """
    dokumen = versi.dokumen
    lock_document(dokumen)
    if versi.status not in DISUSUN:
        raise Refused("versi-tidak-dapat-dibuang", versi=str(versi), status=versi.get_status_display().lower())
    only = len(versions_of(dokumen)) == 1
    if only and dokumen.penempatan.exists():
        raise Refused("versi-dipakai", versi=str(versi), pemakai="indikator sudah ditempatkan di dalamnya")
    if only and dokumen.turunan.exists():
        raise Refused("versi-dipakai", versi=str(versi), pemakai="dokumen lain menginduk padanya")
    rearranged = _rearranged(versi)
    if any(not by.allows(Permission.PLAN, row.unit.path) for row in rearranged):
        raise Refused("versi-dipakai", versi=str(versi), pemakai="indikator unit lain ditempatkan di dalamnya")
    if any(row.sejak_versi == versi.nomor and row.target.exists() for row in rearranged):
        raise Refused("versi-dipakai", versi=str(versi), pemakai="indikator yang ditempatkan di dalamnya bertarget")
    _empty_version(versi, seen=seen, by=by)
    _drop_version(versi, by=by)
    if only:
        DokumenRencana.related.filter(pk=dokumen.pk).delete()


def _rearranged(versi: DokumenVersi) -> list[Penempatan]:
    """The placements that begin or end with this version."""
    rows = Penempatan.related.filter(Q(sejak_versi=versi.nomor) | Q(sampai_versi=versi.nomor), dokumen=versi.dokumen)
    return list(rows.select_related("indikator__unit").order_by("pk"))


@action(Permission.PLAN, "mengosongkan rancangan rencana")
def _empty_version(versi: DokumenVersi, *, seen: int, by: Access) -> None:
    """Its rows go first, in a use case of their own: whose they were is read from what they belonged to."""
    change(versi, seen=seen)
    for placed in _rearranged(versi):
        if placed.sejak_versi == versi.nomor:
            placed.delete()
        else:
            change(placed, seen=placed.versi, sampai_versi=None)
    rows = rows_of(versi)
    known = {row.pk: row for row in rows}
    Dukungan.related.filter(dokumen_versi=versi).delete()
    UsulanTarget.related.filter(dokumen_versi=versi).delete()
    for row in sorted(rows, key=lambda row: -_level_of(row, known)):
        SimpulRencana.related.filter(pk=row.pk).delete()


@action(Permission.PLAN, "menghapus rancangan rencana")
def _drop_version(versi: DokumenVersi, *, by: Access) -> None:
    DokumenVersi.related.filter(pk=versi.pk).delete()


def _level_of(row: SimpulRencana, rows: dict[int, SimpulRencana]) -> int:
    level = 0
    while row.induk_id is not None:
        row, level = rows[row.induk_id], level + 1
    return level
