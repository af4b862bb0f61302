"""Plans with their statements, indicators with their cards, and their places in the plans."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.demo import reading
from sakip.demo.files import Row, rows
from sakip.demo.world import manual
from sakip.demo.world.made import World
from sakip.kernel.access import Access
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import IndikatorBaru, KartuBaru, PernyataanBaru
from sakip.perencanaan.models import DokumenRencana
from sakip.perencanaan.models.rencana import RINCIAN
from sakip.perencanaan.queries.rencana import parents_for


def make(world: World) -> None:
    """The plans and indicators of the units there are that are not there yet."""
    for row in rows("rencana"):
        if row["unit"] in world.units and (row["unit"], row["jenis"], row["tahun"][0]) not in world.plans:
            _plan(world, row)
    for kode in _indicators(world):
        _card(world, kode)
        place(world, kode)


def _plan(world: World, row: Row) -> None:
    """Recorded as it was set, with its statements and what they serve; locked unless it is still being copied."""
    unit, by = world.units[row["unit"]], world.planner(row["unit"])
    awal, akhir = row["tahun"]
    version = perencanaan.create_plan(
        unit,
        jenis=row["jenis"],
        nama=row["nama"],
        kode_kerangka=row.get("kerangka", "pemda"),
        tahun_awal=awal,
        tahun_akhir=akhir,
        dasar_hukum=row["dasar_hukum"],
        induk=_above(world, row, by),
        generasi=row.get("generasi", ""),
        by=by,
    )
    world.plans[row["unit"], row["jenis"], awal] = version.dokumen
    places = {node["kunci"]: number for number, node in enumerate(row["simpul"])}
    new = [
        PernyataanBaru(
            node["tingkat"],
            node["pernyataan"],
            induk=places[node["induk"]] if "induk" in node else None,
            kode=node.get("kode", ""),
            pelaksana=world.units[node["pelaksana"]] if "pelaksana" in node else None,
            rincian={name: node[name] for name in RINCIAN if name in node},
        )
        for node in row["simpul"]
    ]
    made = perencanaan.add_many_nodes(version, simpul=new, by=by)
    world.nodes |= {node["kunci"]: each for node, each in zip(row["simpul"], made, strict=True)}
    for node in row["simpul"]:
        if "melayani" in node:
            served = {world.nodes[each].kunci for each in node["melayani"]}
            perencanaan.set_support(world.nodes[node["kunci"]], melayani=served, by=by)
    if not row.get("masih_dicatat"):
        perencanaan.finish_recording(version, seen=version.versi, by=by)


def _above(world: World, row: Row, by: Access) -> DokumenRencana | None:
    """What a plan hangs on: what its row names (empty: nothing), else the one above that begins in the same year."""
    if "menginduk" in row:
        named = row["menginduk"]
        return world.plans[named[0], named[1], named[2]] if named else None
    unit = world.units[row["unit"]]
    above = parents_for(unit, [row["jenis"]], seen_by=by).filter(tahun_awal=row["tahun"][0])
    return above.exclude(unit=unit).first()


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
        kartu=replace(_first_card(row), lengkap=manual.of(world, row)),
        kode=row["kode"],
        iku=row.get("iku", True),
        skala_predikat=row.get("skala_predikat", ""),
        sumber=row["sumber"],
        dimulai_tahun=row["mulai"] if row.get("dimulai") else None,
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
