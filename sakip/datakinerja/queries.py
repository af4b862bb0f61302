"""Reads of data series: the values that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import KODE, Periode
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.models import DITARIK, ISIAN_COLUMNS, Lapis, Series, SeriesValue, isian_of
from sakip.kernel.access import Access
from sakip.kernel.telling import Told, register_phrase

KLAIM = Lapis.KLAIM
VALUE = SeriesValue._meta.label

TRIWULAN = ("TW1", "TW2", "TW3", "TW4")
_CHUNK = 10_000  # below the 32,766 variables that one statement of SQLite takes; an instansi of 3,000 is one query


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


_READ = ("series_id", "tahun", "periode", "lapis", "pk", *ISIAN_COLUMNS)


def values_that_count(
    series_ids: Collection[int],
    *,
    urutan_lapis: Mapping[int, Sequence[str]],
    seen_by: Access,
    kode: Collection[str] = KODE,
    or_quarters: bool = False,
) -> Tercatat:
    """By series and period the value of the first lapis of its year's order that has one; a taken-back value is none.

    ``kode`` says which periods are wanted; ``or_quarters`` adds the quarters of each year that has no value of its own.
    Reads columns, not objects: an instansi has tens of thousands.
    """
    rank = {year: {lapis: place for place, lapis in enumerate(order)} for year, order in urutan_lapis.items()}
    counting = standing(SeriesValue.objects.visible_to(seen_by)).filter(_ranked(rank), dimensi="")
    counting = counting.exclude(keadaan=DITARIK)
    wanted = counting.filter(_asked(kode, _ranked(rank) if or_quarters else None))
    found: Tercatat = defaultdict(dict)
    for ids in chunks(sorted(set(series_ids))):
        for series_id, year, code, lapis, pk, *columns in wanted.filter(series_id__in=ids).values_list(*_READ):
            mine, periode = found[series_id], Periode(year, code)
            before = mine.get(periode)
            if before is None or rank[year][lapis] < rank[year][before.lapis]:
                mine[periode] = NilaiTercatat(isian_of(*columns), lapis, pk)
    return found


def _ranked(rank: Mapping[int, Mapping[str, int]]) -> Q:
    """The years with the lapis that count in each; years of one order share a condition."""
    years: dict[frozenset[str], list[int]] = defaultdict(list)
    for year, order in rank.items():
        years[frozenset(order)].append(year)
    condition = Q(pk__in=[])
    for lapis, some in years.items():
        condition |= Q(tahun__in=some, lapis__in=sorted(lapis))
    return condition


def _asked(kode: Collection[str], ranked: Q | None) -> Q:
    """The periods asked for; with ``ranked`` also the quarters of a year that has no value of its own among those.

    The inner question is asked of series that were let in by the outer one.
    """
    asked = Q(periode__in=sorted(kode))
    if ranked is None or set(TRIWULAN) <= set(kode):
        return asked
    whole = standing(SeriesValue.related.filter(ranked, dimensi="", periode="T")).exclude(keadaan=DITARIK)
    same = whole.filter(series=OuterRef("series"), tahun=OuterRef("tahun"))
    return asked | Q(~Exists(same), periode__in=TRIWULAN)


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
