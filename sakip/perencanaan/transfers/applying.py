"""A plan turned into the one action that writes it."""

from __future__ import annotations

from sakip.arithmetic.triwulan import Tipologi
from sakip.kernel.access import Access
from sakip.kernel.refusals import Refused, register
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import HasilImpor, IndikatorBaru, KartuBaru, SelBaru, import_table
from sakip.perencanaan.models import Impor
from sakip.perencanaan.transfers.fields import Isi
from sakip.perencanaan.transfers.plan import WRITTEN, Rencana, RencanaIndikator

register(
    {
        "impor-belum-siap": (
            "Tabel masih memuat {ditolak} sel yang ditolak dan {ditanya} pertanyaan. Perbaiki atau jawab "
            "semuanya, lalu terapkan."
        ),
        "pratinjau-berubah": (
            "Data yang tersimpan berubah sejak pratinjau dibuka. Tidak ada yang ditulis; periksa pratinjau yang "
            "baru, lalu terapkan."
        ),
    }
)


def apply_plan(
    plan: Rencana,
    unit: Unit,
    *,
    by: Access,
    sidik: str | None = None,
    impor: Impor | None = None,
    seen: int | None = None,
) -> HasilImpor:
    """Write all the plan says, in one transaction. ``sidik`` is the fingerprint of the preview that was looked at.

    Raises Refused: impor-belum-siap, pratinjau-berubah; Stale when somebody writes in between.
    """
    if not plan.dapat_diterapkan:
        raise Refused("impor-belum-siap", ditolak=plan.ditolak, ditanya=plan.ditanya)
    if sidik is not None and sidik != plan.sidik:
        raise Refused("pratinjau-berubah")
    cells = [each for each in plan.nilai if each.tindakan in WRITTEN]
    new = {
        isi: [
            SelBaru(each.kunci, each.periode, each.baru, each.seen, each.diketik) for each in cells if each.isi is isi
        ]
        for isi in (Isi.TARGET, Isi.REALISASI)
    }
    return import_table(
        unit,
        baru={row.kunci: _new_indicator(row, unit) for row in plan.indikator_baru},
        ada={row.kunci: row.penempatan for row in plan.indikator.values() if row.penempatan is not None},
        target=new[Isi.TARGET],
        nilai=new[Isi.REALISASI],
        dasar=plan.pilihan.dasar,
        lapis=plan.pilihan.lapis,
        alasan=plan.pilihan.alasan,
        impor=impor,
        seen=seen,
        by=by,
    )


def _new_indicator(row: RencanaIndikator, unit: Unit) -> IndikatorBaru:
    assert row.polaritas is not None  # noqa: S101 - a plan without a direction cannot be applied
    kartu = KartuBaru(
        mulai_tahun=row.mulai_tahun,
        polaritas=row.polaritas,
        satuan=row.satuan,
        tipologi=Tipologi.POSISI_AKHIR if row.triwulan else Tipologi.TAHUNAN,
    )
    return IndikatorBaru(
        unit=row.unit or unit,
        nama=row.nama,
        jenis=row.jenis,
        kartu=kartu,
        kode=row.kode,
        skala_predikat=row.skala,
        dimulai_tahun=row.mulai_tahun,
    )
