"""Filling the demo world: quick, whole, the same every time, made once, never beside real data."""

from __future__ import annotations

import time
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from sakip.demo import reading
from sakip.demo.world import build
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry
from sakip.organisasi.models import Unit
from tests import builders

MOST_SECONDS = 10


def said() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_it_is_not_filled_in_beside_a_real_instansi(dunia: builders.World) -> None:
    with pytest.raises(CommandError, match="sudah memuat instansi lain, yaitu Kabupaten Uji"):
        call_command("demo", stdout=StringIO())
    assert not Unit.objects.unscoped("test").filter(nama="Kabupaten Tirta Raharja").exists()


def test_a_second_time_nothing_is_made(db: None) -> None:
    assert "22 indikator" in said()
    before = HistoryEntry.base.count()
    assert said().startswith("Dunia contoh sudah ada; tidak ada yang diubah.")
    assert HistoryEntry.base.count() == before


def test_doubtful_figures_stop_it() -> None:
    with pytest.raises(ValueError, match="titik_ambigu"):
        reading.read("DK-3", "8.400")


def test_it_is_quick_and_whole(db: None) -> None:
    began = time.perf_counter()
    world = build()
    assert time.perf_counter() - began < MOST_SECONDS
    assert check_integrity() == []
    dinas = Unit.objects.unscoped("test").filter(induk=world.units["kab"])
    assert (dinas.count(), Unit.objects.unscoped("test").filter(induk__in=dinas).count()) == (4, 2)


def test_the_same_every_time(db: None) -> None:
    def told() -> list[Any]:
        with transaction.atomic():
            build()
            rows = HistoryEntry.base.order_by("id").values_list("actor_name", "action", "object_label", "unit_path")
            found = list(rows)
            transaction.set_rollback(True)
        return found

    first = told()
    assert len(first) > 500
    assert told() == first
