"""Rule packs: the list, one pack, two of them or one and the present policy side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.web import Request
from sakip.organisasi.queries import KebijakanBerlaku, home_unit, kebijakan, root_of
from sakip.perencanaan import pilihan
from sakip.perencanaan.views import shared
from sakip.referensi.queries import Paket, bagian_kebijakan, paket_aturan

BERLAKU = "berlaku"
"""In the place of a pack's code: the policy of one's own instansi in the chosen year."""


def _crumbs(*more: tuple[str, str]) -> shared.Crumbs:
    return shared.crumbs(("Kebijakan pengukuran", reverse("perencanaan:kebijakan")), *more)


def daftar(request: Request) -> HttpResponse:
    """Every pack with its dates, and how many choices it makes other than the system."""
    bare = pilihan.policy_of_pack(paket_aturan()["bawaan"])
    rows = []
    for pack in paket_aturan().values():
        compared = pilihan.compared(bare, pilihan.policy_of_pack(pack))
        rows.append((pack, [each for each in compared if each.berbeda]))
    context = {"crumbs": _crumbs(("Paket aturan", "")), "rows": rows}
    return render(request, "perencanaan/paket.html", context)


def paket(request: Request, kode: str) -> HttpResponse:
    """One pack: what its source documents, and what is the default of the system."""
    pack = _pack(kode)
    root = _root(request)
    context = {
        "crumbs": _crumbs(("Paket aturan", reverse("perencanaan:paket-daftar")), (pack.nama, "")),
        "paket": pack,
        "bagian": pilihan.by_part(pilihan.facts(pilihan.policy_of_pack(pack))),
        "root": root,
        "boleh": root is not None and request.access.allows(Permission.MANAGE_POLICY, root.path),
    }
    return render(request, "perencanaan/paket_satu.html", context)


def banding(request: Request) -> HttpResponse:
    """Two packs, or a pack and what holds (?kiri=, ?kanan=), choice by choice."""
    left, right = request.GET.get("kiri") or BERLAKU, request.GET.get("kanan") or "bawaan"
    names = dict(_choices(request))
    rows = pilihan.compared(_policy(request, left), _policy(request, right))
    context = {
        "crumbs": _crumbs(("Paket aturan", reverse("perencanaan:paket-daftar")), ("Bandingkan", "")),
        "pilihan": list(names.items()),
        "kiri": left,
        "kanan": right,
        "nama_kiri": names.get(left, left),
        "nama_kanan": names.get(right, right),
        "bagian": [
            (judul, [row for row in rows if row.kiri.pilihan.bagian == kode])
            for kode, judul in bagian_kebijakan().items()
        ],
        "jumlah_beda": sum(row.berbeda for row in rows),
    }
    return render(request, "perencanaan/paket_banding.html", context)


def _pack(kode: str) -> Paket:
    pack = paket_aturan().get(kode)
    if pack is None:
        raise Http404
    return pack


def _root(request: Request) -> Any:
    home = home_unit(request.access)
    return root_of(home, request.access) if home else None


def _policy(request: Request, kode: str) -> KebijakanBerlaku:
    """A pack's policy, or that of the reader's instansi."""
    root = _root(request)
    if kode == BERLAKU and root is not None:
        return kebijakan(root, request.periode.tahun, seen_by=request.access)
    return pilihan.policy_of_pack(_pack("bawaan" if kode == BERLAKU else kode))


def _choices(request: Request) -> list[tuple[str, str]]:
    """What may stand on either side."""
    root = _root(request)
    own = [(BERLAKU, f"Kebijakan {root.nama} tahun {request.periode.tahun}")] if root else []
    return [*own, *((pack.kode, pack.nama) for pack in paket_aturan().values())]
