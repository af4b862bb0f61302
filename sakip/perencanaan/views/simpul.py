"""One node of a tree: what it says, what it serves and stands on, how it is measured, whom it asks, what it became."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import tell
from sakip.kernel.web import Request, number_in, obtain, obtain_for
from sakip.perencanaan import actions, pohon
from sakip.perencanaan.forms.pohon import (
    SimpulForm,
    TambahSimpulForm,
    TarikForm,
    TempatForm,
    UbahSimpulForm,
)
from sakip.perencanaan.pohon.langkah import LANGKAH, too_early
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.rules.pohon import LEBIH_DALAM, Edges
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
        "ditarik_di_bawah": queries.retired_below(node, seen_by=request.access) if node.ditarik else (),
        "urungkan": undoing(request, tree),
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

    above = tree.simpul.get(number_in(initial["induk"]) or 0)
    title = _adding(initial["jenis"], above)

    def save(data: dict[str, Any]) -> str:
        induk = [tree.simpul[int(data["induk"])]] if data["induk"] else []
        values = {name: data[name] for name in NAMES if name in data}
        made = actions.add_simpul(row, induk=induk, by=request.access, **values)
        return f"“{made.pernyataan}” ditambahkan."

    back = back_to(request, reverse("perencanaan:simpul", args=[above.pk]) if above else _tree(row))
    return answer_node(request, form, save, row, title, kembali=back, lagi="Simpan dan tambah lagi")


def _adding(jenis: str, above: Any) -> str:
    """The title of the page where a condition is added."""
    if above is None:
        return "Tambah hasil" if jenis == "outcome" else "Tambah kondisi"
    if jenis == "csf":
        return f"Tambah faktor kunci untuk “{above.pernyataan}”"
    return f"Tambah kondisi untuk “{above.pernyataan}”"


def _below(tree: queries.Pohon, induk: str) -> str:
    """The kind that usually stands below a node."""
    order = list(pohon.PENDEK)
    node = tree.simpul.get(number_in(induk) or 0)
    place = order.index(node.jenis) if node else 0
    return str(order[min(place + 1, len(order) - 1)]) if node else str(order[0])


def ubah(request: Request, pk: int) -> HttpResponse:
    """What a node says."""
    node = planned(request, pk)
    form = UbahSimpulForm(request.POST or None, initial={name: getattr(node, name) for name in (*NAMES, "versi")})

    def save(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in NAMES}
        actions.edit_simpul(node, seen=data["versi"], by=request.access, **values)
        return "Kondisi tersimpan."

    back = back_to(request, card(node))
    return answer_node(
        request, form, save, node.pohon, "Ubah kondisi", kembali=back, versi=lambda: planned(request, pk).versi
    )


def tempat(request: Request, pk: int) -> HttpResponse:
    """Where a node hangs: moved with all below it, one parent more, or one fewer."""
    node = planned(request, pk)
    tree = queries.pohon_of(node.pohon, seen_by=request.access)
    above = [tree.simpul[each] for each in tree.induk.get(pk, ())]
    ways = [(f"pindah-{each.pk}", f"Pindahkan dari “{each.pernyataan}” beserta bawahannya") for each in above]
    ways = ways or [("pindah-0", "Pindahkan dari puncak beserta bawahannya")]
    ways.append(("tambah", "Tambah satu kondisi lagi yang ditopangnya"))
    if len(above) > 1 or node.jenis == "outcome":
        ways += [(f"lepas-{each.pk}", f"Lepas dari “{each.pernyataan}”") for each in above]
    below = {each.pk for each, _depth in tree.walk(pk)} if pk in tree.simpul else set()
    kinds = {jenis: place for jenis, place in LEBIH_DALAM.items() if place <= LEBIH_DALAM[node.jenis]}
    choices = [(value, label) for value, label in options(tree, kinds) if int(value) not in below]
    top = node.jenis == "outcome"
    form = TempatForm(request.POST or None, cara=ways, induk=choices, puncak=top, initial={"cara": ways[0][0]})

    def save(data: dict[str, Any]) -> tuple[str, str]:
        way, _, which = data["cara"].partition("-")
        other = tree.simpul.get(number_in(which) or 0)
        target = tree.simpul[int(data["ke"])] if data["ke"] else None
        if way == "lepas" and other:
            actions.detach_simpul(node, induk=other, by=request.access)
            return f"“{node.pernyataan}” tidak lagi menopang “{other.pernyataan}”.", _undo(node, "tambah", other)
        if target is None and (way == "tambah" or not top):
            raise Refused("simpul-induk-belum-dipilih", at_field="ke", simpul=node.pernyataan)
        if way == "tambah" and target:
            actions.attach_simpul(node, induk=target, by=request.access)
            return f"“{node.pernyataan}” kini juga menopang “{target.pernyataan}”.", _undo(node, "lepas", target)
        actions.move_simpul(node, dari=other, ke=target, urutan=data["urutan"], by=request.access)
        said = f"“{node.pernyataan}” kini berdiri di puncak pohon."
        if target is None and len(above) > 1 and other:
            said = f"“{node.pernyataan}” tidak lagi menopang “{other.pernyataan}”."
        if target:
            said = f"“{node.pernyataan}” kini berada di bawah “{target.pernyataan}”."
        if other and (target in above if target else len(above) > 1):  # nothing was added that would have to go
            return said, _undo(node, "tambah", other)
        return said, f"{_undo(node, 'pindah', target, other)}.{node.urutan}"

    return answer_node(request, form, save, node.pohon, f"Ubah tempat “{node.pernyataan}”", kembali=card(node))


def _undo(node: Any, cara: str, which: Any, ke: Any = None) -> str:
    """The card after a change of place, which then offers to take it back (?urungkan=)."""
    kept = cara if cara == "tambah" else f"{cara}-{which.pk if which else 0}"
    back = which if cara == "tambah" else ke
    return f"{card(node)}?urungkan={kept}.{back.pk if back else ''}"


def undoing(request: Request, tree: queries.Pohon) -> dict[str, str]:
    """The fields that take back the change of place just made; empty where there was none."""
    cara, ke, urutan, *_ = (*request.GET.get("urungkan", "").split("."), "", "")
    known = {str(pk) for pk in tree.simpul} | {""}
    return (
        {"cara": cara, "ke": ke, "urutan": urutan}
        if re.fullmatch(r"tambah|(?:lepas|pindah)-\d{1,18}", cara) and ke in known
        else {}
    )


def tarik(request: Request, pk: int) -> HttpResponse:
    """Take a node out of its tree; what goes with it and what stays is told before."""
    node = planned(request, pk)
    tree = queries.pohon_of(node.pohon, seen_by=request.access)
    below = [each for each, _depth in tree.walk(pk)][1:] if pk in tree.simpul else []
    edges = Edges((induk, anak) for induk, mine in tree.anak.items() for anak in mine)
    alone = set(edges.only_under(pk, tree.simpul.keys()))
    form = TarikForm(request.POST or None, initial={"versi": node.versi}, bawahan=len(alone))

    def save(data: dict[str, Any]) -> str:
        gone = actions.retire_simpul(
            node,
            seen=data["versi"],
            alasan=data["alasan"],
            beserta_bawahan=data.get("beserta_bawahan", False),
            by=request.access,
        )
        return f"{len(gone)} kondisi ditarik dari pohon." if len(gone) > 1 else f"“{node.pernyataan}” ditarik."

    told = ["Kondisi yang ditarik tidak lagi menjadi bagian pohon; riwayatnya tersimpan dan kondisi dapat dipulihkan."]
    stays = [each.pernyataan for each in below if each.pk not in alone]
    if alone:
        names = _named([each.pernyataan for each in below if each.pk in alone])
        told.append(f"Hanya menopang kondisi ini, sehingga ikut ditarik atau harus dipindahkan dahulu: {names}.")
    if stays:
        told.append(f"Tetap dalam pohon karena juga menopang kondisi lain: {_named(stays)}.")
    asked = queries.asked_by(node.pohon, seen_by=request.access)
    if many := sum(len(asked.get(each, ())) for each in {pk, *alone}):
        told.append(f"{many} permintaan crosscutting ikut ditarik dan mitranya diberi tahu.")
    title = f"Tarik “{node.pernyataan}” dari pohon"
    return answer_node(
        request,
        form,
        save,
        node.pohon,
        title,
        kembali=card(node),
        versi=lambda: planned(request, pk).versi,
        penjelasan=tuple(told),
    )


def _named(texts: list[str], most: int = 6) -> str:
    """The first of many, and how many more."""
    first = "; ".join(f"“{each}”" for each in texts[:most])
    return f"{first} (+{len(texts) - most})" if len(texts) > most else first


@require_POST
def pulihkan(request: Request, pk: int) -> HttpResponse:
    """Put a node back, alone or with the retired ones below it (bawahan)."""
    node = planned(request, pk)

    def said(back: list[Any]) -> str:
        if len(back) > 1:
            return f"“{node.pernyataan}” dan {len(back) - 1} kondisi di bawahnya kembali dalam pohon."
        return f"“{node.pernyataan}” kembali dalam pohon."

    whole = "bawahan" in request.POST
    tell(
        request,
        lambda: actions.restore_simpul(node, seen=node.versi, beserta_bawahan=whole, by=request.access),
        said,
    )
    return redirect(card(node))


@require_POST
def geser(request: Request, pk: int) -> HttpResponse:
    """One place up or down among the children of a node (induk; empty: the tops)."""
    node = planned(request, pk)
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
    return redirect(card(induk) if induk else reverse("perencanaan:pohon", args=[node.pohon.pk]))


# --- what they share -------------------------------------------------------------------------------------------------


def planned(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.PLAN, queries.simpul(request.access), pk=pk)


def card(node: Any) -> str:
    return reverse("perencanaan:simpul", args=[node.pk])


def back_to(request: Request, otherwise: str) -> str:
    """Where the person came from: a step of the guide (?langkah=), else the given page."""
    langkah, pohon_pk = request.GET.get("langkah", ""), request.GET.get("pohon", "")
    if langkah in {"1", "2", "3", "4", "5"} and (number := number_in(pohon_pk)) is not None:
        cabang = request.GET.get("cabang", "")
        address = reverse("perencanaan:pohon-langkah", args=[number, int(langkah)])
        return f"{address}?cabang={cabang}" if cabang.isdecimal() else address
    return otherwise


def _tree(row: Any) -> str:
    return reverse("perencanaan:pohon", args=[row.pk])


def answer_node(
    request: Request,
    form: Any,
    save: Save,
    row: Any,
    judul: str,
    *,
    kembali: str,
    versi: Callable[[], int] | None = None,
    langkah: int = 0,
    **more: Any,
) -> HttpResponse:
    """A form about a node of a tree, with the questions of a step: of its kind's where a condition is written.

    ``more``: as :class:`Formulir` has it.
    """
    if isinstance(form, SimpulForm):
        langkah = _STEP.get(form.initial.get("jenis", ""), 3)
    asks = LANGKAH[langkah - 1].pertanyaan if langkah else ()
    page = Formulir(judul, row.unit, crumbs(row, (judul, "")), kembali, asks, **more)
    return answer(request, form, save, page, versi=versi)


_STEP = {"outcome": 1, "csf": 2}
"""At which step a kind of condition is found; the others at the third."""
