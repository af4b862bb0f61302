"""Entry of realisasi: a year and its quarters of one unit on a grid; all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.queries import KLAIM, VALUE, standing_values
from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import units
from sakip.perencanaan import queries, tables
from sakip.perencanaan.forms.entry import KODE, realisasi_cells, series_cells, with_conflicts
from sakip.perencanaan.forms.grid import Cell, findings, read_cells, to_write, understood
from sakip.perencanaan.kinerja import KinerjaMap, kinerja
from sakip.perencanaan.penjelasan import TIPOLOGI, hasil
from sakip.perencanaan.rules.frekuensi import by_quarters
from sakip.perencanaan.rumus import COMPUTED
from sakip.perencanaan.views import shared


def pilih_unit(request: Request) -> HttpResponse:
    """Which unit: those whose realisasi one may enter. A single one opens at once."""
    found = tables.entry_units(request.periode.tahun, seen_by=request.access)
    if not request.access.allows_somewhere(Permission.ENTER_REALISASI):
        request.access.require(Permission.ENTER_REALISASI, "")
    if len(found) == 1:
        return redirect("perencanaan:isian-unit", pk=found[0].unit.pk)
    context = {"crumbs": shared.crumbs(("Isi realisasi", "")), "rows": found}
    return render(request, "perencanaan/isian_pilih.html", context)


def unit(request: Request, pk: int) -> HttpResponse:
    """The grid. A cell that somebody else changed meanwhile is shown with both values, for the person to choose."""
    found = obtain(units(request.access), pk=pk)
    request.access.require(Permission.ENTER_REALISASI, found.path)
    rows = list(queries.indikator_of(found, tahun=request.periode.tahun, seen_by=request.access))
    deret = queries.series_to_enter(found, request.periode.tahun, seen_by=request.access)
    cells = _cells(request, rows, deret)
    if request.method != "POST":
        return _page(request, found, rows, cells, deret, status=200)
    cells = with_conflicts(read_cells(cells, request.POST), VALUE)
    if any(cell.error for cell in cells):
        return _page(request, found, rows, cells, deret, status=422)
    if any(cell.conflict for cell in cells):
        return _page(request, found, rows, cells, deret, status=409)
    by_key = {str(row.pk): row.series for row in rows} | {f"d{each.pk}": each for each in deret}

    def write(cells: list[Cell]) -> Sequence[Any]:
        values = [
            NilaiBaru(by_key[cell.key.partition("-")[0]], cell.periode, cell.isian, cell.seen, cell.text)
            for cell in to_write(cells)
        ]
        return record_values(found, values=values, by=request.access)

    try:
        try:
            written = write(cells)
        except Stale:  # between our look and the write: look again, now the conflict shows, or the two typed the same
            cells = with_conflicts(read_cells(_cells(request, rows, deret), request.POST), VALUE)
            if any(cell.conflict for cell in cells):
                return _page(request, found, rows, cells, deret, status=409)
            written = write(cells)
    except Refused as no:
        return _page(request, found, rows, cells, deret, status=409, penolakan=no.refusal.sentence)
    if written:
        messages.success(request, f"{len(written)} sel tersimpan. Capaian di kolom kanan sudah dihitung ulang.")
        if told := understood(to_write(cells)):
            messages.warning(request, told)
    else:
        messages.info(request, "Tidak ada sel yang berubah, sehingga tidak ada yang disimpan.")
    return redirect(request.get_full_path())


def _cells(request: Request, rows: list[Any], deret: list[Any]) -> list[Cell]:
    """Those of the indicators, then those of the series that formulas ask for."""
    standing = standing_values([*(row.series_id for row in rows), *(each.pk for each in deret)], lapis=KLAIM)
    tahun = request.periode.tahun
    return [*realisasi_cells(rows, standing, tahun), *series_cells(deret, standing, tahun)]


def _page(
    request: Request,
    unit: Any,
    rows: list[Any],
    cells: list[Cell],
    deret: list[Any],
    *,
    status: int = 200,
    penolakan: str = "",
) -> HttpResponse:
    periods = [Periode(request.periode.tahun, kode) for kode in KODE]
    asked = dict.fromkeys([*periods, request.periode])
    figures = kinerja(unit, rows, asked, seen_by=request.access, posisi_data=timezone.localdate())
    by_key = {cell.key: cell for cell in cells}
    context = {
        "crumbs": shared.unit_crumbs(
            unit,
            ("Indikator", reverse("perencanaan:indikator-unit", args=[unit.pk])),
            (f"Isian realisasi {request.periode.tahun}", ""),
        ),
        "unit": unit,
        "rows": [_row(row, periods, by_key, figures, request) for row in rows],
        "deret": [(each, [by_key[f"d{each.pk}-{periode}"] for periode in periods]) for each in deret],
        "temuan": findings(cells),
        "berbenturan": any(cell.conflict for cell in cells),
        "penolakan": penolakan,
        "langsung": request.GET.get("langsung") == "1",
        "boleh_rencana": request.access.allows(Permission.PLAN, unit.path),
        "boleh_impor": request.access.allows(Permission.IMPORT, unit.path),
    }
    return render(request, "perencanaan/isian.html", context, status=status)


def _row(
    row: Any, periods: list[Periode], by_key: dict[str, Cell], figures: KinerjaMap, request: Request
) -> dict[str, Any]:
    chosen = figures.get((row.pk, request.periode))
    cells = []
    asked = _asked(row, chosen, by_key)
    for periode in periods:
        cell, one = by_key[f"{row.pk}-{periode}"], figures.get((row.pk, periode))
        cells.append(
            {
                "cell": cell,
                "target": one.target_isian if one else None,
                "dihitung": _made(cell, one, request),
                "kurang": periode in asked and asked[periode] and not cell.text,
                "tidak_diminta": chosen is not None and periode not in asked and not cell.text,
            }
        )
    return {
        "indikator": row,
        "satuan": chosen.kartu.satuan if chosen else row.series.satuan,
        "tipologi": TIPOLOGI[chosen.kartu.tipologi].partition(":")[0] if chosen else "",
        "cells": cells,
        "hasil": hasil(chosen.capaian, chosen.kelas, chosen.places) if chosen else None,
    }


def _asked(row: Any, chosen: Any, by_key: dict[str, Cell]) -> dict[Periode, bool]:
    """The periods of the chosen year whose value is asked for, and whether it is owed: ended, with nothing in it.

    As ``kewajiban.gaps`` counts; where quarters are asked for, the year itself is never owed: it comes from them.
    """
    if chosen is None:
        return {}
    year = Periode.tahunan(chosen.periode.tahun)
    today = timezone.localdate()
    there = {each for each in (year, *year.triwulan()) if by_key[f"{row.pk}-{each}"].stands is not None}
    if by_quarters(chosen.kartu.tipologi, chosen.kartu.frekuensi):
        return {each: each.end < today and not there & {each, year} for each in year.triwulan()} | {year: False}
    return {year: year.end < today and not there & {year, year.triwulan()[-1]}}


@dataclass(frozen=True)
class Dihitung:
    """A value that is computed, shown in the place of an input, and from what."""

    isian: Isian
    dari: str


def _made(cell: Cell, one: Any, request: Request) -> Dihitung | None:
    """By the formula of the card; a year from its quarters, unless the year is entered itself."""
    untouched = cell.stands is None and not cell.changed and not cell.conflict
    if one is not None and one.realisasi.tercatat is not None and one.realisasi.tercatat.row_id == COMPUTED:
        return Dihitung(one.realisasi.isian, "dihitung dengan rumus")
    if one is None or one.realisasi.dari is None or not untouched or request.GET.get("langsung") == "1":
        return None
    return Dihitung(one.realisasi.isian, "dihitung dari triwulan")
