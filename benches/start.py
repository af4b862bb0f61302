"""How long one management command takes to start: every step of ``./run demo`` pays it."""

import subprocess
import sys

from benches.measure import Median, median_of


def start() -> None:
    subprocess.run([sys.executable, "-m", "sakip", "version"], check=True, capture_output=True)


def run() -> dict[str, Median]:
    return {"manage": median_of(start)}
