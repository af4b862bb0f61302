"""Plans with their statements, indicators with their cards, and their places in the plans."""

from __future__ import annotations

from collections import defaultdict

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.demo import reading
from sakip.demo.files import Row, rows
from sakip.demo.world.made import World
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import IndikatorBaru, KartuBaru


def make(world: World) -> None:
    """The plans and indicators of the units there are that are not there yet."""
    for row in rows("rencana"):
        if row["unit"] in world.units and row["simpul"][0]["kunci"] not in world.nodes:
            _plan(world, row)
    for kode in _indicators(world):
        _card(world, kode)
        place(world, kode)


def _plan(world: World, row: Row) -> None:
    unit, by = world.units[row["unit"]], world.planner(row["unit"])
    version = perencanaan.create_plan(
        unit,
        jenis=row["jenis"],
        nama=row["nama"],
        kode_kerangka=row.get("kerangka", "pemda"),
        tahun_awal=row["tahun"][0],
        tahun_akhir=row["tahun"][1],
        dasar_hukum=row["dasar_hukum"],
        by=by,
    )
    for node in row["simpul"]:
        induk = world.nodes[node["induk"]] if "induk" in node else None
        world.nodes[node["kunci"]] = perencanaan.add_node(
            unit, versi=version, tingkat=node["tingkat"], pernyataan=node["pernyataan"], induk=induk, by=by
        )


def _indicators(world: World) -> list[str]:
    """Made unit by unit, by the unit's planner; those that carry on others come with the change of the organisation."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    for kode, row in reading.indicators().items():
        if row["unit"] in world.units and kode not in world.indicators and "meneruskan" not in row:
            by_unit[row["unit"]].append(kode)
    for unit, codes in by_unit.items():
        new = [_new(world, reading.indicators()[kode]) for kode in codes]
        made = perencanaan.create_many(world.units[unit], indikator=new, by=world.planner(unit))
        world.placements |= zip(codes, made, strict=True)
        world.indicators |= {kode: row.indikator for kode, row in zip(codes, made, strict=True)}
    return [kode for codes in by_unit.values() for kode in codes]


def _new(world: World, row: Row) -> IndikatorBaru:
    return IndikatorBaru(
        unit=world.units[row["unit"]],
        nama=row["nama"],
        jenis=JenisNilai(row.get("jenis", "angka")),
        kartu=_first_card(row),
        kode=row["kode"],
        iku=row.get("iku", True),
        skala_predikat=row.get("skala_predikat", ""),
        sumber=row["sumber"],
    )


def _first_card(row: Row) -> KartuBaru:
    return KartuBaru(
        mulai_tahun=row.get("mulai", reading.FIRST),
        polaritas=Polaritas(row["polaritas"]),
        satuan=row["satuan"],
        tipologi=Tipologi(row.get("tipologi", "tahunan")),
        cara_isi=CaraIsi(row.get("cara_isi", "periode")),
        definisi=row["definisi"],
        formula=row["formula"],
    )


def _card(world: World, kode: str) -> None:
    """A later card that breaks the series."""
    row = reading.indicators()[kode]
    if "kartu_baru" in row:
        changed = KartuBaru(**{**vars(_first_card(row)), **row["kartu_baru"], "terputus": True})
        perencanaan.set_card(world.indicators[kode], kartu=changed, seen=None, by=world.planner(row["unit"]))


def place(world: World, kode: str) -> None:
    """Put an indicator under the statements it serves."""
    row = reading.indicators()[kode]
    for simpul in row.get("simpul", ()):
        perencanaan.place(world.indicators[kode], simpul=world.nodes[simpul], by=world.planner(row["unit"]))
