"""The file store: what it refuses, that the content names the file, and that damage is found."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from sakip.kernel import files
from sakip.kernel.refusals import Refused
from tests.builders import World
from tests.emblems import picture, set_emblem


class Unread(File[bytes]):
    """A file of any size that must not be read."""

    def __init__(self, size: int) -> None:
        super().__init__(None, "foto.png")
        self._size = size

    @property
    def size(self) -> int:
        return self._size

    def read(self, *_: Any) -> bytes:
        raise AssertionError("read")


@pytest.mark.parametrize(
    ("file", "code", "sentence"),
    [
        (Unread(30 * 1024 * 1024), "berkas-terlalu-besar", "berukuran 30 MB; paling besar 25 MB"),
        (ContentFile(b"", "kosong.png"), "berkas-kosong", "“kosong.png” kosong"),
        (ContentFile(b"MZ program", "foto.png"), "berkas-jenis-ditolak", "bukan PNG atau PDF"),
        (ContentFile(b"<svg/>", "../../foto.png"), "berkas-jenis-ditolak", "“foto.png”"),
    ],
)
def test_refused(file: File[bytes], code: str, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        files.keep(file, kinds=("PNG", "PDF"))
    assert caught.value.refusal.code == code
    assert sentence in caught.value.refusal.sentence


def test_a_file_is_kept_once_under_its_hash() -> None:
    content = picture()
    kept = files.keep(ContentFile(content, "a.png"), kinds=("PNG",))
    again = files.keep(ContentFile(content, "b.pdf"))
    assert kept == again == files.Kept(hashlib.sha256(content).hexdigest(), len(content), "PNG")
    assert files.read(kept.sha256) == content
    assert default_storage.listdir(kept.sha256[:2])[1] == [kept.sha256]


def test_what_a_broken_off_write_left_is_written_anew() -> None:
    content = b"%PDF-1.7 isi"
    name = files.path_of(hashlib.sha256(content).hexdigest())
    default_storage.save(name, ContentFile(content[:5]))
    assert files.read(files.keep(ContentFile(content)).sha256) == content


@pytest.mark.parametrize(("size", "words"), [(900, "900 bita"), (1536, "1,5 KB"), (30 * 1024 * 1024, "30 MB")])
def test_a_size_in_words(size: int, words: str) -> None:
    assert files.size_in_words(size) == words


@pytest.mark.parametrize(("content", "words"), [(b"lain", "bukan lagi isi yang semula"), (None, "tidak ada lagi")])
def test_the_integrity_check_finds_a_file_that_is_gone_or_changed(
    dunia: World, capsys: pytest.CaptureFixture[str], content: bytes | None, words: str
) -> None:
    name = files.path_of(set_emblem(dunia.kabupaten).lambang)
    call_command("periksa-integritas")
    default_storage.delete(name)
    if content is not None:
        default_storage.save(name, ContentFile(content))
    with pytest.raises(CommandError):
        call_command("periksa-integritas")
    assert words in capsys.readouterr().out


def test_a_changed_file_is_not_read_as_the_kept_one() -> None:
    kept = files.keep(ContentFile(b"isi semula"))
    default_storage.delete(files.path_of(kept.sha256))
    default_storage.save(files.path_of(kept.sha256), ContentFile(b"isi lain"))
    with pytest.raises(files.FileDiffers):
        files.read(kept.sha256)
