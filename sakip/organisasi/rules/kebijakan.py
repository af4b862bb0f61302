"""What the policy of an instansi refuses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sakip.arithmetic.scales import SalahSkala, SkalaSalah
from sakip.kernel.refusals import Refusal, register

register(
    {
        "kebijakan-tidak-dikenal": "Kebijakan tidak dapat dipakai: {sebab}. Perbaiki isian itu, lalu simpan lagi.",
        "kebijakan-milik-instansi": "Kebijakan ditetapkan pada instansi, bukan pada {unit}. Buka instansinya.",
        "kebijakan-tahun-lewat": (
            "Kebijakan mulai tahun {mulai} mengubah angka {tahun}. "
            "Tuliskan alasannya dalam satu kalimat, lalu simpan lagi."
        ),
        "skala-sendiri-salah": "Skala sendiri, kelas ke-{baris}: {sebab}.",
    }
)

_SCALE = {
    SalahSkala.KELAS_KURANG: "skala memerlukan paling sedikit dua kelas; tambahkan kelas berikutnya",
    SalahSkala.LABEL_KOSONG: "sebutannya belum diisi; isi sebutan seperti “Baik”",
    SalahSkala.LABEL_BERULANG: "sebutannya sama dengan kelas di atasnya; beri sebutan lain",
    SalahSkala.BATAS_KOSONG: "batas bawahnya belum diisi; hanya kelas terakhir yang tanpa batas",
    SalahSkala.BATAS_TIDAK_TURUN: "batas bawahnya tidak lebih kecil daripada kelas di atasnya; mulai dari yang terbaik",
    SalahSkala.BATAS_TERAKHIR: "kelas terakhir menampung semua capaian di bawahnya; kosongkan batasnya",
    SalahSkala.WARNA_TIDAK_DIKENAL: "warnanya tidak dikenal; pilih salah satu dari lima warna",
}
_CHOICES = {
    "lantai_di_atas_batas": ("lantai", "batas bawah capaian lebih besar daripada batas atasnya"),
    "pembulatan_di_luar_0_sampai_4": ("pembulatan", "angka di belakang koma harus 0 sampai 4"),
    "langkah_verifikasi_satu_atau_dua": ("langkah_verifikasi", "langkah verifikasi harus satu atau dua"),
    "hari_tenggat_di_luar_0_sampai_366": ("hari_tenggat", "batas waktu pengisian harus 0 sampai 366 hari"),
}


def unknown_choice(error: ValueError) -> Refusal:
    """What the arithmetic does not take, in words."""
    field, words = _CHOICES.get(str(error), ("", str(error)))
    return Refusal("kebijakan-tidak-dikenal", {"sebab": words}, field)


def wrong_scale(error: SkalaSalah) -> Refusal:
    return Refusal("skala-sendiri-salah", {"baris": error.baris, "sebab": _SCALE[error.code]}, "skala")


def past_years(mulai_tahun: int, berikutnya: int | None, *, on: date, dibekukan: Collection[int]) -> tuple[int, ...]:
    """The years a policy from ``mulai_tahun`` on changes although they are over or reported.

    It holds until the next one begins (``berikutnya``); ``dibekukan`` are the years of frozen reports.
    """
    end = max([on.year, *(year + 1 for year in dibekukan)])
    until = end if berikutnya is None else min(end, berikutnya)
    return tuple(year for year in range(mulai_tahun, until) if year < on.year or year in dibekukan)


def reason_missing(mulai_tahun: int, years: tuple[int, ...], alasan: str) -> Refusal | None:
    """A changed past is told why (the frozen reports themselves stay as they are)."""
    if not years or alasan.strip():
        return None
    named = f"tahun {years[0]}" if len(years) == 1 else f"tahun {years[0]} sampai {years[-1]}"
    return Refusal("kebijakan-tahun-lewat", {"mulai": mulai_tahun, "tahun": named}, "alasan")
