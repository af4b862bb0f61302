"""The five guided steps of a tree, a page each, with the regulation's questions in place."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.web import Request, obtain
from sakip.perencanaan.pohon import langkah as guide
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.queries.rencana import plans_beside
from sakip.perencanaan.views.pohon import crumbs
from sakip.referensi.queries import nama_tingkat


def langkah(request: Request, pk: int, langkah: int) -> HttpResponse:
    """One step: its questions, the nodes it is about, what they still lack."""
    if not 1 <= langkah <= len(guide.LANGKAH):
        raise Http404
    row = obtain(queries.trees(request.access), pk=pk)
    tree = queries.pohon_of(row, seen_by=request.access)
    indikator = queries.indicators_of(list(tree.simpul), seen_by=request.access)
    became = queries.translations(row, seen_by=request.access)
    early = guide.too_early(row, tree.simpul.values(), seen_by=request.access) if langkah < len(guide.LANGKAH) else {}
    branch = _branch(request, tree) if langkah > 2 else None
    shown = [
        {
            "simpul": node,
            "tingkat": min(depth, 6),
            "indikator": indikator.get(node.pk, []),
            "terjemahan": [
                (each, nama_tingkat(each.tingkat) if each.tingkat else "") for each in became.get(node.pk, [])
            ],
            "terlalu_dini": early.get(node.pk, []),
            "menopang": [tree.simpul[each].pernyataan for each in tree.induk.get(node.pk, ())],
        }
        for node, depth in tree.walk(branch)
        if langkah > 2 or node.jenis in _KINDS[langkah]
    ]
    here = guide.LANGKAH[langkah - 1]
    kurang = {each.nomor: guide.lacking(each.nomor, tree, indikator.keys(), became) for each in guide.LANGKAH}
    context = {
        "crumbs": crumbs(row, (f"Langkah {langkah}", "")),
        "pohon": row,
        "langkah": here,
        "dasar": guide.DASAR,
        "langkah_semua": [
            {
                "label": each.judul,
                "url": reverse("perencanaan:pohon-langkah", args=[pk, each.nomor]),
                "selesai": guide.done(tree, kurang[each.nomor]),
            }
            for each in guide.LANGKAH
        ],
        "baris": shown,
        "cabang": [(each, f"?cabang={each.pk}", each.pk == branch) for each in (_branches(tree) if branch else ())],
        "kurang": kurang[langkah],
        "lengkap": guide.done(tree, kurang[langkah]),
        "tambah": _to_add(row, tree, langkah),
        "sebelum": reverse("perencanaan:pohon-langkah", args=[pk, langkah - 1]) if langkah > 1 else "",
        "sesudah": reverse("perencanaan:pohon-langkah", args=[pk, langkah + 1]) if langkah < len(guide.LANGKAH) else "",
        "kembali": f"langkah={langkah}&pohon={pk}" + (f"&cabang={branch}" if branch else ""),
        "tanpa_rencana": langkah == len(guide.LANGKAH) and not plans_beside(row, seen_by=request.access).exists(),
        "boleh_rencana": request.access.allows(Permission.PLAN, row.unit.path),
    }
    return render(request, "perencanaan/pohon_langkah.html", context)


MANY = 60
"""With more nodes than these a step shows one branch at a time."""


def _branches(tree: queries.Pohon) -> list[Any]:
    """What stands right below the tops, and tops without anything below."""
    ids = dict.fromkeys(child for top in tree.puncak for child in tree.anak.get(top, (top,)))
    return [tree.simpul[pk] for pk in ids]


def _branch(request: Request, tree: queries.Pohon) -> int | None:
    """The branch to show: the one that was asked for, of a large tree the first, of a small one all."""
    known = [each.pk for each in _branches(tree)]
    asked = request.GET.get("cabang", "")
    if asked.isdecimal() and len(asked) < 19 and int(asked) in known:
        return int(asked)
    return known[0] if known and len(tree.simpul) > MANY else None


_KINDS = {1: {"outcome"}, 2: {"outcome", "csf"}}


def _to_add(row: Any, tree: Any, langkah: int) -> list[tuple[str, str]]:
    """What is added at a step: label and address, one for each node that may get a child."""
    base, back = reverse("perencanaan:simpul-tambah", args=[row.pk]), f"langkah={langkah}&pohon={row.pk}"
    if langkah == 1:
        return [("Tambah hasil", f"{base}?jenis=outcome&{back}")]
    if langkah == 2:
        return [
            (f"Tambah faktor kunci untuk “{node.pernyataan}”", f"{base}?induk={node.pk}&jenis=csf&{back}")
            for node in tree.of("outcome")
        ]
    return []
