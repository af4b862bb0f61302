"""Printed against computed: each difference with the rule that explains it; and what looks like a slip of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sakip.arithmetic.capaian import capaian, warn_unit_sanity
from sakip.arithmetic.exact import exactly, round_half_up
from sakip.arithmetic.notation import format_number
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.policies import CaraPredikat
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, Nilai
from sakip.perencanaan.transfers.polarity import FORMULAS, Rumus, Tercetak, by_rule

SMALL = Decimal("0.05")
"""Up to here a difference is told as one of rounding by hand, beyond it as a slip. In points of percent."""
CAPS = (Decimal(100), Decimal(110), Decimal(120), Decimal(150), Decimal(200))


class Sebab(StrEnum):
    """What explains a difference."""

    DIPOTONG = "dipotong"
    SELISIH_KECIL = "selisih_kecil"
    RASIO = "rasio"
    FAKTOR_SATUAN = "faktor_satuan"
    RUMUS_LAIN = "rumus_lain"
    DIBATASI = "dibatasi"
    SALAH_KETIK = "salah_ketik"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


@dataclass(frozen=True)
class Fakta:
    """One row as it is judged: what was promised, reached and printed in a period."""

    baris: int
    alamat: str
    indikator: str
    kunci: str
    periode: Periode
    target: Isian
    realisasi: Isian
    tercetak: Tercetak | None
    polaritas: Polaritas | None
    skala: SkalaPredikat | None


@dataclass(frozen=True)
class Perbedaan:
    """A printed percentage that is not what the rule gives. ``dihitung`` is rounded to the printed decimals."""

    baris: int
    alamat: str
    indikator: str
    periode: Periode
    tercetak: str
    dihitung: str | None
    selisih: str | None
    sebab: Sebab
    penjelasan: str
    rumus: str = ""
    faktor: str = ""


@dataclass(frozen=True)
class Peringatan:
    """Something that looks like a slip, though nothing forbids it."""

    kode: str
    kalimat: str
    indikator: str = ""
    tahun: int | None = None
    baris: int | None = None
    faktor: str = ""


@exactly
def difference(fact: Fakta, aturan: Aturan) -> Perbedaan | None:
    """The difference of one row with its explanation; None where print and rule agree, or nothing was printed."""
    printed = fact.tercetak
    if printed is None or fact.polaritas is None:
        return None
    result = capaian(fact.target, fact.realisasi, polaritas=fact.polaritas, kebijakan=aturan, skala_predikat=fact.skala)
    if printed.rounds_from(result.dipakai) or printed.rounds_from(result.mentah):
        return None
    sebab, penjelasan, more = _explained(fact, printed, result.mentah, aturan)
    shown = None if result.mentah is None else round_half_up(result.mentah, max(printed.desimal, 2))
    return Perbedaan(
        fact.baris,
        fact.alamat,
        fact.indikator,
        fact.periode,
        tercetak=format_number(printed.nilai, places=max(printed.desimal, 2)),
        dihitung=None if shown is None else format_number(shown, places=max(printed.desimal, 2)),
        selisih=None if shown is None else format_number(printed.nilai - shown, places=max(printed.desimal, 2)),
        sebab=sebab,
        penjelasan=penjelasan,
        rumus=more.get("rumus", result.rumus),
        faktor=more.get("faktor", ""),
    )


_Explained = tuple[Sebab, str, dict[str, str]]


def _explained(fact: Fakta, printed: Tercetak, hasil: Decimal | None, aturan: Aturan) -> _Explained:
    """The first explanation that reproduces the print, the surest first."""
    found = (
        _by_factor(fact, printed, aturan)
        or _by_cutting(printed, hasil)
        or _by_other_rule(fact, printed, aturan)
        or _by_cap(printed, hasil)
        or _as_ratio(printed, hasil)
    )
    if found is not None:
        return found
    if hasil is None:
        return (
            Sebab.TIDAK_DAPAT_DIHITUNG,
            "capaian tercetak, tetapi target atau realisasinya tidak memungkinkan perhitungan",
            {},
        )
    off = abs(printed.nilai - round_half_up(hasil, printed.desimal))
    if off <= SMALL:
        said = f"tidak dapat dijelaskan oleh pembulatan; selisih {format_number(off, places=max(printed.desimal, 2))}"
        return Sebab.SELISIH_KECIL, said, {}
    return Sebab.SALAH_KETIK, "tidak ada rumus yang menghasilkan angka ini; kemungkinan salah ketik", {}


def _by_factor(fact: Fakta, printed: Tercetak, aturan: Aturan) -> _Explained | None:
    """R-GEN-5: the print is right once target and realisasi are brought to the same unit."""
    factor = warn_unit_sanity(fact.target, fact.realisasi)
    if factor is None or fact.polaritas is None:
        return None
    target, realisasi = scaled(fact.target, fact.realisasi, factor)
    result = capaian(target, realisasi, polaritas=fact.polaritas, kebijakan=aturan, skala_predikat=fact.skala)
    if not printed.rounds_from(result.mentah):
        return None
    faktor = format_number(factor, places=0)
    said = (
        f"target dan realisasi ditulis dalam satuan yang berbeda {faktor} kali; dengan satuan yang sama angka "
        "tercetak benar"
    )
    return Sebab.FAKTOR_SATUAN, said, {"faktor": faktor}


def scaled(target: Isian, realisasi: Isian, factor: Decimal) -> tuple[Isian, Isian]:
    """Both in the same unit: the smaller of the two is multiplied."""
    if not (isinstance(target, Nilai) and isinstance(realisasi, Nilai)) or None in {target.angka, realisasi.angka}:
        return target, realisasi
    assert target.angka is not None  # noqa: S101 - tested above, for the type checker
    assert realisasi.angka is not None  # noqa: S101 - likewise
    if abs(target.angka) < abs(realisasi.angka):
        return _times(target, factor), realisasi
    return target, _times(realisasi, factor)


def _times(nilai: Nilai, factor: Decimal) -> Nilai:
    upper = None if nilai.angka_atas is None else nilai.angka_atas * factor
    return replace(nilai, angka=None if nilai.angka is None else nilai.angka * factor, angka_atas=upper)


def _by_cutting(printed: Tercetak, hasil: Decimal | None) -> _Explained | None:
    if not printed.truncates_from(hasil):
        return None
    return Sebab.DIPOTONG, "angka dipotong, bukan dibulatkan", {}


def _by_other_rule(fact: Fakta, printed: Tercetak, aturan: Aturan) -> _Explained | None:
    for rumus in Rumus:
        if printed.rounds_from(by_rule(rumus, fact.target, fact.realisasi, fact.skala)):
            return Sebab.RUMUS_LAIN, f"dihasilkan oleh rumus lain: {FORMULAS[rumus]} ({rumus})", {"rumus": rumus.value}
    for cara in CaraPredikat:
        other = replace(aturan, predikat=cara)
        result = capaian(
            fact.target, fact.realisasi, polaritas=Polaritas.MENINGKAT, kebijakan=other, skala_predikat=fact.skala
        )
        if fact.skala is not None and printed.rounds_from(result.mentah):
            return Sebab.RUMUS_LAIN, f"predikat dibandingkan dengan cara lain ({result.rumus})", {"rumus": result.rumus}
    return None


def _by_cap(printed: Tercetak, hasil: Decimal | None) -> _Explained | None:
    """R-CAP-7: a cap that the instansi's policy does not name."""
    if hasil is None or printed.nilai not in CAPS or hasil < printed.nilai:
        return None
    batas = format_number(printed.nilai, places=0)
    return Sebab.DIBATASI, f"dibatasi paling tinggi {batas}, sedangkan kebijakan instansi tidak membatasinya", {}


def _as_ratio(printed: Tercetak, hasil: Decimal | None) -> _Explained | None:
    ratio = Tercetak(printed.nilai * 100, max(printed.desimal - 2, 0))
    return (Sebab.RASIO, "tercetak sebagai perbandingan, bukan persen", {}) if ratio.rounds_from(hasil) else None


# --- warnings over the table -----------------------------------------------------------------------------------------


def warnings(facts: Sequence[Fakta]) -> list[Peringatan]:
    """Units that do not fit (R-GEN-5), and a year that repeats the year before."""
    return [*_unit_warnings(facts), *_repeated_years(facts)]


def _unit_warnings(facts: Iterable[Fakta]) -> Iterable[Peringatan]:
    for fact in facts:
        factor = warn_unit_sanity(fact.target, fact.realisasi)
        if factor is not None:
            faktor = format_number(factor, places=0)
            yield Peringatan(
                "faktor_satuan",
                f"{fact.indikator}, {fact.periode.label}: target dan realisasi berbeda sekitar {faktor} kali; "
                "periksa satuannya.",
                indikator=fact.indikator,
                tahun=fact.periode.tahun,
                baris=fact.baris,
                faktor=faktor,
            )


_FEWEST = 3  # equal figures of one or two indicators may well be true


def _repeated_years(facts: Iterable[Fakta]) -> Iterable[Peringatan]:
    """A year in which every indicator has the target and the realisasi of the year before: usually copied rows."""
    years: dict[int, dict[str, tuple[Isian, Isian]]] = defaultdict(dict)
    for fact in facts:
        if fact.periode.kode == "T" and isinstance(fact.target, Nilai) and isinstance(fact.realisasi, Nilai):
            years[fact.periode.tahun][fact.kunci] = (fact.target, fact.realisasi)
    for tahun in sorted(years):
        now, before = years[tahun], years.get(tahun - 1, {})
        both = now.keys() & before.keys()
        if len(both) >= _FEWEST and len(both) == len(now) and all(now[key] == before[key] for key in both):
            yield Peringatan(
                "tahun_berulang",
                f"Seluruh {len(both)} baris tahun {tahun} mengulang target dan realisasi tahun {tahun - 1}; "
                "periksa apakah tersalin.",
                tahun=tahun,
            )
