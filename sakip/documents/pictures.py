"""Pictures by content: which format they are, and PNG for Word, which is not trusted with SVG."""

import re
from functools import cache
from io import BytesIO
from typing import Final

import typst
from PIL import Image

from sakip.documents.glyphs import FONTS

MOST_PIXELS: Final = 2400.0
"""Of a drawing's width: 165 an inch where it fills a page of A3."""
_WIDTH: Final = re.compile(rb'<svg[^>]*? width="([0-9.]+)"')


def image_format(content: bytes) -> str:
    """ "png", "jpg" or "svg". Raises ValueError for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if b"<svg" in content[:1000]:
        return "svg"
    message = "A picture must be PNG, JPEG or SVG."
    raise ValueError(message)


_DPI: Final = 96
"""Pixels of a drawing to the inch."""
_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""


def as_png(content: bytes) -> bytes:
    """PNG and JPEG as they are, SVG drawn at four times its size; a large one at less, which print does not tell.

    Drawn by what makes the PDF: many words take it a third of the time that the renderer of charts needs.
    """
    if image_format(content) != "svg":
        return content
    width = _WIDTH.search(content[:1000])
    scale = min(4.0, MOST_PIXELS / float(width[1])) if width else 4.0
    compiler = typst.Compiler(
        _PAGE, sys_inputs={"svg": content.decode()}, ignore_system_fonts=True, font_paths=bundled_fonts()
    )
    drawn = compiler.compile(format="png", ppi=_DPI * scale)
    if not isinstance(drawn, bytes):
        message = "A picture became several pages."
        raise TypeError(message)
    return drawn


@cache
def bundled_fonts() -> typst.Fonts:
    """The bundled fonts only: the same document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def fitting_width(content: bytes, width: float, height: float) -> float:
    """How wide the picture is when it is as large as fits into this width and height, of any measure."""
    with Image.open(BytesIO(as_png(content))) as picture:
        return min(width, height * picture.width / picture.height)
