"""The holidays of an instansi: the list, adding by paste, revoking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sakip.arithmetic.periods import HARI
from sakip.kernel.access import Permission
from sakip.kernel.sending import send
from sakip.kernel.web import Request, obtain_for
from sakip.organisasi.actions import agenda as actions
from sakip.organisasi.forms.kalender import LiburForm
from sakip.organisasi.queries import agenda as queries
from sakip.organisasi.views.kalender import frame, keep, only, root_of_calendar
from sakip.organisasi.views.kewajiban import managed


def libur(request: Request) -> HttpResponse:
    """The holidays of a year; who manages the settings adds some by paste."""
    if request.method == "POST":
        return _add(request)
    return _page(request, root_of_calendar(request), LiburForm(), status=200)


def _add(request: Request) -> HttpResponse:
    root = managed(request)
    form = LiburForm(request.POST)
    sent = send(request, form, lambda: actions.add_holidays(root, hari=form.cleaned_data["hari"], by=request.access))
    if not sent.done:
        return _page(request, root, form, status=sent.status)
    made = len(sent.result)
    known = len(form.cleaned_data["hari"]) - made
    messages.success(
        request, f"{made} hari libur ditambahkan{f', {known} sudah tercatat sebelumnya' if known else ''}."
    )
    return redirect(reverse("organisasi:libur") + only(keep(request)))


@require_POST
def cabut(request: Request, pk: int) -> HttpResponse:
    """Take a day from the list."""
    found = obtain_for(request, Permission.MANAGE_SETTINGS, queries.holidays(request.access, revoked=True), pk=pk)
    actions.revoke_holiday(found, by=request.access)
    messages.success(request, f"Hari libur {found.nama} dicabut.")
    return redirect(reverse("organisasi:libur") + only(keep(request)))


def _page(request: Request, root: Any, form: LiburForm, *, status: int) -> HttpResponse:
    tahun = request.periode.tahun
    rows = queries.holidays(request.access).filter(unit=root, tanggal__year=tahun) if root else []
    context = frame(request, root, "libur") | {
        "rows": [(each, HARI[each.tanggal.weekday()]) for each in rows],
        "tahun": tahun,
        "form": form,
    }
    return render(request, "organisasi/kalender_libur.html", context, status=status)
