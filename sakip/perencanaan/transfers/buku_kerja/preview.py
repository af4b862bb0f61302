"""A workbook that came back, compared with what stands. Writes nothing."""

from __future__ import annotations

from sakip.kernel.access import Access, Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.cells import Workbook
from sakip.kernel.transfer.columns import SheetSpec
from sakip.kernel.transfer.problems import Problem, Severity
from sakip.kernel.transfer.reading import read_workbook
from sakip.kernel.transfer.workbook import Parsed, parse_workbook, read_meta
from sakip.kernel.transfer.workbook.layout import sheet_mark
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import units
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.transfers.buku_kerja.anggaran import read_money
from sakip.perencanaan.transfers.buku_kerja.exporting import (
    META_AKHIR,
    META_AWAL,
    META_DASAR,
    META_INSTANSI,
    META_TAHUN,
    META_UNIT,
    jenis_word,
)
from sakip.perencanaan.transfers.buku_kerja.kartu import read_cards
from sakip.perencanaan.transfers.buku_kerja.records import read_indicators, read_units
from sakip.perencanaan.transfers.buku_kerja.rencana import read_plans
from sakip.perencanaan.transfers.buku_kerja.sheets import (
    ANGGARAN,
    INDIKATOR,
    KARTU,
    REALISASI,
    RENCANA,
    TARGET,
    UNIT,
    Daftar,
    readable,
    specs,
)
from sakip.perencanaan.transfers.buku_kerja.sheets_plan import plan_specs
from sakip.perencanaan.transfers.buku_kerja.stand import Lingkup, stand, unit_labels
from sakip.perencanaan.transfers.buku_kerja.stand_plan import stand_plan
from sakip.perencanaan.transfers.buku_kerja.values import read_values
from sakip.perencanaan.transfers.buku_kerja.work import Lembar, Pratinjau

__all__ = ["Pratinjau", "preview"]


def preview(
    content: bytes, filename: str, *, by: Access, unit: Unit | None = None, tahun: int | None = None
) -> Pratinjau:
    """Every cell as new, changed, emptied, same or refused. ``unit`` is the one it must be of, where that was said;
    a workbook of another year than ``tahun`` is told so, and read.

    A handful of queries whatever the number of rows. Raises UnreadableFile, and PermissionDenied without the permission
    to import on the workbook's unit.
    """
    workbook = read_workbook(content, filename=filename)
    meta = read_meta(workbook)
    if meta is None:
        return Pratinjau(masalah=list(parse_workbook(workbook, ()).problems))
    found = units(by).filter(pk=meta[META_UNIT]).first() if meta.get(META_UNIT, "").isdecimal() else None
    if found is None:
        return _refused("unit_buku_tidak_dikenal")
    by.require(Permission.IMPORT, found.path)
    if unit is not None and not found.path.startswith(unit.path):
        return _refused("unit_buku_lain", unit=found.nama, diminta=unit.nama)
    lingkup = _lingkup(found, meta)
    if lingkup is None:
        return _refused("keterangan_rusak")
    hasil = _compared(workbook, lingkup, by)
    if tahun is not None and tahun != lingkup.tahun:
        params = {"tahun": str(lingkup.tahun), "dibuka": str(tahun)}
        hasil.masalah.append(Problem("", None, "", "", "", "tahun_buku_lain", params, Severity.CATATAN))
    return hasil


def _refused(code: str, **params: str) -> Pratinjau:
    return Pratinjau(masalah=[Problem("", None, "", "", "", code, params)])


def _lingkup(unit: Unit, meta: dict[str, str]) -> Lingkup | None:
    """Years and dasar as the file says them; None where it does not."""
    dasar = next((each for each in Dasar if each.label == meta.get(META_DASAR)), None)
    years = [meta.get(key, "") for key in (META_TAHUN, META_AWAL, META_AKHIR)]
    if dasar is None or not all(len(year) == 4 and year.isdecimal() for year in years):
        return None
    tahun, awal, akhir = (int(year) for year in years)
    try:
        return Lingkup(unit, tahun, awal, akhir, dasar)
    except Refused:
        return None


def _compared(workbook: Workbook, lingkup: Lingkup, by: Access) -> Pratinjau:
    isi = stand(lingkup, seen_by=by)
    said = (read_meta(workbook) or {}).get(META_INSTANSI, "")
    if said != isi.root.nama:  # a number of another installation may be anybody's here
        return _refused("instansi_buku_lain", instansi=said, root=isi.root.nama)
    names = tuple(sorted({jenis_word(unit) for unit in isi.units}))
    sheets = readable(specs(lingkup.awal, lingkup.akhir, lingkup.tahun, Daftar(jenis_unit=names)))
    marks = {sheet.at(1, 1).text for sheet in workbook.sheets}
    plan = tuple(spec for spec in plan_specs() if sheet_mark(spec) in marks)  # a sheet taken out says nothing
    parsed = parse_workbook(workbook, (*sheets, *plan))
    hasil = Pratinjau(lingkup=lingkup, masalah=list(parsed.problems))
    parts = {
        spec.key: _sheet(workbook, spec, parsed, hasil, by) for spec in (*sheets, *plan) if spec.key in parsed.rows
    }
    if any(spec.key not in parts for spec in sheets):
        return hasil
    called = read_units(parts[UNIT], isi)
    read_indicators(parts[INDIKATOR], isi, called)
    read_values(parts[TARGET], isi)
    read_values(parts[REALISASI], isi)
    if plan:
        rencana = stand_plan(isi, unit_labels(isi.units), seen_by=by)
        if KARTU in parts:
            read_cards(parts[KARTU], isi, rencana)
        if RENCANA in parts:
            read_plans(parts[RENCANA], isi, rencana, called)
        if ANGGARAN in parts:
            read_money(parts[ANGGARAN], rencana, called)
    return hasil


def _sheet(workbook: Workbook, spec: SheetSpec, parsed: Parsed, hasil: Pratinjau, by: Access) -> Lembar:
    sheet = next(each for each in workbook.sheets if each.at(1, 1).text == sheet_mark(spec))
    refused = {
        problem.address
        for problem in parsed.problems
        if problem.sheet == sheet.name and problem.address and problem.severity is not Severity.CATATAN
    }
    return Lembar(spec, sheet, parsed.rows[spec.key], refused, hasil, by)
