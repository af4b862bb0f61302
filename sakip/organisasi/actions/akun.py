"""Use cases of accounts and roles."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from sakip.kernel.access import GIVEN_ROLES, Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused
from sakip.organisasi.models import Akun, Penugasan, Unit


@action(Permission.MANAGE_ACCOUNTS, "membuat akun")
def create_account(unit: Unit, *, email: str, nama: str, password: str, by: Access) -> Akun:
    """Create an account that belongs to a unit; it may nothing until a role is given.

    Raises Refused: surel-sudah-dipakai, sandi-lemah.
    """
    email = email.strip().lower()
    if Akun.objects.unscoped("an address is unique in the installation").filter(email__iexact=email).exists():
        raise Refused("surel-sudah-dipakai", at_field="email", email=email)
    akun = Akun(unit=unit, email=email, nama=nama.strip())
    _give_password(akun, password)
    akun.save()
    return akun


def _give_password(akun: Akun, password: str) -> None:
    """Refused sandi-lemah."""
    try:
        validate_password(password, akun)
    except ValidationError as weak:
        raise Refused("sandi-lemah", at_field="password", sebab=" ".join(weak.messages)) from weak
    akun.set_password(password)


@action(Permission.MANAGE_ACCOUNTS, "memberi peran")
def give_role(unit: Unit, *, akun: Akun, peran: Role, by: Access, mulai: date | None = None) -> Penugasan:
    """Give an account a role on a unit and all below it, from a day on.

    Raises Refused: peran-tidak-dikenal, peran-sudah-diberikan.
    """
    if peran not in GIVEN_ROLES:
        raise Refused("peran-tidak-dikenal", peran=peran, pilihan=", ".join(GIVEN_ROLES))
    if Penugasan.related.filter(akun=akun, peran=peran.value, unit=unit, sampai=None).exists():
        raise Refused("peran-sudah-diberikan", nama=akun.nama, peran=peran.value, unit=unit.nama)
    return Penugasan.related.create(akun=akun, peran=peran.value, unit=unit, mulai=mulai or timezone.localdate())


@action(Permission.MANAGE_ACCOUNTS, "mengganti kata sandi")
def set_password(akun: Akun, *, password: str, by: Access) -> Akun:
    """Set a new password for somebody's account: the history tells that and when, not what. Refused sandi-lemah."""
    _give_password(akun, password)
    akun.sandi_disetel = timezone.now()
    akun.save(update_fields=["password", "sandi_disetel"])
    return akun
