"""Units: the tree, a card, adding and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain
from sakip.organisasi import actions, queries
from sakip.organisasi.forms.unit import UbahUnitForm, UnitForm
from sakip.referensi.queries import jenis_instansi, jenis_unit

HOME = ("Beranda", "/")
NAMES = ("nama", "singkatan", "kode", "sebutan_kepala")


def _jenis(row: queries.UnitRow) -> str:
    return jenis_unit().get(row.unit.jenis, row.unit.jenis)


COLUMNS = (
    Column("nama", "Unit", lambda row: row.unit.nama, sort=True, fixed=True),
    Column("singkatan", "Singkatan", lambda row: row.unit.singkatan, sort=True, hidden=True),
    Column("jenis", "Jenis", _jenis, sort=True),
    Column("kode", "Kode", lambda row: row.unit.kode, sort=True),
    Column("kepala", "Sebutan kepala", lambda row: row.unit.sebutan_kepala, sort=True, hidden=True),
    Column("lihat", "Lihat"),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The units as an indented list, with search; in another order, without the indents."""
    cari = request.GET.get("cari", "").strip()
    rows = queries.unit_tree(request.access, text=cari, on=timezone.localdate())
    table = Table(request, "unit", COLUMNS, rows, per_page=None)
    if file := table.export("Unit kerja"):
        return file
    context = {
        "crumbs": [HOME, ("Unit kerja", "")],
        "table": table,
        "rows": [(row, 0 if table.urut else row.depth, _jenis(row)) for row in table.page],
        "cari": cari,
        "induk": queries.units(request.access, Permission.MANAGE_UNITS).first(),
    }
    return render(request, "organisasi/daftar.html", context)


def unit(request: Request, pk: int) -> HttpResponse:
    """One unit: names, head, letterhead, what stands below it."""
    found = obtain(queries.units(request.access).select_related("induk"), pk=pk)
    children = queries.children_of(found, request.access)
    instansi = queries.instansi_of(found, request.access) if found.is_root else None
    context = {
        "crumbs": _crumbs(request, found),
        "unit": found,
        "jenis": jenis_instansi()[instansi.jenis] if instansi else jenis_unit().get(found.jenis, found.jenis),
        "instansi": instansi,
        "anak": [(each, jenis_unit().get(each.jenis, each.jenis)) for each in children],
        "boleh_kelola": request.access.allows(Permission.MANAGE_UNITS, found.path),
        "boleh_atur": request.access.allows(Permission.MANAGE_SETTINGS, found.path),
        "boleh_isi": request.access.allows(Permission.ENTER_REALISASI, found.path),
        "boleh_riwayat": request.access.allows(Permission.VIEW, found.path),
    }
    return render(request, "organisasi/unit.html", context)


def _crumbs(request: Request, found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Home, the list, the units above, the unit itself, and what is given."""
    above = queries.ancestors_of(found, request.access)
    way = [(each.singkatan or each.nama, reverse("organisasi:unit", args=[each.pk])) for each in (*above, found)]
    return [HOME, ("Unit kerja", reverse("organisasi:unit-daftar")), *way, *more]


def tambah(request: Request) -> HttpResponse:
    """Add a unit below another (?induk=)."""
    induk = obtain(queries.units(request.access), pk=request.GET.get("induk", ""))
    request.access.require(Permission.MANAGE_UNITS, induk.path)
    form = UnitForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                made = actions.add_unit(induk, by=request.access, **form.cleaned_data)
            except Refused as no:
                status = _refuse(form, no)
            else:
                messages.success(request, f"Unit “{made.nama}” ditambahkan di bawah {induk.nama}.")
                return redirect("organisasi:unit", pk=made.pk)
        else:
            status = 422
    crumbs = _crumbs(request, induk, ("Tambah unit", ""))
    return _form_page(request, form, crumbs, f"Tambah unit di bawah {induk.nama}", unit=induk, status=status)


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change names, kind, code, title of the head."""
    found = obtain(queries.units(request.access), pk=pk)
    request.access.require(Permission.MANAGE_UNITS, found.path)
    names = NAMES if found.is_root else (*NAMES, "jenis")
    initial = {name: getattr(found, name) for name in (*names, "versi")}
    form = UbahUnitForm(request.POST or None, initial=initial, is_root=found.is_root)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in names}
            try:
                actions.edit_unit(found, seen=form.cleaned_data["versi"], by=request.access, **values)
            except Refused as no:
                status = _refuse(form, no, obtain(queries.units(request.access), pk=pk).versi)
            else:
                messages.success(request, "Perubahan unit tersimpan.")
                return redirect("organisasi:unit", pk=found.pk)
        else:
            status = 422
    return _form_page(request, form, _crumbs(request, found, ("Ubah unit", "")), "Ubah unit", unit=found, status=status)


def _refuse(form: Any, no: Refused, versi: int | None = None) -> int:
    """The sentence beside the form, what was typed kept; sending again writes over the version named here."""
    field = no.refusal.field
    form.add_error(field if field in form.fields else None, no.refusal.sentence)
    if versi is not None:
        form.data = form.data.copy()
        form.data["versi"] = str(versi)
    return 409


def _form_page(
    request: Request, form: Any, crumbs: list[tuple[str, str]], judul: str, *, unit: Any, status: int
) -> HttpResponse:
    context = {"form": form, "crumbs": crumbs, "judul": judul, "unit": unit}
    return render(request, "organisasi/formulir.html", context, status=status)
