"""Pages of reporting: the list of reports, a report on the screen and as files, frozen versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from sakip.arithmetic.notation import format_date
from sakip.documents.html import render_html
from sakip.documents.model import Block, Document, PageBreak, SectionBreak, TableOfContents
from sakip.documents.text import contents
from sakip.kernel.access import Permission
from sakip.kernel.freezing import thaw
from sakip.kernel.papers import paper
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import send
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import Pilihan, in_reorganised, susunan_in, susunan_of, units
from sakip.pelaporan import actions, queries
from sakip.pelaporan.documents import draft, lkjip, report_to_show
from sakip.pelaporan.documents.signing import unsigned
from sakip.pelaporan.documents.words import frozen_footer
from sakip.pelaporan.forms import BekukanForm

HOME = ("Beranda", "/")


COLUMNS = (
    Column("unit", "Unit", lambda row: row.unit.nama, sort=True, fixed=True),
    Column("indikator", "Indikator", lambda row: row.indikator, sort=True, css="num"),
    Column("versi", "Versi beku terakhir", lambda row: row.beku and row.beku.version, sort=True),
    Column("dibekukan", "Dibekukan", lambda row: row.beku and row.beku.frozen_at, sort=True),
    Column("berkas", "Berkas"),
)


def laporan(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The units that report in the chosen year, with what is ready and what was frozen."""
    cari = request.GET.get("cari", "").strip()
    tahun = request.periode.tahun
    asked, today = request.GET.get("susunan", ""), timezone.localdate()
    pilihan = susunan_in(tahun, asked=asked, on=today, seen_by=request.access)
    rows = queries.report_list(tahun, seen_by=request.access, text=cari, susunan=pilihan.susunan)
    table = Table(request, "laporan", COLUMNS, rows, per_page=None)
    if file := table.export(f"Laporan kinerja {tahun}"):
        return file
    context = {
        "crumbs": [HOME, ("Laporan Kinerja", "")],
        "table": table,
        "tahun": tahun,
        "cari": cari,
        "pilihan": pilihan,
    }
    return render(request, "pelaporan/laporan.html", context)


def pratinjau(request: Request, pk: int, tahun: int) -> HttpResponse:
    """The report in the frame of the site, with its contents beside it."""
    return _page(request, _unit(request, pk, tahun), tahun, BekukanForm())


@require_POST
def bekukan(request: Request, pk: int, tahun: int) -> HttpResponse:
    """Freeze the report; a refusal is shown beside the form, with what was typed."""
    unit = _unit(request, pk, tahun)
    request.access.require(Permission.FREEZE_REPORT, unit.path)
    form = BekukanForm(request.POST)

    def save() -> Any:
        susunan = _susunan(request, unit, tahun).tercetak
        alasan = form.cleaned_data["alasan"]
        return actions.freeze_laporan(unit, tahun=tahun, alasan=alasan, susunan=susunan, by=request.access)

    sent = send(request, form, save)
    if not sent.done:
        return _page(request, unit, tahun, form, status=sent.status)
    messages.success(request, f"{sent.result.title} dibekukan sebagai versi {sent.result.version}.")
    return redirect("pelaporan:pratinjau", pk=pk, tahun=tahun)


def pdf(request: Request, pk: int, tahun: int) -> HttpResponse:
    """The draft as PDF."""
    return paper(_draft(request, pk, tahun), "pdf", "pdf", at=timezone.now())


def docx(request: Request, pk: int, tahun: int) -> HttpResponse:
    """The draft as DOCX, to be written on."""
    return paper(_draft(request, pk, tahun), "docx", "docx", at=timezone.now())


def beku_pdf(request: Request, pk: int) -> HttpResponse:
    """A frozen version as PDF."""
    document, at = _frozen(request, pk)
    return paper(document, "pdf", "pdf", at=at)


def beku_docx(request: Request, pk: int) -> HttpResponse:
    """A frozen version as DOCX."""
    document, at = _frozen(request, pk)
    return paper(document, "docx", "docx", at=at)


# --- the page --------------------------------------------------------------------------------------------------------


def _unit(request: Request, pk: int, tahun: int) -> Any:
    """The unit through the gate; a year that no report can have does not exist."""
    if not 1990 <= tahun <= 2100:
        raise Http404
    rows = units(request.access).select_related("instansi")
    return obtain(rows.annotate(berubah=in_reorganised(request.access)), pk=pk)


def _susunan(request: Request, unit: Any, tahun: int) -> Pilihan:
    """In which composition the report reads its year (?susunan=, or sent with the form)."""
    asked = request.POST.get("susunan") or request.GET.get("susunan", "")
    today = timezone.localdate()
    return susunan_of(unit, tahun, asked=asked, on=today, seen_by=request.access, changed=unit.berubah)


def _page(request: Request, unit: Any, tahun: int, form: BekukanForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "crumbs": [HOME, ("Laporan Kinerja", reverse("pelaporan:laporan")), (unit.nama, "")],
        "unit": unit,
        "tahun": tahun,
        "form": form,
        "boleh_beku": request.access.allows(Permission.FREEZE_REPORT, unit.path),
        "versi": list(
            queries.frozen_reports(request.access).filter(subject=queries.subject_of(unit, tahun)).defer("content")
        ),
    }
    pilihan = context["pilihan"] = _susunan(request, unit, tahun)
    try:
        today = timezone.localdate()
        report = report_to_show(unit, tahun, posisi_data=today, seen_by=request.access, susunan=pilihan.tercetak)
        document = _on_screen(lkjip(report))
    except Refused as refused:
        return render(
            request, "pelaporan/pratinjau.html", {**context, "kosong": refused.refusal.sentence}, status=status
        )
    context["tanpa_penanda"] = unsigned(report)
    context["penanda"] = report.penanda
    context["isi"] = contents(TableOfContents(depth=4), document)
    context["dokumen"] = mark_safe(render_html(document))  # noqa: S308 - the renderer escapes every text
    return render(request, "pelaporan/pratinjau.html", context, status=status)


def _on_screen(document: Document) -> Document:
    """Without what only paper needs: lists of contents (they stand beside the document) and the ends of pages."""
    paper = (TableOfContents, PageBreak, SectionBreak)
    blocks: tuple[Block, ...] = tuple(block for block in document.blocks if not isinstance(block, paper))
    return replace(document, blocks=blocks)


# --- files -----------------------------------------------------------------------------------------------------------


def _draft(request: Request, pk: int, tahun: int) -> Document:
    unit = _unit(request, pk, tahun)
    susunan = _susunan(request, unit, tahun).tercetak
    return draft(unit, tahun, posisi_data=timezone.localdate(), seen_by=request.access, susunan=susunan)


def _frozen(request: Request, pk: int) -> tuple[Document, datetime]:
    """A frozen version drawn from its JSON, with version and hash on every page; its own time, so the same bytes."""
    row = obtain(queries.frozen_reports(request.access), pk=pk)
    day = format_date(timezone.localdate(row.frozen_at))
    return replace(thaw(row), footer=frozen_footer(row, day)), row.frozen_at
