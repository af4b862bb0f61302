"""A list as a plain sheet of titles and rows, for people to go on with. What is to be read back is a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain
from typing import Any

import xlsxwriter

from sakip.arithmetic.notation import format_entry
from sakip.documents.layout import lines_of
from sakip.kernel.transfer.neutral import is_dangerous, sheet_name

Value = str | int | Decimal | date | datetime | None
Values = Iterable[Sequence[Value]]

_WIDEST, _LONGEST_TEXT = 60, 32_767  # characters; the second is Excel's limit for a cell
_WIDEST_EM = 29.0  # float: width of the widest column, in em of the sheet's letters
_POINTS = 15.0  # float: height of a line; LibreOffice measures no row
_HIGHEST = 27  # lines; Excel takes no row above 409 points
_DATE, _TIME = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_BOM = "\ufeff"


def xlsx(name: str, titles: Sequence[str], rows: Values) -> bytes:
    """One sheet with frozen, filtered titles; numbers and dates as such, texts never as formulas."""
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": True})  # rows leave the memory once written
    sheet = book.add_worksheet(sheet_name(name, set()))
    looks = _looks(book)
    widths = [len(title) + 4 for title in titles]
    for x, title in enumerate(titles):
        sheet.write_string(0, x, title, looks["title"])
    last = 0
    for last, row in enumerate(rows, start=1):
        for x, value in enumerate(row):
            widths[x] = max(widths[x], _write(sheet, (last, x), value, looks))
        sheet.set_row(last, _height(row))
    for x, width in enumerate(widths):
        sheet.set_column(x, x, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(titles) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return output.getvalue()


def _height(row: Sequence[Value]) -> float:
    lines = max((lines_of(value, _WIDEST_EM) for value in row if isinstance(value, str)), default=1)
    return _POINTS * min(lines, _HIGHEST)


def _looks(book: Any) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "bg_color": "#E8F1FB", "bottom": 1, "text_wrap": True}),
        "text": book.add_format({**top, "text_wrap": True}),
        "quoted": book.add_format({**top, "text_wrap": True, "quote_prefix": True}),
        "number": book.add_format({**top, "num_format": "General"}),
        "date": book.add_format({**top, "num_format": _DATE}),
        "time": book.add_format({**top, "num_format": _TIME}),
    }


def _write(sheet: Any, at: tuple[int, int], value: Value, looks: dict[str, Any]) -> int:
    """Write a cell; answers how wide it would like to be."""
    match value:
        case None | "":
            return 0
        case str():
            sheet.write_string(*at, value[:_LONGEST_TEXT], looks["quoted" if is_dangerous(value) else "text"])
            return max(map(len, value.splitlines() or [""])) + 2
        case datetime():
            sheet.write_datetime(*at, value, looks["time"])
            return len(_TIME) + 2
        case date():
            sheet.write_datetime(*at, value, looks["date"])
            return len(_DATE) + 2
        case _:
            sheet.write_number(*at, value, looks["number"])
            return len(str(value)) + 2


def csv_lines(titles: Sequence[str], rows: Values) -> Iterator[str]:
    """The lines of a CSV as spreadsheets of this country open it: semicolons, decimal commas, UTF-8 with its mark."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";")
    for number, row in enumerate(chain([titles], rows)):
        writer.writerow([_text(value) for value in row])
        yield (_BOM if number == 0 else "") + buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if is_dangerous(value) else value  # a CSV knows no other way to say that this is text
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return format_entry(Decimal(value))
