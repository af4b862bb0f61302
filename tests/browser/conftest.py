"""A page of Debian's Chromium for each test; what the content security policy refuses fails the test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.pages import signed_in
from tests.people import Person

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
    "--js-flags=--no-maglev,--no-turbofan",  # no page lives long enough for its optimised scripts: a fifth of the time
]  # fmt: skip


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Playwright's synchronous interface keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def complaints_of(browser: Browser, *, but: tuple[str, ...] = (), **context: Any) -> Iterator[Page]:
    """A page of its own. Refused content, errors of scripts and calls to other machines fail at its end."""
    made = browser.new_context(locale="id-ID", **context)
    page = made.new_page()
    page.set_default_timeout(30_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend(elsewhere(request.url)))
    yield page
    made.close()
    assert [each for each in complaints if not any(known in each for known in but)] == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; what it complains of fails the test at its end."""
    with complaints_of(browser) as page:
        yield page


def sign_in(page: Page, server: LiveServer, who: Person, *, tahun: int = 2025, periode: str = "T") -> None:
    """This person's session in the browser, without the form (test_sign_in.py tries that)."""
    session = signed_in(who, tahun=tahun, periode=periode).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])


def elsewhere(url: str) -> list[str]:
    """The address, if it lies on another machine."""
    return [] if url.startswith(("http://localhost:", "http://127.0.0.1:", "data:", "blob:")) else [url]


LOOKS = ["color-contrast", "scrollable-region-focusable", "target-size", "meta-viewport"]
"""The rules whose answer depends on the width of the screen and on light or dark."""

AXE = """async ([rules, frameToo]) => {
    const options = {resultTypes: ['violations'], selectors: false, preload: false};
    if (rules) options.runOnly = {type: 'rule', values: rules};
    const where = frameToo ? document : {exclude: ['.sk-sidebar', '.sk-topbar', '.sk-footer']};
    const found = await axe.run(where, options);
    return found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`);
}"""


def violations(page: Page, *, rules: list[str] | None = None, frame_too: bool = True) -> list[str]:
    """What axe finds on the page: rule and first element of each violation; by these rules alone, if any are named."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)  # once for each document; evaluated from outside, so the policy has no say in it
    found: list[str] = page.evaluate(AXE, [rules, frame_too])
    return found
