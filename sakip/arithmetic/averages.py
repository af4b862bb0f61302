"""Averages and roll-ups of capaian (R-AVG-1 to R-AVG-3, R-AVG-5).

Made from unrounded values. What has no value is left out and counted beside, never taken as 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from enum import StrEnum

from sakip.arithmetic.capaian import Capaian, Hasil
from sakip.arithmetic.exact import CONTEXT, SERATUS, exactly
from sakip.arithmetic.policies import Rollup
from sakip.arithmetic.scales import judged_value

MENDEKATI = Decimal(75)  # "Hampir Tercapai" of an application in Maluku Utara, R-SKL-3


class AlasanRerata(StrEnum):
    """Why there is no average."""

    TIDAK_ADA_NILAI = "tidak_ada_nilai"
    BOBOT_BUKAN_100 = "bobot_bukan_100"
    BOBOT_BELUM_DIISI = "bobot_belum_diisi"
    BOBOT_TIDAK_SEPADAN = "bobot_tidak_sepadan"  # not one weight per value, or a negative one
    NILAI_NEGATIF = "nilai_negatif"


@dataclass(frozen=True)
class Rerata:
    """An average with how many of how many were counted."""

    nilai: Decimal | None
    dihitung: int
    jumlah: int
    alasan: AlasanRerata | None = None


@dataclass(frozen=True)
class Timbangan:
    """The weights of the indicators of a sasaran in their order, None where none is set.

    `lain` is the weight of its indicators that are not among the values, such as those of another unit.
    """

    bobot: tuple[Decimal | None, ...]
    lain: Decimal = Decimal(0)


_WEIGHTS_AT_FAULT = {
    AlasanRerata.BOBOT_BUKAN_100,
    AlasanRerata.BOBOT_BELUM_DIISI,
    AlasanRerata.BOBOT_TIDAK_SEPADAN,
}


@dataclass(frozen=True)
class RerataUnit:
    """A unit's capaian with its sasaran's; `dihitung` and `jumlah` count indicators."""

    nilai: Decimal | None
    rollup: Rollup
    sasaran: tuple[Rerata, ...]
    dihitung: int
    jumlah: int

    @property
    def salah_bobot(self) -> int:
        """How many sasaran have no mean because of their weights; they are left out of the unit's."""
        return sum(each.alasan in _WEIGHTS_AT_FAULT for each in self.sasaran)


@dataclass(frozen=True)
class Rekap:
    """How many indicators reached their target, came near, missed it, or have no data (R-AVG-3)."""

    tercapai: int
    mendekati: int
    tidak_tercapai: int
    belum_ada_data: int


def used(hasil: Hasil) -> Decimal | None:
    """The value that averages take: between floor and cap."""
    return hasil.dipakai if isinstance(hasil, Capaian) else hasil


@exactly
def mean_capaian(values: Sequence[Hasil], timbangan: Timbangan | None = None) -> Rerata:
    """R-AVG-1: capaian of a sasaran from its indicators, equal weights unless given.

    Weights stand for all indicators and sum to 100; those of the counted ones are scaled up to the whole.
    """
    numbers = [used(value) for value in values]
    if timbangan is None:
        known = [number for number in numbers if number is not None]
        if not known:
            return Rerata(None, 0, len(numbers), AlasanRerata.TIDAK_ADA_NILAI)
        return Rerata(sum(known, Decimal(0)) / len(known), len(known), len(numbers))
    wrong = _wrong_weights(timbangan, len(numbers))
    pairs = [(w or Decimal(0), n) for w, n in zip(timbangan.bobot, numbers, strict=False) if n is not None]
    total = sum((w for w, _ in pairs), Decimal(0))
    if wrong is None and not total:
        wrong = AlasanRerata.TIDAK_ADA_NILAI
    if wrong is not None:
        return Rerata(None, 0, len(numbers), wrong)
    return Rerata(sum((w * n for w, n in pairs), Decimal(0)) / total, len(pairs), len(numbers))


def _wrong_weights(timbangan: Timbangan, count: int) -> AlasanRerata | None:
    weights = [weight for weight in timbangan.bobot if weight is not None]
    if len(timbangan.bobot) != count or any(weight < 0 for weight in weights):
        return AlasanRerata.BOBOT_TIDAK_SEPADAN
    if len(weights) != count:
        return AlasanRerata.BOBOT_BELUM_DIISI
    return AlasanRerata.BOBOT_BUKAN_100 if sum(weights) + timbangan.lain != SERATUS else None


@exactly
def mean_unit(
    sasaran: Sequence[Sequence[Hasil]], rollup: Rollup = Rollup.A, timbangan: Sequence[Timbangan | None] | None = None
) -> RerataUnit:
    """R-AVG-2: the mean of the sasaran (A), or of all indicators (B). A sasaran without a mean is left out of A.

    Weights, one for each sasaran, make its mean; B knows no sasaran and therefore no weights.
    """
    weights = [None] * len(sasaran) if timbangan is None else timbangan
    means = tuple(mean_capaian(values, each) for values, each in zip(sasaran, weights, strict=True))
    count = sum(len(values) for values in sasaran)
    if rollup is Rollup.A:
        value = mean_capaian([mean.nilai for mean in means]).nilai
        return RerataUnit(value, rollup, means, sum(mean.dihitung for mean in means), count)
    everything = mean_capaian([value for values in sasaran for value in values])
    return RerataUnit(everything.nilai, rollup, means, everything.dihitung, count)


def count_capaian(values: Sequence[Hasil], mendekati: Decimal = MENDEKATI) -> Rekap:
    """R-AVG-3: the counts beside an average; near is from `mendekati` up to 100."""
    judged = [judged_value(value) for value in values]
    known = [value for value in judged if value is not None]
    reached = sum(value >= SERATUS for value in known)
    near = sum(mendekati <= value < SERATUS for value in known)
    return Rekap(reached, near, len(known) - reached - near, len(judged) - len(known))


def geometric_mean(values: Sequence[Decimal | None]) -> Rerata:
    """R-AVG-5 (PMK 22/2021, capaian output): the n-th root of the product; any 0 makes the whole 0."""
    numbers = [value for value in values if value is not None]
    if not numbers:
        return Rerata(None, 0, len(values), AlasanRerata.TIDAK_ADA_NILAI)
    if min(numbers) < 0:
        return Rerata(None, 0, len(values), AlasanRerata.NILAI_NEGATIF)
    with localcontext(Context(prec=60, traps=CONTEXT.traps)):
        logs = Decimal(0) if 0 in numbers else sum((n.ln() for n in numbers), Decimal(0)) / len(numbers)
        root = Decimal(0) if 0 in numbers else logs.exp()
    return Rerata(CONTEXT.plus(root), len(numbers), len(values))
