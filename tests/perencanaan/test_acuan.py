"""Baselines and published figures are replaced and never changed; marks come and go; peers are computed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan.actions import (
    KartuBaru,
    KartuLengkap,
    add_mark,
    edit_indikator,
    remove_mark,
    set_baseline,
    set_benchmark,
    set_card,
)
from sakip.perencanaan.card import changes_of
from sakip.perencanaan.models import Baseline, Indikator, KartuIndikator, Lingkup, Pembanding, PenandaIndikator
from tests import builders
from tests.builders import World, angka
from tests.pages import csv_rows, inputs, signed_in, text_of
from tests.people import cast_of, person

TAHUN = Periode.tahunan(2025)
BPS = "BPS, Berita Resmi Statistik 2025"


@pytest.fixture
def subject(dunia: World) -> Indikator:
    row = builders.indikator(dunia.dinkes)
    builders.target(row, TAHUN, angka(72))
    builders.realisasi(row, TAHUN, angka("71.5"))
    return row


def baseline(row: Indikator, number: str = "69.2", **more: Any) -> Baseline:
    given: dict[str, Any] = {"periode": Periode.tahunan(2020), "isian": angka(number), "sumber": BPS, "seen": None}
    return set_baseline(row, **{**given, "by": SYSTEM, **more})


def national(row: Indikator, number: str = "72.1", **more: Any) -> Pembanding:
    given: dict[str, Any] = {"lingkup": Lingkup.NASIONAL, "nama": "Indonesia", "periode": TAHUN, "sumber": BPS}
    return set_benchmark(row, **{**given, "isian": angka(number), "seen": None, "by": SYSTEM, **more})


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"sumber": " "}, "sumber-acuan-wajib", "sumber"),
        ({"isian": None}, "acuan-kosong", "nilai"),
        ({"isian": Nilai(JenisNilai.YA_TIDAK, angka=angka(1).angka)}, "jenis-nilai-berbeda", ""),
    ],
)
def test_a_figure_has_a_value_of_its_kind_and_a_source(
    subject: Indikator, more: dict[str, Any], code: str, field: str
) -> None:
    for record in (baseline, national):
        with pytest.raises(Refused) as no:
            record(subject, **more)
        assert (no.value.refusal.code, no.value.refusal.field) == (code, field)


def test_a_figure_is_replaced_with_its_reason_and_never_twice(subject: Indikator) -> None:
    first = baseline(subject)
    with pytest.raises(Refused, match=r"Baseline Angka Harapan Hidup Tahun 2020 sudah dicatat 69,2"):
        baseline(subject, "70")
    with pytest.raises(Refused, match="Alasan belum diisi"):
        baseline(subject, "70", seen=first.pk)
    second = baseline(subject, "70", seen=first.pk, alasan="Revisi BPS")
    assert second.menggantikan == first
    with pytest.raises(Stale, match="yang tersimpan 70"):
        baseline(subject, "71", seen=first.pk, alasan="Revisi BPS")


def test_what_was_taken_back_may_be_recorded_anew(subject: Indikator) -> None:
    gone = national(subject, seen=national(subject).pk, isian=None, sumber="", alasan="Salah daerah")
    assert gone.isian is None
    assert national(subject, "73").menggantikan == gone


def test_marks(subject: Indikator, dunia: World) -> None:
    mark = add_mark(subject, jenis="sdg", kode="3.1.1", by=SYSTEM)
    with pytest.raises(Refused, match=r"sudah bertanda SDG 3\.1\.1"):
        add_mark(subject, jenis="sdg", kode="3.1.1", by=SYSTEM)
    with pytest.raises(PermissionDenied):
        remove_mark(subject, penanda=mark, by=cast_of(dunia)["pelapor"].access)
    remove_mark(subject, penanda=mark, by=SYSTEM)
    assert not PenandaIndikator.related.exists()


def test_what_changed_from_card_to_card(subject: Indikator) -> None:
    card = KartuBaru(mulai_tahun=2024, polaritas=Polaritas.MENURUN, satuan="Tahun", terputus=True, catatan_putus="Baru")
    set_card(subject, kartu=card, seen=None, by=SYSTEM)
    (told,) = changes_of(list(KartuIndikator.related.filter(indikator=subject).order_by("-mulai_tahun")))
    assert (told.kartu.mulai_tahun, told.kartu.terputus) == (2024, True)
    assert told.ubahan == (("Polaritas", "Makin tinggi makin baik", "Makin rendah makin baik"),)
    sources = replace(card, mulai_tahun=2025, lengkap=KartuLengkap(kategori_sumber=["statistik"]))
    set_card(subject, kartu=sources, seen=None, by=SYSTEM)
    told = changes_of(list(KartuIndikator.related.filter(indikator=subject).order_by("-mulai_tahun")))[0]
    assert told.ubahan == (("Bahan penetapan", "", "Data statistik"),)


def test_the_page_compares_and_is_for_all_who_read_here(
    dunia: World, subject: Indikator, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    baseline(subject)
    national(subject)
    peer = builders.indikator(dunia.disdik, "angka harapan hidup")
    builders.target(peer, TAHUN, angka(70))
    builders.realisasi(peer, TAHUN, angka("70.7"))
    add_mark(subject, jenis="ikk", kode="", by=SYSTEM)
    people = cast_of(dunia)
    address = reverse("perencanaan:acuan", args=[subject.pk])
    assert signed_in(people["orang asing"]).get(address).status_code == 404
    client = signed_in(people["pembaca"])
    with django_assert_max_num_queries(20):
        page = client.get(address)
    text = text_of(page)
    for words in ("69,2", BPS, "Indonesia", "-0,6", "lebih buruk", "Dinas Pendidikan", "101", "IKK"):
        assert words in text
    assert "Tambah baseline" not in text


def test_forms_keep_what_was_typed(dunia: World, subject: Indikator) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))
    address = reverse("perencanaan:acuan-pembanding", args=[subject.pk])
    typed = {"lingkup": "provinsi", "nama": "Provinsi Uji", "tahun": "2025", "nilai": "71.23.4", "sumber": BPS}
    wrong = client.post(address, typed)
    assert wrong.status_code == 422
    assert inputs(wrong)["nilai"] == "71.23.4"
    assert client.post(address, typed | {"nilai": "71,2"}).status_code == 302
    row = Pembanding.related.get()
    change = f"{address}?ganti={row.pk}"
    assert inputs(client.get(change))["nilai"] == "71,2"
    refused = client.post(change, typed | {"nilai": "71,3"})
    assert refused.status_code == 409
    assert "Alasan belum diisi" in text_of(refused)
    assert client.post(change, typed | {"nilai": "71,3", "alasan": "Angka tetap"}).status_code == 302
    assert [each.isian for each in Pembanding.related.filter(pengganti=None)] == [angka("71.3")]
    marks = reverse("perencanaan:acuan-penanda", args=[subject.pk])
    assert client.post(marks, {"jenis": "spm", "kode": "Ibu bersalin"}).status_code == 302
    again = client.post(marks, {"jenis": "spm", "kode": "Ibu bersalin"})
    assert again.status_code == 409
    mark = PenandaIndikator.related.get()
    assert client.post(reverse("perencanaan:acuan-lepas", args=[subject.pk]), {"penanda": mark.pk}).status_code == 302
    assert not PenandaIndikator.related.exists()


def test_the_card_shows_the_published_figure_of_its_year(dunia: World, subject: Indikator) -> None:
    builders.realisasi(subject, Periode.tahunan(2024), angka(70))
    national(subject)
    add_mark(subject, jenis="sdg", kode="3.1.1", by=SYSTEM)
    page = signed_in(person("Pembaca", dunia.dinkes, Role.PEMBACA)).get(
        reverse("perencanaan:indikator", args=[subject.pk])
    )
    markup = page.content.decode()
    assert "Indonesia 2025 72,1" in markup
    assert "SDG 3.1.1" in text_of(page)


def test_the_card_tells_baseline_and_published_figures_on_the_page_and_on_paper(
    dunia: World, subject: Indikator
) -> None:
    baseline(subject)
    national(subject, periode=Periode.tahunan(2023))
    client = signed_in(cast_of(dunia)["tetangga"])
    text = text_of(client.get(reverse("perencanaan:indikator", args=[subject.pk])))
    assert f"Baseline 69,2 pada 2020 {BPS}" in text
    assert f"Pembanding Indonesia 2023: 72,1 {BPS}" in text
    file = client.get(reverse("perencanaan:kartu-berkas", args=[subject.pk, "xlsx"]))
    told = [str(cell) for sheet in load_workbook(BytesIO(file.content)) for row in sheet.values for cell in row if cell]
    assert {"69.2", "72.1", "Indonesia (nasional)", "Satuan", "Tahun", subject.nama} <= set(told)


@pytest.mark.parametrize(
    ("penanda", "wanted"),
    [
        ("sdg", {"Umur"}),
        ("lain", {"Umur", "Gizi"}),
        ("lain:Prioritas", {"Gizi"}),
        ("lain:Tidak ada", set()),
        ("iku", {"Umur"}),
        ("", {"Umur", "Gizi", "Angka Harapan Hidup"}),
    ],
)
def test_lists_can_be_narrowed_to_a_mark(dunia: World, subject: Indikator, penanda: str, wanted: set[str]) -> None:
    umur, gizi = (builders.indikator(dunia.dinkes, nama) for nama in ("Umur", "Gizi"))
    for row, jenis, kode in ((umur, "sdg", "3.1"), (umur, "lain", "Lama"), (gizi, "lain", "Prioritas")):
        add_mark(row, jenis=jenis, kode=kode, by=SYSTEM)
    for row in (gizi, subject):
        edit_indikator(row, seen=row.versi, iku=False, by=SYSTEM)
    client = signed_in(cast_of(dunia)["tetangga"])
    for address in (
        reverse("perencanaan:indikator-daftar"),
        reverse("perencanaan:indikator-unit", args=[dunia.dinkes.pk]),
    ):
        rows = csv_rows(client.get(address, {"penanda": penanda, "ekspor": "csv"}))
        named = {cell for line in rows[1:] for cell in line} & {"Umur", "Gizi", "Angka Harapan Hidup"}
        assert named == wanted
        assert ">Prioritas</option>" in client.get(address).content.decode()
