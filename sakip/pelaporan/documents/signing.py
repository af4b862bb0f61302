"""Who signs the report, as officials sign; and what the reader is told where nobody can."""

from __future__ import annotations

from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.documents.model import SignatureBlock
from sakip.organisasi.documents import full_name, has_nip, signer, title_of
from sakip.pelaporan.queries import LaporanKinerja


def signature(report: LaporanKinerja, *, on: date | None) -> SignatureBlock:
    """The place for the head's signature. ``on``: the day it is signed, None leaves dots.

    Name with titles, pangkat and NIP of who holds the position on the report's day, 'Plt.' or 'Plh.' before the
    position; dots where nobody holds it. A gubernur, bupati, wali kota or menteri has neither pangkat nor NIP.
    """
    place = report.instansi.tempat or "……………………"
    told, instansi = report.penanda, report.instansi
    numbered = has_nip(told.unit, told.jabatan, instansi)
    who = signer(told.masa, title_of(told.unit, told.jabatan, instansi), numbered=numbered)
    return SignatureBlock((who,), place, on)


def unsigned(report: LaporanKinerja) -> str:
    """Why the report names nobody who signs, in a sentence with what to do; empty where it names somebody."""
    told = report.penanda
    if told.masa is not None:
        return ""
    unit, day = told.unit, format_date(told.pada)
    blank = "nama penanda tangan pada laporan ini dikosongkan"
    if told.jabatan is not None:
        return (
            f"Jabatan {title_of(told.unit, told.jabatan, report.instansi)} kosong pada tanggal {day}, "
            f"sehingga {blank}. "
            "Catat pejabat atau Plt.-nya pada halaman jabatan, atau tulis namanya pada berkas DOCX."
        )
    if unit.berlaku_sampai is not None and unit.berlaku_sampai < told.pada:
        heirs = f" Penerusnya: {'; '.join(each.nama for each in told.penerus)}." if told.penerus else ""
        return (
            f"{unit.nama} berakhir pada tanggal {format_date(unit.berlaku_sampai)}, sehingga {blank}.{heirs} "
            "Tulis nama pejabat yang bertanggung jawab pada berkas DOCX."
        )
    return (
        f"Jabatan yang memimpin {full_name(unit, report.instansi)} belum dicatat, sehingga {blank}. "
        "Tambahkan jabatan pimpinan dan pejabatnya pada halaman unit."
    )
