"""Plans with their statements, indicators with their cards, and their places in the plans."""

from __future__ import annotations

from collections import defaultdict

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.demo import reading
from sakip.demo.files import Row, rows
from sakip.demo.world.made import World
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import IndikatorBaru, KartuBaru, PernyataanBaru
from sakip.perencanaan.models import DokumenRencana
from sakip.perencanaan.queries.rencana import parents_for

STILL_COPIED = frozenset({"dinkes"})
"""Units whose present plan has not been copied whole yet, so that one can try writing in it."""


def make(world: World) -> None:
    """The plans and indicators of the units there are that are not there yet."""
    for row in rows("rencana"):
        if row["unit"] in world.units and row["simpul"][0]["kunci"] not in world.nodes:
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
        induk=_above(unit, row["jenis"], awal, by),
        by=by,
    )
    places = {node["kunci"]: number for number, node in enumerate(row["simpul"])}
    new = [
        PernyataanBaru(
            node["tingkat"],
            node["pernyataan"],
            induk=places[node["induk"]] if "induk" in node else None,
            kode=node.get("kode", ""),
        )
        for node in row["simpul"]
    ]
    made = perencanaan.add_many_nodes(version, simpul=new, by=by)
    world.nodes |= {node["kunci"]: each for node, each in zip(row["simpul"], made, strict=True)}
    for node in row["simpul"]:
        if "melayani" in node:
            served = {world.nodes[each].kunci for each in node["melayani"]}
            perencanaan.set_support(world.nodes[node["kunci"]], melayani=served, by=by)
    if row["unit"] not in STILL_COPIED or awal < reading.BARU:
        perencanaan.finish_recording(version, seen=version.versi, by=by)


def _above(unit: Unit, jenis: str, awal: int, by: Access) -> DokumenRencana | None:
    """The plan that begins in the same year, on which one of this kind hangs."""
    return parents_for(unit, jenis, seen_by=by).filter(tahun_awal=awal).exclude(unit=unit).first()


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


def propose_rkt(world: World, unit: str, tahun: int) -> None:
    """A plan of the year out of the Renstra, proposed and waiting for asistensi."""
    by, owner = world.planner(unit), world.units[unit]
    plan = next(each for each in parents_for(owner, "rkt", seen_by=by) if each.unit_id == owner.pk)
    version = perencanaan.draft_plan(
        owner,
        jenis="rkt",
        nama=f"RKT {owner.nama} Tahun {tahun}",
        kode_kerangka=plan.kerangka,
        tahun_awal=tahun,
        tahun_akhir=tahun,
        induk=plan,
        by=by,
    )
    perencanaan.propose_targets(version, by=by)
    perencanaan.propose_plan(version, seen=version.versi, by=by)
