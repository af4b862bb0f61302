"""What kinerja reads: a year's own value, else its quarters; nothing taken back, no lapis that does not count."""

from __future__ import annotations

from decimal import Decimal

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Isian, Nilai
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import SYSTEM
from sakip.organisasi.actions import set_policy
from sakip.perencanaan.kinerja import kinerja
from sakip.perencanaan.models import Indikator
from tests import builders
from tests.builders import World, angka

TAHUN = Periode.tahunan(2025)
QUARTERS = TAHUN.triwulan()


def summed(world: World, *, lapis: Lapis = Lapis.KLAIM) -> Indikator:
    """An indicator whose year is the sum of its quarters: 1 + 2 + 3."""
    subject = builders.indikator(world.dinkes, tipologi=Tipologi.AKUMULATIF)
    for number, quarter in enumerate(QUARTERS[:3], 1):
        builders.realisasi(subject, quarter, angka(number), lapis=lapis)
    return subject


def reached(subject: Indikator, periode: Periode = TAHUN) -> Isian:
    return kinerja(subject.unit, [subject], [periode], seen_by=SYSTEM)[(subject.pk, periode)].realisasi.isian


def number(isian: Isian) -> Decimal | None:
    return isian.angka if isinstance(isian, Nilai) else None


def test_a_year_with_a_value_of_its_own_does_not_ask_its_quarters(dunia: World) -> None:
    subject = summed(dunia)
    assert number(reached(subject)) == 6
    builders.realisasi(subject, TAHUN, angka(7))
    assert number(reached(subject)) == 7


def test_when_the_years_value_is_taken_back_the_quarters_speak_again(dunia: World) -> None:
    subject = summed(dunia)
    row = builders.realisasi(subject, TAHUN, angka(7))
    builders.realisasi(subject, TAHUN, None, seen=row.pk)
    assert number(reached(subject)) == 6


def test_a_years_value_of_a_lapis_that_does_not_count_hides_no_quarters(dunia: World) -> None:
    set_policy(dunia.kabupaten, mulai_tahun=2025, seen=None, alasan="Uji", urutan_lapis="resmi", by=SYSTEM)
    subject = summed(dunia, lapis=Lapis.RESMI)
    builders.realisasi(subject, TAHUN, angka(7))
    builders.realisasi(subject, Periode.tahunan(2024), angka(5))
    both = [Periode.tahunan(2024), TAHUN]
    found = kinerja(subject.unit, [subject], both, seen_by=SYSTEM)
    assert [number(found[(subject.pk, year)].realisasi.isian) for year in both] == [5, 6]


def test_a_quarter_reads_those_up_to_it(dunia: World) -> None:
    subject = summed(dunia)
    for quarter in QUARTERS:
        builders.target(subject, quarter, angka(2))
    second = kinerja(subject.unit, [subject], [QUARTERS[1]], seen_by=SYSTEM)[(subject.pk, QUARTERS[1])]
    assert second.capaian.mentah == Decimal(75)  # (1 + 2) of (2 + 2)
