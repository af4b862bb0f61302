"""The world's data files: a folder for each instansi, in it TOML files by subject, written as people type."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

INSTANSI = ("tirta-raharja", "perairan-darat", "muara-sentosa")
"""The folders, in the order in which the world is made."""

Row = dict[str, Any]

_DATA = Path(__file__).parent / "data"


@cache
def _files() -> tuple[Row, ...]:
    paths = (path for name in INSTANSI for path in sorted((_DATA / name).glob("*.toml")))
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)


@cache
def rows(part: str) -> tuple[Row, ...]:
    """Every row of a part ('unit', 'indikator', ...) over all files; a file's own ``milik`` is the unit of its rows."""
    shared = ({"unit": content["milik"]} if "milik" in content else {} for content in _files())
    return tuple(
        {**unit, **row} for content, unit in zip(_files(), shared, strict=True) for row in content.get(part, ())
    )


@cache
def by_key(part: str, key: str = "kunci") -> dict[str, Row]:
    """The rows of a part by the name they have in the files."""
    return {str(row[key]): row for row in rows(part)}


@cache
def parents() -> dict[str, str]:
    """The unit above each unit, by their names in the files; an instansi has none."""
    return {str(row["kunci"]): str(row["induk"]) for row in rows("unit")}


def root_of(unit: str) -> str:
    """The instansi of a unit."""
    return root_of(parents()[unit]) if unit in parents() else unit
