"""The policy of an instansi as the arithmetic takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import InvalidOperation
from typing import Any

from django.db.models import QuerySet

from sakip.arithmetic.policies import (
    Akumulasi,
    Bobot,
    CaraPredikat,
    DataHilang,
    Rollup,
    RumusMenurun,
    TargetNol,
    VersiPK,
)
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.arithmetic.scales import SENDIRI, Skala, SkalaSalah, own_scale, scale, scales
from sakip.kernel import offers
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.refusals import Refused, refuse
from sakip.organisasi import rules
from sakip.organisasi.models import Kebijakan, Unit


@dataclass(frozen=True)
class KebijakanBerlaku:
    """The policy that holds for an instansi in a year, and since when; ``sejak`` is None for the defaults."""

    aturan: Aturan
    sejak: int | None
    skala: Skala
    dasar_hukum: str = ""


BAWAAN = KebijakanBerlaku(Aturan(), None, scale(Aturan.skala))
"""What holds where an instansi has chosen nothing."""


def kebijakan(unit: Unit, tahun: int, *, seen_by: Access) -> KebijakanBerlaku:
    """The policy of the unit's instansi in a year."""
    return kebijakan_per_tahun(unit, (tahun,), seen_by=seen_by)[tahun]


def kebijakan_per_tahun(unit: Unit, tahun: tuple[int, ...], *, seen_by: Access) -> dict[int, KebijakanBerlaku]:
    """The policies of several years in one query."""
    rows = [(row.mulai_tahun, policy_of(row)) for row in policies(unit, seen_by=seen_by)]
    return {year: next((policy for start, policy in rows if start <= year), BAWAAN) for year in tahun}


def policies(unit: Unit, *, seen_by: Access) -> QuerySet[Kebijakan]:
    """What the unit's instansi has set, the latest beginning first."""
    rows: QuerySet[Kebijakan] = Kebijakan.objects.visible_to(seen_by).filter(unit__path=unit.path[:LEVEL_WIDTH])
    return rows.order_by("-mulai_tahun")


def years_changed(root: Unit, mulai_tahun: int, *, on: date, seen_by: Access) -> tuple[int, ...]:
    """The years that are over or reported and would get other figures by a policy from a year on."""
    frozen = {year for years_of in offers.tahun_dibekukan for year in years_of(seen_by, root.path)}
    later = policies(root, seen_by=seen_by).filter(mulai_tahun__gt=mulai_tahun).values_list("mulai_tahun", flat=True)
    return rules.past_years(mulai_tahun, min(later, default=None), on=on, dibekukan=frozen)


def proposed(mulai_tahun: int, choices: Mapping[str, Any]) -> KebijakanBerlaku:
    """What would hold from a year on, the choices that are not given being the defaults. Refused as by policy_of."""
    return policy_of(Kebijakan(mulai_tahun=mulai_tahun, **choices))


def policy_of(row: Any) -> KebijakanBerlaku:
    """A stored policy, or anything with its fields, as it holds.

    Raises Refused for what the arithmetic does not know, because every page with a capaian would break: a choice
    (kebijakan-tidak-dikenal), or a scale of one's own that leaves a gap (skala-sendiri-salah).
    """
    aturan = aturan_of(row)
    if not set(aturan.urutan_lapis) <= set(Aturan.urutan_lapis):
        raise Refused("kebijakan-tidak-dikenal", at_field="urutan_lapis", sebab=f"lapis “{row.urutan_lapis}” tidak ada")
    if aturan.lantai is not None and aturan.lantai < 0:
        raise Refused("kebijakan-tidak-dikenal", at_field="lantai", sebab="batas bawah capaian kurang dari nol")
    return KebijakanBerlaku(aturan, row.mulai_tahun, _scale_of(row), row.dasar_hukum)


def _scale_of(row: Any) -> Skala:
    if row.skala != SENDIRI and row.skala not in scales():
        raise Refused("kebijakan-tidak-dikenal", at_field="skala", sebab=f"skala “{row.skala}” tidak ada")
    if row.skala != SENDIRI:
        return scale(row.skala)
    try:
        return own_scale(
            row.skala_sendiri,
            sumber=row.dasar_hukum or "Ditetapkan instansi",
            sejak=date(row.mulai_tahun, 1, 1),
        )
    except SkalaSalah as wrong:
        refusal = rules.wrong_scale(wrong)
        raise Refused(refusal.code, at_field=refusal.field, **refusal.params) from wrong
    except InvalidOperation as wrong:
        raise Refused("kebijakan-tidak-dikenal", at_field="skala", sebab="batas kelas bukan angka") from wrong


def aturan_of(row: Any) -> Aturan:
    """The choices alone. Refused kebijakan-tidak-dikenal."""
    try:
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
            pembulatan=row.pembulatan,
            bobot=Bobot(row.bobot),
            langkah_verifikasi=row.langkah_verifikasi,
            versi_pk=VersiPK(row.versi_pk),
            hari_tenggat=row.hari_tenggat,
            urutan_lapis=tuple(row.urutan_lapis.split(",")),
        )
    except ValueError as unknown:
        refuse(rules.unknown_choice(unknown))
        raise
