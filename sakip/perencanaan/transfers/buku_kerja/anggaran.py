"""The sheet Anggaran of a workbook that came back: lines of money, written version by version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu, Pagu
from sakip.anggaran.rules import FIRST_YEAR, LAST_YEAR, MOST
from sakip.kernel.access import Permission
from sakip.kernel.transfer.columns import ParsedRow, Value
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import PaguUbah
from sakip.perencanaan.transfers.buku_kerja.marks import canonical, read_mark
from sakip.perencanaan.transfers.buku_kerja.records import Record, changes, fits, unit_of, without_markup
from sakip.perencanaan.transfers.buku_kerja.rencana import gone, refuse_closed
from sakip.perencanaan.transfers.buku_kerja.sheets import ID, SEEN, code_of, year
from sakip.perencanaan.transfers.buku_kerja.sheets_plan import JENIS_PAGU, PAGU_KEYS
from sakip.perencanaan.transfers.buku_kerja.stand_plan import IsiRencana, KeyPagu, pagu_row
from sakip.perencanaan.transfers.buku_kerja.work import KOSONG, Lembar

Baris = dict[tuple[str, str], PaguBaru]
"""By code and source of funds."""


def read_money(lembar: Lembar, rencana: IsiRencana, called: Mapping[str, Unit]) -> None:
    """Compare the sheet. Of a version in which a line was changed or added, all lines are written."""
    known = {str(row.pk): row for row in rencana.pagu}
    lines: dict[KeyPagu, Baris] = defaultdict(dict)
    for pagu in rencana.pagu:
        line = PaguBaru(pagu.kode, pagu.uraian, pagu.rupiah, pagu.sumber_dana)
        lines[key_of(pagu)][pagu.kode, pagu.sumber_dana] = line
    units: dict[KeyPagu, Unit] = {}
    for row in lembar.rows:
        if row.is_new and not row.values.get(ID):
            _new(lembar, row, rencana, called, lines, units)
        elif (found := known.get(str(row.values.get(ID)))) is None:
            gone(lembar, row, PAGU_KEYS)
        else:
            _compare(lembar, row, found, rencana, lines, units)
    for key, unit in units.items():
        versi, jenis = rencana.pagu_versi.get(key), JenisPagu(key[2])
        lembar.hasil.pagu.append(PaguUbah(unit, key[1], jenis, versi, list(lines[key].values())))


def key_of(pagu: Pagu) -> KeyPagu:
    return pagu.versi_pagu.unit_id, pagu.versi_pagu.tahun, pagu.versi_pagu.jenis


def _compare(  # noqa: PLR0917 - a row, its object, what stands, what will be written
    lembar: Lembar,
    row: ParsedRow,
    pagu: Pagu,
    rencana: IsiRencana,
    lines: Mapping[KeyPagu, Baris],
    units: dict[KeyPagu, Unit],
) -> None:
    mark, versi = read_mark(row.values.get(SEEN)), pagu.versi_pagu
    if mark is None:
        lembar.problem(row, SEEN, "jejak_rusak")
        return
    record = Record(row, pagu, versi.unit, Permission.PLAN, pagu_row(pagu, rencana.units), mark)
    if versi.ditetapkan is not None:
        refuse_closed(lembar, record, PAGU_KEYS, "pagu_terkunci", versi=str(versi))
        return
    values = changes(lembar, record, PAGU_KEYS)
    if not values:
        return
    rupiah = _rupiah(lembar, row, values["rupiah"]) if "rupiah" in values else pagu.rupiah
    uraian = canonical(values["uraian"]) if "uraian" in values else pagu.uraian
    if rupiah is not None:
        key = key_of(pagu)
        lines[key][pagu.kode, pagu.sumber_dana] = PaguBaru(pagu.kode, uraian, rupiah, pagu.sumber_dana)
        units[key] = versi.unit


def _rupiah(lembar: Lembar, row: ParsedRow, value: Value) -> int | None:
    """Whole rupiah; None where it is refused."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and 0 <= value <= MOST:
        return int(value)
    lembar.problem(row, "rupiah", "rupiah_salah")
    return None


_NEW_KEYS = ("unit", "tahun", "jenis", "kode", "uraian", "sumber_dana", "rupiah")


def _new(  # noqa: PLR0917 - likewise
    lembar: Lembar,
    row: ParsedRow,
    rencana: IsiRencana,
    called: Mapping[str, Unit],
    lines: Mapping[KeyPagu, Baris],
    units: dict[KeyPagu, Unit],
) -> None:
    keys = [key for key in _NEW_KEYS if key in row.addresses]
    usable = [lembar.sound(row, key) and fits(lembar, row, key) for key in keys if key != "unit"]
    unit = unit_of(lembar, row, "unit", called) if row.values.get("unit") is not None else None
    values = {key: canonical(row.values.get(key)) for key in ("jenis", "kode", "sumber_dana")}
    values["uraian"] = canonical(without_markup(lembar, row, "uraian"))
    if unit is None or not all(usable) or not (values["jenis"] and values["kode"] and values["uraian"]):
        return
    since = year(canonical(row.values.get("tahun")))
    rupiah = _rupiah(lembar, row, row.values.get("rupiah"))
    if since is None:
        lembar.problem(row, "tahun", "tahun_pagu_salah", awal=str(FIRST_YEAR), akhir=str(LAST_YEAR))
        return
    key = (unit.pk, since, code_of(JENIS_PAGU, values["jenis"]))
    versi = rencana.pagu_versi.get(key)
    if versi is not None and versi.ditetapkan is not None:
        lembar.problem(row, "kode", "pagu_terkunci", versi=str(versi), tersimpan=KOSONG)
    elif (values["kode"], values["sumber_dana"]) in lines[key]:
        lembar.problem(row, "kode", "pagu_ganda")
    elif rupiah is not None and lembar.may(row, "kode", Permission.PLAN, unit, objek=unit.nama, stored=KOSONG):
        line = PaguBaru(values["kode"], values["uraian"], rupiah, values["sumber_dana"])
        lines[key][line.kode, line.sumber_dana] = line
        units[key] = unit
        label = f"Pagu {values['jenis']} {since} {unit.nama}"
        lembar.change(row, "rupiah", label, KOSONG, f"{line.kode} {line.uraian}: {rupiah}")
