"""Positions, the people, and who held which position when."""

from __future__ import annotations

from itertools import groupby

from sakip.demo.files import Row, root_of, rows
from sakip.demo.world.made import World
from sakip.organisasi import actions as organisasi
from sakip.organisasi.actions import JabatanBaru, PegawaiBaru
from sakip.organisasi.models import Sebagai


def make(world: World) -> None:
    _people(world)
    _posts(world)
    for row in rows("masa"):
        _term(world, row)


def _instansi_of(row: Row) -> str:
    """Of a person or a position: the instansi of the unit, or of the first position that the person holds."""
    posts = {each["kunci"]: each["unit"] for each in rows("jabatan")}
    unit = row.get("unit") or posts[next(m["jabatan"] for m in rows("masa") if m["pegawai"] == row["kunci"])]
    return root_of(unit)


def _people(world: World) -> None:
    for root, group in groupby(rows("pegawai"), key=_instansi_of):
        found = list(group)
        new = [PegawaiBaru(**{name: value for name, value in row.items() if name != "kunci"}) for row in found]
        made = organisasi.add_many_pegawai(world.units[root], rows=new, by=world.keeper(root))
        world.people |= zip((row["kunci"] for row in found), made, strict=True)


def _posts(world: World) -> None:
    for root, group in groupby(rows("jabatan"), key=_instansi_of):
        new: dict[str, JabatanBaru] = {}
        for place, row in enumerate(group, 1):
            new[row["kunci"]] = JabatanBaru(
                world.units[row["unit"]],
                row["nama"],
                row["jenjang"],
                atasan=new.get(row.get("atasan", "")),
                kepala=row.get("kepala", False),
                urutan=place,
            )
        made = organisasi.add_many_jabatan(world.units[root], rows=list(new.values()), by=world.keeper(root))
        world.posts |= zip(new, made, strict=True)


def _term(world: World, row: Row) -> None:
    jabatan = world.posts[row["jabatan"]]
    by = world.keeper(_instansi_of(next(each for each in rows("jabatan") if each["kunci"] == row["jabatan"])))
    term = organisasi.appoint(
        jabatan,
        pegawai=world.people[row["pegawai"]],
        sebagai=row.get("sebagai", Sebagai.DEFINITIF.value),
        mulai=row["mulai"],
        sampai=None if "alasan" in row else row.get("sampai"),
        nomor_sk=row["sk"],
        by=by,
    )
    if "alasan" in row:
        term = organisasi.end_term(term, seen=term.versi, sampai=row["sampai"], alasan=row["alasan"], by=by)
    world.terms[row["pegawai"], row["jabatan"]] = term
