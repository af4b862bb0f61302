"""What an import would do: every row new, changed, the same, left or refused; the same for every kind."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sakip.kernel.transfer.cells import position
from sakip.kernel.transfer.problems import Problem, Severity
from sakip.organisasi.models import Unit
from sakip.organisasi.transfers.tabel import Baris, Tabel

KOSONG = "belum diisi"


class Tindakan(StrEnum):
    """What becomes of a row. ``DIBIARKAN``: it names what an import does not touch, such as the instansi itself."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    DIBIARKAN = "dibiarkan"
    DITOLAK = "ditolak"


@dataclass(frozen=True)
class Perubahan:
    """One value that would be written: of what, from what to what; ``catatan`` says where it is from."""

    kolom: str
    lama: str
    baru: str
    catatan: str = ""


@dataclass
class RencanaBaris:
    """One row of the file and what becomes of it."""

    nomor: int
    objek: str
    tempat: str
    tindakan: Tindakan
    perubahan: list[Perubahan] = field(default_factory=list)
    versi: int = 0
    """The version of what stands, as it was seen."""


@dataclass
class Rencana:
    """A table held against what stands. ``isi`` is what the kind's action is given."""

    tabel: Tabel
    root: Unit
    baris: list[RencanaBaris] = field(default_factory=list)
    isi: Any = None

    @property
    def masalah(self) -> list[Problem]:
        return self.tabel.masalah

    @property
    def ditolak(self) -> list[Problem]:
        """What must be mended in the file first."""
        return self._sorted(each for each in self.masalah if each.severity is not Severity.CATATAN)

    @property
    def catatan(self) -> list[Problem]:
        return self._sorted(each for each in self.masalah if each.severity is Severity.CATATAN)

    @staticmethod
    def _sorted(found: Iterable[Problem]) -> list[Problem]:
        """As one reads the file: by row, then by column; what concerns the whole file first."""
        return sorted(found, key=lambda each: (each.row or 0, *(position(each.address) if each.address else (0, 0))))

    @property
    def jumlah(self) -> Counter[Tindakan]:
        return Counter(each.tindakan for each in self.baris)

    @property
    def ada_perubahan(self) -> bool:
        return any(each.tindakan in {Tindakan.BARU, Tindakan.BERUBAH} for each in self.baris)

    @property
    def siap(self) -> bool:
        """Whether it can be applied as it is."""
        return not self.ditolak and self.ada_perubahan

    @property
    def sidik(self) -> str:
        """Fingerprint of what would be written over what; another one means: look at the plan again."""
        facts = [(each.nomor, each.objek, each.tempat, each.versi, each.perubahan) for each in self.baris]
        return hashlib.sha256(repr((self.root.pk, self.tabel.jenis.kode, facts)).encode()).hexdigest()

    def note(
        self, baris: Baris, objek: str, tempat: str, changes: Sequence[Perubahan], *, baru: bool, versi: int = 0
    ) -> None:
        """Keep what becomes of a row; one with a refused cell is refused."""
        if baris.ditolak:
            tindakan = Tindakan.DITOLAK
        elif baru:
            tindakan = Tindakan.BARU
        else:
            tindakan = Tindakan.BERUBAH if changes else Tindakan.SAMA
        self.baris.append(RencanaBaris(baris.nomor, objek, tempat, tindakan, list(changes), versi))

    def leave(self, baris: Baris, objek: str, tempat: str, why: str) -> None:
        """Keep that a row is left alone, and why."""
        tindakan = Tindakan.DITOLAK if baris.ditolak else Tindakan.DIBIARKAN
        self.baris.append(RencanaBaris(baris.nomor, objek, tempat, tindakan, [Perubahan("", "", "", why)]))


def said(value: object) -> str:
    """A value as the preview shows it."""
    return str(value) if value not in {None, ""} else KOSONG
