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
from sakip.perencanaan.transfers.buku_kerja.exporting import (
    META_AKHIR,
    META_AWAL,
    META_DASAR,
    META_TAHUN,
    META_UNIT,
    jenis_word,
)
from sakip.perencanaan.transfers.buku_kerja.plan_rows import stand_plans
from sakip.perencanaan.transfers.buku_kerja.plans import read_cards, read_money, read_statements
from sakip.perencanaan.transfers.buku_kerja.records import read_indicators, read_units
from sakip.perencanaan.transfers.buku_kerja.sheets import INDIKATOR, REALISASI, TARGET, UNIT, Daftar, readable, specs
from sakip.perencanaan.transfers.buku_kerja.sheets_rencana import ANGGARAN, KARTU, RENCANA, plan_specs
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, Lingkup, stand
from sakip.perencanaan.transfers.buku_kerja.values import read_values
from sakip.perencanaan.transfers.buku_kerja.work import Lembar, Pratinjau

__all__ = ["Pratinjau", "preview"]


def preview(content: bytes, filename: str, *, by: Access, unit: Unit | None = None) -> Pratinjau:
    """Every cell as new, changed, emptied, same or refused. ``unit`` is the one it must be of, where that was said.

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
    return _refused("keterangan_rusak") if lingkup is None else _compared(workbook, lingkup, by)


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
    names = tuple(sorted({jenis_word(unit) for unit in isi.units}))
    always = readable(specs(lingkup.awal, lingkup.akhir, lingkup.tahun, Daftar(jenis_unit=names)))
    marks = {sheet.at(1, 1).text for sheet in workbook.sheets}
    sheets = (*always, *(spec for spec in plan_specs() if sheet_mark(spec) in marks))
    parsed = parse_workbook(workbook, sheets)
    hasil = Pratinjau(lingkup=lingkup, masalah=list(parsed.problems))
    parts = {spec.key: _sheet(workbook, spec, parsed, hasil, by) for spec in sheets if spec.key in parsed.rows}
    if any(spec.key not in parts for spec in sheets):
        return hasil
    called = read_units(parts[UNIT], isi)
    read_indicators(parts[INDIKATOR], isi, called)
    read_values(parts[TARGET], isi)
    read_values(parts[REALISASI], isi)
    _read_plans(parts, isi, by)
    return hasil


def _read_plans(parts: dict[str, Lembar], isi: Isi, by: Access) -> None:
    """The sheets that only newer workbooks have."""
    if KARTU in parts:
        read_cards(parts[KARTU], isi)
    if RENCANA in parts or ANGGARAN in parts:
        plans = stand_plans(isi.lingkup, seen_by=by)
        if RENCANA in parts:
            read_statements(parts[RENCANA], plans)
        if ANGGARAN in parts:
            read_money(parts[ANGGARAN], plans)


def _sheet(workbook: Workbook, spec: SheetSpec, parsed: Parsed, hasil: Pratinjau, by: Access) -> Lembar:
    sheet = next(each for each in workbook.sheets if each.at(1, 1).text == sheet_mark(spec))
    refused = {
        problem.address
        for problem in parsed.problems
        if problem.sheet == sheet.name and problem.address and problem.severity is not Severity.CATATAN
    }
    return Lembar(spec, sheet, parsed.rows[spec.key], refused, hasil, by)
