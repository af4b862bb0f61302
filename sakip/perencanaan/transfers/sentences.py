"""What an import says about cells: sentence by code, in the shape of ``kernel.transfer.problems``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sakip.arithmetic.notation import Catatan, Soal, Tolakan

SENTENCES: Mapping[str, str] = {
    "nama_kosong": "{tempat} kosong, padahal barisnya memuat nilai; isi nama indikatornya, atau hapus baris itu.",
    "nama_terlalu_panjang": "{tempat} berisi nama yang lebih panjang dari 400 huruf; persingkat namanya.",
    "teks_terlalu_panjang": (
        "{tempat} berisi “{nilai}” yang lebih panjang dari {paling_banyak} huruf; persingkat isinya."
    ),
    "tahun_kosong": "{tempat} kosong, sehingga tahun baris ini tidak diketahui; isi tahunnya.",
    "tahun_tidak_terbaca": "{tempat} berisi “{nilai}” yang bukan satu tahun; tulis tahunnya saja, misalnya 2025.",
    "tahun_di_luar_rentang": "{tempat} berisi tahun {nilai} di luar rentang 1990–2100; perbaiki tahunnya.",
    "unit_tidak_ditemukan": (
        "{tempat} berisi “{nilai}” yang bukan nama unit dalam {unit}; pakai nama unit yang terdaftar, atau "
        "tambahkan unitnya lebih dahulu."
    ),
    "unit_rancu": "{tempat} berisi “{nilai}” yang cocok dengan beberapa unit; tulis nama unit selengkapnya.",
    "polaritas_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan polaritas; tulis meningkat, menurun, atau rentang."
    ),
    "polaritas_bertentangan": (
        "{tempat} berisi polaritas “{nilai}”, sedangkan baris {baris_lain} menyebut yang lain untuk indikator "
        "yang sama; samakan keduanya."
    ),
    "baris_ganda": (
        "{tempat} sudah disebut untuk indikator dan periode yang sama pada baris {baris_lain}; hapus salah satu baris."
    ),
    "indikator_rancu": (
        "{tempat} berisi “{nilai}” yang cocok dengan beberapa indikator yang tersimpan; tulis nama atau kode "
        "yang persis sama."
    ),
    "kode_ganda": "{tempat} berisi kode “{nilai}” yang sudah dipakai indikator “{indikator}”; beri kode lain.",
    "jenis_berbeda": (
        "{tempat} berisi “{nilai}” ({diisi}), sedangkan indikator ini diukur dengan {jenis}; samakan jenis nilainya, "
        "atau pisahkan menjadi dua indikator."
    ),
    "tidak_dikenali": (
        "{tempat} berisi “{nilai}” yang tidak dikenali sebagai nilai; tulis angka dengan koma desimal, atau "
        "predikat yang dikenal."
    ),
    "terlalu_panjang": "{tempat} berisi teks yang terlalu panjang untuk sebuah nilai; tulis nilainya saja.",
    "pemisah_salah": (
        "{tempat} berisi “{nilai}” dengan titik dan koma yang susunannya tidak dikenal; tulis seperti 4.079,71."
    ),
    "bukan_rentang": "{tempat} berisi “{nilai}” yang bukan rentang; tulis seperti 3,5–5,5.",
    "rentang_terbalik": "{tempat} berisi rentang “{nilai}” yang batas bawahnya lebih besar; tukar kedua batasnya.",
    "rentang_rancu": (
        "{tempat} berisi rentang “{nilai}” yang batasnya dapat dibaca dengan dua cara; tulis dengan koma desimal."
    ),
    "predikat_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan predikat pada skala yang dikenal; periksa penulisannya."
    ),
    "skala_tidak_jelas": (
        "{tempat} berisi “{nilai}” yang ada pada beberapa skala predikat; pilih skala yang dimaksud."
    ),
    "bukan_ya_tidak": "{tempat} berisi “{nilai}”, padahal indikator ini dijawab ya atau tidak; tulis ya atau tidak.",
    "tanggal_salah": "{tempat} berisi “{nilai}” yang bukan tanggal lengkap; tulis seperti 31/12/2025.",
    "bukan_durasi": "{tempat} berisi “{nilai}” yang bukan lama waktu; tulis seperti 1:07:38.",
    "terlalu_banyak_desimal": (
        "{tempat} berisi “{nilai}” dengan lebih dari 10 angka di belakang koma; bulatkan lebih dahulu."
    ),
    "titik_ambigu": "{tempat} berisi “{nilai}” yang dapat dibaca sebagai {kemungkinan}; pilih bacaan yang dimaksud.",
    "besaran_kata": "{tempat} berisi “{nilai}” yang dapat berarti {kemungkinan}; pilih bacaan yang dimaksud.",
    "tanda_kurung": "{tempat} berisi “{nilai}” yang dapat berarti {kemungkinan}; pilih bacaan yang dimaksud.",
    "penulisan_asing": (
        "{tempat} berisi “{nilai}” yang tidak ditulis menurut kaidah Indonesia; apakah yang dimaksud {kemungkinan}?"
    ),
    "nihil": "{tempat} berisi “{nilai}”; apakah yang dimaksud nol, atau belum tersedia?",
    "durasi_ambigu": "{tempat} berisi “{nilai}” yang dapat berarti {kemungkinan}; pilih bacaan yang dimaksud.",
    "jawaban_salah": (
        "{tempat} berisi “{nilai}” dan dijawab “{jawaban}” yang bukan salah satu bacaannya: {kemungkinan}; jawab lagi."
    ),
    "polaritas_belum_dipilih": (
        "{tempat}: arah indikator “{nilai}” belum dapat ditentukan ({alasan}); pilih meningkat, menurun, atau rentang."
    ),
    "polaritas_belum_diterima": (
        "{tempat}: arah indikator “{nilai}” diusulkan {usulan} karena {alasan}; terima usulan itu, atau pilih "
        "arah lain."
    ),
    "polaritas_tersimpan_lain": (
        "{tempat} berisi polaritas “{nilai}”, sedangkan kartu indikator mencatat {tersimpan}; impor tidak "
        "mengubah kartu."
    ),
    "alasan_wajib": (
        "{tempat} mengubah target yang sudah ditetapkan dari {lama} menjadi {baru}; tuliskan alasan perubahan."
    ),
    "baris_bagian": "{tempat} dilewati: “{nilai}” adalah judul bagian, bukan indikator.",
    "indikator_tanpa_nilai": (
        "{tempat}: indikator “{nilai}” tidak memuat satu pun nilai; dicatat sebagai indikator berjenis angka."
    ),
    "catatan_kaki": "{tempat} berisi “{nilai}”; tanda catatan kaki dilepas dan dibaca {dibaca}.",
    "tanda_banding": "{tempat} berisi “{nilai}”; tanda pembanding dilepas dan dibaca {dibaca}.",
    "durasi_dibaca": "{tempat} berisi “{nilai}” dan disimpan sebagai {dibaca} jam; periksa satuan indikatornya.",
    "predikat_dari_nilai": "{tempat} berisi “{nilai}”; predikatnya diturunkan dari angka menjadi {dibaca}.",
    "predikat_beda_nilai": (
        "{tempat} berisi “{nilai}”; predikat dan angkanya tidak pada tingkat yang sama, keduanya disimpan."
    ),
    "tercetak_tidak_terbaca": "{tempat} berisi capaian “{nilai}” yang bukan angka, sehingga tidak dapat dibandingkan.",
}

REJECTED: Mapping[Tolakan, str] = {
    Tolakan.TAK_DIKENALI: "tidak_dikenali",
    Tolakan.TERLALU_PANJANG: "terlalu_panjang",
    Tolakan.PEMISAH_SALAH: "pemisah_salah",
    Tolakan.BUKAN_ANGKA: "angka_tidak_sah",
    Tolakan.BUKAN_RENTANG: "bukan_rentang",
    Tolakan.RENTANG_TERBALIK: "rentang_terbalik",
    Tolakan.RENTANG_AMBIGU: "rentang_rancu",
    Tolakan.BUKAN_PREDIKAT: "predikat_tidak_dikenal",
    Tolakan.KODE_DI_LUAR_SKALA: "predikat_tidak_dikenal",
    Tolakan.SKALA_TIDAK_JELAS: "skala_tidak_jelas",
    Tolakan.BUKAN_YA_TIDAK: "bukan_ya_tidak",
    Tolakan.BUKAN_TANGGAL: "tanggal_salah",
    Tolakan.TANGGAL_TIDAK_ADA: "tanggal_salah",
    Tolakan.TANGGAL_TIDAK_LENGKAP: "tanggal_salah",
    Tolakan.BUKAN_DURASI: "bukan_durasi",
    Tolakan.TERLALU_BANYAK_DIGIT: "terlalu_banyak_angka",
    Tolakan.NILAI_TIDAK_SAH: "tidak_dikenali",
}
ASKED: Mapping[Soal, str] = {
    Soal.TITIK_AMBIGU: "titik_ambigu",
    Soal.KOMA_BERULANG: "penulisan_asing",
    Soal.GAYA_INGGRIS: "penulisan_asing",
    Soal.BESARAN_KATA: "besaran_kata",
    Soal.TANDA_KURUNG: "tanda_kurung",
    Soal.NIHIL: "nihil",
    Soal.DURASI_AMBIGU: "durasi_ambigu",
}
REMARKED: Mapping[Catatan, str] = {
    Catatan.CATATAN_KAKI: "catatan_kaki",
    Catatan.KURANG_DARI: "tanda_banding",
    Catatan.LEBIH_DARI: "tanda_banding",
    Catatan.DURASI: "durasi_dibaca",
    Catatan.DINORMALKAN: "dinormalkan_15_angka",
    Catatan.PREDIKAT_DARI_NILAI: "predikat_dari_nilai",
    Catatan.PREDIKAT_BEDA_NILAI: "predikat_beda_nilai",
}
"""What was understood beside a value and is told; percent, rupiah and a unit's name are no news."""


@dataclass(frozen=True)
class Pertanyaan:
    """What only a person can decide. ``kunci`` is a cell's address; an answer is one of the values of ``pilihan``."""

    kunci: str
    kalimat: str
    pilihan: tuple[tuple[str, str], ...]
    jawaban: str = ""
