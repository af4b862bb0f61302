"""Fixtures of every test with a database; conftest.py loads them."""

from __future__ import annotations

import pytest

from tests.builders import World, world
from tests.copies import copied


@pytest.fixture
def dunia(db: None) -> World:
    """The smallest world; its use cases run once for each process."""
    return copied(world)
