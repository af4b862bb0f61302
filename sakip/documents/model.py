"""The neutral document: what a report says, before anyone decides how it looks.

A component builds a `Document` from dataclasses; `pdf`, `word`, `html` and `xlsx` draw it; `canonical` turns it into
JSON and back. Every class is frozen and holds plain values only, so that it can be hashed, stored and drawn again.

Numbers stay numbers (`Decimal`, `int`, `date`) until a renderer writes them with `sakip.arithmetic.notation`. What is
not known is a `Missing` with words and a reason, never 0 and never an empty cell. `None` is a cell blank on purpose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["text", "number", "percent", "rupiah", "date", "integer"]
Align = Literal["left", "center", "right"]
Tone = Literal["neutral", "info", "good", "warning", "bad"]
PageSize = Literal["A4", "A3", "F4"]
Orientation = Literal["portrait", "landscape"]
Numbering = Literal["none", "roman", "arabic"]


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is not there, in words: "belum tersedia", "belum diisi", "tidak berlaku"; `reason` says why."""

    words: str = "belum tersedia"
    reason: str = ""


Value = Decimal | int | str | date | Missing | None


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `ref` is the `key` of a heading, table or picture; `numbered` fills empty text with its label."""

    text: str
    bold: bool = False
    italic: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `kind`, `places` and `align` override the column's.

    `places` is the number of decimals printed; None takes the column's. `status` is a word printed after the value
    ("Tercapai"), coloured by `tone`; the colour never stands alone.
    """

    value: Value = None
    kind: Kind | None = None
    places: int | None = None
    align: Align | None = None
    colspan: int = 1
    rowspan: int = 1
    bold: bool = False
    italic: bool = False
    indent: int = 0
    status: str = ""
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` is about its characters (None: by its content); `places` None prints all digits."""

    title: str
    kind: Kind = "text"
    width: int | None = None
    align: Align | None = None
    places: int | None = 2

    @property
    def alignment(self) -> Align:
        """Numbers stand right, dates in the middle, text left, unless the column says otherwise."""
        if self.align is not None:
            return self.align
        return {"text": "left", "date": "center"}.get(self.kind, "right")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells. `group` is a heading inside the table, `total` a sum below it."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (Bab) to 4. `number` is printed before the text as given: "BAB I", "A.", "1.1"."""

    level: int
    text: str
    number: str = ""
    key: str = ""
    in_contents: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, justified as government reports are unless `align` says otherwise."""

    spans: tuple[Span, ...]
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with the items below it."""

    spans: tuple[Span, ...]
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """`style` is the first number as printed: "1." or "a."; items below alternate."""

    items: tuple[Item, ...]
    style: Literal["1.", "a."] = "1."


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Without `header_rows` the column titles are the header; it is repeated on every page.

    `number` is printed as "Tabel <number>" before the caption and is filled by `numbered`; `source` and `note` stand
    below.
    Cells hidden under a rowspan or colspan are left out of their row, as in HTML.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header_rows: tuple[Row, ...] = ()
    totals: tuple[Row, ...] = ()
    caption: str = ""
    number: str = ""
    source: str = ""
    note: str = ""
    key: str = ""

    @property
    def header(self) -> tuple[Row, ...]:
        return self.header_rows or (Row(tuple(Cell(column.title) for column in self.columns)),)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a KeyValue: "Nama : ..." or, in a Keputusan, "Menimbang : a. bahwa ..."."""

    label: str
    content: Cell | Paragraph | BulletList | NumberedList


@dataclass(frozen=True, slots=True)
class KeyValue:
    """Labels and their values with a colon between, without rules."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: PNG, JPEG or SVG bytes, and words for those who cannot see it. `width_mm` None: its natural width."""

    data: bytes
    alt: str
    width_mm: int | None = None
    caption: str = ""
    number: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification (Decimals inside), its description in words, and the table of the same data.

    `data` is printed below the chart in HTML only; on paper the report prints the table itself where it wants it.
    """

    spec: Mapping[str, Any]
    alt: str
    data: Table | None = None
    caption: str = ""
    number: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: `role` ("Pihak Pertama,"), `jabatan`, then space, `name`, `rank` (pangkat/golongan) and `nip`."""

    name: str
    jabatan: str = ""
    nip: str = ""
    role: str = ""
    rank: str = ""

    @property
    def blank(self) -> bool:
        """Dots in place of a name, which is written in by hand and carries no underline of its own."""
        return not self.name.strip("….( )")


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One signer stands at the right; two stand side by side, the first one left. `signed_on` None leaves dots."""

    signers: tuple[Signer, ...]
    place: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop instansi: lines growing more important downwards, the address, the double rule below.

    `color` is that of the rule as "#RRGGBB"; empty is ink.
    """

    lines: tuple[str, ...]
    address: tuple[str, ...] = ()
    emblem: Image | None = None
    color: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover page: emblem, title, instansi, year, and words such as "DRAF" in `status`. Starts and ends a page."""

    title: tuple[str, ...]
    instansi: tuple[str, ...]
    year: str = ""
    emblem: Image | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Daftar isi, daftar tabel or daftar gambar with page numbers."""

    title: str = "Daftar Isi"
    depth: int = 3
    of: Literal["headings", "tables", "figures"] = "headings"


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """A new page of this size; `numbering` says how its pages are numbered, `restart` begins again at 1 (or i)."""

    size: PageSize = "A4"
    orientation: Orientation = "portrait"
    numbering: Numbering = "arabic"
    restart: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed note; its title says in words what the tone shows in colour."""

    spans: tuple[Span, ...]
    title: str = ""
    tone: Tone = "info"


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | KeyValue
    | Image
    | Chart
    | SignatureBlock
    | Letterhead
    | Cover
    | TableOfContents
    | PageBreak
    | SectionBreak
    | Callout
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `page` is how it begins; `footer` stands small on every page (version, status, seal)."""

    title: str
    blocks: tuple[Block, ...]
    subject: str = ""
    instansi: str = ""
    language: str = "id"
    author: str = ""
    footer: str = ""
    page: SectionBreak = field(default_factory=SectionBreak)


def spans(*parts: str | Span) -> tuple[Span, ...]:
    """Text and spans mixed, as spans."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def paragraph(*parts: str | Span) -> Paragraph:
    return Paragraph(spans(*parts))


def cell(value: Value | Cell) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def row(*values: Value | Cell, kind: Literal["body", "group", "total"] = "body") -> Row:
    """A row from plain values and cells."""
    return Row(tuple(cell(value) for value in values), kind)


def items(*texts: str | Span | Item) -> tuple[Item, ...]:
    """List items from plain texts, spans and items."""
    return tuple(text if isinstance(text, Item) else Item(spans(text)) for text in texts)


def key_values(pairs: Iterable[tuple[str, Value | Cell | Paragraph | BulletList | NumberedList]]) -> KeyValue:
    """Labels and plain values as a KeyValue."""
    return KeyValue(
        tuple(
            Entry(label, value if isinstance(value, (Paragraph, BulletList, NumberedList)) else cell(value))
            for label, value in pairs
        )
    )
