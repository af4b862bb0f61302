"""A small nomenclature as its ministry's table looks, and its loading."""

from __future__ import annotations

import csv
from io import StringIO

from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.referensi.actions import load_nomenclature
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.transfers import read_nomenclature

TITLES = (
    "JENIS PEMDA", "BIDANG", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "KINERJA", "INDIKATOR", "SATUAN",
    "DEFINISI OPERASIONAL", "SPM", "SUBKEGIATAN SEBELUMNYA",
)  # fmt: skip
_KESEHATAN = "1.02 URUSAN PEMERINTAHAN BIDANG KESEHATAN"
_UPAYA = "1.02.02 PROGRAM PEMENUHAN UPAYA KESEHATAN"
_UMUM = ("X.XX URUSAN PEMERINTAHAN BIDANG XX", "X.XX.01 PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH")
_PERENCANAAN = (*_UMUM, "X.XX.01.2.01 Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah")

Row = tuple[str, ...]


def row(
    jenis: str, bidang: str, program: str, kegiatan: str, sub: str, *, before: str = "", spm: str = "NON-SPM"
) -> Row:
    return (jenis, bidang, program, kegiatan, sub, "Terlaksananya", "Jumlah dokumen", "Dokumen", "...", spm, before)


IBU = row(
    "KABKOT", _KESEHATAN, _UPAYA, "1.02.02.2.02 Penyediaan Layanan Kesehatan",
    "1.02.02.2.02.0001 Pengelolaan Pelayanan Kesehatan Ibu Hamil", spm="SPM",
)  # fmt: skip
IMUNISASI = row(
    "KABKOT", _KESEHATAN, _UPAYA, "1.02.02.2.02 Penyediaan Layanan Kesehatan",
    "1.02.02.2.02.0048 Pengelolaan Layanan\nImunisasi",
)  # fmt: skip
PROVINSI = row(
    "PROV", _KESEHATAN, _UPAYA, "1.02.02.1.02 Penyediaan Layanan Kesehatan Rujukan",
    "1.02.02.1.02.0035 Pengelolaan Kesehatan Jiwa",
)  # fmt: skip
DOKUMEN = row("KABKOT", *_PERENCANAAN, "X.XX.01.2.01.0001 Penyusunan Dokumen Perencanaan Perangkat Daerah")
EVALUASI = row("KABKOT", *_PERENCANAAN, "X.XX.01.2.01.0007 Évaluasi Kinerja Perangkat Daerah")
DESA = row(
    "KABKOT", "2.13 URUSAN PEMERINTAHAN BIDANG PEMBERDAYAAN MASYARAKAT DAN DESA", "2.13.02 PROGRAM PENATAAN DESA",
    "2.13.02.2.01 Penyelenggaraan Penataan Desa", "2.13.02.2.01.0001 Fasilitasi Penataan Desa",
)  # fmt: skip
ROWS = (IBU, IMUNISASI, PROVINSI, DOKUMEN, EVALUASI, DESA)

LAYANAN = (_KESEHATAN, _UPAYA, "1.02.02.2.02 Penyediaan Layanan Kesehatan")
PERENCANAAN = _PERENCANAAN


def table(*rows: Row, titles: Row = TITLES) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([titles, *(rows or ROWS)])
    return text.getvalue().encode()


def loaded(kode: str, *rows: Row, ganti: bool = False) -> GenerasiNomenklatur:
    """A generation of these rows, by default of all of the small table."""
    read = read_nomenclature(table(*rows), "uji.csv")
    assert not read.masalah
    made: GenerasiNomenklatur = load_nomenclature(
        INSTALLATION, kode=kode, baris=read.baris, sidik=read.sidik, ganti=ganti, by=SYSTEM
    )
    return made
