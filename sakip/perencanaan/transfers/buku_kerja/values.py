"""The sheets Target and Realisasi of a workbook that came back, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from sakip.arithmetic.notation import (
    LONGEST_REASON,
    Bertanya,
    Ditolak,
    Kosong,
    Reading,
    TanpaNilai,
    Terbaca,
    format_entry,
    format_nilai,
    format_number,
    format_told,
    read_reasoned,
    read_typed,
)
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai
from sakip.datakinerja.actions import NilaiBaru
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import Permission
from sakip.kernel.fields import refuse_unstorable
from sakip.kernel.queries import writers
from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.columns import ParsedRow
from sakip.kernel.transfer.problems import Severity
from sakip.perencanaan.actions import TargetBaru
from sakip.perencanaan.kinerja import skala_of
from sakip.perencanaan.models import Indikator, Target
from sakip.perencanaan.transfers.buku_kerja.cells import cell_value
from sakip.perencanaan.transfers.buku_kerja.exporting import periods, stands
from sakip.perencanaan.transfers.buku_kerja.marks import canonical, read_mark
from sakip.perencanaan.transfers.buku_kerja.sheets import ALASAN, ID, LONGEST, SEEN, TARGET
from sakip.perencanaan.transfers.buku_kerja.stand import Isi
from sakip.perencanaan.transfers.buku_kerja.work import Lembar, Tindakan
from sakip.perencanaan.transfers.sentences import REJECTED, REMARKED

_PERMISSION = {True: Permission.SET_TARGET, False: Permission.ENTER_REALISASI}


@dataclass(frozen=True)
class Sel:
    """One cell of values: its row and period, what stands in it, what was exported into it."""

    row: ParsedRow
    indikator: Indikator
    periode: Periode
    stored: Target | SeriesValue | None
    seen: int | None

    @property
    def key(self) -> str:
        return str(self.periode)

    @property
    def stands(self) -> Isian:
        return self.stored.isian if self.stored else None

    @property
    def is_stale(self) -> bool:
        """Whether somebody wrote the cell since it was exported."""
        return (self.stored.pk if self.stored else None) != self.seen


def read_values(lembar: Lembar, isi: Isi) -> None:
    """Compare one sheet of values with what stands. Of cells that are stale, the exported values are looked up."""
    known = {str(row.pk): row for row in isi.indikator}
    cells = [cell for row in lembar.rows for cell in _cells(lembar, row, isi, known)]
    seen = _seen([cell for cell in cells if cell.is_stale], lembar)
    for cell in cells:
        before = seen.get(cell.seen or 0) if cell.is_stale else cell.stands
        _compare(lembar, isi, cell, before)


def _cells(lembar: Lembar, row: ParsedRow, isi: Isi, known: Mapping[str, Indikator]) -> list[Sel]:
    found = known.get(str(row.values.get(ID)))
    mark = read_mark(row.values.get(SEEN))
    if found is None or mark is None:
        lembar.problem(row, ID, "baris_tidak_dikenal" if found is None else "jejak_rusak")
        return []
    key = lembar.spec.key
    return [
        Sel(row, found, periode, stands(isi, found, periode, key), mark.row_id(str(periode)))
        for periode in periods(isi.lingkup, key)
        if lembar.usable(row, str(periode))
    ]


def _seen(stale: Sequence[Sel], lembar: Lembar) -> dict[int, Isian]:
    """What was exported into stale cells: values are never changed, so the rows are still there."""
    ids = [cell.seen for cell in stale if cell.seen is not None]
    if not ids:
        return {}
    model: type[Target | SeriesValue] = Target if lembar.spec.key == TARGET else SeriesValue
    return {row.pk: row.isian for row in model.objects.visible_to(lembar.by).filter(pk__in=ids)}


def _compare(lembar: Lembar, isi: Isi, cell: Sel, before: Isian) -> None:
    typed = canonical(cell.row.values[cell.key])
    if typed in {canonical(cell_value(cell.stands)), canonical(cell_value(before))}:
        lembar.count(Tindakan.SAMA)
        return
    read, isian = read_isian(lembar, cell.row, cell.key, cell.indikator)
    if not read:
        return
    if isian in (cell.stands, before):
        lembar.count(Tindakan.SAMA)
    elif cell.is_stale:
        _conflict(lembar, cell, isian)
    elif lembar.may(
        cell.row,
        cell.key,
        _PERMISSION[lembar.spec.key == TARGET],
        cell.indikator.unit,
        objek=cell.indikator.nama,
        stored=format_told(cell.stands),
    ):
        _write(lembar, isi, cell, isian)


def _conflict(lembar: Lembar, cell: Sel, isian: Isian) -> None:
    who = "orang lain"
    if cell.stored is not None:
        key = (cell.stored._meta.label, cell.stored.pk)
        who = found.nama if (found := writers([key]).get(key)) else who
    lembar.problem(
        cell.row, cell.key, "sudah_berubah", siapa=who, tersimpan=format_told(cell.stands), berkas=format_told(isian)
    )


def _write(lembar: Lembar, isi: Isi, cell: Sel, isian: Isian) -> None:
    lama, baru = format_told(cell.stands), format_told(isian)
    typed = lembar.cell(cell.row, cell.key).text
    if lembar.spec.key != TARGET:
        lembar.hasil.nilai.append(NilaiBaru(cell.indikator.series, cell.periode, isian, cell.seen, typed))
    else:
        reason = canonical(cell.row.values.get(ALASAN))
        if cell.stands is not None and not _reasoned(lembar, cell, reason, lama, baru):
            return
        placement = isi.penempatan[cell.indikator.pk]
        new = TargetBaru(placement, cell.periode, isian, cell.seen, typed)
        lembar.hasil.target.setdefault(reason if cell.stands is not None else "", []).append(new)
    lembar.change(cell.row, cell.key, cell.indikator.nama, lama, baru)


def _reasoned(lembar: Lembar, cell: Sel, reason: str, lama: str, baru: str) -> bool:
    if not reason:
        periode = f"tahun {cell.periode.tahun}"
        lembar.problem(cell.row, ALASAN, "alasan_perubahan_wajib", periode=periode, lama=lama, baru=baru)
    elif len(reason) > LONGEST[TARGET][ALASAN]:
        lembar.problem(cell.row, ALASAN, "alasan_terlalu_panjang")
    else:
        return True
    return False


# --- what a cell says ------------------------------------------------------------------------------------------------


def read_isian(lembar: Lembar, row: ParsedRow, key: str, indikator: Indikator) -> tuple[bool, Isian]:
    """Whether a cell could be read as a value of its indikator, and the value; None is an emptied cell."""
    here = lembar.cell(row, key)
    nothing = read_reasoned(here.text)
    if nothing is not None:
        if len(nothing.alasan) > LONGEST_REASON:
            lembar.problem(row, key, "alasan_terlalu_panjang")
            return False, None
        return True, nothing
    return _judged(lembar, row, key, _reading(lembar, here, indikator))


def _reading(lembar: Lembar, here: Cell, indikator: Indikator) -> Reading:
    jenis = JenisNilai(indikator.series.jenis)
    text = here.text
    if here.angka is not None:
        text = format_entry(here.angka)  # the stored number counts, not how the cell shows it
    elif here.tanggal is not None and jenis is JenisNilai.TANGGAL:
        text = here.tanggal[:10]
    return read_typed(text, jenis=jenis, skala=skala_of(indikator), rentang=lembar.spec.key == TARGET)


def _judged(lembar: Lembar, row: ParsedRow, key: str, reading: Reading) -> tuple[bool, Isian]:
    match reading:
        case Kosong():
            return True, None
        case Terbaca():
            return _storable(lembar, row, key, reading)
        case TanpaNilai(keadaan=Keadaan()):
            lembar.problem(row, key, "tanpa_alasan")
        case TanpaNilai(galat=galat):
            lembar.problem(row, key, "galat_rumus" if galat else "tanda_tak_jelas")
        case Bertanya():
            choices = " atau ".join(format_number(number, places=None) for number in reading.pilihan)
            lembar.problem(row, key, "rancu", kemungkinan=choices)
        case Ditolak():
            lembar.problem(row, key, REJECTED[reading.code])
    return False, None


def _storable(lembar: Lembar, row: ParsedRow, key: str, reading: Terbaca) -> tuple[bool, Nilai | None]:
    nilai = reading.nilai
    try:
        for number in (nilai.angka, nilai.angka_atas):
            if number is not None:
                refuse_unstorable(number)
    except ValidationError as wrong:
        code = "terlalu_banyak_desimal" if wrong.code == "desimal-terlalu-banyak" else "terlalu_banyak_angka"
        lembar.problem(row, key, code)
        return False, None
    for code in dict.fromkeys(REMARKED[note] for note in reading.catatan if note in REMARKED):
        lembar.problem(row, key, code, severity=Severity.CATATAN, dibaca=format_nilai(nilai))
    return True, nilai
