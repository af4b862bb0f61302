"""Numbers and values as they are printed: decimal comma, thousands points, half up."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sakip.arithmetic.exact import plain, round_half_up, significant_digits
from sakip.arithmetic.periods import BULAN
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada

WORDS = {
    None: "belum diisi",
    Keadaan.BELUM_TERSEDIA: "belum tersedia",
    Keadaan.TIDAK_BERLAKU: "tidak berlaku",
}

_ENTERED = 15  # significant digits of a value as it is stored (R-GEN-3)


def format_number(value: Decimal, *, places: int | None = 2) -> str:
    """1.234,50 with `places` decimals, half up; `places=None` keeps the digits as they are: 1.234,5."""
    return _written(value, places, thousands=".")


def format_entry(value: Decimal) -> str:
    """The number for an input field: no thousands points, so that it always reads back as itself (R-GEN-3)."""
    return _written(value, None, thousands="")


def _written(value: Decimal, places: int | None, thousands: str) -> str:
    shown = plain(value) if places is None else round_half_up(value, places)
    whole, _, decimals = format(abs(shown), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = "-" if shown < 0 else ""
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def format_percent(value: Decimal, *, places: int | None = 2) -> str:
    """99,25%."""
    return f"{format_number(value, places=places)}%"


def format_rupiah(value: int) -> str:
    """Rp1.500.000."""
    return f"{'-' if value < 0 else ''}Rp{format_number(Decimal(abs(value)), places=None)}"


def format_date(value: date) -> str:
    """23 November 2026."""
    return f"{value.day} {BULAN[value.month - 1]} {value.year}"


_NIP = 18


def format_nip(nip: str) -> str:
    """19800101 200501 1 001; what has not eighteen digits stays as it is."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == _NIP else nip


def format_nilai(isian: Isian, *, places: int | None = None) -> str:
    """A value as printed, or the words for its kind of nothing: belum diisi, belum tersedia, tidak berlaku.

    Without ``places`` a number keeps its digits, unless it has more than can be entered: a mean of quarters has two.
    """
    if isian is None or isinstance(isian, Tiada):
        return WORDS[isian.keadaan if isian else None]
    chosen = _computed if places is None else lambda _number: places
    return _format_value(isian, lambda number: format_number(number, places=chosen(number)))


def _computed(number: Decimal) -> int | None:
    return 2 if significant_digits(number) > _ENTERED else None


def format_nilai_entry(isian: Isian) -> str:
    """A value for an input field; an empty text where there is none."""
    return _format_value(isian, format_entry) if isinstance(isian, Nilai) else ""


def _format_value(nilai: Nilai, number: Callable[[Decimal], str]) -> str:
    match nilai.jenis:
        case JenisNilai.PREDIKAT:
            return f"{nilai.kode} ({number(nilai.angka)})" if nilai.angka is not None else f"{nilai.kode}"
        case JenisNilai.YA_TIDAK:
            return "ya" if nilai.angka else "tidak"
        case JenisNilai.TANGGAL:
            return format_date(nilai.tanggal) if nilai.tanggal else ""
        case JenisNilai.RENTANG:
            return _format_range(number(nilai.angka or Decimal(0)), number(nilai.angka_atas or Decimal(0)))
        case _:
            return number(nilai.angka or Decimal(0))


def _format_range(lower: str, upper: str) -> str:
    separator = " s.d. " if "-" in lower + upper else "–"
    return f"{lower}{separator}{upper}"
