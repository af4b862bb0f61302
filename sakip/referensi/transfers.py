"""The national nomenclature as a table: read as its ministry publishes it, every doubt named by row and column."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from sakip.kernel.fields import lengths
from sakip.kernel.transfer.cells import MAX_BYTES, Cell, Sheet, UnreadableFile
from sakip.kernel.transfer.headers import first_data_row, guess_header_rows, header_labels, normalise
from sakip.kernel.transfer.problems import Problem, Severity, of_cell
from sakip.kernel.transfer.reading import read_workbook
from sakip.referensi.models import Nomenklatur
from sakip.referensi.queries import nama_urusan
from sakip.referensi.rules import (
    BIDANG,
    KAB,
    KEGIATAN,
    NAMA_JENIS,
    PROGRAM,
    PROV,
    SUB_KEGIATAN,
    URUSAN,
    Baris,
    induk_of,
    tingkat_of,
)

LEVELS = {"bidang": BIDANG, "program": PROGRAM, "kegiatan": KEGIATAN, "subkegiatan": SUB_KEGIATAN}
"""The columns that hold a code and its name in one cell, from the top, and the level each is about."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "jenis_pemda": ("jenis pemda", "jenis pemerintah daerah"),
    "bidang": ("bidang", "bidang urusan"),
    "program": ("program",),
    "kegiatan": ("kegiatan",),
    "subkegiatan": ("subkegiatan", "sub kegiatan"),
    "kinerja": ("kinerja",),
    "indikator": ("indikator",),
    "satuan": ("satuan",),
    "definisi": ("definisi operasional", "definisi"),
    "spm": ("spm",),
    "pendahulu": ("subkegiatan sebelumnya", "sub kegiatan sebelumnya", "kode sebelumnya"),
}
"""Our name of a column to the titles by which it is known."""
REQUIRED = ("jenis_pemda", *LEVELS)
LONGEST = lengths(Nomenklatur, "nama", "satuan", "pendahulu")
SENTENCES: Mapping[str, str] = {
    "jenis_pemda_salah": "{tempat} berisi “{nilai}” yang bukan jenis pemda; tulis PROV atau KABKOT.",
    "kode_nama_salah": (
        "{tempat} berisi “{nilai}” yang tidak diawali kode {tingkat} yang disusul namanya; tulis misalnya “{contoh}”."
    ),
    "bukan_bawahan": "{tempat} berkode {kode}, padahal tidak di bawah {induk} pada kolom sebelumnya; betulkan kodenya.",
    "nama_berlainan": (
        "{tempat} menamai kode {kode} “{nama}”, padahal baris {baris_lain} menamainya “{lain}”; samakan namanya."
    ),
    "kode_ganda": "{tempat} berisi sub kegiatan {kode} yang sudah ada pada baris {baris_lain}; hapus salah satu.",
    "terlalu_panjang": "{tempat} paling panjang {paling_banyak} huruf, sekarang {panjang}; ringkaskan.",
    "spm_salah": "{tempat} berisi “{nilai}”; tulis SPM atau NON-SPM.",
    "pendahulu_salah": "{tempat} berisi “{nilai}” yang tidak diawali kode sub kegiatan; tulis kode lalu namanya.",
    "kolom_tidak_ada": "{tempat} tidak memuat kolom “{nilai}” yang wajib ada; tambahkan kolom itu.",
    "tanpa_judul": "{tempat} tidak mempunyai baris judul yang dikenali; tulis judul kolom pada baris pertama.",
}
"""What may be wrong in such a table; the codes of ``kernel.transfer.problems`` beside them."""

_EXAMPLE = {
    "bidang": "1.02 URUSAN PEMERINTAHAN BIDANG KESEHATAN",
    "program": "1.02.03 PROGRAM PENINGKATAN KAPASITAS SUMBER DAYA MANUSIA KESEHATAN",
    "kegiatan": "1.02.02.2.02 Penyediaan Layanan Kesehatan",
    "subkegiatan": "1.02.02.2.02.0001 Pengelolaan Pelayanan Kesehatan Ibu Hamil",
}
_JENIS = {"prov": PROV, "provinsi": PROV} | dict.fromkeys(
    ("kab", "kabkot", "kab kota", "kabkota", "kabupaten kota", "kabupaten", "kota"), KAB
)
_CODE_AND_NAME = re.compile(r"([0-9X][0-9X.]*[0-9X])\.?\s+(\S.*)", re.DOTALL)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Bacaan:
    """A table as it was read. ``sidik``: of what it says, whatever its kind of file; empty where a problem stands."""

    baris: tuple[Baris, ...] = ()
    masalah: tuple[Problem, ...] = ()

    @property
    def jumlah(self) -> dict[str, dict[str, int]]:
        """Kind of Pemda to level to number of codes."""
        counted = Counter((each.jenis_pemda, each.tingkat) for each in self.baris)
        levels = (URUSAN, *LEVELS.values())
        return {jenis: {level: counted[jenis, level] for level in levels} for jenis in NAMA_JENIS}

    @property
    def sidik(self) -> str:
        facts = sorted(json.dumps(asdict(each), sort_keys=True, ensure_ascii=False) for each in self.baris)
        return "" if self.masalah else hashlib.sha256("\n".join(facts).encode()).hexdigest()


def read_nomenclature(content: bytes, filename: str) -> Bacaan:
    """Read CSV (gzip or not), XLSX, XLS or ODS: one row for each sub kegiatan, the levels above derived from its cells.

    A definisi of dots or dashes alone says nothing and is left empty. Raises UnreadableFile.
    """
    workbook = read_workbook(_unpacked(content), filename=filename.removesuffix(".gz"))
    sheet = next(sheet for sheet in workbook.sheets if sheet.rows)
    header = guess_header_rows(sheet)
    if not header:
        return Bacaan(masalah=(Problem(sheet.name, None, "", "", "", "tanpa_judul"),))
    labels = header_labels(sheet, header)
    columns = _columns(labels)
    missing = [COLUMNS[name][0].upper() for name in REQUIRED if name not in columns]
    if missing:
        return Bacaan(masalah=tuple(Problem(sheet.name, None, "", "", name, "kolom_tidak_ada") for name in missing))
    table = _Table(sheet, columns, labels)
    for row in range(first_data_row(sheet, header), len(sheet.rows) + 1):
        if any(not cell.is_empty for cell in sheet.rows[row - 1]):
            table.read(row)
    return Bacaan(tuple(table.found.values()), tuple(table.problems))


def _unpacked(content: bytes) -> bytes:
    """The file inside a gzip, within the limit of files."""
    if not content.startswith(_GZIP):
        return content
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        inside = opened.decompress(content, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableFile("rusak") from error
    if len(inside) > MAX_BYTES:
        raise UnreadableFile("terlalu_besar_terurai")
    if not opened.eof:
        raise UnreadableFile("rusak")
    return inside


def _columns(labels: tuple[str, ...]) -> dict[str, int]:
    """Our columns to their number in the sheet; a title is the whole title, so KEGIATAN is not SUB KEGIATAN."""
    numbers = {normalise(label): number for number, label in reversed(list(enumerate(labels, start=1)))}
    found = {name: [numbers[title] for title in titles if title in numbers] for name, titles in COLUMNS.items()}
    return {name: columns[0] for name, columns in found.items() if columns}


@dataclass
class _Table:
    """The table while it is read: what was found by kind of Pemda and code, and in which row first."""

    sheet: Sheet
    columns: Mapping[str, int]
    labels: tuple[str, ...]
    found: dict[tuple[str, str], Baris] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, row: int) -> None:
        typed = self._cell(row, "jenis_pemda")
        jenis = _JENIS.get(normalise(typed.text), "")
        if not jenis:
            self._problem(row, "jenis_pemda", "jenis_pemda_salah" if typed.text else "wajib_diisi")
        above = ""
        for column, tingkat in LEVELS.items():
            code, nama = self._code_and_name(row, column, tingkat)
            if not code:
                return  # what stands below it cannot be judged
            if above and induk_of(code) != above:
                self._problem(row, column, "bukan_bawahan", kode=code, induk=above)
                return
            above = code
            if jenis and tingkat != SUB_KEGIATAN:
                self._keep_level(row, column, Baris(jenis, code, tingkat, nama))
            elif jenis:
                spm, before = self._spm(row), self._before(row)
                self._keep(row, Baris(jenis, code, tingkat, nama, **self._facts(row), spm=spm, pendahulu=before))

    def _code_and_name(self, row: int, column: str, tingkat: str) -> tuple[str, str]:
        cell = self._cell(row, column)
        parts = _CODE_AND_NAME.fullmatch(cell.text)
        if parts is None or tingkat_of(parts[1]) != tingkat:
            code = "kode_nama_salah" if cell.text else "wajib_diisi"
            self._problem(row, column, code, tingkat=tingkat.replace("-", " "), contoh=_EXAMPLE[column])
            return "", ""
        nama = " ".join(parts[2].split())
        self._measure(row, column, nama, LONGEST["nama"])
        return parts[1], nama

    def _keep_level(self, row: int, column: str, baris: Baris) -> None:
        """A level above, named alike in every row that mentions it. An urusan has no column of its own."""
        if baris.tingkat == BIDANG:
            code = induk_of(baris.kode)
            self.found.setdefault(
                (baris.jenis_pemda, code), Baris(baris.jenis_pemda, code, URUSAN, nama_urusan()[code])
            )
        key = baris.jenis_pemda, baris.kode
        known = self.found.setdefault(key, baris)
        first = self.rows.setdefault(key, row)
        if known.nama != baris.nama:
            facts = {"kode": baris.kode, "nama": baris.nama, "lain": known.nama, "baris_lain": str(first)}
            self._problem(row, column, "nama_berlainan", **facts)

    def _keep(self, row: int, baris: Baris) -> None:
        key = baris.jenis_pemda, baris.kode
        if key in self.found:
            self._problem(row, "subkegiatan", "kode_ganda", kode=baris.kode, baris_lain=str(self.rows[key]))
        self.found.setdefault(key, baris)
        self.rows.setdefault(key, row)

    def _facts(self, row: int) -> dict[str, str]:
        found = {name: self._cell(row, name).text for name in ("kinerja", "indikator", "satuan", "definisi")}
        self._measure(row, "satuan", found["satuan"], LONGEST["satuan"])
        return {name: text if any(letter.isalnum() for letter in text) else "" for name, text in found.items()}

    def _spm(self, row: int) -> bool:
        text = self._cell(row, "spm").text
        if text not in {"", "-"} and normalise(text) not in {"spm", "non spm", "nonspm"}:
            self._problem(row, "spm", "spm_salah")
        return normalise(text) == "spm"

    def _before(self, row: int) -> str:
        """The codes of the predecessors, with one space between; a cell may name several, a line each."""
        codes = []
        for line in re.split(r"[\n;]+\s*(?=[0-9X]\.)", self._cell(row, "pendahulu").text):
            if not line.strip():
                continue
            code = line.split(maxsplit=1)[0].rstrip(".")
            if tingkat_of(code) != SUB_KEGIATAN:
                self._problem(row, "pendahulu", "pendahulu_salah")
            codes.append(code)
        joined = " ".join(dict.fromkeys(codes))
        self._measure(row, "pendahulu", joined, LONGEST["pendahulu"])
        return joined

    def _cell(self, row: int, column: str) -> Cell:
        return self.sheet.at(row, self.columns[column]) if column in self.columns else Cell(row, 0)

    def _measure(self, row: int, column: str, text: str, longest: int) -> None:
        if len(text) > longest:
            self._problem(row, column, "terlalu_panjang", paling_banyak=str(longest), panjang=str(len(text)))

    def _problem(self, row: int, column: str, code: str, **params: str) -> None:
        label = self.labels[self.columns[column] - 1]
        where = {"sheet": self.sheet.name, "column_label": label}
        self.problems.append(of_cell(self._cell(row, column), code, severity=Severity.TOLAK, **where, **params))
