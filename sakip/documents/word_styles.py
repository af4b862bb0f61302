"""The styles of the DOCX: the look of the PDF, in styles that an editor can change in one place."""

from typing import Any, Final

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sakip.documents.text import GREY, INK, NAVY, TONES

_SERIF: Final = "Liberation Serif"
_SANS: Final = "Liberation Sans"
_CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER
_LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT

# name: (font, points, bold, colour, alignment, points before, points after)
_STYLES: Final[dict[str, tuple[str, float, bool, str, Any, float, float]]] = {
    "Normal": (_SERIF, 11.5, False, INK, None, 0, 7),
    "Heading 1": (_SANS, 15, True, NAVY, _CENTER, 0, 22),
    "Heading 2": (_SANS, 12.5, True, NAVY, _LEFT, 16, 7),
    "Heading 3": (_SANS, 11, True, NAVY, _LEFT, 12, 6),
    "Heading 4": (_SANS, 10.5, True, NAVY, _LEFT, 10, 5),
    "Title": (_SANS, 23, True, NAVY, _CENTER, 0, 24),
    "Subtitle": (_SANS, 18, False, NAVY, _CENTER, 6, 14),
    "Caption": (_SANS, 9.5, True, NAVY, _CENTER, 10, 6),
    "List Paragraph": (_SERIF, 11.5, False, INK, None, 0, 4),
    "Isi Tabel": (_SANS, 9, False, INK, None, 2.5, 2.5),
    "Isi Pasangan": (_SERIF, 11.5, False, INK, _LEFT, 1, 3),
    "Sumber": (_SANS, 8, False, GREY, _LEFT, 3, 0),
    "Gambar": (_SERIF, 11.5, False, INK, _CENTER, 10, 2),
    "Jarak": (_SERIF, 6, False, INK, None, 0, 4),
    "Kop": (_SANS, 12, True, INK, _CENTER, 0, 1),
    "Alamat Kop": (_SANS, 8.5, False, INK, _CENTER, 1, 0),
    "Tanda Tangan": (_SERIF, 11.5, False, INK, _CENTER, 0, 0),
    "Judul Daftar": (_SANS, 15, True, NAVY, _CENTER, 12, 14),
    "Status Sampul": (_SANS, 11, True, TONES["warning"], _CENTER, 10, 0),
    "Instansi Sampul": (_SANS, 14, True, NAVY, _CENTER, 0, 0),
    "TOC 1": (_SANS, 10.5, True, INK, _LEFT, 7, 2),
    "TOC 2": (_SERIF, 11, False, INK, _LEFT, 0, 2),
    "TOC 3": (_SERIF, 11, False, INK, _LEFT, 0, 2),
    "TOC 4": (_SERIF, 11, False, INK, _LEFT, 0, 2),
    "table of figures": (_SERIF, 11, False, INK, _LEFT, 0, 3),
    "Header": (_SANS, 8, False, GREY, _LEFT, 0, 0),
    "Footer": (_SANS, 8, False, GREY, _LEFT, 0, 0),
}


def apply(document: Docx, language: str) -> None:
    """Set every style that the writer uses, and the language of the text."""
    known = {style.name: style for style in document.styles}
    for name, look in _STYLES.items():
        known[name] = _set(known.get(name) or _new(document, name, known["Normal"]), name, look)
    for level in (2, 3, 4):
        document.styles[f"TOC {level}"].paragraph_format.left_indent = Mm(5 * (level - 1))
    document.styles["Heading 4"].font.italic = True
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["Gambar"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        document.styles[name].paragraph_format.tab_stops.clear_all()
    _set_language(document, "id-ID" if language == "id" else language)


def _new(document: Docx, name: str, base: Any) -> Any:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith(("TOC", "table")))
    style.base_style = base
    return style


def _set(style: Any, name: str, look: tuple[str, float, bool, str, Any, float, float]) -> Any:
    font, size, bold, color, alignment, before, after = look
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(color[1:])
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    layout = style.paragraph_format
    layout.alignment = alignment
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.15 if name in {"Normal", "List Paragraph"} else 1.0
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    return style


def _set_language(document: Docx, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for element in defaults.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
