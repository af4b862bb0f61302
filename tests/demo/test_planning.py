"""The kabupaten planned from the tree to the Renja; one plan is wrong on purpose, and the checker says so."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sakip.anggaran.models import Pagu
from sakip.anggaran.rules import recap
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Nilai
from sakip.datakinerja.models import Lapis
from sakip.datakinerja.queries import standing_values, values_that_count
from sakip.demo.world import World
from sakip.kernel.access import SYSTEM
from sakip.perencanaan.models import (
    Crosscutting,
    Dasar,
    DokumenRencana,
    DokumenVersi,
    Dukungan,
    KartuIndikator,
    KeputusanIKU,
    LaporanDampak,
    Lingkup,
    Pembanding,
    PemeriksaanMandiri,
    PenandaIndikator,
    Penempatan,
    SimpulPohon,
    SimpulRencana,
    StatusDokumen,
    Target,
    Terjemahan,
    UsulanTarget,
)
from sakip.perencanaan.pemeriksa import ATURAN, Temuan, periksa
from sakip.perencanaan.penjelasan import PENANDA
from sakip.perencanaan.pohon.matriks import cascading
from sakip.perencanaan.queries import short_cards
from sakip.perencanaan.queries.dukungan import support_of
from sakip.perencanaan.queries.naskah import naskah
from sakip.perencanaan.rumus import at_work, computed

DAY = date(2026, 11, 25)
ELSEWHERE = {
    "tanpa-kartu": "an indicator is made together with its card; only rows of another program can be without",
    "tanda-html": "every column takes such marks out; only rows of another program can have them",
    "sasaran-daerah-tanpa-pendukung": "it is the kabupaten's sasaran that Satpol PP should have named",
}
"""Rules that find nothing in the wrong plan itself, and why."""
KNOWN = {
    "target-lebih-buruk-dari-realisasi",
    "target-melawan-polaritas",
    "target-tahun-ini-kosong",
    "baseline-kosong",
    "baseline-lebih-baik",
    "sasaran-daerah-tanpa-pendukung",
}
"""What is found outside the wrong plan: figures of real life, and what Satpol PP leaves open."""


@pytest.fixture
def found(contoh: World) -> tuple[Temuan, ...]:
    return periksa(contoh.units["kab"], 2026, on=DAY, seen_by=SYSTEM)


def wrong(world: World, found: tuple[Temuan, ...]) -> list[Temuan]:
    return [each for each in found if each.path.startswith(world.units["satpolpp"].path)]


def test_the_checker_finds_every_deliberate_fault_once(contoh: World, found: tuple[Temuan, ...]) -> None:
    counted = Counter(each.aturan.id for each in wrong(contoh, found))
    assert [kode for kode, number in counted.items() if number > 1] == []
    assert set(ATURAN) - counted.keys() == ELSEWHERE.keys()


def test_the_others_are_planned_well(contoh: World, found: tuple[Temuan, ...]) -> None:
    others = [each for each in found if each not in wrong(contoh, found)]
    assert {each.aturan.id for each in others} <= KNOWN
    unserved = [each for each in others if each.aturan.id == "sasaran-daerah-tanpa-pendukung"]
    assert [each.objek.nama for each in unserved] == ["Meningkatnya ketenteraman dan ketertiban masyarakat"]
    assert len(others) < 20


def test_every_renstra_hangs_on_the_rpjmd_and_serves_it(contoh: World) -> None:
    rpjmd = contoh.plans["kab", "rpjmd", 2025]
    renstra = DokumenRencana.objects.unscoped("test").filter(jenis="renstra", induk=rpjmd)
    assert renstra.count() >= 24
    served = support_of(DokumenVersi.objects.unscoped("test").get(dokumen=rpjmd), seen_by=SYSTEM)
    assert [
        each.simpul.pernyataan for each in served.dilayani if not each.pendukung and each.simpul.tingkat == "sasaran"
    ]
    assert Dukungan.objects.unscoped("test").count() >= 60


def test_the_trees_became_plans_and_positions(contoh: World) -> None:
    nodes = SimpulPohon.objects.unscoped("test").filter(
        pohon__unit__in=[contoh.units[e] for e in ("kab", "dinkes", "disdik")]
    )
    assert nodes.count() >= 60
    became = Terjemahan.objects.unscoped("test")
    assert not nodes.exclude(pk__in=became.values("simpul")).exists()
    assert became.exclude(jabatan=None).count() >= 8
    asked = Crosscutting.objects.unscoped("test")
    assert set(asked.exclude(jawaban=None).values_list("jawaban__jawaban", flat=True)) == {
        "diterima",
        "usul-ubah",
        "ditolak",
    }


def test_the_plans_of_the_year_were_set_after_asistensi(contoh: World) -> None:
    for unit, jenis in (("kab", "rkt"), ("dinkes", "renja"), ("dinkes", "rkt")):
        versi = DokumenVersi.objects.unscoped("test").get(dokumen=contoh.plans[unit, jenis, 2026])
        assert versi.status == StatusDokumen.DITETAPKAN
        assert versi.pengaju_id
        assert versi.nomor_penetapan
        assert versi.tanggal_penetapan
    renja = contoh.plans["dinkes", "renja", 2026]
    rows = SimpulRencana.objects.unscoped("test").filter(dokumen_versi__dokumen=renja)
    assert rows.filter(tingkat="sub-kegiatan").count() >= 10
    assert not rows.filter(tingkat__in=("program", "kegiatan", "sub-kegiatan"), kode="").exists()
    placed = Penempatan.objects.unscoped("test").filter(dokumen=renja).values("kunci")
    assert not rows.filter(tingkat="sub-kegiatan").exclude(kunci__in=placed).exists()
    differs = Target.objects.unscoped("test").get(dasar=Dasar.RKT, penempatan__indikator=contoh.indicators["K-8"])
    assert str(differs.angka).startswith("9.1")
    proposal = UsulanTarget.objects.unscoped("test").get(penempatan=differs.penempatan)
    assert "beras" in proposal.catatan


def test_the_renja_has_money(contoh: World) -> None:
    lines = Pagu.objects.unscoped("test").filter(versi_pagu__unit=contoh.units["dinkes"], versi_pagu__jenis="renja")
    assert not lines.filter(kunci=None).exists()
    program, leaves = (
        sum(lines.filter(tingkat=level).values_list("rupiah", flat=True)) for level in ("program", "sub-kegiatan")
    )
    assert program == leaves > 100_000_000_000


def test_cards_carry_more_than_their_figures(contoh: World) -> None:
    scopes = Pembanding.objects.unscoped("test").values_list("lingkup", flat=True)
    assert set(scopes) == set(Lingkup.values)
    marks = PenandaIndikator.objects.unscoped("test").values_list("jenis", flat=True)
    assert set(marks) == set(PENANDA)
    checked = PemeriksaanMandiri.objects.unscoped("test")
    assert {answer["ya"] for row in checked for answer in row.smart.values()} == {True, False}
    harm = LaporanDampak.objects.unscoped("test").get()
    assert [row.keputusan for row in harm.tanggapan.order_by("pk")] == ["dikaji", "diubah"]
    decrees = KeputusanIKU.objects.unscoped("test").exclude(ditetapkan=None)
    assert {row.unit_id for row in decrees} == {contoh.units[each].pk for each in ("kab", "dinkes", "kpd")}
    assert all(row.berita_acara["pihak_pertama"]["nama"] for row in decrees)


def test_the_ministry_is_planned_from_the_tree_to_its_output(contoh: World) -> None:
    kpd = contoh.units["kpd"]
    assert {each.aturan.id for each in periksa(kpd, 2026, on=DAY, seen_by=SYSTEM)} <= KNOWN
    nodes = SimpulPohon.objects.unscoped("test").filter(pohon__unit__path__startswith=kpd.path)
    assert not nodes.exclude(pk__in=Terjemahan.objects.unscoped("test").values("simpul")).exists()
    asked = Crosscutting.objects.unscoped("test").filter(simpul__in=nodes)
    assert set(asked.values_list("mitra__jenis", flat=True)) == {"direktorat-jenderal", None}
    served = support_of(
        DokumenVersi.objects.unscoped("test").get(dokumen=contoh.plans["kpd", "rpjmn", 2025]), seen_by=SYSTEM
    )
    assert served.belum == []
    for jenis in ("renja-kl", "rkt"):
        versi = DokumenVersi.objects.unscoped("test").get(dokumen=contoh.plans["kpd", jenis, 2026])
        assert (versi.status, bool(versi.nomor_penetapan)) == (StatusDokumen.DITETAPKAN, True)


def test_who_answers_in_the_ministry_is_told_once_for_each_chain(contoh: World) -> None:
    found = cascading(contoh.units["kpd"], 2026, on=DAY, seen_by=SYSTEM).baris
    assert all(row.jabatan and len(set(row.jabatan)) == len(row.jabatan) for row in found)


def test_where_the_tree_names_nobody_who_is_in_charge_of_the_measure_answers(contoh: World) -> None:
    found = cascading(contoh.units["dinkes"], 2026, on=DAY, seen_by=SYSTEM).baris
    assert all(row.jabatan and row.pegawai for row in found)
    assert found[0].jabatan == ("Kepala Seksi Kesehatan Keluarga dan Gizi",)


def test_the_money_of_the_ministry_stands_beside_program_kegiatan_kro_and_ro(contoh: World) -> None:
    money = Pagu.objects.unscoped("test").filter(versi_pagu__unit=contoh.units["kpd"], versi_pagu__tahun=2026)
    assert not money.filter(kunci=None).exists()
    assert set(money.values_list("tingkat", flat=True)) == {"program", "kegiatan", "kro", "ro"}
    for jenis in ("renstra", "renja"):
        lines = list(money.filter(versi_pagu__jenis=jenis))
        assert recap(lines).berbeda == []
        assert recap(lines).total > 150_000_000_000
    renja = DokumenVersi.objects.unscoped("test").get(dokumen=contoh.plans["kpd", "renja-kl", 2026])
    printed = [
        each.pagu[2026] for each in naskah(renja, on=DAY, seen_by=SYSTEM).baris if each.tingkat.kode == "program"
    ]
    assert sum(printed) == recap(lines).total  # its own, not that of the Renstra


def test_what_a_formula_gives_is_what_people_had_entered(contoh: World) -> None:
    for kode in ("SW-1", "DK-7", "KS-1"):
        row, years = contoh.indicators[kode], [Periode.tahunan(year) for year in range(2021, 2026)]
        work = at_work([row], short_cards([row.pk], seen_by=SYSTEM), years, seen_by=SYSTEM)
        order = dict.fromkeys(range(2021, 2026), ("klaim",))
        values = values_that_count(work.series, urutan_lapis=order, seen_by=SYSTEM, kode=("T",), or_quarters=True)
        (cells,) = computed(work, values).values()
        entered = standing_values([row.series_id], lapis=Lapis.KLAIM)
        made = {each: one.angka for each in years if isinstance(one := cells[each].isian, Nilai)}
        assert len(made) >= 3
        for each, number in made.items():
            assert number is not None
            assert round(number, 2) == entered[row.series_id, each, ""].angka


def test_cards_are_whole(contoh: World) -> None:
    cards = (
        KartuIndikator.objects.unscoped("test")
        .filter(indikator__unit__path__startswith=contoh.units["kab"].path)
        .exclude(indikator__unit__path__startswith=contoh.units["satpolpp"].path)
    )
    whole = cards.exclude(hasil="").exclude(penanggung_jawab=None).exclude(frekuensi="").exclude(penyedia_data="")
    assert whole.count() == cards.count()
