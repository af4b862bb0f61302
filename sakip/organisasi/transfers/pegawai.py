"""People of a file held against those that stand: by NIP, else by name; and the positions they take up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sakip.arithmetic.notation import format_date, format_nip
from sakip.kernel.access import Access
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.problems import Severity
from sakip.organisasi.actions import MasaDariBerkas, PegawaiBaru, UbahBaris
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Sebagai, StatusPegawai, Unit
from sakip.organisasi.queries.impor import nip_elsewhere, open_positions, open_units, people_of, terms_since
from sakip.organisasi.queries.pejabat import sebutan
from sakip.organisasi.rules.masa import clash, unfit
from sakip.organisasi.rules.pegawai import unsound_person
from sakip.organisasi.rules.pelantikan import read_sebagai
from sakip.organisasi.transfers.kenal import JabatanDikenal, UnitDikenal, choices, folded
from sakip.organisasi.transfers.orang import Nama, lost_digits, read_golongan, read_nip, read_status, split_name
from sakip.organisasi.transfers.rencana import Perubahan, Rencana, said
from sakip.organisasi.transfers.tabel import Baris, Tabel

_NAMES = {"nama": "nama", "depan": "gelar_depan", "belakang": "gelar_belakang"}
_AT = {"nama": "nama", "nip": "nip", "status": "status", "golongan": "golongan"}


@dataclass
class IsiPegawai:
    """What the action is given."""

    baru: list[PegawaiBaru] = field(default_factory=list)
    ubah: list[UbahBaris] = field(default_factory=list)
    masa: list[MasaDariBerkas] = field(default_factory=list)


def plan_pegawai(table: Tabel, root: Unit, *, on: date, by: Access) -> Rencana:
    """The plan of a table of people. A handful of queries whatever the number of rows."""
    return _Planner(table, root, on=on, by=by).plan()


@dataclass
class _Terms:
    """The terms that stand and those of earlier rows, by position and by person."""

    of_post: dict[int, list[MasaJabatan]] = field(default_factory=lambda: defaultdict(list))
    of_person: dict[int, list[MasaJabatan]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, term: MasaJabatan) -> None:
        self.of_post[term.jabatan_id].append(term)
        self.of_person[term.pegawai_id].append(term)

    def near(self, term: MasaJabatan) -> Sequence[MasaJabatan]:
        return [*self.of_post[term.jabatan_id], *self.of_person[term.pegawai_id]]


class _Planner:
    def __init__(self, table: Tabel, root: Unit, *, on: date, by: Access) -> None:
        self.result = Rencana(table, root, isi=IsiPegawai())
        self.root, self.on = root, on
        self.people = people_of(root, by)
        self.by_nip = {each.nip: each for each in self.people if each.nip}
        self.by_name: dict[str, list[Pegawai]] = defaultdict(list)
        for each in self.people:
            for name in {folded(each.nama), folded(each.nama_lengkap)}:
                self.by_name[name].append(each)
        nips = {read_nip(each.text("nip")) for each in table.baris if "nip" in each.sel}
        self.taken = nip_elsewhere(root, nips - self.by_nip.keys() - {""})
        self.units = UnitDikenal(open_units(root, on, by))
        self.known = JabatanDikenal(open_positions(root, on, by))
        days = (each.day("sejak") for each in table.baris if "sejak" in each.sel)
        self.terms = _Terms()
        for term in terms_since(root, min([on, *(day for day in days if day)]), by):
            self.terms.keep(term)
        self.seen: dict[Any, int] = {}
        self.rows_by_name: dict[str, list[Baris]] = defaultdict(list)
        for row in table.baris:
            self.rows_by_name[_base(row.text("nama"))].append(row)

    def plan(self) -> Rencana:
        for baris in self.result.tabel.baris:
            self._row(baris)
        return self.result

    def _row(self, baris: Baris) -> None:
        text, nip = baris.require("nama"), self._nip(baris)
        found = self._match(baris, text, nip)
        if not text:
            self.result.note(baris, nip, "", [], baru=True)
            return
        key: Any = found.pk if found else nip or folded(text)
        first = self.seen.setdefault(key, baris.nomor)
        if first != baris.nomor:
            baris.problem("nip" if nip else "nama", "baris_ganda", baris_lain=str(first))
        if found is not None:
            self._known(baris, found, text, nip)
        else:
            self._new(baris, text, nip)

    def _nip(self, baris: Baris) -> str:
        cell = baris.sel.get("nip")
        if cell is None or cell.is_empty:
            return ""
        if lost_digits(cell):
            baris.problem("nip", "nip_kehilangan_angka")
            return ""
        nip = read_nip(baris.text("nip"))
        if nip in self.taken:
            facts = {"nip": format_nip(nip), "siapa": "pegawai instansi lain pada pemasangan ini"}
            baris.refuse("nip", Refusal("nip-sudah-dipakai", facts))
        return nip

    def _match(self, baris: Baris, text: str, nip: str) -> Pegawai | None:
        """By NIP; else by name, one who has no other NIP."""
        if nip in self.by_nip:
            return self.by_nip[nip]
        alike = self.by_name.get(folded(text), []) or self.by_name.get(_base(text), [])
        without = [each for each in alike if not each.nip]
        same = without if nip or len(without) == 1 else alike
        twins = [each.nomor for each in self.rows_by_name[_base(text)] if each is not baris]
        if not nip and twins and len(without) != 1:
            baris.problem("nama", "nama_kembar", baris_lain=str(twins[0]))
        elif len(same) == 1 and not baris.ditolak:
            return same[0]
        elif len(same) > 1:
            baris.problem("nama", "nama_rancu", jumlah=str(len(same)))
        elif alike:
            baris.problem("nama", "nama_sama", severity=Severity.CATATAN, nip=format_nip(alike[0].nip))
        return None

    # --- somebody new ------------------------------------------------------------------------------------------------

    def _name(self, baris: Baris, text: str) -> Nama:
        """The parts of the name; titles that have columns of their own stand there."""
        parts = split_name(text)
        return Nama(
            parts.nama,
            baris.text("gelar_depan") or parts.depan,
            baris.text("gelar_belakang") or parts.belakang,
        )

    def _new(self, baris: Baris, text: str, nip: str) -> None:
        parts = self._name(baris, text)
        golongan, status = read_golongan(baris.text("golongan")), read_status(baris.text("status"))
        if not status:
            pppk = golongan and "/" not in golongan
            status = StatusPegawai.PPPK.value if pppk else StatusPegawai.PNS.value
        new = PegawaiBaru(
            parts.nama,
            nip=nip,
            gelar_depan=parts.depan,
            gelar_belakang=parts.belakang,
            status=status,
            golongan=golongan,
            email=self._email(baris),
        )
        self._refuse_unsound(baris, new)
        titles = baris.tabel.jenis.titles
        label = StatusPegawai(status).label if status in StatusPegawai.values else status
        facts = {
            "nip": format_nip(nip),
            "gelar_depan": parts.depan,
            "gelar_belakang": parts.belakang,
            "status": str(label),
            "golongan": golongan,
            "email": new.email,
        }
        changes = [Perubahan(titles[key], "", text) for key, text in facts.items() if text]
        self.result.isi.baru.append(new)
        person = Pegawai(
            pk=-baris.nomor, unit=self.root, nip=nip, nama=parts.nama
        )  # as the rules of terms tell people apart
        changes += self._takes_up(baris, person, new)
        self.result.note(baris, parts.nama, "", changes, baru=True)

    def _email(self, baris: Baris) -> str:
        text = baris.text("email")
        try:
            if text:
                validate_email(text)
        except ValidationError:
            baris.problem("email", "surel_tidak_sah")
        return text

    def _refuse_unsound(self, baris: Baris, person: PegawaiBaru) -> None:
        if baris.ditolak:
            return
        refusal = unsound_person(
            nama=person.nama, nip=person.nip, status=person.status, golongan=person.golongan, on=self.on
        )
        if refusal is not None:
            baris.refuse(_AT.get(refusal.field, "nama"), refusal)

    # --- somebody who stands -----------------------------------------------------------------------------------------

    def _known(self, baris: Baris, person: Pegawai, text: str, nip: str) -> None:
        if person.berhenti is not None and person.berhenti <= self.on:
            self.result.leave(
                baris, person.nama_lengkap, "", f"tidak bekerja lagi sejak {format_date(person.berhenti)}"
            )
            return
        values = self._said(baris, person, text, nip)
        titles = baris.tabel.jenis.titles
        changes = [
            Perubahan(titles[name], said(_shown(name, getattr(person, name))), _shown(name, value))
            for name, value in values.items()
        ]
        if values:
            names = ("nama", "nip", "status", "golongan")
            self._refuse_unsound(
                baris, PegawaiBaru(**{name: values.get(name, getattr(person, name)) for name in names})
            )
            self.result.isi.ubah.append(UbahBaris(person, person.versi, values))
        changes += self._takes_up(baris, person, person)
        self.result.note(baris, person.nama_lengkap, "", changes, baru=False, versi=person.versi)

    def _said(self, baris: Baris, person: Pegawai, text: str, nip: str) -> dict[str, str]:
        """What the row says otherwise than what stands."""
        found: dict[str, str] = {}
        if folded(text) != folded(person.nama_lengkap):
            parts = self._name(baris, text)
            for part, name in _NAMES.items():
                value = getattr(parts, part)
                if value and folded(value) != folded(getattr(person, name)):
                    found[name] = value
        else:
            titles = {name: baris.text(name) for name in ("gelar_depan", "gelar_belakang")}
            found |= {name: value for name, value in titles.items() if value and value != getattr(person, name)}
        others = {
            "nip": nip,
            "status": read_status(baris.text("status")),
            "golongan": read_golongan(baris.text("golongan")),
            "email": self._email(baris),
        }
        return found | {name: value for name, value in others.items() if value and value != getattr(person, name)}

    # --- positions ---------------------------------------------------------------------------------------------------

    def _takes_up(self, baris: Baris, person: Pegawai, source: Pegawai | PegawaiBaru) -> list[Perubahan]:
        """The terms that the row begins; what the person holds already is nothing new."""
        changes = []
        for part in filter(None, (each.strip() for each in baris.text("jabatan").split(";"))):
            sebagai, nama = self._capacity(baris, part)
            post = self._post(baris, nama, person, sebagai) if sebagai else None
            if post is None or sebagai is None:
                continue
            change = self._begin(baris, person, source, post, sebagai)
            changes += [change] if change else []
        return changes

    @staticmethod
    def _capacity(baris: Baris, part: str) -> tuple[Sebagai | None, str]:
        """The capacity and the position: "Plt. Camat Lor" says it itself, else its column does."""
        word, _, rest = part.partition(" ")
        if rest and word.casefold().rstrip(".") in {Sebagai.PLT.value, Sebagai.PLH.value}:
            return read_sebagai(word), rest
        text = baris.text("sebagai")
        found = read_sebagai(text)
        if found is None:
            baris.refuse("sebagai", Refusal("pelantikan-sebagai", {"teks": text}))
        return found, part

    def _post(self, baris: Baris, text: str, person: Pegawai, sebagai: Sebagai) -> Jabatan | None:
        """The position to be taken up; None for one that he holds already, as lists name it, or that is told."""
        nama, behind = self.known.split(text)
        told = baris.text("unit") or behind
        units = self.units.find(told) if told else None
        if told and not units:
            baris.problem("unit", "unit_tidak_ada", instansi=self.root.nama, berkas="")
            return None
        found = self.known.find(nama, units)
        if any(self._holds(person, each, sebagai) for each in found):
            return None
        if len(found) == 1:
            return found[0]
        if found:
            places = choices([each.unit for each in found], self.units)
            facts: dict[str, Any] = {"nama": nama, "jumlah": len(found), "pilihan": places}
            baris.refuse("jabatan", Refusal("pelantikan-jabatan-ganda", facts))
        else:
            where = f"unit “{told}”" if told else "instansi ini"
            facts = {"nama": nama, "tempat": where, "tanggal": format_date(self.on)}
            baris.refuse("jabatan", Refusal("pelantikan-jabatan-tidak-ada", facts))
        return None

    def _holds(self, person: Pegawai, post: Jabatan, sebagai: Sebagai) -> bool:
        return any(
            term.jabatan_id == post.pk and term.sebagai == sebagai and (term.sampai is None or term.sampai >= self.on)
            for term in self.terms.of_person[person.pk]
        )

    def _begin(
        self, baris: Baris, person: Pegawai, source: Pegawai | PegawaiBaru, post: Jabatan, sebagai: Sebagai
    ) -> Perubahan | None:
        day = baris.day("sejak")
        if day is None:
            if not baris.ditolak:
                baris.problem("sejak", "sejak_belum_diisi", siapa=person.nama_lengkap, jabatan=sebutan(post))
            return None
        facts = {
            "jabatan": post,
            "sebagai": sebagai.value,
            "mulai": day,
            "nomor_sk": baris.text("nomor_sk"),
            "tanggal_sk": baris.day("tanggal_sk"),
        }
        term = MasaJabatan(pegawai=person, **facts)
        refusal = unfit(term) or clash(term, self.terms.near(term))
        if refusal is not None:
            baris.refuse("sejak" if refusal.field in {"mulai", "sampai"} else "jabatan", refusal)
            return None
        self.terms.keep(term)
        self.result.isi.masa.append(MasaDariBerkas(source, facts))
        acting = "" if sebagai is Sebagai.DEFINITIF else f"{sebagai.label} "
        title = baris.tabel.jenis.titles["jabatan"]
        return Perubahan(title, "", f"{acting}{sebutan(post)} sejak {format_date(day)}")


def _base(text: str) -> str:
    """A name without titles and spelling."""
    return folded(split_name(text).nama)


def _shown(name: str, value: str) -> str:
    if name == "nip":
        return format_nip(value)
    return str(StatusPegawai(value).label) if name == "status" and value in StatusPegawai.values else value
