"""Pieces of WordprocessingML that python-docx has no words for: fields, bookmarks, numbering, table properties."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sakip.documents.model import Numbering

_PAGE_FORMATS: Final[dict[Numbering, str]] = {"arabic": "decimal", "roman": "lowerRoman", "none": "decimal"}


def element(tag: str, **attributes: str | int) -> Any:
    """An element of the "w" namespace with attributes of the same."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def field(paragraph: Paragraph, code: str, result: str) -> None:
    """A field at the end of the paragraph, with the result shown until it is updated."""
    for part in (
        *_field_start(code),
        _run_with(element("t"), result),
        _run_with(element("fldChar", fldCharType="end")),
    ):
        paragraph._p.append(part)  # noqa: SLF001


def field_around(first: Paragraph, last: Paragraph, code: str) -> None:
    """A field whose result is all from the first to the last paragraph."""
    at = 1 if first._p.pPr is not None else 0  # noqa: SLF001
    for offset, part in enumerate(_field_start(code)):
        first._p.insert(at + offset, part)  # noqa: SLF001
    last._p.append(_run_with(element("fldChar", fldCharType="end")))  # noqa: SLF001


def _field_start(code: str) -> list[Any]:
    instruction = element("instrText")
    instruction.set(qn("xml:space"), "preserve")
    return [
        _run_with(element("fldChar", fldCharType="begin")),
        _run_with(instruction, f" {code} "),
        _run_with(element("fldChar", fldCharType="separate")),
    ]


def _run_with(child: Any, words: str = "") -> Any:
    run = element("r")
    child.text = words or None
    run.append(child)
    return run


@contextmanager
def bookmark(paragraph: Paragraph, name: str, number: int) -> Iterator[None]:
    """What is added to the paragraph inside stands in the bookmark."""
    paragraph._p.append(element("bookmarkStart", id=number, name=name))  # noqa: SLF001
    yield
    paragraph._p.append(element("bookmarkEnd", id=number))  # noqa: SLF001


def link(run: Run, anchor: str) -> None:
    """Make the run a link to a bookmark of this document."""
    holder = element("hyperlink", anchor=anchor, history=1)
    run._r.addprevious(holder)  # noqa: SLF001
    holder.append(run._r)  # noqa: SLF001


def outline_level(paragraph: Paragraph, level: int) -> None:
    """9 takes a heading out of the contents."""
    paragraph._p.get_or_add_pPr().append(element("outlineLvl", val=level))  # noqa: SLF001


def alt_text(paragraph: Paragraph, alt: str, number: int) -> None:
    """Describe the last picture of the paragraph."""
    properties = list(paragraph._p.iter(qn("wp:docPr")))[-1]  # noqa: SLF001
    properties.set("descr", alt)
    properties.set("id", str(number))
    properties.set("name", f"Gambar {number}")


# --- lists ------------------------------------------------------------------------------------------------------------


def numbering(document: Docx, style: str) -> int:
    """A new list that begins at 1; `style` is "1.", "a." or "•"; deeper levels alternate. Returns its number."""
    root = document.part.numbering_part.element
    abstract_id = max((int(e.get(qn("w:abstractNumId"))) for e in root.findall(qn("w:abstractNum"))), default=0) + 1
    abstract = element("abstractNum", abstractNumId=abstract_id)
    abstract.append(element("multiLevelType", val="multilevel"))
    for level in range(9):
        abstract.append(_level(level, style))
    first = root.find(qn("w:num"))
    first.addprevious(abstract) if first is not None else root.append(abstract)
    return int(root.add_num(abstract_id).numId)


def _level(level: int, style: str) -> Any:
    letters = (style == "a.") != (level % 2 == 1)
    form, shown = ("lowerLetter" if letters else "decimal"), f"%{level + 1}."
    if style == "•":
        form, shown = "bullet", "–" if level % 2 else "•"
    made = element("lvl", ilvl=level)
    indent = element("ind", left=397 * (level + 1), hanging=340)
    properties = element("pPr")
    properties.append(indent)
    for part in (element("start", val=1), element("numFmt", val=form), element("lvlText", val=shown)):
        made.append(part)
    made.append(element("lvlJc", val="left"))
    made.append(properties)
    return made


def number(paragraph: Paragraph, list_number: int, level: int) -> None:
    """Put the paragraph into a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_number


# --- tables -----------------------------------------------------------------------------------------------------------


def fix_widths(table: Table, widths: tuple[float, ...]) -> None:
    """Columns of exactly these millimetres."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.w = Mm(width)
    for row in table._tbl.tr_lst:  # noqa: SLF001
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)
    properties = table._tbl.tblPr  # noqa: SLF001
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=85, type="dxa"))
    properties.append(margins)


def keep_row(row: Any) -> None:
    """The row is not cut by a page's end."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def shade(cell: _Cell, color: str) -> None:
    """Fill the cell."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=color[1:]))  # noqa: SLF001


def left_bar(cell: _Cell, color: str) -> None:
    """A thick coloured line at the left, as in the PDF's notes."""
    borders = element("tcBorders")
    borders.append(element("left", val="single", sz=24, space=0, color=color[1:]))
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    shading = properties.find(qn("w:shd"))
    shading.addprevious(borders) if shading is not None else properties.append(borders)


def rule_below(paragraph: Paragraph, color: str) -> None:
    """The double line under a letterhead."""
    borders = element("pBdr")
    borders.append(element("top", val="thickThinSmallGap", sz=18, space=1, color=color[1:]))
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


# --- pages and the file -----------------------------------------------------------------------------------------------


def page_numbering(section: Any, form: Numbering, *, restart: bool) -> None:
    """How this section's pages are numbered, and whether they begin again at 1."""
    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    made = element("pgNumType", fmt=_PAGE_FORMATS[form])
    if restart:
        made.set(qn("w:start"), "1")
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(made)


def with_fixed_times(docx: bytes, at: datetime) -> bytes:
    """The same package with `at` as the time of every part; pictures are compressed already and stored as they are."""
    moment = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_STORED if name.endswith((".png", ".jpg")) else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()
