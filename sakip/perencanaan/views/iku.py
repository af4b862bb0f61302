"""Decrees of IKU: the list, a draft and its indicators, set, as files; the kartu indikator as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.arithmetic.notation import format_date, format_number
from sakip.documents.model import Document
from sakip.documents.xlsx import render_xlsx
from sakip.kernel.access import Permission
from sakip.kernel.freezing import thaw
from sakip.kernel.papers import file_name, paper
from sakip.kernel.sending import FormPage, answer, tell
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import XLSX, Request, download, number_in, obtain, obtain_for
from sakip.organisasi.queries import emblem_of, instansi_of, kebijakan
from sakip.organisasi.views.shared import unit_to_plan
from sakip.perencanaan import actions, queries
from sakip.perencanaan.card import card as card_of
from sakip.perencanaan.documents.iku import attachment_alone, decree, minutes
from sakip.perencanaan.documents.isi_iku import contents
from sakip.perencanaan.documents.kartu import card_document, card_sheets
from sakip.perencanaan.forms.iku import SusunIKUForm, TetapkanIKUForm, UbahIKUForm
from sakip.perencanaan.queries import iku as reads
from sakip.perencanaan.queries.penempatan import drafts_of, in_draft, places_of
from sakip.perencanaan.rules.iku import level_in_decree
from sakip.perencanaan.views import shared
from sakip.referensi.queries import tingkat_iku

PAGE = "Keputusan IKU"
TONES = {"rancangan": ("info", "pencil"), "berlaku": ("sangat-baik", "rubber-stamp"), "diganti": ("netral", "history")}
COLUMNS = (
    Column("unit", "Unit", lambda row: row.unit.nama, sort="unit__path", fixed=True),
    Column("tahun", "Tahun", lambda row: f"{row.tahun_mulai}-{row.tahun_sampai}", sort="tahun_mulai"),
    Column("keadaan", "Keadaan", lambda row: reads.KEADAAN[reads.state_of(row)]),
    Column("nomor", "Nomor", lambda row: row.nomor, sort="nomor"),
    Column("tanggal", "Tanggal", lambda row: row.tanggal, sort="tanggal"),
    Column("jumlah", "Indikator", lambda row: row.jumlah, sort="jumlah", css="num"),
)


def _crumbs(*more: tuple[str, str]) -> shared.Crumbs:
    return shared.crumbs((PAGE, reverse("perencanaan:iku-daftar")), *more)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The decrees that one may know of."""
    cari = request.GET.get("cari", "").strip()
    rows = reads.decrees(request.access)
    if cari:
        rows = rows.filter(unit__nama__icontains=cari)
    table = Table(request, "keputusan-iku", COLUMNS, rows)
    if file := table.export(PAGE):
        return file
    context = {
        "crumbs": shared.crumbs((PAGE, "")),
        "table": table,
        "baris": [(row, reads.KEADAAN[state], TONES[state]) for row in table.shown for state in [reads.state_of(row)]],
        "cari": cari,
        "boleh": request.access.allows_somewhere(Permission.PLAN),
    }
    return render(request, "perencanaan/iku_daftar.html", context)


def tambah(request: Request) -> HttpResponse:
    """Begin a decree of a unit (?unit=)."""
    judul, back = "Susun keputusan IKU", reverse("perencanaan:iku-daftar")
    crumbs = _crumbs((judul, ""))
    unit = unit_to_plan(request, judul, crumbs=crumbs, kembali=back, tentang="Pilih unit pemilik dokumen.")
    if isinstance(unit, HttpResponse):
        return unit
    tahun = request.periode.tahun
    plan = queries.plan_in(unit, tahun, seen_by=request.access)
    first = {"tahun_mulai": tahun, "tahun_sampai": plan.tahun_akhir if plan else tahun}
    form = SusunIKUForm(request.POST or None, initial=first)
    return answer(
        request,
        form,
        lambda: actions.draft_decree(unit, by=request.access, **form.cleaned_data),
        FormPage(judul, crumbs, back, keterangan=unit.nama),
        selesai="Rancangan dibuat dengan semua IKU unit ini. Periksa daftarnya.",
        ke=lambda new: reverse("perencanaan:iku", args=[new.pk]),
    )


def keputusan(request: Request, pk: int) -> HttpResponse:
    """A decree: where it stands, its indicators with what is missing before it can be set, its files."""
    found = obtain(reads.decrees(request.access), pk=pk)
    isi = contents(found, seen_by=request.access)
    state = reads.state_of(found)
    _least, ketentuan = tingkat_iku(found.unit.jenis, instansi=found.unit.is_root)
    rows = []
    for each in isi.baris:
        no = level_in_decree(each.indikator, each.kartu.hasil if each.kartu else "", ketentuan)
        rows.append((each, _short(each) if no and state == reads.RANCANGAN else ""))
    context = {
        "crumbs": _crumbs((found.unit.nama, "")),
        "keputusan": found,
        "isi": isi,
        "baris": rows,
        "kurang": sum(bool(no) for _each, no in rows),
        "ketentuan": ketentuan,
        "pembahasan": _discussed(found.berita_acara),
        "keadaan": (reads.KEADAAN[state], TONES[state]),
        "rancangan": state == reads.RANCANGAN,
        "boleh": state == reads.RANCANGAN and request.access.allows(Permission.PLAN, found.unit.path),
        "berkas": [
            (judul, jenis.upper(), reverse("perencanaan:iku-berkas", args=[pk, apa, jenis]), ikon)
            for apa, judul, kinds in FILES
            for jenis, ikon in kinds
        ],
    }
    return render(request, "perencanaan/iku.html", context)


def _discussed(told: dict[str, Any]) -> str:
    """'5 Januari 2026 di Ujibaru, oleh Siti dan Budi'; empty where no day was entered."""
    if not told.get("tanggal"):
        return ""
    where = f" di {told['tempat']}" if told.get("tempat") else ""
    names = [name for which in ("pihak_pertama", "pihak_kedua") if (name := told.get(which, {}).get("nama"))]
    by = f", oleh {' dan '.join(names)}" if names else ""
    return f"{format_date(date.fromisoformat(told['tanggal']))}{where}{by}"


def _short(each: Any) -> str:
    """Why an indicator cannot be set, beside the rule that stands above them all."""
    hasil = each.kartu.get_hasil_display() if each.kartu and each.kartu.hasil else ""
    return f"Mengukur {hasil.lower()}, di bawah syarat" if hasil else "Tingkat hasil pada kartu belum diisi"


_PDF, _DOCX, _XLSX = ("pdf", "file-type-pdf"), ("docx", "file-type-docx"), ("xlsx", "file-spreadsheet")
FILES = (
    ("keputusan", "Keputusan dan lampiran", (_PDF, _DOCX)),
    ("lampiran", "Lampiran", (_XLSX,)),
    ("berita-acara", "Berita acara", (_PDF, _DOCX)),
)


def _to_change(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.PLAN, reads.decrees(request.access), pk=pk)


def ubah(request: Request, pk: int) -> HttpResponse:
    """The years and the berita acara of a draft."""
    found = _to_change(request, pk)
    form = UbahIKUForm(request.POST or None, initial=UbahIKUForm.stands(found))

    def save() -> Any:
        data = form.cleaned_data
        return actions.edit_decree(
            found,
            tahun_mulai=data["tahun_mulai"],
            tahun_sampai=data["tahun_sampai"],
            berita_acara=form.berita_acara(),
            seen=data["versi"],
            by=request.access,
        )

    return _form(request, found, form, save, judul="Ubah rancangan", done="Rancangan tersimpan.")


def tetapkan(request: Request, pk: int) -> HttpResponse:
    """Set the IKU by their decree."""
    found = _to_change(request, pk)
    form = TetapkanIKUForm(request.POST or None, initial={"versi": found.versi})

    def save() -> Any:
        data = form.cleaned_data
        return actions.set_decree(
            found, nomor=data["nomor"], tanggal=data["tanggal"], seen=data["versi"], by=request.access
        )

    return _form(
        request,
        found,
        form,
        save,
        judul="Tetapkan keputusan IKU",
        done="Keputusan IKU ditetapkan; naskah dan berita acaranya dibekukan.",
        pengantar=(
            "Sesudah ditetapkan, keputusan ini tidak diubah lagi; perubahan dilakukan dengan keputusan baru yang "
            "menggantikannya."
        ),
        tombol="Tetapkan",
        ikon="rubber-stamp",
    )


def _form(request: Request, found: Any, form: Any, save: Any, *, judul: str, done: str, **more: Any) -> HttpResponse:
    back = reverse("perencanaan:iku", args=[found.pk])
    whose = f"{found.unit.nama}, {found.tahun_mulai}-{found.tahun_sampai}"
    page = FormPage(judul, _crumbs((found.unit.nama, back), (judul, "")), back, keterangan=whose, **more)
    versi = lambda: obtain(reads.decrees(request.access), pk=found.pk).versi  # noqa: E731 - said once
    return answer(request, form, save, page, selesai=done, versi=versi)


def rincian(request: Request, pk: int) -> HttpResponse:
    """Which IKU a draft lists, in which order, with which notes."""
    found = _to_change(request, pk)
    listed = {row.indikator_id: row for row in reads.rows_of(found, seen_by=request.access)}
    known = {row.pk: row for row in reads.iku_of(found.unit, found.tahun_mulai, seen_by=request.access)}
    known |= {key: row.indikator for key, row in listed.items()}
    if request.method == "POST":
        chosen = [pk for pk in map(number_in, request.POST.getlist("pilih")) if pk is not None and pk in known]
        chosen.sort(key=lambda key: (_place(request.POST.get(f"urutan-{key}", "")), list(known).index(key)))
        told = [(known[key], request.POST.get(f"ket-{key}", "")[:300]) for key in chosen]
        seen = number_in(request.POST.get("versi", "")) or 0
        act = lambda: actions.choose_iku(found, pilihan=told, seen=seen, by=request.access)  # noqa: E731 - said once
        sent = tell(request, act, f"{len(chosen)} indikator dipilih.")
        return redirect("perencanaan:iku" if sent.done else "perencanaan:iku-rincian", pk=pk)
    rows = sorted(known.values(), key=lambda row: listed[row.pk].urutan if row.pk in listed else len(known) + 1)
    context = {
        "crumbs": _crumbs((found.unit.nama, reverse("perencanaan:iku", args=[pk])), ("Pilih indikator", "")),
        "keputusan": found,
        "baris": [(row, listed.get(row.pk)) for row in rows],
    }
    return render(request, "perencanaan/iku_rincian.html", context)


def _place(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 10_000


@require_POST
def buang(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = _to_change(request, pk)
    said = "Rancangan keputusan IKU dibuang."
    sent = tell(request, lambda: actions.discard_decree(found, by=request.access), said)
    return redirect("perencanaan:iku-daftar") if sent.done else redirect("perencanaan:iku", pk=pk)


def berkas(request: Request, pk: int, apa: str, jenis: str) -> HttpResponse:
    """The decree, its attachment as a table, or the berita acara, as a file; what is set as it was frozen."""
    found = obtain(reads.decrees(request.access), pk=pk)
    if apa not in {kind for kind, _title, _files in FILES}:
        raise Http404
    isi = contents(found, seen_by=request.access)
    kind, compose = (reads.MINUTES, minutes) if apa == "berita-acara" else (reads.KIND, decree)
    frozen = reads.frozen_paper(found, kind, seen_by=request.access)
    at = frozen.frozen_at if frozen else timezone.now()
    document = _thawed(frozen) if frozen else compose(isi)
    if apa == "lampiran":
        return paper(attachment_alone(isi, document), jenis, "xlsx", at=at)
    return paper(document, jenis, "pdf", "docx", at=at)


def _thawed(frozen: Any) -> Document:
    day = format_date(timezone.localdate(frozen.frozen_at))
    return replace(thaw(frozen), footer=f"Ditetapkan dan dibekukan {day}, SHA-256 {frozen.sha256[:16]}")


def kartu_berkas(request: Request, pk: int, jenis: str) -> HttpResponse:
    """The kartu indikator of the chosen year as PDF, DOCX or XLSX."""
    found = obtain(queries.indikator(request.access), pk=pk)
    seen_by, tahun = request.access, request.periode.tahun
    instansi = instansi_of(found.unit, seen_by)
    places = places_of(found, tahun, seen_by=seen_by)
    drafts = [] if places else drafts_of([pk], tahun, seen_by=seen_by).get(pk, [])
    limit = kebijakan(found.unit, tahun, seen_by=seen_by).aturan.batas
    document = card_document(
        card_of(found, request.periode, seen_by=seen_by, posisi_data=timezone.localdate()),
        instansi=instansi,
        lambang=emblem_of(instansi),
        pernyataan=[row.pernyataan for row in places],
        rancangan=in_draft(drafts[0]) if drafts else "",
        batas="Tanpa batas atas" if limit is None else f"Paling tinggi {format_number(limit, places=None)}%",
        tahun=tahun,
    )
    if jenis == "xlsx":
        return download(render_xlsx(card_sheets(document)), file_name(document.title, jenis), XLSX)
    return paper(document, jenis, "pdf", "docx", at=timezone.now())
