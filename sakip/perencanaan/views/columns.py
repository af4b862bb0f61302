"""The columns of a list of indicators, on the page and in files."""

from __future__ import annotations

from typing import Any

from sakip.arithmetic.exact import round_half_up
from sakip.arithmetic.notation import format_told
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.kernel.tables import Column, Sort
from sakip.kernel.telling import word
from sakip.kernel.transfer.sheet import Value
from sakip.perencanaan.penjelasan import hasil

_NUMBERS = {JenisNilai.ANGKA, JenisNilai.DURASI}


def of_indicators(*, nama: Sort, kode: Sort, capaian: Sort) -> tuple[Column, ...]:
    """For rows of ``tables.Row``; how they are put in order is the list's own affair."""
    return (
        Column("kode", "Kode", lambda row: row.kinerja.indikator.kode, sort=kode),
        Column("nama", "Indikator", lambda row: row.kinerja.indikator.nama, sort=nama, css="stay", fixed=True),
        Column("unit", "Unit", lambda row: row.kinerja.indikator.unit.nama, on_page=False),
        Column("satuan", "Satuan", lambda row: row.kinerja.kartu.satuan),
        Column("target", "Target", lambda row: in_a_cell(row.kinerja.target_isian), css="num"),
        Column("dasar", "Target dari", lambda row: _dasar(row.kinerja.target), on_page=False),
        Column("realisasi", "Realisasi", lambda row: in_a_cell(row.kinerja.realisasi.isian), css="num"),
        Column("capaian", "Capaian", _capaian, sort=capaian),
        Column("predikat", "Predikat", lambda row: row.kinerja.kelas.label if row.kinerja.kelas else "", on_page=False),
        Column("tren", "Lima tahun"),
    )


def in_a_cell(isian: Isian) -> Value:
    """A number as one, everything else in words; a kind of nothing with its reason."""
    if isinstance(isian, Nilai) and isian.jenis in _NUMBERS:
        return isian.angka
    return format_told(isian)


def _dasar(target: Any) -> str:
    return word("dasar", target.dasar) if target else ""


def _capaian(row: Any) -> Value:
    """In percent with the two digits that are compared, or why there is none."""
    found = hasil(row.kinerja.capaian, row.kinerja.kelas)
    return found.alasan or "belum ada capaian" if found.nilai is None else round_half_up(found.nilai, 2)
