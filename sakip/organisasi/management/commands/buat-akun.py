"""``./run manage buat-akun``: make an account with roles; give roles or a new password to one that exists."""  # noqa: N999

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from sakip.kernel.access import GIVEN_ROLES, SYSTEM, Role
from sakip.kernel.management import base
from sakip.organisasi import actions
from sakip.organisasi.management.asking import checked_email, find_instansi, find_unit, given
from sakip.organisasi.models import Akun, Penugasan, Unit
from sakip.organisasi.queries import akun_by_email

ROLES = tuple(role.value for role in GIVEN_ROLES)


class Command(base.Command):
    help = "Membuat akun, atau menambah peran pada akun yang ada. Kata sandi ditanyakan atau dari SAKIP_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="surel untuk masuk")
        parser.add_argument("--nama", default="", help="nama orangnya; wajib untuk akun baru")
        parser.add_argument("--peran", action="append", default=[], help=f"dapat diulang: {', '.join(ROLES)}")
        parser.add_argument("--instansi", default="", help="nama instansi; boleh kosong bila hanya ada satu")
        parser.add_argument("--unit", default="", help="nama, singkatan, atau kode unit; kosong: seluruh instansi")
        parser.add_argument("--ganti-sandi", action="store_true", help="setel kata sandi baru untuk akun yang ada")
        parser.add_argument("--lepas-dua-langkah", action="store_true", help="untuk akun yang kehilangan teleponnya")

    def handle(self, *_args: Any, **options: Any) -> None:
        root = find_instansi(options["instansi"])
        unit = find_unit(root, options["unit"]) if options["unit"] else root
        roles = [_role(text) for text in options["peran"]]
        email, nama = checked_email(options["email"]), options["nama"].strip()
        told = make(email, nama, unit, roles, new_password=options["ganti_sandi"])
        if options["lepas_dua_langkah"]:
            told += take_off(email)
        self.stdout.write(told)


def _role(text: str) -> Role:
    if text not in ROLES:
        raise CommandError(f"Peran “{text}” tidak dikenal. Pilih salah satu: {', '.join(ROLES)}.")
    return Role(text)


@transaction.atomic
def make(email: str, nama: str, unit: Unit, roles: list[Role], *, new_password: bool = False) -> str:
    """The account with these roles on a unit, all or nothing; what was done, in a sentence."""
    akun = akun_by_email(email)
    beginning = f"Akun {email} sudah ada." if akun else f"Akun {email} dibuat."
    if akun is None:
        akun = _new(email, nama, unit)
    elif new_password:
        actions.set_password(akun, password=_password("Kata sandi yang baru"), by=SYSTEM)
        beginning = f"Kata sandi akun {email} diganti."
    given_now = [role for role in roles if _give(akun, role, unit)]
    words = f"Peran {', '.join(given_now)} diberikan di {unit.nama}." if given_now else "Tidak ada peran baru."
    return f"{beginning} {words}"


def take_off(email: str) -> str:
    """Remove the account's second factor; what was done, in a sentence."""
    akun = akun_by_email(email)
    assert akun is not None  # noqa: S101 - made or found just now
    actions.take_off_second_factor(akun, alasan="lewat baris perintah", by=SYSTEM)
    return " Masuk dua langkah dilepas."


def _new(email: str, nama: str, unit: Unit) -> Akun:
    if not nama:
        raise CommandError(f"Akun {email} belum ada. Sebutkan nama orangnya dengan --nama.")
    return actions.create_account(unit, email=email, nama=nama, password=_password("Kata sandi akun baru"), by=SYSTEM)


def _password(what: str) -> str:
    return given("SAKIP_PASSWORD", what, hint="paling sedikit 12 huruf", secret=True)


def _give(akun: Akun, role: Role, unit: Unit) -> bool:
    """Give a role that the account does not hold there yet; whether it was given."""
    held = Penugasan.objects.visible_to(SYSTEM).filter(akun=akun, peran=role, unit=unit, sampai=None)
    if held.exists():
        return False
    actions.give_role(unit, akun=akun, peran=role, by=SYSTEM)
    return True
