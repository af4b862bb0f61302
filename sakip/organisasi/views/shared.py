"""What the views share: a form on its page, the way here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.sending import Versi, send
from sakip.kernel.web import Request, obtain
from sakip.organisasi import queries

HOME = ("Beranda", "/")


def form_page(
    request: Request, form: Any, crumbs: list[tuple[str, str]], judul: str, *, batal: str, status: int, **more: str
) -> HttpResponse:
    """A form on a page of its own; ``batal`` leads back. ``more``: pengantar, tombol, ikon."""
    context = {"form": form, "crumbs": crumbs, "judul": judul, "batal": batal, **more}
    return render(request, "organisasi/formulir.html", context, status=status)


@dataclass(frozen=True)
class Halaman:
    """A page with one form: ``kembali`` is where one goes who thinks better of it, and who has done it."""

    judul: str
    crumbs: list[tuple[str, str]]
    kembali: str
    tombol: str = "Simpan"
    pengantar: str = ""


def answer(
    request: Request,
    form: Any,
    act: Callable[[], Any],
    page: Halaman,
    *,
    selesai: Callable[[Any], str],
    versi: Versi | None = None,
    ke: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Send the form to the action: done, one is told so (``selesai``) and goes on (``ke``); else the form again."""
    sent = send(request, form, act, versi=versi)
    if not sent.done:
        more = {
            "tombol": page.tombol,
            "pengantar": page.pengantar,
            "ikon": "device-floppy" if page.tombol == "Simpan" else "check",
        }
        return form_page(request, form, page.crumbs, page.judul, batal=page.kembali, status=sent.status, **more)
    messages.success(request, selesai(sent.result))
    return redirect(ke(sent.result) if ke else page.kembali)


def unit_crumbs(request: Request, found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Home, the list, the units above, the unit itself, and what is given."""
    above = queries.ancestors_of(found, request.access)
    way = [(each.singkatan or each.nama, reverse("organisasi:unit", args=[each.pk])) for each in (*above, found)]
    return [HOME, ("Unit kerja", reverse("organisasi:unit-daftar")), *way, *more]


def managed_root(request: Request) -> Any:
    """The instansi whose people one may set (?instansi=, else the first); 404 for one not seen, 403 for one not set."""
    roots = queries.units(request.access).filter(induk=None)
    mine = queries.units(request.access, Permission.MANAGE_PEOPLE).filter(induk=None)
    asked = request.GET.get("instansi", "")
    root = obtain(roots, pk=asked) if asked else mine.first() or roots.first()
    request.access.require(Permission.MANAGE_PEOPLE, root.path if root else "")
    return root
