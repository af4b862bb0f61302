"""Instansi, the accounts that begin, units and their cards, the other accounts, policies."""

from __future__ import annotations

from decimal import Decimal

from sakip.demo.accounts import PASSWORD, Persona, operators, personas
from sakip.demo.files import folder_of, rows
from sakip.demo.world.made import World
from sakip.documents.emblem import emblem
from sakip.kernel.access import INSTALLATION, SYSTEM, Access, Role
from sakip.organisasi import actions as organisasi
from sakip.organisasi.queries import instansi_of

_LETTERHEAD = ("alamat", "tempat", "kontak", "sebutan_kepala")
_CARD = ("dasar_hukum", "tugas", "fungsi", "kewenangan")
_UNIT = frozenset(
    {"kode", "singkatan", "bidang_urusan", "sebutan_kepala", "dasar_hukum", "tugas", "fungsi", "kewenangan"}
    | {"alamat", "kontak"}
)


def make(world: World) -> None:
    """As in a real first hour: the shell makes instansi and administrator, he the pengelola, she the units."""
    _instansi(world)
    for peran in (Role.ADMINISTRATOR, Role.PENGELOLA):
        for each in personas():
            if each.peran is peran:
                _account(world, each, unit=each.instansi)
    _settings(world)
    _cards(world)
    _units(world)
    add_accounts(world)
    _policies(world)


def _instansi(world: World) -> None:
    for row in rows("instansi"):
        letterhead = {name: row[name] for name in _LETTERHEAD}
        world.units[row["kunci"]] = organisasi.create_instansi(
            INSTALLATION, nama=row["nama"], jenis=row["jenis"], by=SYSTEM, **letterhead
        )


def _cards(world: World) -> None:
    """What the instansi themselves are for, written by those who keep their units."""
    for row in rows("instansi"):
        card = {name: row[name] for name in _CARD if name in row}
        if card:
            unit, by = world.units[row["kunci"]], world.keeper(row["kunci"])
            world.units[row["kunci"]] = organisasi.edit_unit(unit, seen=unit.versi, by=by, **card)


def _settings(world: World) -> None:
    for row in rows("pengaturan"):
        by = world.keeper(row["instansi"])
        instansi = instansi_of(world.units[row["instansi"]], by)
        values = {name: row[name] for name in ("warna", "zona_waktu", "tahun_mulai") if name in row}
        drawn = emblem((folder_of(row["instansi"]) / row["lambang"]).read_bytes()) if "lambang" in row else None
        organisasi.edit_settings(instansi, seen=instansi.versi, lambang=drawn, by=by, **values)


def add_accounts(world: World) -> None:
    """Those of units there are that are not there yet."""
    for each in (*personas(), *operators()):
        if each.kunci not in world.accounts and each.unit in world.units:
            _account(world, each, unit=each.unit)


def _account(world: World, persona: Persona, *, unit: str) -> None:
    by = _administrator(world, persona)
    akun = organisasi.create_account(
        world.units[unit], email=persona.email, nama=persona.nama, password=PASSWORD, by=by
    )
    world.accounts[persona.kunci] = akun
    organisasi.give_role(
        world.units[persona.semula or persona.di], akun=akun, peran=persona.peran, mulai=persona.mulai, by=by
    )
    world.holds(persona.kunci, persona.di, persona.peran)


def link_accounts(world: World) -> None:
    """Say whose the accounts are, now that the people are there."""
    for each in personas():
        if each.pegawai:
            akun, by = world.accounts[each.kunci], _administrator(world, each)
            pegawai, unit = world.people[each.pegawai], world.units[each.unit]
            world.accounts[each.kunci] = organisasi.edit_account(
                akun, seen=akun.versi, pegawai=pegawai, unit=unit, by=by
            )


def _administrator(world: World, persona: Persona) -> Access:
    """The administrator of the same instansi; of the first one, and where there is none, the shell."""
    found = (each.kunci for each in personas() if (each.instansi, each.peran) == (persona.instansi, Role.ADMINISTRATOR))
    kunci = next(found, "")
    return world.acting(kunci) if kunci in world.accounts else SYSTEM


def _units(world: World) -> None:
    for row in rows("unit"):
        card = {name: value for name, value in row.items() if name in _UNIT}
        induk, by = world.units[row["induk"]], world.keeper(row["induk"])
        world.units[row["kunci"]] = organisasi.add_unit(induk, nama=row["nama"], jenis=row["jenis"], by=by, **card)


def _policies(world: World) -> None:
    for row in rows("kebijakan"):
        choices = {name: row[name] for name in row.keys() - {"instansi", "unit", "mulai_tahun", "alasan"}}
        organisasi.set_policy(
            world.units[row["unit"]],
            mulai_tahun=row["mulai_tahun"],
            seen=None,
            alasan=row["alasan"],
            by=world.keeper(row["unit"]),
            **choices | {"batas": Decimal(row["batas"])},
        )
