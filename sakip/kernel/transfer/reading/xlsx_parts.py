"""The parts of an XLSX package beside its sheets: relations, workbook, shared strings, number formats."""

from __future__ import annotations

import posixpath
import re

from sakip.kernel.transfer.cells import MAX_CELLS, MAX_SHEETS, UnreadableFile
from sakip.kernel.transfer.reading import numberformat
from sakip.kernel.transfer.reading.package import Package

TRUE = frozenset({"1", "true", "on"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION_ID = "id"


def unescaped(text: str) -> str:
    """Control characters, which XML cannot hold, are written as _x000D_ in these files."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def is_true(value: str | None) -> bool:
    return value is not None and value.lower() in TRUE


class Relations:
    """What one part refers to: identifier to (kind, path)."""

    def __init__(self, package: Package, part: str) -> None:
        folder, name = posixpath.split(part)
        self._folder = folder
        self._found: dict[str, tuple[str, str]] = {}
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in package:
            package.scan(path, self)

    def by_kind(self, kind: str) -> str:
        """The path of the first related part of this kind, "" where there is none."""
        return next((path for found, path in self._found.values() if found == kind), "")

    def by_id(self, identifier: str, kind: str) -> str:
        """The path behind an identifier where it is of this kind (a chart sheet is no worksheet), else ""."""
        found, path = self._found.get(identifier, ("", ""))
        return path if found == kind else ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            path = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self._found[attributes.get("Id", "")] = (kind, path)

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class Book:
    """workbook.xml: sheets as (name, relation, hidden), and from which year its days count."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == _RELATION_ID), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))
            if len(self.sheets) > MAX_SHEETS:
                raise UnreadableFile("terlalu_banyak_lembar")

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class Strings:
    """sharedStrings.xml: texts by number; runs of formatted text joined, phonetic hints left out."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self._pieces: list[str] = []
        self._inside = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the handler's signature
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._inside = not self._phonetic

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            if len(self.items) >= MAX_CELLS:
                raise UnreadableFile("terlalu_banyak_sel")
            self.items.append(unescaped("".join(self._pieces)))

    def text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)


class Styles:
    """styles.xml: the number format code of each cell style."""

    def __init__(self) -> None:
        self._codes = dict(numberformat.BUILT_IN)
        self._cells: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", numberformat.GENERAL)
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._cells.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def text(self, data: str) -> None: ...

    def codes(self) -> dict[str, str]:
        """Format code by a cell's style number, as the cell's attribute writes it."""
        return {str(at): self._codes.get(number, numberformat.GENERAL) for at, number in enumerate(self._cells)}


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
