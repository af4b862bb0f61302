"""Use cases of a pelantikan: prepared as a draft, applied once as a whole or never."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import OF_OFFICE, ROLE_LABELS, ROLES, Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi import rules
from sakip.organisasi.models import MasaJabatan, Pelantikan, Penugasan, Unit
from sakip.organisasi.queries.pelantikan import Akibat, Baris, Rencana, akibat_of, akibat_pelantikan
from sakip.organisasi.queries.rencana import rencana
from sakip.organisasi.rules.place import lock_instansi


@dataclass(frozen=True)
class BarisPelantikan:
    """Who goes where, as typed: a NIP or a name, a position's name, its unit where the name alone does not tell."""

    pegawai: str
    jabatan: str
    unit: str = ""
    sebagai: str = ""


@dataclass(frozen=True)
class BarisBerakhir:
    """Whose term ends with nobody moving on, as typed: a NIP or a name, a reason of rules.pelantikan.ALASAN."""

    pegawai: str
    alasan: str


@action(Permission.MANAGE_PEOPLE, "menyiapkan pelantikan")
def draft_pelantikan(
    root: Unit,
    *,
    tanggal: date,
    nomor_sk: str,
    by: Access,
    baris: Sequence[BarisPelantikan] = (),
    berakhir: Sequence[BarisBerakhir] = (),
    tanggal_sk: date | None = None,
    keterangan: str = "",
) -> Pelantikan:
    """Keep a draft with its rows as typed; nothing else changes. Raises Refused: pelantikan-sk-kosong,
    pegawai-bukan-instansi."""
    if not root.is_root:
        raise Refused("pegawai-bukan-instansi", unit=root.nama)
    row = Pelantikan(unit=root, **_facts(tanggal, nomor_sk, tanggal_sk, keterangan), **_rows(baris, berakhir))
    row.save()
    return row


@action(Permission.MANAGE_PEOPLE, "mengubah rancangan pelantikan")
def edit_pelantikan(
    pelantikan: Pelantikan,
    *,
    seen: int,
    tanggal: date,
    nomor_sk: str,
    by: Access,
    baris: Sequence[BarisPelantikan] = (),
    berakhir: Sequence[BarisBerakhir] = (),
    tanggal_sk: date | None = None,
    keterangan: str = "",
) -> Pelantikan:
    """Replace what a draft says. Raises Stale; Refused: pelantikan-sudah-diterapkan, pelantikan-sk-kosong."""
    _refuse_applied(pelantikan)
    return change(pelantikan, seen=seen, **_facts(tanggal, nomor_sk, tanggal_sk, keterangan), **_rows(baris, berakhir))


def _facts(tanggal: date, nomor_sk: str, tanggal_sk: date | None, keterangan: str) -> dict[str, Any]:
    if not nomor_sk.strip():
        raise Refused("pelantikan-sk-kosong", at_field="nomor_sk")
    return {
        "tanggal": tanggal,
        "nomor_sk": nomor_sk.strip(),
        "tanggal_sk": tanggal_sk,
        "keterangan": keterangan.strip(),
    }


def _rows(baris: Iterable[BarisPelantikan], berakhir: Iterable[BarisBerakhir]) -> dict[str, Any]:
    return {"baris": [asdict(each) for each in baris], "berakhir": [asdict(each) for each in berakhir]}


def _refuse_applied(pelantikan: Pelantikan) -> None:
    applied = Pelantikan.related.filter(pk=pelantikan.pk).values_list("diterapkan", flat=True).get()
    if applied is not None:
        day = format_date(timezone.localtime(applied).date())
        raise Refused("pelantikan-sudah-diterapkan", nomor_sk=pelantikan.nomor_sk, tanggal=day)


@action(Permission.MANAGE_PEOPLE, "membuang rancangan pelantikan")
def discard_pelantikan(pelantikan: Pelantikan, *, by: Access) -> None:
    """Delete a draft that was never applied; the history keeps that it was. Refused: pelantikan-sudah-diterapkan."""
    _refuse_applied(pelantikan)
    pelantikan.delete()


@action(Permission.MANAGE_PEOPLE, "menerapkan pelantikan")
def apply_pelantikan(
    pelantikan: Pelantikan, *, seen: int, sidik: str, by: Access, akibat: Collection[str] = ()
) -> Pelantikan:
    """Apply a draft as a whole: terms end on the eve, terms begin on the day with the decree's number, who leaves is
    noted, and the consequences that were ticked (``akibat``, by key) are carried out by their components.

    Swaps and chains are one pelantikan: what begins is held against the state after all that ends. ``sidik`` is that
    of the plan which was checked. Raises Stale; Refused: pelantikan-sudah-diterapkan, pelantikan-kosong,
    pelantikan-bermasalah (the first row that cannot be), pelantikan-berubah (it would do something else than what was
    checked), and whatever a component refuses.
    """
    lock_instansi(pelantikan.unit)
    _refuse_applied(pelantikan)
    subject = change(pelantikan, seen=seen, diterapkan=timezone.now())
    plan = rencana(subject, by)
    if not plan.semua:
        raise Refused("pelantikan-kosong")
    if plan.bermasalah:
        first = plan.bermasalah[0]
        raise Refused("pelantikan-bermasalah", nomor=first.nomor, masalah=first.masalah[0])
    proposed = {each.kunci: each for each in akibat_of(plan, by)}
    if plan.sidik != sidik or not set(akibat) <= proposed.keys():
        raise Refused("pelantikan-berubah")
    for term, why in plan.berakhir:
        change(term, seen=term.versi, sampai=term.sampai, alasan_berakhir=why)
    MasaJabatan.related.bulk_create(list(plan.masa_baru))
    for person, _why in plan.berhenti:
        change(person, seen=person.versi, berhenti=subject.tanggal)
    for key, each in proposed.items():
        if key in akibat and each.terapkan is not None:
            each.terapkan(by)
    return subject


# --- what it causes here: the roles of accounts ----------------------------------------------------------------------


@action(Permission.MANAGE_PEOPLE, "mengalihkan peran karena pelantikan")
def hand_over_role(penugasan: Penugasan, *, ke: Unit | None, mulai: date, by: Access) -> None:
    """End a role on the eve of a day and give the same role on another unit from that day; None gives it nowhere.

    Nobody hands over a right that he does not hold himself on both units. Refused: peran-di-luar-wewenang,
    administrator-terakhir.
    """
    if not _may_hand_over(penugasan, ke, by):
        raise Refused("peran-di-luar-wewenang", peran=ROLE_LABELS[Role(penugasan.peran)])
    refuse(rules.last_administrator([penugasan], on=mulai))
    Penugasan.related.filter(pk=penugasan.pk).update(sampai=mulai - timedelta(days=1))
    same = Penugasan.related.filter(akun=penugasan.akun_id, peran=penugasan.peran, unit=ke, sampai=None)
    if ke is not None and not same.exists():
        Penugasan.related.create(akun_id=penugasan.akun_id, peran=penugasan.peran, unit=ke, mulai=mulai)


def _may_hand_over(penugasan: Penugasan, ke: Unit | None, by: Access) -> bool:
    """Nobody gives what he does not hold himself, save what comes with the office."""
    rights = ROLES[Role(penugasan.peran)] - OF_OFFICE
    places = [penugasan.unit, *([ke] if ke else [])]
    return all(by.allows(right, unit.path) for right in rights for unit in places)


@akibat_pelantikan.add
def _roles_to_hand_over(plan: Rencana, by: Access) -> list[Akibat]:
    """The roles that those who move or leave hold on the unit they leave."""
    day = plan.pelantikan.tanggal
    rows = {each.lama.pegawai_id: each for each in plan.semua if each.lama and not each.masalah}
    held = Penugasan.objects.visible_to(by).filter(sampai=None, mulai__lt=day, akun__pegawai__in=rows)
    found = []
    for role in held.select_related("akun", "unit").order_by("akun__nama", "peran"):
        row = rows[role.akun.pegawai_id]
        ke = row.jabatan.unit if row.jabatan else None
        if row.lama and role.unit_id == row.lama.jabatan.unit_id and role.unit != ke:
            found.append(_proposal(role, row, ke, day, by))
    return found


def _proposal(role: Penugasan, row: Baris, ke: Unit | None, day: date, by: Access) -> Akibat:
    label, eve = ROLE_LABELS[Role(role.peran)], format_date(day - timedelta(days=1))
    sentence = f"Peran {label} milik akun {role.akun.nama} di {role.unit.nama} berakhir {eve}"
    sentence += f" dan diberikan di {ke.nama} mulai {format_date(day)}." if ke else "."
    allowed = _may_hand_over(role, ke, by)
    if not allowed:
        sentence += " Hanya administrator yang dapat mengalihkannya."
    return Akibat(
        kunci=f"peran:{role.pk}",
        nomor=row.nomor,
        kalimat=sentence,
        dicentang=allowed and role.peran == Role.PIMPINAN,
        terapkan=(lambda by: hand_over_role(role, ke=ke, mulai=day, by=by)) if allowed else None,
    )
