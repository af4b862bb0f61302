"""A sparkline: values over time as points of a tiny drawing. Pixels only; a missing value leaves a gap, never a 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, MARGIN = 84, 22, 3


@dataclass(frozen=True)
class Sparkline:
    """``lines`` are SVG point lists, one per unbroken run; ``last`` is the last known point."""

    lines: tuple[str, ...]
    last: tuple[str, str]
    dots: tuple[tuple[str, str], ...]


def sparkline(values: Sequence[Decimal | None], low: Decimal | None = None, high: Decimal | None = None) -> Sparkline:
    """The drawing of some values, at least one of them known; from ``low`` to ``high`` where all share a scale."""
    known = [value for value in values if value is not None]
    low, high = min(known) if low is None else low, max(known) if high is None else high
    step = Decimal(WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)

    def point(place: int, value: Decimal) -> tuple[str, str]:
        share = (value - low) / (high - low) if high > low else Decimal(1) / 2
        y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
        return f"{MARGIN + place * step:.1f}", f"{y:.1f}"

    runs: list[list[tuple[str, str]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(point(place, value))
    filled = [run for run in runs if run]
    return Sparkline(
        tuple(" ".join(",".join(each) for each in run) for run in filled if len(run) > 1),
        filled[-1][-1],
        tuple(run[0] for run in filled if len(run) == 1),
    )
