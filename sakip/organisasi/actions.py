"""Use cases of the organisation: instansi, units, accounts, roles, policy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.utils import timezone

from sakip.kernel.access import INSTALLATION, LEVEL_WIDTH, Access, Installation, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi import rules
from sakip.organisasi.models import Akun, Instansi, Kebijakan, Penugasan, Unit

_NUMBERING = "numbers a new unit among all its siblings"


@action(Permission.CREATE_INSTANSI, "membuat instansi")
def create_instansi(_installation: Installation, *, nama: str, jenis: str, by: Access, **letterhead: str) -> Unit:
    """Create an instansi: its root unit and its letterhead (alamat, tempat, kontak).

    Raises Refused: jenis-tidak-dikenal, nama-instansi-sudah-ada.
    """
    refuse(rules.unknown_jenis_instansi(jenis))
    nama = nama.strip()
    if (
        Unit.objects.unscoped("names of instansi are unique in the installation")
        .filter(induk=None, nama__iexact=nama)
        .exists()
    ):
        raise Refused("nama-instansi-sudah-ada", at_field="nama", nama=nama)
    root = Unit.related.create(
        path=_next_path(""),
        nama=nama,
        jenis="instansi",
        sebutan_kepala=letterhead.pop("sebutan_kepala", ""),
        induk=None,
    )
    Instansi.related.create(unit=root, jenis=jenis, **letterhead)
    return root


@action(Permission.MANAGE_UNITS, "menambah unit")
def add_unit(induk: Unit, *, nama: str, jenis: str, by: Access, **rest: Any) -> Unit:
    """Add a unit below another. ``rest``: kode, singkatan, sebutan_kepala, berlaku_mulai.

    Raises Refused: jenis-tidak-dikenal, induk-sudah-ditutup, nama-unit-sudah-ada, tingkat-terlalu-dalam.
    """
    nama = nama.strip()
    refuse(rules.unknown_jenis_unit(jenis))
    refuse(rules.closed(induk, on=rest.get("berlaku_mulai") or timezone.localdate()))
    if len(induk.path) >= rules.MAX_DEPTH * LEVEL_WIDTH:
        raise Refused("tingkat-terlalu-dalam")
    if Unit.related.filter(induk=induk, nama__iexact=nama, berlaku_sampai=None).exists():
        raise Refused("nama-unit-sudah-ada", at_field="nama", nama=nama, induk=induk.nama)
    return Unit.related.create(induk=induk, path=_next_path(induk.path), nama=nama, jenis=jenis, **rest)


@action(Permission.MANAGE_UNITS, "mengubah unit")
def edit_unit(unit: Unit, *, seen: int, by: Access, **values: Any) -> Unit:
    """Change a unit's names, code or title of its head. Raises Stale when somebody else did since ``seen``."""
    return change(unit, seen=seen, **values)


@action(Permission.MANAGE_UNITS, "mengubah kop instansi")
def edit_letterhead(instansi: Instansi, *, seen: int, by: Access, **values: str) -> Instansi:
    """Change address, place or contact of the letterhead. Raises Stale."""
    return change(instansi, seen=seen, **values)


def _next_path(parent: str) -> str:
    """The first free path below a parent. Paths are never used twice: closed units keep theirs."""
    level = len(parent) + LEVEL_WIDTH
    siblings = (
        Unit.objects.unscoped(_NUMBERING).alias(length=Length("path")).filter(path__startswith=parent, length=level)
    )
    last = siblings.order_by("-path").values_list("path", flat=True).first()
    number = int(last[-LEVEL_WIDTH:]) + 1 if last else 1
    return f"{parent}{number:0{LEVEL_WIDTH}d}"


# --- accounts and roles ----------------------------------------------------------------------------------------------


@action(Permission.MANAGE_ACCOUNTS, "membuat akun")
def create_account(unit: Unit, *, email: str, nama: str, password: str, by: Access) -> Akun:
    """Create an account that belongs to a unit; it may nothing until a role is given.

    Raises Refused: surel-sudah-dipakai, sandi-lemah.
    """
    email = email.strip().lower()
    if Akun.objects.unscoped("an address is unique in the installation").filter(email__iexact=email).exists():
        raise Refused("surel-sudah-dipakai", at_field="email", email=email)
    akun = Akun(unit=unit, email=email, nama=nama.strip())
    try:
        validate_password(password, akun)
    except ValidationError as weak:
        raise Refused("sandi-lemah", at_field="password", sebab=" ".join(weak.messages)) from weak
    akun.set_password(password)
    akun.save()
    return akun


@action(Permission.MANAGE_ACCOUNTS, "memberi peran")
def give_role(unit: Unit, *, akun: Akun, peran: Role, by: Access, mulai: date | None = None) -> Penugasan:
    """Give an account a role on a unit and all below it, from a day on. Raises Refused: peran-tidak-dikenal."""
    if peran is Role.SISTEM:
        raise Refused(
            "peran-tidak-dikenal", peran=peran, pilihan=", ".join(role for role in Role if role is not Role.SISTEM)
        )
    return Penugasan.related.create(akun=akun, peran=peran.value, unit=unit, mulai=mulai or timezone.localdate())


@action(Permission.MANAGE_ACCOUNTS, "mengganti kata sandi")
def set_password(akun: Akun, *, password: str, by: Access) -> Akun:
    """Set a new password for an account. Its hash is outside the history."""
    akun.set_password(password)
    akun.save(update_fields=["password"])
    return akun


# --- policy ----------------------------------------------------------------------------------------------------------


@action(Permission.MANAGE_POLICY, "menetapkan kebijakan")
def set_policy(root: Unit, *, mulai_tahun: int, seen: int | None, by: Access, **choices: Any) -> Kebijakan:
    """Set the choices of an instansi from a year on; ``seen`` is the version of the year's row, None for none.

    Raises Stale when the year's policy was set or changed in between.
    """
    row: Kebijakan | None = Kebijakan.related.filter(unit=root, mulai_tahun=mulai_tahun).first()
    if row is not None:
        return change(row, seen=seen or 0, **choices)
    created: Kebijakan = Kebijakan.related.create(unit=root, mulai_tahun=mulai_tahun, **choices)
    return created


__all__ = [
    "INSTALLATION",
    "add_unit",
    "create_account",
    "create_instansi",
    "edit_letterhead",
    "edit_unit",
    "give_role",
    "set_password",
    "set_policy",
]
