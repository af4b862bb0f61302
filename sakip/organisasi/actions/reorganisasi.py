"""Use cases of a reorganisation: preparing a draft, applying it once as a whole, throwing it away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, changed_since
from sakip.organisasi.models import Reorganisasi, Silsilah, Unit
from sakip.organisasi.queries.rancangan import Buka, Perubahan, perubahan
from sakip.organisasi.queries.reorganisasi import Bagian, Terlaksana, bagian_of, masalah_of, penerapan
from sakip.organisasi.rules.place import lock_instansi, next_path, refuse_taken_name
from sakip.organisasi.rules.reorganisasi import Rancangan, as_json, not_the_root


@action(Permission.MANAGE_UNITS, "menyiapkan perubahan SOTK")
def draft_reorganisasi(
    root: Unit, *, judul: str, tanggal: date, dasar_hukum: str, by: Access, rancangan: Rancangan | None = None
) -> Reorganisasi:
    """Prepare a change of the organisation; nothing else is touched until it is applied.

    Raises Refused: sotk-bukan-instansi.

    A dinas that is split, everything that is not decided here as it is proposed::

        rancangan = Rancangan(
            asal=(dinas.pk,),
            penerus=(Penerus("a", nama="Dinas Pendidikan"), Penerus("b", nama="Dinas Kebudayaan")),
            anak={bidang_budaya.pk: Putusan(("b",))},
        )
        row = draft_reorganisasi(
            kabupaten, judul="Pemecahan Dinas Pendidikan dan Kebudayaan", tanggal=date(2025, 1, 1),
            dasar_hukum="Perda Nomor 7 Tahun 2024", rancangan=rancangan, by=pengelola,
        )
        apply_reorganisasi(row, seen=row.versi, by=pengelola)

    The first successor is the main one: it takes what is not put elsewhere. Afterwards ``Unit``, ``Indikator`` and
    ``Jabatan`` of the successors are found by name in their units, or by ``Silsilah`` and ``Indikator.pendahulu``.
    """
    refuse(not_the_root(root))
    return Reorganisasi.related.create(
        unit=root,
        judul=judul.strip(),
        tanggal=tanggal,
        dasar_hukum=dasar_hukum.strip(),
        rancangan=as_json(rancangan or Rancangan()),
    )


@action(Permission.MANAGE_UNITS, "mengubah rancangan perubahan SOTK")
def edit_reorganisasi(
    row: Reorganisasi, *, seen: int, by: Access, rancangan: Rancangan | None = None, **values: Any
) -> Reorganisasi:
    """Change title, date, legal basis or the draft. Raises Stale; Refused sotk-sudah-diterapkan."""
    _refuse_applied(row, seen)
    if rancangan is not None:
        values["rancangan"] = as_json(rancangan)
    return change(row, seen=seen, **values)


@action(Permission.MANAGE_UNITS, "membuang rancangan perubahan SOTK")
def discard_reorganisasi(row: Reorganisasi, *, by: Access) -> None:
    """Throw a draft away; the history keeps it. Raises Refused sotk-sudah-diterapkan."""
    _refuse_applied(row)
    row.delete()


@action(Permission.MANAGE_UNITS, "menerapkan perubahan SOTK")
def apply_reorganisasi(row: Reorganisasi, *, seen: int, by: Access) -> Reorganisasi:
    """Carry the change out, all of it or nothing, in one link of the history.

    Closes the units that end and all below them on the day before; opens the successors and, below them, the units
    that go on; writes the lineage; then lets each part carry over what the closed units owned: positions with their
    holders, roles of accounts, indicators. Figures are not copied: reading follows the lineage.

    A change is applied on its day or later, never before: until then the old units are at work.
    Raises Stale; Refused: sotk-sudah-diterapkan, sotk-bermasalah with every problem of ``masalah_of``.
    """
    lock_instansi(row.unit)
    list(Unit.related.select_for_update().filter(path__startswith=row.unit.path).order_by("path"))  # no new unit below
    _refuse_applied(row, seen)
    row = change(row, seen=seen, diterapkan=timezone.now())
    plan = perubahan(row, seen_by=by)
    parts = bagian_of(plan, seen_by=by)
    _refuse_problems(plan, parts)
    _close(plan)
    done = Terlaksana(plan, parts, _open(plan), {})
    _write_lineage(done)
    for carry in penerapan:
        carry(row.unit, hasil=done, by=by)
    return row


def _refuse_applied(row: Reorganisasi, seen: int | None = None) -> None:
    """Refused sotk-sudah-diterapkan; Stale without both drafts, which are too long to be shown."""
    now = Reorganisasi.related.select_for_update().get(pk=row.pk)
    if now.diterapkan is not None:
        day = format_date(timezone.localdate(now.diterapkan))
        raise Refused("sotk-sudah-diterapkan", judul=now.judul, tanggal=day)
    if seen is not None and now.versi != seen:
        raise changed_since(now)


def _refuse_problems(plan: Perubahan, parts: dict[str, Bagian]) -> None:
    problems = masalah_of(plan, parts.values(), on=timezone.localdate())
    if problems:
        sentences = " ".join(dict.fromkeys(each.sentence for each in problems))
        raise Refused("sotk-bermasalah", judul=plan.reorganisasi.judul, masalah=sentences)


def _close(plan: Perubahan) -> None:
    rows = Unit.related.filter(pk__in=plan.unit_ids)
    rows.update(berlaku_sampai=plan.hari_terakhir, versi=F("versi") + 1)


def _open(plan: Perubahan) -> dict[str, Unit]:
    """Open the new units, parents first; answers every unit that carries on, by its key."""
    made: dict[str, Unit] = {}
    for each in plan.buka:
        made[each.kunci] = each.ada or _opened(each, plan.tanggal, made)
    return made


def _opened(new: Buka, tanggal: date, made: dict[str, Unit]) -> Unit:
    induk = made[new.induk] if isinstance(new.induk, str) else new.induk
    refuse_taken_name(induk, new.nama)
    return Unit.related.create(induk=induk, path=next_path(induk), nama=new.nama, berlaku_mulai=tanggal, **new.kolom)


def _write_lineage(done: Terlaksana) -> None:
    plan = done.perubahan
    Silsilah.related.bulk_create(
        [
            Silsilah(
                pendahulu=each.dari,
                penerus=done.unit[each.ke],
                jenis=each.jenis,
                tanggal=plan.tanggal,
                dasar_hukum=plan.reorganisasi.dasar_hukum,
            )
            for each in plan.garis
        ]
    )
