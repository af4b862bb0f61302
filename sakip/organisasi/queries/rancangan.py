"""What a draft of a reorganisation comes to: the units that end, those that carry on, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.refusals import Refusal
from sakip.organisasi import rules
from sakip.organisasi.models import JenisSilsilah, Reorganisasi, Unit
from sakip.organisasi.queries.unit import units
from sakip.organisasi.rules.reorganisasi import Penerus, Putusan, Rancangan, from_json

CARD = (
    "bidang_urusan", "tugas", "fungsi", "kewenangan", "alamat", "kontak", "tautan_sippn", "tautan_lapor", "tautan_ppid"
)  # fmt: skip
"""What a unit that only moved or got another name takes along."""
NAMES = ("jenis", "singkatan", "kode", "sebutan_kepala", "dasar_hukum")


@dataclass(frozen=True)
class Tutup:
    """A unit that ends, and the keys of its successors, the main one first; none: it ends without one."""

    unit: Unit
    ke: tuple[str, ...]


@dataclass(frozen=True)
class Buka:
    """A unit that carries on: one to be opened with these columns, or with ``ada`` one that is there and takes in."""

    kunci: str
    nama: str
    induk: Unit | str | None
    kolom: Mapping[str, str] = field(default_factory=dict)
    ada: Unit | None = None


@dataclass(frozen=True)
class Garis:
    """One line of the lineage to be."""

    dari: Unit
    ke: str
    jenis: JenisSilsilah


@dataclass(frozen=True)
class Perubahan:
    """What a draft comes to: units that end and units that carry on, parents before children, and what is wrong."""

    reorganisasi: Reorganisasi
    rancangan: Rancangan
    tutup: tuple[Tutup, ...]
    buka: tuple[Buka, ...]
    garis: tuple[Garis, ...]
    masalah: tuple[Refusal, ...]

    @property
    def tanggal(self) -> date:
        return self.reorganisasi.tanggal

    @property
    def hari_terakhir(self) -> date:
        """The last day of the units that end."""
        return self.tanggal - timedelta(days=1)

    @property
    def mulai_tahun(self) -> int:
        """The first year of the successors' figures: of a change within a year, the year after."""
        usual = self.tanggal.year if (self.tanggal.month, self.tanggal.day) == (1, 1) else self.tanggal.year + 1
        return self.rancangan.mulai_tahun or usual

    @property
    def unit_ids(self) -> list[int]:
        return [each.unit.pk for each in self.tutup]

    def penerus(self, unit_id: int | None) -> tuple[str, ...]:
        """The keys of a closing unit's successors, the main one first."""
        return next((each.ke for each in self.tutup if each.unit.pk == unit_id), ())

    @property
    def anak(self) -> list[Tutup]:
        """The units directly below a source that end with it: of these one says where they go on."""
        asal = set(self.rancangan.asal)
        return [each for each in self.tutup if each.unit.pk not in asal and each.unit.induk_id in asal]

    def unit(self, pk: int | None) -> Unit | None:
        """A closing unit by its id."""
        return next((each.unit for each in self.tutup if each.unit.pk == pk), None)

    def dibuka(self, kunci: str) -> Buka:
        return next(each for each in self.buka if each.kunci == kunci)

    def putusan(self, bagian: str, pk: int) -> Putusan | None:
        """What was decided for a row of a part; None where nothing was, or for a successor that is gone."""
        found = self.rancangan.bagian.get(bagian, {}).get(pk)
        known = {each.kunci for each in self.buka}
        return found if found is not None and known.issuperset(found.ke) else None


def perubahan(row: Reorganisasi, *, seen_by: Access) -> Perubahan:
    """What the draft would do to the units as they are now. One query."""
    found = units(seen_by).filter(path__startswith=row.unit.path)
    return _Susunan(row, {unit.pk: unit for unit in found}).perubahan()


class _Susunan:
    """Works out a draft step by step; what is wrong is noted, the rest is worked out all the same."""

    def __init__(self, row: Reorganisasi, known: Mapping[int, Unit]) -> None:
        self.row, self.known, self.draft = row, known, from_json(row.rancangan)
        self.masalah: list[Refusal] = []
        self.open = [unit for unit in known.values() if unit.berlaku_sampai is None]
        self.asal = [unit for pk in self.draft.asal if (unit := self._source(pk)) is not None]
        paths = tuple(unit.path for unit in self.asal)
        own = {unit.pk for unit in self.asal}
        self.below = [unit for unit in self.open if unit.path.startswith(paths) and unit.pk not in own] if paths else []
        self.closing = own | {unit.pk for unit in self.below}
        self.buka: dict[str, Buka] = {}
        self.lines: dict[tuple[int, str], None] = {}  # in order, each once
        self.places: dict[tuple[int | str, str], str] = {}
        """(parent, name) to the key under which a unit is opened there."""

    def perubahan(self) -> Perubahan:
        if not self.draft.asal:
            self._wrong("sotk-tanpa-asal", "unit")
        if not self.draft.penerus:
            self._wrong("sotk-tanpa-penerus", "unit")
        keys = [each.kunci for each in self.draft.penerus]
        wanted = self.draft.silsilah or [(pk, key) for pk in self.draft.asal for key in keys]
        own = {unit.pk for unit in self.asal}
        self.lines = {(pk, key): None for pk, key in wanted if pk in own and key in keys}
        self._successors()
        self.lines = {(pk, key): None for pk, key in self.lines if key in self.buka}
        self._children()
        tutup = sorted((*self.asal, *self.below), key=lambda unit: unit.path)
        return Perubahan(
            self.row,
            self.draft,
            tuple(Tutup(unit, self._successors_of(unit.pk)) for unit in tutup),
            tuple(self.buka.values()),
            tuple(Garis(self.known[pk], key, self._kind(pk, key)) for pk, key in self.lines),
            tuple(self.masalah),
        )

    def _wrong(self, code: str, step: str, **params: Any) -> None:
        self.masalah.append(Refusal(code, params, step))

    def _source(self, pk: int) -> Unit | None:
        unit = self.known.get(pk)
        if unit is None:
            self._wrong("sotk-unit-tidak-ada", "unit", unit=pk)
        elif unit.is_root:
            self._wrong("sotk-instansi", "unit", unit=unit.nama)
        elif unit.berlaku_sampai is not None:
            self._wrong("sotk-unit-ditutup", "unit", unit=unit.nama, tanggal=format_date(unit.berlaku_sampai))
        else:
            self._refuse_younger(unit)
            return unit
        return None

    def _refuse_younger(self, unit: Unit) -> None:
        if unit.berlaku_mulai is not None and unit.berlaku_mulai >= self.row.tanggal:
            days = {"mulai": format_date(unit.berlaku_mulai), "tanggal": format_date(self.row.tanggal)}
            self._wrong("sotk-unit-lebih-muda", "apa", unit=unit.nama, **days)

    # -- the successors that are named in the draft

    def _successors(self) -> None:
        """Those that exist first, then new ones below units that stay, then those below other successors."""
        for each in self.draft.penerus:
            if each.ada is not None and (unit := self._stays(each.ada, "penerima")) is not None:
                self.buka[each.kunci] = Buka(each.kunci, unit.nama, unit.induk, ada=unit)
        keys = {each.kunci for each in self.draft.penerus}
        waiting = [(each, number) for number, each in enumerate(self.draft.penerus, 1) if each.ada is None]
        while waiting:
            ready = [(each, number) for each, number in waiting if each.induk not in keys or each.induk in self.buka]
            if not ready:
                for each, _number in waiting:
                    self._wrong("sotk-induk-melingkar", "unit", unit=each.nama)
                return
            for each, number in ready:
                self._open(each, number)
            keys -= {each.kunci for each, _number in ready} - self.buka.keys()  # what is wrong itself holds up nothing
            waiting = [pair for pair in waiting if pair not in ready]

    def _stays(self, pk: int, sebagai: str) -> Unit | None:
        """A unit that is there before, on and after the day."""
        unit = self.known.get(pk)
        if unit is None:
            self._wrong("sotk-unit-tidak-ada", "unit", unit=pk)
        elif unit.berlaku_sampai is not None:
            self._wrong("sotk-unit-ditutup", "unit", unit=unit.nama, tanggal=format_date(unit.berlaku_sampai))
        elif unit.pk in self.closing:
            self._wrong("sotk-penerima-tidak-ada", "unit", unit=unit.nama, sebagai=sebagai)
        elif unit.berlaku_mulai is not None and unit.berlaku_mulai > self.row.tanggal:
            days = {"mulai": format_date(unit.berlaku_mulai), "tanggal": format_date(self.row.tanggal)}
            self._wrong("sotk-penerima-lebih-muda", "unit", unit=unit.nama, sebagai=sebagai, **days)
        else:
            return unit
        return None

    def _open(self, new: Penerus, number: int) -> None:
        nama = new.nama.strip()
        dari = next((self.known[pk] for pk, key in self.lines if key == new.kunci), None)
        induk = self._parent(new, dari)
        if not nama:
            self._wrong("sotk-nama-belum-ada", "unit", nomor=number)
        if induk is None or not nama:
            return
        jenis = new.jenis or (dari.jenis if dari else "")
        if no := rules.unknown_jenis_unit(jenis):
            self.masalah.append(Refusal(no.code, no.params, "unit"))
        if isinstance(induk, Unit) and (taken := self._sibling(induk, nama)) is not None:
            self._wrong("nama-unit-sudah-ada", "unit", nama=taken.nama, induk=induk.nama)
        place = (_place(induk), nama.casefold())
        if place in self.places:
            self._wrong("sotk-nama-kembar", "unit", nama=nama)
        self.places[place] = new.kunci
        columns = {name: getattr(new, name).strip() for name in NAMES} | {"jenis": jenis}
        columns["dasar_hukum"] = columns["dasar_hukum"] or self.row.dasar_hukum
        if dari is not None and self._alone(dari.pk, new.kunci):
            if nama == dari.nama and isinstance(induk, Unit) and induk.pk == dari.induk_id:
                self._wrong("sotk-tidak-berubah", "unit", unit=nama)
            columns |= {name: getattr(dari, name) for name in CARD}
        self._note(Buka(new.kunci, nama, induk, columns))

    def _parent(self, new: Penerus, dari: Unit | None) -> Unit | str | None:
        """The unit above a new one; None where that is wrong."""
        if new.induk in self.buka:
            return new.induk
        wanted = int(new.induk) if new.induk.isdecimal() else (dari.induk_id if dari and not new.induk else None)
        if wanted is None:
            self._wrong("sotk-induk-belum-ada", "unit", unit=f"“{new.nama}”")
            return None
        return self._stays(wanted, "induk")

    def _sibling(self, induk: Unit, nama: str) -> Unit | None:
        """A unit that stays, directly below another, of this name."""
        return next(
            (
                unit
                for unit in self.open
                if unit.induk_id == induk.pk and unit.pk not in self.closing and unit.nama.casefold() == nama.casefold()
            ),
            None,
        )

    # -- the units below the sources

    def _children(self) -> None:
        """Each goes on below its parent's main successor, or where it was put; those of one name there become one."""
        for unit in self.below:
            self._refuse_younger(unit)
            chosen = self.draft.anak.get(unit.pk)
            if chosen is None or not self.buka.keys() >= set(chosen.ke):
                chosen = Putusan(self._successors_of(unit.induk_id or 0)[:1])
            if not chosen.ke:
                continue
            nama = chosen.nama.strip() or unit.nama
            key = self._carried_on(unit, chosen.ke[0], nama)
            self.lines[(unit.pk, key)] = None

    def _carried_on(self, unit: Unit, above: str, nama: str) -> str:
        """The key of the unit as which it goes on below another, which is opened unless there is one of the name."""
        induk: Unit | str = self.buka[above].ada or above
        place = (_place(induk), nama.casefold())
        if place in self.places:
            return self.places[place]
        key = f"anak-{unit.pk}"
        self.places[place] = key
        there = self._sibling(induk, nama) if isinstance(induk, Unit) else None
        columns = {name: getattr(unit, name) for name in (*NAMES, *CARD)}
        self._note(Buka(key, nama, induk, columns, ada=there))
        return key

    # -- what both ask

    def _note(self, new: Buka) -> None:
        self.buka[new.kunci] = new
        if new.ada is None and self._level(new.kunci) > rules.MAX_DEPTH:
            self._wrong("tingkat-terlalu-dalam", "unit")

    def _level(self, kunci: str) -> int:
        induk = self.buka[kunci].induk
        above = self._level(induk) if isinstance(induk, str) else len(induk.path) // LEVEL_WIDTH if induk else 0
        return above + 1

    def _successors_of(self, pk: int) -> tuple[str, ...]:
        return tuple(key for source, key in self.lines if source == pk)

    def _alone(self, pk: int, kunci: str) -> bool:
        """Whether the one has no other successor and the other no other predecessor."""
        return [line for line in self.lines if pk == line[0] or kunci == line[1]] == [(pk, kunci)]

    def _kind(self, pk: int, kunci: str) -> JenisSilsilah:
        unit, new = self.known[pk], self.buka[kunci]
        if len(self._successors_of(pk)) > 1:
            return JenisSilsilah.PECAH
        if new.ada is not None or not self._alone(pk, kunci):
            return JenisSilsilah.GABUNG
        stays = isinstance(new.induk, Unit) and new.induk.pk == unit.induk_id
        return JenisSilsilah.GANTI_NAMA if stays else JenisSilsilah.PINDAH


def _place(induk: Unit | str) -> int | str:
    return induk.pk if isinstance(induk, Unit) else induk
