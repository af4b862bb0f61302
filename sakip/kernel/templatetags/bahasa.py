"""The marks that the loader puts around messages, and the filter for words that come from Python."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, VariableNode
from django.template.context import Context
from django.utils.translation import get_language

from sakip.kernel.composed import said
from sakip.kernel.translation import MESSAGES, as_written, counted, pieces, translated

register = template.Library()


class Pesan(Node):
    """A run of text as it stands; else in the reader's words or language, with the same variables in it."""

    child_nodelists = ("nodelist",)

    def __init__(self, message: str, nodelist: NodeList) -> None:
        self.message = message
        self.nodelist = nodelist
        self.variables = {_named(node): node for node in nodelist if isinstance(node, VariableNode)}

    def render(self, context: Context) -> str:
        if as_written():
            return self.nodelist.render(context)
        text = translated(self.message)
        if text == self.message:
            return self.nodelist.render(context)
        parts: list[str] = []
        for place, part in enumerate(pieces(text)):
            parts.append(
                self.variables[part].render(context) if place % 2 else counted(part, parts[-1] if parts else "")
            )
        return "".join(parts)


def _named(node: VariableNode) -> str:
    """How the message names the variable: as it is written between the braces."""
    expression: FilterExpression = node.filter_expression
    return " ".join(str(expression.token).split())


@register.tag
def pesan(parser: Parser, token: Token) -> Pesan:
    """``{% pesan KEY %}text{% endpesan %}``, written by the loader alone."""
    _tag, key = token.split_contents()
    nodelist = parser.parse(("endpesan",))
    parser.delete_first_token()
    return Pesan(MESSAGES[key], nodelist)


@register.simple_tag
def bahasa() -> str:
    """The language of this page: 'id' or 'en'."""
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag
def other_languages() -> list[tuple[str, str]]:
    """Code and name of the languages that a person may change to."""
    return [(code, name) for code, name in settings.LANGUAGES if code != bahasa()]


@register.filter
def t(value: object) -> object:
    """A word or sentence that Python gives, in the reader's words and language; anything but text passes through."""
    if isinstance(value, list | tuple):
        return [t(each) for each in value]
    if not isinstance(value, str):
        return value
    told = said(value)
    return value if told == value else told  # the value itself, so that what is safe stays so
