"""How often something may be tried: counters in the cache, for what needs no sign-in."""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache


def too_often(what: str, who: str, *, most: int, within: int) -> bool:
    """Count one more try of somebody (an address, a network); whether it is one too many within so many seconds."""
    key = f"coba:{what}:{sha256(who.encode()).hexdigest()}"
    cache.add(key, 0, within)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended between the two: the first of the next span
        cache.set(key, 1, within)
        return False
