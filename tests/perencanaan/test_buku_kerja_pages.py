"""Buku Kerja on the screen and from the shell: who may, what is shown, what is written."""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel import choosing
from sakip.kernel.access import Role
from sakip.kernel.transfer.reading import read_workbook
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.transfers.buku_kerja import Lingkup
from tests import builders
from tests.builders import World, angka
from tests.people import Person, cast_of, person
from tests.perencanaan.buku import Buku

PAGE, DOWNLOAD = "/buku-kerja/", "/buku-kerja/unduh/"
T = Periode(2025, "T")


@pytest.fixture
def people(dunia: World) -> dict[str, Person]:
    return cast_of(dunia)


@pytest.fixture
def ahh(dunia: World) -> Indikator:
    subject = builders.indikator(dunia.dinkes)
    builders.realisasi(subject, T, angka("71.19"))
    return subject


def client(who: Person) -> Client:
    found = Client()
    found.force_login(who.akun)
    return found


def query(world: World, **more: str | int) -> dict[str, str | int]:
    chosen: dict[str, str | int] = {"tahun": 2025, "awal": 2024, "akhir": 2026, "dasar": "renstra"}
    return {**chosen, "unit": world.dinkes.pk, **more}


def filled(world: World, value: object) -> bytes:
    book = Buku(Lingkup(world.dinkes, 2025, 2024, 2026))
    book.set("realisasi", "Angka Harapan Hidup", "2025-T", value)
    return book.bytes()


def upload(browser: Client, content: bytes) -> str:
    """The address of the preview."""
    response = browser.post(PAGE, {"berkas": SimpleUploadedFile("buku.xlsx", content)})
    assert response.status_code == 302
    return str(response["Location"])


def stored() -> list[str]:
    return [str(row.isian.angka) for row in SeriesValue.related.filter(pengganti=None)]


# --- who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "download", "send"),
    [("orang asing", 404, 404), ("tetangga", 200, 403), ("pembaca", 200, 403), ("perencana", 200, 200)],
)
def test_who_downloads_and_who_looks_at_a_preview(
    dunia: World, ahh: Indikator, people: dict[str, Person], name: str, download: int, send: int
) -> None:
    browser = client(people[name])
    assert browser.get(DOWNLOAD, query(dunia)).status_code == download
    if name == "pembaca":
        assert browser.post(PAGE).status_code == 403
        return
    address = upload(browser, filled(dunia, 70))
    response = browser.get(address)
    if name == "orang asing":  # may import elsewhere, so he reads that this workbook is none of his
        assert "unit yang tidak dikenal" in response.content.decode()
        assert "Dinas Kesehatan" not in response.content.decode()
    else:
        assert response.status_code == send


def test_a_kept_file_is_its_owners_alone(dunia: World, ahh: Indikator, people: dict[str, Person]) -> None:
    address = upload(client(people["perencana"]), filled(dunia, 70))
    assert client(people["pengelola"]).get(address).status_code == 404
    assert client(people["perencana"]).get(address.replace(":", ":x", 1)).status_code == 404
    assert client(people["perencana"]).get(PAGE + "apa-saja/anotasi/").status_code == 404


def test_units_one_may_not_see_are_not_offered(dunia: World, people: dict[str, Person]) -> None:
    page = client(people["perencana"]).get(PAGE).content.decode()
    assert "Dinas Kesehatan" in page
    assert "Kota Seberang" not in page


@pytest.mark.parametrize("asks", ["get", "post"])  # its button; the script, which sends every form in one way
def test_to_search_the_units_makes_no_workbook(
    dunia: World, people: dict[str, Person], monkeypatch: pytest.MonkeyPatch, asks: str
) -> None:
    monkeypatch.setattr(choosing, "PRINTED", 1)
    typed = query(dunia, **{choosing.NARROW: "unit", "unit-kata": "puskesmas", "awal": ""})
    answer = getattr(client(people["perencana"]), asks)(DOWNLOAD, typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'<option value="{dunia.puskesmas.pk}"' in page
    assert 'name="unit-kata" value="puskesmas"' in page
    assert "sk-error" not in page
    assert f'<form method="post" action="{PAGE}"' in page  # the upload beside it goes where it always goes


def test_who_may_not_import_is_offered_the_download_only(dunia: World, people: dict[str, Person]) -> None:
    page = client(people["pembaca"]).get(PAGE).content.decode()
    assert "hanya dapat diunduh" in page
    assert "multipart/form-data" not in page


# --- download --------------------------------------------------------------------------------------------------------


def test_a_download_is_the_workbook_of_the_choice(dunia: World, ahh: Indikator, people: dict[str, Person]) -> None:
    browser = client(people["perencana"])
    response = browser.get(DOWNLOAD, query(dunia, dasar="pk"))
    assert response["Content-Disposition"] == 'attachment; filename="Buku Kerja SAKIP - Dinkes 2025.xlsx"'
    workbook = read_workbook(response.content, filename="b.xlsx")
    assert [sheet.name for sheet in workbook.sheets[:5]] == ["Petunjuk", "Unit", "Indikator", "Target", "Realisasi"]
    said = {cell.text for row in workbook.sheets[0].rows for cell in row}
    assert {"Kabupaten Uji", "Dinas Kesehatan", "PK"} <= said
    assert browser.get(DOWNLOAD).status_code == 200, "without a choice: one's own unit and the chosen year"


@pytest.mark.parametrize("wrong", [{"awal": 2026}, {"tahun": ""}, {"dasar": "x"}, {"awal": 2001}])
def test_a_wrong_choice_is_told_on_the_page(
    dunia: World, people: dict[str, Person], wrong: dict[str, str | int]
) -> None:
    assert client(people["perencana"]).get(DOWNLOAD, query(dunia, **wrong)).status_code == 422


# --- preview and applying --------------------------------------------------------------------------------------------


def test_a_file_is_looked_at_and_then_applied(dunia: World, ahh: Indikator, people: dict[str, Person]) -> None:
    browser = client(people["perencana"])
    address = upload(browser, filled(dunia, 72))
    response = browser.get(address)
    page = response.content.decode()
    assert "71,19" in page
    assert "Terapkan 1 perubahan" in page
    assert stored() == ["71.19"]
    sent = browser.post(address, {"sidik": response.context["hasil"].sidik}, follow=True)
    assert "diterapkan: 1 berubah" in sent.content.decode()
    assert stored() == ["72"]
    assert browser.get(address).status_code == 404, "an applied file is gone"


def test_applying_something_else_than_was_looked_at_is_refused(
    dunia: World, ahh: Indikator, people: dict[str, Person]
) -> None:
    browser = client(people["perencana"])
    address = upload(browser, filled(dunia, 72))
    for sidik in ("", "x"):
        response = browser.post(address, {"sidik": sidik})
        assert response.status_code == 409
        assert "Data yang tersimpan berubah" in response.content.decode()
    assert stored() == ["71.19"]


def test_a_refused_file_is_explained_and_given_back_to_be_mended(
    dunia: World, ahh: Indikator, people: dict[str, Person]
) -> None:
    browser = client(people["perencana"])
    address = upload(browser, filled(dunia, "tinggi"))
    page = browser.get(address).content.decode()
    assert "Belum dapat diterapkan" in page
    assert "berisi “tinggi”" in page
    assert browser.post(address, {"sidik": ""}).status_code == 409
    marked = browser.get(address + "anotasi/").content
    book = Buku.__new__(Buku)
    import openpyxl  # late: only here

    book.book = openpyxl.load_workbook(BytesIO(marked))
    assert book.book.sheetnames[0] == "Masalah"
    book.set("realisasi", "Angka Harapan Hidup", "2025-T", 73)
    assert "Terapkan 1 perubahan" in browser.get(upload(browser, book.bytes())).content.decode()


def test_a_file_that_cannot_be_read_sends_back(dunia: World, people: dict[str, Person]) -> None:
    browser = client(people["perencana"])
    response = browser.get(upload(browser, b"%PDF-1.7 x"), follow=True)
    assert "melainkan PDF" in response.content.decode()
    assert browser.post(PAGE).status_code == 422


def test_the_preview_asks_the_same_number_of_queries_for_one_and_three(
    dunia: World, ahh: Indikator, people: dict[str, Person], django_assert_max_num_queries: object
) -> None:
    browser = client(people["perencana"])
    address = upload(browser, filled(dunia, 72))
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        browser.get(address)
    for number in range(2):
        builders.indikator(dunia.dinkes, f"Lain {number}")
    address = upload(browser, filled(dunia, 72))
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        browser.get(address)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        browser.get(PAGE)


# --- from the shell --------------------------------------------------------------------------------------------------


def run(*arguments: object) -> str:
    output = StringIO()
    call_command("buku-kerja", *map(str, arguments), stdout=output)
    return output.getvalue()


HERE = ("--instansi", "kabupaten uji")


def test_from_the_shell_out_and_in_again(dunia: World, ahh: Indikator, tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    run(*HERE, "--unit", "Dinas Kesehatan", "--tahun", 2025, "--keluar", path)
    report = json.loads(run(*HERE, "--masuk", path, "--terapkan", "--json"))
    assert (report["perubahan"], report["masalah"]) == ([], [])
    path.write_bytes(filled(dunia, 72))
    assert "71,19 menjadi 72" in run(*HERE, "--masuk", path)
    assert stored() == ["71.19"]
    report = json.loads(run(*HERE, "--masuk", path, "--terapkan", "--json"))
    assert (report["diterapkan"], report["hitungan"]["realisasi"]["berubah"], stored()) == (True, 1, ["72"])


def test_from_the_shell_a_refusal_is_exit_one_and_a_marked_file(dunia: World, ahh: Indikator, tmp_path: Path) -> None:
    path, marked = tmp_path / "buku.xlsx", tmp_path / "masalah.xlsx"
    path.write_bytes(filled(dunia, "tinggi"))
    with pytest.raises(SystemExit, match="1"):
        run(*HERE, "--masuk", path, "--terapkan", "--anotasi", marked)
    assert read_workbook(marked.read_bytes(), filename="m.xlsx").sheets[0].name == "Masalah"
    assert stored() == ["71.19"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--instansi", "Tak Ada", "--keluar", "x"), "“Tak Ada” tidak ada"),
        ((*HERE, "--unit", "Dinas Sosial", "--keluar", "x"), "Dinas Sosial"),
        ((*HERE, "--keluar", "x"), "--tahun"),
        ((*HERE, "--tahun", "2025", "--awal", "2026", "--keluar", "x"), "tidak dapat dipakai"),
        ((*HERE, "--masuk", "tak-ada.xlsx"), "tidak dapat dibaca"),
        ((*HERE, "--masuk", "x", "--sebagai", "tak.ada@contoh.go.id"), "tidak ditemukan"),
    ],
)
def test_from_the_shell_what_cannot_be_is_said(dunia: World, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(*arguments)


def test_from_the_shell_one_acts_with_ones_own_permissions(dunia: World, ahh: Indikator, tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(filled(dunia, 72))
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    with pytest.raises(CommandError, match="tidak berwenang"):
        run(*HERE, "--masuk", path, "--sebagai", sari.akun.email)
    assert reverse("perencanaan:buku-kerja-unduh") == DOWNLOAD
