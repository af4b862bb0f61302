"""Predicate scales: ordered codes that are compared by rank, never as text (R-CAP-4).

The scales are data (`data/predikat.toml`), each with its source and the day it holds from.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from sakip.arithmetic.exact import round_half_up


@dataclass(frozen=True)
class Tingkat:
    """One step of a scale; `mulai` is the lower bound of the numbers that belong to it, where the scale has numbers."""

    kode: str
    peringkat: int
    nama: str
    sinonim: tuple[str, ...] = ()
    mulai: Decimal | None = None


@dataclass(frozen=True)
class SkalaPredikat:
    """An ordered scale, lowest step first. `eksklusif`: a number must lie above `mulai`, else at it or above."""

    kode: str
    nama: str
    tingkat: tuple[Tingkat, ...]
    sumber: str
    berlaku_sejak: date
    eksklusif: bool = False

    def find(self, text: str) -> Tingkat | None:
        """The step a code, name or synonym means, whatever its case; None for what the scale does not know."""
        return self._by_word.get(_folded(text))

    @cached_property
    def _by_word(self) -> dict[str, Tingkat]:
        """Steps by every word for them; a code goes before a name."""
        names = {_folded(word): step for step in self.tingkat for word in (step.nama, *step.sinonim)}
        return names | {_folded(step.kode): step for step in self.tingkat}

    @property
    def has_numbers(self) -> bool:
        """Whether a number alone decides the step."""
        return any(t.mulai is not None for t in self.tingkat)

    def of_number(self, value: Decimal) -> Tingkat | None:
        """The step of a number, judged as printed with two decimals (R-LKE-4); None where the scale has no numbers."""
        if not self.has_numbers:
            return None
        printed = round_half_up(value)
        reached = [t for t in self.tingkat if t.mulai is None or self._reaches(printed, t.mulai)]
        return reached[-1]

    def _reaches(self, value: Decimal, bound: Decimal) -> bool:
        return value > bound if self.eksklusif else value >= bound


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def predicate_scales() -> dict[str, SkalaPredikat]:
    """All scales of the data file by code."""
    source = files("sakip.arithmetic").joinpath("data/predikat.toml").read_text(encoding="utf-8")
    return {row["kode"]: _scale(row) for row in tomllib.loads(source, parse_float=Decimal)["skala"]}


def predicate_scale(kode: str) -> SkalaPredikat:
    """One scale. Raises KeyError for an unknown code."""
    return predicate_scales()[kode]


def _scale(row: dict[str, Any]) -> SkalaPredikat:
    steps = tuple(
        Tingkat(
            kode=step["kode"],
            peringkat=step["peringkat"],
            nama=step["nama"],
            sinonim=tuple(step.get("sinonim", ())),
            mulai=Decimal(step["mulai"]) if "mulai" in step else None,
        )
        for step in row["tingkat"]
    )
    return SkalaPredikat(
        kode=row["kode"],
        nama=row["nama"],
        tingkat=steps,
        sumber=row["sumber"],
        berlaku_sejak=row["berlaku_sejak"],
        eksklusif=row.get("eksklusif", False),
    )
