"""What was changed afterwards: a corrected slip, a verified value, a lowered target with its reason."""

from __future__ import annotations

from sakip.datakinerja.actions import record_values
from sakip.datakinerja.models import Lapis
from sakip.datakinerja.queries import standing_values
from sakip.demo import reading
from sakip.demo.files import Row
from sakip.demo.world.figures import dasar, target, value
from sakip.demo.world.made import World
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import TargetBaru
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.queries import standing_targets


def make(world: World) -> None:
    for cell, _row in reading.later("koreksi"):
        series = world.indicators[cell.kode].series
        seen = standing_values([series.pk], lapis=Lapis.KLAIM)[(series.pk, cell.periode, "")].pk
        record_values(series.unit, values=[value(world, cell, seen)], by=world.reporter(world.unit_of(cell.kode)))
    for cell, _row in reading.later("verifikasi"):
        unit = world.unit_of(cell.kode)
        record_values(world.units[unit], values=[value(world, cell)], lapis=Lapis.TERVERIFIKASI, by=world.keeper(unit))
    for cell, row in reading.later("perubahan_target"):
        placement, basis = world.placements[cell.kode], dasar(world.unit_of(cell.kode))
        seen = standing_targets([placement.pk], dasar=basis)[(placement.pk, cell.periode)].pk
        _set_one(world, target(world, cell, seen), row, basis)


def _set_one(world: World, new: TargetBaru, row: Row, basis: Dasar) -> None:
    unit = world.unit_of(row["kode"])
    perencanaan.set_targets(
        world.units[unit],
        targets=[new],
        dasar=basis,
        alasan=row.get("alasan", ""),
        dokumen=row["dokumen"],
        by=world.planner(unit),
    )
