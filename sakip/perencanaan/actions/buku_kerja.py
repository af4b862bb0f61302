"""Use case of planning: what a Buku Kerja says, written in one action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sakip.anggaran.actions import PaguBaru, open_pagu, set_lines
from sakip.anggaran.models import JenisPagu, PaguVersi
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.rows import change
from sakip.organisasi.actions import add_unit, edit_unit
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions.acuan import set_baseline
from sakip.perencanaan.actions.indikator import (
    IndikatorBaru,
    KartuBaru,
    create_many,
    edit_indikator,
    place,
    set_card,
)
from sakip.perencanaan.actions.pernyataan import PernyataanBaru, add_many_nodes, edit_node, move_node, unplace
from sakip.perencanaan.actions.targets import TargetBaru, set_targets
from sakip.perencanaan.models import Dasar, DokumenVersi, Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.silsilah import beginning_earlier


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
class BaselineUbah:
    """A baseline to record, or to replace: ``seen`` is the id of the row that is replaced."""

    indikator: Indikator
    periode: Periode
    isian: Isian
    sumber: str
    seen: int | None
    alasan: str
    diketik: str


@dataclass
class SimpulTambah:
    """Statements to add to a version, parents before their children, and by their place the indikator on them."""

    versi: DokumenVersi
    simpul: list[PernyataanBaru] = field(default_factory=list)
    indikator: list[tuple[int, Indikator]] = field(default_factory=list)


@dataclass
class SimpulUbah:
    """Cells of a statement that were changed. ``induk`` counts where it moves: a number is a place among the new ones
    of its version."""

    simpul: SimpulRencana
    isi: dict[str, object] = field(default_factory=dict)
    pindah: bool = False
    induk: SimpulRencana | int | None = None
    tempatkan: list[Indikator] = field(default_factory=list)
    lepaskan: list[Penempatan] = field(default_factory=list)


@dataclass
class PaguUbah:
    """All lines of a unit's money in a year by a document; without ``versi`` its first version is opened."""

    unit: Unit
    tahun: int
    jenis: JenisPagu
    versi: PaguVersi | None
    baris: list[PaguBaru] = field(default_factory=list)


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
    baseline: list[BaselineUbah] = field(default_factory=list)
    simpul_baru: dict[int, SimpulTambah] = field(default_factory=dict)
    """By version."""
    simpul_ubah: list[SimpulUbah] = field(default_factory=list)
    pagu: list[PaguUbah] = field(default_factory=list)


@action(Permission.IMPORT, "mengimpor Buku Kerja")
def apply_workbook(unit: Unit, *, isi: IsiBuku, dasar: Dasar, by: Access) -> None:
    """Add and edit units, make and edit indikator, set their cards, baselines, targets, realisasi; add, edit and move
    statements of plans and place indikator on them; write lines of money: each by its own action.

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
        _begin_with(isi.nilai, by)
    for base in isi.baseline:
        set_baseline(
            base.indikator, by=by, **{name: value for name, value in vars(base).items() if name != "indikator"}
        )
    _write_plans(isi, by)
    for pagu in isi.pagu:
        versi = pagu.versi or open_pagu(pagu.unit, tahun=pagu.tahun, jenis=pagu.jenis, by=by)
        set_lines(versi, baris=pagu.baris, seen=versi.versi, by=by)


def _begin_with(values: Iterable[NilaiBaru], by: Access) -> None:
    """An indicator is in use from the first year for which the workbook knows something of it, as with any table."""
    told = [(each.series.pk, each.periode.tahun) for each in values if each.isian is not None]
    of = {
        row.series_id: row
        for row in Indikator.objects.visible_to(by).filter(series_id__among=[series for series, _tahun in told])
    }
    known = ((of[series], tahun) for series, tahun in told if series in of)
    for row, tahun in beginning_earlier(known, seen_by=by):
        change(row, seen=row.versi, dimulai_tahun=tahun)


def _write_plans(isi: IsiBuku, by: Access) -> None:
    """New statements first, for those that stand may move below them."""
    added: dict[int, list[SimpulRencana]] = {}
    for pk, new in isi.simpul_baru.items():
        added[pk] = add_many_nodes(new.versi, simpul=new.simpul, by=by)
        for place_in_list, indikator in new.indikator:
            place(indikator, simpul=added[pk][place_in_list], by=by)
    for each in isi.simpul_ubah:
        row = each.simpul
        if each.isi:
            row = edit_node(row, seen=row.versi, by=by, **each.isi)
        if each.pindah:
            above = added[row.dokumen_versi_id][each.induk] if isinstance(each.induk, int) else each.induk
            move_node(row, induk=above, seen=row.versi, by=by)
        for penempatan in each.lepaskan:
            unplace(penempatan, simpul=row, by=by)
        for indikator in each.tempatkan:
            place(indikator, simpul=row, by=by)
