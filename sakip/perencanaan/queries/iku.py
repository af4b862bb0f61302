"""Reads of decrees that set the IKU of a unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access, Permission, Scope, readable
from sakip.kernel.models import FrozenDocument
from sakip.kernel.telling import Told, register_phrase
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, KeputusanIKU, RincianIKU
from sakip.perencanaan.queries import alive_in, indikator

RANCANGAN, BERLAKU, DIGANTI = "rancangan", "berlaku", "diganti"
KEADAAN = {RANCANGAN: "Rancangan", BERLAKU: "Berlaku", DIGANTI: "Diganti"}
KIND, MINUTES = "keputusan-iku", "berita-acara-iku"
"""The papers that are frozen when a decree is set."""


def decrees(seen_by: Access) -> QuerySet[KeputusanIKU]:
    """Decrees that are set, in the reader's instansi, and the drafts of the units in his own part of it.

    Each with ``jumlah`` (indicators) and ``ada_penerus``: whether a later one of the unit is set.
    """
    rows: QuerySet[KeputusanIKU] = KeputusanIKU.objects.visible_to(seen_by)
    own = readable("unit__path", Scope.SUBTREE, seen_by.paths_for(Permission.VIEW))
    later = KeputusanIKU.objects.visible_to(seen_by).filter(
        unit=OuterRef("unit"), ditetapkan__gt=OuterRef("ditetapkan")
    )
    rows = rows.filter(Q(ditetapkan__isnull=False) | own).annotate(
        jumlah=Count("rincian", distinct=True), ada_penerus=Exists(later)
    )
    return rows.select_related("unit").order_by("unit__path", "-tahun_mulai", "-pk")


def state_of(row: KeputusanIKU) -> str:
    """rancangan, berlaku or diganti; of a row of :func:`decrees`."""
    if row.ditetapkan is None:
        return RANCANGAN
    return DIGANTI if getattr(row, "ada_penerus", False) else BERLAKU


def rows_of(row: KeputusanIKU, *, seen_by: Access) -> list[RincianIKU]:
    """The indicators of a decree in its order."""
    rows = RincianIKU.objects.visible_to(seen_by).filter(keputusan=row)
    return list(rows.select_related("indikator__unit", "indikator__series").order_by("urutan", "pk"))


def iku_of(unit: Unit, tahun: int, *, seen_by: Access) -> list[Indikator]:
    """The IKU of a unit that are in use in a year, as arranged."""
    return list(indikator(seen_by).filter(alive_in(tahun), unit=unit, iku=True))


def decree_of(row: Indikator, *, seen_by: Access) -> KeputusanIKU | None:
    """The latest decree that sets this indicator as an IKU; None where none does."""
    rows = KeputusanIKU.objects.visible_to(seen_by).filter(rincian__indikator=row, ditetapkan__isnull=False)
    found: KeputusanIKU | None = rows.order_by("-ditetapkan").first()
    return found


def frozen_paper(row: KeputusanIKU, kind: str, *, seen_by: Access) -> FrozenDocument | None:
    """A paper of a decree as it was when the decree was set; None for a draft."""
    rows = FrozenDocument.objects.visible_to(seen_by).filter(kind=kind, subject=subject_of(row, kind))
    found: FrozenDocument | None = rows.order_by("-version").first()
    return found


def subject_of(row: KeputusanIKU, kind: str) -> str:
    """What the frozen paper of a decree is called."""
    return f"{kind}:{row.pk}"


def _phrase(fields: Mapping[str, Any]) -> str | None:
    """The berita acara in the history: its day and who signs it; what was frozen is told by the document itself."""
    told = fields.get("berita_acara") or {}
    if not told.get("tanggal"):
        return None
    names = [name for which in ("pihak_pertama", "pihak_kedua") if (name := told.get(which, {}).get("nama"))]
    return ", ".join((format_date(date.fromisoformat(told["tanggal"])), *names))


register_phrase(
    KeputusanIKU._meta.label, Told("Berita acara", frozenset({"berita_acara", "beku_id", "versi"}), _phrase)
)
