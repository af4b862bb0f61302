"""Where an indicator is used: its own page, and the part of it that the card fetches after it is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from sakip.kernel.web import Request, obtain
from sakip.perencanaan import queries
from sakip.perencanaan.pemakaian import pemakaian as uses
from sakip.perencanaan.queries.iku import decree_of
from sakip.perencanaan.views import shared


def pemakaian(request: Request, pk: int) -> HttpResponse:
    """The six uses in the chosen year, the missing ones among them."""
    found = obtain(queries.indikator(request.access), pk=pk)
    context: dict[str, Any] = {
        "indikator": found,
        "keputusan": decree_of(found, seen_by=request.access) if found.iku else None,
        "kegunaan": uses(found, request.periode.tahun, seen_by=request.access),
    }
    if request.htmx:
        return render(request, "perencanaan/_pemakaian.html", context)
    context["crumbs"] = shared.indikator_crumbs(found, ("Dipakai di", ""))
    return render(request, "perencanaan/pemakaian.html", context)
