"""The cells of the two grids: realisasi of a unit in a year, targets of an indicator over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sakip.arithmetic.notation import format_told
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian, JenisNilai
from sakip.datakinerja.models import Series, SeriesValue
from sakip.kernel.composed import said
from sakip.kernel.queries import writers
from sakip.perencanaan.forms.grid import Cell, Conflict, fresh, is_stale
from sakip.perencanaan.kinerja import skala_of
from sakip.perencanaan.models import Indikator, Target

KODE = ("TW1", "TW2", "TW3", "TW4", "T")


def realisasi_cells(
    rows: Sequence[Indikator], standing: Mapping[tuple[int, Periode, str], SeriesValue], tahun: int
) -> list[Cell]:
    """One cell per indicator, quarter and year, holding what stands."""
    return [
        _cell(f"{row.pk}-{periode}", row, periode, standing.get((row.series_id, periode, "")), rentang=False)
        for row in rows
        for periode in _periods(tahun)
    ]


def series_cells(
    rows: Sequence[Series], standing: Mapping[tuple[int, Periode, str], SeriesValue], tahun: int
) -> list[Cell]:
    """One cell per series that a formula asks for, quarter and year, holding what stands."""
    return [
        fresh(
            Cell(
                key=f"d{row.pk}-{periode}",
                label=f"{row.nama}, {said(periode.label)}",
                periode=periode,
                jenis=JenisNilai(row.jenis),
                stands=stored.isian if stored else None,
                row_id=stored.pk if stored else None,
            )
        )
        for row in rows
        for periode in _periods(tahun)
        for stored in [standing.get((row.pk, periode, ""))]
    ]


def target_cells(
    indikator: Indikator, standing: Mapping[tuple[int, Periode], Target], placement_id: int, years: Sequence[int]
) -> list[Cell]:
    """One cell per year and quarter of one indicator and one dasar."""
    return [
        _cell(str(periode), indikator, periode, standing.get((placement_id, periode)), rentang=True)
        for year in years
        for periode in _periods(year)
    ]


def proposal_cell(row: Indikator, periode: Periode, stands: Isian, versi: int | None) -> Cell:
    """The cell of a proposed target; what was seen is the version of the proposal."""
    return fresh(replace(_cell(f"{row.pk}-{periode}", row, periode, None, rentang=True), stands=stands, row_id=versi))


def _periods(tahun: int) -> list[Periode]:
    return [Periode(tahun, kode) for kode in KODE]


def _cell(key: str, row: Indikator, periode: Periode, stored: SeriesValue | Target | None, *, rentang: bool) -> Cell:
    return fresh(
        Cell(
            key=key,
            label=f"{row.nama}, {said(periode.label)}",
            periode=periode,
            jenis=JenisNilai(row.series.jenis),
            stands=stored.isian if stored else None,
            row_id=stored.pk if stored else None,
            skala=skala_of(row),
            rentang=rentang,
        )
    )


def with_conflicts(cells: Sequence[Cell], model_label: str) -> list[Cell]:
    """The stale cells with what stands in them now and who put it there; one query for all of them."""
    stale = [cell for cell in cells if is_stale(cell)]
    by = writers((model_label, cell.row_id) for cell in stale if cell.row_id is not None)
    found = []
    for cell in cells:
        if not is_stale(cell):
            found.append(cell)
            continue
        writer = by.get((model_label, cell.row_id or 0))
        conflict = Conflict(format_told(cell.stands), writer.nama if writer else "orang lain", cell.row_id or 0)
        found.append(replace(cell, conflict=conflict))
    return found
