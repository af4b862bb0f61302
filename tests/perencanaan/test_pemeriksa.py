"""The checker of the plan: nothing is found in a sound plan, and each rule finds its own fault, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.anggaran.models import Pagu
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Keadaan, Tiada
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Series
from sakip.kernel.access import INSTALLATION, SYSTEM, Permission, Role
from sakip.kernel.refusals import Refused
from sakip.kernel.writing import writing
from sakip.organisasi import actions as organisasi
from sakip.perencanaan.actions import set_finding_aside, take_finding_up
from sakip.perencanaan.models import (
    Baseline,
    Cabang,
    Crosscutting,
    Dasar,
    DokumenRencana,
    DokumenVersi,
    Dukungan,
    Indikator,
    IndikatorSimpul,
    KartuIndikator,
    KerangkaInstansi,
    Penempatan,
    SimpulPohon,
    SimpulRencana,
    Target,
    Terjemahan,
    VariabelRumus,
)
from sakip.perencanaan.pemeriksa import ATURAN, Temuan, counts, periksa, within
from sakip.perencanaan.pemeriksa.bahan import Simpul, _wrong_codes
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries import Tingkat, aturan_pemeriksa
from tests import builders
from tests.builders import World, angka
from tests.copies import copied
from tests.pages import signed_in, text_of
from tests.people import Person, person
from tests.perencanaan.rencana_rapi import HARI, TAHUN, Rapi, rencana_rapi


@pytest.fixture
def rapi(dunia: World) -> Rapi:
    return copied(rencana_rapi, dunia)


def found(rapi: Rapi) -> list[tuple[str, str]]:
    """(rule, what it is about) of everything that is found."""
    return [(one.aturan.id, one.objek.nama) for one in _all(rapi)]


def _all(rapi: Rapi) -> tuple[Temuan, ...]:
    return periksa(rapi.dunia.kabupaten, TAHUN, on=HARI, seen_by=SYSTEM)


# --- rules ---------------------------------------------------------------------------------------------------------


def test_every_rule_of_the_data_has_its_function_and_says_what_a_person_needs() -> None:
    rules = aturan_pemeriksa()
    assert ATURAN.keys() == rules.keys()
    assert len(rules) >= 30
    for each in rules.values():
        assert each.keparahan in {"galat", "peringatan", "saran"}
        assert all((each.judul, each.mengapa, each.dasar, each.perbaikan)), each.id


def test_nothing_is_found_in_a_sound_plan(rapi: Rapi) -> None:
    assert found(rapi) == []


Spoil = Callable[[Rapi], object]


def _past(sql: str, *values: Decimal | int) -> None:
    """Change what is append-only, as no use case can."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _written_elsewhere(rapi: Rapi, text: str) -> None:
    """As another program left it: our own columns take such marks out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE perencanaan_simpulrencana SET pernyataan = %s WHERE id = %s", [text, rapi.simpul["tujuan"].pk]
        )


def _say(of: str, text: str) -> Spoil:
    return lambda rapi: SimpulRencana.related.filter(pk=rapi.simpul[of].pk).update(pernyataan=text)


def _name(of: str, text: str) -> Spoil:
    return lambda rapi: Indikator.related.filter(pk=rapi.indikator[of].pk).update(nama=text)


def _card(of: str, **values: object) -> Spoil:
    return lambda rapi: rapi.kartu(of).update(**values)


def _unplace(of: str) -> Spoil:
    def spoil(rapi: Rapi) -> None:
        Penempatan.related.filter(indikator=rapi.indikator[of], kunci__isnull=False).delete()

    return spoil


def _targets(of: str, *numbers: str) -> Spoil:
    def spoil(rapi: Rapi) -> None:
        rows = Target.related.filter(penempatan__indikator=rapi.indikator[of]).order_by("tahun")
        for row, number in zip(rows, numbers, strict=True):
            _past("UPDATE perencanaan_target SET angka = %s WHERE id = %s", Decimal(number), row.pk)

    return spoil


def _more_on(of: str, count: int) -> Spoil:
    """Indicators as complete as the one that stands there already."""

    def spoil(rapi: Rapi) -> None:
        first = rapi.indikator[of]
        for number in range(count):
            more = builders.indikator(rapi.dunia.dinkes, f"Ukuran {'abcdef'[number] * 4}", satuan="Persen")
            fields = rapi.kartu(of).values("definisi", "formula", "hasil", "penanggung_jawab_id").get()
            with writing("uji"):
                type(rapi.kartu(of).get()).related.filter(indikator=more).update(**fields)
                type(first.series).related.filter(pk=more.series_id).update(sumber="Profil")
                Indikator.related.filter(pk=more.pk).update(iku=False)
                Baseline.related.create(
                    indikator=more, tahun=2024, periode="T", keadaan="nilai", jenis="angka", angka=Decimal(1)
                )
                Penempatan.related.create(indikator=more, dokumen=rapi.renstra.dokumen, kunci=rapi.simpul[of].kunci)
            builders.target(more, Periode.tahunan(TAHUN), angka("5"))

    return spoil


def _also_at(of: str, other: str) -> Spoil:
    def spoil(rapi: Rapi) -> None:
        node = rapi.simpul[other]
        Penempatan.related.create(indikator=rapi.indikator[of], dokumen=node.dokumen_versi.dokumen, kunci=node.kunci)

    return spoil


def _move(of: str, under: str | None) -> Spoil:
    return lambda rapi: SimpulRencana.related.filter(pk=rapi.simpul[of].pk).update(
        induk=rapi.simpul[under] if under else None
    )


def _second_code(rapi: Rapi) -> None:
    SimpulRencana.related.filter(pk=rapi.simpul["kegiatan"].pk).update(tingkat="program", kode="1.02.02")


def _bare_node(rapi: Rapi) -> None:
    row = SimpulPohon.related.create(pohon=rapi.pohon["csf"].pohon, jenis="csf", pernyataan="Tanpa tempat")
    IndikatorSimpul.related.create(simpul=row, uraian="Ukurannya")
    Terjemahan.related.create(simpul=row, jabatan=rapi.jabatan)


def _ask(rapi: Rapi) -> None:
    Crosscutting.related.create(
        simpul=rapi.pohon["csf"], mitra=rapi.dunia.disdik, kontribusi="Data ibu hamil usia sekolah"
    )


def _without_unit(rapi: Rapi) -> None:
    row = rapi.indikator["program"]
    with writing("uji"):
        rapi.kartu("program").update(satuan="")
        type(row.series).related.filter(pk=row.series_id).update(satuan="")


def _poor_sasaran(rapi: Rapi) -> None:
    """The money of another sasaran says that the document's money is known."""
    other = SimpulRencana.related.create(
        dokumen_versi=rapi.renstra, tingkat="sasaran", induk=rapi.simpul["tujuan-pd"], pernyataan="Anak sehat"
    )
    SimpulRencana.related.create(
        dokumen_versi=rapi.renstra, tingkat="program", induk=other, pernyataan="Program Anak", kode="1.02.03"
    )


def _vacate(rapi: Rapi) -> None:
    other = builders.jabatan(rapi.dunia.dinkes, "Kepala Bidang", jenjang="administrator")
    with writing("uji"):
        rapi.kartu("program").update(penanggung_jawab=other)


def _document(of: str, **values: object) -> Spoil:
    return lambda rapi: DokumenRencana.related.filter(pk=getattr(rapi, of).dokumen_id).update(**values)


def _last_year(rapi: Rapi) -> None:
    builders.realisasi(rapi.indikator["program"], Periode.tahunan(TAHUN - 1), angka("90"))


def _twin(rapi: Rapi) -> None:
    Indikator.related.filter(pk=rapi.indikator["program"].pk).update(nama="Mutu Indek Layanan yang Puskesmas")
    Indikator.related.filter(pk=rapi.indikator["kegiatan"].pk).update(nama="Indeks Mutu Layanan Puskesmas")


def _generation(rapi: Rapi) -> None:
    GenerasiNomenklatur.objects.create(kode="uji", sidik="0", jumlah=1, oleh="Uji")
    DokumenVersi.related.filter(dokumen=rapi.renstra.dokumen_id).update(generasi="uji")


def _rpjmd_target(rapi: Rapi) -> None:
    builders.target(rapi.indikator["program"], Periode.tahunan(TAHUN), angka("70"), dasar=Dasar.RPJMD)


def _no_targets_this_year(*which: str) -> Spoil:
    def spoil(rapi: Rapi) -> None:
        rows = [rapi.indikator[of] for of in which]
        for row in Target.related.filter(penempatan__indikator__in=rows, tahun=TAHUN):
            _past("UPDATE perencanaan_target SET tahun = 2030 WHERE id = %s", row.pk)

    return spoil


FAULTS: list[tuple[str, Spoil, str]] = [
    ("hasil-berbunyi-kegiatan", _say("sasaran-pd", "Terlaksananya penyuluhan"), "Terlaksananya penyuluhan"),
    ("indikator-menghitung-kegiatan", _name("sasaran-pd", "Jumlah rapat koordinasi"), "Jumlah rapat koordinasi"),
    (
        "hasil-berbunyi-kegiatan",
        lambda rapi: SimpulPohon.related.filter(pk=rapi.pohon["hasil"].pk).update(pernyataan="Pelatihan bidan"),
        "Pelatihan bidan",
    ),
    ("sisa-templat", _say("program", "Program xxx"), "Program xxx"),
    ("tanda-html", lambda rapi: _written_elsewhere(rapi, "<p>Sehat</p>"), "<p>Sehat</p>"),
    ("hasil-tanpa-indikator", _unplace("tujuan-pd"), "Meningkatnya kesehatan ibu dan anak"),
    ("keluaran-tanpa-indikator", _unplace("kegiatan"), "Pelayanan Ibu Hamil"),
    ("hasil-tanpa-outcome", _card("program", hasil="output"), "Program Kesehatan Ibu"),
    ("tingkat-iku", _card("sasaran-pd", hasil="proses"), "Cakupan Persalinan di Fasilitas Kesehatan"),
    ("terlalu-banyak-indikator", _more_on("sasaran-pd", 5), "Meningkatnya persalinan yang aman"),
    ("indikator-ganda-dalam-dokumen", _also_at("kegiatan", "program"), "Layanan Ibu Hamil yang Memenuhi Standar"),
    ("indikator-sama-tanpa-hubungan", _also_at("sasaran", "sasaran-pd"), "Indeks Keluarga Sehat"),
    ("indikator-kembar", _twin, "Indeks Mutu Layanan Puskesmas"),
    ("pelaksana-tanpa-hasil", _move("program", None), "Program Kesehatan Ibu"),
    ("sasaran-tanpa-program", _move("program", "tujuan-pd"), "Meningkatnya persalinan yang aman"),
    ("kode-ganda", _second_code, "Pelayanan Ibu Hamil"),
    ("kode-generasi-lain", _generation, "Program Kesehatan Ibu"),
    ("tahun-di-luar-induk", _document("renstra", tahun_akhir=2031), "renstra Dinas Kesehatan"),
    ("renstra-tanpa-induk", _document("renstra", induk=None), "renstra Dinas Kesehatan"),
    (
        "dokumen-tanpa-penetapan",
        lambda rapi: DokumenVersi.related.filter(pk=rapi.renstra.pk).update(nomor_penetapan=""),
        "renstra Dinas Kesehatan",
    ),
    ("sasaran-daerah-tanpa-pendukung", lambda _rapi: Dukungan.related.all().delete(), "Menurunnya angka kesakitan"),
    (
        "sasaran-unit-tanpa-tujuan-instansi",
        lambda _rapi: Dukungan.related.all().delete(),
        "Meningkatnya persalinan yang aman",
    ),
    ("unit-tanpa-sasaran-bertarget", _no_targets_this_year("tujuan-pd", "sasaran-pd"), "Dinas Kesehatan"),
    (
        "unit-tanpa-sasaran-bertarget",
        lambda rapi: DokumenRencana.related.filter(unit=rapi.dunia.disdik).update(tahun_akhir=TAHUN - 1),
        "Dinas Pendidikan",
    ),
    ("tanpa-kartu", lambda rapi: rapi.kartu("program").delete(), "Indeks Mutu Layanan Puskesmas"),
    ("tanpa-satuan", _without_unit, "Indeks Mutu Layanan Puskesmas"),
    ("tanpa-definisi", _card("program", definisi=""), "Indeks Mutu Layanan Puskesmas"),
    ("persentase-tanpa-pembagi", _card("sasaran-pd", penyebut=""), "Cakupan Persalinan di Fasilitas Kesehatan"),
    ("tanpa-tingkat-hasil", _card("sasaran-pd", hasil=""), "Cakupan Persalinan di Fasilitas Kesehatan"),
    (
        "tanpa-sumber-data",
        lambda rapi: (
            type(rapi.indikator["program"].series)
            .related.filter(pk=rapi.indikator["program"].series_id)
            .update(sumber="")
        ),
        "Indeks Mutu Layanan Puskesmas",
    ),
    ("tanpa-penanggung-jawab", _card("program", penanggung_jawab=None), "Indeks Mutu Layanan Puskesmas"),
    ("penanggung-jawab-tidak-menjabat", _vacate, "Indeks Mutu Layanan Puskesmas"),
    ("target-tahun-ini-kosong", _no_targets_this_year("program"), "Indeks Mutu Layanan Puskesmas"),
    ("target-melawan-polaritas", _targets("program", "68", "66", "64", "62", "60"), "Indeks Mutu Layanan Puskesmas"),
    ("target-datar", _targets("program", *["60"] * 5), "Indeks Mutu Layanan Puskesmas"),
    ("target-beda-dokumen", _rpjmd_target, "Indeks Mutu Layanan Puskesmas"),
    ("target-lebih-buruk-dari-realisasi", _last_year, "Indeks Mutu Layanan Puskesmas"),
    (
        "baseline-kosong",
        lambda rapi: _past("DELETE FROM perencanaan_baseline WHERE indikator_id = %s", rapi.indikator["program"].pk),
        "Indeks Mutu Layanan Puskesmas",
    ),
    (
        "baseline-lebih-baik",
        lambda rapi: _past(
            "UPDATE perencanaan_baseline SET angka = 99 WHERE indikator_id = %s", rapi.indikator["program"].pk
        ),
        "Indeks Mutu Layanan Puskesmas",
    ),
    ("simpul-tanpa-asal", _bare_node, "Tanpa tempat"),
    (
        "hasil-tanpa-csf",
        lambda rapi: SimpulPohon.related.filter(pk__in=[rapi.pohon[name].pk for name in ("csf", "csf-2")]).update(
            jenis="antara"
        ),
        "Ibu sehat",
    ),
    (
        "rantai-tunggal",
        lambda rapi: Cabang.related.filter(anak=rapi.pohon["csf-2"]).update(induk=rapi.pohon["csf"]),
        "Ibu sehat",
    ),
    (
        "simpul-tanpa-indikator",
        lambda rapi: IndikatorSimpul.related.filter(simpul=rapi.pohon["csf"]).delete(),
        "Persalinan ditolong tenaga terlatih",
    ),
    (
        "simpul-belum-diterjemahkan",
        lambda rapi: Terjemahan.related.filter(simpul=rapi.pohon["csf"]).delete(),
        "Persalinan ditolong tenaga terlatih",
    ),
    ("crosscutting-belum-dijawab", _ask, "Persalinan ditolong tenaga terlatih"),
    (
        "pagu-tanpa-sasaran",
        lambda rapi: Pagu.related.filter(pk=rapi.pagu["sub-kegiatan"].pk).update(kunci=None),
        "1.02.02.2.01.0001 Pemeriksaan Ibu Hamil",
    ),
    ("sasaran-tanpa-pagu", _poor_sasaran, "Anak sehat"),
    (
        "jumlah-pagu-berbeda",
        lambda rapi: Pagu.related.filter(pk=rapi.pagu["kegiatan"].pk).update(rupiah=1_500_000),
        "1.02.02 Program Kesehatan Ibu",
    ),
]
"""Rule, what is spoiled, and what the rule then names. Some faults break other rules as well."""


@pytest.mark.parametrize(("rule", "spoil", "named"), FAULTS, ids=[f"{rule}: {named}" for rule, _spoil, named in FAULTS])
def test_each_rule_finds_its_fault_once(rapi: Rapi, rule: str, spoil: Spoil, named: str) -> None:
    with writing("uji"):
        spoil(rapi)
    mine = [nama for kode, nama in found(rapi) if kode == rule]
    assert named in mine
    assert mine.count(named) == 1


def test_every_rule_is_tried() -> None:
    assert {rule for rule, _spoil, _named in FAULTS} == aturan_pemeriksa().keys()


def test_that_no_target_applies_in_a_year_is_an_answer(rapi: Rapi) -> None:
    with writing("uji"):
        _no_targets_this_year("program")(rapi)
    builders.target(
        rapi.indikator["program"], Periode.tahunan(TAHUN), Tiada(Keadaan.TIDAK_BERLAKU, "Diukur dua tahun sekali")
    )
    assert "target-tahun-ini-kosong" not in {one.aturan.id for one in _all(rapi)}


def test_of_what_hangs_loose_the_uppermost_is_found(rapi: Rapi) -> None:
    with writing("uji"):
        _move("program", None)(rapi)
    (one,) = [each for each in _all(rapi) if each.aturan.id == "pelaksana-tanpa-hasil"]
    assert "beserta 2 baris di bawahnya" in one.kalimat


def test_a_rule_does_not_read_plans_of_years_before_it_held(rapi: Rapi) -> None:
    with writing("uji"):
        rapi.kartu("program").update(definisi="")
        _ask(rapi)
        for row in (rapi.renstra.dokumen, rapi.rpjmd.dokumen, rapi.pohon["csf"].pohon):
            type(row).related.filter(pk=row.pk).update(tahun_awal=2018)
        KartuIndikator.related.all().update(mulai_tahun=2018)
    ids = {one.aturan.id for one in periksa(rapi.dunia.kabupaten, 2020, on=HARI, seen_by=SYSTEM)}
    assert "tanpa-definisi" in ids  # PermenPANRB 53/2014
    assert "crosscutting-belum-dijawab" not in ids  # PermenPANRB 88/2021


def test_targets_of_the_plan_before_are_not_read_in_one_row(rapi: Rapi) -> None:
    builders.target(rapi.indikator["program"], Periode.tahunan(2023), angka("90"))
    assert "target-melawan-polaritas" not in {one.aturan.id for one in _all(rapi)}


def test_one_year_that_goes_the_wrong_way_is_seen_between_better_ends(rapi: Rapi) -> None:
    _targets("program", "60", "62", "26", "66", "68")(rapi)
    said = [one.kalimat for one in _all(rapi) if one.aturan.id == "target-melawan-polaritas"]
    assert said == ["Polaritasnya meningkat, tetapi target bergerak dari 62 (2026) ke 26 (2027)."]


def test_the_number_of_deaths_and_their_rate_are_no_twins(rapi: Rapi) -> None:
    with writing("uji"):
        _twin(rapi)
        rapi.kartu("kegiatan").update(satuan="Kasus")
    assert "indikator-kembar" not in {one.aturan.id for one in _all(rapi)}


def test_a_computed_share_names_its_numerator_itself(rapi: Rapi) -> None:
    with writing("uji"):
        rapi.kartu("sasaran-pd").update(penyebut="", rumus="a / b * 100")
    assert found(rapi) == []


def test_what_was_reached_by_a_formula_counts_as_well(rapi: Rapi) -> None:
    row = rapi.indikator["program"]
    with writing("uji"):
        series = Series.related.create(unit=row.unit, nama="mutu", jenis="angka")
        rapi.kartu("program").update(rumus="mutu")
        VariabelRumus.related.create(kartu=rapi.kartu("program").get(), nama="mutu", series=series)
    record_values(row.unit, values=[NilaiBaru(series, Periode.tahunan(TAHUN - 1), angka("90"), None, "90")], by=SYSTEM)
    assert "target-lebih-buruk-dari-realisasi" in {one.aturan.id for one in _all(rapi)}


def test_an_own_kerangka_is_checked_by_what_its_levels_say(rapi: Rapi) -> None:
    level = {
        "kode": "sasaran-bisnis",
        "nama": "Sasaran Bisnis",
        "indikator": True,
        "hasil": "outcome",
        "melayani": True,
    }
    with writing("uji"):
        KerangkaInstansi.related.create(unit=rapi.dunia.kabupaten, kode="bisnis", nama="Bisnis", tingkat=[level])
        plan = DokumenRencana.related.create(
            unit=rapi.dunia.puskesmas, jenis="renstra", nama="Bisnis", kerangka="bisnis",
            tahun_awal=2025, tahun_akhir=2029, induk=rapi.renstra.dokumen,
        )  # fmt: skip
        versi = DokumenVersi.related.create(dokumen=plan)
        SimpulRencana.related.create(dokumen_versi=versi, tingkat="sasaran-bisnis", pernyataan="Terlaksananya rapat")
    mine = {one.aturan.id: one for one in _all(rapi) if one.objek.nama == "Terlaksananya rapat"}
    assert {"hasil-berbunyi-kegiatan", "hasil-tanpa-indikator"} <= mine.keys()
    assert mine["hasil-tanpa-indikator"].objek.jenis == "Sasaran Bisnis"


def test_two_unanswered_requests_of_one_condition_are_two_findings(rapi: Rapi) -> None:
    with writing("uji"):
        _ask(rapi)
        _ask(rapi)
    keys = [one.objek.kunci for one in _all(rapi) if one.aturan.id == "crosscutting-belum-dijawab"]
    assert len(set(keys)) == 2
    mine = within(_all(rapi), objek=f"pohon:{rapi.pohon['csf'].pk}")
    assert {one.aturan.id for one in mine} == {"crosscutting-belum-dijawab"}


def test_a_document_and_a_statement_have_the_findings_of_their_indicators(rapi: Rapi) -> None:
    _without_unit(rapi)
    of_plan = within(_all(rapi), dokumen=rapi.renstra.dokumen_id)
    of_statement = within(_all(rapi), objek=f"simpul:{rapi.simpul['program'].kunci}")
    assert [one.aturan.id for one in of_plan] == [one.aturan.id for one in of_statement] == ["tanpa-satuan"]
    assert within(_all(rapi), dokumen=rapi.rpjmd.dokumen_id) == ()
    assert within(_all(rapi), objek=f"simpul:{rapi.simpul['kegiatan'].kunci}") == ()


def test_the_later_of_two_documents_of_a_kind_is_checked(rapi: Rapi) -> None:
    with writing("uji"):
        DokumenRencana.related.create(
            unit=rapi.dunia.dinkes, jenis="renstra", nama="Lama", kerangka="pemda", tahun_awal=2021, tahun_akhir=2026
        )
    assert found(rapi) == []


@pytest.mark.parametrize(
    ("years", "without"),
    [({"dimulai_tahun": TAHUN + 1}, False), ({"dimulai_tahun": 2100}, True), ({"dihentikan_tahun": TAHUN}, True)],
)
def test_a_statement_whose_indicators_begin_later_in_its_plan_is_not_without_them(
    rapi: Rapi, years: dict[str, int], without: bool
) -> None:
    with writing("uji"):
        Indikator.related.filter(pk=rapi.indikator["tujuan-pd"].pk).update(**years)
    about = ("hasil-tanpa-indikator", rapi.simpul["tujuan-pd"].pernyataan)
    assert (about in found(rapi)) is without


# --- setting aside --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"aturan": "tidak-ada"}, "aturan-tidak-dikenal"),
        ({"alasan": "  "}, "alasan-kesampingkan-wajib"),
        ({"sampai": date(2026, 5, 31)}, "sampai-sudah-lewat"),
    ],
)
def test_what_cannot_be_set_aside(rapi: Rapi, values: dict[str, object], code: str) -> None:
    usual = {"aturan": "tanpa-satuan", "objek": "indikator:1", "alasan": "Sudah benar", "on": HARI}
    with pytest.raises(Refused) as no:
        set_finding_aside(rapi.dunia.dinkes, by=SYSTEM, **usual | values)  # type: ignore[arg-type]
    assert no.value.refusal.code == code


def test_a_finding_is_set_aside_until_a_day_and_taken_up_again(rapi: Rapi) -> None:
    _without_unit(rapi)
    objek = f"indikator:{rapi.indikator['program'].pk}"
    made = set_finding_aside(
        rapi.dunia.dinkes,
        aturan="tanpa-satuan",
        objek=objek,
        alasan="Indeks",
        on=HARI,
        sampai=date(2026, 12, 31),
        by=SYSTEM,
    )
    with pytest.raises(Refused, match="sudah dikesampingkan"):
        set_finding_aside(rapi.dunia.dinkes, aturan="tanpa-satuan", objek=objek, alasan="Lagi", on=HARI, by=SYSTEM)
    (one,) = periksa(rapi.dunia.kabupaten, TAHUN, on=HARI, seen_by=SYSTEM)
    assert (one.dikesampingkan.endswith(", sampai dengan 31 Desember 2026: Indeks"), counts([one])["peringatan"]) == (
        True,
        0,
    )
    (later,) = [
        each
        for each in periksa(rapi.dunia.kabupaten, TAHUN, on=date(2027, 1, 1), seen_by=SYSTEM)
        if each.aturan.id == "tanpa-satuan"
    ]
    assert later.dikesampingkan == ""
    take_finding_up(made, by=SYSTEM)
    assert counts(periksa(rapi.dunia.kabupaten, TAHUN, on=HARI, seen_by=SYSTEM))["peringatan"] == 1


# --- pages and the command ------------------------------------------------------------------------------------------


@pytest.fixture
def perencana(rapi: Rapi) -> Person:
    return person("Perencana", rapi.dunia.dinkes, Role.PERENCANA)


@pytest.mark.parametrize(("chosen", "checked"), [(TAHUN, TAHUN), (2035, 2029), (2020, 2025)])
def test_a_document_is_checked_in_its_own_years(rapi: Rapi, perencana: Person, chosen: int, checked: int) -> None:
    with writing("uji"):
        _unplace("tujuan-pd")(rapi)
    client, asked = signed_in(perencana, tahun=chosen), {"dokumen": rapi.renstra.dokumen_id}
    for name in ("perencanaan:pemeriksa", "perencanaan:pemeriksa-lencana"):
        text = text_of(client.get(reverse(name), asked))
        assert "tanpa indikator" in text
        assert (f"Tahun {chosen} di luar masa dokumen ini; yang diperiksa tahun {checked}" in text) is (
            chosen != checked
        )
    page = client.get(reverse("perencanaan:pemeriksa"), asked).content.decode()
    assert f'<option value="{rapi.renstra.dokumen_id}" selected>' in page


def test_the_badge_of_a_document_says_what_each_finding_is_about(rapi: Rapi, perencana: Person) -> None:
    _without_unit(rapi)
    placed = Penempatan.related.filter(indikator=rapi.indikator["program"]).exclude(dokumen=None)
    badge = signed_in(perencana, tahun=TAHUN).get(
        reverse("perencanaan:pemeriksa-lencana"), {"dokumen": placed[0].dokumen_id}
    )
    assert "Indeks Mutu Layanan Puskesmas : Satuannya belum diisi." in text_of(badge)


def test_where_there_is_no_plan_the_page_does_not_say_that_it_passed(dunia: World) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA), tahun=TAHUN)
    text = text_of(client.get(reverse("perencanaan:pemeriksa")))
    assert "Belum ada rencana untuk diperiksa" in text
    assert "lolos dari semua aturan" not in text


def test_the_page_groups_by_rule_and_shows_the_rows_behind(rapi: Rapi, perencana: Person) -> None:
    _without_unit(rapi)
    client, address = signed_in(perencana, tahun=TAHUN), reverse("perencanaan:pemeriksa")
    text = text_of(client.get(address))
    assert "Indikator tanpa satuan" in text
    rows = text_of(client.get(address, {"aturan": "tanpa-satuan"}))
    assert "Indeks Mutu Layanan Puskesmas" in rows
    assert "PermenPANRB 53/2014" in rows
    badge = text_of(
        client.get(reverse("perencanaan:pemeriksa-lencana"), {"objek": f"indikator:{rapi.indikator['program'].pk}"})
    )
    assert "1 temuan" in badge


def test_setting_aside_asks_why_and_keeps_what_was_typed(rapi: Rapi, perencana: Person) -> None:
    _without_unit(rapi)
    client = signed_in(perencana, tahun=TAHUN)
    objek = f"indikator:{rapi.indikator['program'].pk}"
    address = reverse("perencanaan:pemeriksa-kesampingkan") + f"?aturan=tanpa-satuan&objek={objek}"
    empty = client.post(address, {"alasan": "", "sampai": "2099-01-01"})
    assert (empty.status_code, "2099-01-01" in empty.content.decode()) == (422, True)
    assert client.post(address, {"alasan": "Indeks tanpa satuan"}).status_code == 302
    aside = text_of(client.get(reverse("perencanaan:pemeriksa"), {"keadaan": "dikesampingkan"}))
    assert "Indeks tanpa satuan" in aside


def test_the_neighbour_sees_but_does_not_set_aside(rapi: Rapi) -> None:
    _without_unit(rapi)
    client = signed_in(person("Tetangga", rapi.dunia.disdik, Role.PERENCANA), tahun=TAHUN)
    objek = f"indikator:{rapi.indikator['program'].pk}"
    address = reverse("perencanaan:pemeriksa-kesampingkan") + f"?aturan=tanpa-satuan&objek={objek}"
    assert "Indikator tanpa satuan" in text_of(client.get(reverse("perencanaan:pemeriksa")))
    rows = text_of(client.get(reverse("perencanaan:pemeriksa"), {"aturan": "tanpa-satuan"}))
    assert "Indeks Mutu Layanan Puskesmas" in rows
    assert "Kesampingkan:" not in rows
    assert client.post(address, {"alasan": "Biar"}).status_code == 403


def test_a_plan_of_one_year_and_a_draft_have_their_page_of_findings(rapi: Rapi, perencana: Person) -> None:
    with writing("uji"):
        rkt = DokumenRencana.related.create(
            unit=rapi.dunia.dinkes, jenis="rkt", nama="RKT 2026", kerangka="pemda", tahun_awal=2026, tahun_akhir=2026
        )
        DokumenVersi.related.create(dokumen=rkt)
    answer = signed_in(perencana, tahun=TAHUN).get(reverse("perencanaan:pemeriksa"), {"dokumen": rkt.pk})
    assert "Rencana unit tidak menginduk" in text_of(answer)


def test_gravity_is_chosen_within_a_unit(rapi: Rapi, perencana: Person) -> None:
    _without_unit(rapi)
    client, address = signed_in(perencana, tahun=TAHUN), reverse("perencanaan:pemeriksa")
    html = client.get(address, {"unit": rapi.dunia.disdik.path}).content.decode()
    assert f"?unit={rapi.dunia.disdik.path}&amp;keparahan=peringatan" in html
    assert "Tidak ada yang cocok dengan saringan ini" in html


@pytest.mark.parametrize(
    ("page", "first", "again"),
    [("pemeriksa", 18, 7), ("pemeriksa-dokumen", 18, 7), ("pemeriksa-lencana", 16, 4), ("pemeriksaan-mandiri", 25, 13)],
)
def test_the_pages_ask_little(
    rapi: Rapi, perencana: Person, django_assert_num_queries: DjangoAssertNumQueries, page: str, first: int, again: int
) -> None:
    organisasi.add_unit(rapi.dunia.kabupaten, nama="Dinas Sosial", jenis="dinas", by=SYSTEM)
    client, pk = signed_in(perencana, tahun=TAHUN), rapi.indikator["program"].pk
    assert perencana.access.allows_somewhere(Permission.PLAN)  # Django asks SQLite once what it can
    address = {
        "pemeriksa": reverse("perencanaan:pemeriksa"),
        "pemeriksa-dokumen": f"{reverse('perencanaan:pemeriksa')}?dokumen={rapi.renstra.dokumen_id}",
        "pemeriksa-lencana": f"{reverse('perencanaan:pemeriksa-lencana')}?objek=indikator:{pk}",
        "pemeriksaan-mandiri": reverse("perencanaan:pemeriksaan-mandiri", args=[pk]),
    }[page]
    for queries in (first, again):  # the findings are remembered until anything is written
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_badge_shows_what_the_page_finds_of_its_thing(rapi: Rapi) -> None:
    _without_unit(rapi)
    every = periksa(rapi.dunia.kabupaten, TAHUN, on=HARI, seen_by=SYSTEM)
    places = {place for one in every for place in one.tempat}
    assert f"indikator:{rapi.indikator['program'].pk}" in places
    for place in (*places, "indikator:0"):
        there = periksa(rapi.dunia.kabupaten, TAHUN, on=HARI, seen_by=SYSTEM, tempat=place)
        assert there == within(every, objek=place)


def test_a_generation_is_read_once_for_all_documents(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    GenerasiNomenklatur.objects.create(kode="uji", sidik="0", jumlah=1, oleh="Uji")
    program = Tingkat("program", "Program", indikator=True)
    rows = [
        Simpul(
            SimpulRencana(tingkat="program", kode=f"9.9{number % 2}.01"),
            DokumenRencana(pk=number),
            program,
        )
        for number in range(20)
    ]
    with django_assert_num_queries(2):
        wrong = _wrong_codes(rows, {number: DokumenVersi(generasi="uji") for number in range(20)}, "kab")
    assert set(wrong) == {(each.dokumen.pk, each.row.kode) for each in rows}


def test_the_command_lists_finds_and_exits_one_where_there_is_a_galat(rapi: Rapi) -> None:
    out = StringIO()
    call_command("periksa", daftar=True, json=True, stdout=out)
    assert {"id", "keparahan", "judul", "mengapa", "dasar", "perbaikan", "sejak"} <= json.loads(out.getvalue())[
        0
    ].keys()
    with writing("uji"):
        rapi.kartu("program").delete()
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("periksa", instansi="Kabupaten Uji", tahun=TAHUN, json=True, stdout=out)
    assert ended.value.code == 1
    said = json.loads(out.getvalue())
    assert "tanpa-kartu" in {row["aturan"] for row in said["temuan"]}
    assert all(row["alamat"] for row in said["temuan"])


def test_the_command_checks_one_document_or_one_thing(rapi: Rapi) -> None:
    _without_unit(rapi)

    def told(**more: str) -> str:
        out = StringIO()
        call_command("periksa", instansi="Kabupaten Uji", tahun=TAHUN, stdout=out, **more)
        return out.getvalue()

    assert "0 galat, 1 peringatan, 0 saran" in told(dokumen="renstra Dinas Kesehatan")
    assert "0 galat, 0 peringatan, 0 saran" in told(dokumen="rpjmd")
    assert "0 galat, 1 peringatan, 0 saran" in told(objek=f"indikator:{rapi.indikator['program'].pk}")
    for wrong in ("indikator:abc", "indikator:999999", "simpul:1", "indikator", "kartu:1"):
        with pytest.raises(CommandError, match=r"tidak dikenal|Tidak ada"):
            told(objek=wrong)
    with pytest.raises(CommandError, match="dimiliki 2 dokumen"):
        told(dokumen="renstra")
    with pytest.raises(CommandError, match="Tidak ada dokumen"):
        told(dokumen="RPJPD")


def test_without_a_name_the_command_looks_at_every_instansi(rapi: Rapi) -> None:
    organisasi.create_instansi(INSTALLATION, nama="Kota Lain", jenis="kota", by=SYSTEM)
    with writing("uji"):
        rapi.kartu("program").delete()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("periksa", tahun=TAHUN, json=True, stdout=out)
    assert "Kabupaten Uji" in {row["instansi"] for row in json.loads(out.getvalue())["temuan"]}
