"""The six uses of an indicator are links to where it really is used; a missing one is seen."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan import actions
from sakip.perencanaan.models import Dasar, SimpulRencana
from sakip.perencanaan.pemakaian import KEGUNAAN, pemakaian
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in, text_of
from tests.people import cast_of, person
from tests.perencanaan.rencana import draft, set_whole

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


def test_a_place_in_a_draft_is_named_as_one_and_counts_for_nothing(dunia: World) -> None:
    row, other = builders.indikator(dunia.dinkes), builders.indikator(dunia.dinkes, "Di luar rencana")
    versi = draft(dunia.dinkes)
    simpul = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Hidup lebih lama", by=SYSTEM)
    actions.place(row, simpul=simpul, by=SYSTEM)
    first = pemakaian(row, 2025, seen_by=SYSTEM)[0]
    words = "Termuat dalam rancangan renstra Dinas Kesehatan yang belum ditetapkan, sasaran: Hidup lebih lama"
    assert (first.di, [one.kata for one in first.rancangan]) == ((), [words])
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=2025)
    page = text_of(client.get(reverse("perencanaan:pemakaian", args=[row.pk])))
    assert words in page
    assert "Belum ditempatkan pada rencana" not in page
    assert "Belum ditempatkan pada rencana" in text_of(client.get(reverse("perencanaan:pemakaian", args=[other.pk])))
    paper = client.get(reverse("perencanaan:kartu-berkas", args=[row.pk, "xlsx"]))
    cells = {cell for sheet in load_workbook(BytesIO(paper.content)) for line in sheet.values for cell in line}
    assert "dalam rancangan renstra Dinas Kesehatan yang belum ditetapkan" in cells
    # one who may not read the draft is not told of it
    far = signed_in(person("Tetangga", dunia.disdik, Role.PERENCANA), tahun=2025)
    assert "dalam rancangan" not in text_of(far.get(reverse("perencanaan:pemakaian", args=[row.pk])))
    assert [one.kata for one in pemakaian(row, 2031, seen_by=SYSTEM)[0].rancangan] == []
    set_whole(versi)
    first = pemakaian(row, 2025, seen_by=SYSTEM)[0]
    assert ([one.kata for one in first.di], first.rancangan) == (
        ["renstra Dinas Kesehatan, sasaran: Hidup lebih lama"],
        (),
    )
    change = actions.open_version(versi.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    later = SimpulRencana.related.get(dokumen_versi=change)
    actions.place(other, simpul=later, by=SYSTEM)
    assert "Termuat dalam rancangan perubahan renstra" in pemakaian(other, 2025, seen_by=SYSTEM)[0].rancangan[0].kata
    assert pemakaian(row, 2025, seen_by=SYSTEM)[0].rancangan == ()
