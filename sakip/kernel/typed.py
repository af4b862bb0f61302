"""What is wrong with a typed value, or what has to be asked about it, in one Indonesian sentence.

The place is the caller's: beside a cell it is seen, in a list it is named before the sentence.
"""

from __future__ import annotations

from sakip.arithmetic.notation import Bertanya, Ditolak, Soal, TanpaNilai, Tolakan, format_entry, format_number
from sakip.arithmetic.predicates import SkalaPredikat

TOLAKAN: dict[Tolakan, str] = {
    Tolakan.TAK_DIKENALI: "“{teks}” tidak dikenali sebagai nilai; tulis angka dengan koma desimal, misalnya 94,50.",
    Tolakan.TERLALU_PANJANG: "Isian lebih dari 200 huruf; tulis nilainya saja.",
    Tolakan.PEMISAH_SALAH: "Titik dan koma pada “{teks}” tidak tersusun sebagai angka; tulis misalnya 1234567,5.",
    Tolakan.BUKAN_ANGKA: "“{teks}” bukan angka; tulis angka dengan koma desimal, misalnya 94,50.",
    Tolakan.BUKAN_RENTANG: "“{teks}” bukan rentang; tulis dua batas, misalnya 4,98 s.d. 5,23.",
    Tolakan.RENTANG_TERBALIK: "Batas bawah pada “{teks}” lebih besar daripada batas atas; tukar keduanya.",
    Tolakan.RENTANG_AMBIGU: "Satu batas pada “{teks}” dapat dibaca dua cara; tulis kedua batas dengan koma desimal.",
    Tolakan.BUKAN_PREDIKAT: "“{teks}” bukan predikat; tulis predikatnya, misalnya BB atau BB (79,39).",
    Tolakan.KODE_DI_LUAR_SKALA: "“{teks}” tidak ada dalam skala predikat indikator ini; tulis salah satu: {pilihan}.",
    Tolakan.SKALA_TIDAK_JELAS: "“{teks}” ada dalam beberapa skala; tulis kode predikatnya, bukan sebutannya.",
    Tolakan.BUKAN_YA_TIDAK: "“{teks}” bukan jawaban ya atau tidak; tulis ya atau tidak.",
    Tolakan.BUKAN_TANGGAL: "“{teks}” bukan tanggal; tulis misalnya 31/12/2025.",
    Tolakan.TANGGAL_TIDAK_ADA: "Tanggal “{teks}” tidak ada dalam kalender; periksa hari dan bulannya.",
    Tolakan.TANGGAL_TIDAK_LENGKAP: "Tanggal “{teks}” tidak lengkap; tulis hari, bulan, dan tahun, misalnya 31/12/2025.",
    Tolakan.BUKAN_DURASI: "“{teks}” bukan lama waktu; tulis misalnya 1:07:38 atau 1,5.",
    Tolakan.TERLALU_BANYAK_DIGIT: "“{teks}” memiliki lebih dari 15 angka penting; tulis paling banyak 15 angka.",
    Tolakan.NILAI_TIDAK_SAH: "“{teks}” tidak sah sebagai nilai; periksa kembali isiannya.",
}

SOAL: dict[Soal, str] = {
    Soal.TITIK_AMBIGU: "“{teks}” dapat dibaca dengan dua cara; pilih yang dimaksud.",
    Soal.KOMA_BERULANG: "“{teks}” memakai koma lebih dari sekali; pilih angka yang dimaksud.",
    Soal.GAYA_INGGRIS: "“{teks}” ditulis dengan cara Inggris; pilih angka yang dimaksud.",
    Soal.BESARAN_KATA: "“{teks}” menyebut besaran dengan kata; pilih angka dalam satuan indikator ini.",
    Soal.TANDA_KURUNG: "“{teks}” berada dalam kurung; pilih apakah nilainya negatif.",
    Soal.NIHIL: "“{teks}” dapat berarti nol atau belum ada; pilih nol, atau kosongkan sel.",
    Soal.DURASI_AMBIGU: "“{teks}” dapat berarti jam dan menit atau menit dan detik; pilih yang dimaksud.",
}

CONTOH_TIADA = "belum tersedia: rilis BPS bulan Maret"


def refused_sentence(reading: Ditolak, skala: SkalaPredikat | None = None) -> str:
    """Value, rule and next step of a text that is no value."""
    pilihan = ", ".join(step.kode for step in skala.tingkat) if skala else "-"
    return TOLAKAN[reading.code].format(teks=reading.teks, pilihan=pilihan)


def question_sentence(reading: Bertanya) -> str:
    return SOAL[reading.code].format(teks=reading.teks)


def choices(reading: Bertanya) -> tuple[tuple[str, str], ...]:
    """The possible readings, likelier first: as an input carries them, and as people read them."""
    return tuple((format_entry(number), format_number(number, places=None)) for number in reading.pilihan)


def nothing_sentence(reading: TanpaNilai) -> str:
    """A mark for no value lacks its reason, or says nothing clear."""
    if reading.galat:
        return f"“{reading.tanda}” adalah galat lembar kerja, bukan nilai; perbaiki di berkas asal, lalu isi nilainya."
    if reading.keadaan is None:
        return f"“{reading.tanda}” tidak jelas artinya; kosongkan sel, atau tulis misalnya “{CONTOH_TIADA}”."
    return f"“{reading.tanda}” belum disertai alasan; tulis misalnya “{CONTOH_TIADA}”."
