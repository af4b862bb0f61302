"""Keeps an uploaded file between its preview and its applying: by hash, named by a signed reference."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from sakip.kernel.access import Access

_FOLDER = "buku-kerja"
_SALT = "sakip.buku-kerja"
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Berkas:
    """A kept file."""

    nama: str
    isi: bytes
    rujukan: str


def keep(content: bytes, nama: str, *, by: Access) -> str:
    """Keep the file for a day and answer the reference by which its owner, and nobody else, finds it again."""
    _clear()
    digest = hashlib.sha256(content).hexdigest()
    reference = signing.dumps([by.actor_id, digest, nama[:150]], salt=_SALT, compress=True)
    path = _path(digest, by)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return reference


def kept(reference: str, *, by: Access) -> Berkas | None:
    """The file of a reference; None where it is forged, somebody else's, too old, or gone."""
    try:
        owner, digest, nama = signing.loads(reference, salt=_SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError):
        return None
    if owner != by.actor_id or not default_storage.exists(_path(digest, by)):
        return None
    with default_storage.open(_path(digest, by)) as file:
        return Berkas(nama, file.read(), reference)


def drop(berkas: Berkas, *, by: Access) -> None:
    """The file was applied: what it said stands in the history."""
    default_storage.delete(_path(hashlib.sha256(berkas.isi).hexdigest(), by))


def _path(digest: str, by: Access) -> str:
    """One copy for each owner, so that one who applies his does not take away another's."""
    return f"{_FOLDER}/{by.actor_id}-{digest}.xlsx"


def _clear() -> None:
    """Remove what nobody applied."""
    if not default_storage.exists(_FOLDER):
        return
    limit = timezone.now() - KEPT  # clock: files are kept for a day
    for name in default_storage.listdir(_FOLDER)[1]:
        path = f"{_FOLDER}/{name}"
        if default_storage.get_modified_time(path) < limit:
            default_storage.delete(path)
