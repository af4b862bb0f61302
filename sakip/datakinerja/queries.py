"""Reads of data series: the values that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.models import DITARIK, Lapis, Series, SeriesValue
from sakip.kernel.access import Access
from sakip.kernel.telling import Told, register_phrase

KLAIM = Lapis.KLAIM
VALUE = SeriesValue._meta.label

_CHUNK = 900  # SQLite takes at most some thousand variables in one statement


def standing(rows: QuerySet[SeriesValue]) -> QuerySet[SeriesValue]:
    """Of every cell the last row: the one no other replaces."""
    return rows.filter(pengganti=None)


def standing_values(series_ids: Collection[int], *, lapis: Lapis) -> dict[tuple[int, Periode, str], SeriesValue]:
    """What stands in each cell of some series, for the writer who has already been let in; taken-back rows included."""
    found: dict[tuple[int, Periode, str], SeriesValue] = {}
    for ids in chunks(sorted(set(series_ids))):
        for row in standing(SeriesValue.related.filter(series_id__in=ids, lapis=lapis)):
            found[(row.series_id, row.periode_nilai, row.dimensi)] = row
    return found


def lock_series(series_ids: Collection[int]) -> None:
    """Until the transaction ends nobody else writes values of these series; the second sees the first's values."""
    for ids in chunks(sorted(set(series_ids))):
        list(Series.related.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


@dataclass(frozen=True)
class NilaiTercatat:
    """A value as it counts: with the lapis it was taken from, and its row for *why this number?*"""

    isian: Isian
    lapis: str
    row_id: int


Tercatat = dict[int, dict[Periode, NilaiTercatat]]


def values_that_count(
    series_ids: Collection[int], *, tahun: Iterable[int], urutan_lapis: Sequence[str], seen_by: Access
) -> Tercatat:
    """By series and period the value of the first lapis of the order that has one; a taken-back value is none."""
    rank = {lapis: place for place, lapis in enumerate(urutan_lapis)}
    found: Tercatat = defaultdict(dict)
    for ids in chunks(sorted(set(series_ids))):
        rows = standing(
            SeriesValue.objects.visible_to(seen_by).filter(
                series_id__in=ids, tahun__in=list(tahun), dimensi="", lapis__in=rank
            )
        )
        for row in rows.exclude(keadaan=DITARIK):
            before = found[row.series_id].get(row.periode_nilai)
            if before is None or rank[row.lapis] < rank[before.lapis]:
                found[row.series_id][row.periode_nilai] = NilaiTercatat(row.isian, row.lapis, row.pk)
    return found


def chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Lists short enough for one statement on every database."""
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def series(seen_by: Access) -> QuerySet[Series]:
    return Series.objects.visible_to(seen_by)


# --- values in the history -------------------------------------------------------------------------------------------

VALUE_COLUMNS = frozenset(
    {"tahun", "periode", "dimensi", "lapis", "keadaan", "jenis", "angka", "angka_atas", "kode", "tanggal", "alasan"}
    | {"sebagaimana_diketik"}
)


def value_phrase(fields: Mapping[str, Any]) -> str | None:
    """A stored value as one phrase, from the columns as the history keeps them; None when it was taken back."""
    keadaan = fields.get("keadaan")
    if keadaan in (None, DITARIK):
        return None
    if keadaan != Keadaan.NILAI:
        return f"{format_nilai(Tiada(Keadaan(keadaan), fields['alasan']))} ({fields['alasan']})"
    angka, atas, tanggal = (fields.get(name) for name in ("angka", "angka_atas", "tanggal"))
    return format_nilai(
        Nilai(
            JenisNilai(fields["jenis"]),
            None if angka is None else Decimal(angka),
            None if atas is None else Decimal(atas),
            fields.get("kode") or None,
            None if tanggal is None else date.fromisoformat(tanggal),
        )
    )


register_phrase(VALUE, Told("Realisasi", VALUE_COLUMNS, value_phrase))
