"""Use cases of planning for importers, the demo world and the shell: a recorded plan, a statement at a time."""

from __future__ import annotations

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.plaintext import kept_line
from sakip.kernel.refusals import Refused, refuse
from sakip.organisasi.models import Unit
from sakip.perencanaan import rules
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, SimpulRencana, StatusDokumen
from sakip.perencanaan.queries.rencana import frame_of, frames_for
from sakip.perencanaan.rules.rencana import frozen


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
    induk: DokumenRencana | None = None,
    generasi: str = "",
) -> DokumenVersi:
    """Record a plan that was set elsewhere ("dicatat"): its first version counts at once, and its statements are
    written until ``finish_recording``. Raises Refused: kerangka-tidak-dikenal, tahun-rencana-terbalik."""
    frames = frames_for(unit, jenis)
    if kode_kerangka not in frames:
        raise Refused("kerangka-tidak-dikenal", kerangka=kode_kerangka, pilihan=", ".join(frames))
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
        induk=induk,
        dicatat=True,
    )
    facts = {"status": StatusDokumen.DITETAPKAN, "masih_dicatat": True, "generasi": generasi}
    return DokumenVersi.related.create(dokumen=dokumen, **facts)


@action(Permission.PLAN, "menambah simpul rencana")
def add_node(
    unit: Unit,
    *,
    versi: DokumenVersi,
    tingkat: str,
    pernyataan: str,
    by: Access,
    induk: SimpulRencana | None = None,
    kode: str = "",
    pelaksana: Unit | None = None,
) -> SimpulRencana:
    """Add a statement to a plan's version, the last sibling; HTML in its text is taken out. Raises Refused.

    Codes: rencana-beku, rencana-sedang-diperiksa, tingkat-tidak-dikenal, urutan-tingkat, induk-rencana-lain,
    pernyataan-kosong.
    """
    refuse(frozen(versi))
    refuse(rules.foreign_parent(versi, induk))
    refuse(rules.wrong_level(frame_of(versi.dokumen), tingkat, induk.tingkat if induk else None))
    text = kept_line(pernyataan, "Pernyataan", at_field="pernyataan")
    if not text:
        raise Refused("pernyataan-kosong", at_field="pernyataan", baris=1)
    last = SimpulRencana.related.filter(dokumen_versi=versi, induk=induk).order_by("-urutan").first()
    return SimpulRencana.related.create(
        dokumen_versi=versi,
        tingkat=tingkat,
        induk=induk,
        urutan=last.urutan + 1 if last else 1,
        pernyataan=text,
        kode=kode.strip(),
        pelaksana=pelaksana,
    )
