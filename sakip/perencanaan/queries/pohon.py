"""Reads of the pohon kinerja: trees, their nodes in order, indicators, crosscutting with its answers, translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from sakip.datakinerja.queries import chunks
from sakip.kernel.access import Access, Permission
from sakip.kernel.offers import Guna, Temuan
from sakip.kernel.search import address, ranked
from sakip.kernel.telling import register_words
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan.models import (
    AsalOutcome,
    Cabang,
    Crosscutting,
    IndikatorSimpul,
    Jawaban,
    JawabanCrosscutting,
    JenisSimpul,
    PohonKinerja,
    SilsilahPohon,
    SimpulPohon,
    SimpulRencana,
    Terjemahan,
)
from sakip.perencanaan.queries.rencana import versions
from sakip.perencanaan.rules.pohon import Edges

MENUNGGU, DITARIK = "menunggu", "ditarik"
KEADAAN: Mapping[str, str] = {
    MENUNGGU: "Menunggu jawaban",
    **{str(kode): str(kata) for kode, kata in Jawaban.choices},
    DITARIK: "Ditarik",
}
"""Where a request stands, in words."""

register_words(jenis_simpul=dict(JenisSimpul.choices), asal=dict(AsalOutcome.choices), jawaban=dict(Jawaban.choices))


def trees(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[PohonKinerja]:
    """Trees in the reader's reach, with how many nodes stand in each (``jumlah``)."""
    rows: QuerySet[PohonKinerja] = PohonKinerja.objects.visible_to(seen_by, permission)
    counted = rows.annotate(jumlah=Count("simpul", filter=Q(simpul__ditarik=False)))
    return counted.select_related("unit").order_by("unit__path", "-tahun_awal")


def lineage(row: PohonKinerja, *, seen_by: Access) -> tuple[list[PohonKinerja], list[PohonKinerja]]:
    """The trees that this one carries on, and those in which it goes on, after a change of the organisation."""
    found = SilsilahPohon.objects.visible_to(seen_by).filter(Q(pendahulu=row) | Q(penerus=row))
    links = list(found.select_related("pendahulu__unit", "penerus__unit").order_by("pk"))
    return [each.pendahulu for each in links if each.penerus == row], [
        each.penerus for each in links if each.pendahulu == row
    ]


def simpul(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[SimpulPohon]:
    """Nodes in the reader's reach, retired ones too."""
    rows: QuerySet[SimpulPohon] = SimpulPohon.objects.visible_to(seen_by, permission)
    return rows.select_related("pohon__unit").order_by("pohon_id", "urutan", "pk")


@dataclass(frozen=True)
class Pohon:
    """A tree as it stands: living nodes by number, children and parents in their order, tops, and what was retired."""

    row: PohonKinerja
    simpul: Mapping[int, SimpulPohon]
    anak: Mapping[int, tuple[int, ...]]
    induk: Mapping[int, tuple[int, ...]]
    puncak: tuple[int, ...]
    ditarik: tuple[SimpulPohon, ...] = ()

    def walk(self, top: int | None = None) -> Iterator[tuple[SimpulPohon, int]]:
        """Every node below a top (None: of the whole tree) in reading order with its depth, each once."""
        seen: set[int] = set()
        waiting = [(pk, 0) for pk in reversed(self.puncak if top is None else (top,))]
        while waiting:
            pk, depth = waiting.pop()
            if pk not in seen:
                seen.add(pk)
                yield self.simpul[pk], depth
                waiting += [(child, depth + 1) for child in reversed(self.anak.get(pk, ()))]

    def path_to(self, pk: int) -> list[SimpulPohon]:
        """From a top down to a node, by the first parent of each."""
        found = [self.simpul[pk]]
        while above := self.induk.get(found[0].pk):
            found.insert(0, self.simpul[above[0]])
        return found

    def of(self, *jenis: str) -> list[SimpulPohon]:
        """The nodes of some kinds in reading order."""
        return [node for node, _depth in self.walk() if node.jenis in jenis]


def pohon_of(row: PohonKinerja, *, seen_by: Access) -> Pohon:
    """A whole tree. Two queries."""
    rows = SimpulPohon.objects.visible_to(seen_by).filter(pohon=row).order_by("urutan", "pk")
    alive: dict[int, SimpulPohon] = {}
    retired = []
    for node in rows:
        node.pohon = row  # known, so nobody asks for it
        if node.ditarik:
            retired.append(node)
        else:
            alive[node.pk] = node
    children: dict[int, list[int]] = defaultdict(list)
    parents: dict[int, list[int]] = defaultdict(list)
    place = {pk: number for number, pk in enumerate(alive)}
    pairs = Cabang.objects.visible_to(seen_by).filter(anak__pohon=row).order_by("pk").values_list("induk_id", "anak_id")
    for induk, anak in pairs:
        if induk in alive and anak in alive:
            children[induk].append(anak)
            parents[anak].append(induk)
    return Pohon(
        row,
        alive,
        {pk: tuple(sorted(mine, key=place.__getitem__)) for pk, mine in children.items()},
        {pk: tuple(mine) for pk, mine in parents.items()},
        tuple(pk for pk in alive if pk not in parents),
        tuple(retired),
    )


def retired_below(node: SimpulPohon, *, seen_by: Access) -> list[SimpulPohon]:
    """What was retired below a retired node, reached through retired ones alone. Two queries."""
    rows = {row.pk: row for row in simpul(seen_by).filter(pohon=node.pohon, ditarik=True)}
    pairs = Cabang.objects.visible_to(seen_by).filter(anak__pohon=node.pohon).values_list("induk_id", "anak_id")
    return [rows[pk] for pk in Edges(pairs).below_within(node.pk, rows.keys())]


def indicators_of(ids: Collection[int], *, seen_by: Access) -> dict[int, list[IndikatorSimpul]]:
    """By node how it is measured: its indicators, and the wordings that are none yet."""
    found: dict[int, list[IndikatorSimpul]] = defaultdict(list)
    for part in chunks(sorted(ids)):
        rows = IndikatorSimpul.objects.visible_to(seen_by).filter(simpul_id__in=part).order_by("pk")
        for row in rows.select_related("indikator__unit", "indikator__series"):
            found[row.simpul_id].append(row)
    return found


def indicator_rows(seen_by: Access) -> QuerySet[IndikatorSimpul]:
    """How conditions are measured, in the reader's reach."""
    rows: QuerySet[IndikatorSimpul] = IndikatorSimpul.objects.visible_to(seen_by)
    return rows.select_related("simpul__pohon__unit", "indikator")


def translation_rows(seen_by: Access) -> QuerySet[Terjemahan]:
    """What conditions became, in the reader's reach."""
    rows: QuerySet[Terjemahan] = Terjemahan.objects.visible_to(seen_by)
    return rows.select_related("simpul__pohon__unit")


# --- crosscutting ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Permintaan:
    """A request with the answer that counts, the latest."""

    row: Crosscutting
    jawaban: JawabanCrosscutting | None

    @property
    def keadaan(self) -> str:
        """menunggu, diterima, usul-ubah, ditolak, or ditarik."""
        if self.row.ditarik:
            return DITARIK
        return self.jawaban.jawaban if self.jawaban else MENUNGGU

    @property
    def kata(self) -> str:
        return KEADAAN[self.keadaan]

    @property
    def mitra(self) -> str:
        """The partner's name, of a unit or from outside."""
        return self.row.mitra.nama if self.row.mitra else self.row.mitra_luar


def crosscutting(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Crosscutting]:
    """Requests in the reader's reach, by the tree that asks, with their answers."""
    rows: QuerySet[Crosscutting] = Crosscutting.objects.visible_to(seen_by, permission)
    rows = rows.select_related("simpul__pohon__unit", "mitra").order_by("simpul__pohon__unit__path", "simpul_id", "pk")
    answers = JawabanCrosscutting.objects.visible_to(seen_by).select_related("simpul__pohon", "mitra").order_by("-pk")
    return rows.prefetch_related(Prefetch("jawaban", queryset=answers))


def with_answers(rows: QuerySet[Crosscutting]) -> list[Permintaan]:
    """Each request with the answer that counts. Two queries whatever the number."""
    return [Permintaan(row, next(iter(row.jawaban.all()), None)) for row in rows]


def undecided(seen_by: Access) -> QuerySet[Any]:
    """Requests that somebody has to decide on, without their answers: ``terakhir`` is None where the partner has not
    answered, else that he proposes a change."""
    last = JawabanCrosscutting.objects.visible_to(seen_by).filter(crosscutting=OuterRef("pk")).order_by("-pk")
    rows = crosscutting(seen_by).prefetch_related(None).filter(ditarik=False, simpul__ditarik=False)
    rows = rows.annotate(terakhir=Subquery(last.values("jawaban")[:1]))
    return rows.filter(Q(terakhir=None) | Q(terakhir=Jawaban.USUL_UBAH))


def asked_by(row: PohonKinerja, *, seen_by: Access) -> dict[int, list[Permintaan]]:
    """By node what it asks of others and has not taken back."""
    found: dict[int, list[Permintaan]] = defaultdict(list)
    for each in with_answers(crosscutting(seen_by).filter(simpul__pohon=row, simpul__ditarik=False, ditarik=False)):
        found[each.row.simpul_id].append(each)
    return found


def asked_of(unit: Unit, *, seen_by: Access) -> list[Permintaan]:
    """What other units ask of this one and have not taken back."""
    return with_answers(crosscutting(seen_by).filter(mitra=unit, simpul__ditarik=False, ditarik=False))


def unplaced(unit: Unit, *, seen_by: Access) -> list[Permintaan]:
    """What other units ask of this one, neither refused nor joined to a node of its own tree."""
    return [
        each
        for each in asked_of(unit, seen_by=seen_by)
        if each.keadaan != Jawaban.DITOLAK and not (each.jawaban and each.jawaban.simpul_id)
    ]


def contributing(unit: Unit, *, seen_by: Access) -> dict[int, list[Permintaan]]:
    """By a node of the unit's own trees the accepted requests to which it contributes."""
    found: dict[int, list[Permintaan]] = defaultdict(list)
    for each in asked_of(unit, seen_by=seen_by):
        if each.jawaban and each.jawaban.simpul_id and each.keadaan == Jawaban.DITERIMA:
            found[each.jawaban.simpul_id].append(each)
    return found


# --- step five -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tujuan:
    """What a node became: a statement of a plan in its latest version, or the performance of a position."""

    row: Terjemahan
    pernyataan: str
    tingkat: str = ""
    simpul: SimpulRencana | None = None
    """The statement as it stands in the newest version that the reader may read."""

    @property
    def ke_rencana(self) -> bool:
        return self.row.kunci is not None


def translations(row: PohonKinerja, *, seen_by: Access) -> dict[int, list[Tujuan]]:
    """By node what it became; a statement that the plan's latest version no longer has keeps its last words."""
    rows = list(
        Terjemahan.objects.visible_to(seen_by)
        .filter(simpul__pohon=row)
        .select_related("dokumen", "jabatan__unit")
        .order_by("pk")
    )
    said = statements([each.kunci for each in rows if each.kunci], seen_by=seen_by)
    found: dict[int, list[Tujuan]] = defaultdict(list)
    for each in rows:
        if each.kunci:
            found[each.simpul_id].append(_became(each, said.get(each.kunci)))
        else:
            found[each.simpul_id].append(Tujuan(each, str(each.jabatan)))
    return found


def _became(row: Terjemahan, node: SimpulRencana | None) -> Tujuan:
    return Tujuan(row, node.pernyataan, node.tingkat, node) if node else Tujuan(row, "")


def statements(keys: Collection[UUID], *, seen_by: Access) -> dict[UUID, SimpulRencana]:
    """By lasting key the statement in the newest version that has it and that the reader may read."""
    found: dict[UUID, SimpulRencana] = {}
    readable = versions(seen_by).order_by().values("pk")
    for part in chunks(sorted(set(keys))):
        rows = SimpulRencana.objects.visible_to(seen_by).filter(kunci__in=part, dokumen_versi__in=readable)
        for row in rows.select_related("dokumen_versi__dokumen__unit").order_by("dokumen_versi__nomor"):
            found[row.kunci] = row
    return found


def nodes_behind(keys: Collection[UUID], *, seen_by: Access) -> dict[UUID, list[SimpulPohon]]:
    """By a plan's statement the living nodes that were translated into it: the way back, for the pages of plans."""
    found: dict[UUID, list[SimpulPohon]] = defaultdict(list)
    for part in chunks(sorted(set(keys))):
        rows = Terjemahan.objects.visible_to(seen_by).filter(kunci__in=part, simpul__ditarik=False)
        for row in rows.select_related("simpul__pohon__unit").order_by("pk"):
            if row.kunci:
                found[row.kunci].append(row.simpul)
    return found


def of_position(seen_by: Access, jabatan: Jabatan) -> list[Guna]:
    """The living conditions for which a position answers since step five."""
    rows = Terjemahan.objects.visible_to(seen_by).filter(jabatan=jabatan, simpul__ditarik=False)
    return [
        Guna("pohon", row.simpul.pernyataan, address("perencanaan:simpul", row.simpul_id))
        for row in rows.select_related("simpul__pohon").order_by("simpul__pohon_id", "simpul__urutan", "pk")
    ]


# --- the search ------------------------------------------------------------------------------------------------------


def find_nodes(seen_by: Access, text: str, most: int) -> list[Temuan]:
    """Conditions of trees by their words or code."""
    rows = ranked(simpul(seen_by).filter(ditarik=False), text, names=("pernyataan",), codes=("kode",))
    return [
        Temuan(
            "Pohon kinerja",
            node.pernyataan,
            f"{node.get_jenis_display()}, {node.pohon.unit.nama}",
            address("perencanaan:simpul", node.pk),
            node.cocok,
        )
        for node in rows[:most]
    ]
