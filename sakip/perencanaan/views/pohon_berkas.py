"""The tree on paper, and its matrices: on the page, as PDF and as XLSX."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from sakip.kernel.papers import paper
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import unit_labels, units
from sakip.perencanaan.documents import pohon as papers
from sakip.perencanaan.pohon import matriks
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.transfers.naskah_pohon import AT_ONCE, is_large, later, tree_paper
from sakip.perencanaan.views.pohon import crumbs

TABS = {"cascading": "Cascading", "anggaran": "Rencana dan anggaran"}


def berkas(request: Request, pk: int, jenis: str) -> HttpResponse:
    """The whole tree as PDF or DOCX on A3; of a large one its page, where the worker is asked for it."""
    row = obtain(queries.trees(request.access), pk=pk)
    if jenis not in AT_ONCE:
        raise Http404
    if is_large(row, jenis, seen_by=request.access):
        said = "Naskah pohon sebesar ini disusun di latar belakang. Tekan tombol {jenis} pada halaman ini."
        messages.info(request, said.format(jenis=jenis.upper()))
        return redirect("perencanaan:pohon", pk=pk)
    document = tree_paper(row, request.periode, on=timezone.localdate(), seen_by=request.access)
    return paper(document, jenis, *AT_ONCE, at=timezone.now())


@require_POST
def susun(request: Request, pk: int, jenis: str) -> HttpResponse:
    """Have the worker make it."""
    row = obtain(queries.trees(request.access), pk=pk)
    if jenis not in AT_ONCE:
        raise Http404
    job = later(row, jenis, request.periode, by=request.access)
    onward = urlencode({"lanjut": reverse("perencanaan:pohon", args=[pk])})
    return redirect(f"{reverse('kernel:job', args=[job.pk])}?{onward}")


def halaman(request: Request, pk: int) -> HttpResponse:
    """The matrices of the tree's unit, or of one below (?unit=), in the chosen year (?tampil=cascading, anggaran)."""
    row = obtain(queries.trees(request.access), pk=pk)
    unit, below = _unit(request, row)
    chosen = f"unit={unit.pk}" if unit.pk != row.unit_id else ""
    shown = request.GET.get("tampil", "cascading")
    if shown not in TABS:
        raise Http404
    context: dict[str, Any] = {
        "crumbs": crumbs(row, ("Matriks", "")),
        "pohon": row,
        "unit": unit,
        "units": unit_labels(below),
        "tampil": shown,
        "judul": TABS[shown],
        "tab": [
            (
                word,
                f"{reverse('perencanaan:pohon-matriks', args=[pk])}?tampil={code}&{chosen}".rstrip("&"),
                code == shown,
            )
            for code, word in TABS.items()
        ],
        "unduh": [
            (
                jenis.upper(),
                f"{reverse('perencanaan:pohon-matriks-berkas', args=[pk, shown, jenis])}?{chosen}".rstrip("?"),
            )
            for jenis in ("xlsx", "pdf")
        ],
    }
    if shown == "cascading":
        found = _cascading(request, unit)
        context |= {
            "cascading": found,
            "melayani": any(each.melayani for each in found.baris),
            "tingkat": found.judul,
        }
    else:
        context["selaras"] = matriks.alignment(unit, request.periode.tahun, seen_by=request.access)
    return render(request, "perencanaan/pohon_matriks.html", context)


def _unit(request: Request, row: Any) -> tuple[Any, list[Any]]:
    """Whose matrix it is: of the tree's unit or of one right below it; with all of these to choose from."""
    own = units(request.access).filter(berlaku_sampai=None)
    below = [row.unit, *own.filter(induk=row.unit)]
    asked = request.GET.get("unit", "")
    return next((each for each in below if str(each.pk) == asked), row.unit), below


def _cascading(request: Request, unit: Any) -> matriks.Cascading:
    return matriks.cascading(unit, request.periode.tahun, seen_by=request.access, on=timezone.localdate())


def matriks_berkas(request: Request, pk: int, apa: str, jenis: str) -> HttpResponse:
    """A matrix as XLSX or PDF."""
    unit, _below = _unit(request, obtain(queries.trees(request.access), pk=pk))
    tahun = request.periode.tahun
    if apa == "cascading":
        document = papers.cascading_document(_cascading(request, unit), unit=unit.nama, tahun=tahun)
    elif apa == "anggaran":
        found = matriks.alignment(unit, tahun, seen_by=request.access)
        document = papers.alignment_document(found, unit=unit.nama, tahun=tahun)
    else:
        raise Http404
    return paper(document, jenis, "pdf", "xlsx", at=timezone.now())


def crosscutting(request: Request) -> HttpResponse:
    """The matrix of crosscutting as PDF, of a unit and in a state where they are given."""
    unit = request.GET.get("unit", "")
    chosen = obtain(units(request.access), pk=unit) if unit else None
    rows = matriks.crosscutting_rows(seen_by=request.access, unit=chosen, keadaan=request.GET.get("keadaan", ""))
    whose = chosen.nama if chosen else request.access.place
    return paper(papers.crosscutting_document(rows, instansi=whose), "pdf", "pdf", at=timezone.now())
