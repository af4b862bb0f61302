"""What a node of a tree carries: its indicators (step 4) and its translation (step 5)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import jabatan
from sakip.perencanaan import actions
from sakip.perencanaan.forms.pohon import IndikatorSimpulForm, TerjemahForm, UbahIndikatorSimpulForm
from sakip.perencanaan.queries import indikator as indikator_rows
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.queries.rencana import documents, newest_nodes, plans_beside
from sakip.perencanaan.views.simpul import answer_node, back_to, card, planned
from sakip.referensi.queries import nama_tingkat


def tambah_indikator(request: Request, pk: int) -> HttpResponse:
    """Say how a condition is measured."""
    node = planned(request, pk)
    rows, choices = _indicators(request, node)
    form = IndikatorSimpulForm(request.POST or None, indikator=choices)

    def save(data: dict[str, Any]) -> str:
        one = obtain(rows, pk=data["indikator"]) if data["indikator"] else None
        actions.add_indikator_simpul(node, indikator=one, uraian=data["uraian"], by=request.access)
        return "Indikator kondisi tersimpan."

    title = f"Tambah indikator untuk “{node.pernyataan}”"
    return answer_node(
        request,
        form,
        save,
        node.pohon,
        title,
        kembali=back_to(request, card(node)),
        langkah=4,
        lagi="Simpan dan tambah lagi",
    )


def ubah_indikator(request: Request, pk: int) -> HttpResponse:
    """Another wording, or the indicator that a wording has become."""
    row = obtain(queries.indicator_rows(request.access), pk=pk)
    node = planned(request, row.simpul_id)
    rows, choices = _indicators(request, node, besides=row)
    initial = {"indikator": str(row.indikator_id or ""), "uraian": row.uraian, "versi": row.versi}
    form = UbahIndikatorSimpulForm(request.POST or None, initial=initial, indikator=choices)

    def save(data: dict[str, Any]) -> str:
        one = obtain(rows, pk=data["indikator"]) if data["indikator"] else None
        actions.edit_indikator_simpul(row, seen=data["versi"], indikator=one, uraian=data["uraian"], by=request.access)
        return "Indikator kondisi tersimpan."

    title = f"Ubah indikator “{row}”"
    return answer_node(request, form, save, node.pohon, title, kembali=card(node), langkah=4)


def _indicators(request: Request, node: Any, besides: Any = None) -> tuple[Any, list[tuple[str, str]]]:
    """The indicators in use in the tree's unit and below that do not measure this node yet."""
    rows = indikator_rows(request.access).filter(unit__path__startswith=node.pohon.unit.path, dihentikan_tahun=None)
    taken = {each.indikator_id for each in queries.indicator_rows(request.access).filter(simpul=node)}
    taken -= {besides.indikator_id} if besides else set()
    return rows, [(str(each.pk), f"{each.nama} ({each.unit.nama})"[:140]) for each in rows if each.pk not in taken]


@require_POST
def lepas_indikator(request: Request, pk: int) -> HttpResponse:
    """Take an indicator off a condition."""
    row = obtain(queries.indicator_rows(request.access), pk=pk)
    request.access.require(Permission.PLAN, row.unit.path)
    actions.remove_indikator_simpul(row, by=request.access)
    messages.success(request, f"“{row}” dilepas dari kondisi ini; indikatornya sendiri tetap ada.")
    return redirect(card(row.simpul))


def terjemahkan(request: Request, pk: int) -> HttpResponse:
    """Step five for one node: into a statement of a plan of its unit, and a position."""
    node = planned(request, pk)
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

    title = f"Terjemahkan “{node.pernyataan}”"
    return answer_node(request, form, save, node.pohon, title, kembali=back_to(request, card(node)), langkah=5)


def plan_options(request: Request, row: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The statements of the plans that meet the tree, by plan."""
    found = list(plans_beside(row, seen_by=request.access))
    statements = newest_nodes(found, seen_by=request.access)
    listed = []
    for plan in sorted(
        found, key=lambda each: (-len(each.unit.path), abs(each.tahun_awal - row.tahun_awal), each.nama)
    ):
        depth: dict[int | None, int] = {None: -1}
        rows = []
        for each in statements[plan.pk]:
            depth[each.pk] = depth.get(each.induk_id, -1) + 1
            words = " ".join(part for part in (f"{nama_tingkat(each.tingkat)}:", each.kode, each.pernyataan) if part)
            rows.append((f"{plan.pk}:{each.kunci}", "\u2003" * depth[each.pk] + words[:140]))
        listed.append((plan.nama, rows))
    return listed


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
    return redirect(back_to(request, card(row.simpul)))
