"""What an indicator is held against beside its target: baseline, published figures, peers; and its marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.arithmetic.comparisons import Banding, compare_with_standard
from sakip.arithmetic.comparisons import Pembanding as Standar
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.kernel.access import Permission
from sakip.kernel.queries import deeds, history_of_objects, writers
from sakip.kernel.sending import FormPage, answer, send
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.perencanaan import actions, queries
from sakip.perencanaan.forms.acuan import BaselineForm, PembandingForm, PenandaForm
from sakip.perencanaan.kinerja import KinerjaMap, kinerja, skala_of
from sakip.perencanaan.penjelasan import PENANDA, POSISI, hasil
from sakip.perencanaan.queries import acuan as reads
from sakip.perencanaan.views import shared

HISTORY_SHOWN = 20


@dataclass(frozen=True)
class Dibandingkan:
    """A published figure beside what the indicator reached in the same year (R-CMP-4)."""

    row: Any
    realisasi: Isian
    banding: Banding | None
    oleh: Any

    @property
    def posisi(self) -> tuple[str, str] | None:
        """In words and tone how the indicator stands beside the figure; None where nobody can tell."""
        return POSISI[self.banding.posisi] if self.banding and self.banding.posisi else None


def acuan(request: Request, pk: int) -> HttpResponse:
    """The figures and marks of one indicator."""
    return _page(
        request, obtain(queries.indikator(request.access), pk=pk), PenandaForm(family=request.access.seat.family)
    )


def _page(request: Request, found: Any, form: PenandaForm, *, status: int = 200) -> HttpResponse:
    seen_by, periode = request.access, request.periode
    base = list(reads.baselines(seen_by).filter(indikator=found))
    standards = list(reads.benchmarks(seen_by).filter(indikator=found))
    marks = list(reads.marks(seen_by).filter(indikator=found))
    others = reads.peers(found, periode.tahun, seen_by=seen_by)
    asked = dict.fromkeys([periode, *(row.periode_nilai for row in standards)])
    figures = kinerja(found.unit, [found, *others], asked, seen_by=seen_by, posisi_data=timezone.localdate())
    by = writers([*((reads.BASELINE, row.pk) for row in base), *((reads.PEMBANDING, row.pk) for row in standards)])
    past = history_of_objects(seen_by, reads.every_figure(found, seen_by=seen_by))
    context = {
        "crumbs": shared.indikator_crumbs(found, ("Baseline, pembanding, dan penanda", "")),
        "indikator": found,
        "baseline": [(row, by.get((reads.BASELINE, row.pk))) for row in base],
        "pembanding": [_compared(found, row, figures, by.get((reads.PEMBANDING, row.pk))) for row in standards],
        "sejawat": [_peer(each, figures.get((each.pk, periode))) for each in (found, *others)] if others else [],
        "penanda": [(row, PENANDA.get(row.jenis, row.jenis)) for row in marks],
        "form": form,
        "boleh": seen_by.allows(Permission.PLAN, found.unit.path),
        "riwayat": deeds(list(past[:HISTORY_SHOWN])),
    }
    return render(request, "perencanaan/acuan.html", context, status=status)


def _compared(found: Any, row: Any, figures: KinerjaMap, oleh: Any) -> Dibandingkan:
    own = figures.get((found.pk, row.periode_nilai))
    isian = row.isian
    if own is None or not isinstance(isian, Nilai):
        return Dibandingkan(row, own.realisasi.isian if own else None, None, oleh)
    standard = Standar(isian, row.sumber, row.tahun)
    banding = compare_with_standard(own.realisasi.isian, standard, Polaritas(own.kartu.polaritas))
    return Dibandingkan(row, own.realisasi.isian, banding, oleh)


def _peer(row: Any, own: Any) -> tuple[Any, Any, Any]:
    return row, own, hasil(own.capaian, own.kelas, own.places) if own else None


# --- forms -----------------------------------------------------------------------------------------------------------


def baseline(request: Request, pk: int) -> HttpResponse:
    """Record a baseline, or replace one (?ganti=)."""

    def save(found: Any, data: dict[str, Any], typed: str, seen: int | None) -> None:
        actions.set_baseline(
            found,
            periode=Periode.tahunan(data["tahun"]),
            isian=data["nilai"],
            sumber=data["sumber"],
            alasan=data.get("alasan", ""),
            diketik=typed,
            seen=seen,
            by=request.access,
        )

    return _figure(request, pk, BaselineForm, reads.baselines(request.access), save=save, what="Baseline")


def pembanding(request: Request, pk: int) -> HttpResponse:
    """Record a published figure, or replace one (?ganti=)."""

    def save(found: Any, data: dict[str, Any], typed: str, seen: int | None) -> None:
        actions.set_benchmark(
            found,
            lingkup=reads.Lingkup(data["lingkup"]),
            nama=data["nama"],
            periode=Periode.tahunan(data["tahun"]),
            isian=data["nilai"],
            sumber=data["sumber"],
            alasan=data.get("alasan", ""),
            diketik=typed,
            seen=seen,
            by=request.access,
        )

    return _figure(request, pk, PembandingForm, reads.benchmarks(request.access), save=save, what="Pembanding")


def _figure(
    request: Request,
    pk: int,
    kind: type[BaselineForm],
    rows: Any,
    *,
    save: Callable[[Any, dict[str, Any], str, int | None], None],
    what: str,
) -> HttpResponse:
    """A form for a new figure or for the one that replaces another; a refusal beside it, what was typed kept."""
    found = obtain_for(request, Permission.PLAN, queries.indikator(request.access), pk=pk)
    old = request.GET.get("ganti", "")
    lama = obtain(rows, pk=old, indikator=found) if old else None
    form = kind(
        request.POST or None,
        initial={} if lama else {"tahun": request.periode.tahun - 1},
        jenis=JenisNilai(found.series.jenis),
        skala=skala_of(found),
        lama=lama,
    )
    seen = lama.pk if lama else None
    back = reverse("perencanaan:acuan", args=[pk])
    page = FormPage(
        f"Ganti {what.lower()}" if lama else f"Tambah {what.lower()}",
        shared.indikator_crumbs(found, ("Baseline, pembanding, dan penanda", back), (what, "")),
        back,
        keterangan=f"{found.nama}{f' ({found.series.satuan})' if found.series.satuan else ''}",
    )
    act = lambda: save(found, form.cleaned_data, request.POST.get("nilai", ""), seen)  # noqa: E731 - said once
    return answer(request, form, act, page, selesai=f"{what} tersimpan.")


@require_POST
def tandai(request: Request, pk: int) -> HttpResponse:
    """Put a mark on the indicator."""
    found = obtain_for(request, Permission.PLAN, queries.indikator(request.access), pk=pk)
    form = PenandaForm(request.POST, family=request.access.seat.family)
    sent = send(request, form, lambda: actions.add_mark(found, by=request.access, **form.cleaned_data))
    if not sent.done:
        return _page(request, found, form, status=sent.status)
    messages.success(request, "Penanda ditambahkan.")
    return redirect("perencanaan:acuan", pk=pk)


@require_POST
def lepas(request: Request, pk: int) -> HttpResponse:
    """Take a mark away (penanda=)."""
    found = obtain_for(request, Permission.PLAN, queries.indikator(request.access), pk=pk)
    asked = request.POST.get("penanda", "")
    if not asked.isdecimal():
        raise Http404
    mark = obtain(reads.marks(request.access), pk=asked, indikator=found)
    actions.remove_mark(found, penanda=mark, by=request.access)
    messages.success(request, "Penanda dilepaskan.")
    return redirect("perencanaan:acuan", pk=pk)
