"""What is remembered of long reads: never older than the last write, never another one's reach."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import SYSTEM, Access, Role
from sakip.kernel.remembered import remembered
from sakip.organisasi.actions import edit_unit, set_policy
from sakip.organisasi.models import Unit
from sakip.perencanaan.actions import edit_indikator
from sakip.perencanaan.models import Indikator
from sakip.perencanaan.overview import overview
from sakip.perencanaan.queries import indikator_of
from sakip.perencanaan.tables import capaian_of, of_class
from tests import builders
from tests.builders import World, angka
from tests.people import person

TAHUN = Periode.tahunan(2025)


@pytest.fixture
def subject(dunia: World) -> Indikator:
    found = builders.indikator(dunia.dinkes)
    builders.target(found, TAHUN, angka(100))
    builders.realisasi(found, TAHUN, angka(60))
    return found


def every(unit: Unit, seen_by: Access) -> tuple[Decimal | None, list[Decimal | None], int]:
    """The roll-up of the unit and of its part, the figures of the list, and how many lie in a class."""
    state = overview(unit, TAHUN, seen_by=seen_by)
    rows = list(indikator_of(unit, tahun=2025, seen_by=seen_by, below=True))
    figures = capaian_of(rows, unit, TAHUN, seen_by=seen_by)
    low = of_class("rendah", rows, unit, TAHUN, seen_by=seen_by)
    if state.parts:
        assert state.parts[0].ringkas.rerata.nilai == state.total.ringkas.rerata.nilai
    return state.total.ringkas.rerata.nilai, figures, len(low)


def test_an_approved_number_is_in_every_roll_up_at_once(dunia: World, subject: Indikator) -> None:
    assert every(dunia.kabupaten, SYSTEM) == (Decimal(60), [Decimal(60)], 1)
    builders.realisasi(subject, TAHUN, angka(95), lapis=Lapis.RESMI)
    for unit in (dunia.kabupaten, dunia.dinkes):
        assert every(unit, SYSTEM) == (Decimal(95), [Decimal(95)], 0)


def test_a_policy_a_name_and_an_end_are_seen_at_once(dunia: World, subject: Indikator) -> None:
    assert every(dunia.kabupaten, SYSTEM)[0] == 60
    set_policy(dunia.kabupaten, mulai_tahun=2025, seen=None, alasan="Uji", batas=Decimal(50), by=SYSTEM)
    assert every(dunia.kabupaten, SYSTEM)[0] == 50
    edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, nama="Dinas Kesehatan Baru", by=SYSTEM)
    assert overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM).parts[0].unit.nama == "Dinas Kesehatan Baru"
    edit_indikator(subject, seen=1, dihentikan_tahun=2025, by=SYSTEM)
    assert overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM).total.jumlah == 0


def test_the_second_look_reads_the_head_of_the_history_alone(
    dunia: World, subject: Indikator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM)
    with django_assert_num_queries(1):
        assert overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM) == first


def test_a_stranger_is_not_shown_what_another_may_see(dunia: World, subject: Indikator) -> None:
    assert overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM).total.jumlah == 1
    stranger = person("Orang Asing", dunia.lain, Role.PENGELOLA).access
    overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM)
    assert overview(dunia.kabupaten, TAHUN, seen_by=stranger).total.jumlah == 0


def test_what_was_taken_back_is_not_remembered(dunia: World, subject: Indikator) -> None:
    """The next transaction gets the number of the one taken back, but never its hash."""
    with transaction.atomic():
        builders.realisasi(subject, TAHUN, angka(95), lapis=Lapis.RESMI)
        assert every(dunia.kabupaten, SYSTEM)[0] == 95
        transaction.set_rollback(True)
    assert every(dunia.kabupaten, SYSTEM)[0] == 60
    builders.realisasi(subject, TAHUN, angka(80), lapis=Lapis.RESMI)
    assert every(dunia.kabupaten, SYSTEM)[0] == 80


def test_another_key_is_another_result(dunia: World) -> None:
    assert remembered("uji", (1,), SYSTEM, lambda: "satu") == "satu"
    assert remembered("uji", (2,), SYSTEM, lambda: "dua") == "dua"
    assert remembered("uji", (1,), SYSTEM, lambda: "tiga") == "satu"
