"""Who may do what: the access of an account on a day, and the clock by which days are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONArray, JSONObject, Substr
from django.utils import timezone

from sakip.kernel.access import LEVEL_WIDTH, NOBODY, Access, Grant, Role, Seat
from sakip.kernel.allof import AllOf
from sakip.organisasi.models import Akun, Instansi, Penugasan, Silsilah, ZonaWaktu
from sakip.referensi.queries import kerangka_instansi


def access_of(akun_id: int, request_id: str = "", *, via: str = "layar", on: date | None = None) -> Access:
    """What an account may do on a day, by default today where its roles are held. Who is unknown or deactivated may
    nothing.
    """
    rows = [row for row in _roles(akun_id, on) if _open(row, on)]
    if not rows:
        return NOBODY
    first = rows[0]
    lines = dict.fromkeys((before, after) for row in rows for before, after in row["lines"] or ())
    return Access(
        actor_id=akun_id,
        actor_name=first["akun__nama"],
        grants=tuple(Grant(Role(row["peran"]), row["unit__path"]) for row in rows),
        via=via,
        request_id=request_id,
        place=first["unit__nama"],
        seat=_seat(**first["seat"] or {}),
        pendahulu=predecessors([row["unit__path"] for row in rows], lines),
        second_factor_required=any(row["peran"] in roles_in(row["guarded"]) for row in rows),
    )


def _seat(*, jenis: str = "", **facts: Any) -> Seat:
    return Seat(**facts, family=kerangka_instansi(jenis))


def _roles(akun_id: int, on: date | None) -> QuerySet[Any, dict[str, Any]]:
    """The roles of an account that are open on the day in some time zone, each with the instansi it is held in."""
    days = [on] if on else [today(zone) for zone in ZonaWaktu.values]
    root = Substr(OuterRef("unit__path"), 1, LEVEL_WIDTH)
    instansi = Instansi.objects.unscoped("builds the access itself").filter(unit__path=root)
    lineage = Silsilah.objects.unscoped("builds the access itself").filter(penerus__path__startswith=root)
    line = JSONArray("pendahulu__path", "penerus__path")
    seat = JSONObject(
        unit_id="unit_id", zone="zona_waktu", emblem="lambang", color="warna", since="tahun_mulai", jenis="jenis"
    )
    rows: QuerySet[Any, dict[str, Any]] = (
        Penugasan.objects.unscoped("builds the access itself")
        .filter(Q(sampai=None) | Q(sampai__gte=min(days)), akun_id=akun_id, akun__aktif=True, mulai__lte=max(days))
        .annotate(
            seat=Subquery(instansi.values(json=seat)),
            lines=Subquery(lineage.values(json=AllOf(line))),
            guarded=Subquery(instansi.values("wajib_dua_langkah")),
        )
        .values("peran", "mulai", "sampai", "unit__path", "unit__nama", "akun__nama", "seat", "lines", "guarded")
        .order_by("pk")
    )
    return rows


def predecessors(paths: Collection[str], lines: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The units, by path, that those at or below these paths carry on, over any number of changes.

    ``lines``: (path before, path after) of all changes of their instansi.
    """
    waiting = list(lines)
    reached, found = tuple(paths), []
    while new := [(before, after) for before, after in waiting if after.startswith(reached)]:
        waiting = [line for line in waiting if line not in new]
        found += [before for before, _after in new if not before.startswith(tuple(paths))]
        reached = tuple(before for before, _after in new)
    return tuple(dict.fromkeys(found))


def _open(row: dict[str, Any], on: date | None) -> bool:
    """Whether a role is open on the day that it is where the role is held."""
    day = on or today((row["seat"] or {}).get("zone", ""))
    return bool(row["mulai"] <= day and (row["sampai"] is None or row["sampai"] >= day))


def today(zone: str) -> date:
    """The day that it is in a time zone; without a name, where the request is."""
    return timezone.localdate(timezone=ZoneInfo(zone) if zone else None)  # clock: roles are open on a day


def zone_of(path: str) -> str:
    """The time zone of the instansi that a path belongs to; empty for a path of none."""
    rows = Instansi.objects.unscoped("a clock is no secret").filter(unit__path=path[:LEVEL_WIDTH])
    return rows.values_list("zona_waktu", flat=True).first() or ""


def roles_in(codes: str | None) -> tuple[Role, ...]:
    """The roles whose codes stand in a column, with commas between."""
    return tuple(Role(code.strip()) for code in (codes or "").split(",") if code.strip())


def own_access(akun: Akun, request_id: str = "") -> Access:
    """What a person may do to his own account, whatever roles he holds; actions ask besides whether it is his own."""
    grants = (Grant(Role.PEMILIK, akun.unit.path),)
    return Access(actor_id=akun.pk, actor_name=akun.nama, grants=grants, request_id=request_id)


def akun_by_email(email: str) -> Akun | None:
    """An account by its address, for the command line's --sebagai."""
    found: Akun | None = Akun.objects.unscoped("the command line names an account").filter(email__iexact=email).first()
    return found
