"""A page of Debian's Chromium for each test; what the content security policy refuses fails the test."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Playwright's synchronous interface keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page. Refused content, errors of scripts and calls to other machines fail the test at its end."""
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend(elsewhere(request.url)))
    yield page
    context.close()
    assert complaints == []


def elsewhere(url: str) -> list[str]:
    """The address, if it lies on another machine."""
    return [] if url.startswith(("http://localhost:", "http://127.0.0.1:", "data:", "blob:")) else [url]


def violations(page: Page) -> list[str]:
    """What axe finds on the page: rule and first element of each violation."""
    results = Axe().run(page)
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in results.response["violations"]]
