"""The whole workbook: the rows of every sheet, written as one file."""

from __future__ import annotations

from sakip.kernel.access import Access
from sakip.kernel.transfer.workbook import write_workbook
from sakip.perencanaan.transfers.buku_kerja.exporting import indikator_row, jenis_word, meta_of, unit_row, value_row
from sakip.perencanaan.transfers.buku_kerja.plan_rows import rows_of, stand_plans
from sakip.perencanaan.transfers.buku_kerja.sheets import INDIKATOR, REALISASI, RULES, TARGET, UNIT, Daftar, specs
from sakip.perencanaan.transfers.buku_kerja.sheets_rencana import plan_specs
from sakip.perencanaan.transfers.buku_kerja.stand import Lingkup, stand, unit_labels


def export(lingkup: Lingkup, *, seen_by: Access) -> bytes:
    """The workbook as XLSX. Writes nothing; the caller has obtained the unit through the gate."""
    isi = stand(lingkup, seen_by=seen_by)
    labels = unit_labels(isi.units)
    daftar = Daftar(
        tuple(labels.values()),
        tuple(sorted({card.satuan for row in isi.indikator if (card := isi.kartu_of(row)) and card.satuan})),
        tuple(sorted({jenis_word(unit) for unit in isi.units})),
    )
    rows = {
        UNIT: [unit_row(unit, labels) for unit in isi.units],
        INDIKATOR: [indikator_row(row, isi.kartu_of(row), labels) for row in isi.indikator],
        TARGET: [value_row(row, isi, labels, TARGET) for row in isi.indikator],
        REALISASI: [value_row(row, isi, labels, REALISASI) for row in isi.indikator],
        **rows_of(isi, stand_plans(lingkup, seen_by=seen_by), labels),
    }
    sheets = (*specs(lingkup.awal, lingkup.akhir, lingkup.tahun, daftar), *plan_specs())
    return write_workbook([(spec, rows[spec.key]) for spec in sheets], meta=meta_of(isi), rules=RULES)
