"""A unit's figures as a workbook."""

from __future__ import annotations

from sakip.arithmetic.notation import format_typed
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.transfer.columns import Row, Value
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, KartuIndikator, Target
from sakip.perencanaan.transfers.buku_kerja.marks import mark_of, mark_of_ids
from sakip.perencanaan.transfers.buku_kerja.sheets import (
    CARA_ISI,
    DI_ATAS,
    ID,
    JENIS,
    LABEL,
    POLARITAS,
    SEEN,
    TARGET,
    TIDAK,
    TIPOLOGI,
    YA,
    kind_word,
    skala,
    value_columns,
    year_columns,
)
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, Lingkup
from sakip.referensi.queries import jenis_unit

UNIT_KEYS = ("nama", "kode", "bidang_urusan", "singkatan", "sebutan_kepala")
INDIKATOR_KEYS = ("nama", "kode", "iku")
KARTU_KEYS = (
    *("satuan", "polaritas", "di_atas_rentang", "tipologi", "cara_isi"),
    *("definisi", "formula", "mulai_tahun", "putus"),
)
_LONGEST_TEXT = 32_767  # Excel's limit for one cell
META_UNIT, META_TAHUN, META_AWAL, META_AKHIR, META_DASAR = (
    "nomor_unit",
    "tahun",
    "target_mulai_tahun",
    "target_sampai_tahun",
    "dasar_target",
)


def meta_of(isi: Isi) -> dict[str, str]:
    lingkup = isi.lingkup
    return {
        "instansi": isi.root.nama,
        "unit": lingkup.unit.nama,
        META_TAHUN: str(lingkup.tahun),
        META_AWAL: str(lingkup.awal),
        META_AKHIR: str(lingkup.akhir),
        META_DASAR: lingkup.dasar.label,
        META_UNIT: str(lingkup.unit.pk),
    }


def text(value: str) -> Value:
    """A stored text as a cell holds it: never "", without outer whitespace, no longer than a cell may be."""
    return value.strip()[:_LONGEST_TEXT].strip() or None


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


def value_row(indikator: Indikator, isi: Isi, labels: dict[int, str], key: str) -> Row:
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


def cell_value(isian: Isian) -> Value:
    """A value as a cell holds it: numbers as numbers, everything else as the text that reads back as itself."""
    if isian is None:
        return None
    if isinstance(isian, Nilai) and isian.jenis in {JenisNilai.ANGKA, JenisNilai.DURASI}:
        return isian.angka
    return text(format_typed(isian))
