"""Scales: the word and colour of a capaian (R-SKL), as data in `data/capaian.toml`.

A value is judged as printed, rounded to two decimals, so that number and word agree everywhere.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from sakip.arithmetic.capaian import Capaian, Hasil
from sakip.arithmetic.exact import SERATUS, round_half_up
from sakip.arithmetic.periods import Periode


@dataclass(frozen=True)
class Kelas:
    """One class: `warna` is a colour's name (sangat-baik, baik, cukup, kurang, sangat-kurang), `hex` the source's own.

    `mulai` is the lower bound in %, one per quarter where the scale grows with the year; empty for the last class.
    """

    kode: str
    label: str
    warna: str
    hex: str | None = None
    mulai: tuple[Decimal, ...] = ()
    eksklusif: bool = False

    def reaches(self, value: Decimal, triwulan: int) -> bool:
        """Whether a rounded value lies at or above the bound (above it, where the bound is exclusive)."""
        if not self.mulai:
            return True
        bound = self.mulai[min(triwulan, len(self.mulai)) - 1]
        return value > bound if self.eksklusif else value >= bound


@dataclass(frozen=True)
class Skala:
    """A scale, its classes from the best down; `per_triwulan` where the bounds grow with the quarters (R-SKL-2)."""

    kode: str
    nama: str
    kelas: tuple[Kelas, ...]
    sumber: str
    berlaku_sejak: date

    @property
    def per_triwulan(self) -> bool:
        """Whether a quarter has to be named to classify."""
        return any(len(kelas.mulai) > 1 for kelas in self.kelas)


def classify(value: Decimal, skala: Skala, periode: Periode | None = None) -> Kelas:
    """The class of a capaian in %. Only a scale that grows with the year looks at the period: the quarter it ends in.

    Without a period such a scale is read at the end of the year.
    """
    triwulan = 4 if periode is None else (periode.end.month + 2) // 3
    printed = round_half_up(value)
    return next(kelas for kelas in skala.kelas if kelas.reaches(printed, triwulan))


def judged_value(hasil: Hasil) -> Decimal | None:
    """What a word judges: the raw capaian, else the used one, rounded as printed; None where there is none."""
    if isinstance(hasil, Capaian):
        hasil = hasil.dipakai if hasil.mentah is None else hasil.mentah
    return None if hasil is None else round_half_up(hasil)


def is_tercapai(hasil: Hasil) -> bool | None:
    """Whether the target is reached: 100 or more as printed with two decimals; None where there is no value."""
    value = judged_value(hasil)
    return None if value is None else value >= SERATUS


# --- a scale of one's own ---------------------------------------------------------------------------------------------

SENDIRI = "sendiri"
"""The code of a scale that an instansi made itself."""
WARNA = ("sangat-baik", "baik", "cukup", "kurang", "sangat-kurang")
"""The colours' names, from the best; the theme gives each its contrast, and a shape beside it."""


class SalahSkala(StrEnum):
    """What is wrong with a scale of one's own."""

    KELAS_KURANG = "kelas_kurang"  # fewer than two classes
    LABEL_KOSONG = "label_kosong"
    LABEL_BERULANG = "label_berulang"
    BATAS_KOSONG = "batas_kosong"
    BATAS_TIDAK_TURUN = "batas_tidak_turun"
    BATAS_TERAKHIR = "batas_terakhir"  # the last class takes everything below, so it has no bound
    WARNA_TIDAK_DIKENAL = "warna_tidak_dikenal"


class SkalaSalah(ValueError):
    """A scale that does not give every capaian exactly one class; ``baris`` is the class at fault, from 1."""

    def __init__(self, code: SalahSkala, baris: int) -> None:
        self.code, self.baris = code, baris
        super().__init__(f"{code}:{baris}")


def own_scale(rows: Sequence[Mapping[str, Any]], *, sumber: str = "", sejak: date = date.min) -> Skala:
    """The scale of an instansi from its rows (label, mulai, eksklusif, warna), the best class first.

    Raises SkalaSalah: bounds must fall, names differ, and the last class alone has no bound.
    """
    classes = tuple(
        Kelas(
            kode=f"kelas_{number}",
            label=str(row.get("label") or "").strip(),
            warna=str(row.get("warna") or ""),
            mulai=() if row.get("mulai") in {None, ""} else (Decimal(row["mulai"]),),
            eksklusif=bool(row.get("eksklusif")),
        )
        for number, row in enumerate(rows, 1)
    )
    for number, kelas in enumerate(classes, 1):
        wrong = _wrong_class(kelas, classes[: number - 1], last=number == len(classes))
        if wrong is not None:
            raise SkalaSalah(wrong, number)
    if len(classes) < 2:
        raise SkalaSalah(SalahSkala.KELAS_KURANG, len(classes))
    return Skala(SENDIRI, "Skala sendiri", classes, sumber, sejak)


def _wrong_class(kelas: Kelas, above: Sequence[Kelas], *, last: bool) -> SalahSkala | None:
    found = (
        (not kelas.label, SalahSkala.LABEL_KOSONG),
        (kelas.label.casefold() in {each.label.casefold() for each in above}, SalahSkala.LABEL_BERULANG),
        (kelas.warna not in WARNA, SalahSkala.WARNA_TIDAK_DIKENAL),
        (last and bool(above) and bool(kelas.mulai), SalahSkala.BATAS_TERAKHIR),
        (not last and not kelas.mulai, SalahSkala.BATAS_KOSONG),
        (bool(above) and bool(kelas.mulai) and _bound(kelas) >= _bound(above[-1]), SalahSkala.BATAS_TIDAK_TURUN),
    )
    return next((code for holds, code in found if holds), None)


def _bound(kelas: Kelas) -> tuple[Decimal, bool]:
    """Above 90 lies higher than from 90."""
    return kelas.mulai[0], kelas.eksklusif


# --- scales of the data file ------------------------------------------------------------------------------------------


@cache
def scales() -> dict[str, Skala]:
    """All scales of the data file by code."""
    source = files("sakip.arithmetic").joinpath("data/capaian.toml").read_text(encoding="utf-8")
    return {row["kode"]: _scale(row) for row in tomllib.loads(source, parse_float=Decimal)["skala"]}


def scale(kode: str) -> Skala:
    """One scale. Raises KeyError for an unknown code."""
    return scales()[kode]


def _scale(row: dict[str, Any]) -> Skala:
    return Skala(
        kode=row["kode"],
        nama=row["nama"],
        kelas=tuple(_class(entry) for entry in row["kelas"]),
        sumber=row["sumber"],
        berlaku_sejak=row["berlaku_sejak"],
    )


def _class(entry: dict[str, Any]) -> Kelas:
    bounds = entry.get("mulai_triwulan", [entry["mulai"]] if "mulai" in entry else [])
    return Kelas(
        kode=entry["kode"],
        label=entry["label"],
        warna=entry["warna"],
        hex=entry.get("hex"),
        mulai=tuple(Decimal(bound) for bound in bounds),
        eksklusif=entry.get("eksklusif", False),
    )
