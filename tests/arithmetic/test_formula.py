"""The formula language: what it computes, what it refuses and where, and that nothing typed can break it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakip.arithmetic.exact import round_half_up
from sakip.arithmetic.formula import (
    MAX_DEPTH,
    AlasanRumus,
    HasilRumus,
    RumusTidakSah,
    SalahRumus,
    evaluate,
    name_of,
    parse,
)
from sakip.arithmetic.values import Keadaan, Tiada

VALUES: dict[str, Decimal | Tiada | None] = {
    "a": Decimal(12345),
    "b": Decimal(4),
    "nol": Decimal(0),
    "angkatan kerja": Decimal("61725.5"),
    "kosong": None,
    "nanti": Tiada(Keadaan.BELUM_TERSEDIA, "rilis BPS bulan Maret"),
    "bukan_kami": Tiada(Keadaan.TIDAK_BERLAKU, "tidak ada sungai"),
}


def of(text: str) -> HasilRumus:
    return evaluate(parse(text), VALUES)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("", 1, SalahRumus.KOSONG),
        ("  \n", 1, SalahRumus.KOSONG),
        ("1.000 + 2", 1, SalahRumus.TITIK_DESIMAL),
        ("a + 0.5", 5, SalahRumus.TITIK_DESIMAL),
        ("a +", 4, SalahRumus.TERPUTUS),
        ("(a", 3, SalahRumus.TERPUTUS),
        ("a + * b", 5, SalahRumus.TIDAK_DIKENALI),
        ("a b", 3, SalahRumus.TIDAK_DIKENALI),
        ("a; b", 2, SalahRumus.TIDAK_DIKENALI),
        ("a @ b", 3, SalahRumus.TIDAK_DIKENALI),
        ("__import__('os')", 12, SalahRumus.TIDAK_DIKENALI),
        ("pangkat(a; 2)", 1, SalahRumus.FUNGSI_TIDAK_DIKENAL),
        ("1 + rata()", 5, SalahRumus.JUMLAH_ARGUMEN),
        ("jika(a > 1; 2)", 1, SalahRumus.JUMLAH_ARGUMEN),
        ("jika(a; 1; 2)", 6, SalahRumus.BUKAN_SYARAT),
        ("a > b", 1, SalahRumus.BUKAN_ANGKA),
        ("1 + (a = b)", 6, SalahRumus.BUKAN_ANGKA),
        ("1234567890123456", 1, SalahRumus.ANGKA_TERLALU_PANJANG),
        ("(" * 31 + "1" + ")" * 31, 31, SalahRumus.TERLALU_DALAM),
        ("+".join(["1"] * 301), 1, SalahRumus.TERLALU_BANYAK_SUKU),
        ("+".join(["1"] * 20_000), 2001, SalahRumus.TERLALU_PANJANG),
        ("--1", 2, SalahRumus.TIDAK_DIKENALI),
        ("1 + [ ]", 5, SalahRumus.TIDAK_DIKENALI),
        ("1 + " + "a" * 101, 5, SalahRumus.NAMA_TERLALU_PANJANG),
        ("1 + [" + "a b" * 34 + "]", 5, SalahRumus.NAMA_TERLALU_PANJANG),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, place: int, code: SalahRumus) -> None:
    with pytest.raises(RumusTidakSah) as refused:
        parse(text)
    assert (refused.value.code, refused.value.posisi) == (code, place)


@pytest.mark.parametrize(
    ("nama", "written"),
    [
        ("angkatan_kerja", "angkatan_kerja"),
        ("Jumlah  Ibu Hamil", "[Jumlah Ibu Hamil]"),
        ("Sarana, Prasarana (unit)", "[Sarana, Prasarana (unit)]"),
        ("Angka [revisi] 2025", "[Angka revisi 2025]"),
        ("min", "[min]"),
        ("Dan", "[Dan]"),
        ("é", "[é]"),
        ("2025", "[2025]"),
        ("kata " * 30, "[" + ("kata " * 20).strip() + "]"),
        ("ß" * 90, "[" + "ß" * 50 + "]"),
    ],
)
def test_the_name_of_any_series_can_be_written_in_a_formula(nama: str, written: str) -> None:
    assert name_of(nama) == written
    (read,) = parse(f"{written} * 2").nama
    assert read == written.strip("[]").casefold()
    assert evaluate(parse(f"2 * {written}"), {read: Decimal(3)}).langkah[0].ungkapan == f"2 × {name_of(read)}"


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(RumusTidakSah) as refused:
        parse("pembilang / penyebutt * 100", known=("Pembilang", "Penyebut"))
    wrong = refused.value
    assert (wrong.code, wrong.posisi, wrong.potongan) == (SalahRumus.NAMA_TIDAK_DIKENAL, 13, "penyebutt")
    assert wrong.pilihan == ("Pembilang", "Penyebut")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("100 / 10 / 2", "5"),
        ("2,5 × 4 ÷ 5", "2"),
        ("-b + 1", "-3"),
        ("A / B", "3086.25"),
        ("a / [angkatan  kerja] * 100", "19.999837992"),
        ("jumlah(a; b; 1)", "12350"),
        ("rata(b; 5; 6,5)", "5.166666667"),
        ("min(b; 2; a)", "2"),
        ("MAX(b; 2; a)", "12345"),
        ("rata(b; bukan_kami; 6)", "5"),
        ("jika(b = 4; 1; 2)", "1"),
        ("jika(b <> 4 atau a >= 12345 dan bukan nol > 0; 1; 2)", "1"),
        ("jika(nol = 0; 0; a / nol)", "0"),
        ("0,1 + 0,2", "0.3"),
    ],
)
def test_it_computes_exactly(text: str, result: str) -> None:
    found = of(text)
    assert found.alasan is None
    assert found.nilai is not None
    assert round_half_up(found.nilai, 9) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "reason", "causes"),
    [
        ("a / nol * 100", AlasanRumus.PEMBAGI_NOL, ("nol",)),
        ("a / (b - 4)", AlasanRumus.PEMBAGI_NOL, ("b − 4",)),
        ("a / kosong", AlasanRumus.BELUM_DIISI, ("kosong",)),
        ("kosong / tidak_ada", AlasanRumus.BELUM_DIISI, ("kosong", "tidak_ada")),
        ("a / nanti", AlasanRumus.BELUM_TERSEDIA, ("nanti",)),
        ("a + bukan_kami", AlasanRumus.TIDAK_BERLAKU, ("bukan_kami",)),
        ("rata(bukan_kami)", AlasanRumus.TIDAK_BERLAKU, ("bukan_kami",)),
        ("jumlah(a; kosong)", AlasanRumus.BELUM_DIISI, ("kosong",)),
    ],
)
def test_without_a_result_it_says_why(text: str, reason: AlasanRumus, causes: tuple[str, ...]) -> None:
    found = of(text)
    assert (found.nilai, found.alasan, found.sebab) == (None, reason, causes)


@pytest.mark.parametrize("text", ["a / b", "a / b * 100", "100 * a / b", "(a / b) * 100", "100 * (a / b)"])
def test_numerator_and_denominator_are_kept(text: str) -> None:
    found = of(text)
    assert (found.pembilang, found.penyebut) == (Decimal(12345), Decimal(4))


@pytest.mark.parametrize("text", ["a", "a * b", "a / b / 2", "jumlah(a; b)"])
def test_what_is_no_quotient_has_none(text: str) -> None:
    assert of(text).pembilang is None


def test_each_step_is_told_with_names_and_with_numbers() -> None:
    steps = of("(a + b) / [angkatan kerja] * 100").langkah
    assert [(step.ungkapan, step.dengan_angka) for step in steps] == [
        ("a + b", "12.345 + 4"),
        ("(a + b) ÷ [angkatan kerja] × 100", "12.349 ÷ 61.725,5 × 100"),
    ]


words = st.sampled_from(
    ["a", "b", "nol", "kosong", "[angkatan kerja]", "1", "0,5", "+", "-", "*", "/", "(", ")", ";", "<", "=", "jika",
     "rata", "dan", "atau", "bukan", "min", " ", "[", "]", ".", ",", "é", "\0", "\n", "0" * 20]
)  # fmt: skip


@given(st.lists(words, max_size=60).map("".join) | st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    try:
        rumus = parse(text)
    except RumusTidakSah as wrong:
        assert 1 <= wrong.posisi <= max(len(text), 1) + 1  # noqa: PT017 - either it is refused with a place, or it is computed
        return
    found = evaluate(rumus, VALUES)
    assert (found.nilai is None) is (found.alasan is not None)


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)


@given(numbers, numbers, numbers)
def test_it_agrees_with_arithmetic_by_hand(a: Decimal, b: Decimal, c: Decimal) -> None:
    found = evaluate(parse("a + b * c - a"), {"a": a, "b": b, "c": c})
    assert found.nilai == a + b * c - a


def test_the_deepest_formula_that_is_allowed_is_computed() -> None:
    assert of("(" * MAX_DEPTH + "b" + ")" * MAX_DEPTH).nilai == Decimal(4)


def test_a_result_too_large_for_the_arithmetic_is_no_result() -> None:
    """Two hundred factors of fifteen digits are far inside what decimals can hold."""
    assert of("*".join(["999999999999999"] * 100)).alasan is None
