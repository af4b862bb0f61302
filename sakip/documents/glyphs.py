"""Which characters the bundled fonts can draw: PDF/A refuses a missing glyph, and nothing may vanish unseen."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
_ALWAYS: Final = {"\n", "\u200b", "\u00ad"}
_LONG_WORD = re.compile(r"\S{25,}")


@cache
def drawable() -> frozenset[int]:
    """The code points that every bundled face has."""
    faces = [_code_points(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset(set.intersection(*faces))


def spell_out(text: str) -> str:
    """The text with each character that the fonts lack written by its Unicode name: "[grinning face]"."""
    if text.isascii():
        return text
    have = drawable()
    return "".join(c if ord(c) in have or c in _ALWAYS else _name(c) for c in text)


def breakable(text: str) -> str:
    """The text with zero-width places to break inside very long words, which would else run out of their column."""
    return _LONG_WORD.sub(lambda match: "\u200b".join(re.findall(r".{1,12}", match[0])), text)


def _name(character: str) -> str:
    # Variation selectors and joiners only shape the emoji before them.
    if unicodedata.category(character) in {"Mn", "Cf"} and ord(character) > 0x2000:
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


def _code_points(font: bytes) -> set[int]:
    """The code points of a TrueType font's cmap (Windows Unicode BMP, format 4)."""
    tables = {
        font[at : at + 4]: struct.unpack(">I", font[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    start = tables[b"cmap"]
    for index in range(struct.unpack(">H", font[start + 2 : start + 4])[0]):
        platform, encoding, offset = struct.unpack(">HHI", font[start + 4 + 8 * index : start + 12 + 8 * index])
        if (platform, encoding) == (3, 1):
            return _format_4(font, start + offset)
    message = "The bundled font has no Unicode table."
    raise ValueError(message)


def _format_4(font: bytes, at: int) -> set[int]:
    double = struct.unpack(">H", font[at + 6 : at + 8])[0]

    def words(position: int) -> tuple[int, ...]:
        return struct.unpack(f">{double // 2}H", font[position : position + double])

    ends, starts = words(at + 14), words(at + 16 + double)
    return {point for first, last in zip(starts, ends, strict=True) for point in range(first, last + 1)} - {0xFFFF}
