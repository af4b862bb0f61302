"""A workbook as a person fills it in, for the tests of Buku Kerja."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from sakip.kernel.access import SYSTEM, Access
from sakip.kernel.history import head
from sakip.perencanaan.transfers.buku_kerja import Lingkup, Pratinjau, export, preview

FIRST_ROW, KEY_ROW = 3, 1
_NAMES = {"unit": "nama", "indikator": "nama", "rencana": "pernyataan", "anggaran": "uraian"}
"""The column by which a row is found, where it is not the indikator's."""


_exported: dict[tuple[str, Lingkup, Access], bytes] = {}


def exported(lingkup: Lingkup, by: Access) -> bytes:
    """What is exported; not again where all is as it was, to the last link of the history (see tests/copies.py)."""
    key = (head()[1], lingkup, by)
    if key not in _exported:
        _exported[key] = export(lingkup, seen_by=by)
    return _exported[key]


class Buku:
    """An exported workbook, opened, changed and read again."""

    def __init__(self, lingkup: Lingkup, *, by: Access = SYSTEM) -> None:
        self.by = by
        self.book: Any = openpyxl.load_workbook(BytesIO(exported(lingkup, by)))

    def sheet(self, lembar: str) -> Any:
        return self.book["Kartu Indikator" if lembar == "kartu" else lembar.capitalize()]

    def column(self, lembar: str, key: str) -> int:
        titles = [cell.value for cell in self.sheet(lembar)[KEY_ROW]]
        return titles.index(key) + 1

    def row(self, lembar: str, nama: str) -> int:
        """The row whose name column holds this text."""
        at = self.column(lembar, _NAMES.get(lembar, "indikator"))
        sheet = self.sheet(lembar)
        return next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, at).value == nama)

    def cell(self, lembar: str, nama: str, key: str) -> Any:
        return self.sheet(lembar).cell(self.row(lembar, nama), self.column(lembar, key))

    def set(self, lembar: str, nama: str, key: str, value: object) -> str:
        """Type into a cell; answers its address."""
        cell = self.cell(lembar, nama, key)
        cell.value = value
        return str(cell.coordinate)

    def add(self, lembar: str, **values: object) -> int:
        """A new row below the others."""
        sheet, at = self.sheet(lembar), self.column(lembar, _NAMES[lembar])
        row = next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, at).value is None)
        for key, value in values.items():
            sheet.cell(row, self.column(lembar, key), value)
        return row

    def bytes(self) -> bytes:
        output = BytesIO()
        self.book.save(output)
        return output.getvalue()

    def returned(self, *, by: Access | None = None) -> Pratinjau:
        return preview(self.bytes(), "buku.xlsx", by=by or self.by)


def codes(hasil: Pratinjau) -> list[tuple[str, str]]:
    """What is refused and where."""
    return [(problem.code, problem.address) for problem in hasil.ditolak]


def changes(hasil: Pratinjau) -> list[tuple[str, str, str]]:
    return [(each.lama, each.baru, each.tindakan.value) for each in hasil.perubahan]


def resaved(content: bytes, folder: Path) -> bytes | None:
    """The file as LibreOffice saves it; None where there is none that does."""
    office = shutil.which("soffice")
    if office is None:
        return None
    source, target = folder / "buku.xlsx", folder / "hasil"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profil"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", target, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    made = target / "buku.xlsx"
    return made.read_bytes() if made.exists() else None  # an installation without its spreadsheet says nothing
