"""Positions: the list with its vacancies, a card with who held it, adding, changing, closing, appointing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sakip.kernel.access import Permission
from sakip.kernel.offers import kinerja_jabatan
from sakip.kernel.refusals import Refusal, Refused
from sakip.kernel.sending import FormPage, answer
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi import actions, queries
from sakip.organisasi.forms.pejabat import AkhiriForm, JabatanForm, TunjukForm, TutupForm, UbahJabatanForm
from sakip.organisasi.queries.ketikan import daftar as names_of
from sakip.organisasi.transfers.ekspor import NamaUnit, jabatan_columns
from sakip.organisasi.views.shared import HOME, family_of, unit_crumbs
from sakip.referensi.queries import nama_jenjang

NAMES = ("nama", "jenjang", "kepala", "urutan", "berlaku_mulai")
KEADAAN = (("", "Semua jabatan"), ("lowong", "Lowong"), ("plt", "Dipegang Plt. atau Plh."))
OF_THE_ROOT = "Jabatan instansi sendiri, seperti kepala daerah. Jabatan di unit lain ditambahkan dari halaman unitnya."

COLUMNS = (
    Column("jabatan", "Jabatan", lambda row: row.jabatan.nama, sort=True, fixed=True),
    Column("unit", "Unit", lambda row: row.jabatan.unit.nama, sort=True),
    Column("jenjang", "Jenjang", lambda row: row.jenjang, sort=True),
    Column("eselon", "Eselon", lambda row: row.eselon, sort=True),
    Column("pejabat", "Pejabat", lambda row: row.pemangku.nama, sort=True),
    Column("sejak", "Sejak", lambda row: row.pemangku.bertindak and row.pemangku.bertindak.mulai, sort=True),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The positions of the reader's instansi with their holders; filters for vacancies and those who act."""
    today, cari, keadaan = timezone.localdate(), request.GET.get("cari", "").strip(), request.GET.get("keadaan", "")
    rows = queries.jabatan_list(request.access, today, text=cari, keadaan=keadaan)
    names = NamaUnit(request.access, today)
    whole = Column("unit", "Unit", lambda row: names.of(row.jabatan.unit), sort=True)
    columns = [whole if each.key == whole.key else each for each in COLUMNS]
    table = Table(request, "jabatan", (*columns, *jabatan_columns(names)), rows)
    if file := table.export("Jabatan"):
        return file
    context = {
        "crumbs": [HOME, ("Jabatan dan pejabat", "")],
        "table": table,
        "cari": cari,
        "keadaan": keadaan,
        "pilihan": KEADAAN,
        "tambah": queries.units(request.access, Permission.MANAGE_PEOPLE).first(),
    }
    return render(request, "organisasi/jabatan_daftar.html", context)


def jabatan(request: Request, pk: int) -> HttpResponse:
    """One position: its place, who holds it now, who held it."""
    found = _obtain(request, pk)
    today = timezone.localdate()
    pemangku = queries.holders([found.pk], today, request.access)[found.pk]
    context = {
        "crumbs": _crumbs(found),
        "jabatan": found,
        "jenjang": nama_jenjang(found.jenjang),
        "eselon": queries.eselon_of(found, queries.instansi_of(found.unit, request.access).jenis),
        "pemangku": pemangku,
        "lowong_sejak": queries.vacant_since([found.pk], today, request.access).get(found.pk),
        "kinerja": [guna for offered in kinerja_jabatan for guna in offered(request.access, found)],
        "bawahan": queries.jabatan(request.access).filter(atasan=found, berlaku_sampai=None),
        "masa": queries.terms(request.access).filter(jabatan=found),
        "hari_ini": today,
        "boleh_kelola": request.access.allows(Permission.MANAGE_PEOPLE, found.unit.path),
    }
    return render(request, "organisasi/jabatan.html", context)


def tambah(request: Request) -> HttpResponse:
    """Add a position to a unit (?unit=)."""
    unit = obtain_for(request, Permission.MANAGE_PEOPLE, queries.units(request.access), pk=request.GET.get("unit", ""))
    atasan = queries.atasan_choices(unit, timezone.localdate(), request.access)
    form = JabatanForm(request.POST or None, atasan=atasan, family=family_of(request, unit))
    page = FormPage(
        f"Tambah jabatan di {unit.nama}",
        unit_crumbs(request, unit, ("Tambah jabatan", "")),
        reverse("organisasi:unit", args=[unit.pk]),
        keterangan=OF_THE_ROOT if unit.is_root else "",
    )
    return answer(
        request,
        form,
        lambda: actions.add_jabatan(unit, by=request.access, **_values(request, form)),
        page,
        selesai=lambda made: f"Jabatan “{made.nama}” ditambahkan di {unit.nama}.",
        ke=lambda made: reverse("organisasi:jabatan", args=[made.pk]),
    )


def _values(request: Request, form: Any) -> dict[str, Any]:
    """What the form says, the superior as the position that was chosen."""
    values = {name: form.cleaned_data[name] for name in NAMES}
    chosen = form.cleaned_data["atasan"]
    return values | {"atasan": obtain(queries.jabatan(request.access), pk=chosen) if chosen else None}


def ubah(request: Request, pk: int) -> HttpResponse:
    """Change a position's name, jenjang, superior, order."""
    found = _managed(request, pk)
    choices = queries.atasan_choices(found.unit, timezone.localdate(), request.access)
    if found.atasan and found.atasan_id not in {each for _unit, group in choices for each, _nama in group}:
        choices.append((found.atasan.unit.nama, [(found.atasan.pk, found.atasan.nama)]))
    initial = {name: getattr(found, name) for name in (*NAMES, "versi")} | {"atasan": found.atasan_id}
    family = family_of(request, found.unit)
    form = UbahJabatanForm(request.POST or None, initial=initial, atasan=choices, family=family)
    return answer(
        request,
        form,
        lambda: actions.edit_jabatan(
            found, seen=form.cleaned_data["versi"], by=request.access, **_values(request, form)
        ),
        _page(found, "Ubah jabatan"),
        selesai="Perubahan jabatan tersimpan.",
        versi=lambda: _obtain(request, pk).versi,
    )


def tutup(request: Request, pk: int) -> HttpResponse:
    """Close a position after its last day."""
    found = _managed(request, pk)
    form = TutupForm(request.POST or None, initial={"sampai": timezone.localdate(), "versi": found.versi})
    return answer(
        request,
        form,
        lambda: actions.close_jabatan(found, by=request.access, **form.ending()),
        _page(found, "Tutup jabatan", tombol="Tutup jabatan"),
        selesai="Jabatan ditutup.",
    )


def tunjuk(request: Request, pk: int) -> HttpResponse:
    """Appoint one person; many at once are a pelantikan."""
    found = _managed(request, pk)
    root = queries.root_of(found.unit, request.access)
    form = TunjukForm(request.POST or None, root=root)

    def act() -> Any:
        values = dict(form.cleaned_data)
        who = names_of(root, values["mulai"], request.access).pegawai(values.pop("pegawai"))
        if isinstance(who, Refusal):
            raise Refused(who.code, at_field="pegawai", **who.params)
        return actions.appoint(found, pegawai=who, by=request.access, **values)

    return answer(
        request,
        form,
        act,
        _page(found, f"Tunjuk pejabat: {queries.sebutan(found)}", tombol="Tunjuk"),
        selesai=lambda made: f"{made.pegawai.nama_lengkap} ditunjuk.",
    )


def akhiri(request: Request, pk: int) -> HttpResponse:
    """End one term."""
    term = obtain(queries.terms(request.access), pk=pk)
    request.access.require(Permission.MANAGE_PEOPLE, term.jabatan.unit.path)
    form = AkhiriForm(request.POST or None, initial={"sampai": timezone.localdate(), "versi": term.versi})
    return answer(
        request,
        form,
        lambda: actions.end_term(term, by=request.access, **form.ending()),
        _page(term.jabatan, f"Akhiri masa jabatan {term.pegawai.nama_lengkap}", tombol="Akhiri"),
        selesai="Masa jabatan diakhiri.",
    )


def _obtain(request: Request, pk: int) -> Any:
    return obtain(queries.jabatan(request.access).select_related("atasan__unit"), pk=pk)


def _managed(request: Request, pk: int) -> Any:
    found = _obtain(request, pk)
    request.access.require(Permission.MANAGE_PEOPLE, found.unit.path)
    return found


def _crumbs(found: Any, *more: tuple[str, str]) -> list[tuple[str, str]]:
    here = (found.nama, reverse("organisasi:jabatan", args=[found.pk]) if more else "")
    return [HOME, ("Jabatan dan pejabat", reverse("organisasi:jabatan-daftar")), here, *more]


def _page(found: Any, judul: str, tombol: str = "Simpan") -> FormPage:
    return FormPage(judul, _crumbs(found, (judul, "")), reverse("organisasi:jabatan", args=[found.pk]), tombol)
