"""A table as WordprocessingML, written as text and parsed once: cell by cell python-docx takes ten times as long."""

from typing import Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sakip.documents import layout, text
from sakip.documents.model import Cell, Row, Table

CELL_STYLE: Final = "IsiTabel"
_TWIPS: Final = 56.6929  # of one millimetre
_BORDER: Final = f'w:val="single" w:sz="4" w:space="0" w:color="{text.RULE[1:]}"'
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(table: Table, sizes: layout.TableLayout, summary: str, *, held: int = 0) -> Any:
    """The `w:tbl` element: header rows repeat, no row is cut by a page's end, cells merge as in the model.

    A page's end divides no short table, separates no heading inside a table from the row below it, nor the last rows
    (``held``) from what follows the table.
    """
    widths = [round(width * _TWIPS) for width in sizes.widths]
    parts = [*_rows(table, table.header, sizes, header=True)]
    parts += _rows(table, (*table.rows, *table.totals), sizes, header=False, held=held)
    borders = "".join(f"<w:{side} {_BORDER}/>" for side in _SIDES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    beside = 85 if sizes.padding > 1.5 else 57  # twips, 1.5 or 1 mm
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{beside}" w:type="dxa"/><w:right w:w="{beside}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{_quoted(summary)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(parts)}</w:tbl>'
    )


def _quoted(words: str) -> str:
    return escape(words, {'"': "&quot;", "\n": " "})


def _rows(table: Table, rows: tuple[Row, ...], sizes: layout.TableLayout, *, header: bool, held: int = 0) -> list[str]:
    drawn = []
    hanging: dict[int, tuple[int, int]] = {}  # column -> rows still to cover, columns covered
    flags = "<w:cantSplit/><w:tblHeader/>" if header else "<w:cantSplit/>"
    whole = layout.is_short(table)
    for index, (row, placed) in enumerate(zip(rows, layout.positions(rows), strict=True), 1):
        cells = dict(placed)
        kept = header or row.kind == "group" or (whole and index < len(rows)) or index > len(rows) - held
        fill = text.HEAD_FILL if header else "" if row.kind == "body" else text.GROUP_FILL
        line, x = [], 0
        while x < len(table.columns):
            if x in cells:
                cell = cells[x]
                line.append(_cell(table, row, x, cell, sizes, fill=fill, header=header, kept=kept))
                if cell.rowspan > 1:
                    hanging[x] = (cell.rowspan - 1, cell.colspan)
                x += cell.colspan
            else:
                left, span = hanging.get(x, (0, 1))
                hanging[x] = (left - 1, span)
                properties = _properties(sizes, x, span, "<w:vMerge/>" if left > 0 else "", fill, header=header)
                line.append(f'<w:tc>{properties}<w:p><w:pPr><w:pStyle w:val="{CELL_STYLE}"/></w:pPr></w:p></w:tc>')
                x += span
        drawn.append(f"<w:tr><w:trPr>{flags}</w:trPr>{''.join(line)}</w:tr>")
    return drawn


def _properties(sizes: layout.TableLayout, x: int, span: int, merge: str, fill: str, *, header: bool) -> str:
    width = round(sum(sizes.widths[x : x + span]) * _TWIPS)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>' if fill else ""
    middle = '<w:vAlign w:val="center"/>' if header else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}{shade}{middle}</w:tcPr>'


def _cell(
    table: Table, row: Row, x: int, cell: Cell, sizes: layout.TableLayout, *, fill: str, header: bool, kept: bool
) -> str:
    merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
    properties = _properties(sizes, x, cell.colspan, merge, fill, header=header)
    if header:
        written = text.Written(text.clean(str(cell.value or "")), align=cell.align or "center")
    else:
        written = text.write_cell(cell, table.columns[x])
    indent = f'<w:ind w:left="{cell.indent * 170}"/>' if cell.indent else ""
    keep = "<w:keepNext/>" if kept else ""
    size = round(sizes.font_size * 2)
    runs = _runs(cell, written, bold=header or row.kind != "body", size=size)
    look = f'<w:pStyle w:val="{CELL_STYLE}"/>{keep}{indent}<w:jc w:val="{written.align}"/>'
    return f"<w:tc>{properties}<w:p><w:pPr>{look}</w:pPr>{runs}</w:p></w:tc>"


def _runs(cell: Cell, written: text.Written, *, bold: bool, size: int) -> str:
    return "<w:r><w:br/></w:r>".join(
        _run(words, bold=is_bold, italic=italic, color=color, size=size)
        for words, is_bold, italic, color in run_parts(cell, written, bold=bold)
    )


def _run(words: str, *, bold: bool, italic: bool, color: str, size: int) -> str:
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    look += f'<w:color w:val="{color[1:]}"/>' if color else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return f'<w:r><w:rPr>{look}<w:sz w:val="{size}"/></w:rPr>{lines}</w:r>'


def run_parts(cell: Cell, written: text.Written, *, bold: bool) -> list[tuple[str, bool, bool, str]]:
    """The runs of a cell, each on its line: words, bold, italic, colour ("" for the ordinary one)."""
    parts = [
        (written.text, bold or cell.bold, cell.italic or written.missing, text.GREY if written.missing else ""),
        (written.reason, False, True, text.GREY),
        (written.status, True, False, text.TONES[cell.tone]),
    ]
    return [part for part in parts if part[0]]
