"""Pages of the ground: history and a job's progress."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Keadaan, Tiada
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.kernel import trail
from sakip.kernel.access import SYSTEM, Access, Role
from sakip.kernel.models import Job, JobStatus
from sakip.perencanaan import actions
from sakip.perencanaan.models import Indikator
from tests import builders
from tests.builders import World, angka
from tests.pages import csv_rows, signed_in, text_of
from tests.people import Person, person

TAHUN = Periode.tahunan(2025)
RIWAYAT = "/riwayat/"


@pytest.fixture
def reader(dunia: World) -> Person:
    return person("Rina", dunia.dinkes, Role.PEMBACA)


@pytest.fixture
def subject(dunia: World) -> Indikator:
    return builders.indikator(dunia.dinkes)


def test_a_visitor_is_sent_to_sign_in(dunia: World) -> None:
    assert Client().get(RIWAYAT).status_code == 302


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (angka(0), angka("71.5"), "Realisasi 0 71,5"),
        (angka(5), None, "Realisasi 5 belum diisi"),
        (Tiada(Keadaan.BELUM_TERSEDIA, "rilis Maret"), angka(0), "Realisasi belum tersedia (rilis Maret) 0"),
    ],
)
def test_a_corrected_value_is_told_with_the_one_it_replaced(
    subject: Indikator, reader: Person, first: object, then: object, words: str
) -> None:
    row = builders.realisasi(subject, TAHUN, first)  # type: ignore[arg-type]
    builders.realisasi(subject, TAHUN, then, seen=row.pk)  # type: ignore[arg-type]
    page = text_of(signed_in(reader).get(RIWAYAT)).replace(" menjadi", "")
    assert words in page
    assert "mengisi realisasi lewat baris perintah : Angka Harapan Hidup Tahun 2025" in page or (
        "mengisi realisasi lewat baris perintah: Angka Harapan Hidup Tahun 2025" in page
    )


def test_codes_are_told_in_words(subject: Indikator, reader: Person) -> None:
    page = text_of(signed_in(reader).get(RIWAYAT))
    assert "Polaritas Makin tinggi makin baik" in page
    assert "Indikator kinerja utama ya" in page


def test_what_one_transaction_did_stands_together(dunia: World, subject: Indikator, reader: Person) -> None:
    values = [NilaiBaru(subject.series, Periode(2025, f"TW{number}"), angka(number), None) for number in (1, 2, 3)]
    record_values(dunia.dinkes, values=values, by=SYSTEM)
    assert "mengisi realisasi lewat baris perintah: 3 nilai" in text_of(signed_in(reader).get(RIWAYAT))


def test_filters_and_reach(dunia: World, subject: Indikator, reader: Person) -> None:
    builders.indikator(dunia.disdik, "Rata-rata lama sekolah")
    client = signed_in(reader)
    assert "Rata-rata lama sekolah" not in text_of(client.get(RIWAYAT))
    assert "Angka Harapan Hidup" in text_of(client.get(RIWAYAT, {"jenis": "perencanaan.Indikator"}))
    assert "Tidak ada catatan yang cocok" in text_of(client.get(RIWAYAT, {"cari": "xyz"}))
    assert "Tidak ada catatan yang cocok" in text_of(client.get(RIWAYAT, {"unit": dunia.disdik.path}))


def test_the_filters_of_the_history(dunia: World, subject: Indikator, reader: Person) -> None:
    actions.edit_indikator(subject, seen=subject.versi, kode="IKU-1", by=reader_who_plans(dunia))
    client = signed_in(reader)
    today = timezone.localdate()
    for query, found in [
        ({"orang": "perenca"}, True),
        ({"orang": "xyz"}, False),
        ({"tindakan": "perencanaan.actions.edit_indikator"}, True),
        ({"tindakan": "perencanaan.actions.set_targets"}, False),
        ({"dari": f"{today}", "sampai": f"{today}"}, True),
        ({"sampai": f"{today - timedelta(days=1)}"}, False),
        ({"dari": f"{today + timedelta(days=1)}"}, False),
        ({"dari": "kemarin", "sebelum": "x"}, True),
        ({"jenis": "perencanaan.Indikator", "id": f"{subject.pk}"}, True),
        ({"unit": dunia.dinkes.path}, True),
        ({"unit": "0' or 1=1"}, False),
        ({"sebelum": "1"}, False),
    ]:
        assert ("IKU-1" in text_of(client.get(RIWAYAT, query))) is found, query


def reader_who_plans(dunia: World) -> Access:
    return person("Perencana", dunia.dinkes, Role.PERENCANA).access


def test_older_entries_are_one_link_away_and_none_is_told_twice(
    dunia: World, subject: Indikator, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "PER_PAGE", 2)
    for number in range(4):
        builders.indikator(dunia.dinkes, f"Indikator {number}")
    client, address, seen = signed_in(reader), RIWAYAT + "?jenis=perencanaan.Indikator", []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"</strong> [^:]+: (Indikator \d|Angka[^<]*)", page)
        found = re.search(r'href="(\?[^"]*sebelum=\d+)"', page)
        address = RIWAYAT + unescape(found[1]) if found else ""
    assert [each.strip() for each in seen] == [*(f"Indikator {n}" for n in (3, 2, 1, 0)), "Angka Harapan Hidup"]


def test_the_history_is_a_file_of_changes(dunia: World, subject: Indikator, reader: Person) -> None:
    row = builders.realisasi(subject, TAHUN, angka(5))
    builders.realisasi(subject, TAHUN, angka("71.5"), seen=row.pk)
    builders.indikator(dunia.disdik, "Rata-rata lama sekolah")
    head, *rows = csv_rows(signed_in(reader).get(RIWAYAT, {"ekspor": "csv"}))
    assert ";".join(head) == "Waktu;Orang;Peran;Lewat;Tindakan;Jenis;Objek;Isian;Dari;Menjadi;Alasan"
    assert rows[0][3:10] == [
        "lewat baris perintah", "mengisi realisasi", "nilai", "Angka Harapan Hidup Tahun 2025",
        "Realisasi", "5", "71,5",
    ]  # fmt: skip
    assert not [row for row in rows if "Rata-rata lama sekolah" in row]


@pytest.mark.parametrize(("kind", "words"), [("xlsx", "atau pilih CSV"), ("csv", "Persempit saringannya")])
def test_too_long_a_history_is_no_file(
    subject: Indikator, reader: Person, monkeypatch: pytest.MonkeyPatch, kind: str, words: str
) -> None:
    monkeypatch.setattr(trail, "LONGEST", {"csv": 1, "xlsx": 1})
    answer = signed_in(reader).get(RIWAYAT, {"ekspor": kind})
    assert answer.status_code == 409
    assert words in text_of(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_asks_the_same_whatever_its_length(
    subject: Indikator, reader: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    row = builders.realisasi(subject, TAHUN, angka(0))
    for number in range(count):
        row = builders.realisasi(subject, TAHUN, angka(number + 1), seen=row.pk)
    actions.edit_indikator(subject, seen=subject.versi, kode="IKU-1", by=SYSTEM)
    client = signed_in(reader)
    with django_assert_num_queries(8):
        client.get(RIWAYAT)


# --- jobs ------------------------------------------------------------------------------------------------------------


def job(owner: Person, world: World, **values: object) -> Job:
    made: Job = Job.base.create(kind="uji", args={}, owner_id=owner.akun.pk, unit_path=world.dinkes.path, **values)
    return made


def test_a_job_is_its_owners_alone(dunia: World, reader: Person) -> None:
    made = job(reader, dunia)
    other = person("Lain", dunia.dinkes, Role.PENGELOLA)
    assert signed_in(other).get(reverse("kernel:job", args=[made.pk])).status_code == 404


@pytest.mark.parametrize(
    ("values", "words", "polls"),
    [
        ({"status": JobStatus.MENUNGGU}, "Menunggu giliran", True),
        ({"status": JobStatus.BERJALAN, "done": 3, "total": 9, "step": "Menulis"}, "Menulis 3 dari 9", True),
        ({"status": JobStatus.GAGAL, "error": "Berkas rusak."}, "Berkas rusak.", False),
        ({"status": JobStatus.SELESAI}, "Lihat hasil", False),
    ],
)
def test_a_job_tells_how_far_it_is(
    dunia: World, reader: Person, values: dict[str, object], words: str, polls: bool
) -> None:
    made = job(reader, dunia, **values)
    address = reverse("kernel:job", args=[made.pk]) + "?lanjut=/laporan/"
    client = signed_in(reader)
    page, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    for answer in (page, part):
        assert words in text_of(answer)
        assert (b'hx-trigger="every' in answer.content) is polls
    assert b"<html" not in part.content


def test_a_job_leads_nowhere_else(dunia: World, reader: Person) -> None:
    made = job(reader, dunia, status=JobStatus.SELESAI)
    answer = signed_in(reader).get(reverse("kernel:job", args=[made.pk]), {"lanjut": "//jahat.example/"})
    assert b"jahat" not in answer.content.replace(b'value="/pekerjaan', b"").split(b'id="keadaan-pekerjaan"')[1]


@pytest.mark.parametrize(("asked", "goes"), [("2024-TW3", "/unit/?cari=dinas"), ("2024-T", "/unit/?cari=dinas")])
def test_a_link_to_a_period_chooses_it_and_leads_to_the_page(reader: Person, asked: str, goes: str) -> None:
    client = signed_in(reader)
    answer = client.get("/unit/", {"cari": "dinas", "pada": asked})
    assert answer["Location"] == goes
    assert f"{client.session['tahun']}-{client.session['periode']}" == asked


@pytest.mark.parametrize("asked", ["2024-S1", "2024-B05", "tahun", "9999-T", "2024-TW9"])
def test_a_link_to_what_is_no_period_is_refused(reader: Person, asked: str) -> None:
    client = signed_in(reader)
    assert client.get("/unit/", {"pada": asked}).status_code == 400
    assert client.session["tahun"] == 2025
