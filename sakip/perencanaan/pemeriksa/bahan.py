"""What the checker reads: the plans, cards, targets, tree and money of an instansi in a year, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONArray

from sakip.anggaran.models import Pagu, PaguVersi
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import JenisNilai, Keadaan, Nilai
from sakip.datakinerja.models import DITARIK
from sakip.datakinerja.queries import values_that_count
from sakip.kernel.access import Access
from sakip.kernel.allof import AllOf
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import held_on, kebijakan_per_tahun, units
from sakip.perencanaan import queries
from sakip.perencanaan.models import (
    Baseline,
    Crosscutting,
    DokumenRencana,
    DokumenVersi,
    Dukungan,
    Indikator,
    IndikatorSimpul,
    KartuIndikator,
    Penempatan,
    SimpulPohon,
    SimpulRencana,
    Target,
    Terjemahan,
)
from sakip.perencanaan.queries import card_in, not_stopped_in
from sakip.perencanaan.queries.rencana import documents, own_levels, versions
from sakip.perencanaan.rumus import at_work, computed, series_named, with_computed, with_series
from sakip.referensi.queries import Tingkat, hanya_dicatat, jenis_pemda, kerangka, nama_tingkat
from sakip.referensi.queries.kenal import kenal_per_generasi


class TargetTahun(NamedTuple):
    """A yearly target as a number; ``alasan``: why it is what it is, where somebody wrote it."""

    dasar: str
    tahun: int
    angka: Decimal
    alasan: str


class Diminta(NamedTuple):
    """A contribution that was asked of a unit of the instansi and not answered; a partner outside answers elsewhere."""

    pk: int
    mitra: str
    kontribusi: str
    simpul_id: int


@dataclass(frozen=True)
class Simpul:
    """A statement of a plan's latest version with its document."""

    row: Any
    """A SimpulRencana, with the keys of what it serves as ``melayani``."""
    dokumen: DokumenRencana
    tingkat: Tingkat

    @property
    def hasil(self) -> bool:
        """Whether it states a result: a tujuan or a sasaran, or what an own kerangka has for them."""
        return self.tingkat.melayani or self.row.tingkat == "sasaran-program"


@dataclass(frozen=True)
class Bahan:
    """The facts of one instansi in one year. Rules read it and ask the database nothing."""

    root: Unit
    tahun: int
    hari: date
    units: Mapping[int, Unit]
    indikator: Mapping[int, Indikator]
    kartu: Mapping[int, KartuIndikator]
    """By indicator the card that holds in the year."""
    target: Mapping[int, Sequence[TargetTahun]]
    bertarget: frozenset[int]
    """Indicators that are promised something for the year, of whatever kind, or of which none is asked in it."""
    baseline: Mapping[int, tuple[int, Decimal]]
    realisasi: Mapping[int, Decimal]
    """By indicator what was reached in the year before."""
    lowong: frozenset[int]
    """Positions on cards that are closed or that nobody holds."""
    versi: Mapping[int, DokumenVersi]
    """By document its latest version."""
    simpul: Sequence[Simpul]
    penempatan: Mapping[UUID, Sequence[int]]
    """By statement the indicators that stand under it."""
    akan_diukur: frozenset[UUID]
    """Statements with an indicator that begins later in their plan: a plan may be older than its indicators."""
    dukungan: frozenset[tuple[UUID, UUID]]
    """(what serves, what is served)."""
    pohon: Mapping[int, SimpulPohon]
    cabang: Sequence[tuple[int, int]]
    """(parent, child) of the tree."""
    terukur: frozenset[int]
    """Nodes of the tree that have an indicator."""
    diterjemahkan: frozenset[int]
    menunggu: Sequence[Diminta]
    pagu: Sequence[Pagu]
    kode_salah: Mapping[tuple[int, str], str]
    """By document and code, what is wrong with a code by the nomenclature; only of generations that are loaded."""
    dokumen: Mapping[int, DokumenRencana]

    @cached_property
    def anak(self) -> Mapping[int | None, list[Simpul]]:
        found: dict[int | None, list[Simpul]] = defaultdict(list)
        for each in self.simpul:
            found[each.row.induk_id].append(each)
        return found

    @cached_property
    def per_pk(self) -> Mapping[int, Simpul]:
        return {each.row.pk: each for each in self.simpul}

    @cached_property
    def per_kunci(self) -> Mapping[UUID, Simpul]:
        return {each.row.kunci: each for each in self.simpul}

    @cached_property
    def di_rencana(self) -> Mapping[int, list[Simpul]]:
        """By indicator the statements under which it stands."""
        found: dict[int, list[Simpul]] = defaultdict(list)
        for each in self.simpul:
            for pk in self.penempatan.get(each.row.kunci, ()):
                found[pk].append(each)
        return found

    def diukur(self, simpul: Simpul) -> bool:
        """Whether a statement has an indicator, now or later in its plan."""
        return bool(self.penempatan.get(simpul.row.kunci)) or simpul.row.kunci in self.akan_diukur

    def di_atas(self, simpul: Simpul) -> Iterable[Simpul]:
        """The statements above one, the nearest first."""
        at = simpul.row.induk_id
        while at is not None and at in self.per_pk:
            yield self.per_pk[at]
            at = self.per_pk[at].row.induk_id

    def di_bawah(self, simpul: Simpul) -> Iterable[Simpul]:
        """Every statement below one."""
        for each in self.anak.get(simpul.row.pk, ()):
            yield each
            yield from self.di_bawah(each)

    def pelaksana(self, simpul: Simpul) -> Unit:
        """The unit that carries a statement out; else the document's."""
        return self.units.get(simpul.row.pelaksana_id or 0) or simpul.dokumen.unit


def bahan(path: str, tahun: int, *, on: date, seen_by: Access, known: Iterable[Unit] | None = None) -> Bahan:
    """Read everything that rules ask of an instansi, by the path of its unit, in a year. At most 14 queries, whatever
    its size.

    ``known``: all units in reach, those of an instansi with it, where the caller has read them already.
    """
    every = units(seen_by).select_related("instansi").filter(path__startswith=path) if known is None else known
    within = [unit for unit in every if unit.path.startswith(path)]
    root = next(unit for unit in within if unit.path == path)
    open_units = {unit.pk: unit for unit in within if unit.berlaku_sampai is None or unit.berlaku_sampai >= on}
    rows = queries.indikator(seen_by).select_related(None).select_related("series")
    lasting = {row.pk: row for row in rows.filter(not_stopped_in(tahun), unit__path__startswith=path)}
    found = {pk: row for pk, row in lasting.items() if row.dimulai_tahun is None or row.dimulai_tahun <= tahun}
    for row in found.values():
        if row.unit_id in open_units:
            row.unit = open_units[row.unit_id]
    cards, kartu = _cards(list(found), tahun, on, seen_by)
    plans, latest, simpul = _plans(open_units, tahun, seen_by)
    pohon, cabang = _tree(root, tahun, seen_by)
    targets, promised, start = _numbers(list(found), tahun, seen_by)
    placed = _placements(latest, lasting, seen_by)
    return Bahan(
        root=root,
        tahun=tahun,
        hari=on,
        units=open_units,
        indikator=found,
        kartu=kartu,
        target=targets,
        bertarget=promised,
        baseline=start,
        realisasi=_reached(root, found, kartu, cards, tahun - 1, seen_by=seen_by),
        lowong=frozenset(
            card.penanggung_jawab_id for card in kartu.values() if card.penanggung_jawab_id and not card.dijabat
        ),
        versi=latest,
        simpul=simpul,
        penempatan={kunci: mine for kunci, some in placed.items() if (mine := [pk for pk in some if pk in found])},
        akan_diukur=frozenset(
            each.row.kunci
            for each in simpul
            for pk in placed.get(each.row.kunci, ())
            if pk not in found and (lasting[pk].dimulai_tahun or 0) <= each.dokumen.tahun_akhir
        ),
        dukungan=frozenset((each.row.kunci, UUID(above)) for each in simpul for above in each.row.melayani or ()),
        pohon=pohon,
        cabang=cabang,
        terukur=frozenset(pk for pk, node in pohon.items() if node.terukur),
        diterjemahkan=frozenset(pk for pk, node in pohon.items() if node.diterjemahkan),
        menunggu=sorted(
            Diminta(asked, mitra, kontribusi, pk)
            for pk, node in pohon.items()
            for asked, mitra, kontribusi in node.menunggu or ()
        ),
        pagu=_money(root, tahun, seen_by),
        kode_salah=_wrong_codes(simpul, latest, jenis_pemda(root.instansi.jenis)),
        dokumen=plans,
    )


def _cards(ids: Sequence[int], tahun: int, on: date, seen_by: Access) -> tuple[dict[int, list[Any]], dict[int, Any]]:
    """Every card of some indicators, and the one that holds in the year; each with ``dijabat`` and ``deret``."""
    more = {"dijabat": held_on(on, seen_by, "penanggung_jawab"), "deret": with_series(seen_by)}
    every = queries.cards(ids, seen_by=seen_by, **more)
    return every, {pk: card for pk, mine in every.items() if (card := card_in(mine, tahun)) is not None}


Baselines = dict[int, tuple[int, Decimal]]


def _numbers(
    ids: Sequence[int], tahun: int, seen_by: Access
) -> tuple[dict[int, list[TargetTahun]], frozenset[int], Baselines]:
    """Standing yearly targets that are numbers, by year; which indicators have one of any kind in the year; and the
    latest standing baseline that is a number.
    """
    # By the placements, not through them: SQLite would pair every indicator with every target of a whole year.
    placed = Penempatan.objects.visible_to(seen_by).filter(indikator_id__among=ids).order_by().values("pk")
    targets = Target.objects.visible_to(seen_by).filter(penempatan_id__in=placed, periode="T", pengganti=None)
    targets = targets.exclude(keadaan__in=(DITARIK, Keadaan.BELUM_TERSEDIA.value)).order_by()
    before = Baseline.objects.visible_to(seen_by).filter(indikator_id__among=ids, pengganti=None, angka__isnull=False)
    rows = targets.values_list("tahun", "pk", "penempatan__indikator_id", "dasar", "angka", "alasan_perubahan").union(
        before.order_by().values_list("tahun", "pk", "indikator_id", Value(""), "angka", Value("")), all=True
    )
    found: dict[int, list[TargetTahun]] = defaultdict(list)
    start: Baselines = {}
    promised = set()
    for year, _pk, indikator, dasar, angka, alasan in sorted(rows, key=lambda row: row[:2]):
        if not dasar:
            start[indikator] = (year, angka)
            continue
        if year == tahun:
            promised.add(indikator)
        if angka is not None:
            found[indikator].append(TargetTahun(dasar, year, angka, alasan))
    return found, frozenset(promised), start


def _reached(
    root: Unit,
    rows: Mapping[int, Indikator],
    kartu: Mapping[int, KartuIndikator],
    every: Mapping[int, Sequence[Any]],
    tahun: int,
    *,
    seen_by: Access,
) -> dict[int, Decimal]:
    """What was recorded, or follows from a formula; the formulas cost nothing where no card has one."""
    order = {tahun: kebijakan_per_tahun(root, (tahun,), seen_by=seen_by)[tahun].aturan.urutan_lapis}
    series = {row.series_id: pk for pk, row in rows.items()}
    by_formula = [rows[pk] for pk, card in kartu.items() if card.rumus]
    deret = {card.pk: series_named(card.deret or ()) for row in by_formula for card in every[row.pk]}
    work = at_work(by_formula, every, [Periode.tahunan(tahun)], seen_by=seen_by, deret=deret)
    recorded = values_that_count(
        series.keys() | work.series,
        urutan_lapis=order,
        seen_by=seen_by,
        kode=("T",),
        or_quarters=bool(work.rumus),
        quarters_of=work.series,
    )
    found = with_computed(by_formula, recorded, computed(work, recorded))
    reached = {}
    for series_id, pk in series.items():
        for period, one in found.get(series_id, {}).items():
            isian = one.isian
            if period.kode != "T" or not isinstance(isian, Nilai) or isian.jenis is not JenisNilai.ANGKA:
                continue
            if isian.angka is not None:
                reached[pk] = isian.angka
    return reached


def _plans(
    open_units: Mapping[int, Unit], tahun: int, seen_by: Access
) -> tuple[dict[int, DokumenRencana], dict[int, DokumenVersi], list[Simpul]]:
    """The documents of open units that cover the year, each with its latest version: drafts are checked as well, but
    not what others draw up.

    Of two of one kind and unit that overlap the later one: it has taken the other's place.
    """
    known = documents(seen_by).filter(unit__in=open_units, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    known = known.exclude(jenis__in=hanya_dicatat())
    readable = versions(seen_by)
    last = readable.filter(dokumen=OuterRef("dokumen")).order_by("-nomor").values("nomor")[:1]
    rows = readable.filter(dokumen__in=known.order_by().values("pk"), nomor=Subquery(last))
    latest: dict[tuple[int, str], DokumenVersi] = {}
    for row in rows.order_by("dokumen__unit__path", "-dokumen__tahun_awal"):  # the latest begun comes first
        latest.setdefault((row.dokumen.unit_id, row.dokumen.jenis), row)
    standing = {row.dokumen_id: row for row in latest.values()}
    plans = {row.dokumen_id: row.dokumen for row in latest.values()}
    of = {row.pk: row.dokumen for row in latest.values()}
    serves = Dukungan.objects.visible_to(seen_by).filter(
        dokumen_versi=OuterRef("dokumen_versi"), kunci=OuterRef("kunci")
    )
    nodes = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi__in=of).order_by("urutan", "pk")
    nodes = nodes.annotate(melayani=Subquery(serves.values(json=AllOf(F("melayani")))))
    levels = _levels(plans.values(), seen_by)
    simpul = []
    for row in nodes:
        dokumen = of[row.dokumen_versi_id]
        unknown = Tingkat(row.tingkat, nama_tingkat(row.tingkat), indikator=False)
        simpul.append(Simpul(row, dokumen, levels.get((dokumen.kerangka, row.tingkat), unknown)))
    return plans, standing, simpul


def _levels(plans: Iterable[DokumenRencana], seen_by: Access) -> dict[tuple[str, str], Tingkat]:
    """By kerangka and code every level of the plans; those that an instansi made are read only where a plan has one."""
    known = dict(kerangka())
    if {row.kerangka for row in plans} - known.keys():
        known |= own_levels(seen_by)
    return {(kode, level.kode): level for kode, each in known.items() for level in each.tingkat}


def _placements(
    plans: Mapping[int, DokumenVersi], known: Mapping[int, Indikator], seen_by: Access
) -> dict[UUID, list[int]]:
    """By statement the indicators placed there in the version that is looked at."""
    found: dict[UUID, list[int]] = defaultdict(list)
    rows = Penempatan.objects.visible_to(seen_by).filter(dokumen__in=plans).order_by("pk")
    for row in rows:
        if row.indikator_id in known and row.berlaku(plans[row.dokumen_id].nomor):
            found[row.kunci].append(row.indikator_id)
    return found


def _tree(root: Unit, tahun: int, seen_by: Access) -> tuple[dict[int, Any], list[tuple[int, int]]]:
    """The nodes of the trees of the year, each with whether it is measured, whether it was translated and what it waits
    for; and the branches, (parent, child): a node comes once for each of its parents."""
    asked = Crosscutting.objects.visible_to(seen_by).filter(simpul=OuterRef("pk"), ditarik=False, jawaban=None)
    said = AllOf(JSONArray("pk", "mitra__nama", "kontribusi"))
    rows = SimpulPohon.objects.visible_to(seen_by).filter(
        ditarik=False,
        pohon__unit__path__startswith=root.path,
        pohon__tahun_awal__lte=tahun,
        pohon__tahun_akhir__gte=tahun,
    )
    rows = rows.annotate(
        terukur=Exists(IndikatorSimpul.objects.visible_to(seen_by).filter(simpul=OuterRef("pk"))),
        diterjemahkan=Exists(Terjemahan.objects.visible_to(seen_by).filter(simpul=OuterRef("pk"))),
        menunggu=Subquery(asked.filter(mitra__isnull=False).values(json=said)),
        di_bawah=F("cabang_ke_induk__induk"),
    )
    every = list(rows.select_related("pohon").order_by("pohon", "urutan", "pk", "di_bawah"))
    known = {row.pk: row for row in every}
    return known, [(row.di_bawah, row.pk) for row in every if row.di_bawah in known]


WORK = frozenset({"program", "kegiatan", "sub-kegiatan", "kro", "ro"})
"""Levels that say by which work a result is reached."""
YEARLY = frozenset({"renja", "renja-kl", "rkt", "rkpd"})
"""Plans of one year."""


def _wrong_codes(simpul: Sequence[Simpul], versi: Mapping[int, DokumenVersi], jenis: str) -> dict[tuple[int, str], str]:
    """One look at each generation, whatever the number of documents and codes."""
    written: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in simpul:
        generation = versi[each.dokumen.pk].generasi
        if each.row.tingkat in WORK and each.row.kode and generation:
            written[generation][each.row.kode].append(each.dokumen.pk)
    asked = {generasi: dict.fromkeys(codes, "") for generasi, codes in written.items()}
    return {
        (pk, kode): known.kalimat
        for generasi, found in kenal_per_generasi(asked, jenis).items()
        for kode, known in found.items()
        if not known.dikenal
        for pk in written[generasi][kode]
    }


def _money(root: Unit, tahun: int, seen_by: Access) -> list[Pagu]:
    """The latest version of each unit's money in the year, by the document that stands closest to spending it."""
    closest = [When(jenis=jenis, then=place) for place, jenis in enumerate(("dppa", "dpa", "rka", "renja", "renstra"))]
    known = PaguVersi.objects.visible_to(seen_by).filter(tahun=tahun, unit__path__startswith=root.path)
    best = known.filter(unit=OuterRef("unit")).order_by(Case(*closest), "-nomor").values("pk")[:1]
    money = Pagu.objects.visible_to(seen_by).filter(versi_pagu__in=known.filter(pk=Subquery(best)).values("pk"))
    return list(money.select_related("versi_pagu").order_by("kode", "pk"))
