"""Makes the pictures of the README and the panduan from a running demo:

``.venv/bin/python docs/gambar/potret.py http://127.0.0.1:8000 [NAME ...]``; with names it makes those pictures alone.
Starts nothing itself. Needs Debian's Chromium (or SAKIP_CHROMIUM) and a demo that was filled with the world as it is
now. Colours are reduced, so that a picture stays small: look at each before committing it.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PASSWORD, TAHUN = "contoh-sakip-2026", "2025"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
COLORS = 128
MOST_BYTES = 150_000
PENGELOLA, ADMINISTRATOR, PERENCANA, PELAPOR = (
    f"{name}@tirtaraharja.example" for name in ("pengelola", "administrator", "perencana.dinkes", "pelapor.dinkes")
)
README, DESK, TALL = (1360, 860), (1280, 760), (1280, 960)


@dataclass(frozen=True)
class Potret:
    """A picture: its file, whose page it is, the address, then the links that are followed from there by their words.

    Pictures name no numbers of the database. ``gulir``: words of a heading that is brought to the top first.
    """

    nama: str
    akun: str
    alamat: str
    tautan: tuple[str, ...] = ()
    ukuran: tuple[int, int] = DESK
    gulir: str = ""


# The guided start adds itself to the menu of whoever has opened it: it is the last picture of its account.
POTRET = (
    Potret("beranda", PENGELOLA, "/", ukuran=README),
    Potret("kartu", PENGELOLA, "/indikator/?cari=kematian+ibu", ("Kematian Ibu",), README),
    Potret("isian", PENGELOLA, "/isian/", ("Dinas Kesehatan",), README),
    Potret("panduan/pengaturan", PENGELOLA, "/pengaturan/", ukuran=TALL),
    Potret("panduan/impor-unit", PENGELOLA, "/organisasi/impor/?jenis=unit"),
    Potret("panduan/unit", PENGELOLA, "/unit/", ("Dinas Kesehatan",), TALL),
    Potret("panduan/pelantikan", PENGELOLA, "/pelantikan/tambah/", ukuran=TALL),
    Potret("panduan/pelantikan-hasil", PENGELOLA, "/pelantikan/", ("800.1.3.3/417/2025",)),
    Potret("panduan/sotk", PENGELOLA, "/sotk/", ("Pemecahan Dinas",), TALL),
    Potret("panduan/kebijakan", PENGELOLA, "/kebijakan/", ("Ubah kebijakan",), TALL),
    Potret("panduan/kalender", PENGELOLA, "/kalender/daftar/?pada=2026-T"),
    Potret("panduan/laporan", PENGELOLA, "/laporan/", ("Dinas Kesehatan",), TALL),
    Potret("panduan/riwayat", PENGELOLA, "/riwayat/"),
    Potret("panduan/mulai", PENGELOLA, "/mulai/", ukuran=TALL),
    Potret("panduan/undang", ADMINISTRATOR, "/administrasi/akun/undang/", ukuran=TALL),
    Potret("panduan/akun", ADMINISTRATOR, "/administrasi/akun/"),
    Potret(
        "panduan/rencana",
        PERENCANA,
        "/rencana/?cari=Renstra&pada=2026-T",
        ("Renstra Dinas Kesehatan Tahun 2025",),
        TALL,
    ),
    Potret("panduan/pohon", PERENCANA, "/pohon/", ("Pohon Kinerja Dinas Kesehatan",), README),
    Potret("panduan/pemeriksa", PERENCANA, "/pemeriksa/?pada=2026-T"),
    Potret("panduan/impor-tabel", PERENCANA, "/impor/"),
    Potret("panduan/target", PERENCANA, "/indikator/?cari=stunting", ("Stunting", "Tetapkan target"), TALL),
    Potret(
        "panduan/mengapa", PERENCANA, "/indikator/?cari=kematian+ibu", ("Kematian Ibu",), gulir="Mengapa angka ini?"
    ),
    Potret("panduan/kewajiban", PELAPOR, "/"),
    Potret("panduan/triwulan", PELAPOR, "/isian/?pada=2026-TW3", ("Dinas Kesehatan",)),
)


def main(base: str, names: Iterable[str]) -> None:
    wanted = set(names)
    chromium = shutil.which(os.environ.get("SAKIP_CHROMIUM") or "chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=FLAGS)
        sessions: dict[str, Page] = {}
        for each in POTRET:
            if wanted and each.nama not in wanted:
                continue
            page = sessions.get(each.akun) or sign_in(browser, base, each.akun)
            sessions[each.akun] = page
            take(page, base, each)
        browser.close()


def sign_in(browser: Browser, base: str, akun: str) -> Page:
    page = browser.new_context(locale="id-ID").new_page()
    page.goto(f"{base}/akun/login/")
    page.fill("input[name=login]", akun)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_load_state()
    return page


def take(page: Page, base: str, each: Potret) -> None:
    width, height = each.ukuran
    page.set_viewport_size({"width": width, "height": height})
    page.goto(base + with_year(each.alamat))
    for words in each.tautan:
        link = page.locator("main tbody a, main .sk-page-header a, main .sk-links a", has_text=words).first
        page.goto(base + str(link.get_attribute("href")))
    page.wait_for_load_state("networkidle")
    if each.gulir:
        page.get_by_text(each.gulir).first.evaluate("node => scrollTo(0, node.getBoundingClientRect().top - 90)")
    image = Image.open(io.BytesIO(page.screenshot()))
    path = HERE / f"{each.nama}.png"
    image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    sys.stdout.write(f"{each.nama}: {size // 1000} kB\n")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} is larger than {MOST_BYTES // 1000} kB")


def with_year(address: str) -> str:
    """The address in the year of the pictures, where it names none itself."""
    if "pada=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}pada={TAHUN}-T"


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
