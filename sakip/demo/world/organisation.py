"""Instansi, the accounts that begin, units and their cards, the other accounts, policies."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.test.utils import override_settings

from sakip.demo.accounts import PASSWORD, Persona, operators, personas
from sakip.demo.files import rows
from sakip.demo.world.made import SINCE, World
from sakip.kernel.access import INSTALLATION, SYSTEM, Access, Role
from sakip.organisasi import actions as organisasi

_LETTERHEAD = ("alamat", "tempat", "kontak", "sebutan_kepala")
_UNIT = frozenset(
    {"kode", "singkatan", "sebutan_kepala", "dasar_hukum", "tugas", "fungsi", "kewenangan", "alamat", "kontak"}
)
_FIRST = (Role.ADMINISTRATOR, Role.PENGELOLA)


def make(world: World) -> None:
    """As in a real first hour: the shell makes instansi and administrator, he the pengelola, she the units."""
    quick = ["sakip.demo.accounts.PublicPasswordHasher", *settings.PASSWORD_HASHERS]
    with override_settings(PASSWORD_HASHERS=quick):
        _instansi(world)
        first = sorted((each for each in personas() if each.peran in _FIRST), key=lambda each: _FIRST.index(each.peran))
        for each in first:
            _account(world, each, unit=each.instansi)
        _units(world)
        for each in (*personas(), *operators()):
            if each.peran not in _FIRST and each.di in world.units:
                _account(world, each, unit=each.unit)
    _policies(world)


def _instansi(world: World) -> None:
    for row in rows("instansi"):
        letterhead = {name: row[name] for name in _LETTERHEAD}
        world.units[row["kunci"]] = organisasi.create_instansi(
            INSTALLATION, nama=row["nama"], jenis=row["jenis"], by=SYSTEM, **letterhead
        )


def _account(world: World, persona: Persona, *, unit: str) -> None:
    by = _administrator(world, persona)
    akun = organisasi.create_account(
        world.units[unit], email=persona.email, nama=persona.nama, password=PASSWORD, by=by
    )
    organisasi.give_role(world.units[persona.di], akun=akun, peran=persona.peran, mulai=SINCE, by=by)
    world.accounts[persona.kunci] = akun


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
        choices = {name: value for name, value in row.items() if name not in {"unit", "mulai_tahun", "alasan"}}
        organisasi.set_policy(
            world.units[row["unit"]],
            mulai_tahun=row["mulai_tahun"],
            seen=None,
            alasan=row["alasan"],
            by=world.keeper(row["unit"]),
            **choices | {"batas": Decimal(row["batas"])},
        )
