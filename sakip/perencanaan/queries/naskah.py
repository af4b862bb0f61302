"""A version of a plan as its papers print it: statements with indicators, baselines, targets and money, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from sakip.anggaran.models import JenisPagu, PaguVersi
from sakip.anggaran.queries import lines, versions
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.models import DITARIK
from sakip.datakinerja.queries import chunks
from sakip.kernel.access import Access
from sakip.organisasi.models import Instansi, Jabatan, MasaJabatan, Unit
from sakip.organisasi.queries import emblem_of, instansi_of, kepala_of, root_of
from sakip.perencanaan import queries
from sakip.perencanaan.models import (
    Baseline,
    Dasar,
    DokumenVersi,
    Indikator,
    KartuIndikator,
    PenandaIndikator,
    SimpulRencana,
    Target,
)
from sakip.perencanaan.models.rencana import PERNAH_DITETAPKAN
from sakip.perencanaan.queries.acuan import baselines_before
from sakip.perencanaan.queries.outline import STRATEGIES, Outline, result_levels
from sakip.perencanaan.queries.pohon import nodes_behind
from sakip.perencanaan.queries.rkt import BarisRKT, rkt_rows
from sakip.perencanaan.rules.rencana import not_yearly
from sakip.referensi.queries import Tingkat, jenis_pemda
from sakip.referensi.queries.nomenklatur import berkode, generasi_berkode

_PLAN = (Dasar.RENSTRA, Dasar.RPJMD)
"""Whose targets a plan of several years prints; that of a year prints the RKT's before these."""
_MONEY = (JenisPagu.RENSTRA, JenisPagu.RENJA)
"""Whose money a plan of several years prints; that of a year the other way around."""
_NEXT_YEAR = frozenset({"renja", "rkpd"})
"""Kinds whose forms look a year ahead (prakiraan maju)."""


@dataclass(frozen=True)
class BarisIndikator:
    """An indicator where it stands: its card of the plan's first year, where it stood before, its targets by year."""

    indikator: Indikator
    kartu: KartuIndikator | None
    baseline: Baseline | None
    target: Mapping[int, Isian]
    diganti: int = 0
    """How many of these targets replaced another value."""


@dataclass(frozen=True)
class BarisNaskah:
    """A statement. ``pagu`` in whole rupiah by year; a year without money has no entry."""

    simpul: SimpulRencana
    tingkat: Tingkat
    depth: int
    hasil: bool
    """Whether its level is one of results: those down to the last that serves the plan above."""
    indikator: Sequence[BarisIndikator]
    melayani: Sequence[str]
    pagu: Mapping[int, int]
    sumber_dana: Sequence[str]

    @property
    def kerja(self) -> bool:
        """Whether it is work by which results are reached; a strategy is neither."""
        return not self.hasil and self.tingkat.kode not in STRATEGIES


@dataclass(frozen=True)
class Naskah:
    """A whole version. ``tahun``: the years of its columns, with the year after where the forms look ahead or where a
    plan of several years has targets for it."""

    versi: DokumenVersi
    instansi: Instansi
    lambang: bytes | None
    tahun: tuple[int, ...]
    baris: tuple[BarisNaskah, ...]
    tingkat_kerja: tuple[Tingkat, ...]
    """The levels of work that it uses, from the top."""
    asal: Mapping[UUID, Sequence[str]]
    """By statement the conditions of the pohon kinerja that became it."""
    ikk: frozenset[int]
    """The indicators marked as IKK."""
    pagu: Mapping[int, PaguVersi]
    """By year the version whose money is printed."""
    bidang: Mapping[str, str]
    """The bidang urusan of its codes ("1.02") by name."""
    visi: tuple[str, ...]
    misi: tuple[str, ...]
    jabatan: Jabatan | None
    masa: MasaJabatan | None
    """Who heads the unit on the day of the decree, else today."""
    rkt: tuple[BarisRKT, ...] = ()

    @property
    def tahun_sendiri(self) -> tuple[int, ...]:
        return tuple(year for year in self.tahun if year != self.maju)

    def anak(self, each: BarisNaskah, tingkat: str) -> Iterator[BarisNaskah]:
        """The statements of a level right below one."""
        return (one for one in self.baris if one.simpul.induk_id == each.simpul.pk and one.tingkat.kode == tingkat)

    def pelaksana(self, each: BarisNaskah) -> Unit | None:
        """The unit that carries a statement out: the one named on it, else on the nearest above."""
        return next((line.simpul.pelaksana for line in self.ke_atas(each) if line.simpul.pelaksana), None)

    def dilayani(self, each: BarisNaskah) -> Sequence[str]:
        """What a statement, else the nearest above it, serves of the plan above."""
        return next((line.melayani for line in self.ke_atas(each) if line.melayani), ())

    @cached_property
    def _by_pk(self) -> dict[int, BarisNaskah]:
        return {each.simpul.pk: each for each in self.baris}

    @property
    def garis_2025(self) -> bool:
        """Whether its tables are those of the outline of a Renstra of 2025 (Inmendagri 2/2025)."""
        return self.versi.dokumen.jenis == "renstra" and self.versi.dokumen.kerangka == "pemda"

    def nomor(self, number: str) -> str:
        """The number of a table in that outline; any other plan counts its own."""
        return number if self.garis_2025 else ""

    def ke_atas(self, each: BarisNaskah) -> Iterator[BarisNaskah]:
        """A statement and those above it, the nearest first."""
        line: BarisNaskah | None = each
        while line is not None:
            yield line
            line = self._by_pk.get(line.simpul.induk_id or 0)

    def warisan(self, each: BarisNaskah, name: str) -> str:
        """What a statement, else the nearest above it, says besides itself (``models.rencana.RINCIAN``)."""
        return next((said for line in self.ke_atas(each) if (said := str(getattr(line.simpul, name)))), "")

    @cached_property
    def berbawahan(self) -> frozenset[int]:
        """The statements of work that have others below them."""
        return frozenset(one.simpul.induk_id for one in self.baris if one.kerja and one.simpul.induk_id is not None)

    @property
    def maju(self) -> int | None:
        """The year that is only looked ahead to."""
        last = self.versi.dokumen.tahun_akhir
        return last + 1 if self.versi.dokumen.jenis in _NEXT_YEAR else None


def naskah(versi: DokumenVersi, *, on: date, seen_by: Access) -> Naskah:
    """Read a version for its papers. About twenty queries, whatever its size, and two for every year of money.

    ``on``: the day whose official signs what has no day of its decree yet.
    """
    plan = versi.dokumen
    instansi = instansi_of(plan.unit, seen_by)
    years = tuple(range(plan.tahun_awal, plan.tahun_akhir + 2))  # the last is looked ahead to, or has targets
    outline = Outline(versi, seen_by=seen_by)
    placed = queries.placements(plan, nomor=versi.nomor, seen_by=seen_by)
    measured = _measured({row.pk: row for mine in placed.values() for row in mine}, versi, years, seen_by)
    after = plan.tahun_akhir + 1
    if plan.jenis not in _NEXT_YEAR and (
        plan.tahun_awal == plan.tahun_akhir or not any(after in each.target for each in measured.values())
    ):
        years = years[:-1]
    printed = money_versions(versi, years, seen_by=seen_by)
    money = _money(printed.values(), seen_by)
    levels = {level.kode: level for level in outline.frame.tingkat}
    served, results = outline.served(), {level.kode for level in result_levels(outline.frame.tingkat)}
    rows = []
    for each in outline.whole():
        row = each.simpul
        sums, sources = money.of(row)
        level = levels.get(row.tingkat, Tingkat(row.tingkat, row.tingkat, indikator=False))
        mine = [measured[one.pk] for one in placed.get(row.kunci, ())]
        outcome = row.tingkat in results
        rows.append(BarisNaskah(row, level, each.depth, outcome, mine, served.get(row.kunci, ()), sums, sources))
    used = {each.tingkat.kode for each in rows if each.kerja}
    head = kepala_of(plan.unit, versi.tanggal_penetapan or on, seen_by)
    marked = PenandaIndikator.objects.visible_to(seen_by).filter(jenis="ikk", indikator__in=list(measured))
    behind = nodes_behind([row.kunci for row in outline.rows], seen_by=seen_by)
    return Naskah(
        versi,
        instansi,
        emblem_of(instansi),
        years,
        tuple(rows),
        tuple(level for level in outline.frame.tingkat if level.kode in used),
        {kunci: [node.pernyataan for node in some] for kunci, some in behind.items()},
        frozenset(marked.values_list("indikator_id", flat=True)),
        printed,
        _fields({row.simpul.kode for row in rows if row.kerja}, versi, instansi),
        *direction(plan.unit, plan.tahun_awal, seen_by=seen_by, own=outline.rows),
        head.jabatan if head else None,
        head.pemangku.bertindak if head else None,
        tuple(rkt_rows(versi, seen_by=seen_by)) if not_yearly(plan) is None else (),
    )


def _measured(
    rows: Mapping[int, Indikator], versi: DokumenVersi, years: Sequence[int], seen_by: Access
) -> dict[int, BarisIndikator]:
    cards = queries.cards(rows, seen_by=seen_by)
    before = baselines_before(rows, versi.dokumen.tahun_awal + 1, seen_by=seen_by)
    yearly = versi.dokumen.tahun_awal == versi.dokumen.tahun_akhir
    order = (Dasar.RKT, *_PLAN) if yearly else _PLAN
    targets = queries.targets_that_count(rows, tahun=years, seen_by=seen_by, urutan=order, kode=("T",))
    yearly_of = {
        pk: {year: found for year in years if (found := targets[pk].get(Periode.tahunan(year)))} for pk in rows
    }
    changed = _replacing([each.row_id for mine in yearly_of.values() for each in mine.values()], seen_by)
    return {
        pk: BarisIndikator(
            row,
            queries.card_in(cards.get(pk, []), years[0]),
            before.get(pk),
            {year: each.isian for year, each in yearly_of[pk].items()},
            sum(each.row_id in changed for each in yearly_of[pk].values()),
        )
        for pk, row in rows.items()
    }


def _replacing(target_ids: Collection[int], seen_by: Access) -> set[int]:
    """Those of some targets that stand in place of another value."""
    found: set[int] = set()
    for part in chunks(sorted(set(target_ids))):
        rows = Target.objects.visible_to(seen_by).filter(pk__in=part, menggantikan__isnull=False)
        found |= set(rows.exclude(menggantikan__keadaan=DITARIK).values_list("pk", flat=True))
    return found


@dataclass(frozen=True)
class _Money:
    by_key: Mapping[UUID, Mapping[int, int]]
    by_code: Mapping[str, Mapping[int, int]]
    sources: Mapping[str, Sequence[str]]

    def of(self, row: SimpulRencana) -> tuple[Mapping[int, int], Sequence[str]]:
        """By the statement's lasting key in a year, else by its code."""
        found = {**self.by_code.get(row.kode, {}), **self.by_key.get(row.kunci, {})} if row.kode else {}
        return found or self.by_key.get(row.kunci, {}), self.sources.get(row.kode, ())


def _money(printed: Iterable[PaguVersi], seen_by: Access) -> _Money:
    by_key: dict[UUID, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    by_code: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    for row in (line for version in printed for line in lines(version, seen_by=seen_by)):
        year = row.versi_pagu.tahun
        by_code[row.kode][year] += row.rupiah
        if row.kunci is not None:
            by_key[row.kunci][year] += row.rupiah
        if row.sumber_dana:
            sources[row.kode][row.sumber_dana] = None
    return _Money(by_key, by_code, {kode: tuple(some) for kode, some in sources.items()})


def money_versions(versi: DokumenVersi, years: Sequence[int], *, seen_by: Access) -> dict[int, PaguVersi]:
    """Of each year the money that a version of a plan prints: its own kind of document's, of that the latest version
    with any line; a plan that is set prints what is set before what is not. One query."""
    plan = versi.dokumen
    order = _MONEY if plan.tahun_awal != plan.tahun_akhir else _MONEY[::-1]
    was_set = versi.status in PERNAH_DITETAPKAN
    rows = versions(seen_by, unit=plan.unit_id).filter(tahun__in=years, jenis__in=order, pagu__isnull=False).distinct()
    best: dict[int, PaguVersi] = {}
    for row in sorted(
        rows, key=lambda each: (order.index(JenisPagu(each.jenis)), was_set and not each.ditetapkan, -each.nomor)
    ):
        best.setdefault(row.tahun, row)
    return dict(sorted(best.items()))


def money_printed(versi: DokumenVersi, *, seen_by: Access) -> dict[int, PaguVersi]:
    """The money that the papers of a version print, by year; nothing of an RKT, which prints none. One query."""
    plan = versi.dokumen
    if not_yearly(plan) is None:
        return {}
    years = range(plan.tahun_awal, plan.tahun_akhir + 1 + (plan.jenis in _NEXT_YEAR))
    return money_versions(versi, years, seen_by=seen_by)


def _fields(codes: Iterable[str], versi: DokumenVersi, instansi: Instansi) -> dict[str, str]:
    """The bidang urusan that codes of the nomenclature begin with, by the names of the version's generation."""
    known, kind = generasi_berkode(versi.generasi) if versi.generasi else None, jenis_pemda(instansi.jenis)
    if known is None or not kind:
        return {}
    wanted = {".".join(kode.split(".")[:2]) for kode in codes if kode.count(".") > 1}
    return {kode: row.nama for kode, row in berkode(known, kind, wanted).items()}


def direction(
    unit: Unit, tahun: int, *, seen_by: Access, own: Collection[SimpulRencana] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Visi and misi: those among a plan's own statements, else of the instansi's plan that holds in a year."""
    rows = [row for row in own if row.tingkat in {"visi", "misi"}]
    root = None if rows else root_of(unit, seen_by)
    plan = queries.plan_in(root, tahun, seen_by=seen_by) if root else None
    if plan is not None:
        rows = list(queries.nodes(plan, seen_by=seen_by, tahun=tahun))
    visi, misi = (tuple(row.pernyataan for row in rows if row.tingkat == level) for level in ("visi", "misi"))
    return visi, misi
