"""Comparisons of Bab III (PermenPANRB 53/2014): with last years, with the medium-term target, with a standard (R-CMP).

A difference has a sign; whether it is good is the sign times the polarity.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sakip.arithmetic.capaian import Alasan as AlasanCapaian
from sakip.arithmetic.capaian import Capaian, Langkah, LangkahKode, undefined
from sakip.arithmetic.exact import SERATUS, exactly
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Aturan, Tipologi
from sakip.arithmetic.values import Isian, JenisNilai, Nilai


class AlasanBanding(StrEnum):
    """Why a comparison, or its percentage, is not there."""

    NILAI_TIDAK_ADA = "nilai_tidak_ada"  # this year's value is missing
    PEMBANDING_TIDAK_ADA = "pembanding_tidak_ada"
    PEMBANDING_NOL = "pembanding_nol"  # no percentage of zero; points only
    PEMBANDING_NEGATIF = "pembanding_negatif"  # a percentage of a negative base turns its sign
    BUKAN_ANGKA = "bukan_angka"
    RENTANG_TIDAK_DIBERIKAN = "rentang_tidak_diberikan"  # best inside a range, and which one is not said
    TARGET_SAMA_DENGAN_AWAL = "target_sama_dengan_awal"
    TARGET_TIDAK_ADA = "target_tidak_ada"
    PAGU_NOL = "pagu_nol"


class Penilaian(StrEnum):
    """A difference judged by polarity."""

    MEMBAIK = "membaik"
    TETAP = "tetap"
    MEMBURUK = "memburuk"


class Posisi(StrEnum):
    """Where a value stands beside a standard, judged by polarity."""

    LEBIH_BAIK = "lebih_baik"
    SETARA = "setara"
    LEBIH_BURUK = "lebih_buruk"


@dataclass(frozen=True)
class Pertumbuhan:
    """Growth in %, difference in points (the unit's own), and the judgement; each None where it is undefined."""

    persen: Decimal | None
    poin: Decimal | None
    penilaian: Penilaian | None
    alasan: AlasanBanding | None = None


@dataclass(frozen=True)
class Kemajuan:
    """Progress to a medium-term target in %."""

    persen: Decimal | None
    alasan: AlasanBanding | None = None


@dataclass(frozen=True)
class Pembanding:
    """A standard to compare with; where it comes from and of which year is obligatory. Raises ValueError without."""

    nilai: Nilai
    sumber: str
    tahun: int

    def __post_init__(self) -> None:
        if not self.sumber.strip():
            raise ValueError("sumber_pembanding_kosong")


@dataclass(frozen=True)
class Banding:
    """A value beside a standard: the difference in points and how it stands."""

    selisih: Decimal | None
    posisi: Posisi | None
    alasan: AlasanBanding | None = None


@exactly
def growth(now: Isian, before: Isian, polaritas: Polaritas, rentang: Nilai | None = None) -> Pertumbuhan:
    """R-CMP-2: (R_n - R_before) / R_before x 100 and the difference in points.

    An indicator that is best inside a range is judged by its distance to `rentang`; without it there is no judgement.
    """
    missing = _missing(now, before)
    if missing is not None:
        return Pertumbuhan(None, None, None, missing)
    r, base = _number(now), _number(before)
    if r is None or base is None:
        return Pertumbuhan(None, None, None, AlasanBanding.BUKAN_ANGKA)
    points, judged = r - base, _judge(r, base, polaritas, rentang)
    if base <= 0:
        reason = AlasanBanding.PEMBANDING_NEGATIF if base < 0 else AlasanBanding.PEMBANDING_NOL
        return Pertumbuhan(None, points, judged, reason)
    return Pertumbuhan(
        points * SERATUS / base, points, judged, None if judged else AlasanBanding.RENTANG_TIDAK_DIBERIKAN
    )


def progress_position(realisasi: Isian, target_akhir: Isian, aturan: Aturan) -> Capaian:
    """R-CMP-3 (a): this year's value against the target at the end of the plan, by the rule of its polarity."""
    found = aturan.capaian(target_akhir, realisasi)
    return replace(found, rumus=f"R-CMP-3 a, {found.rumus}")


@exactly
def progress_total(realisasi: tuple[Isian, ...], target_akhir: Isian, tipologi: Tipologi, aturan: Aturan) -> Capaian:
    """R-CMP-3 (b): the years to date, oldest first, against the target at the end of the plan (E.81 column 15).

    Only an accumulating indicator is added up over the years; every other stands where its last year left it. Here
    lies the trap of E.81, which adds percentages to 200%. `tipologi` is the one across years, which may differ from
    the one within the year. A year without a number is left out; the step names the years that were added.
    """
    values = [(n, value) for n, year in enumerate(realisasi, 1) if (value := _number(year)) is not None]
    if tipologi is not Tipologi.AKUMULATIF:
        last = realisasi[-1] if realisasi else None
        return progress_position(last, target_akhir, aturan)
    if not values:
        return undefined(AlasanCapaian.REALISASI_BELUM_DIISI, "R-CMP-3 b")
    total = sum((value for _, value in values), Decimal(0))
    found = aturan.capaian(target_akhir, Nilai(JenisNilai.ANGKA, angka=total))
    step = Langkah(LangkahKode.JUMLAH, tuple((f"realisasi {n}", value) for n, value in values), total)
    return replace(found, rumus=f"R-CMP-3 b, {found.rumus}", langkah=(step, *found.langkah))


@exactly
def progress_from_baseline(realisasi: Isian, awal: Isian, target_akhir: Isian) -> Kemajuan:
    """R-CMP-3 (c): the part of the way from the baseline to the target that is done; the same for both polarities."""
    r, b, t = _number(realisasi), _number(awal), _number(target_akhir)
    if r is None or b is None or t is None:
        named = (
            (r, AlasanBanding.NILAI_TIDAK_ADA),
            (b, AlasanBanding.PEMBANDING_TIDAK_ADA),
            (t, AlasanBanding.TARGET_TIDAK_ADA),
        )
        return Kemajuan(None, next(reason for value, reason in named if value is None))
    if t == b:
        return Kemajuan(None, AlasanBanding.TARGET_SAMA_DENGAN_AWAL)
    return Kemajuan((r - b) * SERATUS / (t - b))


@exactly
def compare_with_standard(realisasi: Isian, pembanding: Pembanding, polaritas: Polaritas) -> Banding:
    """R-CMP-4: the difference to a standard and whether that is better, judged by polarity."""
    if not isinstance(realisasi, Nilai):
        return Banding(None, None, AlasanBanding.NILAI_TIDAK_ADA)
    r, standard = _number(realisasi), _number(pembanding.nilai)
    if r is None or standard is None:
        return Banding(None, None, AlasanBanding.BUKAN_ANGKA)
    judged = _judge(r, standard, polaritas, None)
    if judged is None:
        return Banding(r - standard, None, AlasanBanding.RENTANG_TIDAK_DIBERIKAN)
    return Banding(r - standard, _POSITIONS[judged])


@exactly
def absorption(realisasi: int, pagu: int) -> Kemajuan:
    """R-CMP-5: serapan anggaran, realisasi / pagu x 100, both in whole rupiah."""
    if pagu == 0:
        return Kemajuan(None, AlasanBanding.PAGU_NOL)
    return Kemajuan(Decimal(realisasi) * SERATUS / Decimal(pagu))


_POSITIONS = {
    Penilaian.MEMBAIK: Posisi.LEBIH_BAIK,
    Penilaian.TETAP: Posisi.SETARA,
    Penilaian.MEMBURUK: Posisi.LEBIH_BURUK,
}


def _missing(now: Isian, before: Isian) -> AlasanBanding | None:
    if not isinstance(now, Nilai):
        return AlasanBanding.NILAI_TIDAK_ADA
    return None if isinstance(before, Nilai) else AlasanBanding.PEMBANDING_TIDAK_ADA


def _number(isian: Isian) -> Decimal | None:
    kinds = {JenisNilai.ANGKA, JenisNilai.DURASI, JenisNilai.PREDIKAT}
    return isian.angka if isinstance(isian, Nilai) and isian.jenis in kinds else None


def _judge(r: Decimal, base: Decimal, polaritas: Polaritas, rentang: Nilai | None) -> Penilaian | None:
    """Sign times polarity; for a range the distance to it."""
    if polaritas is Polaritas.RENTANG:
        if rentang is None or rentang.angka is None:
            return None
        gain = _distance(base, rentang) - _distance(r, rentang)
    else:
        gain = r - base if polaritas is Polaritas.MENINGKAT else base - r
    if gain == 0:
        return Penilaian.TETAP
    return Penilaian.MEMBAIK if gain > 0 else Penilaian.MEMBURUK


def _distance(value: Decimal, rentang: Nilai) -> Decimal:
    lower = rentang.angka or Decimal(0)
    upper = lower if rentang.angka_atas is None else rentang.angka_atas
    return max(lower - value, value - upper, Decimal(0))
