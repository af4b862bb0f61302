"""The second factor in the browser's requests: set up, asked for, never twice with one code, required by a role."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import HistoryEntry
from sakip.organisasi import actions
from sakip.organisasi.models import Akun, Instansi
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import PASSWORD, Person, person
from tests.telephone import code

ACTIVATE, REAUTHENTICATE = reverse("mfa_activate_totp"), reverse("account_reauthenticate")
SECOND_STEP = reverse("mfa_authenticate")


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


def confirmed(client: Client, onward: str) -> Any:
    """The page behind the question for the password."""
    return client.post(f"{REAUTHENTICATE}?next={onward}", {"password": PASSWORD}, follow=True)


def set_up(client: Client) -> str:
    """Set the second factor up as a person does; its secret."""
    page = confirmed(client, ACTIVATE).content.decode()
    found = re.search(r'class="sk-secret">([A-Z2-7]+)<', page)
    assert found
    answer: Any = client.post(ACTIVATE, {"code": code(found[1])}, follow=True)
    assert "Masih ada 10 dari 10 kode" in text_of(answer)
    return found[1]


def first_step(who: Person) -> Client:
    client = Client()
    answer: Any = client.post(reverse("account_login"), {"login": who.akun.email, "password": PASSWORD})
    assert answer["Location"] == SECOND_STEP
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_it_is_set_up_behind_the_password_and_told(dunia: World, sari: Person) -> None:
    client = signed_in(sari)
    asked: Any = client.get(ACTIVATE)
    assert asked["Location"].startswith(REAUTHENTICATE)
    confirmed(client, ACTIVATE)
    wrong: Any = client.post(ACTIVATE, {"code": "000000"})
    assert "Kode tidak cocok" in text_of(wrong)
    assert Akun.related.get(pk=sari.akun.pk).dua_langkah is None
    set_up(client)
    assert Akun.related.get(pk=sari.akun.pk).dua_langkah is not None
    entry = HistoryEntry.base.order_by("-id")[0]
    assert (entry.action, entry.actor_name) == ("organisasi.actions.turn_on_second_factor", "Sari")


def test_its_seed_is_not_readable_in_the_database(dunia: World, sari: Person) -> None:
    secret = set_up(signed_in(sari))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_a_code_is_good_once(dunia: World, sari: Person) -> None:
    secret = set_up(signed_in(sari))
    client = first_step(sari)
    now = code(secret)
    assert "Kode tidak cocok" in text_of(client.post(SECOND_STEP, {"code": "123456"}))
    client.post(SECOND_STEP, {"code": now})
    assert is_in(client)
    onlooker = first_step(sari)
    for typed in (now, f"{now[:3]} {now[3:]}"):
        assert "sudah dipakai" in text_of(onlooker.post(SECOND_STEP, {"code": typed}))
    assert not is_in(onlooker)


def test_a_telephone_that_is_half_a_minute_off_will_do_and_one_that_is_an_hour_off_will_not(
    dunia: World, sari: Person
) -> None:
    secret = set_up(signed_in(sari))
    client = first_step(sari)
    client.post(SECOND_STEP, {"code": code(secret, steps=120)})
    assert not is_in(client)
    client.post(SECOND_STEP, {"code": code(secret, steps=1)})
    assert is_in(client)


def test_guessing_is_stopped(dunia: World, sari: Person) -> None:
    secret = set_up(signed_in(sari))
    client = first_step(sari)
    for number in range(6):
        client.post(SECOND_STEP, {"code": f"{number:06d}"})
    client.post(SECOND_STEP, {"code": code(secret)})
    assert not is_in(client)


def test_a_recovery_code_opens_once(dunia: World, sari: Person) -> None:
    inside = signed_in(sari)
    set_up(inside)
    download = inside.get(reverse("mfa_download_recovery_codes")).content.decode()
    one = re.findall(r"^\d{8}$", download, re.MULTILINE)[0]
    client = first_step(sari)
    client.post(SECOND_STEP, {"code": one})
    assert is_in(client)
    again = first_step(sari)
    again.post(SECOND_STEP, {"code": one})
    assert not is_in(again)
    assert "Masih ada 9 dari 10 kode" in text_of(inside.get(reverse("mfa_view_recovery_codes")))
    inside.post(reverse("mfa_generate_recovery_codes"))
    assert "Masih ada 10 dari 10 kode" in text_of(inside.get(reverse("mfa_view_recovery_codes")))


def test_it_is_turned_off_by_its_owner(dunia: World, sari: Person) -> None:
    client = signed_in(sari)
    set_up(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Akun.related.get(pk=sari.akun.pk).dua_langkah is None


def test_another_secret_key_opens_nothing_and_breaks_nothing(dunia: World, sari: Person, settings: Any) -> None:
    secret = set_up(signed_in(sari))
    settings.SECRET_KEY = "kunci-yang-lain"  # as after a restore without the old one
    client = first_step(sari)
    for typed in (code(secret), code(""), "000000"):  # codes of an empty seed are known to everybody
        assert client.post(SECOND_STEP, {"code": typed}).status_code == 200
    assert not is_in(client)


# --- required by a role ----------------------------------------------------------------------------------------------


@pytest.fixture
def required(dunia: World) -> None:
    instansi = Instansi.related.get(unit=dunia.kabupaten)
    actions.require_second_factor(instansi, seen=instansi.versi, peran=[Role.PELAPOR], by=SYSTEM)


def test_who_needs_it_sees_nothing_else_until_it_is_there(dunia: World, sari: Person, required: None) -> None:
    client = signed_in(sari)
    for address in ("/", reverse("organisasi:unit-daftar"), reverse("organisasi:akun-saya"), reverse("kernel:riwayat")):
        answer: Any = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, ACTIVATE), address
    assert client.post(reverse("kernel:pilih-periode"), {"tahun": "2025"})["Location"] == ACTIVATE
    assert "Peran Anda mewajibkan masuk dua langkah" in text_of(confirmed(client, ACTIVATE))
    assert client.get(reverse("organisasi:lupa-sandi")).status_code == 200  # needs no sign-in
    set_up(client)
    assert client.get("/").status_code == 200
    page: Any = client.get(reverse("mfa_deactivate_totp"))
    assert "tidak dapat dimatikan" in text_of(page)
    client.post(reverse("mfa_deactivate_totp"))
    assert Akun.related.get(pk=sari.akun.pk).dua_langkah is not None


def test_who_needs_it_may_leave(dunia: World, sari: Person, required: None) -> None:
    client = signed_in(sari)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_who_does_not_need_it_notices_nothing(dunia: World, required: None) -> None:
    assert signed_in(person("Budi", dunia.dinkes, Role.VERIFIKATOR)).get("/").status_code == 200
    assert signed_in(person("Orang Kota", dunia.lain, Role.PELAPOR)).get("/").status_code == 200
    assert signed_in(person("Tanpa Peran", dunia.dinkes)).get(reverse("organisasi:akun-saya")).status_code == 200
