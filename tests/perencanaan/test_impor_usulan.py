"""Directions proposed and differences explained: from printed percentages, from words, by the rule that "
"reproduces them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.problems import Severity
from sakip.perencanaan.transfers.differences import Sebab
from sakip.perencanaan.transfers.polarity import phrases, propose, read_printed
from tests.perencanaan.test_impor_tabel import codes, plan_of

NAIK, TURUN = Polaritas.MENINGKAT, Polaritas.MENURUN

WORDS = [
    ("Persentase Penduduk Miskin", TURUN),
    ("Tingkat Pengangguran Terbuka", TURUN),
    ("Indeks Gini", TURUN),
    ("Indeks kedalaman kemiskinan", TURUN),
    ("Prevalensi stunting", TURUN),
    ("Angka Kematian Ibu (AKI)", TURUN),
    ("Angka putus sekolah SD", TURUN),
    ("Persentase penurunan stunting", NAIK),
    ("Cakupan penemuan kasus TBC", NAIK),
    ("Persentase pengaduan yang ditindaklanjuti", NAIK),
    ("Angka Harapan Hidup", NAIK),
    ("Indeks Pembangunan Manusia", NAIK),
    ("Laju pertumbuhan ekonomi", NAIK),
    ("Laju inflasi", None),
    ("Laju pertumbuhan penduduk", None),
    ("Jumlah dokumen", None),
]


@pytest.mark.parametrize(("nama", "expected"), WORDS)
def test_words_propose_with_a_reason_or_not_at_all(nama: str, expected: Polaritas | None) -> None:
    usulan = propose(nama, JenisNilai.ANGKA, [], None)
    assert usulan.polaritas is expected
    assert usulan.alasan


def test_every_phrase_of_the_list_is_found_by_itself() -> None:
    for phrase, polaritas in phrases():
        assert propose(phrase, JenisNilai.ANGKA, [], None).polaritas is polaritas, phrase


def test_no_phrase_stands_twice() -> None:
    said = [phrase for phrase, _ in phrases()]
    assert len(said) == len(set(said))


def test_the_print_decides_before_the_words_and_the_contradiction_is_told() -> None:
    plan = plan_of([("Angka kemiskinan", "10", "8", "80,00", "2024")])
    row = next(iter(plan.indikator.values()))
    assert row.usulan is not None
    assert (row.usulan.polaritas, row.usulan.dari) == (NAIK, "tercetak")
    assert "kemiskinan yang lebih rendah" in row.usulan.alasan


def test_a_print_that_fits_both_rules_decides_nothing() -> None:
    plan = plan_of([("Jumlah dokumen", "10", "10", "100", "2024")], terima_usulan=True)
    assert codes(plan, Severity.TANYA) == [("A2", "polaritas_belum_dipilih")]


def test_a_proposal_counts_only_when_accepted() -> None:
    rows = [("Angka pengangguran", "1,98", "2,09", "94,44", "2023")]
    assert codes(plan_of(rows, terima_usulan=False), Severity.TANYA) == [("A2", "polaritas_belum_diterima")]
    assert plan_of(rows).dapat_diterapkan
    chosen = plan_of(rows, terima_usulan=False, polaritas={"angka pengangguran": NAIK})
    assert next(iter(chosen.indikator.values())).polaritas is NAIK


def test_the_table_may_say_the_direction_itself() -> None:
    header = ("nama", "target", "realisasi", "tahun", "polaritas")
    assert plan_of([("Jumlah dokumen", "1", "2", "2024", "Positif")], header, terima_usulan=False).dapat_diterapkan
    assert codes(plan_of([("Jumlah dokumen", "1", "2", "2024", "entah")], header)) == [
        ("E2", "polaritas_tidak_dikenal")
    ]
    two = [("Jumlah dokumen", "1", "2", "2024", "naik"), ("Jumlah dokumen", "1", "2", "2023", "turun")]
    assert codes(plan_of(two, header)) == [("E3", "polaritas_bertentangan")]


# Printed against computed; the first five are the figures cited in docs/formulas.md.
DIFFERENCES = [
    ("Indeks gini", "0,33", "0,355", "96.06", TURUN, Sebab.SALAH_KETIK, "92,42"),
    ("Modal tetap", "3837967", "4079710", "106.31", NAIK, Sebab.SELISIH_KECIL, "106,30"),
    ("Modal tetap", "4.079,71", "4.387.740", "107.55", NAIK, Sebab.FAKTOR_SATUAN, "107.550,29"),
    ("Angka pengangguran", "1,98", "2,09", "94.74", TURUN, Sebab.RUMUS_LAIN, "94,44"),
    ("Indeks gini", "0,321", "0,343", "106,85", TURUN, Sebab.RUMUS_LAIN, "93,15"),
    ("Indeks uji", "70", "71,79", "102,55", NAIK, Sebab.DIPOTONG, "102,56"),
    ("Indeks uji", "2,69", "5,22", "120", NAIK, Sebab.DIBATASI, "194,05"),
    ("Indeks uji", "72", "71,46", "0,9925", NAIK, Sebab.RASIO, "99,2500"),
    ("Indeks uji", "80", "", "98", NAIK, Sebab.TIDAK_DAPAT_DIHITUNG, None),
]


@pytest.mark.parametrize(("nama", "target", "realisasi", "printed", "polaritas", "sebab", "computed"), DIFFERENCES)
def test_a_difference_names_what_explains_it(
    nama: str, target: str, realisasi: str, printed: str, polaritas: Polaritas, sebab: Sebab, computed: str | None
) -> None:
    plan = plan_of([(nama, target, realisasi, printed, "2025")], polaritas={nama.casefold(): polaritas})
    (found,) = plan.perbedaan
    assert (found.sebab, found.dihitung) == (sebab, computed)
    if sebab is Sebab.FAKTOR_SATUAN:
        assert found.faktor == "1.000"


AGREEING = ["99.25", "99,25", "99,3", "99", "99,25%", "", "-", "**)"]


@pytest.mark.parametrize("printed", AGREEING)
def test_print_that_agrees_to_its_own_digits_is_no_difference(printed: str) -> None:
    plan = plan_of([("Indeks uji", "72", "71,46", printed, "2023")])
    assert plan.perbedaan == []


@given(st.decimals(min_value=0, max_value=999, places=2))
def test_a_printed_percentage_keeps_its_decimals(value: object) -> None:
    printed = read_printed(Cell(1, 1, str(value).replace(".", ",")))
    assert printed is not None
    assert (str(printed.nilai), printed.desimal) == (str(value), 2)


def test_a_year_that_repeats_the_one_before_is_told_only_when_every_row_does() -> None:
    rows = [(f"Indeks {n}", "80", str(70 + n), "", year) for year in ("2023", "2024") for n in range(3)]
    assert [(each.kode, each.tahun) for each in plan_of(rows).peringatan] == [("tahun_berulang", 2024)]
    rows[-1] = ("Indeks 2", "80", "99", "", "2024")
    assert plan_of(rows).peringatan == []
