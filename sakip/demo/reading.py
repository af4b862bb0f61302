"""The world's figures, from the text of the data file to typed values, by the same reader that people's tables pass."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from sakip.arithmetic.notation import Kosong, Terbaca, read_value
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.predicates import predicate_scale
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Tiada
from sakip.demo.accounts import DATA

TAHUN = range(2021, 2027)
_NOTHING = {"belum tersedia: ": Keadaan.BELUM_TERSEDIA, "tidak berlaku: ": Keadaan.TIDAK_BERLAKU}


@dataclass(frozen=True)
class Cell:
    """A typed value of an indicator in a period, and how it was typed."""

    kode: str
    periode: Periode
    isian: Isian
    diketik: str


@cache
def figures() -> dict[str, Any]:
    """The file of indicators with what changed afterwards."""
    return tomllib.loads((DATA / "indikator.toml").read_text(encoding="utf-8"))


@cache
def indicators() -> dict[str, dict[str, Any]]:
    """Every indicator's row by its code."""
    return {row["kode"]: row for row in figures()["indikator"]}


def read(kode: str, text: str) -> Isian:
    """The value a text says for an indicator. Raises ValueError: the world's own data must not be doubtful."""
    for mark, keadaan in _NOTHING.items():
        if text.startswith(mark):
            return Tiada(keadaan, text.removeprefix(mark))
    row = indicators()[kode]
    jenis = JenisNilai.RENTANG if " s.d. " in text else JenisNilai(row.get("jenis", "angka"))
    skala = predicate_scale(row["skala_predikat"]) if "skala_predikat" in row else None
    reading = read_value(text, jenis=jenis, skala=skala)
    if isinstance(reading, Kosong):
        return None
    if not isinstance(reading, Terbaca):
        raise ValueError(f"{kode}: {text!r} gives {reading}")  # noqa: TRY004 - the text is wrong, not its type
    return reading.nilai


def cells(kode: str, what: str) -> list[Cell]:
    """The filled cells of an indicator: ``what`` is 'target' or 'realisasi', of the years and of their quarters."""
    row = indicators()[kode]
    texts = dict(zip((Periode.tahunan(year) for year in TAHUN), row[what], strict=True))
    for year, quarters in row.get(f"{what}_tw", {}).items():
        texts.update(zip(Periode.tahunan(int(year)).triwulan(), quarters, strict=True))
    found = [Cell(kode, periode, read(kode, text), text) for periode, text in texts.items()]
    return [cell for cell in found if cell.isian is not None]


def later(part: str) -> list[tuple[Cell, dict[str, Any]]]:
    """What changed later ('koreksi', 'verifikasi', 'perubahan_target', 'target_rkt'), and each row's other facts."""
    return [
        (Cell(row["kode"], Periode.tahunan(row["tahun"]), read(row["kode"], row["nilai"]), row["nilai"]), row)
        for row in figures()[part]
    ]
