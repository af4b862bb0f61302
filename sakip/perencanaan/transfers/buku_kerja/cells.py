"""What is stored, as a cell of the workbook holds it."""

from __future__ import annotations

from sakip.arithmetic.notation import format_typed
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.kernel.transfer.columns import Value

_LONGEST_TEXT = 32_767  # Excel's limit for one cell


def text(value: str) -> Value:
    """A stored text as a cell holds it: never "", without outer whitespace, no longer than a cell may be."""
    return value.strip()[:_LONGEST_TEXT].strip() or None


def cell_value(isian: Isian) -> Value:
    """A value as a cell holds it: numbers as numbers, everything else as the text that reads back as itself."""
    if isian is None:
        return None
    if isinstance(isian, Nilai) and isian.jenis in {JenisNilai.ANGKA, JenisNilai.DURASI}:
        return isian.angka
    return text(format_typed(isian))
