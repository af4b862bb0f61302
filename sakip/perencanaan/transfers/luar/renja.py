"""A Renja out of an evaluation form: statements, indicators with target and quarters, money; all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.actions import IndikatorBaru, KartuBaru, PernyataanBaru, TargetBaru
from sakip.perencanaan.models import Dasar, DokumenRencana, DokumenVersi
from sakip.perencanaan.transfers.luar.evaluasi import Evaluasi, Ukuran

_LONGEST_NAME = 400


@dataclass(frozen=True)
class Hasil:
    versi: DokumenVersi
    simpul: int
    indikator: int
    target: int
    realisasi: int
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
    unique = _lines(found)
    if unique:
        money = anggaran.open_pagu(unit, tahun=tahun, jenis=JenisPagu.RENJA, dokumen=dokumen, by=by)
        anggaran.set_lines(money, baris=unique, seen=money.versi, by=by)
    total = sum(row.pagu or 0 for row in found.baris if row.tingkat == "sub-kegiatan")
    return Hasil(versi, len(nodes), len(made), len(set_), len(recorded), len(unique), total)


def _lines(found: Evaluasi) -> list[PaguBaru]:
    """The money of every code; of a code that stands in several rows (which was told) it is added up."""
    lines: dict[str, PaguBaru] = {}
    for row in found.baris:
        if row.kode and row.pagu is not None:
            before = lines.get(row.kode)
            rupiah = row.pagu + (before.rupiah if before else 0)
            lines[row.kode] = PaguBaru(row.kode, before.uraian if before else row.uraian[:500], rupiah)
    return list(lines.values())


def _indicator(unit: Unit, measure: Ukuran, nama: str, tahun: int) -> IndikatorBaru:
    card = KartuBaru(
        mulai_tahun=tahun,
        polaritas=Polaritas.MENINGKAT,
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
