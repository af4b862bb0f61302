"""How often an indicator is measured."""

from __future__ import annotations

from sakip.arithmetic.triwulan import Tipologi
from sakip.perencanaan.models import Frekuensi


def by_quarters(tipologi: str, frekuensi: str) -> bool:
    """Whether a value of each quarter is asked for, by the tipologi and, where it is told, by how often."""
    return tipologi != Tipologi.TAHUNAN and frekuensi not in {Frekuensi.TAHUNAN, Frekuensi.SEMESTERAN}
