"""The pages of imports: upload, columns, what would happen, applying, the marked copy, the template, exports again."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.transfer.cells import Workbook
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi import actions, mailing
from sakip.organisasi.models import Jabatan, Pelantikan, Undangan, Unit
from sakip.organisasi.rules import fingerprint
from sakip.organisasi.transfers.rencana import Tindakan
from tests import builders
from tests.builders import World
from tests.organisasi.impor import as_csv, problems
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
    titles = client.get(uploaded(client, page("unit", dunia.kabupaten), as_csv(("kode", "nama", "induk"))).url)
    assert "Berkas ini tidak berisi baris data" in text_of(titles)


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


def test_a_filled_template_goes_in_whatever_the_row_order(dunia: World, client: Client) -> None:
    answer = client.get(reverse("organisasi:impor-templat", query={"jenis": "unit", "instansi": dunia.kabupaten.pk}))
    template = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = template["Unit kerja"]
    for row, (kode, nama, induk) in enumerate([("2", "Bidang X", "1"), ("1", "Dinas Baru", "")], start=3):
        sheet.cell(row, 2, kode)
        sheet.cell(row, 3, nama)
        sheet.cell(row, 6, induk or None)
    out = BytesIO()
    template.save(out)
    url = uploaded(client, page("unit", dunia.kabupaten), out.getvalue(), "templat.xlsx").url
    shown = client.get(url)
    client.post(url, inputs(shown))
    assert Unit.objects.visible_to(SYSTEM).select_related("induk").get(nama="Bidang X").induk.nama == "Dinas Baru"
    wrong = client.get(uploaded(client, page("jabatan", dunia.kabupaten), out.getvalue(), "templat.xlsx").url)
    assert "Berkas ini templat unit kerja, padahal yang dipilih impor jabatan" in text_of(wrong)


def test_an_address_that_was_tampered_with_is_no_fault(dunia: World, client: Client) -> None:
    url = uploaded(client, page("unit", dunia.kabupaten), as_csv(("nama",), ("Dinas Baru",))).url
    for more in ("&sejak=2026-13-45", "&k0=nama&k9999999999=kode&k%C2%B2=nama", "&tindakan=hapus&halaman=x"):
        assert client.get(url + more).status_code == 200


def test_the_check_asks_no_more_for_more_rows(
    dunia: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [(f"K{number}", f"Bidang {number}", "Dinkes") for number in range(200)]
    url = uploaded(client, page("unit", dunia.kabupaten), as_csv(("kode", "nama", "induk"), *rows)).url
    with django_assert_max_num_queries(20):
        assert client.get(url).context["rencana"].siap


# --- what a list exports goes in again -------------------------------------------------------------------------------


@pytest.fixture
def full(dunia: World) -> World:
    """Namesakes below two dinas, positions with superiors, people who hold one, none, and act for another."""
    for dinas in (dunia.dinkes, dunia.disdik):
        part = actions.add_unit(dinas, nama="Sekretariat", jenis="sekretariat", by=SYSTEM)
        head = builders.jabatan(dinas, f"Kepala {dinas.nama}", kepala=True)
        builders.jabatan(part, "Sekretaris", jenjang="administrator", atasan=head, kepala=True, urutan=2)
    kadin, sekretaris = (
        Jabatan.objects.visible_to(SYSTEM).filter(unit__path__startswith=dunia.dinkes.path).order_by("pk")
    )
    sari = builders.pegawai(dunia.kabupaten, gelar_depan="dr.", gelar_belakang="M.Kes.", golongan="IV/b")
    builders.masa(kadin, sari, date(2025, 1, 2))
    builders.masa(sekretaris, sari, date(2025, 2, 3), sebagai="plt")
    actions.add_pegawai(dunia.kabupaten, nama="-Tanpa, Jabatan", status="lainnya", by=SYSTEM)
    person("Ani", dunia.dinkes, Role.PELAPOR, Role.VERIFIKATOR)
    return dunia


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("jenis", ["unit", "jabatan", "pegawai", "akun"])
def test_what_a_list_exports_goes_in_unchanged(full: World, jenis: str, kind: str) -> None:
    who = person("Semua", full.kabupaten, Role.PENGELOLA, Role.ADMINISTRATOR)
    client = signed_in(who, tahun=timezone.localdate().year)
    answer: Any = client.get(reverse(f"organisasi:{jenis}-daftar"), {"ekspor": kind})
    content = answer.content if kind == "xlsx" else b"".join(answer.streaming_content)
    shown = client.get(uploaded(client, page(jenis, full.kabupaten), content, f"daftar.{kind}").url)
    found = shown.context["rencana"]
    assert problems(found) == []
    assert [each for each in found.baris if each.tindakan in {Tindakan.BARU, Tindakan.BERUBAH}] == []
    assert len(found.baris) >= 2


# --- accounts and a pelantikan ---------------------------------------------------------------------------------------


def test_who_is_invited_gets_a_letter_and_no_link_is_kept(
    dunia: World, settings: Any, mailoutbox: list[EmailMessage]
) -> None:
    settings.MAIL_CONFIGURED = True
    admin = signed_in(person("Admin", dunia.kabupaten, Role.ADMINISTRATOR))
    table = as_csv(("surel", "nama", "peran"), ("ani@contoh.go.id", "Ani", "Pelapor"))
    shown = admin.get(uploaded(admin, page("akun", dunia.kabupaten), table).url)
    done = admin.post(shown.request["PATH_INFO"] + "?" + shown.request["QUERY_STRING"], inputs(shown), follow=True)
    assert "1 surat undangan" in text_of(done)
    assert mailoutbox == []  # letters are the worker's
    waiting = DBTaskResult.objects.get(task_path__endswith="mail_invitations")
    mailing.mail_invitations.call(*waiting.args_kwargs["args"])
    (letter,) = mailoutbox
    assert letter.to == ["ani@contoh.go.id"]
    token = re.findall(r"/undangan/([^/\s]+)", str(letter.body))[0]
    assert Undangan.objects.visible_to(SYSTEM).get(dipakai=None, ditarik=None).sidik == fingerprint(token)


def test_officials_become_a_draft_with_its_check(dunia: World, client: Client) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    builders.pegawai(dunia.kabupaten, "Ani")
    table = as_csv(("Pegawai", "Jabatan baru", "Sebagai"), ("Ani", "Kepala Dinas Kesehatan", "Plt."))
    url = uploaded(client, page("pelantikan", dunia.kabupaten), table).url
    shown = client.get(url)
    missing = client.post(url, inputs(shown) | {"nomor_sk": ""})
    assert missing.status_code == 422
    assert "Nomor SK belum diisi" in text_of(missing)
    done = client.post(url, inputs(shown) | {"nomor_sk": "821/9", "tanggal": "2026-08-03"}, follow=True)
    assert "Rancangan dari data.csv disimpan" in text_of(done)
    (draft,) = Pelantikan.objects.visible_to(SYSTEM)
    assert (draft.nomor_sk, draft.diterapkan, len(draft.baris)) == ("821/9", None, 1)
