"""What every paper of an instansi begins and ends with: its names as they are written there, letterhead, who signs."""

from __future__ import annotations

from sakip.arithmetic.notation import format_nip
from sakip.documents.model import Image, Letterhead, Signer
from sakip.organisasi.models import Instansi, Jabatan, MasaJabatan, Sebagai, StatusPegawai, Unit
from sakip.referensi.queries import jenjang, kepala_instansi, kepala_tanpa_nip, nama_pangkat


def government(instansi: Instansi) -> str:
    """Pemerintah Kabupaten Sukamaju; a ministry is called as it is."""
    name = instansi.unit.nama
    regional = instansi.jenis in {"provinsi", "kabupaten", "kota"}
    return name if not regional or name.casefold().startswith("pemerintah") else f"Pemerintah {name}"


def letterhead(unit: Unit, instansi: Instansi, *, emblem: bytes | None) -> Letterhead:
    """The kop of a unit's papers: the instansi, below it the unit, its own address, emblem and colour of the instansi.

    ``emblem`` is what ``queries.emblem_of`` read. An address that nobody entered is left out, not guessed.
    """
    top = government(instansi).upper()
    own = unit.is_root
    address = (instansi.alamat, instansi.kontak) if own else (unit.alamat, unit.kontak)
    return Letterhead(
        (top,) if own else (top, unit.nama.upper()),
        tuple(line for line in address if line),
        emblem_image(instansi, emblem),
        instansi.warna,
    )


def emblem_image(instansi: Instansi, emblem: bytes | None) -> Image | None:
    """The emblem as a picture of a document, with its words for those who do not see it."""
    return Image(emblem, f"Lambang {instansi.unit.nama}") if emblem else None


# --- names and signers -----------------------------------------------------------------------------------------------

DOTS = "………………………………………"
DOTS_NIP = "……………………………………"
_NUMBERED = frozenset({StatusPegawai.PNS, StatusPegawai.PPPK})


def full_name(unit: Unit, instansi: Instansi) -> str:
    """Dinas Kesehatan Kabupaten Sukamaju; for the root the government itself."""
    if unit.is_root:
        return government(instansi)
    return unit.nama if instansi.unit.nama.casefold() in unit.nama.casefold() else f"{unit.nama} {instansi.unit.nama}"


def head_of(unit: Unit, instansi: Instansi) -> str:
    """Who signs where nobody entered a title: Bupati Sukamaju, Menteri Perairan, Kepala Dinas Kesehatan."""
    if not unit.is_root:
        return f"Kepala {unit.nama}"
    kepala = kepala_instansi(instansi.jenis)
    if not kepala:
        return f"Pimpinan {unit.nama}"
    place = unit.nama.removeprefix("Pemerintah ").split(" ", 1)
    own_name = place[-1] if place[0].casefold() == instansi.jenis else " ".join(place)
    return f"{kepala} {own_name}"


def acting(term: MasaJabatan) -> str:
    """'Plt. ' or 'Plh. ' before the position, as such an official signs; nothing before a definitif's."""
    return "" if term.sebagai == Sebagai.DEFINITIF else f"{Sebagai(term.sebagai).label} "


def title_of(unit: Unit, post: Jabatan | None, instansi: Instansi) -> str:
    """The position as it is signed: the title on the unit's card, else the position's own name."""
    return unit.sebutan_kepala or (post.nama if post else head_of(unit, instansi))


def has_nip(unit: Unit, post: Jabatan | None, instansi: Instansi) -> bool:
    """Whether whoever comes to hold the position is a civil servant."""
    if post:
        return jenjang()[post.jenjang].jenis != "pejabat-negara"
    return not (unit.is_root and kepala_tanpa_nip(instansi.jenis))


def signer(term: MasaJabatan | None, title: str, *, numbered: bool = True) -> Signer:
    """The place of who signs as this position: name with titles, pangkat and NIP, 'Plt.' or 'Plh.' before the position.

    Dots where nobody holds it, and for a NIP that is not recorded. ``numbered``: whether whoever comes to hold it has
    a NIP; a gubernur, bupati, wali kota or menteri has neither pangkat nor NIP.
    """
    if term is None:
        return Signer(DOTS, f"{title},", DOTS_NIP if numbered else "")
    who = term.pegawai
    nip = format_nip(who.nip) if who.nip else DOTS_NIP if who.status in _NUMBERED else ""
    return Signer(who.nama_lengkap, f"{acting(term)}{title},", nip, rank=nama_pangkat(who.golongan))
