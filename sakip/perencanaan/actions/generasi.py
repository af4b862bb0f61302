"""Use case of a newer nomenclature: a plan in work is carried over to its codes."""

from __future__ import annotations

from collections.abc import Mapping

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.perencanaan.models import DokumenVersi, SimpulRencana
from sakip.perencanaan.queries.rencana import lock_document
from sakip.perencanaan.rules.rencana import frozen
from sakip.referensi.queries.nomenklatur import generasi_berkode


@action(Permission.PLAN, "membawa rencana ke generasi nomenklatur lain")
def carry_codes(versi: DokumenVersi, *, generasi: str, kode: Mapping[int, str], seen: int, by: Access) -> int:
    """Give the statements of a version in work, by id, their codes of another generation, which the version uses from
    now on; answers how many changed. A set version keeps its generation with the codes it was set with.

    Raises Stale; Refused: rencana-beku, rencana-sedang-diperiksa, generasi-belum-dimuat.
    """
    lock_document(versi.dokumen)
    refuse(frozen(versi))
    if generasi_berkode(generasi) is None:
        raise Refused("generasi-belum-dimuat", at_field="ke", generasi=generasi)
    change(versi, seen=seen, generasi=generasi)
    rows = list(SimpulRencana.related.filter(dokumen_versi=versi, pk__in=kode).order_by("pk"))
    changed = [row for row in rows if kode[row.pk].strip() != row.kode]
    for row in changed:
        change(row, seen=row.versi, kode=kode[row.pk].strip())
    return len(changed)
