"""A rule that says no: a code with its facts, and the Indonesian sentence a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sakip.kernel.composed import said
from sakip.kernel.translation import translated

SENTENCES: dict[str, str] = {
    "data-berubah": (
        "{objek} sudah diubah {siapa} sesudah Anda membukanya: yang tersimpan {tersimpan}, yang Anda ketik {diketik}. "
        "Periksa keduanya, lalu simpan lagi nilai yang benar."
    ),
    "data-berubah-sejak-dibuka": (
        "{objek} sudah diubah {siapa} sesudah Anda membukanya. Muat ulang halaman, periksa isinya yang sekarang, "
        "lalu ulangi langkah Anda bila masih perlu."
    ),
    "riwayat-terlalu-panjang": (
        "Riwayat yang disaring memuat lebih dari {paling_banyak} catatan, terlalu panjang untuk satu berkas {jenis}. "
        "Persempit saringannya, misalnya dengan unit atau kurun waktu{atau}, lalu unduh lagi."
    ),
    "alasan-wajib": "Alasan belum diisi. Tuliskan alasannya dalam satu kalimat, lalu kirim lagi.",
    "langkah-tidak-tersedia": "Langkah “{langkah}” tidak dapat dijalankan karena {objek} berstatus {status}.",
    "bukan-wewenang": "Peran Anda tidak mencakup langkah “{langkah}” pada unit ini.",
    "pengaju-tidak-memverifikasi": "Anda yang mengajukan {objek}; verifikasi harus dilakukan orang lain.",
    "angka-terlalu-panjang": "{nilai} memiliki lebih dari 15 angka penting. Tuliskan dengan paling banyak 15 angka.",
    "teks-terlalu-panjang": "{isian} paling panjang {paling_panjang} huruf, sekarang {panjang}; ringkaskan.",
    "teks-tinggal-tanda": "{isian} hanya berisi tanda HTML atau tanda yang tidak tampak; tuliskan isinya dengan kata.",
    "kata-terlalu-panjang": (
        "Nama memuat “{awal}…”, lebih dari {paling_panjang} huruf tanpa spasi. Tulis spasi di antara kata-katanya."
    ),
    "nama-kosong": "Nama belum diisi, atau hanya berisi tanda yang tidak tampak. Tulis namanya, lalu simpan lagi.",
    "sudah-ada": (
        "Data dengan nama, kode, atau tempat yang sama sudah ada; mungkin baru saja disimpan orang lain. "
        "Muat ulang halaman, periksa, lalu simpan lagi bila masih perlu."
    ),
    "desimal-terlalu-banyak": "{nilai} memiliki lebih dari {paling_banyak} angka desimal. Bulatkan lebih dahulu.",
}
"""Sentence by code. A component adds its own with :func:`register`, beside its rules."""


def register(sentences: Mapping[str, str]) -> None:
    clash = SENTENCES.keys() & sentences.keys()
    if clash:
        raise ValueError(f"sentences registered twice: {sorted(clash)}")
    SENTENCES.update(sentences)


_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?=\s|$)")
"""A name that ends with a title, "M.Si.", at the end of a sentence: one stop is enough."""


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done now. ``field`` names the input at fault, where there is one."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""

    @property
    def sentence(self) -> str:
        facts = {name: said(value) if isinstance(value, str) else value for name, value in self.params.items()}
        return _TWO_STOPS.sub(".", translated(SENTENCES[self.code]).format(**facts))


class Refused(Exception):
    """A use case was refused by a rule; nothing was written. Answered with 409 and the sentence."""

    def __init__(self, code: str, *, at_field: str = "", **params: Any) -> None:
        self.refusal = Refusal(code, params, at_field)
        super().__init__(self.refusal.sentence)


class Stale(Refused):
    """Somebody else changed the row since it was read: both values are shown, none is overwritten.

    Where nothing was typed (a row is moved, taken out, filled with others) there are no two values to show.
    """

    def __init__(self, *, objek: str, siapa: str, tersimpan: str = "", diketik: str = "") -> None:
        if tersimpan or diketik:
            super().__init__("data-berubah", objek=objek, siapa=siapa, tersimpan=tersimpan, diketik=diketik)
        else:
            super().__init__("data-berubah-sejak-dibuka", objek=objek, siapa=siapa)


def refuse(refusal: Refusal | None) -> None:
    """Raise what a rule answered, if it answered anything."""
    if refusal is not None:
        raise Refused(refusal.code, at_field=refusal.field, **refusal.params)
