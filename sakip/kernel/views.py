"""Pages of the ground: history, a job's progress, the choice of year and period."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sakip.arithmetic.periods import Periode
from sakip.kernel import queries
from sakip.kernel.models import Job
from sakip.kernel.web import Request, obtain

EVENTS_PER_PAGE = 50


def riwayat(request: Request) -> HttpResponse:
    """Everything that was changed in the reader's part of the organisation."""
    cari = request.GET.get("cari", "").strip()
    entries = queries.history_of(
        request.access,
        object_type=request.GET.get("jenis", ""),
        object_id=request.GET.get("id", ""),
        unit_path=request.GET.get("unit", ""),
        text=cari,
    )
    page = Paginator(entries, EVENTS_PER_PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "events": list(queries.events(list(page.object_list))), "cari": cari}
    return render(request, "kernel/riwayat.html", context)


def job(request: Request, pk: int) -> HttpResponse:
    """Progress of a job, for the person who started it."""
    found = obtain(Job.objects.visible_to(request.access).filter(owner_id=request.access.actor_id), pk=pk)
    return render(request, "kernel/job.html", {"job": found, "next": request.GET.get("lanjut", "")})


@require_POST
def pilih_periode(request: HttpRequest) -> HttpResponse:
    """Remember year and period for all pages, and go back to where the person was."""
    try:
        periode = Periode(int(request.POST["tahun"]), request.POST.get("periode", "T"))
    except (KeyError, ValueError):
        return HttpResponseBadRequest("Tahun atau periode tidak dikenal.")
    request.session["tahun"], request.session["periode"] = periode.tahun, periode.kode
    back = request.POST.get("kembali", "/")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
