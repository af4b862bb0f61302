"""Accounts of a file held against those that stand: who is invited, which roles are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import GIVEN_ROLES, ROLE_LABELS, Access, Role
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.headers import normalise
from sakip.organisasi.actions import PeranBaru, UbahBaris, UndanganBaru
from sakip.organisasi.models import Akun, Pegawai, Unit
from sakip.organisasi.queries.impor import accounts_of, emails_elsewhere, open_units, people_of
from sakip.organisasi.rules import dates_out_of_order
from sakip.organisasi.transfers.kenal import UnitDikenal, choices
from sakip.organisasi.transfers.orang import lost_digits, read_nip
from sakip.organisasi.transfers.rencana import Perubahan, Rencana, said
from sakip.organisasi.transfers.tabel import Baris, Tabel

_ROLES = {normalise(word): role for role in GIVEN_ROLES for word in (role.value, ROLE_LABELS[role])}


@dataclass
class IsiAkun:
    """What the action is given."""

    baru: list[UndanganBaru] = field(default_factory=list)
    ubah: list[UbahBaris] = field(default_factory=list)
    peran: list[tuple[Akun, PeranBaru]] = field(default_factory=list)


@dataclass(frozen=True)
class _Orang:
    """What a row says of the person."""

    email: str
    nama: str
    unit: Unit | None
    pegawai: Pegawai | None


def plan_akun(table: Tabel, root: Unit, *, on: date, by: Access) -> Rencana:
    """The plan of a table of accounts: one row for each role. A handful of queries whatever the number of rows."""
    return _Planner(table, root, on=on, by=by).plan()


class _Planner:
    def __init__(self, table: Tabel, root: Unit, *, on: date, by: Access) -> None:
        self.result = Rencana(table, root, isi=IsiAkun())
        self.root, self.on = root, on
        self.units = UnitDikenal(open_units(root, on, by))
        accounts = accounts_of(root, by)
        self.known = {each.email.lower(): each for each in accounts}
        self.holder = {each.pegawai_id: each for each in accounts if each.pegawai_id}
        self.people = {each.nip: each for each in people_of(root, by) if each.nip}
        emails = {each.text("email").lower() for each in table.baris if "email" in each.sel}
        self.taken = emails_elsewhere(root, emails)
        self.invited: dict[str, tuple[Baris, _Orang, list[PeranBaru]]] = {}
        self.changed: set[int] = set()

    def plan(self) -> Rencana:
        for baris in self.result.tabel.baris:
            self._row(baris)
        for _baris, person, roles in self.invited.values():
            self.result.isi.baru.append(
                UndanganBaru(person.unit or self.root, person.email, person.nama, person.pegawai, roles)
            )
        return self.result

    def _row(self, baris: Baris) -> None:
        email = baris.require("email").lower()
        akun = self.known.get(email)
        person = _Orang(email, baris.text("nama") if akun else baris.require("nama"), self._unit(baris, "unit"), None)
        person = _Orang(person.email, person.nama, person.unit, self._pegawai(baris, akun, email))
        role = self._role(baris, person, akun)
        self._refuse_email(baris, email)
        if akun is not None:
            self._known(baris, akun, person, role)
        else:
            self._new(baris, person, role)

    # --- reading -----------------------------------------------------------------------------------------------------

    def _refuse_email(self, baris: Baris, email: str) -> None:
        if not email:
            return
        try:
            validate_email(email)
        except ValidationError:
            baris.problem("email", "surel_tidak_sah")
        if email in self.taken:
            baris.problem("email", "surel_milik_lain")

    def _unit(self, baris: Baris, key: str) -> Unit | None:
        text = baris.text(key)
        found = self.units.find(text) if text else []
        if text and not found:
            baris.problem(key, "unit_tidak_ada", instansi=self.root.nama, berkas="")
        elif len(found) > 1:
            baris.problem(key, "unit_rancu", pilihan=choices(found, self.units))
        return found[0] if len(found) == 1 else None

    def _pegawai(self, baris: Baris, akun: Akun | None, email: str) -> Pegawai | None:
        cell = baris.sel.get("nip")
        if cell is None or cell.is_empty:
            return None
        if lost_digits(cell):
            baris.problem("nip", "nip_kehilangan_angka")
            return None
        found = self.people.get(read_nip(baris.text("nip")))
        if found is None:
            baris.problem("nip", "pegawai_tidak_ada", instansi=self.root.nama)
            return None
        holder = self.holder.get(found.pk)
        if holder is not None and holder != akun:
            facts = {"pegawai": str(found), "akun": holder.nama}
            baris.refuse("nip", Refusal("pegawai-sudah-berakun", facts))
        for other, (row, person, _roles) in self.invited.items():
            if other != email and person.pegawai == found:
                baris.problem("nip", "baris_ganda", baris_lain=str(row.nomor))
        return found

    def _role(self, baris: Baris, person: _Orang, akun: Akun | None) -> PeranBaru | None:
        text, where = baris.text("peran"), self._unit(baris, "di")
        first, last = baris.day("mulai"), baris.day("sampai")
        if not text:
            if baris.text("di") or first or last:
                baris.problem("peran", "peran_tanpa_nama")
            return None
        role = _ROLES.get(normalise(text))
        if role is None:
            baris.problem("peran", "peran_tidak_dikenal", pilihan=", ".join(ROLE_LABELS[each] for each in GIVEN_ROLES))
            return None
        baris.refuse("sampai", dates_out_of_order(first or self.on, last))
        before = self.invited.get(person.email)
        home = person.unit or (akun.unit if akun else before[1].unit if before else None) or self.root
        return PeranBaru(role, where or home, first, last)

    # --- what is written ---------------------------------------------------------------------------------------------

    def _new(self, baris: Baris, person: _Orang, role: PeranBaru | None) -> None:
        before = self.invited.get(person.email)
        titles = baris.tabel.jenis.titles
        changes: list[Perubahan] = []
        if before is None:
            if role is None and not baris.ditolak:
                baris.problem("peran", "peran_kosong")
            self.invited[person.email] = (baris, person, [role] if role else [])
            facts = {
                "email": person.email,
                "unit": (person.unit or self.root).nama,
                "nip": person.pegawai.nama_lengkap if person.pegawai else "",
            }
            changes += [Perubahan(titles[key], "", text) for key, text in facts.items() if text]
        else:
            self._refuse_other(baris, person, before)
            roles = before[2]
            if role is not None and any(_overlap(role, each, self.on) for each in roles):
                baris.problem("peran", "baris_ganda", baris_lain=str(before[0].nomor))
            elif role is not None:
                roles.append(role)
        changes += [Perubahan(titles["peran"], "", _told(role))] if role else []
        self.result.note(baris, person.nama or person.email, "", changes, baru=True)

    @staticmethod
    def _refuse_other(baris: Baris, person: _Orang, before: tuple[Baris, _Orang, list[PeranBaru]]) -> None:
        row, first, _roles = before
        pairs: dict[str, tuple[Any, Any]] = {
            "nama": (person.nama, first.nama),
            "unit": (person.unit, first.unit),
            "nip": (person.pegawai, first.pegawai),
        }
        for key, (now, then) in pairs.items():
            if now and now != then:
                baris.problem(key, "isian_berbeda", baris_lain=str(row.nomor))

    def _known(self, baris: Baris, akun: Akun, person: _Orang, role: PeranBaru | None) -> None:
        titles, values, changes = baris.tabel.jenis.titles, dict[str, Any](), list[Perubahan]()
        told = {"nama": ("nama", person.nama), "unit": ("unit", person.unit), "nip": ("pegawai", person.pegawai)}
        for key, (name, value) in told.items():
            stands = getattr(akun, name)
            if value and value != stands and akun.pk not in self.changed:
                values[name] = value
                changes.append(Perubahan(titles[key], said(stands), str(value)))
        if values:
            self.changed.add(akun.pk)
            self.result.isi.ubah.append(UbahBaris(akun, akun.versi, values))
        if role is not None and not self._holds(akun, role):
            self.result.isi.peran.append((akun, role))
            changes.append(Perubahan(titles["peran"], "", _told(role)))
        if changes and not akun.aktif:
            baris.problem("email", "akun_nonaktif")
        self.result.note(baris, akun.nama, akun.email, changes, baru=False, versi=akun.versi)

    def _holds(self, akun: Akun, role: PeranBaru) -> bool:
        """Whether the role is held there on one of these days, as it stands or by an earlier row."""
        standing = [
            PeranBaru(Role(each.peran), each.unit, each.mulai, each.sampai)
            for each in akun.peran  # type: ignore[attr-defined]  # prefetched
        ]
        given = [each for other, each in self.result.isi.peran if other == akun]
        return any(_overlap(role, each, self.on) for each in [*standing, *given])


def _overlap(one: PeranBaru, other: PeranBaru, today: date) -> bool:
    """Whether two are the same role on the same unit on a day they share."""
    if (one.peran, one.unit) != (other.peran, other.unit):
        return False
    return (other.sampai is None or (one.mulai or today) <= other.sampai) and (
        one.sampai is None or (other.mulai or today) <= one.sampai
    )


def _told(role: PeranBaru) -> str:
    since = f" mulai {format_date(role.mulai)}" if role.mulai else ""
    until = f" sampai {format_date(role.sampai)}" if role.sampai else ""
    return f"{ROLE_LABELS[role.peran]} di {role.unit.nama}{since}{until}"
