"""``python -m benches [NAME]``: run one bench and print its figures as JSON; without a name list the benches."""

import importlib
import json
import pkgutil
import sys
from dataclasses import asdict, is_dataclass
from typing import Any

import django

import benches
from benches.measure import peak_memory_mib, reference_ms

SHARED = {"__main__", "measure", "world"}
NAMES = sorted(module.name for module in pkgutil.iter_modules(benches.__path__) if module.name not in SHARED)


def plain(value: object) -> Any:
    """Dataclasses as JSON objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    message = f"not JSON: {value!r}"
    raise TypeError(message)


def main(arguments: list[str]) -> int:
    if not arguments:
        print("\n".join(NAMES))
        return 0
    name = arguments[0]
    if name not in NAMES:
        print(f'Pengukuran "{name}" tidak ada; yang tersedia: {", ".join(NAMES)}.', file=sys.stderr)
        return 1
    django.setup()
    figures = importlib.import_module(f"benches.{name}").run()
    told = {"bench": name, "figures": figures, "peak_memory_mib": peak_memory_mib(), "reference_ms": reference_ms()}
    print(json.dumps(told, default=plain, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
