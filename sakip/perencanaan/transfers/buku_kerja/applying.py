"""A preview turned into one action: everything it says, or nothing."""

from __future__ import annotations

from django.db import IntegrityError

from sakip.datakinerja.actions import record_values
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, register
from sakip.organisasi.actions import add_unit, edit_unit
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import create_indikator, edit_indikator, set_card, set_targets
from sakip.perencanaan.transfers.buku_kerja.work import Pratinjau

register(
    {
        "buku-kerja-belum-siap": (
            "Buku Kerja masih memuat {jumlah} masalah, sehingga tidak ada yang ditulis. Perbaiki, lalu unggah lagi."
        ),
        "buku-kerja-berubah": (
            "Data yang tersimpan berubah sejak pratinjau dibuka, sehingga tidak ada yang ditulis. Periksa "
            "pratinjau yang baru, lalu terapkan."
        ),
        "buku-kerja-bentrok": (
            "Nama atau kode di dalam Buku Kerja bentrok dengan yang baru saja disimpan orang lain, sehingga tidak "
            "ada yang ditulis. Unggah lagi untuk melihat pratinjau yang baru."
        ),
    }
)


def apply_preview(hasil: Pratinjau, *, by: Access, sidik: str | None = None) -> None:
    """Write what the preview says, in one transaction. ``sidik`` is the fingerprint of the preview that was looked at.

    Raises Refused: buku-kerja-belum-siap, buku-kerja-berubah, buku-kerja-bentrok; Stale when somebody writes meanwhile.
    """
    if hasil.lingkup is None or not hasil.dapat_diterapkan:
        raise Refused("buku-kerja-belum-siap", jumlah=len(hasil.ditolak))
    if sidik is not None and sidik != hasil.sidik:
        raise Refused("buku-kerja-berubah")
    if not hasil.ada_perubahan:
        return
    try:
        apply_workbook(hasil.lingkup.unit, hasil=hasil, by=by)
    except IntegrityError as clash:
        raise Refused("buku-kerja-bentrok") from clash


@action(Permission.IMPORT, "mengimpor Buku Kerja")
def apply_workbook(unit: Unit, *, hasil: Pratinjau, by: Access) -> None:
    """Add and edit units, make and edit indikator, set their cards, set targets, record realisasi, each by its action.

    All below the workbook's unit; every action asks its own permission. Raises Stale, Refused as they do.
    """
    for unit_baru in hasil.unit_baru:
        add_unit(unit_baru.induk, nama=unit_baru.nama, jenis=unit_baru.jenis, by=by, **unit_baru.isi)
    for unit_ubah in hasil.unit_ubah:
        edit_unit(unit_ubah.unit, seen=unit_ubah.unit.versi, by=by, **unit_ubah.isi)
    for baru in hasil.indikator_baru:
        create_indikator(
            baru.unit,
            nama=baru.nama,
            jenis=baru.jenis,
            kartu=baru.kartu,
            kode=baru.kode,
            iku=baru.iku,
            skala_predikat=baru.skala_predikat,
            sumber=baru.sumber,
            by=by,
        )
    for ubah in hasil.indikator_ubah:
        edit_indikator(ubah.indikator, seen=ubah.indikator.versi, by=by, **ubah.isi)
    for each in hasil.kartu:
        set_card(each.indikator, kartu=each.kartu, seen=each.seen, by=by)
    if hasil.lingkup is not None:
        for alasan, targets in hasil.target.items():
            set_targets(unit, targets=targets, dasar=hasil.lingkup.dasar, alasan=alasan, by=by)
    if hasil.nilai:
        record_values(unit, values=hasil.nilai, by=by)
