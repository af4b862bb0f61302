"""An uploaded emblem: what is refused and by which name, and that nothing but pixels comes out."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from sakip.documents.emblem import MOST_BYTES, SIDE, EmblemRefused, emblem
from tests.emblems import picture, svg

Given = bytes | Callable[[], bytes]
"""A file, or how to draw a large one: not before its test, for every process collects all of them."""


def drawn(content: Given) -> bytes:
    return content if isinstance(content, bytes) else content()


def refused(content: bytes) -> EmblemRefused:
    with pytest.raises(EmblemRefused) as caught:
        emblem(content)
    return caught.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "besar"),
        (b"", "bukan-gambar"),
        (b"GIF89a" + bytes(100), "bukan-gambar"),
        (b"%PDF-1.7", "bukan-gambar"),
        (b"<html><body>halo</body></html>", "bukan-gambar"),
        (picture()[:400], "rusak"),
        (picture("JPEG")[:900], "rusak"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "rusak"),
        (picture(size=(90, 99)), "kecil"),
        (partial(picture, size=(7000, 6000), compress_level=1), "piksel"),
        (svg("<g/>"), "kosong"),
        (svg("<circle"), "rusak"),
        (svg("<g>" * 50_000 + "</g>" * 50_000), "rusak"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>', "rusak"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="1"><circle r="9"/></svg>', "rusak"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\xff</svg>', "rusak"),
        (b'<gambar><svg xmlns="http://www.w3.org/2000/svg"/></gambar>', "bukan-gambar"),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_is_no_printable_picture_is_refused(content: Given, code: str) -> None:
    assert refused(drawn(content)).code == code


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        (svg("<script>alert(1)</script>"), "skrip (<script>)"),
        (svg('<a><x:script xmlns:x="http://www.w3.org/2000/svg"/></a>'), "skrip (<script>)"),
        (svg("<foreignObject><p/></foreignObject>"), "isi yang bukan gambar (<foreignObject>)"),
        (svg('<circle r="9" onclick="alert(1)"/>'), "atribut peristiwa (onclick)"),
        (svg(attributes='onload="alert(1)"'), "atribut peristiwa (onload)"),
        (svg('<image href="https://contoh.go.id/a.png"/>'), "rujukan ke luar berkas (https://contoh.go.id/a.png)"),
        (svg('<image xlink:href="/etc/hostname"/>'), "rujukan ke luar berkas (/etc/hostname)"),
        (svg('<use href="lain.svg#a"/>'), "rujukan ke luar berkas (lain.svg#a)"),
        (svg('<image href="data:image/svg+xml,A"/>'), "rujukan ke luar berkas (data:image/svg+xml,A)"),
        (svg('<a href="javascript:alert(1)"/>'), "rujukan ke luar berkas (javascript:alert(1))"),
        (svg('<rect fill="url(https://contoh.go.id/x#a)"/>'), "rujukan ke luar berkas (https://contoh.go.id/x#a)"),
        (svg("<style>@import 'https://contoh.go.id/a.css'</style>"), "gaya yang memuat dari luar berkas"),
        (svg("<style>rect { fill: url( 'http://x/' ) }</style>"), "rujukan ke luar berkas (http://x/)"),
        (svg(r"<style>rect { fill: u\72l(http://x/) }</style>"), "gaya yang memuat dari luar berkas"),
        (svg(before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>'), "entitas (<!ENTITY>)"),
        (svg(before='<?xml-stylesheet href="a.css"?>'), "lembar gaya di luar berkas (<?xml-stylesheet?>)"),
    ],
    ids=range(16),
)  # fmt: skip
def test_an_svg_that_does_more_than_draw_is_refused_by_name(drawing: bytes, found: str) -> None:
    no = refused(drawing)
    assert (no.code, no.facts["temuan"]) == ("svg", found)


def test_an_svg_that_unfolds_without_end_is_given_up() -> None:
    levels = "".join(f'<g id="a{n}">{f"<use href={chr(34)}#a{n - 1}{chr(34)}/>" * 12}</g>' for n in range(1, 9))
    bomb = svg(f'<defs><g id="a0"><rect width="5" height="5"/></g>{levels}</defs><use href="#a8"/>')
    began = time.monotonic()
    assert refused(bomb).code == "rusak"
    assert time.monotonic() - began < 20


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(emblem(content).png))


@pytest.mark.parametrize(
    "content",
    [
        picture(),
        picture("JPEG"),
        partial(picture, size=(4000, 3000), compress_level=1),
        svg(before='<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/">'),
        svg('<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
            '<rect width="90" height="90" fill="url(#g)" style="stroke:url(\'#g\')"/><use xlink:href="#g"/>'),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="5cm"><rect width="99" height="99"/></svg>',
    ],
    ids=range(6),
)  # fmt: skip
def test_a_good_picture_becomes_a_png_of_the_printed_size_without_margins(content: Given) -> None:
    made = opened(drawn(content))
    assert (made.format, made.mode) == ("PNG", "RGBA")
    assert 100 <= max(made.size) <= SIDE
    assert made.getbbox() == (0, 0, *made.size)


def test_nothing_but_pixels_survives() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "rahasia")
    for content in (
        picture(pnginfo=info, icc_profile=b"rahasia") + b"rahasia<script>",
        picture("JPEG", comment=b"rahasia", exif=b"Exif\x00\x00rahasia"),
    ):
        png = emblem(content).png
        assert b"rahasia" not in png
        assert {name for name in Image.open(BytesIO(png)).info if name != "transparency"} == set()


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert emblem(picture()).png == emblem(picture()).png
    assert emblem(svg()).png == emblem(svg()).png
