"""All migrations in their order make the tables of the models, from which the other tests' database is made at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

Table = tuple[set[Any], set[Any]]
UNUSED = "auth_group_permissions"
"""A table of Django's between two models: its migration numbers the rows by other integers than its model."""


@contextmanager
def an_empty_place() -> Iterator[None]:
    """Where the connection finds no table: another SQLite in memory, or another schema of PostgreSQL."""
    if connection.vendor == "sqlite":
        kept = connections["default"]
        connections["default"] = connections.create_connection("default")
        connection.settings_dict = {**kept.settings_dict, "NAME": ":memory:"}
        try:
            yield
        finally:
            connection.close()
            connections["default"] = kept
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA lain")
        cursor.execute("SET LOCAL search_path TO lain")
        yield
        transaction.set_rollback(True)


def tables() -> dict[str, Table]:
    """Of each table its columns (type, length, whether NULL may be) and its constraints and indexes, whatever name."""
    with connection.cursor() as cursor:
        return {
            name: described(cursor, name) for name in connection.introspection.table_names(cursor) if name != UNUSED
        }


def described(cursor: Any, name: str) -> Table:
    columns = connection.introspection.get_table_description(cursor, name)
    constraints = connection.introspection.get_constraints(cursor, name)
    return (
        {(each.name, each.type_code, each.display_size, each.null_ok, each.default) for each in columns},
        {tuple(sorted((what, str(value)) for what, value in found.items())) for found in constraints.values()},
    )


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    by_the_models = tables()
    with an_empty_place():
        assert tables() == {}
        call_command("migrate", verbosity=0)
        by_the_migrations = tables()
    assert len(by_the_models) > 60
    assert by_the_migrations == by_the_models
