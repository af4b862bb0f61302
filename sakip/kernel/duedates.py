"""How near a due date is: one way to say it on all pages and in all notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

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
