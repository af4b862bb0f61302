"""The weights of a plan's indicators: everyone reads them, who plans sets them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.arithmetic.policies import Bobot, Rollup
from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import kebijakan, units
from sakip.perencanaan import actions, queries
from sakip.perencanaan.forms.bobot import KelompokBobot, groups_of
from sakip.perencanaan.views import shared


def unit(request: Request, pk: int) -> HttpResponse:
    """The unit's own plan of the chosen year; a statement whose weights are not 100 together is not saved."""
    found = obtain(units(request.access), pk=pk)
    tahun = request.periode.tahun
    plan = queries.plan_in(found, tahun, seen_by=request.access)
    rows = queries.weighed(plan, tahun=tahun, seen_by=request.access) if plan else []
    if request.method != "POST":
        return _page(request, found, plan, groups_of(rows))
    request.access.require(Permission.PLAN, found.path)
    groups = groups_of(rows, request.POST)
    cells = [cell for group in groups for cell in group.sel]
    if plan is None or any(cell.error for cell in cells):
        return _page(request, found, plan, groups, status=422)
    new = [actions.BobotBaru(cell.penempatan, cell.bobot, cell.versi) for cell in cells]
    try:
        written = actions.set_weights(plan, bobot=new, tahun=tahun, by=request.access)
    except Refused as no:
        shown = groups_of(rows, request.POST, seen=not isinstance(no, Stale))
        return _page(request, found, plan, shown, status=409, penolakan=no)
    messages.success(request, f"{len(written)} bobot tersimpan." if written else "Tidak ada bobot yang berubah.")
    return redirect("perencanaan:bobot", pk=found.pk)


def _page(
    request: Request,
    unit: Any,
    plan: Any,
    groups: list[KelompokBobot],
    *,
    status: int = 200,
    penolakan: Refused | None = None,
) -> HttpResponse:
    policy = kebijakan(unit, request.periode.tahun, seen_by=request.access).aturan
    context = {
        "crumbs": shared.unit_crumbs(
            unit,
            ("Indikator", reverse("perencanaan:indikator-unit", args=[unit.pk])),
            ("Bobot indikator", ""),
        ),
        "unit": unit,
        "rencana": plan,
        "kelompok": [group for group in groups if len(group.sel) > 1],
        "tunggal": [group for group in groups if len(group.sel) == 1],
        "boleh": request.access.allows(Permission.PLAN, unit.path),
        "dipakai": policy.bobot is Bobot.INDIKATOR,
        "cara_b": policy.rollup is Rollup.B,
        "penolakan": penolakan.refusal if penolakan else None,
    }
    return render(request, "perencanaan/bobot.html", context, status=status)
