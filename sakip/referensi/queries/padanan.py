"""What became of the codes of one generation in another: the map along which a plan is carried over.

The newer generation names the predecessors of its sub kegiatan. A code that is not named goes on as itself; a program
or kegiatan whose code is gone goes where the sub kegiatan below it went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries import tingkat_nomenklatur
from sakip.referensi.rules import (
    KEGIATAN,
    PROGRAM,
    SUB_KEGIATAN,
    bidang_of,
    induk_of,
    plain,
    resolved,
    tingkat_of,
    umum,
)


class Nasib(StrEnum):
    """What became of a code. The value is its word in an address."""

    TETAP = "tetap"
    GANTI_NAMA = "ganti-nama"
    GANTI_KODE = "ganti-kode"
    PECAH = "pecah"
    GABUNG = "gabung"
    TANPA_PENERUS = "tanpa-penerus"
    BARU = "baru"


KATA: dict[Nasib, str] = {
    Nasib.TETAP: "Tetap",
    Nasib.GANTI_NAMA: "Nama berubah",
    Nasib.GANTI_KODE: "Kode berubah",
    Nasib.PECAH: "Dipecah",
    Nasib.GABUNG: "Digabung",
    Nasib.TANPA_PENERUS: "Tanpa penerus",
    Nasib.BARU: "Baru",
}


@dataclass(frozen=True)
class Padanan:
    """An old code and the codes that carry it on, 1:1, 1:n (``PECAH``), n:1 (``GABUNG``) or none."""

    lama: str
    nasib: Nasib
    baru: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarisPeta:
    """A line of the map: old code and name (empty for a new one), what became of it, new codes with their names."""

    lama: str
    nama_lama: str
    tingkat: str
    nasib: Nasib
    baru: tuple[tuple[str, str], ...] = ()

    @property
    def nama_tingkat(self) -> str:
        return tingkat_nomenklatur()[self.tingkat]


def padanan(ke: GenerasiNomenklatur, jenis_pemda: str, kode_lama: str) -> Padanan:
    """What became of one code, as a unit writes it, in the generation ``ke``."""
    return padanan_semua(ke, jenis_pemda, [kode_lama])[kode_lama]


def padanan_semua(ke: GenerasiNomenklatur, jenis_pemda: str, codes: Iterable[str]) -> dict[str, Padanan]:
    """As :func:`padanan` for many codes, in one query. Names are not known here, so a code that stayed is ``TETAP``."""
    target = _Target.read(ke, jenis_pemda)
    return {kode: Padanan(kode, *target.fate(kode)) for kode in codes}


def peta(dari: GenerasiNomenklatur, ke: GenerasiNomenklatur, jenis_pemda: str) -> list[BarisPeta]:
    """Every program, kegiatan and sub kegiatan of ``dari`` and what became of it, then what is new in ``ke``."""
    target = _Target.read(ke, jenis_pemda)
    rows = dari.nomenklatur.filter(jenis_pemda=jenis_pemda, tingkat__in=_MAPPED).order_by("kode")
    old = {kode: (tingkat, nama) for kode, tingkat, nama in rows.values_list("kode", "tingkat", "nama")}
    fates = {kode: target.fate(kode) for kode in old}
    reached = Counter(each for _nasib, baru in fates.values() for each in baru)
    lines = []
    for kode, (tingkat, nama) in old.items():
        nasib, baru = fates[kode]
        if nasib is Nasib.TETAP and target.names[kode] != nama and plain(target.names[kode]) != plain(nama):
            nasib = Nasib.GANTI_NAMA
        elif nasib is Nasib.GANTI_KODE and reached[baru[0]] > 1:
            nasib = Nasib.GABUNG
        lines.append(BarisPeta(kode, nama, tingkat, nasib, tuple((each, target.names[each]) for each in baru)))
    new = sorted(kode for kode in target.names if kode not in reached)
    return lines + [BarisPeta("", "", tingkat_of(kode), Nasib.BARU, ((kode, target.names[kode]),)) for kode in new]


def jumlah_nasib(lines: Iterable[BarisPeta]) -> dict[Nasib, int]:
    """How many lines of each fate, in the order of the words."""
    counted = Counter(line.nasib for line in lines)
    return {nasib: counted[nasib] for nasib in Nasib}


_MAPPED = (PROGRAM, KEGIATAN, SUB_KEGIATAN)


@dataclass
class _Target:
    """The newer generation: names by code, and for old codes the new ones that name them."""

    names: dict[str, str] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    merged: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, ke: GenerasiNomenklatur, jenis_pemda: str) -> _Target:
        target = cls()
        rows = ke.nomenklatur.filter(jenis_pemda=jenis_pemda, tingkat__in=_MAPPED)
        for kode, nama, before in rows.order_by("kode").values_list("kode", "nama", "pendahulu"):
            target.names[kode] = nama
            for each in before.split():
                target.named[each].append(kode)
            if len(before.split()) > 1:
                target.merged.add(kode)
        target._lift()
        return target

    def _lift(self) -> None:
        """Let a kegiatan, then a program, that is gone be carried on by where those below it went."""
        below = {kode: codes for kode, codes in self.named.items() if tingkat_of(kode) == SUB_KEGIATAN}
        for _level in (KEGIATAN, PROGRAM):
            lifted: dict[str, list[str]] = defaultdict(list)
            for kode, codes in below.items():
                lifted[induk_of(kode)] += [induk_of(each) for each in codes]
            below = {kode: list(dict.fromkeys(codes)) for kode, codes in lifted.items() if kode not in self.names}
            self.named.update(below)

    def fate(self, kode: str) -> tuple[Nasib, tuple[str, ...]]:
        """What became of a code as the nomenclature writes it, or else of a unit's own as that of every bidang."""
        for asked, bidang in ((kode, ""), (umum(kode), bidang_of(kode))):
            found = [*([asked] if asked in self.names else []), *self.named.get(asked, ())]
            raw = tuple(dict.fromkeys(found))
            baru = tuple(resolved(each, bidang) for each in raw) if bidang else raw
            if len(raw) > 1:
                return Nasib.PECAH, baru
            if raw and raw[0] in self.merged:
                return Nasib.GABUNG, baru
            if raw:
                return (Nasib.TETAP if raw[0] == asked else Nasib.GANTI_KODE), baru
        return Nasib.TANPA_PENERUS, ()
