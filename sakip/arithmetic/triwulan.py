"""Periods of a year: what the year's value is, and capaian per period, to date and against the year (R-TW-1 to R-TW-4).

The tipologi decides; a column is never added up because it has four cells (the trap of Formulir E.81).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from sakip.arithmetic.capaian import Alasan, Capaian, Langkah, LangkahKode, capaian, undefined
from sakip.arithmetic.exact import exactly
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.policies import Akumulasi, Kebijakan
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada


class Tipologi(StrEnum):
    """How an indicator's periods make its year."""

    AKUMULATIF = "akumulatif"  # the sum
    RATA_RATA = "rata_rata"  # the mean of the periods filled in
    POSISI_AKHIR = "posisi_akhir"  # the last one filled in
    TAHUNAN = "tahunan"  # measured once; the other periods are not measured, and not 0


class CaraIsi(StrEnum):
    """What is typed into a period; fixed per indicator."""

    PERIODE = "periode"  # nilai periode itu
    SAMPAI_DENGAN = "sampai_dengan"  # s.d. periode itu


Deret = Mapping[Periode, Isian]
_Cells = tuple[tuple[Periode, Nilai], ...]  # the cells that hold a value, in order


@dataclass(frozen=True)
class Aturan:
    """By which rules an indicator's capaian is computed."""

    polaritas: Polaritas
    kebijakan: Kebijakan
    skala_predikat: SkalaPredikat | None = None
    di_atas_rentang: DiAtasRentang = DiAtasRentang.LEBIH_BURUK
    tenggat: date | None = None
    posisi_data: date | None = None

    def capaian(self, target: Isian, realisasi: Isian) -> Capaian:
        """Capaian under these rules."""
        return capaian(
            target,
            realisasi,
            polaritas=self.polaritas,
            kebijakan=self.kebijakan,
            skala_predikat=self.skala_predikat,
            di_atas_rentang=self.di_atas_rentang,
            tenggat=self.tenggat,
            posisi_data=self.posisi_data,
        )


@dataclass(frozen=True)
class Rangkaian:
    """One indicator in one year: targets and realisasi by period, and the target of the year (the PK's)."""

    tipologi: Tipologi
    cara_isi: CaraIsi
    target: Deret
    realisasi: Deret
    target_tahun: Isian = None


@dataclass(frozen=True)
class SampaiDengan:
    """A value to date: from which periods it comes, out of how many; `alasan` where the kinds cannot be joined."""

    isian: Isian
    periode: tuple[Periode, ...]
    jumlah: int
    alasan: Alasan | None = None


@dataclass(frozen=True)
class DuaCapaian:
    """R-TW-4: against the targets to date, and against the year's target. Both are shown."""

    kumulatif: Capaian
    setahun: Capaian


@exactly
def value_to_date(values: Deret, periode: Periode, *, tipologi: Tipologi, cara_isi: CaraIsi) -> SampaiDengan:
    """The value up to and with a period, made from the periods of its kind that are filled in.

    None filled in gives what stands in the asked period: *belum diisi*, or the kind of nothing somebody entered.
    """
    asked = periode.up_to()
    filled = _filled(values, asked)
    if not filled:
        return SampaiDengan(values.get(periode), (), len(asked))
    used = filled if _joins(tipologi, cara_isi) else filled[-1:]
    joined = _join(used, tipologi)
    periods = tuple(p for p, _ in used)
    return SampaiDengan(joined, periods, len(asked), None if joined else Alasan.JENIS_BERBEDA)


def year_value(values: Deret, tahun: int, *, jenis: str = "TW", tipologi: Tipologi, cara_isi: CaraIsi) -> SampaiDengan:
    """The year's value from its quarters (or its months, `jenis="B"`)."""
    last = Periode.tahunan(tahun).parts(jenis)[-1]
    return value_to_date(values, last, tipologi=tipologi, cara_isi=cara_isi)


@exactly
def value_of(values: Deret, periode: Periode, *, tipologi: Tipologi, cara_isi: CaraIsi) -> Isian:
    """The value of the period alone. For totals typed to date it is the difference to the period before.

    The difference is unknown (None) where the period before is not filled in.
    """
    here = values.get(periode)
    if not (tipologi is Tipologi.AKUMULATIF and cara_isi is CaraIsi.SAMPAI_DENGAN) or not isinstance(here, Nilai):
        return here
    before = periode.up_to()[:-1]
    if not before:
        return here
    previous = values.get(before[-1])
    both_numbers = isinstance(previous, Nilai) and {here.jenis, previous.jenis} <= _NUMERIC
    if not both_numbers or not isinstance(previous, Nilai) or here.angka is None or previous.angka is None:
        return None
    return Nilai(JenisNilai.ANGKA, angka=here.angka - previous.angka)


def capaian_periode(rangkaian: Rangkaian, periode: Periode, aturan: Aturan) -> Capaian:
    """Capaian of the period alone."""
    target, realisasi = (
        value_of(values, periode, tipologi=rangkaian.tipologi, cara_isi=rangkaian.cara_isi)
        for values in (rangkaian.target, rangkaian.realisasi)
    )
    if rangkaian.tipologi is Tipologi.TAHUNAN:
        if target is None and realisasi is None:
            return undefined(Alasan.BELUM_DIUKUR, "R-TW")
        target = rangkaian.target_tahun if target is None else target
    return aturan.capaian(target, realisasi)


@exactly
def capaian_sampai(rangkaian: Rangkaian, periode: Periode, aturan: Aturan) -> Capaian:
    """Capaian to date against the targets to date (R-TW-1, R-TW-3).

    Under `Akumulasi.TERISI` only the periods count whose realisasi and target are filled in; under SEMUA the targets of
    all periods to date. A period that does not apply counts in neither.
    """
    target_of, realisasi_of = rangkaian.target.get, rangkaian.realisasi.get
    periods = tuple(
        p for p in periode.up_to() if not (_not_applicable(target_of(p)) or _not_applicable(realisasi_of(p)))
    )
    if not periods:
        return undefined(Alasan.TIDAK_BERLAKU, "R-TW")
    reached = _filled(rangkaian.realisasi, periods)
    if not reached:
        return _nothing_reached(rangkaian, periods, aturan)
    aimed = _filled(rangkaian.target, periods)
    reached, aimed = _counted(rangkaian, reached, aimed, aturan.kebijakan.akumulasi)
    target: Isian = _join(aimed, rangkaian.tipologi)
    if rangkaian.tipologi is Tipologi.TAHUNAN and not aimed:
        target = rangkaian.target_tahun
    elif not aimed or not reached:
        return undefined(Alasan.TARGET_BELUM_DIISI, "R-TW")
    realisasi = _join(reached, rangkaian.tipologi)
    if realisasi is None or (target is None and aimed):
        return undefined(Alasan.JENIS_BERBEDA, "R-TW")
    steps = _steps("realisasi", reached, realisasi, rangkaian) + _steps("target", aimed, target, rangkaian)
    found = aturan.capaian(target, realisasi)
    return _shown_as(found, f"R-TW {rangkaian.tipologi}", steps)


def capaian_setahun(rangkaian: Rangkaian, periode: Periode, aturan: Aturan) -> Capaian:
    """Capaian to date against the target of the whole year (R-TW-4)."""
    to_date = value_to_date(rangkaian.realisasi, periode, tipologi=rangkaian.tipologi, cara_isi=rangkaian.cara_isi)
    if to_date.alasan is not None:
        return undefined(to_date.alasan, "R-TW-4")
    if rangkaian.tipologi is Tipologi.TAHUNAN and to_date.isian is None and rangkaian.target.get(periode) is None:
        return undefined(Alasan.BELUM_DIUKUR, "R-TW-4")
    found = aturan.capaian(rangkaian.target_tahun, to_date.isian)
    steps = _steps("realisasi", _filled(rangkaian.realisasi, to_date.periode), to_date.isian, rangkaian)
    return _shown_as(found, "R-TW-4", steps)


def capaian_berjalan(rangkaian: Rangkaian, aturan: Aturan, *, sampai: Periode) -> Capaian:
    """Capaian of a sum whose year still runs, as of its last period filled in: to date, not against the whole year.

    Without targets of its periods it is too early to judge; against the year's target half a year looks like failure.
    """
    found = capaian_sampai(rangkaian, sampai, aturan)
    too_early = found.alasan is Alasan.TARGET_BELUM_DIISI and rangkaian.target_tahun is not None
    return undefined(Alasan.BELUM_SETAHUN, "R-TW") if too_early else found


def capaian_dua(rangkaian: Rangkaian, periode: Periode, aturan: Aturan) -> DuaCapaian:
    """Both capaian of a period (R-TW-4)."""
    return DuaCapaian(capaian_sampai(rangkaian, periode, aturan), capaian_setahun(rangkaian, periode, aturan))


_NUMERIC = {JenisNilai.ANGKA, JenisNilai.DURASI}


def _joins(tipologi: Tipologi, cara_isi: CaraIsi) -> bool:
    """Whether several periods are added or averaged; what is typed to date, and a position, is its last value."""
    return cara_isi is CaraIsi.PERIODE and tipologi in {Tipologi.AKUMULATIF, Tipologi.RATA_RATA}


def _not_applicable(cell: Isian) -> bool:
    return isinstance(cell, Tiada) and cell.keadaan is Keadaan.TIDAK_BERLAKU


def _nothing_reached(rangkaian: Rangkaian, periods: tuple[Periode, ...], aturan: Aturan) -> Capaian:
    """Why there is no realisasi to date: not measured then, not due, not filled in, not available."""
    targets = [rangkaian.target.get(p) for p in periods]
    if rangkaian.tipologi is Tipologi.TAHUNAN and all(target is None for target in targets):
        return undefined(Alasan.BELUM_DIUKUR, "R-TW")
    target = next((target for target in reversed(targets) if target is not None), None)
    return aturan.capaian(target, rangkaian.realisasi.get(periods[-1]))


def _filled(values: Deret, periods: tuple[Periode, ...]) -> _Cells:
    return tuple((p, cell) for p in periods if isinstance(cell := values.get(p), Nilai))


def _counted(rangkaian: Rangkaian, reached: _Cells, aimed: _Cells, akumulasi: Akumulasi) -> tuple[_Cells, _Cells]:
    """The cells of realisasi and of target that stand in a capaian to date."""
    joins = _joins(rangkaian.tipologi, rangkaian.cara_isi)
    if akumulasi is Akumulasi.TERISI:
        if rangkaian.tipologi is Tipologi.AKUMULATIF or joins:  # totals are only comparable over the same periods
            both = {p for p, _ in reached} & {p for p, _ in aimed}
            reached, aimed = (tuple(cell for cell in cells if cell[0] in both) for cells in (reached, aimed))
        else:
            aimed = tuple(cell for cell in aimed if cell[0] <= reached[-1][0])
    return (reached, aimed) if joins else (reached[-1:], aimed[-1:])


def _join(cells: _Cells, tipologi: Tipologi) -> Nilai | None:
    """The cells as one value: the only one as it is, several added or averaged; None for kinds that cannot be."""
    values = [value for _, value in cells]
    if len(values) <= 1:
        return values[0] if values else None
    divisor = len(values) if tipologi is Tipologi.RATA_RATA else 1
    kinds = {value.jenis for value in values}
    lower = sum((value.angka for value in values if value.angka is not None), Decimal(0)) / divisor
    if kinds <= _NUMERIC:
        return Nilai(JenisNilai.ANGKA, angka=lower)
    if kinds == {JenisNilai.RENTANG}:
        upper = sum((value.angka_atas for value in values if value.angka_atas is not None), Decimal(0)) / divisor
        return Nilai(JenisNilai.RENTANG, angka=lower, angka_atas=upper)
    return None


def _steps(name: str, cells: _Cells, joined: Isian, rangkaian: Rangkaian) -> tuple[Langkah, ...]:
    """How a to-date value came about; operands are named by what and which period: realisasi 2025-TW1."""
    operands = tuple((_operand(name, p), value.angka) for p, value in cells if value.angka is not None)
    if not operands or not isinstance(joined, Nilai):
        return ()
    kode = LangkahKode.TERAKHIR
    if _joins(rangkaian.tipologi, rangkaian.cara_isi):
        kode = LangkahKode.RERATA if rangkaian.tipologi is Tipologi.RATA_RATA else LangkahKode.JUMLAH
    return (Langkah(kode, operands, joined.angka),)


@cache
def _operand(name: str, periode: Periode) -> str:
    return f"{name} {periode}"


def _shown_as(found: Capaian, rumus: str, steps: tuple[Langkah, ...]) -> Capaian:
    """The same capaian, with how its values to date came about."""
    return Capaian(found.mentah, found.dipakai, found.alasan, f"{rumus}, {found.rumus}", steps + found.langkah)
