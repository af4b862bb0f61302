"""Reorganisations: the drafts, what the closing units own, and what stands in the way of applying one.

What units own is carried over part by part: each part says in ``usulan`` what there is and where it goes, and does it
in ``penerapan``. Positions and roles are parts of this component; those above add theirs in their AppConfig.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access, Permission
from sakip.kernel.offers import Offers
from sakip.kernel.refusals import Refusal
from sakip.organisasi.models import Reorganisasi, Silsilah, Unit
from sakip.organisasi.queries.rancangan import Perubahan
from sakip.organisasi.queries.unit import unit_labels, units
from sakip.organisasi.rules.reorganisasi import Putusan, from_json


def reorganisasi(seen_by: Access, permission: Permission = Permission.VIEW) -> QuerySet[Reorganisasi]:
    """Changes of the organisation, the latest first."""
    rows: QuerySet[Reorganisasi] = Reorganisasi.objects.visible_to(seen_by, permission)
    return rows.select_related("unit").order_by("-tanggal", "-pk")


def unit_options(row: Reorganisasi, seen_by: Access) -> list[tuple[str, str]]:
    """Id and indented name of the open units below the instansi of a draft, for a choice."""
    found = units(seen_by).filter(path__startswith=row.unit.path, berlaku_sampai=None).exclude(pk=row.unit_id)
    return unit_labels(found)


# --- what units own, part by part ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Baris:
    """Something of a closing unit, and where it goes: as decided, else as proposed."""

    pk: int
    nama: str
    unit: Unit
    putusan: Putusan
    keterangan: str = ""


@dataclass(frozen=True)
class Bagian:
    """One part of what the closing units own. ``langkah``: the step of the guided screen that shows it.

    ``banyak``: a row may go on in several units. ``bernama``: it may get another name there. ``catatan`` are sentences
    about what should be known, ``masalah`` what stands in the way.
    """

    kode: str
    judul: str
    langkah: str
    baris: tuple[Baris, ...]
    banyak: bool = False
    bernama: bool = False
    masalah: tuple[Refusal, ...] = ()
    catatan: tuple[str, ...] = ()

    def pergi(self) -> Iterator[tuple[Baris, str]]:
        """Every row with each unit in which it goes on."""
        return ((row, key) for row in self.baris for key in row.putusan.ke)


@dataclass(frozen=True)
class Terlaksana:
    """A change whose units are closed and opened: what the parts are carried over by.

    ``unit``: by key the unit that carries on. ``jadi``: by part and id what a row has become so far, for the parts
    that refer to earlier ones.
    """

    perubahan: Perubahan
    bagian: Mapping[str, Bagian]
    unit: Mapping[str, Unit]
    jadi: dict[str, dict[int, list[Any]]]


usulan: Offers[Callable[[Perubahan, Access], Bagian]] = Offers()
"""(the change, seen_by) -> a part of what the closing units own."""

penerapan: Offers[Callable[..., None]] = Offers()
"""Actions (root, hasil=Terlaksana, by=) that carry a part over; they note in ``hasil.jadi`` what became of it."""


def bagian_of(change: Perubahan, *, seen_by: Access) -> dict[str, Bagian]:
    """Every part by its code, in the order of registration."""
    return {part.kode: part for part in (propose(change, seen_by) for propose in usulan)}


def masalah_of(change: Perubahan, parts: Iterable[Bagian], *, on: date) -> list[Refusal]:
    """Everything that stands in the way of applying the change on a day, in the order of the steps."""
    early = []
    if on < change.tanggal:
        facts = {"judul": change.reorganisasi.judul, "tanggal": format_date(change.tanggal)}
        early.append(Refusal("sotk-belum-waktunya", facts, "apa"))
    return [*early, *change.masalah, *(each for part in parts for each in part.masalah)]


# --- before and after ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Menjadi:
    """One line from a unit that ended to one that carries it on. ``unit`` is that one, where it is there already."""

    jenis: str
    nama: str
    induk: str
    menerima: bool
    unit: Unit | None


@dataclass(frozen=True)
class Alur:
    """A unit that ends, how deep below a changed one it stands, and what becomes of it."""

    unit: Unit
    depth: int
    menjadi: tuple[Menjadi, ...]


def flow(change: Perubahan) -> list[Alur]:
    """Before and after of a draft, as a tree read from top to bottom."""
    lines: dict[int, list[Menjadi]] = defaultdict(list)
    for each in change.garis:
        new = change.dibuka(each.ke)
        above = change.dibuka(new.induk).nama if isinstance(new.induk, str) else new.induk.nama if new.induk else ""
        lines[each.dari.pk].append(Menjadi(each.jenis.label, new.nama, above, new.ada is not None, new.ada))
    return _as_tree([each.unit for each in change.tutup], lines)


def flow_applied(row: Reorganisasi, *, seen_by: Access) -> list[Alur]:
    """What an applied change did to the units. Two queries."""
    asal = units(seen_by).filter(pk__in=from_json(row.rancangan).asal)
    below = Q(pk__in=[])
    for path in asal.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    ended = list(units(seen_by).filter(below, berlaku_sampai=row.tanggal - timedelta(days=1)))
    found = Silsilah.objects.visible_to(seen_by).filter(pendahulu__in=ended, tanggal=row.tanggal)
    lines: dict[int, list[Menjadi]] = defaultdict(list)
    for each in found.select_related("penerus__induk").order_by("pk"):
        new = each.penerus
        received = new.berlaku_mulai != row.tanggal
        lines[each.pendahulu_id].append(
            Menjadi(each.get_jenis_display(), new.nama, new.induk.nama if new.induk else "", received, new)
        )
    return _as_tree(ended, lines)


def _as_tree(ended: Iterable[Unit], lines: Mapping[int, list[Menjadi]]) -> list[Alur]:
    rows = list(ended)
    return [
        Alur(unit, sum(unit.path.startswith(other.path) for other in rows) - 1, tuple(lines.get(unit.pk, ())))
        for unit in rows
    ]
