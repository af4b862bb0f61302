"""What plans offer to the money: the statements with a code beside which it stands."""

from __future__ import annotations

from sakip.anggaran.rules import SimpulAnggaran
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import SimpulRencana
from sakip.perencanaan.queries.rencana import documents, latest_version


def plan_lines(seen_by: Access, unit: Unit, tahun: int) -> list[SimpulAnggaran]:
    """The statements with a code in the unit's plan of the year, the shortest plan first that has any: Renja, else
    Renstra; in its newest version. Three queries where the first has them."""
    plans = documents(seen_by).filter(unit=unit, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    for plan in sorted(plans, key=lambda each: (each.tahun_akhir - each.tahun_awal, -each.tahun_awal)):
        newest = latest_version(plan, seen_by=seen_by)
        rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi=newest).exclude(kode="")
        found = [
            SimpulAnggaran(row.kunci, row.kode, row.tingkat, row.pernyataan) for row in rows.order_by("kode", "pk")
        ]
        if found:
            return found
    return []
