"""Makes the pictures of the README from a running demo: ``.venv/bin/python docs/gambar/potret.py http://127.0.0.1:8000``.

Starts nothing itself. Needs Debian's Chromium (or SAKIP_CHROMIUM) and a demo that was filled with the world as it is
now. Pictures are 1360 by 860 and small: look at each before committing it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
SIZE = {"width": 1360, "height": 860}
EMAIL, PASSWORD, TAHUN = "pengelola@tirtaraharja.example", "contoh-sakip-2026", "2025"
MOST_BYTES = 200_000


def sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/akun/login/")
    page.fill("input[name=login]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button[type=submit]")
    page.wait_for_load_state()
    page.select_option("select[name=tahun]", TAHUN)
    page.wait_for_load_state("networkidle")


def link(page: Page, address: str, name: str) -> str:
    """Where the link of this name leads; pictures name no numbers of the database."""
    page.goto(address)
    return str(page.locator("main table a", has_text=name).first.get_attribute("href"))


def take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES // 1000} kB")


def main(base: str) -> None:
    chromium = shutil.which(os.environ.get("SAKIP_CHROMIUM") or "chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page(viewport=SIZE, locale="id-ID")  # type: ignore[arg-type]
        sign_in(page, base)
        take(page, f"{base}/", "beranda")
        take(page, base + link(page, f"{base}/indikator/?cari=stunting", "Stunting"), "kartu")
        take(page, base + link(page, f"{base}/isian/", "Dinas Kesehatan"), "isian")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
