"""Reminders: of what a person owes by a date he is told 30, 14, 7 and 1 days before, and once when it is overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access
from sakip.kernel.duedates import Terutang, owed
from sakip.kernel.notices import notify, register_reason

STEPS, LATE = (1, 7, 14, 30), "lewat"
OVERDUE_AT_MOST = 30
"""Days; what is overdue for longer is shown on the home page, but nobody is told of it as news."""

DUE = register_reason("tenggat", "Tenggat", "Tenggat kewajiban Anda mendekat (30, 14, 7, dan 1 hari) atau terlewat.")


def remind(*, today: date) -> None:
    """Tell everyone what he owes soon. The same is told once, however often this is called; a missed day is made up."""
    access_of: Callable[..., Access] = import_string(settings.ACCESS_OF)
    accounts: Callable[[date], Iterable[int]] = import_string(settings.ACCOUNTS)
    for akun_id in accounts(today):
        with transaction.atomic():
            for each in owed(access_of(akun_id, on=today), today=today):
                _tell(akun_id, each, today)


def remind_today() -> None:
    """The day's reminders."""
    remind(today=timezone.localdate())


def _tell(akun_id: int, each: Terutang, today: date) -> None:
    duty, step = each.kewajiban, step_of(each.kewajiban.tenggat, today)
    if step is None or not duty.kunci or duty.tenggat is None:
        return
    where = f" ({duty.unit})" if duty.unit else ""
    what, day = f"{duty.judul}{where}", format_date(duty.tenggat)
    notify(
        [akun_id],
        reason=DUE,
        text=f"{what} lewat tenggat {day}." if step == LATE else f"{what} jatuh tempo {day}.",
        url=duty.alamat,
        key=f"{duty.kunci}:{duty.tenggat}:{step}",  # another date is told anew
        path=duty.path,
    )


def step_of(tenggat: date | None, today: date) -> str | None:
    """At which step a date stands: 'lewat', '1', '7', '14', '30'; None where there is nothing to tell."""
    if tenggat is None:
        return None
    left = (tenggat - today).days
    if left < 0:
        return LATE if -left <= OVERDUE_AT_MOST else None
    return next((str(step) for step in STEPS if left <= step), None)
