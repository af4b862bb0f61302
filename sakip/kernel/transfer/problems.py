"""A finding about a file: where, what, how bad; and its Indonesian sentence (place, value, rule, next step)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sakip.kernel.transfer.cells import Cell, UnreadableFile


class Severity(StrEnum):
    """`tolak` stops the import, `tanya` needs an answer from the person first, `catatan` is only told."""

    TOLAK = "tolak"
    TANYA = "tanya"
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `row` None: the whole sheet; `sheet` empty: the whole file. `value` is what the person typed."""

    sheet: str
    row: int | None
    column_label: str
    address: str
    value: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.TOLAK


SENTENCES: Mapping[str, str] = {
    "rumus_tanpa_nilai": (
        "{tempat} berisi rumus yang hasilnya tidak tersimpan di dalam berkas, sehingga nilainya tidak dapat "
        "dibaca; buka berkas di aplikasi lembar kerja, simpan sekali lagi, lalu unggah kembali."
    ),
    "galat_rumus": (
        "{tempat} menampilkan galat rumus “{nilai}”, bukan nilai; perbaiki rumusnya atau ganti dengan nilai yang benar."
    ),
    "tanggal_tidak_sah": (
        "{tempat} berisi “{nilai}” yang tidak dapat dibaca sebagai tanggal; tulis tanggal seperti 31/12/2025."
    ),
    "angka_tidak_sah": ("{tempat} berisi “{nilai}” yang bukan angka; tulis angka dengan koma desimal, misalnya 94,50."),
    "angka_dibaca": (
        "{tempat} berisi “{nilai}” dan dibaca sebagai angka {dibaca}; tulis angkanya saja bila bukan itu yang dimaksud."
    ),
    "angka_rancu": (
        "{tempat} berisi “{nilai}” yang dapat dibaca sebagai {kemungkinan}; pilih bacaan yang dimaksud, atau "
        "tulis ulang dengan koma desimal."
    ),
    "terlalu_banyak_angka": (
        "{tempat} berisi “{nilai}” dengan lebih dari 15 angka penting, batas ketelitian lembar kerja; tulis "
        "paling banyak 15 angka."
    ),
    "dinormalkan_15_angka": (
        "{tempat} menyimpan “{nilai}” dengan lebih dari 15 angka penting, sisa hitungan biner; nilai dibaca "
        "sebagai {dibaca}, tidak perlu diubah bila sudah benar."
    ),
    "tampil_dibulatkan": (
        "{tempat} menampilkan “{nilai}”, tetapi menyimpan {dibaca}; yang dipakai adalah nilai tersimpan, ubah "
        "isinya bila yang dimaksud nilai yang tampil."
    ),
    "angka_tidak_tampil": (
        "{tempat} menampilkan “{nilai}”, tetapi menyimpan angka {dibaca}; yang dipakai adalah angka tersimpan, "
        "kosongkan sel bila nilainya memang belum ada."
    ),
    "tanda_tanpa_nilai": (
        "{tempat} berisi “{nilai}” yang bukan angka; tulis “belum tersedia” atau “tidak berlaku”, atau kosongkan sel "
        "bila belum diisi."
    ),
    "html_dibuang": "{tempat} memuat tanda HTML, yang dibuang; isinya dibaca “{dibaca}”, perbaiki bila bukan itu.",
    "wajib_diisi": "{tempat} kosong, padahal wajib diisi; isi sel tersebut.",
    "pilihan_salah": (
        "{tempat} berisi “{nilai}” yang tidak ada dalam daftar pilihan; pilih salah satu dari: {pilihan}."
    ),
    "identitas_diubah": (
        "{tempat} berisi “{nilai}”, padahal kolom pengenal ini tidak boleh diubah dari “{semula}”; kembalikan "
        "isinya seperti semula."
    ),
    "terkunci_diubah": (
        "{tempat} berisi “{nilai}”, padahal kolom ini terkunci dan berisi “{semula}”; kembalikan isinya seperti semula."
    ),
    "identitas_ganda": "{tempat} berisi “{nilai}” yang sudah ada pada baris {baris_lain}; hapus salah satu baris.",
    "baris_baru": (
        "{tempat} merupakan baris tambahan, padahal lembar ini tidak menerima baris baru; hapus baris tersebut."
    ),
    "kolom_tidak_dikenal": (
        "{tempat} berjudul “{nilai}” yang tidak dikenal; hapus kolom itu, atau kembalikan judul kolom seperti "
        "pada templat."
    ),
    "kolom_ganda": "{tempat} berjudul “{nilai}” yang sudah ada pada kolom {kolom_lain}; hapus salah satu kolom.",
    "kolom_wajib_hilang": (
        "{tempat} tidak memuat kolom “{nilai}” yang wajib ada; kembalikan kolom tersebut, atau unduh templat baru."
    ),
    "lembar_hilang": (
        "{tempat} tidak ada di dalam berkas, padahal wajib ada; unduh templat baru dan salin isian Anda ke sana."
    ),
    "lembar_ganda": "{tempat} adalah salinan dari lembar templat lain; hapus salah satu, lalu unggah kembali.",
    "bukan_templat": (
        "Berkas ini bukan templat yang diunduh dari sistem; unduh templat, salin isian Anda ke sana, lalu unggah."
    ),
    "versi_templat": (
        "Berkas ini memakai templat versi {versi}, sedangkan versi yang berlaku adalah {berlaku}; unduh templat "
        "baru dan salin isian Anda ke sana."
    ),
}
"""Code to sentence. {tempat} and {nilai} are always there; the others come from the problem's params."""

FILE_SENTENCES: Mapping[str, str] = {
    "kosong": "Berkas tidak berisi data; periksa apakah berkas yang dipilih sudah benar.",
    "terlalu_besar": "Ukuran berkas {detail} melebihi batas 20 MB; bagi data ke dalam beberapa berkas.",
    "jenis_tidak_dikenal": (
        "Isi berkas bukan XLSX, XLS, ODS, atau CSV{detail}; simpan tabel sebagai XLSX, lalu unggah kembali."
    ),
    "terkunci_sandi": (
        "Berkas dikunci dengan kata sandi, sehingga tidak dapat dibaca; hapus kata sandinya, lalu unggah kembali."
    ),
    "rusak": (
        "Berkas rusak dan tidak dapat dibaca{detail}; buka di aplikasi lembar kerja, simpan ulang sebagai XLSX, "
        "lalu unggah."
    ),
    "terlalu_besar_terurai": "Isi berkas setelah diurai melebihi batas 100 MB; bagi data ke dalam beberapa berkas.",
    "xml_berbahaya": (
        "Berkas memuat deklarasi XML yang tidak diizinkan; simpan ulang sebagai XLSX dari aplikasi lembar kerja."
    ),
    "terlalu_banyak_lembar": "Berkas memuat lebih dari 100 lembar; bagi data ke dalam beberapa berkas.",
    "terlalu_banyak_baris": "Lembar “{detail}” berisi lebih dari 50.000 baris; bagi data ke dalam beberapa berkas.",
    "terlalu_banyak_kolom": "Lembar “{detail}” berisi lebih dari 500 kolom; hapus kolom yang tidak diperlukan.",
    "terlalu_banyak_sel": "Berkas berisi lebih dari satu juta sel; bagi data ke dalam beberapa berkas.",
    "kutip_tidak_ditutup": (
        "Tanda kutip pada baris {detail} tidak ditutup, sehingga baris sesudahnya tidak dapat dipisahkan; tutup "
        "tanda kutip itu, atau simpan tabel sebagai XLSX."
    ),
}
"""Codes of UnreadableFile to sentence."""

_LONGEST_VALUE = 80


def sentence(problem: Problem, sentences: Mapping[str, str] | None = None) -> str:
    """The problem in one Indonesian sentence; `sentences` adds a component's codes. KeyError for an unknown code."""
    template = (sentences or {}).get(problem.code) or SENTENCES[problem.code]
    said = {name: _shown(value) for name, value in problem.params.items()}
    return template.format_map({**said, "tempat": place(problem), "nilai": _shown(problem.value) or "(kosong)"})


def file_sentence(error: UnreadableFile) -> str:
    """The refusal of a whole file in one Indonesian sentence."""
    return FILE_SENTENCES[error.code].format(detail=_shown(error.detail))


def place(problem: Problem) -> str:
    """Where: “Lembar “Realisasi”, baris 7, kolom “Target / 2025” (sel D7)”, with the parts that are known."""
    parts = []
    if problem.sheet:
        parts.append(f"lembar “{_shown(problem.sheet)}”")
    if problem.row is not None:
        parts.append(f"baris {problem.row}")
    if problem.column_label:
        parts.append(f"kolom “{_shown(problem.column_label)}”")
    where = ", ".join(parts) or "berkas"
    if problem.address:
        where += f" (sel {problem.address})"
    return where[0].upper() + where[1:]


def of_cell(
    cell: Cell, code: str, *, sheet: str, column_label: str = "", severity: Severity = Severity.TOLAK, **params: str
) -> Problem:
    """A problem that stands in one cell."""
    return Problem(sheet, cell.row, column_label, cell.address, cell.text, code, params, severity)


def _shown(value: str) -> str:
    """A value short enough for a sentence, on one line."""
    line = " ".join(value.split()) if "\n" in value or "\r" in value or "\t" in value else value
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1].rstrip() + "…"
