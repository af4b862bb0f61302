"""Pages of indicators: what they show, to whom, and that their questions to the database do not grow."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Keadaan, Tiada
from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi.actions import set_policy
from sakip.perencanaan import actions
from sakip.perencanaan.models import Dasar, Indikator, KartuIndikator, Target
from tests import builders
from tests.builders import World, angka
from tests.pages import csv_rows, inputs, signed_in, text_of
from tests.people import Person, cast_of, person

TAHUN = Periode.tahunan(2025)


@pytest.fixture
def perencana(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PERENCANA)


@pytest.fixture
def subject(dunia: World) -> Indikator:
    """IPM of a real regency, 2023: 71,46 of 72 is 99,25 (R-CAP-1)."""
    made = builders.indikator(dunia.dinkes, "Indeks Pembangunan Manusia", satuan="indeks")
    builders.target(made, TAHUN, angka(72))
    builders.realisasi(made, TAHUN, angka("71.46"))
    return made


FORMS = ("perencanaan:indikator-ubah", "perencanaan:kartu-ubah", "perencanaan:target")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("who", "expected"),
    [("pembaca", 403), ("pelapor", 403), ("tetangga", 403), ("orang asing", 404), ("perencana", 200)],
)
def test_forms_are_for_those_who_plan_there(
    dunia: World, subject: Indikator, name: str, who: str, expected: int
) -> None:
    client = signed_in(cast_of(dunia)[who])
    assert client.get(reverse(name, args=[subject.pk])).status_code == expected


@pytest.mark.parametrize(("who", "expected"), [("pembaca", 403), ("orang asing", 404), ("perencana", 200)])
def test_adding_is_for_those_who_plan_there(dunia: World, who: str, expected: int) -> None:
    client = signed_in(cast_of(dunia)[who])
    address = reverse("perencanaan:indikator-tambah") + f"?unit={dunia.dinkes.pk}"
    assert client.get(address).status_code == expected


# --- lists -----------------------------------------------------------------------------------------------------------


def test_the_units_page_tells_kinds_of_nothing_in_words(dunia: World, subject: Indikator, perencana: Person) -> None:
    late = builders.indikator(dunia.dinkes, "Laju pertumbuhan")
    builders.target(late, TAHUN, angka(5))
    builders.realisasi(late, TAHUN, Tiada(Keadaan.BELUM_TERSEDIA, "Rilis BPS bulan Maret"))
    builders.indikator(dunia.dinkes, "Tanpa target")
    text = text_of(signed_in(perencana).get(reverse("perencanaan:indikator-unit", args=[dunia.dinkes.pk])))
    for words in ("99,25%", "belum tersedia Rilis BPS bulan Maret", "Target belum diisi", "Belum ditempatkan dalam"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ({}, ["", "Indeks Pembangunan Manusia", "Dinas Kesehatan", "indeks"]),
        ({"urut": "-nama"}, ["", "Zakat terkumpul", "Dinas Kesehatan", "Tahun"]),
        ({"urut": "capaian"}, ["", "Zakat terkumpul", "Dinas Kesehatan", "Tahun"]),
        ({"cari": "zakat"}, ["", "Zakat terkumpul", "Dinas Kesehatan", "Tahun"]),
    ],
)
@pytest.mark.parametrize("name", ["indikator-unit", "indikator-daftar"])
def test_a_list_of_indicators_is_a_file_as_it_is_shown(
    dunia: World, subject: Indikator, perencana: Person, name: str, query: dict[str, str], first: list[str]
) -> None:
    bad = builders.indikator(dunia.dinkes, "Zakat terkumpul")
    builders.target(bad, TAHUN, angka(100))
    builders.realisasi(bad, TAHUN, angka("0.5"))
    waiting = builders.indikator(dunia.dinkes, "Jumlah rujukan")
    builders.realisasi(waiting, TAHUN, Tiada(Keadaan.BELUM_TERSEDIA, "menunggu rilis"))
    address = reverse(f"perencanaan:{name}", args=[dunia.dinkes.pk] if name == "indikator-unit" else [])
    head, *rows = csv_rows(signed_in(perencana).get(address, query | {"ekspor": "csv"}))
    assert ";".join(head) == "Kode;Indikator;Unit;Satuan;Target;Target dari;Realisasi;Capaian;Predikat"
    assert rows[0][:4] == first
    by_name = {row[1]: row[4:] for row in rows}
    assert by_name["Zakat terkumpul"] == ["100", "Renstra", "0,5", "0,5", "Sangat Rendah"]
    if "cari" not in query:
        assert by_name["Jumlah rujukan"][:3] == ["belum diisi", "", "belum tersedia (menunggu rilis)"]


def test_the_worst_come_first_when_asked(dunia: World, subject: Indikator, perencana: Person) -> None:
    bad = builders.indikator(dunia.dinkes, "Zakat terkumpul")
    builders.target(bad, TAHUN, angka(100))
    builders.realisasi(bad, TAHUN, angka(10))
    client, address = signed_in(perencana), reverse("perencanaan:indikator-unit", args=[dunia.dinkes.pk])
    plain, worst = (text_of(client.get(address, query)) for query in ({}, {"urut": "capaian"}))
    assert plain.index("Indeks Pembangunan") < plain.index("Zakat")
    assert worst.index("Zakat") < worst.index("Indeks Pembangunan")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"Indeks Pembangunan Manusia", "Rata-rata lama sekolah"}),
        ({"cari": "sekolah"}, {"Rata-rata lama sekolah"}),
        ({"kelas": "sangat_tinggi"}, {"Indeks Pembangunan Manusia"}),
        ({"kelas": "tanpa"}, {"Rata-rata lama sekolah"}),
        ({"kelas": "rendah"}, set()),
    ],
)
def test_the_list_of_the_instansi_is_filtered(
    dunia: World, subject: Indikator, perencana: Person, query: dict[str, str], shown: set[str]
) -> None:
    builders.indikator(dunia.disdik, "Rata-rata lama sekolah")
    text = text_of(signed_in(perencana).get(reverse("perencanaan:indikator-daftar"), query))
    names = {"Indeks Pembangunan Manusia", "Rata-rata lama sekolah"}
    assert {name for name in names if name in text} == shown
    assert shown or "Tidak ada indikator yang cocok" in text


# --- the card --------------------------------------------------------------------------------------------------------


def test_the_card_says_why_the_number_is_what_it_is(dunia: World, subject: Indikator, perencana: Person) -> None:
    text = text_of(signed_in(perencana).get(reverse("perencanaan:indikator", args=[subject.pk])))
    for words in (
        "Makin tinggi makin baik: realisasi dibagi target, dikali 100. R-CAP-1",
        "71,46 ÷ 72 × 100 99,25%",
        "72 dari Renstra",
        "71,46 , laporan unit",
        "Diisi Baris perintah lewat baris perintah pada",
        "Kebijakan bawaan sistem",
        "Sangat Tinggi, mulai 91% (capaian ini)",
    ):
        assert words in text


def test_a_cap_is_shown_beside_the_raw_value(dunia: World, perencana: Person) -> None:
    set_policy(dunia.kabupaten, mulai_tahun=2024, seen=None, alasan="Uji", batas=angka(120).angka, by=SYSTEM)
    high = builders.indikator(dunia.dinkes, "Cakupan")
    builders.target(high, TAHUN, angka(50))
    builders.realisasi(high, TAHUN, angka(100))
    text = text_of(signed_in(perencana).get(reverse("perencanaan:indikator", args=[high.pk])))
    assert "200,00%" in text
    assert "dalam rata-rata 120,00%" in text
    assert "berlaku sejak tahun 2024" in text


def test_a_quarter_names_the_quarters_behind_it(dunia: World, perencana: Person) -> None:
    made = builders.indikator(dunia.dinkes, "Dokumen", tipologi=Tipologi.AKUMULATIF)
    builders.target(made, TAHUN, angka(40))
    for kode, target, value in (("TW1", 10, 8), ("TW2", 10, 12)):
        builders.target(made, Periode(2025, kode), angka(target))
        builders.realisasi(made, Periode(2025, kode), angka(value))
    client = signed_in(perencana, periode="TW2")
    text = text_of(client.get(reverse("perencanaan:indikator", args=[made.pk])))
    assert "8 (Triwulan I) + 12 (Triwulan II) 20" in text
    assert "20 ÷ 20 × 100 100,00%" in text
    assert "Terhadap target setahun 50,00%" in text


def test_the_history_shows_what_a_value_replaced(dunia: World, subject: Indikator, perencana: Person) -> None:
    now = Target.related.get(penempatan__indikator=subject)
    actions.set_targets(
        dunia.dinkes,
        targets=[actions.TargetBaru(now.penempatan, TAHUN, angka(73), now.pk)],
        dasar=Dasar.RENSTRA,
        alasan="Perubahan Renstra",
        by=perencana.access,
    )
    text = text_of(signed_in(perencana).get(reverse("perencanaan:indikator", args=[subject.pk])))
    assert "Target 72 73" in text
    assert "Alasan: Perubahan Renstra" in text


# --- forms -----------------------------------------------------------------------------------------------------------


NEW = {
    "nama": "Angka harapan hidup",
    "jenis": "angka",
    "polaritas": "meningkat",
    "tipologi": "tahunan",
    "cara_isi": "periode",
    "mulai_tahun": "2025",
    "satuan": "tahun",
}


def test_an_indicator_is_added_and_its_target_asked_for(dunia: World, perencana: Person) -> None:
    address = reverse("perencanaan:indikator-tambah") + f"?unit={dunia.dinkes.pk}"
    answer = signed_in(perencana).post(address, NEW | {"iku": "on"})
    made = Indikator.related.get(nama="Angka harapan hidup")
    assert answer["Location"] == reverse("perencanaan:target", args=[made.pk])
    assert KartuIndikator.related.get(indikator=made).polaritas == Polaritas.MENINGKAT


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"nama": ""}, 422, "Nama indikator belum diisi"),
        ({"polaritas": "naik"}, 422, "Polaritas tidak ada dalam pilihan"),
        ({"jenis": "predikat"}, 422, "Nilai berupa predikat memerlukan skala"),
        ({"nama": "indeks pembangunan manusia"}, 409, "sudah ada di Dinas Kesehatan"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    dunia: World, subject: Indikator, perencana: Person, changed: dict[str, str], status: int, sentence: str
) -> None:
    address = reverse("perencanaan:indikator-tambah") + f"?unit={dunia.dinkes.pk}"
    answer = signed_in(perencana).post(address, NEW | changed)
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert inputs(answer)["satuan"] == "tahun"


def test_of_two_who_rename_an_indicator_the_second_sees_both_names(
    dunia: World, subject: Indikator, perencana: Person
) -> None:
    client, address = signed_in(perencana), reverse("perencanaan:indikator-ubah", args=[subject.pk])
    opened = inputs(client.get(address))
    actions.edit_indikator(subject, seen=subject.versi, nama="IPM", by=SYSTEM)
    answer = client.post(address, opened | {"nama": "Indeks Pembangunan"})
    assert answer.status_code == 409
    assert "“IPM”" in text_of(answer)
    assert inputs(answer)["nama"] == "Indeks Pembangunan"
    client.post(address, inputs(answer))
    assert Indikator.related.get(pk=subject.pk).nama == "Indeks Pembangunan"


def test_a_card_of_a_later_year_leaves_the_earlier_one(dunia: World, subject: Indikator, perencana: Person) -> None:
    client, address = signed_in(perencana), reverse("perencanaan:kartu-ubah", args=[subject.pk])
    form = {**inputs(client.get(address)), "polaritas": "menurun", "tipologi": "tahunan", "cara_isi": "periode"}
    client.post(address, form | {"mulai_tahun": "2026", "terputus": "on", "catatan_putus": "Metode BPS berganti"})
    cards = KartuIndikator.related.filter(indikator=subject).order_by("mulai_tahun")
    assert [(card.mulai_tahun, card.polaritas) for card in cards] == [(2020, "meningkat"), (2026, "menurun")]


def test_a_standing_target_changes_only_with_a_reason(dunia: World, subject: Indikator, perencana: Person) -> None:
    client, address = signed_in(perencana), reverse("perencanaan:target", args=[subject.pk])
    typed = inputs(client.get(address)) | {"n-2025-T": "73", "n-2026-T": "4,98 s.d. 5,23"}
    refused = client.post(address, typed)
    assert refused.status_code == 409
    assert "memerlukan alasan" in text_of(refused)
    assert inputs(refused)["n-2025-T"] == "73"
    client.post(address, inputs(refused) | {"alasan": "Perubahan Renstra"})
    rows = Target.related.filter(penempatan__indikator=subject, pengganti=None).order_by("tahun")
    assert [(row.tahun, row.jenis, row.angka) for row in rows] == [
        (2025, "angka", angka(73).angka),
        (2026, "rentang", angka("4.98").angka),
    ]


# --- questions to the database ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("indikator-unit", 17), ("indikator-daftar", 17), ("indikator", 19)],
)
def test_pages_ask_the_same_whatever_the_number_of_indicators(
    dunia: World,
    perencana: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    count: int,
) -> None:
    versi = actions.create_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra",
        kode_kerangka="pemda",
        tahun_awal=2021,
        tahun_akhir=2026,
        by=SYSTEM,
    )
    simpul = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Sehat", by=SYSTEM)
    for number in range(count):
        made = builders.indikator(dunia.dinkes, f"Indikator {number}")
        builders.target(made, TAHUN, angka(10))
        first = builders.realisasi(made, TAHUN, angka(number))
        builders.realisasi(made, TAHUN, angka(number + 5), seen=first.pk)
        actions.place(made, simpul=simpul, by=SYSTEM)
    client = signed_in(perencana)
    args = {"indikator-unit": [dunia.dinkes.pk], "indikator": [made.pk]}.get(name, [])
    with django_assert_num_queries(queries):
        client.get(reverse(f"perencanaan:{name}", args=args))
