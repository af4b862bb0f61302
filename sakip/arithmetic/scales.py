"""Scales: the word and colour of a capaian (R-SKL), as data in `data/capaian.toml`.

A value is judged as printed, rounded to two decimals, so that number and word agree everywhere.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
