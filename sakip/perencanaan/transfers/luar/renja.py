"""A Renja out of an evaluation form: statements, indicators with target and quarters, money; all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.datakinerja.actions import NilaiBaru, create_many_series, record_values
from sakip.datakinerja.models import Series
from sakip.kernel.access import Access
from sakip.kernel.fields import lengths
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.actions import IndikatorBaru, KartuBaru, PernyataanBaru, TargetBaru
from sakip.perencanaan.models import Dasar, DokumenRencana, DokumenVersi, Indikator
from sakip.perencanaan.transfers.luar.evaluasi import Evaluasi, Ukuran

_LONGEST_NAME = lengths(Indikator, "nama")["nama"]


@dataclass(frozen=True)
class Hasil:
    versi: DokumenVersi
    simpul: int
    indikator: int
    target: int
    realisasi: int
    baseline: int
    serapan: int
    """Quarterly rupiah, in a data series of each code."""
    pagu: int
    rupiah: int
    """Of the sub kegiatan together."""


@transaction.atomic
def apply(
    unit: Unit, found: Evaluasi, *, tahun: int, nama: str, dokumen: str, by: Access, induk: DokumenRencana | None = None
) -> Hasil:
    """Record the Renja of a year as it was evaluated. Its indicators begin in that year.

    Raises what ``create_plan``, ``create_many``, ``set_targets``, ``record_values`` and ``set_lines`` do.
    """
    versi = actions.create_plan(
        unit,
        jenis="renja",
        nama=nama,
        kode_kerangka="pemda",
        tahun_awal=tahun,
        tahun_akhir=tahun,
        dasar_hukum=dokumen,
        induk=induk,
        by=by,
    )
    new = [PernyataanBaru(row.tingkat, row.uraian, row.induk, row.kode) for row in found.baris]
    nodes = actions.add_many_nodes(versi, simpul=new, by=by)
    taken: set[str] = set()
    pairs = [
        (node, measure, _named(measure.nama, row.uraian, taken))
        for node, row in zip(nodes, found.baris, strict=True)
        for measure in row.ukuran
    ]
    made = actions.create_many(
        unit, indikator=[_indicator(unit, measure, name, tahun) for _node, measure, name in pairs], by=by
    )
    targets, values = [], []
    year = Periode.tahunan(tahun)
    for (node, measure, _name), place in zip(pairs, made, strict=True):
        actions.place(place.indikator, simpul=node, by=by)
        if measure.target is not None:
            targets.append(TargetBaru(place, year, _value(measure.target), None))
        for period, number in zip(year.triwulan(), measure.triwulan, strict=True):
            if number is not None:
                values.append(NilaiBaru(place.indikator.series, period, _value(number), None))
    set_ = actions.set_targets(unit, targets=targets, dasar=Dasar.RKT, dokumen=dokumen, by=by)
    recorded = record_values(unit, values=values, by=by)
    before = _baselines(pairs, made, found.tahun_sebelumnya or tahun - 1, tahun, by)
    spent = _spending(unit, found, tahun, by)
    unique = _lines(found)
    if unique:
        money = anggaran.open_pagu(unit, tahun=tahun, jenis=JenisPagu.RENJA, dokumen=dokumen, by=by)
        anggaran.set_lines(money, baris=unique, seen=money.versi, by=by)
    total = sum(row.pagu or 0 for row in found.baris if row.tingkat == "sub-kegiatan")
    return Hasil(versi, len(nodes), len(made), len(set_), len(recorded), before, spent, len(unique), total)


def _lines(found: Evaluasi) -> list[PaguBaru]:
    """The money of every code; of a code that stands in several rows (which was told) it is added up."""
    lines: dict[str, PaguBaru] = {}
    for row in found.baris:
        if row.kode and row.pagu is not None:
            before = lines.get(row.kode)
            rupiah = row.pagu + (before.rupiah if before else 0)
            lines[row.kode] = PaguBaru(row.kode, before.uraian if before else row.uraian[:500], rupiah)
    return list(lines.values())


def _baselines(pairs: Sequence[tuple[Any, Ukuran, str]], made: Sequence[Any], year: int, tahun: int, by: Access) -> int:
    """What was reached before the year stands as the baseline of each indicator, with its source."""
    sumber = f"Formulir E.81 Renja tahun {tahun}, realisasi sampai dengan tahun {year}"
    known = [
        (place.indikator, measure.sebelumnya)
        for (_node, measure, _name), place in zip(pairs, made, strict=True)
        if measure.sebelumnya is not None
    ]
    for indikator, number in known:
        actions.set_baseline(
            indikator, periode=Periode.tahunan(year), isian=_value(number), sumber=sumber, seen=None, by=by
        )
    return len(known)


def _spending(unit: Unit, found: Evaluasi, tahun: int, by: Access) -> int:
    """What was spent in each quarter, as a data series of each code that formulas can use."""
    spent: dict[str, tuple[str, list[int | None]]] = {}
    for row in found.baris:
        if row.kode and any(each is not None for each in row.serapan):
            uraian, before = spent.get(row.kode, (row.uraian, [None] * len(row.serapan)))
            both = zip(before, row.serapan, strict=True)
            spent[row.kode] = uraian, [None if a is None and b is None else (a or 0) + (b or 0) for a, b in both]
    series = [
        Series(
            unit=unit,
            nama=f"Realisasi anggaran {kode} {uraian}"[:_LONGEST_NAME],
            satuan="Rp",
            jenis=JenisNilai.ANGKA.value,
            sumber=f"Formulir E.81 Renja tahun {tahun}",
        )
        for kode, (uraian, _quarters) in spent.items()
    ]
    values = [
        NilaiBaru(row, period, _value(Decimal(number)), None)
        for row, (_uraian, quarters) in zip(create_many_series(unit, series=series, by=by), spent.values(), strict=True)
        for period, number in zip(Periode.tahunan(tahun).triwulan(), quarters, strict=True)
        if number is not None
    ]
    return len(record_values(unit, values=values, by=by))


def _indicator(unit: Unit, measure: Ukuran, nama: str, tahun: int) -> IndikatorBaru:
    card = KartuBaru(
        mulai_tahun=tahun,
        polaritas=measure.arah.polaritas or Polaritas.MENINGKAT,
        satuan=measure.satuan,
        tipologi=measure.tipologi,
        cara_isi=CaraIsi.PERIODE,
    )
    return IndikatorBaru(unit, nama, JenisNilai.ANGKA, card, iku=False, dimulai_tahun=tahun)


def _named(nama: str, uraian: str, taken: set[str]) -> str:
    """A name of its own: one that several rows share says whose it is."""
    name = nama[:_LONGEST_NAME]
    for number in range(1, 100):
        if name.casefold() not in taken:
            break
        tail = f" ({uraian})" if number == 1 else f" ({uraian} {number})"
        name = f"{nama[: _LONGEST_NAME - len(tail)]}{tail}"
    taken.add(name.casefold())
    return name


def _value(number: Decimal) -> Nilai:
    return Nilai(JenisNilai.ANGKA, angka=number)
