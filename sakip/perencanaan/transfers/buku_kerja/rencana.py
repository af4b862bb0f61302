"""The sheet Rencana of a workbook that came back: statements added, changed, moved; indikator placed on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sakip.kernel.access import Permission
from sakip.kernel.transfer.columns import ParsedRow
from sakip.organisasi.models import Unit
from sakip.perencanaan import rules
from sakip.perencanaan.actions import PernyataanBaru, SimpulTambah, SimpulUbah
from sakip.perencanaan.models import DokumenVersi, Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.models.rencana import RINCIAN
from sakip.perencanaan.rules.rencana import frozen
from sakip.perencanaan.transfers.buku_kerja.marks import Mark, canonical, digest, read_mark
from sakip.perencanaan.transfers.buku_kerja.records import Record, changes, fits, shown, without_markup
from sakip.perencanaan.transfers.buku_kerja.sheets import ID, SEEN
from sakip.perencanaan.transfers.buku_kerja.sheets_plan import NODE_KEYS
from sakip.perencanaan.transfers.buku_kerja.stand import Isi
from sakip.perencanaan.transfers.buku_kerja.stand_plan import IsiRencana, node_row, number_of
from sakip.perencanaan.transfers.buku_kerja.work import KOSONG, Lembar, Tindakan


@dataclass(eq=False)
class Baru:
    """A statement that the file adds."""

    row: ParsedRow
    versi: DokumenVersi
    tingkat: str
    induk: SimpulRencana | Baru | None = None
    indikator: list[Indikator] = field(default_factory=list)


Simpul = SimpulRencana | Baru


def read_plans(lembar: Lembar, isi: Isi, rencana: IsiRencana, called: Mapping[str, Unit]) -> None:
    """Compare the sheet; set versions are only looked at."""
    reader = _Reader(lembar, isi, rencana, called)
    known = {str(row.pk): row for row in rencana.simpul}
    news = [row for row in lembar.rows if row.is_new and not row.values.get(ID)]
    for row in news:
        reader.announce(row)
    for row in lembar.rows:
        if row.is_new and not row.values.get(ID):
            continue
        simpul = known.get(str(row.values.get(ID)))
        if simpul is None:
            gone(lembar, row, NODE_KEYS)
        elif (mark := read_mark(row.values.get(SEEN))) is None:
            lembar.problem(row, SEEN, "jejak_rusak")
        else:
            reader.compare(row, simpul, mark)
    reader.add()


def gone(lembar: Lembar, row: ParsedRow, keys: tuple[str, ...]) -> None:
    """A row whose object is no longer the newest, or nowhere: left alone untouched, refused where it was changed."""
    mark = read_mark(row.values.get(SEEN))
    if mark is None:
        lembar.problem(row, SEEN, "jejak_rusak")
        return
    for key in keys:
        if not lembar.usable(row, key):
            continue
        if digest(row.values[key]) == mark.isi.get(key):
            lembar.count(Tindakan.SAMA)
        else:
            lembar.problem(row, key, "baris_lama")


def refuse_closed(lembar: Lembar, record: Record, keys: tuple[str, ...], code: str, *, versi: str) -> None:
    """A row that is set: every changed cell is refused with the way out."""
    for key in keys:
        if not lembar.usable(record.row, key):
            continue
        if digest(record.row.values[key]) in {digest(record.now.get(key)), record.mark.isi.get(key)}:
            lembar.count(Tindakan.SAMA)
        else:
            lembar.problem(record.row, key, code, tersimpan=shown(record.now.get(key)), versi=versi)


class _Reader:
    def __init__(self, lembar: Lembar, isi: Isi, rencana: IsiRencana, called: Mapping[str, Unit]) -> None:
        self._lembar, self._rencana = lembar, rencana
        self._baru: list[Baru] = []
        self._below_new: list[tuple[SimpulUbah, Baru]] = []
        self._documents = {label.casefold(): rencana.versi[pk] for pk, label in rencana.dokumen.items()}
        units = {unit.pk: unit for unit in isi.units}
        self._units = {label.casefold(): units[pk] for pk, label in rencana.units.items() if pk in units}
        self._units |= {label.casefold(): unit for label, unit in called.items()}
        placed = (row.indikator for some in rencana.tempat.values() for row in some)
        every = {row.pk: row for row in (*isi.semua, *placed)}
        self._indikator = {label.casefold(): every[pk] for pk, label in rencana.nama.items()}
        self._names: dict[tuple[int, str], list[Simpul]] = {}
        self._codes: dict[tuple[int, str], list[Simpul]] = {}
        for row in rencana.simpul:
            self._names[row.dokumen_versi_id, number_of(row.pk).casefold()] = [row]
            if row.kode:
                self._codes.setdefault((row.dokumen_versi_id, row.kode.casefold()), []).append(row)
        by_id = {str(row.pk): row for row in rencana.simpul}
        for parsed in lembar.rows:
            stands = by_id.get(str(parsed.values.get(ID)))
            if stands is not None:
                self._names[stands.dokumen_versi_id, f"baris {parsed.row}"] = [stands]

    # --- rows that stand -------------------------------------------------------------------------------------------

    def compare(self, row: ParsedRow, simpul: SimpulRencana, mark: Mark) -> None:
        versi = simpul.dokumen_versi
        record = Record(row, simpul, versi.unit, Permission.PLAN, node_row(simpul, self._rencana), mark)
        closed = frozen(versi)
        if closed is not None:
            refuse_closed(self._lembar, record, NODE_KEYS, _closed_code(closed.code), versi=str(versi))
            return
        values = changes(self._lembar, record, NODE_KEYS)
        if not values:
            return
        ubah = SimpulUbah(simpul)
        if "pernyataan" in values and values["pernyataan"] is None:
            self._lembar.problem(row, "pernyataan", "wajib_diisi")
        ubah.isi |= {key: canonical(values[key]) for key in ("kode", "pernyataan", *RINCIAN) if key in values}
        if "pelaksana" in values:
            ubah.isi["pelaksana"] = self._unit(row)
        if "induk" in values:
            self._move(row, simpul, ubah)
        if "indikator" in values:
            self._place(row, simpul, ubah)
        self._lembar.hasil.simpul_ubah.append(ubah)

    def _move(self, row: ParsedRow, simpul: SimpulRencana, ubah: SimpulUbah) -> None:
        induk = self._parent(row, simpul.dokumen_versi)
        if isinstance(induk, bool) or not self._fits(row, simpul.dokumen_versi, simpul.tingkat, induk):
            return
        ubah.pindah = True
        if isinstance(induk, Baru):
            self._below_new.append((ubah, induk))
        else:
            ubah.induk = induk

    def _place(self, row: ParsedRow, simpul: SimpulRencana, ubah: SimpulUbah) -> None:
        wanted = self._indicators(row, simpul.dokumen_versi, simpul.tingkat)
        if wanted is None:
            return
        keep = {each.pk for each in wanted}
        standing: list[Penempatan] = self._rencana.tempat.get(simpul.kunci, [])
        for placed in standing:
            if placed.indikator_id in keep:
                continue
            if getattr(placed, "bertarget", False):
                self._lembar.problem(row, "indikator", "penempatan_bertarget", indikator=placed.indikator.nama)
            elif self._may(row, placed.indikator):
                ubah.lepaskan.append(placed)
        there = {placed.indikator_id for placed in standing}
        ubah.tempatkan += [each for each in wanted if each.pk not in there and self._may(row, each)]

    def _may(self, row: ParsedRow, indikator: Indikator) -> bool:
        return self._lembar.may(
            row, "indikator", Permission.PLAN, indikator.unit, objek=indikator.nama, stored="isi semula"
        )

    # --- rows that the file adds -----------------------------------------------------------------------------------

    def announce(self, row: ParsedRow) -> None:
        """A new row takes its name before parents are looked for: it may be named by rows above it."""
        lembar = self._lembar
        keys = ("dokumen", "nomor", "tingkat", *NODE_KEYS)
        usable = [lembar.sound(row, key) and fits(lembar, row, key) for key in keys if key in row.addresses]
        if not all(usable) or any(row.values.get(key) is None for key in ("dokumen", "tingkat", "pernyataan")):
            return
        versi = self._documents.get(canonical(row.values["dokumen"]).casefold())
        if versi is None:
            lembar.problem(row, "dokumen", "dokumen_tidak_dikenal")
            return
        if (closed := frozen(versi)) is not None:
            lembar.problem(row, "dokumen", _closed_code(closed.code), versi=str(versi), tersimpan=KOSONG)
            return
        levels = self._rencana.frames[versi.pk].tingkat
        named = canonical(row.values["tingkat"]).casefold()
        level = next((each.kode for each in levels if named in {each.nama.casefold(), each.kode.casefold()}), None)
        if level is None:
            names = ", ".join(each.nama for each in levels)
            lembar.problem(row, "tingkat", "tingkat_rencana_salah", pilihan=names)
            return
        if not lembar.may(row, "pernyataan", Permission.PLAN, versi.unit, objek=versi.unit.nama, stored=KOSONG):
            return
        new = Baru(row, versi, level)
        nomor, kode = (canonical(row.values.get(key)).casefold() for key in ("nomor", "kode"))
        if nomor and (versi.pk, nomor) in self._names:
            lembar.problem(row, "nomor", "nomor_baris_ganda")
            return
        for name in (nomor, f"baris {row.row}"):
            if name:
                self._names[versi.pk, name] = [new]
        if kode:
            self._codes.setdefault((versi.pk, kode), []).append(new)
        self._baru.append(new)

    def add(self) -> None:
        """The new rows, parents first, and who moves below them."""
        for new in self._baru:
            induk = self._parent(new.row, new.versi)
            if not isinstance(induk, bool) and self._fits(new.row, new.versi, new.tingkat, induk):
                new.induk = induk
            new.indikator = self._indicators(new.row, new.versi, new.tingkat) or []
        places: dict[int, int] = {}
        order = {new.versi.pk: self._rencana.frames[new.versi.pk].tingkat for new in self._baru}
        depth = {pk: {level.kode: at for at, level in enumerate(levels)} for pk, levels in order.items()}
        for new in sorted(self._baru, key=lambda each: (depth[each.versi.pk][each.tingkat], each.row.row)):
            tambah = self._lembar.hasil.simpul_baru.setdefault(new.versi.pk, SimpulTambah(new.versi))
            places[id(new)] = len(tambah.simpul)
            induk_at = places.get(id(new.induk)) if isinstance(new.induk, Baru) else new.induk
            pernyataan = canonical(without_markup(self._lembar, new.row, "pernyataan"))
            if not pernyataan:
                self._lembar.problem(new.row, "pernyataan", "wajib_diisi")
            kode = canonical(new.row.values.get("kode"))
            pelaksana = self._unit(new.row)
            rincian = {name: canonical(without_markup(self._lembar, new.row, name)) for name in RINCIAN}
            tambah.simpul.append(PernyataanBaru(new.tingkat, pernyataan, induk_at, kode, pelaksana, rincian))
            tambah.indikator += [(places[id(new)], each) for each in new.indikator if self._may(new.row, each)]
            self._lembar.change(new.row, "pernyataan", str(new.versi), KOSONG, f"“{pernyataan}”")
        for ubah, induk in self._below_new:
            ubah.induk = places[id(induk)]

    # --- what a cell names -----------------------------------------------------------------------------------------

    def _parent(self, row: ParsedRow, versi: DokumenVersi) -> Simpul | bool | None:
        """What the cell names; None where it is empty, False where it was refused."""
        name = canonical(row.values.get("induk")).casefold()
        if not name:
            return None
        found = self._names.get((versi.pk, name)) or self._codes.get((versi.pk, name)) or []
        if len(found) != 1:
            self._lembar.problem(row, "induk", "induk_rancu" if found else "induk_tidak_dikenal", versi=str(versi))
            return False
        return found[0]

    def _fits(self, row: ParsedRow, versi: DokumenVersi, tingkat: str, induk: Simpul | None) -> bool:
        """Whether a level may stand below its parent's; so nothing can stand below itself."""
        wrong = rules.wrong_level(self._rencana.frames[versi.pk], tingkat, induk.tingkat if induk else None)
        if wrong is None:
            return True
        names = {level.kode: level.nama for level in self._rencana.frames[versi.pk].tingkat}
        above = names.get(induk.tingkat, "") if induk else ""
        self._lembar.problem(row, "induk", "urutan_tingkat", tingkat=names.get(tingkat, tingkat), induk=above)
        return False

    def _unit(self, row: ParsedRow) -> Unit | None:
        name = canonical(row.values.get("pelaksana"))
        if not name:
            return None
        found = self._units.get(name.casefold())
        if found is None:
            self._lembar.problem(row, "pelaksana", "unit_pilihan_salah")
        return found

    def _indicators(self, row: ParsedRow, versi: DokumenVersi, tingkat: str) -> list[Indikator] | None:
        """The indikator that the cell names; None where one is refused."""
        typed = canonical(row.values.get("indikator")).replace("\n", ";")
        names = [" ".join(part.split()) for part in typed.split(";")]
        names = [name for name in names if name]
        strange = next((name for name in names if name.casefold() not in self._indikator), None)
        level = next((each for each in self._rencana.frames[versi.pk].tingkat if each.kode == tingkat), None)
        if strange is not None:
            self._lembar.problem(row, "indikator", "indikator_tidak_dikenal", salah=strange)
            return None
        if names and level is not None and not level.indikator:
            self._lembar.problem(row, "indikator", "tingkat_tanpa_indikator", tingkat=level.nama)
            return None
        return list({(found := self._indikator[name.casefold()]).pk: found for name in names}.values())


def _closed_code(code: str) -> str:
    return "rencana_terkunci" if code == "rencana-beku" else "rencana_diperiksa"
