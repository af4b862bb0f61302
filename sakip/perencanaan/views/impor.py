"""The import wizard: upload, sheet and header rows, columns, preview with questions, apply; each step a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.kernel.access import Permission
from sakip.kernel.choosing import only_looked_at
from sakip.kernel.refusals import Refused
from sakip.kernel.tables import Column, Table
from sakip.kernel.templatetags.sakip import period_word
from sakip.kernel.transfer.cells import column_letters
from sakip.kernel.transfer.headers import first_data_row, guess_header_rows
from sakip.kernel.web import Request, download, obtain, obtain_for
from sakip.organisasi.queries import units
from sakip.perencanaan import queries
from sakip.perencanaan.actions import remember_mapping, set_import
from sakip.perencanaan.forms.impor import (
    SusunanForm,
    UnggahForm,
    prefixed,
    read_rows,
)
from sakip.perencanaan.queries import dasar_of
from sakip.perencanaan.transfers import uploads
from sakip.perencanaan.transfers.fields import CHOICES, PERIODS, as_json, check_peta, posted
from sakip.perencanaan.transfers.plan import Tindakan
from sakip.perencanaan.views import shared

STEPS = ("Unggah", "Lembar dan judul", "Kolom", "Periksa", "Terapkan")
LOOK_ROWS, LOOK_COLUMNS, SAMPLES, PER_PAGE = 15, 12, 3, 100
TABS = (
    ("ringkasan", "Ringkasan", None),
    ("masalah", "Pertanyaan dan masalah", "jumlah_daftar_masalah"),
    ("usulan", "Arah indikator", "jumlah_usulan_polaritas"),
    ("perbedaan", "Perbedaan capaian", "jumlah_perbedaan"),
    ("baris", "Isi sel", "jumlah_daftar_sel"),
)


def _keadaan(impor: Any) -> str:
    return "Diterapkan" if impor.diterapkan else "Menunggu diperiksa" if impor.peta else "Belum dipetakan"


COLUMNS = (
    Column("berkas", "Berkas", lambda each: each.nama_berkas, sort="nama_berkas", fixed=True),
    Column("unit", "Unit", lambda each: each.unit.nama, sort="unit__path"),
    Column("diunggah", "Diunggah", lambda each: each.diunggah, sort="diunggah"),
    Column("oleh", "Oleh", lambda each: each.oleh, sort="oleh"),
    Column("baris", "Baris", lambda each: each.jumlah_baris, sort="jumlah_baris", css="num", hidden=True),
    Column("keadaan", "Keadaan", _keadaan, sort=("diterapkan", "jumlah_baris")),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The tables uploaded so far, and the upload of the next."""
    if not request.access.allows_somewhere(Permission.IMPORT):
        request.access.require(Permission.IMPORT, "")
    mine = list(units(request.access, Permission.IMPORT).filter(berlaku_sampai=None))
    form = UnggahForm(
        request.POST or None, request.FILES or None, units=mine, initial={"unit": request.GET.get("unit")}
    )
    only_looked_at(request, form)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["berkas"]
            unit = obtain(units(request.access, Permission.IMPORT), pk=form.cleaned_data["unit"])
            try:
                made = uploads.upload(unit, content=file.read(), nama=file.name, by=request.access)
            except Refused as no:
                form.add_error("berkas", no.refusal.sentence)
            else:
                return redirect("perencanaan:impor-lembar", pk=made.pk)
    table = Table(request, "impor", COLUMNS, queries.imports(request.access), per_page=20)
    if file := table.export("Impor"):
        return file
    context = {"crumbs": shared.crumbs(("Impor", "")), "form": form, "table": table, "steps": STEPS}
    return render(request, "perencanaan/impor.html", context, status=status)


def _obtain(request: Request, pk: int) -> Any:
    """The import; who may see the unit but not import into it is told so."""
    return obtain_for(request, Permission.IMPORT, queries.imports(request.access, Permission.VIEW), pk=pk)


def _context(impor: Any, step: int, title: str) -> dict[str, Any]:
    return {
        "crumbs": shared.crumbs(("Impor", reverse("perencanaan:impor-daftar")), (impor.nama_berkas, "")),
        "impor": impor,
        "steps": STEPS,
        "langkah": step,
        "judul": title,
    }


# --- sheet and header rows -------------------------------------------------------------------------------------------


def lembar(request: Request, pk: int) -> HttpResponse:
    """Choose the sheet and its header rows, with a look at the first rows."""
    impor = _obtain(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    workbook = uploads.workbook_of(impor)
    sheet = uploads.sheet_of(impor, asked.get("lembar", ""))
    same = sheet.name == impor.lembar
    rows = read_rows(asked.getlist("judul"), len(sheet.rows))
    error = ""
    if request.method == "POST" and rows:
        try:
            set_import(
                impor,
                seen=impor.versi,
                by=request.access,
                lembar=sheet.name,
                baris_judul=list(rows),
                jumlah_baris=max(len(sheet.rows) - rows[-1], 0),
                peta=[] if list(rows) != impor.baris_judul or not same else impor.peta,
                pekerjaan=None,
            )
        except Refused as no:
            error = no.refusal.sentence
        else:
            return redirect("perencanaan:impor-peta", pk=impor.pk)
    elif request.method == "POST":
        error = "Baris judul belum dipilih. Centang sedikitnya satu baris yang memuat judul kolom."
    chosen = rows or (tuple(impor.baris_judul) if same else ()) or guess_header_rows(sheet)
    width = min(sheet.width, LOOK_COLUMNS)
    context = _context(impor, 2, "Pilih lembar dan baris judul") | {
        "sheets": [each for each in workbook.sheets if each.rows],
        "sheet": sheet,
        "huruf": [column_letters(column) for column in range(1, width + 1)],
        "rows": [
            (number, number in chosen, [sheet.at(number, column) for column in range(1, width + 1)])
            for number in range(1, min(max((LOOK_ROWS, *chosen)), len(sheet.rows)) + 1)
        ],
        "kolom_lain": sheet.width - width,
        "kesalahan": error,
    }
    return render(request, "perencanaan/impor_lembar.html", context, status=422 if error else 200)


# --- columns ---------------------------------------------------------------------------------------------------------


def peta(request: Request, pk: int) -> HttpResponse:
    """Say what each column holds. What was said for the same header before is remembered."""
    impor = _obtain(request, pk)
    if not impor.baris_judul:
        return redirect("perencanaan:impor-lembar", pk=impor.pk)
    labels = uploads.labels_of(impor)
    initial = {"tahun": impor.tahun, "dasar": impor.dasar, "lapis": impor.lapis}
    form = SusunanForm(request.POST or None, initial=initial, dasar=dasar_of(impor.unit))
    chosen, origin = uploads.mapping_of(impor, request.access)
    error = ""
    if request.method == "POST":
        said = posted(request.POST.dict(), len(labels))
        error = "Pilihan kolom tidak dikenal; periksa kolom, tahun, dan periodenya." if said is None else ""
        chosen, origin = said or (), "dipilih"
        if said is not None and form.is_valid():
            try:
                check_peta(said, form.cleaned_data["tahun"])
                _keep_mapping(request, impor, said, form.cleaned_data)
            except Refused as no:
                error = no.refusal.sentence
            else:
                return _check(request, impor)
    context = _context(impor, 3, "Petakan kolom") | {
        "form": form,
        "columns": _columns(impor, labels, {each.kolom: each for each in chosen}),
        "isi_pilihan": CHOICES,
        "periode_pilihan": [(kode, "Setahun" if kode == "T" else period_word(Periode(2000, kode))) for kode in PERIODS],
        "asal": origin,
        "kesalahan": error,
    }
    return render(request, "perencanaan/impor_peta.html", context, status=422 if error or form.errors else 200)


def _keep_mapping(request: Request, impor: Any, mapping: Any, chosen: dict[str, Any]) -> None:
    columns: list[dict[str, object]] = as_json(mapping)
    set_import(impor, seen=impor.versi, by=request.access, peta=columns, pekerjaan=None, **chosen)
    remember_mapping(impor.unit, sidik_judul=uploads.fingerprint_of(impor), peta=columns, by=request.access)


def _columns(impor: Any, labels: tuple[str, ...], chosen: dict[int, Any]) -> list[dict[str, Any]]:
    sheet = uploads.sheet_of(impor)
    first = first_data_row(sheet, impor.baris_judul)
    found = []
    for column, label in enumerate(labels, start=1):
        cells = (sheet.at(row, column).text for row in range(first, min(first + 40, len(sheet.rows)) + 1))
        samples = list(dict.fromkeys(text for text in cells if text))[:SAMPLES]
        if label or samples:
            found.append(
                {
                    "nomor": column,
                    "huruf": column_letters(column),
                    "label": label,
                    "contoh": samples,
                    "dipilih": chosen.get(column),
                }
            )
    return found


# --- preview and apply -----------------------------------------------------------------------------------------------


def _check(request: Request, impor: Any) -> HttpResponse:
    """To the preview; a large table is first checked by the worker."""
    target = reverse("perencanaan:impor-periksa", args=[impor.pk])
    fresh = obtain(queries.imports(request.access), pk=impor.pk)
    return _wait(request, fresh, uploads.CHECK) if uploads.is_large(fresh) else redirect(target)


def _wait(request: Request, impor: Any, kind: str, **args: Any) -> HttpResponse:
    job = uploads.later(impor, kind, by=request.access, **args)
    onward = urlencode({"lanjut": reverse("perencanaan:impor-periksa", args=[impor.pk])})
    return redirect(f"{reverse('kernel:job', args=[job.pk])}?{onward}")


def periksa(request: Request, pk: int) -> HttpResponse:
    """What would happen, in five parts; questions are answered and directions chosen here."""
    impor = _obtain(request, pk)
    if request.method == "POST":
        return _answer(request, impor)
    if impor.diterapkan:
        return render(request, "perencanaan/impor_periksa.html", _context(impor, 6, "Impor sudah diterapkan"))
    if not impor.peta:
        return redirect("perencanaan:impor-peta", pk=impor.pk)
    said = uploads.finished_check(impor) if uploads.is_large(impor) else _previewed(request, impor)
    return _preview_page(request, impor, said)


def _previewed(request: Request, impor: Any) -> dict[str, Any]:
    return uploads.preview(uploads.plan_of(impor, by=request.access))


def _preview_page(request: Request, impor: Any, said: Any, *, status: int = 200, error: str = "") -> HttpResponse:
    part = request.GET.get("bagian", "")
    part = part if part in {name for name, _, _ in TABS} else "ringkasan"
    rows = {"baris": "daftar_sel", "masalah": "daftar_masalah", "perbedaan": "perbedaan", "usulan": "usulan_polaritas"}
    entries = (said or {}).get(rows.get(part, ""), [])
    tindakan = request.GET.get("tindakan", "")
    if part == "baris" and tindakan:
        entries = [row for row in entries if row["tindakan"] == tindakan]
    context = _context(impor, 4, "Periksa sebelum diterapkan") | {
        "laporan": said,
        "bagian": part,
        "tabs": [
            (f"?bagian={name}", label, name == part, (said or {}).get(count, "") if count else "")
            for name, label, count in TABS
        ],
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("halaman")),
        "tindakan": tindakan,
        "tindakan_pilihan": [each.value for each in Tindakan],
        "polaritas_pilihan": [(each.value, each.value) for each in Polaritas],
        "kesalahan": error,
    }
    return render(request, "perencanaan/impor_periksa.html", context, status=status)


def _answer(request: Request, impor: Any) -> HttpResponse:
    """Keep answers, directions and the reason that were posted; what was not on the page stays as it was."""
    answers = {**impor.jawaban, **prefixed(request.POST.dict(), "jawab:")}
    posted = prefixed(request.POST.dict(), "polaritas:")
    polaritas = {**impor.polaritas, **{key: value for key, value in posted.items() if value in list(Polaritas)}}
    try:
        set_import(
            impor,
            seen=impor.versi,
            by=request.access,
            jawaban={key: value for key, value in answers.items() if value},
            polaritas=polaritas,
            alasan=request.POST.get("alasan", impor.alasan).strip()[:500],
            pekerjaan=None,
        )
    except Refused as no:
        messages.error(request, no.refusal.sentence)
    else:
        messages.success(request, "Pilihan Anda disimpan dan tabel diperiksa ulang.")
    return _check(request, impor)


@require_POST
def terapkan(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed, all or nothing. If something changed since, the new preview is shown instead."""
    impor = _obtain(request, pk)
    sidik = request.POST.get("sidik", "")
    if uploads.is_large(impor) and not impor.diterapkan:
        return _wait(request, impor, uploads.APPLY, sidik=sidik)
    try:
        uploads.apply_import(impor, sidik=sidik, by=request.access)
    except Refused as no:
        if impor.diterapkan:
            messages.error(request, no.refusal.sentence)
            return redirect("perencanaan:impor-periksa", pk=impor.pk)
        return _preview_page(request, impor, _previewed(request, impor), status=409, error=no.refusal.sentence)
    return redirect("perencanaan:impor-periksa", pk=impor.pk)


def anotasi(request: Request, pk: int) -> HttpResponse:
    """The file with its problems marked in it."""
    impor = _obtain(request, pk)
    if not impor.peta:
        return redirect("perencanaan:impor-peta", pk=impor.pk)
    stem = impor.nama_berkas.rpartition(".")[0] or impor.nama_berkas
    return download(uploads.annotated_of(impor, by=request.access), f"{stem} - masalah.xlsx")
