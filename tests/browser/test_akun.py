"""Accounts in a real browser: from the invitation to a second factor, and by the agency's single sign-on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from sakip.kernel.access import Role
from sakip.organisasi.models import Akun
from tests.browser.conftest import complaints_of, sign_in, violations
from tests.builders import World, world
from tests.oidc import provider
from tests.people import PASSWORD, Person, person
from tests.telephone import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "kata-sandi-lain-2026"


@pytest.fixture
def dunia(transactional_db: None) -> World:
    return world()


@pytest.fixture
def admin(dunia: World) -> Person:
    return person("Admin", dunia.kabupaten, Role.ADMINISTRATOR)


def enter(page: Page, server: LiveServer, email: str, password: str) -> None:
    page.goto(f"{server.url}/akun/login/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk").click()


def test_from_the_invitation_to_the_second_factor_and_back_in(
    page: Page, browser: Browser, live_server: LiveServer, dunia: World, admin: Person
) -> None:
    """The administrator requires a second factor and invites; the person sets the password, is led to the second
    factor, and signs in with it. Every page on the way is accessible and keeps the content security policy."""
    sign_in(page, live_server, admin)
    page.goto(f"{live_server.url}/administrasi/akun/")
    assert violations(page) == []
    page.get_by_role("link", name="Masuk dua langkah").click()
    page.get_by_role("checkbox", name="Pelapor").check()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Undang orang").click()
    assert violations(page) == []
    page.get_by_label("Nama", exact=True).fill("Rina Marlina")
    page.get_by_label("Surel").fill("rina@contoh.go.id")
    page.get_by_label("Unit kerja").select_option(str(dunia.dinkes.pk))
    page.get_by_label("Peran", exact=True).select_option("pelapor")
    page.get_by_label("Berlaku di").select_option(str(dunia.dinkes.pk))
    page.get_by_role("button", name="Buat undangan").click()
    link = page.get_by_label("Tautan").input_value()
    assert violations(page) == []
    page.get_by_role("link", name="Ke akun Rina Marlina").click()
    expect(page.get_by_text("Diundang")).to_be_visible()
    assert violations(page) == []

    with complaints_of(browser) as hers:
        hers.goto(link)
        assert violations(hers) == []
        hers.get_by_label("Kata sandi baru", exact=True).fill(NEW)
        hers.get_by_label("Kata sandi baru, sekali lagi").fill(NEW)
        hers.get_by_role("button", name="Simpan kata sandi").click()
        enter(hers, live_server, "rina@contoh.go.id", NEW)
        hers.get_by_label("Kata sandi").fill(NEW)  # led to the second factor, which asks for the password again
        hers.get_by_role("button", name="Lanjutkan").click()
        expect(hers.get_by_text("Peran Anda mewajibkan masuk dua langkah")).to_be_visible()
        assert violations(hers) == []
        assert _was_drawn(hers)
        secret = hers.locator(".sk-secret").inner_text()
        hers.get_by_label("Kode dari aplikasi").fill(code(secret))
        hers.get_by_role("button", name="Pasang").click()
        expect(hers.get_by_text("Masih ada 10 dari 10 kode")).to_be_visible()
        assert violations(hers) == []
        with hers.expect_download() as download:
            hers.get_by_role("link", name="Unduh").click()
        assert "Setiap kode berlaku satu kali" in Path(download.value.path()).read_text(encoding="utf-8")
        hers.get_by_role("link", name="Selesai").click()
        expect(hers.get_by_role("heading", name="Akun saya")).to_be_visible()
        assert violations(hers) == []
        hers.context.clear_cookies()
        enter(hers, live_server, "rina@contoh.go.id", NEW)
        expect(hers.get_by_role("heading", name="Kode dua langkah")).to_be_visible()
        assert violations(hers) == []
        hers.get_by_label("Kode").fill("000000")
        hers.get_by_role("button", name="Masuk", exact=True).click()
        expect(hers.get_by_text("Kode tidak cocok")).to_be_visible()
        hers.get_by_label("Kode").fill(code(secret))
        hers.get_by_role("button", name="Masuk", exact=True).click()
        expect(hers.get_by_role("heading", level=1)).to_be_visible()
        assert "Rina Marlina" in hers.locator(".sk-menu-name").inner_text()

    page.reload()
    expect(page.get_by_role("button", name="Akhiri semua")).to_be_visible()


def _was_drawn(page: Page) -> bool:
    """Whether the QR code is a picture that the browser could read."""
    drawn: Any = page.locator(".sk-qr").evaluate("image => image.complete && image.naturalWidth > 0")
    return bool(drawn)


def test_by_single_sign_on_one_is_in_with_one_click(
    browser: Browser, live_server: LiveServer, dunia: World, settings: Settings
) -> None:
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    with provider() as oidc, complaints_of(browser, but=("403",)) as page:
        for name, value in oidc.settings().items():
            setattr(settings, name, value)
        page.goto(f"{live_server.url}/unit/")
        assert violations(page) == []
        page.get_by_role("link", name="Masuk dengan SSO Uji").click()
        expect(page).to_have_url(f"{live_server.url}/unit/")  # where one wanted to go
        assert Akun.related.get(pk=sari.akun.pk).masuk_tunggal is not None
        page.context.clear_cookies()
        oidc.claims["email_verified"], oidc.claims["sub"] = False, "99"
        page.goto(f"{live_server.url}/akun/login/")
        page.get_by_role("link", name="Masuk dengan SSO Uji").click()
        expect(page.get_by_text("belum memastikan bahwa surel itu milik Anda")).to_be_visible()
        assert violations(page) == []


def test_who_may_do_what_and_ones_own_account_are_accessible(
    page: Page, live_server: LiveServer, dunia: World, admin: Person
) -> None:
    sign_in(page, live_server, admin)
    for address in (
        f"unit/{dunia.dinkes.pk}/wewenang/",
        f"wewenang/{admin.akun.pk}/",
        "akun/saya/",
        "akun/lupa-sandi/",
    ):
        page.goto(f"{live_server.url}/{address}")
        assert violations(page) == [], address
    assert PASSWORD not in page.content()
