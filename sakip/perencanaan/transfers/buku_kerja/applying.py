"""A preview turned into one action: everything it says, or nothing."""

from __future__ import annotations

from django.db import IntegrityError

from sakip.kernel.access import Access
from sakip.kernel.refusals import Refused, register
from sakip.perencanaan.actions import apply_workbook
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
        apply_workbook(hasil.lingkup.unit, isi=hasil, dasar=hasil.lingkup.dasar, by=by)
    except IntegrityError as clash:
        raise Refused("buku-kerja-bentrok") from clash
