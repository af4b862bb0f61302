"""What cards carry besides: figures of others, marks, self-checks, formulas, decrees of IKU, a reported harm."""

from __future__ import annotations

from datetime import date

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.demo import reading
from sakip.demo.files import Row, rows
from sakip.demo.world.made import World
from sakip.kernel.access import Role
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.models import KartuIndikator, Lingkup, VariabelRumus

_ASAS = {"kehati-hatian": "kehati_hatian", "kecermatan": "kecermatan", "keterbukaan": "keterbukaan"}


def make(world: World) -> None:
    for row in rows("pembanding"):
        _figures_of_others(world, row)
    for row in rows("penanda"):
        for kode, mark in row["kode"].items():
            by = world.planner(world.unit_of(kode))
            perencanaan.add_mark(world.indicators[kode], jenis=row["jenis"], kode=mark, by=by)
    for row in rows("rumus"):
        _formula(world, row)
    for row in rows("pemeriksaan"):
        _self_check(world, row)
    for row in rows("dampak"):
        _harm(world, row)
    for row in rows("keputusan_iku"):
        _decree(world, row)


def _figures_of_others(world: World, row: Row) -> None:
    for year, text in row["nilai"].items():
        perencanaan.set_benchmark(
            world.indicators[row["kode"]],
            lingkup=Lingkup(row["lingkup"]),
            nama=row["nama"],
            periode=Periode.tahunan(int(year)),
            isian=reading.read(row["kode"], text),
            sumber=row["sumber"],
            seen=None,
            diketik=text,
            by=world.planner(world.unit_of(row["kode"])),
        )


def _formula(world: World, row: Row) -> None:
    """The formula, with the counts from which the percentages that people entered had come."""
    unit, indikator = world.unit_of(row["kode"]), world.indicators[row["kode"]]
    card = KartuIndikator.related.filter(indikator=indikator).order_by("mulai_tahun").get()
    names = dict.fromkeys(row["deret"])
    card = perencanaan.set_formula(
        indikator, kartu=card, rumus=row["rumus"], deret=names, seen=card.versi, by=world.planner(unit)
    )
    series = {each.nama: each.series for each in VariabelRumus.related.filter(kartu=card).select_related("series")}
    values = [
        NilaiBaru(series[name], Periode.tahunan(year), reading.read(row["kode"], text), None, text)
        for name, texts in row["deret"].items()
        for year, text in enumerate(texts, row.get("mulai", reading.FIRST))
    ]
    record_values(world.units[unit], values=values, by=world.reporter(unit))


def _self_check(world: World, row: Row) -> None:
    perencanaan.set_self_check(
        world.indicators[row["kode"]],
        smart=dict.fromkeys(row["ya"], (True, "")) | {kode: (False, why) for kode, why in row.get("tidak", {}).items()},
        asas={kode: tuple(row[name]) for kode, name in _ASAS.items() if name in row},
        seen=None,
        by=world.planner(world.unit_of(row["kode"])),
    )


def _harm(world: World, row: Row) -> None:
    """Reported by the head of the unit, answered by the head of the instansi."""
    unit = world.unit_of(row["kode"])
    told = {name: row[name] for name in ("tahun", "uraian", "bukti", "usulan")}
    by = world.acting(world.holders[unit, Role.PIMPINAN])
    report = perencanaan.report_impact(world.indicators[row["kode"]], by=by, **told)
    above = world.acting(world.holders[row["instansi"], Role.PIMPINAN])
    for answer in row["tanggapan"]:
        perencanaan.answer_impact(report, by=above, **answer)


def _decree(world: World, row: Row) -> None:
    unit, by = row["unit"], world.planner(row["unit"])
    first, last = row["tahun"]
    draft = perencanaan.draft_decree(world.units[unit], tahun_mulai=first, tahun_sampai=last, by=by)
    draft = perencanaan.edit_decree(
        draft, tahun_mulai=first, tahun_sampai=last, berita_acara=row["berita_acara"], seen=draft.versi, by=by
    )
    day: date = row["tanggal"]
    perencanaan.set_decree(draft, nomor=row["nomor"], tanggal=day, seen=draft.versi, by=by)
