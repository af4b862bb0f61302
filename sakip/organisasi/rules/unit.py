"""What the organisation's use cases refuse."""

from __future__ import annotations

from datetime import date

from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Unit
from sakip.referensi.queries import jenis_instansi, jenis_unit

register(
    {
        "nama-unit-sudah-ada": "Unit “{nama}” sudah ada di bawah {induk}. Pakai unit yang ada, atau beri nama lain.",
        "nama-instansi-sudah-ada": "Instansi “{nama}” sudah ada. Pakai instansi itu, atau beri nama lain.",
        "jenis-tidak-dikenal": "Jenis “{jenis}” tidak dikenal. Pilih salah satu: {pilihan}.",
        "induk-sudah-ditutup": "{induk} sudah ditutup pada {tanggal}, sehingga tidak dapat menerima unit baru.",
        "surel-sudah-dipakai": "Surel {email} sudah dipakai akun lain. Gunakan surel lain.",
        "sandi-lemah": "Kata sandi ditolak: {sebab}",
        "peran-sudah-diberikan": "{nama} sudah berperan sebagai {peran} di {unit}. Tidak ada yang perlu ditambahkan.",
        "kebijakan-tidak-dikenal": "Kebijakan tidak dapat dipakai: {sebab}. Pilih salah satu pilihan yang tersedia.",
        "kebijakan-milik-instansi": "Kebijakan ditetapkan pada instansi, bukan pada {unit}. Buka instansinya.",
        "unit-penuh": "Tidak ada nomor lagi: di bawah {induk} sudah ada 9999 unit, termasuk yang ditutup.",
        "peran-tidak-dikenal": "Peran “{peran}” tidak dikenal. Pilih salah satu: {pilihan}.",
        "tingkat-terlalu-dalam": "Unit tidak dapat dibuat lebih dari sepuluh tingkat di bawah instansi.",
    }
)

MAX_DEPTH = 10


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
    return Refusal("induk-sudah-ditutup", {"induk": induk.nama, "tanggal": induk.berlaku_sampai.isoformat()}, "induk")


def not_an_instansi(unit: Unit) -> Refusal | None:
    """A policy is an instansi's own; one set on a unit below would never be read."""
    return None if unit.is_root else Refusal("kebijakan-milik-instansi", {"unit": unit.nama})
