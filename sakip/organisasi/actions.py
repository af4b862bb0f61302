"""Use cases of the organisation: instansi, units, accounts, roles, policy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models.functions import Length
from django.utils import timezone

from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.arithmetic.scales import scales
from sakip.kernel.access import INSTALLATION, LEVEL_WIDTH, Access, Installation, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import queries, rules
from sakip.organisasi.models import Akun, Instansi, Kebijakan, Penugasan, Unit

_NUMBERING = "numbers a new unit among all its siblings"
_UNIT = frozenset({"nama", "singkatan", "jenis", "kode", "sebutan_kepala"})
_LETTERHEAD = frozenset({"alamat", "tempat", "kontak"})


@action(Permission.CREATE_INSTANSI, "membuat instansi")
def create_instansi(_installation: Installation, *, nama: str, jenis: str, by: Access, **letterhead: str) -> Unit:
    """Create an instansi: its root unit and its letterhead (alamat, tempat, kontak).

    Raises Refused: jenis-tidak-dikenal, nama-instansi-sudah-ada, unit-penuh.
    """
    refuse(rules.unknown_jenis_instansi(jenis))
    nama = nama.strip()
    _refuse_taken_name(None, nama)
    root = Unit.related.create(
        path=_next_path(None),
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

    Raises Refused: jenis-tidak-dikenal, induk-sudah-ditutup, nama-unit-sudah-ada, tingkat-terlalu-dalam, unit-penuh.
    """
    nama = nama.strip()
    induk = Unit.related.select_for_update().get(pk=induk.pk)  # of two new siblings the second gets the next number
    refuse(rules.unknown_jenis_unit(jenis))
    refuse(rules.closed(induk, on=rest.get("berlaku_mulai") or timezone.localdate()))
    if len(induk.path) >= rules.MAX_DEPTH * LEVEL_WIDTH:
        raise Refused("tingkat-terlalu-dalam")
    _refuse_taken_name(induk, nama)
    return Unit.related.create(induk=induk, path=_next_path(induk), nama=nama, jenis=jenis, **rest)


@action(Permission.MANAGE_UNITS, "mengubah unit")
def edit_unit(unit: Unit, *, seen: int, by: Access, **values: Any) -> Unit:
    """Change a unit's names, kind, code or title of its head.

    Raises Stale when somebody else did since ``seen``; Refused: jenis-tidak-dikenal, and a sibling's name.
    """
    refuse_other_columns(values, _UNIT)
    if "nama" in values:
        values["nama"] = values["nama"].strip()
        _refuse_taken_name(unit.induk, values["nama"], besides=unit.pk)
    if "jenis" in values:
        refuse(rules.unknown_jenis_unit(values["jenis"]))
    return change(unit, seen=seen, **values)


@action(Permission.MANAGE_UNITS, "mengubah kop instansi")
def edit_letterhead(instansi: Instansi, *, seen: int, by: Access, **values: str) -> Instansi:
    """Change address, place or contact of the letterhead. Raises Stale."""
    refuse_other_columns(values, _LETTERHEAD)
    return change(instansi, seen=seen, **values)


def _refuse_taken_name(induk: Unit | None, nama: str, *, besides: int | None = None) -> None:
    """Refused nama-unit-sudah-ada or nama-instansi-sudah-ada when an open sibling bears the name, in any case."""
    if induk is None:
        siblings = Unit.objects.unscoped("names of instansi are unique in the installation").filter(induk=None)
    else:
        siblings = Unit.related.filter(induk=induk)
    if not siblings.filter(nama__iexact=nama, berlaku_sampai=None).exclude(pk=besides).exists():
        return
    if induk is None:
        raise Refused("nama-instansi-sudah-ada", at_field="nama", nama=nama)
    raise Refused("nama-unit-sudah-ada", at_field="nama", nama=nama, induk=induk.nama)


def _next_path(induk: Unit | None) -> str:
    """The first free path below a unit. Paths are never used twice: closed units keep theirs. Refused unit-penuh."""
    parent = induk.path if induk else ""
    level = len(parent) + LEVEL_WIDTH
    siblings = (
        Unit.objects.unscoped(_NUMBERING).alias(length=Length("path")).filter(path__startswith=parent, length=level)
    )
    last = siblings.order_by("-path").values_list("path", flat=True).first()
    number = int(last[-LEVEL_WIDTH:]) + 1 if last else 1
    if number >= 10**LEVEL_WIDTH:
        raise Refused("unit-penuh", induk=induk.nama if induk else "akar")
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
    _give_password(akun, password)
    akun.save()
    return akun


def _give_password(akun: Akun, password: str) -> None:
    """Refused sandi-lemah."""
    try:
        validate_password(password, akun)
    except ValidationError as weak:
        raise Refused("sandi-lemah", at_field="password", sebab=" ".join(weak.messages)) from weak
    akun.set_password(password)


@action(Permission.MANAGE_ACCOUNTS, "memberi peran")
def give_role(unit: Unit, *, akun: Akun, peran: Role, by: Access, mulai: date | None = None) -> Penugasan:
    """Give an account a role on a unit and all below it, from a day on.

    Raises Refused: peran-tidak-dikenal, peran-sudah-diberikan.
    """
    if peran is Role.SISTEM:
        raise Refused(
            "peran-tidak-dikenal", peran=peran, pilihan=", ".join(role for role in Role if role is not Role.SISTEM)
        )
    if Penugasan.related.filter(akun=akun, peran=peran.value, unit=unit, sampai=None).exists():
        raise Refused("peran-sudah-diberikan", nama=akun.nama, peran=peran.value, unit=unit.nama)
    return Penugasan.related.create(akun=akun, peran=peran.value, unit=unit, mulai=mulai or timezone.localdate())


@action(Permission.MANAGE_ACCOUNTS, "mengganti kata sandi")
def set_password(akun: Akun, *, password: str, by: Access) -> Akun:
    """Set a new password for somebody's account: the history tells that and when, not what. Refused sandi-lemah."""
    _give_password(akun, password)
    akun.sandi_disetel = timezone.now()
    akun.save(update_fields=["password", "sandi_disetel"])
    return akun


# --- policy ----------------------------------------------------------------------------------------------------------


@action(Permission.MANAGE_POLICY, "menetapkan kebijakan")
def set_policy(root: Unit, *, mulai_tahun: int, seen: int | None, by: Access, **choices: Any) -> Kebijakan:
    """Set the choices of an instansi from a year on; ``seen`` is the version of the year's row, None for none.

    Raises Stale when the year's policy was set or changed in between; Refused: kebijakan-milik-instansi,
    kebijakan-tidak-dikenal.
    """
    refuse(rules.not_an_instansi(root))
    row: Kebijakan | None = Kebijakan.related.filter(unit=root, mulai_tahun=mulai_tahun).first()
    wanted = row or Kebijakan(unit=root, mulai_tahun=mulai_tahun)
    for name, choice in choices.items():
        setattr(wanted, name, choice)
    _refuse_unusable(wanted)
    if row is not None:
        return change(row, seen=seen or 0, **choices)
    wanted.save()
    return wanted


def _refuse_unusable(row: Kebijakan) -> None:
    """Refused kebijakan-tidak-dikenal for what the arithmetic does not know: every page with a capaian would break."""
    try:
        aturan = queries.aturan_of(row)
    except ValueError as unknown:
        raise Refused("kebijakan-tidak-dikenal", sebab=str(unknown)) from unknown
    if aturan.skala not in scales():
        raise Refused("kebijakan-tidak-dikenal", at_field="skala", sebab=f"skala “{aturan.skala}” tidak ada")
    if not set(aturan.urutan_lapis) <= set(Aturan.urutan_lapis):
        raise Refused("kebijakan-tidak-dikenal", at_field="urutan_lapis", sebab=f"lapis “{row.urutan_lapis}” tidak ada")
    if aturan.lantai is not None and aturan.lantai < 0:
        raise Refused("kebijakan-tidak-dikenal", at_field="lantai", sebab="batas bawah capaian kurang dari nol")


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
