"""Formulir E.81, the evaluation of a Renja: its header of four rows found, its rows with level, code and figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from sakip.arithmetic.notation import format_rupiah
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.plaintext import has_markup, plain_text
from sakip.kernel.transfer.cells import Cell, Sheet, UnreadableFile
from sakip.kernel.transfer.reading import read_workbook
from sakip.perencanaan.transfers.luar.tabel import Masalah
from sakip.perencanaan.transfers.polarity import Usulan, propose
from sakip.referensi.models import GenerasiNomenklatur, Nomenklatur
from sakip.referensi.rules import UMUM, bidang_in, induk_of, plain, resolved

PROGRAM, KEGIATAN, SUB = "program", "kegiatan", "sub-kegiatan"
PLACES = Decimal("0.0000000001")
"""What a spreadsheet computes has as many digits; ten decimals are kept."""
_ENOUGH = 6
"""So many cells that say K make the last row of the header."""
_NEAR = Decimal("0.01")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+", re.ASCII)
_ROWS_TOLD = 10
BELUM_TERARAH = Usulan(None, "", "-")


@cache
def _words() -> Mapping[str, Sequence[str]]:
    path = Path(__file__).parent.parent / "data" / "evaluasi_renja.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Kolom:
    """Columns, from 1; ``triwulan`` are those of the four quarters, ``jumlah`` that of the year."""

    mulai: int
    uraian: int
    indikator: int
    satuan: int
    target: int
    pagu: int
    triwulan: tuple[int, ...]
    jumlah: int
    sebelumnya: int = 0
    """What was reached until the year before; 0 where the form does not have it."""
    tahun_sebelumnya: int | None = None


@dataclass(frozen=True)
class Ukuran:
    """An indicator of a row: what was promised and reached in the year and in each quarter; None is not filled in."""

    nama: str
    satuan: str
    target: Decimal | None
    triwulan: tuple[Decimal | None, ...]
    tipologi: Tipologi
    sebelumnya: Decimal | None = None
    arah: Usulan = BELUM_TERARAH


@dataclass(frozen=True)
class BarisEvaluasi:
    """A program, kegiatan or sub kegiatan. ``induk`` is the place of its parent among the rows; ``pagu`` rupiah."""

    baris: int
    tingkat: str
    uraian: str
    kode: str
    induk: int | None
    pagu: int | None
    ukuran: tuple[Ukuran, ...]
    serapan: tuple[int | None, ...] = ()
    """Rupiah that were spent in each quarter."""


@dataclass
class Evaluasi:
    baris: list[BarisEvaluasi] = field(default_factory=list)
    masalah: list[Masalah] = field(default_factory=list)
    tahun_sebelumnya: int | None = None

    @property
    def jumlah(self) -> dict[str, int]:
        found = dict.fromkeys((PROGRAM, KEGIATAN, SUB), 0)
        for row in self.baris:
            found[row.tingkat] += 1
        return found | {"indikator": sum(len(row.ukuran) for row in self.baris)}

    @property
    def ditolak(self) -> bool:
        return any(each.menolak for each in self.masalah)


def read_evaluation(
    name: str, content: bytes, *, generasi: GenerasiNomenklatur | None = None, jenis_pemda: str = "", bidang: str = ""
) -> Evaluasi:
    """Read the first sheet that has the header. ``generasi``: whose names give the rows their codes and levels, in the
    bidang of the unit ("5.01, 5.05"; codes of every bidang are read as those of the first).

    Raises UnreadableFile for what is no table; a header that is not found is a problem that refuses.
    """
    found = Evaluasi()
    for sheet in read_workbook(content, filename=name).sheets:
        columns = _columns(sheet)
        if columns is not None:
            found.tahun_sebelumnya = columns.tahun_sebelumnya
            _read(sheet, columns, _Names.read(generasi, jenis_pemda, bidang), found)
            _tell_twice(sheet, found)
            _tell_directions(sheet, found)
            return found
    said = "Judul Formulir E.81 tidak ditemukan: baris yang mengulang K dan Rp. Berikan lembar dengan judul lengkapnya."
    found.masalah.append(Masalah(name, 0, "", said, menolak=True))
    return found


# --- the header ------------------------------------------------------------------------------------------------------


def _said(cell: Cell) -> str:
    return " ".join((cell.raw or cell.text).casefold().split())


def _columns(sheet: Sheet) -> Kolom | None:
    """The last row of the header repeats K and Rp; three of them with a percentage are a quarter."""
    words = _words()
    for number, cells in enumerate(sheet.rows[:30], start=1):
        marks = {cell.column: _mark(_said(cell)) for cell in cells}
        if sum(mark == "K" for mark in marks.values()) < _ENOUGH:
            continue
        quarters = [at for at in marks if "".join(marks.get(at + step, "") for step in range(3)) == "K%R"]
        first = min(quarters, default=0)
        titles = [cell for row in sheet.rows[: number - 1] for cell in row]
        text = {what: _titled(titles, words[what]) for what in ("uraian", "indikator", "satuan")}
        if len(quarters) != 4 or not all(text.values()) or marks.get(first - 2) != "K":
            return None
        before = _before(titles, words["sebelumnya"], first)
        return Kolom(
            sebelumnya=before.column if before else 0,
            tahun_sebelumnya=int(years[-1]) if before and (years := _YEAR.findall(_said(before))) else None,
            mulai=number + 1,
            target=first - 2,
            pagu=first - 1,
            triwulan=tuple(quarters),
            jumlah=quarters[-1] + 3,
            **text,
        )
    return None


def _mark(text: str) -> str:
    words = _words()
    kinds = (("K", words["kinerja"]), ("%", words["persen"]), ("R", words["rupiah"]))
    return next((mark for mark, known in kinds if text in known), "")


def _titled(titles: Iterable[Cell], words: Sequence[str]) -> int:
    return next((cell.column for cell in titles if any(word in _said(cell) for word in words)), 0)


def _before(titles: Iterable[Cell], words: Sequence[str], first: int) -> Cell | None:
    """The title of what was reached before the year, left of the quarters."""
    return next((cell for cell in titles if cell.column < first and _said(cell).startswith(tuple(words))), None)


# --- the rows --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Names:
    """By plain name the codes that are called so, with those of every bidang resolved."""

    known: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def read(cls, generasi: GenerasiNomenklatur | None, jenis_pemda: str, bidang: str) -> _Names:
        found: dict[str, list[tuple[str, str]]] = {}
        own = bidang_in(bidang)
        rows = Nomenklatur.objects.filter(generasi=generasi, jenis_pemda=jenis_pemda) if generasi else ()
        for row in rows:
            if not own or row.kode.startswith((*own, UMUM)):
                kode = resolved(row.kode, own[0]) if own else row.kode
                found.setdefault(plain(row.nama), []).append((row.tingkat, kode))
        return cls(found)

    def of(self, uraian: str, program: str, kegiatan: str) -> tuple[str, str]:
        """Level and code of a name: below the kegiatan it stands in, else below the program, else the only one."""
        named = self.known.get(plain(uraian), ())
        for tingkat, above in ((SUB, kegiatan), (KEGIATAN, program)):
            for level, kode in named:
                if level == tingkat and above and induk_of(kode) == above:
                    return level, kode
        programs = [kode for level, kode in named if level == PROGRAM]
        if programs:
            return PROGRAM, programs[0]
        return named[0] if len(named) == 1 else ("", "")


def _read(sheet: Sheet, columns: Kolom, names: _Names, found: Evaluasi) -> None:
    numbers = range(columns.mulai, len(sheet.rows) + 1)
    money = {number: _rupiah(sheet, sheet.at(number, columns.pagu), found) for number in numbers}
    at: dict[str, int] = {}
    codes = {PROGRAM: "", KEGIATAN: ""}
    for number in range(columns.mulai, len(sheet.rows) + 1):
        uraian = _text(sheet, sheet.at(number, columns.uraian), found)
        measure = _measure(sheet, columns, number, found)
        if not uraian:
            if measure and found.baris:
                last = found.baris[-1]
                found.baris[-1] = replace(last, ukuran=(*last.ukuran, measure))
            continue
        if measure is None:
            found.masalah.append(
                Masalah(
                    sheet.name, number, "", f"“{uraian}” tanpa indikator dibaca sebagai urusan atau bidang; dilewati."
                )
            )
            continue
        level, kode = names.of(uraian, codes[PROGRAM], codes[KEGIATAN])
        if not level:
            level = _by_shape(uraian, number, money, at)
        parent = {PROGRAM: None, KEGIATAN: at.get(PROGRAM), SUB: at.get(KEGIATAN, at.get(PROGRAM))}[level]
        if not kode:
            said = f"Kode “{uraian[:80]}” tidak ditemukan dari namanya; barisnya dimuat tanpa kode dan tanpa pagu."
            found.masalah.append(Masalah(sheet.name, number, "", said))
        at = {name: place for name, place in at.items() if name == PROGRAM and level != PROGRAM} | (
            {KEGIATAN: at[KEGIATAN]} if level == SUB and KEGIATAN in at else {}
        )
        if level != SUB:
            at[level] = len(found.baris)
            codes = {PROGRAM: kode, KEGIATAN: ""} if level == PROGRAM else codes | {KEGIATAN: kode}
        spent = tuple(_rupiah(sheet, sheet.at(number, at_k + 2), found) for at_k in columns.triwulan)
        found.baris.append(BarisEvaluasi(number, level, uraian, kode, parent, money[number], (measure,), spent))


def _text(sheet: Sheet, cell: Cell, found: Evaluasi) -> str:
    """What is written, in one line without the HTML of another application, of which the person is told."""
    typed = cell.raw or cell.text
    text = plain_text(typed)
    if has_markup(typed):
        found.masalah.append(Masalah(sheet.name, cell.row, cell.address, f"Tanda HTML dibuang; menjadi “{text[:80]}”."))
    return text


def _tell_twice(sheet: Sheet, found: Evaluasi) -> None:
    seen: dict[str, int] = {}
    for row in found.baris:
        if row.kode and row.kode in seen:
            said = f"Kode {row.kode} menurut namanya sudah ada pada baris {seen[row.kode]}; pagunya dijumlahkan."
            found.masalah.append(Masalah(sheet.name, row.baris, "", said))
        seen.setdefault(row.kode, row.baris)


def _tell_directions(sheet: Sheet, found: Evaluasi) -> None:
    """Which way is better was read from words: told where that is down, and where the words decide nothing."""
    unknown = []
    for row in found.baris:
        for each in row.ukuran:
            if each.arah.polaritas is None:
                unknown.append(row.baris)
            elif each.arah.polaritas is not Polaritas.MENINGKAT:
                said = f"“{each.nama[:80]}” dicatat berpolaritas {each.arah.polaritas.value}: {each.arah.alasan}."
                found.masalah.append(Masalah(sheet.name, row.baris, "", said))
    if unknown:
        rows = ", ".join(map(str, list(dict.fromkeys(unknown))[:_ROWS_TOLD])) + (
            ", …" if len(unknown) > _ROWS_TOLD else ""
        )
        said = (
            f"Arah {len(unknown)} indikator tidak terbaca dari namanya (baris {rows}); dicatat meningkat. Periksa "
            "polaritasnya pada kartu indikator."
        )
        found.masalah.append(Masalah(sheet.name, unknown[0], "", said))


def _by_shape(uraian: str, number: int, money: Mapping[int, int | None], at: Mapping[str, int]) -> str:
    """A program says so; a kegiatan has the money of the rows right below it together; the others are sub kegiatan."""
    if uraian.casefold().startswith(tuple(_words()["program"])):
        return PROGRAM
    mine, total = money[number], 0
    if mine:
        for below in range(number + 1, max(money, default=number) + 1):
            total += money[below] or 0
            if total >= mine:
                return KEGIATAN if total == mine else SUB
    return SUB if KEGIATAN in at else KEGIATAN


def _measure(sheet: Sheet, columns: Kolom, number: int, found: Evaluasi) -> Ukuran | None:
    nama = _text(sheet, sheet.at(number, columns.indikator), found)
    if not nama:
        return None
    satuan = _text(sheet, sheet.at(number, columns.satuan), found)
    target = _number(sheet, sheet.at(number, columns.target), found)
    quarters = tuple(_number(sheet, sheet.at(number, column), found) for column in columns.triwulan)
    year = _number(sheet, sheet.at(number, columns.jumlah), found)
    before = _number(sheet, sheet.at(number, columns.sebelumnya), found) if columns.sebelumnya else None
    arah = propose(nama, JenisNilai.ANGKA, (), None)
    return Ukuran(nama, satuan, target, quarters, _tipologi(quarters, year), before, arah)


def _tipologi(quarters: Sequence[Decimal | None], year: Decimal | None) -> Tipologi:
    """What the form itself did: its year is the sum of the quarters, or the last of them. Nothing known: the sum."""
    known = [each for each in quarters if each is not None]
    if year is not None and known and abs(sum(known, Decimal(0)) - year) > _NEAR and abs(known[-1] - year) <= _NEAR:
        return Tipologi.POSISI_AKHIR
    return Tipologi.AKUMULATIF


def _number(sheet: Sheet, cell: Cell, found: Evaluasi) -> Decimal | None:
    """The exact number; the dust of binary fractions is rounded away and told, what is no number as well."""
    text = (cell.raw or cell.text).strip()
    if not text:
        return None
    try:
        exact = cell.angka if cell.angka is not None else Decimal(text.replace(",", "."))
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        said = f"“{text[:40]}” bukan angka; selnya dilewati. Perbaiki lalu impor lagi bila perlu."
        found.masalah.append(Masalah(sheet.name, cell.row, cell.address, said))
        return None
    rounded = exact.quantize(PLACES, rounding=ROUND_HALF_EVEN)
    if rounded != exact:
        shown = format(rounded.normalize(), "f").replace(".", ",")
        said = f"“{text}” hasil hitungan lembar kerja; dicatat {shown}."
        found.masalah.append(Masalah(sheet.name, cell.row, cell.address, said))
    return rounded.normalize() if rounded else Decimal(0)


def _rupiah(sheet: Sheet, cell: Cell, found: Evaluasi) -> int | None:
    """Whole rupiah; a fraction is rounded and told, what is no amount is told and nothing."""
    text = (cell.raw or cell.text).strip()
    if not text:
        return None
    grouped = _GROUPED.fullmatch(text)
    try:
        exact = cell.angka if cell.angka is not None else Decimal(text.replace(".", "") if grouped else text)
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        said = f"“{text[:40]}” bukan rupiah; selnya dilewati. Perbaiki lalu impor lagi bila perlu."
        found.masalah.append(Masalah(sheet.name, cell.row, cell.address, said))
        return None
    whole = exact.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    if whole != exact:
        said = f"“{text[:40]}” bukan rupiah bulat; dicatat {format_rupiah(int(whole))}."
        found.masalah.append(Masalah(sheet.name, cell.row, cell.address, said))
    return int(whole)


def as_json(found: Evaluasi) -> dict[str, Any]:
    """For the report of the command."""
    return {"jumlah": found.jumlah, "masalah": [str(each) for each in found.masalah]}


__all__ = ["BarisEvaluasi", "Evaluasi", "Ukuran", "UnreadableFile", "as_json", "read_evaluation"]
