"""Who may do what here: per unit, who holds which role and from where; per person, on which units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sakip.kernel.access import GIVEN_ROLES, LEVEL_WIDTH, PERMISSION_WORDS, ROLE_LABELS, ROLES, Access, Permission, Role
from sakip.organisasi.models import Akun, Penugasan, Unit


def words_of(peran: Role) -> list[str]:
    """What a role lets one do on a unit, in the order of the permissions; making an instansi is done on none."""
    held = ROLES[peran] - {Permission.CREATE_INSTANSI}
    return [PERMISSION_WORDS[each] for each in Permission if each in held]


@dataclass(frozen=True)
class Pemegang:
    """Somebody who holds a role here: given here, or on a unit above."""

    akun: Akun
    di: Unit
    diwarisi: bool
    mulai: date
    sampai: date | None


@dataclass(frozen=True)
class PeranDiUnit:
    """A role, what it may do, and who holds it on a unit."""

    peran: Role
    label: str
    boleh: list[str]
    pemegang: list[Pemegang]


def who_may_here(unit: Unit, seen_by: Access, *, on: date) -> list[PeranDiUnit]:
    """Every role that can be given, with its holders on this unit on a day; those given here come first."""
    above = [unit.path[:end] for end in range(LEVEL_WIDTH, len(unit.path) + 1, LEVEL_WIDTH)]
    rows = (
        Penugasan.objects.visible_to(seen_by)
        .filter(Q(sampai=None) | Q(sampai__gte=on), unit__path__in=above, mulai__lte=on, akun__aktif=True)
        .select_related("akun", "unit")
        .order_by("-unit__path", "akun__nama")
    )
    held: dict[str, list[Pemegang]] = {}
    for row in rows:
        one = Pemegang(row.akun, row.unit, row.unit_id != unit.pk, row.mulai, row.sampai)
        held.setdefault(row.peran, []).append(one)
    return [PeranDiUnit(role, ROLE_LABELS[role], words_of(role), held.get(role, [])) for role in GIVEN_ROLES]


def colleagues(seen_by: Access) -> QuerySet[Akun]:
    """The accounts of the reader's instansi: who may do what is no secret among those who work together."""
    rows: QuerySet[Akun] = Akun.objects.visible_to(seen_by)
    return rows.select_related("unit")
