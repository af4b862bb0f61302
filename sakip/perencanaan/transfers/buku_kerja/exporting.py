"""A unit's figures as a workbook."""

from __future__ import annotations

from dataclasses import replace

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import Access
from sakip.kernel.transfer.columns import Row
from sakip.kernel.transfer.workbook import write_workbook
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, KartuIndikator, Target
from sakip.perencanaan.transfers.buku_kerja.cells import cell_value, text
from sakip.perencanaan.transfers.buku_kerja.marks import mark_of, mark_of_ids
from sakip.perencanaan.transfers.buku_kerja.sheets import (
    ANGGARAN,
    CARA_ISI,
    DI_ATAS,
    ID,
    INDIKATOR,
    JENIS,
    KARTU,
    LABEL,
    POLARITAS,
    REALISASI,
    RENCANA,
    RULES,
    SEEN,
    TARGET,
    TIDAK,
    TIPOLOGI,
    UNIT,
    YA,
    Daftar,
    kind_word,
    skala,
    specs,
    value_columns,
    year_columns,
)
from sakip.perencanaan.transfers.buku_kerja.sheets_plan import plan_specs
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, Lingkup, stand, unit_labels
from sakip.perencanaan.transfers.buku_kerja.stand_plan import card_row, node_row, pagu_row, stand_plan
from sakip.referensi.queries import jenis_unit

UNIT_KEYS = ("nama", "kode", "bidang_urusan", "singkatan", "sebutan_kepala")
INDIKATOR_KEYS = ("nama", "kode", "iku")
KARTU_KEYS = (
    *("satuan", "polaritas", "di_atas_rentang", "tipologi", "cara_isi"),
    *("definisi", "formula", "mulai_tahun", "putus"),
)
META_INSTANSI = "instansi"
META_UNIT, META_TAHUN, META_AWAL, META_AKHIR, META_DASAR = (
    "nomor_unit",
    "tahun",
    "target_mulai_tahun",
    "target_sampai_tahun",
    "dasar_target",
)


def export(lingkup: Lingkup, *, seen_by: Access) -> bytes:
    """The workbook as XLSX. Writes nothing; the caller has obtained the unit through the gate."""
    isi = stand(lingkup, seen_by=seen_by)
    labels = unit_labels(isi.units)
    rencana = stand_plan(isi, labels, seen_by=seen_by)
    daftar = Daftar(
        tuple(labels.values()),
        tuple(sorted({card.satuan for row in isi.indikator if (card := isi.kartu_of(row)) and card.satuan})),
        tuple(sorted({jenis_word(unit) for unit in isi.units})),
    )
    rows = {
        UNIT: [unit_row(unit, labels) for unit in isi.units],
        INDIKATOR: [indikator_row(row, isi.kartu_of(row), labels) for row in isi.indikator],
        TARGET: [_value_row(row, isi, labels, TARGET) for row in isi.indikator],
        REALISASI: [_value_row(row, isi, labels, REALISASI) for row in isi.indikator],
        KARTU: [card_row(row, card, rencana, labels) for row in isi.indikator if (card := isi.kartu_of(row))],
        RENCANA: [node_row(row, rencana) for row in rencana.simpul],
        ANGGARAN: [pagu_row(row, labels) for row in rencana.pagu],
    }
    years = tuple(str(year) for year in range(lingkup.awal, lingkup.akhir + 1))
    sheets = (
        *specs(lingkup.awal, lingkup.akhir, lingkup.tahun, daftar),
        *plan_specs(daftar, replace(rencana.daftar, tahun=years)),
    )
    return write_workbook([(spec, rows[spec.key]) for spec in sheets], meta=_meta(isi), rules=RULES)


def _meta(isi: Isi) -> dict[str, str]:
    lingkup = isi.lingkup
    return {
        META_INSTANSI: isi.root.nama,
        "unit": lingkup.unit.nama,
        META_TAHUN: str(lingkup.tahun),
        META_AWAL: str(lingkup.awal),
        META_AKHIR: str(lingkup.akhir),
        META_DASAR: lingkup.dasar.label,
        META_UNIT: str(lingkup.unit.pk),
    }


def jenis_word(unit: Unit) -> str:
    return jenis_unit().get(unit.jenis, unit.jenis)


def unit_row(unit: Unit, labels: dict[int, str]) -> Row:
    row: Row = {
        ID: str(unit.pk),
        LABEL: labels[unit.pk],
        "nama": text(unit.nama),
        "induk": labels.get(unit.induk_id) if unit.induk_id else None,
        "jenis": jenis_word(unit),
        "kode": text(unit.kode),
        "bidang_urusan": text(unit.bidang_urusan),
        "singkatan": text(unit.singkatan),
        "sebutan_kepala": text(unit.sebutan_kepala),
    }
    return {**row, SEEN: mark_of(row, UNIT_KEYS)}


def indikator_row(indikator: Indikator, kartu: KartuIndikator | None, labels: dict[int, str]) -> Row:
    series = indikator.series
    row: Row = {
        ID: str(indikator.pk),
        "nama": text(indikator.nama),
        "unit": labels[indikator.unit_id],
        "kode": text(indikator.kode),
        "iku": YA if indikator.iku else TIDAK,
        "jenis": JENIS[series.jenis],
        "skala_predikat": skala().get(series.skala_predikat),
        "sumber": text(series.sumber),
        **(_kartu_row(kartu) if kartu else {}),
    }
    return {**row, SEEN: mark_of(row, (*INDIKATOR_KEYS, *KARTU_KEYS))}


def _kartu_row(kartu: KartuIndikator) -> Row:
    return {
        "satuan": text(kartu.satuan),
        "polaritas": POLARITAS[kartu.polaritas],
        "di_atas_rentang": DI_ATAS[kartu.di_atas_rentang],
        "tipologi": TIPOLOGI[kartu.tipologi],
        "cara_isi": CARA_ISI[kartu.cara_isi],
        "definisi": text(kartu.definisi),
        "formula": text(kartu.formula),
        "mulai_tahun": str(kartu.mulai_tahun),
        "putus": text(kartu.catatan_putus) if kartu.terputus else None,
    }


def _value_row(indikator: Indikator, isi: Isi, labels: dict[int, str], key: str) -> Row:
    kartu = isi.kartu_of(indikator)
    row: Row = {
        ID: str(indikator.pk),
        "indikator": text(indikator.nama),
        "unit": labels[indikator.unit_id],
        "kode": text(indikator.kode),
        "satuan": text(kartu.satuan) if kartu else None,
        "jenis": kind_word(indikator.series.jenis, indikator.series.skala_predikat),
    }
    ids: dict[str, int] = {}
    for periode in periods(isi.lingkup, key):
        standing = stands(isi, indikator, periode, key)
        if standing is not None:
            row[str(periode)] = cell_value(standing.isian)
            ids[str(periode)] = standing.pk
    return {**row, SEEN: mark_of_ids(ids)}


def periods(lingkup: Lingkup, key: str) -> tuple[Periode, ...]:
    """The periods of a value sheet."""
    if key == TARGET:
        return year_columns(lingkup.awal, lingkup.akhir)
    return value_columns(lingkup.awal, lingkup.tahun)


def stands(isi: Isi, indikator: Indikator, periode: Periode, key: str) -> Target | SeriesValue | None:
    """The stored row behind a cell, a taken-back one included."""
    if key == TARGET:
        return isi.target.get((indikator.pk, periode))
    return isi.nilai.get((indikator.series_id, periode))
