"""Reads of planning: plans and their nodes, indikator, the target that counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from sakip.arithmetic.periods import KODE, Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.models import DITARIK, READ_COLUMNS, Series, SeriesValue, isian_read
from sakip.datakinerja.queries import TRIWULAN, VALUE_COLUMNS, chunks, value_phrase
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.offers import Temuan
from sakip.kernel.search import address, ranked
from sakip.kernel.telling import Told, register_phrase
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import Susunan, predecessors_of
from sakip.perencanaan.models import (
    Dasar,
    DokumenRencana,
    Impor,
    Indikator,
    KartuIndikator,
    PenandaIndikator,
    Penempatan,
    PengesampinganTemuan,
    PetaKolom,
    SimpulRencana,
    Target,
    VariabelRumus,
)
from sakip.perencanaan.queries.penempatan import placed_in
from sakip.perencanaan.queries.rencana import (
    documents,
    family_of,
    in_force,
    in_tree_order,
    is_set,
    newest_nodes,
    without_yearly_groups,
)
from sakip.referensi.queries import dokumen_of, jenis_dokumen


def indikator(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Indikator]:
    """Indikator in the reader's reach, in the order of their units and within these as arranged."""
    rows: QuerySet[Indikator] = Indikator.objects.visible_to(seen_by, permission)
    return rows.select_related("unit", "series").order_by("unit__path", "urutan", "pk")


IKU = "iku"


def indikator_of(
    unit: Unit,
    *,
    tahun: int,
    seen_by: Access,
    text: str = "",
    below: bool = False,
    penanda: str = "",
    susunan: Susunan = Susunan.SAAT_ITU,
) -> QuerySet[Indikator]:
    """The indicators of a unit that are in use in a year; ``below`` adds those of the units under it.

    ``penanda``: only those with a mark, by its kind ("sdg") or also its code ("lain:Prioritas"), or only the "iku".
    """
    rows = indikator(seen_by).filter(Q(unit__path__startswith=unit.path) if below else Q(unit=unit))
    rows = rows.select_related(None).select_related("series").prefetch_related("unit")  # units are few, and wide
    rows = rows.filter(alive_in(tahun, susunan=susunan))
    if penanda == IKU:
        rows = rows.filter(iku=True)
    elif penanda:
        jenis, named, kode = penanda.partition(":")
        marked = PenandaIndikator.objects.visible_to(seen_by).filter(jenis=jenis, **({"kode": kode} if named else {}))
        rows = rows.filter(pk__in=marked.values("indikator"))
    return rows.filter(Q(nama__icontains=text) | Q(kode__icontains=text)) if text else rows


def alive_in(tahun: int, indikator: str = "", *, susunan: Susunan = Susunan.SAAT_ITU) -> Q:
    """The condition that an indicator is in use in a year; ``indikator`` leads to it ('indikator__').

    As it was: begun by then and not yet stopped. As it is now: the one that carries on stands for those before it.
    """
    not_stopped = not_stopped_in(tahun, indikator)
    if susunan is Susunan.SEKARANG:
        return not_stopped & Q(**{f"{indikator}penerus": None})
    begun = Q(**{f"{indikator}dimulai_tahun": None}) | Q(**{f"{indikator}dimulai_tahun__lte": tahun})
    return not_stopped & begun


def not_stopped_in(tahun: int, indikator: str = "") -> Q:
    """The condition that an indicator was not stopped by a year, whenever it begins."""
    return Q(**{f"{indikator}dihentikan_tahun": None}) | Q(**{f"{indikator}dihentikan_tahun__gt": tahun})


def entry_counts(tahun: int, *, seen_by: Access) -> dict[int, tuple[int, int]]:
    """By unit the indicators whose realisasi one may enter, and how many of them have a value in the year."""
    alive = indikator(seen_by, Permission.ENTER_REALISASI).filter(alive_in(tahun))
    filled = SeriesValue.objects.visible_to(seen_by, Permission.ENTER_REALISASI).filter(tahun=tahun, pengganti=None)
    with_value = set(filled.exclude(keadaan=DITARIK).values_list("series_id", flat=True).distinct())
    found: dict[int, tuple[int, int]] = {}
    for unit_id, series_id in alive.order_by().values_list("unit_id", "series_id"):
        total, done = found.get(unit_id, (0, 0))
        found[unit_id] = (total + 1, done + (series_id in with_value))
    return found


def cards(ids: Collection[int], *, seen_by: Access, **more: Any) -> dict[int, list[KartuIndikator]]:
    """Every card of some indicators, the latest first. ``more``: what each carries besides, as an annotation."""
    found: dict[int, list[KartuIndikator]] = defaultdict(list)
    rows = KartuIndikator.objects.visible_to(seen_by).filter(indikator_id__among=ids).annotate(**more)
    for card in rows.select_related("penanggung_jawab").order_by("-mulai_tahun"):
        found[card.indikator_id].append(card)
    return found


class Kartu(NamedTuple):
    """What figures need of a card; its texts are read where they are shown. Cheap, for an instansi has thousands."""

    pk: int
    indikator_id: int
    mulai_tahun: int
    satuan: str
    polaritas: str
    di_atas_rentang: str
    tipologi: str
    cara_isi: str
    terputus: bool
    catatan_putus: str
    rumus: str = ""
    frekuensi: str = ""


def shortened(card: KartuIndikator) -> Kartu:
    return Kartu._make(getattr(card, name) for name in Kartu._fields)


def short_cards(ids: Collection[int], *, seen_by: Access) -> dict[int, list[Kartu]]:
    """Every card of some indicators as figures need it, the latest first."""
    found: dict[int, list[Kartu]] = defaultdict(list)
    rows = KartuIndikator.objects.visible_to(seen_by).filter(indikator_id__among=ids)
    for row in rows.values_list(*Kartu._fields):
        found[row[1]].append(Kartu._make(row))
    for mine in found.values():
        mine.sort(key=lambda card: -card.mulai_tahun)
    return found


class Bertahun(Protocol):
    """What holds from a year on."""

    @property
    def mulai_tahun(self) -> int: ...


B = TypeVar("B", bound=Bertahun)


def card_in(kartu: Sequence[B], tahun: int) -> B | None:
    """The card that holds in a year; before the first, the first."""
    if not kartu:
        return None
    return next((card for card in kartu if card.mulai_tahun <= tahun), kartu[-1])


# --- targets ---------------------------------------------------------------------------------------------------------

URUTAN_DASAR = (Dasar.PK, Dasar.RKT, Dasar.RENSTRA, Dasar.RPJMD)
"""Which target counts: the sealed PK, else the RKT, else the Renstra, else the RPJMD."""


TARGET = Target._meta.label


def dasar_of(unit: Unit) -> list[Dasar]:
    """What targets of the unit's instansi can be set by: the plans that its family has, and the PK."""
    family = family_of(unit)
    held = {each.dasar_target for each in jenis_dokumen().values() if family in each.kerangka}
    return [each for each in Dasar if each in held or each == Dasar.PK]


def dasar(kode: str, unit: Unit) -> Dasar:
    """The dasar of a code; else the usual one: the RPJMD of a region, the Renstra of what is below, and of K/L."""
    if kode in Dasar.values:
        return Dasar(kode)
    kinds = dokumen_of(family_of(unit), root=unit.is_root).values()
    return Dasar(next(each.dasar_target for each in kinds if each.dasar_target))


class TargetBerlaku(NamedTuple):
    """The target that counts in a period: its value, where it was set, its row for *why this number?*"""

    isian: Isian
    dasar: str
    row_id: int


Targets = dict[int, dict[Periode, TargetBerlaku]]


_READ = ("penempatan__indikator_id", "tahun", "periode", "dasar", "pk", *READ_COLUMNS)


def targets_that_count(
    ids: Collection[int],
    *,
    tahun: Iterable[int],
    seen_by: Access,
    urutan: tuple[Dasar, ...] = URUTAN_DASAR,
    kode: Collection[str] = KODE,
    triwulan: Collection[int] = (),
) -> Targets:
    """By indicator and period the first target of the order, of equals the first made; the one function that picks it.

    ``kode`` says which periods of a year are wanted, ``triwulan`` the years of which the quarters are wanted as well.
    Reads columns, not objects: an instansi has tens of thousands.
    """
    rank = {dasar.value: place for place, dasar in enumerate(urutan)}
    found: Targets = defaultdict(dict)
    years, asked = list(tahun), Q(periode__in=kode)
    if triwulan:
        asked |= Q(tahun__in=triwulan, periode__in=TRIWULAN)
    rows = Target.objects.visible_to(seen_by).filter(
        asked, penempatan__indikator_id__among=ids, tahun__in=years, dasar__in=rank, pengganti=None
    )
    for indikator_id, year, code, dasar, pk, *columns in rows.exclude(keadaan=DITARIK).values_list(*_READ):
        mine, cell = found[indikator_id], Periode(year, code)
        before = mine.get(cell)
        if before is None or (rank[dasar], pk) < (rank[before.dasar], before.row_id):
            mine[cell] = TargetBerlaku(isian_read(*columns), dasar, pk)
    return found


def standing_targets(placement_ids: Collection[int], *, dasar: Dasar) -> dict[tuple[int, Periode], Target]:
    """What stands in each cell of some placements, for a writer already let in; taken-back rows included."""
    found: dict[tuple[int, Periode], Target] = {}
    for part in chunks(sorted(set(placement_ids))):
        for row in Target.related.filter(penempatan_id__in=part, dasar=dasar, pengganti=None):
            found[(row.penempatan_id, row.periode_nilai)] = row
    return found


def lock_placements(placement_ids: Collection[int]) -> None:
    """Until the transaction ends nobody else sets targets of these placements."""
    for part in chunks(sorted(set(placement_ids))):
        list(Penempatan.related.select_for_update().filter(pk__in=part).order_by("pk").values_list("pk"))


# --- plans -----------------------------------------------------------------------------------------------------------


def plans(seen_by: Access) -> QuerySet[DokumenRencana]:
    """The plans that count: set once, and of a kind under whose statements indicators are grouped."""
    rows: QuerySet[DokumenRencana] = DokumenRencana.objects.visible_to(seen_by)
    rows = rows.filter(is_set()).exclude(without_yearly_groups())
    return rows.select_related("unit").order_by("unit__path", "-tahun_awal")


def plan_in(unit: Unit, tahun: int, *, seen_by: Access) -> DokumenRencana | None:
    """The unit's plan whose years contain this one, the latest begun first; without one that of its predecessor."""
    before = predecessors_of(unit.path, seen_by).get(unit.path, ())
    places = {pk: place for place, pk in enumerate((unit.pk, *before))}
    found = plans(seen_by).filter(unit__in=places, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    return min(found, key=lambda plan: (places[plan.unit_id], -plan.tahun_awal), default=None)


def nodes(dokumen: DokumenRencana, *, seen_by: Access, tahun: int | None = None) -> list[SimpulRencana]:
    """The statements of the version that counts in a year, parents before children; without a year those of the newest
    version that the reader may read, a draft too."""
    if tahun is None:
        return newest_nodes([dokumen], seen_by=seen_by)[dokumen.pk]
    which = in_force(tahun)
    rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi__dokumen=dokumen, dokumen_versi=which)
    return list(in_tree_order(list(rows.order_by("urutan", "pk").select_related("dokumen_versi"))))


def statement(dokumen: DokumenRencana, kunci: UUID) -> str:
    """What a statement of a plan says in its newest version, for the writer who has already been let in."""
    rows = SimpulRencana.related.filter(dokumen_versi__dokumen=dokumen, kunci=kunci)
    return str(rows.order_by("-dokumen_versi__nomor").values_list("pernyataan", flat=True)[0])


def placements(dokumen: DokumenRencana, *, seen_by: Access, nomor: int | None = None) -> dict[UUID, list[Indikator]]:
    """The indicators under each node of a plan in the version of a number (None: the last), by the node's key."""
    found: dict[UUID, list[Indikator]] = defaultdict(list)
    rows = (
        Penempatan.objects.visible_to(seen_by)
        .filter(placed_in(nomor) if nomor is not None else Q(sampai_versi=None), dokumen=dokumen)
        .select_related("indikator__unit", "indikator__series")
    )
    for row in rows.order_by("indikator__urutan", "pk"):
        found[row.kunci].append(row.indikator)
    return found


def weighed(dokumen: DokumenRencana, *, tahun: int, seen_by: Access) -> list[tuple[SimpulRencana, list[Penempatan]]]:
    """The statements of a plan that carry indicators in use in a year, with their placements and weights."""
    there = placed_in(in_force(tahun, "dokumen", "nomor"))
    rows = Penempatan.objects.visible_to(seen_by).filter(there, alive_in(tahun, "indikator__"), dokumen=dokumen)
    found: dict[UUID, list[Penempatan]] = defaultdict(list)
    for row in rows.select_related("indikator__unit").order_by("indikator__unit__path", "indikator__urutan", "pk"):
        found[row.kunci].append(row)
    return [(node, found[node.kunci]) for node in nodes(dokumen, tahun=tahun, seen_by=seen_by) if node.kunci in found]


def unattached(ids: Collection[int]) -> dict[int, Penempatan]:
    """The placement outside every plan of some indicators, for the writer who has already been let in."""
    rows: dict[int, Penempatan] = {}
    for part in chunks(sorted(set(ids))):
        rows.update(
            {
                row.indikator_id: row
                for row in Penempatan.related.filter(indikator_id__in=part, kunci=None).select_related(
                    "indikator__series", "indikator__unit"
                )
            }
        )
    return rows


register_phrase(Target._meta.label, Told("Target", VALUE_COLUMNS | {"alasan_perubahan"}, value_phrase))


# --- names, for making many at once ----------------------------------------------------------------------------------


class Taken:
    """Names, codes and places in the order that are taken in some units, for the writer who has already been let in."""

    def __init__(self, rows: Iterable[tuple[int, str, str, int | None]]) -> None:
        self._names: set[tuple[int, str]] = set()
        self._codes: set[tuple[int, str]] = set()
        self._places: dict[int, int] = defaultdict(int)
        for unit_id, nama, kode, dihentikan in rows:
            self._codes.add((unit_id, kode))
            if dihentikan is None:
                self._names.add((unit_id, nama.casefold()))
                self._places[unit_id] += 1

    def add(self, unit_id: int, nama: str, kode: str) -> str:
        """Take a name and a code; answers which of the two is taken already: 'nama', 'kode' or ''."""
        name, code = (unit_id, nama.casefold()), (unit_id, kode)
        if name in self._names:
            return "nama"
        if kode and code in self._codes:
            return "kode"
        self._names.add(name)
        self._codes.add(code)
        return ""

    def next_place(self, unit_id: int) -> int:
        self._places[unit_id] += 1
        return self._places[unit_id]


def taken_names(unit_ids: Collection[int], *, besides: int | None = None) -> Taken:
    """What indicators of these units may no longer be called; ``besides`` is the one that is renamed."""
    rows: list[tuple[int, str, str, int | None]] = []
    for part in chunks(sorted(unit_ids)):
        found = Indikator.related.filter(unit_id__in=part).exclude(pk=besides)
        rows += found.values_list("unit_id", "nama", "kode", "dihentikan_tahun")
    return Taken(rows)


# --- imports ---------------------------------------------------------------------------------------------------------


def imports(seen_by: Access, permission: Permission = Permission.IMPORT) -> QuerySet[Impor]:
    """Uploaded tables in the reach of who may import, the latest first."""
    rows: QuerySet[Impor] = Impor.objects.visible_to(seen_by, permission)
    return rows.select_related("unit").order_by("-pk")


def remembered_mapping(unit: Unit, sidik_judul: str, *, seen_by: Access) -> list[dict[str, Any]] | None:
    """How this header was mapped before: by the unit itself, else by the latest of its instansi."""
    rows = PetaKolom.objects.visible_to(seen_by).filter(
        unit__path__startswith=unit.path[:LEVEL_WIDTH], sidik_judul=sidik_judul
    )
    found = sorted(rows, key=lambda row: (row.unit_id == unit.pk, row.pk))
    return found[-1].peta if found else None


# --- series for formulas ---------------------------------------------------------------------------------------------


def series_choices(unit: Unit, *, seen_by: Access) -> QuerySet[Series]:
    """Series that a formula of a unit may use: of its perangkat daerah and of the instansi, none that is computed."""
    top, root = unit.path[: 2 * LEVEL_WIDTH], unit.path[:LEVEL_WIDTH]
    computed = KartuIndikator.objects.visible_to(seen_by).exclude(rumus="").values("indikator__series")
    rows: QuerySet[Series] = Series.objects.visible_to(seen_by).filter(jenis="angka").exclude(pk__in=computed)
    return rows.filter(Q(unit__path__startswith=top) | Q(unit__path=root)).select_related("unit").order_by("nama", "pk")


def series_to_enter(unit: Unit, tahun: int, *, seen_by: Access) -> list[Series]:
    """The series of a unit that formulas in use in a year ask for and that are no indicator themselves, by name."""
    names = VariabelRumus.objects.visible_to(seen_by).filter(
        alive_in(tahun, "kartu__indikator__"), series__unit=unit, series__indikator=None, kartu__mulai_tahun__lte=tahun
    )
    rows: QuerySet[Series] = Series.objects.visible_to(seen_by).filter(pk__in=names.values("series"))
    return list(rows.select_related("unit").order_by("nama", "pk"))


# --- the checker -----------------------------------------------------------------------------------------------------


def set_aside(seen_by: Access) -> QuerySet[PengesampinganTemuan]:
    """Findings that were set aside, in the reader's reach."""
    rows: QuerySet[PengesampinganTemuan] = PengesampinganTemuan.objects.visible_to(seen_by)
    return rows.select_related("unit")


# --- the search ------------------------------------------------------------------------------------------------------


def find_indicators(seen_by: Access, text: str, most: int) -> list[Temuan]:
    """Indicators by name or code, with the unit that answers for them."""
    rows = ranked(
        indikator(seen_by).select_related(None).select_related("unit"), text, names=("nama",), codes=("kode",)
    )
    return [
        Temuan("Indikator", one.nama, _whose(one), address("perencanaan:indikator", one.pk), one.cocok)
        for one in rows[:most]
    ]


def _whose(one: Indikator) -> str:
    end = f"dihentikan mulai {one.dihentikan_tahun}" if one.dihentikan_tahun else ""
    return ", ".join(part for part in (one.kode, one.unit.nama, end) if part)


def find_plans(seen_by: Access, text: str, most: int) -> list[Temuan]:
    """Planning documents by name, drafts too."""
    rows = ranked(documents(seen_by), text, names=("nama",))
    return [
        Temuan(
            "Dokumen",
            plan.nama,
            f"{plan.unit.nama}, {plan.tahun_awal} sampai {plan.tahun_akhir}",
            address("perencanaan:rencana", plan.pk),
            plan.cocok,
        )
        for plan in rows[:most]
    ]
