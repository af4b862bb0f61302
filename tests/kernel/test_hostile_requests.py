"""Requests nobody means well with: sign-in, closed doors, redirects, odd numbers, a session of yesterday."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from sakip.kernel.access import Role
from sakip.organisasi.models import Akun
from tests.builders import World
from tests.people import PASSWORD, Person, person

LOGIN = "/akun/login/"


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PENGELOLA)


@pytest.fixture
def client(sari: Person) -> Client:
    client = Client()
    client.force_login(sari.akun)
    return client


def sign_in(client: Client, password: str, email: str = "sari@contoh.go.id", **more: str) -> int:
    return client.post(LOGIN, {"login": email, "password": password}, **more).status_code  # type: ignore[arg-type]


def test_after_five_wrong_passwords_even_the_right_one_must_wait(sari: Person) -> None:
    client = Client()
    assert [sign_in(client, "salah") for _ in range(5)] == [200] * 5
    sign_in(client, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_a_forged_address_of_origin_gives_no_more_tries(sari: Person) -> None:
    client = Client()
    for n in range(20):
        sign_in(client, "salah", f"orang{n}@contoh.go.id", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")
    sign_in(client, PASSWORD, HTTP_X_FORWARDED_FOR="10.0.1.1")
    assert "_auth_user_id" not in client.session


def test_the_right_password_signs_in(sari: Person) -> None:
    client = Client()
    assert sign_in(client, PASSWORD, "SARI@contoh.go.id") == 302
    assert client.session["_auth_user_id"] == str(sari.akun.pk)


def test_an_account_that_was_deactivated_is_out_at_once_and_cannot_come_back(sari: Person, client: Client) -> None:
    assert client.get(reverse("organisasi:unit-daftar")).status_code == 200
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_akun SET aktif = %s", [False])
    assert client.get(reverse("organisasi:unit-daftar")).status_code == 302
    other = Client()
    sign_in(other, PASSWORD)
    assert "_auth_user_id" not in other.session


def test_who_changes_his_password_is_signed_out_everywhere_else(sari: Person, client: Client) -> None:
    here = Client()
    here.force_login(sari.akun)
    new = "sandi-baru-yang-kuat"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/akun/password/change/", data).status_code == 302
    assert Akun.related.get(pk=sari.akun.pk).check_password(new)
    assert client.get(reverse("organisasi:unit-daftar")).status_code == 302


@pytest.mark.parametrize("new", ["pendek", "sari@contoh.go.id", "123456789012", "password1234"])
def test_a_weak_password_is_not_taken(sari: Person, client: Client, new: str) -> None:
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/akun/password/change/", data).status_code == 200
    assert Akun.related.get(pk=sari.akun.pk).check_password(PASSWORD)


@pytest.mark.parametrize(
    "address",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/x/",
        "login/code/confirm/",
        "password/reset/",
        "password/reset/key/1-x/",
        "3rdparty/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_doors_of_the_sign_in_that_we_do_not_use_are_not_there(client: Client, address: str, method: str) -> None:
    """An account's address is set by an administrator: nobody adds another one to his account, or makes an account."""
    for who in (client, Client()):
        assert getattr(who, method)(f"/akun/{address}").status_code == 404


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_the_choice_of_a_period_sends_nobody_elsewhere(client: Client, back: str) -> None:
    response = client.post(reverse("kernel:pilih-periode"), {"tahun": "2025", "periode": "TW1", "kembali": back})
    assert (response.status_code, response.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    "data",
    [
        {"tahun": "99999"},
        {"tahun": "-1"},
        {"tahun": "1e3"},
        {"tahun": "2025", "periode": "TW9"},
        {"tahun": "2025", "periode": "S1"},  # no page can hold its values yet
        {},
        {"tahun": "9" * 5000},
    ],
)
def test_an_odd_period_is_not_chosen(client: Client, data: dict[str, str]) -> None:
    assert client.post(reverse("kernel:pilih-periode"), data).status_code == 400


@pytest.mark.parametrize(
    "kept", [{"tahun": 2025, "periode": "TW9"}, {"tahun": 99999}, {"tahun": "2025"}, {"tahun": None}]
)
def test_a_session_that_keeps_an_unknown_period_shows_the_current_year(client: Client, kept: dict[str, object]) -> None:
    session = client.session
    session.update(kept)
    session.save()
    assert client.get(reverse("organisasi:unit-daftar")).status_code == 200


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_number_that_no_row_can_have_is_not_found(client: Client, pk: int) -> None:
    assert client.get(f"/unit/{pk}/").status_code == 404


@pytest.mark.parametrize("query", ["cari=%00", "unit=%00", "id=%00", "halaman=-1", "halaman=x", "cari=%ff%fe"])
def test_odd_questions_to_the_history_are_no_fault(client: Client, query: str) -> None:
    assert client.get(f"{reverse('kernel:riwayat')}?{query}").status_code in {200, 400}


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_headers_and_cookies(sari: Person) -> None:
    client = Client()
    response = client.post(LOGIN, {"login": "sari@contoh.go.id", "password": PASSWORD})
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_form_from_elsewhere_is_refused(sari: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sari.akun)
    assert client.post(reverse("kernel:pilih-periode"), {"tahun": "2025"}).status_code == 403


def test_what_the_database_url_asks_for_is_kept_beside_the_pool() -> None:
    """Otherwise ``?sslmode=verify-full`` would be dropped without a word."""
    script = "from sakip.settings import DATABASES; print(DATABASES['default']['OPTIONS'])"
    environment = {**os.environ, "DATABASE_URL": "postgres://a:b@db.example/sakip?sslmode=verify-full"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'sslmode': 'verify-full', 'pool': True}"


@pytest.mark.parametrize("query", ["?dari=0001-01-01", "?sampai=9999-12-31", "?dari=9999-12-31&sampai=0001-01-01"])
def test_the_first_and_the_last_day_there_is_are_days_of_the_history_as_well(client: Client, query: str) -> None:
    assert client.get(reverse("kernel:riwayat") + query).status_code == 200


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000])
def test_a_number_too_long_for_any_row_filters_nothing_away_and_breaks_nothing(client: Client, number: str) -> None:
    for address in ("perencanaan:rencana-daftar", "anggaran:pagu-daftar"):
        assert client.get(reverse(address), {"unit": number, "tahun": number}).status_code == 200
