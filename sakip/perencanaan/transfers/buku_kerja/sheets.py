"""The sheets of the workbook and their columns: one list, by which it is written and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sakip.anggaran.models import Pagu
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.predicates import predicate_scales
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.datakinerja.models import Series
from sakip.kernel.fields import lengths
from sakip.kernel.transfer.columns import Column, ColumnKind, Row, SheetSpec
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import MANUAL
from sakip.perencanaan.models import Baseline, Indikator, KartuIndikator, SimpulRencana, Target
from sakip.perencanaan.models.rencana import RINCIAN
from sakip.referensi.queries import jenis_unit

UNIT, INDIKATOR, TARGET, REALISASI = "unit", "indikator", "target", "realisasi"
KARTU, RENCANA, ANGGARAN = "kartu", "rencana", "anggaran"
ID, SEEN, LABEL, ALASAN = "id", "dilihat", "sebutan", "alasan"
KODE_TRIWULAN = ("TW1", "TW2", "TW3", "TW4")
YA, TIDAK = "Ya", "Tidak"
_NEW_UNITS, _NEW_INDICATORS = 20, 50

POLARITAS: Mapping[str, str] = {
    Polaritas.MENINGKAT: "Meningkat",
    Polaritas.MENURUN: "Menurun",
    Polaritas.RENTANG: "Rentang",
}
DI_ATAS: Mapping[str, str] = {DiAtasRentang.LEBIH_BURUK: "Lebih buruk", DiAtasRentang.LEBIH_BAIK: "Lebih baik"}
TIPOLOGI: Mapping[str, str] = {
    Tipologi.TAHUNAN: "Tahunan",
    Tipologi.AKUMULATIF: "Akumulatif",
    Tipologi.RATA_RATA: "Rata-rata",
    Tipologi.POSISI_AKHIR: "Posisi akhir",
}
CARA_ISI: Mapping[str, str] = {
    CaraIsi.PERIODE: "Triwulan itu saja",
    CaraIsi.SAMPAI_DENGAN: "Sampai dengan triwulan itu",
}
JENIS: Mapping[str, str] = {
    JenisNilai.ANGKA: "Angka",
    JenisNilai.RENTANG: "Rentang",
    JenisNilai.PREDIKAT: "Predikat",
    JenisNilai.YA_TIDAK: "Ya atau tidak",
    JenisNilai.TANGGAL: "Tanggal",
    JenisNilai.DURASI: "Lama waktu",
}
RULES = (
    "Isi hanya sel yang berlatar putih atau kuning. Kolom berlatar abu-abu adalah pengenal dan terkunci.",
    "Sel kuning berarsir berarti belum diisi. Angka 0 adalah nilai nol, bukan kosong.",
    "Bila nilai belum ada, tulis “belum tersedia: alasannya”. Bila tidak relevan, tulis “tidak berlaku: alasannya”.",
    "Mengosongkan sel yang berisi berarti mencabut nilainya. Menghapus baris tidak menghapus apa pun.",
    "Kolom bertanda * wajib diisi. Jangan mengubah judul kolom dan jangan menambah kolom.",
    "Baris abu-abu pada lembar Rencana dan Anggaran sudah ditetapkan atau sedang diperiksa, sehingga tidak diisi.",
    "Simpan berkas sebagai XLSX, lalu unggah kembali ke sistem. Perubahan ditampilkan lebih dahulu sebelum disimpan.",
)
"""How to fill the workbook in, on its first sheet."""
SATUAN = ("%", "Angka", "Indeks", "Nilai", "Orang", "Predikat", "Tahun", "Hari", "Dokumen", "Kegiatan", "Juta rupiah")
"""Units of measure that are always suggested, beside those in use."""

LONGEST: Mapping[str, Mapping[str, int]] = {
    UNIT: lengths(Unit, "nama", "kode", "bidang_urusan", "singkatan", "sebutan_kepala"),
    INDIKATOR: {
        **lengths(Indikator, "nama", "kode"),
        **lengths(KartuIndikator, "satuan", putus="catatan_putus"),
        **lengths(Series, "sumber"),
    },
    TARGET: lengths(Target, alasan="alasan_perubahan"),
    KARTU: {
        **lengths(KartuIndikator, *MANUAL),
        **lengths(Baseline, baseline_sumber="sumber"),
        **lengths(Target, alasan="alasan_perubahan"),
    },
    RENCANA: lengths(SimpulRencana, "kode", "pernyataan", *RINCIAN),
    ANGGARAN: lengths(Pagu, "kode", "uraian", "sumber_dana"),
}
"""What the database keeps of a text, by sheet and column."""


def skala() -> dict[str, str]:
    """Code to name of every scale of predicates."""
    return {kode: each.nama for kode, each in predicate_scales().items()}


def code_of(words: Mapping[str, str], word: object) -> str:
    """The code of a chosen word; "" where nothing was chosen. A code that has no word stands for itself."""
    return next((code for code, each in words.items() if each == word), str(word or ""))


@dataclass(frozen=True)
class Daftar:
    """What the drop-downs offer that is not the same everywhere."""

    unit: tuple[str, ...] = ()
    satuan: tuple[str, ...] = ()
    jenis_unit: tuple[str, ...] = ()


def year_columns(awal: int, akhir: int) -> tuple[Periode, ...]:
    """The periods of the sheet Target."""
    return tuple(Periode.tahunan(year) for year in range(awal, akhir + 1))


def value_columns(awal: int, tahun: int) -> tuple[Periode, ...]:
    """The periods of the sheet Realisasi: the years before, then the chosen year's quarters and the year itself."""
    return (*year_columns(awal, tahun - 1), *(Periode(tahun, kode) for kode in (*KODE_TRIWULAN, "T")))


def specs(awal: int, akhir: int, tahun: int, daftar: Daftar = Daftar()) -> tuple[SheetSpec, ...]:
    """The four sheets of a workbook about these years."""
    return (
        _unit(daftar),
        _indikator(daftar, awal, akhir),
        _values(TARGET, "Target", year_columns(awal, akhir), (_ALASAN,), _TARGET_HELP),
        _values(REALISASI, "Realisasi", value_columns(awal, tahun), (), _REALISASI_HELP),
    )


def readable(sheets: Sequence[SheetSpec]) -> tuple[SheetSpec, ...]:
    """The same sheets for reading: names of units are resolved by the reader, for units may be renamed meanwhile."""
    free = {"unit", "induk"}
    return tuple(
        replace(
            each,
            columns=tuple(
                replace(column, kind=ColumnKind.TEXT, choices=()) if column.key in free else column
                for column in each.columns
            )
            if each.key in {UNIT, INDIKATOR}
            else each.columns,
        )
        for each in sheets
    )


HIDDEN = (
    Column(ID, "Nomor baris", kind=ColumnKind.IDENTITY, hidden=True),
    Column(SEEN, "Keadaan saat diunduh", locked=True, hidden=True),
)
_ALASAN = Column(
    ALASAN,
    "Alasan perubahan",
    "Wajib bila target yang sudah ditetapkan diubah atau dikosongkan.",
    width=36,
    example="Penyesuaian Perubahan Renstra",
)


def _choice(
    key: str, title: str, help_text: str, choices: Sequence[str], *, locked: bool = False, width: int = 16
) -> Column:
    required = key not in {"di_atas_rentang", "skala_predikat", "induk"}
    return Column(
        key, title, help_text, ColumnKind.CHOICE, tuple(choices), required=required, locked=locked, width=width
    )


def _unit(daftar: Daftar) -> SheetSpec:
    names = tuple(dict.fromkeys((*jenis_unit().values(), *daftar.jenis_unit)))
    return SheetSpec(
        UNIT,
        "Unit",
        (
            *HIDDEN,
            Column(LABEL, "Sebutan dalam daftar", locked=True, hidden=True),
            Column("nama", "Nama unit", "Nama lengkap, sebagaimana peraturan pembentukannya.", required=True, width=44),
            _choice(
                "induk",
                "Unit induk",
                "Hanya diisi untuk unit baru: unit yang sudah ada dan membawahinya.",
                daftar.unit,
                locked=True,
                width=36,
            ),
            _choice("jenis", "Jenis unit", "Hanya dipilih untuk unit baru.", names, locked=True, width=22),
            Column("kode", "Kode", "Kode unit menurut instansi, bila ada.", width=14),
            Column(
                "bidang_urusan",
                "Bidang urusan",
                "Kode bidang yang dilaksanakan, dipisahkan koma. Kosong berarti menurut kode unit.",
                width=16,
                example="2.08, 2.14",
            ),
            Column("singkatan", "Singkatan", width=16, example="Dinkes"),
            Column(
                "sebutan_kepala",
                "Sebutan kepala",
                "Jabatan kepala unit sebagaimana tertera pada tanda tangan.",
                width=36,
                example="Kepala Dinas Kesehatan",
            ),
        ),
        help="Unit baru ditulis pada baris kosong paling bawah. Menghapus baris tidak menghapus unit.",
        blank_rows=_NEW_UNITS,
        frozen=4,
    )


def _indikator(daftar: Daftar, awal: int, akhir: int) -> SheetSpec:
    satuan = tuple(dict.fromkeys((*daftar.satuan, *SATUAN)))
    new = "Hanya diisi untuk indikator baru; tidak dapat diganti sesudahnya."
    return SheetSpec(
        INDIKATOR,
        "Indikator",
        (
            *HIDDEN,
            Column(
                "nama",
                "Nama indikator",
                "Tulis seperti pada dokumen penetapan, tanpa singkatan.",
                required=True,
                width=48,
            ),
            replace(
                _choice("unit", "Unit", "Hanya dipilih untuk indikator baru.", daftar.unit, locked=True, width=32),
                example="Dinas Kesehatan",
            ),
            Column("kode", "Kode", "Kode indikator dalam unitnya, bila ada.", width=12),
            _choice("iku", "IKU", "Apakah indikator ini Indikator Kinerja Utama.", (YA, TIDAK), width=8),
            _choice("jenis", "Jenis nilai", new, tuple(JENIS.values()), locked=True),
            _choice(
                "skala_predikat",
                "Skala predikat",
                f"Wajib untuk jenis Predikat. {new}",
                tuple(skala().values()),
                locked=True,
                width=28,
            ),
            Column("satuan", "Satuan", "Pilih dari daftar atau tulis sendiri.", width=14, suggestions=satuan),
            _choice(
                "polaritas",
                "Polaritas",
                "Meningkat: makin tinggi makin baik. Menurun: makin rendah makin baik, misalnya kemiskinan. "
                "Rentang: makin dekat ke rentang target makin baik.",
                tuple(POLARITAS.values()),
            ),
            _choice(
                "di_atas_rentang",
                "Di atas rentang",
                "Hanya dipakai untuk polaritas Rentang: bagaimana realisasi di atas rentang dinilai. Kosong: Lebih "
                "buruk.",
                tuple(DI_ATAS.values()),
            ),
            _choice(
                "tipologi",
                "Tipologi",
                "Cara nilai setahun disusun dari triwulan. Tahunan: diukur sekali. Akumulatif: dijumlahkan. "
                "Rata-rata: dirata-ratakan. Posisi akhir: triwulan terakhir.",
                tuple(TIPOLOGI.values()),
            ),
            _choice("cara_isi", "Cara isi", "Yang diisi pada setiap triwulan.", tuple(CARA_ISI.values()), width=24),
            Column("definisi", "Definisi operasional", width=44),
            Column("formula", "Formula perhitungan", "Cara nilai indikator dihitung.", width=44),
            Column("sumber", "Sumber data", "Hanya diisi untuk indikator baru.", locked=True, width=24),
            Column(
                "mulai_tahun",
                "Berlaku mulai tahun",
                "Sejak tahun ini satuan, polaritas, dan isi lain baris ini berlaku. Ganti dengan tahun yang lebih "
                f"baru bila artinya berganti, agar tahun-tahun sebelumnya tetap. Kosong pada baris baru: {awal}.",
                width=12,
                example=str(awal),
                suggestions=tuple(str(year) for year in range(awal, akhir + 1)),
            ),
            Column(
                "putus",
                "Alasan deret terputus",
                "Diisi hanya bila sejak tahun itu nilai tidak sebanding dengan tahun-tahun sebelumnya.",
                width=30,
            ),
        ),
        help="Indikator baru ditulis pada baris kosong paling bawah. Sesudah diterapkan, unduh lagi Buku Kerja untuk "
        "mengisi target dan realisasinya. Menghapus baris tidak menghapus indikator.",
        blank_rows=_NEW_INDICATORS,
        frozen=3,
    )


_TARGET_HELP = (
    "Satu baris untuk satu indikator. Rentang ditulis 4,98–5,23. Bila target belum ada, tulis “belum tersedia: "
    "alasannya”. Mengosongkan sel yang berisi berarti mencabut targetnya."
)
_REALISASI_HELP = (
    "Satu baris untuk satu indikator. Predikat ditulis BB atau BB (79,39). Bila nilai belum ada, tulis “belum "
    "tersedia: alasannya”, misalnya “belum tersedia: rilis BPS bulan Maret”. Mengosongkan sel yang berisi berarti "
    "mencabut nilainya."
)
_CELL_HELP = "Angka, predikat, rentang, tanggal, atau “belum tersedia: alasannya”. Kosong: belum diisi. 0: nol."


def _values(key: str, title: str, periods: Sequence[Periode], more: tuple[Column, ...], help_text: str) -> SheetSpec:
    return SheetSpec(
        key,
        title,
        (
            *HIDDEN,
            Column("indikator", "Indikator", kind=ColumnKind.IDENTITY, width=48),
            Column("unit", "Unit", locked=True, width=26),
            Column("kode", "Kode", locked=True, width=12),
            Column("satuan", "Satuan", locked=True, width=12),
            Column("jenis", "Jenis nilai", locked=True, width=13),
            *(
                Column(str(periode), f"{title} {_short(periode)}", _CELL_HELP, ColumnKind.ISIAN, width=15)
                for periode in periods
            ),
            *more,
        ),
        help=help_text,
        frozen=3,
        suggest=_predicates,
    )


def _short(periode: Periode) -> str:
    return str(periode.tahun) if periode.kode == "T" else f"TW {periode.label.split()[1]} {periode.tahun}"


def _predicates(row: Row, column: Column) -> tuple[str, ...]:
    """The codes of the row's scale, or yes and no, offered in its cells; the row names its kind."""
    if column.kind is not ColumnKind.ISIAN:
        return ()
    kind = str(row.get("jenis") or "")
    if kind == JENIS[JenisNilai.YA_TIDAK]:
        return ("ya", "tidak")
    scale = next(
        (each for each in predicate_scales().values() if kind == kind_word(JenisNilai.PREDIKAT, each.kode)), None
    )
    return tuple(step.kode for step in reversed(scale.tingkat)) if scale else ()


def kind_word(jenis: str, kode_skala: str) -> str:
    """How an indicator is measured, in the locked column of a value sheet."""
    return f"{JENIS[jenis]}: {skala().get(kode_skala, kode_skala)}" if jenis == JenisNilai.PREDIKAT else JENIS[jenis]


def year(value: object) -> int | None:
    """A year as a cell holds it; None for anything else."""
    text = str(value)
    return int(text) if len(text) == 4 and text.isdecimal() and 1990 <= int(text) <= 2100 else None
