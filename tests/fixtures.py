"""Fixtures of every test with a database; conftest.py loads them."""

from __future__ import annotations

import pytest

from tests.builders import World, world


@pytest.fixture
def dunia(db: None) -> World:
    return world()
