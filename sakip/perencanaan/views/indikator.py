"""Indicators: the whole instansi, a unit, one card; adding one, its names, its dated card."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.access import Permission
from sakip.kernel.refusals import Refused
from sakip.kernel.sending import send
from sakip.kernel.tables import Table
from sakip.kernel.web import Request, obtain, obtain_for
from sakip.organisasi.queries import home_unit, jabatan, jabatan_options, kebijakan, root_of, unit_labels, units
from sakip.organisasi.views.shared import unit_to_plan
from sakip.perencanaan import actions, penjelasan, queries, tables
from sakip.perencanaan import card as cards
from sakip.perencanaan.forms.indikator import KartuForm, TambahForm, UbahForm
from sakip.perencanaan.queries.acuan import own_marks
from sakip.perencanaan.queries.outline import statements
from sakip.perencanaan.rules.dampak import not_its_head, not_to_report
from sakip.perencanaan.views import shared
from sakip.perencanaan.views.charts import years_chart
from sakip.perencanaan.views.columns import of_indicators


def daftar(request: Request) -> StreamingHttpResponse | HttpResponse:
    """Every indicator in reach, by unit, text and class."""
    everywhere = list(units(request.access))
    chosen = request.GET.get("unit", "")
    unit = obtain(units(request.access), pk=chosen) if chosen else _root(request)
    context: dict[str, Any] = {
        "crumbs": shared.crumbs(("Indikator", "")),
        "units": unit_labels(everywhere),
        "unit": unit,
        "unit_dipilih": chosen,
        "unit_baru": unit if chosen and unit and request.access.allows(Permission.PLAN, unit.path) else None,
        "cari": request.GET.get("cari", "").strip(),
        "kelas": request.GET.get("kelas", ""),
        "penanda": request.GET.get("penanda", ""),
        "penanda_pilihan": _marks(request),
        "boleh_tambah": request.access.allows_somewhere(Permission.PLAN),
    }
    if unit is None:
        return render(request, "perencanaan/daftar.html", context)
    tahun, periode, access = request.periode.tahun, request.periode, request.access
    seen: dict[str, Any] = {"seen_by": access, "posisi_data": timezone.localdate()}
    pilihan = context["pilihan"] = shared.susunan(request, unit)
    narrowed = {"text": context["cari"], "penanda": context["penanda"], "below": True}
    rows = queries.indikator_of(unit, tahun=tahun, seen_by=access, susunan=pilihan.susunan, **narrowed)
    policy = kebijakan(unit, tahun, seen_by=access)
    context["kelas_pilihan"] = [(each.kode, each.label) for each in policy.skala.kelas]
    listed = tables.of_class(context["kelas"], list(rows), unit, periode, **seen) if context["kelas"] else rows
    table = Table(
        request,
        "indikator",
        of_indicators(nama="nama", kode="kode", capaian=lambda rows: tables.capaian_of(rows, unit, periode, **seen)),
        listed,
        show=lambda rows: tables.table_rows(unit, rows, periode, **seen).values(),
    )
    if file := table.export(f"Indikator {unit.nama} {periode.label}"):
        return file
    context |= {"table": table, "rows": [shared.shown(row) for row in table.shown]}
    return render(request, "perencanaan/daftar.html", context)


def _marks(request: Request) -> list[tuple[str, str]]:
    """What a list can be narrowed to: the IKU, each kind of mark, each of the instansi's own."""
    own = [(f"lain:{kode}", kode) for kode in own_marks(request.access)]
    return [(queries.IKU, "IKU"), *penjelasan.penanda(request.access.seat.family).items(), *own]


def _root(request: Request) -> Any:
    home = home_unit(request.access)
    return root_of(home, request.access) if home else None


def _capaian_of(rows: list[Any]) -> list[Any]:
    return [penjelasan.hasil(row.kinerja.capaian, row.kinerja.kelas).nilai for row in rows]


UNIT_COLUMNS = of_indicators(nama=True, kode=True, capaian=_capaian_of)


def unit(request: Request, pk: int) -> StreamingHttpResponse | HttpResponse:
    """A unit's indicators in the chosen period, grouped by the plan's statements."""
    found = obtain(units(request.access), pk=pk)
    below, text = request.GET.get("bawahan") == "1", request.GET.get("cari", "").strip()
    penanda = request.GET.get("penanda", "")
    pilihan = shared.susunan(request, found)
    state = tables.unit_table(
        found,
        request.periode,
        seen_by=request.access,
        below=below,
        text=text,
        penanda=penanda,
        posisi_data=timezone.localdate(),
        susunan=pilihan.susunan,
    )
    rows = [row for group in state.groups for row in group.rows]
    table = Table(request, "indikator-unit", UNIT_COLUMNS, rows, per_page=None)
    if file := table.export(f"Indikator {found.nama} {request.periode.label}"):
        return file
    groups = [(None, table.shown)] if table.urut else [(group, group.rows) for group in state.groups]
    context = {
        "crumbs": shared.unit_crumbs(found, ("Indikator", "")),
        "unit": found,
        "state": state,
        "pilihan": pilihan,
        "table": table,
        "groups": [(group, [shared.shown(row) for row in rows]) for group, rows in groups],
        "ringkas": shared.ringkas(state.ringkas),
        "cara": penjelasan.ROLLUP[state.kebijakan.aturan.rollup],
        "cari": text,
        "penanda": penanda,
        "penanda_pilihan": _marks(request),
        "bawahan": below,
        "boleh_isi": request.access.allows(Permission.ENTER_REALISASI, found.path),
        "boleh_rencana": request.access.allows(Permission.PLAN, found.path),
        "boleh_impor": request.access.allows(Permission.IMPORT, found.path),
    }
    return render(request, "perencanaan/unit.html", context)


def kartu(request: Request, pk: int) -> HttpResponse:
    """One indicator: the years, why the chosen number is what it is, its history."""
    found = obtain(queries.indikator(request.access), pk=pk)
    card = cards.card(found, request.periode, seen_by=request.access, posisi_data=timezone.localdate())
    context: dict[str, Any] = {
        "crumbs": shared.unit_crumbs(
            found.unit, ("Indikator", reverse("perencanaan:indikator-unit", args=[found.unit.pk])), (found.nama, "")
        ),
        "indikator": found,
        "card": card,
        "tahun": [(one, penjelasan.hasil(one.capaian, one.kelas, one.places)) for one in reversed(card.tahun)],
        "triwulan": [(one, penjelasan.hasil(one.capaian, one.kelas, one.places)) for one in card.triwulan],
        "grafik": years_chart(card),
        "tahun_berjalan": next((one.periode.tahun for one in card.tahun if not one.realisasi.lengkap), None),
        "jenis": penjelasan.JENIS[JenisNilai(found.series.jenis)],
        "kartu": _card_words(card.kartu),
        "penanda": [f"{penjelasan.PENANDA.get(row.jenis, row.jenis)} {row.kode}".strip() for row in card.penanda],
        "ubahan_kartu": cards.changes_of(card.semua_kartu),
        "terhitung": card.terhitung,
        "boleh_rencana": request.access.allows(Permission.PLAN, found.unit.path),
        "boleh_target": request.access.allows(Permission.SET_TARGET, found.unit.path),
        "boleh_isi": request.access.allows(Permission.ENTER_REALISASI, found.unit.path),
        "dampak": card.dampak,
        "boleh_lapor_dampak": not (not_to_report(found) or not_its_head(found.unit, request.access)),
        "boleh_riwayat": request.access.allows(Permission.VIEW, found.unit.path),
    }
    if card.pilihan:
        context["mengapa"] = _why(card.pilihan)
    return render(request, "perencanaan/indikator.html", context)


def _card_words(card: Any) -> dict[str, Any]:
    if card is None:
        return {}
    return {
        "polaritas": penjelasan.POLARITAS[card.polaritas],
        "tipologi": penjelasan.TIPOLOGI[card.tipologi],
        "cara_isi": "" if card.tipologi == Tipologi.TAHUNAN else penjelasan.CARA_ISI[card.cara_isi],
        "di_atas_rentang": penjelasan.DI_ATAS_RENTANG[card.di_atas_rentang],
        "bahan": [penjelasan.BAHAN_PENETAPAN.get(each, each) for each in card.kategori_sumber],
    }


def _why(one: Any) -> dict[str, Any]:
    policy = one.kebijakan
    return {
        "hasil": penjelasan.hasil(one.capaian, one.kelas, one.places),
        "setahun": penjelasan.hasil(one.setahun, None, one.places) if one.setahun else None,
        "rumus": penjelasan.rumus(one.capaian.rumus),
        "langkah": [penjelasan.langkah(step) for step in one.capaian.langkah],
        "lapis": penjelasan.LAPIS,
        "dari": one.realisasi.dari,
        "kebijakan": penjelasan.policy_facts(policy),
        "sejak": penjelasan.policy_since(policy),
        "skala": policy.skala,
        "ambang": penjelasan.thresholds(policy.skala, one.kelas, one.periode),
        "posisi_data": timezone.localdate(),
    }


# --- forms -----------------------------------------------------------------------------------------------------------


def tambah(request: Request) -> HttpResponse:
    """Add an indicator to a unit (?unit=); without one the person chooses first."""
    judul, back = "Tambah indikator", reverse("perencanaan:indikator-daftar")
    crumbs = shared.crumbs(("Indikator", back), (judul, ""))
    about = "Pilih unit yang bertanggung jawab atas indikator ini."
    unit = unit_to_plan(request, judul, crumbs=crumbs, kembali=back, tentang=about)
    if isinstance(unit, HttpResponse):
        return unit
    simpul = _statement(request)
    marked = simpul is None or simpul.tingkat.startswith(
        ("tujuan", "sasaran")
    )  # work and its output are no main result
    first = simpul.dokumen_versi.dokumen.tahun_awal if simpul else request.periode.tahun
    form = TambahForm(request.POST or None, initial={"mulai_tahun": first, "iku": marked})

    def save() -> Any:
        data = form.cleaned_data
        return actions.create_indikator(
            unit,
            jenis=JenisNilai(data["jenis"]),
            kartu=form.kartu(),
            dimulai_tahun=data["mulai_tahun"],
            by=request.access,
            **{name: data[name] for name in ("nama", "kode", "iku", "skala_predikat", "sumber")},
        )

    sent = send(request, form, save)
    if sent.done:
        messages.success(request, f"Indikator “{sent.result.nama}” dibuat. Tetapkan targetnya.")
        _place(request, sent.result, simpul)
        return redirect("perencanaan:target", pk=sent.result.pk)
    context = {
        "crumbs": shared.unit_crumbs(
            unit, ("Indikator", reverse("perencanaan:indikator-unit", args=[unit.pk])), (judul, "")
        ),
        "judul": judul,
        "unit": unit,
        "form": form,
        "kembali": reverse("perencanaan:rencana-baris", args=[simpul.pk])
        if simpul
        else reverse("perencanaan:indikator-unit", args=[unit.pk]),
    }
    return render(request, "perencanaan/formulir.html", context, status=sent.status)


def _statement(request: Request) -> Any:
    """The statement of a plan from which one came (?simpul=), if any."""
    asked = request.GET.get("simpul", "")
    return statements(request.access).filter(pk=asked).first() if asked.isdecimal() else None


def _place(request: Request, made: Any, simpul: Any) -> None:
    """Put it under the statement of a plan from which one came."""
    if simpul is None:
        return
    try:
        actions.place(made, simpul=simpul, by=request.access)
    except Refused as no:
        messages.warning(request, no.refusal.sentence)
    else:
        messages.success(request, f"Ditempatkan di bawah “{simpul.pernyataan}”.")


def ubah(request: Request, pk: int) -> HttpResponse:
    """Name, code, IKU, the years in which it begins and ends."""
    found = obtain_for(request, Permission.PLAN, queries.indikator(request.access), pk=pk)
    names = ["nama", "kode", "iku", "dimulai_tahun", "dihentikan_tahun"]
    initial = {name: getattr(found, name) for name in names} | {"versi": found.versi}
    form = UbahForm(request.POST or None, initial=initial)
    if found.pendahulu_id is not None:  # it begins where its predecessor ends
        names.remove("dimulai_tahun")
        del form.fields["dimulai_tahun"]

    def save() -> Any:
        values = {name: form.cleaned_data[name] for name in names}
        return actions.edit_indikator(found, seen=form.cleaned_data["versi"], by=request.access, **values)

    sent = send(request, form, save, versi=lambda: int(obtain(queries.indikator(request.access), pk=pk).versi))
    if sent.done:
        messages.success(request, "Indikator tersimpan.")
        return redirect("perencanaan:indikator", pk=found.pk)
    return _form_page(request, found, form, "Ubah indikator", sent.status)


def ubah_kartu(request: Request, pk: int) -> HttpResponse:
    """The dated card: the year's own where there is one, else a new one that begins with the one that holds."""
    found = obtain_for(request, Permission.PLAN, queries.indikator(request.access), pk=pk)
    all_cards = queries.cards([found.pk], seen_by=request.access).get(found.pk, [])
    posts = jabatan_options(found.unit, timezone.localdate(), request.access)
    form = KartuForm(request.POST or None, initial=_card_initial(all_cards, request.periode.tahun), jabatan=posts)

    def save() -> Any:
        data = form.cleaned_data
        seen = data["versi"] if data["versi_tahun"] == data["mulai_tahun"] else None
        kartu = form.kartu(_post(request, data["penanggung_jawab"]))
        return actions.set_card(found, kartu=kartu, seen=seen, by=request.access)

    def now() -> dict[str, int]:
        tahun = form.cleaned_data["mulai_tahun"]
        cards = queries.cards([found.pk], seen_by=request.access)[found.pk]
        return {"versi": next(each.versi for each in cards if each.mulai_tahun == tahun), "versi_tahun": tahun}

    sent = send(request, form, save, versi=now)
    if sent.done:
        messages.success(request, f"Kartu indikator yang berlaku mulai {sent.result.mulai_tahun} tersimpan.")
        return redirect("perencanaan:indikator", pk=found.pk)
    return _form_page(request, found, form, "Kartu indikator", sent.status, kartu_lain=all_cards)


def _post(request: Request, chosen: str) -> Any:
    return obtain(jabatan(request.access), pk=chosen) if chosen else None


def _card_initial(all_cards: list[Any], tahun: int) -> dict[str, Any]:
    card = queries.card_in(all_cards, tahun)
    if card is None:
        return {"mulai_tahun": tahun}
    initial = {name: getattr(card, name) for name in (*actions.FIGURES, *actions.MANUAL, "versi")}
    return initial | {"versi_tahun": card.mulai_tahun, "penanggung_jawab": card.penanggung_jawab_id or ""}


def _form_page(request: Request, found: Any, form: Any, judul: str, status: int, **more: Any) -> HttpResponse:
    context = {
        "crumbs": shared.indikator_crumbs(found, (judul, "")),
        "judul": judul,
        "unit": found.unit,
        "indikator": found,
        "form": form,
        "kembali": reverse("perencanaan:indikator", args=[found.pk]),
        **more,
    }
    return render(request, "perencanaan/formulir.html", context, status=status)
