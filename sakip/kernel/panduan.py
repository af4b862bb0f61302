"""The panduan on the screen: the files of docs/panduan as pages, for who has no folder of the program at hand.

They are written in a small part of Markdown: headings, paragraphs, lists, tables, notes, blocks of code, pictures on a
line of their own; within a line bold, slanted, code and links. What is written otherwise stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(settings.BASE_DIR) / "docs/panduan"
PICTURES = Path(settings.BASE_DIR) / "docs/gambar/panduan"
INDEX = "README"
CHAPTERS = (INDEX, "pengelola", "perencana", "pelapor", "administrator")

Address = Callable[[str], str]
"""From what a link or picture names to its address; empty where it leads nowhere on the screen."""


@dataclass(frozen=True)
class Bab:
    """A chapter: its name in addresses, its title, and its text as HTML."""

    nama: str
    judul: str
    isi: SafeString


def chapters() -> list[tuple[str, str]]:
    """Name and title of the chapters that are there; none where the program was installed without its documents."""
    return [(name, _title(name)) for name in CHAPTERS if (FOLDER / f"{name}.md").is_file()]


def chapter(name: str, address: Address) -> Bab | None:
    """A chapter by its name; None for one that is not there."""
    if name not in dict(chapters()):
        return None
    lines = _source(name).splitlines()
    return Bab(name, _title(name), _joined(_blocks(lines[1:], address)))


def picture(name: str) -> bytes | None:
    """A picture of the panduan; None for one that is not there."""
    known = {path.name: path for path in PICTURES.glob("*.png")}
    return known[name].read_bytes() if name in known else None


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def _title(name: str) -> str:
    return _source(name).partition("\n")[0].removeprefix("# ")


def anchor(heading: str) -> str:
    """By what links name a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


# --- blocks ----------------------------------------------------------------------------------------------------------

_ITEM = re.compile(r"(\d+\.|-) +(.*)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def _joined(parts: Iterator[str]) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 - each part was made by format_html


def _blocks(lines: list[str], address: Address) -> Iterator[SafeString]:
    """Blocks are separated by blank lines, but for code, which ends with its fence."""
    rest = list(lines)
    while rest:
        if not rest[0].strip():
            rest.pop(0)
        elif rest[0].startswith("```"):
            end = next((n for n, line in enumerate(rest[1:], 1) if line.startswith("```")), len(rest))
            yield format_html("<pre><code>{}</code></pre>", "\n".join(rest[1:end]))
            rest = rest[end + 1 :]
        else:
            end = next((n for n, line in enumerate(rest) if not line.strip()), len(rest))
            yield _block(rest[:end], address)
            rest = rest[end:]


def _block(lines: list[str], address: Address) -> SafeString:
    first = lines[0]
    if heading := re.fullmatch(r"(##+) (.+)", first):
        level = len(heading[1])
        return format_html('<h{} id="{}">{}</h{}>', level, anchor(heading[2]), _inline(heading[2], address), level)
    if shown := _PICTURE.fullmatch(first):
        where = address(shown[2])
        return format_html('<a href="{}"><img src="{}" alt="{}" loading="lazy"></a>', where, where, shown[1])
    if first.startswith("|"):
        return _table(lines, address)
    if first.startswith("> "):
        return format_html(
            "<blockquote>{}</blockquote>", _inline(" ".join(line[1:].strip() for line in lines), address)
        )
    if _ITEM.match(first):
        return _list(lines, address)
    return format_html("<p>{}</p>", _inline(" ".join(map(str.strip, lines)), address))


def _list(lines: list[str], address: Address) -> SafeString:
    """Lines that do not begin an item go on with the one before."""
    items: list[str] = []
    for line in lines:
        if item := _ITEM.match(line):
            items.append(item[2])
        else:
            items[-1] += f" {line.strip()}"
    kind = "ul" if lines[0].startswith("-") else "ol"
    entries = format_html_join("", "<li>{}</li>", ((_inline(item, address),) for item in items))
    return format_html("<{}>{}</{}>", kind, entries, kind)


def _table(lines: list[str], address: Address) -> SafeString:
    head, _rule, *rows = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines)
    titles = format_html_join("", '<th scope="col">{}</th>', ((_inline(cell, address),) for cell in head))
    body = format_html_join(
        "",
        "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((_inline(cell, address),) for cell in row)),) for row in rows),
    )
    frame = (
        '<div class="sk-table-wrap"><table class="sk-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    )
    return format_html(frame, titles, body)


# --- within a line ---------------------------------------------------------------------------------------------------

_SPAN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<slanted>.+?)\*|`(?P<code>[^`]+)`|\[(?P<words>[^\]]+)\]\((?P<to>[^)]+)\)"
)


def _inline(text: str, address: Address) -> SafeString:
    """Everything is escaped; a link that leads nowhere on the screen is its words."""
    made, done = "", 0
    for span in _SPAN.finditer(text):
        made += escape(text[done : span.start()]) + _span(span, address)
        done = span.end()
    return mark_safe(made + escape(text[done:]))  # noqa: S308 - every piece is escaped


def _span(span: re.Match[str], address: Address) -> SafeString:
    if span["bold"]:
        return format_html("<strong>{}</strong>", span["bold"])
    if span["slanted"]:
        return format_html("<em>{}</em>", span["slanted"])
    if span["code"]:
        return format_html("<code>{}</code>", span["code"])
    to = address(span["to"])
    return format_html('<a href="{}">{}</a>', to, span["words"]) if to else escape(span["words"])
