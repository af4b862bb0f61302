"""The checker of the plan over 3,000 indicators in 45 plans: reading the facts, then the rules. Bar: 5 s together."""

from __future__ import annotations

from datetime import date

from benches.measure import Median, median_of
from benches.world import TAHUN, prepare
from sakip.kernel.access import SYSTEM
from sakip.perencanaan.pemeriksa import found_in
from sakip.perencanaan.pemeriksa.bahan import bahan

DAY = date(TAHUN[-1], 6, 1)


def run() -> dict[str, Median | int]:
    root = prepare()
    facts = bahan(root.path, TAHUN[-1], on=DAY, seen_by=SYSTEM)
    return {
        "temuan": len(found_in(facts)),
        "membaca": median_of(lambda: bahan(root.path, TAHUN[-1], on=DAY, seen_by=SYSTEM)),
        "aturan": median_of(lambda: found_in(facts)),
    }
