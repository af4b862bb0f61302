"""The people, their positions, and the days on which they took them up."""

from __future__ import annotations

from datetime import date

from sakip.demo.files import Row, by_key, rows
from sakip.demo.world import organisation
from sakip.demo.world.made import World
from sakip.organisasi import actions as organisasi
from sakip.organisasi.actions import BarisBerakhir, BarisPelantikan, JabatanBaru, PegawaiBaru
from sakip.organisasi.models import MasaJabatan, Pelantikan, Sebagai
from sakip.organisasi.queries.pelantikan import akibat_of
from sakip.organisasi.queries.rencana import rencana


def make(world: World, *, until: date) -> None:
    """Everybody, the positions of the units there are, and who held them before a day."""
    for root in (row["kunci"] for row in rows("instansi")):
        _people(world, root)
    organisation.link_accounts(world)
    for root in (row["kunci"] for row in rows("instansi")):
        add_posts(world, root)
    inaugurate(world, date.min, until)
    for row in rows("masa"):
        _term(world, row)


def _people(world: World, root: str) -> None:
    found = [row for row in rows("pegawai") if row["instansi"] == root]
    new = [PegawaiBaru(**{name: row[name] for name in row.keys() - {"kunci", "instansi"}}) for row in found]
    if new:
        made = organisasi.add_many_pegawai(world.units[root], rows=new, by=world.keeper(root))
        world.people |= zip((row["kunci"] for row in found), made, strict=True)


def add_posts(world: World, root: str) -> None:
    """The positions of an instansi whose units there are and that are not there yet."""
    wanted = [row for row in rows("jabatan") if row["unit"] in world.units and row["instansi"] == root]
    new: dict[str, JabatanBaru] = {}
    for place, row in enumerate(wanted, 1):
        atasan = row.get("atasan", "")
        if row["kunci"] not in world.posts:
            new[row["kunci"]] = JabatanBaru(
                world.units[row["unit"]],
                row["nama"],
                row["jenjang"],
                atasan=world.posts.get(atasan) or new.get(atasan),
                kepala=row.get("kepala", False),
                urutan=place,
                berlaku_mulai=row.get("mulai"),
            )
    if new:
        made = organisasi.add_many_jabatan(world.units[root], rows=list(new.values()), by=world.keeper(root))
        world.posts |= zip(new, made, strict=True)


# --- terms -----------------------------------------------------------------------------------------------------------


def _term(world: World, row: Row) -> None:
    """Of who is elected, or stands in for a while."""
    jabatan = world.posts[row["jabatan"]]
    by = world.keeper(row["instansi"])
    term: MasaJabatan = organisasi.appoint(
        jabatan,
        pegawai=world.people[row["pegawai"]],
        sebagai=row.get("sebagai", Sebagai.DEFINITIF.value),
        mulai=row["mulai"],
        sampai=None if "alasan" in row else row.get("sampai"),
        nomor_sk=row["sk"],
        by=by,
    )
    if "alasan" in row:
        organisasi.end_term(term, seen=term.versi, sampai=row["sampai"], alasan=row["alasan"], by=by)


def inaugurate(world: World, first: date, until: date) -> None:
    """Every pelantikan from a day to the day before another, with the roles of pimpinan that go along."""
    for row in rows("pelantikan"):
        if first <= row["tanggal"] < until:
            _pelantikan(world, row)


def _pelantikan(world: World, row: Row) -> None:
    by = world.keeper(row["unit"])
    subject: Pelantikan = organisasi.draft_pelantikan(
        world.units[row["unit"]],
        tanggal=row["tanggal"],
        nomor_sk=row["sk"],
        keterangan=row.get("keterangan", ""),
        baris=[_line(world, line) for line in row["baris"]],
        berakhir=[BarisBerakhir(_nip(line), line["alasan"]) for line in row.get("berakhir", ())],
        by=by,
    )
    plan = rencana(subject, by)
    ticked = [each.kunci for each in akibat_of(plan, by) if each.dicentang]
    organisasi.apply_pelantikan(subject, seen=subject.versi, sidik=plan.sidik, akibat=ticked, by=by)


def _line(world: World, line: Row) -> BarisPelantikan:
    post = world.posts[line["jabatan"]]
    return BarisPelantikan(_nip(line), post.nama, post.unit.kode or post.unit.nama, line.get("sebagai", ""))


def _nip(line: Row) -> str:
    return str(by_key("pegawai")[line["pegawai"]]["nip"])
