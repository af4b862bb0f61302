"""Whom to tell: the people of a unit by their roles, and where a person's mail goes.

These read without a viewer: who acts need not be allowed to see the accounts of those who are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from sakip.kernel.access import GIVEN_ROLES, LEVEL_WIDTH, Role
from sakip.kernel.digest import Recipient
from sakip.organisasi.models import Akun, Instansi, Penugasan

_TOLD = "names whom to tell of what happens in a unit"


def in_charge(paths: Collection[str], roles: Collection[Role], *, on: date) -> dict[str, list[int]]:
    """By unit the accounts that hold one of the roles there on a day; where nobody does, those on the nearest above."""
    above = {path[:end] for path in paths for end in range(LEVEL_WIDTH, len(path) + 1, LEVEL_WIDTH)}
    by_path: dict[str, list[int]] = defaultdict(list)
    rows = _open(roles, on).filter(unit__path__in=above)
    for akun_id, path in rows.order_by("akun_id").values_list("akun_id", "unit__path").distinct():
        by_path[path].append(akun_id)
    return {path: _nearest(path, by_path) for path in paths}


def _nearest(path: str, by_path: dict[str, list[int]]) -> list[int]:
    while path and path not in by_path:
        path = path[:-LEVEL_WIDTH]
    return by_path.get(path, [])


def everyone_in(path: str, roles: Collection[Role], *, on: date) -> list[int]:
    """The accounts that hold one of the roles on a unit or anywhere below it on a day."""
    rows = _open(roles, on).filter(unit__path__startswith=path)
    return list(rows.order_by("akun_id").values_list("akun_id", flat=True).distinct())


def _open(roles: Collection[Role], on: date) -> QuerySet[Penugasan]:
    rows: QuerySet[Penugasan] = Penugasan.objects.unscoped(_TOLD).filter(
        Q(sampai=None) | Q(sampai__gte=on), peran__in=[role.value for role in roles], mulai__lte=on, akun__aktif=True
    )
    return rows


def active_accounts(on: date) -> list[int]:
    """The accounts that hold a role on a day."""
    return list(_open(GIVEN_ROLES, on).order_by("akun_id").values_list("akun_id", flat=True).distinct())


def recipient_of(akun_id: int) -> Recipient | None:
    """Where the mail of an active account goes; None for any other."""
    akun = Akun.objects.unscoped("the digest writes to an account").filter(pk=akun_id, aktif=True).first()
    if akun is None:
        return None
    instansi = Instansi.objects.unscoped("the digest writes to an account").filter(
        unit__path=akun.unit.path[:LEVEL_WIDTH]
    )
    public = instansi.values_list("alamat_publik", flat=True).first()
    return Recipient(akun.email, akun.nama, public or settings.PUBLIC_URL)
