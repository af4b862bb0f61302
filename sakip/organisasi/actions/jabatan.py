"""Use cases of positions: adding, changing, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.fields import named
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi.models import Jabatan, MasaJabatan, Unit
from sakip.organisasi.rules import jabatan as rules
from sakip.organisasi.rules.masa import span
from sakip.organisasi.rules.place import lock_instansi
from sakip.organisasi.rules.unit import listed

_JABATAN = frozenset({"nama", "jenjang", "atasan", "kepala", "urutan", "berlaku_mulai"})


@dataclass(frozen=True, eq=False)
class JabatanBaru:
    """A position to be added; its superior is one that exists or another of the same list."""

    unit: Unit
    nama: str
    jenjang: str
    atasan: Jabatan | JabatanBaru | None = None
    kepala: bool = False
    urutan: int = 0
    berlaku_mulai: date | None = None


@action(Permission.MANAGE_PEOPLE, "menambah jabatan")
def add_jabatan(unit: Unit, *, nama: str, jenjang: str, by: Access, **rest: Any) -> Jabatan:
    """Add a position to a unit. ``rest``: atasan, kepala, urutan, berlaku_mulai.

    Raises Refused: jenjang-tidak-dikenal, unit-sudah-ditutup, jabatan-sudah-ada, kepala-sudah-ada,
    atasan-instansi-lain, atasan-ditutup.
    """
    lock_instansi(unit)
    new = JabatanBaru(Unit.related.get(pk=unit.pk), nama, jenjang, **rest)
    _refuse_unfit([new])
    row = _row(new, {})
    row.save()
    return row


@action(Permission.MANAGE_PEOPLE, "menambah jabatan")
def add_many_jabatan(root: Unit, *, rows: Sequence[JabatanBaru], by: Access) -> list[Jabatan]:
    """Add many positions of an instansi, in the order given, all or none; refuses as ``add_jabatan`` does."""
    lock_instansi(root)
    _refuse_unfit(rows)
    made: dict[int, Jabatan] = {}
    waiting = list(rows)
    while waiting:  # level by level: a position is made after its superior
        ready = [each for each in waiting if not isinstance(each.atasan, JabatanBaru) or id(each.atasan) in made]
        if not ready:
            raise Refused("atasan-melingkar-daftar", at_field="atasan", jabatan=listed([each.nama for each in waiting]))
        created = Jabatan.related.bulk_create([_row(each, made) for each in ready])
        made |= {id(new): row for new, row in zip(ready, created, strict=True)}
        waiting = [each for each in waiting if id(each) not in made]
    return [made[id(each)] for each in rows]


def _row(new: JabatanBaru, made: Mapping[int, Jabatan]) -> Jabatan:
    atasan = made[id(new.atasan)] if isinstance(new.atasan, JabatanBaru) else new.atasan
    return Jabatan(
        unit=new.unit,
        nama=named(new.nama),
        jenjang=new.jenjang,
        atasan=atasan,
        kepala=new.kepala,
        urutan=new.urutan,
        berlaku_mulai=new.berlaku_mulai,
    )


def _refuse_unfit(rows: Sequence[JabatanBaru]) -> None:
    """Refused for the first row that cannot be, beside what stands and beside the other rows."""
    today = timezone.localdate()
    standing = Jabatan.related.filter(unit__in={each.unit.pk for each in rows}, berlaku_sampai=None)
    names = {(row.unit_id, row.nama.casefold()) for row in standing}
    heads = {row.unit_id: row.nama for row in standing if row.kepala}
    for each in rows:
        on = each.berlaku_mulai or today
        refuse(rules.unknown_jenjang(each.jenjang))
        refuse(rules.unit_closed(each.unit, on=on))
        if isinstance(each.atasan, Jabatan):
            refuse(rules.no_superior(each.unit, each.atasan, on=on))
        elif each.atasan is not None and each.atasan.unit.path[:LEVEL_WIDTH] != each.unit.path[:LEVEL_WIDTH]:
            raise Refused("atasan-instansi-lain", at_field="atasan", atasan=each.atasan.nama, unit=each.unit.nama)
        key = (each.unit.pk, named(each.nama).casefold())
        if key in names:
            raise Refused("jabatan-sudah-ada", at_field="nama", nama=named(each.nama), unit=each.unit.nama)
        if each.kepala:
            _refuse_second_head(each.unit, heads.get(each.unit.pk))
            heads[each.unit.pk] = each.nama
        names.add(key)


def _refuse_second_head(unit: Unit, head: str | None) -> None:
    if head is not None:
        raise Refused("kepala-sudah-ada", at_field="kepala", unit=unit.nama, jabatan=head)


@action(Permission.MANAGE_PEOPLE, "mengubah jabatan")
def edit_jabatan(jabatan: Jabatan, *, seen: int, by: Access, **values: Any) -> Jabatan:
    """Change a position's name, jenjang, superior, whether it heads the unit, order, first day.

    Of two who change superiors of an instansi at once the second waits, so that no circle comes about. Raises Stale;
    Refused: as ``add_jabatan``, and atasan-melingkar.
    """
    refuse_other_columns(values, _JABATAN)
    lock_instansi(jabatan.unit)
    others = Jabatan.related.filter(unit=jabatan.unit_id, berlaku_sampai=None).exclude(pk=jabatan.pk)
    if "jenjang" in values:
        refuse(rules.unknown_jenjang(values["jenjang"]))
    if "nama" in values:
        values["nama"] = named(values["nama"])
        if others.filter(nama__iexact=values["nama"]).exists():
            raise Refused("jabatan-sudah-ada", at_field="nama", nama=values["nama"], unit=jabatan.unit.nama)
    if values.get("kepala"):
        _refuse_second_head(jabatan.unit, others.filter(kepala=True).values_list("nama", flat=True).first())
    if values.get("atasan") is not None:
        refuse(rules.no_superior(jabatan.unit, values["atasan"], on=timezone.localdate()))
        refuse(rules.circular(jabatan, values["atasan"], _above(jabatan.unit)))
    return change(jabatan, seen=seen, **values)


def _above(unit: Unit) -> dict[int, tuple[str, int | None]]:
    """Name and superior of every position of the instansi."""
    rows = Jabatan.related.filter(unit__path__startswith=unit.path[:LEVEL_WIDTH])
    return {pk: (nama, atasan) for pk, nama, atasan in rows.values_list("pk", "nama", "atasan_id")}


@action(Permission.MANAGE_PEOPLE, "menutup jabatan")
def close_jabatan(jabatan: Jabatan, *, seen: int, sampai: date, alasan: str, by: Access) -> Jabatan:
    """Close a position after its last day; the reason stands in the history.

    Raises Stale; Refused: jabatan-sudah-ditutup, tutup-sebelum-mulai, jabatan-masih-dijabat (somebody holds it after
    that day), jabatan-masih-membawahi (it is the superior of open positions), alasan-wajib.
    """
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    lock_instansi(jabatan.unit)
    jabatan = Jabatan.related.select_related("unit").get(pk=jabatan.pk)
    if jabatan.berlaku_sampai is not None:
        raise Refused("jabatan-sudah-ditutup", jabatan=jabatan.nama, tanggal=format_date(jabatan.berlaku_sampai))
    refuse(rules.ends_before_start(jabatan, sampai))
    term = MasaJabatan.related.filter(jabatan=jabatan).exclude(sampai__lte=sampai).select_related("pegawai").first()
    if term is not None:
        raise Refused(
            "jabatan-masih-dijabat",
            at_field="sampai",
            jabatan=jabatan.nama,
            tanggal=format_date(sampai),
            siapa=term.pegawai.nama_lengkap,
            masa=span(term.mulai, term.sampai),
        )
    below = Jabatan.related.filter(atasan=jabatan).exclude(berlaku_sampai__lte=sampai)
    names = list(below.order_by("urutan", "nama").values_list("nama", flat=True))
    if names:
        raise Refused("jabatan-masih-membawahi", jabatan=jabatan.nama, bawahan=listed(names))
    return change(jabatan, seen=seen, berlaku_sampai=sampai)
