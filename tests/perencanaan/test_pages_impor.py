"""The import wizard in the browser's terms: who gets in, each step, questions answered on the page, applied once."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel import choosing
from sakip.kernel.jobs import run_job
from sakip.kernel.models import Job, JobStatus
from sakip.kernel.transfer.reading import read_workbook
from sakip.perencanaan.models import Impor, Indikator, PetaKolom, Target
from sakip.perencanaan.transfers import uploads
from tests import builders
from tests.builders import World, angka
from tests.people import Person, cast_of
from tests.perencanaan.test_impor_menerapkan import TABLE

LIST = reverse("perencanaan:impor-daftar")
COLUMNS = {"isi-1": "indikator", "isi-2": "target", "isi-3": "realisasi", "isi-4": "tercetak", "isi-5": "tahun"}
WHOLE = {"tahun": "", "dasar": "renstra", "lapis": "klaim"}
STEPS = ("impor-lembar", "impor-peta", "impor-periksa", "impor-anotasi")


@pytest.fixture
def people(dunia: World) -> dict[str, Person]:
    return cast_of(dunia)


@pytest.fixture
def perencana(people: dict[str, Person]) -> Client:
    return signed_in(people["perencana"])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.akun)
    return client


def step(name: str, impor: Impor) -> str:
    return reverse(f"perencanaan:{name}", args=[impor.pk])


def upload(client: Client, dunia: World, text: str = TABLE) -> Impor:
    file = SimpleUploadedFile("tabel.csv", text.encode())
    answer = client.post(LIST, {"berkas": file, "unit": dunia.dinkes.pk})
    made: Impor = Impor.related.order_by("-pk")[0]
    assert answer.headers["Location"] == step("impor-lembar", made)
    return made


def mapped(client: Client, dunia: World, text: str = TABLE) -> Impor:
    impor = upload(client, dunia, text)
    assert client.post(step("impor-lembar", impor), {"lembar": "tabel", "judul": "1"}).status_code == 302
    assert client.post(step("impor-peta", impor), {**COLUMNS, **WHOLE}).status_code == 302
    impor.refresh_from_db()
    return impor


def laporan(client: Client, impor: Impor) -> dict[str, Any]:
    found: dict[str, Any] = client.get(step("impor-periksa", impor)).context["laporan"]
    return found


def accept_all(client: Client, impor: Impor) -> None:
    rows = laporan(client, impor)["usulan_polaritas"]
    client.post(step("impor-periksa", impor), {f"polaritas:{row['kunci']}": row["usulan"] for row in rows})


def test_to_search_the_units_says_nothing_is_missing(
    perencana: Client, dunia: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "PRINTED", 1)
    answer = perencana.post(LIST, {choosing.NARROW: "unit", "unit-kata": "puskesmas"})
    assert (answer.status_code, b"sk-error" in answer.content) == (200, False)
    assert f'<option value="{dunia.puskesmas.pk}"' in answer.content.decode()


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "listed", "inside"),
    [
        ("pembaca", 403, 403),
        ("pelapor", 403, 403),
        ("verifikator", 403, 403),
        ("pimpinan", 403, 403),
        ("tetangga", 200, 404),
        ("orang asing", 200, 404),
        ("pengelola", 200, 200),
        ("administrator", 403, 403),
    ],
)
def test_who_gets_in(people: dict[str, Person], dunia: World, name: str, listed: int, inside: int) -> None:
    impor = mapped(signed_in(people["perencana"]), dunia)
    client = signed_in(people[name])
    assert client.get(LIST).status_code == listed
    for each in STEPS:
        assert client.get(step(each, impor)).status_code == inside, each
    applied = client.post(step("impor-terapkan", impor), {"sidik": ""}).status_code
    assert applied == (409 if inside == 200 else inside)
    assert not Indikator.related.exists()


def test_nobody_uploads_to_a_unit_that_is_not_his(people: dict[str, Person], dunia: World) -> None:
    client = signed_in(people["tetangga"])
    answer = client.post(LIST, {"berkas": SimpleUploadedFile("t.csv", TABLE.encode()), "unit": dunia.dinkes.pk})
    assert answer.status_code == 422
    assert not Impor.related.exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"%PDF-1.7 x", "bukan XLSX"), (b"   ", "tidak berisi data"), (b"", "kosong")]
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    perencana: Client, dunia: World, content: bytes, said: str
) -> None:
    answer = perencana.post(LIST, {"berkas": SimpleUploadedFile("t.csv", content), "unit": dunia.dinkes.pk})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Impor.related.exists()


def test_a_step_without_its_choice_says_so(perencana: Client, dunia: World) -> None:
    impor = upload(perencana, dunia)
    assert perencana.get(step("impor-peta", impor)).status_code == 302
    assert perencana.post(step("impor-lembar", impor), {"lembar": "tabel"}).status_code == 422
    perencana.post(step("impor-lembar", impor), {"lembar": "tabel", "judul": "1"})
    for wrong in ({**WHOLE}, {**COLUMNS, **WHOLE, "isi-2": "entah"}, {**COLUMNS, **WHOLE, "isi-5": ""}):
        answer = perencana.post(step("impor-peta", impor), wrong)
        assert answer.status_code == 422
    assert "Tahun belum diketahui" in answer.content.decode()
    impor.refresh_from_db()
    assert impor.peta == []


def test_a_table_with_a_refused_cell_offers_the_annotated_file_and_no_button(perencana: Client, dunia: World) -> None:
    impor = mapped(perencana, dunia, TABLE + 'Indeks Lain,"80",#REF!,,2024\n')
    accept_all(perencana, impor)
    page = perencana.get(step("impor-periksa", impor)).content.decode()
    assert "Terapkan impor" not in page
    assert "galat rumus" in perencana.get(step("impor-periksa", impor), {"bagian": "masalah"}).content.decode()
    marked = perencana.get(step("impor-anotasi", impor))
    assert (
        "tabel%20-%20masalah.xlsx" in marked.headers["Content-Disposition"]
        or "tabel - masalah.xlsx" in (marked.headers["Content-Disposition"])
    )
    assert read_workbook(BytesIO(marked.content).read(), filename="m.xlsx").sheets[0].name == "Masalah"


# --- the way through -------------------------------------------------------------------------------------------------


def test_from_the_file_to_the_indicators(perencana: Client, dunia: World) -> None:
    impor = mapped(perencana, dunia)
    said = laporan(perencana, impor)
    assert (said["baru"], said["pertanyaan"], said["siap"]) == (8, 3, False)
    for part in ("ringkasan", "masalah", "usulan", "perbedaan", "baris"):
        assert perencana.get(step("impor-periksa", impor), {"bagian": part}).status_code == 200
    accept_all(perencana, impor)
    said = laporan(perencana, impor)
    assert said["siap"]
    answer = perencana.post(step("impor-terapkan", impor), {"sidik": said["sidik"]}, follow=True)
    assert "3 indikator baru, 4 target, dan 4 realisasi" in answer.content.decode()
    assert Indikator.related.count() == 3
    again = perencana.post(step("impor-terapkan", impor), {"sidik": said["sidik"]}, follow=True)
    assert "sudah diterapkan" in again.content.decode()
    assert Target.related.count() == 4


def test_what_somebody_wrote_since_the_preview_is_shown_before_anything_is_written(
    perencana: Client, dunia: World
) -> None:
    subject = builders.indikator(dunia.dinkes)
    impor = mapped(perencana, dunia)
    accept_all(perencana, impor)
    sidik = laporan(perencana, impor)["sidik"]
    builders.realisasi(subject, Periode.tahunan(2024), angka("70"))
    answer = perencana.post(step("impor-terapkan", impor), {"sidik": sidik})
    assert answer.status_code == 409
    assert "berubah sejak pratinjau" in answer.content.decode()
    assert SeriesValue.related.count() == 1


def test_a_question_is_answered_on_the_page(perencana: Client, dunia: World) -> None:
    impor = mapped(perencana, dunia, TABLE + 'Indeks Lain,"1.234","1.1",,2024\n')
    accept_all(perencana, impor)
    asked = laporan(perencana, impor)["daftar_pertanyaan"]
    assert [each["kunci"] for each in asked] == ["B6"]
    page = perencana.get(step("impor-periksa", impor), {"bagian": "masalah"}).content.decode()
    assert 'name="jawab:B6" value="1,234"' in page
    perencana.post(step("impor-periksa", impor), {"jawab:B6": "1,234"})
    said = laporan(perencana, impor)
    assert said["siap"]
    assert next(row for row in said["daftar_sel"] if row["sel"] == "B6")["baru"] == "1,234"


def test_a_mapping_is_remembered_for_the_next_table_with_the_same_header(perencana: Client, dunia: World) -> None:
    mapped(perencana, dunia)
    assert PetaKolom.related.count() == 1
    second = upload(perencana, dunia, TABLE.replace("2024", "2022"))
    perencana.post(step("impor-lembar", second), {"lembar": "tabel", "judul": "1"})
    page = perencana.get(step("impor-peta", second))
    assert page.context["asal"] == "diingat"


def test_pages_take_the_same_queries_for_one_and_for_many_rows(
    perencana: Client, dunia: World, django_assert_max_num_queries: Any
) -> None:
    many = TABLE + "".join(f'Indeks {n},"80","79",,2024\n' for n in range(150))
    for text in (TABLE, many):
        impor = mapped(perencana, dunia, text)
        for url in (LIST, *(step(each, impor) for each in STEPS), step("impor-periksa", impor) + "?bagian=baris"):
            with django_assert_max_num_queries(16):
                assert perencana.get(url).status_code == 200


# --- large tables ----------------------------------------------------------------------------------------------------


def test_a_large_table_is_checked_and_applied_by_the_worker(
    perencana: Client, dunia: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGE", 2)
    impor = upload(perencana, dunia)
    perencana.post(step("impor-lembar", impor), {"lembar": "tabel", "judul": "1"})
    answer = perencana.post(step("impor-peta", impor), {**COLUMNS, **WHOLE})
    job = Job.base.get()
    assert answer.headers["Location"].startswith(reverse("kernel:job", args=[job.pk]))
    assert "diperiksa di latar belakang" in perencana.get(step("impor-periksa", impor)).content.decode()
    run_job.call(job.pk)
    accept_all(perencana, impor)
    run_job.call(Job.base.latest("pk").pk)
    said = laporan(perencana, impor)
    assert said["siap"]
    perencana.post(step("impor-terapkan", impor), {"sidik": said["sidik"]})
    assert not Indikator.related.exists()
    applying = Job.base.latest("pk")
    run_job.call(applying.pk)
    applying.refresh_from_db()
    assert (applying.status, applying.result) == (JobStatus.SELESAI, {"indikator": 3, "target": 4, "realisasi": 4})
    Job.base.filter(pk=applying.pk).update(status=JobStatus.MENUNGGU)
    run_job.call(applying.pk)  # a worker killed after its commit is repeated: nothing is written twice
    applying.refresh_from_db()
    assert applying.status == JobStatus.SELESAI
    assert Target.related.count() == 4
    assert "Tabel ini sudah diterapkan" in perencana.get(step("impor-periksa", impor)).content.decode()
