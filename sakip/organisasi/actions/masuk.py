"""Use cases of signing in: passwords, the second factor, sessions, single sign-on; one's own and, for an administrator,
those of another. The secrets are kept by Django and allauth; that they were set or taken away is kept here."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.organisasi import queries, rules
from sakip.organisasi.models import Akun

# --- passwords -------------------------------------------------------------------------------------------------------


@action(Permission.MANAGE_ACCOUNTS, "mengganti kata sandi")
def set_password(akun: Akun, *, password: str, by: Access) -> Akun:
    """Set a new password for somebody's account: the history tells that and when, not what; his sessions end.

    Raises Refused: sandi-lemah.
    """
    _password(akun, password)
    end_sessions(akun, by=by)
    return akun


@action(Permission.OWN_ACCOUNT, "mengganti kata sandinya")
def change_password(akun: Akun, *, password: str, by: Access) -> Akun:
    """Set a new password for one's own account; all its sessions end with it. Raises Refused: sandi-lemah."""
    rules.refuse_other_owner(akun, by)
    _password(akun, password)
    end_own_sessions(akun, by=by)
    return akun


def _password(akun: Akun, password: str) -> None:
    refuse(rules.weak_password(akun, password))
    akun.set_password(password)
    akun.sandi_disetel = timezone.now()
    akun.save(update_fields=["password", "sandi_disetel"])


# --- the second factor -----------------------------------------------------------------------------------------------


@action(Permission.OWN_ACCOUNT, "memasang masuk dua langkah")
def turn_on_second_factor(akun: Akun, *, by: Access) -> Akun:
    """Note that a second factor is asked for from now on; allauth keeps its secret, in the same transaction."""
    rules.refuse_other_owner(akun, by)
    return _second_factor(akun, on=True)


@action(Permission.OWN_ACCOUNT, "mematikan masuk dua langkah")
def turn_off_second_factor(akun: Akun, *, by: Access) -> Akun:
    """Remove one's own second factor and its recovery codes. Raises Refused: dua-langkah-wajib."""
    rules.refuse_other_owner(akun, by)
    if queries.access_of(akun.pk).second_factor_required:
        raise Refused("dua-langkah-wajib")
    return _second_factor(akun, on=False)


@action(Permission.MANAGE_ACCOUNTS, "melepas masuk dua langkah")
def take_off_second_factor(akun: Akun, *, alasan: str, by: Access) -> Akun:
    """Remove somebody's second factor, as when the telephone is lost; his sessions end.

    Raises Refused: alasan-wajib, akun-sendiri, dua-langkah-tidak-ada.
    """
    _refuse_without_reason(alasan)
    refuse(rules.own_account(akun, by))
    if akun.dua_langkah is None:
        raise Refused("dua-langkah-tidak-ada", nama=akun.nama)
    end_sessions(akun, by=by)
    return _second_factor(akun, on=False)


def _second_factor(akun: Akun, *, on: bool) -> Akun:
    if not on:
        Authenticator.objects.filter(user_id=akun.pk).delete()
    akun.dua_langkah = timezone.now() if on else None
    akun.save(update_fields=["dua_langkah"])
    return akun


def _refuse_without_reason(alasan: str) -> None:
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")


# --- sessions --------------------------------------------------------------------------------------------------------


@action(Permission.MANAGE_ACCOUNTS, "mengakhiri sesi")
def end_sessions(akun: Akun, *, by: Access, only: int | None = None) -> int:
    """End the sessions of an account, or ``only`` one of them; how many were open."""
    return _end(akun, only)


@action(Permission.OWN_ACCOUNT, "mengakhiri sesinya sendiri")
def end_own_sessions(akun: Akun, *, by: Access, only: int | None = None, but: str = "") -> int:
    """End one's own sessions, or ``only`` one, ``but`` not the one with this key: the one that asks for it."""
    rules.refuse_other_owner(akun, by)
    return _end(akun, only, but)


def _end(akun: Akun, only: int | None, but: str = "") -> int:
    rows = UserSession.objects.filter(user_id=akun.pk).exclude(session_key=but)
    ended = list(rows if only is None else rows.filter(pk=only))
    for each in ended:
        each.end()
    if ended:
        akun.sesi_diakhiri = timezone.now()
        akun.save(update_fields=["sesi_diakhiri"])
    return len(ended)


# --- single sign-on --------------------------------------------------------------------------------------------------


@action(Permission.OWN_ACCOUNT, "menautkan akun ke masuk tunggal")
def link_single_sign_on(akun: Akun, *, provider: str, uid: str, by: Access) -> SocialAccount:
    """Bind the provider's person to the account, once: whoever gets that address later does not get the account.

    Raises Refused: akun-tidak-aktif, masuk-tunggal-sudah-ada.
    """
    rules.refuse_other_owner(akun, by)
    refuse(rules.inactive(akun))
    if SocialAccount.objects.filter(user_id=akun.pk, provider=provider).exists():
        raise Refused("masuk-tunggal-sudah-ada", nama=akun.nama)
    akun.masuk_tunggal = timezone.now()
    akun.save(update_fields=["masuk_tunggal"])
    return SocialAccount.objects.create(user_id=akun.pk, provider=provider, uid=uid)


@action(Permission.MANAGE_ACCOUNTS, "melepas tautan masuk tunggal")
def unlink_single_sign_on(akun: Akun, *, alasan: str, by: Access) -> Akun:
    """Unbind the provider's person, as when the address has passed to another; sessions end.

    Raises Refused: alasan-wajib, masuk-tunggal-tidak-ada.
    """
    _refuse_without_reason(alasan)
    if akun.masuk_tunggal is None:
        raise Refused("masuk-tunggal-tidak-ada", nama=akun.nama)
    SocialAccount.objects.filter(user_id=akun.pk).delete()
    akun.masuk_tunggal = None
    akun.save(update_fields=["masuk_tunggal"])
    end_sessions(akun, by=by)
    return akun
