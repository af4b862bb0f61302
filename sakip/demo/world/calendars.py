"""Public holidays and the calendars of obligations, with what was done when."""

from __future__ import annotations

from itertools import groupby

from django.utils import timezone

from sakip.demo.files import Row, rows
from sakip.demo.world.made import World
from sakip.organisasi.actions import agenda as organisasi
from sakip.organisasi.models import Agenda


def make(world: World) -> None:
    for root, group in groupby(rows("libur"), key=lambda row: str(row["instansi"])):
        days = [(row["tanggal"], row["nama"]) for row in group]
        organisasi.add_holidays(world.units[root], hari=days, by=world.keeper(root))
    for row in rows("kalender"):
        _prepare(world, row)
    for row in rows("sendiri"):
        values = {name: row[name] for name in row.keys() - {"instansi"}}
        organisasi.add_agenda(world.units[row["instansi"]], by=world.keeper(row["instansi"]), **values)


def _prepare(world: World, row: Row) -> None:
    """Prepared, the suggestions that are taken up, what was done; what the clock says is to come is left open."""
    root, by = world.units[row["instansi"]], world.keeper(row["instansi"])
    made = organisasi.prepare_agenda(root, tahun=row["tahun"], sesudah_triwulan=row["sesudah_triwulan"], by=by)
    chosen = [each for each in made if any(_is(each, kunci) for kunci in row["dipakai"])]
    organisasi.take_up_agenda(root, agenda=chosen, by=by)
    in_use = {each.kunci: each for each in Agenda.related.filter(unit=root, tahun=row["tahun"], aktif=True)}
    for kunci, selesai in row["selesai"].items():
        if selesai <= timezone.localdate():
            organisasi.finish_agenda(in_use[kunci], selesai=selesai, by=by)


def _is(agenda: Agenda, kunci: str) -> bool:
    """Whether an obligation is the one of this key, or one of its quarters."""
    return agenda.kunci == kunci or agenda.kunci.startswith(f"{kunci}-tw")
