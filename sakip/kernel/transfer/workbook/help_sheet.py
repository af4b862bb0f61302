"""The first sheet of a template: how to fill it in, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sakip.kernel.transfer.columns import Column, ColumnKind, SheetSpec
from sakip.kernel.transfer.neutral import row_height
from sakip.kernel.transfer.workbook import layout

RULES = (
    "Isi hanya sel yang berlatar putih. Kolom berlatar abu-abu adalah pengenal dan terkunci.",
    "Sel berarsir kuning berarti belum diisi. Angka 0 adalah nilai nol, bukan kosong.",
    "Bila nilai belum ada, tulis “belum tersedia”. Bila tidak relevan, tulis “tidak berlaku”.",
    "Kolom bertanda * wajib diisi. Jangan mengubah judul kolom dan jangan menambah kolom.",
    "Simpan berkas sebagai XLSX, lalu unggah kembali ke sistem.",
)
_KINDS = {
    ColumnKind.TEXT: "teks",
    ColumnKind.NUMBER: "angka, “belum tersedia”, atau “tidak berlaku”",
    ColumnKind.CHOICE: "pilihan dari daftar",
    ColumnKind.DATE: "tanggal",
    ColumnKind.IDENTITY: "pengenal",
    ColumnKind.ISIAN: "nilai sebagaimana diukur (angka, predikat, rentang, tanggal, durasi), “belum tersedia”, "
    "atau “tidak berlaku”",
}
_MOST_CHOICES = 20
_WIDTHS = (20, 28, 10, 40, 60, 30)


def write_help(book: Any, specs: Sequence[SheetSpec], meta: Mapping[str, str], rules: Sequence[str] = RULES) -> None:
    """Add the sheet: what the file is for, the rules, and a table of all columns."""
    sheet = book.add_worksheet(layout.HELP_SHEET)
    title = book.add_format({"bold": True, "font_size": 14, "font_color": "#1F4E8C"})
    head = book.add_format(
        {"bold": True, "bg_color": "#1F4E8C", "font_color": "#FFFFFF", "border": 1, "valign": "vcenter"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D7E2"})
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, "Petunjuk pengisian", title)
    row = 2
    for key, value in meta.items():
        sheet.write_string(row, 0, key.replace("_", " ").capitalize())
        sheet.write_string(row, 1, value)
        row += 1
    row += 1
    for number, rule in enumerate(rules, start=1):
        sheet.write_string(row, 0, f"{number}. {rule}")
        row += 1
    row += 1
    for at, text in enumerate(("Lembar", "Kolom", "Wajib", "Isian", "Penjelasan", "Contoh")):
        sheet.write_string(row, at, text, head)
    for spec in specs:
        for column in (each for each in spec.columns if not each.hidden):
            row += 1
            texts = _line(spec, column)
            sheet.set_row(row, row_height(zip(texts, _WIDTHS, strict=True)))
            for at, text in enumerate(texts):
                sheet.write_string(row, at, text, body)
        if spec.help:
            row += 1
            sheet.set_row(row, row_height([(spec.help, sum(_WIDTHS))]))
            sheet.merge_range(row, 0, row, 5, "", body)
            sheet.write_string(row, 0, f"{spec.title}: {spec.help}", body)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect()
    sheet.activate()


def _line(spec: SheetSpec, column: Column) -> tuple[str, ...]:
    kind = _KINDS[column.kind]
    if column.choices:
        more = ", …" if len(column.choices) > _MOST_CHOICES else ""
        kind = f"{kind}: {', '.join(column.choices[:_MOST_CHOICES])}{more}"
    return spec.title, column.title, "ya" if column.required else "tidak", kind, column.help, column.example
