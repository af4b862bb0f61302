"""Positions of a file held against those that stand: new and changed ones, superiors, heads of units."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.transfer.headers import normalise
from sakip.organisasi.actions import JabatanBaru, UbahBaris
from sakip.organisasi.models import Jabatan, Unit
from sakip.organisasi.queries import instansi_of
from sakip.organisasi.queries.impor import open_positions, open_units
from sakip.organisasi.transfers.jenis import TIDAK, YA
from sakip.organisasi.transfers.kenal import JabatanDikenal, UnitDikenal, choices, folded
from sakip.organisasi.transfers.rencana import Perubahan, Rencana, said
from sakip.organisasi.transfers.tabel import Baris, Tabel
from sakip.referensi.queries import eselon, jenjang, nama_jenjang

_ESELON = re.compile(r"(?:eselon|es)?\.?\s*(iv|iii|ii|i)\s*[./-]?\s*([ab])?", re.IGNORECASE)
_YES_NO = {"ya": True, "y": True, "1": True, "benar": True, "tidak": False, "t": False, "0": False, "salah": False}
_MOST_ORDER = 32_767


@dataclass(eq=False)
class _Jabatan:
    """A row on its way: its unit, what stands already, its superior."""

    baris: Baris
    unit: Unit | None
    nama: str
    kepala: bool | None
    urutan: int | None
    mulai: date | None
    atasan_teks: str
    jenjang: str = ""
    ada: Jabatan | None = None
    atasan: Jabatan | _Jabatan | None = None

    @property
    def usable(self) -> bool:
        return self.unit is not None and bool(self.nama)


_Node = Jabatan | _Jabatan


@dataclass
class IsiJabatan:
    """What the action is given."""

    baru: list[JabatanBaru] = field(default_factory=list)
    ubah: list[UbahBaris] = field(default_factory=list)


def plan_jabatan(table: Tabel, root: Unit, *, on: date, by: Access, sejak: date | None = None) -> Rencana:
    """The plan of a table of positions. A handful of queries whatever the number of rows."""
    return _Planner(table, root, on=on, by=by, sejak=sejak).plan()


class _Planner:
    def __init__(self, table: Tabel, root: Unit, *, on: date, by: Access, sejak: date | None) -> None:
        self.result = Rencana(table, root, isi=IsiJabatan())
        self.root, self.sejak = root, sejak
        self.units = UnitDikenal(open_units(root, on, by))
        self.known = JabatanDikenal(open_positions(root, on, by))
        self.kind = instansi_of(root, by).jenis
        self.new_by_name: dict[str, list[_Jabatan]] = defaultdict(list)
        self.row_of: dict[int, _Jabatan] = {}
        self.rows = [self._read(baris) for baris in table.baris]

    def plan(self) -> Rencana:
        self._identify()
        for row in self.rows:
            row.jenjang = self._jenjang(row)
            row.atasan = self._atasan(row) if row.atasan_teks else None
        self._refuse_second_heads()
        self._refuse_circles()
        made: dict[int, JabatanBaru] = {}
        for row in self.rows:
            if row.ada is None:
                self._note_new(row)
            else:
                self._change(row, row.ada, made)
        for row in self.rows:
            if row.ada is None and row.usable:
                self._new(row, made)
        self.result.isi.ubah.sort(key=lambda each: self._depth(each.objek))
        self.result.baris.sort(key=lambda each: each.nomor)
        return self.result

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self, baris: Baris) -> _Jabatan:
        return _Jabatan(
            baris,
            self.unit(baris, "unit", required=True),
            baris.require("nama"),
            self._yes_no(baris),
            self._whole(baris),
            baris.day("mulai"),
            baris.text("atasan"),
        )

    def unit(self, baris: Baris, key: str, *, required: bool = False) -> Unit | None:
        """The one open unit that a cell names; what is none or several is told."""
        text = baris.require(key) if required else baris.text(key)
        found = self.units.find(text) if text else []
        if text and not found:
            baris.problem(key, "unit_tidak_ada", instansi=self.root.nama, berkas="")
        elif len(found) > 1:
            baris.problem(key, "unit_rancu", pilihan=choices(found, self.units))
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _yes_no(baris: Baris) -> bool | None:
        text = baris.text("kepala")
        if text and folded(text) not in _YES_NO:
            baris.problem("kepala", "ya_tidak")
        return _YES_NO.get(folded(text))

    @staticmethod
    def _whole(baris: Baris) -> int | None:
        text = baris.text("urutan")
        if not text:
            return None
        if not text.isascii() or not text.isdecimal() or int(text) > _MOST_ORDER:
            baris.problem("urutan", "bilangan_bulat")
            return None
        return int(text)

    def _identify(self) -> None:
        """Each row's position that stands; of two rows of one position the second is told."""
        seen: dict[tuple[int, str], _Jabatan] = {}
        for row in self.rows:
            if row.unit is None or not row.nama:
                continue
            key = (row.unit.pk, folded(row.nama))
            first = seen.setdefault(key, row)
            if first is not row:
                row.baris.problem("nama", "baris_ganda", baris_lain=str(first.baris.nomor))
                continue
            row.ada = self.known.by_place.get(key)
            if row.ada is not None:
                self.row_of[row.ada.pk] = row
            else:
                self.new_by_name[folded(row.nama)].append(row)

    def _jenjang(self, row: _Jabatan) -> str:
        text = row.baris.text("jenjang")
        if not text:
            if row.ada is None:
                row.baris.problem("jenjang", "wajib_diisi")
            return ""
        word = normalise(text.replace("-", " "))
        named = {
            normalise(name): kode for kode, each in jenjang().items() for name in (kode.replace("-", " "), each.nama)
        }
        if word in named:
            return named[word]
        found = self._by_eselon(row, text)
        if len(found) == 1:
            return found[0]
        if row.unit is not None:
            names = ", ".join(each.nama for each in jenjang().values())
            row.baris.problem("jenjang", "jenjang_tidak_dikenal", pilihan=names)
        return ""

    def _by_eselon(self, row: _Jabatan, text: str) -> list[str]:
        """The jenjang that have this eselon in the row's unit."""
        match = _ESELON.fullmatch(text.strip())
        if not match or row.unit is None:
            return []
        wanted = ".".join(part for part in (match[1].upper(), (match[2] or "").lower()) if part)
        head = bool(row.kepala if row.kepala is not None else row.ada and row.ada.kepala)
        kind = row.unit.jenis
        return [kode for kode in jenjang() if eselon(kode, instansi=self.kind, unit=kind, kepala=head) == wanted]

    # --- superiors ---------------------------------------------------------------------------------------------------

    def _atasan(self, row: _Jabatan) -> _Node | None:
        nama, behind = self.known.split(row.atasan_teks)
        if folded(row.atasan_teks) in self.new_by_name:
            nama, behind = row.atasan_teks, ""
        where = self.unit(row.baris, "unit_atasan")
        told = row.baris.text("unit_atasan") or behind
        units = [where] if where else self.units.find(behind) if behind else None
        if told and not units:
            if not where and behind:
                row.baris.problem("atasan", "unit_tidak_ada", instansi=self.root.nama, berkas="")
            return None
        here = {each.pk for each in units} if units is not None else None
        new = [
            each
            for each in self.new_by_name.get(folded(nama), [])
            if each is not row and each.unit is not None and (here is None or each.unit.pk in here)
        ]
        found: list[_Node] = [each for each in self.known.find(nama, units) if each != row.ada] + new
        nearest = _nearest(found, row.unit) if row.unit is not None else found
        if len(nearest) == 1:
            return nearest[0]
        if not found:
            place = units[0].nama if units else self.root.nama
            row.baris.problem("atasan", "atasan_tidak_ada", di=place)
        else:
            places = [each.unit for each in nearest if each.unit is not None]
            row.baris.problem("atasan", "atasan_rancu", pilihan=choices(places, self.units))
        return None

    def _final_atasan(self, node: _Node) -> _Node | None:
        """Who would be above afterwards: what the file says, else what stands."""
        row = self.row_of.get(node.pk) if isinstance(node, Jabatan) else node
        if row is not None and row.atasan is not None:
            return self._node(row.atasan)
        stands = node if isinstance(node, Jabatan) else node.ada
        return self._node(stands.atasan) if stands is not None and stands.atasan is not None else None

    @staticmethod
    def _node(node: _Node) -> _Node:
        return node.ada if isinstance(node, _Jabatan) and node.ada is not None else node

    def _refuse_circles(self) -> None:
        for row in self.rows:
            if row.atasan is None:
                continue
            start = row.ada or row
            chain: list[_Node] = [start]
            at: _Node | None = self._node(row.atasan)
            while at is not None and at not in chain:
                chain.append(at)
                at = self._final_atasan(at)
            if at is not None and at == start:
                names = ", lalu ".join(each.nama for each in [*chain[1:], start])
                row.baris.problem("atasan", "atasan_berputar", rantai=names)

    def _depth(self, node: _Node) -> int:
        depth, at, seen = 0, self._final_atasan(node), {id(node)}
        while at is not None and id(at) not in seen and depth < len(self.rows) + len(self.known.positions):
            seen.add(id(at))
            depth, at = depth + 1, self._final_atasan(at)
        return depth

    def _refuse_second_heads(self) -> None:
        heads: dict[int, str] = {}
        for each in self.known.positions:
            row = self.row_of.get(each.pk)
            if each.kepala and (row is None or row.kepala is not False):
                heads[each.unit_id] = each.nama
        for row in self.rows:
            if not row.kepala or row.unit is None or (row.ada is not None and row.ada.kepala):
                continue
            other = heads.setdefault(row.unit.pk, row.nama)
            if folded(other) != folded(row.nama):
                row.baris.problem("kepala", "kepala_dua", unit=row.unit.nama, jabatan=other)

    # --- what is written ---------------------------------------------------------------------------------------------

    def _note_new(self, row: _Jabatan) -> None:
        titles = row.baris.tabel.jenis.titles
        first_day = row.mulai or self.sejak
        facts = {
            "jenjang": nama_jenjang(row.jenjang) if row.jenjang else "",
            "atasan": row.atasan.nama if row.atasan else "",
            "kepala": YA if row.kepala else "",
            "urutan": str(row.urutan) if row.urutan is not None else "",
            "mulai": format_date(first_day) if first_day else "",
        }
        changes = [Perubahan(titles[key], "", text) for key, text in facts.items() if text]
        self.result.note(row.baris, row.nama, row.unit.nama if row.unit else "", changes, baru=True)

    def _new(self, row: _Jabatan, made: dict[int, JabatanBaru]) -> JabatanBaru | None:
        """The row as the action takes it, after those above it; None within a circle, which was told."""
        chain: list[_Jabatan] = []
        at: _Node | None = row
        while isinstance(at, _Jabatan) and at.ada is None and id(at) not in made:
            if at in chain or at.unit is None:
                return None
            chain.append(at)
            at = at.atasan
        above = self._as_written(at, made)
        for each in reversed(chain):
            assert each.unit is not None  # noqa: S101 - for the type checker
            above = JabatanBaru(
                each.unit,
                each.nama,
                each.jenjang,
                above,
                kepala=bool(each.kepala),
                urutan=each.urutan or 0,
                berlaku_mulai=each.mulai or self.sejak,
            )
            made[id(each)] = above
            self.result.isi.baru.append(above)
        return made[id(row)]

    @staticmethod
    def _as_written(node: _Node | None, made: dict[int, JabatanBaru]) -> Jabatan | JabatanBaru | None:
        if isinstance(node, _Jabatan):
            return node.ada if node.ada is not None else made[id(node)]
        return node

    def _change(self, row: _Jabatan, stands: Jabatan, made: dict[int, JabatanBaru]) -> None:
        values: dict[str, Any] = {}
        changes: list[Perubahan] = []
        titles = row.baris.tabel.jenis.titles

        def differs(key: str, field_name: str, new: Any, old_text: str, new_text: str) -> None:
            values[field_name] = new
            changes.append(Perubahan(titles[key], said(old_text), new_text))

        if row.jenjang and row.jenjang != stands.jenjang:
            differs("jenjang", "jenjang", row.jenjang, nama_jenjang(stands.jenjang), nama_jenjang(row.jenjang))
        if row.atasan is not None and self._node(row.atasan) != stands.atasan:
            if isinstance(row.atasan, _Jabatan) and row.atasan.ada is None:
                self._new(row.atasan, made)
                above: Any = made.get(id(row.atasan))
            else:
                above = self._node(row.atasan)
            differs("atasan", "atasan", above, stands.atasan.nama if stands.atasan else "", row.atasan.nama)
        if row.kepala is not None and row.kepala != stands.kepala:
            differs("kepala", "kepala", row.kepala, YA if stands.kepala else TIDAK, YA if row.kepala else TIDAK)
        if row.urutan is not None and row.urutan != stands.urutan:
            differs("urutan", "urutan", row.urutan, str(stands.urutan), str(row.urutan))
        if row.mulai is not None and row.mulai != stands.berlaku_mulai:
            began = format_date(stands.berlaku_mulai) if stands.berlaku_mulai else ""
            differs("mulai", "berlaku_mulai", row.mulai, began, format_date(row.mulai))
        if values:
            self.result.isi.ubah.append(UbahBaris(stands, stands.versi, values))
        self.result.note(row.baris, stands.nama, stands.unit.nama, changes, baru=False, versi=stands.versi)


def _nearest(found: Sequence[_Node], unit: Unit) -> list[_Node]:
    """Those of the row's own unit, else of the nearest unit above it, else all."""
    if len(found) < 2:
        return list(found)
    for end in range(len(unit.path), 0, -LEVEL_WIDTH):
        here = [each for each in found if each.unit is not None and each.unit.path == unit.path[:end]]
        if here:
            return here
    return list(found)
