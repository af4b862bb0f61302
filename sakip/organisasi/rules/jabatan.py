"""What the use cases of positions refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH
from sakip.kernel.refusals import Refusal, register
from sakip.kernel.telling import register_words
from sakip.organisasi.models import Jabatan, Unit
from sakip.referensi.queries import jenjang

register(
    {
        "jenjang-tidak-dikenal": "Jenjang “{jenjang}” tidak dikenal. Pilih salah satu: {pilihan}.",
        "jabatan-sudah-ada": "Jabatan “{nama}” sudah ada di {unit}. Pakai jabatan itu, atau beri nama lain.",
        "kepala-sudah-ada": (
            "{unit} sudah dipimpin jabatan “{jabatan}”; satu unit hanya memiliki satu jabatan pimpinan. "
            "Tutup atau ubah dahulu jabatan itu."
        ),
        "atasan-instansi-lain": (
            "Jabatan “{atasan}” ada di instansi lain; atasan langsung dipilih dari instansi yang sama dengan {unit}."
        ),
        "atasan-melingkar": (
            "Jabatan “{atasan}” tidak dapat menjadi atasan “{jabatan}”, karena ia sendiri di bawah jabatan itu: "
            "{rantai}. Pilih atasan lain."
        ),
        "atasan-melingkar-daftar": (
            "Atasan pada daftar berputar tanpa ujung, antara lain {jabatan}. Perbaiki kolom atasannya."
        ),
        "atasan-ditutup": (
            "Jabatan “{atasan}” sudah ditutup pada {tanggal}, sehingga tidak dapat menjadi atasan. "
            "Pilih jabatan yang berlaku."
        ),
        "unit-sudah-ditutup": (
            "{unit} sudah ditutup pada {tanggal}, sehingga tidak dapat menerima jabatan baru. Pilih unit yang berlaku."
        ),
        "jabatan-masih-dijabat": (
            "Jabatan “{jabatan}” tidak dapat ditutup pada {tanggal}, karena {siapa} memegangnya {masa}. "
            "Akhiri dahulu masa jabatan itu."
        ),
        "jabatan-masih-membawahi": (
            "Jabatan “{jabatan}” tidak dapat ditutup, karena masih menjadi atasan {bawahan}. "
            "Pindahkan dahulu atasannya."
        ),
        "jabatan-sudah-ditutup": "Jabatan “{jabatan}” sudah ditutup pada {tanggal}. Tidak ada yang perlu dikerjakan.",
        "tutup-sebelum-mulai": "{objek} baru berlaku {mulai}; tanggal penutupan tidak boleh sebelum hari itu.",
    }
)

register_words(jenjang={kode: each.nama for kode, each in jenjang().items()})


def unknown_jenjang(kode: str) -> Refusal | None:
    known = jenjang()
    if kode in known:
        return None
    names = ", ".join(each.nama for each in known.values())
    return Refusal("jenjang-tidak-dikenal", {"jenjang": kode, "pilihan": names}, "jenjang")


def unit_closed(unit: Unit, *, on: date) -> Refusal | None:
    if unit.berlaku_sampai is None or unit.berlaku_sampai >= on:
        return None
    return Refusal("unit-sudah-ditutup", {"unit": unit.nama, "tanggal": format_date(unit.berlaku_sampai)}, "unit")


def no_superior(unit: Unit, atasan: Jabatan, *, on: date) -> Refusal | None:
    """A superior is a position of the same instansi that holds on the day."""
    if atasan.unit.path[:LEVEL_WIDTH] != unit.path[:LEVEL_WIDTH]:
        return Refusal("atasan-instansi-lain", {"atasan": atasan.nama, "unit": unit.nama}, "atasan")
    if atasan.berlaku_sampai is not None and atasan.berlaku_sampai < on:
        facts = {"atasan": atasan.nama, "tanggal": format_date(atasan.berlaku_sampai)}
        return Refusal("atasan-ditutup", facts, "atasan")
    return None


def circular(jabatan: Jabatan, atasan: Jabatan, above: Mapping[int, tuple[str, int | None]]) -> Refusal | None:
    """Whether a superior would stand below his own subordinate. ``above``: name and superior of every position."""
    chain: list[str] = []
    at: int | None = atasan.pk
    while at is not None:
        nama, higher = above[at]
        chain.append(nama)
        if at == jabatan.pk:
            facts = {"atasan": atasan.nama, "jabatan": jabatan.nama, "rantai": ", lalu ".join(chain)}
            return Refusal("atasan-melingkar", facts, "atasan")
        at = higher
    return None


def ends_before_start(subject: Unit | Jabatan, sampai: date) -> Refusal | None:
    if subject.berlaku_mulai is None or sampai >= subject.berlaku_mulai:
        return None
    return Refusal(
        "tutup-sebelum-mulai", {"objek": subject.nama, "mulai": format_date(subject.berlaku_mulai)}, "sampai"
    )
