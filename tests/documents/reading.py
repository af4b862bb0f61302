"""What the renderers' tests look for, and how they read the files back."""

import io
import re
from collections.abc import Iterator

import docx
import pypdf

from sakip.documents import layout, text
from sakip.documents.model import (
    BulletList,
    Callout,
    Cell,
    Cover,
    Document,
    Heading,
    Item,
    KeyValue,
    Letterhead,
    NumberedList,
    Paragraph,
    SignatureBlock,
    Table,
)

HOSTILE = [
    "#import",
    '#import "/etc/passwd"',
    "#panic()",
    "$x^2$",
    "*tebal*",
    "_miring_",
    "\\",
    "\\u{41}",
    "<label>",
    "@ref",
    "[kurung]",
    "// komentar",
    "= judul",
    "`raw`",
    "<script>alert(1)</script>",
    "&amp;",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "{{ x }}",
    "~",
    "--",
]
LONG = "Pertanggungjawaban" * 12


def bare(words: str) -> str:
    """Without white space and zero-width places: line breaks on paper are no content."""
    return re.sub(r"[\s\u200b]+", "", words)


def pdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for paragraph in document.element.body.iter()
        if paragraph.tag.endswith("}p")
    )


def items_of(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield from (span.text for span in item.spans)
        yield from items_of(item.children)


def table_texts(table: Table) -> Iterator[str]:
    for placed in layout.positions(table.header):
        yield from (str(cell.value) for _, cell in placed if cell.value is not None)
    for placed in layout.positions((*table.rows, *table.totals)):
        for x, cell in placed:
            written = text.write_cell(cell, table.columns[x])
            yield from (written.text, written.reason, written.status)
    yield from (text.caption_of(table), table.source, table.note)


def contents_of(document: Document) -> Iterator[str]:  # noqa: C901, PLR0912  # one line per kind of block
    """Every piece of text that a reader must find."""
    for block in document.blocks:
        match block:
            case Heading():
                yield from (block.number, block.text)
            case Paragraph() | Callout():
                yield from (span.text for span in block.spans)
            case BulletList() | NumberedList():
                yield from items_of(block.items)
            case Table():
                yield from table_texts(block)
            case KeyValue():
                for entry in block.entries:
                    yield entry.label
                    match entry.content:
                        case Cell():
                            written = text.write_cell(entry.content)
                            yield from (written.text, written.reason, written.status)
                        case Paragraph():
                            yield from (span.text for span in entry.content.spans)
                        case listed:
                            yield from items_of(listed.items)
            case SignatureBlock():
                for signer in block.signers:
                    yield from (signer.role, signer.jabatan, signer.name, signer.rank, signer.nip)
            case Letterhead():
                yield from (*block.lines, *block.address)
            case Cover():
                yield from (*block.title, *block.instansi, block.year, block.status)
            case _:
                yield getattr(block, "caption", "")


def missing_from(found: str, document: Document) -> list[str]:
    """The pieces of the document that are not in the text found."""
    whole = bare(found)
    return [piece for piece in contents_of(document) if bare(piece) not in whole]
