"""Targets of two generations of plans, and realisasi, each unit's by its own people in one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.demo import reading
from sakip.demo.files import by_key, rows
from sakip.demo.reading import BARU, Cell
from sakip.demo.world.made import World
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import TargetBaru
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.queries import standing_targets


def make(world: World, codes: Iterable[str]) -> None:
    """The figures of some indicators."""
    wanted = list(codes)
    for unit, cells in _by_unit(world, wanted, "target").items():
        perencanaan.set_targets(
            world.units[unit],
            targets=[target(world, cell) for cell in cells],
            dasar=dasar(unit),
            by=world.planner(unit),
        )
    for unit, cells in _by_unit(world, wanted, "realisasi").items():
        record_values(world.units[unit], values=[value(world, cell) for cell in cells], by=world.reporter(unit))


def twice(world: World) -> None:
    """Targets that another document sets besides."""
    for cell, row in reading.later("target_lain"):
        unit = world.unit_of(cell.kode)
        perencanaan.set_targets(
            world.units[unit],
            targets=[target(world, cell)],
            dasar=Dasar(row["dasar"]),
            dokumen=row["dokumen"],
            by=world.planner(unit),
        )


def baselines(world: World) -> None:
    """Where the indicators of the plans stood before them: what their rows say, else what was reached in 2024."""
    for kode, row in reading.indicators().items():
        cell = reading.baseline(kode)
        if cell is not None and row.get("simpul"):
            perencanaan.set_baseline(
                world.indicators[kode],
                periode=cell.periode,
                isian=cell.isian,
                diketik=cell.diketik,
                sumber=row["sumber"] or "Laporan tahunan",
                seen=None,
                by=world.planner(row["unit"]),
            )


def renew(world: World) -> None:
    """The targets of the plans 2025-2029."""
    for unit, cells in _by_unit(world, world.indicators, "target_baru").items():
        _replace(world, unit, cells)


def dasar(unit: str) -> Dasar:
    """A region's own targets are its RPJMD's, all others stand in a Renstra."""
    regional = by_key("instansi").get(unit, {}).get("jenis") in {"kabupaten", "kota"}
    return Dasar.RPJMD if regional else Dasar.RENSTRA


def target(world: World, cell: Cell, seen: int | None = None) -> TargetBaru:
    return TargetBaru(world.placements[cell.kode], cell.periode, cell.isian, seen, cell.diketik)


def value(world: World, cell: Cell, seen: int | None = None) -> NilaiBaru:
    return NilaiBaru(world.indicators[cell.kode].series, cell.periode, cell.isian, seen, cell.diketik)


def _by_unit(world: World, codes: Iterable[str], what: str) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for kode in codes:
        cells = reading.cells(kode, what)
        if cells:
            found[world.unit_of(kode)] += cells
    return found


def _replace(world: World, unit: str, cells: list[Cell]) -> None:
    """The plan of 2025 replaces the one it cut short: a reason for each target that changes, and the decree."""
    plan = next((row for row in rows("rencana") if (row["unit"], row["tahun"][0]) == (unit, BARU)), None)
    standing = standing_targets([world.placements[cell.kode].pk for cell in cells], dasar=dasar(unit))
    seen = [standing.get((world.placements[cell.kode].pk, cell.periode)) for cell in cells]
    perencanaan.set_targets(
        world.units[unit],
        targets=[target(world, cell, now.pk if now else None) for cell, now in zip(cells, seen, strict=True)],
        dasar=dasar(unit),
        alasan="Target disusun kembali dalam rencana tahun 2025-2029 menurut capaian sampai dengan tahun 2024",
        dokumen=plan["dasar_hukum"] if plan else "",
        by=world.planner(unit),
    )
