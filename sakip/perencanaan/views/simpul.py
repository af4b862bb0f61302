"""One node of a tree: what it says, what it serves and stands on, how it is measured, whom it asks, what it became."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.web import Request, number_in, obtain
from sakip.organisasi.queries import jabatan
from sakip.perencanaan import actions, pohon
from sakip.perencanaan.forms.pohon import (
    IndikatorSimpulForm,
    SimpulForm,
    TambahSimpulForm,
    TarikForm,
    TempatForm,
    TerjemahForm,
    UbahSimpulForm,
)
from sakip.perencanaan.pohon.langkah import LANGKAH, too_early
from sakip.perencanaan.queries import indikator as indikator_rows
from sakip.perencanaan.queries import nodes
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.queries.rencana import documents
from sakip.perencanaan.views.pohon import Formulir, Save, answer, crumbs, managed, options
from sakip.referensi.queries import nama_tingkat

NAMES = ("pernyataan", "jenis", "kode", "asal", "bukti")


def simpul(request: Request, pk: int) -> HttpResponse:
    """The card of a node."""
    node = obtain(queries.simpul(request.access), pk=pk)
    tree = queries.pohon_of(node.pohon, seen_by=request.access)
    isi = pohon.contents(tree, [pk], request.periode, seen_by=request.access, posisi_data=timezone.localdate())
    above = [tree.simpul[each] for each in tree.induk.get(pk, ())]
    became = queries.translations(node.pohon, seen_by=request.access).get(pk, [])
    context = {
        "crumbs": crumbs(node.pohon, (node.pernyataan, "")),
        "simpul": node,
        "pohon": node.pohon,
        "jalan": tree.path_to(pk)[:-1] if pk in tree.simpul else [],
        "induk": above,
        "anak": [tree.simpul[each] for each in tree.anak.get(pk, ())],
        "indikator": isi.indikator.get(pk, []),
        "warna": isi.warna.get(pk),
        "diminta": [(each, pohon.KEADAAN_TONE[each.keadaan]) for each in isi.diminta.get(pk, [])],
        "menopang": [(each, pohon.KEADAAN_TONE[each.keadaan]) for each in isi.menopang.get(pk, [])],
        "terjemahan": [(each, nama_tingkat(each.tingkat) if each.tingkat else "") for each in became],
        "terlalu_dini": [] if became else too_early(node.pohon, [node], seen_by=request.access).get(pk, []),
        "boleh_rencana": request.access.allows(Permission.PLAN, node.pohon.unit.path),
    }
    return render(request, "perencanaan/simpul.html", context)


def tambah(request: Request, pk: int) -> HttpResponse:
    """Add a node to a tree (?induk=, ?jenis=)."""
    row = managed(request, pk)
    tree = queries.pohon_of(row, seen_by=request.access)
    initial = {name: request.GET.get(name, "") for name in ("induk", "jenis")}
    if initial["induk"] and not initial["jenis"]:
        initial["jenis"] = _below(tree, initial["induk"])
    form = TambahSimpulForm(request.POST or None, initial=initial, induk=options(tree))

    def save(data: dict[str, Any]) -> str:
        induk = [tree.simpul[int(data["induk"])]] if data["induk"] else []
        values = {name: data[name] for name in NAMES}
        made = actions.add_simpul(row, induk=induk, by=request.access, **values)
        return f"“{made.pernyataan}” ditambahkan."

    back = _back(request, reverse("perencanaan:pohon", args=[pk]))
    return _answer(request, form, save, row, "Tambah kondisi", kembali=back)


def _below(tree: queries.Pohon, induk: str) -> str:
    """The kind that usually stands below a node."""
    order = list(pohon.PENDEK)
    node = tree.simpul.get(number_in(induk) or 0)
    place = order.index(node.jenis) if node else 0
    return str(order[min(place + 1, len(order) - 1)]) if node else str(order[0])


def ubah(request: Request, pk: int) -> HttpResponse:
    """What a node says."""
    node = _node(request, pk)
    form = UbahSimpulForm(request.POST or None, initial={name: getattr(node, name) for name in (*NAMES, "versi")})

    def save(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in NAMES}
        actions.edit_simpul(node, seen=data["versi"], by=request.access, **values)
        return "Kondisi tersimpan."

    here = _card(node)
    return _answer(
        request, form, save, node.pohon, "Ubah kondisi", kembali=here, versi=lambda: _node(request, pk).versi
    )


def tempat(request: Request, pk: int) -> HttpResponse:
    """Where a node hangs: moved with all below it, one parent more, or one fewer."""
    node = _node(request, pk)
    tree = queries.pohon_of(node.pohon, seen_by=request.access)
    above = [tree.simpul[each] for each in tree.induk.get(pk, ())]
    ways = [(f"pindah-{each.pk}", f"Pindahkan dari “{each.pernyataan}” beserta bawahannya") for each in above]
    ways = ways or [("pindah-0", "Pindahkan dari puncak beserta bawahannya")]
    ways.append(("tambah", "Tambah satu kondisi lagi yang ditopangnya"))
    if len(above) > 1 or node.jenis == "outcome":
        ways += [(f"lepas-{each.pk}", f"Lepas dari “{each.pernyataan}”") for each in above]
    below = {each.pk for each, _depth in tree.walk(pk)} if pk in tree.simpul else set()
    choices = [(value, label) for value, label in options(tree) if int(value) not in below]
    form = TempatForm(request.POST or None, cara=ways, induk=choices, initial={"cara": ways[0][0]})

    def save(data: dict[str, Any]) -> str:
        way, _, which = data["cara"].partition("-")
        other = tree.simpul.get(number_in(which) or 0)
        target = tree.simpul[int(data["ke"])] if data["ke"] else None
        if way == "lepas" and other:
            actions.detach_simpul(node, induk=other, by=request.access)
        elif way == "tambah":
            if target is None:
                raise Refused("simpul-tanpa-induk", at_field="ke", simpul=node.pernyataan)
            actions.attach_simpul(node, induk=target, by=request.access)
        else:
            actions.move_simpul(node, dari=other, ke=target, by=request.access)
        return f"Tempat “{node.pernyataan}” tersimpan."

    return _answer(request, form, save, node.pohon, "Ubah tempat kondisi", kembali=_card(node))


def tarik(request: Request, pk: int) -> HttpResponse:
    """Take a node out of its tree."""
    node = _node(request, pk)
    form = TarikForm(request.POST or None, initial={"versi": node.versi})

    def save(data: dict[str, Any]) -> str:
        gone = actions.retire_simpul(
            node,
            seen=data["versi"],
            alasan=data["alasan"],
            beserta_bawahan=data["beserta_bawahan"],
            by=request.access,
        )
        return f"{len(gone)} kondisi ditarik dari pohon." if len(gone) > 1 else f"“{node.pernyataan}” ditarik."

    title = f"Tarik “{node.pernyataan}” dari pohon"
    return _answer(request, form, save, node.pohon, title, kembali=_card(node), versi=lambda: _node(request, pk).versi)


@require_POST
def pulihkan(request: Request, pk: int) -> HttpResponse:
    """Put a node back."""
    node = _node(request, pk)
    try:
        actions.restore_simpul(node, seen=node.versi, by=request.access)
    except Refused as no:
        messages.error(request, no.refusal.sentence)
    else:
        messages.success(request, f"“{node.pernyataan}” kembali dalam pohon.")
    return redirect(_card(node))


@require_POST
def geser(request: Request, pk: int) -> HttpResponse:
    """One place up or down among the children of a node (induk; empty: the tops)."""
    node = _node(request, pk)
    tree = queries.pohon_of(node.pohon, seen_by=request.access)
    induk = tree.simpul.get(number_in(request.POST.get("induk", "")) or 0)
    order = list(tree.anak.get(induk.pk, ()) if induk else tree.puncak)
    if pk in order:
        at = order.index(pk)
        to = max(at - 1, 0) if request.POST.get("arah") == "naik" else min(at + 1, len(order) - 1)
        order.insert(to, order.pop(at))
        try:
            actions.reorder_simpul(node.pohon, induk=induk, urutan=order, by=request.access)
        except Refused as no:
            messages.error(request, no.refusal.sentence)
    return redirect(_card(induk) if induk else reverse("perencanaan:pohon", args=[node.pohon.pk]))


# --- indicators, translation -----------------------------------------------------------------------------------------


def tambah_indikator(request: Request, pk: int) -> HttpResponse:
    """Say how a condition is measured."""
    node = _node(request, pk)
    rows = indikator_rows(request.access).filter(unit__path__startswith=node.pohon.unit.path, dihentikan_tahun=None)
    choices = [(str(each.pk), f"{each.nama} ({each.unit.nama})"[:140]) for each in rows]
    form = IndikatorSimpulForm(request.POST or None, indikator=choices)

    def save(data: dict[str, Any]) -> str:
        one = obtain(rows, pk=data["indikator"]) if data["indikator"] else None
        actions.add_indikator_simpul(node, indikator=one, uraian=data["uraian"], by=request.access)
        return "Indikator kondisi tersimpan."

    return _answer(request, form, save, node.pohon, "Tambah indikator kondisi", kembali=_back(request, _card(node)))


@require_POST
def lepas_indikator(request: Request, pk: int) -> HttpResponse:
    """Take an indicator off a condition."""
    row = obtain(queries.indicator_rows(request.access), pk=pk)
    request.access.require(Permission.PLAN, row.unit.path)
    actions.remove_indikator_simpul(row, by=request.access)
    messages.success(request, f"“{row}” dilepas dari kondisi ini; indikatornya sendiri tetap ada.")
    return redirect(_card(row.simpul))


def terjemahkan(request: Request, pk: int) -> HttpResponse:
    """Step five for one node: into a statement of a plan of its unit, and a position."""
    node = _node(request, pk)
    form = TerjemahForm(
        request.POST or None, rencana=plan_options(request, node.pohon), jabatan=position_options(request, node.pohon)
    )

    def save(data: dict[str, Any]) -> str:
        if data["rencana"]:
            number, _, kunci = data["rencana"].partition(":")
            dokumen = obtain(documents(request.access), pk=number)
            actions.translate_to_plan(node, dokumen=dokumen, kunci=UUID(kunci), by=request.access)
        if data["jabatan"]:
            actions.translate_to_jabatan(
                node, jabatan=obtain(jabatan(request.access), pk=data["jabatan"]), by=request.access
            )
        return f"“{node.pernyataan}” diterjemahkan."

    return _answer(request, form, save, node.pohon, "Terjemahkan kondisi", kembali=_back(request, _card(node)))


def plan_options(request: Request, row: Any) -> list[tuple[str, str]]:
    """The statements of the plans of the tree's unit, and of those above it, whose years meet the tree's."""
    path = row.unit.path
    above = [path[:end] for end in range(4, len(path) + 1, 4)]
    found = documents(request.access).filter(
        unit__path__in=above, tahun_awal__lte=row.tahun_akhir, tahun_akhir__gte=row.tahun_awal
    )
    return [
        (f"{plan.pk}:{each.kunci}", f"{plan.nama} · {nama_tingkat(each.tingkat)}: {each.pernyataan}"[:160])
        for plan in found
        for each in nodes(plan, seen_by=request.access)
    ]


def position_options(request: Request, row: Any) -> list[tuple[str, str]]:
    """The open positions of the tree's unit and below."""
    rows = jabatan(request.access).filter(unit__path__startswith=row.unit.path, berlaku_sampai=None)
    return [(str(each.pk), f"{each.nama} ({each.unit.nama})"[:140]) for each in rows]


@require_POST
def lepas_terjemahan(request: Request, pk: int) -> HttpResponse:
    """A condition is no longer this statement or position."""
    row = obtain(queries.translation_rows(request.access), pk=pk)
    request.access.require(Permission.PLAN, row.unit.path)
    actions.remove_translation(row, by=request.access)
    messages.success(request, "Terjemahan dilepas; kondisi, rencana, dan jabatannya tetap ada.")
    return redirect(_back(request, _card(row.simpul)))


# --- what they share -------------------------------------------------------------------------------------------------


def _node(request: Request, pk: int) -> Any:
    node = obtain(queries.simpul(request.access), pk=pk)
    request.access.require(Permission.PLAN, node.pohon.unit.path)
    return node


def _card(node: Any) -> str:
    return reverse("perencanaan:simpul", args=[node.pk])


def _back(request: Request, otherwise: str) -> str:
    """Where the person came from: a step of the guide (?langkah=), else the given page."""
    langkah, pohon_pk = request.GET.get("langkah", ""), request.GET.get("pohon", "")
    if langkah in {"1", "2", "3", "4", "5"} and (number := number_in(pohon_pk)) is not None:
        cabang = request.GET.get("cabang", "")
        address = reverse("perencanaan:pohon-langkah", args=[number, int(langkah)])
        return f"{address}?cabang={cabang}" if cabang.isdecimal() else address
    return otherwise


def _answer(
    request: Request,
    form: Any,
    save: Save,
    row: Any,
    judul: str,
    *,
    kembali: str,
    versi: Callable[[], int] | None = None,
) -> HttpResponse:
    """A form about a node of a tree, with the questions of its step where it is a condition that is written."""
    step = _STEP.get(form.initial.get("jenis", ""), 3)
    asks = LANGKAH[step - 1].pertanyaan if isinstance(form, SimpulForm) else ()
    return answer(request, form, save, Formulir(judul, row.unit, crumbs(row, (judul, "")), kembali, asks), versi=versi)


_STEP = {"outcome": 1, "csf": 2}
"""At which step a kind of condition is found; the others at the third."""
