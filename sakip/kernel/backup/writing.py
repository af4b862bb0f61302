"""Taking a backup: everything as it is at one moment, into one file, while others go on working."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from sakip.kernel import files
from sakip.kernel.backup.content import (
    FORMAT,
    KIND,
    MANIFEST,
    columns_of,
    encoded,
    file_member,
    fingerprint,
    key_member,
    rows_member,
    tables,
)
from sakip.kernel.refusals import Refused
from sakip.kernel.web import VERSION

_AT_ONCE = 2000  # rows that are held in memory


@dataclass
class Written:
    """What a backup holds, for telling."""

    rows: int = 0
    tables: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)
    """Files that rows name and that are not there."""
    size: int = 0


def write_backup(path: Path, *, at: datetime, overwrite: bool = False) -> Written:
    """Write everything to a file that only its owner may read; it bears its name once it is whole.

    Raises Refused: cadangan-sudah-ada, cadangan-tanpa-folder, cadangan-belum-migrasi; OSError where it cannot write.
    """
    if not path.parent.is_dir():
        raise Refused("cadangan-tanpa-folder", folder=path.parent)
    if path.exists() and not overwrite:
        raise Refused("cadangan-sudah-ada", nama=path)
    part = path.with_name(f".{path.name}.{os.getpid()}.sebagian")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
                written = _write(archive, at)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    written.size = path.stat().st_size
    return written


def _write(archive: zipfile.ZipFile, at: datetime) -> Written:
    written, members = Written(), []
    with snapshot():
        manifest = _manifest(at)
        for label, model in tables(apps).items():
            count = _Count()
            fields = columns_of(model)
            member = _add(archive, rows_member(label), _lines(model, fields, count))
            members.append({**member, "baris": count.number, "kolom": [each.attname for each in fields]})
            written.rows += count.number
            written.tables += 1
        named = {sha256 for _where, sha256 in files.named()}
    # After the rows: a file was kept before the row that names it, so none of theirs can be missed.
    for path in _kept_files():
        members.append(_add(archive, file_member(path), _pieces(path)))
        named.discard(path.rpartition("/")[2])
        written.files += 1
    written.missing = sorted(named)
    for name, key in (("history.key", settings.HISTORY_KEY), ("secret.key", settings.SECRET_KEY)):
        members.append(_add(archive, key_member(name), [key.encode()]))
    _add(archive, MANIFEST, [json.dumps({**manifest, "anggota": members}, ensure_ascii=False, indent=1).encode()])
    return written


def _manifest(at: datetime) -> dict[str, Any]:
    """What a backup says of itself. Refused cadangan-belum-migrasi."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    if set(loader.graph.nodes) - applied:
        raise Refused("cadangan-belum-migrasi")
    migrations = defaultdict(list)
    for app, name in sorted(applied):
        migrations[app].append(name)
    return {
        "jenis": KIND,
        "format": FORMAT,
        "sakip": VERSION,
        "dibuat": at.isoformat(timespec="seconds"),
        "basis_data": connection.vendor,
        "migrasi": migrations,
        "sidik_kunci_riwayat": fingerprint(settings.HISTORY_KEY),
    }


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """The database as it is at one moment; nobody waits for it."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    connection.ensure_connection()
    usual: Any = connection.transaction_mode  # type: ignore[attr-defined]  # of SQLite's backend
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # a reader takes no lock from writers
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


class _Count:
    number = 0


def _lines(model: type[models.Model], fields: list[models.Field[Any, Any]], count: _Count) -> Iterator[bytes]:
    """Each row as one line of JSON, in the order of the primary key."""
    rows: models.QuerySet[models.Model] = models.QuerySet(model)
    for row in rows.order_by("pk").values_list(*(each.attname for each in fields)).iterator(_AT_ONCE):
        count.number += 1
        values = [encoded(value) for value in row]
        # Sorted: the databases keep the keys of JSON in different orders.
        yield json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _kept_files() -> Iterator[str]:
    """What the file store holds; other files in the storage are on their way and not to be kept."""
    if not default_storage.exists(""):
        return
    for folder in sorted(name for name in default_storage.listdir("")[0] if re.fullmatch("[0-9a-f]{2}", name)):
        for name in sorted(default_storage.listdir(folder)[1]):
            if files.path_of(name) == f"{folder}/{name}" and re.fullmatch("[0-9a-f]{64}", name):
                yield f"{folder}/{name}"


def _pieces(path: str) -> Iterator[bytes]:
    with default_storage.open(path) as file:
        yield from file.chunks()


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    """Write a member piece by piece; what the manifest says of it."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            member.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"nama": name, "sha256": digest.hexdigest(), "ukuran": size}
