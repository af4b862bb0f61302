"""Words and sentences that Python gives, in the language of a page.

Code writes them as plain Indonesian: constants, and f-strings with facts in them. ``kernel.collecting`` finds both, so
they stand in the catalogue, the composed ones under the context ``KALIMAT``. Here a finished sentence is recognised by
its fixed words and its facts are put into the translation; what is not recognised stays as it is, but for its dates.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import get_language, gettext

from sakip.arithmetic.periods import BULAN, HARI
from sakip.kernel.translation import counted, is_source, pieces, worded

KALIMAT = "kalimat"
"""Context of the messages that are composed in Python."""

_YEAR = re.compile(r"tahun$|(^|\.)tahun_[a-z]+$")
"""A variable that holds a year, so that a sentence with “sampai” in it is not taken for a span of years."""

_DATE = re.compile(rf"\b(?:{'|'.join(BULAN)})(?= \d{{4}}\b)|\b(?:{'|'.join(HARI)})(?=, \d)|(?<=\d{{4}} )pukul(?= \d)")


def said(text: str) -> str:
    """A word or sentence of Python in the reader's words and language: '3 hari lagi' is 'in 3 days'."""
    text = worded(text)
    return _said(text, get_language() or "") if text and not is_source() else text


@lru_cache(maxsize=8_000)
def _said(text: str, language: str) -> str:
    known = gettext(text)
    if known != text:
        return known
    for pattern, parts in _patterns(language):
        if found := pattern.fullmatch(text):
            facts = found.groupdict()
            told: list[str] = []
            for place, part in enumerate(parts):
                if place % 2:
                    fact = facts[_group(part)]
                    told.append(fact if _quoted(parts, place) else said(fact))
                else:
                    told.append(counted(part, told[-1] if told else ""))
            return "".join(told)
    return _DATE.sub(lambda word: gettext(word[0]), text)


def _quoted(parts: tuple[str, ...], place: int) -> bool:
    """Whether a fact stands between quotation marks: a name of the file or what somebody typed, as it stands."""
    return parts[place - 1].endswith("“") and parts[place + 1].startswith("”")


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    """How each composed sentence looks, and its translation in pieces; those with the most fixed words first."""
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        found = [row for row in read_mo(file) if row.context in (KALIMAT, KALIMAT.encode())]  # babel leaves it in bytes
    rows = [(str(row.id), str(row.string)) for row in found if row.string]
    rows.sort(key=lambda row: (-sum(map(len, pieces(row[0])[::2])), row[0]))
    return [(_pattern(message, pieces(text)), pieces(text)) for message, text in rows]


def _pattern(message: str, told: tuple[str, ...]) -> re.Pattern[str]:
    numbers = {name for name, after in zip(told[1::2], told[2::2], strict=True) if counted(after, "1") != after}
    written, seen = "", set()
    for place, part in enumerate(pieces(message)):
        if place % 2 == 0:
            written += re.escape(part)
        elif part in seen:
            written += f"(?P={_group(part)})"
        else:
            seen.add(part)
            kind = r"[0-9.]+" if part in numbers else r"[0-9]{4}" if _YEAR.search(part) else ".+?"
            written += f"(?P<{_group(part)}>{kind})"
    return re.compile(written, re.DOTALL)


def _group(variable: str) -> str:
    return "v" + re.sub(r"\W", "_", variable)
