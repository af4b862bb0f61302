"""What organisasi tells of a unit or a person on a past day beside the row itself."""

from __future__ import annotations

from typing import Any

from sakip.kernel.access import Access
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Unit
from sakip.organisasi.queries.unit import units


def parts_of(seen_by: Access, row: Any) -> list[tuple[str, list[Any]]]:
    """Of a unit its positions and the units below it, of a person the terms, of a position who held it."""
    if isinstance(row, Unit):
        below = units(seen_by).filter(path__startswith=row.path).exclude(pk=row.pk)
        own = Jabatan.objects.visible_to(seen_by).filter(unit=row).order_by("urutan", "pk")
        return [("Jabatan", list(own)), ("Unit di bawahnya", list(below))]
    if isinstance(row, Pegawai | Jabatan):
        held = {"pegawai" if isinstance(row, Pegawai) else "jabatan": row}
        terms = MasaJabatan.objects.visible_to(seen_by).filter(**held)
        return [("Masa jabatan", list(terms.select_related("pegawai", "jabatan").order_by("mulai", "pk")))]
    return []
