"""Two people, one row: the second is told, nothing is overwritten."""

from __future__ import annotations

import pytest

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Unit
from tests import builders
from tests.builders import World, angka
from tests.people import person

TAHUN = Periode.tahunan(2025)


def test_the_second_of_two_edits_is_told_who_wrote_what(dunia: World) -> None:
    sari = person("Sari", dunia.kabupaten, Role.PENGELOLA)
    organisasi.edit_unit(dunia.dinkes, seen=1, nama="Dinas Kesehatan dan KB", by=sari.access)
    with pytest.raises(Stale) as told:
        organisasi.edit_unit(dunia.dinkes, seen=1, nama="Dinkes", by=SYSTEM)
    sentence = told.value.refusal.sentence
    assert all(word in sentence for word in ("Sari", "“Dinas Kesehatan dan KB”", "“Dinkes”"))
    assert Unit.related.get(pk=dunia.dinkes.pk).nama == "Dinas Kesehatan dan KB"


def test_two_people_fill_the_same_empty_cell(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    builders.realisasi(subject, TAHUN, angka("70.1"), by=person("Sari", dunia.dinkes, Role.PELAPOR).access)
    with pytest.raises(Stale) as told:
        builders.realisasi(subject, TAHUN, angka("70.9"), seen=None)
    assert all(word in told.value.refusal.sentence for word in ("Sari", "70,1", "70,9", "Tahun 2025"))


def test_two_people_correct_the_same_value(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    first = builders.realisasi(subject, TAHUN, angka(70))
    builders.realisasi(subject, TAHUN, angka(71), seen=first.pk)
    with pytest.raises(Stale):
        builders.realisasi(subject, TAHUN, angka(72), seen=first.pk)
    assert [row.angka for row in SeriesValue.related.filter(pengganti=None)] == [71]


def test_one_stale_cell_stops_the_whole_sheet(dunia: World) -> None:
    one, two = builders.indikator(dunia.dinkes), builders.indikator(dunia.dinkes, "Prevalensi stunting")
    builders.realisasi(two, TAHUN, angka(14))
    values = [NilaiBaru(one.series, TAHUN, angka(70), None), NilaiBaru(two.series, TAHUN, angka(15), None)]
    with pytest.raises(Stale, match="Prevalensi stunting"):
        record_values(dunia.dinkes, values=values, by=SYSTEM)
    assert SeriesValue.related.count() == 1


def test_a_value_taken_back_is_not_filled_in_again_and_can_be_filled_in_again(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    first = builders.realisasi(subject, TAHUN, angka(70))
    gone = builders.realisasi(subject, TAHUN, None, seen=first.pk)
    assert gone.isian is None
    again = builders.realisasi(subject, TAHUN, angka(0), seen=gone.pk)
    assert (again.isian, again.menggantikan_id) == (angka(0), gone.pk)


def test_a_value_of_another_kind_is_refused(dunia: World) -> None:
    from sakip.arithmetic.values import JenisNilai, Nilai

    subject = builders.indikator(dunia.dinkes)
    with pytest.raises(Refused, match="angka"):
        builders.realisasi(subject, TAHUN, Nilai(JenisNilai.PREDIKAT, kode="WTP"))
