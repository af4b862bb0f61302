"""Indicators over a reorganisation: which go on where, what goes along, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.kernel.access import SYSTEM
from sakip.kernel.history import check_integrity
from sakip.kernel.refusals import Refused
from sakip.organisasi.queries.rancangan import perubahan
from sakip.organisasi.queries.reorganisasi import bagian_of
from sakip.perencanaan import actions
from sakip.perencanaan.models import Indikator, KartuIndikator, Penempatan
from tests import builders
from tests.builders import World, angka
from tests.organisasi.sotk import Penerus, Putusan, applied, drafted, open_unit


def successor(old: Indikator) -> Indikator:
    found: Indikator = Indikator.related.select_related("unit", "series").get(pendahulu=old)
    return found


def test_an_indicator_goes_on_as_a_new_one_with_its_card_and_places(dunia: World) -> None:
    old = builders.indikator(dunia.dinkes, "Angka Kematian Ibu", satuan="per 100.000")
    actions.edit_indikator(old, seen=1, kode="IKU-1", by=SYSTEM)
    version = actions.create_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra",
        kode_kerangka="pemda",
        tahun_awal=2021,
        tahun_akhir=2026,
        by=SYSTEM,
    )
    sasaran = actions.add_node(dunia.dinkes, versi=version, tingkat="sasaran", pernyataan="Ibu sehat", by=SYSTEM)
    actions.place(old, simpul=sasaran, by=SYSTEM)
    builders.realisasi(old, Periode.tahunan(2024), angka(80))
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    new = successor(old)
    assert (new.unit.nama, new.nama, new.kode, new.dimulai_tahun) == ("Dinas Sehat", old.nama, "IKU-1", 2025)
    assert (new.series.unit_id, new.series.nilai.exists()) == (new.unit_id, False)
    assert Indikator.related.get(pk=old.pk).dihentikan_tahun == 2025
    card = KartuIndikator.related.get(indikator=new)
    assert (card.mulai_tahun, card.satuan) == (2025, "per 100.000")
    assert {row.kunci for row in Penempatan.related.filter(indikator=new)} == {None, sasaran.kunci}
    assert check_integrity() == []


@pytest.mark.parametrize(
    ("day", "mulai", "first"),
    [(date(2025, 1, 1), None, 2025), (date(2025, 7, 1), None, 2026), (date(2025, 7, 1), 2025, 2025)],
)
def test_the_first_year_of_the_successors(dunia: World, day: date, mulai: int | None, first: int) -> None:
    old = builders.indikator(dunia.dinkes)
    applied(
        dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),), tanggal=day, mulai_tahun=mulai
    )
    assert successor(old).dimulai_tahun == first


def test_the_name_of_the_successor_says_who_takes_an_indicator(dunia: World) -> None:
    names = ("Angka partisipasi pendidikan dasar", "Persentase cagar budaya lestari", "Nilai SAKIP")
    rows = {builders.indikator(dunia.disdik, nama).pk: nama for nama in names}
    row = drafted(
        dunia.kabupaten,
        asal=(dunia.disdik.pk,),
        penerus=(Penerus("a", "Dinas Pendidikan Dasar"), Penerus("b", "Dinas Kebudayaan")),
    )
    part = bagian_of(perubahan(row, seen_by=SYSTEM), seen_by=SYSTEM)["indikator"]
    assert {rows[each.pk]: each.putusan.ke for each in part.baris} == {
        names[0]: ("a",),
        names[1]: ("b",),
        names[2]: ("a",),
    }


def test_an_indicator_may_go_on_in_both_or_end(dunia: World) -> None:
    both, ends = builders.indikator(dunia.dinkes, "Nilai SAKIP"), builders.indikator(dunia.dinkes, "Sisa")
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Satu"), Penerus("b", "Dinas Dua")),
        bagian={"indikator": {both.pk: Putusan(("a", "b")), ends.pk: Putusan()}},
    )
    assert {row.unit.nama for row in Indikator.related.filter(pendahulu=both)} == {"Dinas Satu", "Dinas Dua"}
    assert not Indikator.related.filter(pendahulu=ends).exists()
    assert Indikator.related.get(pk=ends.pk).dihentikan_tahun == 2025


def test_of_one_name_in_two_units_that_merge_the_first_goes_on(dunia: World) -> None:
    first, second = builders.indikator(dunia.dinkes, "Nilai SAKIP"), builders.indikator(dunia.disdik, "Nilai SAKIP")
    draft: dict[str, Any] = {"asal": (dunia.dinkes.pk, dunia.disdik.pk), "penerus": (Penerus("a", "Dinas Gabungan"),)}
    both = {"indikator": {first.pk: Putusan(("a",)), second.pk: Putusan(("a",))}}
    with pytest.raises(Refused, match="akan ada dua kali di Dinas Gabungan"):
        applied(dunia.kabupaten, **draft, bagian=both)
    applied(dunia.kabupaten, **draft)
    assert successor(first).unit.nama == "Dinas Gabungan"
    assert not Indikator.related.filter(pendahulu=second).exists()


def test_a_code_that_is_taken_in_the_new_unit_is_left_empty(dunia: World) -> None:
    rows = [builders.indikator(unit, unit.nama) for unit in (dunia.dinkes, dunia.disdik)]
    for row in rows:
        actions.edit_indikator(row, seen=1, kode="1", by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk, dunia.disdik.pk), penerus=(Penerus("a", "Dinas Gabungan"),))
    assert [successor(row).kode for row in rows] == ["1", ""]


def test_indicators_of_units_below_follow_them(dunia: World) -> None:
    old = builders.indikator(dunia.puskesmas)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    assert successor(old).unit == open_unit("Puskesmas Ujibaru")


def test_what_had_stopped_before_stays_behind(dunia: World) -> None:
    old = builders.indikator(dunia.dinkes)
    actions.edit_indikator(old, seen=1, dihentikan_tahun=2024, by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    assert not Indikator.related.filter(pendahulu=old).exists()
    assert Indikator.related.get(pk=old.pk).dihentikan_tahun == 2024


def test_a_break_that_lies_behind_is_not_copied_and_a_later_card_is(dunia: World) -> None:
    old = builders.indikator(dunia.dinkes)
    for year in (2023, 2027):
        card = actions.KartuBaru(year, Polaritas.MENINGKAT, terputus=True, catatan_putus=f"baru {year}")
        actions.set_card(old, kartu=card, seen=None, by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    rows = KartuIndikator.related.filter(indikator=successor(old)).order_by("mulai_tahun")
    assert [(row.mulai_tahun, row.terputus) for row in rows] == [(2025, False), (2027, True)]


def test_values_that_are_already_there_are_told_before(dunia: World) -> None:
    old = builders.indikator(dunia.dinkes)
    builders.realisasi(old, Periode(2025, "TW1"), angka(1))
    row = drafted(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    part = bagian_of(perubahan(row, seen_by=SYSTEM), seen_by=SYSTEM)["indikator"]
    assert "Untuk tahun 2025 sudah ada 1 nilai realisasi" in part.catatan[0]
