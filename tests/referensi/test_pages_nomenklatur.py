"""Pages of the nomenclature: before anything is loaded, as a tree, by words, suggestions for a field, the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import Role
from sakip.referensi.models import GenerasiNomenklatur
from tests.builders import World
from tests.kernel.test_ui import compiled
from tests.pages import csv_rows, signed_in, text_of
from tests.people import person
from tests.referensi.tables import IBU, LAYANAN, PERENCANAAN, PROVINSI, loaded, row

PAGE, PICK, MAP = (reverse(f"referensi:nomenklatur{each}") for each in ("", "-cari", "-peta"))


@pytest.fixture
def client(dunia: World) -> Client:
    return signed_in(person("Sari", dunia.dinkes, Role.PEMBACA))


@pytest.fixture
def g1(client: Client) -> GenerasiNomenklatur:
    return loaded("Uji/2023")


@pytest.fixture
def g2(g1: GenerasiNomenklatur) -> GenerasiNomenklatur:
    return loaded(
        "Uji/2025",
        IBU,
        PROVINSI,
        row("KABKOT", *LAYANAN, "1.02.02.2.02.0101 Layanan Imunisasi Dasar", before="1.02.02.2.02.0048 x"),
        row("KABKOT", *LAYANAN, "1.02.02.2.02.0102 Layanan Baru"),
        row("KABKOT", *PERENCANAAN, "X.XX.01.2.01.0001 Penyusunan Dokumen <b>Perencanaan</b>"),
    )


def options(answer: Any) -> list[str]:
    return [part.partition('"')[0] for part in answer.content.decode().split('data-value="')[1:]]


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PAGE, PICK + "?cari=ibu", MAP])
def test_before_anything_is_loaded_the_pages_say_so(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    if address == PAGE:
        assert "impor-nomenklatur BERKAS --generasi KODE" in text_of(answer)


@pytest.mark.parametrize(
    "query",
    [{"generasi": "x"}, {"generasi": "999"}, {"jenis": "desa"}, {"kode": "9.99"}, {"tingkat": "x"}, {"cari": "%"}],
)
def test_a_crooked_address_gives_the_page(g1: GenerasiNomenklatur, client: Client, query: dict[str, str]) -> None:
    for address in (PAGE, PICK, MAP):
        assert client.get(address, query).status_code == 200


def test_the_tree_is_walked_down_and_up(g1: GenerasiNomenklatur, client: Client) -> None:
    text = text_of(client.get(PAGE, {"jenis": "kab"}))
    assert "Urusan dan unsur 3 urusan" in text
    assert "Provinsi: 1 program, 1 kegiatan, 1 sub kegiatan" in text
    text = text_of(client.get(PAGE, {"kode": "1.02.02.2.02"}))
    assert "1.02.02.2.02 Penyediaan Layanan Kesehatan Kegiatan" in text
    assert "1.02 URUSAN PEMERINTAHAN BIDANG KESEHATAN" in text
    assert "Di bawah 1.02.02.2.02 2 sub kegiatan" in text
    text = text_of(client.get(PAGE, {"kode": "1.02.02.2.02.0001"}))
    assert "Indikator Jumlah dokumen Satuan Dokumen Standar pelayanan minimal Ya" in text
    assert "Definisi operasional belum tersedia" in text
    text = text_of(client.get(PAGE, {"kode": "2.13.01"}))  # as a unit writes it
    assert "X.XX diganti dengan bidang urusan unit" in text


def test_the_kind_of_pemda_is_remembered(g1: GenerasiNomenklatur, client: Client) -> None:
    assert "1.02.02.1.02" not in text_of(client.get(PAGE, {"kode": "1.02.02"}))
    client.get(PAGE, {"jenis": "prov"})
    assert "1.02.02.1.02" in text_of(client.get(PAGE, {"kode": "1.02.02"}))


def test_words_are_found_and_what_is_not_is_said(g1: GenerasiNomenklatur, client: Client) -> None:
    text = text_of(client.get(PAGE, {"cari": "imunisasi layanan"}))
    assert "Hasil pencarian 1 kode" in text
    assert "1.02.02.2.02.0048" in text
    assert "Hasil pencarian 3 kode" in text_of(client.get(PAGE, {"cari": "program", "tingkat": "program"}))
    assert "Tidak ada kode yang cocok" in text_of(client.get(PAGE, {"cari": "jembatan"}))


# --- suggestions -----------------------------------------------------------------------------------------------------


def test_a_field_is_offered_the_codes_of_the_unit(g1: GenerasiNomenklatur, client: Client) -> None:
    ask = {"jenis": "kab", "bidang": "2.13", "tingkat": "sub-kegiatan", "isi": "kode"}
    assert options(client.get(PICK, {**ask, "kode": "dokumen"})) == ["2.13.01.2.01.0001"]
    assert options(client.get(PICK, {**ask, "kode": "", "induk": "2.13.02.2.01"})) == ["2.13.02.2.01.0001"]
    assert options(client.get(PICK, {"cari": ""})) == []


def test_a_plan_asks_for_its_own_generation(g2: GenerasiNomenklatur, client: Client) -> None:
    assert options(client.get(PICK, {"cari": "imunisasi"})) == ["1.02.02.2.02.0101"]  # of the newest
    assert options(client.get(PICK, {"cari": "imunisasi", "generasi": "Uji/2023"})) == ["1.02.02.2.02.0048"]


def test_names_are_text(g2: GenerasiNomenklatur, client: Client) -> None:
    for address in (PICK + "?cari=dokumen", PAGE + "?cari=dokumen"):
        assert "<b>Perencanaan</b>" not in client.get(address).content.decode()


def test_the_field_is_drawn_with_its_listbox(db: None) -> None:
    markup = '<c-pick-code name="kode" id="kode-1" value="1.02" ask="generasi=1&jenis=kab" note="Kesehatan" />'
    drawn = Template(compiled(markup)).render(Context())
    assert f'hx-get="{PICK}?generasi=1&amp;jenis=kab&amp;isi=kode"' in drawn
    assert 'data-suggest="saran-kode-1"' in drawn
    assert 'id="saran-kode-1"' in drawn
    assert 'data-fill="kode-1-nama"' in drawn


# --- the map ---------------------------------------------------------------------------------------------------------


def test_the_map_shows_what_changed_counts_it_and_gives_a_file(
    g1: GenerasiNomenklatur, g2: GenerasiNomenklatur, client: Client
) -> None:
    text = text_of(client.get(MAP, {"dari": str(g1.pk), "ke": str(g2.pk)}))
    assert "Kode Uji/2023 dan yang meneruskannya pada Uji/2025." in text
    assert "Yang berubah 5 Semua 6 Tetap 1 Nama berubah 1 Kode berubah 1" in text
    assert "Tanpa penerus 2 Baru 1" in text
    assert "1.02.02.2.02.0048 Pengelolaan Layanan Imunisasi Kode berubah 1.02.02.2.02.0101" in text
    assert "1.02.02.2.02.0001" not in text
    gone = text_of(client.get(MAP, {"dari": str(g1.pk), "ke": str(g2.pk), "nasib": "tanpa-penerus"}))
    assert "2.13.02.2.01.0001 Fasilitasi Penataan Desa Tanpa penerus tidak ada" in gone
    head, *rows = csv_rows(client.get(MAP, {"dari": str(g1.pk), "ke": str(g2.pk), "ekspor": "csv"}))
    assert head[:5] == ["Kode lama", "Nama lama", "Menjadi", "Kode baru", "Nama baru"]
    assert len(rows) == 5


def test_the_map_is_of_two_generations_and_reads_from_the_older_to_the_newest(
    g2: GenerasiNomenklatur, client: Client
) -> None:
    assert client.get(MAP).context["ke"] == g2
    assert client.get(MAP, {"dari": str(g2.pk), "ke": str(g2.pk)}).context["dari"] != g2


def test_the_map_can_be_searched(g1: GenerasiNomenklatur, g2: GenerasiNomenklatur, client: Client) -> None:
    text = text_of(client.get(MAP, {"cari": "imunisasi", "nasib": "semua"}))
    assert "1.02.02.2.02.0048" in text
    assert "2.13.02.2.01.0001" not in text


@pytest.mark.parametrize(("address", "most"), [(PAGE, 8), (PAGE + "?kode=1.02.02.2.02.0001", 10), (MAP, 8)])
def test_pages_ask_few_questions(
    g2: GenerasiNomenklatur,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
    most: int,
) -> None:
    with django_assert_max_num_queries(most):
        client.get(address)


@pytest.mark.real_data
def test_the_real_tree_is_shown(client: Client, real_data: Path) -> None:
    call_command(
        "impor-nomenklatur",
        str(real_data / "nomenklatur-subkegiatan-lengkap.csv.gz"),
        "--generasi",
        "G/2024",
        verbosity=0,
    )
    text = text_of(client.get(PAGE, {"kode": "1.02.02.2.02"}))
    assert "51 sub kegiatan" in text
    found = options(client.get(PICK, {"cari": "dokumen perencanaan perangkat daerah", "bidang": "1.02"}))
    assert found[0] == "1.02.01.2.01.0001"
