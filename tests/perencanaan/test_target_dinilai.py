"""A target that is decided here is weighed against what was reached: a weak one needs its reason (R-PITA)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.perencanaan.actions import KartuBaru, TargetBaru, set_benchmark, set_card, set_targets
from sakip.perencanaan.models import Dasar, Indikator, Lingkup, Target
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import person


@pytest.fixture
def naik(dunia: World) -> Indikator:
    """70, 71, 72, 73 and 74 were reached in 2021 to 2025: one point a year."""
    return _reached(builders.indikator(dunia.dinkes), "70", "71", "72", "73", "74")


def _reached(row: Indikator, *numbers: str) -> Indikator:
    for year, number in zip(range(2021, 2026), numbers, strict=False):
        builders.realisasi(row, Periode.tahunan(year), angka(number))
    return row


def decide(row: Indikator, tahun: int, number: str, *, alasan: str = "", dinilai: bool = True) -> Target:
    new = TargetBaru(builders.unattached(row), Periode.tahunan(tahun), angka(number), seen=None)
    return set_targets(row.unit, targets=[new], dasar=Dasar.RENSTRA, alasan=alasan, dinilai=dinilai, by=SYSTEM)[0]


@pytest.mark.parametrize(
    ("tahun", "number", "code"),
    [
        (2026, "73,9", "alasan-target-lebih-buruk"),
        (2026, "76,5", "alasan-target-di-luar-kisaran"),
        (2027, "79", "alasan-target-di-luar-kisaran"),
    ],
)
def test_a_weak_target_is_refused_without_a_reason(naik: Indikator, tahun: int, number: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        decide(naik, tahun, number.replace(",", "."))
    assert (no.value.refusal.code, no.value.refusal.field) == (code, "alasan")
    assert number in no.value.refusal.sentence
    assert decide(naik, tahun, number.replace(",", "."), alasan="Anggaran dipotong").alasan_perubahan


@pytest.mark.parametrize(("tahun", "number"), [(2026, "74"), (2026, "75"), (2026, "76"), (2027, "78")])
def test_a_target_inside_the_band_needs_none(naik: Indikator, tahun: int, number: str) -> None:
    assert decide(naik, tahun, number).alasan_perubahan == ""


def test_worse_is_by_polaritas(dunia: World) -> None:
    row = _reached(builders.indikator(dunia.dinkes, polaritas=Polaritas.MENURUN), "90", "88", "86", "84", "82")
    with pytest.raises(Refused, match="lebih buruk daripada realisasi tahun 2025"):
        decide(row, 2026, "83")
    assert decide(row, 2026, "81")


def test_what_was_decided_elsewhere_is_recorded_as_it_is(naik: Indikator) -> None:
    assert decide(naik, 2026, "50", dinilai=False).alasan_perubahan == ""


def test_before_a_break_of_the_series_nothing_is_compared(dunia: World) -> None:
    row = _reached(builders.indikator(dunia.dinkes), "20", "21", "22", "94", "95")
    card = KartuBaru(
        mulai_tahun=2024, polaritas=Polaritas.MENINGKAT, satuan="Indeks", terputus=True, catatan_putus="Cara baru"
    )
    set_card(row, kartu=card, seen=None, by=SYSTEM)
    assert decide(row, 2026, "97")


def test_the_page_shows_years_and_band_and_asks_the_reason_beside_its_field(
    dunia: World, naik: Indikator, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    address = reverse("perencanaan:target", args=[naik.pk])
    set_benchmark(
        naik,
        lingkup=Lingkup.NASIONAL,
        nama="Indonesia",
        periode=Periode.tahunan(2025),
        isian=angka("77.1"),
        sumber="BPS",
        seen=None,
        by=SYSTEM,
    )
    with django_assert_max_num_queries(20):
        page = client.get(address)
    assert "Indonesia 2025 77,1 BPS" in text_of(page)
    assert ">Realisasi 74<" in page.content.decode()  # the chart beside the grid
    assert "kisaran 74 sampai 76" in text_of(page)
    typed = inputs(page)
    cell = next(name for name in typed if name.startswith("n-") and name.endswith("2026-T"))
    refused = client.post(address, typed | {cell: "60"})
    assert refused.status_code == 409
    assert "lebih buruk daripada realisasi tahun 2025" in text_of(refused)
    assert inputs(refused)[cell] == "60"


def test_the_page_shows_the_same_indicator_of_other_units(dunia: World, naik: Indikator) -> None:
    other = _reached(builders.indikator(dunia.disdik), "50", "51", "52", "53", "61,5".replace(",", "."))
    builders.target(other, Periode.tahunan(2026), angka(63))
    _reached(builders.indikator(dunia.lain), "1", "1", "1", "1", "99")
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    text = text_of(client.get(reverse("perencanaan:target", args=[naik.pk])))
    assert "Dinas Pendidikan 61,5 63" in text
    assert "Kota Seberang" not in text


def test_what_was_read_otherwise_than_typed_is_told(dunia: World, naik: Indikator) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2026)
    address = reverse("perencanaan:target", args=[naik.pk])
    typed = inputs(client.get(address))
    cell = next(name for name in typed if name.startswith("n-") and name.endswith("2026-T"))
    assert client.post(address, typed | {cell: "75,79999999999999998"}).status_code == 302
    told = text_of(client.get(reverse("perencanaan:indikator", args=[naik.pk])))
    assert "“75,79999999999999998” menjadi 75,8" in told
