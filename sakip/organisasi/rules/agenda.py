"""What the calendar of obligations and the list of holidays refuse."""

from __future__ import annotations

from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Agenda, HariLibur, Unit

register(
    {
        "kalender-milik-instansi": "Kalender disiapkan pada instansi, bukan pada {unit}. Buka instansinya.",
        "kalender-sudah-disiapkan": (
            "Kalender tahun kinerja {tahun} sudah disiapkan; tidak ada kewajiban baru yang dapat ditambahkan. Ubah "
            "kewajiban yang ada, atau tambahkan kewajiban sendiri."
        ),
        "tenggat-tidak-wajar": (
            "Tenggat {tenggat} terlalu jauh dari tahun kinerja {tahun}. Isi tanggal antara tahun {awal} dan {akhir}."
        ),
        "agenda-belum-dipakai": "Kewajiban “{nama}” masih saran. Pakai dahulu sarannya, lalu tandai selesai.",
        "selesai-belum-tiba": "Tanggal selesai {selesai} belum tiba. Isi tanggal hari ini atau sebelumnya.",
        "libur-sudah-ada": "{tanggal} sudah tercatat sebagai hari libur: {nama}. Cabut dahulu bila keliru.",
        "libur-sudah-dicabut": "Hari libur {nama} sudah dicabut. Tambahkan lagi bila tetap libur.",
    }
)

YEARS_BEFORE, YEARS_AFTER = 1, 2
"""How far from its performance year an obligation may be due: plans are made before it, follow-up comes after it."""


def not_of_an_instansi(unit: Unit) -> Refusal | None:
    return None if unit.is_root else Refusal("kalender-milik-instansi", {"unit": unit.nama})


def too_far(tenggat: date, tahun: int) -> Refusal | None:
    first, last = tahun - YEARS_BEFORE, tahun + YEARS_AFTER
    if first <= tenggat.year <= last:
        return None
    params = {"tenggat": format_date(tenggat), "tahun": tahun, "awal": first, "akhir": last}
    return Refusal("tenggat-tidak-wajar", params, "tenggat")


def not_in_use(agenda: Agenda) -> Refusal | None:
    return None if agenda.aktif else Refusal("agenda-belum-dipakai", {"nama": agenda.nama})


def not_yet(selesai: date, *, today: date) -> Refusal | None:
    return Refusal("selesai-belum-tiba", {"selesai": format_date(selesai)}) if selesai > today else None


def another_name(tanggal: date, nama: str, known: str) -> Refusal | None:
    if nama.casefold() == known.casefold():
        return None
    return Refusal("libur-sudah-ada", {"tanggal": format_date(tanggal), "nama": known}, "hari")


def already_revoked(libur: HariLibur) -> Refusal | None:
    return Refusal("libur-sudah-dicabut", {"nama": libur.nama}) if libur.dicabut else None
