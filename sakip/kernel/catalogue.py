"""What there is to translate, and the catalogue of translations. For developers and tests, not for pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django import forms
from django.conf import settings

from sakip.kernel.access import ROLE_LABELS
from sakip.kernel.actions import REGISTERED
from sakip.kernel.refusals import SENTENCES
from sakip.kernel.translation import messages_of
from sakip.kernel.web import NAVIGATION, START

PACKAGE = Path(__file__).resolve().parent.parent
FOLDER = PACKAGE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
_LEFT_OUT = {"gaya.html"}  # the style guide is for developers
_VARIABLE = re.compile(r"\{[^{}]*\}")
_MARKUP = re.compile(r"[<>\"']")  # a translation stands in HTML and in its attributes as it is


def messages() -> list[str]:
    """Every message a page can show: of templates, refusals, actions, navigation, forms, and of views' own words."""
    import_module(settings.ROOT_URLCONF)  # so that every form and every refusal is known
    found = {
        *_of_templates(),
        *SENTENCES.values(),
        *(info.sentence for info in REGISTERED.values()),
        *ROLE_LABELS.values(),
        START.label,
        *(label for section, entries in NAVIGATION for label in (section, *(entry.label for entry in entries))),
        *_of_forms(forms.Form),
        *_of_views(),
    }
    return sorted(found - {""})


def _of_templates() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        if path.name not in _LEFT_OUT:
            yield from messages_of(path.read_text(encoding="utf-8"))


def _of_forms(parent: type[forms.Form]) -> Iterator[str]:
    for each in parent.__subclasses__():
        yield from _of_forms(each)
        if each.__module__.startswith("sakip."):
            for field in each.base_fields.values():
                yield str(field.label or "")
                yield str(field.help_text)
                if not callable(choices := getattr(field, "choices", ())):
                    yield from (str(label) for _value, label in choices if isinstance(label, str))


def _of_views() -> Iterator[str]:
    """Sentences and titles that views hand to pages: constants that begin with a capital letter."""
    for path in sorted(PACKAGE.rglob("views*/**/*.py")) + sorted(PACKAGE.rglob("views.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.Dict | ast.Call):
                yield from (text for each in ast.iter_child_nodes(node) if (text := _told(each)))


def _told(node: ast.AST) -> str:
    text = node.value if isinstance(node, ast.Constant) else ""
    return text if isinstance(text, str) and text[:1].isupper() and "/" not in text else ""


def read_catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def missing() -> list[str]:
    """Messages without a translation."""
    catalogue = read_catalogue()
    return [each for each in messages() if not ((row := catalogue.get(each)) and row.string)]


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
    for each in messages():
        kept = old.get(each)
        new.add(each, string=kept.string if kept else "")
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
