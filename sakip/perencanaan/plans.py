"""Which statement of which plan an indicator serves: the groups of a report and of every roll-up (R-AVG-2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, Q

from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.models import Unit
from sakip.perencanaan import queries as perencanaan
from sakip.perencanaan.kinerja import Kinerja
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, Indikator, Penempatan, SimpulRencana

T = TypeVar("T")


@dataclass(frozen=True)
class Plans:
    """The plans that hold in a year for a unit and those below it, with the statements their indicators stand under."""

    by_unit: Mapping[int, DokumenRencana]
    root_id: int | None
    placed: Mapping[tuple[int, int], UUID]
    """By (indikator, dokumen) the lasting key of the statement."""

    def plan_of(self, unit: Unit) -> DokumenRencana | None:
        """The unit's own plan, else its instansi's."""
        return self.by_unit.get(unit.pk) or self.by_unit.get(self.root_id or 0)

    def key_of(self, indikator: Indikator, unit: Unit) -> UUID | None:
        """The statement under which the indicator stands; None for an unattached one."""
        plan = self.plan_of(unit)
        return self.placed.get((indikator.pk, plan.pk)) if plan else None

    def groups(self, rows: Sequence[Kinerja], unit: Unit) -> list[list[Kinerja]]:
        """The indicators of each statement together; an unattached one is a group of its own (R-AVG-2)."""
        together: dict[UUID | int, list[Kinerja]] = defaultdict(list)
        for row in rows:
            together[self.key_of(row.indikator, unit) or row.indikator.pk].append(row)
        return list(together.values())


def plans_for(unit: Unit, tahun: int, *, seen_by: Access) -> Plans:
    """The plans of the unit, of the units below it and of its instansi in a year. Four queries."""
    root = unit.path[:LEVEL_WIDTH]
    rows = perencanaan.plans(seen_by).filter(
        Q(unit__path__startswith=unit.path) | Q(unit__path=root), tahun_awal__lte=tahun, tahun_akhir__gte=tahun
    )
    by_unit: dict[int, DokumenRencana] = {}
    for row in rows:  # the latest begun comes first
        by_unit.setdefault(row.unit_id, row)
    root_id = next((row.unit_id for row in by_unit.values() if row.unit.path == root), None)
    return Plans(by_unit, root_id, _placed([row.pk for row in by_unit.values()], seen_by))


def _placed(plan_ids: Collection[int], seen_by: Access) -> dict[tuple[int, int], UUID]:
    """Placements under statements that the latest version of the plan still has; the first one counts."""
    versions = DokumenVersi.objects.visible_to(seen_by).filter(dokumen_id__in=plan_ids)
    latest = dict(versions.values_list("dokumen_id").annotate(nomor=Max("nomor")))
    placements = Penempatan.objects.visible_to(seen_by).filter(dokumen_id__in=plan_ids).order_by("pk")
    found = list(placements.values_list("indikator_id", "dokumen_id", "kunci"))
    nodes = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi__dokumen_id__in=plan_ids)
    alive = {
        (dokumen, kunci)
        for dokumen, nomor, kunci in nodes.values_list("dokumen_versi__dokumen_id", "dokumen_versi__nomor", "kunci")
        if latest.get(dokumen) == nomor
    }
    placed: dict[tuple[int, int], UUID] = {}
    for indikator, dokumen, kunci in found:
        if (dokumen, kunci) in alive:
            placed.setdefault((indikator, dokumen), kunci)
    return placed
