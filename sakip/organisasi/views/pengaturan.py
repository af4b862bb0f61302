"""The settings of an instansi, the letterhead as it will be printed, the emblem."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from sakip.documents.html import render_html
from sakip.documents.model import Document
from sakip.kernel.access import Permission
from sakip.kernel.sending import send
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions, queries, rules
from sakip.organisasi.documents import letterhead
from sakip.organisasi.forms.instansi import PengaturanForm
from sakip.referensi.queries import jenis_instansi

HOME = ("Beranda", "/")
FIELDS = ("alamat", "kontak", "warna", "tempat", "zona_waktu", "alamat_publik", "tahun_mulai")
FOREVER = "private, max-age=31536000, immutable"


def pengaturan(request: Request) -> HttpResponse:
    """To the settings of the instansi one keeps; the page leads to the others."""
    first = queries.instansi_to_set(request.access).first()
    if first is None:
        raise PermissionDenied
    return redirect("organisasi:pengaturan-instansi", pk=first.unit_id)


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change the settings."""
    found = _of_own(request, pk)
    initial = {name: getattr(found, name) for name in (*FIELDS, "versi")}
    form = PengaturanForm(request.POST or None, request.FILES or None, initial=initial, has_emblem=bool(found.lambang))

    def save() -> Any:
        values = {name: form.cleaned_data[name] for name in FIELDS}
        emblem = {name: form.cleaned_data[name] for name in ("lambang", "hapus_lambang") if name in form.cleaned_data}
        return actions.edit_settings(found, seen=form.cleaned_data["versi"], by=request.access, **emblem, **values)

    sent = send(request, form, save, versi=lambda: int(_of_own(request, pk).versi))
    if sent.done:
        messages.success(request, "Pengaturan tersimpan.")
        return redirect("organisasi:pengaturan-instansi", pk=pk)
    context = {
        "crumbs": [HOME, ("Pengaturan", "")],
        "instansi": found,
        "jenis": jenis_instansi()[found.jenis],
        "form": form,
        "kop": _drawn(found, Typed(**{name: _text(form, name) for name in ("alamat", "kontak", "warna")})),
        "lain": [(each, each.pk == found.pk) for each in queries.instansi_to_set(request.access)],
    }
    return render(request, "organisasi/pengaturan.html", context, status=sent.status)


def pratinjau_kop(request: Request, pk: int) -> HttpResponse:
    """The letterhead with what is typed so far, for the page that asks while one types."""
    found = _of_own(request, pk)
    typed = Typed(*(request.GET.get(name, "")[:300] for name in ("alamat", "kontak", "warna")))
    return HttpResponse(_drawn(found, typed))


def lambang(request: Request, pk: int, sidik: str) -> HttpResponse:
    """The emblem. Its address names its content, so a browser may keep it."""
    found = obtain(queries.instansi_seen(request.access), unit_id=pk, lambang=sidik)
    content = queries.emblem_of(found)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": FOREVER})


# --- the letterhead on the page --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Typed:
    """What the letterhead shows of a form that is not saved yet."""

    alamat: str
    kontak: str
    warna: str


def _drawn(instansi: Any, typed: Typed) -> SafeString:
    shown = copy(instansi)
    shown.alamat, shown.kontak = typed.alamat.strip(), typed.kontak.strip()
    shown.warna = "" if rules.unknown_color(typed.warna) else typed.warna
    kop = letterhead(instansi.unit, shown, emblem=queries.emblem_of(instansi))
    return mark_safe(render_html(Document("Kop", (kop,))))  # noqa: S308 - the renderer escapes every text


def _text(form: PengaturanForm, name: str) -> str:
    return str(form[name].value() or "")


def _of_own(request: Request, pk: int) -> Any:
    """The instansi, seen by whoever reads in it, set by whoever keeps its settings."""
    return obtain_for(request, Permission.MANAGE_SETTINGS, queries.instansi_seen(request.access), unit_id=pk)
