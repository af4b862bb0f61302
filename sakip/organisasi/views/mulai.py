"""The guided start of an instansi, for who keeps its settings or its accounts."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sakip.kernel.putaway import is_put_away, put_away, take_back
from sakip.kernel.web import STARTING, Request, obtain
from sakip.organisasi import queries
from sakip.organisasi.views.shared import HOME


def mulai(request: Request) -> HttpResponse:
    """The steps of the start (?instansi=, else the first one keeps). Sent, its card on the home page goes or comes."""
    mine = queries.kept_instansi(request.access)
    asked = request.GET.get("instansi")
    roots = queries.units(request.access).filter(induk=None)
    root = obtain(roots, pk=asked) if asked else next(iter(mine), None)
    if root is None or root not in mine:
        raise PermissionDenied
    name = queries.card_name(root)
    if request.method == "POST":
        if "tampilkan" in request.POST:
            take_back(request.access, name)
            messages.success(request, "Panduan ditampilkan lagi di beranda selama penyiapan belum selesai.")
            return redirect(f"{reverse('organisasi:mulai')}?instansi={root.pk}")
        put_away(request.access, name)
        request.session.pop(STARTING, None)
        messages.success(request, "Panduan disembunyikan. Ia tetap dapat dibuka dari menu nama Anda, di kanan atas.")
        return redirect("/")
    start = queries.start_of(root, seen_by=request.access, today=timezone.localdate())
    hidden = is_put_away(request.access, name)
    if request.session.get(STARTING, False) is not (going_on := start.selesai < start.banyak and not hidden):
        request.session[STARTING] = going_on
    context = {
        "crumbs": [HOME, ("Mulai memakai SAKIP", "")],
        "mulai": start,
        "disembunyikan": hidden,
        "lain": [(each, each == root) for each in mine] if len(mine) > 1 else [],
    }
    return render(request, "organisasi/mulai.html", context)
