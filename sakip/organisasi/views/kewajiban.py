"""What who manages the calendar does with its obligations: prepare a year, add, change, take up, mark as done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.sending import send
from sakip.kernel.web import Request, obtain_for
from sakip.organisasi.actions import agenda as actions
from sakip.organisasi.forms.kalender import KewajibanForm, SiapkanForm, UbahKewajibanForm
from sakip.organisasi.queries import agenda as queries
from sakip.organisasi.views.kalender import HOME, frame, keep, root_of_calendar

DAYS_AFTER_QUARTER = 10
"""Proposed; what a real kecamatan uses as its cut-off day."""
NAMES = ("nama", "siapa", "peran", "tenggat", "geser", "dasar_hukum")


def managed(request: Request) -> Any:
    """The instansi whose calendar one may set; 404 for one that is not seen, 403 for one that is not one's to set."""
    root = root_of_calendar(request)
    request.access.require(Permission.MANAGE_SETTINGS, root.path if root else "")
    return root


def siapkan(request: Request) -> HttpResponse:
    """Copy the calendar of a performance year."""
    root = managed(request)
    initial = {"tahun": request.periode.tahun, "sesudah_triwulan": DAYS_AFTER_QUARTER}
    form = SiapkanForm(request.POST or None, initial=initial)
    sent = send(request, form, lambda: actions.prepare_agenda(root, by=request.access, **form.cleaned_data))
    if not sent.done:
        return _form_page(request, root, form, "Siapkan kalender", "siapkan", status=sent.status)
    used = sum(each.aktif for each in sent.result)
    tahun = form.cleaned_data["tahun"]
    messages.success(
        request,
        f"Kalender tahun kinerja {tahun} disiapkan: {used} kewajiban menurut peraturan berlaku, "
        f"{len(sent.result) - used} saran menunggu keputusan Anda.",
    )
    return redirect(_list(request, tahun, "keadaan=saran"))


def tambah(request: Request) -> HttpResponse:
    """Add an obligation of one's own."""
    root = managed(request)
    tahun = request.periode.tahun
    form = KewajibanForm(request.POST or None, initial={"geser": "tetap"})
    sent = send(request, form, lambda: actions.add_agenda(root, tahun=tahun, by=request.access, **form.cleaned_data))
    if not sent.done:
        return _form_page(request, root, form, f"Tambah kewajiban tahun kinerja {tahun}", status=sent.status)
    messages.success(request, f"Kewajiban “{sent.result.nama}” ditambahkan.")
    return redirect(_list(request, tahun))


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change an obligation; another date asks for a reason."""
    found = _obtain(request, pk)
    form = UbahKewajibanForm(request.POST or None, initial={name: getattr(found, name) for name in (*NAMES, "versi")})

    def save() -> Any:
        values = {name: form.cleaned_data[name] for name in (*NAMES, "alasan")}
        return actions.edit_agenda(found, seen=form.cleaned_data["versi"], by=request.access, **values)

    sent = send(request, form, save, versi=lambda: int(_obtain(request, pk).versi))
    if not sent.done:
        title = f"Ubah kewajiban tahun kinerja {found.tahun}"
        return _form_page(request, found.unit, form, title, agenda=found, status=sent.status)
    messages.success(request, "Perubahan kewajiban tersimpan.")
    return redirect(_list(request, found.tahun))


@require_POST
def langkah(request: Request, pk: int) -> HttpResponse:
    """One step of an obligation: done, open again, in use, out of use."""
    found = _obtain(request, pk)
    step = request.POST.get("langkah", "")
    if step == "selesai":
        actions.finish_agenda(found, selesai=timezone.localdate(), by=request.access)
    elif step == "buka":
        actions.reopen_agenda(found, by=request.access)
    elif step == "lepas":
        actions.leave_agenda(found, by=request.access)
    else:
        actions.take_up_agenda(found.unit, agenda=[found], by=request.access)
    messages.success(request, f"“{found.nama}” {SAID.get(step, SAID['pakai'])}.")
    return redirect(_list(request, found.tahun))


SAID = {
    "selesai": "ditandai selesai hari ini",
    "buka": "dibuka kembali",
    "lepas": "tidak dipakai; ia tetap ada sebagai saran",
    "pakai": "dipakai",
}


@require_POST
def pakai(request: Request) -> HttpResponse:
    """Take up the suggestions that were ticked."""
    root = managed(request)
    ids = [pk for pk in request.POST.getlist("agenda") if pk.isdecimal()]
    rows = queries.agenda(request.access, Permission.MANAGE_SETTINGS).filter(
        pk__in=ids, unit__path__startswith=root.path
    )
    taken = actions.take_up_agenda(root, agenda=list(rows), by=request.access)
    if taken:
        messages.success(request, f"{len(taken)} kewajiban dipakai.")
    else:
        messages.info(request, "Belum ada saran yang dicentang.")
    return redirect(_list(request, request.periode.tahun))


def _obtain(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.MANAGE_SETTINGS, queries.agenda(request.access), pk=pk)


def _list(request: Request, tahun: int, query: str = "") -> str:
    """The list of a performance year."""
    parts = [part for part in (f"pada={tahun}-T", query, keep(request).removeprefix("&")) if part]
    return f"{reverse('organisasi:kalender-daftar')}?{'&'.join(parts)}"


def _form_page(
    request: Request, root: Any, form: Any, judul: str, template: str = "kewajiban", *, agenda: Any = None, status: int
) -> HttpResponse:
    context = frame(request, root, "") | {
        "crumbs": [HOME, ("Kalender", reverse("organisasi:kalender")), (judul, "")],
        "form": form,
        "judul": judul,
        "agenda": agenda,
    }
    return render(request, f"organisasi/kalender_{template}.html", context, status=status)
