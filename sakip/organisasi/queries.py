"""Who is who and what is where: units, the access of an account, the policy that holds in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from sakip.arithmetic.policies import Akumulasi, CaraPredikat, DataHilang, Rollup, RumusMenurun, TargetNol
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.kernel.access import LEVEL_WIDTH, NOBODY, Access, Grant, Permission, Role
from sakip.organisasi.models import Akun, Instansi, Kebijakan, Penugasan, Unit


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


def units(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Unit]:
    """Units in the reader's reach, as a tree read from top to bottom."""
    return Unit.objects.visible_to(seen_by, permission).order_by("path")


def unit_choices(seen_by: Access) -> list[tuple[str, str]]:
    """Path and indented name of the units on which one holds VIEW, for a filter of what is read there."""
    held = seen_by.paths_for(Permission.VIEW)
    rows = [unit for unit in units(seen_by) if unit.path.startswith(held)]
    return [(unit.path, "\u2003" * (len(unit.path) // LEVEL_WIDTH - 1) + unit.nama) for unit in rows]


@dataclass(frozen=True)
class UnitRow:
    """A unit in the tree, with its depth below the first level shown."""

    unit: Unit
    depth: int


def unit_tree(seen_by: Access, *, text: str = "", on: date) -> list[UnitRow]:
    """The units that are open on a day, as an indented list; with a text, those whose name or code has it."""
    rows = units(seen_by).filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=on))
    if text:
        rows = rows.filter(Q(nama__icontains=text) | Q(singkatan__icontains=text) | Q(kode__icontains=text))
    return [UnitRow(unit, len(unit.path) // LEVEL_WIDTH - 1) for unit in rows]


def children_of(unit: Unit, seen_by: Access) -> list[Unit]:
    """The units directly below, closed ones last."""
    return list(units(seen_by).filter(induk=unit).order_by(F("berlaku_sampai").asc(nulls_first=True), "path"))


def ancestors_of(unit: Unit, seen_by: Access) -> list[Unit]:
    """The units above, from the instansi down."""
    above = [unit.path[:end] for end in range(LEVEL_WIDTH, len(unit.path), LEVEL_WIDTH)]
    return list(units(seen_by).filter(path__in=above)) if above else []


def root_of(unit: Unit, seen_by: Access) -> Unit:
    """The unit's instansi as a unit."""
    if unit.is_root:
        return unit
    found: Unit = units(seen_by).get(path=unit.path[:LEVEL_WIDTH])
    return found


def instansi_of(unit: Unit, seen_by: Access) -> Instansi:
    """Letterhead and kind of the unit's instansi; of a root that was fetched with it, without another query."""
    if unit.is_root and Unit.instansi.is_cached(unit):
        return unit.instansi
    found: Instansi = (
        Instansi.objects.visible_to(seen_by).select_related("unit").get(unit__path=unit.path[:LEVEL_WIDTH])
    )
    return found


def instansi_by_name(nama: str, seen_by: Access) -> Unit | None:
    """The open root unit of this name, letter case aside."""
    found: Unit | None = units(seen_by).filter(induk=None, nama__iexact=nama.strip(), berlaku_sampai=None).first()
    return found


def home_unit(seen_by: Access) -> Unit | None:
    """The unit a person works for: the top of the first role; None without a role on a unit."""
    paths = [grant.path for grant in seen_by.grants if grant.path]
    return units(seen_by).filter(path__in=paths).first() if paths else None


# --- policy ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KebijakanBerlaku:
    """The policy that holds for an instansi in a year, and since when; ``sejak`` is None for the defaults."""

    aturan: Aturan
    sejak: int | None


def kebijakan(unit: Unit, tahun: int, *, seen_by: Access) -> KebijakanBerlaku:
    """The policy of the unit's instansi in a year."""
    return kebijakan_per_tahun(unit, (tahun,), seen_by=seen_by)[tahun]


def kebijakan_per_tahun(unit: Unit, tahun: tuple[int, ...], *, seen_by: Access) -> dict[int, KebijakanBerlaku]:
    """The policies of several years in one query."""
    rows = list(
        Kebijakan.objects.visible_to(seen_by).filter(unit__path=unit.path[:LEVEL_WIDTH]).order_by("-mulai_tahun")
    )
    return {year: _berlaku(next((row for row in rows if row.mulai_tahun <= year), None)) for year in tahun}


def _berlaku(row: Kebijakan | None) -> KebijakanBerlaku:
    return KebijakanBerlaku(Aturan(), None) if row is None else KebijakanBerlaku(aturan_of(row), row.mulai_tahun)


def aturan_of(row: Any) -> Aturan:
    """A stored policy, or anything with its fields, as the arithmetic takes it."""
    return Aturan(
        rumus_menurun=RumusMenurun(row.rumus_menurun),
        batas=row.batas,
        lantai=row.lantai,
        target_nol=TargetNol(row.target_nol),
        data_hilang=DataHilang(row.data_hilang),
        predikat=CaraPredikat(row.predikat),
        rollup=Rollup(row.rollup),
        akumulasi=Akumulasi(row.akumulasi),
        skala=row.skala,
        urutan_lapis=tuple(row.urutan_lapis.split(",")),
    )
