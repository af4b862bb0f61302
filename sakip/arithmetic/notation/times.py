"""Dates with Indonesian month names, and durations."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sakip.arithmetic.exact import exactly, normalise_digits
from sakip.arithmetic.notation.readings import Bertanya, Catatan, Ditolak, Reading, Soal, Terbaca, Tolakan
from sakip.arithmetic.periods import BULAN
from sakip.arithmetic.values import JenisNilai, Nilai


class SatuanDurasi(StrEnum):
    """Units a duration is kept in."""

    DETIK = "detik"
    MENIT = "menit"
    JAM = "jam"
    HARI = "hari"

    @property
    def seconds(self) -> int:
        """Length in seconds."""
        return {"detik": 1, "menit": 60, "jam": 3600, "hari": 86400}[self.value]


_MONTHS = {name.casefold(): number for number, name in enumerate(BULAN, 1)} | {
    "pebruari": 2,
    "nopember": 11,
    **{name[:3].casefold(): number for number, name in enumerate(BULAN, 1)},
    "peb": 2,
    "agt": 8,
    "ags": 8,
    "sept": 9,
    "nop": 11,
}
_WORDED = re.compile(r"(?:([0-9]{1,2})[ -])?([A-Za-z]{3,9})\.?[ -]([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9]))?")
_SPELLED = re.compile(r"([0-9]{1,6})\s*(hari|jam|menit|detik)\b", re.IGNORECASE)


def read_date(text: str) -> Reading | None:
    """The date in a text; None where it does not look like one. Day before month, always."""
    worded = _WORDED.fullmatch(text)
    if worded:
        month = _MONTHS.get(worded[2].casefold())
        if month is None:
            return None
        if worded[1] is None:
            return Ditolak(Tolakan.TANGGAL_TIDAK_LENGKAP, text)
        return _date(int(worded[3]), month, int(worded[1]), text)
    numeric = _DAY_FIRST.fullmatch(text)
    if numeric:
        return _date(int(numeric[4]), int(numeric[3]), int(numeric[1]), text)
    iso = _ISO.fullmatch(text)
    return _date(int(iso[1]), int(iso[2]), int(iso[3]), text) if iso else None


def _date(year: int, month: int, day: int, text: str) -> Reading:
    try:
        return Terbaca(Nilai(JenisNilai.TANGGAL, tanggal=date(year, month, day)))
    except ValueError:
        return Ditolak(Tolakan.TANGGAL_TIDAK_ADA, text)


def read_duration(text: str, satuan: SatuanDurasi) -> Reading | None:
    """A duration as a number of the unit (R-CAP-5): 1:07:38 in jam is 1.12722222222222; None where it is not one."""
    clock = _CLOCK.fullmatch(text)
    if clock and clock[3] is None:
        first, second = int(clock[1]), int(clock[2])
        readings = (first * 3600 + second * 60, first * 60 + second)
        return Bertanya(Soal.DURASI_AMBIGU, text, tuple(_in_unit(s, satuan) for s in readings))
    if clock:
        return _duration(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3]), satuan)
    parts = _SPELLED.findall(text)
    if not parts or _SPELLED.sub("", text).strip():
        return None
    return _duration(sum(int(count) * SatuanDurasi(unit.casefold()).seconds for count, unit in parts), satuan)


@exactly
def _in_unit(seconds: int, satuan: SatuanDurasi) -> Decimal:
    return normalise_digits(Decimal(seconds) / satuan.seconds)[0]


def _duration(seconds: int, satuan: SatuanDurasi) -> Reading:
    return Terbaca(Nilai(JenisNilai.DURASI, angka=_in_unit(seconds, satuan)), (Catatan.DURASI,))
