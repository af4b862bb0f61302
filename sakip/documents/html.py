"""A neutral document as an HTML fragment for preview: semantic, escaped, classes only (the CSP allows no style)."""

import base64
from collections.abc import Iterable
from html import escape
from typing import Final

from sakip.arithmetic.notation import format_date
from sakip.documents import charts, layout, text
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
    Signer,
    Span,
    Table,
    TableOfContents,
)
from sakip.documents.pictures import image_format

_MEDIA: Final = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


def render_html(document: Document) -> str:
    """The whole document in one `<article>`; headings begin at h2, because the page around it has its h1."""
    parts = (_block(index, block, document) for index, block in enumerate(document.blocks))
    return f'<article class="dokumen" lang="{_(document.language)}">{"".join(parts)}</article>'


def _(words: str) -> str:
    return escape(text.clean(words), quote=True)


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(_(line) for line in lines if line)


def _block(index: int, block: Block, document: Document) -> str:  # noqa: C901, PLR0911, PLR0912  # one line per block
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            number = f'<span class="dokumen-nomor">{_(block.number)}</span> ' if block.number else ""
            return f'<h{level} id="{_anchor(index)}">{number}{_(block.text)}</h{level}>'
        case Paragraph():
            align = f' class="dokumen-{block.align}"' if block.align else ""
            return f"<p{align}>{_spans(block.spans, document)}</p>"
        case BulletList() | NumberedList():
            return _list(block, document)
        case Table():
            return render_table(block, anchor=_anchor(index))
        case KeyValue():
            rows = "".join(f"<dt>{_(e.label)}</dt><dd>{_content(e.content, document)}</dd>" for e in block.entries)
            return f'<dl class="dokumen-pasangan">{rows}</dl>'
        case Image():
            return _figure(index, _image(block), text.caption_of(block))
        case Chart():
            data = f"<details><summary>Data grafik</summary>{render_table(block.data)}</details>" if block.data else ""
            return _figure(index, charts.svg(block.spec, alt=block.alt), text.caption_of(block), data)
        case SignatureBlock():
            return _signatures(block)
        case Letterhead():
            return _letterhead(block)
        case Cover():
            emblem = _image(block.emblem) if block.emblem else ""
            lines = (_lines(block.title), _(block.year), _(block.status), _lines(block.instansi))
            return (
                f'<header class="dokumen-sampul">{emblem}{"".join(f"<p>{line}</p>" for line in lines if line)}</header>'
            )
        case TableOfContents():
            return _contents(block, document)
        case PageBreak() | SectionBreak():
            return '<hr class="dokumen-halaman">'
        case Callout():
            title = f"<strong>{_(block.title)}</strong>" if block.title else ""
            words = f"<p>{_spans(block.spans, document)}</p>"
            return f'<aside class="dokumen-catatan nada-{block.tone}">{title}{words}</aside>'


def _letterhead(block: Letterhead) -> str:
    emblem = _image(block.emblem) if block.emblem else ""
    *above, last = block.lines
    lines = "".join(f"<span>{_(line)}</span>" for line in above) + f"<strong>{_(last)}</strong>"
    address = f"<p>{_lines(block.address)}</p>" if block.address else ""
    # Drawn: the page's policy allows no style of an element's own.
    color = _(block.color or text.INK)
    rule = (
        '<svg class="dokumen-garis" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="M0 1h100" stroke="{color}" stroke-width="2"/><path d="M0 3.5h100" stroke="{color}"/></svg>'
    )
    return f'<header class="dokumen-kop">{emblem}<p>{lines}</p>{address}{rule}</header>'


def _anchor(index: int) -> str:
    return f"blok-{index}"


def _spans(spans: tuple[Span, ...], document: Document) -> str:
    keys = (
        {getattr(b, "key", ""): _anchor(i) for i, b in enumerate(document.blocks)} if any(s.ref for s in spans) else {}
    )
    return "".join(_span(span, keys) for span in spans)


def _span(span: Span, keys: dict[str, str]) -> str:
    words = _(span.text).replace("\n", "<br>")
    words = f"<strong>{words}</strong>" if span.bold else words
    words = f"<em>{words}</em>" if span.italic else words
    return f'<a href="#{keys[span.ref]}">{words}</a>' if span.ref and span.ref in keys else words


def _list(block: BulletList | NumberedList, document: Document) -> str:
    style = block.style if isinstance(block, NumberedList) else ""

    def nested(items: tuple[Item, ...], style: str) -> str:
        following = {"1.": "a.", "a.": "1."}.get(style, "")
        rows = "".join(
            f"<li>{_spans(item.spans, document)}{nested(item.children, following) if item.children else ''}</li>"
            for item in items
        )
        if not style:
            return f"<ul>{rows}</ul>"
        return f'<ol type="{style[0]}">{rows}</ol>'

    return nested(block.items, style)


def _content(content: Cell | Paragraph | BulletList | NumberedList, document: Document) -> str:
    match content:
        case Cell():
            return _written(content, text.write_cell(content))
        case Paragraph():
            return _spans(content.spans, document)
        case _:
            return _list(content, document)


def render_table(table: Table, *, anchor: str = "") -> str:
    """One table with its caption, source and note; also used beside a chart on a page."""
    caption = f"<caption>{_(text.caption_of(table))}</caption>" if text.caption_of(table) else ""
    head = "".join(_row(table, row, cells, "th") for row, cells in _placed(table.header))
    body = "".join(_row(table, row, cells, "td") for row, cells in _placed((*table.rows, *table.totals)))
    below = [f"Sumber: {table.source}" if table.source else "", table.note]
    foot = "".join(f'<p class="dokumen-sumber">{_(line)}</p>' for line in below if line)
    identity = f' id="{anchor}"' if anchor else ""
    grid = f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>"
    return f'<div class="dokumen-tabel"{identity} tabindex="0" role="group">{grid}{foot}</div>'


def _placed(rows: tuple[Row, ...]) -> Iterable[tuple[Row, list[tuple[int, Cell]]]]:
    return zip(rows, layout.positions(rows), strict=True)


def _row(table: Table, row: Row, cells: list[tuple[int, Cell]], tag: str) -> str:
    drawn = "".join(_cell(table, row, x, cell, tag) for x, cell in cells)
    kind = "" if tag == "th" or row.kind == "body" else f' class="baris-{row.kind}"'
    return f"<tr{kind}>{drawn}</tr>"


def _cell(table: Table, row: Row, x: int, cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    if tag == "th":
        scope = "colgroup" if cell.colspan > 1 else "col"
        return f'<th scope="{scope}"{spans}>{_(str(cell.value or ""))}</th>'
    written = text.write_cell(cell, table.columns[x])
    words = _written(cell, written)
    if row.kind != "body" and isinstance(cell.value, str):
        words = f"<strong>{words}</strong>"
    classes = f"rata-{written.align}" + (f" indentasi-{min(cell.indent, 5)}" if cell.indent else "")
    return f'<td class="{classes}"{spans}>{words}</td>'


def _written(cell: Cell, written: text.Written) -> str:
    words = _(written.text).replace("\n", "<br>")
    if written.missing:
        words = f'<span class="nilai-tiada">{words}</span>'
    words = f"<strong>{words}</strong>" if cell.bold else words
    words = f"<em>{words}</em>" if cell.italic else words
    reason = f'<small class="nilai-alasan">{_(written.reason)}</small>' if written.reason else ""
    status = f'<span class="status nada-{cell.tone}">{_(written.status)}</span>' if written.status else ""
    return " ".join(part for part in (words, reason, status) if part)


def _figure(index: int, picture: str, caption: str, after: str = "") -> str:
    words = f"<figcaption>{_(caption)}</figcaption>" if caption else ""
    return f'<figure class="dokumen-gambar" id="{_anchor(index)}">{picture}{words}{after}</figure>'


def _image(image: Image) -> str:
    # As data: a script inside an SVG does not run in an <img>, and the page's policy allows img-src data:.
    source = f"data:{_MEDIA[image_format(image.data)]};base64,{base64.b64encode(image.data).decode()}"
    return f'<img src="{source}" alt="{_(image.alt)}">'


def _signatures(block: SignatureBlock) -> str:
    signed_on = format_date(block.signed_on) if block.signed_on else "……………………"
    place = f'<p class="dokumen-tempat">{_(block.place)}, {signed_on}</p>' if block.place else ""
    return (
        f'<section class="dokumen-tanda-tangan">{place}{"".join(_signer(signer) for signer in block.signers)}</section>'
    )


def _signer(signer: Signer) -> str:
    nip = f"NIP {signer.nip}" if signer.nip else ""
    under = _lines((signer.rank, nip))
    return (
        f'<div class="penanda-tangan"><p>{_lines((signer.role, signer.jabatan))}</p>'
        f"<p><strong>{_(signer.name)}</strong>{f'<br>{under}' if under else ''}</p></div>"
    )


def _contents(block: TableOfContents, document: Document) -> str:
    entries = "".join(
        f'<li class="tingkat-{level}"><a href="#{_anchor(index)}">{_(words)}</a></li>'
        for index, words, level in text.contents(block, document)
    )
    title = f"<p><strong>{_(block.title)}</strong></p>"
    return f'<nav class="dokumen-isi" aria-label="{_(block.title)}">{title}<ul>{entries}</ul></nav>'
