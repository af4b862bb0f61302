"""Text as it is kept: without the marks of another application's formatting and without what nobody sees.

What is typed passes here on its way into a column (:mod:`sakip.kernel.access`), whoever sends it; what is read from a
spreadsheet already when it is read, so that the person is told beside the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import unescape
from typing import cast
from unicodedata import category

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from sakip.kernel.refusals import Refused

UNSEEN = {"Cf", "Cc", "Cs"}
"""Kinds of characters that nobody sees: two names that differ by one look the same, and it may turn a line around."""

_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|"
    "embed|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|"
    "object|ol|option|p|pre|q|s|script|section|select|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|"
    r"textarea|tfoot|th|thead|title|tr|tt|u|ul|video|xml|[a-z][\w-]*:[\w-]+"
)
"""Elements of HTML, and those of a word processor (``o:p``). "<IKU>" and "<nama@contoh.id>" are none."""
_TAGS = re.compile(
    r"<(?P<silent>script|style)\b[^<>]*>(?:(?!<(?P=silent)\b).)*?</(?P=silent)\s*>"
    rf"|<!--(?:(?!<!--).)*?-->|<!doctype[^<>]*>|</?(?P<name>{_NAMES})(?P<rest>[\s/][^<>]*)?>",
    re.DOTALL | re.IGNORECASE,
)
_LETTER = re.compile(r"<(?P<closes>/?)(?P<name>[abipqsu])(?:\s[^<>]*)?>", re.IGNORECASE)
_PLAIN, _ATTRIBUTE = re.compile(r"\s*/?\s*"), re.compile(r"\s+[\w:-]+\s*=")
_BREAK = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|ul|ol|table|dt|dd)\b", re.IGNORECASE)
_ENTITIES = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def plain_text(text: str) -> str:
    """The text in one line: no HTML tags, entities as what they stand for. "nilai < 5" stays as it is."""
    return " ".join(_without_tags(text, " ").split())


def has_markup(text: str) -> bool:
    """Whether something is lost besides spaces: who typed it is told."""
    return " ".join(text.split()) != plain_text(text)


def one_line(name: str) -> str:
    """A name as it is kept: single spaces, nothing that is not seen."""
    return " ".join(seen(name).split())


def seen(text: str) -> str:
    """The text without the characters that nobody sees; its lines stay."""
    if text.isprintable():
        return text
    return "".join(each for each in text if each.isspace() or category(each) not in UNSEEN)


def kept(text: str, label: str, *, lines: bool) -> str:
    """The text as a column keeps it; that tags were taken out is told under ``label``. ``lines``: where they broke."""
    text = seen(text)
    if ("<" not in text and "&" not in text) or not has_markup(text):
        return text
    names = _told.get()
    if names is not None:
        names.setdefault(label)
    if not lines:
        return plain_text(text)
    found = [" ".join(line.split()) for line in _without_tags(text, "\n").splitlines()]
    return "\n".join(line for line in found if line)


def kept_line(text: str, label: str, *, at_field: str = "") -> str:
    """The same in one line, for an action that looks at it before the column does.

    Raises Refused teks-tinggal-tanda where nothing is left of what was typed.
    """
    line = " ".join(kept(text, label, lines=False).split())
    if text.strip() and not line:
        raise Refused("teks-tinggal-tanda", at_field=at_field, isian=label)
    return line


def _without_tags(text: str, at_a_break: str) -> str:
    without = _once_without(text, at_a_break)
    return _once_without(unescape(without), at_a_break) if _ENTITIES.search(without) else without


def _once_without(text: str, at_a_break: str) -> str:
    letters = {(tag["closes"], tag["name"].lower()) for tag in _LETTER.finditer(text)}

    def space(tag: re.Match[str]) -> str:
        name = (tag["name"] or "").lower()
        if len(name) == 1 and not _is_element(name, tag["rest"] or "", letters):
            return tag[0]
        return at_a_break if _BREAK.match(tag[0]) else " "

    return _TAGS.sub(space, text)


def _is_element(name: str, rest: str, letters: set[tuple[str, str]]) -> bool:
    """Of one letter: it is opened and closed, or has attributes. "jika a<b dan c>d" and "<a> dibagi <b>" have none."""
    if not _PLAIN.fullmatch(rest):
        return bool(_ATTRIBUTE.match(rest))
    return "/" in rest or {("", name), ("/", name)} <= letters


# --- telling who typed it ---------------------------------------------------------------------------------------------

_told: ContextVar[dict[str, None] | None] = ContextVar("markup_taken_out", default=None)


@contextmanager
def listening() -> Iterator[None]:
    """Within this, what is taken out is remembered for :func:`taken_out`."""
    token = _told.set({})
    try:
        yield
    finally:
        _told.reset(token)


def taken_out() -> str:
    """From which fields tags were taken since last asked, as a sentence; empty where from none."""
    names = _told.get()
    if not names:
        return ""
    isian = ", ".join(f"“{name}”" for name in names)
    names.clear()
    return f"Tanda HTML dibuang dari isian {isian}; periksa kalimatnya."


def notice(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who typed HTML is told on the next page that what is kept is not quite what was typed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with listening():
            response = get_response(request)
            sentence = taken_out()
            if sentence and response.status_code < 400:  # what was refused was not kept either
                messages.warning(request, sentence)
            return response

    return cast("Callable[[HttpRequest], HttpResponse]", middleware)
