"""Pictures as PNG for Word: their size, what they may cost, and that they are packed once."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image as Picture

from sakip.documents.model import Document, Image
from sakip.documents.pictures import as_png
from sakip.documents.word import render_docx


def drawn(width: int, height: int) -> bytes:
    words = "".join(f'<text x="4" y="{12 * n}" font-size="10">Kondisi {n} terwujud</text>' for n in range(1, 9))
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Liberation Sans">{words}</svg>'.encode()


@pytest.mark.parametrize(("width", "expected"), [(200, 800), (600, 2400), (1398, 2400)])
def test_a_drawing_is_enlarged_but_no_wider_than_print_can_tell(width: int, expected: int) -> None:
    picture = Picture.open(BytesIO(as_png(drawn(width, 100))))
    assert abs(picture.width - expected) <= 1
    assert picture.convert("RGBA").getpixel((picture.width - 1, 0)) == (0, 0, 0, 0)


def test_words_are_drawn_in_the_bundled_face_and_the_same_each_time() -> None:
    once = as_png(drawn(200, 100))
    assert once == as_png(drawn(200, 100))
    assert Picture.open(BytesIO(once)).getchannel("A").getextrema() == (0, 255)


def test_pictures_are_not_compressed_twice() -> None:
    document = Document(
        title="Gambar", subject="", instansi="Contoh", blocks=(Image(drawn(600, 300), "gambar"),), footer=""
    )
    with zipfile.ZipFile(BytesIO(render_docx(document, at=datetime(2026, 1, 2, tzinfo=UTC)))) as package:
        kinds = {info.compress_type for info in package.infolist() if info.filename.endswith(".png")}
    assert kinds == {zipfile.ZIP_STORED}
