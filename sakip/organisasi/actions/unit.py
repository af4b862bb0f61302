"""Use cases of units: adding, changing, closing one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.fields import named
from sakip.kernel.models import FrozenDocument
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi import rules
from sakip.organisasi.models import Jabatan, MasaJabatan, Unit
from sakip.organisasi.rules.jabatan import ends_before_start
from sakip.organisasi.rules.place import lock_instansi, next_path, refuse_taken_name, used_numbers
from sakip.organisasi.rules.unit import listed
from sakip.referensi.rules import bidang_in

_CARD = ("dasar_hukum", "tugas", "fungsi", "kewenangan", "alamat", "kontak")
_UNIT = frozenset({"nama", "singkatan", "jenis", "kode", "bidang_urusan", "sebutan_kepala", *_CARD, *rules.LINKS})


@action(Permission.MANAGE_UNITS, "menambah unit")
def add_unit(induk: Unit, *, nama: str, jenis: str, by: Access, **rest: Any) -> Unit:
    """Add a unit below another. ``rest``: berlaku_mulai, and what ``edit_unit`` changes.

    Raises Refused: jenis-tidak-dikenal, induk-sudah-ditutup, nama-unit-sudah-ada, tingkat-terlalu-dalam, unit-penuh,
    tautan-tidak-sah, bidang-urusan-tidak-sah, nama-kosong.
    """
    nama = named(nama)
    induk = Unit.related.select_for_update().get(pk=induk.pk)  # of two new siblings the second gets the next number
    refuse(rules.unknown_jenis_unit(jenis))
    refuse(rules.closed(induk, on=rest.get("berlaku_mulai") or timezone.localdate()))
    if len(induk.path) >= rules.MAX_DEPTH * LEVEL_WIDTH:
        raise Refused("tingkat-terlalu-dalam")
    refuse_taken_name(induk, nama)
    _tidy(rest)
    return Unit.related.create(induk=induk, path=next_path(induk), nama=nama, jenis=jenis, **rest)


@dataclass(frozen=True, eq=False)
class UnitBaru:
    """A unit to be added; the one above it exists or is another of the same list."""

    nama: str
    jenis: str
    induk: Unit | UnitBaru
    kode: str = ""
    singkatan: str = ""
    dasar_hukum: str = ""
    sebutan_kepala: str = ""
    berlaku_mulai: date | None = None


@action(Permission.MANAGE_UNITS, "menambah unit")
def add_many_units(root: Unit, *, rows: Sequence[UnitBaru], by: Access) -> list[Unit]:
    """Add many units to an instansi, all or none, siblings numbered in the order given; refuses as ``add_unit``, and
    induk-melingkar-daftar."""
    lock_instansi(root)
    above = {each.induk.pk for each in rows if isinstance(each.induk, Unit)}
    parents = {unit.pk: unit for unit in Unit.related.select_for_update().filter(pk__in=above).order_by("pk")}
    taken = {
        (induk, nama.casefold())
        for induk, nama in Unit.related.filter(induk__in=above, berlaku_sampai=None).values_list("induk_id", "nama")
    }
    numbers = used_numbers(root)
    made: dict[int, Unit] = {}
    waiting = list(rows)
    while waiting:  # level by level: a unit is made after the one above it
        ready = [each for each in waiting if isinstance(each.induk, Unit) or id(each.induk) in made]
        if not ready:
            names = listed([each.nama for each in waiting])
            raise Refused("induk-melingkar-daftar", at_field="induk", unit=names)
        level = []
        for each in ready:
            induk = parents[each.induk.pk] if isinstance(each.induk, Unit) else made[id(each.induk)]
            level.append(_row(each, induk, taken, numbers))
        made |= {id(new): row for new, row in zip(ready, Unit.related.bulk_create(level), strict=True)}
        waiting = [each for each in waiting if id(each) not in made]
    return [made[id(each)] for each in rows]


def _row(new: UnitBaru, induk: Unit, taken: set[tuple[int, str]], numbers: Counter[str]) -> Unit:
    """A unit as it is kept, numbered after its siblings, or Refused."""
    nama, jenis, mulai = named(new.nama), new.jenis, new.berlaku_mulai
    refuse(rules.unknown_jenis_unit(jenis))
    refuse(rules.closed(induk, on=mulai or timezone.localdate()))
    if len(induk.path) >= rules.MAX_DEPTH * LEVEL_WIDTH:
        raise Refused("tingkat-terlalu-dalam")
    if (induk.pk, nama.casefold()) in taken:
        raise Refused("nama-unit-sudah-ada", at_field="nama", nama=nama, induk=induk.nama)
    taken.add((induk.pk, nama.casefold()))
    numbers[induk.path] += 1
    if numbers[induk.path] >= 10**LEVEL_WIDTH:
        raise Refused("unit-penuh", induk=induk.nama)
    rest = {name: getattr(new, name).strip() for name in ("kode", "singkatan", "dasar_hukum", "sebutan_kepala")}
    path = f"{induk.path}{numbers[induk.path]:0{LEVEL_WIDTH}d}"
    return Unit(induk=induk, path=path, nama=nama, jenis=jenis, berlaku_mulai=mulai, **rest)


@action(Permission.MANAGE_UNITS, "mengubah unit")
def edit_unit(unit: Unit, *, seen: int, by: Access, **values: Any) -> Unit:
    """Change a unit's names, kind, code, bidang urusan, title of its head, or what its card says: legal basis, tugas,
    fungsi (one a line), kewenangan, address, contact, links.

    Raises Stale when somebody else did since ``seen``; Refused: jenis-tidak-dikenal, a sibling's name,
    tautan-tidak-sah, bidang-urusan-tidak-sah, nama-unit-beku (a unit below an instansi whose name stands on a frozen
    report gets another one by a reorganisation, so that the old report stays under the old name).
    """
    refuse_other_columns(values, _UNIT)
    if "nama" in values:
        values["nama"] = named(values["nama"])
        renamed = not unit.is_root and values["nama"] != unit.nama
        if renamed and FrozenDocument.related.filter(unit_path=unit.path).exists():
            raise Refused("nama-unit-beku", at_field="nama", unit=unit.nama)
        refuse_taken_name(unit.induk, values["nama"], besides=unit.pk)
    if "jenis" in values:
        refuse(rules.unknown_jenis_unit(values["jenis"]))
    _tidy(values)
    return change(unit, seen=seen, **values)


def _tidy(values: dict[str, Any]) -> None:
    """Functions without empty lines, bidang urusan in one way of writing.

    Raises Refused: tautan-tidak-sah, for a link that is no address of the web, bidang-urusan-tidak-sah.
    """
    if "bidang_urusan" in values:
        refuse(rules.no_bidang(values["bidang_urusan"]))
        values["bidang_urusan"] = ", ".join(bidang_in(values["bidang_urusan"]))
    if "fungsi" in values:
        values["fungsi"] = "\n".join(line.strip() for line in values["fungsi"].splitlines() if line.strip())
    for name in rules.LINKS:
        refuse(rules.no_link(name, values.get(name, "")))


@action(Permission.MANAGE_UNITS, "menutup unit")
def close_unit(unit: Unit, *, seen: int, sampai: date, alasan: str, by: Access) -> Unit:
    """Close a unit after its last day; the reason stands in the history. It is not opened again.

    Raises Stale; Refused: alasan-wajib, unit-ditutup, unit-tutup-instansi, tutup-sebelum-mulai, unit-tutup-masih-ada
    (a unit below it, a position of it or a term in it still holds after that day: the sentence names them).
    """
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    lock_instansi(unit)
    unit = Unit.related.select_for_update().get(pk=unit.pk)  # nobody adds a unit below it meanwhile
    after = Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=sampai)
    held = MasaJabatan.related.filter(Q(sampai=None) | Q(sampai__gt=sampai), jabatan__unit=unit)
    posts = Jabatan.related.filter(after, unit=unit)
    standing = {
        "unit": list(Unit.related.filter(after, induk=unit).order_by("path").values_list("nama", flat=True)),
        "jabatan": list(posts.order_by("urutan", "nama").values_list("nama", flat=True)),
        "masa jabatan": [term.pegawai.nama_lengkap for term in held.select_related("pegawai").order_by("mulai")],
    }
    refuse(rules.not_to_be_closed(unit, sampai, standing))
    refuse(ends_before_start(unit, sampai))
    return change(unit, seen=seen, berlaku_sampai=sampai)
