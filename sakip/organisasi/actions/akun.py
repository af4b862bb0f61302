"""Use cases of accounts: making one, changing its data and address, closing and opening it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import rules
from sakip.organisasi.actions.masuk import end_sessions, unlink_single_sign_on
from sakip.organisasi.actions.tautan import withdraw_links
from sakip.organisasi.models import Akun, Penugasan, Unit

_AKUN = frozenset({"nama", "unit", "pegawai"})


@action(Permission.MANAGE_ACCOUNTS, "membuat akun")
def create_account(unit: Unit, *, email: str, nama: str, password: str, by: Access) -> Akun:
    """Create an account that belongs to a unit; it may nothing until a role is given.

    Raises Refused: surel-sudah-dipakai, sandi-lemah.
    """
    akun = Akun(unit=unit, email=rules.free_email(email), nama=nama.strip())
    refuse(rules.weak_password(akun, password))
    akun.set_password(password)
    akun.save()
    return akun


@action(Permission.MANAGE_ACCOUNTS, "mengubah akun")
def edit_account(akun: Akun, *, seen: int, by: Access, **values: Any) -> Akun:
    """Change an account's name, unit, or the pegawai it belongs to.

    Raises Stale; PermissionDenied for a unit outside one's reach; Refused: pegawai-sudah-berakun,
    pegawai-bukan-instansi-akun.
    """
    refuse_other_columns(values, _AKUN)
    wanted = Akun(pk=akun.pk, unit=values.get("unit", akun.unit))
    refuse(rules.other_pegawai(wanted, values.get("pegawai", akun.pegawai)))
    return change(akun, seen=seen, **values)


@action(Permission.MANAGE_ACCOUNTS, "mengganti surel akun")
def change_email(akun: Akun, *, seen: int, email: str, by: Access) -> Akun:
    """Change the address with which one signs in. What went to the old one holds no longer: open links are withdrawn,
    single sign-on is bound anew at the next sign-in.

    Raises Stale; Refused: surel-sudah-dipakai.
    """
    changed = change(akun, seen=seen, email=rules.free_email(email, besides=akun.pk))
    withdraw_links(changed, by=by)
    if changed.masuk_tunggal is not None:
        unlink_single_sign_on(changed, alasan="surel akun diganti", by=by)
    return changed


@action(Permission.MANAGE_ACCOUNTS, "menonaktifkan akun")
def deactivate_account(akun: Akun, *, alasan: str = "", by: Access) -> Akun:
    """Close an account: nobody signs in with it, its sessions end, its open links are withdrawn. Its roles and what it
    did stay; activating opens it as it was.

    Raises Refused: akun-sendiri, akun-tidak-aktif, administrator-terakhir.
    """
    refuse(rules.own_account(akun, by))
    refuse(rules.inactive(akun))
    refuse(rules.last_administrator(_open_roles(akun, timezone.localdate()), on=timezone.localdate()))
    akun.aktif = False
    akun.save(update_fields=["aktif"])
    withdraw_links(akun, by=by)
    end_sessions(akun, by=by)
    return akun


def _open_roles(akun: Akun, today: date) -> list[Penugasan]:
    rows = Penugasan.related.filter(Q(sampai=None) | Q(sampai__gte=today), akun=akun, mulai__lte=today)
    return list(rows.select_related("unit"))


@action(Permission.MANAGE_ACCOUNTS, "mengaktifkan kembali akun")
def activate_account(akun: Akun, *, by: Access) -> Akun:
    """Open a closed account again, with the roles it still holds. Raises Refused: akun-sudah-aktif."""
    if akun.aktif:
        raise Refused("akun-sudah-aktif", nama=akun.nama)
    akun.aktif = True
    akun.save(update_fields=["aktif"])
    return akun
