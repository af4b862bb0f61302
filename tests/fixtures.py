"""Fixtures of every test with a database; conftest.py loads them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import get_commands
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from tests.builders import World, world
from tests.copies import copied


class Emptied(flush.Command):
    """What Django calls after a test that commits: every row is deleted.

    Django would also make all tables anew (PostgreSQL takes a second for it) and its content types, which are the same.
    """

    def handle(self, **_options: Any) -> None:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with transaction.atomic(), connection.cursor() as cursor:  # rows of one table refer to those of another
            for table in sorted({*tables} - {"django_content_type", "auth_permission"}):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Tables are made from the models: four seconds less in each process than by all migrations in their order.

    That both give the same, tests/kernel/test_migrations.py says.
    """
    connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database says of itself that every migration has been applied, as any other one does."""
    recorder = MigrationRecorder(connection)
    with django_db_blocker.unblock():
        recorder.ensure_schema()
        known = MigrationLoader(None).disk_migrations.keys() - recorder.applied_migrations().keys()
        recorder.migration_qs.bulk_create([recorder.Migration(app=app, name=name) for app, name in sorted(known)])
    get_commands()["flush"] = Emptied()  # type: ignore[assignment]  # call_command takes either


@pytest.fixture
def dunia(db: None) -> World:
    """The smallest world; its use cases run once for each process."""
    return copied(world)
