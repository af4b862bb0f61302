"""Buku Kerja on the screen: download, upload, look at what would change, apply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.choosing import NARROW
from sakip.kernel.holding import Berkas, Holding
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.problems import Severity, file_sentence
from sakip.kernel.web import Request, download, obtain
from sakip.organisasi.queries import home_unit, units
from sakip.perencanaan.forms.buku_kerja import BerkasForm, UnduhForm
from sakip.perencanaan.queries import dasar as usual_dasar
from sakip.perencanaan.queries import dasar_of
from sakip.perencanaan.transfers.buku_kerja import Lingkup, Pratinjau, apply_preview, export, preview
from sakip.perencanaan.transfers.buku_kerja.report import said
from sakip.perencanaan.transfers.buku_kerja.sentences import SENTENCES
from sakip.perencanaan.transfers.buku_kerja.stand import YEARS_AFTER, YEARS_BEFORE
from sakip.perencanaan.transfers.buku_kerja.work import Tindakan
from sakip.perencanaan.views import shared

HELD = Holding("buku-kerja")
PER_PAGE = 100
TONES = {
    Tindakan.BARU: ("sangat-baik", "plus"),
    Tindakan.BERUBAH: ("info", "pencil"),
    Tindakan.DIKOSONGKAN: ("sedang", "trash"),
}


def buku_kerja(request: Request) -> HttpResponse:
    """What to download, and the upload of what was filled in."""
    form = BerkasForm(request.POST, request.FILES) if request.method == "POST" else BerkasForm()
    if request.method == "POST":
        if not request.access.allows_somewhere(Permission.IMPORT):
            request.access.require(Permission.IMPORT, "")
        if form.is_valid():
            file = form.cleaned_data["berkas"]
            return redirect(
                "perencanaan:buku-kerja-periksa", berkas=HELD.keep(file.read(), file.name, by=request.access)
            )
    return _choose(request, _download_form(request, None), form, status=422 if form.errors else 200)


def _choose(request: Request, unduh: UnduhForm, berkas: BerkasForm, *, status: int) -> HttpResponse:
    context = {
        "crumbs": shared.crumbs(("Buku Kerja", "")),
        "form": unduh,
        "berkas": berkas,
        "boleh_impor": request.access.allows_somewhere(Permission.IMPORT),
    }
    return render(request, "perencanaan/buku_kerja.html", context, status=status)


def _download_form(request: Request, data: Any) -> UnduhForm:
    home = home_unit(request.access)
    tahun = request.periode.tahun
    initial = {
        "unit": home.pk if home else None,
        "tahun": tahun,
        "awal": tahun - YEARS_BEFORE,
        "akhir": tahun + YEARS_AFTER,
        "dasar": usual_dasar("", home).value if home else None,
    }
    return UnduhForm(
        data,
        units=units(request.access).filter(berlaku_sampai=None),
        dasar=dasar_of(home) if home else (),
        initial=initial,
    )


def unduh(request: Request) -> HttpResponse:
    """The workbook. Without a choice, of the person's own unit and the chosen year."""
    asked = {key: str(value) for key, value in _download_form(request, None).initial.items() if value is not None}
    asked = {**asked, **request.GET.dict(), **request.POST.dict()}
    unit = obtain(units(request.access), pk=asked.get("unit", "0"))
    form = _download_form(request, asked)
    if NARROW in asked:  # the long list of units is searched; the workbook is not asked for yet
        form.errors.clear()
        return _choose(request, form, BerkasForm(), status=200)
    if not form.is_valid():
        return _choose(request, form, BerkasForm(), status=422)
    chosen = form.cleaned_data
    try:
        lingkup = Lingkup(unit, chosen["tahun"], chosen["awal"], chosen["akhir"], chosen["dasar"])
    except Refused as no:
        form.add_error("awal", no.refusal.sentence)
        return _choose(request, form, BerkasForm(), status=422)
    name = f"Buku Kerja SAKIP - {unit.singkatan or unit.nama} {lingkup.tahun}.xlsx"
    return download(export(lingkup, seen_by=request.access), name)


# --- the file that came back -----------------------------------------------------------------------------------------


def _kept(request: Request, reference: str) -> Berkas:
    """The person's own upload of the last day; of anybody else's there is none."""
    found = HELD.kept(reference, by=request.access)
    if found is None:
        raise Http404
    return found


def periksa(request: Request, berkas: str) -> HttpResponse:
    """What would change, and applying it: all or nothing, and only what was looked at."""
    file = _kept(request, berkas)
    try:
        hasil = preview(file.isi, file.nama, by=request.access, tahun=request.periode.tahun)
    except UnreadableFile as unreadable:
        messages.error(request, file_sentence(unreadable))
        return redirect("perencanaan:buku-kerja")
    if request.method != "POST":
        return _preview(request, file, hasil)
    try:
        apply_preview(hasil, by=request.access, sidik=request.POST.get("sidik", ""))
    except Refused as no:
        again = preview(file.isi, file.nama, by=request.access)
        return _preview(request, file, again, penolakan=no.refusal.sentence)
    HELD.drop(file, by=request.access)
    counts = ", ".join(f"{hasil.jumlah[each]} {each.value}" for each in TONES if hasil.jumlah[each])
    messages.success(request, f"Buku Kerja {file.nama} diterapkan: {counts}.")
    return redirect("perencanaan:buku-kerja")


def _preview(request: Request, file: Berkas, hasil: Pratinjau, *, penolakan: str = "") -> HttpResponse:
    page = Paginator(hasil.perubahan, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "crumbs": shared.crumbs(("Buku Kerja", reverse("perencanaan:buku-kerja")), (file.nama, "")),
        "berkas": file,
        "hasil": hasil,
        "penolakan": penolakan,
        "hitungan": [(tindakan.value, hasil.jumlah[tindakan]) for tindakan in Tindakan],
        "page": page,
        "rows": [(each, *TONES[each.tindakan]) for each in page.object_list],
        "masalah": [
            (each.address, each.sheet, each.severity is Severity.CATATAN, said(each))
            for each in (hasil.ditolak + hasil.catatan)[:PER_PAGE]
        ],
        "masalah_lain": max(len(hasil.masalah) - PER_PAGE, 0),
    }
    return render(request, "perencanaan/buku_kerja_periksa.html", context, status=409 if penolakan else 200)


def anotasi(request: Request, berkas: str) -> HttpResponse:
    """The file with its problems marked in it."""
    file = _kept(request, berkas)
    try:
        hasil = preview(file.isi, file.nama, by=request.access)
        marked = annotated(file.isi, file.nama, hasil.masalah, SENTENCES)
    except UnreadableFile as unreadable:
        messages.error(request, file_sentence(unreadable))
        return redirect("perencanaan:buku-kerja")
    return download(marked, f"{file.nama.rpartition('.')[0] or file.nama} - masalah.xlsx")
