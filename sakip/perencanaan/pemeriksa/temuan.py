"""What a rule finds, and how rules are declared: one function each, named as in the data file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sakip.anggaran.models import Pagu
from sakip.kernel.offers import alamat
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenRencana, Indikator, SimpulPohon
from sakip.perencanaan.pemeriksa.bahan import Bahan, Simpul
from sakip.referensi.queries import aturan_pemeriksa


@dataclass(frozen=True)
class Objek:
    """What a finding is about: a lasting name ('indikator:12'), what it says, whose it is, where it is mended.

    ``halaman``: the name of that page, the number in its address, what comes after. ``dokumen`` and ``simpul`` name the
    plan and the statement, where it stands in one; ``rupiah`` the money that is meant.
    """

    kunci: str
    nama: str
    unit_id: int
    halaman: tuple[str, int, str]
    jenis: str
    dokumen: int | None = None
    simpul: UUID | None = None
    rupiah: int = 0
    indikator: int | None = None

    @property
    def alamat(self) -> str:
        """Made when it is asked for: thousands are found, and a page shows fifty."""
        nama, pk, rest = self.halaman
        page = alamat(nama, pk)
        return f"{page}{rest}" if page else ""


Aturan = Callable[[Bahan], Iterator[tuple[Objek, str]]]

ATURAN: dict[str, Aturan] = {}
"""By id the function that looks for it, in the order of the data file once all are registered."""


def aturan(kode: str) -> Callable[[Aturan], Aturan]:
    """Register a rule under its id of the data file. Raises KeyError for an id that the file does not know."""
    if kode not in aturan_pemeriksa():
        raise KeyError(kode)

    def register(function: Aturan) -> Aturan:
        ATURAN[kode] = function
        return function

    return register


def pada_indikator(row: Indikator, kode: str = "", simpul: Simpul | None = None) -> Objek:
    return Objek(
        kode or f"indikator:{row.pk}",
        row.nama,
        row.unit_id,
        ("perencanaan:indikator", row.pk, ""),
        "Indikator",
        simpul.dokumen.pk if simpul else None,
        simpul.row.kunci if simpul else None,
        indikator=row.pk,
    )


def pada_simpul(each: Simpul) -> Objek:
    return Objek(
        f"simpul:{each.row.kunci}",
        each.row.pernyataan,
        each.dokumen.unit_id,
        ("perencanaan:rencana", each.dokumen.pk, f"#baris-{each.row.pk}"),
        each.tingkat.nama or each.row.tingkat,
        each.dokumen.pk,
        each.row.kunci,
    )


def pada_dokumen(row: DokumenRencana) -> Objek:
    return Objek(f"dokumen:{row.pk}", row.nama, row.unit_id, ("perencanaan:rencana", row.pk, ""), "Dokumen", row.pk)


def pada_pohon(row: SimpulPohon) -> Objek:
    where = ("perencanaan:pohon", row.pohon_id, f"?fokus={row.pk}")
    return Objek(f"pohon:{row.pk}", row.pernyataan, row.pohon.unit_id, where, row.get_jenis_display())


def pada_unit(row: Unit) -> Objek:
    return Objek(f"unit:{row.pk}", row.nama, row.pk, ("perencanaan:indikator-unit", row.pk, ""), "Unit")


def pada_pagu(row: Pagu) -> Objek:
    where = ("anggaran:pagu", row.versi_pagu_id, "")
    return Objek(
        f"pagu:{row.kode}:{row.versi_pagu.unit_id}", f"{row.kode} {row.uraian}", row.versi_pagu.unit_id, where, "Pagu"
    )
