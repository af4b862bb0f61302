"""Pictures by content: which format they are, and PNG for Word, which is not trusted with SVG."""

import re
from functools import cache
from io import BytesIO
from typing import Final

import vl_convert
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


def as_png(content: bytes) -> bytes:
    """PNG and JPEG as they are, SVG drawn at four times its size; a large one at less, which print does not tell."""
    if image_format(content) != "svg":
        return content
    _register_fonts()
    width = _WIDTH.search(content[:1000])
    scale = min(4.0, MOST_PIXELS / float(width[1])) if width else 4.0
    return bytes(vl_convert.svg_to_png(content.decode(), scale=scale))


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def fitting_width(content: bytes, width: float, height: float) -> float:
    """How wide the picture is when it is as large as fits into this width and height, of any measure."""
    with Image.open(BytesIO(as_png(content))) as picture:
        return min(width, height * picture.width / picture.height)
