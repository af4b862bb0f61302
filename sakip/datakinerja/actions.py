"""Use cases on data series: make one, record values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja import queries, rules
from sakip.datakinerja.models import Lapis, Series, SeriesValue, columns_of
from sakip.kernel.access import Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.history import last_writer
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import Stale, refuse
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import in_charge

VALUE = register_reason("nilai", "Nilai", "Nilai unit Anda dikoreksi orang lain, atau diverifikasi berbeda.")


@dataclass(frozen=True)
class NilaiBaru:
    """A value to record. ``seen`` is the id of the row the writer saw in this cell, None for an empty cell.

    ``isian`` None empties the cell: the earlier value is taken back, and stays in the history.
    """

    series: Series
    periode: Periode
    isian: Isian
    seen: int | None
    diketik: str = ""
    dimensi: str = ""


@action(Permission.PLAN, "membuat deret data")
def create_many_series(unit: Unit, *, series: Sequence[Series], by: Access) -> list[Series]:
    """Create data series of units below a unit, set by set."""
    return Series.related.bulk_create(series, batch_size=500)


@action(Permission.ENTER_REALISASI, "mengisi realisasi")
def record_values(
    unit: Unit, *, values: Sequence[NilaiBaru], by: Access, lapis: Lapis = Lapis.KLAIM
) -> list[SeriesValue]:
    """Record values of series below a unit, all or none, with a handful of queries whatever their number.

    A value equal to what stands is left alone. Of a value that was corrected, or verified differently from what was
    claimed, the unit's pelapor and perencana are told, besides who acts. Raises Stale, naming the cell, when a cell is
    no longer as seen; Refused jenis-nilai-berbeda when a value is not of its series' kind.
    """
    for each in values:
        refuse(rules.wrong_kind(each.series, each.isian))
    ids = [each.series.pk for each in values]
    queries.lock_series(ids)
    standing = queries.standing_values(ids, lapis=lapis)
    rows = []
    for each in values:
        now = standing.get((each.series.pk, each.periode, each.dimensi))
        if (now.pk if now else None) != each.seen:
            raise _stale(each, now)
        if each.isian == (now.isian if now else None):
            continue
        rows.append(_row(each, now, lapis))
    _tell(rows, lapis, by)
    return SeriesValue.related.bulk_create(rows, batch_size=500)


def _tell(rows: Sequence[SeriesValue], lapis: Lapis, by: Access) -> None:
    """One notice for each unit: the first value that changed, and how many more."""
    claims = {} if lapis == Lapis.KLAIM else queries.standing_values([row.series_id for row in rows], lapis=Lapis.KLAIM)
    changed: dict[int, list[tuple[SeriesValue, Isian]]] = defaultdict(list)
    for row in rows:
        before = row.menggantikan or claims.get((row.series_id, row.periode_nilai, row.dimensi))
        if before is not None and before.isian is not None and before.isian != row.isian:
            changed[row.series.unit_id].append((row, before.isian))
    if not changed:
        return
    units = {unit.pk: unit for unit in Unit.related.filter(pk__in=changed)}
    paths = [unit.path for unit in units.values()]
    people = in_charge(paths, [Role.PELAPOR, Role.PERENCANA], on=timezone.localdate())
    did = "mengoreksi" if lapis == Lapis.KLAIM else "memverifikasi berbeda"
    for pk, some in changed.items():
        row, earlier = some[0]
        change = f"dari {format_nilai(earlier)} menjadi {format_nilai(row.isian)}"
        more = f", dan {len(some) - 1} nilai lain" if len(some) > 1 else ""
        url = alamat("perencanaan:isian-unit", pk, query=f"pada={row.tahun}-T")
        text = f"{by.actor_name} {did} {row.series.nama}, {row.periode_nilai.label}, {change}{more}."
        notify(people[units[pk].path], reason=VALUE, text=text, url=url, path=units[pk].path, by=by)


def _row(new: NilaiBaru, now: SeriesValue | None, lapis: Lapis) -> SeriesValue:
    return SeriesValue(
        series=new.series,
        tahun=new.periode.tahun,
        periode=new.periode.kode,
        dimensi=new.dimensi,
        lapis=lapis,
        menggantikan=now,
        sebagaimana_diketik=new.diketik[:200],
        **columns_of(new.isian),
    )


def _stale(new: NilaiBaru, now: SeriesValue | None) -> Stale:
    return Stale(
        objek=f"{new.series.nama}, {new.periode.label},",
        siapa=last_writer(now) if now else "orang lain",
        tersimpan=format_nilai(now.isian if now else None),
        diketik=format_nilai(new.isian),
    )
