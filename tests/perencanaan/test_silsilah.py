"""Figures along the lineage: what a successor lacks is its predecessor's; a past year as it was and as it is now."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Nilai
from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import Susunan
from sakip.perencanaan import actions
from sakip.perencanaan.kinerja import Kinerja, kinerja
from sakip.perencanaan.models import DokumenVersi, Indikator
from sakip.perencanaan.overview import overview
from sakip.perencanaan.plans import plans_for
from sakip.perencanaan.queries import indikator_of, plan_in
from sakip.perencanaan.tables import unit_table
from tests import builders
from tests.builders import World, angka
from tests.organisasi.sotk import Penerus, Putusan, applied, open_unit
from tests.pages import signed_in, text_of
from tests.people import person

T2022, T2023, T2024, T2025, T2026 = (Periode.tahunan(year) for year in range(2022, 2027))


def heir(old: Indikator, unit: str = "") -> Indikator:
    rows = Indikator.related.select_related("unit", "series").filter(pendahulu=old)
    found: Indikator = rows.get(unit__nama=unit) if unit else rows.get()
    return found


def read(row: Indikator, periode: Periode) -> Kinerja:
    return kinerja(row.unit, [row], [periode], seen_by=SYSTEM)[(row.pk, periode)]


def reached(row: Indikator, periode: Periode) -> Decimal | None:
    isian = read(row, periode).realisasi.isian
    return isian.angka if isinstance(isian, Nilai) else None


def promised(row: Indikator, periode: Periode) -> Decimal | None:
    isian = read(row, periode).target_isian
    return isian.angka if isinstance(isian, Nilai) else None


@pytest.fixture
def old(dunia: World) -> Indikator:
    """An indicator of the Dinas Kesehatan: targets 50, 60, 70, 80 of 2023 to 2026, realisasi 40, 30 of 2023, 2024."""
    row = builders.indikator(dunia.dinkes, satuan="persen", mulai_tahun=2022)
    for periode, value in ((T2023, 50), (T2024, 60), (T2025, 70), (T2026, 80)):
        builders.target(row, periode, angka(value))
    for periode, value in ((T2023, 40), (T2024, 30)):
        builders.realisasi(row, periode, angka(value))
    return row


def renamed(world: World, source: Unit, nama: str, year: int) -> None:
    applied(world.kabupaten, asal=(source.pk,), penerus=(Penerus("a", nama),), tanggal=date(year, 1, 1))


def test_a_successor_reads_the_years_before_it_from_its_predecessor(dunia: World, old: Indikator) -> None:
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    new = heir(old)
    assert [reached(new, each) for each in (T2023, T2024, T2025)] == [40, 30, None]
    assert [promised(new, each) for each in (T2023, T2024, T2025, T2026)] == [50, 60, 70, 80]
    assert read(new, T2023).capaian.dipakai == 80  # 40 of 50
    assert read(new, T2024).capaian.dipakai == 50  # 30 of 60


def test_its_own_win_year_by_year(dunia: World, old: Indikator) -> None:
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    new = heir(old)
    builders.target(new, T2025, angka(75))
    builders.realisasi(new, T2024, angka(36))
    builders.realisasi(new, T2025, angka(75))
    assert [promised(new, each) for each in (T2024, T2025, T2026)] == [60, 75, 80]
    assert [reached(new, each) for each in (T2023, T2024, T2025)] == [40, 36, 75]
    assert [reached(old, each) for each in (T2024, T2025)] == [30, None]


def test_a_value_of_the_predecessor_for_a_year_of_the_successor_is_not_its_own(dunia: World, old: Indikator) -> None:
    builders.realisasi(old, Periode(2025, "TW1"), angka(9))
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    assert reached(heir(old), Periode(2025, "TW1")) is None


def test_a_correction_of_an_old_year_is_seen_in_every_successor(dunia: World, old: Indikator) -> None:
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Satu"), Penerus("b", "Dinas Dua")),
        bagian={"indikator": {old.pk: Putusan(("a", "b"))}},
    )
    row = old.series.nilai.get(tahun=2024)
    builders.realisasi(old, T2024, angka(33), seen=row.pk)
    assert [reached(heir(old, nama), T2024) for nama in ("Dinas Satu", "Dinas Dua")] == [33, 33]


def test_a_chain_over_two_changes(
    dunia: World, old: Indikator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    renamed(dunia, dunia.dinkes, "Dinas Satu", 2025)
    second = heir(old)
    builders.realisasi(second, T2025, angka(63))
    renamed(dunia, open_unit("Dinas Satu"), "Dinas Dua", 2026)
    third = heir(second)
    assert (third.unit.nama, third.dimulai_tahun) == ("Dinas Dua", 2026)
    assert [reached(third, each) for each in (T2023, T2024, T2025)] == [40, 30, 63]
    assert read(third, T2025).capaian.dipakai == 90  # 63 of the first one's 70
    with django_assert_num_queries(4):
        kinerja(old.unit, [old], [T2024], seen_by=SYSTEM)
    with django_assert_num_queries(4 + 2):
        kinerja(third.unit, [third], [T2024, T2025], seen_by=SYSTEM)


def test_the_card_of_an_old_year_is_the_one_that_held_then(dunia: World, old: Indikator) -> None:
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    new = heir(old)
    row = new.kartu.get()
    kartu = actions.KartuBaru(2025, read(new, T2025).kartu.polaritas, satuan="indeks")  # type: ignore[arg-type]
    actions.set_card(new, kartu=kartu, seen=row.versi, by=SYSTEM)
    assert [read(new, each).kartu.satuan for each in (T2024, T2025)] == ["persen", "indeks"]


def test_a_past_year_as_it_was_and_as_it_is_now(dunia: World, old: Indikator) -> None:
    """2024: the Dinas Kesehatan had 30 of 60. Now Dinas Satu and Dinas Dua both stand for it, with the same 50%: each
    has it, and all together have it once, (50 + 80) : 2."""
    school = builders.indikator(dunia.disdik, "Angka Partisipasi Sekolah", mulai_tahun=2022)
    builders.target(school, T2024, angka(100))
    builders.realisasi(school, T2024, angka(80))
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Satu"), Penerus("b", "Dinas Dua")),
        bagian={"indikator": {old.pk: Putusan(("a", "b"))}},
    )

    def parts(susunan: Susunan) -> dict[str, Decimal | None]:
        state = overview(dunia.kabupaten, T2024, seen_by=SYSTEM, susunan=susunan)
        return {part.unit.nama: part.ringkas.rerata.nilai for part in state.parts} | {
            "semua": state.total.ringkas.rerata.nilai
        }

    assert parts(Susunan.SAAT_ITU) == {"Dinas Kesehatan": 50, "Dinas Pendidikan": 80, "semua": 65}
    assert parts(Susunan.SEKARANG) == {"Dinas Satu": 50, "Dinas Dua": 50, "Dinas Pendidikan": 80, "semua": 65}


def test_entry_is_of_those_in_use_in_the_year(dunia: World, old: Indikator) -> None:
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    new = open_unit("Dinas Sehat")
    for unit, years in ((dunia.dinkes, {2024: 1, 2025: 0}), (new, {2024: 0, 2025: 1})):
        for year, number in years.items():
            assert indikator_of(unit, tahun=year, seen_by=SYSTEM).count() == number
    assert indikator_of(new, tahun=2024, seen_by=SYSTEM, susunan=Susunan.SEKARANG).get() == heir(old)
    assert unit_table(new, T2024, seen_by=SYSTEM, susunan=Susunan.SEKARANG).jumlah == 1


# --- plans -----------------------------------------------------------------------------------------------------------


def test_a_unit_without_a_plan_has_its_predecessors(dunia: World, old: Indikator) -> None:
    version = actions.create_plan(
        dunia.dinkes, jenis="renstra", nama="R", kode_kerangka="pemda", tahun_awal=2021, tahun_akhir=2026, by=SYSTEM
    )
    sasaran = actions.add_node(dunia.dinkes, versi=version, tingkat="sasaran", pernyataan="Ibu sehat", by=SYSTEM)
    actions.place(old, simpul=sasaran, by=SYSTEM)
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    unit = open_unit("Dinas Sehat")
    assert plan_in(unit, 2025, seen_by=SYSTEM) == version.dokumen
    plans = plans_for(unit, 2025, seen_by=SYSTEM)
    assert plans.plan_of(unit) == version.dokumen
    assert plans.key_of(heir(old), unit) == sasaran.kunci
    assert plans_for(dunia.kabupaten, 2025, seen_by=SYSTEM).key_of(heir(old), unit) == sasaran.kunci
    own = actions.create_plan(
        unit, jenis="renstra", nama="B", kode_kerangka="pemda", tahun_awal=2025, tahun_akhir=2029, by=SYSTEM
    )
    assert plan_in(unit, 2025, seen_by=SYSTEM) == own.dokumen
    assert plan_in(unit, 2023, seen_by=SYSTEM) == version.dokumen
    assert plans_for(unit, 2025, seen_by=SYSTEM).plan_of(unit) == own.dokumen


def renstra(unit: Unit, nama: str) -> DokumenVersi:
    return actions.create_plan(
        unit, jenis="renstra", nama=nama, kode_kerangka="pemda", tahun_awal=2021, tahun_akhir=2026, by=SYSTEM
    )


def test_a_unit_below_works_for_the_plan_of_the_nearest_unit_above(dunia: World) -> None:
    """A puskesmas without a plan stands under the Renstra of its dinas; that of the instansi comes only after it."""
    row = builders.indikator(dunia.puskesmas, "Kunjungan", mulai_tahun=2022)
    root = renstra(dunia.kabupaten, "R")
    assert plans_for(dunia.puskesmas, 2025, seen_by=SYSTEM).plan_of(dunia.puskesmas) == root.dokumen
    dinas = renstra(dunia.dinkes, "D")
    sasaran = actions.add_node(dunia.dinkes, versi=dinas, tingkat="sasaran", pernyataan="Ibu sehat", by=SYSTEM)
    actions.place(row, simpul=sasaran, by=SYSTEM)
    for unit in (dunia.puskesmas, dunia.dinkes, dunia.kabupaten):
        plans = plans_for(unit, 2025, seen_by=SYSTEM)
        assert plans.plan_of(dunia.puskesmas) == dinas.dokumen
        assert plans.key_of(row, dunia.puskesmas) == sasaran.kunci
    own = renstra(dunia.puskesmas, "P")
    assert plans_for(dunia.puskesmas, 2025, seen_by=SYSTEM).plan_of(dunia.puskesmas) == own.dokumen


def test_a_unit_below_a_successor_works_for_the_predecessors_plan(dunia: World, old: Indikator) -> None:
    plan = renstra(dunia.dinkes, "D")
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    below = open_unit("Puskesmas Ujibaru")
    assert plans_for(below, 2025, seen_by=SYSTEM).plan_of(below) == plan.dokumen


def test_those_that_share_a_place_share_its_weight(dunia: World, old: Indikator) -> None:
    version = actions.create_plan(
        dunia.dinkes, jenis="renstra", nama="R", kode_kerangka="pemda", tahun_awal=2021, tahun_akhir=2026, by=SYSTEM
    )
    sasaran = actions.add_node(dunia.dinkes, versi=version, tingkat="sasaran", pernyataan="Ibu sehat", by=SYSTEM)
    placed = actions.place(old, simpul=sasaran, by=SYSTEM)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE perencanaan_penempatan SET bobot = 100 WHERE id = %s", [placed.pk])
    keys = ("a", "b", "c")
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=tuple(Penerus(key, f"Dinas {key}") for key in keys),
        bagian={"indikator": {old.pk: Putusan(keys)}},
    )
    weights = [heir(old, f"Dinas {key}").penempatan.get(kunci=sasaran.kunci).bobot for key in keys]
    assert weights == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


# --- why this number -------------------------------------------------------------------------------------------------


def test_why_this_number_names_the_predecessor(dunia: World, old: Indikator) -> None:
    renamed(dunia, dunia.dinkes, "Dinas Sehat", 2025)
    new, sari = heir(old), person("Sari", open_unit("Dinas Sehat"), Role.PELAPOR)
    page = text_of(signed_in(sari, tahun=2024).get(reverse("perencanaan:indikator", args=[new.pk])))
    assert "Dicatat pada Dinas Kesehatan, unit pendahulu" in page
    assert "Meneruskan indikator Angka Harapan Hidup dari Dinas Kesehatan; angka sebelum 2025" in page
    page = text_of(signed_in(sari, tahun=2024).get(reverse("perencanaan:indikator", args=[old.pk])))
    assert "Diteruskan oleh Dinas Sehat mulai 2025" in page
    assert "unit pendahulu" not in page
