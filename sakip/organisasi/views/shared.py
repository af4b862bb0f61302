"""What the views share: the way here, whose unit and instansi it is about."""

from __future__ import annotations

from typing import Any

from django.shortcuts import render
from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import queries
from sakip.referensi.queries import kerangka_instansi

HOME = ("Beranda", "/")


def unit_crumbs(request: Request, found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Home, the list, the units above, the unit itself, and what is given."""
    above = queries.ancestors_of(found, request.access)
    way = [(each.singkatan or each.nama, reverse("organisasi:unit", args=[each.pk])) for each in (*above, found)]
    return [HOME, ("Unit kerja", reverse("organisasi:unit-daftar")), *way, *more]


def family_of(request: Request, unit: Any) -> str:
    """Whose kinds of units and levels of positions are offered: those of a region or those of a ministry.

    The unit's own, not the reader's: one person may keep both.
    """
    return kerangka_instansi(queries.instansi_of(unit, request.access).jenis)


def unit_to_plan(request: Request, judul: str, *, crumbs: list[tuple[str, str]], kembali: str, tentang: str) -> Any:
    """The unit that was chosen (?unit=), for who plans there, or the only one; else an answer: the page that asks.

    ``tentang``: what the unit is chosen for, in a sentence.
    """
    if asked := request.GET.get("unit", ""):
        return obtain_for(request, Permission.PLAN, queries.units(request.access), pk=asked)
    mine = [each for each in queries.units(request.access, Permission.PLAN) if each.berlaku_sampai is None]
    if not mine:
        request.access.require(Permission.PLAN, "")
    if len(mine) == 1:
        return mine[0]
    context = {"judul": judul, "crumbs": crumbs, "kembali": kembali, "tentang": tentang}
    return render(request, "organisasi/pilih_unit.html", {**context, "units": queries.unit_labels(mine)})


def managed_root(request: Request) -> Any:
    """The instansi whose people one may set (?instansi=, else the first); 404 for one not seen, 403 for one not set."""
    roots = queries.units(request.access).filter(induk=None)
    mine = queries.units(request.access, Permission.MANAGE_PEOPLE).filter(induk=None)
    asked = request.GET.get("instansi", "")
    root = obtain(roots, pk=asked) if asked else mine.first() or roots.first()
    request.access.require(Permission.MANAGE_PEOPLE, root.path if root else "")
    return root
