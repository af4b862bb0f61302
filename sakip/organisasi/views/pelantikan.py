"""Pelantikan: the list, one screen to prepare it, the check of what it would do, its result, suggestions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import Sent, send
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions, queries
from sakip.organisasi.forms.pejabat import suggesting
from sakip.organisasi.forms.pelantikan import CAPACITIES, REASONS, PelantikanForm, leaving, moving
from sakip.organisasi.queries.ketikan import saran_jabatan as positions_like
from sakip.organisasi.queries.ketikan import saran_pegawai as people_like
from sakip.organisasi.queries.pelantikan import akibat_of, left_by, sebelum
from sakip.organisasi.queries.pelantikan import pelantikan as known
from sakip.organisasi.queries.rencana import rencana
from sakip.organisasi.views.shared import HOME, managed_root

EMPTY_ROWS, EMPTY_LEAVING = 8, 3
NAMES = ("tanggal", "nomor_sk", "tanggal_sk", "keterangan")
COLUMNS = (
    Column("nomor_sk", "Nomor SK", lambda each: each.nomor_sk, sort="nomor_sk", fixed=True),
    Column("tanggal", "Terhitung mulai", lambda each: each.tanggal, sort="tanggal"),
    Column("jumlah", "Pejabat", lambda each: len(each.baris), css="num"),
    Column("berakhir", "Berakhir", lambda each: len(each.berakhir), css="num"),
    Column("keadaan", "Keadaan", lambda each: "Diterapkan" if each.diterapkan else "Rancangan"),
    Column("keterangan", "Keterangan", lambda each: each.keterangan),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """Every pelantikan; drafts only for who prepares them."""
    table = Table(request, "pelantikan", COLUMNS, known(request.access))
    if file := table.export("Pelantikan"):
        return file
    context = {
        "crumbs": [HOME, ("Pelantikan", "")],
        "table": table,
        "boleh_kelola": request.access.allows_somewhere(Permission.MANAGE_PEOPLE),
    }
    return render(request, "organisasi/pelantikan_daftar.html", context)


def tambah(request: Request) -> HttpResponse:
    """Prepare one for an instansi (?instansi=)."""
    root = managed_root(request)
    form = PelantikanForm(request.POST or None, initial={"tanggal": timezone.localdate()})
    sent = _sent(request, form, lambda: actions.draft_pelantikan(root, by=request.access, **_said(request, form)))
    if sent.done:
        return redirect("organisasi:pelantikan", pk=sent.result.pk)
    return _screen(request, root, form, "Siapkan pelantikan", [], status=sent.status)


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change a draft; each row shows what is wrong with it."""
    found = _managed(request, pk)
    form = PelantikanForm(request.POST or None, initial={name: getattr(found, name) for name in (*NAMES, "versi")})
    sent = _sent(
        request,
        form,
        lambda: actions.edit_pelantikan(
            found, seen=form.cleaned_data["versi"] or 0, by=request.access, **_said(request, form)
        ),
        lambda: int(_managed(request, pk).versi),
    )
    if sent.done:
        return redirect("organisasi:pelantikan", pk=found.pk)
    return _screen(request, found.unit, form, "Ubah rancangan pelantikan", [found], status=sent.status)


def _sent(request: Request, form: Any, act: Callable[[], Any], versi: Callable[[], int] | None = None) -> Sent:
    """As ``send``; the button for more rows only shows the page again."""
    return Sent(done=False) if request.POST.get("langkah") == "baris" else send(request, form, act, versi=versi)


def _said(request: Request, form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in NAMES} | {
        "baris": [actions.BarisPelantikan(**row) for row in moving(request.POST)],
        "berakhir": [actions.BarisBerakhir(**row) for row in leaving(request.POST)],
    }


def _screen(request: Request, root: Any, form: Any, judul: str, draft: list[Any], *, status: int) -> HttpResponse:
    """The tables with what was typed or kept, and empty rows for more."""
    rows: list[dict[str, Any]]
    ends: list[dict[str, Any]]
    if request.method == "POST":
        rows, ends = [dict(row) for row in moving(request.POST)], [dict(row) for row in leaving(request.POST)]
    else:
        plans = [rencana(each, request.access) for each in draft]
        rows = [each.ketikan | {"masalah": each.masalah} for plan in plans for each in plan.baris]
        ends = [each.ketikan | {"masalah": each.masalah} for plan in plans for each in plan.keluar]
    more = EMPTY_ROWS if len(rows) % EMPTY_ROWS or not rows or request.POST.get("langkah") else 2
    context = {
        "crumbs": _crumbs((judul, "")),
        "judul": judul,
        "form": form,
        "draft": draft[0] if draft else None,
        "root": root,
        "baris": [*rows, *({} for _ in range(more))],
        "berakhir": [*ends, *({} for _ in range(EMPTY_LEAVING))],
        "sebagai": CAPACITIES,
        "alasan": REASONS,
        "saran": {kind: suggesting(kind, root) for kind in ("pegawai", "jabatan")},
    }
    return render(request, "organisasi/pelantikan_formulir.html", context, status=status)


def pelantikan(request: Request, pk: int) -> HttpResponse:
    """A draft as it would be applied, row by row; of one that was applied, what it did."""
    found = obtain(known(request.access), pk=pk)
    return _result(request, found) if found.diterapkan else _check(request, found)


def _check(request: Request, found: Any, *, refusal: str = "", status: int = 200) -> HttpResponse:
    plan = rencana(found, request.access)
    context = {
        "crumbs": _crumbs((found.nomor_sk, "")),
        "pelantikan": found,
        "rencana": plan,
        "akibat": akibat_of(plan, request.access),
        "penolakan": refusal,
    }
    return render(request, "organisasi/pelantikan_periksa.html", context, status=status)


def _result(request: Request, found: Any) -> HttpResponse:
    before = sebelum(found, request.access)
    terms = queries.terms(request.access).filter(pelantikan=found).order_by("jabatan__unit__path", "pk")
    context = {
        "crumbs": _crumbs((found.nomor_sk, "")),
        "pelantikan": found,
        "masa": [(each, before.get(each.pegawai_id)) for each in terms],
        "berakhir": [(text, who, dict(REASONS).get(why, why)) for text, who, why in left_by(found, request.access)],
    }
    return render(request, "organisasi/pelantikan_hasil.html", context)


@require_POST
def terapkan(request: Request, pk: int) -> HttpResponse:
    """Apply as it was checked; refused, the check is shown as things stand now."""
    found = _managed(request, pk)
    seen = request.POST.get("versi", "")
    try:
        actions.apply_pelantikan(
            found,
            seen=int(seen) if seen.isdecimal() else 0,
            sidik=request.POST.get("sidik", ""),
            akibat=request.POST.getlist("akibat"),
            by=request.access,
        )
    except Refused as no:
        found = _managed(request, pk)
        if found.diterapkan:
            messages.info(request, no.refusal.sentence)
            return redirect("organisasi:pelantikan", pk=pk)
        return _check(request, found, refusal=no.refusal.sentence, status=409)
    messages.success(request, f"Pelantikan {found.nomor_sk} diterapkan: {len(found.baris)} pejabat.")
    return redirect("organisasi:pelantikan", pk=pk)


@require_POST
def buang(request: Request, pk: int) -> HttpResponse:
    """Drop a draft."""
    found = _managed(request, pk)
    actions.discard_pelantikan(found, by=request.access)
    messages.success(request, f"Rancangan pelantikan {found.nomor_sk} dibuang.")
    return redirect("organisasi:pelantikan-daftar")


def saran_pegawai(request: Request) -> HttpResponse:
    """Options for the text typed so far, as a datalist holds them."""
    root = managed_root(request)
    text = request.GET.get("pegawai") or request.GET.get("keluar", "")
    found = people_like(root, text, request.access) if text.strip() else []
    return render(request, "organisasi/_saran.html", {"saran": found})


def saran_jabatan(request: Request) -> HttpResponse:
    """Positions for the text typed so far."""
    root = managed_root(request)
    text = request.GET.get("jabatan", "")
    found = positions_like(root, text, timezone.localdate(), request.access) if text.strip() else []
    return render(request, "organisasi/_saran.html", {"saran": found})


def _managed(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.MANAGE_PEOPLE, known(request.access), pk=pk)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [HOME, ("Pelantikan", reverse("organisasi:pelantikan-daftar")), *more]
