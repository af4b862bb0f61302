"""Zip packages (XLSX, ODS) and their XML, read so that no hostile file can do harm.

Sizes are checked before anything is unpacked (a zip member never yields more bytes than it declares), XML is read as a
stream by expat, and any document type declaration is refused: with it go entities, external or exploding.
"""

from __future__ import annotations

import zipfile
import zlib
from functools import lru_cache
from io import BytesIO
from typing import IO, Protocol
from xml.parsers import expat  # the stream below refuses every DOCTYPE, so no entity is ever defined

from sakip.kernel.transfer.cells import MAX_UNPACKED_BYTES, UnreadableFile

_MOST_MEMBERS = 10_000
_CHUNK = 256 * 1024


class Handler(Protocol):
    """What is done with a stream of XML. Names come without their namespace prefix, attributes with it."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


# What the standard library raises for a damaged zip file; NotImplementedError is its word for an unknown compression.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)


class Package:
    """A zip file within the limits. UnreadableFile: rusak, terkunci_sandi, terlalu_besar_terurai."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (*DAMAGED, ValueError) as error:
            raise UnreadableFile("rusak") from error
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise UnreadableFile("terlalu_besar_terurai")
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableFile("terkunci_sandi")
        # Some writers name their parts with another letter case than they refer to them, or with a leading slash.
        self._names = {_plain(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._names

    def small(self, name: str) -> bytes:
        """The first 1,000 bytes of a member, for such as `mimetype`."""
        try:
            with self._open(name) as stream:
                return stream.read(1000)
        except DAMAGED as error:
            raise UnreadableFile("rusak") from error

    def scan(self, name: str, handler: Handler) -> None:
        """Stream one XML member through the handler. UnreadableFile: rusak, xml_berbahaya, or the handler's own."""
        parser = _parser(handler)
        try:
            with self._open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)  # noqa: FBT003 -- expat's own signature
            parser.Parse(b"", True)  # noqa: FBT003
        except (*DAMAGED, expat.ExpatError) as error:
            raise UnreadableFile("rusak") from error

    def _open(self, name: str) -> IO[bytes]:
        member = self._names.get(_plain(name))
        if member is None:
            raise UnreadableFile("rusak")
        try:
            return self._zip.open(member)
        except DAMAGED as error:
            raise UnreadableFile("rusak") from error


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.CharacterDataHandler = handler.text

    def first(name: str, attributes: dict[str, str]) -> None:
        """Where the root has no prefix, as in nearly every XLSX, names need no work: a fifth of the time."""
        if ":" in name:
            parser.StartElementHandler = lambda name, attributes: handler.start(local(name), attributes)
            parser.EndElementHandler = lambda name: handler.end(local(name))
        else:
            parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = first
    return parser


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFile("xml_berbahaya")


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """The name without its prefix: files differ in prefixes, the local names are unique enough where we look."""
    return name.rpartition(":")[2]


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
