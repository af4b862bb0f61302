"""People: the list, a card with the career, adding, changing, that somebody works here no longer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.notation import format_nip
from sakip.arithmetic.periods import BULAN
from sakip.kernel.access import Permission
from sakip.kernel.sending import FormPage, answer
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain
from sakip.organisasi import actions, queries
from sakip.organisasi.forms.pejabat import BerhentiForm, PegawaiForm, UbahPegawaiForm
from sakip.organisasi.rules.nip import read_nip
from sakip.organisasi.transfers.ekspor import PEGAWAI_COLUMNS
from sakip.organisasi.views.shared import HOME, managed_root
from sakip.referensi.queries import nama_pangkat

NAMES = ("nama", "gelar_depan", "gelar_belakang", "status", "nip", "golongan", "email")
KEADAAN = (
    ("", "Yang bekerja sekarang"),
    ("tanpa-jabatan", "Tanpa jabatan definitif"),
    ("berhenti", "Sudah berhenti"),
    ("semua", "Semua"),
)


def _held(row: queries.PegawaiRow) -> str:
    return "; ".join(
        f"{'' if term.sebagai == 'definitif' else term.get_sebagai_display() + ' '}{queries.sebutan(term.jabatan)}"
        for term in row.memegang
    )


COLUMNS = (
    Column("nama", "Nama", lambda row: row.pegawai.nama_lengkap, sort="nama", fixed=True),
    Column("nip", "NIP", lambda row: row.pegawai.nip, sort="nip"),
    Column("status", "Status", lambda row: row.pegawai.get_status_display(), sort="status", hidden=True),
    Column("golongan", "Pangkat dan golongan", lambda row: nama_pangkat(row.pegawai.golongan), sort="golongan"),
    Column("jabatan", "Jabatan", _held),
    *PEGAWAI_COLUMNS,
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The people of the reader's instansi, by name or NIP, with what they hold."""
    today, cari, keadaan = timezone.localdate(), request.GET.get("cari", "").strip(), request.GET.get("keadaan", "")
    rows = queries.pegawai_list(request.access, on=today, text=cari, keadaan=keadaan)
    table = Table(
        request, "pegawai", COLUMNS, rows, show=lambda people: queries.with_positions(people, today, request.access)
    )
    if file := table.export("Pegawai"):
        return file
    context = {
        "crumbs": [HOME, ("Pegawai", "")],
        "table": table,
        "rows": [(row, nama_pangkat(row.pegawai.golongan)) for row in table.shown],
        "cari": cari,
        "keadaan": keadaan,
        "pilihan": KEADAAN,
        "boleh_kelola": request.access.allows_somewhere(Permission.MANAGE_PEOPLE),
    }
    return render(request, "organisasi/pegawai_daftar.html", context)


def pegawai(request: Request, pk: int) -> HttpResponse:
    """One person: who he is by his NIP, what he holds, what he has held."""
    found = _obtain(request, pk)
    today = timezone.localdate()
    terms = list(queries.terms(request.access).filter(pegawai=found))
    context = {
        "crumbs": _crumbs(found),
        "pegawai": found,
        "dari_nip": _from_nip(found.nip),
        "pangkat": nama_pangkat(found.golongan),
        "kini": [each for each in terms if each.mulai <= today and (each.sampai is None or each.sampai >= today)],
        "masa": terms,
        "hari_ini": today,
        "boleh_kelola": request.access.allows(Permission.MANAGE_PEOPLE, found.unit.path),
    }
    return render(request, "organisasi/pegawai.html", context)


def _from_nip(nip: str) -> dict[str, Any] | None:
    """What the digits say, in words."""
    read = read_nip(nip)
    if read is None:
        return None
    month = f"{BULAN[read.bulan - 1]} " if read.bulan else ""
    return {
        "lahir": read.lahir,
        "diangkat": f"{month}{read.tahun}",
        "kelamin": "Perempuan" if read.perempuan else "Laki-laki",
    }


def tambah(request: Request) -> HttpResponse:
    """Add a person to an instansi (?instansi=)."""
    root = managed_root(request)
    form = PegawaiForm(request.POST or None, initial={"status": "pns"})
    crumbs = [HOME, ("Pegawai", reverse("organisasi:pegawai-daftar")), ("Tambah pegawai", "")]
    return answer(
        request,
        form,
        lambda: actions.add_pegawai(root, by=request.access, **form.cleaned_data),
        FormPage(f"Tambah pegawai {root.nama}", crumbs, reverse("organisasi:pegawai-daftar")),
        selesai=lambda made: f"{made.nama_lengkap} ditambahkan.",
        ke=lambda made: reverse("organisasi:pegawai", args=[made.pk]),
    )


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change a person's name, titles, NIP, rank."""
    found = _managed(request, pk)
    initial = {name: getattr(found, name) for name in (*NAMES, "versi")} | {"nip": format_nip(found.nip)}
    form = UbahPegawaiForm(request.POST or None, initial=initial)
    return answer(
        request,
        form,
        lambda: actions.edit_pegawai(
            found,
            seen=form.cleaned_data["versi"],
            by=request.access,
            **{name: form.cleaned_data[name] for name in NAMES},
        ),
        _page(found, "Ubah pegawai"),
        selesai="Perubahan pegawai tersimpan.",
        versi=lambda: _obtain(request, pk).versi,
    )


def berhenti(request: Request, pk: int) -> HttpResponse:
    """Note since when a person works here no longer."""
    found = _managed(request, pk)
    form = BerhentiForm(request.POST or None, initial={"sampai": timezone.localdate(), "versi": found.versi})
    return answer(
        request,
        form,
        lambda: actions.retire_pegawai(found, by=request.access, **form.ending("sejak")),
        _page(found, f"Catat {found.nama_lengkap} berhenti", tombol="Catat"),
        selesai=lambda made: f"{made.nama_lengkap} tercatat tidak bekerja lagi.",
    )


def _obtain(request: Request, pk: int) -> Any:
    return obtain(queries.pegawai(request.access), pk=pk)


def _managed(request: Request, pk: int) -> Any:
    found = _obtain(request, pk)
    request.access.require(Permission.MANAGE_PEOPLE, found.unit.path)
    return found


def _crumbs(found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    here = (found.nama, reverse("organisasi:pegawai", args=[found.pk]) if more else "")
    return [HOME, ("Pegawai", reverse("organisasi:pegawai-daftar")), here, *more]


def _page(found: Any, judul: str, tombol: str = "Simpan") -> FormPage:
    return FormPage(judul, _crumbs(found, (judul, "")), reverse("organisasi:pegawai", args=[found.pk]), tombol)
