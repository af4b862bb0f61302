"""The search: what it finds, in which order, for whom, and that no sign typed into it means anything but itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Access
from sakip.kernel.search import MOST, Kelompok, search
from sakip.organisasi import actions
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.search import find_people
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan.actions import create_plan, edit_indikator
from tests import builders
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import Person, cast_of

CARI = reverse("kernel:cari")


@pytest.fixture
def people(dunia: World) -> dict[str, Person]:
    return cast_of(dunia)


def bidang(unit: Unit, *names: str, **more: str) -> list[Unit]:
    return [actions.add_unit(unit, nama=nama, jenis="bidang", by=SYSTEM, **more) for nama in names]


def names(groups: list[Kelompok], jenis: str = "Unit") -> list[str]:
    return [hit.nama for group in groups for hit in group.temuan if group.jenis == jenis]


def by(people: dict[str, Person], who: str = "pembaca") -> Access:
    return people[who].access


@pytest.mark.parametrize("text", ["", " ", "d", "%", "%%", "_ _", "d ", "'; --"])
def test_less_than_two_letters_find_nothing_and_ask_nothing(
    people: dict[str, Person], text: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen_by = by(people)
    with django_assert_num_queries(0):
        assert search(seen_by, text) == []


@pytest.mark.parametrize(("who", "found"), [("orang asing", 0), ("tetangga", 1), ("pembaca", 1), ("administrator", 1)])
def test_a_stranger_finds_nothing_of_another_instansi(
    dunia: World, people: dict[str, Person], who: str, found: int
) -> None:
    builders.indikator(dunia.dinkes, "Angka Kesakitan Kesehatan")
    create_plan(
        dunia.dinkes, jenis="renstra", nama="Renstra Kesehatan", kode_kerangka="pemda", tahun_awal=2021,
        tahun_akhir=2026, by=SYSTEM,
    )  # fmt: skip
    groups = search(by(people, who), "kesehatan")
    assert [len(names(groups, jenis)) for jenis in ("Unit", "Indikator", "Dokumen")] == [found] * 3


def test_who_has_no_role_finds_nothing(dunia: World) -> None:
    from sakip.kernel.access import NOBODY  # late: only here

    assert search(NOBODY, "dinas") == []


def test_equal_codes_first_then_beginnings_then_words_then_the_rest(dunia: World, people: dict[str, Person]) -> None:
    bidang(dunia.dinkes, "Pengelola Gizi", "Seksi Gizi Buruk", "Gizi dan Pangan", "Agizikarya", "Urusan (Gizi)")
    actions.edit_unit(dunia.disdik, seen=dunia.disdik.versi, singkatan="GIZI", by=SYSTEM)
    assert names(search(by(people), "gizi")) == [
        "Dinas Pendidikan", "Gizi dan Pangan", "Pengelola Gizi", "Seksi Gizi Buruk", "Urusan (Gizi)", "Agizikarya",
    ]  # fmt: skip


def test_every_word_must_be_there_in_any_order(dunia: World, people: dict[str, Person]) -> None:
    bidang(dunia.dinkes, "Bidang Kesehatan Masyarakat", "Bidang Masyarakat Sehat")
    assert names(search(by(people), "masyarakat  kesehatan")) == ["Bidang Kesehatan Masyarakat"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("100%", ["Target 100%"]), ("a_b", ["Kode a_b"]), ("\\n", []), ("ujian'--", []), ("é sehat", ["Poé sehat"])],
)
def test_signs_are_only_signs(dunia: World, people: dict[str, Person], text: str, found: list[str]) -> None:
    bidang(dunia.dinkes, "Target 100%", "Target 1000", "Kode a_b", "Kode axb", "Poé sehat")
    assert names(search(by(people), text)) == found


def test_a_closed_unit_says_so(dunia: World, people: dict[str, Person]) -> None:
    closed = bidang(dunia.dinkes, "Bidang Lama")[0]
    actions.close_unit(closed, seen=closed.versi, sampai=date(2024, 12, 31), alasan="Dilebur.", by=SYSTEM)
    [group] = search(by(people), "bidang lama")
    assert group.temuan[0].keterangan == "Bidang, Dinas Kesehatan, ditutup 31 Desember 2024"


@pytest.mark.parametrize(("text", "cocok"), [("198001012005012001", 0), ("sari", 1), ("utami", 2), ("5012001", 3)])
def test_a_person_is_found_by_name_and_nip_with_the_position_held(
    dunia: World, people: dict[str, Person], text: str, cocok: int
) -> None:
    sari = builders.pegawai(dunia.kabupaten, gelar_depan="dr.")
    builders.masa(builders.jabatan(dunia.dinkes), sari, date(2025, 1, 1))
    [hit] = find_people(by(people), text, 8)
    assert (hit.nama, hit.cocok) == ("dr. Sari Utami", cocok)
    assert hit.keterangan == "Kepala Dinas Kesehatan, Dinas Kesehatan, NIP 198001012005012001"
    assert find_people(by(people, "orang asing"), text, 8) == []


def test_an_indicator_is_found_by_its_code_with_its_unit_and_its_end(dunia: World, people: dict[str, Person]) -> None:
    one = builders.indikator(dunia.dinkes)
    edit_indikator(one, seen=one.versi, kode="IKU-7", dihentikan_tahun=2024, by=SYSTEM)
    [group] = search(by(people), "iku-7")
    assert (group.jenis, group.temuan[0].cocok) == ("Indikator", 0)
    assert group.temuan[0].keterangan == "IKU-7, Dinas Kesehatan, dihentikan mulai 2024"


def test_of_a_frozen_report_the_latest_version_is_found(dunia: World, people: dict[str, Person]) -> None:
    builders.indikator(dunia.dinkes)
    for alasan in ("", "Angka diperbaiki."):
        freeze_laporan(dunia.dinkes, tahun=2025, alasan=alasan, by=SYSTEM)
    [group] = search(by(people), "laporan kinerja")
    [hit] = group.temuan
    assert hit.keterangan.startswith("versi 2, dibekukan ")
    assert hit.alamat == reverse("pelaporan:pratinjau", args=[dunia.dinkes.pk, 2025])


def test_the_kind_with_the_best_hit_comes_first(dunia: World, people: dict[str, Person]) -> None:
    one = builders.indikator(dunia.dinkes, "Persentase UPTD Puskesmas")
    edit_indikator(one, seen=one.versi, kode="puskesmas", by=SYSTEM)
    assert [group.jenis for group in search(by(people), "puskesmas")] == ["Indikator", "Unit"]


def test_no_more_than_eight_of_a_kind_and_it_is_said(dunia: World, people: dict[str, Person]) -> None:
    bidang(dunia.dinkes, *(f"Bidang {number}" for number in range(MOST + 1)))
    [group] = search(by(people), "bidang")
    assert (len(group.temuan), group.lebih) == (MOST, True)
    assert "Masih ada yang lain" in text_of(signed_in(people["pembaca"]).get(CARI, {"q": "bidang"}))


# --- the page --------------------------------------------------------------------------------------------------------


def test_a_visitor_is_sent_to_sign_in(dunia: World) -> None:
    assert Client().get(CARI, {"q": "dinas"}).status_code == 302


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("", "Apa yang Anda cari?"),
        ("d", "paling sedikit dua huruf"),
        ("xyz<b>", "Tidak ada yang cocok dengan “xyz<b>”"),
        ("dinas", "Dinas Kesehatan"),
        ("d" * 500, "Tidak ada yang cocok"),
    ],
)
def test_the_page_says_what_was_found_or_what_to_do(
    dunia: World, people: dict[str, Person], q: str, words: str
) -> None:
    assert words in text_of(signed_in(people["pembaca"]).get(CARI, {"q": q}))


def test_suggestions_are_the_list_alone(dunia: World, people: dict[str, Person]) -> None:
    answer = signed_in(people["pembaca"]).get(CARI, {"q": "dinas"}, headers={"HX-Request": "true"})
    markup = answer.content.decode()
    assert "<html" not in markup
    assert markup.count('role="option"') == 2


@pytest.mark.parametrize("count", [1, 9])
def test_it_asks_the_same_whatever_it_finds(
    dunia: World, people: dict[str, Person], django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    bidang(dunia.dinkes, *(f"Bidang Indikator {number}" for number in range(count)))
    for number in range(count):
        builders.indikator(dunia.dinkes, f"Indikator {number}")
    client = signed_in(people["pembaca"])
    with django_assert_num_queries(10):
        client.get(CARI, {"q": "indikator"})
