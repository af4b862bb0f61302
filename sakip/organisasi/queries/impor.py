"""What an import is held against: everything of one instansi that stands on a day, read once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q

from sakip.kernel.access import Access
from sakip.kernel.models import FrozenDocument
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Pegawai, Penugasan, Unit
from sakip.organisasi.queries.akun import managed_accounts
from sakip.organisasi.queries.jabatan import jabatan
from sakip.organisasi.queries.pegawai import pegawai
from sakip.organisasi.queries.pejabat import terms
from sakip.organisasi.queries.unit import open_on, units


def open_units(root: Unit, on: date, seen_by: Access) -> list[Unit]:
    """The units of an instansi that are open on a day, itself first."""
    return list(units(seen_by).filter(open_on(on), path__startswith=root.path).select_related("induk"))


def closed_units(root: Unit, on: date, seen_by: Access) -> list[Unit]:
    """Those that were closed before."""
    return list(units(seen_by).filter(path__startswith=root.path, berlaku_sampai__lt=on))


def frozen_paths(root: Unit, seen_by: Access) -> set[str]:
    """Paths of the units of an instansi whose name stands on a frozen report."""
    rows = FrozenDocument.objects.visible_to(seen_by).filter(unit_path__startswith=root.path)
    return set(rows.values_list("unit_path", flat=True))


def open_positions(root: Unit, on: date, seen_by: Access) -> list[Jabatan]:
    """The positions of an instansi that are not closed on a day, with unit and superior."""
    rows = jabatan(seen_by).filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=on), unit__path__startswith=root.path)
    return list(rows.select_related("unit", "atasan__unit"))


def people_of(root: Unit, seen_by: Access) -> list[Pegawai]:
    """Everybody who works or worked for an instansi."""
    return list(pegawai(seen_by).filter(unit=root))


def terms_since(root: Unit, day: date, seen_by: Access) -> list[MasaJabatan]:
    """The terms of an instansi that last on a day or later, with person and position."""
    rows = terms(seen_by).filter(Q(sampai=None) | Q(sampai__gte=day), jabatan__unit__path__startswith=root.path)
    return list(rows.select_related("pegawai__unit", "jabatan__unit"))


def nip_elsewhere(root: Unit, nips: Collection[str]) -> set[str]:
    """Those of these NIP that belong to people of other instansi of the installation."""
    rows = Pegawai.objects.unscoped("a NIP is unique in the installation").exclude(unit=root)
    return set(rows.filter(nip__in=nips).values_list("nip", flat=True))


def accounts_of(root: Unit, seen_by: Access) -> list[Akun]:
    """The accounts of an instansi with their roles, for who administers them."""
    rows = managed_accounts(seen_by).filter(unit__path__startswith=root.path)
    held = Penugasan.objects.visible_to(seen_by).select_related("unit").order_by("mulai", "pk")
    return list(rows.select_related("unit", "pegawai").prefetch_related(Prefetch("penugasan", held, to_attr="peran")))


def emails_elsewhere(root: Unit, emails: Collection[str]) -> set[str]:
    """Those of these addresses (in small letters) that belong to accounts of other instansi of the installation."""
    rows = Akun.objects.unscoped("an address is unique in the installation")
    return set(rows.exclude(unit__path__startswith=root.path).filter(email__in=emails).values_list("email", flat=True))
