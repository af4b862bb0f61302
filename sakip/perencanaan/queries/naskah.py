"""A version of a plan as its papers print it: statements with indicators, baselines, targets and money, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from sakip.anggaran.models import JenisPagu, Pagu, PaguVersi
from sakip.anggaran.queries import lines, versions
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.models import DITARIK
from sakip.datakinerja.queries import chunks
from sakip.kernel.access import Access
from sakip.organisasi.models import Instansi, Jabatan, MasaJabatan, Unit
from sakip.organisasi.queries import emblem_of, instansi_of, kepala_of
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
from sakip.perencanaan.queries.acuan import baselines_before
from sakip.perencanaan.queries.outline import Outline
from sakip.perencanaan.queries.pohon import nodes_behind
from sakip.perencanaan.queries.rkt import BarisRKT, rkt_rows
from sakip.perencanaan.rules.rencana import not_yearly
from sakip.referensi.queries import Tingkat

_PLAN = (Dasar.RENSTRA, Dasar.RPJMD)
"""Whose targets a plan of several years prints; that of a year prints the RKT's before these."""
_MONEY = dict.fromkeys(("renja", "renja-kl"), (JenisPagu.RENJA, JenisPagu.RENSTRA))
_USUAL = (JenisPagu.RENSTRA, JenisPagu.RENJA)
_STRATEGIES = frozenset({"strategi", "arah-kebijakan"})
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
        return not self.hasil and self.tingkat.kode not in _STRATEGIES


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
        line: BarisNaskah | None = each
        while line is not None and line.simpul.pelaksana is None:
            line = self._by_pk.get(line.simpul.induk_id or 0)
        return line.simpul.pelaksana if line is not None else None

    def dilayani(self, each: BarisNaskah) -> Sequence[str]:
        """What a statement, else the nearest above it, serves of the plan above."""
        by_pk = self._by_pk
        line: BarisNaskah | None = each
        while line is not None and not line.melayani:
            line = by_pk.get(line.simpul.induk_id or 0)
        return line.melayani if line is not None else ()

    @cached_property
    def _by_pk(self) -> dict[int, BarisNaskah]:
        return {each.simpul.pk: each for each in self.baris}

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
    money = _money(versi, years, seen_by)
    levels = {level.kode: level for level in outline.frame.tingkat}
    served, results = outline.served(), _results(outline.frame.tingkat)
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
        head.jabatan if head else None,
        head.pemangku.bertindak if head else None,
        tuple(rkt_rows(versi, seen_by=seen_by)) if not_yearly(plan) is None else (),
    )


def _results(levels: Sequence[Tingkat]) -> frozenset[str]:
    """The levels down to the last that serves the plan above; where none serves, those that measure outcomes."""
    last = max((place for place, level in enumerate(levels) if level.melayani), default=-1)
    if last < 0:
        return frozenset(level.kode for level in levels if level.hasil == "outcome")
    return frozenset(level.kode for level in levels[: last + 1])


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


def _money(versi: DokumenVersi, years: Sequence[int], seen_by: Access) -> _Money:
    by_key: dict[UUID, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    by_code: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    for row in _lines(versi, years, seen_by):
        year = row.versi_pagu.tahun
        by_code[row.kode][year] += row.rupiah
        if row.kunci is not None:
            by_key[row.kunci][year] += row.rupiah
        if row.sumber_dana:
            sources[row.kode][row.sumber_dana] = None
    return _Money(by_key, by_code, {kode: tuple(some) for kode, some in sources.items()})


def _lines(versi: DokumenVersi, years: Sequence[int], seen_by: Access) -> list[Pagu]:
    """Of each year the latest version of the document that this plan prints."""
    order = _MONEY.get(versi.dokumen.jenis, _USUAL)
    rows = versions(seen_by, unit=versi.dokumen.unit_id).filter(tahun__in=years, jenis__in=order)
    best: dict[int, PaguVersi] = {}
    for row in sorted(rows, key=lambda each: (order.index(JenisPagu(each.jenis)), -each.nomor)):
        best.setdefault(row.tahun, row)
    return [line for row in best.values() for line in lines(row, seen_by=seen_by)]
