"""Kerangka: the levels that plans follow, those of the regulations and those that an instansi defines for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.sending import send, tell
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi.queries import home_unit, root_of, units
from sakip.perencanaan import actions
from sakip.perencanaan.forms.kerangka import HASIL, MOST_LEVELS, KerangkaForm, levels
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.views import shared
from sakip.referensi.queries import jenis_dokumen
from sakip.referensi.queries import kerangka as of_files

PAGE = "Kerangka rencana"


def daftar(request: Request) -> HttpResponse:
    """Every kerangka in reach with its levels; how many documents follow it."""
    home = home_unit(request.access)
    root = root_of(home, request.access) if home else None
    own = queries.own_frames(request.access)
    context = {
        "crumbs": _crumbs((PAGE, "")),
        "berkas": _of_files(request),
        "sendiri": own,
        "root": root,
        "boleh": root is not None and request.access.allows(Permission.MANAGE_POLICY, root.path),
    }
    return render(request, "perencanaan/kerangka.html", context)


def _of_files(request: Request) -> list[Any]:
    """Those that the regulations give the reader's family, and those that its kinds of documents have to themselves."""
    family = request.access.seat.family
    mine = {family, *(each.tingkat for each in jenis_dokumen().values() if family in each.kerangka)}
    return [each for kode, each in of_files().items() if not family or kode in mine]


def tambah(request: Request) -> HttpResponse:
    """Define one for an instansi (?instansi=, else one's own)."""
    roots = units(request.access).filter(induk=None)
    asked = request.GET.get("instansi", "")
    home = home_unit(request.access)
    root: Any = obtain(roots, pk=asked) if asked else root_of(home, request.access) if home else roots.first()
    request.access.require(Permission.MANAGE_POLICY, root.path if root else "")
    assert root is not None  # noqa: S101 - who may manage the policy of nothing was refused
    form = KerangkaForm(request.POST or None)
    return _form(
        request,
        form,
        lambda: actions.add_kerangka(root, by=request.access, **_said(request, form)),
        judul="Kerangka baru",
        isi=[],
    )


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change one; its levels only while no document follows them."""
    found = _obtain(request, pk)
    initial = {name: getattr(found, name) for name in ("nama", "sumber", "versi")}
    form = KerangkaForm(request.POST or None, initial=initial)
    return _form(
        request,
        form,
        lambda: actions.edit_kerangka(
            found, seen=form.cleaned_data["versi"] or 0, by=request.access, **_said(request, form)
        ),
        judul="Ubah kerangka",
        isi=found.tingkat,
        versi=lambda: int(_obtain(request, pk).versi),
    )


@require_POST
def hapus(request: Request, pk: int) -> HttpResponse:
    """Take away one that no document follows."""
    found = _obtain(request, pk)
    tell(request, lambda: actions.remove_kerangka(found, by=request.access), f"Kerangka {found.nama} dihapus.")
    return redirect("perencanaan:kerangka")


def _obtain(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.MANAGE_POLICY, queries.own_frames(request.access), pk=pk)


def _said(request: Request, form: Any) -> dict[str, Any]:
    facts = {name: form.cleaned_data[name] for name in ("nama", "sumber")}
    return facts | {"tingkat": levels(request.POST)}


def _form(
    request: Request,
    form: Any,
    act: Callable[[], Any],
    *,
    judul: str,
    isi: list[Any],
    versi: Callable[[], int] | None = None,
) -> HttpResponse:
    sent = send(request, form, act, versi=versi)
    if sent.done:
        messages.success(request, f"Kerangka {sent.result.nama} tersimpan.")
        return redirect("perencanaan:kerangka")
    rows = [vars(each) for each in levels(request.POST)] if request.method == "POST" else list(isi)
    context = {
        "crumbs": _crumbs((PAGE, reverse("perencanaan:kerangka")), (judul, "")),
        "judul": judul,
        "form": form,
        "baris": [*rows, *({} for _ in range(MOST_LEVELS - len(rows)))],
        "hasil": HASIL,
    }
    return render(request, "perencanaan/kerangka_ubah.html", context, status=sent.status)


def _crumbs(*more: tuple[str, str]) -> shared.Crumbs:
    return shared.crumbs(("Rencana", reverse("perencanaan:rencana-daftar")), *more)
