"""Whether the system runs: its worker holds a lock that a restore needs for itself. It ends with the process."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from sakip.kernel.refusals import Refused


@contextmanager
def running() -> Iterator[None]:
    """For the worker. Refused sedang-dipulihkan while a backup is being restored."""
    with _lock(fcntl.LOCK_SH, "sedang-dipulihkan"):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """For a restore. Refused sedang-berjalan while a worker runs."""
    with _lock(fcntl.LOCK_EX, "sedang-berjalan"):
        yield


@contextmanager
def _lock(kind: int, code: str) -> Iterator[None]:
    with (settings.DATA_DIR / "berjalan.lock").open("w") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except OSError as held:
            raise Refused(code) from held
        yield
