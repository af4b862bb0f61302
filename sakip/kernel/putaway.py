"""Cards of pages that a person has put away: his own choice, on every device, until he takes it back."""

from __future__ import annotations

from sakip.kernel.access import Access
from sakip.kernel.models import PutAway


def is_put_away(seen_by: Access, name: str) -> bool:
    """Whether this person has put the card of this name away; somebody without an account never has."""
    return PutAway.base.filter(akun_id=seen_by.actor_id or 0, name=name).exists()


def put_away(seen_by: Access, name: str) -> None:
    """Show the card to this person no more. Twice is once."""
    if seen_by.actor_id is not None:
        PutAway.base.get_or_create(akun_id=seen_by.actor_id, name=name)


def take_back(seen_by: Access, name: str) -> None:
    """Show it again."""
    PutAway.base.filter(akun_id=seen_by.actor_id or 0, name=name).delete()
