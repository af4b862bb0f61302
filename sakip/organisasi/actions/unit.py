"""Use cases of units: adding and changing one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import rules
from sakip.organisasi.models import Unit
from sakip.organisasi.rules.place import next_path, refuse_taken_name

_UNIT = frozenset({"nama", "singkatan", "jenis", "kode", "sebutan_kepala"})


@action(Permission.MANAGE_UNITS, "menambah unit")
def add_unit(induk: Unit, *, nama: str, jenis: str, by: Access, **rest: Any) -> Unit:
    """Add a unit below another. ``rest``: kode, singkatan, sebutan_kepala, berlaku_mulai.

    Raises Refused: jenis-tidak-dikenal, induk-sudah-ditutup, nama-unit-sudah-ada, tingkat-terlalu-dalam, unit-penuh.
    """
    nama = nama.strip()
    induk = Unit.related.select_for_update().get(pk=induk.pk)  # of two new siblings the second gets the next number
    refuse(rules.unknown_jenis_unit(jenis))
    refuse(rules.closed(induk, on=rest.get("berlaku_mulai") or timezone.localdate()))
    if len(induk.path) >= rules.MAX_DEPTH * LEVEL_WIDTH:
        raise Refused("tingkat-terlalu-dalam")
    refuse_taken_name(induk, nama)
    return Unit.related.create(induk=induk, path=next_path(induk), nama=nama, jenis=jenis, **rest)


@action(Permission.MANAGE_UNITS, "mengubah unit")
def edit_unit(unit: Unit, *, seen: int, by: Access, **values: Any) -> Unit:
    """Change a unit's names, kind, code or title of its head.

    Raises Stale when somebody else did since ``seen``; Refused: jenis-tidak-dikenal, and a sibling's name.
    """
    refuse_other_columns(values, _UNIT)
    if "nama" in values:
        values["nama"] = values["nama"].strip()
        refuse_taken_name(unit.induk, values["nama"], besides=unit.pk)
    if "jenis" in values:
        refuse(rules.unknown_jenis_unit(values["jenis"]))
    return change(unit, seen=seen, **values)
