"""Use cases by which a reorganisation carries positions and roles over; called by its applying, never alone."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Penugasan, Unit
from sakip.organisasi.queries.penerusan import JABATAN, PERAN
from sakip.organisasi.queries.reorganisasi import Terlaksana, penerapan


@penerapan.add
@action(Permission.MANAGE_PEOPLE, "meneruskan jabatan karena perubahan SOTK")
def carry_positions(root: Unit, *, hasil: Terlaksana, by: Access) -> None:
    """Close the open positions of the closed units, with their terms, on the last day; open those that go on in their
    successors under the same holders, confirmed (dikukuhkan) by the regulation of the change.

    A position elsewhere whose superior was closed gets the one that carries it on, or none. Notes the new positions.
    """
    plan, part = hasil.perubahan, hasil.bagian[JABATAN]
    ids = [row.pk for row in part.baris]
    old = {row.pk: row for row in Jabatan.related.filter(pk__in=ids)}
    terms = list(
        MasaJabatan.related.filter(Q(sampai=None) | Q(sampai__gte=plan.tanggal), jabatan__in=ids).order_by("pk")
    )
    reason = f"Perubahan SOTK: {plan.reorganisasi.dasar_hukum}"[:200]
    MasaJabatan.related.filter(pk__in=[term.pk for term in terms]).update(
        sampai=plan.hari_terakhir, alasan_berakhir=reason, versi=F("versi") + 1
    )
    Jabatan.related.filter(pk__in=ids).update(berlaku_sampai=plan.hari_terakhir, versi=F("versi") + 1)
    pairs = [
        (old[row.pk], _position(old[row.pk], row.putusan.nama, hasil.unit[key], plan)) for row, key in part.pergi()
    ]
    Jabatan.related.bulk_create([new for _old, new in pairs])
    made: dict[int, list[Any]] = {}
    for before, new in pairs:
        made.setdefault(before.pk, []).append(new)
    hasil.jadi[JABATAN] = made
    _superiors(ids, made)
    MasaJabatan.related.bulk_create(
        [_term(term, new, plan) for term in terms for new in made.get(term.jabatan_id, [])[:1]]
    )


def _position(old: Jabatan, nama: str, unit: Unit, plan: Any) -> Jabatan:
    return Jabatan(
        unit=unit,
        nama=nama.strip() or old.nama,
        jenjang=old.jenjang,
        atasan_id=old.atasan_id,
        kepala=old.kepala,
        urutan=old.urutan,
        berlaku_mulai=plan.tanggal,
    )


def _term(old: MasaJabatan, jabatan: Jabatan, plan: Any) -> MasaJabatan:
    return MasaJabatan(
        pegawai_id=old.pegawai_id,
        jabatan=jabatan,
        sebagai=old.sebagai,
        nomor_sk=plan.reorganisasi.dasar_hukum[:100],
        mulai=plan.tanggal,
        sampai=old.sampai,
    )


def _superiors(closed: list[int], made: dict[int, list[Any]]) -> None:
    """Who stood below a closed position stands below the one that carries it on."""
    for row in Jabatan.related.filter(atasan__in=closed, berlaku_sampai=None).order_by("pk"):
        heir = next(iter(made.get(row.atasan_id or 0, ())), None)
        Jabatan.related.filter(pk=row.pk).update(atasan=heir, versi=F("versi") + 1)


@penerapan.add
@action(Permission.MANAGE_UNITS, "meneruskan peran akun karena perubahan SOTK")
def carry_roles(root: Unit, *, hasil: Terlaksana, by: Access) -> None:
    """End the roles held on the closed units on the last day and open them on the successors; accounts that belonged
    to a closed unit belong to its main successor.

    A role that began later than the change ends on its first day.
    """
    plan, part = hasil.perubahan, hasil.bagian[PERAN]
    rows = {row.pk: row for row in Penugasan.related.filter(pk__in=[each.pk for each in part.baris])}
    for row in rows.values():
        Penugasan.related.filter(pk=row.pk).update(sampai=max(plan.hari_terakhir, row.mulai))
    held = set(Penugasan.related.filter(unit__in=hasil.unit.values(), sampai=None).values_list("akun", "peran", "unit"))
    new = []
    for line, key in part.pergi():
        row, unit = rows[line.pk], hasil.unit[key]
        if (row.akun_id, row.peran, unit.pk) not in held:
            held.add((row.akun_id, row.peran, unit.pk))
            begins = max(plan.tanggal, row.mulai)
            new.append(Penugasan(akun_id=row.akun_id, peran=row.peran, unit=unit, mulai=begins, sampai=row.sampai))
    Penugasan.related.bulk_create(new)
    for each in plan.tutup:
        if each.ke:
            Akun.related.filter(unit=each.unit).update(unit=hasil.unit[each.ke[0]])
