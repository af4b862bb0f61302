"""A form that is sent twice is done once: a second click, Back and again, two at the same moment."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from sakip.kernel import once
from sakip.kernel.access import Role
from sakip.perencanaan.models import SimpulRencana
from tests.builders import World
from tests.pages import BACKEND, text_of
from tests.people import Person, person
from tests.perencanaan.rencana import draft, filled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    caches["kiriman"].clear()


@pytest.fixture
def perencana(dunia: World) -> Person:
    return person("Perencana", dunia.dinkes, Role.PERENCANA)


def browser(who: Person) -> Client:
    """One that sends the token of the page's form, as a real one does."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(who.akun, backend=BACKEND)
    return client


def token(client: Client, address: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(address).content.decode())
    assert found
    return found[1]


def test_a_second_click_adds_nothing(dunia: World, perencana: Person) -> None:
    client = browser(perencana)
    address = reverse("perencanaan:rencana-tambah-baris", args=[draft(dunia.dinkes).pk])
    sent = {"tingkat": "tujuan", "pernyataan": "Sehat", "csrfmiddlewaretoken": token(client, address)}
    first: Any = client.post(address, sent)
    again: Any = client.post(address, sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert again["Location"] == first["Location"]
    assert "kiriman kedua tidak diproses" in text_of(client.get(again["Location"]))
    assert SimpulRencana.related.count() == 1
    # what is meant goes through: other words from the same page, the same words from a page opened anew
    client.post(address, sent | {"pernyataan": "Bahagia"})
    client.post(address, sent | {"csrfmiddlewaretoken": token(client, address)})
    assert [row.pernyataan for row in SimpulRencana.related.order_by("pk")] == ["Sehat", "Bahagia", "Sehat"]


def test_what_was_refused_may_be_sent_again(dunia: World, perencana: Person) -> None:
    client = browser(perencana)
    address = reverse("perencanaan:rencana-tambah-baris", args=[draft(dunia.dinkes).pk])
    sent = {"tingkat": "tujuan", "pernyataan": " ", "csrfmiddlewaretoken": token(client, address)}
    assert [client.post(address, sent).status_code for _ in range(2)] == [422, 422]


def test_what_was_refused_in_a_message_may_be_sent_again(dunia: World, perencana: Person) -> None:
    """The page that says no is another; Back leads to the form with its old token, which was not done."""
    client, versi = browser(perencana), draft(dunia.dinkes)
    page = reverse("perencanaan:rencana-versi", args=[versi.pk])
    sent = {"versi": str(versi.versi), "csrfmiddlewaretoken": token(client, page)}
    address = reverse("perencanaan:rencana-versi-langkah", args=[versi.pk, "ajukan"])
    client.post(address, sent)
    versi.refresh_from_db()
    assert versi.status == "draf"  # nothing stands in it
    filled(versi)
    client.post(address, sent)
    versi.refresh_from_db()
    assert versi.status == "diajukan"


def test_a_choice_is_made_as_often_as_one_likes(perencana: Person) -> None:
    client = browser(perencana)
    mask, address = token(client, "/"), reverse("kernel:pilih-periode")
    for tahun in ("2024", "2025", "2024"):
        client.post(address, {"tahun": tahun, "periode": "T", "csrfmiddlewaretoken": mask})
    assert client.session["tahun"] == 2024


# --- the middleware by itself ----------------------------------------------------------------------------------------


def request_of(who: Person, **data: Any) -> HttpRequest:
    request = RequestFactory().post("/tempat/", {"csrfmiddlewaretoken": "topeng", **data})
    request.user = who.akun
    return request


def test_the_content_of_files_counts(perencana: Person) -> None:
    keys = {
        once._key(request_of(perencana, berkas=SimpleUploadedFile("a.csv", content))) for content in (b"1", b"2", b"1")
    }
    assert len(keys) == 2
    request = request_of(perencana, berkas=SimpleUploadedFile("a.csv", b"isi"))
    once._key(request)
    file: Any = request.FILES["berkas"]
    assert file.read() == b"isi"


def test_of_two_at_once_the_second_waits_for_the_first(perencana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, waited = [], []

    def answer(_request: HttpRequest) -> HttpResponse:
        asked.append(1)
        return HttpResponseRedirect("/hasil/")

    handle = once.middleware(answer)
    key = once._key(request_of(perencana))
    caches["kiriman"].add(key, "")  # the first is under way

    def sleep(_seconds: float) -> None:
        waited.append(1)
        caches["kiriman"].delete(key)  # and was refused

    monkeypatch.setattr(time, "sleep", sleep)
    assert handle(request_of(perencana)).status_code == 302
    assert (len(asked), len(waited)) == (1, 1)


def test_one_that_takes_too_long_is_told(perencana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    caches["kiriman"].add(once._key(request_of(perencana)), "")
    monkeypatch.setattr(once, "PATIENCE", -1)
    monkeypatch.setattr(once, "refused", lambda _request, refusal: HttpResponse(refusal.sentence, status=409))
    told = once.middleware(lambda _request: HttpResponse())(request_of(perencana))
    assert told.status_code == 409
    assert "masih diproses" in told.content.decode()


def test_a_crash_forgets_the_form(perencana: Person) -> None:
    def crash(_request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once.middleware(crash)(request_of(perencana))
    assert caches["kiriman"].get(once._key(request_of(perencana))) is None
