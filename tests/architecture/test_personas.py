"""Every address and what it answers each persona. An address that is not in the table fails.

Columns: publik, orang asing (pengelola of another instansi), tetangga (perencana of another dinas), pembaca,
pelapor, verifikator, evaluator (all of the Dinas Kesehatan), pengelola and administrator (of the whole kabupaten).
Answers: `in` sent to the sign-in page, a status, or for POST `ok` (let in: saved, sent back with errors, or
refused by a rule). A POST of an empty form is enough to tell who is let in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.addresses import GET, PERSONAS, POST, Objects, objects
from tests.builders import World
from tests.people import Person, cast_of


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


ALL = sorted(set(names(get_resolver())))


def test_every_address_is_in_the_table_and_every_row_is_an_address() -> None:
    assert sorted(GET) == ALL
    assert set(POST) <= set(ALL)


@pytest.fixture
def people(dunia: World) -> dict[str, Person]:
    return cast_of(dunia)


@pytest.fixture
def things(dunia: World, people: dict[str, Person]) -> Objects:
    return objects(dunia, people)


def client_of(persona: str, people: dict[str, Person]) -> Client:
    client = Client()
    if persona != "publik":
        client.force_login(people[persona].akun)
    return client


def answer(client: Client, method: str, url: str) -> str:
    response: Any = client.get(url) if method == "GET" else client.post(url)
    if response.status_code == 302 and response.url.startswith("/akun/login/"):
        return "in"
    if method == "POST" and response.status_code in {200, 302, 400, 409, 422}:
        return "ok"
    return str(response.status_code)


@pytest.mark.parametrize("name", ALL)
def test_who_may_open(name: str, people: dict[str, Person], things: Objects) -> None:
    url = reverse(name, kwargs=things.kwargs(name)) + things.query.get(name, "")
    answers = {persona: answer(client_of(persona, people), "GET", url) for persona in PERSONAS}
    assert answers == dict(zip(PERSONAS, GET[name].split(), strict=True))


@pytest.mark.parametrize("name", sorted(POST))
def test_who_may_send(name: str, people: dict[str, Person], things: Objects) -> None:
    url = reverse(name, kwargs=things.kwargs(name)) + things.query.get(name, "")
    answers = {persona: answer(client_of(persona, people), "POST", url) for persona in PERSONAS}
    assert answers == dict(zip(PERSONAS, POST[name].split(), strict=True))
