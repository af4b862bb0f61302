"""A dinas is split: two take its place, with its indicators, its people and its rights."""

from __future__ import annotations

from sakip.demo.files import Row, by_key, rows
from sakip.demo.world import manual, plans
from sakip.demo.world.made import World
from sakip.kernel.access import Role
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Jabatan, Penugasan, Silsilah, Unit
from sakip.organisasi.rules.reorganisasi import Penerus, Putusan, Rancangan
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.queries import unattached

_PENERUS = ("nama", "jenis", "singkatan", "kode", "sebutan_kepala", "dasar_hukum")
_CARD = ("tugas", "fungsi", "kewenangan")


def make(world: World) -> None:
    for row in rows("perubahan_sotk"):
        _apply(world, row)
        _found(world, row)


def _apply(world: World, row: Row) -> None:
    by = world.keeper(row["unit"])
    head = world.posts[row["asal"]]
    roles = Penugasan.related.filter(unit=world.units[row["asal"]]).values_list("pk", flat=True)
    decided = {
        "peran": {pk: Putusan((row["penerus"][0],)) for pk in roles},
        "jabatan": {head.pk: Putusan((row["penerus"][0],), row["kepala"])},
        "indikator": {world.indicators[kode].pk: Putusan((ke,)) for kode, ke in row["indikator"].items()},
    }
    draft = organisasi.draft_reorganisasi(
        world.units[row["unit"]],
        judul=row["judul"],
        tanggal=row["tanggal"],
        dasar_hukum=row["dasar_hukum"],
        rancangan=Rancangan(
            asal=(world.units[row["asal"]].pk,),
            penerus=tuple(Penerus(kunci, **{name: _new(kunci)[name] for name in _PENERUS}) for kunci in row["penerus"]),
            bagian=decided,
        ),
        by=by,
    )
    organisasi.apply_reorganisasi(draft, seen=draft.versi, by=by)


def _new(kunci: str) -> Row:
    return by_key("penerus")[kunci]


def _found(world: World, row: Row) -> None:
    """The units, positions and indicators that carry on, under their names in the files; their cards are written."""
    old, by = world.units[row["asal"]], world.keeper(row["unit"])
    opened = {line.penerus.nama: line.penerus for line in Silsilah.related.filter(pendahulu=old)}
    for kunci in row["penerus"]:
        unit: Unit = opened[_new(kunci)["nama"]]
        card = {name: _new(kunci)[name] for name in _CARD}
        world.units[kunci] = organisasi.edit_unit(unit, seen=unit.versi, by=by, **card)
    first = row["penerus"][0]
    world.posts[first] = Jabatan.related.get(unit=world.units[first], kepala=True)
    world.holds(f"operator-{row['asal']}", first, Role.PELAPOR)
    for kunci, below in by_key("unit").items():
        if below["induk"] == row["asal"]:
            world.units[kunci] = Unit.related.get(silsilah_pendahulu__pendahulu=world.units[kunci])
            world.posts[kunci] = Jabatan.related.get(unit=world.units[kunci], kepala=True)


def carry_on(world: World) -> list[str]:
    """Give the indicators that carry on their codes and their places in the new plans; answers their codes."""
    found = {each["kode"]: each for each in rows("penerusan")}
    for kode, row in found.items():
        heir = Indikator.related.select_related("unit", "series").get(pendahulu=world.indicators[row["meneruskan"]])
        by = world.planner(row["unit"])
        world.indicators[kode] = perencanaan.edit_indikator(heir, seen=heir.versi, kode=kode, by=by)
        world.placements[kode] = unattached([heir.pk])[heir.pk]
        plans.place(world, kode)
        manual.carry_on(world, kode)
    return list(found)
