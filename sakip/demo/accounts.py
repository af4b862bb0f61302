"""The personas of the demo world: one for every role, all with one password that everybody may know."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest

from sakip.kernel.access import Role

PASSWORD = "contoh-sakip-2026"  # noqa: S105 - public by intention: it stands on the demo's own sign-in page
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Persona:
    """Who may be tried: ``di`` is the unit on which the role is held, ``unit`` where the person works."""

    kunci: str
    email: str
    nama: str
    peran: Role
    di: str
    unit: str
    nama_unit: str


@cache
def organisation() -> dict[str, Any]:
    """The file of instansi, units, personas and plans."""
    return tomllib.loads((DATA / "organisasi.toml").read_text(encoding="utf-8"))


@cache
def personas() -> tuple[Persona, ...]:
    """Every persona, in the order of the file."""
    named = {each["kunci"]: each["nama"] for part in ("instansi", "unit") for each in organisation()[part]}
    return tuple(
        Persona(
            row["kunci"],
            row["email"],
            row["nama"],
            Role(row["peran"]),
            row["di"],
            row.get("unit", row["di"]),
            named[row["di"]],
        )
        for row in organisation()["akun"]
    )


def table() -> str:
    """The personas as a table for the terminal."""
    rows = [("PERAN", "SUREL", "NAMA", "UNIT")]
    rows += [(each.peran, each.email, each.nama, each.nama_unit) for each in personas()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    ]
    return "\n".join([*lines, "", f"Kata sandi semua akun: {PASSWORD}"])


def sign_in(_request: HttpRequest) -> dict[str, Any]:
    """What the sign-in page shows of the demo; settings add this context only where ``SAKIP_DEMO`` is on."""
    shown = [{"email": each.email, "peran": f"{each.peran}, {each.nama_unit}"} for each in personas()]
    return {"demo_accounts": shown, "demo_password": PASSWORD}


class PublicPasswordHasher(PBKDF2PasswordHasher):
    """Hashes a password that is no secret: quickly, so that fifteen accounts do not take ten seconds.

    Read by Django's own hasher of the same name, which replaces the hash by a strong one at the first sign-in.
    """

    iterations = 1
