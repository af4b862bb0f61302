"""Reads of pagu: versions, their lines with totals, what stands beside the plan and what does not."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from sakip.anggaran.models import JenisPagu, Pagu, PaguVersi
from sakip.anggaran.rules import Jumlah, Rekap, SimpulAnggaran, recap, statements
from sakip.kernel.access import Access, Permission


def versions(
    seen_by: Access,
    permission: Permission = Permission.VIEW,
    *,
    text: str = "",
    unit: int | None = None,
    tahun: int | None = None,
    jenis: str = "",
) -> QuerySet[PaguVersi]:
    """Versions of money in reach, the newest year first, each with the number of its lines' rupiah as they stand."""
    rows: QuerySet[PaguVersi] = PaguVersi.objects.visible_to(seen_by, permission)
    if text:
        rows = rows.filter(Q(unit__nama__icontains=text) | Q(dokumen__icontains=text))
    if unit is not None:
        rows = rows.filter(unit=unit)
    if tahun is not None:
        rows = rows.filter(tahun=tahun)
    if jenis in JenisPagu.values:
        rows = rows.filter(jenis=jenis)
    return rows.select_related("unit").order_by("-tahun", "unit__path", "jenis", "-nomor")


def lines(versi: PaguVersi, *, seen_by: Access) -> list[Pagu]:
    """The lines of a version by code."""
    rows = Pagu.objects.visible_to(seen_by).filter(versi_pagu=versi)
    return list(rows.select_related("versi_pagu__unit").order_by("kode", "sumber_dana", "pk"))


def totals(ids: list[int], *, seen_by: Access) -> dict[int, int]:
    """By version the rupiah of its topmost codes. One query."""
    rows = Pagu.objects.visible_to(seen_by).filter(versi_pagu__in=ids).order_by("kode")
    by_version: dict[int, list[Pagu]] = {}
    for row in rows:
        by_version.setdefault(row.versi_pagu_id, []).append(row)
    return {pk: recap(some).total for pk, some in by_version.items()}


def by_source(versi: PaguVersi, *, seen_by: Access) -> list[tuple[str, int]]:
    """Sources of funds with the rupiah of their lowest lines together."""
    rows = lines(versi, seen_by=seen_by)
    leaves = {kode for kode, each in recap(rows).jumlah.items() if each.bawahan is None}
    kept = Pagu.objects.visible_to(seen_by).filter(versi_pagu=versi, kode__in=leaves).order_by()
    found = kept.values_list("sumber_dana").annotate(jumlah=Sum("rupiah"))
    return sorted(((sumber or "(tanpa sumber)", jumlah) for sumber, jumlah in found), key=lambda each: -each[1])


@dataclass(frozen=True)
class BarisPagu:
    """A line as a page shows it: the totals of its code, and the statement of the plan beside it, if any."""

    pagu: Pagu
    jumlah: Jumlah
    simpul: SimpulAnggaran | None


@dataclass(frozen=True)
class IsiPagu:
    """A version whole. ``tanpa_pagu``: statements of the plan with a code and no money here."""

    baris: list[BarisPagu]
    rekap: Rekap
    tanpa_pagu: list[SimpulAnggaran]
    ada_rencana: bool

    @property
    def tanpa_rencana(self) -> list[BarisPagu]:
        return [each for each in self.baris if each.simpul is None]


def content(versi: PaguVersi, *, seen_by: Access) -> IsiPagu:
    """The lines beside the plan of the year."""
    rows = lines(versi, seen_by=seen_by)
    plan = statements(seen_by, versi)
    by_key = {each.kunci: each for each in plan}
    whole = recap(rows)
    paid = {row.kunci for row in rows if row.kunci is not None}
    shown = [BarisPagu(row, whole.jumlah[row.kode], by_key.get(row.kunci) if row.kunci else None) for row in rows]
    return IsiPagu(shown, whole, [each for each in plan if each.kunci not in paid], bool(plan))
