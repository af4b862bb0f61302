"""Use cases of a plan of a year (RKT): its targets proposed from the plan above, changed with reasons, set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.models import columns_of
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.history import last_writer
from sakip.kernel.refusals import Refused, Stale, refuse
from sakip.kernel.rows import change
from sakip.perencanaan import queries, rules
from sakip.perencanaan.actions.targets import TargetBaru, set_targets
from sakip.perencanaan.models import Dasar, DokumenVersi, Penempatan, Target, UsulanTarget
from sakip.perencanaan.queries.rencana import lock_document
from sakip.perencanaan.queries.rkt import KODE, SOURCE, rkt_rows
from sakip.perencanaan.rules.rencana import frozen, not_yearly, promises


@dataclass(frozen=True)
class UsulanBaru:
    """A proposed target; ``seen`` is the version of the proposal that was read, None for none; ``isian`` None takes it
    out. ``catatan``: why it differs from the plan above."""

    penempatan: Penempatan
    periode: Periode
    isian: Isian
    seen: int | None
    catatan: str = ""


@action(Permission.PLAN, "mengusulkan RKT dari rencana")
def propose_targets(versi: DokumenVersi, *, by: Access) -> int:
    """Fill what is not proposed yet from the targets of the plan above, year and quarters; answers how many. What
    belongs to a unit elsewhere is only cited.

    Raises Refused: bukan-rkt, rencana-beku, rencana-sedang-diperiksa.
    """
    lock_document(versi.dokumen)
    refuse(not_yearly(versi.dokumen))
    refuse(frozen(versi))
    tahun = versi.dokumen.tahun_awal
    rows = [row for row in rkt_rows(versi, seen_by=by) if row.milik_sendiri]
    ids = [row.indikator.pk for row in rows]
    found = queries.targets_that_count(ids, tahun=[tahun], seen_by=by, urutan=SOURCE, kode=KODE)
    standing = set(UsulanTarget.related.filter(dokumen_versi=versi).values_list("penempatan_id", "periode"))
    new = [
        UsulanTarget(
            dokumen_versi=versi,
            penempatan=row.penempatan,
            tahun=periode.tahun,
            periode=periode.kode,
            sebagaimana_diketik="",
            **columns_of(target.isian),
        )
        for row in rows
        for periode, target in found[row.indikator.pk].items()
        if (row.penempatan.pk, periode.kode) not in standing
    ]
    return len(UsulanTarget.related.bulk_create(new, batch_size=500))


@action(Permission.PLAN, "mengubah usulan target")
def edit_proposals(versi: DokumenVersi, *, usulan: Sequence[UsulanBaru], by: Access, alasan: str = "") -> int:
    """Change proposed targets, all or none; what differs from the plan above says why. Answers how many changed.

    Raises Stale; Refused: bukan-rkt, rencana-beku, rencana-sedang-diperiksa, target-unit-lain, jenis-target-berbeda,
    alasan-rkt-wajib.
    """
    lock_document(versi.dokumen)
    refuse(not_yearly(versi.dokumen))
    refuse(frozen(versi))
    planned = {row.penempatan.pk: row.rencana for row in rkt_rows(versi, seen_by=by)}
    standing = {(row.penempatan_id, row.periode_nilai): row for row in UsulanTarget.related.filter(dokumen_versi=versi)}
    return sum(
        _write(versi, each, standing.get((each.penempatan.pk, each.periode)), planned.get(each.penempatan.pk))
        for each in usulan
    )


def _write(versi: DokumenVersi, new: UsulanBaru, now: UsulanTarget | None, planned: Isian) -> bool:
    indikator = new.penempatan.indikator
    stands = now.isian if now else None
    note = new.catatan.strip()
    if new.isian == stands and note == (now.catatan if now else ""):
        return False
    if not promises(versi.dokumen, indikator):
        words = {"indikator": indikator.nama, "unit": indikator.unit.nama, "dokumen": versi.dokumen.nama}
        raise Refused("target-unit-lain", at_field=str(new.penempatan.pk), **words)
    refuse(rules.wrong_kind(indikator, new.isian))
    if (now.versi if now else None) != new.seen:
        raise Stale(
            objek=f"Usulan target {indikator.nama}, {new.periode.label},",
            siapa=last_writer(now) if now else "orang lain",
            tersimpan=format_nilai(stands),
            diketik=format_nilai(new.isian),
        )
    differs = new.periode.kode == "T" and planned is not None and new.isian != planned
    if differs and not note:
        words = {"indikator": indikator.nama, "rencana": format_nilai(planned), "usulan": format_nilai(new.isian)}
        raise Refused("alasan-rkt-wajib", at_field=str(new.penempatan.pk), **words)
    if now is None:
        if new.isian is not None:
            UsulanTarget.related.create(
                dokumen_versi=versi,
                penempatan=new.penempatan,
                tahun=new.periode.tahun,
                periode=new.periode.kode,
                catatan=note,
                **columns_of(new.isian),
            )
    elif new.isian is None:
        UsulanTarget.related.filter(pk=now.pk).delete()
    else:
        change(now, seen=now.versi, catatan=note, **columns_of(new.isian))
    return True


@action(Permission.SET_TARGET, "menetapkan target RKT")
def set_rkt_targets(versi: DokumenVersi, *, nomor: str, by: Access, alasan: str = "") -> list[Target]:
    """Make the proposals of a set RKT targets with dasar RKT: those that differ from what stands. Part of ``set_plan``.

    Each with its own reason, else that of the version; raises what ``set_targets`` does.
    """
    whole = UsulanTarget.related.filter(dokumen_versi=versi).order_by("pk")
    whole = whole.select_related("penempatan__indikator__series", "penempatan__indikator__unit")
    rows = [row for row in whole if promises(versi.dokumen, row.penempatan.indikator)]
    standing = queries.standing_targets([row.penempatan_id for row in rows], dasar=Dasar.RKT)
    by_reason: dict[str, list[TargetBaru]] = defaultdict(list)
    for row in rows:
        now = standing.get((row.penempatan_id, row.periode_nilai))
        why = row.catatan or versi.alasan or f"Ditetapkan dengan {nomor}"
        by_reason[why].append(TargetBaru(row.penempatan, row.periode_nilai, row.isian, now.pk if now else None))
    written: list[Target] = []
    for why, some in by_reason.items():
        written += set_targets(
            versi.dokumen.unit, targets=some, dasar=Dasar.RKT, alasan=why, dokumen=nomor[:200], by=by
        )
    return written
