"""kill -9: an import leaves nothing half-written, and what was shown as saved is there afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = 200


def python(*arguments: str, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of its own on disk: its data folder, migrated."""
    folder = tmp_path_factory.mktemp("data")
    env = {**os.environ, "SAKIP_DATA": str(folder), "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "sakip.settings"}
    env.pop("DATABASE_URL", None)
    finished(python("-m", "sakip", "migrate", "-v0", env=env))
    return env


def test_an_import_killed_at_any_moment_is_whole_or_not_there(env: dict[str, str], tmp_path: Path) -> None:
    """Killed while it writes, and where it would commit: nothing. Killed after it said so: everything."""
    table = tmp_path / "tabel.csv"
    lines = [f"Indikator uji {n},{n + 1},{n + 2},2025,meningkat" for n in range(ROWS)]
    table.write_text("\n".join(["nama,target,realisasi,tahun,polaritas", *lines]), encoding="utf-8")
    script = ROOT / "tests" / "stories" / "imports_until_killed.py"
    process = python(
        str(script), "impor", str(table), "--instansi", "Kabupaten Uji", "--buat-instansi", "kabupaten",
        "--terapkan", "--peta", "indikator=nama,target=target,realisasi=realisasi,tahun=tahun,polaritas=polaritas",
        env=env,
    )  # fmt: skip
    told = [line.split() for line in finished(process).splitlines()]
    assert told == [*([moment, "0", "0"] for moment in ("commit", "25%", "60%", "90%")), ["done", str(ROWS), str(ROWS)]]


def finished(process: subprocess.Popen[str]) -> str:
    """What it said; it must have ended well."""
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, out + errors
    return out


def test_every_acknowledged_value_survives(env: dict[str, str]) -> None:
    """A process saves one value after another and says so; killed between two, it has not lied once."""
    script = ROOT / "tests" / "stories" / "saves_until_killed.py"
    process = python(str(script), env=env)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    acknowledged += process.communicate()[0].split()
    with contextlib.closing(sqlite3.connect(Path(env["SAKIP_DATA"]) / "sakip.sqlite3")) as database:
        rows = database.execute("SELECT sebagaimana_diketik FROM datakinerja_seriesvalue WHERE periode LIKE 'TW%'")
        stored = {text for (text,) in rows}
    assert len(acknowledged) >= 12
    assert set(acknowledged) <= stored
