"""The demo world, made by its own personas through the use cases: what they may not do cannot happen here either.

In the order in which it came about: organisation and people, the plans and figures of 2021 to 2024, the plans 2025-2029
and what was measured since, what was changed afterwards.
"""

from __future__ import annotations

from django.db import transaction

from sakip.demo.world import events, figures, organisation, people, plans
from sakip.demo.world.made import World


@transaction.atomic
def build() -> World:
    """Make the whole world, or nothing of it."""
    world = World()
    organisation.make(world)
    people.make(world)
    plans.make(world)
    figures.make(world)
    events.make(world)
    return world


__all__ = ["World", "build"]
