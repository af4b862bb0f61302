"""Units: the tree, a card, adding, changing and closing one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sakip.kernel.access import Permission
from sakip.kernel.sending import FormPage, answer
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions, queries
from sakip.organisasi.forms.pejabat import TutupForm
from sakip.organisasi.forms.unit import UbahUnitForm, UnitForm
from sakip.organisasi.transfers.ekspor import NamaUnit, unit_columns
from sakip.organisasi.views.shared import HOME, family_of, unit_crumbs
from sakip.referensi.queries import jenis_instansi, jenis_unit
from sakip.referensi.rules import bidang_by_unit_code

NAMES = (
    "nama",
    "singkatan",
    "kode",
    "bidang_urusan",
    "sebutan_kepala",
    "dasar_hukum",
    "tugas",
    "fungsi",
    "kewenangan",
    "alamat",
    "kontak",
    "tautan_sippn",
    "tautan_lapor",
    "tautan_ppid",
)


def _jenis(row: queries.UnitRow) -> str:
    return jenis_unit().get(row.unit.jenis, row.unit.jenis)


COLUMNS = (
    Column("nama", "Unit", lambda row: row.unit.nama, sort=True, fixed=True),
    Column("singkatan", "Singkatan", lambda row: row.unit.singkatan, sort=True, hidden=True),
    Column("jenis", "Jenis", _jenis, sort=True),
    Column("kode", "Kode", lambda row: row.unit.kode, sort=True),
    Column("kepala", "Sebutan kepala", lambda row: row.unit.sebutan_kepala, sort=True, hidden=True),
    Column("pejabat", "Dipimpin oleh", lambda row: row.kepala and row.kepala.pemangku.nama, sort=True),
    Column("lihat", "Lihat"),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The units as an indented list, with search; in another order, without the indents."""
    cari = request.GET.get("cari", "").strip()
    asked, today = request.GET.get("susunan", ""), timezone.localdate()
    pilihan = queries.susunan_in(request.periode.tahun, asked=asked, on=today, seen_by=request.access)
    tahun = request.periode.tahun if pilihan.tercetak is queries.Susunan.SAAT_ITU else None
    rows = queries.unit_tree(request.access, text=cari, on=today, tahun=tahun)
    columns = (*COLUMNS, *unit_columns(NamaUnit(request.access, today)))
    table = Table(request, "unit", columns, rows, per_page=None)
    if file := table.export("Unit kerja"):
        return file
    context = {
        "crumbs": [HOME, ("Unit kerja", "")],
        "table": table,
        "rows": [(row, 0 if table.urut else row.depth, _jenis(row)) for row in table.page],
        "cari": cari,
        "pilihan": pilihan,
        "induk": queries.units(request.access, Permission.MANAGE_UNITS).first(),
    }
    return render(request, "organisasi/daftar.html", context)


def unit(request: Request, pk: int) -> HttpResponse:
    """One unit: what it is for, who heads it, its positions, what stands below it."""
    found = obtain(queries.units(request.access).select_related("induk"), pk=pk)
    today = timezone.localdate()
    on = min(today, found.berlaku_sampai) if found.berlaku_sampai else today
    instansi = queries.instansi_of(found, request.access) if found.is_root else None
    jabatan = queries.jabatan_of(found, on, request.access)
    context = {
        "crumbs": unit_crumbs(request, found),
        "unit": found,
        "jenis": jenis_instansi()[instansi.jenis] if instansi else jenis_unit().get(found.jenis, found.jenis),
        "instansi": instansi,
        "fungsi": found.fungsi.splitlines(),
        "bidang": found.bidang_urusan or ", ".join(bidang_by_unit_code(found.kode)),
        "kewenangan": found.kewenangan.splitlines(),
        "jabatan": jabatan,
        "kepala": next((row for row in jabatan if row.jabatan.kepala), None),
        "anak": [
            (each, jenis_unit().get(each.jenis, each.jenis)) for each in queries.children_of(found, request.access)
        ],
        "boleh_kelola": request.access.allows(Permission.MANAGE_UNITS, found.path) and not found.berlaku_sampai,
        "boleh_pegawai": request.access.allows(Permission.MANAGE_PEOPLE, found.path) and not found.berlaku_sampai,
        "silsilah": queries.lines_of(found, request.access),
        "boleh_atur": request.access.allows(Permission.MANAGE_SETTINGS, found.path),
        "boleh_isi": request.access.allows(Permission.ENTER_REALISASI, found.path),
        "boleh_riwayat": request.access.allows(Permission.VIEW, found.path),
    }
    return render(request, "organisasi/unit.html", context)


def tambah(request: Request) -> HttpResponse:
    """Add a unit below another (?induk=)."""
    induk = obtain_for(request, Permission.MANAGE_UNITS, queries.units(request.access), pk=request.GET.get("induk", ""))
    form = UnitForm(request.POST or None, kerangka=family_of(request, induk))
    return answer(
        request,
        form,
        lambda: actions.add_unit(induk, by=request.access, **form.cleaned_data),
        _page(request, induk, f"Tambah unit di bawah {induk.nama}", here="Tambah unit"),
        selesai=lambda made: f"Unit “{made.nama}” ditambahkan di bawah {induk.nama}.",
        ke=lambda made: reverse("organisasi:unit", args=[made.pk]),
    )


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change names, kind, code, title of the head, and what the card says."""
    found = _managed(request, pk)
    initial = {name: getattr(found, name) for name in (*NAMES, "jenis", "versi")}
    kinds = {"is_root": found.is_root, "kerangka": family_of(request, found), "jenis": found.jenis}
    proposed = ", ".join(bidang_by_unit_code(found.kode))
    form = UbahUnitForm(request.POST or None, initial=initial, bidang=proposed, **kinds)
    names = [name for name in (*NAMES, "jenis") if name in form.fields]
    return answer(
        request,
        form,
        lambda: actions.edit_unit(
            found,
            seen=form.cleaned_data["versi"],
            by=request.access,
            **{name: form.cleaned_data[name] for name in names},
        ),
        _page(request, found, "Ubah unit"),
        selesai="Perubahan unit tersimpan.",
        versi=lambda: obtain(queries.units(request.access), pk=pk).versi,
    )


def tutup(request: Request, pk: int) -> HttpResponse:
    """Close a unit after its last day; it is not opened again."""
    found = _managed(request, pk)
    form = TutupForm(request.POST or None, initial={"sampai": timezone.localdate(), "versi": found.versi})
    return answer(
        request,
        form,
        lambda: actions.close_unit(found, by=request.access, **form.ending()),
        _page(request, found, f"Tutup {found.nama}", here="Tutup unit", tombol="Tutup unit"),
        selesai="Unit ditutup.",
    )


def _managed(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.MANAGE_UNITS, queries.units(request.access), pk=pk)


def _page(request: Request, found: Any, judul: str, *, here: str = "", tombol: str = "Simpan") -> FormPage:
    crumbs = unit_crumbs(request, found, (here or judul, ""))
    return FormPage(judul, crumbs, reverse("organisasi:unit", args=[found.pk]), tombol)
