"""A due date and the days on which nobody works."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_STEP = {"maju": timedelta(days=-1), "mundur": timedelta(days=1)}
_SATURDAY = 5


def is_workday(tanggal: date, libur: Collection[date]) -> bool:
    """Monday to Friday, unless it is a holiday."""
    return tanggal.weekday() < _SATURDAY and tanggal not in libur


def hari_kerja(tanggal: date, libur: Collection[date], geser: str) -> date:
    """Where a due date falls: it stays (tetap), or moves to the working day before (maju) or after (mundur).

    Raises ValueError for another way.
    """
    if geser == "tetap":
        return tanggal
    if geser not in _STEP:
        raise ValueError(f"cara geser tidak dikenal: {geser!r}")
    while not is_workday(tanggal, libur):
        tanggal += _STEP[geser]
    return tanggal
