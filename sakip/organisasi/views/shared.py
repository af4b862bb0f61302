"""What the views share: a form on its page, the way here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sakip.kernel.access import Permission
from sakip.kernel.web import Request, obtain
from sakip.organisasi import queries

HOME = ("Beranda", "/")


def unit_crumbs(request: Request, found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Home, the list, the units above, the unit itself, and what is given."""
    above = queries.ancestors_of(found, request.access)
    way = [(each.singkatan or each.nama, reverse("organisasi:unit", args=[each.pk])) for each in (*above, found)]
    return [HOME, ("Unit kerja", reverse("organisasi:unit-daftar")), *way, *more]


def managed_root(request: Request) -> Any:
    """The instansi whose people one may set (?instansi=, else the first); 404 for one not seen, 403 for one not set."""
    roots = queries.units(request.access).filter(induk=None)
    mine = queries.units(request.access, Permission.MANAGE_PEOPLE).filter(induk=None)
    asked = request.GET.get("instansi", "")
    root = obtain(roots, pk=asked) if asked else mine.first() or roots.first()
    request.access.require(Permission.MANAGE_PEOPLE, root.path if root else "")
    return root
