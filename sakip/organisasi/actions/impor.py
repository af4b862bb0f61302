"""Use cases of an import: what a file adds and changes, all of it or nothing. Nothing is deleted by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.organisasi.actions.akun import edit_account
from sakip.organisasi.actions.jabatan import JabatanBaru, add_many_jabatan, edit_jabatan
from sakip.organisasi.actions.masa import MasaBaru, appoint_many
from sakip.organisasi.actions.pegawai import PegawaiBaru, add_many_pegawai, edit_pegawai
from sakip.organisasi.actions.peran import give_role
from sakip.organisasi.actions.tautan import PeranBaru, Tautan, invite_account
from sakip.organisasi.actions.unit import UnitBaru, add_many_units, edit_unit
from sakip.organisasi.models import Akun, Jabatan, Pegawai, Unit


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


@action(Permission.MANAGE_PEOPLE, "mengimpor jabatan")
def import_jabatan(root: Unit, *, baru: Sequence[JabatanBaru], ubah: Sequence[UbahBaris], by: Access) -> list[Jabatan]:
    """Change positions of an instansi and add others; a superior may be one of the new. ``ubah`` is told from the top
    of the tree as it shall be. Raises Stale; Refused as ``edit_jabatan`` and ``add_many_jabatan``.

    Who shall no longer head a unit gives way first, so that another may.
    """
    rest = [_give_way(each, by) for each in ubah]
    made = add_many_jabatan(root, rows=baru, by=by)
    new = {id(each): row for each, row in zip(baru, made, strict=True)}
    for each in rest:
        values = {name: new.get(id(value), value) for name, value in each.nilai.items()}
        if values:
            edit_jabatan(each.objek, seen=each.seen, by=by, **values)
    return made


def _give_way(each: UbahBaris, by: Access) -> UbahBaris:
    """What is left to be changed once the position heads its unit no longer, if that was asked."""
    if each.nilai.get("kepala") is not False:
        return each
    edit_jabatan(each.objek, seen=each.seen, kepala=False, by=by)
    rest = {name: value for name, value in each.nilai.items() if name != "kepala"}
    return replace(each, seen=each.seen + 1, nilai=rest)


@dataclass(frozen=True, eq=False)
class MasaDariBerkas:
    """A term that a file begins; its person stands already or is another row of the same file."""

    pegawai: Pegawai | PegawaiBaru
    masa: Mapping[str, Any]


@action(Permission.MANAGE_PEOPLE, "mengimpor pegawai")
def import_pegawai(
    root: Unit,
    *,
    baru: Sequence[PegawaiBaru],
    ubah: Sequence[UbahBaris],
    masa: Sequence[MasaDariBerkas],
    by: Access,
) -> list[Pegawai]:
    """Change people of an instansi, add others, begin terms. Raises Stale; Refused as ``edit_pegawai``,
    ``add_many_pegawai`` and ``appoint_many``."""
    for each in ubah:
        edit_pegawai(each.objek, seen=each.seen, by=by, **each.nilai)
    made = add_many_pegawai(root, rows=baru, by=by)
    new = {id(each): row for each, row in zip(baru, made, strict=True)}
    rows = [
        MasaBaru(pegawai=new[id(each.pegawai)] if isinstance(each.pegawai, PegawaiBaru) else each.pegawai, **each.masa)
        for each in masa
    ]
    appoint_many(root, rows=rows, by=by)
    return made


@dataclass(frozen=True, eq=False)
class UndanganBaru:
    """A person to be invited, with his roles."""

    unit: Unit
    email: str
    nama: str
    pegawai: Pegawai | None
    peran: Sequence[PeranBaru]


@action(Permission.MANAGE_ACCOUNTS, "mengimpor akun")
def import_accounts(
    root: Unit,
    *,
    baru: Sequence[UndanganBaru],
    ubah: Sequence[UbahBaris],
    peran: Sequence[tuple[Akun, PeranBaru]],
    by: Access,
) -> list[Tautan]:
    """Invite people, change accounts that stand, give roles; answers the links of the invitations, in order.

    Raises Stale; Refused as ``invite_account``, ``edit_account`` and ``give_role``.
    """
    for each in ubah:
        edit_account(each.objek, seen=each.seen, by=by, **each.nilai)
    for akun, role in peran:
        give_role(role.unit, akun=akun, peran=role.peran, mulai=role.mulai, sampai=role.sampai, by=by)
    return [
        invite_account(each.unit, email=each.email, nama=each.nama, pegawai=each.pegawai, peran=each.peran, by=by)
        for each in baru
    ]
