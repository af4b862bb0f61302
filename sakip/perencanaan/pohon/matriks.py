"""The matrices beside the tree: cascading from the plan to positions, plan against budget, crosscutting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from sakip.anggaran.models import JenisPagu, Pagu
from sakip.anggaran.queries import lines, versions
from sakip.anggaran.rules import BERANGGARAN, recap
from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import holders, sebutan
from sakip.perencanaan.models import DokumenRencana, Dukungan, Indikator, KartuIndikator, SimpulRencana, Terjemahan
from sakip.perencanaan.queries import nodes, placements, plan_in, targets_that_count
from sakip.perencanaan.queries.outline import STRATEGIES, Baris
from sakip.perencanaan.queries.pohon import KEADAAN, crosscutting, indicators_of, statements, with_answers
from sakip.perencanaan.queries.rencana import frame_of
from sakip.referensi.queries import jenis_dokumen, nama_tingkat

# --- crosscutting ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BarisCrosscutting:
    """One request: the shared result, who answers for it, who supports it with what, and where it stands."""

    pk: int
    simpul: int
    hasil: str
    pengampu: str
    pendukung: str
    kontribusi: str
    indikator: tuple[str, ...]
    waktu: str
    bukti: str
    penopang: str
    kode: str
    keadaan: str


def crosscutting_rows(
    *, seen_by: Access, unit: Unit | None = None, keadaan: str = "", text: str = ""
) -> list[BarisCrosscutting]:
    """Everything that is asked and not taken back; of a unit what it asks and what it is asked."""
    rows = with_answers(crosscutting(seen_by).filter(ditarik=False, simpul__ditarik=False))
    if unit is not None:
        rows = [each for each in rows if unit.pk in {each.row.unit.pk, each.row.mitra_id}]
    indikator = indicators_of({each.row.simpul_id for each in rows}, seen_by=seen_by)
    found = [
        BarisCrosscutting(
            each.row.pk,
            each.row.simpul_id,
            each.row.simpul.pernyataan,
            each.row.unit.nama,
            each.mitra,
            each.row.kontribusi,
            tuple(map(str, indikator.get(each.row.simpul_id, ()))),
            each.row.waktu,
            each.row.bukti,
            each.jawaban.simpul.pernyataan if each.jawaban and each.jawaban.simpul else "",
            each.keadaan,
            KEADAAN[each.keadaan],
        )
        for each in rows
        if not keadaan or each.keadaan == keadaan
    ]
    words = text.casefold().split()
    return [row for row in found if all(word in _said(row) for word in words)]


def _said(row: BarisCrosscutting) -> str:
    return " ".join((row.hasil, row.pengampu, row.pendukung, row.kontribusi, row.penopang)).casefold()


# --- cascading -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SelCascading:
    """A statement on one level with its indicators and their targets; empty where a chain has none on that level."""

    pernyataan: str = ""
    indikator: tuple[str, ...] = ()
    lanjutan: bool = False
    """The same as in the row above, which is not said again."""


@dataclass(frozen=True)
class BarisCascading:
    """A chain of the plan from its top to its end, whom it serves above, and which positions answer for it.

    ``melayani`` is empty where it serves the same as the row above.
    """

    melayani: tuple[str, ...]
    sel: tuple[SelCascading, ...]
    jabatan: tuple[str, ...]
    pegawai: tuple[str, ...]
    anggaran: int | None
    pendukung: tuple[str, ...] = ()
    """The statements of plans below that serve its end, with their units."""


@dataclass(frozen=True)
class Cascading:
    """The matrix of a unit's plan in a year; ``rencana`` None: it has none then."""

    rencana: DokumenRencana | None
    tingkat: tuple[str, ...]
    baris: tuple[BarisCascading, ...]
    pagu: str = ""
    """The document whose money is shown; empty where there is none."""

    @property
    def judul(self) -> list[str]:
        """What stands above the levels: their names, with the indicators where a level has any."""
        measured = {place for row in self.baris for place, cell in enumerate(row.sel) if cell.indikator}
        names = enumerate(map(nama_tingkat, self.tingkat))
        return [f"{nama} dan indikator" if place in measured else nama for place, nama in names]

    @property
    def didukung(self) -> bool:
        """Whether plans below serve this one, as those of perangkat daerah the RPJMD."""
        return any(row.pendukung for row in self.baris)


def cascading(unit: Unit, tahun: int, *, seen_by: Access, on: date) -> Cascading:
    """Statements from the plan that the unit's plan serves down to positions and who holds them on a day.

    Where units below carry a statement on, they are told, and their positions answer where none of its own does; where
    the tree names nobody, those who are in charge of what the end of the chain is measured by.
    """
    plan = plan_in(unit, tahun, seen_by=seen_by)
    if plan is None:
        return Cascading(None, (), ())
    rows = nodes(plan, seen_by=seen_by, tahun=tahun)
    used = {row.tingkat for row in rows} - _NO_LINK
    levels = tuple(level.kode for level in frame_of(plan).tingkat if level.kode in used)
    placed = placements(plan, nomor=_number(rows), seen_by=seen_by)
    measured, charged = _measured(placed, tahun, seen_by), _in_charge(placed, tahun, seen_by, on)
    served = _served(rows, seen_by)
    serving = _serving([row.kunci for row in rows], tahun, seen_by)
    below = {row.kunci for mine in serving.values() for row in mine}
    positions = _positions([*(row.kunci for row in rows), *below], seen_by, on)
    money = budget(unit, tahun, seen_by=seen_by)
    by_pk = {row.pk: row for row in rows}
    parents = {each.pk for row in rows if row.tingkat in used for each in _chain(row, by_pk) if each.pk != row.pk}
    found: list[BarisCascading] = []
    said: set[int] = set()
    last: tuple[str, ...] = ()
    for row in rows:
        if row.pk in parents or row.tingkat not in used:
            continue
        chain = _chain(row, by_pk)
        cells = {
            each.tingkat: SelCascading(each.pernyataan, measured.get(each.kunci, ()), each.pk in said) for each in chain
        }
        said |= {each.pk for each in chain}
        carriers = next((serving[each.kunci] for each in reversed(chain) if each.kunci in serving), [])
        people = _people(chain[-1:], positions) or _people(carriers, positions)
        people = people or _people(chain[-1:], charged) or _people(reversed(chain), positions)[:3]
        serves = tuple(dict.fromkeys(words for each in chain for words in served.get(each.kunci, ())))
        found.append(
            BarisCascading(
                () if serves == last else serves,
                tuple(cells.get(level, SelCascading()) for level in levels),
                tuple(post for post, _who in people),
                tuple(who for _post, who in people),
                money.of(row),
                _by_unit(carriers),
            )
        )
        last = serves
    return Cascading(plan, levels, tuple(found), money.dokumen)


def _people(rows: Iterable[SimpulRencana], positions: Mapping[UUID, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Who answers for some statements, each once: two conditions may have become one statement."""
    return list(dict.fromkeys(one for each in rows for one in positions.get(each.kunci, ())))


def _chain(row: SimpulRencana, by_pk: dict[int, SimpulRencana]) -> list[SimpulRencana]:
    found = [row]
    while (above := by_pk.get(found[0].induk_id or 0)) is not None:
        found.insert(0, above)
    return [each for each in found if each.tingkat not in _NO_LINK]


_NO_LINK = frozenset({"visi", "misi"}) | STRATEGIES
"""Levels that are no result and no work: no link of the chain."""


def _measured(placed: dict[UUID, list[Indikator]], tahun: int, seen_by: Access) -> dict[UUID, tuple[str, ...]]:
    """By statement its indicators, each with the target of the year that counts."""
    targets = targets_that_count(
        [row.pk for mine in placed.values() for row in mine], tahun=[tahun], kode=("T",), seen_by=seen_by
    )
    year = Periode.tahunan(tahun)

    def told(row: Indikator) -> str:
        target = targets[row.pk].get(year) if row.pk in targets else None
        return f"{row.nama}: {format_nilai(target.isian) if target else 'target belum diisi'}"

    return {kunci: tuple(map(told, mine)) for kunci, mine in placed.items()}


def _in_charge(
    placed: dict[UUID, list[Indikator]], tahun: int, seen_by: Access, on: date
) -> dict[UUID, list[tuple[str, str]]]:
    """By statement the positions in charge of its indicators by the cards of the year, and who holds them on a day."""
    ids = {row.pk for mine in placed.values() for row in mine}
    cards = KartuIndikator.objects.visible_to(seen_by).filter(indikator_id__among=ids, mulai_tahun__lte=tahun)
    rows = cards.select_related("penanggung_jawab__unit").order_by("mulai_tahun")
    post_of = {row.indikator_id: row.penanggung_jawab for row in rows}  # the last card stands
    held = holders({post.pk for post in post_of.values() if post}, on, seen_by)
    return {
        kunci: [(sebutan(post), held[post.pk].nama) for row in mine if (post := post_of.get(row.pk))]
        for kunci, mine in placed.items()
    }


def _served(rows: Sequence[SimpulRencana], seen_by: Access) -> dict[UUID, tuple[str, ...]]:
    """By statement those of the plan above that it serves."""
    if not rows:
        return {}
    pairs = Dukungan.objects.visible_to(seen_by).filter(dokumen_versi=rows[0].dokumen_versi_id)
    links = list(pairs.values_list("kunci", "melayani"))
    said = statements([above for _below, above in links], seen_by=seen_by)
    found: dict[UUID, list[str]] = defaultdict(list)
    for below, above in links:
        if above in said:
            found[below].append(f"{nama_tingkat(said[above].tingkat)}: {said[above].pernyataan}")
    return {kunci: tuple(words) for kunci, words in found.items()}


def _serving(keys: Collection[UUID], tahun: int, seen_by: Access) -> dict[UUID, list[SimpulRencana]]:
    """By statement those of the plans below for several years that serve it in a year, as they stand now, by unit."""
    kinds = [kode for kode, each in jenis_dokumen().items() if each.dasar_laporan]
    links = Dukungan.objects.visible_to(seen_by).filter(
        melayani__in=keys,
        dokumen_versi__dokumen__jenis__in=kinds,
        dokumen_versi__dokumen__tahun_awal__lte=tahun,
        dokumen_versi__dokumen__tahun_akhir__gte=tahun,
    )
    pairs = dict.fromkeys(links.order_by("pk").values_list("kunci", "melayani"))
    said = statements([below for below, _above in pairs], seen_by=seen_by)
    found: dict[UUID, list[SimpulRencana]] = defaultdict(list)
    for below, above in pairs:
        if below in said:
            found[above].append(said[below])
    return {key: sorted(mine, key=lambda row: row.dokumen_versi.dokumen.unit.path) for key, mine in found.items()}


def _by_unit(rows: Sequence[SimpulRencana]) -> tuple[str, ...]:
    """Statements in one line for each unit."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.dokumen_versi.dokumen.unit.nama].append(row.pernyataan)
    return tuple(f"{nama}: {'; '.join(dict.fromkeys(mine))}" for nama, mine in found.items())


def _positions(keys: Collection[UUID], seen_by: Access, on: date) -> dict[UUID, list[tuple[str, str]]]:
    """By statement the positions that answer for it, by way of the tree, and who holds them on a day."""
    behind = Terjemahan.objects.visible_to(seen_by).filter(kunci__in=list(keys), simpul__ditarik=False)
    nodes_of: dict[UUID, list[int]] = defaultdict(list)
    for kunci, simpul in behind.values_list("kunci", "simpul_id"):
        nodes_of[kunci].append(simpul)
    ids = {pk for mine in nodes_of.values() for pk in mine}
    posts = Terjemahan.objects.visible_to(seen_by).filter(simpul_id__in=ids).exclude(jabatan=None)
    of_node: dict[int, list[Terjemahan]] = defaultdict(list)
    for row in posts.select_related("jabatan__unit").order_by("pk"):
        of_node[row.simpul_id].append(row)
    held = holders({row.jabatan_id for mine in of_node.values() for row in mine if row.jabatan_id}, on, seen_by)
    return {
        kunci: [
            (sebutan(row.jabatan), held[row.jabatan_id].nama)
            for pk in mine
            for row in of_node[pk]
            if row.jabatan is not None and row.jabatan_id
        ]
        for kunci, mine in nodes_of.items()
    }


# --- plan against budget ---------------------------------------------------------------------------------------------

_NEWEST = (JenisPagu.DPPA, JenisPagu.DPA, JenisPagu.RKA, JenisPagu.RENJA, JenisPagu.RENSTRA)


@dataclass(frozen=True)
class Anggaran:
    """The money of a unit in a year by its newest document: the rows, and by statement their sum in whole rupiah."""

    dokumen: str
    pagu: tuple[Pagu, ...]

    def of(self, row: SimpulRencana) -> int | None:
        """What stands beside a statement, by its lasting key or else its code, as where the money is that of the Renja
        and the statement the Renstra's; None where nothing does."""
        mine = self.lines_of(row)
        return sum(each.rupiah for each in mine) if mine else None

    def lines_of(self, row: SimpulRencana) -> list[Pagu]:
        """The rows that stand beside a statement."""
        return self._by_key.get(row.kunci) or (self._by_code.get(row.kode, []) if row.kode else [])

    @cached_property
    def _by_key(self) -> dict[UUID, list[Pagu]]:
        found: dict[UUID, list[Pagu]] = defaultdict(list)
        for each in self.pagu:
            if each.kunci is not None:
                found[each.kunci].append(each)
        return dict(found)

    @cached_property
    def _by_code(self) -> dict[str, list[Pagu]]:
        found: dict[str, list[Pagu]] = defaultdict(list)
        for each in self.pagu:
            found[each.kode].append(each)
        return dict(found)


def budget(unit: Unit, tahun: int, *, seen_by: Access) -> Anggaran:
    """The newest document's latest version: DPPA before DPA, RKA, Renja, Renstra; an empty one hides none."""
    found = versions(seen_by, unit=unit.pk, tahun=tahun).filter(pagu__isnull=False).distinct()
    newest = min(found, key=lambda each: (_NEWEST.index(JenisPagu(each.jenis)), -each.nomor), default=None)
    if newest is None:
        return Anggaran("", ())
    said = str(newest) if newest.ditetapkan else f"{newest} yang belum ditetapkan"
    return Anggaran(said, tuple(lines(newest, seen_by=seen_by)))


def with_money(rows: Sequence[Baris], plan: DokumenRencana, *, seen_by: Access) -> tuple[list[Baris], str]:
    """The statements of a plan for one year with their money, and the document of it; of other plans as they are."""
    work = {row.simpul.pk for row in rows if row.simpul.tingkat in BERANGGARAN}
    if plan.tahun_awal != plan.tahun_akhir or not work:
        return list(rows), ""
    money = budget(plan.unit, plan.tahun_awal, seen_by=seen_by)
    shown = [replace(row, pagu=money.of(row.simpul)) if row.simpul.pk in work else row for row in rows]
    return shown, money.dokumen if any(row.pagu is not None for row in shown) else ""


@dataclass(frozen=True)
class BarisSelaras:
    """A statement beside which money should stand, with the sum; None where none does."""

    tingkat: str
    kode: str
    pernyataan: str
    rupiah: int | None
    berindikator: bool


@dataclass(frozen=True)
class Keselarasan:
    """Plan against budget: statements with their money, statements without, money without a statement."""

    rencana: DokumenRencana | None
    dokumen: str
    baris: tuple[BarisSelaras, ...]
    tanpa_rencana: tuple[Pagu, ...]
    jumlah: int = 0
    """Whole rupiah of the topmost codes that serve a statement."""

    @property
    def tanpa_pagu(self) -> tuple[BarisSelaras, ...]:
        return tuple(row for row in self.baris if row.rupiah is None)

    @property
    def jumlah_tanpa_rencana(self) -> int:
        """Whole rupiah, of the topmost codes: a program's line holds what its kegiatan say again below it."""
        return recap(self.tanpa_rencana).total


def _number(rows: Sequence[SimpulRencana]) -> int | None:
    """The number of the version that these statements are of."""
    return rows[0].dokumen_versi.nomor if rows else None


def _with_indicators(plan: DokumenRencana, rows: Sequence[SimpulRencana], placed: Collection[UUID]) -> set[int]:
    """Statements that are measured. Of K/L a program carries no indicator: the sasaran right below measures it."""
    bare = {level.kode for level in frame_of(plan).tingkat if not level.indikator}
    own = {row.pk for row in rows if row.kunci in placed}
    above = {row.induk_id for row in rows if row.pk in own}
    return own | {row.pk for row in rows if row.tingkat in bare and row.pk in above}


def alignment(unit: Unit, tahun: int, *, seen_by: Access) -> Keselarasan:
    """Which statements of the unit's plan have money in a year, and which money serves no statement."""
    plan = plan_in(unit, tahun, seen_by=seen_by)
    money = budget(unit, tahun, seen_by=seen_by)
    rows = nodes(plan, seen_by=seen_by, tahun=tahun) if plan else []
    placed = placements(plan, nomor=_number(rows), seen_by=seen_by) if plan else {}
    work = [row for row in rows if row.tingkat in BERANGGARAN]
    measured = _with_indicators(plan, rows, placed) if plan else set()
    beside = {each.pk for row in rows for each in money.lines_of(row)}
    alone = tuple(each for each in money.pagu if each.pk not in beside)
    return Keselarasan(
        plan,
        money.dokumen,
        tuple(
            BarisSelaras(nama_tingkat(row.tingkat), row.kode, row.pernyataan, money.of(row), row.pk in measured)
            for row in work
        ),
        alone,
        recap([each for each in money.pagu if each.pk in beside]).total,
    )
