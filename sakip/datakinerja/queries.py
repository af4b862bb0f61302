"""Reads of data series: the values that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import KODE, Periode
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.models import DITARIK, READ_COLUMNS, Lapis, Series, SeriesValue, isian_read
from sakip.kernel.access import Access
from sakip.kernel.telling import Told, register_phrase

K = TypeVar("K")
"""What rows are named by: a number, a lasting key."""
KLAIM = Lapis.KLAIM
VALUE = SeriesValue._meta.label

TRIWULAN = ("TW1", "TW2", "TW3", "TW4")
_CHUNK = 10_000  # below the 32,766 variables that one statement of SQLite takes


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


class NilaiTercatat(NamedTuple):
    """A value as it counts: with the lapis it was taken from, and its row for *why this number?*"""

    isian: Isian
    lapis: str
    row_id: int


Tercatat = dict[int, dict[Periode, NilaiTercatat]]


_READ = ("series_id", "tahun", "periode", "lapis", "pk", *READ_COLUMNS)


def values_that_count(
    series_ids: Collection[int],
    *,
    urutan_lapis: Mapping[int, Sequence[str]],
    seen_by: Access,
    kode: Collection[str] = KODE,
    or_quarters: bool = False,
    quarters_of: Collection[int] | None = None,
) -> Tercatat:
    """By series and period the value of the first lapis of its year's order that has one; a taken-back value is none.

    ``kode`` says which periods are wanted; ``or_quarters`` adds the quarters of each year that has no value of its own,
    with ``quarters_of`` only those of some series. Reads columns, not objects: an instansi has tens of thousands.
    """
    rank = {year: {lapis: place for place, lapis in enumerate(order)} for year, order in urutan_lapis.items()}
    counting = standing(SeriesValue.objects.visible_to(seen_by)).filter(_ranked(rank), dimensi="")
    counting = counting.exclude(keadaan=DITARIK)
    quarters = list(rank) if or_quarters and not set(TRIWULAN) <= set(kode) else []
    asked, also = Q(periode__in=sorted(kode)), Q() if quarters_of is None else Q(series_id__among=quarters_of)
    for year in quarters:
        asked |= also & _quarters_of(year, counting.filter(_ranked({year: rank[year]}), series_id__among=series_ids))
    rows = counting.filter(asked, series_id__among=series_ids).values_list(*_READ)
    found: Tercatat = defaultdict(dict)
    for (series_id, year, code), row in _first(rows, rank).items():
        found[series_id][Periode(year, code)] = NilaiTercatat(isian_read(*row[5:]), row[3], row[4])
    return found


def _first(rows: Iterable[tuple[Any, ...]], rank: Mapping[int, Mapping[str, int]]) -> dict[tuple[Any, ...], Any]:
    """Of each cell the row of the first lapis: the last to come is what a cell keeps."""
    last_first = sorted(rows, key=lambda row: rank[row[1]][row[3]], reverse=True)
    return {row[:3]: row for row in last_first}


def _quarters_of(year: int, counting: QuerySet[SeriesValue]) -> Q:
    """The quarters of the series that have no value of the year itself among those that count."""
    whole = counting.filter(periode="T").values("series_id")
    return Q(~Q(series_id__in=whole), tahun=year, periode__in=TRIWULAN)


def _ranked(rank: Mapping[int, Mapping[str, int]]) -> Q:
    """The years with the lapis that count in each; years of one order share a condition."""
    years: dict[frozenset[str], list[int]] = defaultdict(list)
    for year, order in rank.items():
        years[frozenset(order)].append(year)
    condition = Q(pk__in=[])
    for lapis, some in years.items():
        condition |= Q(tahun__in=some, lapis__in=sorted(lapis))
    return condition


def chunks(ids: Sequence[K]) -> Iterable[Sequence[K]]:
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
