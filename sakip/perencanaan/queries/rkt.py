"""Reads of a plan of a year: which indicators it promises, what the plan above promised, what is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.kernel.access import Access
from sakip.perencanaan import queries
from sakip.perencanaan.models import Dasar, DokumenRencana, DokumenVersi, Indikator, Penempatan, UsulanTarget
from sakip.perencanaan.queries.outline import Outline, named, says_not
from sakip.perencanaan.queries.rencana import latest_version
from sakip.perencanaan.rules.rencana import promises

SOURCE = (Dasar.RENSTRA, Dasar.RPJMD)
"""What an RKT is proposed from: the plan's own targets, the Renstra's before those of the RPJMD."""
KODE = ("T", "TW1", "TW2", "TW3", "TW4")


@dataclass(frozen=True)
class BarisRKT:
    """An indicator of an RKT: under which statement of the plan above, its target there and the proposed one."""

    indikator: Indikator
    penempatan: Penempatan
    tingkat: str
    pernyataan: str
    rencana: Isian
    usulan: UsulanTarget | None
    milik_sendiri: bool = True
    """False where the plan only cites the target: the indicator belongs to another unit, which sets it."""
    triwulan: dict[str, UsulanTarget] = field(default_factory=dict)

    @property
    def di_bawah(self) -> str:
        """The statement under which it stands, in words."""
        return named(self.tingkat, self.pernyataan) if self.pernyataan else "Di luar rencana induk"

    @property
    def sebutan(self) -> str:
        """The level to be said before the statement; empty where that says it."""
        return self.tingkat if says_not(self.tingkat, self.pernyataan) else ""

    @property
    def berbeda(self) -> bool:
        return self.usulan is not None and self.rencana is not None and self.usulan.isian != self.rencana


def source_of(dokumen: DokumenRencana, *, seen_by: Access) -> DokumenRencana | None:
    """The plan whose indicators an RKT promises: the one it hangs on, else the one that counts for its unit."""
    return dokumen.induk or queries.plan_in(dokumen.unit, dokumen.tahun_awal, seen_by=seen_by)


def rkt_rows(versi: DokumenVersi, *, seen_by: Access) -> list[BarisRKT]:
    """The indicators placed in the plan above, in its order, then those that are proposed besides. Eleven queries."""
    dokumen, tahun = versi.dokumen, versi.dokumen.tahun_awal
    placed = list(_placed(source_of(dokumen, seen_by=seen_by), tahun, seen_by))
    proposed = UsulanTarget.objects.visible_to(seen_by).filter(dokumen_versi=versi)
    by_indicator: dict[int, dict[str, UsulanTarget]] = {}
    for row in proposed.select_related("penempatan__indikator__series", "penempatan__indikator__unit").order_by("pk"):
        by_indicator.setdefault(row.penempatan.indikator_id, {})[row.periode] = row
    known = {indikator.pk for indikator, _level, _text in placed}
    placed += [
        (each["T"].penempatan.indikator, "", "") for pk, each in by_indicator.items() if pk not in known and "T" in each
    ]
    ids = [indikator.pk for indikator, _level, _text in placed]
    targets = queries.targets_that_count(ids, tahun=[tahun], seen_by=seen_by, urutan=SOURCE)
    homes = queries.unattached(ids)
    year = Periode.tahunan(tahun)
    return [
        BarisRKT(
            indikator,
            homes[indikator.pk],
            level,
            text,
            promised.isian if (promised := targets[indikator.pk].get(year)) else None,
            by_indicator.get(indikator.pk, {}).get("T") if (own := promises(dokumen, indikator)) else None,
            own,
            {kode: row for kode, row in by_indicator.get(indikator.pk, {}).items() if kode != "T"},
        )
        for indikator, level, text in placed
    ]


def _placed(plan: DokumenRencana | None, tahun: int, seen_by: Access) -> Iterable[tuple[Indikator, str, str]]:
    """Indicators in use in the year, each once, in the order of the plan's statements."""
    newest = latest_version(plan, seen_by=seen_by) if plan else None
    if plan is None or newest is None:
        return
    outline = Outline(newest, seen_by=seen_by)
    under: dict[UUID, list[Indikator]] = queries.placements(plan, nomor=newest.nomor, seen_by=seen_by)
    seen: set[int] = set()
    for each in outline.whole():
        for indikator in under.get(each.simpul.kunci, ()):
            stopped = indikator.dihentikan_tahun is not None and indikator.dihentikan_tahun <= tahun
            later = indikator.dimulai_tahun is not None and indikator.dimulai_tahun > tahun
            if indikator.pk not in seen and not stopped and not later:
                seen.add(indikator.pk)
                yield indikator, each.tingkat, each.simpul.pernyataan
