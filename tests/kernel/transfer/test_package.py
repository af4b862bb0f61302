"""A zip file whose inside is damaged is refused, wherever the damage is met."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.reading.package import Package


def damaged(name: str) -> bytes:
    """A zip with one compressed member whose compressed bytes were overwritten."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, bytes(range(256)) * 20)
        start = made.getinfo(name).header_offset + 30 + len(name)
    content = bytearray(file.getvalue())
    content[start : start + 40] = b"\xff" * 40
    return bytes(content)


def unknown_compression(name: str) -> bytes:
    """The same with a compression method nobody has written."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(name, b"x" * 100)
    content = bytearray(file.getvalue())
    content[8:10] = b"\x63\x00"
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 10 : directory + 12] = b"\x63\x00"
    return bytes(content)


class Ignoring:
    """A handler that looks at nothing."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


@pytest.mark.parametrize("broken", [damaged, unknown_compression])
def test_a_damaged_member_is_refused_by_a_short_look_and_by_a_scan(broken: Callable[[str], bytes]) -> None:
    content = broken("mimetype")
    with pytest.raises(UnreadableFile, match="rusak"):
        Package(content).small("mimetype")
    with pytest.raises(UnreadableFile, match="rusak"):
        Package(content).scan("mimetype", Ignoring())
