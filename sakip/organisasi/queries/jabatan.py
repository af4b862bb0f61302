"""Positions: the tree of a unit, the list of an instansi, each with who holds it on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.organisasi.models import Instansi, Jabatan, Unit
from sakip.organisasi.queries.pejabat import Pemangku, holders, holds_on, sebutan, vacant_since
from sakip.referensi.queries import eselon, nama_jenjang


def jabatan(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Jabatan]:
    """Positions in the reader's instansi with their units, by unit and order."""
    rows = Jabatan.objects.visible_to(seen_by, permission).select_related("unit")
    return rows.order_by("unit__path", F("kepala").desc(), "urutan", "nama")


def by_unit(rows: Iterable[Jabatan]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Number and name of positions, in groups by their unit, for a form."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        groups.setdefault(row.unit.nama, []).append((str(row.pk), sebutan(row)))
    return list(groups.items())


def jabatan_options(unit: Unit, on: date, seen_by: Access) -> list[tuple[str, list[tuple[str, str]]]]:
    """The positions from which a unit chooses who answers for something, by unit, for a form.

    Those of its perangkat daerah or unit eselon I, and of the instansi itself.
    """
    top = unit.path[: 2 * LEVEL_WIDTH]
    rows = jabatan(seen_by).filter(holds_on(on), Q(unit__path__startswith=top) | Q(unit__path=unit.path[:LEVEL_WIDTH]))
    return by_unit(rows)


@dataclass(frozen=True)
class JabatanRow:
    """A position on a day: its depth in the tree, its eselon, who holds it, since when nobody does."""

    jabatan: Jabatan
    depth: int
    eselon: str
    pemangku: Pemangku
    lowong_sejak: date | None

    @property
    def jenjang(self) -> str:
        return nama_jenjang(self.jabatan.jenjang)


def jabatan_of(unit: Unit, on: date, seen_by: Access, *, below: bool = False) -> list[JabatanRow]:
    """The positions of a unit, with ``below`` of its whole subtree too, as a tree of superiors."""
    rows = jabatan(seen_by).filter(holds_on(on))
    rows = rows.filter(unit__path__startswith=unit.path) if below else rows.filter(unit=unit)
    return _told(_as_tree(list(rows)), on, seen_by)


def jabatan_list(seen_by: Access, on: date, *, text: str = "", keadaan: str = "") -> list[JabatanRow]:
    """The positions that hold on a day, by unit; ``keadaan``: 'lowong', 'plt' (Plt. and Plh.), else all."""
    rows = jabatan(seen_by).filter(holds_on(on)).select_related("unit", "atasan__unit")
    if text:
        rows = rows.filter(Q(nama__icontains=text) | Q(unit__nama__icontains=text) | Q(unit__singkatan__icontains=text))
    found = _told([(row, 0) for row in rows], on, seen_by)
    if keadaan == "lowong":
        return [row for row in found if row.pemangku.lowong]
    return [row for row in found if row.pemangku.pelaksana] if keadaan == "plt" else found


def _as_tree(rows: list[Jabatan]) -> list[tuple[Jabatan, int]]:
    """Each position below its superior, where that is among the rows; the others stand at the top."""
    known = {row.pk for row in rows}
    below: dict[int | None, list[Jabatan]] = defaultdict(list)
    for row in rows:
        below[row.atasan_id if row.atasan_id in known else None].append(row)
    found: list[tuple[Jabatan, int]] = []

    def walk(top: int | None, depth: int) -> None:
        for row in below[top]:
            found.append((row, depth))
            walk(row.pk, depth + 1)

    walk(None, 0)
    return found


def _told(rows: list[tuple[Jabatan, int]], on: date, seen_by: Access) -> list[JabatanRow]:
    """With eselon, holder and the beginning of a vacancy: three queries whatever the number."""
    ids = [row.pk for row, _depth in rows]
    held = holders(ids, on, seen_by)
    since = vacant_since([pk for pk in ids if held[pk].lowong], on, seen_by)
    kinds = _kinds((row for row, _depth in rows), seen_by)
    return [
        JabatanRow(row, depth, eselon_of(row, kinds[row.unit.path[:LEVEL_WIDTH]]), held[row.pk], since.get(row.pk))
        for row, depth in rows
    ]


def _kinds(rows: Iterable[Jabatan], seen_by: Access) -> dict[str, str]:
    """The kind of each instansi that the rows belong to, by the root's path."""
    roots = {row.unit.path[:LEVEL_WIDTH] for row in rows}
    found = Instansi.objects.visible_to(seen_by).filter(unit__path__in=roots)
    return dict(found.values_list("unit__path", "jenis"))


def eselon_of(row: Jabatan, jenis_instansi: str) -> str:
    """The eselon of a position; empty where it has none."""
    return eselon(row.jenjang, instansi=jenis_instansi, unit=row.unit.jenis, kepala=row.kepala)


def atasan_choices(unit: Unit, on: date, seen_by: Access) -> list[tuple[str, list[tuple[int, str]]]]:
    """The positions of the unit and of those above it, by unit, the nearest first: who may be somebody's superior."""
    paths = [unit.path[:end] for end in range(len(unit.path), 0, -LEVEL_WIDTH)]
    rows = jabatan(seen_by).filter(holds_on(on), unit__path__in=paths)
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in sorted(rows, key=lambda row: -len(row.unit.path)):
        groups.setdefault(row.unit.nama, []).append((row.pk, row.nama))
    return list(groups.items())
