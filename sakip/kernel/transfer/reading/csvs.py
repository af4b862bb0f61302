"""CSV as people save it: comma, semicolon or tab; UTF-8, UTF-16 or the Windows code page; quoted line breaks."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from sakip.kernel.transfer.cells import Kind, UnreadableFile, Workbook
from sakip.kernel.transfer.reading import values
from sakip.kernel.transfer.reading.grid import Budget, Grid

DELIMITERS = ("\t", ";", ",")
"""In the order of preference where the rows fit several: a comma may be a decimal comma."""

_SAMPLE_ROWS = 200
_NUL_SHARE = 0.3  # float: a share of every second byte, in UTF-16 of western text


def read(content: bytes, name: str) -> Workbook:
    """A workbook of one sheet called `name`. UnreadableFile: no text, an unclosed quote, beyond the limits."""
    text = decode(content)
    delimiter, text = _declared(text)
    grid = Grid(name, Budget())
    for row, fields in enumerate(_records(text, delimiter or guess_delimiter(text)), start=1):
        for column, field in enumerate(fields, start=1):
            if field and not field.isspace():
                grid.put(values.text_cell(row, column, field))
    return Workbook(Kind.CSV, (grid.sheet(hidden=False),))


def decode(content: bytes) -> str:
    """The bytes as text. UnreadableFile (jenis_tidak_dikenal) where they are no text."""
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif _nuls(content[1::2]) > _NUL_SHARE:
        encodings = ["utf-16-le"]
    elif _nuls(content[0::2]) > _NUL_SHARE:
        encodings = ["utf-16-be"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(letter in text for letter in "\x00\x01\x02\x03\x04"):
            return text
    raise UnreadableFile("jenis_tidak_dikenal")


def guess_delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number of fields, more than one."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _nuls(sample: bytes) -> float:
    return sample[:2000].count(0) / max(len(sample[:2000]), 1)


def _declared(text: str) -> tuple[str | None, str]:
    """Excel's own first line `sep=;`, if there is one, and the rest."""
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], rest
    return None, text


def _fit(text: str, delimiter: str) -> float:
    """The share of rows that have the usual number of fields; 0 where that is one field."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in islice(reader, _SAMPLE_ROWS) if row)
    except csv.Error:
        return 0
    usual, times = max(widths.items(), key=lambda item: item[1], default=(1, 0))
    return round(times / widths.total(), 2) if usual > 1 else 0


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows. Read twice: a quote that is never closed would silently swallow the rest of the file."""
    strict = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for _ in strict:
            begun = strict.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise UnreadableFile("kutip_tidak_ditutup", str(begun)) from error
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableFile("rusak") from error
