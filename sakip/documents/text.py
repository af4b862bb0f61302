"""What every renderer writes the same way: cells in Indonesian notation, labels, text that every format allows."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from sakip.arithmetic.notation import format_date, format_number, format_percent, format_rupiah
from sakip.documents.model import (
    Align,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Image,
    Missing,
    Paragraph,
    Span,
    Table,
    TableOfContents,
    Tone,
)

LABELS: Final = {Table: "Tabel", Chart: "Gambar", Image: "Gambar"}

# One palette for paper, screen and workbook; every pair of ink on white is at least 4.5:1.
INK: Final = "#1B1F24"
NAVY: Final = "#1B3A63"
RULE: Final = "#9AA7B5"
HEAD_FILL: Final = "#E6ECF3"
GROUP_FILL: Final = "#F3F5F8"
GREY: Final = "#5B6570"
TONES: Final[dict[Tone, str]] = {
    "neutral": GREY,
    "info": "#1F4E8C",
    "good": "#1B6E3C",
    "warning": "#8A5A00",
    "bad": "#A4262C",
}

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters and lone surrogates (XML and PDF refuse them), composed, tabs as spaces."""
    if text.isascii() and text.isprintable():  # most texts, and thousands of cells
        return text
    return _FORBIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")))


def announces(block: Paragraph) -> bool:
    """Whether the words end with a colon, so that they stay with the list or table that follows."""
    return bool(block.spans) and block.spans[-1].text.rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell in words. `reason` belongs to a missing value; `status` is the word beside the value."""

    text: str
    reason: str = ""
    status: str = ""
    align: Align = "left"
    missing: bool = False

    @property
    def whole(self) -> str:
        """All of it in one string."""
        reason = f"({self.reason})" if self.reason else ""
        return " ".join(part for part in (self.text, reason, self.status) if part)


def write_cell(cell: Cell, column: Column | None = None) -> Written:
    """The cell as it is printed in this column. Raises TypeError for a value that does not fit the kind."""
    column = column or Column("")
    # Words that run over several columns are a heading or a label, whatever the first of the columns holds.
    across = cell.colspan > 1 and isinstance(cell.value, str)
    align = cell.align or ("left" if across else column.alignment)
    if isinstance(cell.value, Missing):
        reason = clean(cell.value.reason)
        return Written(
            clean(cell.value.words), reason, clean(cell.status), align="left" if reason else align, missing=True
        )
    return Written(_value_text(cell, column), "", clean(cell.status), align)


def _value_text(cell: Cell, column: Column) -> str:
    kind = cell.kind or column.kind
    places = column.places if cell.places is None else cell.places
    match cell.value:
        case None:
            return ""
        case str(text):
            return clean(text)
        case date() as day:
            return format_date(day)
        case Decimal() | int() as number if not isinstance(number, bool):
            return _number_text(number, kind, places)
    message = f"A cell may not hold {type(cell.value).__name__}."
    raise TypeError(message)


def _number_text(number: Decimal | int, kind: str, places: int | None) -> str:
    if kind == "rupiah":
        if number != int(number):
            message = f"Money is whole rupiah, not {number}."
            raise TypeError(message)
        return format_rupiah(int(number))
    exact = Decimal(number)
    if kind == "percent":
        return format_percent(exact, places=places)
    if kind == "integer":
        return format_number(exact, places=0)
    # A bare int in a text column is a count or a number of order: no decimals are invented for it.
    return format_number(exact, places=0 if kind == "text" and isinstance(number, int) else places)


def label_of(block: Table | Chart | Image | Heading) -> str:
    """ "Tabel 3.1", "Gambar 2", or a heading's number."""
    if isinstance(block, Heading):
        return clean(block.number)
    return clean(f"{LABELS[type(block)]} {block.number}".strip()) if block.caption or block.number else ""


def caption_of(block: Table | Chart | Image) -> str:
    """Label and caption in one line; empty when there is neither."""
    return " ".join(part for part in (label_of(block), clean(block.caption)) if part)


def heading_text(heading: Heading) -> str:
    """Number and text in one line."""
    return " ".join(part for part in (clean(heading.number), clean(heading.text)) if part)


def numbered(document: Document) -> Document:
    """The document with its captions numbered by chapter ("3.1") and its empty references written.

    A chapter is a heading of level 1 that has a number; before the first, captions count without chapter. A number that
    is already there stays. Call it once, before freezing.
    """
    chapter = 0
    counts: dict[str, int] = {}
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1 and block.number:
            chapter, counts = chapter + 1, {}
        if isinstance(block, Table | Chart | Image) and block.caption and not block.number:
            label = LABELS[type(block)]
            counts[label] = counts.get(label, 0) + 1
            number = f"{chapter}.{counts[label]}" if chapter else str(counts[label])
            blocks.append(replace(block, number=number))
        else:
            blocks.append(block)
    labels = {b.key: label_of(b) for b in blocks if isinstance(b, Table | Chart | Image | Heading) and b.key}
    return replace(document, blocks=tuple(_with_labels(block, labels) for block in blocks))


def _with_labels(block: Block, labels: dict[str, str]) -> Block:
    if not isinstance(block, Paragraph) or not any(span.ref and not span.text for span in block.spans):
        return block
    return replace(block, spans=tuple(_with_label(span, labels) for span in block.spans))


def _with_label(span: Span, labels: dict[str, str]) -> Span:
    return replace(span, text=labels.get(span.ref, "")) if span.ref and not span.text else span


def contents(block: TableOfContents, document: Document) -> list[tuple[int, str, int]]:
    """What a table of contents lists: index in `document.blocks`, words, level."""
    found: list[tuple[int, str, int]] = []
    for index, other in enumerate(document.blocks):
        match block.of, other:
            case "headings", Heading() if other.in_contents and other.level <= block.depth:
                found.append((index, heading_text(other), other.level))
            case ("tables", Table() as captioned) | ("figures", (Chart() | Image()) as captioned):
                found += [(index, caption_of(captioned), 1)] if caption_of(captioned) else []
    return found
