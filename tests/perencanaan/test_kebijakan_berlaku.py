"""The choices of a policy at work in every figure: scale, weights, rounding, what is late, a year that still runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sakip.arithmetic.averages import AlasanRerata
from sakip.arithmetic.capaian import Alasan
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.triwulan import Tipologi
from sakip.documents.html import render_html
from sakip.kernel.access import SYSTEM
from sakip.kernel.freezing import thaw
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi.actions import set_policy
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import kebijakan
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan import actions
from sakip.perencanaan.kinerja import Kinerja, KinerjaUnit, kinerja, roll_up
from sakip.perencanaan.models import Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.overview import overview
from sakip.perencanaan.plans import plans_for
from sakip.perencanaan.queries import indikator_of
from sakip.perencanaan.tables import unit_table
from tests import builders
from tests.builders import World, angka
from tests.organisasi.test_kebijakan import OWN
from tests.pages import signed_in, text_of
from tests.people import Person, cast_of

TAHUN = Periode.tahunan(2025)


def policy(world: World, **choices: Any) -> None:
    set_policy(world.kabupaten, mulai_tahun=2024, seen=None, alasan="Uji", by=SYSTEM, **choices)


def measured(unit: Unit, nama: str, target: str, realisasi: str | None) -> Indikator:
    subject = builders.indikator(unit, nama)
    builders.target(subject, TAHUN, angka(target))
    if realisasi is not None:
        builders.realisasi(subject, TAHUN, angka(realisasi))
    return subject


def one(subject: Indikator, periode: Periode = TAHUN, *, posisi_data: date | None = None) -> Kinerja:
    found = kinerja(subject.unit, [subject], [periode], seen_by=SYSTEM, posisi_data=posisi_data)
    return found[(subject.pk, periode)]


def sasaran(unit: Unit, count: int = 1) -> list[SimpulRencana]:
    version = actions.create_plan(
        unit,
        jenis="renstra" if unit.induk else "rpjmd",
        nama="Rencana",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        by=SYSTEM,
    )
    goal = actions.add_node(unit, versi=version, tingkat="tujuan", pernyataan="Tujuan", by=SYSTEM)
    return [
        actions.add_node(unit, versi=version, tingkat="sasaran", pernyataan=f"Sasaran {n}", induk=goal, by=SYSTEM)
        for n in range(1, count + 1)
    ]


def placed(subject: Indikator, node: SimpulRencana) -> Penempatan:
    return actions.place(subject, simpul=node, by=SYSTEM)


def rolled_up(unit: Unit) -> KinerjaUnit:
    rows = list(indikator_of(unit, tahun=2025, seen_by=SYSTEM, below=True))
    found = list(kinerja(unit, rows, [TAHUN], seen_by=SYSTEM).values())
    holds = kebijakan(unit, 2025, seen_by=SYSTEM)
    return roll_up(found, holds, TAHUN, sasaran=plans_for(unit, 2025, seen_by=SYSTEM).groups(found, unit))


# --- scale and rounding ----------------------------------------------------------------------------------------------


def test_a_scale_of_ones_own_judges_indicators_and_units(dunia: World) -> None:
    policy(dunia, skala="sendiri", skala_sendiri=OWN)
    subject = measured(dunia.dinkes, "Cakupan", "100", "90")
    kelas = one(subject).kelas
    assert kelas is not None
    assert (kelas.label, kelas.warna) == ("Kuning", "cukup")
    assert rolled_up(dunia.dinkes).kelas == kelas


@pytest.fixture
def perencana(dunia: World) -> Person:
    return cast_of(dunia)["perencana"]


@pytest.mark.parametrize(("places", "printed"), [(0, "67%"), (1, "66,7%"), (2, "66,67%"), (4, "66,6667%")])
def test_capaian_is_printed_in_the_places_of_the_policy(
    dunia: World, perencana: Person, places: int, printed: str
) -> None:
    policy(dunia, pembulatan=places)
    subject = measured(dunia.dinkes, "Cakupan", "3", "2")
    client = signed_in(perencana)
    for address in ("/", f"/indikator/{subject.pk}/", f"/unit/{dunia.dinkes.pk}/indikator/", "/indikator/"):
        assert f" {printed} " in text_of(client.get(address)), address


def test_the_word_is_judged_by_two_places_whatever_is_printed(dunia: World, perencana: Person) -> None:
    policy(dunia, pembulatan=0)
    subject = measured(dunia.dinkes, "Cakupan", "1000", "909")  # 90,90 prints 91% and is not yet "Sangat Tinggi"
    text = text_of(signed_in(perencana).get(f"/indikator/{subject.pk}/"))
    assert "91% Tinggi" in text


def test_the_scale_of_the_instansi_is_the_filter_of_its_list(dunia: World, perencana: Person) -> None:
    policy(dunia, skala="sendiri", skala_sendiri=OWN)
    measured(dunia.dinkes, "Cakupan", "100", "50")
    text = text_of(signed_in(perencana).get("/indikator/", {"kelas": "kelas_3"}))
    assert "Cakupan" in text
    assert "Merah" in text


# --- weights (R-AVG-1) -----------------------------------------------------------------------------------------------


def weigh(*weights: tuple[Penempatan, str | None]) -> None:
    new = [actions.BobotBaru(row, None if text is None else Decimal(text), row.versi) for row, text in weights]
    plan = weights[0][0].dokumen
    assert plan is not None
    actions.set_weights(plan, bobot=new, tahun=2025, by=SYSTEM)


@pytest.fixture
def pair(dunia: World) -> list[Penempatan]:
    """Two indicators of one sasaran with capaian 80 and 100; a third alone in another with 60."""
    first, second = sasaran(dunia.dinkes, 2)
    placed(measured(dunia.dinkes, "C", "100", "60"), second)
    return [
        placed(measured(dunia.dinkes, name, "100", reached), first) for name, reached in (("A", "80"), ("B", "100"))
    ]


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        (("75", "20"), "“Sasaran 1” berjumlah 95, seharusnya 100"),
        (("100", None), "“B” pada “Sasaran 1” belum diisi"),
        (("110", "-10"), "“B” pada “Sasaran 1” kurang dari nol"),
    ],
)
def test_weights_of_a_statement_are_100_or_none(
    pair: list[Penempatan], weights: tuple[str | None, ...], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        weigh(*zip(pair, weights, strict=True))
    assert not Penempatan.related.exclude(bobot=None).exists()


def test_one_weight_alone_is_refused_by_what_stands(pair: list[Penempatan]) -> None:
    weigh(*zip(pair, ("75", "25"), strict=True))
    pair[0].refresh_from_db()
    with pytest.raises(Refused, match="berjumlah 95"):
        weigh((pair[0], "70"))


def test_of_two_who_weigh_the_second_is_told(pair: list[Penempatan]) -> None:
    weigh(*zip(pair, ("75", "25"), strict=True))
    with pytest.raises(Stale):
        weigh(*zip(pair, ("60", "40"), strict=True))
    assert sorted(Penempatan.related.exclude(bobot=None).values_list("bobot", flat=True)) == [25, 75]


def test_weights_count_where_the_policy_says_so(dunia: World, pair: list[Penempatan]) -> None:
    weigh(*zip(pair, ("75", "25"), strict=True))
    assert rolled_up(dunia.dinkes).rerata.nilai == Decimal(75)  # (90 + 60) / 2
    policy(dunia, bobot="indikator")
    assert rolled_up(dunia.dinkes).rerata.nilai == Decimal("72.5")  # (85 + 60) / 2
    table = unit_table(dunia.dinkes, TAHUN, seen_by=SYSTEM)
    assert [group.rerata.nilai for group in table.groups] == [Decimal(85), Decimal(60)]
    assert overview(dunia.kabupaten, TAHUN, seen_by=SYSTEM).parts[0].ringkas.rerata.nilai == Decimal("72.5")


def test_a_statement_without_weights_is_left_out_and_named(
    dunia: World, pair: list[Penempatan], perencana: Person
) -> None:
    policy(dunia, bobot="indikator")
    found = rolled_up(dunia.dinkes).rerata
    assert (found.nilai, found.dihitung, found.jumlah, found.salah_bobot) == (Decimal(60), 1, 3, 1)
    text = text_of(signed_in(perencana).get(f"/unit/{dunia.dinkes.pk}/indikator/"))
    assert "Sasaran 1 Bobot belum diisi" in text
    assert "1 sasaran tidak dihitung" in text


def test_when_an_indicator_is_stopped_the_rest_no_longer_weighs_100(dunia: World, pair: list[Penempatan]) -> None:
    weigh(*zip(pair, ("75", "25"), strict=True))
    policy(dunia, bobot="indikator")
    actions.edit_indikator(pair[1].indikator, seen=1, dihentikan_tahun=2025, by=SYSTEM)
    assert rolled_up(dunia.dinkes).rerata.nilai == Decimal("70")  # one alone needs no weight: (80 + 60) / 2
    third = placed(measured(dunia.dinkes, "D", "100", "100"), sasaran_of(pair[0]))
    assert {each.alasan for each in rolled_up(dunia.dinkes).rerata.sasaran} == {None, AlasanRerata.BOBOT_BELUM_DIISI}
    with pytest.raises(Refused, match="berjumlah 80"):
        weigh((third, "5"))
    weigh((third, "25"))
    assert rolled_up(dunia.dinkes).rerata.nilai == Decimal("72.5")  # 75 x 80 + 25 x 100, and 60


def sasaran_of(placement: Penempatan) -> SimpulRencana:
    assert placement.kunci is not None
    found: SimpulRencana = SimpulRencana.related.get(kunci=placement.kunci)
    return found


def test_a_unit_sees_its_part_of_a_statement_that_others_serve(dunia: World) -> None:
    """Both dinas serve one sasaran of the RPJMD with 50 each; a dinas is judged by its own half."""
    (node,) = sasaran(dunia.kabupaten)
    mine = [placed(measured(dunia.dinkes, name, "100", reached), node) for name, reached in (("A", "80"), ("B", "100"))]
    theirs = placed(measured(dunia.disdik, "C", "100", "50"), node)
    weigh((mine[0], "30"), (mine[1], "20"), (theirs, "50"))
    policy(dunia, bobot="indikator")
    assert rolled_up(dunia.dinkes).rerata.nilai == Decimal(88)  # (30 x 80 + 20 x 100) / 50
    assert rolled_up(dunia.kabupaten).rerata.nilai == Decimal(69)  # 24 + 20 + 25


# --- what is late, and a year that still runs -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data_hilang", "day", "dipakai", "alasan"),
    [
        ("dikecualikan", date(2026, 1, 10), None, Alasan.BELUM_JATUH_TEMPO),
        ("dikecualikan", date(2026, 1, 11), None, Alasan.REALISASI_BELUM_DIISI),
        ("nol_lewat_tenggat", date(2026, 1, 10), None, Alasan.BELUM_JATUH_TEMPO),
        ("nol_lewat_tenggat", date(2026, 1, 11), Decimal(0), Alasan.DIHITUNG_NOL_LEWAT_TENGGAT),
    ],
)
def test_what_is_not_filled_in_counts_as_the_policy_says_once_it_is_late(
    dunia: World, data_hilang: str, day: date, dipakai: Decimal | None, alasan: Alasan
) -> None:
    policy(dunia, data_hilang=data_hilang, hari_tenggat=10)
    found = one(measured(dunia.dinkes, "Cakupan", "100", None), posisi_data=day)
    assert (found.capaian.dipakai, found.capaian.alasan) == (dipakai, alasan)


def test_a_late_figure_is_zero_on_the_pages_and_says_why(dunia: World, perencana: Person) -> None:
    policy(dunia, data_hilang="nol_lewat_tenggat")
    subject = measured(dunia.dinkes, "Cakupan", "100", None)
    text = text_of(signed_in(perencana).get(f"/indikator/{subject.pk}/"))
    assert "Belum diisi sampai batas waktu dihitung 0 menurut kebijakan 0,00%" in text
    assert "Posisi data" in text


def summed(world: World, *, targets: bool) -> Indikator:
    """Forty documents in the year, nine of ten after one quarter."""
    subject = builders.indikator(world.dinkes, "Jumlah dokumen", tipologi=Tipologi.AKUMULATIF)
    builders.target(subject, TAHUN, angka(40))
    builders.realisasi(subject, Periode(2025, "TW1"), angka(9))
    if targets:
        for quarter in TAHUN.triwulan():
            builders.target(subject, quarter, angka(10))
    return subject


def test_a_sum_whose_year_still_runs_is_judged_to_date(dunia: World) -> None:
    subject = summed(dunia, targets=True)
    found = one(subject, posisi_data=date(2025, 6, 1))
    assert found.setahun is not None
    assert (found.capaian.mentah, found.setahun.mentah) == (Decimal(90), Decimal("22.5"))
    assert found.berjalan == Periode(2025, "TW1")
    assert one(subject, posisi_data=date(2026, 1, 1)).capaian.mentah == Decimal("22.5")
    assert one(subject).capaian.mentah == Decimal("22.5")


def test_a_sum_without_targets_of_its_quarters_waits_for_the_end_of_the_year(dunia: World) -> None:
    found = one(summed(dunia, targets=False), posisi_data=date(2025, 6, 1))
    assert (found.capaian.dipakai, found.capaian.alasan, found.kelas) == (None, Alasan.BELUM_SETAHUN, None)


# --- what was frozen -------------------------------------------------------------------------------------------------


def test_a_frozen_report_keeps_every_choice_that_made_it(dunia: World, pair: list[Penempatan]) -> None:
    weigh(*zip(pair, ("75", "25"), strict=True))
    policy(dunia, skala="sendiri", skala_sendiri=OWN, pembulatan=1, bobot="indikator", dasar_hukum="Kep. 1/2024")
    frozen = freeze_laporan(dunia.dinkes, tahun=2025, by=SYSTEM, posisi_data=date(2026, 2, 1))
    kept = frozen.rules["kebijakan"]
    assert {name: kept[name] for name in ("skala", "pembulatan", "bobot", "versi_pk", "hari_tenggat")} == {
        "skala": "sendiri", "pembulatan": 1, "bobot": "indikator", "versi_pk": "terakhir", "hari_tenggat": 30,
    }  # fmt: skip
    assert [kelas["label"] for kelas in frozen.rules["skala_kelas"]] == ["Hijau", "Kuning", "Merah"]
    assert frozen.rules["kebijakan_dasar"] == "Kep. 1/2024"
    for words in ("72,5%", "Kuning", "satu desimal pada cetakan", "bobot setiap indikator dalam sasarannya"):
        assert words in render_html(thaw(frozen))
