"""What the worker does by itself once a day: reminders, the digest by mail. Components add their part.

The turn of a day is a task in the queue that puts the next one there before it begins. A part must be safe to do twice:
a worker that was killed, or was off at the hour, makes up for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from sakip.kernel.offers import Offers

HOUR = time(5, 0)
"""When the day's turn comes, in the time of the installation."""

DAILY: Offers[Callable[[], object]] = Offers()
"""Functions to be called once a day."""

logger = logging.getLogger(__name__)


@task()
def every_day() -> None:
    """The day's turn. A part that fails is told in the server's log and keeps no other from its turn."""
    schedule(next_turn(timezone.localtime()))
    for part in DAILY:
        try:
            part()
        except Exception:
            logger.exception("daily work failed: %s", part.__qualname__)


def schedule(at: datetime | None = None) -> bool:
    """Put a turn in the queue unless one waits already; without a time it comes at once. Returns whether it was put."""
    if DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=every_day.module_path).exists():
        return False
    every_day.using(run_after=at).enqueue()
    return True


def next_turn(now: datetime) -> datetime:
    """The first turn after a moment."""
    today = now.replace(hour=HOUR.hour, minute=HOUR.minute, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
