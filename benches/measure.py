"""How a bench measures: medians of several runs, and the process's peak memory."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Median:
    """Milliseconds: the middle of ``runs`` runs, what 95 of 100 stay below, and the slowest of them."""

    median_ms: float
    p95_ms: float
    slowest_ms: float
    runs: int


def median_of(work: Callable[[], object], *, runs: int = 7, warm_up: int = 1) -> Median:
    """Call ``work`` a few times unmeasured, then ``runs`` times measured."""
    for _ in range(warm_up):
        work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    p95 = taken[min(len(taken) - 1, -(-len(taken) * 95 // 100) - 1)]
    return Median(round(statistics.median(taken), 2), round(p95, 2), round(taken[-1], 2), runs)


def peak_memory_mib() -> float:
    """The most memory this process ever held, in MiB (Linux counts in KiB)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def reference_ms() -> float:
    """A fixed piece of Python, the best of five: how fast this machine is now. Compare figures only beside it."""
    return round(min(_loop() for _ in range(5)) * 1000, 1)


def _loop() -> float:
    began, total = time.perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return time.perf_counter() - began
