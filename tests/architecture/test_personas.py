"""Every address and what it answers each persona. An address that is not in the table fails.

Columns: publik, orang asing (pengelola of another instansi), tetangga (perencana of another dinas), pembaca,
pelapor, verifikator, evaluator (all of the Dinas Kesehatan), pengelola and administrator (of the whole kabupaten).
Answers: `in` sent to the sign-in page, a status, or for POST `ok` (let in: saved, sent back with errors, or
refused by a rule). A POST of an empty form is enough to tell who is let in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from sakip.documents.model import Document
from sakip.kernel import papers
from sakip.perencanaan.views import rencana_berkas
from tests.architecture.addresses import GET, PERSONAS, POST, Objects, objects
from tests.builders import world
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


@dataclass(frozen=True)
class Stage:
    """One world for all addresses, what they name, and who tries them: signed in once, each test takes the cookie."""

    objects: Objects
    sessions: dict[str, str]

    def url(self, name: str) -> str:
        return reverse(name, kwargs=self.objects.kwargs(name)) + self.objects.query.get(name, "")

    def client(self, persona: str) -> Client:
        client = Client()
        if persona in self.sessions:
            client.cookies["sessionid"] = self.sessions[persona]
        return client


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), transaction.atomic():
        dunia = world()
        people = cast_of(dunia)
        yield Stage(objects(dunia, people), {name: session_of(each) for name, each in people.items()})
        transaction.set_rollback(True)


@pytest.fixture
def stage(built: Stage, db: None, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """What one address does is taken back by ``db``. A paper that several may have is drawn for the first of them."""
    for module in (papers, rencana_berkas):
        for name in {"render_pdf", "render_docx", "render_xlsx", "render_with_pages"} & set(vars(module)):
            monkeypatch.setattr(module, name, drawn_once(getattr(module, name)))
    return built


def drawn_once(render: Callable[..., Any]) -> Callable[..., Any]:
    """The renderer, not called again for the same document, whatever time is to stand in the file."""
    drawn: list[tuple[Document, Any]] = []

    def remembering(document: Document, **options: Any) -> Any:
        found = next((file for known, file in drawn if known == document), None)
        if found is None:
            found = render(document, **options)
            drawn.append((document, found))
        return found

    return remembering


def session_of(who: Person) -> str:
    client = Client()
    client.force_login(who.akun)
    return client.cookies["sessionid"].value


def answer(client: Client, method: str, url: str) -> str:
    response: Any = client.get(url) if method == "GET" else client.post(url)
    if response.status_code == 302 and response.url.startswith("/akun/login/"):
        return "in"
    if method == "POST" and response.status_code in {200, 302, 400, 409, 422}:
        return "ok"
    return str(response.status_code)


def expected(answers: str) -> dict[str, str]:
    """By persona. On PostgreSQL each answer of an address is asked for once, by the last who gets it.

    What a role may do is decided above the database, and said by this table in whole on SQLite.
    """
    by = dict(zip(PERSONAS, answers.split(), strict=True))
    if connection.vendor == "sqlite":
        return by
    last = {given: who for who, given in by.items()}
    return {who: given for who, given in by.items() if last[given] == who}  # in their order: one may take it away


@pytest.mark.parametrize("name", ALL)
def test_who_may_open(name: str, stage: Stage) -> None:
    wanted = expected(GET[name])
    assert {who: answer(stage.client(who), "GET", stage.url(name)) for who in wanted} == wanted


@pytest.mark.parametrize("name", sorted(POST))
def test_who_may_send(name: str, stage: Stage) -> None:
    wanted = expected(POST[name])
    assert {who: answer(stage.client(who), "POST", stage.url(name)) for who in wanted} == wanted
