"""Kinerja: the one read of target, realisasi and capaian, by the worked cases and by its queries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.capaian import Alasan
from sakip.arithmetic.exact import round_half_up
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import SYSTEM
from sakip.organisasi.actions import set_policy
from sakip.perencanaan.kinerja import Kinerja, kinerja, roll_up
from sakip.perencanaan.models import Indikator
from tests import builders
from tests.builders import World, angka

TAHUN = Periode.tahunan(2023)


def measured(
    world: World, nama: str, target: Nilai, realisasi: Nilai, polaritas: Polaritas = Polaritas.MENINGKAT, **more: str
) -> Indikator:
    subject = builders.indikator(world.dinkes, nama, polaritas=polaritas, jenis=target.jenis, **more)  # type: ignore[arg-type]
    builders.target(subject, TAHUN, target)
    builders.realisasi(subject, TAHUN, realisasi)
    return subject


def one(subject: Indikator, periode: Periode = TAHUN) -> Kinerja:
    return kinerja(subject.unit, [subject], [periode], seen_by=SYSTEM)[(subject.pk, periode)]


def predikat(kode: str, score: str) -> Nilai:
    return Nilai(JenisNilai.PREDIKAT, angka=Decimal(score), kode=kode)


@pytest.mark.parametrize(
    ("nama", "target", "realisasi", "polaritas", "printed"),
    [
        ("IPM", angka(72), angka("71.46"), Polaritas.MENINGKAT, "99.25"),
        ("Gini", angka("0.321"), angka("0.343"), Polaritas.MENURUN, "93.15"),
        ("Pengangguran", angka("1.98"), angka("2.09"), Polaritas.MENURUN, "94.44"),
        ("AKIP", predikat("A", "80.50"), predikat("BB", "79.39"), Polaritas.MENINGKAT, "98.62"),
    ],
)
def test_the_figures_a_regency_printed(
    dunia: World, nama: str, target: Nilai, realisasi: Nilai, polaritas: Polaritas, printed: str
) -> None:
    more = {"skala_predikat": "sakip"} if target.jenis is JenisNilai.PREDIKAT else {}
    found = one(measured(dunia, nama, target, realisasi, polaritas, **more))
    assert found.capaian.mentah is not None
    assert round_half_up(found.capaian.mentah) == Decimal(printed)
    assert found.kelas is not None
    assert found.kelas.label == "Sangat Tinggi"


def test_without_a_value_there_is_a_reason_and_no_word(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    assert (one(subject).capaian.alasan, one(subject).kelas) == (Alasan.TARGET_BELUM_DIISI, None)
    builders.target(subject, TAHUN, angka(70))
    assert one(subject).capaian.alasan is Alasan.REALISASI_BELUM_DIISI
    builders.realisasi(subject, TAHUN, angka(0))
    assert (one(subject).capaian.alasan, one(subject).capaian.mentah) == (None, Decimal(0))


def test_the_official_value_counts_before_the_claimed_one(dunia: World) -> None:
    subject = measured(dunia, "AHH", angka(70), angka(69))
    builders.realisasi(subject, TAHUN, angka("69.5"), lapis=Lapis.RESMI)
    found = one(subject).realisasi
    assert found.tercatat is not None
    assert (found.isian, found.tercatat.lapis) == (angka("69.5"), "resmi")


def test_a_year_without_a_value_of_its_own_is_made_from_its_quarters(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes, "Jumlah dokumen", tipologi=Tipologi.AKUMULATIF, cara_isi=CaraIsi.PERIODE)
    builders.target(subject, TAHUN, angka(4))
    for quarter, value in zip(TAHUN.triwulan(), ("2", "0.8", "1.2", "0"), strict=True):
        builders.realisasi(subject, quarter, angka(value))
    found = one(subject)
    assert (found.realisasi.isian, found.capaian.mentah) == (angka(4), Decimal(100))
    assert found.realisasi.dari is not None
    assert found.realisasi.dari.periode == tuple(TAHUN.triwulan())


def test_a_quarter_is_judged_to_date_and_against_the_year(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes, "Jumlah dokumen", tipologi=Tipologi.AKUMULATIF, cara_isi=CaraIsi.PERIODE)
    tw1, tw2, *_ = TAHUN.triwulan()
    builders.target(subject, TAHUN, angka(40))
    for quarter in (tw1, tw2):
        builders.target(subject, quarter, angka(10))
        builders.realisasi(subject, quarter, angka(8))
    found = one(subject, tw2)
    assert found.setahun is not None
    assert (found.capaian.mentah, found.setahun.mentah) == (Decimal(80), Decimal(40))


def test_the_policy_of_the_year_holds(dunia: World) -> None:
    subject = measured(dunia, "Pertumbuhan", angka("2.69"), angka("5.22"))
    set_policy(dunia.kabupaten, mulai_tahun=2023, seen=None, alasan="Uji", batas=Decimal(120), by=SYSTEM)
    found = one(subject)
    assert found.capaian.mentah is not None
    assert (round_half_up(found.capaian.mentah), found.capaian.dipakai) == (Decimal("194.05"), Decimal(120))
    assert found.kebijakan.sejak == 2023
    set_policy(dunia.kabupaten, mulai_tahun=2024, seen=None, alasan="Uji", by=SYSTEM)
    assert one(subject).kebijakan.sejak == 2023


def test_each_year_takes_its_values_in_the_order_of_its_own_policy(dunia: World) -> None:
    set_policy(dunia.kabupaten, mulai_tahun=2023, seen=None, alasan="Uji", urutan_lapis="klaim,resmi", by=SYSTEM)
    set_policy(dunia.kabupaten, mulai_tahun=2024, seen=None, alasan="Uji", urutan_lapis="resmi,klaim", by=SYSTEM)
    subject, years = builders.indikator(dunia.dinkes), [Periode.tahunan(2023), Periode.tahunan(2024)]
    for year in years:
        builders.realisasi(subject, year, angka(1))
        builders.realisasi(subject, year, angka(2), lapis=Lapis.RESMI)
    found = kinerja(dunia.dinkes, [subject], years, seen_by=SYSTEM)
    assert [found[subject.pk, year].realisasi.isian for year in years] == [angka(1), angka(2)]


def test_a_unit_is_the_mean_of_what_is_known_with_the_counts_beside(dunia: World) -> None:
    rows = [
        measured(dunia, "Satu", angka(100), angka(90)),
        measured(dunia, "Dua", angka(100), angka(110)),
        builders.indikator(dunia.dinkes, "Tiga"),
    ]
    found = list(kinerja(dunia.dinkes, rows, [TAHUN], seen_by=SYSTEM).values())
    unit = roll_up(found, found[0].kebijakan, TAHUN)
    assert (unit.rerata.nilai, unit.rerata.dihitung, unit.rerata.jumlah) == (Decimal(100), 2, 3)
    assert (unit.rekap.tercapai, unit.rekap.mendekati, unit.rekap.belum_ada_data) == (1, 1, 1)


def test_any_number_of_indicators_and_years_takes_the_same_queries(
    dunia: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [measured(dunia, f"Indikator {n}", angka(100), angka(90)) for n in range(3)]
    years = [Periode.tahunan(year) for year in range(2020, 2026)]
    for some, periods in ((rows[:1], years[:1]), (rows, years)):
        with django_assert_num_queries(4):  # policy, cards, targets, values
            kinerja(dunia.dinkes, some, periods, seen_by=SYSTEM)
