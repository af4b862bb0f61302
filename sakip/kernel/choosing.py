"""Long lists to choose from: what a label says besides its name, and how a list of thousands is narrowed.

A list stays a native ``<select>``; ``choose.js`` makes one of more than a dozen options into a box that is searched
while typing. Of more than ``PRINTED`` options the page holds only those that fit what was typed beside the list. The
button there sends the whole form, named ``NARROW``: such a request is answered as a look at the page (``narrowing``),
so nothing is written and nothing typed is lost. The script asks the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

from django.forms import BoundField, Select
from django.http import HttpRequest, HttpResponse

PRINTED = 250
"""Options that a page prints of one list."""

NARROW = "persempit"


class Label(str):
    """The label of an option; the second line of the box says ``note``, and it is also found by ``also``."""

    __slots__ = ("also", "note")
    note: str
    also: str

    def __new__(cls, text: str, *, note: str = "", also: str = "") -> Self:
        made = super().__new__(cls, text)
        made.note, made.also = note, also
        return made

    @property
    def attributes(self) -> dict[str, str]:
        """As the option carries them."""
        return {f"data-{name}": text for name in ("note", "also") if (text := getattr(self, name))}


@dataclass(frozen=True)
class Narrowed:
    """A list of which the page prints a part: ``fit`` of ``total`` options hold the words, ``shown`` stand there."""

    name: str
    typed: str
    choices: Sequence[Any]
    total: int
    fit: int
    shown: int


def narrowed(field: BoundField) -> Narrowed | None:
    """What is printed of a long list; None where all of it is.

    What is chosen stays, and what an empty value says.
    """
    widget = field.field.widget
    if not isinstance(widget, Select) or (total := sum(1 for _each in _flat(widget.choices))) <= PRINTED:
        return None
    name = f"{field.html_name}-kata"
    typed = " ".join(str(field.form.data.get(name, "")).split())
    value = field.value()
    chosen = {str(each) for each in (value if isinstance(value, list | tuple) else [value])}
    fit = {key for key, label, group in _flat(widget.choices) if key and fits(typed, f"{group} {label}", label)}
    shown = set(_first(_flat(widget.choices), fit))
    kept = [*_kept(widget.choices, shown | chosen | {""})]
    return Narrowed(name, typed, kept, total, len(fit), len(shown))


def fits(typed: str, text: str, label: Any = "") -> bool:
    """Whether every word stands in the text, in any order; a code also without its points."""
    whole = f"{text} {getattr(label, 'note', '')} {getattr(label, 'also', '')}".casefold()
    bare = whole.replace(".", "")
    return all(word in whole or word in bare for word in typed.casefold().split())


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any, str]]:
    """Value, label and group of every option."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(key), each, str(value)) for key, each in label)
        else:
            yield str(value), label, ""


def _first(options: Iterable[tuple[str, Any, str]], fit: Collection[str]) -> list[str]:
    return [key for key, _label, _group in options if key in fit][:PRINTED]


def _kept(choices: Iterable[Any], kept: Collection[str]) -> Iterator[Any]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            if inside := [each for each in label if str(each[0]) in kept]:
                yield value, inside
        elif str(value) in kept:
            yield value, label


def narrowing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A form that was sent only to narrow one of its lists is looked at, never saved."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and NARROW in request.POST:
            request.method = "GET"
        return get_response(request)

    return middleware


def only_looked_at(request: HttpRequest, form: Any) -> None:
    """In such a look the form is bound to what was typed, but what is wrong in it is not said yet."""
    if request.method == "GET" and NARROW in request.POST:
        form.errors.clear()


def with_notes(widget: Any) -> None:
    """Let the widget of one form print what its labels carry."""
    made = widget.create_option

    def create_option(name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = cast("dict[str, Any]", made(name, value, label, *args, **kwargs))
        if isinstance(label, Label):
            option["attrs"] = {**option["attrs"], **label.attributes}
        return option

    widget.create_option = create_option
