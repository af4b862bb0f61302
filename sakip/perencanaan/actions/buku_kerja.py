"""Use case of planning: what a Buku Kerja says, written in one action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sakip.anggaran.actions import PaguBaru, set_lines
from sakip.anggaran.models import PaguVersi
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.organisasi.actions import add_unit, edit_unit
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions.indikator import (
    IndikatorBaru,
    KartuBaru,
    create_many,
    edit_indikator,
    set_card,
)
from sakip.perencanaan.actions.pernyataan import edit_node
from sakip.perencanaan.actions.targets import TargetBaru, set_targets
from sakip.perencanaan.models import Dasar, Indikator, SimpulRencana


@dataclass(frozen=True)
class UnitTambah:
    """A unit to be added below an existing one."""

    induk: Unit
    nama: str
    jenis: str
    isi: Mapping[str, str]


@dataclass(frozen=True)
class UnitUbah:
    """Cells of a unit that were changed."""

    unit: Unit
    isi: Mapping[str, str]


@dataclass(frozen=True)
class IndikatorUbah:
    """Cells of an indikator that were changed."""

    indikator: Indikator
    isi: Mapping[str, object]


@dataclass(frozen=True)
class KartuUbah:
    """``seen`` is the version of that year's card, None for a card of a new year."""

    indikator: Indikator
    kartu: KartuBaru
    seen: int | None


@dataclass(frozen=True)
class SimpulUbah:
    """Cells of a plan's statement that were changed."""

    simpul: SimpulRencana
    isi: Mapping[str, object]


@dataclass(frozen=True)
class PaguUbah:
    """The lines of a version of money, all of them."""

    versi: PaguVersi
    baris: Sequence[PaguBaru]


@dataclass
class IsiBuku:
    """Everything a workbook would write, as arguments of the use cases."""

    unit_baru: list[UnitTambah] = field(default_factory=list)
    unit_ubah: list[UnitUbah] = field(default_factory=list)
    indikator_baru: list[IndikatorBaru] = field(default_factory=list)
    indikator_ubah: list[IndikatorUbah] = field(default_factory=list)
    kartu: list[KartuUbah] = field(default_factory=list)
    target: dict[str, list[TargetBaru]] = field(default_factory=dict)
    """By the reason of their change."""
    nilai: list[NilaiBaru] = field(default_factory=list)
    simpul_ubah: list[SimpulUbah] = field(default_factory=list)
    pagu_ubah: list[PaguUbah] = field(default_factory=list)


@action(Permission.IMPORT, "mengimpor Buku Kerja")
def apply_workbook(unit: Unit, *, isi: IsiBuku, dasar: Dasar, by: Access) -> None:
    """Add and edit units, make and edit indikator, set their cards, set targets, record realisasi,
    change statements and money, each by its action.

    All below the workbook's unit; every action asks its own permission. Raises Stale, Refused as they do.
    """
    for tambah in isi.unit_baru:
        add_unit(tambah.induk, nama=tambah.nama, jenis=tambah.jenis, by=by, **tambah.isi)
    for unit_ubah in isi.unit_ubah:
        edit_unit(unit_ubah.unit, seen=unit_ubah.unit.versi, by=by, **unit_ubah.isi)
    for baru in isi.indikator_baru:
        create_many(baru.unit, indikator=[baru], by=by)
    for ubah in isi.indikator_ubah:
        edit_indikator(ubah.indikator, seen=ubah.indikator.versi, by=by, **ubah.isi)
    for each in isi.kartu:
        set_card(each.indikator, kartu=each.kartu, seen=each.seen, by=by)
    for alasan, targets in isi.target.items():
        set_targets(unit, targets=targets, dasar=dasar, alasan=alasan, by=by)
    if isi.nilai:
        record_values(unit, values=isi.nilai, by=by)
    for simpul_ubah in isi.simpul_ubah:
        edit_node(simpul_ubah.simpul, seen=simpul_ubah.simpul.versi, by=by, **simpul_ubah.isi)
    for pagu in isi.pagu_ubah:
        set_lines(pagu.versi, baris=pagu.baris, seen=pagu.versi.versi, by=by)
