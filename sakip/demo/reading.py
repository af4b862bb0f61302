"""The world's figures, from the text of the data files to typed values, by the reader that people's tables pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sakip.arithmetic.notation import Kosong, Terbaca, read_value
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.predicates import predicate_scale
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.demo.files import by_key, rows

FIRST, BARU = 2021, 2025
"""The first year of the figures, and of the plans 2025-2029."""

_NOTHING = {"belum tersedia: ": Keadaan.BELUM_TERSEDIA, "tidak berlaku: ": Keadaan.TIDAK_BERLAKU}


@dataclass(frozen=True)
class Cell:
    """A typed value of an indicator in a period, and how it was typed."""

    kode: str
    periode: Periode
    isian: Isian
    diketik: str


@cache
def indicators() -> dict[str, dict[str, Any]]:
    """Every indicator's row by its code; one that carries on another says only what differs."""
    found = dict(by_key("indikator", "kode"))
    for row in rows("penerusan"):
        found[row["kode"]] = {**found[row["meneruskan"]], "mulai": BARU, **row}
    return found


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
    """The filled cells of an indicator: ``what`` is 'target', 'target_baru' or 'realisasi'.

    Those of the years, and of the quarters of a year.
    """
    found = (Cell(kode, periode, read(kode, text), text) for periode, text in _texts(indicators()[kode], what))
    return [cell for cell in found if cell.isian is not None]


def baseline(kode: str) -> Cell | None:
    """Where an indicator stood before the plans 2025-2029, or before it began.

    As its row says (empty: nobody wrote it down), else what was reached in 2024, or in the year nearest to it.
    """
    row = indicators()[kode]
    if "baseline" in row:
        said, period = row["baseline"], Periode.tahunan(int(row.get("mulai", BARU)) - 1)
        return Cell(kode, period, read(kode, said), said) if said else None
    known = [each for each in cells(kode, "realisasi") if isinstance(each.isian, Nilai) and each.periode.kode == "T"]
    return min(known, key=lambda each: abs(each.periode.tahun - BARU + 1), default=None)


def _texts(row: dict[str, Any], what: str) -> Iterator[tuple[Periode, str]]:
    first = BARU if what == "target_baru" else row.get("mulai", FIRST)
    for year, text in enumerate(row.get(what, ()), first):
        yield Periode.tahunan(year), text
    for year, quarters in row.get(f"{what}_tw", {}).items():
        yield from zip(Periode.tahunan(int(year)).triwulan(), quarters, strict=True)


def later(part: str) -> list[tuple[Cell, dict[str, Any]]]:
    """What changed later ('koreksi', 'verifikasi', 'perubahan_target', 'target_rkt'), and each row's other facts."""
    return [(_cell(row), row) for row in rows(part)]


def _cell(row: dict[str, Any]) -> Cell:
    return Cell(row["kode"], Periode.tahunan(row["tahun"]), read(row["kode"], row["nilai"]), row["nilai"])
