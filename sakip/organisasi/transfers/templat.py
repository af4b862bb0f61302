"""An empty template of a kind, with its drop-downs, or one filled with what stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sakip.kernel.access import Access
from sakip.kernel.transfer.columns import Column, SheetSpec
from sakip.kernel.transfer.workbook import write_workbook
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import instansi_of
from sakip.organisasi.queries.impor import open_units
from sakip.organisasi.transfers.jenis import UNIT, Jenis
from sakip.organisasi.transfers.kenal import UnitDikenal
from sakip.organisasi.transfers.tabel import TEMPLATE
from sakip.referensi.queries import jenis_unit, kerangka_instansi

BLANK_ROWS = 300
RULES = (
    "Isi satu baris untuk setiap data. Urutan barisnya bebas.",
    "Kolom bertanda * wajib diisi. Sel kosong tidak mengubah dan tidak menghapus apa pun.",
    "Data yang sudah ada dikenali dan diperbarui; yang belum ada ditambahkan. Menghapus baris tidak menghapus data.",
    "NIP ditulis sebagai teks, 18 angka. Tanggal ditulis seperti 31/12/2025.",
    "Simpan berkas sebagai XLSX, lalu unggah. Semua perubahan ditampilkan lebih dahulu sebelum disimpan.",
)
_UNITS = {"induk", "unit", "unit_atasan", "di"}


def template(jenis: Jenis, root: Unit, *, on: date, by: Access) -> bytes:
    """An XLSX to be filled in: help, drop-downs of units and codes, prepared rows."""
    known = UnitDikenal(open_units(root, on, by))
    units = tuple(known.called(each) for each in known.units)
    kinds = tuple(jenis_unit(kerangka_instansi(instansi_of(root, by).jenis)).values())
    columns = tuple(_offered(jenis, each, units, kinds) for each in jenis.kolom)
    spec = SheetSpec(TEMPLATE + jenis.kode, jenis.nama, columns, help=jenis.penjelasan, blank_rows=BLANK_ROWS, frozen=2)
    return write_workbook([(spec, [])], meta={"instansi": root.nama, "isi": jenis.nama}, rules=RULES)


def _offered(jenis: Jenis, column: Column, units: Sequence[str], kinds: Sequence[str]) -> Column:
    if column.key in _UNITS:
        return replace(column, suggestions=tuple(units))
    if jenis is UNIT and column.key == "jenis":
        return replace(column, suggestions=tuple(kinds))
    return column
