"""What the commands share: asking at a terminal, finding instansi and unit, sentences for what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email
from django.utils import timezone

from sakip.kernel.access import SYSTEM, Access
from sakip.kernel.management import base
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import access_of, akun_by_email, existed, units, zone_of

MOST_NAMED = 10


class ActingCommand(base.Command):
    """A command that acts for an instansi, by its clock: :func:`visible_unit` sets it, with the command it ends."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with timezone.override(None):
            return super().execute(*args, **options)


def at_terminal() -> bool:
    return sys.stdin.isatty()


def given(variable: str, what: str, *, hint: str = "", secret: bool = False) -> str:
    """A value from the environment, else asked for at the terminal. Raises CommandError where neither is possible."""
    question = f"{what} ({hint})" if hint else what
    value = os.environ.get(variable, "")
    if value.strip():
        return value if secret else value.strip()
    if not at_terminal():
        raise CommandError(f"{what} belum diketahui. Tetapkan {variable}, atau jalankan perintah ini di terminal.")
    return getpass(f"{question}: ") if secret else input(f"{question}: ").strip()


def checked_email(text: str) -> str:
    """An address in small letters. Raises CommandError for what cannot be one."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise CommandError(f"Surel “{text}” bukan alamat surel. Tulis misalnya nama@instansi.go.id.") from wrong
    return address


def actor(email: str | None) -> Access:
    """Whose access a command acts with: the account of --sebagai, else the system's. Raises CommandError."""
    if email is None:
        return SYSTEM
    akun = akun_by_email(email)
    if akun is None:
        raise CommandError(f"Akun {email} tidak ditemukan. Periksa --sebagai.")
    return access_of(akun.pk, via="perintah")


def visible_unit(instansi: str, unit: str | None, access: Access, *, tahun: int | None = None) -> Unit:
    """The unit that is meant, the instansi itself without a name, if the actor may see it. Its clock holds from here.

    ``tahun``: a unit that existed in the year may be meant although it is closed by now. Raises CommandError.
    """
    root = find_instansi(instansi)
    found = find_unit(root, unit, tahun=tahun) if unit else root
    if not units(access).filter(pk=found.pk).exists():
        raise CommandError(f"Akun ini tidak dapat melihat {found.nama}. Pakai akun lain pada --sebagai.")
    timezone.activate(zone_of(found.path))
    return found


def find_instansi(nama: str) -> Unit:
    """The open root unit of this name; without a name the only one there is. Raises CommandError."""
    roots = every_instansi(SYSTEM)
    if not nama:
        if len(roots) == 1:
            return roots[0]
        raise CommandError(f"Ada beberapa instansi. Sebutkan salah satu dengan --instansi: {_named(roots)}.")
    for each in roots:
        if each.nama.casefold() == nama.strip().casefold():
            return each
    raise CommandError(f"Instansi “{nama}” tidak ada. Yang ada: {_named(roots)}.")


def every_instansi(access: Access) -> list[Unit]:
    """The open root units the actor may see. Raises CommandError where there is none."""
    roots = list(units(access).filter(induk=None, berlaku_sampai=None))
    if not roots:
        raise CommandError("Belum ada instansi. Buat dahulu dengan ./run manage buat-administrator.")
    return roots


def find_unit(root: Unit, text: str, *, tahun: int | None = None) -> Unit:
    """The open unit of an instansi by its name, short name or code; with a year, else a closed one that existed in it.

    Raises CommandError for none and for several.
    """
    wanted = text.strip().casefold()
    below = units(SYSTEM).filter(path__startswith=root.path)
    rows = list(below.filter(berlaku_sampai=None))
    found = _called(wanted, rows)
    if not found and tahun is not None:
        found = _called(wanted, below.filter(existed(tahun), berlaku_sampai__isnull=False))
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(f"Unit “{text}” ada {len(found)} di {root.nama}: {_named(found)}. Sebutkan kodenya.")
    raise CommandError(f"Unit “{text}” tidak ada di {root.nama}. Yang ada antara lain: {_named(rows)}.")


def _called(wanted: str, rows: Iterable[Unit]) -> list[Unit]:
    return [each for each in rows if wanted in {each.nama.casefold(), each.singkatan.casefold(), each.kode.casefold()}]


def _named(rows: list[Unit]) -> str:
    names = [f"{each.nama} ({each.kode})" if each.kode else each.nama for each in rows]
    more = [f"dan {len(names) - MOST_NAMED} lainnya"] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])
