"""The demo world, made by its own personas through the use cases: what they may not do cannot happen here either.

In the order in which it came about: organisation and people, plans and figures, a dinas that is split, those who were
moved since, the trees and the plans of the year, what was changed afterwards, what the cards carry besides.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from sakip.demo.world import (
    calendars,
    cards,
    events,
    figures,
    imports,
    money,
    nomenklatur,
    organisation,
    people,
    planning,
    plans,
    sotk,
)
from sakip.demo.world.made import World

_SPLIT = date(2025, 1, 1)


@transaction.atomic
def build() -> World:
    """Make the whole world, or nothing of it."""
    quick = ["sakip.demo.accounts.PublicPasswordHasher", *settings.PASSWORD_HASHERS]
    world = World()
    with override_settings(PASSWORD_HASHERS=quick):
        nomenklatur.make()
        organisation.make(world)
        people.make(world, until=_SPLIT)
        plans.make(world)
        figures.make(world, list(world.indicators))
        imports.make(world)
        _since_the_split(world)
    planning.make(world)
    money.make(world)
    events.make(world)
    cards.make(world)
    calendars.make(world)
    return world


def _since_the_split(world: World) -> None:
    sotk.make(world)
    organisation.add_accounts(world)
    people.add_posts(world, "kab")
    people.inaugurate(world, _SPLIT, date.max)
    plans.make(world)
    figures.make(world, sotk.carry_on(world))
    figures.renew(world)
    figures.twice(world)
    figures.baselines(world)


__all__ = ["World", "build"]
