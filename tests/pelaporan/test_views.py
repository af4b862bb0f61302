"""Pages of reporting: who gets in, what is refused, what is frozen."""

from __future__ import annotations

import io

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.freezing import sha256, thaw
from sakip.kernel.models import FrozenDocument, HistoryEntry
from sakip.kernel.papers import file_name
from sakip.kernel.refusals import Refused
from sakip.organisasi.models import Unit
from sakip.pelaporan.actions import freeze_laporan
from tests.builders import World, indikator
from tests.copies import copied
from tests.documents.reading import bare, pdf_text
from tests.pelaporan.worlds import TAHUN, Dinas, dinas, fill, years
from tests.people import person


@pytest.fixture
def dinkes(dunia: World) -> Dinas:
    return copied(dinas, dunia)


def enter(unit: Unit, role: Role) -> Client:
    client = Client()
    client.force_login(person(f"Uji {role}", unit, role).akun)
    session = client.session
    session["tahun"] = TAHUN
    session.save()
    return client


def address(name: str, unit: Unit, tahun: int = TAHUN) -> str:
    return reverse(f"pelaporan:{name}", args=[unit.pk, tahun])


REPORT_PAGES = ["pratinjau", "pdf", "docx"]


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORT_PAGES)
def test_a_stranger_finds_nothing(dunia: World, dinkes: Dinas, name: str) -> None:
    assert enter(dunia.lain, Role.PENGELOLA).get(address(name, dinkes.unit)).status_code == 404


@pytest.mark.parametrize("name", ["beku-pdf", "beku-docx"])
def test_a_stranger_finds_no_frozen_version(dunia: World, dinkes: Dinas, name: str) -> None:
    row = freeze_laporan(dinkes.unit, tahun=TAHUN, by=SYSTEM)
    url = reverse(f"pelaporan:{name}", args=[row.pk])
    assert enter(dunia.lain, Role.PENGELOLA).get(url).status_code == 404


@pytest.mark.parametrize("name", REPORT_PAGES)
def test_a_year_of_no_report_does_not_exist(dinkes: Dinas, name: str) -> None:
    assert enter(dinkes.unit, Role.PEMBACA).get(address(name, dinkes.unit, 20230)).status_code == 404


@pytest.mark.parametrize("role", [Role.PEMBACA, Role.PELAPOR, Role.PERENCANA])
def test_only_who_may_freeze_freezes(dinkes: Dinas, role: Role) -> None:
    client = enter(dinkes.unit, role)
    assert client.post(address("bekukan", dinkes.unit)).status_code == 403
    assert "Bekukan laporan" not in client.get(address("pratinjau", dinkes.unit)).content.decode()
    assert not FrozenDocument.related.count()


def test_a_pimpinan_does_not_freeze_what_is_not_his(dunia: World, dinkes: Dinas) -> None:
    assert enter(dunia.disdik, Role.PIMPINAN).post(address("bekukan", dinkes.unit)).status_code == 403


def test_freezing_is_no_link(dinkes: Dinas) -> None:
    assert enter(dinkes.unit, Role.PIMPINAN).get(address("bekukan", dinkes.unit)).status_code == 405


def test_without_indicators_there_is_no_report(dunia: World) -> None:
    client = enter(dunia.disdik, Role.PIMPINAN)
    page = client.get(address("pratinjau", dunia.disdik))
    assert page.status_code == 200
    assert "belum memiliki indikator untuk tahun 2023" in page.content.decode()
    assert client.get(address("pdf", dunia.disdik)).status_code == 409
    assert client.post(address("bekukan", dunia.disdik)).status_code == 409


def test_a_second_version_needs_its_reason(dinkes: Dinas) -> None:
    freeze_laporan(dinkes.unit, tahun=TAHUN, by=SYSTEM)
    answer = enter(dinkes.unit, Role.PIMPINAN).post(address("bekukan", dinkes.unit), {"alasan": " "})
    assert answer.status_code == 409
    assert "Alasan belum diisi" in answer.content.decode()
    assert FrozenDocument.related.count() == 1


def test_a_reason_too_long_is_kept_and_refused(dinkes: Dinas) -> None:
    answer = enter(dinkes.unit, Role.PIMPINAN).post(address("bekukan", dinkes.unit), {"alasan": "panjang " * 90})
    assert answer.status_code == 422
    assert "panjang panjang" in answer.content.decode()


# --- freezing --------------------------------------------------------------------------------------------------------


def test_freezing_keeps_document_policy_history_and_hash(dinkes: Dinas) -> None:
    head = HistoryEntry.base.count()
    row = freeze_laporan(dinkes.unit, tahun=TAHUN, by=SYSTEM)
    assert (row.version, row.kind, row.subject) == (1, "lkjip", f"lkjip:{dinkes.unit.pk}:2023")
    assert row.sha256 == sha256(row.content)
    assert row.rules["kebijakan"]["batas"] == "120"
    assert row.rules["kebijakan_sejak"] == 2023
    assert row.history_head
    assert row.history_head in row.content
    entry = HistoryEntry.base.order_by("id").last()
    assert entry is not None
    assert HistoryEntry.base.count() == head + 1
    assert (entry.action, entry.object_label) == ("pelaporan.actions.freeze_laporan", str(row))


def test_a_frozen_version_does_not_change_with_the_data(dinkes: Dinas) -> None:
    row = freeze_laporan(dinkes.unit, tahun=TAHUN, by=SYSTEM)
    before = thaw(row)
    fill(indikator(dinkes.unit, "Indikator baru"), target=years(2023, "1"), realisasi=years(2023, "1"))
    assert thaw(FrozenDocument.related.get(pk=row.pk)) == before
    second = freeze_laporan(dinkes.unit, tahun=TAHUN, by=SYSTEM, alasan="Indikator ditambah")
    assert (second.version, second.reason) == (2, "Indikator ditambah")
    assert second.sha256 != row.sha256


def test_an_action_without_indicators_freezes_nothing(dunia: World) -> None:
    with pytest.raises(Refused, match="belum memiliki indikator"):
        freeze_laporan(dunia.disdik, tahun=TAHUN, by=SYSTEM)


def test_from_the_page_to_the_frozen_files(dinkes: Dinas) -> None:
    client = enter(dinkes.unit, Role.PIMPINAN)
    assert client.post(address("bekukan", dinkes.unit), {"alasan": ""}).status_code == 302
    row = FrozenDocument.related.get()
    page = client.get(address("pratinjau", dinkes.unit)).content.decode()
    assert row.sha256 in page
    assert "dibekukan sebagai versi 1" in page
    pdf = client.get(reverse("pelaporan:beku-pdf", args=[row.pk]))
    words = bare(pdf_text(pdf.content))
    assert bare("Versi 1, dibekukan") in words
    assert row.sha256[:16] in words
    assert "DRAF" not in words
    word = client.get(reverse("pelaporan:beku-docx", args=[row.pk]))
    assert docx.Document(io.BytesIO(word.content)).paragraphs


# --- the pages -------------------------------------------------------------------------------------------------------


def test_a_reader_sees_report_contents_and_files(dinkes: Dinas) -> None:
    client = enter(dinkes.unit, Role.PEMBACA)
    page = client.get(address("pratinjau", dinkes.unit)).content.decode()
    assert "Tabel 3.1 Target, Realisasi, dan Capaian Kinerja Tahun 2023" in page
    assert page.count('href="#blok-') >= 20
    pdf = client.get(address("pdf", dinkes.unit))
    assert pdf["Content-Disposition"] == 'attachment; filename="laporan-kinerja-dinas-kesehatan-tahun-2023.pdf"'
    assert pdf.content.startswith(b"%PDF")
    word = client.get(address("docx", dinkes.unit))
    assert word["Content-Disposition"].endswith('.docx"')
    assert word.content.startswith(b"PK")


def test_the_list_names_units_with_indicators_and_the_instansi(dunia: World, dinkes: Dinas) -> None:
    freeze_laporan(dinkes.unit, tahun=TAHUN, by=SYSTEM)
    page = enter(dinkes.unit, Role.PEMBACA).get(reverse("pelaporan:laporan")).content.decode()
    assert address("pdf", dinkes.unit) in page
    assert address("pratinjau", dunia.kabupaten) in page
    assert address("pratinjau", dunia.disdik) not in page
    assert "Versi 1" in page


def test_the_preview_of_an_instansi_takes_at_most_twenty_queries(dunia: World, dinkes: Dinas) -> None:
    """The page with the most queries, and as many for one indicator as for four."""
    client = enter(dinkes.unit, Role.PEMBACA)
    counted = []
    for names in (["IPM"], ["Gini", "Inflasi", "Opini"]):
        for name in names:
            fill(indikator(dunia.kabupaten, name), target=years(2023, "72"), realisasi=years(2023, "71.46"))
        with CaptureQueriesContext(connection) as made:
            client.get(address("pratinjau", dunia.kabupaten))
        counted.append(len(made))
    assert counted[0] == counted[1] <= 20


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_takes_eight_queries(
    dunia: World, dinkes: Dinas, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(more):
        fill(indikator(dunia.disdik, f"Indikator {n}"), target=years(2023, "1"))
    client = enter(dinkes.unit, Role.PEMBACA)
    with django_assert_num_queries(8):  # one of them asks whether there is another composition to offer
        client.get(reverse("pelaporan:laporan"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Laporan Kinerja Dinas Kesehatan Tahun 2023", "laporan-kinerja-dinas-kesehatan-tahun-2023.pdf"),
        ('Laporan "Bappeda/Litbang"\r\n Kota Sé', "laporan-bappeda-litbang-kota-se.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert file_name(title, "pdf") == name
