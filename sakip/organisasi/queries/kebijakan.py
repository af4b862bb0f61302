"""The policy of an instansi as the arithmetic takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.organisasi.models import Kebijakan, Unit


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
        pembulatan=row.pembulatan,
        bobot=Bobot(row.bobot),
        langkah_verifikasi=row.langkah_verifikasi,
        versi_pk=VersiPK(row.versi_pk),
        urutan_lapis=tuple(row.urutan_lapis.split(",")),
    )
