"""What the cells of one indicator say: one kind for all of them, then each cell as a typed value (R-GEN-3).

Kinds are recognised over all rows together: a number among predicates is the number beside a predicate. Two readings
are a question for a person, whatever the rows around suggest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sakip.arithmetic.notation import (
    Bertanya,
    Catatan,
    Ditolak,
    Kosong,
    Reading,
    Soal,
    TanpaNilai,
    Terbaca,
    Tolakan,
    format_entry,
    format_nilai,
    format_number,
    read_number,
    read_value,
    round_half_up,
)
from sakip.arithmetic.predicates import SkalaPredikat, predicate_scale, predicate_scales
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.kernel.fields import PLACES
from sakip.kernel.transfer.cells import Cell, Note
from sakip.kernel.transfer.problems import Severity, of_cell, sentence
from sakip.perencanaan.transfers.fields import Isi
from sakip.perencanaan.transfers.sentences import ASKED, REJECTED, REMARKED, SENTENCES, Pertanyaan
from sakip.perencanaan.transfers.table import Sel, Tabel

KIND_WORDS: Mapping[JenisNilai, str] = {
    JenisNilai.ANGKA: "angka",
    JenisNilai.RENTANG: "rentang",
    JenisNilai.PREDIKAT: "predikat",
    JenisNilai.YA_TIDAK: "ya atau tidak",
    JenisNilai.TANGGAL: "tanggal",
    JenisNilai.DURASI: "lama waktu",
}
NOT_YET = "belum tersedia"
"""The answer to *nihil* that means no value."""


@dataclass(frozen=True)
class Jenis:
    """How an indicator is measured."""

    jenis: JenisNilai
    skala: str = ""

    @property
    def skala_predikat(self) -> SkalaPredikat | None:
        return predicate_scale(self.skala) if self.skala else None


@dataclass
class IsiSel:
    """A cell's value. ``isian`` None with ``ditolak`` False: nothing was filled in."""

    isian: Isian = None
    ditolak: bool = False
    ditanya: bool = False


@dataclass
class Pembacaan:
    """Where readings leave what they found: problems in the table, questions beside it; the answers of the person."""

    tabel: Tabel
    jawaban: Mapping[str, str]
    pertanyaan: list[Pertanyaan] = field(default_factory=list)


def raw_reading(cell: Cell) -> Reading:
    """What a cell says by itself, before the kind of its indicator is known."""
    if cell.angka is not None:
        # The number counts; text would be asked about although the file is exact.
        return Terbaca(Nilai(JenisNilai.ANGKA, angka=cell.angka))
    if cell.tanggal is not None:
        return Terbaca(Nilai(JenisNilai.TANGGAL, tanggal=date.fromisoformat(cell.tanggal[:10])))
    return read_value(cell.text)


# --- the kind of an indicator ----------------------------------------------------------------------------------------


def infer(cells: Sequence[Sel]) -> Jenis:
    """The kind of a new indicator over all its cells; where kinds differ the commonest, predicates among equals.

    Where predicates are meant a number may be one by its scale; a range may be promised where numbers are measured.
    """
    readings = [(cell, raw_reading(cell.cell)) for cell in cells if cell.cell.problem is None]
    kinds = Counter(kind for cell, reading in readings if (kind := _kind(cell, reading)) is not None)
    if 2 * kinds[JenisNilai.PREDIKAT] >= kinds.total() > 0:
        return Jenis(JenisNilai.PREDIKAT, _scale(readings))
    commonest = max(kinds, key=lambda kind: kinds[kind], default=JenisNilai.ANGKA)
    return Jenis(commonest, _scale(readings) if commonest is JenisNilai.PREDIKAT else "")


def _kind(sel: Sel, reading: Reading) -> JenisNilai | None:
    if isinstance(reading, Terbaca):
        kind = reading.nilai.jenis
        return JenisNilai.ANGKA if kind is JenisNilai.RENTANG and sel.isi is Isi.TARGET else kind
    if isinstance(reading, Ditolak) and reading.code in {Tolakan.SKALA_TIDAK_JELAS, Tolakan.KODE_DI_LUAR_SKALA}:
        return JenisNilai.PREDIKAT
    numbers = {Soal.TITIK_AMBIGU, Soal.KOMA_BERULANG, Soal.GAYA_INGGRIS, Soal.BESARAN_KATA, Soal.TANDA_KURUNG}
    return JenisNilai.ANGKA if isinstance(reading, Bertanya) and reading.code in numbers else None


def _scale(readings: Iterable[tuple[Sel, Reading]]) -> str:
    """The scale that knows most of the words, and whose steps agree most often with the numbers beside them."""
    texts = [(sel.cell.text, reading) for sel, reading in readings]

    def fit(skala: SkalaPredikat) -> tuple[int, int]:
        known = agreeing = 0
        for text, reading in texts:
            found = read_value(text, jenis=JenisNilai.PREDIKAT, skala=skala)
            worded = not (isinstance(reading, Terbaca) and reading.nilai.jenis is JenisNilai.ANGKA)
            if isinstance(found, Terbaca) and worded:
                known += 1
                angka = found.nilai.angka
                step = skala.of_number(angka) if angka is not None else None
                agreeing += step is not None and step.kode == found.nilai.kode
        return known, agreeing

    fits = {kode: fit(skala) for kode, skala in predicate_scales().items()}
    best = max(fits.values())
    return next(kode for kode, value in fits.items() if value == best) if best[0] else next(iter(fits))


def tied_scales(cells: Sequence[Sel]) -> tuple[str, ...]:
    """Scales between which nothing in the cells decides; () where one is surest."""
    worded = [
        (sel, reading)
        for sel in cells
        if sel.cell.problem is None
        and (reading := raw_reading(sel.cell))
        and _kind(sel, reading) is JenisNilai.PREDIKAT
    ]
    if not worded:
        return ()
    chosen = _scale(worded)
    same = [
        kode
        for kode in predicate_scales()
        if kode != chosen and _says_the_same(worded, predicate_scale(kode), predicate_scale(chosen))
    ]
    return (chosen, *same) if same else ()


def _says_the_same(cells: Sequence[tuple[Sel, Reading]], one: SkalaPredikat, other: SkalaPredikat) -> bool:
    """Whether both scales know every word, without a number that tells them apart."""
    for sel, _ in cells:
        first = read_value(sel.cell.text, jenis=JenisNilai.PREDIKAT, skala=one)
        second = read_value(sel.cell.text, jenis=JenisNilai.PREDIKAT, skala=other)
        if not (isinstance(first, Terbaca) and isinstance(second, Terbaca)):
            return False
        if first.catatan != second.catatan or first.nilai.kode != second.nilai.kode:
            return False
    return True


# --- one cell --------------------------------------------------------------------------------------------------------


def read_cell(sel: Sel, jenis: Jenis, into: Pembacaan) -> IsiSel:
    """The typed value of one cell, with its problem, its question or its remark left in ``into``."""
    cell, tabel = sel.cell, into.tabel
    if cell.problem is not None:
        tabel.problem(cell, cell.problem.value)
        return IsiSel(ditolak=True)
    if Note.NUMBER_HIDDEN in cell.note:
        # A zero printed as "-": shown as no value, stored as a number; the person is told which one counts.
        tabel.problem(cell, "angka_tidak_tampil", severity=Severity.CATATAN, dibaca=_number(cell))
    reading = _reading(sel, jenis)
    match reading:
        case Kosong():
            return IsiSel()
        case TanpaNilai(tanda=tanda, galat=galat, keadaan=keadaan):
            return _no_value(cell, tanda, keadaan or Keadaan.BELUM_TERSEDIA, tabel, galat=galat)
        case Ditolak():
            return _rejected(sel, reading, jenis, into)
        case Bertanya():
            return _asked(sel, reading, jenis, into)
        case Terbaca():
            return _accepted(sel, reading, tabel)


def _number(cell: Cell) -> str:
    return format_number(cell.angka, places=None) if cell.angka is not None else ""


def _reading(sel: Sel, jenis: Jenis) -> Reading:
    raw = raw_reading(sel.cell)
    if isinstance(raw, Kosong | TanpaNilai):
        return raw
    if isinstance(raw, Terbaca) and _fits(sel, raw.nilai, jenis):
        return raw
    text = format_entry(sel.cell.angka) if sel.cell.angka is not None else sel.cell.text
    return read_value(text, jenis=jenis.jenis, skala=jenis.skala_predikat)


def _fits(sel: Sel, nilai: Nilai, jenis: Jenis) -> bool:
    """A value that needs no second reading; a predicate does, by the scale that was found."""
    if nilai.jenis is JenisNilai.RENTANG and _may_be_range(sel, jenis):
        return True
    return nilai.jenis is jenis.jenis and jenis.jenis is not JenisNilai.PREDIKAT


def _may_be_range(sel: Sel, jenis: Jenis) -> bool:
    return sel.isi is Isi.TARGET and jenis.jenis in {JenisNilai.ANGKA, JenisNilai.RENTANG}


def _no_value(cell: Cell, tanda: str, keadaan: Keadaan, tabel: Tabel, *, galat: bool) -> IsiSel:
    if galat:
        tabel.problem(cell, "galat_rumus")
        return IsiSel(ditolak=True)
    return IsiSel(Tiada(keadaan, f"tercetak '{tanda}' dalam tabel"))


def _rejected(sel: Sel, reading: Ditolak, jenis: Jenis, into: Pembacaan) -> IsiSel:
    raw = raw_reading(sel.cell)
    if isinstance(raw, Terbaca) and raw.nilai.jenis is not jenis.jenis:
        diisi, wanted = KIND_WORDS[raw.nilai.jenis], KIND_WORDS[jenis.jenis]
        into.tabel.problem(sel.cell, "jenis_berbeda", diisi=diisi, jenis=wanted)
    else:
        into.tabel.problem(sel.cell, REJECTED[reading.code])
    return IsiSel(ditolak=True)


def _accepted(sel: Sel, reading: Terbaca, tabel: Tabel) -> IsiSel:
    nilai = _storable_duration(reading)
    if any(n is not None and -int(n.normalize().as_tuple().exponent) > PLACES for n in (nilai.angka, nilai.angka_atas)):
        tabel.problem(sel.cell, "terlalu_banyak_desimal")
        return IsiSel(ditolak=True)
    for code in dict.fromkeys(REMARKED[note] for note in reading.catatan if note in REMARKED):
        tabel.problem(sel.cell, code, severity=Severity.CATATAN, dibaca=format_nilai(nilai))
    if Note.NORMALISED in sel.cell.note:
        tabel.problem(sel.cell, "dinormalkan_15_angka", severity=Severity.CATATAN, dibaca=format_nilai(nilai))
    return IsiSel(nilai)


def _storable_duration(reading: Terbaca) -> Nilai:
    """A clock time in hours seldom ends: 1:07:38 is kept to ten decimals, less than a millionth of a second."""
    nilai = reading.nilai
    if Catatan.DURASI not in reading.catatan or nilai.angka is None:
        return nilai
    return replace(nilai, angka=round_half_up(nilai.angka, PLACES))


def _asked(sel: Sel, question: Bertanya, jenis: Jenis, into: Pembacaan) -> IsiSel:
    """The answer where one was given, else the question."""
    choices = tuple((format_entry(value), format_number(value, places=None)) for value in question.pilihan)
    if question.code is Soal.NIHIL:
        choices += ((NOT_YET, NOT_YET),)
    given = into.jawaban.get(sel.cell.address, "").strip()
    possible = " atau ".join(label for _, label in choices)
    problem = of_cell(
        sel.cell,
        ASKED[question.code],
        sheet=into.tabel.lembar,
        column_label=sel.label,
        severity=Severity.TANYA,
        kemungkinan=possible,
    )
    asked = Pertanyaan(sel.cell.address, sentence(problem, SENTENCES), choices, given)
    into.pertanyaan.append(asked)
    if not given:
        into.tabel.masalah.append(problem)
        return IsiSel(ditanya=True)
    if given == NOT_YET and question.code is Soal.NIHIL:
        return IsiSel(Tiada(Keadaan.BELUM_TERSEDIA, f"tercetak '{sel.cell.text}' dalam tabel"))
    answer = read_number(given)
    value = answer.nilai.angka if isinstance(answer, Terbaca) else None
    if value is None or value not in question.pilihan:
        into.tabel.problem(sel.cell, "jawaban_salah", jawaban=given, kemungkinan=possible)
        return IsiSel(ditolak=True)
    kind = jenis.jenis if jenis.jenis in {JenisNilai.ANGKA, JenisNilai.DURASI} else JenisNilai.ANGKA
    return IsiSel(Nilai(kind, angka=value))
