"""The self-check of an indicator: each question beside what the card and the checker of the plan already know."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import Permission
from sakip.kernel.sending import send
from sakip.kernel.web import Request, obtain
from sakip.perencanaan import actions, queries
from sakip.perencanaan.forms.mandiri import MandiriForm
from sakip.perencanaan.kinerja import kinerja
from sakip.perencanaan.pemeriksa import Temuan, periksa
from sakip.perencanaan.queries.acuan import baselines_before
from sakip.perencanaan.queries.mandiri import self_checks, summed_up
from sakip.perencanaan.queries.penempatan import places_of
from sakip.perencanaan.silsilah import chains, whole_cards
from sakip.perencanaan.views import shared
from sakip.perencanaan.views.pemeriksa import ICON, TONE

YEARS_BEFORE = 5


def mandiri(request: Request, pk: int) -> HttpResponse:
    """SMART with result orientation, and the three statements of asas konservatisme; read by all who read here."""
    found = obtain(queries.indikator(request.access), pk=pk)
    row = self_checks(request.access).filter(indikator=found).first()
    if request.method != "POST":
        return _page(request, found, row, MandiriForm(stands=row))
    request.access.require(Permission.PLAN, found.unit.path)
    form: Any = MandiriForm(request.POST, stands=row)

    def save() -> Any:
        seen = form.cleaned_data["versi"]
        return actions.set_self_check(found, smart=form.smart(), asas=form.asas(), seen=seen, by=request.access)

    sent = send(request, form, save, versi=lambda: int(obtain(self_checks(request.access), indikator=found).versi))
    if not sent.done:
        return _page(request, found, row, form, status=sent.status)
    messages.success(request, "Pemeriksaan mandiri tersimpan.")
    return redirect("perencanaan:pemeriksaan-mandiri", pk=pk)


def _page(request: Request, found: Any, row: Any, form: MandiriForm, *, status: int = 200) -> HttpResponse:
    known, told = _known(request, found), _findings(request, found)
    context = {
        "crumbs": shared.indikator_crumbs(found, ("Pemeriksaan mandiri", "")),
        "indikator": found,
        "form": form,
        "kriteria": [
            (each, ya, note, known.get(each.kode, []), [one for one in told if one[0].aturan.id in each.aturan])
            for each, ya, note in form.kriteria_rows()
        ],
        "asas": form.asas_rows(),
        "rangkuman": summed_up(row.smart, row.asas) if row else None,
        "boleh": request.access.allows(Permission.PLAN, found.unit.path),
    }
    return render(request, "perencanaan/mandiri.html", context, status=status)


def _findings(request: Request, found: Any) -> list[tuple[Temuan, str, str]]:
    today, here = timezone.localdate(), f"indikator:{found.pk}"
    mine = periksa(found.unit, request.periode.tahun, on=today, seen_by=request.access, tempat=here)
    return [(one, TONE[one.aturan.keparahan], ICON[one.aturan.keparahan]) for one in mine if not one.dikesampingkan]


def _known(request: Request, found: Any) -> dict[str, list[tuple[str, str]]]:
    """By criterion what the card, the figures and the plans say already: a word and the text."""
    tahun = request.periode.tahun
    rantai = chains([found], seen_by=request.access)
    cards, short = whole_cards(found, rantai, seen_by=request.access)
    card = queries.card_in(cards.get(found.pk, []), tahun)
    years = [Periode.tahunan(year) for year in range(tahun - YEARS_BEFORE, tahun + 1)]
    figures = kinerja(found.unit, [found], years, seen_by=request.access, rantai=rantai, kartu=short)
    *before, now = (figures.get((found.pk, year)) for year in years)
    start = baselines_before([found.pk], tahun, seen_by=request.access).get(found.pk)
    places = places_of(found, tahun, seen_by=request.access)
    told: dict[str, list[tuple[str, str]]] = {
        "relevan": [("Ditempatkan pada", f"{row.dokumen_versi.dokumen.nama}: {row.pernyataan}") for row in places],
        "dapat-dicapai": [
            *([(f"Baseline {start.tahun}", format_nilai(start.isian))] if start else []),
            *(
                (f"Realisasi {one.periode.tahun}", format_nilai(one.realisasi.isian))
                for one in before
                if one and one.realisasi.isian
            ),
            *([(f"Target {tahun}", format_nilai(now.target_isian))] if now else []),
        ],
        "berjangka-waktu": [(f"Target {tahun}", format_nilai(now.target_isian))] if now else [],
    }
    if card is not None:
        told["spesifik"] = [("Definisi", card.definisi)]
        told["terukur"] = [
            ("Satuan", card.satuan),
            ("Formula", card.cara_hitung),
            *((label, text) for label, text in (("Pembilang", card.pembilang), ("Penyebut", card.penyebut)) if text),
            ("Sumber data", found.series.sumber),
        ]
        told["berorientasi-hasil"] = [("Tingkat hasil", card.get_hasil_display())]
        told["berjangka-waktu"].insert(0, ("Frekuensi", card.get_frekuensi_display()))
        told["relevan"].append(("Penanggung jawab", str(card.penanggung_jawab or "")))
    return told
