"""Crosscutting: the matrix of requests, asking, one request with its answers, answering, changing, taking back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from sakip.kernel.access import LEVEL_WIDTH, Permission
from sakip.kernel.tables import Column, Table
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi.queries import unit_groups, unit_labels, units
from sakip.perencanaan import actions
from sakip.perencanaan.forms.pohon import JawabanLuarForm, JawabForm, MintaForm, TarikMintaForm, UbahMintaForm
from sakip.perencanaan.pohon import KEADAAN_TONE, matriks
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.views import shared
from sakip.perencanaan.views.pohon import Formulir, Save, answer, options

COLUMNS = (
    Column("hasil", "Hasil atau kondisi bersama", lambda row: row.hasil, sort=True, fixed=True),
    Column("pengampu", "Unit pengampu", lambda row: row.pengampu, sort=True),
    Column("pendukung", "Unit pendukung", lambda row: row.pendukung, sort=True),
    Column("kontribusi", "Kontribusi", lambda row: row.kontribusi),
    Column("indikator", "Indikator", lambda row: "; ".join(row.indikator)),
    Column("waktu", "Waktu", lambda row: row.waktu),
    Column("bukti", "Bukti", lambda row: row.bukti),
    Column("penopang", "Kondisi pendukung", lambda row: row.penopang, hidden=True),
    Column("keadaan", "Keadaan", lambda row: row.keadaan, sort=True),
)


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """The matrix of crosscutting: everything asked in reach, of one unit, in one state."""
    unit, keadaan = request.GET.get("unit", ""), request.GET.get("keadaan", "")
    rows = matriks.crosscutting_rows(
        seen_by=request.access,
        unit=obtain(units(request.access), pk=unit) if unit else None,
        keadaan=keadaan,
        text=request.GET.get("cari", "").strip(),
    )
    table = Table(request, "crosscutting", COLUMNS, rows)
    if file := table.export("Matriks crosscutting"):
        return file
    context = {
        "crumbs": _crumbs(),
        "table": table,
        "rows": [(row, KEADAAN_TONE.get(row.kode, "netral")) for row in table.shown],
        "cari": request.GET.get("cari", "").strip(),
        "units": unit_labels(units(request.access)),
        "unit_dipilih": unit,
        "keadaan": keadaan,
        "keadaan_pilihan": [each for each in queries.KEADAAN.items() if each[0] != queries.DITARIK],
        "saring": f"unit={unit}&keadaan={keadaan}",
    }
    return render(request, "perencanaan/crosscutting_daftar.html", context)


def _crumbs(*more: tuple[str, str]) -> shared.Crumbs:
    trees = ("Pohon kinerja", reverse("perencanaan:pohon-daftar"))
    return shared.crumbs(trees, ("Crosscutting", reverse("perencanaan:crosscutting-daftar")), *more)


def minta(request: Request, pk: int) -> HttpResponse:
    """Ask for a contribution to a node."""
    node = obtain(queries.simpul(request.access), pk=pk)
    own = node.pohon.unit
    request.access.require(Permission.PLAN, own.path)
    partners = units(request.access).filter(path__startswith=own.path[:LEVEL_WIDTH], berlaku_sampai=None)
    partners = partners.exclude(pk=own.pk)
    form = MintaForm(request.POST or None, mitra=unit_groups(partners))

    def save(data: dict[str, Any]) -> str:
        mitra = obtain(partners, pk=data["mitra"]) if data["mitra"] else None
        rest = {name: data[name] for name in ("mitra_luar", "kontribusi", "waktu", "bukti")}
        actions.ask_crosscutting(node, mitra=mitra, by=request.access, **rest)
        return f"Permintaan disampaikan kepada {mitra.nama}." if mitra else "Permintaan dicatat."

    back = reverse("perencanaan:simpul", args=[pk])
    return _answer(request, form, save, own, f"Minta kontribusi untuk “{node.pernyataan}”", kembali=back)


def satu(request: Request, pk: int) -> HttpResponse:
    """One request with every answer it got."""
    each = _one(request, pk)
    row, access = each.row, request.access
    partner = row.mitra or row.unit
    context = {
        "crumbs": _crumbs((row.kontribusi, "")),
        "satu": each,
        "tone": KEADAAN_TONE.get(each.keadaan, "netral"),
        "jawaban": list(row.jawaban.all()),
        "boleh_jawab": not row.ditarik and access.allows(Permission.PLAN, partner.path),
        "boleh_ubah": not row.ditarik and access.allows(Permission.PLAN, row.unit.path),
    }
    return render(request, "perencanaan/crosscutting.html", context)


def jawab(request: Request, pk: int) -> HttpResponse:
    """The partner answers; of a partner outside the instansi the asker writes it down."""
    row = _one(request, pk).row
    partner = row.mitra or row.unit
    request.access.require(Permission.PLAN, partner.path)
    form = (
        JawabForm(request.POST or None, simpul=_own_nodes(request, row.mitra))
        if row.mitra
        else JawabanLuarForm(request.POST or None)
    )

    def save(data: dict[str, Any]) -> str:
        if row.mitra is None:
            actions.record_outside_answer(row, by=request.access, **data)
        else:
            node = obtain(queries.simpul(request.access), pk=data["simpul"]) if data["simpul"] else None
            actions.answer_crosscutting(
                row.mitra,
                crosscutting=row,
                jawaban=data["jawaban"],
                uraian=data["uraian"],
                simpul=node,
                by=request.access,
            )
        return "Jawaban tersimpan dan disampaikan kepada peminta." if row.mitra else "Jawaban tercatat."

    return _answer(request, form, save, partner, f"Jawab permintaan “{row.kontribusi}”", kembali=_card(pk))


def _own_nodes(request: Request, unit: Any) -> list[tuple[str, str]]:
    return [
        choice
        for row in queries.trees(request.access).filter(unit=unit)
        for choice in options(queries.pohon_of(row, seen_by=request.access))
    ]


def ubah(request: Request, pk: int) -> HttpResponse:
    """Ask the same partner for something else; the new request waits for its answer."""
    row = _asked(request, pk)
    form = UbahMintaForm(
        request.POST or None, initial={name: getattr(row, name) for name in ("kontribusi", "waktu", "bukti", "versi")}
    )

    def save(data: dict[str, Any]) -> tuple[str, str]:
        values = {name: data[name] for name in ("kontribusi", "waktu", "bukti")}
        made = actions.revise_crosscutting(row, seen=data["versi"], by=request.access, **values)
        return "Permintaan diubah dan menunggu jawaban baru.", _card(made.pk)

    return _answer(request, form, save, row.unit, "Ubah permintaan kontribusi", kembali=_card(pk))


def tarik(request: Request, pk: int) -> HttpResponse:
    """Take a request back."""
    row = _asked(request, pk)
    form = TarikMintaForm(request.POST or None, initial={"versi": row.versi})

    def save(data: dict[str, Any]) -> str:
        actions.withdraw_crosscutting(row, seen=data["versi"], alasan=data["alasan"], by=request.access)
        return "Permintaan ditarik."

    return _answer(request, form, save, row.unit, f"Tarik permintaan “{row.kontribusi}”", kembali=_card(pk))


def _one(request: Request, pk: int) -> queries.Permintaan:
    obtain(queries.crosscutting(request.access), pk=pk)
    return queries.with_answers(queries.crosscutting(request.access).filter(pk=pk))[0]


def _asked(request: Request, pk: int) -> Any:
    return obtain_for(request, Permission.PLAN, queries.crosscutting(request.access), pk=pk)


def _card(pk: int) -> str:
    return reverse("perencanaan:crosscutting", args=[pk])


def _answer(request: Request, form: Any, save: Save, unit: Any, judul: str, *, kembali: str) -> HttpResponse:
    return answer(request, form, save, Formulir(judul, unit, _crumbs((judul, "")), kembali))
