"""The band in which a target is to be expected: from what was reached in the last years, robustly (R-PITA).

No law orders it; it asks for reasons, it refuses nothing. Median of the yearly changes, median absolute deviation (MAD)
around it: one bad year, such as 2020, moves neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sakip.arithmetic.exact import exactly

LEAST_CHANGES = 2
"""Fewer yearly changes say nothing of a trend."""
WIDTH = Decimal(3)
"""How many MAD to both sides; at least as wide as the median change itself."""


@dataclass(frozen=True)
class Pita:
    """Lower and upper bound for a year, the middle between them, and from how many yearly changes they were made."""

    bawah: Decimal
    tengah: Decimal
    atas: Decimal
    jumlah: int

    def memuat(self, angka: Decimal) -> bool:
        return self.bawah <= angka <= self.atas


@exactly
def pita(realisasi: Mapping[int, Decimal], tahun: int) -> Pita | None:
    """The band for a year after the last that was reached; None for fewer than two yearly changes.

    With the median change m per year, d = max(3 MAD, |m|) and n years from the last value R:
    R + n (m - d) to R + n (m + d). Years without a value break the row: a change is between neighbouring years. What
    was never below zero (a percentage, a number of people) is not expected there.
    """
    years = sorted(year for year in realisasi if year < tahun)
    changes = [realisasi[year] - realisasi[year - 1] for year in years if year - 1 in realisasi]
    if len(changes) < LEAST_CHANGES:
        return None
    last, ahead = realisasi[years[-1]], tahun - years[-1]
    usual = median(changes)
    spread = max(WIDTH * median([abs(change - usual) for change in changes]), abs(usual))
    found = [last + ahead * each for each in (usual - spread, usual, usual + spread)]
    if all(realisasi[year] >= 0 for year in years):
        found = [max(each, Decimal(0)) for each in found]
    bawah, tengah, atas = found
    return Pita(bawah, tengah, atas, len(changes))


@exactly
def median(values: Sequence[Decimal]) -> Decimal:
    """The middle value; of an even count the mean of the two in the middle. Raises ValueError for none."""
    if not values:
        raise ValueError("median of nothing")
    row, half = sorted(values), len(values) // 2
    return row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2
