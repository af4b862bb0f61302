"""Negative impact of an IKU: reported by the head of a unit, read by all, answered by the unit above."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.sending import FormPage, answer, send
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.perencanaan import actions, queries
from sakip.perencanaan.forms.dampak import DampakForm, TanggapanForm
from sakip.perencanaan.penjelasan import KEPUTUSAN_DAMPAK
from sakip.perencanaan.queries.dampak import above, answered, impacts
from sakip.perencanaan.views import shared


def lapor(request: Request, pk: int) -> HttpResponse:
    """Report that this IKU harms the whole, in the chosen year."""
    found = obtain_for(request, Permission.REPORT_IMPACT, queries.indikator(request.access), pk=pk)
    form, tahun, induk = DampakForm(request.POST or None), request.periode.tahun, found.unit.induk
    page = FormPage(
        "Laporkan dampak negatif IKU",
        shared.indikator_crumbs(found, ("Dampak negatif", "")),
        reverse("perencanaan:indikator", args=[pk]),
        keterangan=f"{found.nama} · {found.unit.nama}",
        pengantar=(
            f"Laporan ini dikirim kepada {induk.nama} dan dimuat dalam laporan kinerja tahun {request.periode.tahun}; "
            "sesudah dikirim tidak dapat diubah."
            if induk
            else ""
        ),
        tombol="Kirim laporan",
    )
    return answer(
        request,
        form,
        lambda: actions.report_impact(found, tahun=tahun, by=request.access, **form.cleaned_data),
        page,
        selesai=f"Laporan dikirim kepada {induk.nama if induk else ''}.",
        ke=lambda row: reverse("perencanaan:dampak", args=[row.pk]),
    )


def dampak(request: Request, pk: int) -> HttpResponse:
    """A report with its answers; who may answer in the unit above does it here."""
    found = obtain(answered(impacts(request.access), seen_by=request.access), pk=pk)
    may = request.access.allows(Permission.ANSWER_IMPACT, above(found.unit.path))
    if request.method != "POST":
        return _page(request, found, TanggapanForm(), may=may)
    request.access.require(Permission.ANSWER_IMPACT, above(found.unit.path))
    form = TanggapanForm(request.POST)
    sent = send(request, form, lambda: actions.answer_impact(found, by=request.access, **form.cleaned_data))
    if not sent.done:
        return _page(request, found, form, may=may, status=sent.status)
    messages.success(request, f"Tanggapan dikirim kepada {found.unit.nama}.")
    return redirect("perencanaan:dampak", pk=pk)


def _page(request: Request, found: Any, form: TanggapanForm, *, may: bool, status: int = 200) -> HttpResponse:
    context = {
        "crumbs": shared.indikator_crumbs(found.indikator, ("Dampak negatif", "")),
        "laporan": found,
        "tanggapan": [(row, KEPUTUSAN_DAMPAK.get(row.keputusan, row.keputusan)) for row in found.tanggapan.all()],
        "form": form,
        "boleh": may and found.pelapor != request.access.actor_name,
    }
    return render(request, "perencanaan/dampak.html", context, status=status)
