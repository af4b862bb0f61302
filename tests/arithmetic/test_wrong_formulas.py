"""Wrong formulas found in running code (docs/formulas.md, section 7): the mistake recomputed, and what ours gives."""

import ast
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import sakip.arithmetic
from sakip.arithmetic.averages import mean_capaian
from sakip.arithmetic.exact import round_half_up
from sakip.arithmetic.notation import Terbaca, format_number, read_value
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.scales import classify, scale
from sakip.arithmetic.triwulan import CaraIsi, Tipologi, year_value
from sakip.arithmetic.values import Isian, Nilai
from tests.arithmetic.cases import Row, aturan, cases, isian, params

PACKAGE = Path(next(iter(sakip.arithmetic.__path__)))
PARTS = [Decimal("22.535"), Decimal("22.145"), Decimal("11.465"), Decimal("19.82")]


def ours(polaritas: str, target: str, realisasi: str, kebijakan: str = "") -> str:
    found = aturan(polaritas, kebijakan).capaian(isian(target), isian(realisasi)).dipakai
    return "-" if found is None else format_number(round_half_up(found), places=None)


def php_empty(realisasi: str) -> bool:
    return realisasi in {"", "0"}


def simonev_tw3(value: Decimal) -> str:
    bounds = ((79, 1000, "Sangat Tinggi"), (70, 79, "Tinggi"), (61, 70, "Sedang"), (51, 60, "Rendah"))
    return next((label for lower, upper, label in bounds if lower <= value < upper), "Sangat Rendah")


def best_of(text: str) -> str:
    reading = read_value(text)
    assert isinstance(reading, Terbaca)
    assert reading.nilai.angka is not None
    return format_number(reading.nilai.angka, places=None)


def year_of_positions() -> str:
    typed = {"B09": "50", "B10": "67", "B11": "87", "B12": "100"}
    months = {Periode(2026, kode): isian(text) for kode, text in typed.items()}
    value: Isian = year_value(months, 2026, jenis="B", tipologi=Tipologi.POSISI_AKHIR, cara_isi=CaraIsi.PERIODE).isian
    assert isinstance(value, Nilai)
    return str(value.angka)


def clocks_in_the_package() -> list[str]:
    """Calls of today(), now(), time() in the package's source."""
    calls = (
        node.func.attr
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    return [name for name in calls if name in {"today", "now", "utcnow", "time", "localtime", "gmtime"}]


# What the published code computes, and what ours does, for each row of the table.
CASES: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "parentheses": (lambda: str(int(1 + (1 - Decimal("0.8")) * 100)), lambda: ours("menurun", "10", "8")),
    "sum-falling": (lambda: str(int((2 - Decimal("2.1")) / 2 * 100)), lambda: ours("menurun", "2,0", "2,1")),
    "float-identity": (lambda: "100" if float is int else "0", lambda: ours("menurun", "0", "0")),
    "best-is-zero": (lambda: "0", lambda: ours("menurun", "5", "0")),
    "zero-target-100": (lambda: "100", lambda: ours("menurun", "0", "3")),
    "range-as-rising": (
        lambda: format_number(Decimal("5.10") / Decimal("5.23") * 100),
        lambda: ours("rentang", "4,98–5,23", "5,10"),
    ),
    "comma-split": (lambda: "–".join(re.split(r"[,\-]", "94,50")), lambda: best_of("94,50")),
    "empty-is-zero": (lambda: "0" if php_empty("") else "", lambda: ours("meningkat", "5", "")),
    "zero-is-empty": (lambda: "-" if php_empty("0") else "0", lambda: ours("meningkat", "5", "0")),
    "max-for-min": (lambda: str(max(100, 95)), lambda: ours("meningkat", "100", "95", "batas=100")),
    "quarter-gap": (
        lambda: simonev_tw3(Decimal("60.5")),
        lambda: classify(Decimal("60.5"), scale("triwulan-54-2010"), Periode(2025, "TW3")).label,
    ),
    "e81-percent": (lambda: str((100 + 100) * 100 // 100), lambda: ours("meningkat", "100", "100")),
    "today": (
        lambda: "the report changes daily",
        lambda: str(clocks_in_the_package()) if clocks_in_the_package() else "the period is an argument",
    ),
    "round-first": (
        lambda: format_number(sum((round_half_up(part) for part in PARTS), Decimal(0))),
        lambda: format_number((mean_capaian(PARTS).nilai or Decimal(0)) * 4),
    ),
    "sum-of-positions": (lambda: str(50 + 67 + 87 + 100), year_of_positions),
    "typing-error": (lambda: "96,06", lambda: ours("menurun", "0,33", "0,355")),
}


def test_every_wrong_formula_is_tested() -> None:
    assert {row["code"] for row in cases("wrong")} == set(CASES)


@params("wrong")
def test_wrong_formula(row: Row) -> None:
    wrong, right = CASES[row["code"]]
    assert wrong() == row["wrong"], "the mistake is not the one described"
    assert right() == row["right"]
    assert wrong() != right()
