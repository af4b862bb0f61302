"""Pictures by content: which format they are, and PNG for Word, which is not trusted with SVG."""

from io import BytesIO

import vl_convert
from PIL import Image


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
    """PNG and JPEG as they are, SVG drawn at four times its size."""
    if image_format(content) != "svg":
        return content
    return bytes(vl_convert.svg_to_png(content.decode(), scale=4.0))


def fitting_width(content: bytes, width: float, height: float) -> float:
    """How wide the picture is when it is as large as fits into this width and height, of any measure."""
    with Image.open(BytesIO(as_png(content))) as picture:
        return min(width, height * picture.width / picture.height)
