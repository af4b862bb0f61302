"""Small files of each kind, made for the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

FILES = Path(__file__).parent / "files"
CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(write: Callable[[Any, Any], None]) -> bytes:
    """An XLSX by openpyxl; `write(book, sheet)` fills its first sheet "Data"."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    write(book, sheet)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def xlsx_of(cells: Mapping[str, object], formats: Mapping[str, str] | None = None) -> bytes:
    def write(_: Any, sheet: Any) -> None:
        for address, value in cells.items():
            sheet[address] = value
            if formats and address in formats:
                sheet[address].number_format = formats[address]

    return xlsx(write)


def written(write: Callable[[Any, Any], None]) -> bytes:
    """An XLSX by xlsxwriter, which stores results of formulas."""
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    write(book, book.add_worksheet("Data"))
    book.close()
    return output.getvalue()


def zipped(members: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return output.getvalue()


def raw_xlsx(sheet_data: str, *, before: str = "", after: str = "", sheets: int = 1, more: str = "") -> bytes:
    """An XLSX whose sheet XML is given: for what no writer would write."""
    names = "".join(f'<sheet name="L{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/worksheet" Target="worksheets/sheet.xml"/>'
        for n in range(1, sheets + 1)
    )
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": (
                f'<Relationships><Relationship Id="a" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
                "</Relationships>"
            ).encode(),
            "xl/workbook.xml": f'<workbook xmlns:r="{RELATION}">{more}<sheets>{names}</sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>".encode(),
            "xl/worksheets/sheet.xml": (
                f"{before}<worksheet><sheetData>{sheet_data}</sheetData>{after}</worksheet>".encode()
            ),
        }
    )


def raw_ods(table: str, *, styles: str = "", manifest: str = "<manifest/>", before: str = "") -> bytes:
    """An ODS whose tables are given."""
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "style", "calcext"))
    content = (
        f"{before}<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def rows_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode()


def saved_odf(document: Any) -> bytes:
    output = BytesIO()
    document.write(output)
    return output.getvalue()
