"""A sheet cut into rows by a mapping: each row one indicator, its cells with their periods. Nothing is typed yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.kernel.fields import lengths
from sakip.kernel.plaintext import has_markup, plain_text
from sakip.kernel.transfer.cells import Cell, Sheet
from sakip.kernel.transfer.headers import first_data_row, header_labels, normalise
from sakip.kernel.transfer.problems import Problem, Severity, of_cell
from sakip.perencanaan.models import Indikator, KartuIndikator
from sakip.perencanaan.rules import FIRST_YEAR, LAST_YEAR
from sakip.perencanaan.transfers.fields import BY_PERIOD, Isi, Kolom, Peta

LONGEST = {**lengths(Indikator, "nama", "kode"), **lengths(KartuIndikator, "satuan")}
_YEAR = re.compile(r"(?:tahun\s+)?(\d{4})", re.IGNORECASE)
POLARITY_WORDS: Mapping[Polaritas, frozenset[str]] = {
    Polaritas.MENINGKAT: frozenset(
        {
            "meningkat",
            "maximize",
            "maximise",
            "maksimum",
            "positif",
            "naik",
            "semakin tinggi semakin baik",
            "max",
            "tinggi",
        }
    ),
    Polaritas.MENURUN: frozenset(
        {
            "menurun",
            "minimize",
            "minimise",
            "minimum",
            "negatif",
            "turun",
            "semakin rendah semakin baik",
            "min",
            "rendah",
        }
    ),
    Polaritas.RENTANG: frozenset({"rentang", "stabilize", "stabilise", "stabil", "dalam rentang"}),
}


@dataclass(frozen=True)
class Susunan:
    """How a sheet is laid out, as the person said: header rows, mapping, one year for all where none stands in it."""

    baris_judul: tuple[int, ...]
    peta: Peta
    tahun: int | None = None


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell that says something of a period."""

    isi: Isi
    periode: Periode
    cell: Cell
    label: str


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of the table. ``unit`` is what the unit column says, empty where there is none."""

    nomor: int
    nama: str
    cell: Cell
    unit: Cell | None
    kode: Cell | None
    satuan: Cell | None
    polaritas: Polaritas | None
    polaritas_cell: Cell | None
    sel: tuple[Sel, ...]


@dataclass
class Tabel:
    """The rows that could be cut, and what was wrong with the others."""

    lembar: str
    label: tuple[str, ...]
    peta: Peta
    baris: list[Baris] = field(default_factory=list)
    masalah: list[Problem] = field(default_factory=list)

    def problem(self, cell: Cell, code: str, *, severity: Severity = Severity.TOLAK, **params: str) -> None:
        """Keep a finding about a cell."""
        label = self.label[cell.column - 1] if cell.column <= len(self.label) else ""
        self.masalah.append(of_cell(cell, code, sheet=self.lembar, column_label=label, severity=severity, **params))

    def plain(self, cell: Cell) -> Cell:
        """The cell without the HTML of another application, of which the person is told."""
        if not has_markup(cell.text):
            return cell
        text = plain_text(cell.text)
        self.problem(cell, "html_dibuang", severity=Severity.CATATAN, dibaca=text)
        return replace(cell, text=text)

    def column(self, isi: Isi) -> int | None:
        return next((each.kolom for each in self.peta if each.isi is isi), None)


def read_table(sheet: Sheet, susunan: Susunan) -> Tabel:
    """Every row below the header that has anything in a mapped column."""
    table = Tabel(sheet.name, header_labels(sheet, susunan.baris_judul), susunan.peta)
    named = {each.isi: each.kolom for each in susunan.peta if each.isi not in BY_PERIOD}
    dated = [each for each in susunan.peta if each.isi in BY_PERIOD]
    for number in range(first_data_row(sheet, susunan.baris_judul), len(sheet.rows) + 1):
        cells = {isi: table.plain(sheet.at(number, column)) for isi, column in named.items()}
        values = [(each, sheet.at(number, each.kolom)) for each in dated]
        if all(cell.is_empty for cell in [cells[Isi.INDIKATOR], *(cell for _, cell in values)]):
            continue
        row = _row(table, cells, values, susunan.tahun)
        if row is not None:
            table.baris.append(row)
    return table


def _row(
    table: Tabel, cells: Mapping[Isi, Cell], values: Sequence[tuple[Kolom, Cell]], tahun: int | None
) -> Baris | None:
    name = cells[Isi.INDIKATOR]
    if _is_section(name, [cell for _, cell in values]):
        table.problem(name, "baris_bagian", severity=Severity.CATATAN)
        return None
    nama = _name(table, name)
    needs_year = any(each.tahun is None for each, _ in values)
    year = _year(table, cells.get(Isi.TAHUN), tahun) if needs_year else None
    if nama is None or (needs_year and year is None):
        return None
    for isi in (Isi.SATUAN, Isi.KODE):
        if isi in cells and len(cells[isi].text) > LONGEST[isi]:
            table.problem(cells[isi], "teks_terlalu_panjang", paling_banyak=str(LONGEST[isi]))
    sel = tuple(
        Sel(each.isi, Periode(each.tahun or year or 0, each.periode), cell, table.label[each.kolom - 1])
        for each, cell in values
    )
    return Baris(
        nomor=name.row,
        nama=nama,
        cell=name,
        unit=_filled(cells.get(Isi.UNIT)),
        kode=_filled(cells.get(Isi.KODE)),
        satuan=_filled(cells.get(Isi.SATUAN)),
        polaritas=_polarity(table, _filled(cells.get(Isi.POLARITAS))),
        polaritas_cell=_filled(cells.get(Isi.POLARITAS)),
        sel=sel,
    )


def _is_section(name: Cell, values: Sequence[Cell]) -> bool:
    """A title merged over the whole table, such as "Sasaran 1"."""
    return bool(values) and all(cell.merged_from == (name.merged_from or name.address) for cell in values)


def _name(table: Tabel, cell: Cell) -> str | None:
    nama = " ".join(cell.text.split())
    if cell.problem is not None:
        table.problem(cell, cell.problem.value)
    elif not nama:
        table.problem(cell, "nama_kosong")
    elif len(nama) > LONGEST["nama"]:
        table.problem(cell, "nama_terlalu_panjang")
    else:
        return nama
    return None


def _year(table: Tabel, cell: Cell | None, tahun: int | None) -> int | None:
    if cell is None:
        return tahun
    if cell.problem is not None:
        table.problem(cell, cell.problem.value)
        return None
    if cell.is_empty:
        if tahun is None:
            table.problem(cell, "tahun_kosong")
        return tahun
    text = str(int(cell.angka)) if cell.angka is not None and cell.angka == int(cell.angka) else cell.text
    found = _YEAR.fullmatch(" ".join(text.split()))
    if found is None:
        table.problem(cell, "tahun_tidak_terbaca")
        return None
    if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        table.problem(cell, "tahun_di_luar_rentang")
        return None
    return int(found[1])


def _polarity(table: Tabel, cell: Cell | None) -> Polaritas | None:
    if cell is None:
        return None
    words = normalise(cell.text)
    found = next((polarity for polarity, known in POLARITY_WORDS.items() if words in known), None)
    if found is None:
        table.problem(cell, "polaritas_tidak_dikenal")
    return found


def _filled(cell: Any) -> Cell | None:
    return None if cell is None or cell.is_empty else cell
