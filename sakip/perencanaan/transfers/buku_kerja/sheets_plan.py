"""The sheets Kartu Indikator, Rencana and Anggaran: their columns, and the words of their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sakip.anggaran.models import JenisPagu
from sakip.kernel.transfer.columns import Column, ColumnKind, Row, SheetSpec
from sakip.perencanaan.models import Frekuensi, TingkatHasil
from sakip.perencanaan.models.rencana import RINCIAN, nama_rincian
from sakip.perencanaan.penjelasan import BAHAN_PENETAPAN
from sakip.perencanaan.transfers.buku_kerja.sheets import ALASAN, ANGGARAN, HIDDEN, ID, KARTU, RENCANA, Daftar

HASIL: Mapping[str, str] = {each.value: each.label for each in TingkatHasil}
FREKUENSI: Mapping[str, str] = {each.value: each.label for each in Frekuensi}
JENIS_PAGU: Mapping[str, str] = {each.value: each.label for each in JenisPagu}
BAHAN: Mapping[str, str] = BAHAN_PENETAPAN
SEPARATOR = "; "
"""Between several entries of one cell; names hold commas."""

BASELINE_KEYS = ("baseline_tahun", "baseline", "baseline_sumber")
NODE_KEYS = ("kode", "pernyataan", "induk", "pelaksana", "indikator", *RINCIAN)
PAGU_KEYS = ("uraian", "rupiah")
_RINCIAN: Mapping[str, str] = {
    "lokasi": "Tempat pelaksanaannya.",
    "nspk": "Norma, standar, prosedur, atau kriteria yang dipenuhi tujuan dan sasaran.",
    "prioritas": "Program prioritas yang didukung; berlaku juga bagi baris di bawahnya.",
    "catatan": "Tercetak pada kolom Ket dan Catatan.",
}
_NEW_NODES, _NEW_LINES = 60, 60


@dataclass(frozen=True)
class DaftarRencana:
    """What is offered in these sheets; ``beku``: the ids of rows that are set or being looked at, by sheet."""

    jabatan: tuple[str, ...] = ()
    dokumen: tuple[str, ...] = ()
    tingkat: tuple[str, ...] = ()
    tahun: tuple[str, ...] = ()
    beku: Mapping[str, frozenset[str]] | None = None


_NOTHING, _NONE = Daftar(), DaftarRencana()


def plan_specs(daftar: Daftar = _NOTHING, rencana: DaftarRencana = _NONE) -> tuple[SheetSpec, ...]:
    """The three sheets, in their order."""
    return (_kartu(rencana), _rencana(daftar, rencana), _anggaran(daftar, rencana))


def _locked(key: str, rencana: DaftarRencana, row: Row) -> bool:
    return str(row.get(ID)) in (rencana.beku or {}).get(key, frozenset())


def _choice(key: str, title: str, help_text: str, words: Mapping[str, str], width: int = 16) -> Column:
    return Column(key, title, help_text, ColumnKind.CHOICE, tuple(words.values()), width=width)


def _kartu(daftar: DaftarRencana) -> SheetSpec:
    return SheetSpec(
        KARTU,
        "Kartu Indikator",
        (
            *HIDDEN,
            Column("indikator", "Indikator", kind=ColumnKind.IDENTITY, width=48),
            Column("unit", "Unit", locked=True, width=26),
            Column("mulai_tahun", "Kartu sejak tahun", locked=True, width=10),
            _choice("hasil", "Tingkat hasil", "Apa yang diukur: dampak, hasil, keluaran, proses, masukan.", HASIL, 18),
            Column("alasan_pemilihan", "Alasan pemilihan", "Mengapa indikator ini yang dipilih.", width=40),
            Column(
                "kategori_sumber",
                "Bahan penetapan",
                "Satu atau beberapa, dipisahkan titik koma: " + SEPARATOR.join(BAHAN.values()) + ".",
                width=30,
                example=SEPARATOR.join(list(BAHAN.values())[:2]),
            ),
            Column("pembilang", "Pembilang", "Untuk persentase: apa yang dihitung.", width=30),
            Column("penyebut", "Penyebut", "Untuk persentase: pembaginya.", width=30),
            _choice("frekuensi", "Frekuensi pengukuran", "Seberapa sering diukur.", FREKUENSI),
            Column("penyedia_data", "Penyedia data", width=28),
            Column(
                "penanggung_jawab",
                "Penanggung jawab",
                "Jabatan yang menjawab atas data dan pencapaiannya; pilih dari daftar.",
                width=36,
                suggestions=daftar.jabatan,
            ),
            Column("disagregasi", "Pilahan data", "Misalnya jenis kelamin, kecamatan, kelompok umur.", width=28),
            Column("keterbatasan", "Keterbatasan data", width=36),
            Column("kompensasi", "Cara mengatasi keterbatasan", width=36),
            Column("baseline_tahun", "Tahun baseline", "Tahun lain mencatat baseline baru.", width=12, example="2024"),
            Column("baseline", "Baseline", "Keadaan awal, ditulis seperti realisasi.", ColumnKind.ISIAN, width=14),
            Column("baseline_sumber", "Sumber baseline", "Terbitan atau dokumen yang memuat angkanya.", width=30),
            Column(ALASAN, "Alasan perubahan baseline", "Wajib bila baseline yang sudah dicatat diganti.", width=36),
        ),
        help="Satu baris untuk satu indikator: isi kartunya selain yang ada pada lembar Indikator, dan baseline tahun "
        "terakhir. Isi kartu mengikuti tahun pada kolom “Berlaku mulai tahun” lembar Indikator.",
        frozen=3,
    )


def _rencana(daftar: Daftar, rencana: DaftarRencana) -> SheetSpec:
    return SheetSpec(
        RENCANA,
        "Rencana",
        (
            *HIDDEN,
            replace(
                Column("dokumen", "Dokumen", "Hanya dipilih untuk baris baru.", locked=True, required=True, width=30),
                suggestions=rencana.dokumen,
            ),
            Column("versi", "Versi", "Nomor dan keadaan versi. Baris baru: kosongkan.", locked=True, width=16),
            Column(
                "nomor",
                "Nomor baris",
                "Pengenal baris. Untuk baris baru beri pengenal sendiri, misalnya B1, bila ada baris di bawahnya.",
                locked=True,
                width=12,
                example="B1",
            ),
            Column(
                "tingkat",
                "Tingkat",
                "Hanya dipilih untuk baris baru, menurut kerangka dokumennya.",
                locked=True,
                required=True,
                width=18,
                suggestions=rencana.tingkat,
            ),
            Column("kode", "Kode", "Kode nomenklatur, atau kode menurut dokumen.", width=18, example="1.02.02"),
            Column(
                "pernyataan", "Pernyataan", "Tujuan, sasaran, program, ... dalam satu kalimat.", required=True, width=60
            ),
            Column(
                "induk",
                "Induk",
                "Nomor baris atau kode baris di atasnya dalam versi yang sama; kosong berarti paling atas. Baris baru "
                "boleh juga menyebut nomor baris lembar ini, misalnya “baris 12”.",
                width=14,
                example="B1",
            ),
            Column(
                "pelaksana",
                "Pelaksana",
                "Diisi bila yang melaksanakan bukan unit pemilik dokumen; pilih dari daftar.",
                width=28,
                suggestions=daftar.unit,
            ),
            Column(
                "indikator",
                "Indikator",
                "Nama indikator yang ditempatkan pada baris ini, dipisahkan titik koma.",
                width=44,
            ),
            *(Column(name, label, _RINCIAN[name], width=30) for name, label in nama_rincian().items()),
        ),
        help="Versi terbaru setiap dokumen rencana yang bersinggungan dengan tahun-tahun Buku Kerja ini. Baris baru "
        "ditulis paling bawah. Menghapus baris tidak menghapus apa pun. Baris abu-abu sudah ditetapkan: buka versi "
        "perubahannya lebih dahulu.",
        blank_rows=_NEW_NODES,
        frozen=5,
        locked_row=lambda row: _locked(RENCANA, rencana, row),
    )


def _anggaran(daftar: Daftar, rencana: DaftarRencana) -> SheetSpec:
    new = "Hanya diisi untuk baris baru."
    return SheetSpec(
        ANGGARAN,
        "Anggaran",
        (
            *HIDDEN,
            Column("unit", "Unit", new, locked=True, required=True, width=30, suggestions=daftar.unit),
            Column("tahun", "Tahun", new, locked=True, required=True, width=9, suggestions=rencana.tahun),
            Column("jenis", "Dokumen", new, ColumnKind.CHOICE, tuple(JENIS_PAGU.values()), required=True, locked=True),
            Column("versi", "Versi", "Nomor dan keadaan versi. Baris baru: kosongkan.", locked=True, width=16),
            Column("kode", "Kode", new, locked=True, required=True, width=20, example="1.02.02.2.01"),
            Column("tingkat", "Tingkat", "Menurut rencana atau kodenya. Baris baru: kosongkan.", locked=True, width=16),
            Column("uraian", "Uraian", "Nama seperti tertulis dalam dokumennya.", required=True, width=56),
            Column("sumber_dana", "Sumber dana", new, locked=True, width=20, example="DAU"),
            Column("rupiah", "Pagu (Rp)", "Rupiah bulat.", ColumnKind.NUMBER, required=True, width=20),
        ),
        help="Versi terbaru pagu setiap unit, tahun, dan dokumen. Baris baru ditulis paling bawah; bila pagunya belum "
        "ada, versi pertamanya dibuka. Menghapus baris tidak menghapus apa pun. Baris abu-abu sudah ditetapkan.",
        blank_rows=_NEW_LINES,
        frozen=3,
        locked_row=lambda row: _locked(ANGGARAN, rencana, row),
    )
