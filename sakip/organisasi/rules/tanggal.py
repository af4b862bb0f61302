"""Which days may be meant at all."""

from __future__ import annotations

from datetime import date

from sakip.kernel.refusals import Refusal, register

EARLIEST, LATEST = 1945, 2100
"""The years a day may lie in: outside them a digit of the year was mistyped."""

register({"tahun-tidak-wajar": "Tahun {tahun} di luar {awal} sampai dengan {akhir}; periksa angka tahunnya."})


def unlikely_day(day: date) -> Refusal | None:
    """A day in a year that nobody means."""
    if EARLIEST <= day.year <= LATEST:
        return None
    return Refusal("tahun-tidak-wajar", {"tahun": str(day.year), "awal": str(EARLIEST), "akhir": str(LATEST)})
