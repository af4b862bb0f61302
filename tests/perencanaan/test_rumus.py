"""An indicator that is computed: from series that are filled in, by period, with its reason where there is nothing."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from sakip.arithmetic.formula import name_of
from sakip.arithmetic.formula.parse import FUNGSI
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Isian, Keadaan, Nilai, Tiada
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Lapis, Series
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.perencanaan.actions import KartuBaru, set_card, set_formula
from sakip.perencanaan.forms.rumus import field_of
from sakip.perencanaan.kinerja import kinerja
from sakip.perencanaan.models import Indikator, KartuIndikator, VariabelRumus
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import person

T2025 = Periode.tahunan(2025)


def formula(row: Indikator, text: str, **deret: Series | None) -> KartuIndikator:
    card = KartuIndikator.related.get(indikator=row)
    return set_formula(row, kartu=card, rumus=text, deret=deret, seen=card.versi, by=SYSTEM)


def series_of(row: Indikator, nama: str) -> Series:
    found: Series = VariabelRumus.related.get(kartu__indikator=row, nama=nama).series
    return found


def fill(row: Indikator, nama: str, isian: Isian, periode: Periode = T2025, lapis: Lapis = Lapis.KLAIM) -> None:
    record_values(row.unit, values=[NilaiBaru(series_of(row, nama), periode, isian, seen=None)], lapis=lapis, by=SYSTEM)


def reached(row: Indikator, periode: Periode = T2025) -> Isian:
    return kinerja(row.unit, [row], [periode], seen_by=SYSTEM)[(row.pk, periode)].realisasi.isian


@pytest.fixture
def stunting(dunia: World) -> Indikator:
    row = builders.indikator(dunia.dinkes, "Prevalensi Stunting", satuan="Persen")
    formula(row, "stunting / diukur * 100")
    return row


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stunting / ", "huruf ke-11"),
        ("stunting / 1.5", "koma desimal"),
        ("rerata(a; b)", "fungsi “rerata” tidak ada"),
        ("a" + " + a" * 400, "sukunya lebih dari"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(dunia: World, text: str, words: str) -> None:
    with pytest.raises(Refused, match="Rumus, huruf ke-") as no:
        formula(builders.indikator(dunia.dinkes), text)
    assert words in no.value.refusal.sentence
    assert no.value.refusal.field == "rumus"


def test_a_formula_without_data_computes_nothing(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes)
    with pytest.raises(Refused, match="“1/0” tidak menyebut satu deret data pun") as no:
        formula(row, "1/0")
    assert no.value.refusal.field == "rumus"
    assert KartuIndikator.related.get(indikator=row).rumus == ""


def test_series_that_a_formula_may_not_use(dunia: World, stunting: Indikator) -> None:
    other = builders.indikator(dunia.dinkes, "Lain")
    with pytest.raises(Refused, match="dihitung oleh rumus lain"):
        formula(other, "a * 2", a=stunting.series)
    with pytest.raises(Refused, match="indikator ini sendiri"):
        formula(other, "a * 2", a=other.series)
    stranger = builders.indikator(dunia.lain, "Asing").series
    with pytest.raises(Refused, match="instansi lain"):
        formula(other, "a * 2", a=stranger)
    assert KartuIndikator.related.get(indikator=other).rumus == ""


@pytest.mark.parametrize(
    ("ditemukan", "diukur", "wanted"),
    [
        (angka(27), angka(200), Decimal("13.5")),
        (angka(0), angka(200), Decimal(0)),
        (None, angka(200), None),
        (angka(27), Tiada(Keadaan.BELUM_TERSEDIA, "survei Maret"), Keadaan.BELUM_TERSEDIA),
        (angka(27), angka(0), "tak terdefinisi: diukur bernilai nol"),
    ],
)
def test_zero_empty_not_available_and_undefined_stay_apart(
    stunting: Indikator, ditemukan: Isian, diukur: Isian, wanted: object
) -> None:
    for nama, isian in (("stunting", ditemukan), ("diukur", diukur)):
        if isian is not None:
            fill(stunting, nama, isian)
    found = reached(stunting)
    match found:
        case Nilai(angka=number):
            assert number == wanted
        case Tiada(keadaan=state, alasan=why):
            assert wanted in {state, why}
        case None:
            assert wanted is None


def test_a_year_is_made_from_computed_quarters_by_the_tipologi(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes, "Bayi Diimunisasi", tipologi=Tipologi.AKUMULATIF)
    formula(row, "puskesmas + klinik")
    for kode, number in (("TW1", 10), ("TW2", 20)):
        fill(row, "puskesmas", angka(number), Periode(2025, kode))
        fill(row, "klinik", angka(1), Periode(2025, kode))
    assert reached(row, Periode(2025, "TW2")) == angka(21)
    assert reached(row) == angka(32)


def test_a_value_recorded_for_the_indicator_stands_while_its_data_is_missing(stunting: Indikator) -> None:
    builders.realisasi(stunting, T2025, angka(14))
    assert reached(stunting) == angka(14)
    fill(stunting, "stunting", angka(27))
    fill(stunting, "diukur", angka(200))
    assert reached(stunting) == Nilai(angka(1).jenis, angka=Decimal("13.5"))


def test_it_is_verified_where_all_of_its_data_is(stunting: Indikator) -> None:
    fill(stunting, "stunting", angka(27), lapis=Lapis.TERVERIFIKASI)
    fill(stunting, "diukur", angka(200))
    one = kinerja(stunting.unit, [stunting], [T2025], seen_by=SYSTEM)[(stunting.pk, T2025)]
    assert one.realisasi.tercatat is not None
    assert one.realisasi.tercatat.lapis == Lapis.KLAIM


def test_another_formula_keeps_the_series_of_names_it_has_still(stunting: Indikator) -> None:
    before = series_of(stunting, "diukur")
    formula(stunting, "kurus / diukur * 100", diukur=before)
    assert series_of(stunting, "diukur") == before
    assert not VariabelRumus.related.filter(kartu__indikator=stunting, nama="stunting").exists()
    formula(stunting, "")
    assert not VariabelRumus.related.filter(kartu__indikator=stunting).exists()


def test_the_card_of_a_new_year_keeps_the_formula_and_its_series(stunting: Indikator) -> None:
    before = {name: series_of(stunting, name) for name in ("stunting", "diukur")}
    new = set_card(stunting, kartu=KartuBaru(mulai_tahun=2027, polaritas=Polaritas.MENURUN), seen=None, by=SYSTEM)
    assert new.rumus == "stunting / diukur * 100"
    assert {each.nama: each.series for each in VariabelRumus.related.filter(kartu=new)} == before


def test_the_page_tries_a_formula_before_it_is_set(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes, "Cakupan", satuan="Persen")
    client, address = (
        signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA)),
        reverse("perencanaan:rumus", args=[row.pk]),
    )
    opened = inputs(client.get(address))
    wrong = client.post(address, opened | {"rumus": "hadir / "})
    assert wrong.status_code == 422
    assert "terputus" in text_of(wrong)
    tried = client.post(address, opened | {"rumus": "hadir / sasaran * 100", "coba": "1"})
    assert "Buat deret baru" in text_of(tried)
    assert KartuIndikator.related.get(indikator=row).rumus == ""
    unseen = client.post(address, opened | {"rumus": "hadir / sasaran * 100"})
    assert unseen.status_code == 422
    assert "menyebut “hadir”, “sasaran”, yang belum dikenal" in text_of(unseen)
    chosen = {field_of("hadir"): "baru", field_of("sasaran"): "baru"}
    assert client.post(address, opened | chosen | {"rumus": "hadir / sasaran * 100"}).status_code == 302
    turned = {field_of(name): str(series_of(row, name).pk) for name in ("hadir", "sasaran")}
    again = inputs(client.get(address)) | turned | {"rumus": "100 - sasaran / hadir"}
    meant = {name: series_of(row, name).pk for name in ("hadir", "sasaran")}
    assert client.post(address, again).status_code == 302
    assert {name: series_of(row, name).pk for name in meant} == meant  # a name keeps its series wherever it stands
    back = inputs(client.get(address)) | turned | {"rumus": "hadir / sasaran * 100"}
    assert client.post(address, back).status_code == 302
    without = client.post(address, inputs(client.get(address)) | {"rumus": ""}, follow=True)
    assert "tidak lagi memakai rumus" in text_of(without)
    assert client.post(address, back | inputs(client.get(address)) | {"rumus": back["rumus"]}).status_code == 302
    grid = client.get(reverse("perencanaan:isian-unit", args=[dunia.dinkes.pk]))
    assert "Data untuk rumus" in text_of(grid)
    sent = inputs(grid)
    for name, value in (("hadir", "30"), ("sasaran", "40")):
        pk = series_of(row, name).pk
        sent[next(key for key in sent if key.endswith(f"d{pk}-2025-T") and key.startswith("n-"))] = value
    assert client.post(reverse("perencanaan:isian-unit", args=[dunia.dinkes.pk]), sent).status_code == 302
    assert reached(row) == angka(75)
    assert "dihitung dengan rumus" in text_of(client.get(reverse("perencanaan:isian-unit", args=[dunia.dinkes.pk])))


def test_a_card_without_a_formula_in_words_shows_the_one_it_is_computed_by(dunia: World, stunting: Indikator) -> None:
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))
    computed = "stunting / diukur * 100"
    assert f"Formula {computed}" in text_of(client.get(reverse("perencanaan:indikator", args=[stunting.pk])))
    paper = client.get(reverse("perencanaan:kartu-berkas", args=[stunting.pk, "xlsx"]))
    lines = [
        [cell for cell in line if cell] for sheet in load_workbook(BytesIO(paper.content)) for line in sheet.values
    ]
    assert ["Formula", computed] in lines
    assert "Rumus terhitung" not in {cell for line in lines for cell in line}


def test_the_page_lists_every_name_as_a_formula_takes_it_and_the_own_unit_is_meant(dunia: World) -> None:
    long = (
        "Jumlah Sarana, Prasarana [dan] Alat Kesehatan yang Direhabilitasi dan Dipelihara menurut Standar Layanan Dasar"
    )
    others = [builders.indikator(unit, long, satuan="Unit") for unit in (dunia.kabupaten, dunia.dinkes)]
    row = builders.indikator(dunia.dinkes, "Cakupan", satuan="Persen")
    client = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))
    address = reverse("perencanaan:rumus", args=[row.pk])
    opened = client.get(address)
    listed = opened.context["saran"]
    assert [name for name, _units in listed] == [name_of(long)]
    assert all(unit.nama in listed[0][1] for unit in (dunia.kabupaten, dunia.dinkes))
    assert set(opened.context["fungsi"]) == set(FUNGSI)
    assert client.post(address, inputs(opened) | {"rumus": f"{listed[0][0]} * 2"}).status_code == 302
    assert VariabelRumus.related.get(kartu__indikator=row).series == others[1].series
