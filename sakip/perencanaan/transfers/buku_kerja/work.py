"""What a workbook would do: every changed cell for people to look at, and the same as arguments of the use cases."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from sakip.kernel.access import Access, Permission
from sakip.kernel.transfer.cells import Cell, Sheet, position
from sakip.kernel.transfer.columns import ParsedRow, SheetSpec
from sakip.kernel.transfer.problems import Problem, Severity, of_cell
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import IsiBuku
from sakip.perencanaan.transfers.buku_kerja.stand import Lingkup

KOSONG = "belum diisi"


class Tindakan(StrEnum):
    """What becomes of a cell."""

    BARU = "baru"
    BERUBAH = "berubah"
    DIKOSONGKAN = "dikosongkan"
    SAMA = "sama"
    DITOLAK = "ditolak"


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One cell that would be written: where, of what, from what to what."""

    lembar: str
    baris: int
    sel: str
    objek: str
    kolom: str
    lama: str
    baru: str
    tindakan: Tindakan


@dataclass
class Pratinjau(IsiBuku):
    """The whole preview. Without ``lingkup`` the file could not be placed and holds problems only."""

    lingkup: Lingkup | None = None
    masalah: list[Problem] = field(default_factory=list)
    perubahan: list[Perubahan] = field(default_factory=list)
    hitungan: dict[str, Counter[Tindakan]] = field(default_factory=dict)
    """By sheet."""

    @property
    def ditolak(self) -> list[Problem]:
        """What must be mended first; questions too, for a file is answered in the file."""
        return [each for each in self.masalah if each.severity is not Severity.CATATAN]

    @property
    def catatan(self) -> list[Problem]:
        return [each for each in self.masalah if each.severity is Severity.CATATAN]

    @property
    def dapat_diterapkan(self) -> bool:
        return self.lingkup is not None and not self.ditolak

    @property
    def ada_perubahan(self) -> bool:
        return bool(self.perubahan)

    @property
    def jumlah(self) -> Counter[Tindakan]:
        """Over all sheets."""
        return sum(self.hitungan.values(), Counter())

    @property
    def sidik(self) -> str:
        """Fingerprint of what would be written over what; another one means: look at the preview again."""
        facts: list[object] = [(each.lembar, each.sel, each.lama, each.baru) for each in self.perubahan]
        facts += [(each.unit.pk, each.unit.versi) for each in self.unit_ubah]
        facts += [(each.indikator.pk, each.indikator.versi) for each in self.indikator_ubah]
        facts += [(each.indikator.pk, each.seen) for each in self.kartu]
        facts += [(t.penempatan.pk, str(t.periode), t.seen) for each in self.target.values() for t in each]
        facts += [(each.series.pk, str(each.periode), each.seen) for each in self.nilai]
        facts += [(each.indikator.pk, each.seen) for each in self.baseline]
        facts += [(each.simpul.pk, each.simpul.versi) for each in self.simpul_ubah]
        facts += [(pk, each.versi.versi) for pk, each in self.simpul_baru.items()]
        facts += [(each.unit.pk, each.tahun, each.jenis, each.versi and each.versi.versi) for each in self.pagu]
        return hashlib.sha256(repr(facts).encode()).hexdigest()


@dataclass
class Lembar:
    """One sheet that came back, and where its findings go."""

    spec: SheetSpec
    sheet: Sheet
    rows: tuple[ParsedRow, ...]
    refused: set[str]
    """Addresses of cells that the reader of the template has refused already."""
    hasil: Pratinjau
    by: Access

    def cell(self, row: ParsedRow, key: str) -> Cell:
        """The cell of a column; the row's first where the file no longer has the column."""
        return self.sheet.at(*position(row.addresses.get(key) or next(iter(row.addresses.values()))))

    def sound(self, row: ParsedRow, key: str) -> bool:
        """Whether the cell has not been refused; one that has is counted."""
        if row.addresses.get(key, "") in self.refused:
            self.count(Tindakan.DITOLAK)
            return False
        return True

    def usable(self, row: ParsedRow, key: str) -> bool:
        """Whether the file says something there: a column that the person took out says nothing, not "empty"."""
        return key in row.addresses and self.sound(row, key)

    def count(self, tindakan: Tindakan) -> None:
        self.hasil.hitungan.setdefault(self.spec.key, Counter())[tindakan] += 1

    def problem(
        self, row: ParsedRow, key: str, code: str, *, severity: Severity = Severity.TOLAK, **params: str
    ) -> None:
        """Keep a finding about a cell; one that refuses is counted."""
        column = self.spec.column(key)
        label = column.title if column and not column.hidden else ""
        cell = self.cell(row, key)
        self.hasil.masalah.append(
            of_cell(cell, code, sheet=self.sheet.name, column_label=label, severity=severity, **params)
        )
        if severity is Severity.TOLAK:
            self.count(Tindakan.DITOLAK)

    def change(self, row: ParsedRow, key: str, objek: str, lama: str, baru: str) -> None:
        """Keep a change for people to look at."""
        tindakan = Tindakan.BARU if lama == KOSONG else Tindakan.DIKOSONGKAN if baru == KOSONG else Tindakan.BERUBAH
        column = self.spec.column(key)
        title = column.title if column else key
        address = self.cell(row, key).address
        self.hasil.perubahan.append(Perubahan(self.sheet.name, row.row, address, objek, title, lama, baru, tindakan))
        self.count(tindakan)

    def may(self, row: ParsedRow, key: str, permission: Permission, unit: Unit, *, objek: str, stored: str) -> bool:
        """Whether the actor may write there; if not, the cell is refused, not the whole request."""
        if self.by.allows(permission, unit.path):
            return True
        self.problem(row, key, "tidak_berwenang", objek=objek, tersimpan=stored)
        return False
