"""Capaian of one indicator: how far realisasi reached its target, in % (R-CAP-1 to R-CAP-8).

Nothing undefined becomes a number: `mentah` is None exactly where `alasan` says why. `dipakai` is what averages use:
the raw value between floor and cap, or what the policy puts in the place of a value that is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sakip.arithmetic.exact import SERATUS, exactly
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.policies import CaraPredikat, DataHilang, Kebijakan, RumusMenurun, TargetNol
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada

NOL = Decimal(0)


class Alasan(StrEnum):
    """Why there is no raw capaian."""

    TARGET_BELUM_DIISI = "target_belum_diisi"
    TARGET_BELUM_TERSEDIA = "target_belum_tersedia"
    REALISASI_BELUM_DIISI = "realisasi_belum_diisi"
    REALISASI_BELUM_TERSEDIA = "realisasi_belum_tersedia"
    TIDAK_BERLAKU = "tidak_berlaku"
    BELUM_JATUH_TEMPO = "belum_jatuh_tempo"
    BELUM_SETAHUN = "belum_setahun"  # the year runs, and there are no targets of its quarters to judge a sum by
    BELUM_DIUKUR = "belum_diukur"  # an indicator measured once a year, in another period (R-TW)
    TARGET_NOL = "target_nol"
    TARGET_NEGATIF = "target_negatif"  # a ratio to a negative target turns the order round
    TAK_TERDEFINISI_TANPA_BATAS = "tak_terdefinisi_tanpa_batas"  # N2 with realisasi 0 and no cap
    DIPAKAI_BATAS = "dipakai_batas"  # the same with a cap: the cap is used
    DIHITUNG_NOL_LEWAT_TENGGAT = "dihitung_nol_lewat_tenggat"
    JENIS_BERBEDA = "jenis_berbeda"
    KODE_DI_LUAR_SKALA = "kode_di_luar_skala"
    SKALA_BELUM_DITENTUKAN = "skala_belum_ditentukan"


class LangkahKode(StrEnum):
    """What a step of the calculation does; a page turns it into a sentence."""

    MENINGKAT = "meningkat"  # realisasi / target x 100
    MENURUN_N1 = "menurun_n1"  # (2 x target - realisasi) / target x 100
    MENURUN_N2 = "menurun_n2"  # target / realisasi x 100
    DALAM_RENTANG = "dalam_rentang"
    DI_BAWAH_RENTANG = "di_bawah_rentang"
    DI_ATAS_RENTANG = "di_atas_rentang"
    TARGET_NOL = "target_nol"
    PERINGKAT_TARGET = "peringkat_target"
    PERINGKAT_REALISASI = "peringkat_realisasi"
    TERCAPAI_ATAU_TIDAK = "tercapai_atau_tidak"
    TEPAT_WAKTU_ATAU_TIDAK = "tepat_waktu_atau_tidak"
    LANTAI = "lantai"
    BATAS = "batas"
    DIHITUNG_NOL = "dihitung_nol"
    JUMLAH = "jumlah"  # to-date totals, R-TW
    RERATA = "rerata"
    TERAKHIR = "terakhir"


class Langkah(NamedTuple):
    """One step: what was done, with which named numbers, to which result."""

    kode: LangkahKode
    operan: tuple[tuple[str, Decimal], ...]
    hasil: Decimal | None


@dataclass(frozen=True)
class Capaian:
    """Raw and used capaian side by side, in %; `rumus` names the R-code and family that decided."""

    mentah: Decimal | None
    dipakai: Decimal | None
    alasan: Alasan | None
    rumus: str
    langkah: tuple[Langkah, ...] = ()


Hasil = Capaian | Decimal | None  # what averages and scales take


class _Raw(NamedTuple):
    """What a rule says before cap and floor."""

    nilai: Decimal | None
    rumus: str
    langkah: tuple[Langkah, ...] = ()
    alasan: Alasan | None = None


@exactly
def capaian(
    target: Isian,
    realisasi: Isian,
    *,
    polaritas: Polaritas,
    kebijakan: Kebijakan,
    skala_predikat: SkalaPredikat | None = None,
    di_atas_rentang: DiAtasRentang = DiAtasRentang.LEBIH_BURUK,
    tenggat: date | None = None,
    posisi_data: date | None = None,
) -> Capaian:
    """Compare a realisasi with its target under an instansi's policy.

    `tenggat` is the last day for handing in, `posisi_data` the day the data is looked at: an empty realisasi on or
    before the deadline is not yet due; after it the policy decides (R-CAP-8). Only what was left empty can count as 0:
    *belum tersedia* carries a reason somebody gave.
    """
    missing = _missing(target, realisasi, kebijakan, tenggat, posisi_data)
    if missing is not None:
        return missing
    assert isinstance(target, Nilai)  # noqa: S101 - for the type checker; _missing took the others
    assert isinstance(realisasi, Nilai)  # noqa: S101 - likewise
    rule = _rule_for(target, realisasi, kebijakan)
    if rule is None:
        return undefined(Alasan.JENIS_BERBEDA, "R-CAP")
    return _used(rule(target, realisasi, _Setting(polaritas, kebijakan, skala_predikat, di_atas_rentang)), kebijakan)


def undefined(alasan: Alasan, rumus: str, langkah: tuple[Langkah, ...] = ()) -> Capaian:
    """No capaian, for this reason."""
    return Capaian(None, None, alasan, rumus, langkah)


class _Setting(NamedTuple):
    polaritas: Polaritas
    kebijakan: Kebijakan
    skala: SkalaPredikat | None
    di_atas: DiAtasRentang


_Rule = Callable[[Nilai, Nilai, _Setting], _Raw]


def _missing(
    target: Isian, realisasi: Isian, kebijakan: Kebijakan, tenggat: date | None, posisi_data: date | None
) -> Capaian | None:
    """The answer where one of the two is not a value (R-CAP-8); None where both are."""
    if isinstance(target, Nilai) and isinstance(realisasi, Nilai):
        return None
    states = (
        (Keadaan.TIDAK_BERLAKU in {_state(target), _state(realisasi)}, Alasan.TIDAK_BERLAKU),
        (target is None, Alasan.TARGET_BELUM_DIISI),
        (isinstance(target, Tiada), Alasan.TARGET_BELUM_TERSEDIA),
        (isinstance(realisasi, Tiada), Alasan.REALISASI_BELUM_TERSEDIA),
        (realisasi is None, Alasan.REALISASI_BELUM_DIISI),
    )
    alasan = next(reason for holds, reason in states if holds)
    if alasan is Alasan.REALISASI_BELUM_DIISI and tenggat is not None and posisi_data is not None:
        return _not_filled(kebijakan, late=posisi_data > tenggat)
    return undefined(alasan, "R-CAP-8")


def _not_filled(kebijakan: Kebijakan, *, late: bool) -> Capaian:
    if not late:
        return undefined(Alasan.BELUM_JATUH_TEMPO, "R-CAP-8")
    if kebijakan.data_hilang is DataHilang.DIKECUALIKAN:
        return undefined(Alasan.REALISASI_BELUM_DIISI, "R-CAP-8")
    step = Langkah(LangkahKode.DIHITUNG_NOL, (), NOL)
    return Capaian(None, NOL, Alasan.DIHITUNG_NOL_LEWAT_TENGGAT, "R-CAP-8", (step,))


def _state(isian: Isian) -> Keadaan | None:
    return isian.keadaan if isinstance(isian, Tiada) else None


_NUMERIC = {JenisNilai.ANGKA, JenisNilai.DURASI}


def _rule_for(target: Nilai, realisasi: Nilai, kebijakan: Kebijakan) -> _Rule | None:
    """Which rule compares these two kinds; None if none does."""
    if realisasi.jenis in _NUMERIC and target.jenis in _NUMERIC:
        return _by_number
    if realisasi.jenis in _NUMERIC and target.jenis is JenisNilai.RENTANG:
        return _by_range
    kinds = {target.jenis, realisasi.jenis}
    if JenisNilai.PREDIKAT in kinds:
        return _predicate_rule(target, realisasi, kebijakan)
    return (
        {JenisNilai.YA_TIDAK: _by_yes_no, JenisNilai.TANGGAL: _by_date}.get(target.jenis) if len(kinds) == 1 else None
    )


def _predicate_rule(target: Nilai, realisasi: Nilai, kebijakan: Kebijakan) -> _Rule | None:
    """By number where both have one and the policy wants it; else by rank, which needs two predicates."""
    kinds = {target.jenis, realisasi.jenis}
    numbers = kinds <= {JenisNilai.PREDIKAT, JenisNilai.ANGKA} and None not in {target.angka, realisasi.angka}
    if numbers and kebijakan.predikat is CaraPredikat.NILAI:
        return _by_predicate_number
    return _by_rank if kinds == {JenisNilai.PREDIKAT} else None


def _by_number(target: Nilai, realisasi: Nilai, setting: _Setting) -> _Raw:
    if setting.polaritas is Polaritas.RENTANG:
        return _by_range(target, realisasi, setting)
    return _ratio(_number(target), _number(realisasi), setting.polaritas, setting.kebijakan)


def _number(nilai: Nilai) -> Decimal:
    assert nilai.angka is not None  # noqa: S101 - the kind's check guarantees it
    return nilai.angka


def _ratio(t: Decimal, r: Decimal, polaritas: Polaritas, kebijakan: Kebijakan) -> _Raw:
    """R-CAP-1, R-CAP-2 and R-CAP-6 for two numbers."""
    rising = polaritas is Polaritas.MENINGKAT
    rumus = "R-CAP-1" if rising else f"R-CAP-2 {kebijakan.rumus_menurun.upper()}"
    if t < 0:
        return _Raw(None, rumus, alasan=Alasan.TARGET_NEGATIF)
    if t == 0:
        return _zero_target_rising(r, kebijakan.target_nol) if rising else _zero_target_falling(r)
    operands = (("realisasi", r), ("target", t))
    if rising:
        return _said(LangkahKode.MENINGKAT, operands, r * SERATUS / t, rumus)
    if kebijakan.rumus_menurun is RumusMenurun.N1:
        return _said(LangkahKode.MENURUN_N1, operands, (2 * t - r) * SERATUS / t, rumus)
    if r <= 0:
        return _Raw(None, rumus, alasan=Alasan.TAK_TERDEFINISI_TANPA_BATAS)
    return _said(LangkahKode.MENURUN_N2, operands, t * SERATUS / r, rumus)


def _said(kode: LangkahKode, operan: tuple[tuple[str, Decimal], ...], hasil: Decimal, rumus: str) -> _Raw:
    return _Raw(hasil, rumus, (Langkah(kode, operan, hasil),))


def _zero_target_rising(r: Decimal, choice: TargetNol) -> _Raw:
    rumus = f"R-CAP-6 {choice}"
    results = {
        TargetNol.NOL: NOL,
        TargetNol.SERATUS: SERATUS,
        TargetNol.SERATUS_BILA_ADA: SERATUS if r > 0 else NOL,
    }
    if choice not in results:
        return _Raw(None, rumus, alasan=Alasan.TARGET_NOL)
    return _said(LangkahKode.TARGET_NOL, (("realisasi", r),), results[choice], rumus)


def _zero_target_falling(r: Decimal) -> _Raw:
    """No case was aimed at: none is 100, any is 0 (the limit of N2)."""
    return _said(LangkahKode.TARGET_NOL, (("realisasi", r),), SERATUS if r <= 0 else NOL, "R-CAP-6")


def _by_range(target: Nilai, realisasi: Nilai, setting: _Setting) -> _Raw:
    """R-CAP-3: inside is 100; outside the nearer limit is the target.

    A range target of a rising indicator is open above, of a falling one open below.
    """
    r, lower = _number(realisasi), _number(target)
    upper = lower if target.angka_atas is None else target.angka_atas
    below_is_fine = setting.polaritas is Polaritas.MENURUN
    above_is_fine = setting.polaritas is Polaritas.MENINGKAT or (
        setting.polaritas is Polaritas.RENTANG and setting.di_atas is DiAtasRentang.LEBIH_BAIK
    )
    operands = (("realisasi", r), ("batas_bawah", lower), ("batas_atas", upper))
    if r < lower and not below_is_fine:
        outside, kode = _ratio(lower, r, Polaritas.MENINGKAT, setting.kebijakan), LangkahKode.DI_BAWAH_RENTANG
    elif r > upper and not above_is_fine:
        strict = replace(setting.kebijakan, rumus_menurun=RumusMenurun.N1)
        outside, kode = _ratio(upper, r, Polaritas.MENURUN, strict), LangkahKode.DI_ATAS_RENTANG
    else:
        return _said(LangkahKode.DALAM_RENTANG, operands, SERATUS, "R-CAP-3")
    return outside._replace(rumus="R-CAP-3", langkah=(Langkah(kode, operands, outside.nilai),))


def _by_predicate_number(target: Nilai, realisasi: Nilai, setting: _Setting) -> _Raw:
    if setting.skala is not None and any(n.kode and setting.skala.find(n.kode) is None for n in (target, realisasi)):
        return _Raw(None, "R-CAP-4 nilai", alasan=Alasan.KODE_DI_LUAR_SKALA)
    found = _by_number(target, realisasi, setting)
    return found._replace(rumus=f"R-CAP-4 nilai, {found.rumus}")


def _by_rank(target: Nilai, realisasi: Nilai, setting: _Setting) -> _Raw:
    """R-CAP-4 (b) and (c). A predicate's rank rises with quality, whatever the indicator's polarity says."""
    binary = setting.kebijakan.predikat is CaraPredikat.BINER
    rumus = "R-CAP-4 biner" if binary else "R-CAP-4 peringkat"
    if setting.skala is None:
        return _Raw(None, rumus, alasan=Alasan.SKALA_BELUM_DITENTUKAN)
    wanted, reached = setting.skala.find(target.kode or ""), setting.skala.find(realisasi.kode or "")
    if wanted is None or reached is None:
        return _Raw(None, rumus, alasan=Alasan.KODE_DI_LUAR_SKALA)
    t, r = Decimal(wanted.peringkat), Decimal(reached.peringkat)
    ranks = (
        Langkah(LangkahKode.PERINGKAT_TARGET, (), t),
        Langkah(LangkahKode.PERINGKAT_REALISASI, (), r),
    )
    if binary:
        found = _reached_or_not(r >= t, (("realisasi", r), ("target", t)), rumus)
    else:
        found = _said(LangkahKode.MENINGKAT, (("realisasi", r), ("target", t)), r * SERATUS / t, rumus)
    return found._replace(langkah=ranks + found.langkah)


def _reached_or_not(reached: bool, operands: tuple[tuple[str, Decimal], ...], rumus: str) -> _Raw:  # noqa: FBT001
    return _said(LangkahKode.TERCAPAI_ATAU_TIDAK, operands, SERATUS if reached else NOL, rumus)


def _by_yes_no(target: Nilai, realisasi: Nilai, setting: _Setting) -> _Raw:
    """R-CAP-5: reached or not; a falling indicator aims at *tidak*, one with a range at the same answer."""
    t, r = _number(target), _number(realisasi)
    reached = {Polaritas.MENINGKAT: r >= t, Polaritas.MENURUN: r <= t, Polaritas.RENTANG: r == t}[setting.polaritas]
    return _reached_or_not(reached, (("realisasi", r), ("target", t)), "R-CAP-5")


def _by_date(target: Nilai, realisasi: Nilai, _: _Setting) -> _Raw:
    """R-CAP-5: a thing due by a day is done by then or not; earlier is never worse."""
    assert target.tanggal is not None  # noqa: S101 - the kind's check guarantees it
    assert realisasi.tanggal is not None  # noqa: S101 - likewise
    late = Decimal((realisasi.tanggal - target.tanggal).days)
    return _said(
        LangkahKode.TEPAT_WAKTU_ATAU_TIDAK, (("hari_terlambat", late),), SERATUS if late <= 0 else NOL, "R-CAP-5"
    )


def _used(raw: _Raw, kebijakan: Kebijakan) -> Capaian:
    """R-CAP-7: min(max(mentah, lantai), batas), the raw value kept beside."""
    if raw.nilai is None:
        capped = raw.alasan is Alasan.TAK_TERDEFINISI_TANPA_BATAS and kebijakan.batas is not None
        if not capped:
            return Capaian(None, None, raw.alasan, raw.rumus, raw.langkah)
        step = Langkah(LangkahKode.BATAS, (), kebijakan.batas)
        return Capaian(None, kebijakan.batas, Alasan.DIPAKAI_BATAS, raw.rumus, (*raw.langkah, step))
    dipakai, langkah = raw.nilai, raw.langkah
    if kebijakan.lantai is not None and dipakai < kebijakan.lantai:
        langkah += (Langkah(LangkahKode.LANTAI, (("mentah", dipakai), ("lantai", kebijakan.lantai)), kebijakan.lantai),)
        dipakai = kebijakan.lantai
    if kebijakan.batas is not None and dipakai > kebijakan.batas:
        langkah += (Langkah(LangkahKode.BATAS, (("mentah", dipakai), ("batas", kebijakan.batas)), kebijakan.batas),)
        dipakai = kebijakan.batas
    return Capaian(raw.nilai, dipakai, None, raw.rumus, langkah)


@exactly
def warn_unit_sanity(target: Isian, realisasi: Isian) -> Decimal | None:
    """The power of ten nearest to the ratio of two numbers that differ 20-fold or more; None otherwise (R-GEN-5).

    Such a pair is usually a slip of the unit or of the decimal comma: 4.079,71 against 4.387.740 gives 1000.
    """
    t, r = _comparable(target), _comparable(realisasi)
    if t is None or r is None or not t or not r:
        return None
    larger, smaller = max(abs(t), abs(r)), min(abs(t), abs(r))
    if larger < 20 * smaller:
        return None
    exponent = (larger / smaller).log10().to_integral_value()
    return Decimal(10) ** int(exponent)


def _comparable(isian: Isian) -> Decimal | None:
    numeric = {JenisNilai.ANGKA, JenisNilai.DURASI, JenisNilai.PREDIKAT, JenisNilai.RENTANG}
    return isian.angka if isinstance(isian, Nilai) and isian.jenis in numeric else None
