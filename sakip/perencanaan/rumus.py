"""Values that are computed: an indicator whose card has a formula takes them from the series its names stand for.

Nothing is stored. A year is computed from the year's values of the series; where these have only quarters, each quarter
is computed and the indicator's tipologi makes the year, as of an indicator that is entered. Where the formula gives
nothing, because its series are not filled in, a value that was recorded for the indicator itself stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONArray

from sakip.arithmetic.formula import AlasanRumus, HasilRumus, Rumus, RumusTidakSah, evaluate, parse
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.queries import NilaiTercatat
from sakip.kernel.access import Access
from sakip.kernel.allof import AllOf
from sakip.perencanaan.models import Indikator, VariabelRumus
from sakip.perencanaan.queries import card_in

Nilaian = Mapping[int, Mapping[Periode, NilaiTercatat]]
"""By series and period what counts."""


COMPUTED = 0
"""The row of a value that no row holds."""


@lru_cache(maxsize=4096)
def parsed(text: str) -> Rumus | None:
    """The formula of a card; None for one that cannot be read, as from a restored older version."""
    try:
        return parse(text)
    except RumusTidakSah:
        return None


@dataclass(frozen=True)
class Terhitung:
    """A formula at work in a period: what it gave, and what its names stood for."""

    rumus: Rumus
    periode: Periode
    masukan: Mapping[str, NilaiTercatat | None]
    hasil: HasilRumus

    @property
    def isian(self) -> Isian:
        """The value: *belum diisi* while a series is empty, else a number or the reason there is none."""
        if self.hasil.nilai is not None:
            return Nilai(JenisNilai.ANGKA, angka=self.hasil.nilai)
        about = ", ".join(self.hasil.sebab)
        match self.hasil.alasan:
            case AlasanRumus.BELUM_TERSEDIA:
                return Tiada(Keadaan.BELUM_TERSEDIA, f"data {about} belum tersedia")
            case AlasanRumus.TIDAK_BERLAKU:
                return Tiada(Keadaan.TIDAK_BERLAKU, f"data {about} tidak berlaku")
            case AlasanRumus.PEMBAGI_NOL:
                return Tiada(Keadaan.TIDAK_BERLAKU, f"tak terdefinisi: {about} bernilai nol")
            case AlasanRumus.TERLALU_BESAR:
                return Tiada(Keadaan.TIDAK_BERLAKU, "tak terdefinisi: hasilnya terlalu besar")
        return None


def with_series(seen_by: Access) -> Subquery:
    """The same as a column of cards, pairs of name and series, to be fetched with them."""
    rows = VariabelRumus.objects.visible_to(seen_by).filter(kartu=OuterRef("pk"))
    return Subquery(rows.values(json=AllOf(JSONArray("nama", "series_id"))))


def series_named(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Names of a formula, in small letters, with their series."""
    return {nama.casefold(): series for nama, series in pairs}


def variables(card_ids: Collection[int], *, seen_by: Access) -> dict[int, dict[str, int]]:
    """By card the names of its formula, in small letters, and the series they stand for. One query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = VariabelRumus.objects.visible_to(seen_by).filter(kartu_id__in=card_ids)
    for card, nama, series in rows.values_list("kartu_id", "nama", "series_id"):
        found[card][nama.casefold()] = series
    return found


class Berkartu(Protocol):
    """What a formula needs of a card."""

    @property
    def pk(self) -> int: ...

    @property
    def mulai_tahun(self) -> int: ...

    @property
    def rumus(self) -> str: ...


@dataclass(frozen=True)
class Bekerja:
    """The formulas at work: by indicator, period and card, and by card what the names stand for."""

    rumus: Sequence[tuple[Indikator, Periode, Berkartu]] = ()
    nama: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def series(self) -> set[int]:
        """What they take their values from: to be read, with quarters, beside what is recorded."""
        return {series for mine in self.nama.values() for series in mine.values()}


def at_work(
    rows: Sequence[Indikator],
    kartu: Mapping[int, Sequence[Berkartu]],
    periods: Collection[Periode],
    *,
    seen_by: Access,
    deret: Mapping[int, Mapping[str, int]] | None = None,
) -> Bekerja:
    """The formulas of some indicators in some periods; no query where no card has one, else one.

    ``deret``: the series of the names by card, where the caller has read them already.
    """
    with_formula = [row for row in rows if any(card.rumus for card in kartu.get(row.pk, ()))]
    found = [
        (row, each, card)
        for row in with_formula
        for each in periods
        if (card := card_in(kartu[row.pk], each.tahun)) is not None and card.rumus
    ]
    if found and deret is None:
        deret = variables({card.pk for _row, _each, card in found}, seen_by=seen_by)
    return Bekerja(found, deret or {})


def computed(work: Bekerja, values: Nilaian) -> dict[int, dict[Periode, Terhitung]]:
    """By indicator and period the formulas at work, with what ``values`` hold of their series; no query."""
    found: dict[int, dict[Periode, Terhitung]] = defaultdict(dict)
    for row, each, card in work.rumus:
        formula = parsed(card.rumus)
        if formula is not None:
            for cell in (each, *(each.triwulan() if each.kode == "T" else ())):
                found[row.pk][cell] = at(formula, cell, work.nama.get(card.pk, {}), values)
    return found


def at(rumus: Rumus, cell: Periode, names: Mapping[str, int], values: Nilaian) -> Terhitung:
    """A formula in one period."""
    inputs = {name: values.get(names.get(name, 0), {}).get(cell) for name in rumus.nama}
    return Terhitung(rumus, cell, inputs, evaluate(rumus, {name: _number(one) for name, one in inputs.items()}))


def _number(one: NilaiTercatat | None) -> Decimal | Tiada | None:
    isian = one.isian if one is not None else None
    return isian.angka if isinstance(isian, Nilai) else isian


def with_computed(
    rows: Sequence[Indikator], recorded: Nilaian, made: Mapping[int, Mapping[Periode, Terhitung]]
) -> dict[int, dict[Periode, NilaiTercatat]]:
    """The recorded values of some indicators, with those in their place that a formula gives."""
    found = {series: dict(cells) for series, cells in recorded.items()}
    for row in rows:
        for cell, one in made.get(row.pk, {}).items():
            if one.isian is not None:
                found.setdefault(row.series_id, {})[cell] = NilaiTercatat(one.isian, _lapis(one), COMPUTED)
    return found


def _lapis(one: Terhitung) -> str:
    """The weakest of what went in: a value is verified only where all of its data is."""
    order = ("klaim", "terverifikasi", "resmi")
    used = [each.lapis for each in one.masukan.values() if each is not None]
    return min(used, key=order.index, default="klaim")
