"""Use cases of planning: the formula by which an indicator is computed."""

from __future__ import annotations

from collections.abc import Mapping

from sakip.arithmetic.formula import RumusTidakSah, parse
from sakip.datakinerja.actions import create_many_series
from sakip.datakinerja.models import Series
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.perencanaan.models import Indikator, KartuIndikator, VariabelRumus
from sakip.perencanaan.rules.rumus import unreadable


@action(Permission.PLAN, "menetapkan rumus indikator")
def set_formula(
    indikator: Indikator,
    *,
    kartu: KartuIndikator,
    rumus: str,
    deret: Mapping[str, Series | None],
    seen: int,
    by: Access,
) -> KartuIndikator:
    """Set the formula of a card; empty, the indicator is entered as it is again.

    ``deret``: by name, in small letters, the series it stands for; a name without one gets a series of its own, made
    for the unit. Raises Stale; Refused: rumus-tidak-sah, rumus-tanpa-deret, rumus-bukan-angka,
    rumus-memakai-diri, rumus-berantai, deret-instansi-lain.
    """
    text = " ".join(rumus.split())
    if indikator.series.jenis != "angka":
        raise Refused("rumus-bukan-angka", nama=indikator.nama, jenis=indikator.series.jenis)
    names = _names(text) if text else ()
    if text and not names:
        raise Refused("rumus-tanpa-deret", at_field="rumus", rumus=text)
    for name in names:
        _refuse_series(deret.get(name), indikator)
    made = iter(
        create_many_series(
            indikator.unit,
            series=[Series(unit=indikator.unit, nama=name, jenis="angka") for name in names if deret.get(name) is None],
            by=by,
        )
    )
    chosen = {name: deret.get(name) or next(made) for name in names}
    row = change(kartu, seen=seen, rumus=text)
    standing = {each.nama: each for each in VariabelRumus.related.filter(kartu=row)}
    for gone in [each for name, each in standing.items() if name not in chosen or each.series_id != chosen[name].pk]:
        gone.delete()
    VariabelRumus.related.bulk_create(
        VariabelRumus(kartu=row, nama=name, series=series)
        for name, series in chosen.items()
        if name not in standing or standing[name].series_id != series.pk
    )
    return row


def _names(text: str) -> tuple[str, ...]:
    try:
        return parse(text).nama
    except RumusTidakSah as wrong:
        refuse(unreadable(wrong))
        raise


def _refuse_series(series: Series | None, indikator: Indikator) -> None:
    if series is None:
        return
    if series.pk == indikator.series_id:
        raise Refused("rumus-memakai-diri", at_field="rumus", nama=series.nama)
    if series.unit.path[:LEVEL_WIDTH] != indikator.unit.path[:LEVEL_WIDTH]:
        raise Refused("deret-instansi-lain", at_field="rumus", nama=series.nama)
    if KartuIndikator.related.filter(indikator__series=series).exclude(rumus="").exists():
        raise Refused("rumus-berantai", at_field="rumus", nama=series.nama)
