"""Which statement of which plan an indicator serves: the groups of a roll-up and of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from sakip.arithmetic.averages import Timbangan
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import Susunan, predecessors_of
from sakip.perencanaan import queries as perencanaan
from sakip.perencanaan.kinerja import Kinerja, Sasaran
from sakip.perencanaan.models import DokumenRencana, Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.queries import alive_in
from sakip.perencanaan.queries.penempatan import placed_in
from sakip.perencanaan.queries.rencana import in_force


@dataclass(frozen=True)
class Plans:
    """The plans that hold in a year for a unit and those below it, and where in them their indicators stand."""

    by_path: Mapping[str, DokumenRencana]
    """By path of the unit its own plan, or that of its predecessor."""
    placed: Mapping[tuple[int, int], UUID]
    """By (indikator, dokumen) the lasting key of the statement."""
    bobot: Mapping[tuple[int, int], Decimal | None] = field(default_factory=dict)
    """By (indikator, dokumen) the weight among the indicators of its statement."""

    def plan_of(self, unit: Unit) -> DokumenRencana | None:
        """The unit's own plan, else that of the nearest unit above: a UPTD or bagian works for its dinas's Renstra."""
        return _nearest(unit.path, self.by_path)

    def key_of(self, indikator: Indikator, unit: Unit) -> UUID | None:
        """The statement under which the indicator stands; None for an unattached one."""
        return self._key(indikator.pk, self.plan_of(unit))

    def _key(self, indikator: int, plan: DokumenRencana | None) -> UUID | None:
        return self.placed.get((indikator, plan.pk)) if plan else None

    def groups(self, rows: Sequence[Kinerja], unit: Unit) -> list[Sasaran]:
        """The indicators of each statement together; an unattached one is a group of its own (R-AVG-2)."""
        plan = self.plan_of(unit)
        together: dict[UUID | int, list[Kinerja]] = defaultdict(list)
        for row in rows:
            pk = row.indikator.pk
            together[self._key(pk, plan) or pk].append(row)
        return [self._group(some, plan) for some in together.values()]

    def group(self, rows: Sequence[Kinerja], unit: Unit) -> Sasaran:
        """Indicators of one statement with their weights; one that stands alone needs none."""
        return self._group(rows, self.plan_of(unit))

    def _group(self, rows: Sequence[Kinerja], plan: DokumenRencana | None) -> Sasaran:
        key = self._key(rows[0].indikator.pk, plan) if rows else None
        weights = self._of_statement.get((plan.pk, key)) if plan and key else None
        if plan is None or weights is None or len(weights) < 2:
            return Sasaran(rows)
        here = tuple(self.bobot.get((row.indikator.pk, plan.pk)) for row in rows)
        return Sasaran(rows, Timbangan(here, _sum(weights) - _sum(here)))

    @cached_property
    def _of_statement(self) -> dict[tuple[int, UUID], list[Decimal | None]]:
        """By (dokumen, kunci) the weights of all indicators of a statement, whose unit they ever are."""
        found: dict[tuple[int, UUID], list[Decimal | None]] = defaultdict(list)
        for (indikator, dokumen), kunci in self.placed.items():
            if (indikator, dokumen) in self.bobot:
                found[(dokumen, kunci)].append(self.bobot[(indikator, dokumen)])
        return found


def plans_for(
    unit: Unit,
    tahun: int,
    *,
    seen_by: Access,
    susunan: Susunan = Susunan.SAAT_ITU,
    changed: bool | None = None,
) -> Plans:
    """The plans of the unit, of the units below and above it in a year; a unit without one of its own has that of its
    predecessor, else of the nearest unit above.

    Three queries; two where ``changed`` says already that the instansi never changed its composition.
    """
    before = {} if changed is False else predecessors_of(unit.path, seen_by)
    whose = (
        Q(unit__path__startswith=unit.path)
        | Q(unit__path__in=[unit.path[:end] for end in range(LEVEL_WIDTH, len(unit.path), LEVEL_WIDTH)])
        | Q(unit__in={pk for ids in before.values() for pk in ids})
    )
    rows = perencanaan.plans(seen_by).filter(whose, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    by_id: dict[int, DokumenRencana] = {}
    for row in rows:  # the latest begun comes first
        by_id.setdefault(row.unit_id, row)
    inherited = {at: next((by_id[each] for each in ids if each in by_id), None) for at, ids in before.items()}
    by_path = {at: plan for at, plan in inherited.items() if plan is not None}
    by_path |= {plan.unit.path: plan for plan in by_id.values()}
    plan_ids = list({row.pk: None for row in by_path.values()})
    return Plans(by_path, *_placed(plan_ids, tahun, alive_in(tahun, "indikator__", susunan=susunan), seen_by))


def _nearest(path: str, by_path: Mapping[str, DokumenRencana]) -> DokumenRencana | None:
    """What is kept at a path, else at the nearest path above."""
    above = (path[:end] for end in range(len(path), 0, -LEVEL_WIDTH))
    return next((by_path[at] for at in above if at in by_path), None)


def _placed(
    plan_ids: Collection[int], tahun: int, alive: Q, seen_by: Access
) -> tuple[dict[tuple[int, int], UUID], dict[tuple[int, int], Decimal | None]]:
    """The statement of every indicator in every plan; of several the first counts, a removed statement does not.

    And the weights of those that are in use in the year.
    """
    standing = SimpulRencana.objects.visible_to(seen_by).filter(
        kunci=OuterRef("kunci"), dokumen_versi__dokumen=OuterRef("dokumen"), dokumen_versi=in_force(tahun)
    )
    there = placed_in(in_force(tahun, "dokumen", "nomor"))
    rows = Penempatan.objects.visible_to(seen_by).filter(there, Exists(standing), dokumen_id__in=plan_ids)
    rows = rows.order_by("pk").annotate(in_use=ExpressionWrapper(alive, BooleanField()))
    placed: dict[tuple[int, int], UUID] = {}
    weights: dict[tuple[int, int], Decimal | None] = {}
    for indikator, dokumen, kunci, bobot, in_use in rows.values_list(
        "indikator_id", "dokumen_id", "kunci", "bobot", "in_use"
    ):
        if (indikator, dokumen) not in placed:
            placed[(indikator, dokumen)] = kunci
            if in_use:
                weights[(indikator, dokumen)] = bobot
    return placed, weights


def _sum(weights: Iterable[Decimal | None]) -> Decimal:
    return sum((weight for weight in weights if weight is not None), Decimal(0))
