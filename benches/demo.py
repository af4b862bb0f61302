"""Filling the demo world into an empty database: the command that ``./run demo`` calls, whole process. Bar: 15 s."""

import os
import subprocess
import sys
import tempfile
import time


def run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "SAKIP_DATA": folder
        }
        return {f"{name}_ms": _run(name, environment) for name in ("migrate", "demo")}


def _run(name: str, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "sakip", name], check=True, capture_output=True, env=environment)
    return round((time.perf_counter() - began) * 1000)
