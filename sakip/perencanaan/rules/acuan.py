"""What is refused of baselines, published figures and marks."""

from __future__ import annotations

from sakip.arithmetic.notation import format_nilai
from sakip.datakinerja.models import NilaiBerjenis
from sakip.kernel.refusals import Refusal, register

register(
    {
        "sumber-acuan-wajib": "Sumber {objek} belum diisi. Tulis terbitan, dokumen, atau rilis yang memuat angkanya.",
        "acuan-sudah-ada": "{objek} sudah dicatat {lama}. Buka angka itu, lalu ganti dengan alasannya.",
        "acuan-kosong": "Nilai {objek} belum diisi. Isi nilainya.",
        "penanda-sudah-ada": "Indikator ini sudah bertanda {penanda}. Pakai kode lain, atau lepaskan yang lama dahulu.",
    }
)


def without_source(objek: str, sumber: str) -> Refusal | None:
    """A figure that others are to believe says where it stands (R-CMP-4)."""
    return None if sumber.strip() else Refusal("sumber-acuan-wajib", {"objek": objek}, "sumber")


def already_there(objek: str, stands: NilaiBerjenis | None) -> Refusal | None:
    """Of a year there is one figure; another replaces it with its reason, and never silently."""
    if stands is None or stands.isian is None:
        return None
    return Refusal("acuan-sudah-ada", {"objek": objek, "lama": format_nilai(stands.isian)}, "tahun")


def marked_already(penanda: str, *, there: bool) -> Refusal | None:
    return Refusal("penanda-sudah-ada", {"penanda": penanda}, "kode") if there else None
