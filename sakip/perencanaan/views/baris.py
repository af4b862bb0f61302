"""Statements of a plan: a page for each, edited in the table too, moved, taken out, its indicators, what it serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sakip.kernel.access import LEVEL_WIDTH, Permission
from sakip.kernel.plaintext import taken_out
from sakip.kernel.sending import FormPage, answer, send, tell
from sakip.kernel.web import Request, number_in, obtain, obtain_for
from sakip.organisasi.queries import unit_groups, units
from sakip.organisasi.queries.nomenklatur import pertanyaan_kode
from sakip.perencanaan import actions
from sakip.perencanaan import queries as perencanaan
from sakip.perencanaan.forms.rencana import RINCIAN_HELP, BarisForm, SuntingForm, UbahBarisForm
from sakip.perencanaan.queries import dukungan, pohon
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.queries.outline import Outline, is_work, said_besides, statements
from sakip.perencanaan.queries.penempatan import placements_under
from sakip.perencanaan.rules.rencana import frozen
from sakip.perencanaan.views import shared
from sakip.perencanaan.views.rencana import beside, may

NO_PARENT = "Induk itu tidak ada dalam versi ini, mungkin baru saja dihapus; pilih baris lain sebagai induk."
LOWEST = "Tingkat {tingkat} adalah yang paling bawah; tambahkan baris di bawah tingkat di atasnya."


def _obtain(request: Request, pk: int, *, write: bool = False) -> Any:
    found = obtain(statements(request.access), pk=pk)
    if write:
        request.access.require(Permission.PLAN, found.unit.path)
    return found


def _page(found: Any, *, row: bool = True) -> str:
    """The version's page, at this statement."""
    here = reverse("perencanaan:rencana-versi", args=[found.dokumen_versi_id])
    return f"{here}#baris-{found.pk}" if row else here


def tambah(request: Request, pk: int) -> HttpResponse:
    """Add a statement to a version, under another (?induk=) or at the top."""
    versi = obtain_for(request, Permission.PLAN, queries.versions(request.access), pk=pk)
    outline = Outline(versi, seen_by=request.access)
    asked = request.GET.get("induk", "")
    induk = outline.by_id.get(number_in(asked) or 0)
    if asked and induk is None:  # taken out in the meantime: nothing is hung up elsewhere instead
        messages.error(request, NO_PARENT)
        return redirect("perencanaan:rencana-versi", pk=pk)
    levels = _levels_below(outline, induk)
    if induk is not None and not levels:
        messages.error(request, LOWEST.format(tingkat=outline.level_name(induk)))
        return redirect(_page(induk))
    people = _units(request, versi)
    first = request.GET.get("tingkat", "") or (levels[0][0] if levels else "")
    form = BarisForm(request.POST or None, tingkat=levels, pelaksana=_carriers(people), initial={"tingkat": first})

    def save() -> Any:
        data = dict(form.cleaned_data)
        data["pelaksana"] = people.get(data["pelaksana"])
        return actions.add_node(versi.dokumen.unit, versi=versi, induk=induk, by=request.access, **data)

    refusal = frozen(versi)
    page = FormPage(
        "Tambah baris",
        shared.plan_crumbs(versi, ("Tambah baris", "")),
        reverse("perencanaan:rencana-versi", args=[pk]),
        keterangan=f"Di bawah {outline.level_name(induk)}: {induk.pernyataan}" if induk else str(versi),
        pengantar=refusal.sentence if refusal else "",
        tanya=_asked(request, versi, induk),
        lagi=True,
    )
    said = lambda made: f"{outline.level_name(made)} ditambahkan."  # noqa: E731 - said once
    return answer(request, form, save, page, selesai=said, ke=_page)


def _levels_below(outline: Outline, induk: Any) -> list[tuple[str, str]]:
    levels = [(level.kode, level.nama) for level in outline.frame.tingkat]
    if induk is None:
        return levels
    place = next((number for number, (kode, _nama) in enumerate(levels) if kode == induk.tingkat), -1)
    return levels[place + 1 :]


def _asked(request: Request, versi: Any, induk: Any) -> str:
    """What the picker of codes is asked with; empty where the document has no nomenclature."""
    if not versi.generasi:
        return ""
    above = induk.kode if induk is not None and induk.kode[:1].isalnum() and "." in induk.kode else ""
    return pertanyaan_kode(versi.dokumen.unit, request.access, generasi=versi.generasi, induk=above)


def _units(request: Request, versi: Any) -> dict[str, Any]:
    """Units that may carry a statement out: those of the document's part of the instansi, but its own."""
    whose = versi.dokumen.unit
    rows = units(request.access).filter(path__startswith=whose.path, berlaku_sampai=None).exclude(pk=whose.pk)
    return {str(each.pk): each for each in rows}


def _carriers(rows: dict[str, Any]) -> list[tuple[str, Any]]:
    return unit_groups(sorted(rows.values(), key=lambda each: str(each.path)))


# --- one statement ---------------------------------------------------------------------------------------------------


def baris(request: Request, pk: int) -> HttpResponse:
    """A statement: what it says, its place, its indicators, what it serves and what serves it."""
    found = _obtain(request, pk, write=request.method == "POST")
    versi = found.dokumen_versi
    outline = Outline(versi, seen_by=request.access)
    people = _units(request, versi)
    if found.pelaksana is not None:
        people.setdefault(str(found.pelaksana.pk), found.pelaksana)
    initial = {name: getattr(found, name) for name in ("tingkat", "pernyataan", "kode", *RINCIAN_HELP, "versi")}
    initial["pelaksana"] = str(found.pelaksana_id or "")
    levels = _levels_below(outline, outline.by_id.get(found.induk_id or 0))
    form = UbahBarisForm(request.POST or None, tingkat=levels, pelaksana=_carriers(people), initial=initial)
    form.leave_out(kerja=is_work(found, outline.frame.tingkat))

    def save() -> Any:
        data = dict(form.cleaned_data)
        seen, data["pelaksana"] = data.pop("versi"), people.get(data["pelaksana"])
        return actions.edit_node(found, seen=seen, by=request.access, **data)

    sent = send(request, form, save, versi=lambda: _obtain(request, pk).versi)
    if sent.done:
        messages.success(request, "Baris tersimpan.")
        return redirect(_page(found))
    return render(
        request, "perencanaan/rencana_baris.html", _context(request, found, outline, form), status=sent.status
    )


def _context(request: Request, found: Any, outline: Outline, form: Any) -> dict[str, Any]:
    versi = found.dokumen_versi
    induk = versi.dokumen.induk
    inside = {found.pk, *(row.pk for row in outline.subtree(found))}
    order = {level.kode: place for place, level in enumerate(outline.frame.tingkat)}
    here = order.get(found.tingkat, len(order))
    places = [
        (each.simpul, " ".join(["–"] * each.depth + [each.simpul.pernyataan]))
        for each in outline.whole()
        if order.get(each.simpul.tingkat, here) < here and each.simpul.pk not in inside
    ]
    shown = outline.one(found)
    level = next((each for each in outline.frame.tingkat if each.kode == found.tingkat), None)
    serving = dukungan.served_by(found, seen_by=request.access)
    may_write = may(request, versi)
    above = dukungan.servable(induk, seen_by=request.access) if induk and level and level.melayani else []
    map_ = dukungan.support_of(versi, seen_by=request.access) if level and level.melayani else None
    return {
        "crumbs": shared.plan_crumbs(versi, (shown.tingkat, "")),
        "versi": versi,
        "simpul": found,
        "baris": shown,
        "di_atas": outline.above(found),
        "rincian": said_besides(found),
        "anak": outline.children(found),
        "turunan": len(inside) - 1,
        "asal_pohon": pohon.nodes_behind([found.kunci], seen_by=request.access).get(found.kunci, []),
        "form": form,
        "tanya": _asked(request, versi, outline.by_id.get(found.induk_id or 0)),
        "tempat": places,
        "memuat_indikator": bool(level and level.indikator),
        "pilihan_indikator": _placeable(request, found, shown) if may_write["boleh_isi"] else [],
        "induk": induk,
        "dilayani": [(row, row.kunci in serving) for row in above],
        "pendukung": next((each.pendukung for each in map_.dilayani if each.simpul.pk == found.pk), ()) if map_ else (),
        "melayani": bool(level and level.melayani),
        **may_write,
    }


def _placeable(request: Request, found: Any, shown: Any) -> list[Any]:
    """Indicators that may be placed here: of the document's unit and of who carries it out, in use and not here yet."""
    tahun = min(
        max(request.periode.tahun, found.dokumen_versi.dokumen.tahun_awal), found.dokumen_versi.dokumen.tahun_akhir
    )
    there = {each.indikator_id for each in shown.indikator}
    rows: list[Any] = []
    for unit in dict.fromkeys([found.unit, found.pelaksana]):
        if unit is not None:
            below = len(unit.path) > LEVEL_WIDTH
            rows += perencanaan.indikator_of(unit, tahun=tahun, seen_by=request.access, below=below)
    mine = [each for each in dict.fromkeys(rows) if each.pk not in there]
    return [each for each in mine if request.access.allows(Permission.PLAN, each.unit.path)]


def sunting(request: Request, pk: int) -> HttpResponse:
    """The row itself as a form, for htmx; without it the page of the statement does the same."""
    found = _obtain(request, pk, write=True)
    if not request.htmx:
        return redirect("perencanaan:rencana-baris", pk=pk)
    initial = {name: getattr(found, name) for name in ("pernyataan", "kode", "lokasi", "versi")}
    levels = queries.frame_of(found.dokumen_versi.dokumen).tingkat
    form = SuntingForm(request.POST or None, initial=initial, kerja=is_work(found, levels))

    def save() -> Any:
        data = dict(form.cleaned_data)
        return actions.edit_node(found, seen=data.pop("versi"), by=request.access, **data)

    sent = send(request, form, save, versi=lambda: _obtain(request, pk).versi)
    if sent.done or request.GET.get("batal"):
        return _row(request, pk, catatan=taken_out())
    context = {"form": form, "simpul": found, "depth": _depth(found)}
    return render(request, "perencanaan/rencana.html#sunting", context, status=sent.status)


def _depth(simpul: Any) -> int:
    depth = 0
    while simpul.induk_id is not None:
        simpul, depth = simpul.induk, depth + 1
    return depth


def _row(request: Request, pk: int, *, catatan: str = "") -> HttpResponse:
    found = _obtain(request, pk)
    outline = Outline(found.dokumen_versi, seen_by=request.access)
    (row,), _money = beside(request, [outline.one(found)], found.dokumen_versi)
    context = {"row": row, "catatan": catatan, **may(request, found.dokumen_versi)}
    return render(request, "perencanaan/rencana.html#satu", context)


def anak(request: Request, pk: int) -> HttpResponse:
    """A closed row opened: itself and its children; without htmx the page of its subtree."""
    found = _obtain(request, pk)
    if not request.htmx:
        return redirect(f"{_page(found, row=False)}?akar={pk}")
    outline = Outline(found.dokumen_versi, seen_by=request.access)
    rows, _money = beside(request, outline.opened(found), found.dokumen_versi)
    context = {"baris": rows, **may(request, found.dokumen_versi)}
    return render(request, "perencanaan/rencana.html#banyak", context)


# --- its place -------------------------------------------------------------------------------------------------------


def _done(request: Request, found: Any, act: Callable[[], Any], done: str, *, back: str = "") -> HttpResponse:
    """Do it and tell so, or tell why not."""
    tell(request, act, done)
    return redirect(back or _page(found))


def _seen(request: Request) -> int:
    return number_in(request.POST.get("versi", "")) or 0


@require_POST
def pindah(request: Request, pk: int) -> HttpResponse:
    """Under another statement (induk), or one step: naik, turun, masuk (under the one before), keluar."""
    found = _obtain(request, pk, write=True)
    step = request.POST.get("langkah", "")
    if step not in {"", "naik", "turun", "masuk", "keluar"}:
        raise Http404
    if step in {"naik", "turun"}:
        return _done(
            request,
            found,
            lambda: actions.shift_node(found, langkah=-1 if step == "naik" else 1, by=request.access),
            f"“{_short(found)}” {'naik' if step == 'naik' else 'turun'} satu tempat.",
        )
    outline = Outline(found.dokumen_versi, seen_by=request.access)
    induk = _target(outline, found, step, request.POST.get("induk", ""))
    if isinstance(induk, str):
        messages.error(request, induk)
        return redirect(_page(found))
    where = f"ke bawah “{_short(induk)}”" if induk else "ke tingkat paling atas"
    seen = found.versi if step else _seen(request)
    after = outline.by_id.get(found.induk_id or 0) if step == "keluar" else None
    return _done(
        request,
        found,
        lambda: actions.move_node(found, induk=induk, seen=seen, sesudah=after, by=request.access),
        f"“{_short(found)}” dipindahkan {where}.",
    )


def _target(outline: Outline, found: Any, step: str, typed: str) -> Any:
    """The new parent, None for the top, or a sentence why there is none."""
    parent = outline.by_id.get(found.induk_id or 0)
    if step == "keluar":
        if parent is None:
            return "Baris ini sudah berada paling atas."
        return outline.by_id.get(parent.induk_id or 0)
    if step == "masuk":
        siblings = outline.children(parent)
        place = next(number for number, each in enumerate(siblings) if each.pk == found.pk)
        return siblings[place - 1] if place else "Tidak ada baris sebelumnya yang dapat menjadi induk."
    if not typed:
        return None
    return outline.by_id.get(number_in(typed) or 0, NO_PARENT)


def _short(simpul: Any) -> str:
    text = str(simpul.pernyataan)
    return text if len(text) <= 60 else f"{text[:59]}…"


@require_POST
def hapus(request: Request, pk: int) -> HttpResponse:
    """Take it out with all below it."""
    found = _obtain(request, pk, write=True)
    back = _page(found, row=False)
    act = lambda: actions.remove_node(found, seen=_seen(request), by=request.access)  # noqa: E731 - said once
    return _done(request, found, act, f"“{_short(found)}” dan yang di bawahnya dihapus dari versi ini.", back=back)


# --- its indicators, what it serves ----------------------------------------------------------------------------------


def _own(pk: int) -> str:
    return reverse("perencanaan:rencana-baris", args=[pk])


@require_POST
def tempatkan(request: Request, pk: int) -> HttpResponse:
    """Place an indicator under it."""
    found = _obtain(request, pk, write=True)
    asked = request.POST.get("indikator", "")
    if not asked.isdecimal():
        messages.error(request, "Indikator belum dipilih; pilih salah satu, lalu tempatkan.")
        return redirect(_own(pk))
    subject = obtain(perencanaan.indikator(request.access), pk=asked)
    act = lambda: actions.place(subject, simpul=found, by=request.access)  # noqa: E731 - said once
    return _done(request, found, act, f"Indikator {subject.nama} ditempatkan.", back=_own(pk))


@require_POST
def lepas(request: Request, pk: int, penempatan: int) -> HttpResponse:
    """Take an indicator away from it."""
    found = _obtain(request, pk, write=True)
    row = obtain(placements_under(found, seen_by=request.access), pk=penempatan)
    act = lambda: actions.unplace(row, simpul=found, by=request.access)  # noqa: E731 - said once
    return _done(request, found, act, f"Indikator {row.indikator.nama} dilepas dari baris ini.", back=_own(pk))


@require_POST
def layani(request: Request, pk: int) -> HttpResponse:
    """Say which statements of the plan above it serves."""
    found = _obtain(request, pk, write=True)
    keys = {UUID(each) for each in request.POST.getlist("melayani") if _is_key(each)}
    act = lambda: actions.set_support(found, melayani=keys, by=request.access)  # noqa: E731 - said once
    return _done(request, found, act, "Yang didukung baris ini tersimpan.", back=_own(pk))


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def peta(request: Request, pk: int) -> HttpResponse:
    """Per statement of a version which statements of the plans below serve it, and what nobody serves."""
    versi = obtain(queries.versions(request.access), pk=pk)
    context = {
        "crumbs": shared.plan_crumbs(versi, ("Dukungan", "")),
        "versi": versi,
        "peta": dukungan.support_of(versi, seen_by=request.access),
    }
    return render(request, "perencanaan/rencana_dukungan.html", context)
