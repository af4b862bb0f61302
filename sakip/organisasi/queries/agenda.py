"""The calendar of obligations: what is due when, after weekends and holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sakip.arithmetic.workdays import hari_kerja
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.organisasi.models import Agenda, Geser, HariLibur, Unit


def agenda(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Agenda]:
    """Obligations in the reader's reach, by date."""
    rows: QuerySet[Agenda] = Agenda.objects.visible_to(seen_by, permission)
    return rows.select_related("unit").order_by("tenggat", "pk")


def holidays(seen_by: Access, *, revoked: bool = False) -> QuerySet[HariLibur]:
    """Holidays in the reader's reach, by date; ``revoked`` takes along those that were taken from the list."""
    rows: QuerySet[HariLibur] = HariLibur.objects.visible_to(seen_by)
    return (rows if revoked else rows.filter(dicabut=False)).select_related("unit").order_by("tanggal")


@dataclass(frozen=True)
class Tenggat:
    """An obligation with the day on which it falls; ``agenda.tenggat`` is the day before any shift."""

    agenda: Agenda
    jatuh: date

    def sisa(self, today: date) -> int:
        """Days that are left; negative when it is overdue."""
        return (self.jatuh - today).days

    @property
    def bergeser(self) -> bool:
        return self.jatuh != self.agenda.tenggat


def due(rows: Iterable[Agenda], *, seen_by: Access) -> list[Tenggat]:
    """Some obligations with the days on which they fall, by that day. Holidays are asked for only where they matter."""
    found = list(rows)
    off: dict[str, set[date]] = defaultdict(set)
    if any(each.geser != Geser.TETAP for each in found):
        for path, tanggal in holidays(seen_by).values_list("unit__path", "tanggal"):
            off[path].add(tanggal)
    dated = [Tenggat(each, hari_kerja(each.tenggat, off[root_path(each.unit)], each.geser)) for each in found]
    return sorted(dated, key=lambda each: (each.jatuh, each.agenda.pk))


def root_path(unit: Unit) -> str:
    return unit.path[:LEVEL_WIDTH]
