"""The statements of a version as pages show them: indented, closed where they are many, with what stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenVersi, Dukungan, Penempatan, SimpulRencana
from sakip.perencanaan.models.rencana import nama_rincian
from sakip.perencanaan.queries.penempatan import placed_in
from sakip.perencanaan.queries.rencana import frame_of, latest_version, versions
from sakip.referensi.queries import Tingkat

MANY = 300
"""With more statements than this, a page shows the first levels and opens the others one by one."""
OPEN_LEVELS = 3


@dataclass(frozen=True)
class Baris:
    """A statement with its place: ``tertutup`` counts what is below it and not shown."""

    simpul: SimpulRencana
    depth: int
    tingkat: str
    indikator: Sequence[Penempatan] = ()
    melayani: Sequence[str] = ()
    tertutup: int = 0
    pendukung: Sequence[Unit] | None = None
    """The units whose plans serve it; None where nothing is to serve it."""
    terbawah: bool = False
    """Of the lowest level: nothing is hung up under it."""
    pagu: int | None = None
    """Whole rupiah of the year, beside the work of a plan for one year; None where there is none."""


STRATEGIES = frozenset({"strategi", "arah-kebijakan"})


def result_levels(levels: Sequence[Tingkat]) -> Sequence[Tingkat]:
    """The levels down to the last that serves the plan above; where none serves, those that measure outcomes."""
    last = max((place for place, level in enumerate(levels) if level.melayani), default=-1)
    return levels[: last + 1] if last >= 0 else [level for level in levels if level.hasil == "outcome"]


def work_levels(levels: Sequence[Tingkat]) -> Sequence[Tingkat]:
    """The levels of the work by which results are reached; a strategy is neither."""
    results = result_levels(levels)
    return [level for level in levels if level not in results and level.kode not in STRATEGIES]


def is_work(simpul: SimpulRencana, levels: Sequence[Tingkat]) -> bool:
    """Whether a statement is work by which results are reached."""
    return simpul.tingkat in {level.kode for level in work_levels(levels)}


def named(tingkat: str, pernyataan: str) -> str:
    """A statement with its level, unless its first word says that already: "Program Kesehatan", "Sasaran: Sehat"."""
    return f"{tingkat}: {pernyataan}" if says_not(tingkat, pernyataan) else pernyataan


def says_not(tingkat: str, pernyataan: str) -> bool:
    """Whether a statement does not begin with the name of its own level."""
    return not pernyataan.casefold().startswith(tingkat.casefold())


class Outline:
    """All statements of a version, read once; asked for whole, for a subtree, or for the children of one."""

    def __init__(self, versi: DokumenVersi, *, seen_by: Access) -> None:
        self.versi = versi
        self.frame = frame_of(versi.dokumen)
        self._seen_by = seen_by
        self._names = {level.kode: level.nama for level in self.frame.tingkat}
        rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi=versi)
        self.rows: list[SimpulRencana] = list(rows.select_related("pelaksana").order_by("urutan", "pk"))
        self.by_id = {row.pk: row for row in self.rows}
        self._children: dict[int | None, list[SimpulRencana]] = defaultdict(list)
        for row in self.rows:
            self._children[row.induk_id].append(row)

    def level_name(self, simpul: SimpulRencana) -> str:
        return self._names.get(simpul.tingkat, simpul.tingkat)

    def children(self, simpul: SimpulRencana | None) -> list[SimpulRencana]:
        return self._children[simpul.pk if simpul else None]

    def subtree(self, simpul: SimpulRencana) -> list[SimpulRencana]:
        """All below a statement, without itself."""
        found = list(self.children(simpul))
        for row in found:  # grows while it is read
            found += self.children(row)
        return found

    def above(self, simpul: SimpulRencana) -> list[SimpulRencana]:
        """From the top down to the parent."""
        found: list[SimpulRencana] = []
        while simpul.induk_id is not None:
            simpul = self.by_id[simpul.induk_id]
            found.append(simpul)
        return found[::-1]

    def shown(self, root: SimpulRencana | None = None) -> list[Baris]:
        """The whole version, or one statement with all below it; where these are many, the first levels."""
        tops = self.children(None) if root is None else [root]
        return self._dressed(self._walk(tops, 0, self._open_levels(tops)))

    def _open_levels(self, tops: Sequence[SimpulRencana]) -> int | None:
        """How many levels a page shows: all where that is not much, else at most the first ones, and one at least.

        Statements that came without those above them stand at the top: their first level may be wide already.
        """
        widths, level = [], list(tops)
        while level:
            widths.append(len(level))
            level = [child for row in level for child in self.children(row)]
        if sum(widths) <= MANY:
            return None
        return next((some for some in range(OPEN_LEVELS, 1, -1) if sum(widths[:some]) <= MANY), 1)

    def whole(self) -> list[Baris]:
        """Every statement, parents before children, bare."""
        return [Baris(row, depth, self.level_name(row)) for row, depth, _ in self._walk(self.children(None), 0, None)]

    def opened(self, simpul: SimpulRencana) -> list[Baris]:
        """A statement and its children, these closed: what takes the place of its closed row."""
        depth = len(self.above(simpul))
        return self._dressed([(simpul, depth, 0), *self._walk(self.children(simpul), depth + 1, depth + 2)])

    def one(self, simpul: SimpulRencana) -> Baris:
        """A row as it stands on its own, with what is closed below it as it was."""
        return self._dressed([(simpul, len(self.above(simpul)), 0)])[0]

    def _walk(
        self, rows: Iterable[SimpulRencana], depth: int, until: int | None
    ) -> Iterator[tuple[SimpulRencana, int, int]]:
        for row in rows:
            closed = until is not None and depth + 1 >= until
            yield row, depth, len(self.subtree(row)) if closed else 0
            if not closed:
                yield from self._walk(self.children(row), depth + 1, until)

    def _dressed(self, rows: Iterable[tuple[SimpulRencana, int, int]]) -> list[Baris]:
        some = list(rows)
        placed, served = self.placed(), self.served()
        lowest = self.frame.tingkat[-1].kode
        return [
            Baris(
                row,
                depth,
                self.level_name(row),
                placed.get(row.kunci, ()),
                served.get(row.kunci, ()),
                closed,
                terbawah=row.tingkat == lowest,
            )
            for row, depth, closed in some
        ]

    def placed(self) -> dict[UUID, list[Penempatan]]:
        """By statement the placements under it in this version."""
        found: dict[UUID, list[Penempatan]] = defaultdict(list)
        rows = Penempatan.objects.visible_to(self._seen_by).filter(
            placed_in(self.versi.nomor), dokumen=self.versi.dokumen_id
        )
        for row in rows.select_related("indikator").order_by("indikator__urutan", "pk"):
            found[row.kunci].append(row)
        return found

    def served(self) -> dict[UUID, list[str]]:
        """By statement what it serves of the plan above, in that plan's words."""
        links = list(Dukungan.objects.visible_to(self._seen_by).filter(dokumen_versi=self.versi).order_by("pk"))
        if not links or self.versi.dokumen.induk is None:
            return {}
        above = latest_version(self.versi.dokumen.induk, seen_by=self._seen_by)
        rows = SimpulRencana.objects.visible_to(self._seen_by).filter(dokumen_versi=above)
        words = dict(rows.filter(kunci__in={row.melayani for row in links}).values_list("kunci", "pernyataan"))
        found: dict[UUID, list[str]] = defaultdict(list)
        for row in links:
            if row.melayani in words:
                found[row.kunci].append(words[row.melayani])
        return found


def said_besides(simpul: SimpulRencana) -> list[tuple[str, str]]:
    """What a statement says besides itself, each with its name."""
    return [(label, said) for name, label in nama_rincian().items() if (said := getattr(simpul, name))]


def statements(seen_by: Access) -> QuerySet[SimpulRencana]:
    """Statements of the versions that the reader may read, with version, document and unit."""
    rows: QuerySet[SimpulRencana] = SimpulRencana.objects.visible_to(seen_by)
    rows = rows.filter(dokumen_versi__in=versions(seen_by).order_by().values("pk"))
    return rows.select_related("dokumen_versi__dokumen__unit", "dokumen_versi__dokumen__induk", "pelaksana")
