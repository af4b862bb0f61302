"""Filling the demo world: whole, the same every time, made once, never beside real data."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sakip.demo import reading
from sakip.demo.world import World
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry
from sakip.organisasi import actions as organisasi
from tests.demo.conftest import Built

ROOT = Path(__file__).parents[2]

MIGRATED_AND_FILLED = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("demo")
"""


def said() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_its_history_is_whole(contoh: World) -> None:
    assert check_integrity() == []


def test_a_second_time_nothing_is_made(contoh: World) -> None:
    before = HistoryEntry.base.count()
    assert said().startswith("Dunia contoh sudah ada; tidak ada yang diubah.")
    assert HistoryEntry.base.count() == before


def test_it_is_not_filled_in_beside_a_real_instansi(contoh: World) -> None:
    kab = contoh.units["kab"]
    organisasi.edit_unit(kab, seen=kab.versi, nama="Kabupaten Sungguhan", by=contoh.keeper("kab"))
    before = HistoryEntry.base.count()
    with pytest.raises(CommandError, match="sudah memuat instansi lain, yaitu Kabupaten Sungguhan"):
        said()
    assert HistoryEntry.base.count() == before


def test_doubtful_figures_stop_it() -> None:
    with pytest.raises(ValueError, match="titik_ambigu"):
        reading.read("DK-4", "8.400")


def test_another_process_tells_the_same(built: Built, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SAKIP_DATA": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", MIGRATED_AND_FILLED], cwd=ROOT, env=environment, check=True)
    with sqlite3.connect(next(tmp_path.glob("*.sqlite3"))) as found:
        told = found.execute(
            f"select actor_name, action, object_label, unit_path from {HistoryEntry._meta.db_table} order by id"
        ).fetchall()
    assert len(told) > 3000
    assert told == built.told
