"""kill -9: an import leaves nothing half-written, and what was shown as saved is there afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = 500


def manage(*arguments: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sakip", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of its own on disk: its data folder, migrated."""
    folder = tmp_path_factory.mktemp("data")
    env = {**os.environ, "SAKIP_DATA": str(folder), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "sakip.settings"}
    env.pop("DATABASE_URL", None)
    assert finished(manage("migrate", "-v0", env=env)) == 0
    return env


def counts(env: dict[str, str]) -> tuple[int, int]:
    """Indicators and values in the file, read past the program."""
    with contextlib.closing(sqlite3.connect(Path(env["SAKIP_DATA"]) / "sakip.sqlite3")) as database:
        tables = ("perencanaan_indikator", "datakinerja_seriesvalue")
        one, two = (database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    return one, two


def test_an_import_killed_at_any_moment_is_whole_or_not_there(env: dict[str, str], tmp_path: Path) -> None:
    table = tmp_path / "tabel.csv"
    lines = [f"Indikator uji {n},{n + 1},{n + 2},2025,meningkat" for n in range(ROWS)]
    table.write_text("\n".join(["nama,target,realisasi,tahun,polaritas", *lines]), encoding="utf-8")
    command = [
        "impor", str(table), "--instansi", "Kabupaten Uji", "--buat-instansi", "kabupaten",
        "--terapkan", "--peta", "indikator=nama,target=target,realisasi=realisasi,tahun=tahun,polaritas=polaritas",
    ]  # fmt: skip
    began = time.monotonic()
    assert finished(manage(*command[:-3], *command[-2:], env=env)) == 0  # a dry run: the same but for the writing
    dry = time.monotonic() - began
    for share in (0.95, 1.1, 1.25):
        process = manage(*command, env=env)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=dry * share)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert counts(env) in {(0, 0), (ROWS, ROWS)}
    assert finished(manage(*command, env=env)) == 0
    assert counts(env) == (ROWS, ROWS)
    assert finished(manage("periksa-integritas", env=env)) == 0


def finished(process: subprocess.Popen[bytes]) -> int:
    """Its exit code; what it said, where that is not 0."""
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, (out + errors).decode()
    return process.returncode


def test_every_acknowledged_value_survives(env: dict[str, str]) -> None:
    """A process saves one value after another and says so; killed between two, it has not lied once."""
    script = ROOT / "tests" / "stories" / "saves_until_killed.py"
    process = subprocess.Popen([sys.executable, str(script)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    acknowledged += process.communicate()[0].split()
    with contextlib.closing(sqlite3.connect(Path(env["SAKIP_DATA"]) / "sakip.sqlite3")) as database:
        rows = database.execute("SELECT sebagaimana_diketik FROM datakinerja_seriesvalue WHERE periode LIKE 'TW%'")
        stored = {text for (text,) in rows}
    assert len(acknowledged) >= 12
    assert set(acknowledged) <= stored
