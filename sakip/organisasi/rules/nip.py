"""The NIP of a pegawai: eighteen digits that say when he was born, when he was appointed, and his gender.

Sources: Peraturan Kepala BKN 22/2007 for a PNS: birth date YYYYMMDD, month of the first appointment YYYYMM, gender
1 or 2, three digits of order. A PPPK has a year of appointment and, in place of the month, a number that begins with
2 (usage since 2019, wording UNVERIFIED): it is accepted for a PPPK and not required. Pure: no row is read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.refusals import Refusal, register

LENGTH = 18
YOUNGEST, OLDEST = 15, 100
MONTHS = 12

register(
    {
        "nip-bukan-angka": "NIP “{nip}” memuat tanda selain angka. Tulis {panjang} angka; spasi boleh dipakai.",
        "nip-panjang": "NIP “{nip}” terdiri atas {jumlah} angka, seharusnya {panjang}. Periksa angka yang {selisih}.",
        "nip-tanggal-lahir": (
            "Angka 1-8 NIP, “{angka}”, bukan tanggal lahir yang ada dalam kalender; "
            "tulis tahun, bulan, dan tanggal lahir, misalnya 19800131."
        ),
        "nip-umur": (
            "Angka 1-8 NIP, “{angka}”, menyatakan lahir {lahir}; "
            "pegawai berumur {termuda} sampai dengan {tertua} tahun. Periksa tahun lahirnya."
        ),
        "nip-bulan-tmt": (
            "Angka 13-14 NIP, “{angka}”, bukan bulan pengangkatan; "
            "isinya 01 sampai dengan 12{pppk}. Periksa terhitung mulai tanggal pengangkatan pada SK."
        ),
        "nip-tahun-tmt": (
            "Angka 9-12 NIP, “{angka}”, bukan tahun pengangkatan yang mungkin bagi pegawai yang lahir {lahir}; "
            "isinya {awal} sampai dengan {akhir}. Periksa terhitung mulai tanggal pengangkatan pada SK."
        ),
        "nip-jenis-kelamin": (
            "Angka ke-15 NIP, “{angka}”, menyatakan jenis kelamin; isinya 1 untuk laki-laki atau 2 untuk perempuan."
        ),
    }
)


@dataclass(frozen=True)
class NIP:
    """What a sound NIP says. ``bulan`` of the appointment is None for a PPPK whose number has none."""

    angka: str
    lahir: date
    tahun: int
    bulan: int | None
    perempuan: bool


def without_spaces(text: str) -> str:
    """The digits as they are kept; people type a NIP with spaces."""
    return "".join(text.split())


def unsound(text: str, *, on: date, pppk: bool = False) -> Refusal | None:
    """Why this is no NIP on a day, by its first digits at fault; None for a sound one."""
    return next(_faults(without_spaces(text), on, pppk=pppk), None)


def read_nip(nip: str) -> NIP | None:
    """What a NIP says; None for digits that say nothing."""
    born = _date(nip[:8])
    if born is None or len(nip) != LENGTH or not nip.isdigit():
        return None
    month = int(nip[12:14])
    return NIP(nip, born, int(nip[8:12]), month if 1 <= month <= MONTHS else None, nip[14] == "2")


def _faults(nip: str, on: date, *, pppk: bool) -> Iterator[Refusal]:
    """What is wrong, from the first digit to the last; what follows a fault may only follow from it."""
    if not (nip.isascii() and nip.isdigit()):
        yield _no("nip-bukan-angka", nip=nip, panjang=LENGTH)
    if len(nip) != LENGTH:
        gap = "terlewat" if len(nip) < LENGTH else "berlebih"
        yield _no("nip-panjang", nip=nip, jumlah=len(nip), panjang=LENGTH, selisih=gap)
    born = _date(nip[:8])
    if born is None:
        yield _no("nip-tanggal-lahir", angka=nip[:8])
        return
    if not YOUNGEST <= _years(born, on) <= OLDEST:
        yield _no("nip-umur", angka=nip[:8], lahir=format_date(born), termuda=YOUNGEST, tertua=OLDEST)
    year, first, last = int(nip[8:12]), born.year + YOUNGEST, on.year + 1
    if not first <= year <= last:
        yield _no("nip-tahun-tmt", angka=nip[8:12], lahir=format_date(born), awal=first, akhir=last)
    if not (1 <= int(nip[12:14]) <= MONTHS or (pppk and nip[12] == "2")):
        also = ", atau nomor yang diawali 2 bagi PPPK" if pppk else ""
        yield _no("nip-bulan-tmt", angka=nip[12:14], pppk=also)
    if nip[14] not in {"1", "2"}:
        yield _no("nip-jenis-kelamin", angka=nip[14])


def _no(code: str, **params: object) -> Refusal:
    return Refusal(code, params, "nip")


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _years(born: date, on: date) -> int:
    """Full years between; negative for a birth that lies ahead."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
