"""Accounts as an administrator sees them: the list, one account with roles, links and sessions; who opens a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission, Role
from sakip.kernel.refusals import Refusal
from sakip.organisasi import rules
from sakip.organisasi.models import Akun, Instansi, Pegawai, Penugasan, TujuanUndangan, Undangan


class KeadaanAkun(StrEnum):
    """Where an account stands; invited is one that never came."""

    DIUNDANG = "diundang"
    AKTIF = "aktif"
    NONAKTIF = "nonaktif"

    @property
    def label(self) -> str:
        return {"diundang": "Diundang", "aktif": "Aktif", "nonaktif": "Tidak aktif"}[self]

    @property
    def nada(self) -> str:
        """The tone of its badge."""
        return {"diundang": "info", "aktif": "baik", "nonaktif": "netral"}[self]


_WHERE = {
    KeadaanAkun.NONAKTIF: Q(aktif=False),
    KeadaanAkun.DIUNDANG: Q(aktif=True) & rules.came_never(),
    KeadaanAkun.AKTIF: Q(aktif=True) & ~rules.came_never(),
}


def keadaan(akun: Akun) -> KeadaanAkun:
    if not akun.aktif:
        return KeadaanAkun.NONAKTIF
    came = akun.has_usable_password() or akun.last_login is not None
    return KeadaanAkun.AKTIF if came else KeadaanAkun.DIUNDANG


@dataclass(frozen=True)
class PeranRow:
    """A role held by an account: where, from when, till when, and whether it holds on the day asked for."""

    pk: int
    peran: Role
    unit: Any
    mulai: date
    sampai: date | None
    berlaku: bool
    berakhir: bool


def _peran_row(penugasan: Penugasan, on: date) -> PeranRow:
    over = penugasan.sampai is not None and penugasan.sampai < on
    return PeranRow(
        penugasan.pk,
        Role(penugasan.peran),
        penugasan.unit,
        penugasan.mulai,
        penugasan.sampai,
        berlaku=penugasan.mulai <= on and not over,
        berakhir=over,
    )


@dataclass(frozen=True)
class AkunRow:
    """A line of the list."""

    akun: Akun
    keadaan: KeadaanAkun
    peran: tuple[PeranRow, ...]


def managed_accounts(seen_by: Access) -> QuerySet[Akun]:
    """The accounts that this person may administer."""
    rows: QuerySet[Akun] = Akun.objects.visible_to(seen_by, Permission.MANAGE_ACCOUNTS)
    return rows.select_related("unit", "pegawai")


def accounts(
    seen_by: Access, *, text: str = "", keadaan: str = "", peran: str = "", on: date, dua_langkah: str = ""
) -> QuerySet[Akun]:
    """Accounts for the list, by name; narrowed by name, address or unit, by state, by a role held on the day."""
    rows = managed_accounts(seen_by).order_by("nama", "pk")
    if text:
        rows = rows.filter(Q(nama__icontains=text) | Q(email__icontains=text) | Q(unit__nama__icontains=text))
    if keadaan in set(KeadaanAkun):
        rows = rows.filter(_WHERE[KeadaanAkun(keadaan)])
    if dua_langkah:
        rows = rows.filter(dua_langkah__isnull=dua_langkah == "belum")
    if peran:
        held = Penugasan.objects.visible_to(seen_by).filter(_open_on(on), peran=peran)
        rows = rows.filter(pk__in=held.values("akun_id"))
    open_roles = Penugasan.objects.visible_to(seen_by).filter(_open_on(on)).select_related("unit").order_by("pk")
    return rows.prefetch_related(Prefetch("penugasan", open_roles, to_attr="peran_terbuka"))


def _open_on(day: date) -> Q:
    return Q(sampai=None, mulai__lte=day) | Q(sampai__gte=day, mulai__lte=day)


def rows_of(found: list[Any], *, on: date) -> list[AkunRow]:
    """Accounts that were read by :func:`accounts`, as lines."""
    return [AkunRow(akun, keadaan(akun), tuple(_peran_row(each, on) for each in akun.peran_terbuka)) for akun in found]


def roles_of(akun: Akun, seen_by: Access, *, on: date) -> list[PeranRow]:
    """Every role of an account: those that hold or will, then those that have ended, the latest first."""
    rows = Penugasan.objects.visible_to(seen_by).filter(akun=akun).select_related("unit").order_by("-mulai", "-pk")
    return sorted((_peran_row(each, on) for each in rows), key=lambda row: row.berakhir)


def coming_roles(seen_by: Access, *, on: date) -> list[PeranRow]:
    """One's own roles that begin after a day, the first first; for who holds none yet and may read nothing else."""
    rows = Penugasan.objects.unscoped("a person reads his own roles").filter(akun_id=seen_by.actor_id, mulai__gt=on)
    return [_peran_row(each, on) for each in rows.select_related("unit").order_by("mulai", "pk")]


def roles(seen_by: Access) -> QuerySet[Penugasan]:
    """The roles of the reader's instansi."""
    rows: QuerySet[Penugasan] = Penugasan.objects.visible_to(seen_by)
    return rows.select_related("unit", "akun__unit")


@dataclass(frozen=True)
class TautanRow:
    """A one-time link that was made for an account, and what became of it."""

    pk: int
    tujuan: TujuanUndangan
    dibuat: datetime
    berlaku_sampai: datetime
    keadaan: str
    terbuka: bool


def links_of(akun: Akun, seen_by: Access, *, at: datetime) -> list[TautanRow]:
    """The links of an account, newest first."""
    rows = Undangan.objects.visible_to(seen_by, Permission.MANAGE_ACCOUNTS).filter(akun=akun).order_by("-dibuat", "-pk")
    return [_tautan_row(each, at) for each in rows]


def _tautan_row(undangan: Undangan, at: datetime) -> TautanRow:
    if undangan.dipakai is not None:
        word = "Dipakai"
    elif undangan.ditarik is not None:
        word = "Ditarik"
    else:
        word = "Menunggu" if undangan.berlaku_sampai > at else "Kedaluwarsa"
    tujuan = TujuanUndangan(undangan.tujuan)
    return TautanRow(undangan.pk, tujuan, undangan.dibuat, undangan.berlaku_sampai, word, terbuka=word == "Menunggu")


def link_by_token(token: str) -> Undangan | None:
    """The link that a person has opened; unusable ones as well, for there is a sentence for each."""
    rows = Undangan.objects.unscoped("whoever holds a link may open it").select_related("akun__unit")
    found: Undangan | None = rows.filter(sidik=rules.fingerprint(token)).first()
    return found


def why_closed(undangan: Undangan, *, at: datetime) -> Refusal | None:
    """Why a link opens nothing any more, before anything is typed."""
    return rules.unusable_link(undangan, at=at)


def guarded_instansi(seen_by: Access) -> list[Instansi]:
    """The instansi whose accounts this person administers as a whole."""
    rows = Instansi.objects.visible_to(seen_by, Permission.MANAGE_ACCOUNTS)
    return list(rows.select_related("unit").order_by("unit__path"))


def pegawai_options(seen_by: Access, akun: Akun | None = None) -> list[tuple[str, str]]:
    """The people who have no account yet, and the one of this account, by name; for a form."""
    rows = Pegawai.objects.visible_to(seen_by).filter(Q(akun=None) | Q(akun=akun)).filter(berhenti=None)
    if akun is not None:
        rows = rows.filter(unit__path=akun.unit.path[:LEVEL_WIDTH])
    found = rows.order_by("nama", "pk")
    return [(str(row.pk), " · ".join(filter(None, (row.nama_lengkap, row.nip)))) for row in found]


def pegawai_by_id(pk: str, seen_by: Access) -> Pegawai | None:
    """The person chosen in a form; None where nobody was."""
    found: Pegawai | None = Pegawai.objects.visible_to(seen_by).select_related("unit").filter(pk=pk or 0).first()
    return found
