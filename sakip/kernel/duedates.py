"""What a person owes and how near it is: one list for the home page and the reminders, one way to say it everywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from sakip.kernel.access import Access
from sakip.kernel.offers import Kewajiban, kewajiban

SOON, AHEAD = 7, 30


class Mendesak(IntEnum):
    """Groups of what is owed, the most urgent first."""

    DIKEMBALIKAN = 0
    TERLAMBAT = 1
    SEGERA = 2
    MENDATANG = 3
    TANPA_TENGGAT = 4


LABELS = {
    Mendesak.DIKEMBALIKAN: "Dikembalikan kepada Anda",
    Mendesak.TERLAMBAT: "Terlambat",
    Mendesak.SEGERA: "Dalam tujuh hari",
    Mendesak.MENDATANG: "Kemudian",
    Mendesak.TANPA_TENGGAT: "Tanpa tenggat",
}
_TONES = {
    Mendesak.DIKEMBALIKAN: "rendah",
    Mendesak.TERLAMBAT: "sangat-rendah",
    Mendesak.SEGERA: "sedang",
    Mendesak.MENDATANG: "netral",
    Mendesak.TANPA_TENGGAT: "netral",
}


@dataclass(frozen=True)
class Keadaan:
    """How near: its group, a phrase ("terlambat 12 hari", "besok", "5 hari lagi") and the tone for both."""

    mendesak: Mendesak
    kata: str

    @property
    def tone(self) -> str:
        return _TONES[self.mendesak]


def keadaan(tenggat: date | None, *, today: date, dikembalikan: bool = False) -> Keadaan:
    """How near a due date is; what was returned to somebody comes first whatever its date."""
    left = None if tenggat is None else (tenggat - today).days
    words = "tanpa tenggat" if left is None else _words(left)
    if dikembalikan:
        return Keadaan(Mendesak.DIKEMBALIKAN, words)
    if left is None:
        return Keadaan(Mendesak.TANPA_TENGGAT, words)
    if left < 0:
        return Keadaan(Mendesak.TERLAMBAT, words)
    return Keadaan(Mendesak.SEGERA if left <= SOON else Mendesak.MENDATANG, words)


def _words(left: int) -> str:
    if left < 0:
        return f"terlambat {-left} hari"
    return {0: "hari ini", 1: "besok"}.get(left, f"{left} hari lagi")


@dataclass(frozen=True)
class Terutang:
    """Something owed, and how near it is."""

    kewajiban: Kewajiban
    keadaan: Keadaan


def owed(seen_by: Access, *, today: date) -> list[Terutang]:
    """What a person owes in all components, the most urgent first, then by date."""
    lines = [each for offer in kewajiban for each in offer(seen_by, today)]
    dates = {each.kunci: each.tenggat for each in lines if each.hanya_tanggal}
    dated = [replace(each, tenggat=dates.get(each.menurut, each.tenggat)) for each in lines if not each.hanya_tanggal]
    found = [Terutang(each, keadaan(each.tenggat, today=today, dikembalikan=each.dikembalikan)) for each in dated]
    return sorted(found, key=lambda each: (each.keadaan.mendesak, each.kewajiban.tenggat or date.max))
