"""The first page anyone sees works in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_stranger_is_asked_to_sign_in(page: Page, live_server: LiveServer, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(live_server.url)
    expect(page).to_have_url(re.compile("/akun/login/"))
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()
    assert violations(page) == []


def test_the_form_is_filled_by_keyboard_alone(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/akun/login/")
    page.get_by_label("Surel").focus()
    page.keyboard.type("tidak.ada@contoh.go.id")
    page.keyboard.press("Tab")
    page.keyboard.type("kata-sandi-yang-salah")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Surel")).to_have_value("tidak.ada@contoh.go.id")  # nothing typed is lost
