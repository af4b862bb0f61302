"""An uploaded table of one kind: which sheet, which columns, the rows with their cells, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sakip.kernel.plaintext import has_markup, one_line, plain_text
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.cells import Cell, Kind, Sheet, Workbook, column_letters
from sakip.kernel.transfer.columns import Column
from sakip.kernel.transfer.headers import first_data_row, guess_header_rows, guess_mapping, header_labels
from sakip.kernel.transfer.neutral import is_dangerous
from sakip.kernel.transfer.problems import Problem, Severity, of_cell
from sakip.kernel.transfer.workbook.cell_values import read_cell
from sakip.kernel.transfer.workbook.layout import FIRST_COLUMN, FIRST_ROW, KEY_ROW, MARK, TITLE_ROW
from sakip.organisasi.rules.tanggal import unlikely_day
from sakip.organisasi.transfers.jenis import JENIS, Jenis
from sakip.organisasi.transfers.sentences import of_refusal

MOST_ROWS = 5_000
SAMPLES, _LOOKED_AT = 3, 40
TEMPLATE = "organisasi-"
"""Before the kind's code in the mark of a template."""


@dataclass(frozen=True)
class KolomBerkas:
    """A column of the file: its number, letters, title, some of what it holds, and what it is taken for."""

    nomor: int
    huruf: str
    judul: str
    contoh: tuple[str, ...]
    isi: str = ""


@dataclass
class Tabel:
    """A table that was read. ``peta``: key of a column to its number in the sheet."""

    jenis: Jenis
    lembar: str = ""
    csv: bool = False
    kolom: list[KolomBerkas] = field(default_factory=list)
    peta: dict[str, int] = field(default_factory=dict)
    baris: list[Baris] = field(default_factory=list)
    masalah: list[Problem] = field(default_factory=list)

    def whole(self, code: str, value: str = "", **params: str) -> None:
        """A finding about the sheet as a whole."""
        self.masalah.append(Problem(self.lembar, None, "", "", value, code, params))


@dataclass
class Baris:
    """One row with what is asked of its cells; a blank cell and a column the file lacks both say nothing."""

    tabel: Tabel
    nomor: int
    sel: Mapping[str, Cell]
    ditolak: bool = False

    def cell(self, key: str) -> Cell:
        """The column's cell; the row's first where the file has no such column."""
        return self.sel.get(key) or next(iter(self.sel.values()))

    def text(self, key: str) -> str:
        """What stands there, on one line; "" for nothing. A cell that cannot be used is told once and is nothing."""
        cell = self.sel.get(key)
        if cell is None or cell.is_empty:
            return ""
        if cell.problem is not None:
            self.problem(key, cell.problem)
            return ""
        text = one_line(cell.text)
        if has_markup(text):
            text = plain_text(text)
            self.problem(key, "html_dibuang", severity=Severity.CATATAN, dibaca=text)
        if self.tabel.csv and text[:1] == "'" and is_dangerous(text[1:]):
            text = text[1:]  # as our own CSV marks what a spreadsheet would take for a formula
        longest = self.tabel.jenis.panjang.get(key)
        if longest and len(text) > longest:
            self.problem(key, "terlalu_panjang", panjang=str(len(text)), paling_panjang=str(longest))
        return text

    def day(self, key: str) -> date | None:
        """A day; what is none is told and is nothing."""
        cell = self.sel.get(key)
        if cell is None or cell.is_empty:
            return None
        value, problem = read_cell(cell, self._column(key), self.tabel.lembar)
        if problem is not None:
            self.keep(problem)
        if not isinstance(value, date) or self.refuse(key, unlikely_day(value)):
            return None
        return value

    def require(self, key: str) -> str:
        """A text that must be there; its lack is told, of a whole column once for all rows."""
        if key not in self.sel:
            self.ditolak = True
            return ""
        text = self.text(key)
        if not text and self.cell(key).problem is None:
            self.problem(key, "wajib_diisi")
        return text

    def problem(self, key: str, code: str, *, severity: Severity = Severity.TOLAK, **params: str) -> None:
        """A finding about a cell."""
        label = self._column(key).title
        self.keep(
            of_cell(self.cell(key), code, sheet=self.tabel.lembar, column_label=label, severity=severity, **params)
        )

    def refuse(self, key: str, refusal: Refusal | None) -> bool:
        """Tell at a cell what a use case would refuse, if it would; whether it would."""
        if refusal is None:
            return False
        key = key if key in self.tabel.jenis.titles else next(iter(self.sel))
        label = self._column(key).title
        self.keep(of_refusal(self.cell(key), refusal, sheet=self.tabel.lembar, column_label=label))
        return True

    def _column(self, key: str) -> Column:
        return next(each for each in self.tabel.jenis.kolom if each.key == key)

    def keep(self, problem: Problem) -> None:
        """A finding, told once however often a cell is asked."""
        if problem not in self.tabel.masalah:
            self.tabel.masalah.append(problem)
        self.ditolak |= problem.severity is not Severity.CATATAN


def read_table(workbook: Workbook, jenis: Jenis, peta: Mapping[str, int] | None = None) -> Tabel:
    """The table of a file: our own template, else the first sheet with rows whose titles are recognised.

    ``peta`` is the person's own choice of columns; without one it is proposed from the titles.
    """
    table = Tabel(jenis, csv=workbook.kind is Kind.CSV)
    marked = next((each for each in workbook.sheets if each.at(1, 1).text.startswith(f"{MARK}:{TEMPLATE}")), None)
    sheet = marked or next((each for each in workbook.sheets if each.rows and not each.hidden), workbook.sheets[0])
    table.lembar = sheet.name
    other = JENIS.get(sheet.at(1, 1).text.removeprefix(f"{MARK}:{TEMPLATE}")) if marked else None
    if other is not None and other is not jenis:
        table.whole("templat_jenis_lain", jenis=other.nama.lower(), diminta=jenis.nama.lower())
        return table
    header: Sequence[int] = (TITLE_ROW,) if marked else guess_header_rows(sheet)
    if not header:
        table.whole("judul_tidak_dikenal")
        return table
    first = FIRST_ROW if marked else first_data_row(sheet, header)
    labels = header_labels(sheet, header)
    proposed = _marked(sheet, jenis) if marked else guess_mapping(labels, jenis.known)
    table.peta = {key: at for key, at in (proposed if peta is None else peta).items() if key in jenis.titles}
    table.kolom = _columns(sheet, labels, table.peta, first, FIRST_COLUMN if marked else 1)
    _require_columns(table)
    table.baris = _rows(sheet, table, first)
    if len(table.baris) > MOST_ROWS:
        table.whole("terlalu_banyak_baris_impor", jumlah=str(len(table.baris)), paling_banyak=str(MOST_ROWS))
        table.baris = []
    return table


def _marked(sheet: Sheet, jenis: Jenis) -> dict[str, int]:
    keys = {sheet.at(KEY_ROW, column).text: column for column in range(FIRST_COLUMN, sheet.width + 1)}
    return {key: column for key, column in keys.items() if key in jenis.titles}


def _columns(sheet: Sheet, labels: Sequence[str], peta: Mapping[str, int], first: int, start: int) -> list[KolomBerkas]:
    keys = {at: key for key, at in peta.items()}
    found = []
    for column, label in enumerate(labels, start=1):
        if column < start:
            continue  # what our template keeps for itself
        cells = (sheet.at(row, column).text for row in range(first, min(first + _LOOKED_AT, len(sheet.rows) + 1)))
        samples = tuple(dict.fromkeys(text for text in cells if text))[:SAMPLES]
        if label or samples:
            found.append(KolomBerkas(column, column_letters(column), label, samples, keys.get(column, "")))
    return found


def _require_columns(table: Tabel) -> None:
    for column in table.jenis.kolom:
        if column.required and column.key not in table.peta:
            table.whole("kolom_belum_dipetakan", column.title)


def _rows(sheet: Sheet, table: Tabel, first: int) -> list[Baris]:
    rows = []
    for number in range(first, len(sheet.rows) + 1):
        cells = {key: sheet.at(number, column) for key, column in table.peta.items()}
        if any(not cell.is_empty for cell in cells.values()):
            rows.append(Baris(table, number, cells))
    return rows
