"""One demo world for all tests here, made by the command that ``./run demo`` calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from sakip.demo.world import World, build
from sakip.kernel.models import HistoryEntry


@dataclass(frozen=True)
class Built:
    world: World
    told: list[Any]
    """Every entry of the history: who, what, on what, where."""


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        told = HistoryEntry.base.order_by("id").values_list("actor_name", "action", "object_label", "unit_path")
        yield Built(world, list(told))
        transaction.set_rollback(True)


@pytest.fixture
def contoh(built: Built, db: None) -> World:
    """The world; each test's own changes are taken back by ``db``."""
    return built.world
