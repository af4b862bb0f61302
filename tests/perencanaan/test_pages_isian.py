"""The grid of realisasi: what is typed is kept, asked about or refused, and two people are told of each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import Role
from sakip.perencanaan.models import Indikator
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import Person, cast_of, person

TAHUN = Periode.tahunan(2025)


@pytest.fixture
def pelapor(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


@pytest.fixture
def subject(dunia: World) -> Indikator:
    made = builders.indikator(dunia.dinkes, tipologi=Tipologi.AKUMULATIF)
    builders.target(made, TAHUN, angka(72))
    return made


def url(world: World) -> str:
    return reverse("perencanaan:isian-unit", args=[world.dinkes.pk])


def key(subject: Indikator, kode: str = "T") -> str:
    return f"{subject.pk}-2025-{kode}"


def stored(subject: Indikator, kode: str = "T") -> Isian:
    rows = SeriesValue.related.filter(series=subject.series, tahun=2025, periode=kode, pengganti=None)
    row = rows.first()
    return row.isian if row else None


def send(world: World, who: Person, typed: dict[str, str]) -> Any:
    """Open the grid, type into it, send it as the browser would."""
    client = signed_in(who)
    return client.post(url(world), inputs(client.get(url(world))) | typed)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pembaca", 403),
        ("verifikator", 403),
        ("tetangga", 403),
        ("administrator", 403),
        ("orang asing", 404),
        ("pelapor", 200),
    ],
)
def test_only_those_who_enter_realisasi_there_see_the_grid(dunia: World, name: str, expected: int) -> None:
    client = signed_in(cast_of(dunia)[name])
    assert client.get(url(dunia)).status_code == expected
    assert client.post(url(dunia), {}).status_code in ({expected} if expected != 200 else {302})


def test_what_is_typed_is_saved_and_told(dunia: World, subject: Indikator, pelapor: Person) -> None:
    client = signed_in(pelapor)
    typed = {f"n-{key(subject)}": "71,46", f"n-{key(subject, 'TW1')}": "10"}
    answer = client.post(url(dunia), inputs(client.get(url(dunia))) | typed, follow=True)
    assert (stored(subject), stored(subject, "TW1")) == (angka("71.46"), angka(10))
    assert "2 sel tersimpan" in text_of(answer)
    assert "99,25%" in text_of(answer)


def test_saving_without_a_change_writes_nothing(dunia: World, subject: Indikator, pelapor: Person) -> None:
    builders.realisasi(subject, TAHUN, angka(5))
    before = SeriesValue.related.count()
    send(dunia, pelapor, {})
    assert SeriesValue.related.count() == before


ROUND_TRIP: list[tuple[str, Isian]] = [
    ("0", angka(0)),
    ("", None),
    ("71,46", angka("71.46")),
    ("-3,5", angka("-3.5")),
    ("belum tersedia: rilis BPS Maret", Tiada(Keadaan.BELUM_TERSEDIA, "rilis BPS Maret")),
    ("n/a: rilis BPS Maret", Tiada(Keadaan.BELUM_TERSEDIA, "rilis BPS Maret")),
    ("tidak berlaku: program dihentikan", Tiada(Keadaan.TIDAK_BERLAKU, "program dihentikan")),
]


@pytest.mark.parametrize(("typed", "isian"), ROUND_TRIP)
def test_zero_empty_and_not_available_stay_apart(
    dunia: World, subject: Indikator, pelapor: Person, typed: str, isian: Isian
) -> None:
    builders.realisasi(subject, TAHUN, angka(5))
    send(dunia, pelapor, {f"n-{key(subject)}": typed})
    assert stored(subject) == isian
    count = SeriesValue.related.count()
    send(dunia, pelapor, {})  # what is shown reads back as itself
    assert (stored(subject), SeriesValue.related.count()) == (isian, count)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0,34x", "“0,34x” bukan angka"),
        ("n/a", "belum disertai alasan"),
        ("-", "tidak jelas artinya"),
        ("#REF!", "galat lembar kerja"),
        ("1234567890123456", "15 angka penting"),
        ("0,12345678901", "lebih dari 10 angka desimal"),
    ],
)
def test_what_is_no_value_is_told_beside_the_cell_and_nothing_is_saved(
    dunia: World, subject: Indikator, pelapor: Person, typed: str, sentence: str
) -> None:
    answer = send(dunia, pelapor, {f"n-{key(subject)}": typed, f"n-{key(subject, 'TW1')}": "10"})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    sent_back = inputs(answer)
    assert (sent_back[f"n-{key(subject)}"], sent_back[f"n-{key(subject, 'TW1')}"]) == (typed, "10")
    assert stored(subject, "TW1") is None


def test_an_ambiguous_number_is_asked_about_and_the_choice_saved(
    dunia: World, subject: Indikator, pelapor: Person
) -> None:
    client = signed_in(pelapor)
    asked = client.post(url(dunia), inputs(client.get(url(dunia))) | {f"n-{key(subject)}": "1.234"})
    assert asked.status_code == 422
    assert stored(subject) is None
    for value in ("1234", "1,234"):
        assert f'name="p-{key(subject)}" value="{value}"' in asked.content.decode()
    client.post(url(dunia), inputs(asked) | {f"p-{key(subject)}": "1,234"})
    assert stored(subject) == angka("1.234")


def test_a_choice_that_belongs_to_another_text_does_not_count(
    dunia: World, subject: Indikator, pelapor: Person
) -> None:
    answer = send(dunia, pelapor, {f"n-{key(subject)}": "5.678", f"p-{key(subject)}": "1,234"})
    assert answer.status_code == 422
    assert stored(subject) is None


# --- two people ------------------------------------------------------------------------------------------------------


@pytest.fixture
def clash(dunia: World, subject: Indikator, pelapor: Person) -> Any:
    """Sari opened the grid; Budi saved 70; now Sari sends 71,46."""
    sari, budi = signed_in(pelapor), person("Budi", dunia.dinkes, Role.PELAPOR)
    opened = inputs(sari.get(url(dunia)))
    builders.realisasi(subject, TAHUN, angka(70), by=budi.access)
    return sari, sari.post(url(dunia), opened | {f"n-{key(subject)}": "71,46", f"n-{key(subject, 'TW1')}": "10"})


def test_of_two_who_save_one_cell_the_second_sees_both_values(dunia: World, subject: Indikator, clash: Any) -> None:
    _sari, answer = clash
    assert answer.status_code == 409
    text = text_of(answer)
    assert "diubah Budi menjadi 70, Anda mengetik 71,46" in text
    assert inputs(answer)[f"n-{key(subject)}"] == "71,46"
    assert (stored(subject), stored(subject, "TW1")) == (angka(70), None)


def test_two_who_type_the_same_do_not_clash(dunia: World, subject: Indikator, pelapor: Person) -> None:
    """A second click on save is such a person: nothing is asked, and what else was typed is saved."""
    sari = signed_in(pelapor)
    opened = inputs(sari.get(url(dunia))) | {f"n-{key(subject)}": "70,0", f"n-{key(subject, 'TW1')}": "10"}
    builders.realisasi(subject, TAHUN, angka(70))
    assert sari.post(url(dunia), opened).status_code == 302
    assert (stored(subject), stored(subject, "TW1")) == (angka(70), angka(10))


@pytest.mark.parametrize(("decision", "expected"), [("pakai", "71.46"), ("biarkan", "70")])
def test_the_second_chooses(dunia: World, subject: Indikator, clash: Any, decision: str, expected: str) -> None:
    sari, answer = clash
    now = SeriesValue.related.get(series=subject.series, periode="T", pengganti=None).pk
    sari.post(url(dunia), inputs(answer) | {f"k-{key(subject)}": f"{decision}:{now}"})
    assert (stored(subject), stored(subject, "TW1")) == (angka(expected), angka(10))


def test_a_choice_made_over_an_older_value_is_asked_again(dunia: World, subject: Indikator, clash: Any) -> None:
    sari, answer = clash
    now = SeriesValue.related.get(series=subject.series, periode="T", pengganti=None).pk
    builders.realisasi(subject, TAHUN, angka(69), seen=now)
    again = sari.post(url(dunia), inputs(answer) | {f"k-{key(subject)}": f"pakai:{now}"})
    assert again.status_code == 409
    assert stored(subject) == angka(69)


def test_cells_of_others_that_one_did_not_touch_are_no_conflict(
    dunia: World, subject: Indikator, pelapor: Person
) -> None:
    client = signed_in(pelapor)
    opened = inputs(client.get(url(dunia)))
    builders.realisasi(subject, TAHUN, angka(70))
    answer = client.post(url(dunia), opened | {f"n-{key(subject, 'TW1')}": "10"})
    assert answer.status_code == 302
    assert (stored(subject), stored(subject, "TW1")) == (angka(70), angka(10))


# --- what the grid shows ---------------------------------------------------------------------------------------------


def test_the_year_made_from_quarters_is_shown_and_is_no_input(
    dunia: World, subject: Indikator, pelapor: Person
) -> None:
    for kode, value in (("TW1", 10), ("TW2", 15)):
        builders.realisasi(subject, Periode(2025, kode), angka(value))
    client = signed_in(pelapor)
    page = client.get(url(dunia))
    assert "25 dihitung dari triwulan" in text_of(page)
    assert f"n-{key(subject)}" not in inputs(page)
    assert f"n-{key(subject)}" in inputs(client.get(url(dunia), {"langsung": "1"}))


def test_a_cell_says_whether_it_is_owed_and_whether_it_is_asked_for(
    dunia: World, subject: Indikator, pelapor: Person
) -> None:
    """2025 has passed: its quarters and the year are owed; of a yearly indicator the year alone is asked for."""
    builders.realisasi(subject, Periode(2025, "TW1"), angka(10))
    builders.indikator(dunia.dinkes, "Sekali setahun", tipologi=Tipologi.TAHUNAN)
    page = signed_in(pelapor).get(url(dunia)).content.decode()
    quarterly, yearly = page.split('id="baris-')[1:3]
    assert [row.count("sk-owed") for row in (quarterly, yearly)] == [3, 1]
    assert [row.count("sk-unasked") for row in (quarterly, yearly)] == [0, 4]


def test_kinds_other_than_numbers_are_typed_as_people_write_them(dunia: World, pelapor: Person) -> None:
    opini = builders.indikator(dunia.dinkes, "Opini BPK", jenis=JenisNilai.PREDIKAT, skala_predikat="opini-bpk")
    send(dunia, pelapor, {f"n-{key(opini)}": "Wajar Dengan Pengecualian"})
    assert stored(opini) == Nilai(JenisNilai.PREDIKAT, kode="WDP")
    answer = send(dunia, pelapor, {f"n-{key(opini)}": "AA"})
    assert "tulis salah satu: TMP, TW, WDP, WTP" in text_of(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_asks_the_same_whatever_the_number_of_rows(
    dunia: World, pelapor: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        made = builders.indikator(dunia.dinkes, f"Indikator {number}")
        builders.target(made, TAHUN, angka(10))
        builders.realisasi(made, TAHUN, angka(number))
    client = signed_in(pelapor)
    with django_assert_num_queries(13):
        client.get(url(dunia))


def test_one_unit_opens_at_once_several_are_offered(dunia: World, subject: Indikator) -> None:
    alone = signed_in(person("Ani", dunia.dinkes, Role.PELAPOR)).get(reverse("perencanaan:isian"))
    assert alone["Location"] == url(dunia)
    builders.indikator(dunia.disdik, "Rata-rata lama sekolah")
    whole = signed_in(person("Tono", dunia.kabupaten, Role.PENGELOLA)).get(reverse("perencanaan:isian"))
    assert "Dinas Kesehatan 1 0 1" in text_of(whole)
    assert "Dinas Pendidikan 1 0 1" in text_of(whole)
