"""Who may do what: the access of an account on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from sakip.kernel.access import LEVEL_WIDTH, NOBODY, Access, Grant, Role
from sakip.organisasi.models import Akun, Penugasan, Silsilah


def access_of(akun_id: int, request_id: str = "", *, via: str = "layar", on: date | None = None) -> Access:
    """What an account may do on a day (default: today). An unknown or deactivated account may nothing."""
    today = on or timezone.localdate()  # clock: roles are open on a day
    rows = (
        Penugasan.objects.unscoped("builds the access itself")
        .filter(Q(sampai=None) | Q(sampai__gte=today), akun_id=akun_id, akun__aktif=True, mulai__lte=today)
        .values_list("peran", "unit__path", "akun__nama", "unit__nama", Exists(_reorganised()))
        .order_by("pk")
    )
    if not rows:
        return NOBODY
    grants = tuple(Grant(Role(peran), path) for peran, path, *_ in rows)
    _peran, _path, nama, place, _changed = rows[0]
    return Access(
        actor_id=akun_id,
        actor_name=nama,
        grants=grants,
        via=via,
        request_id=request_id,
        place=place,
        pendahulu=predecessors([path for _peran, path, *_, changed in rows if changed]),
    )


def _reorganised() -> QuerySet[Silsilah]:
    """The lineage within the instansi of a Penugasan's unit."""
    root = Substr(OuterRef("unit__path"), 1, LEVEL_WIDTH)
    rows: QuerySet[Silsilah] = Silsilah.objects.unscoped("builds the access itself").filter(
        penerus__path__startswith=root
    )
    return rows


def predecessors(paths: Collection[str]) -> tuple[str, ...]:
    """The units, by path, that those at or below these paths carry on, over any number of changes. One query."""
    if not paths:
        return ()
    roots = Q(pk__in=[])
    for root in {path[:LEVEL_WIDTH] for path in paths}:
        roots |= Q(penerus__path__startswith=root)
    lines = Silsilah.objects.unscoped("builds the access itself").filter(roots)
    waiting = list(lines.values_list("pendahulu__path", "penerus__path"))
    reached, found = tuple(paths), []
    while new := [(before, after) for before, after in waiting if after.startswith(reached)]:
        waiting = [line for line in waiting if line not in new]
        found += [before for before, _after in new if not before.startswith(tuple(paths))]
        reached = tuple(before for before, _after in new)
    return tuple(dict.fromkeys(found))


def akun_by_email(email: str) -> Akun | None:
    """An account by its address, for the command line's --sebagai."""
    found: Akun | None = Akun.objects.unscoped("the command line names an account").filter(email__iexact=email).first()
    return found
