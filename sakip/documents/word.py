"""A neutral document as DOCX for the people who must edit: real styles, repeated table headers, fields that update."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any, Final

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from sakip.arithmetic.notation import format_date
from sakip.documents import charts, layout, text, word_parts, word_styles, word_table
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
    SectionBreak,
    SignatureBlock,
    Signer,
    Span,
    Table,
    TableOfContents,
)
from sakip.documents.pictures import as_png, fitting_width

_LONGEST_PROPERTY: Final = 255  # characters; the format allows no more
ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def render_docx(document: Document, *, at: datetime, page_numbers: Mapping[int, str] | None = None) -> bytes:
    """The document as DOCX. `page_numbers` are those of the PDF (`pdf.render_with_pages`), for the contents.

    The same document gives the same core properties and parts; freeze the JSON, not this file.
    """
    writer = _Writer(document, page_numbers or {})
    writer.write()
    properties = writer.docx.core_properties
    properties.title = text.clean(document.title)[:_LONGEST_PROPERTY]
    properties.subject = text.clean(document.subject)[:_LONGEST_PROPERTY]
    author = text.clean(document.author or document.instansi)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.language = "id-ID" if document.language == "id" else document.language
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    buffer = BytesIO()
    writer.docx.save(buffer)
    return word_parts.with_fixed_times(buffer.getvalue(), at)


class _Writer:
    def __init__(self, document: Document, page_numbers: Mapping[int, str]) -> None:
        self.document = document
        self.page_numbers = page_numbers
        self.docx: Docx = docx.Document()
        word_styles.apply(self.docx, document.language)
        # Looked up once: python-docx searches the whole list of styles at every assignment.
        self.styles = {style.name: style.style_id for style in self.docx.styles}
        self.page = document.page
        self.ids = count(1)
        self.bookmarks = {
            index: f"_Toc{index:08d}"
            for index, block in enumerate(document.blocks)
            if isinstance(block, Heading | Table | Chart | Image)
        }
        self.by_key = {
            block.key: self.bookmarks[index]
            for index, block in enumerate(document.blocks)
            if isinstance(block, Heading | Table | Chart | Image) and block.key
        }

    def write(self) -> None:
        self._set_page(self.docx.sections[0], self.page)
        blocks = self.document.blocks
        for index, block in enumerate(blocks):
            previous = blocks[index - 1] if index else None
            self._block(index, block, previous)

    def _add(self, style: str, words: str = "", *, holder: Docx | _Cell | None = None) -> DocxParagraph:
        paragraph = (holder or self.docx).add_paragraph(words)
        self._style(paragraph, style)
        return paragraph

    def _style(self, paragraph: DocxParagraph, style: str) -> None:
        paragraph._p.get_or_add_pPr().style = self.styles[style]  # noqa: SLF001

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _block(self, index: int, block: Block, previous: Block | None) -> None:  # noqa: C901, PLR0912  # one line per block
        match block:
            case Heading():
                self._heading(index, block, previous)
            case Paragraph():
                paragraph = self.docx.add_paragraph()
                self._paragraph(paragraph, block)
                keep = text.announces(block) or isinstance(self._next(index), SignatureBlock)
                paragraph.paragraph_format.keep_with_next = keep or None
            case BulletList() | NumberedList():
                self._list(self.docx, block)
            case Table():
                self._table(index, block)
            case KeyValue():
                self._key_values(block, signed=isinstance(self._next(index), SignatureBlock))
            case Image():
                self._image(index, block)
            case Chart():
                self._chart(index, block)
            case SignatureBlock():
                self._signatures(block)
            case Letterhead():
                self._letterhead(block)
            case Cover():
                self._cover(index, block)
            case TableOfContents():
                self._contents(block)
            case PageBreak():
                if not isinstance(self._next(index), Heading | SectionBreak) or self._next_level(index) != 1:
                    self._add("Jarak").add_run().add_break(WD_BREAK.PAGE)
            case SectionBreak():
                if not isinstance(previous, Cover):
                    self.docx.add_section(WD_SECTION.NEW_PAGE)
                self.page = block
                self._set_page(self.docx.sections[-1], block)
            case Callout():
                self._callout(block)

    def _next(self, index: int) -> Block | None:
        return self.document.blocks[index + 1] if index + 1 < len(self.document.blocks) else None

    def _next_level(self, index: int) -> int:
        following = self._next(index)
        return following.level if isinstance(following, Heading) else 1

    def _heading(self, index: int, block: Heading, previous: Block | None) -> None:
        paragraph = self._add(f"Heading {min(block.level, 4)}")
        if block.level == 1 and index and not isinstance(previous, Letterhead | SectionBreak | Cover):
            paragraph.paragraph_format.page_break_before = True
        if not block.in_contents:
            word_parts.outline_level(paragraph, 9)
        with word_parts.bookmark(paragraph, self.bookmarks[index], next(self.ids)):
            if block.number:
                run = paragraph.add_run(text.clean(block.number) + ("" if block.level == 1 else "  "))
                if block.level == 1:
                    run.add_break()
            paragraph.add_run(text.clean(block.text))

    def _paragraph(self, paragraph: DocxParagraph, block: Paragraph) -> None:
        paragraph.alignment = ALIGN[block.align] if block.align else WD_ALIGN_PARAGRAPH.JUSTIFY
        self._runs(paragraph, block.spans)

    def _runs(self, paragraph: DocxParagraph, spans: tuple[Span, ...]) -> None:
        for span in spans:
            run = paragraph.add_run(text.clean(span.text))
            run.bold, run.italic = span.bold or None, span.italic or None
            if span.ref in self.by_key:
                word_parts.link(run, self.by_key[span.ref])

    def _list(self, holder: Docx | _Cell, block: BulletList | NumberedList, first: DocxParagraph | None = None) -> None:
        style = block.style if isinstance(block, NumberedList) else "•"
        number = word_parts.numbering(self.docx, style)

        def add(items: tuple[Item, ...], level: int) -> None:
            nonlocal first
            for item in items:
                paragraph = first or holder.add_paragraph()
                first = None
                self._style(paragraph, "List Paragraph")
                word_parts.number(paragraph, number, level)
                self._runs(paragraph, item.spans)
                add(item.children, min(level + 1, 8))

        add(block.items, 0)

    def _caption(self, index: int, block: Table | Chart | Image) -> None:
        caption = text.caption_of(block)
        if not caption:
            return
        paragraph = self._add("Caption")
        paragraph.paragraph_format.keep_with_next = isinstance(block, Table)
        with word_parts.bookmark(paragraph, self.bookmarks[index], next(self.ids)):
            paragraph.add_run(caption)

    def _table(self, index: int, table: Table) -> None:
        self._caption(index, table)
        sizes = layout.table_layout(table, layout.text_width(self.page))
        signed = isinstance(self._next(index), SignatureBlock)
        held = layout.held_rows(table) if signed else 0
        element = word_table.table_element(table, sizes, text.caption_of(table), held=held)
        self.docx.element.body.insert_element_before(element, "w:sectPr")
        lines = [f"Sumber: {table.source}" if table.source else "", table.note]
        below = [self._add("Sumber", text.clean(line)) for line in lines if line]
        for paragraph in (*below, self._add("Jarak")):
            paragraph.paragraph_format.keep_with_next = signed or None

    def _cell_runs(self, paragraph: DocxParagraph, cell: Cell) -> None:
        for index, part in enumerate(word_table.run_parts(cell, text.write_cell(cell), bold=False)):
            words, bold, italic, color = part
            if index:
                paragraph.add_run().add_break()
            run = paragraph.add_run(words)
            run.bold, run.italic = bold or None, italic or None
            if color:
                run.font.color.rgb = RGBColor.from_string(color[1:])

    def _key_values(self, block: KeyValue, *, signed: bool) -> None:
        longest = max((len(entry.label) for entry in block.entries), default=10)
        label = min(max(longest * 2.4 + 4, 20), 60)
        grid = self.docx.add_table(rows=len(block.entries), cols=3)
        word_parts.fix_widths(grid, (label, 5, layout.text_width(self.page) - label - 5))
        for row, entry in zip(grid.rows, block.entries, strict=True):
            for cell, words in zip(row.cells, (entry.label, ":"), strict=False):
                self._style(cell.paragraphs[0], "Isi Pasangan")
                cell.paragraphs[0].add_run(text.clean(words))
            self._content(row.cells[2], entry.content)
        gap = self._add("Jarak")
        if signed:
            last = [paragraph for cell in grid.rows[-1].cells for paragraph in cell.paragraphs]
            for paragraph in (*last, gap):
                paragraph.paragraph_format.keep_with_next = True

    def _content(self, target: _Cell, content: Cell | Paragraph | BulletList | NumberedList) -> None:
        first = target.paragraphs[0]
        self._style(first, "Isi Pasangan")
        match content:
            case Cell():
                self._cell_runs(first, content)
            case Paragraph():
                self._runs(first, content.spans)
            case _:
                self._list(target, content, first)

    def _picture(
        self, paragraph: DocxParagraph, content: bytes, alt: str, *, width: float = 0, height: float = 0
    ) -> None:
        size = {"width": Mm(width)} if width else {"height": Mm(height)}
        paragraph.add_run().add_picture(BytesIO(as_png(content)), **size)
        word_parts.alt_text(paragraph, text.clean(alt), next(self.ids))

    def _image(self, index: int, block: Image) -> None:
        paragraph = self._add("Gambar")
        self._picture(paragraph, block.data, block.alt, width=block.width_mm or layout.text_width(self.page))
        self._caption(index, block)

    def _chart(self, index: int, block: Chart) -> None:
        paragraph = self._add("Gambar")
        width = charts.width_mm(charts.drawing(block.spec), layout.text_width(self.page))
        paragraph.add_run().add_picture(BytesIO(charts.png(block.spec)), width=Mm(width))
        word_parts.alt_text(paragraph, text.clean(block.alt), next(self.ids))
        self._caption(index, block)

    def _signatures(self, block: SignatureBlock) -> None:
        signed_on = format_date(block.signed_on) if block.signed_on else "……………………"
        place_date = f"{text.clean(block.place)}, {signed_on}" if block.place else ""
        gap = self._add("Jarak").paragraph_format
        gap.space_before, gap.keep_with_next = Mm(5), True
        columns: list[Signer | None] = [None, *block.signers] if len(block.signers) == 1 else list(block.signers)
        width = layout.text_width(self.page) / 2
        for pair in (columns[i : i + 2] for i in range(0, len(columns), 2)):
            grid = self.docx.add_table(rows=2, cols=2)  # names in a row of their own: on one line under any post
            word_parts.fix_widths(grid, (width, width))
            for row in grid.rows:
                word_parts.keep_row(row)
            for cell in grid.rows[0].cells:  # and a signature is not parted from the post
                cell.paragraphs[0].paragraph_format.keep_with_next = True
            for x, signer in enumerate(pair):
                if signer:
                    self._signer_head(grid.cell(0, x), signer, place_date if x == 1 else "" if place_date else None)
                    self._signer_name(grid.cell(1, x), signer)
            place_date = ""

    def _signer_head(self, cell: _Cell, signer: Signer, place_date: str | None) -> None:
        above = [*([place_date] if place_date is not None else []), signer.role, signer.jabatan]
        first = cell.paragraphs[0]
        self._style(first, "Tanda Tangan")
        first.add_run("\n".join(text.clean(line) for i, line in enumerate(above) if line or i == 0))

    def _signer_name(self, cell: _Cell, signer: Signer) -> None:
        nip = f"NIP {signer.nip}" if signer.nip else ""
        name = cell.paragraphs[0]
        self._style(name, "Tanda Tangan")
        name.paragraph_format.space_before = Mm(22)
        run = name.add_run(text.clean(signer.name))
        run.bold = run.underline = not signer.blank
        for line in (line for line in (signer.rank, nip) if line):
            name.add_run("\n" + text.clean(line))

    def _letterhead(self, block: Letterhead) -> None:
        width = layout.text_width(self.page)
        grid = self.docx.add_table(rows=1, cols=3)
        side = 24 if block.emblem else 1
        word_parts.fix_widths(grid, (side, width - 2 * side, side))
        left, middle = grid.cell(0, 0), grid.cell(0, 1)
        if block.emblem:
            left.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            emblem_width = fitting_width(block.emblem.data, 22, 24)
            self._picture(left.paragraphs[0], block.emblem.data, block.emblem.alt, width=emblem_width)
        for index, line in enumerate(block.lines):
            paragraph = middle.paragraphs[0] if index == 0 else middle.add_paragraph()
            self._style(paragraph, "Kop")
            size = layout.letterhead_points(line, width - 2 * side, last=index == len(block.lines) - 1)
            paragraph.add_run(text.clean(line)).font.size = Pt(size)
        for line in block.address:
            self._add("Alamat Kop", holder=middle).add_run(text.clean(line))
        word_parts.rule_below(self._add("Jarak"), block.color or text.INK)

    def _cover(self, index: int, block: Cover) -> None:
        section = self.docx.sections[-1]
        if index:
            section = self.docx.add_section(WD_SECTION.NEW_PAGE)
        self._set_page(section, SectionBreak(self.page.size, numbering="none"), bare=True)
        if block.emblem:
            paragraph = self._add("Gambar")
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Mm(35), Mm(14)
            self._picture(paragraph, block.emblem.data, block.emblem.alt, height=34)
        title = self._add("Title", "\n".join(map(text.clean, block.title)))
        title.paragraph_format.space_before = Mm(0 if block.emblem else 60)
        for words, style in ((block.year, "Subtitle"), (block.status, "Status Sampul")):
            if words:
                self._add(style, text.clean(words))
        foot = self._add("Instansi Sampul", "\n".join(map(text.clean, block.instansi)))
        foot.paragraph_format.space_before = Mm(62)
        self.docx.add_section(WD_SECTION.NEW_PAGE)
        self._set_page(self.docx.sections[-1], self.page)

    def _callout(self, block: Callout) -> None:
        self._add("Jarak")
        grid = self.docx.add_table(rows=1, cols=1)
        word_parts.fix_widths(grid, (layout.text_width(self.page),))
        cell = grid.cell(0, 0)
        word_parts.shade(cell, text.GROUP_FILL)
        word_parts.left_bar(cell, text.TONES[block.tone])
        paragraph = cell.paragraphs[0]
        if block.title:
            run = paragraph.add_run(text.clean(block.title))
            run.bold, run.font.color.rgb = True, RGBColor.from_string(text.TONES[block.tone][1:])
            paragraph = cell.add_paragraph()
        self._runs(paragraph, block.spans)
        self._add("Jarak")

    # --- contents and pages -------------------------------------------------------------------------------------------

    def _contents(self, block: TableOfContents) -> None:
        """The field and, as its result, the contents with the page numbers of the PDF; Word can update it."""
        self._add("Judul Daftar", text.clean(block.title))
        entries = text.contents(block, self.document)
        paragraphs = []
        for index, words, level in entries:
            paragraph = self._add(f"TOC {level}" if block.of == "headings" else "table of figures")
            stop = Mm(layout.text_width(self.page))
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            run = paragraph.add_run(f"{words}\t{self.page_numbers.get(index, '')}")
            word_parts.link(run, self.bookmarks[index])
            paragraphs.append(paragraph)
        paragraphs = paragraphs or [self.docx.add_paragraph()]
        code = f'TOC \\o "1-{block.depth}" \\h \\z \\u' if block.of == "headings" else 'TOC \\h \\z \\t "Caption;1"'
        word_parts.field_around(paragraphs[0], paragraphs[-1], code)

    def _set_page(self, section: Any, page: SectionBreak, *, bare: bool = False) -> None:
        width, height = layout.page_size(page)
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.orientation = WD_ORIENT.LANDSCAPE if page.orientation == "landscape" else WD_ORIENT.PORTRAIT
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, layout.MARGINS)
        section.header_distance, section.footer_distance = Mm(16), Mm(12)
        word_parts.page_numbering(section, page.numbering, restart=page.restart)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        stop = Mm(layout.text_width(page))
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        header.clear()
        footer.clear()
        if bare:
            return
        for paragraph in (header, footer):
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
        header.add_run(f"{text.clean(self.document.instansi)}\t{text.clean(self.document.title)}")
        footer.add_run(f"{text.clean(self.document.footer)}\t")
        if page.numbering != "none":
            word_parts.field(footer, "PAGE", "1")
