"""Keeps an uploaded file between its preview and its applying: by hash, named by a signed reference (ADR 0010)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from sakip.kernel.access import Access

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Berkas:
    """A kept file."""

    nama: str
    isi: bytes
    rujukan: str


class Holding:
    """The files of one purpose, in a folder of their own; a reference of one purpose opens nothing of another."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._salt = f"sakip.{folder}"

    def keep(self, content: bytes, nama: str, *, by: Access) -> str:
        """Keep the file for a day and answer the reference by which its owner, and nobody else, finds it again."""
        self._clear()
        digest = hashlib.sha256(content).hexdigest()
        reference = signing.dumps([by.actor_id, digest, nama[:150]], salt=self._salt, compress=True)
        path = self._path(digest, by)
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))
        return reference

    def kept(self, reference: str, *, by: Access) -> Berkas | None:
        """The file of a reference; None where it is forged, somebody else's, too old, or gone."""
        try:
            owner, digest, nama = signing.loads(reference, salt=self._salt, max_age=KEPT)
        except (signing.BadSignature, ValueError):
            return None
        if owner != by.actor_id or not default_storage.exists(self._path(digest, by)):
            return None
        with default_storage.open(self._path(digest, by)) as file:
            return Berkas(nama, file.read(), reference)

    def drop(self, berkas: Berkas, *, by: Access) -> None:
        """The file was applied: what it said stands in the history."""
        default_storage.delete(self._path(hashlib.sha256(berkas.isi).hexdigest(), by))

    def _path(self, digest: str, by: Access) -> str:
        """One copy for each owner, so that one who applies his does not take away another's."""
        return f"{self._folder}/{by.actor_id}-{digest}"

    def _clear(self) -> None:
        """Remove what nobody applied."""
        if not default_storage.exists(self._folder):
            return
        limit = timezone.now() - KEPT  # clock: files are kept for a day
        for name in default_storage.listdir(self._folder)[1]:
            path = f"{self._folder}/{name}"
            if default_storage.get_modified_time(path) < limit:
                default_storage.delete(path)
