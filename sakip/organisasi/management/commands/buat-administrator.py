"""``./run manage buat-administrator``: the first administrator of an installation, and its instansi if there is none.

The account is also given the role pengelola: an administrator has no business rights, so a fresh installation with an
administrator alone could be filled by nobody until he has invited somebody.
"""  # noqa: N999 - the command's name

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.management import base
from sakip.organisasi import actions
from sakip.organisasi.management.asking import at_terminal, checked_email, find_instansi, given
from sakip.organisasi.models import Penugasan, Unit
from sakip.organisasi.queries import units
from sakip.referensi.queries import jenis_instansi


class Command(base.Command):
    help = "Membuat administrator pertama (dan instansinya bila belum ada); tidak melakukan apa pun bila sudah ada."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if has_administrator():
            return
        if at_terminal():
            self.stdout.write("Administrator pertama belum ada. Isilah keterangan berikut.")
        self.stdout.write(make_first())


def has_administrator() -> bool:
    """Whether some active account holds the role today."""
    today = timezone.localdate()
    rows = Penugasan.objects.visible_to(SYSTEM).filter(peran=Role.ADMINISTRATOR, akun__aktif=True, mulai__lte=today)
    return bool(rows.filter(Q(sampai=None) | Q(sampai__gte=today)).exists())


@transaction.atomic
def make_first() -> str:
    """Instansi, account and roles, or nothing of it; what was made, in a sentence."""
    _refuse_what_is_missing()
    root, made = _instansi()
    email = checked_email(given("SAKIP_ADMIN_EMAIL", "Surel administrator"))
    password = given("SAKIP_ADMIN_PASSWORD", "Kata sandi administrator", hint="paling sedikit 12 huruf", secret=True)
    akun = actions.create_account(root, email=email, nama="Administrator", password=password, by=SYSTEM)
    for peran in (Role.ADMINISTRATOR, Role.PENGELOLA):
        actions.give_role(root, akun=akun, peran=peran, by=SYSTEM)
    beginning = f"Instansi {root.nama} dibuat. " if made else ""
    return f"{beginning}Akun {email} dibuat sebagai administrator dan pengelola {root.nama}."


def _refuse_what_is_missing() -> None:
    """All of it in one sentence, where nobody can be asked: a start that fails four times teaches the same."""
    needed = ["SAKIP_ADMIN_EMAIL", "SAKIP_ADMIN_PASSWORD"]
    if not units(SYSTEM).filter(induk=None, berlaku_sampai=None).exists():
        needed = ["SAKIP_INSTANSI", "SAKIP_INSTANSI_JENIS", *needed]
    missing = [each for each in needed if not os.environ.get(each, "").strip()]
    if len(missing) > 1 and not at_terminal():
        raise CommandError(
            f"Administrator pertama belum ada. Tetapkan {', '.join(missing)}, atau jalankan perintah ini di terminal."
        )


def _instansi() -> tuple[Unit, bool]:
    """The instansi that is there, or a new one; whether it is new."""
    if units(SYSTEM).filter(induk=None, berlaku_sampai=None).exists():
        only = units(SYSTEM).filter(induk=None, berlaku_sampai=None).count() == 1
        return find_instansi("" if only else given("SAKIP_INSTANSI", "Nama instansi")), False
    nama = given("SAKIP_INSTANSI", "Nama instansi", hint="misalnya Kabupaten Tirta Raharja")
    jenis = given("SAKIP_INSTANSI_JENIS", "Jenis instansi", hint=", ".join(jenis_instansi())).lower()
    return actions.create_instansi(INSTALLATION, nama=nama, jenis=jenis, by=SYSTEM), True
