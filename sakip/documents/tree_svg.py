"""The drawing of a tree as SVG: attributes for paper and for a saved file, classes for the page, which has two themes.

No style attribute, no script: it stands inside a page under `style-src 'self'` as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Final

from sakip.documents.text import clean
from sakip.documents.tree import (
    BOLD,
    INDENT,
    LINE,
    PAD,
    SIZE,
    SMALL,
    SMALL_LINE,
    Box,
    Partner,
    Points,
    Sheet,
    Wrapped,
    extent,
)

# Ink of a tone on white, and the fill of a kind's box; the page's own colours stand in pohon.css.
TONES: Final = {
    "sangat-baik": "#0b6a3b",
    "baik": "#0b6570",
    "sedang": "#7a5200",
    "rendah": "#963f00",
    "sangat-rendah": "#a51d24",
    "netral": "#485663",
}
KINDS: Final = {
    "outcome": ("#dbe7f5", "#1b3a63", "1.6"),
    "csf": ("#edf3fa", "#33639c", "1.3"),
    "antara": ("#ffffff", "#8195ab", "1"),
    "operasional": ("#f7f7f4", "#a3a698", "1"),
}
_INK, _QUIET, _RULE = "#1b1f24", "#4a5560", "#8195ab"
_SHORT: Final = 4  # letters
_SMALL_QUIET: Final = f'class="pk-quiet" font-size="10.5" fill="{_QUIET}"'
_INK_TEXT: Final = f'class="pk-ink" font-size="12" fill="{_INK}"'
_BOLD_INK: Final = f'{_INK_TEXT} font-weight="bold"'

Say = Callable[[str], str]


def svg(sheet: Sheet, *, label: str, on_page: bool = False, say: Say = str, zoom: int = 100) -> str:
    """The sheet as SVG. ``label`` says in words what it shows; ``on_page`` with links, of which each has its words.

    ``say`` puts these words into the reader's language. ``zoom`` in percent of its natural size, on a page.
    """
    width, height = sheet.width, sheet.height
    lines = "".join(map(_line, sheet.lines))
    boxes = [
        _reference(box, on_page=on_page) if box.reference else _box(box, on_page=on_page, say=say)
        for box in sheet.boxes
    ]
    # With links inside it is a group, not one picture: a picture hides what is in it from those who hear the page.
    role = "group" if on_page else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pk-svg" width="{width * zoom // 100}" '
        f'height="{height * zoom // 100}" viewBox="0 0 {width} {height}" role="{role}" aria-label="{_(label)}" '
        f'font-family="Liberation Sans, Arial, Helvetica, sans-serif">'
        f'<g fill="none" stroke="{_RULE}" stroke-width="1.2">{lines}</g>{"".join(boxes)}</svg>'
    )


@lru_cache(maxsize=16_384)
def _(text: str) -> str:
    return escape(clean(text))


def _line(points: Points) -> str:
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    return f'<path class="pk-line" d="{path}"/>'


def _box(box: Box, *, on_page: bool, say: Say) -> str:
    node = box.node
    fill, stroke, thick = KINDS.get(node.kind, KINDS["antara"])
    tone = TONES.get(node.tone, TONES["netral"])
    place = f'x="{box.x}" y="{box.y}"'
    body = (
        f'<rect class="pk-box pk-{node.kind}{" pk-marked" if node.marked else ""}" {place} width="{box.width}" '
        f'height="{box.own}" rx="4" fill="{fill}" stroke="{stroke}" stroke-width="{thick}"/>'
    )
    if node.word:
        bar = f'{place} width="5" height="{box.own}" rx="2" fill="{tone}"'
        body += f'<rect class="pk-tone sk-tone-{node.tone}" {bar}/>'
    body += _text(box, box.head, _SMALL_QUIET)
    body += _text(box, box.statement, _BOLD_INK if node.kind in BOLD else _INK_TEXT, step=LINE, size=int(SIZE))
    body += _text(box, box.notes, _SMALL_QUIET)
    if node.word:
        body += _text(
            box, box.word, f'class="pk-word sk-tone-{node.tone}" font-size="10.5" font-weight="bold" fill="{tone}"'
        )
    if on_page and node.href:
        body = f'<a href="{_(node.href)}">{body}</a>'
    body += "".join(_partner(box, partner, words, on_page=on_page) for partner, words in box.partners)
    return f'<g id="gambar-{_(node.key)}">{body}{_sign(box, on_page=on_page, say=say)}</g>'


def _text(box: Box, words: Wrapped, look: str, *, step: int = SMALL_LINE, size: int = 10, indent: int = 0) -> str:
    x, y = box.x + PAD + indent, box.y + words.top + size
    letters, bold = (SIZE if step == LINE else SMALL), 'weight="bold"' in look
    return "".join(
        [
            f'<text x="{x}" y="{y + step * place}" {look}{_fitted(line, letters, bold=bold)}>{_(line)}</text>'
            for place, line in enumerate(words.lines)
        ]
    )


def _fitted(line: str, size: float, *, bold: bool) -> str:
    """A line says how long it is: where a wider font stands in, it still ends in its box."""
    if len(line) < _SHORT:
        return ""
    return f' textLength="{extent(line, size, bold=bold):.0f}" lengthAdjust="spacingAndGlyphs"'


def _sign(box: Box, *, on_page: bool, say: Say) -> str:
    """Where a node has something below: how much it hides, or that it can be closed; a link on a page."""
    node = box.node
    sign = f"+{box.hidden}" if box.hidden else "−" if on_page and node.toggle else ""
    if not sign:
        return ""
    wide = 12 + 7 * len(sign)
    x, y = box.x + box.width - wide - 4, box.y + 3
    mark = (
        f'<rect class="pk-sign" x="{x}" y="{y}" width="{wide}" height="16" rx="8" fill="#ffffff" stroke="{_RULE}"/>'
        f'<text class="pk-ink" x="{x + wide // 2}" y="{y + 12}" font-size="11" font-weight="bold" '
        f'text-anchor="middle" fill="{_INK}">{sign}</text>'
    )
    if not (on_page and node.toggle):
        return mark
    says = f"Buka {box.hidden} kondisi di bawah {node.text}" if box.hidden else f"Tutup yang di bawah {node.text}"
    return f'<a href="{_(node.toggle)}" aria-label="{_(say(says))}">{mark}</a>'


def _partner(box: Box, partner: Partner, words: Wrapped, *, on_page: bool) -> str:
    left, top = box.x + INDENT // 2, box.y + words.top - 3
    ink = TONES.get(partner.tone, TONES["netral"])
    frame = (
        f'<rect class="pk-partner sk-tone-{partner.tone}" x="{left}" y="{top}" width="{box.width - INDENT // 2}" '
        f'height="{len(words.lines) * SMALL_LINE + 7}" rx="4" fill="#ffffff" stroke="{ink}" stroke-width="1.2" '
        f'stroke-dasharray="5 3"/>'
    )
    body = frame + _text(box, words, _SMALL_QUIET, indent=INDENT // 2)
    return f'<a href="{_(partner.href)}">{body}</a>' if on_page and partner.href else body


def _reference(box: Box, *, on_page: bool) -> str:
    frame = (
        f'<rect class="pk-reference" x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" '
        f'rx="4" fill="#ffffff" stroke="{_RULE}" stroke-dasharray="2 3"/>'
    )
    body = frame + _text(box, box.statement, _SMALL_QUIET)
    return f'<a href="#gambar-{_(box.node.key)}">{body}</a>' if on_page else body
