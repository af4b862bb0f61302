"""An emblem as it is uploaded, made into a picture that can be printed and holds nothing else.

PNG and JPEG are read by Pillow and written anew, so that no metadata and nothing appended survives. An SVG is a program
for whoever draws it: one that carries scripts, foreign content, entities or references to other files is refused by
name; what is left is drawn to PNG in a process of its own, which ends when it takes too much.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.etree import ElementTree as ET

from PIL import Image, ImageOps, UnidentifiedImageError

from sakip.documents.glyphs import FONTS
from sakip.documents.pictures import image_format

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000  # what a picture may unfold to in memory
LEAST_SIDE: Final = 100  # pixels of the longer side: fewer are a blot on paper
SIDE: Final = 600  # pixels of the longer side; 34 mm on the cover at more than 400 dots an inch
_SECONDS: Final = 5  # of work, and bytes of memory, that drawing an SVG may take
_MEMORY: Final = 1 << 30

_ELEMENTS: Final = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"}
_REFERENCES: Final = {"href", "src"}
_INSIDE: Final = re.compile(r"#|data:image/(png|jpeg);base64,", re.IGNORECASE)
_URL: Final = re.compile(r"url\(\s*['\"]?\s*(?!#|['\"]?#)([^'\")]*)", re.IGNORECASE)
_INCHES: Final = {"": 96, "px": 96, "in": 1, "cm": 2.54, "mm": 25.4, "pt": 72, "pc": 6}
_LENGTH: Final = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|in|cm|mm|pt|pc|)\s*")
_DRAW: Final = f"""
import resource, sys, vl_convert
resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))
vl_convert.register_font_directory(sys.argv[1])
sys.stdout.buffer.write(vl_convert.svg_to_png(sys.stdin.read()))
"""


class EmblemRefused(ValueError):
    """The file is no emblem to be printed. ``code``: besar, bukan-gambar, rusak, piksel, kecil, kosong, svg."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code, self.facts = code, facts
        super().__init__(f"{code} {facts}")


@dataclass(frozen=True, slots=True)
class Emblem:
    """A checked emblem. Only :func:`emblem` makes one."""

    png: bytes


def emblem(content: bytes) -> Emblem:
    """The emblem of an uploaded PNG, JPEG or SVG, at most 600 pixels wide and high. Raises EmblemRefused."""
    if len(content) > MOST_BYTES:
        raise EmblemRefused("besar", ukuran=len(content))
    try:
        kind = image_format(content)
    except ValueError as unknown:
        raise EmblemRefused("bukan-gambar") from unknown
    drawn = _draw(content) if kind == "svg" else content
    return Emblem(_printable(drawn))


def _printable(content: bytes) -> bytes:
    """The picture without its empty margins, made smaller where it is large, as a PNG that holds pixels alone."""
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as found:
            _refuse_size(found.size)
            picture = ImageOps.exif_transpose(found).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise EmblemRefused("piksel") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as broken:
        if isinstance(broken, EmblemRefused):
            raise
        raise EmblemRefused("rusak") from broken
    visible = picture.getbbox()
    if visible is None:
        raise EmblemRefused("kosong")
    picture = picture.crop(visible)
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    picture.info = {}
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _refuse_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise EmblemRefused("piksel")
    if max(size) < LEAST_SIDE:
        raise EmblemRefused("kecil", lebar=size[0], tinggi=size[1])


# --- SVG -------------------------------------------------------------------------------------------------------------


def _draw(content: bytes) -> bytes:
    """The SVG as PNG, drawn from what was read of it. Raises EmblemRefused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as other:
        raise EmblemRefused("rusak") from other
    if "<!ENTITY" in text:  # before it is parsed: entities unfold while they are read
        raise EmblemRefused("svg", temuan="entitas (<!ENTITY>)")
    if re.search(r"<\?xml-stylesheet", text):
        raise EmblemRefused("svg", temuan="lembar gaya di luar berkas (<?xml-stylesheet?>)")
    try:
        root = ET.fromstring(text)  # noqa: S314  # without entities nothing unfolds
        for element in root.iter():
            _refuse_element(element)
        width, height = _set_size(root)
        plain = ET.tostring(root, encoding="unicode")
    except (ET.ParseError, RecursionError) as broken:
        raise EmblemRefused("rusak") from broken
    if max(width, height) > 20 * min(width, height):
        raise EmblemRefused("rusak")
    return _drawn(plain)


def _drawn(svg: str) -> bytes:
    """Drawn by a process of its own: no picture may keep the server busy."""
    command = [sys.executable, "-I", "-c", _DRAW, str(FONTS)]
    try:
        done = subprocess.run(command, input=svg.encode(), capture_output=True, timeout=2 * _SECONDS, check=True)  # noqa: S603  # our own script
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as failed:
        raise EmblemRefused("rusak") from failed
    return done.stdout


def _refuse_element(element: ET.Element) -> None:
    name = _local(element.tag)
    if name in _ELEMENTS:
        kind = "skrip" if name == "script" else "isi yang bukan gambar"
        raise EmblemRefused("svg", temuan=f"{kind} (<{name}>)")
    if name == "style":
        _refuse_style(element.text or "")
    for attribute, value in element.attrib.items():
        own = _local(attribute)
        if own.lower().startswith("on"):
            raise EmblemRefused("svg", temuan=f"atribut peristiwa ({own})")
        if own in _REFERENCES and value.strip() and not _INSIDE.match(value.strip()):
            raise EmblemRefused("svg", temuan=f"rujukan ke luar berkas ({value.strip()[:60]})")
        _refuse_style(value)


def _refuse_style(text: str) -> None:
    """A style may name what is inside the file only; written with escapes it may name anything."""
    outside = _URL.search(text)
    if outside:
        raise EmblemRefused("svg", temuan=f"rujukan ke luar berkas ({outside[1].strip()[:60]})")
    if "@import" in text.lower() or ("\\" in text and "(" in text):
        raise EmblemRefused("svg", temuan="gaya yang memuat dari luar berkas")


def _set_size(root: ET.Element) -> tuple[float, float]:
    """Give the drawing the size that is printed, whatever it says of itself."""
    if _local(root.tag) != "svg":
        raise EmblemRefused("bukan-gambar")
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+(?:e-?[0-9]+)?", root.get("viewBox", ""))]
    if len(box) != 4:
        box = [0.0, 0.0, _length(root.get("width", "")), _length(root.get("height", ""))]
        root.set("viewBox", " ".join(str(part) for part in box))
    width, height = box[2:]
    if not (width > 0 and height > 0):
        raise EmblemRefused("rusak")
    scale = SIDE / max(width, height)
    root.set("width", str(round(width * scale, 2)))
    root.set("height", str(round(height * scale, 2)))
    return width, height


def _length(text: str) -> float:
    """A length in pixels; 0 for what is none."""
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * 96 / _INCHES[found[2]] if found else 0.0


def _local(name: str) -> str:
    return name.rpartition("}")[2]
