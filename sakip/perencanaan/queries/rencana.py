"""Reads of plans: documents with their versions, which version counts on a day, the levels they follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.organisasi.models import Instansi, Unit
from sakip.perencanaan.models import (
    DokumenRencana,
    DokumenVersi,
    KerangkaInstansi,
    PohonKinerja,
    SimpulRencana,
    StatusDokumen,
)
from sakip.perencanaan.models.rencana import DISUSUN, PERNAH_DITETAPKAN
from sakip.referensi.queries import Kerangka, Tingkat, hanya_dicatat, jenis_dokumen, kerangka, kerangka_instansi

# --- documents and versions ------------------------------------------------------------------------------------------


def documents(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[DokumenRencana]:
    """Plans that the reader may know of: set ones in the whole instansi, drafts of his part and of the units above."""
    rows: QuerySet[DokumenRencana] = DokumenRencana.objects.visible_to(seen_by, permission)
    known = versions(seen_by).filter(dokumen=OuterRef("pk"))
    return rows.filter(Exists(known)).select_related("unit", "induk").order_by("unit__path", "-tahun_awal", "jenis")


def versions(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[DokumenVersi]:
    """Versions that the reader may read: what was set, and drafts of his part and of the units above."""
    rows: QuerySet[DokumenVersi] = DokumenVersi.objects.visible_to(seen_by, permission)
    return rows.select_related("dokumen__unit", "dokumen__induk").order_by("dokumen", "-nomor")


def latest_version(dokumen: DokumenRencana, *, seen_by: Access) -> DokumenVersi | None:
    """The newest version that the reader may read."""
    return versions(seen_by).filter(dokumen=dokumen).first()


def in_tree_order(rows: Sequence[SimpulRencana]) -> Iterable[SimpulRencana]:
    """Parents before children, siblings in the order given."""
    children: dict[int | None, list[SimpulRencana]] = defaultdict(list)
    for row in rows:
        children[row.induk_id].append(row)

    def walk(parent: int | None) -> Iterable[SimpulRencana]:
        for row in children[parent]:
            yield row
            yield from walk(row.pk)

    return walk(None)


def newest_nodes(plans: Collection[DokumenRencana], *, seen_by: Access) -> dict[int, list[SimpulRencana]]:
    """By plan the statements of its newest version that the reader may read, a draft too; parents before children."""
    newest = versions(seen_by).filter(dokumen=OuterRef("dokumen_versi__dokumen")).order_by("-nomor").values("pk")[:1]
    rows = SimpulRencana.objects.visible_to(seen_by).filter(
        dokumen_versi__dokumen__in=[plan.pk for plan in plans], dokumen_versi=Subquery(newest)
    )
    found: dict[int, list[SimpulRencana]] = {plan.pk: [] for plan in plans}
    for row in rows.order_by("urutan", "pk").select_related("dokumen_versi"):
        found[row.dokumen_versi.dokumen_id].append(row)
    return {pk: list(in_tree_order(some)) for pk, some in found.items()}


def listed(
    seen_by: Access,
    *,
    text: str = "",
    unit: int | None = None,
    jenis: str = "",
    tahun: int | None = None,
    status: str = "",
) -> QuerySet[DokumenRencana]:
    """Documents by what a person looks for; ``status`` is that of one of their versions, 'disusun' a draft in work."""
    rows = documents(seen_by)
    if text:
        rows = rows.filter(Q(nama__icontains=text) | Q(unit__nama__icontains=text))
    if unit is not None:
        rows = rows.filter(unit=unit)
    if jenis:
        rows = rows.filter(jenis=jenis)
    if tahun is not None:
        rows = rows.filter(tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    if status:
        codes = DISUSUN if status == "disusun" else (status,)
        rows = rows.filter(Exists(versions(seen_by).filter(dokumen=OuterRef("pk"), status__in=codes)))
    return rows


def kinds_in_use(seen_by: Access) -> list[str]:
    """The kinds of the documents that the reader may know of, in the order of the data file."""
    found = set(documents(seen_by).order_by().values_list("jenis", flat=True).distinct())
    return [kode for kode in jenis_dokumen() if kode in found]


@dataclass(frozen=True)
class Dokumen:
    """A document in a list: its newest version, and the decree of the one that counts."""

    dokumen: DokumenRencana
    terbaru: DokumenVersi | None
    penetapan: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.dokumen, name)


def dressed(rows: Iterable[DokumenRencana], *, seen_by: Access) -> list[Dokumen]:
    """Documents with their newest versions. One query."""
    some = list(rows)
    found: dict[int, list[DokumenVersi]] = defaultdict(list)
    for versi in versions(seen_by).filter(dokumen__in=[row.pk for row in some]):
        found[versi.dokumen_id].append(versi)
    return [Dokumen(row, next(iter(found[row.pk]), None), _decree(row, found[row.pk])) for row in some]


def _decree(row: DokumenRencana, versions_: list[DokumenVersi]) -> str:
    named = next((each.nomor_penetapan for each in versions_ if each.nomor_penetapan), "")
    return named or row.dasar_hukum


def is_set() -> Exists:
    """The condition on documents that one of their versions was ever set: a draft counts nowhere."""
    return Exists(DokumenVersi.related.filter(dokumen=OuterRef("pk"), status__in=PERNAH_DITETAPKAN))


def in_force(tahun: int, dokumen: str = "dokumen_versi__dokumen", column: str = "pk") -> Subquery:
    """The id (or another column) of the version that counts in a year, of the document to which ``dokumen`` leads.

    The last that was set and holds by the end of the year; where all hold only later, the first of them.
    """
    by_then = Q(berlaku_mulai=None) | Q(berlaku_mulai__lte=date(tahun, 12, 31))
    place = Case(When(by_then, then=F("nomor")), default=-1 * F("nomor"), output_field=IntegerField())
    rows = DokumenVersi.related.filter(dokumen=OuterRef(dokumen), status__in=PERNAH_DITETAPKAN)
    return Subquery(rows.annotate(place=place).order_by("-place").values(column)[:1])


def without_yearly_groups() -> Q:
    """Kinds under whose statements no report groups its indicators, such as an RPJPD or an RKT."""
    return Q(jenis__in=[kode for kode, each in jenis_dokumen().items() if not each.dasar_laporan])


def parents_for(unit: Unit, jenis: Iterable[str], *, seen_by: Access) -> QuerySet[DokumenRencana]:
    """The plans on which a plan of one of these kinds may hang: of the unit itself, or of the units above."""
    known = jenis_dokumen()
    kinds = {each for kode in jenis if kode in known for each in known[kode].induk}
    above = [unit.path[:end] for end in range(LEVEL_WIDTH, len(unit.path) + 1, LEVEL_WIDTH)]
    return documents(seen_by).filter(unit__path__in=above, jenis__in=kinds)


def usual_parent(unit: Unit, jenis: str, awal: int, akhir: int, *, seen_by: Access) -> DokumenRencana | None:
    """The plan on which one of this kind and these years usually hangs: set, over all of its years, of the nearest
    unit; there in the order of its kinds. None where two are as near."""
    kinds = jenis_dokumen()[jenis].induk
    fit = parents_for(unit, [jenis], seen_by=seen_by).filter(is_set(), tahun_awal__lte=awal, tahun_akhir__gte=akhir)
    by_place: dict[tuple[int, int], list[DokumenRencana]] = defaultdict(list)
    for each in fit.exclude(unit=unit, jenis=jenis):
        by_place[(-len(each.unit.path), kinds.index(each.jenis))].append(each)
    nearest = by_place[min(by_place)] if by_place else []
    return nearest[0] if len(nearest) == 1 else None


def plans_beside(row: PohonKinerja, *, seen_by: Access) -> QuerySet[DokumenRencana]:
    """The plans into which a tree is translated: of its unit, and of those above it, whose years meet the tree's; not
    those that others draw up."""
    path = row.unit.path
    above = [path[:end] for end in range(LEVEL_WIDTH, len(path) + 1, LEVEL_WIDTH)]
    rows = documents(seen_by).filter(unit__path__in=above).exclude(jenis__in=hanya_dicatat())
    return rows.filter(tahun_awal__lte=row.tahun_akhir, tahun_akhir__gte=row.tahun_awal)


def drafts_beside(row: PohonKinerja, *, seen_by: Access) -> list[DokumenVersi]:
    """Of those plans the versions whose statements the reader may write, the nearest unit's first."""
    recorded = Q(masih_dicatat=True, status=StatusDokumen.DITETAPKAN)
    rows = versions(seen_by, Permission.PLAN).filter(dokumen__in=plans_beside(row, seen_by=seen_by).order_by())
    return list(rows.filter(Q(status__in=DISUSUN) | recorded).order_by("-dokumen__unit__path", "dokumen__nama"))


def free_year(dokumen: DokumenRencana, *, seen_by: Access) -> int:
    """The first year in which the unit's next plan of this kind and length may begin."""
    taken = set(documents(seen_by).filter(unit=dokumen.unit, jenis=dokumen.jenis).values_list("tahun_awal", flat=True))
    length = dokumen.tahun_akhir - dokumen.tahun_awal + 1
    year = dokumen.tahun_awal + length
    while year in taken:
        year += length
    return year


def children_of(dokumen: DokumenRencana, *, seen_by: Access) -> QuerySet[DokumenRencana]:
    """The plans that hang on this one."""
    return documents(seen_by).filter(induk=dokumen)


def on_their_way(seen_by: Access) -> QuerySet[DokumenVersi]:
    """Versions that wait for somebody, in the reach of who plans: proposed, returned, approved and not yet set."""
    rows: QuerySet[DokumenVersi] = DokumenVersi.objects.visible_to(seen_by, Permission.PLAN)
    rows = rows.filter(status__in=(StatusDokumen.DIAJUKAN, StatusDokumen.DIKEMBALIKAN, StatusDokumen.DISETUJUI))
    return rows.select_related("dokumen__unit").order_by("dokumen__unit__path", "pk")


# --- for a writer who has already been let in ------------------------------------------------------------------------


def lock_document(dokumen: DokumenRencana) -> DokumenRencana:
    """Until the transaction ends nobody else opens, sets or rearranges a version of this document."""
    found: DokumenRencana = DokumenRencana.related.select_for_update().select_related(None).get(pk=dokumen.pk)
    return found


def versions_of(dokumen: DokumenRencana) -> list[DokumenVersi]:
    """Every version, the newest first."""
    return list(DokumenVersi.related.filter(dokumen=dokumen).select_related("dokumen__unit").order_by("-nomor"))


def rows_of(versi: DokumenVersi) -> list[SimpulRencana]:
    """Every statement of a version, in no order but that of siblings."""
    return list(SimpulRencana.related.filter(dokumen_versi=versi).order_by("urutan", "pk"))


def used_elsewhere(kunci: Collection[UUID], versi: DokumenVersi) -> set[UUID]:
    """Which of these statements stand in another version of the document."""
    rows = SimpulRencana.related.filter(dokumen_versi__dokumen=versi.dokumen_id, kunci__in=kunci)
    return set(rows.exclude(dokumen_versi=versi).values_list("kunci", flat=True))


# --- the levels they follow ------------------------------------------------------------------------------------------


def family_of(unit: Unit) -> str:
    """The family of plans of the unit's instansi: 'pemda', 'kl', or '' for one with levels of its own."""
    jenis = Instansi.related.filter(unit__path=unit.path[:LEVEL_WIDTH]).values_list("jenis", flat=True).first()
    return kerangka_instansi(jenis or "")


def frames_for(unit: Unit, jenis: str = "") -> dict[str, Kerangka]:
    """The kerangka that new documents of a unit may follow: that of its family, and those that its instansi made; of a
    kind that has one to itself that alone."""
    family, kinds = family_of(unit), jenis_dokumen()
    if jenis in kinds and (own := kinds[jenis].tingkat):
        return {own: kerangka()[own]}
    of_a_kind = {each.tingkat for each in kinds.values()}
    usual = {kode: each for kode, each in kerangka().items() if kode not in of_a_kind}
    known = {kode: each for kode, each in usual.items() if kode == family or not family}
    return known | {row.kode: _own(row) for row in _own_rows(unit)}


def frame_of(dokumen: DokumenRencana) -> Kerangka:
    """The levels of a document; of one whose kerangka is gone an empty one, so that its page still opens."""
    known = kerangka().get(dokumen.kerangka)
    if known is not None:
        return known
    row = _own_rows(dokumen.unit).filter(kode=dokumen.kerangka).first()
    return _own(row) if row else Kerangka(dokumen.kerangka, dokumen.kerangka, "", ())


def own_frames(seen_by: Access) -> QuerySet[KerangkaInstansi]:
    """The kerangka that instansi in reach defined for themselves."""
    rows: QuerySet[KerangkaInstansi] = KerangkaInstansi.objects.visible_to(seen_by)
    return rows.select_related("unit").order_by("unit__path", "nama")


def own_levels(seen_by: Access) -> dict[str, Kerangka]:
    """The same by their codes, with their levels."""
    return {row.kode: _own(row) for row in own_frames(seen_by)}


def _own_rows(unit: Unit) -> QuerySet[KerangkaInstansi]:
    rows: QuerySet[KerangkaInstansi] = KerangkaInstansi.related.filter(unit__path=unit.path[:LEVEL_WIDTH])
    return rows.order_by("nama")


def _own(row: KerangkaInstansi) -> Kerangka:
    return Kerangka(row.kode, row.nama, row.sumber, tuple(Tingkat(**each) for each in row.tingkat))
