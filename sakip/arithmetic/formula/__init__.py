"""The formula language of indicators: decimal comma, `;` between arguments, exact decimals, every step told.

    (jumlah_penganggur / angkatan_kerja) * 100
    rata(nilai_tw1; nilai_tw2; nilai_tw3; nilai_tw4)
    jika(sasaran = 0; 0; ditangani / sasaran * 100)

A name stands for a data series; one with spaces is written in brackets: ``[angkatan kerja]``. Nothing is ever guessed:
a name without a value makes a result without a value, and a division by zero is *tak terdefinisi*.
"""

from sakip.arithmetic.formula.evaluate import AlasanRumus, HasilRumus, Langkah, evaluate
from sakip.arithmetic.formula.parse import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_NAME,
    MAX_TERMS,
    Rumus,
    RumusTidakSah,
    SalahRumus,
    name_of,
    parse,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_NAME",
    "MAX_TERMS",
    "AlasanRumus",
    "HasilRumus",
    "Langkah",
    "Rumus",
    "RumusTidakSah",
    "SalahRumus",
    "evaluate",
    "name_of",
    "parse",
]
