"""A second language for pages that are written in Indonesian.

Templates hold plain Indonesian text. When one is loaded, each run of text (with the variables inside it) and each
attribute that people read is marked as a message, so no template carries a word about translation. In Indonesian the
marks do nothing. In another language the message is looked up in its catalogue (``sakip/locale``), and stays Indonesian
where that has none: the law's nouns, documents and what people typed are never translated.

The same lookup serves the words of another family of instansi: a ministry has no perangkat daerah and no RPJMD.
``SPOKEN`` holds the sentences that it reads in other words; they are messages themselves, with the same variables.

A message is the text with its variables as ``{page.number}``; the translation may put them in another order, and
has two words where Indonesian has one: ``{n} [page|pages]`` is '1 page' and '2 pages'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

READ_ATTRIBUTES = frozenset(
    {"title", "subtitle", "label", "text", "note", "summary", "caption", "placeholder", "help", "aria-label", "alt"}
    | {"submit", "footer", "data-confirm", "data-confirm-label", "suffix", "unit", "reason"}
)
"""Attributes of HTML and of our parts whose value people read."""

_TOKEN = re.compile(
    r"""(?P<skip>\{\#.*?\#\}|\{%\s*(?P<block>comment|verbatim)\b.*?end(?P=block)\s*%\}|<!--.*?-->
        |<(?P<raw>script|style|svg|code|kbd)\b.*?</(?P=raw)>|<c-vars\b.*?/?>)
      |(?P<tag>\{%.*?%\})
      |(?P<html></?[a-zA-Z!](?:\{\{.*?\}\}|\{%.*?%\}|"(?:\{\{.*?\}\}|\{%.*?%\}|[^"])*"|'(?:\{\{.*?\}\}|\{%.*?%\}|[^'])*'|[^<>"'])*>)
      |(?P<run>(?:\{\{.*?\}\}|[^<{]|\{(?![{%\#])|<(?![a-zA-Z/!]))+)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<before>\s)(?P<name>[a-z-]+)=(?P<quote>["'])(?P<value>(?:\{\{.*?\}\}|\{%.*?%\}|(?!(?P=quote)).)*)(?P=quote)""",
    re.DOTALL,
)
_INSIDE = re.compile(r"(\{%.*?%\})", re.DOTALL)
_VARIABLE = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]{2,}")
_COUNTED = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")

MESSAGES: dict[str, str] = {}
"""Key to message, of every template that was loaded in this process."""


def marked(source: str) -> str:
    """The template's source with its messages marked by ``{% pesan %}``."""
    return "".join(_TOKEN.sub(_mark, source)) if source else source


def messages_of(source: str) -> Iterator[str]:
    """The messages of a template, in their order."""
    for key in re.findall(r"\{% pesan (\w+) %\}", marked(source)):
        yield MESSAGES[key]


def _mark(found: re.Match[str]) -> str:
    if found["run"] is not None:
        return _run(found["run"])
    if found["html"] is not None:
        return _ATTRIBUTE.sub(_attribute, found["html"])
    return found[0]


def _attribute(found: re.Match[str]) -> str:
    if found["name"] not in READ_ATTRIBUTES:
        return found[0]
    value = "".join(part if part.startswith("{%") else _run(part) for part in _INSIDE.split(found["value"]))
    return f"{found['before']}{found['name']}={found['quote']}{value}{found['quote']}"


def _run(text: str) -> str:
    """A run of text and variables, marked if there are words in it; the white space around stays outside."""
    if not _LETTER.search(_VARIABLE.sub("", text)):
        return text
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    message = " ".join(_VARIABLE.sub(lambda each: f"{{{each[1]}}}", inner).split())
    key = f"k{sha256(message.encode()).hexdigest()[:16]}"
    MESSAGES[key] = message
    return f"{before}{{% pesan {key} %}}{inner}{{% endpesan %}}{after}"


# --- at run time -----------------------------------------------------------------------------------------------------


SPOKEN: dict[str, Mapping[str, str]] = {}
"""Family of instansi to the sentences that it reads in other words: as they are written -> as it reads them."""
_FAMILY: ContextVar[str] = ContextVar("family", default="")


@contextmanager
def speaking(family: str) -> Iterator[None]:
    """Until it ends, sentences are those of this family of instansi."""
    before = _FAMILY.set(family)
    try:
        yield
    finally:
        _FAMILY.reset(before)


def worded(message: str) -> str:
    """The message in the words of the reader's instansi; itself where these are no others."""
    return SPOKEN.get(_FAMILY.get(), {}).get(message, message)


def is_source() -> bool:
    """Whether pages are shown in the language in which they are written."""
    return translation.get_language() == settings.LANGUAGE_CODE


def as_written() -> bool:
    """Whether pages are shown as they are written: in that language, for a reader whose words they are."""
    return is_source() and _FAMILY.get() not in SPOKEN


def translated(message: str) -> str:
    """The message in the words and the language of the request; itself where there are no others."""
    message = worded(message)
    return translation.gettext(message) if message and not is_source() else message


@lru_cache(maxsize=4_000)
def pieces(text: str) -> tuple[str, ...]:
    """A translation split into text and names of variables in turn: 'Page {n}.' -> 'Page ', 'n', '.'"""
    return tuple(re.split(r"\{([^{}]+)\}", text))


def counted(text: str, number: str) -> str:
    """The words that go with the number before them: '[page|pages]' is 'page' after 1, 'pages' after all others."""
    return _COUNTED.sub(lambda words: words[1] if number == "1" else words[2], text) if "[" in text else text


def language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the language a person has chosen, with the account or, before signing in, in this browser.

    What the browser prefers does not count.
    """
    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "bahasa", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            return response

    return middleware
