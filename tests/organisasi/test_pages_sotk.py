"""The guided act of a reorganisation, as a person goes through it: drafts kept, problems told, the result."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel import choosing
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.choosing import NARROW
from sakip.organisasi import actions
from sakip.organisasi.models import Penugasan, Reorganisasi, Unit
from sakip.organisasi.rules.reorganisasi import from_json
from sakip.perencanaan.models import Indikator
from tests import builders
from tests.builders import World
from tests.organisasi.sotk import PERDA, Penerus, drafted, open_unit
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, person


@pytest.fixture
def pengelola(dunia: World) -> Person:
    return person("Budi", dunia.kabupaten, Role.PENGELOLA)


def step(name: str, row: Reorganisasi, *more: str) -> str:
    return reverse(f"organisasi:sotk{name}", args=[row.pk, *more])


def draft() -> Reorganisasi:
    found: Reorganisasi = Reorganisasi.related.get()
    return found


def test_a_split_from_the_first_step_to_the_result(dunia: World, pengelola: Person) -> None:
    gizi = builders.indikator(dunia.dinkes, "Persentase gizi buruk pangan")
    both = builders.indikator(dunia.dinkes, "Nilai SAKIP")
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    role = Penugasan.related.get(akun=sari.akun)
    client = signed_in(pengelola)
    what = {"judul": "Pemecahan Dinas Kesehatan", "tanggal": "1 Januari 2025", "dasar_hukum": PERDA, "mulai_tahun": ""}
    answer = client.post(reverse("organisasi:sotk-tambah"), what)
    row = draft()
    assert answer["Location"] == step("-unit", row)

    page = client.get(step("-unit", row))
    client.post(step("-unit", row), inputs(page) | {"asal-0": str(dunia.dinkes.pk)})
    page = client.get(step("-unit", row))
    typed = inputs(page)
    assert typed["p0-nama"] == "Dinas Kesehatan"
    typed |= {"asal-0": str(dunia.dinkes.pk), "p0-ada": "baru", "p1-ada": "baru", "p0-jenis": "dinas"}
    answer = client.post(step("-unit", row), typed | {"p1-nama": "Dinas Pangan"})
    assert answer["Location"] == step("-anak", row)

    keys = {each.nama: each.kunci for each in from_json(draft().rancangan).penerus}
    sent = inputs(client.get(step("-anak", row)))
    sent |= {f"ke-anak-{dunia.puskesmas.pk}": keys["Dinas Pangan"], f"nama-anak-{dunia.puskesmas.pk}": "Puskesmas Gizi"}
    answer = client.post(step("-anak", row), sent)
    assert answer["Location"] == step("-bagian", row, "indikator")

    page = client.get(answer["Location"])
    chosen = {f"ke-indikator-{gizi.pk}": [keys["Dinas Pangan"]], f"ke-indikator-{both.pk}": list(keys.values())}
    answer = client.post(answer["Location"], {**inputs(page), **chosen})
    assert answer["Location"] == step("-bagian", row, "jabatan")

    answer = client.post(
        answer["Location"], inputs(client.get(answer["Location"])) | {f"ke-peran-{role.pk}": keys["Dinas Pangan"]}
    )
    assert answer["Location"] == step("", row)

    page = client.get(step("", row))
    text = text_of(page)
    assert "Pemecahan" in text
    assert "Dinas Pangan di bawah Kabupaten Uji" in text
    assert "Indikator yang dilanjutkan 2 dari 2" in text
    answer = client.post(step("-terapkan", row), inputs(page) | {"setuju": "on"})
    assert answer["Location"] == step("", row)
    text = text_of(client.get(step("", row)))
    assert "Diterapkan" in text
    assert "Puskesmas Ujibaru" in text
    assert open_unit("Puskesmas Gizi").induk == open_unit("Dinas Pangan")
    assert Indikator.related.get(pendahulu=gizi).unit == open_unit("Dinas Pangan")
    assert Indikator.related.filter(pendahulu=both).count() == 2
    assert Penugasan.related.get(akun=sari.akun, sampai=None).unit == open_unit("Dinas Pangan")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"judul": ""}, "Perubahan belum diisi"),
        ({"tanggal": "kemarin"}, "Tanggal berlaku tidak terbaca"),
        ({"dasar_hukum": ""}, "Dasar hukum belum diisi"),
        ({"mulai_tahun": "25"}, "Tahun pertama paling kecil 1990"),
        ({"mulai_tahun": "2020"}, "Tahun 2020 tidak sesuai dengan tanggal berlakunya; tulis 2025 atau 2026"),
    ],
)
def test_a_refused_first_step_keeps_what_was_typed(
    dunia: World, pengelola: Person, typed: dict[str, str], sentence: str
) -> None:
    whole = {"judul": "Pemecahan", "tanggal": "2025-01-01", "dasar_hukum": "Perda Unik", "mulai_tahun": ""} | typed
    answer = signed_in(pengelola).post(reverse("organisasi:sotk-tambah"), whole)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert inputs(answer)["judul"] == whole["judul"]
    assert not Reorganisasi.related.exists()


def a_draft(world: World, **more: Any) -> Reorganisasi:
    return drafted(world.kabupaten, asal=(world.dinkes.pk,), penerus=(Penerus("u1", "Dinas Sehat"),), **more)


@pytest.mark.parametrize("name", ["-apa", "-unit", "-anak", "-bagian"])
def test_of_two_who_change_a_draft_the_second_is_told(dunia: World, pengelola: Person, name: str) -> None:
    row = a_draft(dunia)
    address = step(name, row, *(["jabatan"] if name == "-bagian" else []))
    client = signed_in(pengelola)
    sent = inputs(client.get(address)) | {"asal-0": str(dunia.dinkes.pk), "tanggal": "2025-01-01"}
    actions.edit_reorganisasi(row, seen=1, judul="Judul lain", by=SYSTEM)
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "Judul lain sudah diubah Baris perintah sesudah Anda membukanya" in text_of(answer)
    assert client.post(address, sent | {"versi": inputs(answer)["versi"]}).status_code == 302


def test_what_stands_in_the_way_is_listed_with_its_step(dunia: World, pengelola: Person) -> None:
    row = a_draft(dunia)
    actions.edit_reorganisasi(row, seen=1, rancangan=from_json({}), by=SYSTEM)
    client = signed_in(pengelola)
    page = client.get(step("", row))
    assert "Belum ada unit yang berubah. Pilih unit yang dipecah" in text_of(page)
    assert step("-unit", row) in page.content.decode()
    answer = client.post(step("-terapkan", row), {"versi": "2", "setuju": "on"})
    assert answer.status_code == 409
    assert "Belum ada unit penerus" in text_of(answer)


def test_it_is_not_applied_without_a_last_look(dunia: World, pengelola: Person) -> None:
    row = a_draft(dunia)
    answer = signed_in(pengelola).post(step("-terapkan", row), {"versi": "1"})
    assert answer.status_code == 422
    assert "Periksa rancangannya, lalu centang" in text_of(answer)
    assert not Unit.related.filter(nama="Dinas Sehat").exists()


def test_an_applied_change_has_no_steps_any_more(dunia: World, pengelola: Person) -> None:
    row = a_draft(dunia)
    actions.apply_reorganisasi(row, seen=1, by=SYSTEM)
    client = signed_in(pengelola)
    for address in (step("-apa", row), step("-unit", row), step("-anak", row), step("-bagian", row, "indikator")):
        assert client.get(address)["Location"] == step("", row)
        assert client.post(address, {"versi": "2"})["Location"] == step("", row)
    for name in ("-terapkan", "-buang"):
        assert client.post(step(name, row), {"versi": "2", "setuju": "on"}).status_code == 409


def test_a_draft_is_thrown_away(dunia: World, pengelola: Person) -> None:
    row = a_draft(dunia)
    client = signed_in(pengelola)
    assert client.post(step("-buang", row))["Location"] == reverse("organisasi:sotk-daftar")
    assert client.get(step("", row)).status_code == 404
    assert "Belum ada perubahan SOTK" in text_of(client.get(reverse("organisasi:sotk-daftar")))


def test_a_second_source_is_carried_on_by_every_successor_until_it_is_said_otherwise(
    dunia: World, pengelola: Person
) -> None:
    row = a_draft(dunia)
    client = signed_in(pengelola)
    address = step("-unit", row)
    base = {"asal-0": str(dunia.dinkes.pk), "asal-1": str(dunia.disdik.pk), "p0-ada": "baru", "p1-ada": "baru"}
    client.post(address, inputs(client.get(address)) | base | {"p1-nama": "Dinas Kedua", "lagi": "1"})
    assert from_json(draft().rancangan).silsilah == ()
    split = base | {"p0-dari": [str(dunia.dinkes.pk)], "p1-dari": [str(dunia.disdik.pk)]}
    client.post(address, inputs(client.get(address)) | split)
    assert from_json(draft().rancangan).silsilah == ((dunia.dinkes.pk, "u1"), (dunia.disdik.pk, "u2"))
    client.post(address, inputs(client.get(address)) | split | {"p1-hapus": "on"})
    assert [each.nama for each in from_json(draft().rancangan).penerus] == ["Dinas Sehat"]


def test_to_search_a_list_of_units_saves_nothing_and_says_nothing_is_missing(
    dunia: World, pengelola: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "PRINTED", 1)
    a_draft(dunia)
    typed = {"baris_penerus": "1", "p0-nama": "", "p0-induk": "x", "p0-induk-kata": "pendidikan", NARROW: "p0-induk"}
    answer = signed_in(pengelola).post(step("-unit", draft()), typed)
    assert answer.status_code == 200
    assert 'name="p0-induk-kata" value="pendidikan"' in answer.content.decode()
    assert b"sk-error" not in answer.content
    assert [each.nama for each in from_json(draft().rancangan).penerus] == ["Dinas Sehat"]


def test_the_proposals_are_taken_again(dunia: World, pengelola: Person) -> None:
    builders.indikator(dunia.dinkes)
    row = a_draft(dunia)
    client, address = signed_in(pengelola), step("-bagian", row, "indikator")
    client.post(address, inputs(client.get(address)))
    assert [each.ke for each in from_json(draft().rancangan).bagian["indikator"].values()] == [()]
    answer = client.post(address, inputs(client.get(address)) | {"usulan": "1"})
    assert answer["Location"] == address
    assert from_json(draft().rancangan).bagian["indikator"] == {}


def test_an_unknown_part_is_not_found(dunia: World, pengelola: Person) -> None:
    assert signed_in(pengelola).get(step("-bagian", a_draft(dunia), "anggaran")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("-apa", 6), ("-unit", 7), ("-anak", 6), ("indikator", 12), ("jabatan", 12), ("", 12)]
)
def test_steps_ask_the_same_whatever_they_hold(
    dunia: World,
    pengelola: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    count: int,
) -> None:
    for number in range(count):
        builders.indikator(dunia.dinkes, f"Indikator {number}")
        person(f"Orang {number}", dunia.dinkes, Role.PELAPOR)
        actions.add_unit(dunia.dinkes, nama=f"Bidang {number}", jenis="bidang", by=SYSTEM)
        actions.add_jabatan(dunia.dinkes, nama=f"Jabatan {number}", jenjang="pelaksana", by=SYSTEM)
    row = a_draft(dunia)
    client: Client = signed_in(pengelola)
    address = step("-bagian", row, name) if name in {"indikator", "jabatan"} else step(name, row)
    with django_assert_num_queries(queries):
        client.get(address)
