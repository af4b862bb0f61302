"""Periode: a part of one year. A result depends on the period it is asked for, never on today (R-GEN-4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import FrozenInstanceError
from datetime import date
from functools import cache, total_ordering
from typing import Any, NoReturn, Self

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAN = ("I", "II", "III", "IV")
_MONTHS_OF = {"T": 12, "S": 6, "TW": 3, "B": 1}
KODE = ("T", "S1", "S2", "TW1", "TW2", "TW3", "TW4", *(f"B{month:02d}" for month in range(1, 13)))
_CANONICAL = re.compile(r"([0-9]{4})-(T|S[12]|TW[1-4]|B(?:0[1-9]|1[0-2]))")


@total_ordering
class Periode:
    """A year (T), a half (S1, S2), a quarter (TW1..TW4) or a month (B01..B12).

    There is one object of each, so that ten thousands of cells are found by identity. Ordered by the day it ends, the
    shorter first: B03 < TW1 < B04 < ... < TW4 < S2 < T. Raises ValueError for an unknown code or a year outside
    1900..2200.
    """

    __slots__ = ("kode", "tahun")

    tahun: int
    kode: str

    def __new__(cls, tahun: int, kode: str) -> Self:
        known: Self | None = _KNOWN.get((tahun, kode))
        if known is not None:
            return known
        if kode not in KODE:
            raise ValueError(f"kode periode tidak dikenal: {kode!r}")
        if not 1900 <= tahun <= 2200:
            raise ValueError(f"tahun di luar 1900-2200: {tahun}")
        made = super().__new__(cls)
        object.__setattr__(made, "tahun", tahun)
        object.__setattr__(made, "kode", kode)
        kept: Self = _KNOWN.setdefault((tahun, kode), made)  # another thread may have been first
        return kept

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(name)

    def __reduce__(self) -> tuple[type[Periode], tuple[int, str]]:
        """A copy, and what is read from a file, is the same object."""
        return Periode, (self.tahun, self.kode)

    def __repr__(self) -> str:
        return f"Periode({self.tahun}, {self.kode!r})"

    @classmethod
    def tahunan(cls, tahun: int) -> Periode:
        """The whole year."""
        return cls(tahun, "T")

    @classmethod
    def parse(cls, text: str) -> Periode:
        """The period written as `str()` writes it: 2025-TW2. Raises ValueError."""
        match = _CANONICAL.fullmatch(text)
        if match is None:
            raise ValueError(f"periode tidak dikenal: {text!r}")
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.tahun}-{self.kode}"

    @property
    def jenis(self) -> str:
        """T, S, TW or B."""
        return self.kode.rstrip("0123456789")

    @property
    def nomor(self) -> int:
        """Which one of its kind in the year, from 1."""
        return int(self.kode.lstrip("TSWB") or 1)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.tahun, (self.nomor - 1) * _MONTHS_OF[self.jenis] + 1, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return _end(self)

    @property
    def label(self) -> str:
        """As printed: Tahun 2025, Semester I Tahun 2025, Triwulan II Tahun 2025, Mei 2025."""
        match self.jenis:
            case "T":
                return f"Tahun {self.tahun}"
            case "S":
                return f"Semester {_ROMAN[self.nomor - 1]} Tahun {self.tahun}"
            case "TW":
                return f"Triwulan {_ROMAN[self.nomor - 1]} Tahun {self.tahun}"
            case _:
                return f"{BULAN[self.nomor - 1]} {self.tahun}"

    def contains(self, other: Periode) -> bool:
        """Whether every day of the other period lies in this one; a period contains itself."""
        return self.start <= other.start and other.end <= self.end

    def up_to(self) -> tuple[Periode, ...]:
        """The periods of the same kind from the start of the year up to and with this one."""
        return _up_to(self)

    def parts(self, jenis: str) -> tuple[Periode, ...]:
        """The periods of a kind (T, S, TW, B) that lie in this one; itself if it is of that kind."""
        return _parts(self, jenis)

    def triwulan(self) -> list[Periode]:
        """The quarters in this period: four of a year, two of a half, none of a month."""
        return list(self.parts("TW"))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Periode):
            return NotImplemented
        return _order(self) < _order(other)


_KNOWN: dict[tuple[int, str], Any] = {}

# Kept, because every value of every indicator asks for them.


@cache
def _end(of: Periode) -> date:
    month = of.nomor * _MONTHS_OF[of.jenis]
    return date(of.tahun, month, calendar.monthrange(of.tahun, month)[1])


@cache
def _order(of: Periode) -> tuple[date, int]:
    return of.end, -of.start.toordinal()


@cache
def _up_to(of: Periode) -> tuple[Periode, ...]:
    if of.jenis == "T":
        return (of,)
    width = 2 if of.jenis == "B" else 1
    return tuple(Periode(of.tahun, f"{of.jenis}{n:0{width}d}") for n in range(1, of.nomor + 1))


@cache
def _parts(of: Periode, jenis: str) -> tuple[Periode, ...]:
    same_kind = (Periode(of.tahun, kode) for kode in KODE if kode.rstrip("0123456789") == jenis)
    return tuple(each for each in same_kind if of.contains(each))
