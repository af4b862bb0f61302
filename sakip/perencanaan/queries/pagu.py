"""What plans offer to the money: the statements with a code beside which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sakip.anggaran.models import JenisPagu, PaguVersi
from sakip.anggaran.rules import SimpulAnggaran
from sakip.kernel.access import Access
from sakip.perencanaan.models import SimpulRencana
from sakip.perencanaan.queries.rencana import documents, latest_version
from sakip.referensi.queries import jenis_dokumen


def plan_lines(seen_by: Access, versi: PaguVersi) -> list[SimpulAnggaran]:
    """The statements with a code in the unit's plan of the year, in its newest version: the money of a Renstra stands
    beside the Renstra, other money beside the shortest plan that has any, a Renja before a Renstra. Three queries where
    the first has them."""
    unit, tahun = versi.unit_id, versi.tahun
    plans = documents(seen_by).filter(unit=unit, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    kinds = jenis_dokumen()
    medium = {kode for kode, each in kinds.items() if each.dasar_laporan} if versi.jenis == JenisPagu.RENSTRA else ()
    for plan in sorted(
        plans, key=lambda each: (each.jenis not in medium, each.tahun_akhir - each.tahun_awal, -each.tahun_awal)
    ):
        newest = latest_version(plan, seen_by=seen_by)
        rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi=newest).order_by("kode", "pk")
        by_id: dict[int | None, SimpulRencana] = {row.pk: row for row in rows}
        found = [
            SimpulAnggaran(row.kunci, row.kode, row.tingkat, row.pernyataan, tuple(_codes_above(row, by_id)))
            for row in by_id.values()
            if row.kode
        ]
        if found:
            return found
    return []


def _codes_above(row: SimpulRencana, by_id: Mapping[int | None, SimpulRencana]) -> Iterator[str]:
    """The other codes above a statement, the nearest first."""
    above = by_id.get(row.induk_id)
    while above is not None:
        if above.kode and above.kode != row.kode:
            yield above.kode
        above = by_id.get(above.induk_id)
