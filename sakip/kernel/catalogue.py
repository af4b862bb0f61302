"""The catalogue of translations. For developers and tests, not for pages."""

from __future__ import annotations

import re
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sakip.kernel.collecting import PACKAGE, composed, messages
from sakip.kernel.composed import KALIMAT

FOLDER = PACKAGE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
_VARIABLE = re.compile(r"\{[^{}]*\}")
_MARKUP = re.compile(r"[<>\"']")  # a translation stands in HTML and in its attributes as it is


def read_catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def wanted() -> list[tuple[str, str | None]]:
    """Every message with its context: none, or that of the sentences which Python composes."""
    return [*((each, None) for each in messages()), *((each, KALIMAT) for each in composed())]


def missing() -> list[str]:
    """Messages without a translation."""
    catalogue = read_catalogue()
    return [each for each, context in wanted() if not ((row := catalogue.get(each, context)) and row.string)]


def faults() -> list[str]:
    """What is wrong with the translations there are: other variables, marks that HTML would read, not yet looked at."""
    found = []
    for row in read_catalogue():
        source, text = str(row.id), str(row.string)
        if source and row.fuzzy:
            found.append(f"{source}: marked fuzzy; check it and take the mark away")
        if not source or not text:
            continue
        if set(_VARIABLE.findall(source)) != set(_VARIABLE.findall(text)):
            found.append(f"{source}: other variables in {text}")
        if set(_MARKUP.findall(_VARIABLE.sub("", text))) - set(_MARKUP.findall(_VARIABLE.sub("", source))):
            found.append(f"{source}: quotes are “ ” and ’, and no markup, in {text}")
    return found


def update() -> None:
    """Bring the catalogue to the messages there are: new ones empty, translations kept, what nobody shows left out."""
    old = read_catalogue() if PO.exists() else Catalog(locale="en")
    new = Catalog(locale="en", project="sakip", fuzzy=False)
    for each, context in wanted():
        kept = old.get(each, context)
        new.add(each, string=kept.string if kept else "", context=context)
    FOLDER.mkdir(parents=True, exist_ok=True)
    new.creation_date = new.revision_date = old.creation_date
    with PO.open("wb") as file:
        write_po(file, new, width=120, omit_header=False)


def compiled() -> bytes:
    """The catalogue as the program reads it."""
    made = BytesIO()
    write_mo(made, read_catalogue())
    return made.getvalue()


def compile_catalogue() -> None:
    MO.write_bytes(compiled())
