"""What is refused of a formula, said with its place."""

from __future__ import annotations

from collections.abc import Sequence

from sakip.arithmetic.formula import MAX_DEPTH, MAX_LENGTH, MAX_NAME, MAX_TERMS, RumusTidakSah, SalahRumus
from sakip.kernel.refusals import Refusal, register

register(
    {
        "rumus-tidak-sah": "Rumus, huruf ke-{posisi}: {sebab}",
        "rumus-tanpa-deret": (
            "Rumus “{rumus}” tidak menyebut satu deret data pun, sehingga hasilnya selalu sama. Sebutkan deretnya, "
            "misalnya pembilang / penyebut * 100, atau kosongkan rumus ini dan isi nilainya langsung."
        ),
        "rumus-nama-baru": (
            "Rumus menyebut {nama}, yang belum dikenal sebagai deret. Perbaiki ejaannya, pilih deretnya di bawah, "
            "atau biarkan “Buat deret baru”; lalu simpan lagi."
        ),
        "rumus-bukan-angka": "Hanya indikator berjenis angka yang dapat dihitung; “{nama}” berjenis {jenis}.",
        "rumus-memakai-diri": "Rumus tidak dapat memakai deret indikator ini sendiri ({nama}). Pilih deret lain.",
        "rumus-berantai": "Deret {nama} dihitung oleh rumus lain. Pakai deret yang diisi, bukan yang dihitung.",
        "deret-instansi-lain": "Deret {nama} milik instansi lain. Pilih deret instansi ini, atau buat deret baru.",
    }
)

SEBAB = {
    SalahRumus.KOSONG: "rumusnya kosong. Tulis misalnya pembilang / penyebut * 100.",
    SalahRumus.TERLALU_PANJANG: f"panjangnya {{potongan}} huruf, paling panjang {MAX_LENGTH}. Ringkaskan.",
    SalahRumus.TERLALU_DALAM: f"kurung bersarang lebih dari {MAX_DEPTH}. Sederhanakan.",
    SalahRumus.TERLALU_BANYAK_SUKU: f"sukunya lebih dari {MAX_TERMS}. Pecah menjadi beberapa indikator.",
    SalahRumus.TITIK_DESIMAL: "“{potongan}” memakai titik. Tulis angka dengan koma desimal dan tanpa titik ribuan.",
    SalahRumus.TIDAK_DIKENALI: "“{potongan}” tidak dapat dibaca. Periksa tanda hitung dan kurungnya.",
    SalahRumus.TERPUTUS: "rumusnya terputus. Lengkapi suku atau tutup kurungnya.",
    SalahRumus.FUNGSI_TIDAK_DIKENAL: "fungsi “{potongan}” tidak ada. Pakai {pilihan}.",
    SalahRumus.JUMLAH_ARGUMEN: "{potongan} memerlukan sedikitnya {pilihan} isian, dipisahkan titik koma.",
    SalahRumus.NAMA_TIDAK_DIKENAL: "nama “{potongan}” tidak dikenal. Pakai {pilihan}.",
    SalahRumus.NAMA_TERLALU_PANJANG: f"nama “{{potongan}}…” lebih dari {MAX_NAME} huruf. Pendekkan.",
    SalahRumus.ANGKA_TERLALU_PANJANG: "angka “{potongan}” lebih dari 15 digit. Ringkaskan.",
    SalahRumus.BUKAN_ANGKA: "“{potongan}” adalah syarat, padahal di sini diperlukan angka.",
    SalahRumus.BUKAN_SYARAT: "“{potongan}” adalah angka, padahal di sini diperlukan syarat, misalnya a > 0.",
}

ARTI_FUNGSI = {
    "jumlah": "jumlah semua isian: jumlah(a; b; c)",
    "rata": "rata-rata semua isian: rata(a; b; c)",
    "min": "isian terkecil: min(a; b)",
    "max": "isian terbesar: max(a; b)",
    "jika": "nilai pertama bila syarat terpenuhi, selain itu nilai kedua: jika(syarat; a; b)",
}
"""What each function of the formula language gives, with how it is written."""


def unreadable(wrong: RumusTidakSah) -> Refusal:
    """Where a formula cannot be read and what to do, beside its field."""
    choices = wrong.pilihan[:1] if wrong.code is SalahRumus.JUMLAH_ARGUMEN else wrong.pilihan
    said = SEBAB[wrong.code].format(potongan=wrong.potongan, pilihan=", ".join(choices[:12]))
    return Refusal("rumus-tidak-sah", {"posisi": str(wrong.posisi), "sebab": said}, "rumus")


def unknown_names(names: Sequence[str]) -> Refusal:
    """Names that mean nothing yet: whoever typed them says what they stand for before a series is made."""
    return Refusal("rumus-nama-baru", {"nama": ", ".join(f"“{each}”" for each in names)}, "rumus")
