"""A newcomer's first hour, told through the pages: from the empty installation to the first LKjIP as PDF.

Nothing is made behind the pages. A form is sent as the page has it, with what the person changes; where to go next is
read from the guided start, so that the story ends where the guide does not lead on.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.pages import text_of
from tests.people import PASSWORD

FIRST = {
    "SAKIP_ADMIN_EMAIL": "admin@baru.example",
    "SAKIP_ADMIN_PASSWORD": PASSWORD,
    "SAKIP_INSTANSI": "Kabupaten Baru",
    "SAKIP_INSTANSI_JENIS": "kabupaten",
}
UNITS = "Nama unit,Singkatan\nDinas Kesehatan,Dinkes\nDinas Pendidikan,Disdik\nBidang Kesehatan Masyarakat,\n"
TABLE = (
    "Indikator,Satuan,Target 2025,Realisasi 2025\nAngka Harapan Hidup,Tahun,73,73.9\nPrevalensi Stunting,%,14,15.2\n"
)


TYPED = {"", "text", "hidden", "email", "password", "number", "date", "color"}


class Forms(HTMLParser):
    """The forms of a page that are posted: each with its address, what it asks, and what a browser would send of it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str], dict[str, Any]]] = []
        self._inside = False
        self._select = self._area = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = has.get("method") == "post"
            if self._inside:
                self.found.append((has.get("action", ""), set(), {}))
        elif self._inside:
            self._control(tag, has)

    def _control(self, tag: str, has: dict[str, str]) -> None:
        _action, asked, sent = self.found[-1]
        name, kind = has.get("name", ""), has.get("type", "")
        if name:
            asked.add(name)
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area, sent[name] = name, ""
        elif tag == "option" and self._select and ("selected" in has or self._select not in sent):
            sent[self._select] = has.get("value", "")
        elif tag == "input" and name and (kind in TYPED or "checked" in has):
            sent[name] = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and self._area:
            self.found[-1][2][self._area] += data


class Browser:
    """What a person does: open a page, follow a link by its words, send the form that asks for something."""

    def __init__(self) -> None:
        self.client = Client()
        self.page: Any = None

    @property
    def main(self) -> str:
        return str(self.page.content.decode().partition("<main")[2])

    @property
    def here(self) -> str:
        return f"{self.page.request['PATH_INFO']}?{self.page.request['QUERY_STRING']}"

    @property
    def text(self) -> str:
        return text_of(self.page)

    def open(self, address: str) -> None:
        self.page = self.client.get(unescape(address), follow=True)
        assert self.page.status_code == 200, f"{address}: {self.page.status_code}"

    def follow(self, words: str) -> None:
        links = [(to, " ".join(re.sub("<[^>]+>", " ", said).split())) for to, said in re.findall(LINK, self.main, re.S)]
        found = [to for to, said in links if said == words]
        assert found, f"no link “{words}” among {[said for _to, said in links]}"
        self.open(urljoin(self.here, found[0]))

    def send(self, asking: str, /, **changed: Any) -> None:
        """The first form that asks for this, as it is but for what is changed."""
        forms = (form for form in Forms(self.main).found if any(name.startswith(asking) for name in form[1]))
        action, _asked, sent = next(forms)
        address = urljoin(self.here, unescape(action))
        self.page = self.client.post(address, sent | changed, follow=True)
        assert self.page.status_code == 200, f"{address}: {self.page.status_code} {self.text[-800:]}"

    def sign_in(self, email: str) -> None:
        self.page = self.client.post(reverse("account_login"), {"login": email, "password": PASSWORD}, follow=True)

    def start(self) -> str:
        """The guided start, as text; from there one goes on."""
        self.open(reverse("organisasi:mulai"))
        return self.text


LINK = r'<a\b[^>]*?href="([^"]+)"[^>]*>(.*?)</a>'


@pytest.fixture
def installed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in FIRST.items():
        monkeypatch.setenv(name, value)
    call_command("buat-administrator", stdout=StringIO())


def invite(admin: Browser, nama: str, peran: str, unit: str) -> str:
    """Invite somebody from the guide; the link that is handed over."""
    admin.start()
    admin.follow("Undang orang")
    option = re.search(rf'<option value="(\d+)"[^>]*>\s*{unit}', admin.main)
    assert option
    where = option[1]
    admin.send("peran", nama=nama, email=f"{nama.lower()}@baru.example", unit=where, peran=peran, di=where)
    found = re.search(r'value="http://[^/"]+(/undangan/[^"]+)"', admin.main)
    assert found, admin.text
    return found[1]


def accept(link: str, email: str) -> Browser:
    person = Browser()
    person.open(link)
    person.send("ulang", password=PASSWORD, ulang=PASSWORD)
    person.sign_in(email)
    return person


def csv(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_from_nothing_to_the_first_report(installed: None) -> None:
    admin = Browser()
    admin.sign_in(FIRST["SAKIP_ADMIN_EMAIL"])
    assert "Berikutnya untuk Anda: langkah 1, Lengkapi pengaturan instansi" in admin.text

    budi = accept(invite(admin, "Budi", "pengelola", "Kabupaten Baru"), "budi@baru.example")
    assert "Berikutnya untuk Anda: langkah 1" in budi.text
    budi.follow("Buka pengaturan")
    budi.send("tempat", alamat="Jalan Baru 1", kontak="Telepon 1", tempat="Baru", tahun_mulai="2025")

    budi.start()
    budi.follow("Impor unit")
    budi.send("berkas", berkas=csv("unit.csv", UNITS))
    budi.send("sidik")
    assert "3 unit, 3 tanpa jabatan kepala" in budi.start()

    budi.follow("Buka kebijakan")
    budi.follow("Ubah kebijakan")
    budi.send("mulai_tahun", mulai_tahun="2025", alasan="Tahun pertama.", simpan="1")
    assert "Ditetapkan mulai tahun 2025" in budi.start()

    dimas = accept(invite(admin, "Dimas", "perencana", "Dinas Kesehatan"), "dimas@baru.example")
    assert "Belum ada indikator" in dimas.text
    dimas.follow("Impor tabel")
    dimas.send("berkas", berkas=csv("tabel.csv", TABLE))
    dimas.send("judul", judul="1")
    dimas.send("isi")
    dimas.follow("Arah indikator 2")
    dimas.send("polaritas")
    dimas.send("sidik")
    assert "2 indikator baru, 2 target, dan 2 realisasi ditulis" in dimas.text

    assert "2 indikator bertarget, 2 memiliki realisasi" in budi.start()
    budi.follow("Buka laporan kinerja")
    budi.follow("Dinas Kesehatan")
    assert "Capaiannya 101,23%" in budi.text
    report = re.search(r'href="([^"]+/lkjip.pdf)"', budi.main)
    assert report
    assert budi.client.get(report[1]).content.startswith(b"%PDF-")
    budi.send("alasan")
    assert "1 versi laporan dibekukan" in budi.start()
    assert "Lanjutkan penyiapan" not in text_of(budi.client.get("/"))
