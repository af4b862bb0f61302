"""What pagu refuses, how its totals hang together, and what a plan offers for it to stand beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sakip.anggaran.models import PaguVersi
from sakip.kernel.access import Access
from sakip.kernel.offers import Offers
from sakip.kernel.refusals import Refusal, register

MOST = 10**15
"""Rupiah of one line; more is a slip of the keyboard."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
BERANGGARAN = ("program", "kegiatan", "sub-kegiatan", "kro", "ro")
"""Levels of a plan beside which money stands."""

register(
    {
        "pagu-beku": (
            "{versi} sudah ditetapkan, sehingga isinya tidak diubah. Buka perubahannya sebagai versi berikutnya."
        ),
        "pagu-belum-ditetapkan": "{versi} belum ditetapkan; ubah langsung isinya, atau tetapkan dahulu.",
        "pagu-kosong": "{versi} belum berisi satu baris pun. Isi dahulu, lalu tetapkan.",
        "pagu-sudah-ada": "{unit} sudah memiliki pagu {jenis} tahun {tahun}. Buka yang sudah ada.",
        "pagu-tahun-salah": "Tahun anggaran {tahun} di luar {awal} sampai {akhir}. Periksa tahunnya.",
        "pagu-baris-ganda": (
            "Baris {baris}: kode {kode} dengan sumber dana “{sumber}” sudah ada pada baris {lain}. Gabungkan keduanya."
        ),
        "pagu-baris-kurang": "Baris {baris}: {isian} belum diisi. Lengkapi, atau hapus barisnya.",
        "pagu-rupiah-salah": (
            "Baris {baris}: pagu “{nilai}” bukan rupiah bulat antara 0 dan {paling_besar}. Tulis misalnya 1.500.000."
        ),
    }
)


class Bernilai(Protocol):
    """A line of money."""

    kode: str
    uraian: str
    rupiah: int
    di_bawah: str


@dataclass(frozen=True)
class SimpulAnggaran:
    """A statement of a plan that may carry money, with the code by which it is found, and those above it, nearest
    first."""

    kunci: UUID
    kode: str
    tingkat: str
    pernyataan: str
    di_atas: tuple[str, ...] = ()


rencana: Offers[Callable[[Access, PaguVersi], list[SimpulAnggaran]]] = Offers()
"""(seen_by, money) -> the statements with a code in the plan of its unit and year: the money stands beside them."""


def statements(seen_by: Access, versi: PaguVersi) -> list[SimpulAnggaran]:
    """What all plans offer for a version of money."""
    return [each for offer in rencana for each in offer(seen_by, versi)]


def frozen(versi: PaguVersi) -> Refusal | None:
    """What was set is not rewritten."""
    return Refusal("pagu-beku", {"versi": str(versi)}) if versi.ditetapkan is not None else None


# --- totals ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Jumlah:
    """The money of one code over all sources, and that of the codes right below it; None where it has none below."""

    kode: str
    uraian: str
    sendiri: int
    bawahan: int | None
    depth: int = 0

    @property
    def selisih(self) -> int:
        """What the lines below lack (negative: have too much) of what stands here."""
        return 0 if self.bawahan is None else self.sendiri - self.bawahan


@dataclass(frozen=True)
class Rekap:
    """All codes with their totals; the total of the topmost ones is what the document gives."""

    jumlah: Mapping[str, Jumlah] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(each.sendiri for each in self.jumlah.values() if each.depth == 0)

    @property
    def berbeda(self) -> list[Jumlah]:
        return [each for each in self.jumlah.values() if each.selisih]


def recap(rows: Iterable[Bernilai]) -> Rekap:
    """Totals by code, each after the one it is a part of: that which its line names, else the longest other one that
    begins it, by parts."""
    own: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    told: dict[str, str] = {}
    for row in rows:
        own[row.kode] += row.rupiah
        names.setdefault(row.kode, row.uraian)
        told[row.kode] = told.get(row.kode) or row.di_bawah
    above: dict[str, str] = {}
    for kode in sorted(own):
        parent = told[kode] if told[kode] in own else _above(kode, own)
        above[kode] = "" if kode in _way(parent, above) else parent  # a plan may say both ways round
    below: dict[str, int] = defaultdict(int)
    for kode, parent in above.items():
        if parent:
            below[parent] += own[kode]
    ways = {kode: _way(kode, above) for kode in own}
    return Rekap(
        {
            kode: Jumlah(kode, names[kode], own[kode], below.get(kode), len(ways[kode]) - 1)
            for kode in sorted(own, key=lambda each: ways[each])
        }
    )


def _way(kode: str, above: Mapping[str, str]) -> list[str]:
    """The codes from the topmost down to this one."""
    found: list[str] = []
    while kode:
        found.insert(0, kode)
        kode = above.get(kode, "")
    return found


def _above(kode: str, known: Mapping[str, int]) -> str:
    parts = kode.split(".")
    shorter = (".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))
    return next((each for each in shorter if each in known), "")
