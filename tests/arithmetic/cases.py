"""Reads the worked cases of docs/formulas.md. Its own small parser: it must not lean on the code it judges."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sakip.arithmetic.exact import round_half_up
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.policies import Kebijakan
from sakip.arithmetic.predicates import predicate_scale
from sakip.arithmetic.triwulan import Aturan
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada

FORMULAS = Path(__file__).parents[2] / "docs" / "formulas.md"
MONTHS = {"Maret": 3, "April": 4}
Row = dict[str, str]


def cases(name: str) -> list[Row]:
    """The rows of the table behind `<!-- cases: name -->`, by lower-case column name."""
    _, _, behind = FORMULAS.read_text(encoding="utf-8").partition(f"<!-- cases: {name} -->\n")
    lines = behind.split("\n\n", 1)[0].splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    header, rows = [cell.casefold() for cell in table[0]], table[2:]
    assert rows, f"no cases named {name}"
    return [dict(zip(header, row, strict=True)) for row in rows]


def params(name: str) -> pytest.MarkDecorator:
    """The same rows for pytest, each named by its first cells."""
    rows = cases(name)
    return pytest.mark.parametrize("row", rows, ids=[" ".join(list(row.values())[:2]) for row in rows])


def number(text: str) -> Decimal | None:
    """94,50 -> 94.50; `-` -> None."""
    return None if text in {"", "-"} else Decimal(text.replace(".", "").replace(",", "."))


def isian(text: str) -> Isian:  # noqa: PLR0911 - one line per form of a cell
    """A target or realisasi as written in a table."""
    if text in {"belum diisi", "-", ""}:
        return None
    if text in {"belum tersedia", "tidak berlaku"}:
        return Tiada(Keadaan(text.replace(" ", "_")), "alasan pada contoh")
    if text in {"ya", "tidak"}:
        return Nilai(JenisNilai.YA_TIDAK, angka=Decimal(int(text == "ya")))
    if match := re.fullmatch(r"(\d+) (\w+) (\d{4})", text):
        return Nilai(JenisNilai.TANGGAL, tanggal=date(int(match[3]), MONTHS[match[2]], int(match[1])))
    if match := re.fullmatch(r"(\d+):(\d+):(\d+)", text):
        hours = Decimal(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])) / 3600
        return Nilai(JenisNilai.DURASI, angka=hours)
    if match := re.fullmatch(r"([A-Z]+)(?: \((.+)\))?", text):
        return Nilai(JenisNilai.PREDIKAT, kode=match[1], angka=number(match[2] or ""))
    if match := re.fullmatch(r"([\d,.]+)–([\d,.]+)", text):
        return Nilai(JenisNilai.RENTANG, angka=number(match[1]), angka_atas=number(match[2]))
    return Nilai(JenisNilai.ANGKA, angka=number(text))


def settings(text: str) -> dict[str, str]:
    """`batas=120 predikat=biner` as a dictionary."""
    return dict(word.split("=") for word in text.split())


def aturan(polaritas: str, text: str) -> Aturan:
    """The rules a row names."""
    named = settings(text)
    scale, above = named.pop("skala", None), named.pop("di_atas", "lebih_buruk")
    due, seen = named.pop("tenggat", None), named.pop("posisi", None)
    return Aturan(
        polaritas=Polaritas(named.pop("polaritas", polaritas)),
        kebijakan=kebijakan(named),
        skala_predikat=predicate_scale(scale) if scale else None,
        di_atas_rentang=DiAtasRentang(above),
        tenggat=date.fromisoformat(due) if due else None,
        posisi_data=date.fromisoformat(seen) if seen else None,
    )


def kebijakan(named: dict[str, str]) -> Kebijakan:
    """A policy from its stored codes."""
    defaults = Kebijakan()
    fields: dict[str, Any] = {}
    for field, text in named.items():
        fields[field] = number(text) if field in {"batas", "lantai"} else type(getattr(defaults, field))(text)
    return Kebijakan(**fields)


def printed(value: Decimal | None) -> Decimal | None:
    """As a table prints it."""
    return None if value is None else round_half_up(value)
