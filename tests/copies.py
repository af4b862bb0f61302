"""Rows that use cases have made once, put back for the next test: what they make is the same, and they take longer."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import connection, transaction

from sakip.kernel.history import head

T = TypeVar("T")
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """What a builder did to a table: the rows it wrote, whole, and the keys of those that are not as they were."""

    columns: tuple[str, ...]
    key: str
    gone: list[Any]
    new: list[Row]


@dataclass(frozen=True)
class Copy:
    given: object
    changes: dict[str, Change]


_copies: dict[tuple[Callable[..., object], str], Copy] = {}
_known = {""}
"""Ends of the history's chain that come again: of the empty one, and of each copy."""


def copied(build: Callable[..., T], *given: object) -> T:
    """What the builder makes of what it is given, its rows in the database.

    In each process it is called once; from then on its rows are put back as they were, with their keys and times.

    One copy may stand on another: what was there when it was made must be there again. Where it is not, the end of the
    history is another one, and the builder is called as if there were no copies. What it is given must be part of that:
    the same builder is always given the same.
    """
    _number, state = head()
    if state not in _known:
        return build(*given)
    kept = _copies.get((build, state))
    if kept is None:
        before = rows_of_all_tables()
        made = build(*given)
        _copies[build, state] = Copy(deepcopy(made), changes_since(before))
        _known.add(head()[1])
        return made
    with transaction.atomic():  # rows of one table refer to those of another
        for table, change in kept.changes.items():
            put_back(table, change)
    return cast("T", deepcopy(kept.given))


def rows_of_all_tables() -> dict[str, tuple[tuple[str, ...], dict[Row, None]]]:
    """Of each table its columns and its rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.django_table_names(only_existing=True)):
            cursor.execute(f"SELECT * FROM {quoted(table)}")
            columns = tuple(column[0] for column in cursor.description)
            found[table] = columns, dict.fromkeys(cursor.fetchall())
    return found


def changes_since(before: dict[str, tuple[tuple[str, ...], dict[Row, None]]]) -> dict[str, Change]:
    changes = {}
    for table, (columns, rows) in rows_of_all_tables().items():
        old = before[table][1]
        if old == rows:
            continue
        key = key_of(table)
        at = columns.index(key)
        gone = [row[at] for row in old if row not in rows]
        changes[table] = Change(columns, key, gone, [row for row in rows if row not in old])
    return changes


def put_back(table: str, change: Change) -> None:
    row = f"({', '.join(['%s'] * len(change.columns))})"
    with connection.cursor() as cursor:
        if change.gone:
            places = ", ".join(["%s"] * len(change.gone))
            cursor.execute(f"DELETE FROM {quoted(table)} WHERE {quoted(change.key)} IN ({places})", change.gone)
        if change.new:
            cursor.execute(
                f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, change.columns))}) "
                f"VALUES {', '.join([row] * len(change.new))}",
                [value for each in change.new for value in each],
            )


def key_of(table: str) -> str:
    with connection.cursor() as cursor:
        return str(connection.introspection.get_primary_key_column(cursor, table))


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
