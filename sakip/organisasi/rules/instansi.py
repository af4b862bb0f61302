"""What the settings of an instansi refuse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from sakip.documents.emblem import MOST_BYTES, EmblemRefused
from sakip.kernel.files import size_in_words
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import ZonaWaktu

FIRST_YEARS = range(2000, 2100)

_EMBLEM: Mapping[str, str] = MappingProxyType(
    {
        "besar": "Lambang berukuran {ukuran}; paling besar {paling_besar}. Perkecil gambarnya, lalu unggah lagi.",
        "bukan-gambar": "Berkas lambang bukan gambar PNG, JPEG, atau SVG. Simpan gambarnya dalam salah satu jenis itu.",
        "rusak": "Gambar lambang tidak dapat dibaca; mungkin rusak atau terpotong. Simpan ulang sebagai PNG.",
        "piksel": "Gambar lambang memuat terlalu banyak piksel. Perkecil sampai paling besar 4.000 piksel setiap sisi.",
        "kecil": "Gambar lambang hanya {lebar} × {tinggi} piksel; cetakannya kabur. Pakai paling sedikit 100 piksel.",
        "kosong": "Gambar lambang tidak memuat apa pun yang terlihat. Pilih gambar yang lain.",
        "svg": "Lambang SVG ditolak karena memuat {temuan}. Simpan ulang sebagai SVG biasa atau PNG.",
    }
)
register({f"lambang-{code}": sentence for code, sentence in _EMBLEM.items()})
register(
    {
        "warna-tidak-dikenal": "Warna “{warna}” tidak dikenal. Tulis seperti #1F4E8C.",
        "zona-tidak-dikenal": "Zona waktu “{zona}” tidak dikenal. Pilih WIB, WITA, atau WIT.",
        "alamat-publik-salah": "Alamat publik “{alamat}” {sebab}. Tulis seperti https://sakip.contoh.go.id.",
        "tahun-mulai-salah": "Tahun pertama pemakaian {tahun} di luar {dari} sampai {sampai}. Periksa tahunnya.",
    }
)


def emblem_refusal(no: EmblemRefused) -> Refusal:
    """What is wrong with an uploaded emblem, in a sentence."""
    size = {"ukuran": size_in_words(no.facts.get("ukuran", 0)), "paling_besar": size_in_words(MOST_BYTES)}
    return Refusal(f"lambang-{no.code}", {**no.facts, **size}, "lambang")


def unknown_color(text: str) -> Refusal | None:
    return None if re.fullmatch(r"|#[0-9A-Fa-f]{6}", text) else Refusal("warna-tidak-dikenal", {"warna": text}, "warna")


def unknown_zone(name: str) -> Refusal | None:
    return None if name in ZonaWaktu.values else Refusal("zona-tidak-dikenal", {"zona": name}, "zona_waktu")


def unusable_address(text: str) -> Refusal | None:
    """The public address stands in QR codes: a name that answers, and the path is the system's own."""
    fault = _fault(text) if text else ""
    return Refusal("alamat-publik-salah", {"alamat": text, "sebab": fault}, "alamat_publik") if fault else None


def _fault(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname if parts.port != 0 else ""
    except ValueError:
        host = ""
    if not text.startswith(("https://", "http://")):
        return "tidak berawalan https:// atau http://"
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+", host or ""):
        return "bukan alamat laman"
    return "memuat lebih dari nama laman" if parts.path.strip("/") or set(text) & set("?#@") else ""


def impossible_first_year(tahun: int | None) -> Refusal | None:
    if tahun is None or tahun in FIRST_YEARS:
        return None
    facts = {"tahun": tahun, "dari": FIRST_YEARS.start, "sampai": FIRST_YEARS.stop - 1}
    return Refusal("tahun-mulai-salah", facts, "tahun_mulai")
