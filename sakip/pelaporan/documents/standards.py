"""Comparison 4 of PermenPANRB 53/2014: this year's realisasi beside published figures of the same year (R-CMP-4)."""

from __future__ import annotations

from collections.abc import Iterable

from sakip.arithmetic.comparisons import Banding, Posisi, compare_with_standard
from sakip.arithmetic.comparisons import Pembanding as Standar
from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import Nilai
from sakip.documents.model import Block, Cell, Column, Missing, Row, Table, Tone, row
from sakip.pelaporan.documents.words import isian_cell, number_cell, places_of, short
from sakip.pelaporan.queries import LaporanIndikator
from sakip.perencanaan.models import Pembanding

_POSITIONS: dict[Posisi, tuple[str, Tone]] = {
    Posisi.LEBIH_BAIK: ("Lebih baik", "good"),
    Posisi.SETARA: ("Sama", "neutral"),
    Posisi.LEBIH_BURUK: ("Lebih buruk", "bad"),
}


def standards(each: LaporanIndikator) -> Iterable[Block]:
    """A table of the figures that were recorded for the report's year; nothing where there is none."""
    if not each.pembanding:
        return
    tahun = each.kini.periode.tahun
    columns = (
        Column("Pembanding", width=30),
        Column("Nilai", "number", width=14),
        Column("Realisasi", "number", width=14),
        Column("Selisih", "number", width=14),
        Column("Kedudukan", width=18),
        Column("Sumber", width=40),
    )
    yield Table(
        columns,
        tuple(_row(each, one) for one in each.pembanding),
        caption=f"{short(each.indikator.nama, 60)} dan Pembandingnya Tahun {tahun}",
        note="Kedudukan dinilai menurut arah indikator: lebih tinggi belum tentu lebih baik.",
    )


def _row(each: LaporanIndikator, one: Pembanding) -> Row:
    isian, reached = one.isian, each.kini.realisasi.isian
    places = places_of((*each.values, isian))
    found = Banding(None, None)
    if isinstance(isian, Nilai):
        standard = Standar(isian, one.sumber, one.tahun)
        found = compare_with_standard(reached, standard, Polaritas(each.kartu.polaritas))
    return row(
        f"{one.nama} ({one.get_lingkup_display().lower()})",
        isian_cell(isian, places),
        isian_cell(reached, places),
        Cell(Missing("belum tersedia"), align="right") if found.selisih is None else number_cell(found.selisih, places),
        _position(found, each),
        one.sumber,
    )


def _position(found: Banding, each: LaporanIndikator) -> Cell:
    if found.posisi is None:
        missing = not isinstance(each.kini.realisasi.isian, Nilai)
        return Cell(Missing(format_nilai(each.kini.realisasi.isian) if missing else "tidak dinilai"))
    word, tone = _POSITIONS[found.posisi]
    return Cell(None, status=word, tone=tone)
