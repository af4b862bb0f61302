"""The file store: each file under the SHA-256 of its content, in Django's default storage.

A file is kept before the row that names it commits, so no row names a file that is not there; a file that no row names
does no harm. Nothing is ever taken away. Whoever reads has obtained the row that names the file through the gate.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models

from sakip.kernel.fields import FileHashField
from sakip.kernel.history import Finding
from sakip.kernel.refusals import Refused, register

MOST = 25 * 1024 * 1024
"""Bytes of the largest file that is kept where nothing less is said."""

KINDS: Mapping[str, tuple[bytes, str]] = MappingProxyType(
    {
        "PNG": (b"\x89PNG\r\n\x1a\n", "image/png"),
        "JPEG": (b"\xff\xd8\xff", "image/jpeg"),
        "PDF": (b"%PDF-", "application/pdf"),
    }
)
"""What a file of a kind begins with, whatever it is called, and its media type."""

register(
    {
        "berkas-kosong": "Berkas “{nama}” kosong. Pilih berkas yang ada isinya.",
        "berkas-terlalu-besar": "Berkas “{nama}” berukuran {ukuran}; paling besar {paling_besar}. Perkecil dahulu.",
        "berkas-jenis-ditolak": "Isi berkas “{nama}” bukan {pilihan}. Pilih berkas dengan salah satu jenis itu.",
    }
)


@dataclass(frozen=True)
class Kept:
    """A kept file: the hash by which a row names it, its size and kind (empty where any kind was taken)."""

    sha256: str
    size: int
    kind: str


def keep(file: File[bytes], *, kinds: Collection[str] = (), most: int = MOST) -> Kept:
    """Keep a file and answer its hash; what is there already is not written again. Reads it piece by piece.

    Raises Refused: berkas-terlalu-besar (before anything is read), berkas-kosong, berkas-jenis-ditolak.
    """
    name = (file.name or "").rpartition("/")[2]
    if file.size > most:
        sizes = {"ukuran": size_in_words(file.size), "paling_besar": size_in_words(most)}
        raise Refused("berkas-terlalu-besar", nama=name, **sizes)
    if not file.size:
        raise Refused("berkas-kosong", nama=name)
    kind = _kind(file)
    if kinds and kind not in kinds:
        raise Refused("berkas-jenis-ditolak", nama=name, pilihan=" atau ".join(kinds))
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    _store(file, digest.hexdigest())
    return Kept(digest.hexdigest(), file.size, kind)


def _kind(file: File[bytes]) -> str:
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    return next((kind for kind, (magic, _media) in KINDS.items() if start.startswith(magic)), "")


def _store(file: File[bytes], sha256: str) -> None:
    """Write under the hash, to the disk; what a broken-off write left behind is written anew."""
    path = path_of(sha256)
    if default_storage.exists(path):
        if default_storage.size(path) == file.size:
            return
        default_storage.delete(path)
    file.seek(0)
    default_storage.save(path, file)
    with default_storage.open(path) as written, contextlib.suppress(OSError):  # a store without a disk
        os.fsync(written.fileno())


def path_of(sha256: str) -> str:
    """Where a file lies in the storage."""
    return f"{sha256[:2]}/{sha256}"


def read(sha256: str) -> bytes:
    """The whole of a kept file. Raises FileNotFoundError when it is gone, FileDiffers when it is no longer the same."""
    with default_storage.open(path_of(sha256)) as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDiffers(sha256)
    return content


class FileDiffers(RuntimeError):
    """A kept file no longer has the content it was kept with."""


def size_in_words(size: int) -> str:
    """12 KB, 30 MB: as the sentences of a refusal say it."""
    for unit, step in (("MB", 1024 * 1024), ("KB", 1024)):
        if size >= step:
            return f"{size / step:.1f} {unit}".replace(".0 ", " ").replace(".", ",")
    return f"{size} bita"


# --- what rows name --------------------------------------------------------------------------------------------------


def named() -> Iterator[tuple[str, str]]:
    """(where, hash) for every file that a row names, of all models with a FileHashField."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileHashField):
                rows: models.QuerySet[models.Model] = models.QuerySet(model)
                found = rows.exclude(**{field.attname: ""}).order_by("pk").values_list("pk", field.attname)
                for pk, sha256 in found.iterator(2000):
                    yield f"{model._meta.verbose_name} {pk}", sha256


def check_files() -> Iterator[Finding]:
    """Files that rows name and that are gone (file-missing) or no longer what they were (file-differs)."""
    for where, sha256 in named():
        try:
            with default_storage.open(path_of(sha256)) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield Finding("file-missing", where, sha256[:12])
        else:
            if digest != sha256:
                yield Finding("file-differs", where, sha256[:12])
