"""Use cases of planning: plans and their nodes."""

from __future__ import annotations

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.organisasi.models import Unit
from sakip.perencanaan import rules
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, SimpulRencana
from sakip.referensi.queries import kerangka


@action(Permission.PLAN, "membuat dokumen rencana")
def create_plan(
    unit: Unit,
    *,
    jenis: str,
    nama: str,
    kode_kerangka: str,
    tahun_awal: int,
    tahun_akhir: int,
    by: Access,
    dasar_hukum: str = "",
) -> DokumenVersi:
    """Create a plan and its first version. Raises Refused: kerangka-tidak-dikenal, tahun-rencana-terbalik."""
    if kode_kerangka not in kerangka():
        raise Refused("kerangka-tidak-dikenal", kerangka=kode_kerangka, pilihan=", ".join(kerangka()))
    if tahun_akhir < tahun_awal:
        raise Refused("tahun-rencana-terbalik", awal=tahun_awal, akhir=tahun_akhir)
    dokumen = DokumenRencana.related.create(
        unit=unit,
        jenis=jenis,
        nama=nama,
        kerangka=kode_kerangka,
        tahun_awal=tahun_awal,
        tahun_akhir=tahun_akhir,
        dasar_hukum=dasar_hukum,
    )
    return DokumenVersi.related.create(dokumen=dokumen)


@action(Permission.PLAN, "menambah simpul rencana")
def add_node(
    unit: Unit, *, versi: DokumenVersi, tingkat: str, pernyataan: str, by: Access, induk: SimpulRencana | None = None
) -> SimpulRencana:
    """Add a statement to a plan's version, the last sibling. Raises Refused.

    Codes: tingkat-tidak-dikenal, urutan-tingkat, induk-rencana-lain.
    """
    refuse(rules.foreign_parent(versi, induk))
    refuse(rules.wrong_level(versi.dokumen.kerangka, tingkat, induk.tingkat if induk else None))
    urutan = SimpulRencana.related.filter(dokumen_versi=versi, induk=induk, tingkat=tingkat).count() + 1
    return SimpulRencana.related.create(
        dokumen_versi=versi, tingkat=tingkat, induk=induk, urutan=urutan, pernyataan=pernyataan.strip()
    )
