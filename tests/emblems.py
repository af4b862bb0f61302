"""Pictures as people upload them for an emblem: good ones, and those that must be refused."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from sakip.documents.emblem import emblem
from sakip.kernel.access import SYSTEM
from sakip.organisasi import actions
from sakip.organisasi.models import Instansi, Unit


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 400), **options: object) -> bytes:
    """A shield on white or nothing."""
    drawn = Image.new("RGBA" if kind == "PNG" else "RGB", size, None if kind == "PNG" else "white")
    ImageDraw.Draw(drawn).ellipse([size[0] // 6, size[1] // 6, size[0] * 5 // 6, size[1] * 5 // 6], fill="#1F4E8C")
    written = BytesIO()
    drawn.save(written, kind, **options)
    return written.getvalue()


def svg(
    inside: str = '<circle cx="50" cy="60" r="40" fill="#B3261E"/>', attributes: str = "", before: str = ""
) -> bytes:
    """A small drawing with something in it."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {names} viewBox="0 0 100 120" {attributes}>{inside}</svg>'.encode()


def set_emblem(root: Unit, content: bytes | None = None) -> Instansi:
    """The instansi with this emblem, or with the usual one."""
    row: Instansi = Instansi.related.get(unit=root)
    made = emblem(content if content is not None else picture())
    changed: Instansi = actions.edit_settings(row, seen=row.versi, lambang=made, by=SYSTEM)
    return changed
