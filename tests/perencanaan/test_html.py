"""HTML typed into any form or file: kept as plain text by every column, and who typed it is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from sakip.kernel.access import SYSTEM, Role, UnitOwned
from sakip.kernel.fields import fitting
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.problems import Severity
from sakip.perencanaan import actions
from sakip.perencanaan.models import (
    Crosscutting,
    DokumenRencana,
    KartuIndikator,
    KerangkaInstansi,
    LaporanDampak,
    PohonKinerja,
)
from tests import builders
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft, recorded
from tests.perencanaan.test_impor_tabel import plan_of

pytestmark = pytest.mark.django_db


def test_every_text_column_is_covered() -> None:
    """A new column of any model is kept plain without a word about it; what is not, says so in ``verbatim``."""
    left_out = {
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        if issubclass(model, UnitOwned) and model.__module__.startswith("sakip.")
        for name in model.verbatim
    }
    assert left_out == {
        "kernel.FrozenDocument.rules",
        "perencanaan.KartuIndikator.rumus",
        "perencanaan.PetaKolom.peta",
        *(f"perencanaan.Impor.{each}" for each in ("nama_berkas", "lembar", "peta", "jawaban", "polaritas", "hasil")),
        *(
            f"{each}.sebagaimana_diketik"
            for each in (
                "datakinerja.SeriesValue",
                "perencanaan.Baseline",
                "perencanaan.Pembanding",
                "perencanaan.Target",
                "perencanaan.UsulanTarget",
            )
        ),
    }
    for model in apps.get_models():
        if not issubclass(model, UnitOwned) or not model.__module__.startswith("sakip."):
            continue
        for field in model._meta.concrete_fields:
            text = isinstance(field, models.CharField | models.TextField)
            if text and field.attname not in model.verbatim | model.history_exclude:
                assert fitting(model, {field.attname: "<b>x</b>"}) == {field.attname: "x"}, field
    assert fitting(KartuIndikator, {"rumus": "a <b and c> d"}) == {}


def test_texts_within_json_are_plain_too() -> None:
    typed = {"tingkat": [{"nama": "<b>Misi</b>", "urutan": 1}]}
    assert fitting(KerangkaInstansi, typed) == {"tingkat": [{"nama": "Misi", "urutan": 1}]}


def test_a_reason_of_marks_alone_is_none(dunia: World) -> None:
    indikator = builders.indikator(dunia.dinkes)
    with pytest.raises(Refused, match=r"^Nama indikator hanya berisi tanda HTML"):
        actions.edit_indikator(indikator, seen=indikator.versi, nama="<p></p>", by=SYSTEM)
    with pytest.raises(Refused, match=r"^Pernyataan hanya berisi tanda HTML atau tanda yang tidak tampak"):
        actions.add_node(
            dunia.dinkes, versi=draft(dunia.disdik), tingkat="tujuan", pernyataan="<b>\u200b</b>", by=SYSTEM
        )
    with pytest.raises(Refused, match=r"^Alasan hanya berisi tanda HTML"):
        actions.open_version(recorded(dunia.dinkes).dokumen, alasan="<p></p>", by=SYSTEM)


# --- by the pages ----------------------------------------------------------------------------------------------------

TOLD = "Tanda HTML dibuang dari isian “{}”; periksa kalimatnya."


def test_who_types_it_is_told_on_every_page(dunia: World) -> None:
    client = signed_in(person("Pengelola", dunia.kabupaten, Role.PENGELOLA))

    def typed(name: str, fields: dict[str, Any], *args: object, query: str = "") -> str:
        address = reverse(name, args=args) + query
        return text_of(client.post(address, fields, follow=True))

    at = f"?unit={dunia.dinkes.pk}"
    years = {"tahun_awal": 2025, "tahun_akhir": 2029}
    page = typed("perencanaan:pohon-tambah", years | {"nama": "<b>Pohon</b> A"}, query=at)
    assert TOLD.format("Nama") in page
    assert PohonKinerja.related.get().nama == "Pohon A"
    plan = {"jenis": "renstra", "kerangka": "pemda", "nama": "Renstra <i>Dinas</i>", "induk": ""}
    assert TOLD.format("Nama") in typed("perencanaan:rencana-tambah", plan | years, query=at)
    assert DokumenRencana.related.get().nama == "Renstra Dinas"
    kepala = signed_in(person("Kepala Dinas", dunia.dinkes, Role.PIMPINAN))
    address = reverse("perencanaan:dampak-lapor", args=[builders.indikator(dunia.dinkes).pk])
    assert TOLD.format("Dampak negatif") in text_of(kepala.post(address, {"uraian": "<p>Rugi</p>"}, follow=True))
    assert LaporanDampak.related.get().uraian == "Rugi"
    pohon = PohonKinerja.related.get()
    page = typed(
        "perencanaan:simpul-tambah", {"jenis": "outcome", "pernyataan": "<p>Sehat</p>", "asal": "isu"}, pohon.pk
    )
    assert TOLD.format("Kondisi") in page
    asked = {"kontribusi": "<p>Jalan</p>", "mitra_luar": "<b>BPS</b>", "waktu": "TW2", "mitra": ""}
    page = typed("perencanaan:crosscutting-minta", asked, pohon.simpul.get().pk)
    assert "Tanda HTML dibuang dari isian “Kontribusi”, “Mitra di luar instansi”" in page
    assert Crosscutting.related.get().kontribusi == "Jalan"
    page = typed("anggaran:pagu-tambah", {"tahun": "2026", "jenis": "renja", "dokumen": "<b>DPA</b> 3"}, query=at)
    assert TOLD.format("Nomor dan tanggal dokumen") in page
    assert "Tanda HTML" not in text_of(client.get(reverse("perencanaan:pohon-daftar")))  # told once


def test_what_is_refused_is_not_told_as_kept(dunia: World) -> None:
    client = signed_in(person("Pengelola", dunia.kabupaten, Role.PENGELOLA))
    address = reverse("perencanaan:pohon-tambah") + f"?unit={dunia.dinkes.pk}"
    refused = client.post(address, {"nama": "<b></b>", "tahun_awal": 2025, "tahun_akhir": 2029})
    assert refused.status_code == 422
    assert "Nama pohon kinerja hanya berisi tanda HTML atau tanda yang tidak tampak" in text_of(refused)
    assert "Tanda HTML dibuang" not in text_of(client.get(address))


# --- in files --------------------------------------------------------------------------------------------------------


def test_names_in_a_table_of_measurements(dunia: World) -> None:
    plan = plan_of([("<p>Indeks&nbsp;uji</p>", "80", "79", "98,75", "2024")])
    notes = [each for each in plan.masalah if each.code == "html_dibuang"]
    assert [(each.address, each.severity) for each in notes] == [("A2", Severity.CATATAN)]
    assert [each.nama for each in plan.indikator.values()] == ["Indeks uji"]
