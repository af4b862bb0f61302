"""The six uses of an indicator are links to where it really is used; a missing one is seen."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan import actions
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.pemakaian import KEGUNAAN, pemakaian
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in, text_of
from tests.people import cast_of

TAHUN = Periode.tahunan(2025)


def test_nothing_uses_a_new_indicator(dunia: World) -> None:
    found = pemakaian(builders.indikator(dunia.dinkes), 2025, seen_by=SYSTEM)
    assert [len(each.di) for each in found] == [0] * len(KEGUNAAN)
    assert "Belum ada target PK tahun 2025." in [each.belum for each in found]


def test_each_use_leads_to_its_place(dunia: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    row = builders.indikator(dunia.dinkes)
    versi = actions.create_plan(
        dunia.dinkes, jenis="renstra", nama="Renstra Dinkes", kode_kerangka="pemda", tahun_awal=2021, tahun_akhir=2026,
        by=SYSTEM,
    )  # fmt: skip
    simpul = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Hidup lebih lama", by=SYSTEM)
    actions.place(row, simpul=simpul, by=SYSTEM)
    builders.target(row, TAHUN, angka(72), dasar=Dasar.RKT)
    builders.target(row, TAHUN, angka(72), dasar=Dasar.PK)
    builders.realisasi(row, TAHUN, angka(71))
    freeze_laporan(dunia.dinkes, tahun=2025, posisi_data=date(2026, 2, 1), by=SYSTEM)
    later = builders.indikator(dunia.dinkes, "Baru sesudah laporan")
    with django_assert_max_num_queries(4):
        found = pemakaian(row, 2025, seen_by=SYSTEM)
    words = [[one.kata for one in each.di] for each in found]
    assert words == [
        ["Renstra Dinkes, sasaran: Hidup lebih lama"],
        ["Target RKT 2025"],
        ["Target PK 2025"],
        ["Laporan Kinerja Dinas Kesehatan Tahun 2025, versi 1"],
        [],
        ["1 nilai tahun 2025 sudah dicatat"],
    ]
    assert all(one.alamat for each in found for one in each.di)
    assert not [each for each in pemakaian(row, 2030, seen_by=SYSTEM) if each.di]
    assert not [each for each in pemakaian(later, 2025, seen_by=SYSTEM) if each.di]


def test_the_page_is_for_all_who_read_here_and_gives_the_card_its_part(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes)
    people, address = cast_of(dunia), reverse("perencanaan:pemakaian", args=[row.pk])
    assert signed_in(people["orang asing"]).get(address).status_code == 404
    client = signed_in(people["pembaca"])
    assert "Belum dipakai dalam evaluasi tahun 2025." in text_of(client.get(address))
    part = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
