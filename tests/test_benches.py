"""The benches measure what they say: their world is whole and every one of them is listed."""

from __future__ import annotations

import importlib

import pytest

from benches import measure, rollup, world
from benches.__main__ import NAMES
from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import SYSTEM
from sakip.kernel.history import check_integrity
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, Target

SMALL = world.Size(units=2, indicators=5, sasaran=2)


def test_a_small_world_has_the_shape_of_the_large_one(db: None) -> None:
    root = world.build(SMALL)
    assert Unit.objects.unscoped("test").filter(induk=root).count() == SMALL.units
    assert Indikator.objects.unscoped("test").count() == SMALL.indicators
    assert SeriesValue.objects.unscoped("test").count() == SMALL.indicators * 25 * 2
    assert Target.objects.unscoped("test").count() == SMALL.indicators * 25
    assert check_integrity() == []
    total = rollup.instansi_in(root, Periode.tahunan(world.TAHUN[-1]), SYSTEM)
    assert (total.rerata.dihitung, total.rerata.jumlah) == (5, 5)


def test_the_full_world_is_as_large_as_it_says() -> None:
    assert world.FULL.indicators * len(world.TAHUN) * 5 * 2 == 150_000


@pytest.mark.parametrize("name", NAMES)
def test_every_bench_can_be_run(name: str) -> None:
    assert callable(importlib.import_module(f"benches.{name}").run)


def test_a_median_and_its_tail() -> None:
    found = measure.median_of(lambda: None, runs=5, warm_up=0)
    assert 0 <= found.median_ms <= found.p95_ms <= found.slowest_ms
    assert found.runs == 5
