"""Who may do what: the access of an account on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from sakip.kernel.access import NOBODY, Access, Grant, Role
from sakip.organisasi.models import Akun, Penugasan


def access_of(akun_id: int, request_id: str = "", *, via: str = "layar", on: date | None = None) -> Access:
    """What an account may do on a day (default: today). An unknown or deactivated account may nothing."""
    today = on or timezone.localdate()  # clock: roles are open on a day
    rows = (
        Penugasan.objects.unscoped("builds the access itself")
        .filter(Q(sampai=None) | Q(sampai__gte=today), akun_id=akun_id, akun__aktif=True, mulai__lte=today)
        .values_list("peran", "unit__path", "akun__nama", "unit__nama")
        .order_by("pk")
    )
    if not rows:
        return NOBODY
    grants = tuple(Grant(Role(peran), path) for peran, path, _nama, _unit in rows)
    _peran, _path, nama, place = rows[0]
    return Access(actor_id=akun_id, actor_name=nama, grants=grants, via=via, request_id=request_id, place=place)


def akun_by_email(email: str) -> Akun | None:
    """An account by its address, for the command line's --sebagai."""
    found: Akun | None = Akun.objects.unscoped("the command line names an account").filter(email__iexact=email).first()
    return found
