"""Comparison 4: published figures of the report's year, judged by polaritas (R-CMP-4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.kernel.access import SYSTEM, Role
from sakip.pelaporan.documents import lkjip
from sakip.pelaporan.queries import laporan_kinerja
from sakip.perencanaan.actions import set_baseline, set_benchmark
from sakip.perencanaan.models import Lingkup
from tests import builders
from tests.builders import World, angka
from tests.copies import copied
from tests.pages import signed_in
from tests.pelaporan.test_documents import rows_of
from tests.pelaporan.worlds import Dinas, dinas, report, row_of
from tests.people import person


@pytest.fixture
def dinkes(dunia: World) -> Dinas:
    return copied(dinas, dunia)


TAHUN = Periode.tahunan(2023)


def test_figures_of_the_year_are_compared_and_the_analysis_is_no_longer_missing(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes, "Prevalensi stunting", polaritas=Polaritas.MENURUN, satuan="%")
    builders.target(row, TAHUN, angka(15))
    builders.realisasi(row, TAHUN, angka("16.3"))
    other = builders.indikator(dunia.dinkes, "Angka Harapan Hidup")
    for nama, lingkup, number, tahun in (
        ("Indonesia", Lingkup.NASIONAL, "21.5", 2023),
        ("Provinsi Uji", Lingkup.PROVINSI, "16.3", 2023),
        ("Indonesia", Lingkup.NASIONAL, "21.6", 2022),
    ):
        set_benchmark(
            row,
            lingkup=lingkup,
            nama=nama,
            periode=Periode.tahunan(tahun),
            isian=angka(number),
            sumber="SKI 2023",
            seen=None,
            by=SYSTEM,
        )
    set_benchmark(
        other,
        lingkup=Lingkup.NASIONAL,
        nama="Indonesia",
        periode=TAHUN,
        isian=angka("72.1"),
        sumber="BPS",
        seen=None,
        by=SYSTEM,
    )
    report = laporan_kinerja(dunia.dinkes, 2023, posisi_data=date(2024, 2, 15), seen_by=SYSTEM)
    document = lkjip(report)
    assert rows_of(document, "Prevalensi stunting dan Pembandingnya Tahun 2023") == [
        ["Indonesia (nasional)", "21,5", "16,3", "-5,2", "Lebih baik", "SKI 2023"],
        ["Provinsi Uji (provinsi)", "16,3", "16,3", "0,0", "Sama", "SKI 2023"],
    ]
    assert rows_of(document, "Angka Harapan Hidup dan Pembandingnya")[0][2:5] == [
        "belum diisi", "belum tersedia", "belum diisi",
    ]  # fmt: skip
    missing = rows_of(document, "Analisis yang Belum Tersedia")
    assert [each[0] for each in missing] == ["5", "6", "7"]


def test_a_recorded_baseline_stands_before_the_value_of_the_year(dinkes: Dinas) -> None:
    """17,60 was measured in 2021; recorded as the baseline is 18,00: (16,3 - 18) / (12,47 - 18) = 30,74%."""
    set_baseline(
        dinkes.stunting,
        periode=Periode.tahunan(2021),
        isian=angka(18),
        sumber="SSGI 2021",
        seen=None,
        by=SYSTEM,
    )
    goal = row_of(report(dinkes.unit), dinkes.stunting).menengah
    assert goal.awal is not None
    assert (goal.awal.tahun, goal.awal.nilai) == (2021, angka(18))
    assert round(goal.awal.hasil.persen or Decimal(0), 2) == Decimal("30.74")


def test_the_preview_asks_no_more_for_more_figures(
    dinkes: Dinas, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(person("Sari", dinkes.unit, Role.PEMBACA), tahun=2023)
    with django_assert_max_num_queries(20):
        client.get(reverse("pelaporan:pratinjau", args=[dinkes.unit.pk, 2023]))
