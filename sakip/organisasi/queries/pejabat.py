"""Who holds which position on a day, and who therefore signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from sakip.kernel.access import Access
from sakip.organisasi.models import Jabatan, MasaJabatan, Sebagai, Unit


@dataclass(frozen=True)
class Pemangku:
    """The holder of a position on a day, and who acts for him or in his place (Plh., Plt.)."""

    definitif: MasaJabatan | None = None
    pelaksana: MasaJabatan | None = None

    @property
    def bertindak(self) -> MasaJabatan | None:
        """Who acts on the day: the Plt. or Plh. where there is one."""
        return self.pelaksana or self.definitif

    @property
    def nama(self) -> str:
        """Who acts, with Plt. or Plh. before the name; 'lowong' where nobody does."""
        term = self.bertindak
        if term is None:
            return "lowong"
        acting = "" if term.sebagai == Sebagai.DEFINITIF else f"{term.get_sebagai_display()} "
        return f"{acting}{term.pegawai.nama_lengkap}"

    @property
    def lowong(self) -> bool:
        """Whether nobody holds it as definitif; a Plt. does not fill a vacancy."""
        return self.definitif is None


@dataclass(frozen=True)
class Kepala:
    """The position that heads a unit on a day and who holds it. ``lowong_sejak``: None where nobody ever held it."""

    jabatan: Jabatan
    pemangku: Pemangku
    lowong_sejak: date | None


def sebutan(jabatan: Jabatan) -> str:
    """The position with its unit, where its own name does not tell it: 'Sekretaris (Dinas Kesehatan)'."""
    told = jabatan.unit.nama.casefold() in jabatan.nama.casefold()
    return jabatan.nama if told or jabatan.unit.is_root else f"{jabatan.nama} ({jabatan.unit.nama})"


def holds_on(on: date) -> Q:
    """The condition on which a unit or a position is in force on a day."""
    return (Q(berlaku_mulai=None) | Q(berlaku_mulai__lte=on)) & (Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=on))


def terms(seen_by: Access) -> QuerySet[MasaJabatan]:
    """Terms in the reader's instansi with the person and the position, the latest first."""
    rows = MasaJabatan.objects.visible_to(seen_by).select_related("pegawai", "jabatan__unit")
    return rows.order_by("-mulai", "-pk")


def holders(jabatan_ids: Collection[int], on: date, seen_by: Access) -> dict[int, Pemangku]:
    """Who holds each of these positions on a day, in one query; every id has its entry."""
    return holders_on(jabatan_ids, (on,), seen_by)[on]


def holders_on(
    jabatan_ids: Collection[int], days: Collection[date], seen_by: Access
) -> dict[date, dict[int, Pemangku]]:
    """The same of each of some days (at least one), still in one query."""
    wanted = Q()
    for day in days:
        wanted |= Q(mulai__lte=day) & (Q(sampai=None) | Q(sampai__gte=day))
    rows = list(terms(seen_by).filter(wanted, jabatan__in=jabatan_ids))
    return {day: _held(rows, jabatan_ids, day) for day in days}


def _held(rows: Iterable[MasaJabatan], jabatan_ids: Collection[int], on: date) -> dict[int, Pemangku]:
    definitif: dict[int, MasaJabatan] = {}
    acting: dict[int, MasaJabatan] = {}
    for term in rows:
        if term.mulai <= on and (term.sampai is None or term.sampai >= on):
            (definitif if term.sebagai == Sebagai.DEFINITIF else acting)[term.jabatan_id] = term
    return {pk: Pemangku(definitif.get(pk), acting.get(pk)) for pk in jabatan_ids}


def held_on(on: date, seen_by: Access, jabatan: str) -> Exists:
    """The condition that somebody holds or acts in a position on a day; ``jabatan`` leads to it."""
    rows = MasaJabatan.objects.visible_to(seen_by).filter(jabatan=OuterRef(jabatan), mulai__lte=on)
    return Exists(rows.filter(Q(sampai=None) | Q(sampai__gte=on)))


def vacant_since(jabatan_ids: Collection[int], on: date, seen_by: Access) -> dict[int, date]:
    """The first day of each vacancy as it stands on a day; a position that nobody ever held has no entry."""
    rows = terms(seen_by).filter(jabatan__in=jabatan_ids, sebagai=Sebagai.DEFINITIF, sampai__lt=on)
    found = rows.order_by().values("jabatan_id").annotate(akhir=Max("sampai")).values_list("jabatan_id", "akhir")
    return {pk: akhir + timedelta(days=1) for pk, akhir in found}


def kepala_of(unit: Unit, on: date, seen_by: Access) -> Kepala | None:
    """The head of a unit on a day; None where the unit has no position that heads it."""
    return heads([unit.pk], on, seen_by).get(unit.pk)


def heads(unit_ids: Collection[int], on: date, seen_by: Access) -> dict[int, Kepala]:
    """The heads of units on a day, in three queries; a unit without a position that heads it has no entry."""
    rows = Jabatan.objects.visible_to(seen_by).filter(holds_on(on), unit__in=unit_ids, kepala=True)
    rows = rows.select_related("unit").order_by(F("berlaku_mulai").desc(nulls_last=True), "-pk")
    first: dict[int, Jabatan] = {}
    for row in rows:
        first.setdefault(row.unit_id, row)
    held = holders([row.pk for row in first.values()], on, seen_by) if first else {}
    vacant = [pk for pk, each in held.items() if each.lowong]
    since = vacant_since(vacant, on, seen_by) if vacant else {}
    return {unit: Kepala(row, held[row.pk], since.get(row.pk)) for unit, row in first.items()}
