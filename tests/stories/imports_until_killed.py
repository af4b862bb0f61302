"""Run as a process of its own: imports a table again and again, each time in a child that is killed at another moment.

The first child is killed where it would commit, and says how many statements it had sent; the next ones at some of
these; the last is killed after it was told that everything is written. After each child one line is printed: the
moment, and how many indicators and values the file holds. The file is read past the program.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sakip.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after the setup
from django.db import connection  # noqa: E402

TABLES = ("perencanaan_indikator", "datakinerja_seriesvalue")
SHARES = (0.25, 0.6, 0.9)
arguments = sys.argv[1:]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[int], None]) -> int:
    """Let a child do it, which is killed on its way; answers the number it has sent before."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        work(into)
        die()
    os.close(into)
    with os.fdopen(out) as said:
        number = said.read()
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("the child was not killed")
    return int(number or 0)


def until(statement: int | None) -> Callable[[int], None]:
    """Import until a statement is about to be sent; without one until the commit."""

    def work(into: int) -> None:
        sent = 0

        def count(execute: Any, *args: Any) -> Any:
            nonlocal sent
            sent += 1
            if sent == statement:
                die()
            return execute(*args)

        def commit() -> None:
            os.write(into, str(sent).encode())
            die()

        if statement is None:
            connection._commit = commit  # type: ignore[attr-defined]  # SQLite's own way to commit
        with connection.execute_wrapper(count):
            call_command(*arguments, stdout=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123

    return work


def to_the_end(_into: int) -> None:
    call_command(*arguments, stdout=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


def tell(moment: str) -> None:
    with contextlib.closing(sqlite3.connect(Path(os.environ["SAKIP_DATA"]) / "sakip.sqlite3")) as database:
        found = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]
    print(moment, *found, flush=True)


statements = in_child(until(None))
tell("commit")
for share in SHARES:
    in_child(until(int(statements * share)))
    tell(f"{share:.0%}")
in_child(to_the_end)
tell("done")
call_command("periksa-integritas", stdout=sys.stderr)
