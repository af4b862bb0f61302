"""Lines of money out of a spreadsheet or a pasted block: every doubt named by its row, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from sakip.anggaran.models import Pagu
from sakip.anggaran.rules import BERANGGARAN, MOST, SimpulAnggaran
from sakip.kernel.fields import lengths
from sakip.kernel.plaintext import one_line
from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.headers import first_data_row, guess_header_rows, guess_mapping, header_labels
from sakip.kernel.transfer.reading import read_workbook

COLUMNS: Mapping[str, Sequence[str]] = {
    "kode": ("kode rekening", "kode program kegiatan sub kegiatan", "kode sub kegiatan"),
    "uraian": ("nomenklatur", "program kegiatan sub kegiatan", "nama", "urusan program kegiatan sub kegiatan"),
    "sumber": ("sumber dana", "sumber pendanaan"),
    "rupiah": ("pagu", "pagu rp", "pagu indikatif", "anggaran", "jumlah", "pagu anggaran"),
}
"""Our name of a column to the titles by which it is known."""
LONGEST: Mapping[str, int] = {**lengths(Pagu, "kode", "uraian", sumber="sumber_dana"), "rupiah": 30}
"""Cells of a line and how many characters each may have."""
CELLS = tuple(LONGEST)
NAMES: Mapping[str, str] = {"kode": "Kode", "uraian": "Uraian", "sumber": "Sumber dana", "rupiah": "Pagu"}
MOST_ROWS = 3_000
"""Lines of one unit in a year; more than these are those of several units, and no page to look through."""
_RUPIAH = re.compile(r"(?:rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,0{1,2}|,-)?", re.IGNORECASE | re.ASCII)
_KODE = re.compile(r"[0-9A-Za-z]+(?:[.\-/ ]+[0-9A-Za-z]+)*\.?")
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+", re.ASCII)
HEADS = frozenset({"kode", "kode rekening", "no"})


@dataclass(frozen=True)
class Ketikan:
    """A line as it was typed, with its place; ``angka`` where a spreadsheet holds the number itself."""

    baris: int
    kode: str = ""
    uraian: str = ""
    sumber: str = ""
    rupiah: str = ""
    angka: Decimal | None = None
    masalah: tuple[str, ...] = ()

    @property
    def kosong(self) -> bool:
        return not (self.kode or self.uraian or self.rupiah)


@dataclass(frozen=True)
class Bacaan:
    """What was read, and what keeps the file as a whole from being read."""

    baris: list[Ketikan]
    masalah: str = ""


def read_file(content: bytes, filename: str) -> Bacaan:
    """The first sheet with a header that names code and pagu. Raises UnreadableFile."""
    workbook = read_workbook(content, filename=filename)
    for sheet in workbook.sheets:
        header = guess_header_rows(sheet)
        found = guess_mapping(header_labels(sheet, header), COLUMNS) if header else {}
        if {"kode", "rupiah"} <= found.keys():
            rows = range(first_data_row(sheet, header), len(sheet.rows) + 1)
            typed = (_of_cells(row, {name: sheet.at(row, column) for name, column in found.items()}) for row in rows)
            return _bounded([row for row in typed if not row.kosong])
    return Bacaan([], "Tidak ada lembar dengan kolom “Kode” dan “Pagu”. Tulis judul kolomnya di atas isi.")


def _bounded(rows: Sequence[Ketikan]) -> Bacaan:
    if len(rows) <= MOST_ROWS:
        return Bacaan(list(rows))
    said = f"Terbaca {len(rows)} baris, paling banyak {MOST_ROWS} untuk satu unit. Pilih baris unit ini saja."
    return Bacaan([], said)


def _of_cells(row: int, cells: Mapping[str, Cell]) -> Ketikan:
    texts: dict[str, Any] = {name: one_line(cell.text) for name, cell in cells.items()}
    return Ketikan(row, angka=cells["rupiah"].angka, **texts)


def read_pasted(text: str) -> Bacaan:
    """Lines of a spreadsheet: code, name, source, rupiah, with tabs or semicolons between; a header is passed over."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [one_line(cell) for cell in line.split("\t" if "\t" in line else ";")]
        if not any(cells) or cells[0].casefold() in HEADS:
            continue
        if len(cells) == 3:  # code, name, rupiah
            cells.insert(2, "")
        row: dict[str, Any] = dict(zip(CELLS, [*cells, "", "", "", ""], strict=False))
        found.append(Ketikan(number, **row))
    return _bounded(found)


def read_table(columns: Mapping[str, Sequence[str]]) -> list[Ketikan]:
    """The rows of a form's table, given column by column, without empty ones."""
    rows = zip_longest(*(columns.get(name, ()) for name in CELLS), fillvalue="")
    found = []
    for number, cells in enumerate(rows, start=1):
        kode, uraian, sumber, rupiah = (one_line(cell) for cell in cells)
        found.append(Ketikan(number, kode, uraian, sumber, rupiah))
    return [row for row in found if not row.kosong]


def offered(plan: Iterable[SimpulAnggaran]) -> dict[str, str]:
    """What a plan gives to fill in: by code the name of each program, kegiatan and sub kegiatan, a code once."""
    found: dict[str, str] = {}
    for each in plan:
        if each.tingkat in BERANGGARAN:
            found.setdefault(each.kode, one_line(each.pernyataan)[: LONGEST["uraian"]])
    return found


def with_plan(rows: Sequence[Ketikan], rencana: Mapping[str, str]) -> list[Ketikan]:
    """The lines as typed, and after them what the plan offers and none of them names, its rupiah empty."""
    named = {row.kode for row in rows}
    more = [(kode, uraian) for kode, uraian in rencana.items() if kode not in named]
    return [*rows, *(Ketikan(len(rows) + number, *each) for number, each in enumerate(more, start=1))]


def checked(
    rows: Iterable[Ketikan], rencana: Mapping[str, str] | None = None
) -> tuple[list[Ketikan], list[tuple[Ketikan, int]]]:
    """Each line with what is wrong with it, and those that are right with their rupiah, long texts cut.

    A line that only repeats what the plan offers, without rupiah, is neither: nothing was filled in, which is no zero.
    """
    shown: list[Ketikan] = []
    good: list[tuple[Ketikan, int]] = []
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        if not (row.sumber or row.rupiah) and (rencana or {}).get(row.kode) == row.uraian:
            shown.append(row)
            continue
        amount, wrong = _amount(row), []
        wrong += [f"{name} belum diisi." for name, text in (("Kode", row.kode), ("Uraian", row.uraian)) if not text]
        if len(row.kode) <= LONGEST["kode"] and row.kode and not _KODE.fullmatch(row.kode):
            wrong.append(f"Kode “{row.kode}” memuat tanda yang tidak dikenal; tulis angka dan huruf bertitik.")
        if amount is None and len(row.rupiah) <= LONGEST["rupiah"]:
            wrong.append(_not_rupiah(row.rupiah))
        key = (row.kode, row.sumber)
        if row.kode and key in seen:
            wrong.append(f"Kode dan sumber dana ini sudah ada pada baris {seen[key]}; gabungkan keduanya.")
        seen.setdefault(key, row.baris)
        texts = {name: str(getattr(row, name)) for name in CELLS}
        wrong += [
            _too_long(NAMES[name], len(text), LONGEST[name])
            for name, text in texts.items()
            if len(text) > LONGEST[name]
        ]
        if amount is not None and not wrong:
            good.append((row, amount))
        cut: dict[str, Any] = {name: text[: LONGEST[name]] for name, text in texts.items()}
        shown.append(Ketikan(row.baris, angka=row.angka, masalah=tuple(wrong), **cut))
    return shown, good


def _too_long(isian: str, panjang: int, paling_panjang: int) -> str:
    return f"{isian} {panjang} huruf, paling panjang {paling_panjang}; yang tampak sudah dipotong, ringkaskan."


def _not_rupiah(typed: str) -> str:
    """Why it is no money: nothing, less than nothing, too much, or not whole."""
    if not typed:
        return "Pagu belum diisi; tulis 0 bila memang nol."
    if _WHOLE.fullmatch(typed.removeprefix("-")) and typed.startswith("-"):
        return f"Pagu “{typed}” kurang dari nol; tulis rupiah tanpa tanda minus, atau hapus barisnya."
    if _WHOLE.fullmatch(typed) and len(typed.replace(".", "")) > 15:
        return f"Pagu “{typed}” lebih dari 1.000 triliun rupiah pada satu baris; periksa jumlah angkanya."
    return f"Pagu “{typed}” bukan rupiah bulat; tulis misalnya 1.500.000."


def _amount(row: Ketikan) -> int | None:
    """Whole rupiah; None for what is none. Points group thousands, whatever they group."""
    typed = _RUPIAH.fullmatch(row.rupiah.replace("\N{NO-BREAK SPACE}", " ").strip())
    number = row.angka
    if number is None and typed is not None:
        number = Decimal(typed[1].replace(".", ""))
    if number is None or number != number.to_integral_value() or not 0 <= number <= MOST:
        return None
    return int(number)
