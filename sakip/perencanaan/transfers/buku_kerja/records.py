"""The sheets Unit and Indikator of a workbook that came back: new rows, changed cells, stale ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sakip.anggaran.models import Pagu
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.access import Permission
from sakip.kernel.history import last_writer
from sakip.kernel.plaintext import has_markup, plain_text
from sakip.kernel.transfer.columns import ParsedRow, Row, Value
from sakip.kernel.transfer.problems import Severity
from sakip.organisasi.models import Unit
from sakip.organisasi.rules import no_bidang
from sakip.perencanaan.actions import (
    IndikatorBaru,
    IndikatorUbah,
    KartuBaru,
    KartuUbah,
    UnitTambah,
    UnitUbah,
)
from sakip.perencanaan.models import Indikator, KartuIndikator, SimpulRencana
from sakip.perencanaan.transfers.buku_kerja.cells import text
from sakip.perencanaan.transfers.buku_kerja.exporting import (
    INDIKATOR_KEYS,
    KARTU_KEYS,
    UNIT_KEYS,
    indikator_row,
    unit_row,
)
from sakip.perencanaan.transfers.buku_kerja.marks import Mark, canonical, digest, read_mark
from sakip.perencanaan.transfers.buku_kerja.sheets import (
    CARA_ISI,
    DI_ATAS,
    ID,
    JENIS,
    LABEL,
    LONGEST,
    POLARITAS,
    SEEN,
    TIPOLOGI,
    YA,
    code_of,
    skala,
    year,
)
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, unit_labels
from sakip.perencanaan.transfers.buku_kerja.work import (
    KOSONG,
    Lembar,
    Tindakan,
)
from sakip.referensi.queries import jenis_unit

T = TypeVar("T", Unit, Indikator, SimpulRencana, Pagu)

_CHOSEN_BY_DEFAULT: Mapping[str, str] = {"di_atas_rentang": DI_ATAS[DiAtasRentang.LEBIH_BURUK]}


def read_units(lembar: Lembar, isi: Isi) -> dict[str, Unit]:
    """Compare the sheet Unit; answers the units by how the file's drop-downs call them."""
    labels = unit_labels(isi.units)
    known = {str(unit.pk): unit for unit in isi.units}
    called = {label: known[str(pk)] for pk, label in labels.items()}
    called |= {
        str(row.values[LABEL]): known[str(row.values[ID])]
        for row in lembar.rows
        if row.values.get(LABEL) and str(row.values.get(ID)) in known
    }
    taken = Names((unit.induk_id, unit.nama, unit.pk) for unit in isi.instansi)
    for row in lembar.rows:
        if row.is_new and not row.values.get(ID):
            _new_unit(lembar, row, called, taken)
        elif found := existing(lembar, row, known):
            unit, mark = found
            now = unit_row(unit, labels)
            record = Record(row, unit, unit, Permission.MANAGE_UNITS, now, mark)
            values = changes(lembar, record, UNIT_KEYS)
            if "nama" in values and not taken.free(unit.induk_id, values["nama"], unit.pk):
                lembar.problem(
                    row, "nama", "nama_ganda", tempat_nama=unit.induk.nama if unit.induk else "instansi lain"
                )
            elif values:
                lembar.hasil.unit_ubah.append(UnitUbah(unit, {key: canonical(value) for key, value in values.items()}))
    return called


def read_indicators(lembar: Lembar, isi: Isi, called: Mapping[str, Unit]) -> None:
    """Compare the sheet Indikator."""
    labels = unit_labels(isi.units)
    known = {str(row.pk): row for row in isi.indikator}
    names = Names((row.unit_id, row.nama, row.pk) for row in isi.semua if row.dihentikan_tahun is None)
    codes = Names((row.unit_id, row.kode, row.pk) for row in isi.semua if row.kode)
    taken = (names, codes)
    for row in lembar.rows:
        if row.is_new and not row.values.get(ID):
            _new_indicator(lembar, row, isi, called, taken)
        elif found := existing(lembar, row, known):
            indikator, mark = found
            card = isi.kartu_of(indikator)
            now = indikator_row(indikator, card, labels)
            keys = (*INDIKATOR_KEYS, *(KARTU_KEYS if card else ()))
            record = Record(row, indikator, indikator.unit, Permission.PLAN, now, mark, card)
            values = changes(lembar, record, keys)
            _edit_indicator(lembar, row, indikator, values, taken)
            if values.keys() & set(KARTU_KEYS):
                _edit_card(lembar, record, indikator, now | values, isi.kartu[indikator.pk])


@dataclass(frozen=True)
class Record:
    """A row that exists: its object, whose it is, what may be asked, what stands, what the row remembers."""

    row: ParsedRow
    subject: Unit | Indikator | SimpulRencana | Pagu
    unit: Unit
    permission: Permission
    now: Row
    mark: Mark
    card: KartuIndikator | None = None
    of_card: tuple[str, ...] = KARTU_KEYS
    """The columns that belong to the card."""


class Names:
    """Names that are unique below something, whatever their case: those that stand, and those the file gives."""

    def __init__(self, standing: Iterable[tuple[int | None, str, int]]) -> None:
        self._taken: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        for below, name, pk in standing:
            self._taken[(below, name.casefold())].add(pk)

    def free(self, below: int | None, name: Value, pk: int) -> bool:
        """Whether nobody else has the name, now or after the import; from now on it is this one's (0: a new one's).

        A name that another gives up in the same file is not free either: the two could not be written in any order.
        """
        if name is None:
            return True
        owners = self._taken[(below, canonical(name).casefold())]
        is_free = not owners - {pk} and not (pk == 0 and owners)
        owners.add(pk)
        return is_free


def existing(lembar: Lembar, row: ParsedRow, known: Mapping[str, T]) -> tuple[T, Mark] | None:
    """The object of a row and what the row remembers; refused where either is not to be trusted."""
    found = known.get(str(row.values.get(ID)))
    if found is None:
        lembar.problem(row, ID, "baris_tidak_dikenal")
        return None
    mark = read_mark(row.values.get(SEEN))
    if mark is None:
        lembar.problem(row, SEEN, "jejak_rusak")
        return None
    return found, mark


def changes(
    lembar: Lembar,
    record: Record,
    keys: Iterable[str],
) -> dict[str, Value]:
    """The cells a person changed, where nobody else did meanwhile."""
    found: dict[str, Value] = {}
    row, now = record.row, record.now
    for key in keys:
        if not lembar.usable(row, key):
            continue
        value = row.values[key]
        value = _CHOSEN_BY_DEFAULT.get(key) if value is None else value
        stored, before = digest(now.get(key)), record.mark.isi.get(key)
        if digest(value) not in {stored, before}:
            value = without_markup(lembar, row, key)
        typed = digest(value)
        lama, baru = shown(now.get(key)), shown(value)
        if typed in {stored, before}:
            lembar.count(Tindakan.SAMA)
        elif stored != before:
            source = record.card if record.card is not None and key in record.of_card else record.subject
            lembar.problem(row, key, "sudah_berubah", siapa=last_writer(source), tersimpan=lama, berkas=baru)
        elif fits(lembar, row, key) and lembar.may(
            row, key, record.permission, record.unit, objek=str(record.subject), stored=lama
        ):
            found[key] = value
            lembar.change(row, key, str(record.subject), lama, baru)
    return found


def without_markup(lembar: Lembar, row: ParsedRow, key: str) -> Value:
    """The cell's value without the HTML of another application, of which the person is told."""
    value = row.values.get(key)
    if not isinstance(value, str) or not has_markup(value):
        return value
    plain = text(plain_text(value))
    lembar.problem(row, key, "html_dibuang", severity=Severity.CATATAN, dibaca=canonical(plain))
    return plain


def shown(value: Value) -> str:
    return f"“{canonical(value)}”" if value is not None else KOSONG


def fits(lembar: Lembar, row: ParsedRow, key: str) -> bool:
    if key == "bidang_urusan" and (no := no_bidang(canonical(row.values.get(key)))):
        lembar.problem(row, key, "bidang_salah", salah=str(no.params["salah"]))
        return False
    longest = LONGEST.get(lembar.spec.key, {}).get(key)
    if longest is None or len(canonical(row.values.get(key))) <= longest:
        return True
    lembar.problem(row, key, "teks_terlalu_panjang", paling_banyak=str(longest))
    return False


# --- units -----------------------------------------------------------------------------------------------------------


def _new_unit(lembar: Lembar, row: ParsedRow, called: Mapping[str, Unit], taken: Names) -> None:
    induk = unit_of(lembar, row, "induk", called)
    usable = [lembar.sound(row, key) and fits(lembar, row, key) for key in ("jenis", *UNIT_KEYS)]
    if induk is None or not all(usable):
        return
    nama = canonical(row.values.get("nama"))
    if not lembar.may(row, "nama", Permission.MANAGE_UNITS, induk, objek=induk.nama, stored=KOSONG):
        return
    if not taken.free(induk.pk, nama, 0):
        lembar.problem(row, "nama", "nama_ganda", tempat_nama=induk.nama)
        return
    isi = {key: canonical(row.values.get(key)) for key in UNIT_KEYS if key != "nama"}
    lembar.hasil.unit_baru.append(UnitTambah(induk, nama, code_of(jenis_unit(), row.values.get("jenis")), isi))
    lembar.change(row, "nama", f"Unit di bawah {induk.nama}", KOSONG, f"“{nama}”")


def unit_of(lembar: Lembar, row: ParsedRow, key: str, called: Mapping[str, Unit]) -> Unit | None:
    """The unit a new row names; refused where it is none of this workbook."""
    if not lembar.sound(row, key):
        return None
    name = canonical(row.values.get(key))
    found = called.get(name)
    if found is None:
        lembar.problem(row, key, "unit_pilihan_salah" if name else "unit_belum_dipilih")
    return found


# --- indikator -------------------------------------------------------------------------------------------------------


def _edit_indicator(
    lembar: Lembar,
    row: ParsedRow,
    indikator: Indikator,
    values: Mapping[str, Value],
    taken: tuple[Names, Names],
) -> None:
    own = {key: canonical(values[key]) for key in INDIKATOR_KEYS if key in values}
    for key, names in zip(("nama", "kode"), taken, strict=True):
        if own.get(key) and not names.free(indikator.unit_id, own[key], indikator.pk):
            lembar.problem(row, key, "nama_ganda", tempat_nama=indikator.unit.nama)
            return
    if own:
        isi: dict[str, object] = {**own}
        if "iku" in own:
            isi["iku"] = own["iku"] == YA
        lembar.hasil.indikator_ubah.append(IndikatorUbah(indikator, isi))


def _edit_card(
    lembar: Lembar,
    record: Record,
    indikator: Indikator,
    values: Mapping[str, Value],
    cards: Iterable[KartuIndikator],
) -> None:
    """A changed card; from another year on it is a new one beside the old."""
    row, old = record.row, record.card
    if old is None:
        return
    since = year(values["mulai_tahun"])
    if since is None:
        lembar.problem(row, "mulai_tahun", "tahun_kartu_salah")
        return
    if since != old.mulai_tahun and any(other.mulai_tahun == since for other in cards):
        lembar.problem(row, "mulai_tahun", "kartu_sudah_ada")
        return
    kartu = _card(values, since)
    lembar.hasil.kartu.append(KartuUbah(indikator, kartu, old.versi if since == old.mulai_tahun else None))


def _card(values: Mapping[str, Value], since: int) -> KartuBaru:
    said = {key: canonical(values.get(key)) for key in KARTU_KEYS}
    return KartuBaru(
        mulai_tahun=since,
        satuan=said["satuan"],
        polaritas=Polaritas(code_of(POLARITAS, said["polaritas"])),
        di_atas_rentang=DiAtasRentang(code_of(DI_ATAS, said["di_atas_rentang"]) or DiAtasRentang.LEBIH_BURUK),
        tipologi=Tipologi(code_of(TIPOLOGI, said["tipologi"])),
        cara_isi=CaraIsi(code_of(CARA_ISI, said["cara_isi"])),
        definisi=said["definisi"],
        formula=said["formula"],
        terputus=bool(said["putus"]),
        catatan_putus=said["putus"],
    )


def _new_indicator(
    lembar: Lembar, row: ParsedRow, isi: Isi, called: Mapping[str, Unit], taken: tuple[Names, Names]
) -> None:
    names, codes = taken
    keys = ("jenis", "skala_predikat", "sumber", *INDIKATOR_KEYS, *KARTU_KEYS)
    unit = unit_of(lembar, row, "unit", called)
    usable = [lembar.sound(row, key) and fits(lembar, row, key) for key in keys]
    if unit is None or not all(usable):
        return
    values: Row = dict.fromkeys(keys) | row.values
    since = isi.lingkup.awal if values["mulai_tahun"] is None else year(values["mulai_tahun"])
    jenis = JenisNilai(code_of(JENIS, values["jenis"]))
    nama, kode = " ".join(canonical(values["nama"]).split()), canonical(values["kode"])
    wrong = _wrong_new(values, since, jenis)
    if wrong is not None:
        lembar.problem(row, *wrong)
    elif not names.free(unit.pk, nama, 0):
        lembar.problem(row, "nama", "nama_ganda", tempat_nama=unit.nama)
    elif kode and not codes.free(unit.pk, kode, 0):
        lembar.problem(row, "kode", "nama_ganda", tempat_nama=unit.nama)
    elif lembar.may(row, "nama", Permission.PLAN, unit, objek=unit.nama, stored=KOSONG):
        lembar.hasil.indikator_baru.append(
            IndikatorBaru(
                unit,
                nama,
                jenis,
                _card(values, since or isi.lingkup.awal),
                kode=kode,
                iku=values["iku"] == YA,
                skala_predikat=code_of(skala(), values["skala_predikat"]),
                sumber=canonical(values["sumber"]),
                dimulai_tahun=since or isi.lingkup.awal,
            )
        )
        lembar.change(row, "nama", f"Indikator {unit.nama}", KOSONG, f"“{nama}”")


def _wrong_new(values: Row, since: int | None, jenis: JenisNilai) -> tuple[str, str] | None:
    """Column and code of what does not fit in a new indicator."""
    is_predicate = jenis is JenisNilai.PREDIKAT
    if since is None:
        return "mulai_tahun", "tahun_kartu_salah"
    if is_predicate and values["skala_predikat"] is None:
        return "skala_predikat", "skala_belum_dipilih"
    if not is_predicate and values["skala_predikat"] is not None:
        return "skala_predikat", "skala_tanpa_predikat"
    return None
