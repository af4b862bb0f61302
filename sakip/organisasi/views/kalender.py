"""The calendar of obligations: by month and as a list."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.periods import BULAN, HARI, Periode
from sakip.kernel.access import GIVEN_ROLES, LEVEL_WIDTH, ROLE_LABELS, Permission, Role
from sakip.kernel.duedates import Keadaan, Mendesak, keadaan
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import agenda as queries
from sakip.organisasi.queries import home_unit, units

HOME = ("Beranda", "/")
STATES = (("", "Yang berlaku"), ("terlambat", "Terlambat"), ("selesai", "Selesai"), ("saran", "Saran belum dipakai"))


@dataclass(frozen=True)
class Entry:
    """An obligation on a page: when it falls, and how near that is; None where nothing is owed any more or yet."""

    tenggat: queries.Tenggat
    keadaan: Keadaan | None

    @property
    def agenda(self) -> Any:
        return self.tenggat.agenda

    @property
    def kode(self) -> str:
        """Of which state it is, for the filter."""
        if not self.agenda.aktif:
            return "saran"
        if self.agenda.selesai:
            return "selesai"
        late = self.keadaan is not None and self.keadaan.mendesak is Mendesak.TERLAMBAT
        return "terlambat" if late else "terbuka"

    @property
    def kata(self) -> str:
        """Its state in words."""
        if self.keadaan is not None:
            return self.keadaan.kata
        return "selesai" if self.agenda.aktif else "saran"

    @property
    def peran(self) -> str:
        return ROLE_LABELS[Role(self.agenda.peran)] if self.agenda.peran else ""


def _entries(rows: Any, request: Request, today: date) -> list[Entry]:
    return [
        Entry(each, keadaan(each.jatuh, today=today) if each.agenda.aktif and not each.agenda.selesai else None)
        for each in queries.due(rows, seen_by=request.access)
    ]


def root_of_calendar(request: Request) -> Any:
    """The instansi whose calendar is shown: the one asked for, else the person's own; None for one without a role."""
    if asked := request.GET.get("instansi"):
        return obtain(units(request.access).filter(induk=None), pk=asked)
    home = home_unit(request.access)
    return home and (home if home.is_root else obtain(units(request.access), path=queries.root_path(home)))


def _roots(request: Request) -> list[Any]:
    """The instansi to choose from, for one who reads in several."""
    paths = {grant.path[:LEVEL_WIDTH] for grant in request.access.grants if grant.path}
    return list(units(request.access).filter(path__in=paths)) if len(paths) > 1 else []


def keep(request: Request) -> str:
    """The instansi asked for, for links to the other pages of its calendar."""
    asked = request.GET.get("instansi", "")
    return f"&instansi={asked}" if asked.isdecimal() else ""


def only(kept: str) -> str:
    """The same where nothing stands before it."""
    return kept.replace("&", "?", 1)


def frame(request: Request, root: Any, name: str) -> dict[str, Any]:
    """What the pages of a calendar share: whose it is, the way, the tabs, what may be done."""
    kept = keep(request)
    tabs = (("Bulan", "kalender"), ("Daftar", "kalender-daftar"), ("Hari libur", "libur"))
    return {
        "crumbs": [HOME, ("Kalender", "")],
        "root": root,
        "instansi_pilihan": _roots(request),
        "tabs": [(label, reverse(f"organisasi:{each}") + only(kept), each == name) for label, each in tabs],
        "boleh_atur": root is not None and request.access.allows(Permission.MANAGE_SETTINGS, root.path),
        "keep": kept,
        "only": only(kept),
    }


# --- a month ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """A day of the month's table; ``luar``: it belongs to the month before or after."""

    tanggal: date
    nama: str
    luar: bool
    hari_ini: bool
    libur: str
    entries: list[Entry]


def kalender(request: Request) -> HttpResponse:
    """A month as a table of weeks: what falls when."""
    today = timezone.localdate()
    first = _month(request.GET.get("bulan", ""), today)
    root = root_of_calendar(request)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    span = (weeks[0][0], weeks[-1][-1])
    entries, off = ([], {}) if root is None else _fallen(request, root, span, today)
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for each in entries:
        by_day[each.tenggat.jatuh].append(each)
    this = [each for each in entries if each.tenggat.jatuh.replace(day=1) == first]
    context = frame(request, root, "kalender") | {
        "judul": f"{BULAN[first.month - 1]} {first.year}",
        "hari": HARI,
        "minggu": [[_day(each, first, today, off, by_day) for each in week] for week in weeks],
        "jumlah": len(this),
        "sebelumnya": _moved(first, -1),
        "berikutnya": _moved(first, 1),
        "bulan_ini": first == today.replace(day=1),
        "ada_kalender": bool(entries)
        or (root is not None and queries.agenda(request.access).filter(unit=root).exists()),
    }
    return render(request, "organisasi/kalender.html", context)


def _month(asked: str, today: date) -> date:
    """The first day of the month asked for as 2026-03, else of this one."""
    try:
        first = date.fromisoformat(f"{asked}-01")
        Periode.tahunan(first.year)  # ValueError for a year that nobody plans for
    except ValueError:
        return today.replace(day=1)
    return first


def _moved(first: date, months: int) -> dict[str, str]:
    number = first.year * 12 + first.month - 1 + months
    year, month = divmod(number, 12)
    return {"kode": f"{year:04d}-{month + 1:02d}", "nama": f"{BULAN[month]} {year}"}


def _fallen(request: Request, root: Any, span: tuple[date, date], today: date) -> tuple[list[Entry], dict[date, str]]:
    """The obligations and holidays of some days. A date may be moved into them, so that some more are looked at."""
    rows = queries.agenda(request.access).filter(
        unit__path__startswith=root.path,
        tenggat__gte=span[0] - MOST_MOVED,
        tenggat__lte=span[1] + MOST_MOVED,
    )
    entries = [each for each in _entries(rows, request, today) if span[0] <= each.tenggat.jatuh <= span[1]]
    off = queries.holidays(request.access).filter(unit=root, tanggal__range=span)
    return entries, dict(off.values_list("tanggal", "nama"))


MOST_MOVED = timedelta(days=31)
"""No row of weekends and holidays is longer."""


def _day(day: date, first: date, today: date, off: dict[date, str], by_day: dict[date, list[Entry]]) -> Day:
    return Day(day, HARI[day.weekday()], day.month != first.month, day == today, off.get(day, ""), by_day[day])


# --- a performance year as a list ------------------------------------------------------------------------------------

COLUMNS = (
    Column("tenggat", "Tenggat", lambda each: each.tenggat.jatuh, sort=True, fixed=True),
    Column("nama", "Kewajiban", lambda each: each.agenda.nama, sort=True, fixed=True),
    Column("dasar", "Dasar", lambda each: each.agenda.dasar_hukum, on_page=False),
    Column("siapa", "Yang berkewajiban", lambda each: each.agenda.siapa, sort=True),
    Column("peran", "Diingatkan", lambda each: each.peran, sort=True),
    Column("asal", "Asal tanggal", lambda each: each.agenda.get_asal_display(), sort=True),
    Column("keadaan", "Keadaan", lambda each: each.kata, on_page=False),
)
MANAGED = (*COLUMNS, Column("langkah", "Langkah"))


def daftar(request: Request) -> HttpResponse | StreamingHttpResponse:
    """The obligations of the chosen performance year, with filters by role and state."""
    root = root_of_calendar(request)
    peran, state = request.GET.get("peran", ""), request.GET.get("keadaan", "")
    entries: list[Entry] = []
    if root is not None:
        rows = queries.agenda(request.access).filter(unit__path__startswith=root.path, tahun=request.periode.tahun)
        entries = _entries(rows, request, timezone.localdate())
    chosen = [each for each in entries if _wanted(each, peran, state, request)]
    context = frame(request, root, "kalender-daftar")
    table = Table(request, "kalender", MANAGED if context["boleh_atur"] else COLUMNS, chosen, per_page=None)
    if file := table.export(f"Kalender {request.periode.tahun}"):
        return file
    context |= {
        "table": table,
        "jumlah": len(entries),
        "saran": sum(not each.agenda.aktif for each in entries),
        "peran": peran,
        "peran_pilihan": [("saya", "Peran saya"), *((role.value, ROLE_LABELS[role]) for role in GIVEN_ROLES)],
        "keadaan": state,
        "keadaan_pilihan": STATES,
        "hari_ini": timezone.localdate(),
    }
    return render(request, "organisasi/kalender_daftar.html", context)


def _wanted(entry: Entry, peran: str, state: str, request: Request) -> bool:
    mine = {grant.role.value for grant in request.access.grants}
    right_role = not peran or entry.agenda.peran == peran or (peran == "saya" and entry.agenda.peran in mine)
    return right_role and (entry.kode == state if state else entry.kode != "saran")
