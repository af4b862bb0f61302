"""Header rows of a table as people lay it out: found, joined per column into one label, matched to known fields."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence

from sakip.kernel.transfer.cells import Cell, Sheet, address, position

_SEPARATOR = " / "
_LOOKED_AT = 40  # rows in which a header may begin
_MOST_HEADER_ROWS = 6
_YEAR = re.compile(r"(19|20)\d\d")
_NUMBERING = re.compile(r"\(?\d{1,3}[a-z]?\)?(\s*[=:]\s*[\d\s()a-z+x*/:.,%-]+)?")
_PLACEHOLDER = re.compile(r"(c|column|kolom|unnamed: ?|field)\d+", re.IGNORECASE)  # titles some program invented
_NUMERIC = re.compile(r"[-+(]?(Rp\.?)?\s*\d[\d.,]*\s*%?\)?")


def header_labels(sheet: Sheet, header_rows: Sequence[int]) -> tuple[str, ...]:
    """One label per column: the texts of the header rows from top to bottom, "Target / 2025", each said once.

    A group's title is carried right: always where its cells were merged, and where they were left blank as long as the
    title has something under itself (a title with nothing under it is a column of its own). Columns without any text
    in the header have the label "".
    """
    grid = [[_label_part(sheet.at(row, column)) for column in range(1, sheet.width + 1)] for row in header_rows]
    for level, texts in enumerate(grid[:-1]):
        _carry_right(texts, grid[:level], grid[level + 1 :])
    return tuple(_joined(parts) for parts in zip(*grid, strict=True)) if grid else ()


def guess_header_rows(sheet: Sheet) -> tuple[int, ...]:
    """The rows that look like the header (from 1), () where none does. A proposal: the person decides.

    The first row of several different words is the beginning; rows follow as long as they only stand under groups or
    blanks of the rows before. A row that numbers the columns (1, 2, 3 ...) is passed over.
    """
    first = _first_header_row(sheet)
    if first is None:
        return ()
    rows = [first]
    for row in range(first + 1, min(first + _MOST_HEADER_ROWS, len(sheet.rows)) + 1):
        cells = [cell for cell in sheet.rows[row - 1] if not cell.is_empty]
        if _is_numbering(cells):
            continue
        if not cells or not _continues(sheet, rows, cells):
            break
        rows.append(row)
    return tuple(rows)


def first_data_row(sheet: Sheet, header_rows: Sequence[int]) -> int:
    """The row after the header, and after a row that numbers the columns."""
    row = max(header_rows, default=0) + 1
    while row <= len(sheet.rows) and _is_numbering([cell for cell in sheet.rows[row - 1] if not cell.is_empty]):
        row += 1
    return row


def normalise(label: str) -> str:
    """A label without what people vary: case, punctuation, spaces. "Target (%)" -> "target persen"."""
    text = unicodedata.normalize("NFKC", label).casefold().replace("%", " persen ")
    return " ".join(re.findall(r"[^\W_]+", text))


def header_fingerprint(labels: Sequence[str]) -> str:
    """The key under which the mapping of a table with this header is remembered: order counts, spelling does not."""
    return hashlib.sha256("\x1f".join(normalise(label) for label in labels).encode()).hexdigest()


def guess_mapping(labels: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Field to column (from 1) for the fields whose synonyms are found among the labels; each column is used once.

    A label that is the synonym wins over one that ends with it, and that over one that contains all its words.
    """
    candidates = [
        (score, -column, field)
        for field, synonyms in known.items()
        for column, label in enumerate(labels, start=1)
        if (
            score := max((_likeness(normalise(label), normalise(synonym)) for synonym in (field, *synonyms)), default=0)
        )
    ]
    mapping: dict[str, int] = {}
    for _, column, field in sorted(candidates, key=lambda item: (-item[0], -item[1])):
        if field not in mapping and -column not in mapping.values():
            mapping[field] = -column
    return mapping


def _likeness(label: str, synonym: str) -> float:
    """0: not alike. Longer synonyms are surer than shorter ones, and shorter labels than longer ones."""
    if not label or not synonym:
        return 0
    words, wanted = label.split(), synonym.split()
    if label == synonym:
        return 4
    share = len(wanted) / len(words)
    if words[-len(wanted) :] == wanted:
        return 2 + share
    return 1 + share if set(wanted) <= set(words) else 0


def _label_part(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _carry_right(texts: list[str], above: list[list[str]], below: list[list[str]]) -> None:
    """Fill blanks of a header row with the group's title to their left, in place, under the same higher groups."""
    source: int | None = None
    for column, text in enumerate(texts):
        if text:
            source = column if any(row[column] for row in below) else None
        elif source is not None:
            same_group = all(row[column] == row[source] for row in above)
            if same_group and any(row[column] for row in below):
                texts[column] = texts[source]
            else:
                source = None


def _joined(parts: Sequence[str]) -> str:
    said: list[str] = []
    for part in parts:
        if part and part not in said:
            said.append(part)
    return _SEPARATOR.join(said)


def _first_header_row(sheet: Sheet) -> int | None:
    for row, cells in enumerate(sheet.rows[:_LOOKED_AT], start=1):
        words = {cell.text for cell in cells if not cell.is_empty and not _is_value(cell)}
        if all(_PLACEHOLDER.fullmatch(word) for word in words):
            continue
        filled = [cell for cell in cells if not cell.is_empty and cell.merged_from is None]
        if len(words) >= min(2, sheet.width) and 2 * sum(not _is_value(cell) for cell in filled) > len(filled):
            return row
    return None


def _is_value(cell: Cell) -> bool:
    """A number, day or state rather than a word; a year may well be a column's title."""
    if _YEAR.fullmatch(cell.text):
        return False
    return cell.angka is not None or cell.tanggal is not None or bool(_NUMERIC.fullmatch(cell.text))


def _is_numbering(cells: Sequence[Cell]) -> bool:
    """1, 2, 3, "13 = 9 + 10": the numbers of the columns, as official forms print them."""
    return (
        len(cells) > 1 and all(_NUMBERING.fullmatch(cell.text) for cell in cells) and cells[0].text.strip("()") == "1"
    )


def _continues(sheet: Sheet, header: Sequence[int], cells: Sequence[Cell]) -> bool:
    """Whether every cell of this row stands under a group or a blank of the header so far, or repeats it by merging."""
    return all(_under_group(sheet, header, cell) for cell in cells) and any(
        sheet.at(header[-1], cell.column).text != cell.text for cell in cells
    )


def _under_group(sheet: Sheet, header: Sequence[int], cell: Cell) -> bool:
    above = [sheet.at(row, cell.column) for row in header]
    if cell.merged_from is not None and any(other.text == cell.text for other in above):
        return True
    if _is_value(cell):
        return False
    if all(other.is_empty for other in above):
        return True
    last = next(other for other in reversed(above) if not other.is_empty)
    return sum(1 for column in _span(sheet, last) if not sheet.at(cell.row, column).is_empty) > 1


def _span(sheet: Sheet, title: Cell) -> range:
    """The columns of a group: its merged cells and the blanks to its right."""
    start = position(title.merged_from)[1] if title.merged_from else title.column
    end = title.column + 1
    while end <= sheet.width:
        right = sheet.at(title.row, end)
        if not right.is_empty and right.merged_from != address(title.row, start):
            break
        end += 1
    return range(start, end)
