"""Use cases of one-time links: inviting a person, a new password for one who forgot, setting it by the link."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sakip.kernel.access import Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import refuse
from sakip.organisasi import rules
from sakip.organisasi.actions.masuk import end_own_sessions
from sakip.organisasi.actions.peran import give_role
from sakip.organisasi.models import Akun, Pegawai, TujuanUndangan, Undangan, Unit
from sakip.organisasi.queries import in_charge

VALID = {TujuanUndangan.UNDANGAN: timedelta(days=7), TujuanUndangan.SANDI: timedelta(days=1)}

INVITED = register_reason("undangan", "Undangan", "Orang yang diundang ke unit Anda menerima undangannya.")


@dataclass(frozen=True)
class Tautan:
    """A link just made. The token is known here and to whoever it is handed to; only its hash is kept."""

    undangan: Undangan
    token: str


@dataclass(frozen=True)
class PeranBaru:
    """A role to be given: where, from when, till when; None is today, and open."""

    peran: Role
    unit: Unit
    mulai: date | None = None
    sampai: date | None = None


@action(Permission.MANAGE_ACCOUNTS, "mengundang orang")
def invite_account(
    unit: Unit,
    *,
    email: str,
    nama: str,
    by: Access,
    pegawai: Pegawai | None = None,
    peran: Iterable[PeranBaru] = (),
) -> Tautan:
    """Create an account without a password, with roles, and the link by which the person sets a password.

    Raises Refused: surel-sudah-dipakai, pegawai-sudah-berakun, pegawai-bukan-instansi-akun, and as give_role.
    """
    akun = Akun(unit=unit, email=rules.free_email(email), nama=nama.strip(), pegawai=pegawai)
    refuse(rules.other_pegawai(akun, pegawai))
    akun.set_unusable_password()
    akun.save()
    for new in peran:
        give_role(new.unit, akun=akun, peran=new.peran, mulai=new.mulai, sampai=new.sampai, by=by)
    return _link(akun)


@action(Permission.MANAGE_ACCOUNTS, "membuat tautan kata sandi")
def send_password_link(akun: Akun, *, by: Access) -> Tautan:
    """A new link to hand over: the invitation again for one who never came, else a new password.

    The open ones are withdrawn. Raises Refused: akun-tidak-aktif.
    """
    refuse(rules.inactive(akun))
    return _link(akun)


@action(Permission.OWN_ACCOUNT, "meminta tautan kata sandi")
def ask_password_link(akun: Akun, *, by: Access) -> Tautan:
    """The same for oneself, from the sign-in page, to be mailed. Raises Refused: akun-tidak-aktif."""
    rules.refuse_other_owner(akun, by)
    refuse(rules.inactive(akun))
    return _link(akun)


def _link(akun: Akun) -> Tautan:
    now, token = timezone.now(), secrets.token_urlsafe(32)
    _open_links(akun, at=now).update(ditarik=now)
    tujuan = TujuanUndangan.SANDI if akun.has_usable_password() else TujuanUndangan.UNDANGAN
    undangan = Undangan.related.create(
        akun=akun, tujuan=tujuan, sidik=rules.fingerprint(token), dibuat=now, berlaku_sampai=now + VALID[tujuan]
    )
    return Tautan(undangan, token)


def _open_links(akun: Akun, *, at: datetime) -> QuerySet[Any]:
    return Undangan.related.filter(akun=akun, dipakai=None, ditarik=None, berlaku_sampai__gt=at)


@action(Permission.MANAGE_ACCOUNTS, "menarik tautan kata sandi")
def withdraw_links(akun: Akun, *, by: Access) -> int:
    """Withdraw the open links of an account, if there are any; how many."""
    now = timezone.now()
    count: int = _open_links(akun, at=now).update(ditarik=now)
    return count


@action(Permission.OWN_ACCOUNT, "menetapkan kata sandi lewat tautan")
def accept_link(undangan: Undangan, *, password: str, by: Access) -> Akun:
    """Set the account's password by its link, which is used up; sessions that are open elsewhere end.

    Of an invitation that was accepted the administrators of the unit are told.

    Raises Refused: tautan-sudah-dipakai, tautan-ditarik, tautan-kedaluwarsa, akun-tidak-aktif, sandi-lemah.
    """
    undangan = Undangan.related.select_for_update().get(pk=undangan.pk)  # of two who use it at once, one comes too late
    akun, now = undangan.akun, timezone.now()
    rules.refuse_other_owner(akun, by)
    refuse(rules.unusable_link(undangan, at=now))
    refuse(rules.weak_password(akun, password))
    undangan.dipakai = akun.sandi_disetel = now
    undangan.save(update_fields=["dipakai"])
    akun.set_password(password)
    akun.save(update_fields=["password", "sandi_disetel"])
    end_own_sessions(akun, by=by)
    if undangan.tujuan == TujuanUndangan.UNDANGAN:
        keepers = in_charge([akun.unit.path], [Role.ADMINISTRATOR], on=timezone.localdate())[akun.unit.path]
        text = f"{akun.nama} menerima undangan dan dapat masuk."
        notify(keepers, reason=INVITED, text=text, url=alamat("organisasi:akun", akun.pk), path=akun.unit.path, by=by)
    return akun
