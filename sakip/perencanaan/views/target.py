"""Targets of one indicator: years and quarters on a small grid, each dasar by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.pita import pita
from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.web import Request, obtain
from sakip.perencanaan import actions, queries
from sakip.perencanaan.actions.targets import YEARS_OF_BAND
from sakip.perencanaan.forms.entry import KODE, target_cells, with_conflicts
from sakip.perencanaan.forms.grid import Cell, findings, read_cells, to_write, understood
from sakip.perencanaan.forms.indikator import TargetForm
from sakip.perencanaan.kinerja import kinerja, reached_in
from sakip.perencanaan.penjelasan import hasil
from sakip.perencanaan.queries.acuan import benchmarks, peers
from sakip.perencanaan.views import shared
from sakip.perencanaan.views.charts import target_chart

YEARS_BEFORE, YEARS_AFTER = 1, 5


def target(request: Request, pk: int) -> HttpResponse:
    """Set targets. Changing one that stands asks for a reason; two who set the same one are told."""
    found = obtain(queries.indikator(request.access), pk=pk)
    request.access.require(Permission.SET_TARGET, found.unit.path)
    dasar = queries.dasar(request.POST.get("dasar") or request.GET.get("dasar", ""), found.unit)
    placement = queries.unattached([found.pk])[found.pk]
    tahun = request.periode.tahun
    years = range(tahun - YEARS_BEFORE, tahun + YEARS_AFTER + 1)

    def stored() -> list[Cell]:
        return target_cells(found, queries.standing_targets([placement.pk], dasar=dasar), placement.pk, years)

    form = TargetForm(request.POST or None, initial={"dasar": dasar.value})
    if request.method != "POST":
        return _page(request, found, form, stored(), dasar=dasar, status=200)
    cells = with_conflicts(read_cells(stored(), request.POST), queries.TARGET)
    if not form.is_valid() or any(cell.error for cell in cells):
        return _page(request, found, form, cells, dasar=dasar, status=422)
    if any(cell.conflict for cell in cells):
        return _page(request, found, form, cells, dasar=dasar, status=409)
    data = form.cleaned_data
    new = [actions.TargetBaru(placement, each.periode, each.isian, each.seen, each.text) for each in to_write(cells)]
    try:
        written = actions.set_targets(
            found.unit,
            targets=new,
            dasar=dasar,
            alasan=data["alasan"],
            dokumen=data["dokumen"],
            dinilai=True,
            by=request.access,
        )
    except Stale:
        cells = with_conflicts(read_cells(stored(), request.POST), queries.TARGET)
        return _page(request, found, form, cells, dasar=dasar, status=409)
    except Refused as no:
        form.add_error(no.refusal.field if no.refusal.field in form.fields else None, no.refusal.sentence)
        return _page(request, found, form, cells, dasar=dasar, status=409)
    if written:
        messages.success(request, f"{len(written)} target {dasar.label} tersimpan.")
        if told := understood(to_write(cells)):
            messages.warning(request, told)
    else:
        messages.info(request, "Tidak ada target yang berubah, sehingga tidak ada yang disimpan.")
    return redirect("perencanaan:indikator", pk=found.pk)


def _page(request: Request, found: Any, form: Any, cells: list[Cell], *, dasar: Any, status: int) -> HttpResponse:
    grounds = _grounds(request, found)
    whole = [cell for cell in cells if cell.periode.kode == "T"]
    yearly = {cell.periode.tahun: cell.isian if cell.changed else cell.stands for cell in whole}
    width, address = len(KODE), reverse("perencanaan:target", args=[found.pk])
    context = {
        "crumbs": shared.indikator_crumbs(found, ("Target", "")),
        "indikator": found,
        "form": form,
        "dasar": dasar,
        "dasar_lain": [(each, f"{address}?dasar={each}", each == dasar) for each in queries.dasar_of(found.unit)],
        "rows": [(cells[start].periode.tahun, cells[start : start + width]) for start in range(0, len(cells), width)],
        "temuan": findings(cells),
        "dasar_nilai": grounds,
        "grafik": target_chart(
            grounds["lampau"], yearly, grounds["kisaran"], satuan=found.series.satuan, nama=found.nama
        ),
        "berbenturan": any(cell.conflict for cell in cells),
    }
    return render(request, "perencanaan/target.html", context, status=status)


def _grounds(request: Request, found: Any) -> dict[str, Any]:
    """What a target is set by: the last five years, the band of this and the next years, published figures, peers."""
    tahun = request.periode.tahun
    years = [Periode.tahunan(year) for year in range(tahun - YEARS_OF_BAND, tahun)]
    others, now = peers(found, tahun, seen_by=request.access), Periode.tahunan(tahun)
    past = kinerja(found.unit, [found, *others], [*years, now], seen_by=request.access)
    _arah, reached = reached_in([found], [each.tahun for each in years], seen_by=request.access).get(
        found.pk, (None, {})
    )
    bands = [(year, pita(reached, year)) for year in range(tahun, tahun + YEARS_OF_BAND)]
    rows = [past[(found.pk, each)] for each in years if (found.pk, each) in past]
    return {
        "lampau": rows,
        "tahun": [(one, hasil(one.capaian, one.kelas, one.places)) for one in rows],
        "kisaran": [(year, band) for year, band in bands if band is not None],
        "pembanding": benchmarks(request.access).filter(indikator=found),
        "sejawat": [(each, past.get((each.pk, years[-1])), past.get((each.pk, now))) for each in others],
        "tahun_lalu": tahun - 1,
        "tahun_ini": tahun,
    }
