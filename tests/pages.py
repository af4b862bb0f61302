"""What the tests of pages share: a signed-in client in a chosen period, and the grid as a browser sends it."""

from __future__ import annotations

import csv
import re
from html import unescape
from typing import Any

from django.test import Client

from tests.people import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(who: Person, *, tahun: int = 2025, periode: str = "T") -> Client:
    """A browser of this person that has chosen a year and a period."""
    client = Client()
    client.force_login(who.akun, backend=BACKEND)
    session = client.session
    session["tahun"], session["periode"] = tahun, periode
    session.save()
    return client


def text_of(response: Any) -> str:
    """The page as a person reads it: no tags, spaces folded."""
    markup = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def inputs(response: Any) -> dict[str, str]:
    """Names and values of the page's text and hidden inputs, as the browser would send them back."""
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", response.content.decode()):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type", "text") in {"text", "hidden"} and "name" in attributes:
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    return found


def csv_rows(response: Any) -> list[list[str]]:
    """A list downloaded as CSV, as rows of cells; the titles first."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))
