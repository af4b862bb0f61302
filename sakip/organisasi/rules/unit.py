"""What the organisation's use cases refuse."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Unit
from sakip.referensi.queries import jenis_instansi, jenis_unit
from sakip.referensi.rules import bidang_in

register(
    {
        "nama-unit-sudah-ada": "Unit “{nama}” sudah ada di bawah {induk}. Pakai unit yang ada, atau beri nama lain.",
        "nama-instansi-sudah-ada": "Instansi “{nama}” sudah ada. Pakai instansi itu, atau beri nama lain.",
        "jenis-tidak-dikenal": "Jenis “{jenis}” tidak dikenal. Pilih salah satu: {pilihan}.",
        "induk-sudah-ditutup": "{induk} sudah ditutup pada {tanggal}, sehingga tidak dapat menerima unit baru.",
        "unit-penuh": "Tidak ada nomor lagi: di bawah {induk} sudah ada 9999 unit, termasuk yang ditutup.",
        "tautan-tidak-sah": "{isian} “{alamat}” bukan alamat laman; tulis lengkap, diawali https://.",
        "bidang-urusan-tidak-sah": (
            "Bidang urusan “{teks}” tidak dikenali: “{salah}” bukan kode bidang. Tulis kodenya, dipisahkan koma, "
            "misalnya 1.02 atau 2.08, 2.14."
        ),
        "unit-tutup-masih-ada": (
            "{unit} tidak dapat ditutup pada {tanggal}, karena {sebab}. Tutup atau akhiri dahulu semuanya."
        ),
        "unit-tutup-instansi": "{unit} adalah instansi; instansi tidak ditutup di sini.",
        "unit-ditutup": "{unit} sudah ditutup pada {tanggal}. Tidak ada yang perlu dikerjakan.",
        "induk-melingkar-daftar": (
            "Unit induk pada daftar berputar tanpa ujung, antara lain {unit}. Perbaiki kolom unit induknya."
        ),
        "tingkat-terlalu-dalam": "Unit tidak dapat dibuat lebih dari sepuluh tingkat di bawah instansi.",
    }
)

MAX_DEPTH = 10
LINKS = {"tautan_sippn": "Tautan SIPPN", "tautan_lapor": "Tautan SP4N-LAPOR!", "tautan_ppid": "Tautan PPID"}


def unknown_jenis_unit(jenis: str) -> Refusal | None:
    return (
        None
        if jenis in jenis_unit()
        else Refusal("jenis-tidak-dikenal", {"jenis": jenis, "pilihan": ", ".join(jenis_unit())}, "jenis")
    )


def unknown_jenis_instansi(jenis: str) -> Refusal | None:
    known = jenis_instansi()
    return (
        None
        if jenis in known
        else Refusal("jenis-tidak-dikenal", {"jenis": jenis, "pilihan": ", ".join(known)}, "jenis")
    )


def closed(induk: Unit, *, on: date) -> Refusal | None:
    if induk.berlaku_sampai is None or induk.berlaku_sampai >= on:
        return None
    return Refusal("induk-sudah-ditutup", {"induk": induk.nama, "tanggal": format_date(induk.berlaku_sampai)}, "induk")


def no_link(name: str, address: str) -> Refusal | None:
    """A link leads to a page of the web and nowhere else."""
    if not address or address.startswith(("https://", "http://")):
        return None
    return Refusal("tautan-tidak-sah", {"isian": LINKS[name], "alamat": address}, name)


def no_bidang(text: str) -> Refusal | None:
    """Bidang urusan are codes such as 1.02, with commas between; empty is allowed."""
    wrong = next((part for part in re.split(r"[,;\s]+", text.strip()) if part and not bidang_in(part)), None)
    return Refusal("bidang-urusan-tidak-sah", {"teks": text, "salah": wrong}, "bidang_urusan") if wrong else None


def listed(names: Sequence[str], most: int = 3) -> str:
    """'A dan B', 'A, B, dan C', 'A, B, C, dan 4 lainnya'."""
    shown = [*names[:most], f"{len(names) - most} lainnya"] if len(names) > most else list(names)
    return " dan ".join(shown) if len(shown) <= 2 else f"{', '.join(shown[:-1])}, dan {shown[-1]}"


def not_to_be_closed(unit: Unit, sampai: date, standing: Mapping[str, Sequence[str]]) -> Refusal | None:
    """A unit is closed after what stands in it. ``standing``: what still holds after the day, by kind, with names."""
    if unit.is_root:
        return Refusal("unit-tutup-instansi", {"unit": unit.nama})
    if unit.berlaku_sampai is not None:
        return Refusal("unit-ditutup", {"unit": unit.nama, "tanggal": format_date(unit.berlaku_sampai)})
    why = [f"{kind} {listed(names)} masih berlaku sesudahnya" for kind, names in standing.items() if names]
    if not why:
        return None
    facts = {"unit": unit.nama, "tanggal": format_date(sampai), "sebab": "; ".join(why)}
    return Refusal("unit-tutup-masih-ada", facts, "sampai")


def not_an_instansi(unit: Unit) -> Refusal | None:
    """A policy is an instansi's own; one set on a unit below would never be read."""
    return None if unit.is_root else Refusal("kebijakan-milik-instansi", {"unit": unit.nama})
