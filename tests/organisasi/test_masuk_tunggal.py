"""Single sign-on: whom the provider opens an account to, and whom not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi import actions
from sakip.organisasi.models import Akun
from tests.builders import World
from tests.oidc import Provider, provider
from tests.pages import text_of
from tests.people import PASSWORD, Person, person

BEGIN = reverse("organisasi:masuk-tunggal")


@pytest.fixture
def oidc(settings: Settings) -> Iterator[Provider]:
    with provider() as running:
        for name, value in running.settings().items():
            setattr(settings, name, value)
        yield running


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


def way_back(client: Client, begin: str = BEGIN) -> str:
    """Where the provider sends the browser back to, after it was sent there."""
    sent: Any = client.get(begin)
    assert sent.status_code == 302
    answered = requests.get(sent["Location"], allow_redirects=False, timeout=5)
    address = urlsplit(answered.headers["Location"])
    return f"{address.path}?{address.query}"


def visit(client: Client, begin: str = BEGIN) -> Any:
    return client.get(way_back(client, begin))


def signed_in_as(client: Client) -> int | None:
    value = client.session.get("_auth_user_id")
    return int(value) if value else None


@pytest.mark.parametrize("verified", [False, "false", "", None, 0])
def test_an_address_that_is_not_verified_opens_nothing(oidc: Provider, sari: Person, verified: object) -> None:
    oidc.claims["email_verified"] = verified
    client = Client()
    answer = visit(client)
    assert answer.status_code == 403
    assert "belum memastikan bahwa surel itu milik Anda" in text_of(answer)
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("email", ["siapa@contoh.go.id", "", "sari@contoh.go.id.jahat.example"])
def test_nobody_is_signed_up(oidc: Provider, sari: Person, email: str) -> None:
    oidc.claims["email"] = email
    client = Client()
    answer = visit(client)
    assert answer.status_code == 403
    assert "Belum ada akun SAKIP yang aktif" in text_of(answer)
    assert signed_in_as(client) is None
    assert Akun.related.count() == 1


def test_a_closed_account_stays_closed(oidc: Provider, sari: Person) -> None:
    admin = person("Admin", sari.akun.unit, Role.ADMINISTRATOR)
    actions.deactivate_account(sari.akun, by=admin.access)
    client = Client()
    assert "Belum ada akun SAKIP yang aktif" in text_of(visit(client))
    actions.activate_account(sari.akun, by=admin.access)
    assert visit(client)["Location"] == "/"
    actions.deactivate_account(sari.akun, by=admin.access)
    later = Client()
    assert visit(later)["Location"] == reverse("account_inactive")
    assert signed_in_as(later) is None


def test_the_account_is_found_by_its_verified_address_and_keeps_its_password(oidc: Provider, sari: Person) -> None:
    oidc.claims["email"] = "Sari@Contoh.go.id"
    client = Client()
    assert visit(client, f"{BEGIN}?next=/unit/")["Location"] == "/unit/"
    now = Akun.related.get(pk=sari.akun.pk)
    assert signed_in_as(client) == sari.akun.pk
    assert now.masuk_tunggal is not None
    assert now.check_password(PASSWORD)
    assert SocialAccount.objects.get().uid == "17"


def test_next_leads_to_no_other_machine(oidc: Provider, sari: Person) -> None:
    for address in ("https://jahat.example/", "//jahat.example/", "https:/jahat.example", "javascript:alert(1)"):
        assert visit(Client(), f"{BEGIN}?next={address}")["Location"] == "/", address


def test_whoever_gets_the_address_later_does_not_get_the_account(oidc: Provider, sari: Person) -> None:
    visit(Client())
    oidc.claims["sub"] = "18"
    client = Client()
    answer = visit(client)
    assert answer.status_code == 403
    assert "sudah tertaut ke pengguna lain" in text_of(answer)
    assert signed_in_as(client) is None


def test_the_person_stays_known_when_the_address_changes_there(oidc: Provider, sari: Person) -> None:
    visit(Client())
    oidc.claims |= {"email": "sari.utami@contoh.go.id", "email_verified": False}
    client = Client()
    visit(client)
    assert signed_in_as(client) == sari.akun.pk


def test_a_second_factor_is_asked_for_here_as_well(oidc: Provider, sari: Person) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(sari.akun, generate_totp_secret())
    client = Client()
    assert visit(client)["Location"] == reverse("mfa_authenticate")
    assert signed_in_as(client) is None


def test_a_state_that_was_not_asked_for_or_of_another_browser_is_refused(oidc: Provider, sari: Person) -> None:
    stolen = way_back(Client())
    for address in (stolen, stolen.replace("state=", "state=x"), reverse("openid_connect_callback", args=["oidc"])):
        client = Client()
        answer: Any = client.get(address)
        assert answer.status_code == 401, address
        assert signed_in_as(client) is None


def test_a_second_provider_is_not_bound_from_inside(oidc: Provider, sari: Person) -> None:
    """allauth's ``process=connect`` would bind whatever the provider says to whoever is signed in."""
    client = Client()
    query = parse_qs(urlsplit(client.get(f"{BEGIN}?process=connect")["Location"]).query)
    state = query["state"][0]
    assert client.session["socialaccount_states"][state][0]["process"] == "login"


def test_who_cancels_is_told_so(oidc: Provider, sari: Person) -> None:
    oidc.cancelled = True
    assert visit(Client())["Location"] == reverse("socialaccount_login_cancelled")


def test_a_provider_that_does_not_answer_is_said_in_a_sentence(oidc: Provider, settings: Settings, db: None) -> None:
    for name, value in Provider("http://127.0.0.1:9").settings().items():
        setattr(settings, name, value)
    answer: Any = Client().get(BEGIN)
    assert answer.status_code == 401
    assert "tidak menjawab sebagaimana mestinya" in text_of(answer)


def test_the_button_is_there_where_it_leads_somewhere(oidc: Provider, settings: Settings, db: None) -> None:
    login = reverse("account_login")
    assert "Masuk dengan SSO Uji" in text_of(Client().get(login))
    settings.OIDC_ISSUER = ""
    assert "Masuk dengan SSO Uji" not in text_of(Client().get(login))
    assert Client().get(BEGIN).status_code == 404


def test_after_unbinding_the_account_is_bound_anew(oidc: Provider, sari: Person) -> None:
    visit(Client())
    actions.unlink_single_sign_on(Akun.related.get(pk=sari.akun.pk), alasan="berpindah", by=SYSTEM)
    oidc.claims["sub"] = "18"
    client = Client()
    visit(client)
    assert signed_in_as(client) == sari.akun.pk
