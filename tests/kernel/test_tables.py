"""Lists as data: order, pages, columns and files, as the address asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from sakip.kernel.access import SYSTEM
from sakip.kernel.tables import Column, Table
from sakip.kernel.transfer.sheet import Value, csv_lines, xlsx
from sakip.organisasi import actions
from sakip.organisasi.queries import units
from tests.builders import World


@dataclass(frozen=True)
class Row:
    nama: str
    angka: int | None = None


COLUMNS = (
    Column("nama", "Nama", lambda row: row.nama, sort="nama", fixed=True),
    Column("angka", "Angka", lambda row: row.angka, sort=True, css="num", hidden=True),
    Column("panjang", "Panjang", lambda row: len(row.nama), sort=lambda rows: [len(row.nama) for row in rows]),
    Column("ada", "Berangka", lambda row: row.angka is not None, on_page=False),
    Column("lihat", "Lihat"),
)
ROWS = [Row("banyu", 3), Row("Apel"), Row("citra", 1), Row("Dua puluh", 20)]


def table(query: str = "", rows: Iterable[Any] = ROWS, columns: Any = COLUMNS, **more: Any) -> Table:
    return Table(RequestFactory().get(f"/daftar/?{query}"), "uji", columns, rows, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("urut", "names"),
    [
        ("", "banyu Apel citra Dua puluh"),
        ("nama", "Apel banyu citra Dua puluh"),
        ("-nama", "Dua puluh citra banyu Apel"),
        ("angka", "citra banyu Dua puluh Apel"),
        ("-angka", "Dua puluh banyu citra Apel"),
        ("panjang", "Apel banyu citra Dua puluh"),
        ("lihat", "banyu Apel citra Dua puluh"),
        ("--nama", "banyu Apel citra Dua puluh"),
        ("sandi", "banyu Apel citra Dua puluh"),
    ],
)
def test_an_order_puts_what_is_empty_last_and_an_unknown_one_is_none(urut: str, names: str) -> None:
    assert " ".join(row.nama for row in table(f"urut={urut}").shown) == names


def test_the_database_orders_as_a_list_is_ordered(dunia: World) -> None:
    for nama in ("zakat", "Bidang", "apotek"):
        actions.add_unit(dunia.dinkes, nama=nama, jenis="bidang", singkatan=nama[:2] * (nama != "zakat"), by=SYSTEM)
    columns = (Column("nama", "Nama", sort="nama"), Column("singkatan", "Singkatan", sort=("singkatan", "nama")))
    below = units(SYSTEM).filter(induk=dunia.dinkes)
    for urut in ("nama", "-nama"):
        asked = [table(f"urut={urut}", rows, columns).shown for rows in (below, list(below))]
        assert [unit.nama for unit in asked[0]] == [unit.nama for unit in asked[1]]


def test_a_header_leads_up_down_and_back_and_keeps_the_filters() -> None:
    found = [next(iter(table(f"cari=a%26b&halaman=3&urut={urut}").heads)) for urut in ("", "nama", "-nama")]
    assert [(head.url, head.aria) for head in found] == [
        ("?cari=a%26b&urut=nama", ""),
        ("?cari=a%26b&urut=-nama", "ascending"),
        ("?cari=a%26b", "descending"),
    ]


def test_a_page_holds_so_many_and_asks_for_those_alone_to_be_made_ready() -> None:
    asked: list[int] = []

    def show(rows: list[Row]) -> list[Row]:
        asked.append(len(rows))
        return rows

    found = table("halaman=2", per_page=3, show=show)
    assert [row.nama for row in found.shown] == ["Dua puluh"]
    assert (asked, found.keep) == ([1], "")
    assert table("halaman=99&halaman=x", per_page=3).page.number == 1


def lines(query: str) -> list[str]:
    answer: Any = table(query).export("Daftar Uji / 2025")
    assert "daftar-uji-2025.csv" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ekspor=csv", ["Nama;Angka;Panjang;Berangka", "banyu;3;5;ya"]),
        ("ekspor=csv&kolom=nama,lihat&urut=-angka", ["Nama;Berangka", "Dua puluh;ya"]),
        ("ekspor=csv&kolom=nama&halaman=2", ["Nama;Berangka", "banyu;ya"]),
    ],
)
def test_a_file_holds_the_columns_that_are_shown_and_every_row(query: str, expected: list[str]) -> None:
    found = lines(query)
    assert found[:2] == expected
    assert len(found) == 1 + len(ROWS)


@pytest.mark.parametrize("query", ["", "ekspor=", "ekspor=pdf"])
def test_without_a_known_kind_there_is_no_file(query: str) -> None:
    assert table(query).export("Daftar") is None


WHEN = datetime(2025, 8, 16, 18, 0, tzinfo=UTC)
VALUES: list[Value] = [
    "=HYPERLINK(1)",
    "-5",
    Decimal("1234.5"),
    0,
    None,
    "",
    date(2025, 8, 17),
    "dua\nbaris",
    "tutup; buka",
]


def test_a_sheet_keeps_numbers_and_dates_and_runs_nothing() -> None:
    content = xlsx("Daftar/Uji", [f"K{n}" for n in range(len(VALUES))], [VALUES])
    sheet = load_workbook(BytesIO(content)).active
    assert sheet.title == "Daftar-Uji"
    assert [cell.value for cell in sheet[2] if not cell.is_date] == [
        "=HYPERLINK(1)", "-5", 1234.5, 0, None, None, "dua\nbaris", "tutup; buka",
    ]  # fmt: skip
    assert sheet["G2"].value.date() == date(2025, 8, 17)
    assert [cell.data_type for cell in sheet[2]][:2] == ["s", "s"]
    assert sheet["A2"].quotePrefix
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I2")


def test_a_long_text_of_a_list_gets_a_row_of_its_height() -> None:
    """LibreOffice measures no row of a file that it opens: the words lay over the row below."""
    sheet = load_workbook(
        BytesIO(xlsx("A", ["Temuan"], [["pendek"], ["temuan yang panjang " * 12], ["kata " * 5000]]))
    ).active
    heights = [sheet.row_dimensions[line].height or sheet.sheet_format.defaultRowHeight for line in (2, 3, 4)]
    assert heights[0] == 15
    assert heights[1] >= 60
    assert heights[2] <= 409


def test_lines_are_what_a_spreadsheet_of_this_country_opens() -> None:
    first, second = csv_lines(["A"] * len(VALUES), [VALUES])
    assert first.startswith("\ufeffA;A")
    assert second == '\'=HYPERLINK(1);\'-5;1234,5;0;;;17/08/2025;"dua\nbaris";"tutup; buka"\r\n'


def test_a_time_stands_in_a_file_as_on_the_page() -> None:
    columns = (Column("kapan", "Kapan", lambda row: row),)
    answer: Any = table("ekspor=csv", [WHEN], columns).export("x")
    assert b"17/08/2025 01:00" in b"".join(answer.streaming_content)


def test_a_list_without_rows_is_a_file_of_titles() -> None:
    answer: Any = table("ekspor=xlsx", []).export("Kosong")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]] == ["Nama", "Angka", "Panjang", "Berangka"]
    assert sheet.max_row == 1
