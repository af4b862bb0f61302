"""The personas of the demo world: one for every role, all with one password that everybody may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest

from sakip.demo.files import by_key, root_of, rows, units
from sakip.kernel.access import ROLE_LABELS, Role

PASSWORD = "contoh-sakip-2026"  # noqa: S105 - public by intention: it stands on the demo's own sign-in page


SINCE = date(2021, 1, 4)
"""The day on which most roles begin: before every figure, whatever day the demo is started on."""


@dataclass(frozen=True)
class Persona:
    """Who may be tried: ``di`` is the unit on which the role is held, ``unit`` where the person works.

    Operators, who are not ``tampil``, are as real as the others, but thirty of them would hide the rest.
    """

    kunci: str
    email: str
    nama: str
    peran: Role
    di: str
    unit: str
    pegawai: str = ""
    mulai: date = SINCE
    semula: str = ""
    """Where the role was held before a pelantikan handed it over."""
    tampil: bool = True

    @property
    def instansi(self) -> str:
        return root_of(self.di)


@cache
def personas() -> tuple[Persona, ...]:
    """Those shown at the start, in the order of the files."""
    people = by_key("pegawai")
    return tuple(
        Persona(
            row["kunci"],
            row["email"],
            row["nama"] if "nama" in row else people[row["pegawai"]]["nama"],
            Role(row["peran"]),
            row["di"],
            str(row.get("unit", row["di"])),
            str(row.get("pegawai", "")),
            row.get("mulai", SINCE),
            str(row.get("semula", "")),
        )
        for row in rows("akun")
    )


@cache
def operators() -> tuple[Persona, ...]:
    """One pelapor for each perangkat daerah that has no persona."""
    return tuple(
        Persona(
            f"operator-{row['unit']}",
            row["email"],
            row["nama"],
            Role.PELAPOR,
            row["unit"],
            row["unit"],
            tampil=False,
        )
        for row in rows("operator")
    )


def _place(each: Persona) -> str:
    row = {**by_key("instansi"), **units()}[each.di]
    return str(row.get("singkatan") or row["nama"])


def _role(each: Persona) -> str:
    """The role, and where it is not that of the whole instansi, on which unit."""
    return ROLE_LABELS[each.peran] + ("" if each.di == each.instansi else f", {_place(each)}")


def table() -> str:
    """The personas as a table for the terminal, by instansi."""
    cells = [(ROLE_LABELS[each.peran], each.email, each.nama, _place(each)) for each in personas()]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    lines = []
    for kunci, group in groupby(personas(), key=lambda each: each.instansi):
        lines += ["", by_key("instansi")[kunci]["nama"]]
        for each in group:
            row = cells[personas().index(each)]
            start = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            lines.append(f"  {start}  {row[3]}")
    return "\n".join([*lines, "", f"Kata sandi semua akun: {PASSWORD}"])


@dataclass(frozen=True)
class Group:
    """The personas of one instansi, for the sign-in page."""

    instansi: str
    akun: tuple[dict[str, str], ...]


@cache
def _groups() -> tuple[Group, ...]:
    return tuple(
        Group(
            by_key("instansi")[kunci]["nama"],
            tuple({"email": each.email, "nama": each.nama, "peran": _role(each)} for each in group),
        )
        for kunci, group in groupby(personas(), key=lambda each: each.instansi)
    )


def sign_in(_request: HttpRequest) -> dict[str, Any]:
    """What the sign-in page shows of the demo; settings add this context only where ``SAKIP_DEMO`` is on."""
    return {"demo_accounts": _groups(), "demo_password": PASSWORD}


class PublicPasswordHasher(PBKDF2PasswordHasher):
    """Hashes a password that is no secret: quickly, so that fifty accounts do not take half a minute.

    Read by Django's own hasher of the same name, which replaces the hash by a strong one at the first sign-in.
    """

    iterations = 1
