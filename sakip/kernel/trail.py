"""Pages of what was: the history with its filters, as a page and as a file; an object as of a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from sakip.kernel import asof, queries
from sakip.kernel.access import Permission, UnitOwned
from sakip.kernel.history import guarded_models
from sakip.kernel.offers import bagian
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.sheet import csv_lines, xlsx
from sakip.kernel.web import Request, attachment, download, obtain

HOME = ("Beranda", "/")
PER_PAGE = 50
FILTERS = ("cari", "jenis", "id", "unit", "orang", "tindakan", "dari", "sampai")
LONGEST = {"csv": 50_000, "xlsx": 5_000}
"""Entries in one file; a workbook is made as a whole while the person waits, a CSV is sent while it is read."""


def riwayat(request: Request) -> StreamingHttpResponse | HttpResponse:
    """Everything that was changed in the reader's part of the organisation, newest first."""
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    rows = queries.history_of(
        request.access,
        object_type=chosen["jenis"],
        object_id=chosen["id"],
        unit_path=chosen["unit"],
        text=chosen["cari"],
        actor=chosen["orang"],
        action=chosen["tindakan"],
        since=_day(chosen["dari"]),
        until=_day(chosen["sampai"]),
    )
    if request.GET.get("ekspor") in LONGEST:
        return _file(rows, request.GET["ekspor"])
    before = request.GET.get("sebelum", "")
    entries, older = queries.entries_before(rows, int(before[:18]) if before.isdecimal() else None, PER_PAGE)
    kept = {name: value for name, value in chosen.items() if value}
    context = {
        "crumbs": [HOME, ("Riwayat", "")],
        "deeds": queries.deeds(entries),
        "pilihan": chosen,
        "objek": entries[0].object_label if chosen["id"] and entries else chosen["id"],
        "jenis_objek": _kind(chosen["jenis"]),
        "lanjutan": any(chosen[name] for name in ("jenis", "orang", "tindakan", "dari", "sampai")),
        "jenis_pilihan": queries.kinds(),
        "tindakan_pilihan": queries.deeds_to_filter_by(),
        "unit_pilihan": import_string(settings.UNITS_OF)(request.access),
        "sisa": urlencode(kept),
        "tanpa_objek": urlencode({name: value for name, value in kept.items() if name not in {"id", "jenis"}}),
        "sebelum": before,
        "lebih_lama": older,
    }
    return render(request, "kernel/riwayat.html", context)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _kind(label: str) -> str:
    """The name of a kind of object; "" for one that is not known."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return ""


def _file(rows: Any, kind: str) -> StreamingHttpResponse | HttpResponse:
    most = LONGEST[kind]
    if rows[: most + 1].count() > most:
        instead = ", atau pilih CSV" if kind == "xlsx" else ""
        raise Refused(
            "riwayat-terlalu-panjang", paling_banyak=f"{most:,}".replace(",", "."), jenis=kind.upper(), atau=instead
        )
    if kind == "xlsx":
        return download(xlsx("Riwayat", queries.LINES, queries.lines(rows)), "riwayat.xlsx")
    content = csv_lines(queries.LINES, queries.lines(rows))
    return StreamingHttpResponse(content, "text/csv; charset=utf-8", headers=attachment("riwayat.csv"))


# --- as of a day -----------------------------------------------------------------------------------------------------


def keadaan(request: Request) -> HttpResponse:
    """An object (?jenis=&id=) as it was at the end of a day (?tanggal=), with its parts, and what differs today."""
    row = _object(request, request.GET.get("jenis", ""), request.GET.get("id", ""))
    request.access.require(Permission.VIEW, row.owner_path)
    today = timezone.localdate()
    day = min(_day(request.GET.get("tanggal", "")) or today, today)
    at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    parts = [(title, rows) for offer in bagian for title, rows in offer(request.access, row) if rows]
    found = asof.states_of([row], at)
    groups = [(title, asof.standing(asof.states_of(rows, at), day)) for title, rows in parts]
    told = asof.lines([*found, *(state for _title, states in groups for state in states)], at)
    (state,) = found
    rest = iter(told[1:])
    context = {
        "crumbs": [HOME, ("Riwayat", reverse("kernel:riwayat")), (str(row), "")],
        "objek": row,
        "jenis": row._meta.label,
        "jenis_nama": row._meta.verbose_name,
        "hari": day,
        "hari_ini": today,
        "keadaan": state,
        "baris": told[0],
        "ada_belum_dicatat": any(line.untold for line in told[0]),
        "bagian": [(title, [_part(each, next(rest)) for each in states]) for title, states in groups],
    }
    return render(request, "kernel/keadaan.html", context)


def _part(state: asof.State, lines: list[asof.Line]) -> tuple[asof.State, list[asof.Line], bool]:
    return state, lines, any(line.differs for line in lines)


def _object(request: Request, label: str, pk: str) -> UnitOwned:
    """The row of any kind that has a history, through the gate."""
    model = next((each for each in guarded_models() if each._meta.label == label), None)
    if model is None:
        raise Http404
    found: UnitOwned = obtain(model.objects.visible_to(request.access), pk=pk)
    return found
