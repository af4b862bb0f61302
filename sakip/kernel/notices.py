"""Notices: what a person should know and has not asked for, each with its reason and the way to it.

A use case names in its body whom it tells. A notice is no fact and has no history; it is written in the transaction of
what it tells, so that nobody is told of what was rolled back. What a person is told about a unit is shown while he may
still read there: who lost the role sees neither the unit nor what was said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from sakip.kernel.access import Access, Permission, Scope, readable
from sakip.kernel.models import Notice, NoticeSetting


@dataclass(frozen=True)
class Reason:
    """Why people are told: a word for lists, a sentence for the settings."""

    code: str
    label: str
    sentence: str


REASONS: dict[str, Reason] = {}
LONGEST = 400


def register_reason(code: str, label: str, sentence: str) -> str:
    """Register why people are told; a component does it beside the use cases that tell. Returns the code."""
    if code in REASONS:
        raise ValueError(f"reason registered twice: {code}")
    REASONS[code] = Reason(code, label, sentence)
    return code


def reasons() -> list[Reason]:
    """Every reason, in the order of its words."""
    return sorted(REASONS.values(), key=lambda reason: reason.label)


def notify(
    akun_ids: Iterable[int | None],
    *,
    reason: str,
    text: str,
    url: str = "",
    key: str = "",
    path: str = "",
    by: Access | None = None,
) -> None:
    """Tell some people, once each. Called inside an action, in its body.

    ``key`` says what it is about: the same person is told the same once. ``path`` is the unit it concerns; empty where
    it concerns the person alone. ``by``: who acts is not told what he did himself.
    """
    if reason not in REASONS:
        raise ValueError(f"no such reason: {reason}")
    told = dict.fromkeys(pk for pk in akun_ids if pk is not None and not (by and pk == by.actor_id))
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    rows = [Notice(akun_id=pk, reason=reason, text=text, url=url, key=key, unit_path=path) for pk in told]
    Notice.base.bulk_create(rows, ignore_conflicts=bool(key), batch_size=500)


# --- what a person reads ---------------------------------------------------------------------------------------------


def notices(seen_by: Access) -> QuerySet[Notice]:
    """What the person is to see on the page: unread first, then what was read last."""
    off = NoticeSetting.base.filter(akun_id=_who(seen_by), on_page=False).values("reason")
    return told_to(seen_by).exclude(reason__in=off).order_by(F("read_at").desc(nulls_first=True), "-pk")


def told_to(seen_by: Access) -> QuerySet[Notice]:
    """Everything the person was told and may still know, whatever he chose to see."""
    still = readable("unit_path", Scope.ANCESTORS, seen_by.paths_for(Permission.VIEW))
    return Notice.base.filter(still | Q(unit_path=""), akun_id=_who(seen_by))


def _who(seen_by: Access) -> int:
    """The account; nobody has none, and account 0 does not exist."""
    return seen_by.actor_id or 0


def unread(seen_by: Access) -> int:
    """How many notices wait; for one who is nobody none do, without asking."""
    return 0 if seen_by.actor_id is None else notices(seen_by).filter(read_at=None).order_by().count()


def mark_read(rows: QuerySet[Notice]) -> int:
    """Mark some of a person's notices as read; returns how many were not yet."""
    return rows.filter(read_at=None).update(read_at=timezone.now())


# --- how a person wants to be told -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """How one person is told for one reason."""

    reason: Reason
    on_page: bool = True
    by_mail: bool = False


def choices(seen_by: Access) -> list[Choice]:
    """The person's choice for every reason; what he never chose is shown on the page and not mailed."""
    rows = NoticeSetting.base.filter(akun_id=_who(seen_by)).values_list("reason", "on_page", "by_mail")
    chosen = {reason: (on_page, by_mail) for reason, on_page, by_mail in rows}
    return [Choice(each, *chosen.get(each.code, ())) for each in reasons()]


@transaction.atomic
def choose(seen_by: Access, *, on_page: Collection[str], by_mail: Collection[str]) -> None:
    """Keep for which reasons the person wants to be told on the page and by mail; for all others he does not."""
    for each in reasons():
        values = {"on_page": each.code in on_page, "by_mail": each.code in by_mail}
        NoticeSetting.base.update_or_create(akun_id=_who(seen_by), reason=each.code, defaults=values)
