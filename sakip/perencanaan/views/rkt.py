"""The targets of a plan of a year: beside those of the plan above, changed with a reason, on one grid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.web import Request, obtain
from sakip.perencanaan import actions
from sakip.perencanaan.forms.entry import proposal_cell
from sakip.perencanaan.forms.grid import Cell, findings, read_cells
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.queries.rkt import BarisRKT, rkt_rows, source_of
from sakip.perencanaan.rules.rencana import not_yearly
from sakip.perencanaan.views import shared
from sakip.perencanaan.views.rencana import may


def target(request: Request, pk: int) -> HttpResponse:
    """The grid; ?langkah=usulkan fills what is not proposed yet."""
    found = obtain(queries.versions(request.access), pk=pk)
    if not_yearly(found.dokumen) is not None:
        raise Http404
    rows = rkt_rows(found, seen_by=request.access)
    cells = [_cell(row, found) for row in rows]
    if request.method != "POST":
        return _page(request, found, rows, cells)
    request.access.require(Permission.PLAN, found.dokumen.unit.path)
    try:
        if request.POST.get("langkah") == "usulkan":
            number = actions.propose_targets(found, by=request.access)
            messages.success(request, f"{number} target diusulkan dari rencana." if number else "Tidak ada yang baru.")
            return redirect("perencanaan:rencana-versi-target", pk=pk)
        cells = read_cells(cells, request.POST)
        if any(cell.error for cell in cells):
            return _page(request, found, rows, cells, status=422)
        number = actions.edit_proposals(found, usulan=list(_new(request, rows, cells)), by=request.access)
    except Refused as no:
        if isinstance(no, Stale):  # sending again writes over what stands now
            cells = [replace(cell, seen=cell.row_id) for cell in cells]
        return _page(request, found, rows, cells, status=409, refusal=no.refusal)
    messages.success(request, f"{number} usulan target tersimpan." if number else "Tidak ada yang berubah.")
    return redirect("perencanaan:rencana-versi-target", pk=pk)


def _cell(row: BarisRKT, versi: Any) -> Cell:
    year = Periode.tahunan(versi.dokumen.tahun_awal)
    stands, seen = (row.usulan.isian, row.usulan.versi) if row.usulan else (None, None)
    return proposal_cell(row.indikator, year, stands, seen)


def _new(request: Request, rows: list[BarisRKT], cells: list[Cell]) -> Any:
    """What was typed over a value or its reason; a cell left alone keeps what is stored."""
    for row, cell in zip(rows, cells, strict=True):
        note = request.POST.get(f"c-{row.indikator.pk}", "").strip()
        standing = row.usulan.catatan if row.usulan else ""
        if cell.changed or note != standing:
            value = cell.isian if cell.changed else cell.stands
            yield actions.UsulanBaru(row.penempatan, cell.periode, value, cell.seen, note)


def _page(
    request: Request, found: Any, rows: list[BarisRKT], cells: list[Cell], *, status: int = 200, refusal: Any = None
) -> HttpResponse:
    lines: list[dict[str, Any]] = []
    for row, cell in zip(rows, cells, strict=True):
        note = request.POST.get(f"c-{row.indikator.pk}", row.usulan.catatan if row.usulan else "")
        wrong = refusal.sentence if refusal and refusal.field == str(row.penempatan.pk) else ""
        lines.append({"baris": row, "cell": cell, "catatan": note, "salah": wrong})
    context = {
        "crumbs": shared.plan_crumbs(found, ("Target", "")),
        "versi": found,
        "sumber": source_of(found.dokumen, seen_by=request.access),
        "lines": lines,
        "rkt_baris": rows,
        "temuan": findings(cells),
        "penolakan": refusal,
        "kosong": not any(row.usulan for row in rows),
        "kembali": reverse("perencanaan:rencana-versi", args=[found.pk]),
        **may(request, found),
    }
    return render(request, "perencanaan/rencana_target.html", context, status=status)
