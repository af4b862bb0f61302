"""Use case of serving: which statements of the plan above a statement serves."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.perencanaan.models import Dukungan, SimpulRencana
from sakip.perencanaan.queries.dukungan import servable
from sakip.perencanaan.queries.rencana import lock_document
from sakip.perencanaan.rules.rencana import frozen


@action(Permission.PLAN, "menetapkan yang dilayani simpul rencana")
def set_support(simpul: SimpulRencana, *, melayani: Collection[UUID], by: Access) -> int:
    """Say which statements of the plan above this one serves: exactly these. Answers how many changed.

    Raises Refused: rencana-beku, rencana-sedang-diperiksa, tanpa-induk-rencana, simpul-tidak-dilayani.
    """
    versi = simpul.dokumen_versi
    lock_document(versi.dokumen)
    refuse(frozen(versi))
    induk = versi.dokumen.induk
    if induk is None:
        raise Refused("tanpa-induk-rencana", dokumen=versi.dokumen.nama)
    known = {row.kunci for row in servable(induk, seen_by=by)}
    standing = {
        row.melayani: row.pk for row in Dukungan.related.filter(dokumen_versi=versi, kunci=simpul.kunci).order_by("pk")
    }
    wanted = set(melayani)
    if wanted - known - standing.keys():
        raise Refused("simpul-tidak-dilayani", at_field="melayani", induk=induk.nama)
    gone, new = standing.keys() - wanted, sorted(wanted - standing.keys())
    Dukungan.related.filter(pk__in=[standing[each] for each in gone]).delete()
    Dukungan.related.bulk_create([Dukungan(dokumen_versi=versi, kunci=simpul.kunci, melayani=each) for each in new])
    return len(gone) + len(new)
