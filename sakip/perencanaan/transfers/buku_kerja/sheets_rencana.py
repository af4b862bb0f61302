"""The sheets Kartu, Rencana and Anggaran: the whole manual of an indicator, the statements of plans, their money."""

from __future__ import annotations

from collections.abc import Mapping

from sakip.kernel.transfer.columns import Column, ColumnKind, SheetSpec
from sakip.perencanaan.models import Frekuensi, TingkatHasil
from sakip.perencanaan.transfers.buku_kerja.sheets import HIDDEN, LONGEST

KARTU, RENCANA, ANGGARAN = "kartu", "rencana", "anggaran"
HASIL: Mapping[str, str] = dict(TingkatHasil.choices)
FREKUENSI: Mapping[str, str] = dict(Frekuensi.choices)
KARTU_LENGKAP_KEYS = (
    *("hasil", "alasan_pemilihan", "pembilang", "penyebut", "frekuensi", "penyedia_data"),
    *("disagregasi", "keterbatasan", "kompensasi"),
)
RENCANA_KEYS = ("kode", "pernyataan")
ANGGARAN_KEYS = ("uraian", "rupiah")
LONGEST_HERE: Mapping[tuple[str, str], int] = {
    (KARTU, "pembilang"): 300,
    (KARTU, "penyebut"): 300,
    (KARTU, "penyedia_data"): 200,
    (KARTU, "disagregasi"): 300,
    (RENCANA, "kode"): 60,
    (RENCANA, "pernyataan"): 1000,
    (ANGGARAN, "uraian"): 500,
}
ALL_LONGEST: Mapping[tuple[str, str], int] = {**LONGEST, **LONGEST_HERE}
_KEEP = "Menghapus baris tidak menghapus apa pun."


def plan_specs() -> tuple[SheetSpec, ...]:
    """The sheets that a workbook of an older sakip does not have."""
    return (_KARTU, _RENCANA, _ANGGARAN)


def _choice(key: str, title: str, help_text: str, words: Mapping[str, str]) -> Column:
    return Column(key, title, help_text, ColumnKind.CHOICE, tuple(words.values()), width=18)


_KARTU = SheetSpec(
    KARTU,
    "Kartu Indikator",
    (
        *HIDDEN,
        Column("indikator", "Indikator", kind=ColumnKind.IDENTITY, width=48),
        Column("unit", "Unit", locked=True, width=26),
        Column("mulai_tahun", "Kartu sejak tahun", locked=True, width=10),
        _choice("hasil", "Tingkat hasil", "Apa yang diukur, dari dampak sampai masukan.", HASIL),
        Column("alasan_pemilihan", "Alasan pemilihan", "Mengapa indikator ini dipilih.", width=40),
        Column("pembilang", "Pembilang", "Apa yang dibagi, untuk persentase.", width=32),
        Column("penyebut", "Penyebut", "Dibagi dengan apa, untuk persentase.", width=32),
        _choice("frekuensi", "Frekuensi pengukuran", "Seberapa sering angkanya tersedia.", FREKUENSI),
        Column("penyedia_data", "Penyedia data", width=26),
        Column("penanggung_jawab", "Penanggung jawab", "Diganti pada halaman kartu.", locked=True, width=28),
        Column("disagregasi", "Pilahan data", width=26),
        Column("keterbatasan", "Keterbatasan data", width=36),
        Column("kompensasi", "Cara mengatasi keterbatasan", width=36),
    ),
    help=f"Isi kartu di luar yang ada pada lembar Indikator. {_KEEP}",
    frozen=3,
)

_RENCANA = SheetSpec(
    RENCANA,
    "Rencana",
    (
        *HIDDEN,
        Column("dokumen", "Dokumen", locked=True, width=36),
        Column("tingkat", "Tingkat", locked=True, width=14),
        Column("kode", "Kode", "Kode nomenklatur, atau kode dokumen sendiri.", width=20),
        Column("pernyataan", "Pernyataan", required=True, width=60),
        Column("induk", "Di bawah", locked=True, width=44),
        Column("pelaksana", "Pelaksana", locked=True, width=26),
        Column("indikator", "Indikator", locked=True, width=60),
    ),
    help="Kode dan pernyataan dapat diubah selama dokumennya masih disusun atau dicatat. Baris baru, pemindahan, dan "
    f"penghapusan dikerjakan pada halaman rencana. {_KEEP}",
    frozen=3,
)

_ANGGARAN = SheetSpec(
    ANGGARAN,
    "Anggaran",
    (
        *HIDDEN,
        Column("unit", "Unit", locked=True, width=30),
        Column("dokumen", "Dokumen", locked=True, width=24),
        Column("kode", "Kode", locked=True, width=20),
        Column("sumber_dana", "Sumber dana", locked=True, width=18),
        Column("uraian", "Uraian", required=True, width=56),
        Column("rupiah", "Pagu (Rp)", "Rupiah bulat.", ColumnKind.NUMBER, required=True, width=20),
    ),
    help=f"Uraian dan pagu dapat diubah selama versi pagunya belum ditetapkan. {_KEEP}",
    frozen=3,
)
