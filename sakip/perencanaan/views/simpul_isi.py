"""What a node of a tree carries: its indicators (step 4) and its translation (step 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sakip.kernel.access import Permission
from sakip.kernel.choosing import Label
from sakip.kernel.composed import said
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi.queries import by_unit, jabatan
from sakip.perencanaan import actions
from sakip.perencanaan.forms.pohon import IndikatorSimpulForm, PernyataanBaruForm, TerjemahForm, UbahIndikatorSimpulForm
from sakip.perencanaan.queries import indikator as indikator_rows
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.queries.rencana import documents, drafts_beside, frame_of, newest_nodes, plans_beside
from sakip.perencanaan.views.simpul import answer_node, back_to, card, planned
from sakip.referensi.queries import Tingkat, nama_tingkat


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
    left = [each for each in rows if each.pk not in taken]
    return rows, [(str(each.pk), Label(each.nama[:140], note=each.unit.nama, also=each.kode)) for each in left]


@require_POST
def lepas_indikator(request: Request, pk: int) -> HttpResponse:
    """Take an indicator off a condition."""
    row = obtain_for(request, Permission.PLAN, queries.indicator_rows(request.access), pk=pk)
    actions.remove_indikator_simpul(row, by=request.access)
    messages.success(request, f"“{row}” dilepas dari kondisi ini; indikatornya sendiri tetap ada.")
    return redirect(card(row.simpul))


def terjemahkan(request: Request, pk: int) -> HttpResponse:
    """Step five for one node: into a statement of a plan of its unit or above, and a position; ?baru: a new one."""
    node = planned(request, pk)
    if "baru" in request.GET:
        return _new_statement(request, node)
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

    other = request.GET.copy()
    other["baru"] = "1"
    return answer_node(
        request,
        form,
        save,
        node.pohon,
        f"Terjemahkan “{node.pernyataan}”",
        kembali=back_to(request, card(node)),
        langkah=5,
        jalan_lain=("Buat pernyataan baru", f"?{other.urlencode()}"),
    )


def _new_statement(request: Request, node: Any) -> HttpResponse:
    """Write the condition into a plan that is being drawn up, instead of choosing what stands there already."""
    drafts = drafts_beside(node.pohon, seen_by=request.access)
    frames = {each.pk: frame_of(each.dokumen).tingkat for each in drafts}
    by_plan = newest_nodes([each.dokumen for each in drafts], seen_by=request.access)
    places, rows = [], {}
    for versi in drafts:
        lowest = {level.kode for level in frames[versi.pk][-1:]}
        above = [(each, words) for each, words in _indented(by_plan[versi.dokumen_id]) if each.tingkat not in lowest]
        rows.update({f"{versi.pk}:{each.pk}": each for each, _words in above})
        inside = [(f"{versi.pk}:{each.pk}", words) for each, words in above]
        places.append((str(versi), [(f"{versi.pk}:", "Paling atas, tanpa induk"), *inside]))
    levels = {level.kode: level.nama for each in frames.values() for level in each}
    tree = queries.pohon_of(node.pohon, seen_by=request.access)
    became = queries.translations(node.pohon, seen_by=request.access)
    served = {each.row.kunci for above in tree.induk.get(node.pk, ()) for each in became.get(above, ())}
    initial = next((value for value, each in rows.items() if each.kunci in served), "")
    form = PernyataanBaruForm(
        request.POST or None,
        induk=places,
        tingkat=list(levels.items()),
        jabatan=position_options(request, node.pohon),
        initial={"induk": initial, "pernyataan": node.pernyataan},
    )

    def save(data: dict[str, Any]) -> str:
        versi = next(each for each in drafts if data["induk"].startswith(f"{each.pk}:"))
        induk = rows.get(data["induk"])
        made = actions.translate_to_new(
            node,
            versi=versi,
            induk=induk,
            tingkat=data["tingkat"] or _next_level(frames[versi.pk], induk),
            pernyataan=data["pernyataan"],
            jabatan=obtain(jabatan(request.access), pk=data["jabatan"]) if data["jabatan"] else None,
            by=request.access,
        )
        level = next(each for each in frames[versi.pk] if each.kode == made.pernyataan.tingkat)
        return _told(request, made, level, versi)

    other = request.GET.copy()
    del other["baru"]
    none = "Tidak ada rencana yang sedang disusun dan dapat Anda ubah. Buka perubahan rencananya lebih dahulu."
    return answer_node(
        request,
        form,
        save,
        node.pohon,
        f"Buat pernyataan rencana dari “{node.pernyataan}”",
        kembali=back_to(request, card(node)),
        langkah=5,
        penjelasan=() if drafts else (none,),
        jalan_lain=("Pilih pernyataan yang sudah ada", f"{request.path}?{other.urlencode()}"),
    )


def _told(request: Request, made: Any, level: Tingkat, versi: Any) -> str:
    """What became of the condition and its indicators; those that stayed behind are told apart."""
    if made.tersisa and level.indikator:
        why = (
            f"{made.tersisa} indikator kondisi belum ditempatkan, karena masih berupa rumusan, sudah dihentikan, "
            "atau milik unit di luar wewenang Anda."
        )
        messages.info(request, why)
    elif made.tersisa:
        why = f"Indikator kondisi tidak ditempatkan, karena tingkat {level.nama} tidak memuat indikator."
        messages.info(request, why)
    if made.ditempatkan:
        return f"{level.nama} baru dibuat dalam {versi}; {made.ditempatkan} indikator ditempatkan di bawahnya."
    return f"{level.nama} baru dibuat dalam {versi} dan ditautkan pada kondisi ini."


def _next_level(levels: Sequence[Tingkat], induk: Any) -> str:
    """The level right below the parent's; none where there is no such level."""
    codes = [level.kode for level in levels]
    below = codes[codes.index(induk.tingkat) + 1 :] if induk is not None and induk.tingkat in codes else []
    return next(iter(below), "")


def _indented(rows: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Statements in their order with their words, as deep as they stand."""
    depth: dict[int | None, int] = {None: -1}
    for each in rows:
        depth[each.pk] = depth.get(each.induk_id, -1) + 1
        words = " ".join(part for part in (f"{said(nama_tingkat(each.tingkat))}:", each.kode, each.pernyataan) if part)
        yield each, Label("\u2003" * depth[each.pk] + words[:140])


def plan_options(request: Request, row: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The statements of the plans that meet the tree, by plan."""
    found = list(plans_beside(row, seen_by=request.access))
    statements = newest_nodes(found, seen_by=request.access)
    listed = []
    for plan in sorted(
        found, key=lambda each: (-len(each.unit.path), abs(each.tahun_awal - row.tahun_awal), each.nama)
    ):
        rows = [(f"{plan.pk}:{each.kunci}", words) for each, words in _indented(statements[plan.pk])]
        listed.append((plan.nama, rows))
    return listed


def position_options(request: Request, row: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The open positions of the tree's unit and below, by unit."""
    rows = jabatan(request.access).filter(unit__path__startswith=row.unit.path, berlaku_sampai=None)
    return by_unit(rows)


@require_POST
def lepas_terjemahan(request: Request, pk: int) -> HttpResponse:
    """A condition is no longer this statement or position."""
    row = obtain_for(request, Permission.PLAN, queries.translation_rows(request.access), pk=pk)
    actions.remove_translation(row, by=request.access)
    messages.success(request, "Terjemahan dilepas; kondisi, rencana, dan jabatannya tetap ada.")
    return redirect(back_to(request, card(row.simpul)))
