"""Indonesian notation, read and written: the only place where text becomes a number and a number text (R-GEN-3)."""

from sakip.arithmetic.exact import normalise_digits, round_half_up
from sakip.arithmetic.notation.cells import LONGEST_REASON, format_told, format_typed, read_reasoned, read_typed
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
    format_nip,
    format_number,
    format_percent,
    format_rupiah,
)

__all__ = [
    "LONGEST_REASON",
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
    "format_nip",
    "format_number",
    "format_percent",
    "format_rupiah",
    "format_told",
    "format_typed",
    "normalise_digits",
    "read_number",
    "read_reasoned",
    "read_typed",
    "read_value",
    "round_half_up",
]
