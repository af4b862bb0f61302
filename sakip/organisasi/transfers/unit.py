"""Units of a file held against those that stand: who is whose, what is new, what changes, what cannot be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.problems import Severity
from sakip.organisasi.actions import UbahBaris, UnitBaru
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import instansi_of
from sakip.organisasi.queries.impor import closed_units, frozen_paths, open_units
from sakip.organisasi.rules import MAX_DEPTH
from sakip.organisasi.transfers import jenis_unit as kinds
from sakip.organisasi.transfers.kenal import UnitDikenal, choices, folded
from sakip.organisasi.transfers.rencana import Perubahan, Rencana, said
from sakip.organisasi.transfers.tabel import Baris, Tabel
from sakip.referensi.queries import jenis_di_atas, jenis_unit, kerangka_instansi

_TEXTS = ("kode", "nama", "singkatan", "dasar_hukum", "sebutan_kepala")
_TOO_DEEP = MAX_DEPTH + 1


@dataclass(eq=False)
class _Unit:
    """A row of the file on its way to its place. ``induk`` None: the row could not be placed."""

    baris: Baris
    teks: dict[str, str]
    jenis: str
    induk_teks: str
    mulai: date | None
    ada: Unit | None = None
    induk: Unit | _Unit | None = None
    kode_jenis: str = ""
    placing: bool = False
    placed: bool = False
    own_line: bool = False
    """The row names itself as the one above it, as lists of units below a perangkat daerah do for that one."""

    @property
    def nama(self) -> str:
        return self.teks["nama"]


@dataclass
class IsiUnit:
    """What the action is given."""

    baru: list[UnitBaru] = field(default_factory=list)
    ubah: list[UbahBaris] = field(default_factory=list)


def plan_units(table: Tabel, root: Unit, *, on: date, by: Access, sejak: date | None = None) -> Rencana:
    """The plan of a table of units. ``sejak``: first day of the new ones that do not say it. A handful of queries."""
    return _Planner(table, root, on=on, by=by, sejak=sejak).plan()


class _Planner:
    def __init__(self, table: Tabel, root: Unit, *, on: date, by: Access, sejak: date | None) -> None:
        self.result = Rencana(table, root, isi=IsiUnit())
        self.root, self.on, self.sejak = root, on, sejak
        self.known = UnitDikenal(open_units(root, on, by))
        self.closed = {folded(each.nama): each for each in closed_units(root, on, by)}
        self.frozen = frozen_paths(root, by)
        self.kerangka = kerangka_instansi(instansi_of(root, by).jenis)
        self.rows = [self._read(baris) for baris in table.baris]
        self.codes: dict[str, list[_Unit]] = defaultdict(list)
        self.names: dict[str, list[_Unit]] = defaultdict(list)
        self.shorts: dict[str, list[_Unit]] = defaultdict(list)
        for row in self.rows:
            for index, key in ((self.codes, "kode"), (self.names, "nama"), (self.shorts, "singkatan")):
                if row.teks[key]:
                    index[folded(row.teks[key])].append(row)

    def _read(self, baris: Baris) -> _Unit:
        texts = {key: baris.text(key) for key in _TEXTS} | {"nama": baris.require("nama")}
        return _Unit(baris, texts, baris.text("jenis"), baris.text("induk"), baris.day("mulai"))

    def plan(self) -> Rencana:
        self._refuse_double_codes()
        for row in self.rows:
            self._match_by_code(row)
        for row in self.rows:
            self._place(row, 0)
        self._refuse_doubles()
        for row in self.rows:
            if row.ada is not None:
                self._change(row, row.ada)
            else:
                self._check_new(row)
        self._keep_new()
        self.result.baris.sort(key=lambda each: each.nomor)
        return self.result

    # --- whose is what -----------------------------------------------------------------------------------------------

    def _refuse_double_codes(self) -> None:
        for rows in self.codes.values():
            for row in rows[1:]:
                row.baris.problem("kode", "kode_ganda", baris_lain=str(rows[0].baris.nomor))

    def _match_by_code(self, row: _Unit) -> None:
        found = self.known.by_code.get(folded(row.teks["kode"]), []) if row.teks["kode"] else []
        if len(found) == 1:
            row.ada = found[0]
        elif found:
            row.baris.problem("kode", "unit_rancu", pilihan=choices(found, self.known))

    def _place(self, row: _Unit, depth: int) -> None:
        """Find what stands above the row, and the row itself by its name there."""
        if row.placed or row.placing:
            return
        row.placing = True
        if not row.induk_teks:
            row.induk = row.ada.induk if row.ada is not None else self.root
        elif self._names_itself(row):
            row.own_line = True
            row.induk = row.ada.induk if row.ada is not None else self.root
        elif depth > _TOO_DEEP:
            row.baris.refuse("induk", Refusal("tingkat-terlalu-dalam"))
        else:
            row.induk = self._induk(row, depth)
        if row.ada is None:
            self._match_by_name(row)
        row.placing, row.placed = False, True

    def _names_itself(self, row: _Unit) -> bool:
        """Whether the text above is the row's own code or name, and no other unit of the name is known by its code."""
        text, kode = folded(row.induk_teks), folded(row.teks["kode"])
        if kode and text == kode:
            return True
        if text == folded(row.teks["singkatan"]) and text != folded(row.nama):
            standing = self.known.find(row.induk_teks)
            others = [each for each in self.shorts[text] if each is not row]
            return bool(standing) and not others and {folded(each.nama) for each in standing} == {folded(row.nama)}
        if text != folded(row.nama):
            return False
        codes = {folded(each.teks["kode"]) for each in self.names[text] if each is not row}
        codes |= {folded(each.kode) for each in self.known.by_name.get(text, ())}
        return not kode or not codes - {kode, ""}

    def _induk(self, row: _Unit, depth: int) -> Unit | _Unit | None:
        nodes = self._likely(self._nodes(row, depth), row)
        if len(nodes) == 1:
            (node,) = nodes
            if isinstance(node, _Unit) and self._above(node, row):
                row.baris.problem("induk", "induk_melingkar")
                return None
            if node is row.ada:
                row.own_line = True
                return row.ada.induk
            return node
        if not nodes:
            row.baris.problem("induk", "unit_tidak_ada", instansi=self.root.nama, berkas=" maupun di dalam berkas")
        else:
            units = [node if isinstance(node, Unit) else Unit(nama=node.nama, kode=node.teks["kode"]) for node in nodes]
            row.baris.problem("induk", "unit_rancu", pilihan=choices(units, self.known))
        return None

    def _likely(self, nodes: list[Unit | _Unit], row: _Unit) -> list[Unit | _Unit]:
        """Of several that a text may mean: not the unit itself, and rather the one it stands below already."""
        if len(nodes) > 1:
            nodes = [each for each in nodes if each != row.ada]
        here = {each.induk_id for each in self.known.by_name.get(folded(row.nama), ())}
        standing: list[Unit | _Unit] = [each for each in nodes if isinstance(each, Unit) and each.pk in here]
        return standing if len(nodes) > 1 and len(standing) == 1 else nodes

    def _nodes(self, row: _Unit, depth: int) -> list[Unit | _Unit]:
        """What the text above a row may mean: units that stand and rows of the file, each once."""
        key = folded(row.induk_teks)
        indexes = (
            (self.codes, self.known.by_code),
            (self.names, self.known.by_name),
            (self.shorts, self.known.by_short),
        )
        for in_file, standing in indexes:
            nodes: list[Unit | _Unit] = list(standing.get(key, []))
            for each in in_file.get(key, []):
                if each is row:
                    continue
                self._place(each, depth + 1)
                node = each.ada or each
                if node not in nodes:
                    nodes.append(node)
            if nodes:
                return nodes
        return list(self.known.find(row.induk_teks))

    @staticmethod
    def _above(node: _Unit, row: _Unit) -> bool:
        """Whether the row already stands above the node, so far as rows are placed."""
        at: Unit | _Unit | None = node
        seen = 0
        while isinstance(at, _Unit) and seen <= _TOO_DEEP * 2:
            if at is row or at.placing:
                return True
            at, seen = at.induk, seen + 1
        return False

    def _match_by_name(self, row: _Unit) -> None:
        """An open unit of this name below the same one; without a parent in the file, the only one of the name."""
        alike = self.known.by_name.get(folded(row.nama), [])
        if row.induk_teks and not row.own_line:
            here = row.induk.ada if isinstance(row.induk, _Unit) else row.induk
            found = [each for each in alike if here is not None and each.induk_id == here.pk]
        else:
            found = [each for each in alike if each.induk_id in {self.root.pk, None}] or alike
        if len(found) == 1:
            row.ada = found[0]
            if row.own_line or not row.induk_teks:
                row.induk = row.ada.induk
        elif found:
            row.baris.problem("nama", "unit_rancu", pilihan=choices(found, self.known))

    def _refuse_doubles(self) -> None:
        """One row for a unit that stands, one for a new name below one parent."""
        seen: dict[Any, _Unit] = {}
        for row in self.rows:
            if row.ada is not None:
                key: Any = row.ada.pk
            elif row.induk is not None and row.nama:
                key = (row.induk if isinstance(row.induk, _Unit) else row.induk.pk, folded(row.nama))
            else:
                continue
            first = seen.setdefault(key, row)
            if first is not row:
                row.baris.problem("nama", "baris_ganda", baris_lain=str(first.baris.nomor))

    # --- what changes ------------------------------------------------------------------------------------------------

    def _change(self, row: _Unit, unit: Unit) -> None:
        if unit.is_root:
            self.result.leave(row.baris, unit.nama, "", "instansi itu sendiri; diubah pada halaman Pengaturan")
            return
        here = row.induk.ada if isinstance(row.induk, _Unit) else row.induk
        if row.induk is not None and (here is None or here.pk != unit.induk_id):
            above = unit.induk.nama if unit.induk else self.root.nama
            row.baris.problem("induk", "unit_pindah", unit=unit.nama, induk=above)
        if row.mulai is not None and row.mulai != unit.berlaku_mulai:
            began = format_date(unit.berlaku_mulai) if unit.berlaku_mulai else "tanpa tanggal"
            row.baris.problem("mulai", "mulai_tidak_diubah", severity=Severity.CATATAN, objek=unit.nama, semula=began)
        titles, values, changes = row.baris.tabel.jenis.titles, dict[str, str](), list[Perubahan]()
        for key, text in row.teks.items():
            old = getattr(unit, key)
            if text and text != old:
                values[key] = text
                changes.append(Perubahan(titles[key], said(old), text))
        if (kode := self._kind(row, unit.jenis)) and kode != unit.jenis:
            values["jenis"] = kode
            changes.append(Perubahan(titles["jenis"], _named(unit.jenis), _named(kode)))
            self._refuse_misplaced(row, kode)
        if "nama" in values:
            self._refuse_name(row, unit)
        if values:
            self.result.isi.ubah.append(UbahBaris(unit, unit.versi, values))
        above = unit.induk.nama if unit.induk else ""
        self.result.note(row.baris, unit.nama, above, changes, baru=False, versi=unit.versi)

    def _refuse_name(self, row: _Unit, unit: Unit) -> None:
        """A name that stands on a frozen report stays; one that an open sibling bears is taken."""
        if unit.path in self.frozen:
            row.baris.refuse("nama", Refusal("nama-unit-beku", {"unit": unit.nama}))
        alike = [each for each in self.known.by_name.get(folded(row.nama), []) if each.induk_id == unit.induk_id]
        if any(each != unit for each in alike):
            above = unit.induk.nama if unit.induk else self.root.nama
            row.baris.refuse("nama", Refusal("nama-unit-sudah-ada", {"nama": row.nama, "induk": above}))

    def _kind(self, row: _Unit, standing: str = "") -> str:
        """The code of the kind that the row says; "" where it says none, or one that is told to be none."""
        if not row.jenis:
            return ""
        names = jenis_unit(self.kerangka)
        told = kinds.read(row.jenis, row.nama, self.kerangka)
        if told is None or told.kode == "instansi":
            family = "kementerian atau lembaga" if self.kerangka == "kl" else "pemerintah daerah"
            example = ", ".join(list(names.values())[1:6])
            row.baris.problem("jenis", "jenis_unit_tidak_dikenal", kerangka=family, contoh=example)
            return ""
        if told.menurut_nama and folded(row.jenis) in {standing, folded(names.get(standing, ""))}:
            return standing  # the word says what stands, closely enough
        if told.menurut_nama and told.kode != standing:
            row.baris.problem("jenis", "jenis_dibaca", severity=Severity.CATATAN, jenis=names[told.kode])
        return told.kode

    def _refuse_misplaced(self, row: _Unit, kode: str) -> None:
        allowed = jenis_di_atas(kode)
        if not allowed or row.induk is None:
            return
        above = row.induk if isinstance(row.induk, Unit) else row.induk.ada
        kind = above.jenis if above else row.induk.kode_jenis if isinstance(row.induk, _Unit) else ""
        kind = "instansi" if above is not None and above.is_root else kind
        if kind and kind not in allowed:
            where = " atau ".join("instansi" if each == "instansi" else _named(each) for each in allowed)
            name = row.induk.nama
            row.baris.problem("nama", "jenis_salah_tempat", jenis=_named(kode), induk=name, seharusnya=where)

    # --- what is new -------------------------------------------------------------------------------------------------

    def _check_new(self, row: _Unit) -> None:
        kode = self._kind(row)
        if not row.jenis:
            kode = kinds.guess(row.nama, self.kerangka)
            if not kode and row.nama:
                row.baris.problem("nama", "jenis_tidak_tertebak")
        row.kode_jenis = kode
        before = self.closed.get(folded(row.nama))
        if before is not None and before.berlaku_sampai is not None:
            day = format_date(before.berlaku_sampai)
            row.baris.problem("nama", "unit_pernah_ada", severity=Severity.CATATAN, tanggal=day)

    def _keep_new(self) -> None:
        new = [row for row in self.rows if row.ada is None]
        made: dict[int, UnitBaru] = {}
        for row in new:
            if row.kode_jenis:
                self._refuse_misplaced(row, row.kode_jenis)
        for row in new:
            self._new(row, made)
            self._note_new(row)

    def _new(self, row: _Unit, made: dict[int, UnitBaru]) -> UnitBaru | None:
        """The row as the action takes it, with the ones above it; None where one of them could not be placed."""
        if id(row) in made:
            return made[id(row)]
        chain: list[_Unit] = []
        at: Unit | _Unit | None = row
        while isinstance(at, _Unit) and at.ada is None and id(at) not in made:
            if at in chain or len(chain) > _TOO_DEEP:
                return None
            chain.append(at)
            at = at.induk
        if at is None:
            return None
        base = at.ada if isinstance(at, _Unit) and at.ada is not None else at
        above: Unit | UnitBaru = made[id(base)] if isinstance(base, _Unit) else base
        depth = len(above.path) // LEVEL_WIDTH if isinstance(above, Unit) else 0
        if depth + len(chain) > MAX_DEPTH:
            row.baris.refuse("induk", Refusal("tingkat-terlalu-dalam"))
        for each in reversed(chain):
            first_day = each.mulai or self.sejak
            above = UnitBaru(induk=above, jenis=each.kode_jenis, berlaku_mulai=first_day, **each.teks)
            made[id(each)] = above
            self.result.isi.baru.append(above)
        return made[id(row)]

    def _note_new(self, row: _Unit) -> None:
        titles = row.baris.tabel.jenis.titles
        changes = [Perubahan(titles[key], "", text) for key, text in row.teks.items() if text and key != "nama"]
        if row.kode_jenis:
            source = "" if row.jenis else "diusulkan dari namanya"
            changes.append(Perubahan(titles["jenis"], "", _named(row.kode_jenis), source))
        if first_day := row.mulai or self.sejak:
            changes.append(Perubahan(titles["mulai"], "", format_date(first_day)))
        above = row.induk.nama if row.induk is not None else ""
        self.result.note(row.baris, row.nama, above, changes, baru=True)


def _named(kode: str) -> str:
    return jenis_unit().get(kode, kode)
