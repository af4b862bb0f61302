"""What the papers of a plan print in a cell: a target, a baseline, a unit of measure, who answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.values import Isian, JenisNilai, Nilai, Tiada
from sakip.documents.model import Cell, Column, Missing
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah

NO_INDICATOR = Missing("belum ada indikator")
NOT_FILLED = Missing("belum diisi")
_NO_BASELINE = Missing("belum dicatat")
_NO_TARGET = Missing("belum ditetapkan")


def value_words(isian: Isian | None) -> str | Missing:
    if isian is None:
        return _NO_TARGET
    if isinstance(isian, Tiada):
        return Missing(isian.keadaan.value.replace("_", " "), isian.alasan)
    return format_nilai(isian)


def target_column(title: str, width: int) -> Column:
    """A column of targets, with all their digits: numbers in a spreadsheet too, beside ranges in words."""
    return Column(title, "number", width=width, align="right", places=None)


def isian_cell(isian: Isian | None) -> Cell:
    """A target as a number where it is one."""
    if isinstance(isian, Nilai) and isian.jenis == JenisNilai.ANGKA:
        return Cell(isian.angka)
    return Cell(value_words(isian))


def target_cell(one: BarisIndikator, year: int) -> Cell:
    return isian_cell(one.target.get(year))


def baseline_cell(one: BarisIndikator) -> Cell:
    if one.baseline is None:
        return Cell(_NO_BASELINE)
    said = value_words(one.baseline.isian)
    return Cell(f"{said} ({one.baseline.tahun})" if isinstance(said, str) else said, align="right")


def unit_cell(one: BarisIndikator) -> str:
    return (one.kartu.satuan if one.kartu else "") or one.indikator.series.satuan


def measures(each: BarisNaskah) -> Sequence[BarisIndikator | None]:
    """Its indicators; one place for the words where there is none."""
    return each.indikator or (None,)


def unmeasured(each: BarisNaskah) -> Missing | str:
    """What stands in place of an indicator; nothing on a level that carries none."""
    return NO_INDICATOR if each.tingkat.indikator else ""


def place_cell(naskah: Naskah, each: BarisNaskah) -> str | Missing:
    """Where work is done. Only the lowest lacks it, and not where the work above says it for all that it holds."""
    if each.simpul.lokasi or each.simpul.pk in naskah.berbawahan:
        return each.simpul.lokasi
    return "" if naskah.warisan(each, "lokasi") else NOT_FILLED


def levels_of(naskah: Naskah) -> str:
    """The levels of the work in words: "Program, kegiatan, sub kegiatan"."""
    names = (each.nama for each in naskah.tingkat_kerja)
    said = ", ".join(name if name.isupper() else name.lower() for name in names)
    return f"{said[:1].upper()}{said[1:]}"


def listed_lines(said: Sequence[str]) -> str:
    """Several texts in one cell, each on lines of its own."""
    return "\n".join(said) if len(said) < 2 else "\n".join(f"• {each}" for each in said)


def responsible(one: BarisIndikator) -> str | Missing:
    post = one.kartu.penanggung_jawab if one.kartu else None
    return post.nama if post else Missing("belum ditunjuk")


def carried_by(naskah: Naskah, each: BarisNaskah) -> str:
    """Who carries a statement out: the unit named on it or above, else the post that answers for its indicator."""
    if (unit := naskah.pelaksana(each)) is not None:
        return unit.nama
    card = each.indikator[0].kartu if each.indikator else None
    post = card.penanggung_jawab if card else None
    return post.nama if post else naskah.versi.dokumen.unit.nama


def lines_above(naskah: Naskah) -> Iterator[tuple[BarisNaskah, Callable[[str], str]]]:
    """Every statement, with what gives the result or strategy above it (or that it is) whose level begins so."""
    by_pk = {each.simpul.pk: each for each in naskah.baris}
    for each in naskah.baris:
        said: dict[str, str] = {}
        line: BarisNaskah | None = each
        while line is not None:
            if not line.kerja:
                said.setdefault(line.tingkat.kode, line.simpul.pernyataan)
            line = by_pk.get(line.simpul.induk_id or 0)
        yield each, _finder(said)


def _finder(said: dict[str, str]) -> Callable[[str], str]:
    return lambda level: next((text for kode, text in said.items() if kode.startswith(level)), "")
