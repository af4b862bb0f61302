"""Putting a backup back: a database made anew at the state of the backup, then the files and keys, or nothing.

PostgreSQL does it in one transaction; with SQLite a new file is filled beside the old one and takes its place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from sakip.kernel.backup.archive import Archive
from sakip.kernel.backup.content import KEYS, columns_of, fingerprint, tables
from sakip.kernel.backup.running import alone
from sakip.kernel.models import JobStatus
from sakip.kernel.refusals import Refused

_BATCH = 500


@dataclass
class Restored:
    """What was put back, for telling."""

    made_at: str
    version: str
    rows: int = 0
    files: int = 0


def restore(path: Path, *, overwrite: bool = False) -> Restored:
    """Replace everything by what a backup holds. The backup is looked at as a whole before anything is touched.

    Jobs that waited are taken up again by the next worker; sessions end. Raises Refused: cadangan-tidak-ada,
    cadangan-bukan, cadangan-rusak, cadangan-lebih-baru, cadangan-kunci-lain, pemasangan-berisi, sedang-berjalan.
    """
    with ExitStack() as stack:
        archive = stack.enter_context(Archive(path))
        stack.enter_context(alone())
        _refuse_unfit(archive, overwrite=overwrite)
        done = Restored(archive.manifest["dibuat"], archive.manifest["sakip"])
        staged = stack.enter_context(_staged_files(archive, done))
        with _new_database():
            _fill(archive, done)
        _put_in_place(staged)
        _put_keys(archive)
    return done


def _refuse_unfit(archive: Archive, *, overwrite: bool) -> None:
    archive.verify()
    if set(archive.migrations()) - set(MigrationExecutor(connection).loader.disk_migrations):
        raise archive.newer()
    given = os.environ.get("SAKIP_HISTORY_KEY", "")
    if given and fingerprint(given) != archive.manifest["sidik_kunci_riwayat"]:
        raise Refused("cadangan-kunci-lain", nama=archive.name)
    accounts = _accounts()
    if accounts and not overwrite:
        raise Refused("pemasangan-berisi", akun=accounts)


def _accounts() -> int:
    """How many accounts there are; none where there are no tables yet."""
    model = get_user_model()
    if model._meta.db_table not in connection.introspection.table_names():
        return 0
    return models.QuerySet(model).count()


# --- the database ----------------------------------------------------------------------------------------------------


@contextmanager
def _new_database() -> Iterator[None]:
    """An empty database to be filled; it counts when all went well."""
    if connection.vendor == "sqlite":
        with _beside():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20s'")
            names = {*connection.introspection.django_table_names(only_existing=True), "django_migrations"}
            for name in sorted(names & set(connection.introspection.table_names(cursor))):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
        yield


@contextmanager
def _beside() -> Iterator[None]:
    """A new file beside SQLite's; it takes the old one's place at the end, in one step."""
    place = Path(connection.settings_dict["NAME"])
    fresh = place.with_name(f"{place.name}.pulih")
    _remove(fresh)
    connection.close()
    connection.settings_dict["NAME"] = str(fresh)
    try:
        yield
        _settle()
    except BaseException:
        connection.close()
        _remove(fresh)
        raise
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
    _settle()  # nothing of the old file is left in its journal, which would be taken for the new one's
    for tail in ("-wal", "-shm"):
        place.with_name(place.name + tail).unlink(missing_ok=True)
    fresh.replace(place)
    _remove(fresh)


def _settle() -> None:
    """Everything stands in the database file itself."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _fill(archive: Archive, done: Restored) -> None:
    """Make the tables as they were when the backup was taken, load them, and bring them to this version."""
    executor = MigrationExecutor(connection)
    nodes = set(archive.migrations())
    graph = executor.loader.graph
    last = [node for node in nodes if not any(child[0] == node[0] for child in graph.node_map[node].children & nodes)]
    state = executor.migrate(sorted(last))
    with transaction.atomic():
        found = tables(state.apps)
        if set(found) != set(archive.labels()):
            raise archive.damaged("tabelnya bukan tabel versi yang disebut")
        if connection.vendor == "postgresql":  # the migrations of this transaction have made them immediate
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        for label, model in found.items():
            done.rows += _load(archive, label, model)
        try:
            connection.check_constraints()
        except IntegrityError as wrong:
            raise archive.damaged("ada baris yang merujuk baris yang tidak ada") from wrong
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(found.values())):
                cursor.execute(statement)
        jobs: models.QuerySet[models.Model] = models.QuerySet(found["kernel.job"])
        jobs.filter(status=JobStatus.MENUNGGU).update(status=JobStatus.BERJALAN)  # their places in the queue are gone
    settings.HISTORY_KEY = archive.key("history.key")  # migrations that follow may write history
    call_command("migrate", verbosity=0, interactive=False)


def _load(archive: Archive, label: str, model: type[models.Model]) -> int:
    """Insert the rows of a table as they are; how many."""
    known, order = {each.attname: each for each in columns_of(model)}, archive.labels()[label]
    if sorted(known) != sorted(order):
        raise archive.damaged(f"kolom tabel “{label}” bukan kolom versi yang disebut")
    fields = [known[name] for name in order]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(each.column)) for each in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of models
    rows, count = archive.rows(label), 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - what a migration put in
        try:
            while batch := [_decoded(row, fields) for row in islice(rows, _BATCH)]:
                cursor.executemany(statement, batch)
                count += len(batch)
        except (ValidationError, ValueError, TypeError, IntegrityError, DataError) as wrong:
            raise archive.damaged(f"baris sesudah baris ke-{count} tabel “{label}” tidak dapat dimuat") from wrong
    return count


def _decoded(row: list[Any], fields: list[models.Field[Any, Any]]) -> list[Any]:
    pairs = zip(fields, row, strict=True)
    return [field.get_db_prep_save(field.to_python(value), connection) for field, value in pairs]


# --- files and keys --------------------------------------------------------------------------------------------------


@contextmanager
def _staged_files(archive: Archive, done: Restored) -> Iterator[Path]:
    """The kept files in a folder beside the storage, on the disk."""
    folder = _storage().with_name(f"{_storage().name}.pulih")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        for path, content in archive.files():
            place = folder / path
            place.parent.mkdir(exist_ok=True)
            with place.open("wb") as file:
                shutil.copyfileobj(content, file)
            done.files += 1
        os.sync()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(staged: Path) -> None:
    """The staged folder becomes the storage; the old one goes when that is done."""
    old = _storage().with_name(f"{_storage().name}.lama")
    shutil.rmtree(old, ignore_errors=True)
    if _storage().exists():
        _storage().rename(old)
    staged.rename(_storage())
    shutil.rmtree(old, ignore_errors=True)


def _storage() -> Path:
    return Path(default_storage.path(""))


def _put_keys(archive: Archive) -> None:
    """The keys that are files here; one that the environment gives stays where it is given."""
    for name, variable in zip(KEYS, ("SAKIP_HISTORY_KEY", "SAKIP_SECRET_KEY"), strict=True):
        if os.environ.get(variable):
            continue
        fresh = settings.DATA_DIR / f".{name}.pulih"
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(archive.key(name))
        fresh.replace(settings.DATA_DIR / name)
