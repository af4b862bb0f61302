"""Pagu: the list, a version with its totals beside the plan, its lines typed, pasted or out of a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sakip.anggaran import actions, queries
from sakip.anggaran.forms import BerkasForm, PaguForm, TetapkanPaguForm
from sakip.anggaran.rules import frozen, statements
from sakip.anggaran.transfers import (
    CELLS,
    Bacaan,
    Ketikan,
    checked,
    offered,
    read_file,
    read_pasted,
    read_table,
    with_plan,
)
from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.sending import FormPage, answer, send, shown, tell
from sakip.kernel.tables import Column, Table
from sakip.kernel.transfer.problems import file_sentence
from sakip.kernel.transfer.reading import UnreadableFile
from sakip.kernel.web import Request, number_in, obtain, obtain_for
from sakip.organisasi.queries import unit_labels, units
from sakip.organisasi.views.shared import HOME, unit_to_plan

EMPTY_ROWS = 8
COLUMNS = (
    Column("unit", "Unit", lambda each: each.unit.nama, sort="unit__path", fixed=True),
    Column("tahun", "Tahun", lambda each: each.tahun, sort="tahun"),
    Column("jenis", "Dokumen", lambda each: each.get_jenis_display(), sort="jenis"),
    Column("versi", "Versi", lambda each: each.nomor, sort="nomor", css="num"),
    Column("jumlah", "Pagu (Rp)", lambda each: each.total, css="num"),
    Column("keadaan", "Keadaan", lambda each: "Ditetapkan" if each.ditetapkan else "Rancangan"),
    Column("dokumen", "Nomor dan tanggal", lambda each: each.dokumen, sort="dokumen"),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """Every version of money in reach."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("cari", "unit", "tahun", "jenis")}
    unit, tahun = (number_in(chosen[name]) for name in ("unit", "tahun"))
    rows = queries.versions(request.access, text=chosen["cari"], jenis=chosen["jenis"], unit=unit, tahun=tahun)
    table = Table(request, "pagu", COLUMNS, rows, show=lambda some: _with_totals(request, some))
    if file := table.export("Pagu"):
        return file
    context = {
        "crumbs": [HOME, ("Pagu", "")],
        "table": table,
        "dipilih": chosen,
        "disaring": any(chosen.values()),
        "units": unit_labels(units(request.access).filter(berlaku_sampai=None)),
        "jenis": PaguForm.base_fields["jenis"].choices,  # type: ignore[attr-defined]
        "boleh": request.access.allows_somewhere(Permission.PLAN),
    }
    return render(request, "anggaran/daftar.html", context)


def _with_totals(request: Request, rows: list[Any]) -> list[Any]:
    found = queries.totals([row.pk for row in rows], seen_by=request.access)
    for row in rows:
        row.total = found.get(row.pk, 0)
    return rows


def tambah(request: Request) -> HttpResponse:
    """Open the money of a unit (?unit=) in a year."""
    judul, back = "Pagu baru", reverse("anggaran:pagu-daftar")
    about = "Pilih unit yang anggarannya akan diisi."
    unit = unit_to_plan(request, judul, crumbs=_crumbs((judul, "")), kembali=back, tentang=about)
    if isinstance(unit, HttpResponse):
        return unit
    form = PaguForm(request.POST or None, initial={"tahun": request.periode.tahun})
    sent = send(request, form, lambda: actions.open_pagu(unit, by=request.access, **form.cleaned_data))
    if sent.done:
        return redirect("anggaran:pagu-isi", pk=sent.result.pk)
    return shown(request, form, FormPage(judul, _crumbs((unit.nama, ""), (judul, "")), back), sent)


def pagu(request: Request, pk: int) -> HttpResponse:
    """A version: lines with their totals, what disagrees, what stands beside no statement, which statement has none."""
    found = obtain(queries.versions(request.access), pk=pk)
    others = queries.versions(request.access, unit=found.unit_id, tahun=found.tahun, jenis=found.jenis)
    may = request.access.allows(Permission.PLAN, found.unit.path)
    context = {
        "crumbs": _crumbs((str(found), "")),
        "versi": found,
        "isi": queries.content(found, seen_by=request.access),
        "sumber": queries.by_source(found, seen_by=request.access),
        "semua": list(others),
        "boleh": may,
        "boleh_isi": may and frozen(found) is None,
    }
    return render(request, "anggaran/pagu.html", context)


def isi(request: Request, pk: int) -> HttpResponse:
    """The lines on one table; the plan, a pasted block or a file fills it, to be looked at before it is saved."""
    found = _managed(request, pk)
    if request.method != "POST":
        return _table(request, found, _standing(request, found), seen=found.versi)
    seen = number_in(request.POST.get("versi", "")) or 0
    files = BerkasForm(request.POST, request.FILES)
    brought = _brought(request, files)
    if brought is not None:
        return _looked_at(request, found, brought, seen=seen)
    langkah = request.POST.get("langkah")
    rows, told = read_table({name: request.POST.getlist(name) for name in CELLS}), ""
    if langkah == "rencana":
        rows, told = _from_plan(request, found, rows)
    shown, good = checked(rows, _free(request, found))
    if langkah in {"baris", "rencana"}:
        return _table(request, found, shown, seen=seen, told=told, more=EMPTY_ROWS * 3)
    if any(each.masalah for each in shown):
        return _table(request, found, shown, seen=seen, status=422)
    new = [actions.PaguBaru(row.kode, row.uraian, amount, row.sumber) for row, amount in good]
    try:
        done = actions.set_lines(found, baris=new, seen=seen, by=request.access)
    except Refused as no:
        seen = _managed(request, pk).versi if isinstance(no, Stale) else seen
        return _table(request, found, shown, seen=seen, told=no.refusal.sentence, gagal=True, status=409)
    said = f"{done.baru} baris baru, {done.berubah} berubah, {done.dihapus} dihapus."
    messages.success(request, said if done.semua else "Tidak ada yang berubah.")
    if left := len(shown) - len(good):
        messages.info(request, f"{left} baris dari rencana belum diisi rupiahnya, sehingga tidak disimpan.")
    return redirect("anggaran:pagu", pk=pk)


def _from_plan(request: Request, found: Any, typed: list[Ketikan]) -> tuple[list[Ketikan], str]:
    """What was typed, under it what the plan has and the table not yet, and what is said of it."""
    rencana = offered(statements(request.access, found))
    rows = with_plan(typed, rencana)
    if more := len(rows) - len(typed):
        return rows, f"{more} baris diambil dari rencana. Isi rupiahnya; baris yang tetap kosong tidak disimpan."
    if rencana:
        return rows, "Semua kode dalam rencana sudah ada pada tabel."
    return rows, f"Rencana unit ini tahun {found.tahun} belum memuat baris berkode yang berpagu."


def _free(request: Request, found: Any) -> dict[str, str]:
    """What the plan offers and the version does not hold: emptying money that stands is a doubt, not an omission."""
    standing = {each.kode for each in queries.lines(found, seen_by=request.access)}
    rencana = offered(statements(request.access, found))
    return {kode: uraian for kode, uraian in rencana.items() if kode not in standing}


def _looked_at(request: Request, found: Any, brought: Bacaan, *, seen: int) -> HttpResponse:
    """What was brought, before it is saved; where it cannot be read what stands, so that saving does not empty it."""
    if brought.masalah:
        rows = _standing(request, found)
        return _table(request, found, rows, seen=seen, told=brought.masalah, gagal=True, status=422)
    shown, _good = checked(brought.baris, _free(request, found))
    told = f"{len(shown)} baris dibaca dan belum disimpan. Periksa, lalu simpan; isi yang lama diganti seluruhnya."
    status = 422 if any(each.masalah for each in shown) else 200
    return _table(request, found, shown, seen=seen, told=told, status=status)


def _standing(request: Request, found: Any) -> list[Ketikan]:
    """The lines as they are, for the table."""
    lines = queries.lines(found, seen_by=request.access)
    return [
        Ketikan(number, each.kode, each.uraian, each.sumber_dana, str(each.rupiah))
        for number, each in enumerate(lines, start=1)
    ]


def _brought(request: Request, files: Any) -> Bacaan | None:
    """What a file or a pasted block says; None where neither came."""
    if not files.is_valid():
        return Bacaan([], " ".join(files.errors["berkas"]))
    file = files.cleaned_data["berkas"]
    if file is not None:
        try:
            return read_file(file.read(), file.name)
        except UnreadableFile as no:
            return Bacaan([], file_sentence(no))
    pasted = request.POST.get("tempelan", "")
    return read_pasted(pasted) if pasted.strip() else None


def _table(
    request: Request,
    found: Any,
    rows: list[Ketikan],
    *,
    seen: int,
    told: str = "",
    gagal: bool = False,
    more: int = EMPTY_ROWS,
    status: int = 200,
) -> HttpResponse:
    context = {
        "crumbs": _crumbs((str(found), reverse("anggaran:pagu", args=[found.pk])), ("Isi pagu", "")),
        "versi": found,
        "dilihat": seen,
        "baris": [*rows, *(Ketikan(len(rows) + number) for number in range(1, more + 1))],
        "bermasalah": sum(bool(each.masalah) for each in rows),
        "berkas": BerkasForm(),
        "pesan": told,
        "gagal": gagal,
    }
    return render(request, "anggaran/isi.html", context, status=status)


def tetapkan(request: Request, pk: int) -> HttpResponse:
    """Set a version by its document."""
    found = _managed(request, pk)
    form = TetapkanPaguForm(request.POST or None, initial={"versi": found.versi, "dokumen": found.dokumen})

    def save() -> Any:
        data = dict(form.cleaned_data)
        return actions.set_pagu(found, seen=data.pop("versi"), by=request.access, **data)

    back = reverse("anggaran:pagu", args=[pk])
    page = FormPage("Tetapkan pagu", _crumbs((str(found), back), ("Tetapkan", "")), back, "Tetapkan")
    done = f"{found} ditetapkan."
    return answer(request, form, save, page, selesai=done, versi=lambda: int(_managed(request, pk).versi))


@require_POST
def hubungkan(request: Request, pk: int) -> HttpResponse:
    """Put lines beside the statements of the plan that have their codes."""
    found = _managed(request, pk)
    number = actions.link_lines(found, by=request.access)
    told = f"{number} baris terhubung dengan rencana." if number else "Tidak ada kode yang dapat dihubungkan lagi."
    messages.success(request, told)
    return redirect("anggaran:pagu", pk=pk)


@require_POST
def perubahan(request: Request, pk: int) -> HttpResponse:
    """Open the next version."""
    found = _managed(request, pk)
    sent = tell(
        request,
        lambda: actions.next_pagu(found, by=request.access),
        lambda new: f"Versi {new.nomor} dibuka dengan salinan isi versi sebelumnya.",
    )
    return redirect("anggaran:pagu", pk=sent.result.pk if sent.done else pk)


@require_POST
def buang(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = _managed(request, pk)
    seen = number_in(request.POST.get("versi", "")) or 0
    said = f"{found} versi {found.nomor} dibuang."
    sent = tell(request, lambda: actions.discard_pagu(found, seen=seen, by=request.access), said)
    return redirect("anggaran:pagu-daftar") if sent.done else redirect("anggaran:pagu", pk=pk)


def _managed(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.PLAN, queries.versions(request.access), pk=pk)


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [HOME, ("Pagu", reverse("anggaran:pagu-daftar")), *more]
