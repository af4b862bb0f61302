"""Use case of weights: how much each indicator counts in its statement (R-AVG-1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import refuse
from sakip.kernel.rows import change
from sakip.perencanaan import queries, rules
from sakip.perencanaan.models import DokumenRencana, Penempatan
from sakip.perencanaan.queries.penempatan import placed_in
from sakip.perencanaan.queries.rencana import in_force


@dataclass(frozen=True)
class BobotBaru:
    """The weight of a placement, None for none; ``seen`` is the version of the placement that was read."""

    penempatan: Penempatan
    bobot: Decimal | None
    seen: int


@action(Permission.PLAN, "menetapkan bobot indikator")
def set_weights(
    dokumen: DokumenRencana, *, bobot: Sequence[BobotBaru], tahun: int, by: Access, alasan: str = ""
) -> list[Penempatan]:
    """Set the weights of some placements of a plan, all or nothing; what stays as it was is not written.

    A statement whose weights are touched has weights of 100 together, or none, among the indicators in use in the year.
    Raises Stale; Refused: bobot-negatif, bobot-belum-lengkap, bobot-bukan-100.
    """
    new = {each.penempatan.pk: each.bobot for each in bobot}
    touched = {each.penempatan.kunci for each in bobot}
    for kunci, rows in _standing(dokumen, touched, tahun).items():
        weights = [(row.indikator.nama, new.get(row.pk, row.bobot)) for row in rows]
        refuse(rules.wrong_weights(str(kunci), queries.statement(dokumen, kunci), weights))
    changed = [each for each in bobot if each.bobot != each.penempatan.bobot]
    return [change(each.penempatan, seen=each.seen, bobot=each.bobot) for each in changed]


def _standing(dokumen: DokumenRencana, keys: set[UUID | None], tahun: int) -> Mapping[UUID, list[Penempatan]]:
    """The placements under some statements whose indicators are in use in the year."""
    there = placed_in(in_force(tahun, "dokumen", "nomor"))
    rows = Penempatan.related.filter(there, queries.alive_in(tahun, "indikator__"), dokumen=dokumen, kunci__in=keys)
    found: dict[UUID, list[Penempatan]] = defaultdict(list)
    for row in rows.select_related("indikator").order_by("pk"):
        found[row.kunci].append(row)
    return found
