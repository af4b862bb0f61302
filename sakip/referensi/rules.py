"""What a code of the nomenclature says by its digits, how it is looked for, and what is refused about a generation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from sakip.kernel.access import Access
from sakip.kernel.offers import Offers
from sakip.kernel.refusals import register

register(
    {
        "generasi-berbeda": (
            "Generasi {generasi} sudah dimuat pada {tanggal} dengan isi lain ({jumlah} sub kegiatan), sedangkan berkas "
            "ini berisi {baru}. Beri kode generasi lain dengan --generasi, atau ganti isinya dengan --ganti."
        ),
        "generasi-dipakai": (
            "Isi generasi {generasi} tidak dapat diganti karena sudah dipakai {pemakai}. Muat berkas ini sebagai "
            "generasi lain dengan --generasi, lalu pindahkan rencananya lewat peta nomenklatur."
        ),
        "generasi-tanpa-kode": "Kode generasi belum disebut. Tulis misalnya --generasi 900.1.15.5-3406/2024.",
        "nomenklatur-kosong": "Tidak ada satu pun sub kegiatan di dalam berkas. Periksa apakah berkasnya sudah benar.",
        "kode-bentuk-salah": (
            "Kode “{kode}” tidak berbentuk kode nomenklatur. Tulis seperti 1.02 (bidang), 1.02.02 (program), "
            "1.02.02.2.01 (kegiatan), atau 1.02.02.2.01.0001 (sub kegiatan)."
        ),
        "kode-jenis-lain": (
            "Kode {kode} pada generasi {generasi} hanya ada untuk {jenis_lain}, bukan untuk {jenis}. Pilih kode "
            "untuk {jenis}."
        ),
        "kode-digantikan": (
            "Kode {kode} berasal dari generasi sebelum {generasi} dan sudah diganti dengan {penerus}. Pakai kode "
            "penggantinya, atau pilih generasi yang sesuai."
        ),
        "kode-generasi-lain": (
            "Kode {kode} ada pada generasi {lain}, tetapi tidak ada pada generasi {generasi}. Pilih generasi yang "
            "sesuai, atau cari penggantinya di peta nomenklatur."
        ),
        "kode-bentuk-lama": (
            "Kode {kode} ditulis menurut generasi lama, dengan sub kegiatan dua angka; pada generasi {generasi} ada "
            "{mungkin}. Pastikan itu yang dimaksud, lalu pakai kode empat angka."
        ),
        "kode-induk-tidak-ada": (
            "Kode {kode} tidak ada pada generasi {generasi}; bahkan {tingkat} {induk} di atasnya tidak ada. "
            "Periksa kodenya, atau pilih generasi lain."
        ),
        "kode-tidak-dikenal": (
            "Kode {kode} tidak ada pada generasi {generasi}, walaupun {tingkat} {induk} di atasnya ada. Periksa "
            "angka terakhirnya, atau pilih generasi lain."
        ),
        "nama-kode-lain": (
            "Kode {kode} pada generasi {generasi} bernama “{resmi}”, bukan “{nama}”. Periksa kodenya: kode yang sama "
            "dapat berarti lain pada generasi lain."
        ),
    }
)

URUSAN, BIDANG, PROGRAM, KEGIATAN, SUB_KEGIATAN = "urusan", "bidang", "program", "kegiatan", "sub-kegiatan"
PROV, KAB = "prov", "kab"
NAMA_JENIS = {PROV: "provinsi", KAB: "kabupaten/kota"}
UMUM = "X.XX"
"""Stands in a code for the bidang of whichever unit uses it."""

_SHAPES = {
    URUSAN: re.compile(r"[1-9X]"),
    BIDANG: re.compile(r"[1-9]\.\d\d|X\.XX"),
    PROGRAM: re.compile(r"(?:[1-9]\.\d\d|X\.XX)\.\d\d"),
    KEGIATAN: re.compile(r"(?:[1-9]\.\d\d|X\.XX)\.\d\d\.\d\.\d\d"),
    SUB_KEGIATAN: re.compile(r"(?:[1-9]\.\d\d|X\.XX)\.\d\d\.\d\.\d\d\.\d{2,4}"),
}
_ABOVE = {BIDANG: 1, PROGRAM: 2, KEGIATAN: 3, SUB_KEGIATAN: 5}
"""How many parts the code of what stands above has."""
_BIDANG_OF_UNIT = re.compile(r"(?:[1-9]\.\d\d)(?:\.(?:[1-9]\.\d\d|0\.00)){0,2}(?=\.|$)")

pemakai: Offers[Callable[[Access, str], list[str]]] = Offers()
"""(seen_by, code of a generation) -> what uses it, in words ("3 dokumen rencana"): what is used is not replaced."""


@dataclass(frozen=True)
class Baris:
    """A row of the nomenclature on any of its levels, as it is to be stored. Columns as in ``Nomenklatur``."""

    jenis_pemda: str
    kode: str
    tingkat: str
    nama: str
    kinerja: str = ""
    indikator: str = ""
    satuan: str = ""
    definisi: str = ""
    spm: bool = False
    pendahulu: str = ""


def tingkat_of(kode: str) -> str:
    """The level a code stands on, by its shape; "" for what is no code. Sub kegiatan had two digits in old issues."""
    return next((tingkat for tingkat, shape in _SHAPES.items() if shape.fullmatch(kode)), "")


def induk_of(kode: str) -> str:
    """The code above: '1.02.02.2.01.0001' to '1.02.02.2.01'; "" for an urusan and for what is no code."""
    return ".".join(kode.split(".")[: _ABOVE.get(tingkat_of(kode), 0)])


def above(kode: str) -> list[str]:
    """The codes above, from the urusan down."""
    found: list[str] = []
    while kode := induk_of(kode):
        found.insert(0, kode)
    return found


def bidang_of(kode: str) -> str:
    """The bidang in which a code stands, 'X.XX' for one of every bidang; "" for an urusan."""
    parts = kode.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 else ""


def umum(kode: str) -> str:
    """The code as it stands for every bidang: '1.02.01.2.01' to 'X.XX.01.2.01'; "" for one without a program."""
    parts = kode.split(".")
    return ".".join((UMUM, *parts[2:])) if len(parts) > 2 else ""


def resolved(kode: str, bidang: str) -> str:
    """A code of every bidang as the one given uses it; another code as it is."""
    return f"{bidang}{kode[len(UMUM) :]}" if kode.startswith(UMUM) else kode


def bidang_in(text: str) -> tuple[str, ...]:
    """The codes of bidang in a text such as '1.02, 2.14', each once. What is no such code is left out."""
    found = (part.strip() for part in re.split(r"[,;\s]+", text))
    return tuple(dict.fromkeys(part for part in found if part != UMUM and _SHAPES[BIDANG].fullmatch(part)))


def bidang_by_unit_code(kode: str) -> tuple[str, ...]:
    """The bidang that the code of a perangkat daerah begins with, up to three: '1.03.2.10.0.00.01.0000' to 1.03, 2.10.

    '1.02' and '1.02.01' give 1.02; "" and codes of another kind give none.
    """
    found = _BIDANG_OF_UNIT.match(kode.strip())
    parts = found[0].split(".") if found else []
    codes = [".".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    return tuple(code for code in dict.fromkeys(codes) if code != "0.00")


def plain(text: str) -> str:
    """A text without what people vary when they look for it: case, accents, punctuation, spaces."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def searched(kode: str, nama: str) -> str:
    """What the picker looks in: code and plain name."""
    return f"{kode} {plain(nama)}"
