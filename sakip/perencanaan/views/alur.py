"""The way of a version: proposed, looked at, set by its decree, its scan, the next version, two side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as drawn
from django.urls import reverse
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.files import read
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import FormPage, answer, tell
from sakip.kernel.web import Request, download, number_in, obtain, obtain_for
from sakip.organisasi.queries import instansi_of
from sakip.perencanaan import actions
from sakip.perencanaan.forms.rencana import AlasanForm, NaskahForm, TetapkanForm
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.queries.banding import banding as compared
from sakip.perencanaan.queries.nomenklatur import carried_lines
from sakip.perencanaan.views import shared
from sakip.referensi.queries import jenis_pemda
from sakip.referensi.queries.nomenklatur import generasi


def _obtain(request: Request, pk: int, permission: Permission = Permission.PLAN) -> Any:
    """The version; who may read it and not do this is told so."""
    return obtain_for(request, permission, queries.versions(request.access), pk=pk)


def _seen(request: Request) -> int:
    return number_in(request.POST.get("versi", "")) or 0


def _back(request: Request, pk: int, act: Any, done: str) -> HttpResponse:
    """Do it and tell so, or tell why not; the page of the version either way."""
    tell(request, act, done)
    return redirect("perencanaan:rencana-versi", pk=pk)


@require_POST
def langkah(request: Request, pk: int, nama: str) -> HttpResponse:
    """A step of the flow that needs no form of its own: ajukan, tarik, setujui, kembalikan."""
    note = request.POST.get("alasan", "")
    how: dict[str, tuple[Permission, Any, dict[str, str], str]] = {
        "ajukan": (Permission.PLAN, actions.propose_plan, {}, "Rencana diajukan untuk asistensi."),
        "tarik": (Permission.PLAN, actions.withdraw_plan, {}, "Usulan ditarik kembali; isinya dapat diubah lagi."),
        "setujui": (Permission.REVIEW_PLAN, actions.approve_plan, {"alasan": note}, "Rencana disetujui."),
        "kembalikan": (Permission.REVIEW_PLAN, actions.return_plan, {"alasan": note}, "Rencana dikembalikan."),
    }
    if nama not in how:
        raise Http404
    permission, act, more, done = how[nama]
    found = _obtain(request, pk, permission)
    return _back(request, pk, lambda: act(found, seen=_seen(request), by=request.access, **more), done)


def tetapkan(request: Request, pk: int) -> HttpResponse:
    """Set an approved version by its decree."""
    found = _obtain(request, pk)
    form = TetapkanForm(request.POST or None, request.FILES or None, initial={"versi": found.versi})

    def save() -> Any:
        data = dict(form.cleaned_data)
        return actions.set_plan(found, seen=data.pop("versi"), by=request.access, **data)

    return _form(
        request,
        found,
        form,
        save,
        judul="Tetapkan",
        done=f"{found} ditetapkan.",
        tombol="Tetapkan",
        ikon="rubber-stamp",
    )


def lampirkan(request: Request, pk: int) -> HttpResponse:
    """Attach the signed scan."""
    found = _obtain(request, pk)
    form = NaskahForm(request.POST or None, request.FILES or None, initial={"versi": found.versi})

    def save() -> Any:
        data = form.cleaned_data
        return actions.attach_scan(found, naskah=data["naskah"], seen=data["versi"], by=request.access)

    return _form(
        request,
        found,
        form,
        save,
        judul="Lampirkan naskah",
        done="Naskah terlampir.",
        tombol="Lampirkan",
        ikon="paperclip",
    )


def _form(request: Request, found: Any, form: Any, save: Any, *, judul: str, done: str, **more: Any) -> HttpResponse:
    back = reverse("perencanaan:rencana-versi", args=[found.pk])
    page = FormPage(judul, shared.plan_crumbs(found, (judul, "")), back, keterangan=str(found), **more)
    versi = lambda: obtain(queries.versions(request.access), pk=found.pk).versi  # noqa: E731 - said once
    return answer(request, form, save, page, selesai=done, versi=versi)


def naskah(request: Request, pk: int) -> HttpResponse:
    """The signed scan, for whoever may read the version."""
    found = obtain(queries.versions(request.access), pk=pk)
    if not found.berkas:
        raise Http404
    try:
        content = read(found.berkas)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return download(content, found.nama_berkas or "naskah.pdf", "application/pdf")


@require_POST
def selesai(request: Request, pk: int) -> HttpResponse:
    """The statements of a recorded version have all been copied."""
    found = _obtain(request, pk)
    done = "Pencatatan selesai; isinya sekarang terkunci."
    return _back(request, pk, lambda: actions.finish_recording(found, seen=_seen(request), by=request.access), done)


@require_POST
def buang(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = _obtain(request, pk)
    act = lambda: actions.discard_version(found, seen=_seen(request), by=request.access)  # noqa: E731 - said once
    if not tell(request, act, f"{found} dibuang.").done:
        return redirect("perencanaan:rencana-versi", pk=pk)
    if queries.documents(request.access).filter(pk=found.dokumen_id).exists():
        return redirect("perencanaan:rencana", pk=found.dokumen_id)
    return redirect("perencanaan:rencana-daftar")


def perubahan(request: Request, pk: int) -> HttpResponse:
    """Open the next version of a set document, with its reason."""
    found = obtain_for(request, Permission.PLAN, queries.documents(request.access), pk=pk)
    newest = queries.latest_version(found, seen_by=request.access)
    form = AlasanForm(request.POST or None)
    page = FormPage(
        "Buka perubahan",
        shared.plan_crumbs(newest, ("Buka perubahan", "")),
        reverse("perencanaan:rencana", args=[pk]),
        keterangan=found.nama,
        pengantar="Isi versi terakhir disalin ke versi berikutnya; yang sudah ditetapkan tetap berlaku.",
        tombol="Buka versi berikutnya",
        ikon="copy",
    )
    return answer(
        request,
        form,
        lambda: actions.open_version(found, alasan=form.cleaned_data["alasan"], by=request.access),
        page,
        selesai=lambda new: f"Versi {new.nomor} dibuka; versi yang ditetapkan tetap berlaku.",
        ke=lambda new: reverse("perencanaan:rencana-versi", args=[new.pk]),
    )


def bawa(request: Request, pk: int) -> HttpResponse:
    """Carry the codes of a version in work over to another generation (?ke=): one line for each, nothing guessed."""
    found = _obtain(request, pk)
    others = [each.kode for each in generasi() if each.kode != found.generasi]
    asked = request.POST.get("ke") or request.GET.get("ke", "")
    ke = asked if asked in others else (others[0] if others else "")
    pemda = jenis_pemda(instansi_of(found.dokumen.unit, request.access).jenis)
    lines = carried_lines(found, ke, jenis_pemda=pemda, seen_by=request.access)
    typed = {each.simpul.pk: request.POST.get(f"kode-{each.simpul.pk}", each.usul).strip()[:60] for each in lines}
    status, refusal = 200, ""
    if request.method == "POST":
        seen = _seen(request)
        wanted = {pk_: kode for pk_, kode in typed.items() if kode}
        try:
            number = actions.carry_codes(found, generasi=ke, kode=wanted, seen=seen, by=request.access)
        except Refused as no:
            status, refusal = 409, no.refusal.sentence
        else:
            left = len(typed) - len(wanted)
            more = f" {left} baris tetap memakai kode lamanya." if left else ""
            messages.success(request, f"{number} kode dibawa ke generasi {ke}.{more}")
            return redirect("perencanaan:rencana-versi", pk=pk)
    context = {
        "crumbs": shared.plan_crumbs(found, ("Bawa ke generasi lain", "")),
        "versi": found,
        "ke": ke,
        "lain": others,
        "baris": [(each, typed[each.simpul.pk]) for each in lines],
        "penolakan": refusal,
    }
    return drawn(request, "perencanaan/rencana_bawa.html", context, status=status)


def banding(request: Request, pk: int) -> HttpResponse:
    """Semula-menjadi: a version against an earlier one (?dari=), else against the one before it."""
    found = obtain(queries.versions(request.access), pk=pk)
    others = list(queries.versions(request.access).filter(dokumen=found.dokumen).exclude(pk=pk))
    asked = request.GET.get("dari", "")
    chosen = next((each for each in others if str(each.pk) == asked), None)
    if not others:
        messages.info(request, f"{found.dokumen.nama} baru memiliki satu versi, sehingga belum ada perbedaannya.")
        return redirect("perencanaan:rencana-versi", pk=pk)
    before = chosen or next((each for each in others if each.nomor < found.nomor), others[0])
    context = {
        "crumbs": shared.plan_crumbs(found, ("Semula-menjadi", "")),
        "versi": found,
        "dari": before,
        "lain": others,
        "beda": compared(before, found, seen_by=request.access),
    }
    return drawn(request, "perencanaan/rencana_banding.html", context)
