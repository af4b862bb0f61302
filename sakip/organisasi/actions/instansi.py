"""Use cases of an instansi: making one, its letterhead."""

from __future__ import annotations

from sakip.kernel.access import Access, Installation, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import rules
from sakip.organisasi.models import Instansi, Unit
from sakip.organisasi.rules.place import next_path, refuse_taken_name

_LETTERHEAD = frozenset({"alamat", "tempat", "kontak"})


@action(Permission.CREATE_INSTANSI, "membuat instansi")
def create_instansi(_installation: Installation, *, nama: str, jenis: str, by: Access, **letterhead: str) -> Unit:
    """Create an instansi: its root unit and its letterhead (alamat, tempat, kontak).

    Raises Refused: jenis-tidak-dikenal, nama-instansi-sudah-ada, unit-penuh.
    """
    refuse(rules.unknown_jenis_instansi(jenis))
    nama = nama.strip()
    refuse_taken_name(None, nama)
    root = Unit.related.create(
        path=next_path(None),
        nama=nama,
        jenis="instansi",
        sebutan_kepala=letterhead.pop("sebutan_kepala", ""),
        induk=None,
    )
    Instansi.related.create(unit=root, jenis=jenis, **letterhead)
    return root


@action(Permission.MANAGE_UNITS, "mengubah kop instansi")
def edit_letterhead(instansi: Instansi, *, seen: int, by: Access, **values: str) -> Instansi:
    """Change address, place or contact of the letterhead. Raises Stale."""
    refuse_other_columns(values, _LETTERHEAD)
    return change(instansi, seen=seen, **values)
