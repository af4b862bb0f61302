"""Use cases of the calendar of obligations and of the holidays by which due dates move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi.models import Agenda, AsalAgenda, HariLibur, Instansi, Unit
from sakip.organisasi.rules import agenda as rules
from sakip.referensi.queries import kalender

_AGENDA = frozenset({"nama", "siapa", "peran", "tenggat", "geser", "dasar_hukum"})


@action(Permission.MANAGE_SETTINGS, "menyiapkan kalender")
def prepare_agenda(root: Unit, *, tahun: int, sesudah_triwulan: int, by: Access) -> list[Agenda]:
    """Copy the calendar's obligations of a performance year that the instansi does not have yet.

    What stands in a regulation is in use at once, the rest are suggestions. Quarters are due ``sesudah_triwulan`` days
    after their end. Raises Refused: kalender-milik-instansi, kalender-sudah-disiapkan.
    """
    refuse(rules.not_of_an_instansi(root))
    jenis = Instansi.related.get(unit=root).jenis
    there = set(Agenda.related.filter(unit=root, tahun=tahun).values_list("kunci", flat=True))
    rows = [
        Agenda(unit=root, tahun=tahun, aktif=row.asal == AsalAgenda.PERATURAN, **vars(row))
        for row in kalender(jenis, tahun, sesudah_triwulan=sesudah_triwulan)
        if row.kunci not in there
    ]
    if not rows:
        raise Refused("kalender-sudah-disiapkan", tahun=tahun)
    return Agenda.related.bulk_create(rows)


@action(Permission.MANAGE_SETTINGS, "menambah kewajiban")
def add_agenda(unit: Unit, *, tahun: int, tenggat: date, by: Access, **values: Any) -> Agenda:
    """Add an obligation of the unit's own, in use at once. ``values``: nama, siapa, peran, geser, dasar_hukum.

    Raises Refused tenggat-tidak-wajar.
    """
    refuse_other_columns(values, _AGENDA)
    refuse(rules.too_far(tenggat, tahun))
    return Agenda.related.create(unit=unit, tahun=tahun, tenggat=tenggat, asal=AsalAgenda.SENDIRI, **values)


@action(Permission.MANAGE_SETTINGS, "mengubah kewajiban")
def edit_agenda(agenda: Agenda, *, seen: int, by: Access, alasan: str = "", **values: Any) -> Agenda:
    """Change an obligation. Another date needs a reason; the date is then the instansi's own, no longer its source's.

    Raises Stale; Refused: tenggat-tidak-wajar, alasan-wajib.
    """
    refuse_other_columns(values, _AGENDA)
    tenggat = values.get("tenggat", agenda.tenggat)
    if tenggat != agenda.tenggat:
        refuse(rules.too_far(tenggat, agenda.tahun))
        if not alasan.strip():
            raise Refused("alasan-wajib", at_field="alasan")
        values["asal"] = AsalAgenda.SENDIRI
    return change(agenda, seen=seen, **values)


@action(Permission.MANAGE_SETTINGS, "memakai kewajiban")
def take_up_agenda(root: Unit, *, agenda: Sequence[Agenda], by: Access) -> list[Agenda]:
    """Put suggestions in use, all or none: from now on people are reminded of them. Raises Stale."""
    return [change(each, seen=each.versi, aktif=True) for each in agenda if not each.aktif]


@action(Permission.MANAGE_SETTINGS, "tidak memakai kewajiban")
def leave_agenda(agenda: Agenda, *, by: Access) -> Agenda:
    """Put an obligation out of use: it stays as a suggestion and reminds nobody. Raises Stale."""
    return change(agenda, seen=agenda.versi, aktif=False)


@action(Permission.MANAGE_SETTINGS, "menandai kewajiban selesai")
def finish_agenda(agenda: Agenda, *, selesai: date, by: Access) -> Agenda:
    """Say when an obligation was done: nobody is reminded of it any more.

    Raises Stale; Refused: agenda-belum-dipakai, selesai-belum-tiba.
    """
    refuse(rules.not_in_use(agenda))
    refuse(rules.not_yet(selesai, today=timezone.localdate()))
    return change(agenda, seen=agenda.versi, selesai=selesai)


@action(Permission.MANAGE_SETTINGS, "membuka kembali kewajiban")
def reopen_agenda(agenda: Agenda, *, by: Access) -> Agenda:
    """Take back that an obligation was done. Raises Stale."""
    return change(agenda, seen=agenda.versi, selesai=None)


@action(Permission.MANAGE_SETTINGS, "menambah hari libur")
def add_holidays(root: Unit, *, hari: Sequence[tuple[date, str]], by: Access) -> list[HariLibur]:
    """Add holidays of an instansi, all or none; a day that is one already under the same name is passed over.

    Raises Refused: kalender-milik-instansi; libur-sudah-ada for a day that has another name.
    """
    refuse(rules.not_of_an_instansi(root))
    there = {each.tanggal: each.nama for each in HariLibur.related.filter(unit=root, dicabut=False)}
    new: dict[date, str] = {}
    for tanggal, nama in hari:
        known = (there | new).get(tanggal)
        if known is None:
            new[tanggal] = nama
        else:
            refuse(rules.another_name(tanggal, nama, known))
    return HariLibur.related.bulk_create([HariLibur(unit=root, tanggal=each, nama=nama) for each, nama in new.items()])


@action(Permission.MANAGE_SETTINGS, "mencabut hari libur")
def revoke_holiday(libur: HariLibur, *, by: Access) -> HariLibur:
    """Take a day from the list of holidays; it stays in the history. Raises Stale; Refused libur-sudah-dicabut."""
    refuse(rules.already_revoked(libur))
    return change(libur, seen=libur.versi, dicabut=True)
