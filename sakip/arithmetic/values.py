"""What may stand in a cell: a value of some kind, or one of the three kinds of nothing (R-GEN-2).

`Isian` is `Nilai` (a real value, zero included), `Tiada` (*belum tersedia* or *tidak berlaku*, with its reason), or
`None` (*belum diisi*). None of the three is ever turned into another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sakip.arithmetic.exact import significant_digits

MAX_DIGITS = 15  # what SQLite's float keeps without loss
MAX_PLACES = 15  # keeps a number printable; no unit of measure is finer


class JenisNilai(StrEnum):
    """Kinds of values, as stored."""

    ANGKA = "angka"
    RENTANG = "rentang"
    PREDIKAT = "predikat"
    YA_TIDAK = "ya_tidak"
    TANGGAL = "tanggal"
    DURASI = "durasi"


class Keadaan(StrEnum):
    """What a stored row says: a value, not yet available, or not applicable. No row at all is *belum diisi*."""

    NILAI = "nilai"
    BELUM_TERSEDIA = "belum_tersedia"
    TIDAK_BERLAKU = "tidak_berlaku"


class SalahNilai(StrEnum):
    """Why a value cannot be."""

    ANGKA_KOSONG = "angka_kosong"
    BUKAN_BILANGAN = "bukan_bilangan"
    TERLALU_BANYAK_DIGIT = "terlalu_banyak_digit"
    TERLALU_BANYAK_DESIMAL = "terlalu_banyak_desimal"
    RENTANG_TERBALIK = "rentang_terbalik"
    KODE_KOSONG = "kode_kosong"
    TANGGAL_KOSONG = "tanggal_kosong"
    DURASI_NEGATIF = "durasi_negatif"
    BUKAN_YA_TIDAK = "bukan_ya_tidak"
    BAGIAN_BERLEBIH = "bagian_berlebih"
    BUKAN_KEADAAN_TIADA = "bukan_keadaan_tiada"
    ALASAN_KOSONG = "alasan_kosong"


class NilaiTidakSah(ValueError):
    """A value whose parts do not fit its kind; `code` says which rule is broken."""

    def __init__(self, code: SalahNilai) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Nilai:
    """A real value. Raises NilaiTidakSah when its parts do not fit its kind.

    A computed value may have more than 15 digits; one that is entered or stored may not, see `check_nilai`.
    `angka` is the number, the lower bound of a range, the score beside a predicate, 1 or 0 for yes and no, a duration
    in the indicator's unit; `angka_atas` the upper bound of a range; `kode` a predicate's code; `tanggal` a date.
    """

    jenis: JenisNilai
    angka: Decimal | None = None
    angka_atas: Decimal | None = None
    kode: str | None = None
    tanggal: date | None = None

    def __post_init__(self) -> None:
        _check_shape(self)


@dataclass(frozen=True)
class Tiada:
    """Nothing, said on purpose: *belum tersedia* or *tidak berlaku*, with the reason in words."""

    keadaan: Keadaan
    alasan: str

    def __post_init__(self) -> None:
        if self.keadaan is Keadaan.NILAI:
            raise NilaiTidakSah(SalahNilai.BUKAN_KEADAAN_TIADA)
        if not self.alasan.strip():
            raise NilaiTidakSah(SalahNilai.ALASAN_KOSONG)


Isian = Nilai | Tiada | None


def check_nilai(nilai: Nilai) -> None:
    """Refuse what cannot be kept: a number longer than 15 significant digits. Raises NilaiTidakSah."""
    for number in (nilai.angka, nilai.angka_atas):
        if number is not None:
            check_digits(number)


def check_digits(value: Decimal) -> None:
    """Refuse a number that a database would not give back as it was. Raises NilaiTidakSah."""
    if not value.is_finite():
        raise NilaiTidakSah(SalahNilai.BUKAN_BILANGAN)
    if value and value.adjusted() < -MAX_PLACES:
        raise NilaiTidakSah(SalahNilai.TERLALU_BANYAK_DESIMAL)
    if value.adjusted() >= MAX_DIGITS or significant_digits(value) > MAX_DIGITS:
        raise NilaiTidakSah(SalahNilai.TERLALU_BANYAK_DIGIT)


def _check_shape(nilai: Nilai) -> None:
    """Needed parts present and sound, foreign parts absent."""
    foreign, check = _SHAPES[nilai.jenis]
    for part in foreign:
        if getattr(nilai, part) is not None:
            raise NilaiTidakSah(SalahNilai.BAGIAN_BERLEBIH)
    check(nilai)


def _finite(value: Decimal | None) -> Decimal:
    if value is None:
        raise NilaiTidakSah(SalahNilai.ANGKA_KOSONG)
    if not value.is_finite():
        raise NilaiTidakSah(SalahNilai.BUKAN_BILANGAN)
    return value


def _check_number(nilai: Nilai) -> None:
    _finite(nilai.angka)


def _check_range(nilai: Nilai) -> None:
    if _finite(nilai.angka) > _finite(nilai.angka_atas):
        raise NilaiTidakSah(SalahNilai.RENTANG_TERBALIK)


def _check_predicate(nilai: Nilai) -> None:
    if not (nilai.kode or "").strip():
        raise NilaiTidakSah(SalahNilai.KODE_KOSONG)
    if nilai.angka is not None:
        _finite(nilai.angka)


def _check_yes_no(nilai: Nilai) -> None:
    if _finite(nilai.angka) not in (0, 1):
        raise NilaiTidakSah(SalahNilai.BUKAN_YA_TIDAK)


def _check_date(nilai: Nilai) -> None:
    if nilai.tanggal is None:
        raise NilaiTidakSah(SalahNilai.TANGGAL_KOSONG)


def _check_duration(nilai: Nilai) -> None:
    if _finite(nilai.angka) < 0:
        raise NilaiTidakSah(SalahNilai.DURASI_NEGATIF)


_SHAPES: dict[JenisNilai, tuple[tuple[str, ...], Callable[[Nilai], None]]] = {
    JenisNilai.ANGKA: (("angka_atas", "kode", "tanggal"), _check_number),
    JenisNilai.RENTANG: (("kode", "tanggal"), _check_range),
    JenisNilai.PREDIKAT: (("angka_atas", "tanggal"), _check_predicate),
    JenisNilai.YA_TIDAK: (("angka_atas", "kode", "tanggal"), _check_yes_no),
    JenisNilai.TANGGAL: (("angka", "angka_atas", "kode"), _check_date),
    JenisNilai.DURASI: (("angka_atas", "kode", "tanggal"), _check_duration),
}
"""By kind the parts that it must not have, and what those must be that it has."""


def angka(value: Decimal | int | str) -> Nilai:
    """Shorthand for a plain number."""
    return Nilai(JenisNilai.ANGKA, angka=Decimal(value))
