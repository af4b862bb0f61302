"""Who signs the report, as officials sign; and what the reader is told where nobody can."""

from __future__ import annotations

from datetime import date

from sakip.arithmetic.notation import format_date, format_nip
from sakip.documents.model import SignatureBlock, Signer
from sakip.organisasi.models import MasaJabatan, StatusPegawai
from sakip.pelaporan.documents.agency import acting
from sakip.pelaporan.documents.words import full_name, head_of
from sakip.pelaporan.queries import LaporanKinerja
from sakip.referensi.queries import jenjang, kepala_tanpa_nip, nama_pangkat

_DOTS = "………………………………………"
_DOTS_NIP = "……………………………………"
_NUMBERED = frozenset({StatusPegawai.PNS, StatusPegawai.PPPK})


def signature(report: LaporanKinerja, *, on: date | None) -> SignatureBlock:
    """The place for the head's signature. ``on``: the day it is signed, None leaves dots.

    Name with titles, pangkat and NIP of who holds the position on the report's day, 'Plt.' or 'Plh.' before the
    position; dots where nobody holds it. A gubernur, bupati, wali kota or menteri has neither pangkat nor NIP.
    """
    term, place = report.penanda.masa, report.instansi.tempat or "……………………"
    if term is None:
        nip = "" if _without_nip(report) else _DOTS_NIP
        return SignatureBlock((Signer(_DOTS, f"{_title(report)},", nip),), place, on)
    who = term.pegawai
    name = Signer(who.nama_lengkap, f"{acting(term)}{_title(report)},", _nip(term), rank=nama_pangkat(who.golongan))
    return SignatureBlock((name,), place, on)


def _nip(term: MasaJabatan) -> str:
    """As printed; dots for a civil servant whose number is not recorded, nothing for who has none."""
    if term.pegawai.nip:
        return format_nip(term.pegawai.nip)
    return _DOTS_NIP if term.pegawai.status in _NUMBERED else ""


def _title(report: LaporanKinerja) -> str:
    """The position as it is signed: the title on the unit's card, else the position's own name."""
    unit, post = report.penanda.unit, report.penanda.jabatan
    return unit.sebutan_kepala or (post.nama if post else head_of(unit, report.instansi))


def _without_nip(report: LaporanKinerja) -> bool:
    """Whether whoever comes to hold the position is no civil servant."""
    post = report.penanda.jabatan
    if post:
        return jenjang()[post.jenjang].jenis == "pejabat-negara"
    return report.penanda.unit.is_root and kepala_tanpa_nip(report.instansi.jenis)


def unsigned(report: LaporanKinerja) -> str:
    """Why the report names nobody who signs, in a sentence with what to do; empty where it names somebody."""
    told = report.penanda
    if told.masa is not None:
        return ""
    unit, day = told.unit, format_date(told.pada)
    blank = "nama penanda tangan pada laporan ini dikosongkan"
    if told.jabatan is not None:
        return (
            f"Jabatan {_title(report)} kosong pada tanggal {day}, sehingga {blank}. "
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
