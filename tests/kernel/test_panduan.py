"""The panduan on the screen: each chapter whole, its links and pictures there, nothing of it taken for markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from sakip.kernel import panduan
from sakip.kernel.access import Role
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import Person, person

each_chapter = pytest.mark.parametrize("bab", panduan.CHAPTERS)


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


def html(source: str) -> str:
    return "\n".join(panduan._blocks(source.splitlines(), lambda to: to if to.startswith("#") else ""))


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("**<b>** `<i>`", "<p><strong>&lt;b&gt;</strong> <code>&lt;i&gt;</code></p>"),
        ('[x](#a"b)', '<p><a href="#a&quot;b">x</a></p>'),
        ("[kata](javascript:alert(1))", "<p>kata)</p>"),
        ("## Apa (itu)?", '<h2 id="apa-itu">Apa (itu)?</h2>'),
        ("1. satu\n   dua\n2. tiga", "<ol><li>satu dua</li><li>tiga</li></ol>"),
        ("```\na **b**\n\nc\n```\nd", "<pre><code>a **b**\n\nc</code></pre>\n<p>d</p>"),
        ("```\ntak berujung", "<pre><code>tak berujung</code></pre>"),
        ("> Awas\n> ini", "<blockquote>Awas ini</blockquote>"),
    ],
)
def test_what_is_written_becomes_a_page_and_nothing_else(source: str, made: str) -> None:
    assert html(source) == made


@pytest.mark.parametrize("address", ["/panduan/lain/", "/panduan/gambar/lain.png", "/panduan/gambar/..%2Fberanda.png"])
def test_what_is_not_there_is_not_found(sari: Person, address: str) -> None:
    assert signed_in(sari).get(address).status_code == 404


@each_chapter
def test_a_chapter_is_whole(sari: Person, bab: str) -> None:
    client = signed_in(sari)
    answer = client.get(reverse("kernel:panduan-bab", args=[bab]))
    markup = answer.content.decode().partition('class="sk-manual"')[2]
    assert [mark for mark in ("**", "](", "```", "| ") if mark in text_of(answer)] == []
    links = [unescape(each) for each in re.findall(r'<(?:a|img) [^>]*?(?:href|src)="(/panduan[^"#]*)', markup)]
    assert [each for each in set(links) if client.get(each).status_code != 200] == []
    inside = set(re.findall(r'href="#([^"]+)"', markup)) - {"isi"}
    assert inside <= set(re.findall(r' id="([^"]+)"', markup))


def test_the_menu_leads_to_it(sari: Person) -> None:
    assert f'href="{reverse("kernel:panduan")}"' in signed_in(sari).get("/").content.decode()
