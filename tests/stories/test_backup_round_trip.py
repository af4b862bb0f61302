"""Back up, restore elsewhere, back up again: the same content, on both databases and across them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).parents[2]
SERVER = "postgres://postgres@127.0.0.1:5432/"
FIRST = """
import sys
import django; django.setup()
from django.core.management import call_command
from tests.architecture.addresses import objects
from tests.builders import world
from tests.people import cast_of
call_command("migrate", verbosity=0)
made = world(); objects(made, cast_of(made))
call_command("cadangkan", "--ke", sys.argv[1])
"""
AGAIN = """
import sys
import django; django.setup()
from django.core.management import call_command
call_command("periksa-integritas")
call_command("cadangkan", "--ke", sys.argv[1])
"""
"""Several commands in one process where nothing depends on its being new: it takes seconds to start."""


def run(*arguments: str, folder: Path, database: str = "") -> str:
    env = {**os.environ, "SAKIP_DATA": str(folder), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "sakip.settings"}
    env.pop("DATABASE_URL", None)
    if database:
        env["DATABASE_URL"] = database
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def postgresql() -> Iterator[str]:
    """A fresh database on the server that answers."""
    name = f"sakip_cadangan_{os.getpid()}"
    try:
        connection = psycopg.connect(f"{SERVER}postgres", autocommit=True, connect_timeout=2)
    except psycopg.Error:
        pytest.skip("tidak ada PostgreSQL yang menjawab; pemulihan antarbasis data tidak diuji")
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{SERVER}{name}"
    with psycopg.connect(f"{SERVER}postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


JOBS = "baris/kernel.job.jsonl"


def hashes(path: Path) -> dict[str, Any]:
    """By member its hash; of the jobs their rows, as they are once they are restored: one that waited is taken up."""
    with zipfile.ZipFile(path) as archive:
        found = {each["nama"]: each["sha256"] for each in json.loads(archive.read("manifest.json"))["anggota"]}
        return {**found, JOBS: archive.read(JOBS).decode().replace('"menunggu"', '"berjalan"')}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup of a small world on SQLite."""
    folder = tmp_path_factory.mktemp("asal")
    path = folder / "cadangan.zip"
    run("-c", FIRST, str(path), folder=folder)
    return path


def through(backup: Path, folder: Path, database: str = "") -> Path:
    """Restore, and in a process that has the restored keys check the history and back up again."""
    run("-m", "sakip", "pulihkan", "--dari", str(backup), folder=folder, database=database)
    again = folder / "lagi.zip"
    assert "Riwayat utuh" in run("-c", AGAIN, str(again), folder=folder, database=database)
    return again


def test_from_sqlite_to_a_new_machine(first: Path, tmp_path: Path) -> None:
    assert hashes(through(first, tmp_path)) == hashes(first)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(("sakip", "files"))) == [
        "files",
        "sakip.sqlite3",
    ]


def test_from_sqlite_to_postgresql_and_back(first: Path, tmp_path: Path, postgresql: str) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "sqlite").mkdir()
    moved = through(first, tmp_path / "pg", postgresql)
    assert hashes(moved) == hashes(first)
    assert hashes(through(moved, tmp_path / "sqlite")) == hashes(first)
