"""What an import is held against: everything of one instansi that stands on a day, read once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sakip.kernel.access import Access, Permission
from sakip.kernel.models import FrozenDocument
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.unit import open_on, units


def open_units(root: Unit, on: date, seen_by: Access) -> list[Unit]:
    """The units of an instansi that are open on a day, itself first."""
    return list(units(seen_by).filter(open_on(on), path__startswith=root.path).select_related("induk"))


def closed_units(root: Unit, on: date, seen_by: Access) -> list[Unit]:
    """Those that were closed before."""
    return list(units(seen_by).filter(path__startswith=root.path, berlaku_sampai__lt=on))


def frozen_paths(root: Unit, seen_by: Access) -> set[str]:
    """Paths of the units of an instansi whose name stands on a frozen report."""
    rows = FrozenDocument.objects.visible_to(seen_by).filter(unit_path__startswith=root.path)
    return set(rows.values_list("unit_path", flat=True))


def roots_for(seen_by: Access, permissions: Collection[Permission]) -> list[Unit]:
    """The open instansi for which one holds any of these permissions as a whole."""
    held = {path for each in permissions for path in seen_by.paths_for(each)}
    rows = units(seen_by).filter(induk=None, berlaku_sampai=None)
    return [root for root in rows if root.path.startswith(tuple(held))] if held else []
