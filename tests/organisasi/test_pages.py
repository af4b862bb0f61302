"""Pages of units: the tree, a card, the forms; for whom, and what two people at once are told."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi import actions
from sakip.organisasi.models import Unit
from tests.builders import World
from tests.pages import csv_rows, inputs, signed_in, text_of
from tests.people import Person, cast_of, person


@pytest.fixture
def pengelola(dunia: World) -> Person:
    return person("Budi", dunia.kabupaten, Role.PENGELOLA)


@pytest.mark.parametrize("name", ["unit-ubah", "unit-tambah", "pengaturan-instansi"])
@pytest.mark.parametrize(
    ("who", "expected"), [("pembaca", 403), ("administrator", 403), ("orang asing", 404), ("pengelola", 200)]
)
def test_forms_are_for_those_who_manage_units(dunia: World, name: str, who: str, expected: int) -> None:
    client = signed_in(cast_of(dunia)[who])
    address = {
        "unit-tambah": reverse("organisasi:unit-tambah") + f"?induk={dunia.kabupaten.pk}",
    }.get(name) or reverse(f"organisasi:{name}", args=[dunia.kabupaten.pk])
    assert client.get(address).status_code == expected


@pytest.mark.parametrize("induk", ["", "abc", "999999"])
def test_adding_below_nothing_is_not_found(dunia: World, pengelola: Person, induk: str) -> None:
    assert signed_in(pengelola).get(reverse("organisasi:unit-tambah"), {"induk": induk}).status_code == 404


def test_the_tree_is_searched(dunia: World, pengelola: Person) -> None:
    client, address = signed_in(pengelola), reverse("organisasi:unit-daftar")
    everything, found, nothing = (text_of(client.get(address, {"cari": text})) for text in ("", "puskesmas", "xyz"))
    assert "Dinas Pendidikan" in everything
    assert "Puskesmas Ujibaru" in found
    assert "Dinas Pendidikan" not in found
    assert "Tidak ada unit yang cocok" in nothing
    assert "Kota Seberang" not in everything


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, "Kabupaten Uji|Dinas Kesehatan|Puskesmas Ujibaru|Dinas Pendidikan"),
        ({"urut": "nama"}, "Dinas Kesehatan|Dinas Pendidikan|Kabupaten Uji|Puskesmas Ujibaru"),
        ({"urut": "-singkatan", "cari": "dinas"}, "Dinas Kesehatan|Dinas Pendidikan"),
    ],
)
def test_the_units_are_a_file_in_the_order_that_is_shown(
    dunia: World, pengelola: Person, query: dict[str, str], names: str
) -> None:
    head, *rows = csv_rows(signed_in(pengelola).get(reverse("organisasi:unit-daftar"), query | {"ekspor": "csv"}))
    assert head[:6] == ["Unit", "Singkatan", "Jenis", "Kode", "Sebutan kepala", "Dipimpin oleh"]
    assert head[6:] == ["Unit induk", "Berlaku mulai", "Dasar hukum"]
    assert "|".join(row[0] for row in rows) == names


def test_a_card_shows_head_letterhead_and_children(dunia: World, pengelola: Person) -> None:
    actions.edit_unit(dunia.kabupaten, seen=dunia.kabupaten.versi, sebutan_kepala="Bupati Uji", by=SYSTEM)
    text = text_of(signed_in(pengelola).get(reverse("organisasi:unit", args=[dunia.kabupaten.pk])))
    for words in ("Sebutan kepala Bupati Uji", "Tempat penandatanganan Ujibaru", "Dinas Kesehatan"):
        assert words in text


def test_a_unit_is_added_below_another(dunia: World, pengelola: Person) -> None:
    address = reverse("organisasi:unit-tambah") + f"?induk={dunia.dinkes.pk}"
    answer = signed_in(pengelola).post(address, {"nama": "Bidang Gizi", "jenis": "bidang"})
    made = Unit.related.get(nama="Bidang Gizi")
    assert (answer["Location"], made.induk_id) == (reverse("organisasi:unit", args=[made.pk]), dunia.dinkes.pk)


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"nama": "", "jenis": "bidang"}, 422, "Nama unit belum diisi"),
        ({"nama": "Bidang", "jenis": "kerajaan"}, 422, "Jenis tidak ada dalam pilihan"),
        ({"nama": "Puskesmas Ujibaru", "jenis": "puskesmas"}, 409, "sudah ada di bawah Dinas Kesehatan"),
        ({"nama": "x" * 201, "jenis": "bidang"}, 422, "paling panjang 200 huruf"),
    ],
)
def test_a_refused_unit_keeps_what_was_typed(
    dunia: World, pengelola: Person, typed: dict[str, str], status: int, sentence: str
) -> None:
    address = reverse("organisasi:unit-tambah") + f"?induk={dunia.dinkes.pk}"
    answer = signed_in(pengelola).post(address, typed | {"kode": "1.02"})
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert inputs(answer)["kode"] == "1.02"


def test_of_two_who_edit_a_unit_the_second_sees_both_values_and_may_send_again(dunia: World, pengelola: Person) -> None:
    client, address = signed_in(pengelola), reverse("organisasi:unit-ubah", args=[dunia.dinkes.pk])
    opened = {**inputs(client.get(address)), "jenis": "dinas"}
    actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, singkatan="DKes", by=SYSTEM)
    answer = client.post(address, opened | {"singkatan": "Dinkes Uji"})
    assert answer.status_code == 409
    assert "“DKes”" in text_of(answer)
    assert "“Dinkes Uji”" in text_of(answer)
    client.post(address, {**inputs(answer), "jenis": "dinas"})
    assert Unit.related.get(pk=dunia.dinkes.pk).singkatan == "Dinkes Uji"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("unit-daftar", 10), ("unit", 9)])
def test_pages_ask_the_same_whatever_the_number_of_units(
    dunia: World,
    pengelola: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    count: int,
) -> None:
    for number in range(count):
        bidang = actions.add_unit(dunia.dinkes, nama=f"Bidang {number}", jenis="bidang", by=SYSTEM)
        actions.add_jabatan(bidang, nama="Kepala Bidang", jenjang="administrator", kepala=True, by=SYSTEM)
    client = signed_in(pengelola)
    with django_assert_num_queries(queries):
        client.get(reverse(f"organisasi:{name}", args=[dunia.dinkes.pk] if name == "unit" else []))


def test_bidang_urusan_stand_on_the_card_and_in_the_form_as_the_code_of_the_unit_proposes(
    dunia: World, pengelola: Person
) -> None:
    dinkes = actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, kode="1.02.2.14", by=SYSTEM)
    client, card = signed_in(pengelola), reverse("organisasi:unit", args=[dinkes.pk])
    assert "Bidang urusan 1.02, 2.14 menurut kode unit" in text_of(client.get(card))
    address = reverse("organisasi:unit-ubah", args=[dinkes.pk])
    form = client.get(address)
    assert "Kosong berarti 1.02, 2.14, menurut kode unit." in text_of(form)
    sent = {**inputs(form), "jenis": "dinas"}
    refused = client.post(address, sent | {"bidang_urusan": "kesehatan"})
    assert refused.status_code == 409
    assert "bukan kode bidang" in text_of(refused)
    client.post(address, sent | {"bidang_urusan": "1.02"})
    assert "Bidang urusan 1.02 " in text_of(client.get(card))
    root = client.get(reverse("organisasi:unit-ubah", args=[dunia.kabupaten.pk]))
    assert "bidang_urusan" not in inputs(root)
