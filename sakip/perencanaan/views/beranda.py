"""Home: the state of one's own unit in the chosen period, and what is still to be filled in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sakip.kernel.access import Permission
from sakip.kernel.web import Request, obtain
from sakip.organisasi.queries import home_unit, units
from sakip.perencanaan import tables
from sakip.perencanaan.penjelasan import hasil
from sakip.perencanaan.views.shared import ringkas

SHOWN = 6


def beranda(request: Request) -> HttpResponse:
    """One's own unit; with roles on several units the others one link away (?unit=)."""
    mine = list(units(request.access).filter(path__in=request.access.places))
    unit = home_unit(request.access)
    if chosen := request.GET.get("unit"):
        unit = obtain(units(request.access), pk=chosen)
    if unit is None:
        return render(request, "perencanaan/beranda.html", {"unit": None})
    state = tables.overview(unit, request.periode, seen_by=request.access, most=SHOWN, posisi_data=timezone.localdate())
    context = {
        "unit": unit,
        "milik": [(each, each == unit) for each in mine] if len(mine) > 1 else [],
        "keadaan": state,
        "ringkas": ringkas(state.total.ringkas),
        "bagian": [(part, ringkas(part.ringkas)) for part in state.parts],
        "belum": state.belum,
        "belum_lain": state.jumlah_belum - len(state.belum),
        "terendah": [(one, hasil(one.capaian, one.kelas, one.places)) for one in state.terendah],
        "boleh_isi": request.access.allows(Permission.ENTER_REALISASI, unit.path),
        "boleh_rencana": request.access.allows(Permission.PLAN, unit.path),
        "boleh_impor": request.access.allows(Permission.IMPORT, unit.path),
    }
    return render(request, "perencanaan/beranda.html", context)
