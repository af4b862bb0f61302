"""The figures of the demo world: two generations of plans, six years, good and bad news, every special case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sakip.arithmetic.capaian import Alasan
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import JenisNilai, Keadaan, Nilai, Tiada
from sakip.demo import reading
from sakip.demo.files import Row, root_of
from sakip.demo.world import World
from sakip.kernel.access import SYSTEM
from sakip.pelaporan.queries import laporan_kinerja
from sakip.perencanaan.kinerja import Kinerja, kinerja
from sakip.perencanaan.models import DokumenRencana, Indikator, KartuIndikator, Penempatan, Target
from sakip.perencanaan.queries import plan_in

_DAY = date(2026, 11, 25)
KABUPATEN = [kode for kode, row in reading.indicators().items() if root_of(row["unit"]) == "kab"]


def figure(world: World, kode: str, periode: Periode) -> Kinerja:
    subject = world.indicators[kode]
    return kinerja(subject.unit, [subject], [periode], seen_by=SYSTEM)[(subject.pk, periode)]


def in_year(world: World, kode: str, tahun: int) -> Kinerja:
    return figure(world, kode, Periode.tahunan(tahun))


def whole_year(world: World, tahun: int) -> dict[str, Kinerja]:
    period = Periode.tahunan(tahun)
    rows = [world.indicators[kode] for kode in KABUPATEN]
    found = kinerja(world.units["kab"], rows, [period], seen_by=SYSTEM)
    return {row.indikator.kode: row for row in found.values()}


# --- plans and indicators --------------------------------------------------------------------------------------------


def test_two_generations_of_plans_and_both_kerangka(contoh: World) -> None:
    kab, kpd = contoh.units["kab"], contoh.units["kpd"]
    old, new, ministry = (plan_in(unit, year, seen_by=SYSTEM) for unit, year in ((kab, 2024), (kab, 2025), (kpd, 2025)))
    assert old is not None
    assert new is not None
    assert ministry is not None
    assert (old.tahun_awal, new.tahun_awal, ministry.kerangka) == (2021, 2025, "kl")
    renstra = DokumenRencana.objects.unscoped("test").filter(jenis="renstra", unit__path__startswith=kab.path)
    assert renstra.filter(tahun_awal=2021).count() >= 14
    assert renstra.filter(tahun_awal=2025).count() >= 20
    continued = Penempatan.objects.unscoped("test").filter(dokumen=new).values("indikator")
    assert Penempatan.objects.unscoped("test").filter(dokumen=old, indikator__in=continued).count() >= 15


def test_indicators_on_every_level_and_of_every_kind(contoh: World) -> None:
    assert len(KABUPATEN) >= 80
    places = {simpul for row in reading.indicators().values() for simpul in row.get("simpul", ())}
    levels = {contoh.nodes[simpul].tingkat for simpul in places if simpul in contoh.nodes}
    assert {"tujuan", "sasaran", "program", "sasaran-strategis", "sasaran-program", "sasaran-kegiatan"} <= levels
    rows = Indikator.objects.unscoped("test").filter(unit__path__startswith=contoh.units["kab"].path)
    assert set(rows.values_list("series__jenis", flat=True)) == set(JenisNilai) - {JenisNilai.RENTANG}
    cards = KartuIndikator.objects.unscoped("test").filter(indikator__in=rows)
    assert set(cards.values_list("tipologi", flat=True)) == set(Tipologi)
    assert set(cards.values_list("polaritas", flat=True)) == set(Polaritas)
    wrong = contoh.units["satpolpp"].path  # wrong on purpose: test_planning
    assert not cards.exclude(indikator__unit__path__startswith=wrong).filter(definisi="").exists()
    assert not cards.filter(formula="").exists()


def test_some_indicators_stand_in_no_plan(contoh: World) -> None:
    placed = Penempatan.objects.unscoped("test").exclude(kunci=None).values("indikator")
    left = Indikator.objects.unscoped("test").exclude(pk__in=placed).values_list("kode", flat=True)
    assert {"PS-1", "PH-1", "KS-1", "M-1", "DH-1"} <= set(left)


# --- figures ---------------------------------------------------------------------------------------------------------


def test_quarterly_targets_make_the_year(contoh: World) -> None:
    checked = 0
    for kode, row in reading.indicators().items():
        for tahun in row.get("target_tw", {}):
            quarters = [reading.read(kode, text) for text in row["target_tw"][tahun]]
            year = in_year(contoh, kode, int(tahun)).target_isian
            numbers = [each.angka for each in quarters if isinstance(each, Nilai) and each.angka is not None]
            assert isinstance(year, Nilai)
            assert _made(row, numbers) == year.angka, (kode, tahun)
            checked += 1
    assert checked >= 30


def _made(row: Row, quarters: list[Decimal]) -> Decimal:
    """The year's value by the kind of the indicator."""
    if row.get("tipologi") == "rata_rata":
        return sum(quarters, Decimal(0)) / len(quarters)
    adds_up = row.get("tipologi") == "akumulatif" and row.get("cara_isi") != "sampai_dengan"
    return sum(quarters, Decimal(0)) if adds_up else quarters[-1]


def test_the_index_of_human_development_follows_from_its_parts(contoh: World) -> None:
    for tahun in range(2021, 2026):
        ipm, umur, harapan, rata, belanja = (
            _number(in_year(contoh, kode, tahun)) for kode in ("K-1", "K-2", "K-3", "K-4", "K-10")
        )
        sehat = (umur - 20) / 65
        cerdas = (harapan / 18 + rata / 15) / 2
        layak = (belanja.ln() - Decimal("1007.436").ln()) / (Decimal("26572.352").ln() - Decimal("1007.436").ln())
        assert ((sehat * cerdas * layak) ** (Decimal(1) / 3) * 100).quantize(Decimal("0.01")) == ipm, tahun


def _number(row: Kinerja) -> Decimal:
    isian = row.realisasi.isian
    assert isinstance(isian, Nilai)
    assert isian.angka is not None
    return isian.angka


def test_good_and_bad_news_and_nothing(contoh: World) -> None:
    rows = whole_year(contoh, 2025)
    known = {kode: row.capaian.mentah for kode, row in rows.items() if row.capaian.mentah is not None}
    assert 0.4 < sum(value >= 100 for value in known.values()) / len(known) < 0.75
    assert {kode for kode, value in known.items() if value < 80} >= {"K-6", "DK-2", "DP-1", "LH-3"}
    assert len({row.kelas.kode for row in rows.values() if row.kelas}) == 5
    assert rows["DK-1"].capaian.alasan is Alasan.REALISASI_BELUM_TERSEDIA
    assert rows["PS-1"].capaian.alasan is Alasan.REALISASI_BELUM_DIISI
    assert isinstance(rows["PH-1"].realisasi.isian, Tiada)
    assert rows["PH-1"].realisasi.isian.keadaan is Keadaan.BELUM_TERSEDIA
    assert in_year(contoh, "DP-1", 2021).capaian.alasan is Alasan.TIDAK_BERLAKU


def test_the_pandemic_shows(contoh: World) -> None:
    means = {
        report.tahun: report.unit_kini.rerata.nilai
        for report in (
            laporan_kinerja(contoh.units["dinkes"], tahun, posisi_data=_DAY, seen_by=SYSTEM)
            for tahun in (2021, 2022, 2023)
        )
    }
    assert means[2021] is not None
    assert means[2022] is not None
    assert means[2021] < 90 < means[2022]
    visits = [in_year(contoh, "PR-1", tahun).capaian.mentah or 0 for tahun in (2021, 2022, 2023)]
    assert visits[0] < 65 < visits[1] < 100 < visits[2]


def test_the_special_cases(contoh: World) -> None:
    built = in_year(contoh, "PU-2", 2025)
    assert isinstance(built.realisasi.isian, Nilai)
    assert str(built.realisasi.isian.angka) == "68.2"  # 7,4 + 18,9 + 24,6 + 17,3
    assert built.capaian.mentah is not None
    assert built.capaian.mentah > 131
    assert built.capaian.dipakai == 120  # the policy's cap
    assert in_year(contoh, "K-15", 2022).kartu.terputus is False
    assert in_year(contoh, "K-15", 2023).kartu.terputus is True
    assert in_year(contoh, "IR-1", 2023).capaian.mentah != 100
    assert in_year(contoh, "IR-1", 2025).capaian.mentah == 100
    assert in_year(contoh, "BP-2", 2024).capaian.mentah == 0
    assert in_year(contoh, "K-16", 2021).capaian.mentah == 75
    assert in_year(contoh, "MD-2", 2022).capaian.mentah == 0
    range_target = in_year(contoh, "K-6", 2023).target_isian
    assert isinstance(range_target, Nilai)
    assert range_target.jenis is JenisNilai.RENTANG


def test_the_third_quarter_of_2026_stands_and_the_fourth_is_open(contoh: World) -> None:
    assert figure(contoh, "DK-4", Periode(2026, "TW3")).capaian.mentah is not None
    assert figure(contoh, "DK-4", Periode(2026, "TW4")).realisasi.isian is None
    assert figure(contoh, "PS-1", Periode(2026, "TW3")).realisasi.isian is None  # late


def test_what_changed_afterwards(contoh: World) -> None:
    verified = in_year(contoh, "PU-1", 2024).realisasi.tercatat
    assert verified is not None
    assert verified.lapis == "terverifikasi"
    lowered = in_year(contoh, "PU-1", 2026).target
    assert lowered is not None
    row = Target.objects.unscoped("test").get(pk=lowered.row_id)
    assert row.alasan_perubahan
    assert (row.angka, row.menggantikan.angka) == (78, 80)
    rkt = in_year(contoh, "K-8", 2026).target
    assert rkt is not None
    assert rkt.dasar == "rkt"
    assert _number(in_year(contoh, "DK-2", 2023)) == Decimal("96.7")


def test_the_new_plan_replaces_targets_with_a_reason_and_reaches_beyond_its_years(contoh: World) -> None:
    found = in_year(contoh, "K-1", 2025).target
    assert found is not None
    row = Target.objects.unscoped("test").get(pk=found.row_id)
    assert str(row.menggantikan.angka) == "72.15"
    assert row.alasan_perubahan
    assert row.dokumen == "Peraturan Daerah Nomor 5 Tahun 2025"
    assert in_year(contoh, "K-1", 2030).target is not None
