"""The pages of imports: upload, columns, what would happen, applying, the marked copy, the template, exports again."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.transfer.cells import Workbook
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi.models import Unit
from tests.builders import World
from tests.organisasi.impor import as_csv
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, person


@pytest.fixture
def boss(dunia: World) -> Person:
    return person("Pengelola", dunia.kabupaten, Role.PENGELOLA)


@pytest.fixture
def client(boss: Person) -> Client:
    return signed_in(boss)


def page(jenis: str, root: Unit, **more: Any) -> str:
    return reverse("organisasi:impor", query={"jenis": jenis, "instansi": root.pk, **more})


def uploaded(client: Client, url: str, content: bytes, name: str = "data.csv", **more: str) -> Any:
    return client.post(url, {"berkas": SimpleUploadedFile(name, content), **more})


def book(response: Any) -> Workbook:
    return read_workbook(response.content, filename="x.xlsx")


# --- refused ---------------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_refused_beside_the_field(dunia: World, client: Client) -> None:
    answer = uploaded(client, page("unit", dunia.kabupaten), b"%PDF-1.7 x", "daftar.xlsx")
    assert answer.status_code == 422
    assert "melainkan PDF" in text_of(answer)


def test_one_sees_what_is_wrong_and_takes_a_marked_copy(dunia: World, client: Client) -> None:
    table = as_csv(("nama", "induk"), ("Dinas Baru", ""), ("Bidang X", "Dinas Entah"))
    answer = client.get(uploaded(client, page("unit", dunia.kabupaten), table).url)
    told = text_of(answer)
    assert "Belum dapat diterapkan" in told
    assert "baris 3, kolom “Unit induk” (sel B3)" in told
    assert "Terapkan</button>" not in answer.content.decode()
    link = answer.context["anotasi"]
    assert book(client.get(link)).sheets[0].name == "Masalah"
    refused = client.post(answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], {"sidik": "x"})
    assert refused.status_code == 409
    assert not Unit.objects.visible_to(SYSTEM).filter(nama="Dinas Baru").exists()


def test_another_persons_upload_does_not_exist(dunia: World, client: Client) -> None:
    url = uploaded(client, page("unit", dunia.kabupaten), as_csv(("nama",), ("Dinas Baru",))).url
    other = signed_in(person("Pengelola Dua", dunia.kabupaten, Role.PENGELOLA))
    assert other.get(url).status_code == 404


def test_each_kind_is_for_who_may_write_it(dunia: World, client: Client) -> None:
    admin = signed_in(person("Admin", dunia.kabupaten, Role.ADMINISTRATOR))
    kinds = ("unit", "jabatan", "pegawai", "akun", "pelantikan")
    assert [client.get(page(each, dunia.kabupaten)).status_code for each in kinds] == [200, 200, 200, 403, 200]
    assert [admin.get(page(each, dunia.kabupaten)).status_code for each in kinds] == [403, 403, 403, 200, 403]
    assert admin.get(reverse("organisasi:impor")).context["tujuan"].jenis.kode == "akun"


# --- taken -----------------------------------------------------------------------------------------------------------


def test_units_go_in_and_the_same_file_again_changes_nothing(dunia: World, client: Client) -> None:
    table = as_csv(("kode", "nama", "induk"), ("1", "Dinas Baru", ""), ("2", "Bidang X", "1"))
    url = uploaded(client, page("unit", dunia.kabupaten), table, sejak="2025-01-02").url
    shown = client.get(url)
    assert "diusulkan dari namanya" in text_of(shown)
    done = client.post(url, inputs(shown), follow=True)
    assert "data.csv diterapkan: 2 baru." in text_of(done)
    made = Unit.objects.visible_to(SYSTEM).select_related("induk").get(nama="Bidang X")
    assert (made.induk.nama, str(made.berlaku_mulai)) == ("Dinas Baru", "2025-01-02")
    assert client.get(url).status_code == 404  # the file was applied
    again = client.get(uploaded(client, page("unit", dunia.kabupaten), table).url)
    assert "Tidak ada yang perlu ditulis" in text_of(again)


def test_columns_of_unknown_titles_are_chosen(dunia: World, client: Client) -> None:
    url = uploaded(client, page("unit", dunia.kabupaten), as_csv(("x", "y"), ("Dinas Baru", "DB"))).url
    assert "tidak memuat kolom “Nama unit”" in text_of(client.get(url))
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query)) | {"k1": "nama", "k2": "singkatan"}
    shown = client.get(parts.path, asked)
    assert shown.context["rencana"].siap
    sent = client.post(f"{parts.path}?{shown.context['tujuan'].alamat}", {"sidik": shown.context["rencana"].sidik})
    assert sent.status_code == 302
    assert Unit.objects.visible_to(SYSTEM).get(nama="Dinas Baru").singkatan == "DB"


def test_the_template_is_read_by_its_columns(dunia: World, client: Client) -> None:
    template = client.get(reverse("organisasi:impor-templat", query={"jenis": "unit", "instansi": dunia.kabupaten.pk}))
    sheet = book(template).sheets[1]
    assert sheet.name == "Unit kerja"
    assert [cell.text for cell in sheet.rows[1][1:5]] == ["Kode", "Nama unit *", "Singkatan", "Jenis"]
    url = uploaded(client, page("unit", dunia.kabupaten), template.content, "templat.xlsx").url
    assert client.get(url).context["rencana"].ditolak == []


def test_the_check_asks_no_more_for_more_rows(
    dunia: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [(f"K{number}", f"Bidang {number}", "Dinkes") for number in range(200)]
    url = uploaded(client, page("unit", dunia.kabupaten), as_csv(("kode", "nama", "induk"), *rows)).url
    with django_assert_max_num_queries(20):
        assert client.get(url).context["rencana"].siap
