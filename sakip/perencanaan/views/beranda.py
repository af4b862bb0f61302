"""Home: what I owe, my units at a glance, what needs attention."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.arithmetic.periods import HARI
from sakip.kernel.access import Permission, Role
from sakip.kernel.composed import said
from sakip.kernel.duedates import LABELS, Terutang, owed
from sakip.kernel.sparkline import sparkline
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import Mulai, coming_roles, in_reorganised, own_access, start_to_show, units
from sakip.perencanaan.overview import Overview, Part, overview
from sakip.perencanaan.penjelasan import hasil
from sakip.perencanaan.views.shared import ringkas, shown, susunan

SHOWN = 8
"""Lines of what is owed that are seen at once; the others are one click away."""
MANY_PARTS = 8
"""With more units what needs attention stands before them: they fill the screen."""


def beranda(request: Request) -> HttpResponse:
    """What I owe today; then one of my units in the chosen period, the others one link away (?unit=)."""
    today = timezone.localdate()
    mine, unit, below = _units(request)
    if unit is None:
        coming = coming_roles(own_access(request.user), on=today)  # type: ignore[arg-type]  # behind the sign-in it is an Akun
        return render(request, "perencanaan/beranda.html", {"unit": None, "mendatang": coming})
    duties = owed(request.access, today=today)
    pilihan = susunan(request, unit, changed=unit.berubah)
    seen: dict[str, Any] = {"seen_by": request.access, "posisi_data": today, "susunan": pilihan.susunan}
    state = overview(unit, request.periode, below=below, changed=unit.berubah, **seen)
    total, parts = _part(state.total, state.tahun), [_part(each, state.tahun) for each in state.parts]
    many = len(parts) > MANY_PARTS
    context = {
        "unit": unit,
        "pilihan": pilihan,
        "mulai": _start(request, below, state, today),
        "hari_ini": f"{HARI[today.weekday()]}, {format_date(today)}",
        "milik": [(each, each == unit) for each in mine] if len(mine) > 1 else [],
        "kewajiban": _grouped(duties[:SHOWN]),
        "kewajiban_lain": _grouped(duties[SHOWN:]),
        "jumlah_lain": len(duties[SHOWN:]),
        "keadaan": state,
        "total": total,
        "bagian": parts,
        "bernilai": [each for each in parts if not many or _has_figures(each)],
        "belum": [each for each in parts if many and not _has_figures(each)],
        "ada_tren": any(each["tren"] for each in (total, *parts)),
        "terendah": [shown(each) for each in state.terendah],
        "dijanjikan": [shown(each) for each in state.dijanjikan] if _leads(request) else [],
        "memimpin": _leads(request),
        "banyak": many,
        "boleh_isi": request.access.allows(Permission.ENTER_REALISASI, unit.path),
        "boleh_rencana": request.access.allows(Permission.PLAN, unit.path),
        "boleh_impor": request.access.allows(Permission.IMPORT, unit.path),
    }
    return render(request, "perencanaan/beranda.html", context)


def _units(request: Request) -> tuple[list[Any], Any, list[Any]]:
    """One's units, the one that is shown, and it with all beneath it; one query for one's own."""
    places = request.access.places
    asked = request.GET.get("unit")
    reachable = units(request.access).annotate(berubah=in_reorganised(request.access))
    unit = obtain(reachable, pk=asked) if asked else None
    top = unit.path if unit else min(places, default="")
    if not top:
        return [], None, []
    reach = Q(path__in=places) | Q(path__startswith=top)  # closed ones too: a year that is past has their figures
    found = list(reachable.filter(reach))
    unit = unit or next((each for each in found if each.path == top), None)
    below = [each for each in found if each.path.startswith(top)]
    return [each for each in found if each.path in places], unit, below


def _start(request: Request, below: list[Any], state: Overview, today: date) -> Mulai | None:
    """The guided start, where it goes on. With units, indicators and targets in sight it is over, and nobody asks."""
    under_way = len(below) > 1 and state.total.bertarget
    return None if under_way else start_to_show(request.access, today=today, among=below)


def _leads(request: Request) -> bool:
    """Whether the person heads a unit: he is shown what was promised."""
    return any(grant.role is Role.PIMPINAN for grant in request.access.grants)


def _grouped(duties: list[Terutang]) -> list[tuple[str, list[Terutang]]]:
    return [(LABELS[urgency], list(some)) for urgency, some in groupby(duties, key=lambda each: each.keadaan.mendesak)]


def _has_figures(row: dict[str, Any]) -> bool:
    """Whether a unit has a capaian; of many units those without are named in one line."""
    return row["ringkas"]["total"].rerata.nilai is not None


def _part(part: Part, tahun: tuple[int, ...]) -> dict[str, Any]:
    """A row of the units, ready for the template."""
    rekap = part.ringkas.rekap
    known = [value for value in part.tren if value is not None]
    low = part.terendah
    return {
        "part": part,
        "ringkas": ringkas(part.ringkas),
        "dinilai": rekap.tercapai + rekap.mendekati + rekap.tidak_tercapai,
        "tren": sparkline(part.tren, Decimal(0), Decimal(100)) if len(known) > 1 else None,
        "kata_tren": ", ".join(
            f"{year}: {said('belum ada') if share is None else f'{share:.0f}%'}"
            for year, share in zip(tahun, part.tren, strict=True)
        ),
        "terendah": low,
        "hasil_terendah": hasil(low.capaian, low.kelas, low.places) if low else None,
    }
