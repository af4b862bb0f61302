"""A neutral document as PDF/A-2a, drawn by Typst. The document travels as JSON: user text is never Typst source."""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from sakip.arithmetic.notation import format_date
from sakip.documents import charts, layout, text
from sakip.documents.glyphs import breakable, spell_out
from sakip.documents.model import (
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Cover,
    Document,
    Heading,
    Image,
    Item,
    KeyValue,
    Letterhead,
    NumberedList,
    PageBreak,
    Paragraph,
    Row,
    SectionBreak,
    SignatureBlock,
    Span,
    Table,
    TableOfContents,
)
from sakip.documents.pictures import bundled_fonts, image_format

_TEMPLATE: Final = Path(__file__).parent / "report.typ"
_NUMBERING: Final = {"none": None, "roman": "i", "arabic": "1"}
_SHORT = 700  # characters: a cell that may not be cut by a page's end

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF, and the printed page number of each heading, table and picture by its index in `document.blocks`."""

    pdf: bytes
    page_numbers: Mapping[int, str]


def render_pdf(document: Document, *, at: datetime) -> bytes:
    """The document as a tagged PDF/A-2a. `at` is the only date inside, so the same document gives the same bytes."""
    return render_with_pages(document, at=at).pdf


def render_with_pages(document: Document, *, at: datetime) -> Rendered:
    """The PDF together with the page numbers that `word.render_docx` writes into its contents."""
    with tempfile.TemporaryDirectory(prefix="sakip-pdf-") as name:
        folder = Path(name)
        data = _Drawing(document, folder).data()
        (folder / "document.json").write_text(json.dumps(data), encoding="utf-8")
        (folder / "main.typ").write_bytes(_TEMPLATE.read_bytes())
        compiler = typst.Compiler(
            folder / "main.typ", root=folder, ignore_system_fonts=True, font_paths=bundled_fonts()
        )
        pdf = compiler.compile(format="pdf", pdf_standards="a-2a", timestamp=at.replace(microsecond=0))
        places = json.loads(compiler.query("<place>", field="value"))
    if not isinstance(pdf, bytes):
        message = "Typst gave no single PDF."
        raise TypeError(message)
    return Rendered(pdf, {place["block"]: place["page"] for place in places})


def _plain(words: str) -> str:
    return spell_out(text.clean(words))


def _words(words: str) -> str:
    return breakable(_plain(words))


class _Drawing:
    """The document as the JSON that `report.typ` reads; pictures are laid beside it as files named by their content."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document = document
        self.folder = folder
        self.page = document.page
        # A link to a key that no block has would stop the compiler.
        self.keys = {b.key for b in document.blocks if isinstance(b, Heading) and b.key} | {
            b.key for b in document.blocks if isinstance(b, Table | Chart | Image) and b.key and text.caption_of(b)
        }

    def data(self) -> Data:
        document = self.document
        return {
            "title": _plain(document.title),
            "running_title": _plain(document.title),
            "author": _plain(document.author or document.instansi),
            "subject": _plain(document.subject),
            "instansi": _plain(document.instansi),
            "footer": _plain(document.footer),
            "language": document.language,
            "palette": {
                "ink": text.INK,
                "navy": text.NAVY,
                "rule": text.RULE,
                "head": text.HEAD_FILL,
                "group": text.GROUP_FILL,
                "grey": text.GREY,
                **text.TONES,
            },
            "sections": self._sections(),
        }

    def _sections(self) -> list[Data]:
        sections = [self._section(self.document.page)]
        previous: Block | None = None
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, SectionBreak):
                self.page = block
                sections.append(self._section(block))
            elif isinstance(block, Cover):
                sections.append({**self._section(SectionBreak(self.page.size, numbering="none")), "bare": True})
                sections[-1]["blocks"].append(self._block(index, block))
                sections.append(self._section(self.page))
            else:
                # A chapter starts a page; below a letterhead the heading is the title of that very page.
                if isinstance(block, Heading) and block.level == 1 and not isinstance(previous, Letterhead):
                    sections[-1]["blocks"].append({"kind": "newpage"})
                drawn = sections[-1]["blocks"]
                if isinstance(block, SignatureBlock) and drawn and drawn[-1]["kind"] != "signed":
                    drawn.append(_signed(previous, drawn.pop(), self._block(index, block)))
                else:
                    drawn.append(self._block(index, block))
            previous = block
        return [section for section in sections if section["blocks"]] or sections[:1]

    def _section(self, page: SectionBreak) -> Data:
        width, height = layout.page_size(page)
        return {
            "width": width,
            "height": height,
            "margins": layout.MARGINS,
            "numbering": _NUMBERING[page.numbering],
            "restart": page.restart,
            "bare": False,
            "blocks": [],
        }

    def _block(self, index: int, block: Block) -> Data:  # noqa: C901, PLR0911  # one line per kind of block
        match block:
            case Heading():
                return self._heading(index, block)
            case Paragraph() | BulletList() | NumberedList():
                return self._simple(block)
            case Table():
                return self._table(index, block)
            case KeyValue():
                entries = [{"label": _words(e.label), "content": self._simple(e.content)} for e in block.entries]
                return {"kind": "entries", "entries": entries}
            case Image():
                return self._captioned(index, block) | self._picture(block) | {"width_mm": block.width_mm}
            case Chart():
                return self._captioned(index, block) | self._chart(block)
            case SignatureBlock():
                return _signatures(block)
            case Letterhead():
                emblem = self._picture(block.emblem) if block.emblem else None
                return {
                    "kind": "letterhead",
                    "lines": [_words(line) for line in block.lines],
                    "address": [_words(line) for line in block.address],
                    "emblem": emblem,
                    "color": block.color or text.INK,
                }
            case Cover():
                return {
                    "kind": "cover",
                    "title": [_words(line) for line in block.title],
                    "instansi": [_words(line) for line in block.instansi],
                    "year": _words(block.year),
                    "status": _words(block.status),
                    "emblem": self._picture(block.emblem) if block.emblem else None,
                }
            case TableOfContents():
                return {"kind": "contents", "title": _words(block.title), "depth": block.depth, "of": block.of}
            case PageBreak() | SectionBreak():
                return {"kind": "newpage"}
            case Callout():
                return {
                    "kind": "callout",
                    "title": _words(block.title),
                    "tone": block.tone,
                    "spans": self._spans(block.spans),
                }

    def _heading(self, index: int, block: Heading) -> Data:
        return {
            "kind": "heading",
            "index": index,
            "level": block.level,
            "number": _words(block.number),
            "text": _words(block.text),
            "outlined": block.in_contents,
            "label": self._label(block.key),
        }

    def _label(self, key: str) -> str | None:
        # Hashed: a label may hold only some characters, a key may hold any.
        return "k" + hashlib.sha256(key.encode(errors="replace")).hexdigest()[:20] if key in self.keys else None

    def _spans(self, spans: tuple[Span, ...]) -> list[Data]:
        return [
            {"text": _words(s.text), "bold": s.bold, "italic": s.italic, "target": self._label(s.ref)} for s in spans
        ]

    def _items(self, items: tuple[Item, ...]) -> list[Data]:
        return [{"spans": self._spans(item.spans), "children": self._items(item.children)} for item in items]

    def _simple(self, block: Paragraph | BulletList | NumberedList | Cell) -> Data:
        match block:
            case Paragraph():
                return {"kind": "paragraph", "spans": self._spans(block.spans), "align": block.align}
            case BulletList():
                return {"kind": "bullets", "items": self._items(block.items), "style": ""}
            case NumberedList():
                return {"kind": "numbers", "items": self._items(block.items), "style": block.style}
            case Cell():
                return {"kind": "cell", **_cell_data(block, text.write_cell(block))}

    def _captioned(self, index: int, block: Table | Chart | Image) -> Data:
        return {"index": index, "caption": _words(text.caption_of(block)), "label": self._label(block.key)}

    def _table(self, index: int, table: Table) -> Data:
        sizes = layout.table_layout(table, layout.text_width(self.page))
        below = [("Sumber: " + table.source) if table.source else "", table.note]
        return self._captioned(index, table) | {
            "kind": "table",
            "widths": [round(width, 2) for width in sizes.widths],
            "font_size": sizes.font_size,
            "padding": sizes.padding,
            "whole": layout.is_short(table),
            "header": _rows(table, table.header, sizes, header=True),
            "rows": _rows(table, (*table.rows, *table.totals), sizes, header=False),
            "below": [_words(line) for line in below if line],
        }

    def _picture(self, image: Image) -> Data:
        return {"kind": "picture", "alt": _plain(image.alt), "file": self._file(image.data, image_format(image.data))}

    def _chart(self, chart: Chart) -> Data:
        drawing = charts.drawing(chart.spec)
        return {
            "kind": "picture",
            "alt": _plain(chart.alt),
            "file": self._file(drawing.encode(), "svg"),
            "width_mm": charts.width_mm(drawing, layout.text_width(self.page)),
        }

    def _file(self, content: bytes, extension: str) -> str:
        name = f"{hashlib.sha256(content).hexdigest()[:24]}.{extension}"
        (self.folder / name).write_bytes(content)
        return name


def _rows(table: Table, rows: tuple[Row, ...], sizes: layout.TableLayout, *, header: bool) -> list[Data]:
    drawn = []
    for row, placed in zip(rows, layout.positions(rows), strict=True):
        cells = []
        for x, cell in placed:
            written = text.Written(text.clean(str(cell.value or "")), align=cell.align or "center") if header else None
            written = written or text.write_cell(cell, table.columns[x])
            data = _cell_data(cell, written) | {"x": x, "valign": "horizon" if header else "top", "pad": sizes.padding}
            if sizes.tight:
                data["text"] = " ".join("\u200b".join(layout.code_parts(word)) for word in data["text"].split(" "))
            data["bold"] = cell.bold or header or row.kind != "body"
            cells.append(data)
        drawn.append({"kind": "header" if header else row.kind, "cells": cells})
    return drawn


def _cell_data(cell: Cell, written: text.Written) -> Data:
    return {
        "text": _words(written.text),
        "reason": _words(written.reason),
        "status": _words(written.status),
        "missing": written.missing,
        "align": written.align,
        "tone": cell.tone,
        "bold": cell.bold,
        "italic": cell.italic,
        "indent": cell.indent,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "breakable": len(written.whole) > _SHORT,
    }


def _signed(before: Block | None, drawn: Data, signatures: Data) -> Data:
    """A signature with the block before it, whose end it is not parted from: of a table its last rows."""
    held = layout.held_rows(before) if isinstance(before, Table) else 0
    return {"kind": "signed", "before": drawn, "signatures": signatures, "held": held, "top": layout.MARGINS[0]}


def _signatures(block: SignatureBlock) -> Data:
    signed_on = format_date(block.signed_on) if block.signed_on else "……………………"
    signers = [
        {
            "role": _words(signer.role),
            "jabatan": _words(signer.jabatan),
            "name": _words(signer.name),
            "blank": signer.blank,
            "rank": _words(signer.rank),
            "nip": f"NIP {_words(signer.nip)}" if signer.nip else "",
        }
        for signer in block.signers
    ]
    place_date = f"{_words(block.place)}, {signed_on}" if block.place else ""
    return {"kind": "signatures", "place_date": place_date, "signers": signers}
