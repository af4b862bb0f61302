"""Use cases of an import: what a file adds and changes, all of it or nothing. Nothing is deleted by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.organisasi.actions.unit import UnitBaru, add_many_units, edit_unit
from sakip.organisasi.models import Unit


@dataclass(frozen=True)
class UbahBaris:
    """A row that stands, as it was seen, and what it shall say."""

    objek: Any
    seen: int
    nilai: Mapping[str, Any]


@action(Permission.MANAGE_UNITS, "mengimpor unit")
def import_units(root: Unit, *, baru: Sequence[UnitBaru], ubah: Sequence[UbahBaris], by: Access) -> list[Unit]:
    """Change units of an instansi and add others below them. Raises Stale; Refused as ``edit_unit`` and
    ``add_many_units``."""
    for each in ubah:
        edit_unit(each.objek, seen=each.seen, by=by, **each.nilai)
    return add_many_units(root, rows=baru, by=by)
