"""The rows of a table gathered by indicator: whose it is, whether it exists, how it is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.predicates import predicate_scale
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.transfer.headers import normalise
from sakip.kernel.transfer.problems import Severity, of_cell, sentence
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.transfers.facts import Dikenal
from sakip.perencanaan.transfers.fields import Isi
from sakip.perencanaan.transfers.kinds import Jenis, Pembacaan, infer, tied_scales
from sakip.perencanaan.transfers.sentences import SENTENCES, Pertanyaan
from sakip.perencanaan.transfers.table import Baris, Sel, Tabel


@dataclass
class Kelompok:
    """All rows of one indicator. ``kunci`` names it through every step: its unit and its name without spelling."""

    kunci: str
    nama: str
    unit: Unit | None
    ada: Indikator | None = None
    baris: list[Baris] = field(default_factory=list)
    jenis: Jenis = field(default_factory=lambda: Jenis(JenisNilai.ANGKA))
    polaritas_tertulis: Polaritas | None = None

    @property
    def kode(self) -> str:
        return next((row.kode.text for row in self.baris if row.kode), "")

    @property
    def satuan(self) -> str:
        return next((row.satuan.text for row in self.baris if row.satuan), "")

    def values(self) -> Iterable[tuple[Baris, Sel]]:
        """The cells that are stored, with their rows; what was printed is only compared."""
        return ((row, sel) for row in self.baris for sel in row.sel if sel.isi is not Isi.TERCETAK)


def gather(tabel: Tabel, dikenal: Dikenal) -> list[Kelompok]:
    """The indicators of a table in the order of their first rows, matched to those that exist."""
    groups: dict[str, Kelompok] = {}
    for row in tabel.baris:
        unit, found = _unit(row, tabel, dikenal)
        if not found:
            continue
        key = f"{unit.pk if unit else 0}:{normalise(row.nama)}"
        group = groups.setdefault(key, Kelompok(key, row.nama, unit))
        group.baris.append(row)
    codes: dict[tuple[int, str], Kelompok] = {}
    for group in groups.values():
        _match(group, tabel, dikenal)
        _check_code(group, tabel, codes, dikenal)
        _written_polarity(group, tabel)
    _refuse_doubles(groups.values(), tabel)
    return list(groups.values())


def _unit(row: Baris, tabel: Tabel, dikenal: Dikenal) -> tuple[Unit | None, bool]:
    """The row's unit, and whether it is known; without a unit column, or where it is blank, the import's own."""
    if row.unit is None:
        return dikenal.unit, True
    found = dikenal.units.get(normalise(row.unit.text), ())
    if len(found) == 1:
        return found[0], True
    whole = dikenal.unit.nama if dikenal.unit else "instansi ini"
    tabel.problem(row.unit, "unit_rancu" if found else "unit_tidak_ditemukan", unit=whole)
    return None, False


def _match(group: Kelompok, tabel: Tabel, dikenal: Dikenal) -> None:
    """By code where the table has one, else by name; of several that are alike the one that is written the same."""
    if group.unit is None:
        return
    pk = group.unit.pk
    coded = dikenal.by_kode.get((pk, group.kode)) if group.kode else None
    alike = dikenal.by_name.get((pk, normalise(group.nama)), ())
    exact = [row for row in alike if row.nama == group.nama]
    named = alike[0] if len(alike) == 1 else exact[0] if exact else None
    if coded is not None and coded.dihentikan_tahun is None and not (named and named != coded):
        group.ada = coded
    elif named is not None:
        group.ada = named
    elif alike:
        tabel.problem(group.baris[0].cell, "indikator_rancu")


def _check_code(group: Kelompok, tabel: Tabel, codes: dict[tuple[int, str], Kelompok], dikenal: Dikenal) -> None:
    """A code names one indicator, in the table and in the unit."""
    cell = next((row.kode for row in group.baris if row.kode), None)
    if cell is None:
        return
    owner = (group.unit.pk if group.unit else 0, group.kode)
    other = codes.setdefault(owner, group)
    stored = dikenal.by_kode.get(owner)
    if other is not group:
        tabel.problem(cell, "kode_ganda", indikator=other.nama)
    elif stored is not None and stored != group.ada:
        tabel.problem(cell, "kode_ganda", indikator=stored.nama)


def _written_polarity(group: Kelompok, tabel: Tabel) -> None:
    """The direction as the table says it; two different ones are refused, one against the card is told."""
    written = [row for row in group.baris if row.polaritas and row.polaritas_cell]
    if not written:
        return
    first = written[0]
    group.polaritas_tertulis = first.polaritas
    for row in written[1:]:
        if row.polaritas is not first.polaritas and row.polaritas_cell:
            tabel.problem(row.polaritas_cell, "polaritas_bertentangan", baris_lain=str(first.nomor))


def _refuse_doubles(groups: Iterable[Kelompok], tabel: Tabel) -> None:
    """One value per indicator, period and column; which of two counts is not guessed, equal ones included."""
    for group in groups:
        seen: dict[object, int] = {}
        for row in group.baris:
            keys = {(sel.isi, sel.periode) for sel in row.sel if sel.isi is not Isi.TERCETAK and not sel.cell.is_empty}
            earlier = [seen[key] for key in keys if key in seen]
            if earlier:
                tabel.problem(row.cell, "baris_ganda", baris_lain=str(min(earlier)))
            seen.update(dict.fromkeys(keys - seen.keys(), row.nomor))


def measure(group: Kelompok, into: Pembacaan, jawaban: Mapping[str, str]) -> bool:
    """Find how the indicator is measured; False where a person has to choose the scale first."""
    if group.ada is not None:
        group.jenis = Jenis(JenisNilai(group.ada.series.jenis), group.ada.series.skala_predikat)
        return True
    cells = [sel for _, sel in group.values()]
    group.jenis = infer(cells)
    if group.jenis.jenis is not JenisNilai.PREDIKAT:
        return True
    tied = tied_scales(cells)
    return not tied or _ask_scale(group, tied, into, jawaban.get(f"skala:{group.kunci}", ""))


def _ask_scale(group: Kelompok, tied: tuple[str, ...], into: Pembacaan, given: str) -> bool:
    cell = next(sel.cell for _, sel in group.values() if not sel.cell.is_empty)
    problem = of_cell(cell, "skala_tidak_jelas", sheet=into.tabel.lembar, severity=Severity.TANYA)
    choices = tuple((kode, predicate_scale(kode).nama) for kode in tied)
    into.pertanyaan.append(Pertanyaan(f"skala:{group.kunci}", sentence(problem, SENTENCES), choices, given))
    if given in tied:
        group.jenis = Jenis(JenisNilai.PREDIKAT, given)
        return True
    into.tabel.masalah.append(problem)
    return False
