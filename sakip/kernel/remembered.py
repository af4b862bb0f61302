"""Results of long reads, remembered until anything at all is written: the end of the history's chain is in the key.

Nothing derived stands in the domain tables; what is remembered here may be thrown away at any moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.cache import cache

from sakip.kernel.access import Access, Permission
from sakip.kernel.history import head
from sakip.kernel.writing import is_writing

T = TypeVar("T")

KEPT = 24 * 3600
"""Seconds; the day of the data is in most keys, so that yesterday's are asked for no more."""
_CODE = max(path.stat().st_mtime_ns for path in Path(__file__).parents[1].rglob("*.py"))
"""Another program does not understand what this one remembered."""


def remembered(name: str, key: tuple[object, ...], seen_by: Access, make: Callable[[], T]) -> T:
    """What ``make`` reads for a viewer, made once for each state of the data and each reach.

    ``make`` reads with VIEW alone and depends on nothing besides ``key`` and the database. The hash is taken before it
    reads: of a write that comes between, the result may know already, and nobody asks for it under the new hash. A
    number would not do: a transaction that was taken back leaves its number to the next.
    """
    if is_writing():  # what is written here is no part of the chain yet
        return make()
    state = (name, key, seen_by.paths_for(Permission.VIEW), head()[1], _CODE)
    place = f"{name}:{hashlib.sha256(repr(state).encode()).hexdigest()}"
    found: T | None = cache.get(place)
    if found is None:
        found = make()
        cache.set(place, found, KEPT)
    return found
