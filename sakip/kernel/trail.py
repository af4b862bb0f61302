"""Pages of what was: the history with its filters, as a page and as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from sakip.kernel import queries
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.sheet import csv_lines, xlsx
from sakip.kernel.web import Request, attachment, download

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
