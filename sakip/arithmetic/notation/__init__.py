"""Indonesian notation, read and written: the only place where text becomes a number and a number text (R-GEN-3)."""

from sakip.arithmetic.exact import normalise_digits, round_half_up
from sakip.arithmetic.notation.reading import read_number, read_value
from sakip.arithmetic.notation.readings import (
    Bertanya,
    Catatan,
    Ditolak,
    Kosong,
    Reading,
    Soal,
    TanpaNilai,
    Terbaca,
    Tolakan,
)
from sakip.arithmetic.notation.times import SatuanDurasi
from sakip.arithmetic.notation.writing import (
    format_date,
    format_entry,
    format_nilai,
    format_nilai_entry,
    format_number,
    format_percent,
    format_rupiah,
)

__all__ = [
    "Bertanya",
    "Catatan",
    "Ditolak",
    "Kosong",
    "Reading",
    "SatuanDurasi",
    "Soal",
    "TanpaNilai",
    "Terbaca",
    "Tolakan",
    "format_date",
    "format_entry",
    "format_nilai",
    "format_nilai_entry",
    "format_number",
    "format_percent",
    "format_rupiah",
    "normalise_digits",
    "read_number",
    "read_value",
    "round_half_up",
]
