"""Polaritas: which way is better. It stands on each indicator and is never guessed here."""

from decimal import Decimal
from enum import StrEnum


class Polaritas(StrEnum):
    """Direction in which the indicator's performance improves (R-CAP-1 to R-CAP-3)."""

    MENINGKAT = "meningkat"  # maximize: the higher the better
    MENURUN = "menurun"  # minimize: the lower the better
    RENTANG = "rentang"  # stabilize: best inside the target's range


class DiAtasRentang(StrEnum):
    """How a realisasi above a range target is judged (R-CAP-3); set per indicator."""

    LEBIH_BURUK = "lebih_buruk"
    LEBIH_BAIK = "lebih_baik"


def perubahan(lama: Decimal, baru: Decimal, polaritas: Polaritas) -> int | None:
    """Whether a figure got better (1), worse (-1) or stayed (0), by its polaritas.

    None for RENTANG, where neither more nor less is better by itself. Exact: the figures are not rounded before.
    """
    if polaritas is Polaritas.RENTANG:
        return None
    rise = (baru > lama) - (baru < lama)
    return rise if polaritas is Polaritas.MENINGKAT else -rise
