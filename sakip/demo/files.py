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
NOMENKLATUR = _DATA / "nomenklatur.csv"


@cache
def folder_of(instansi: str) -> Path:
    """The folder of an instansi, for what is not TOML."""
    return next(_DATA / name for name in INSTANSI if _key(name) == instansi)


@cache
def _key(folder: str) -> str:
    content = tomllib.loads((_DATA / folder / "instansi.toml").read_text(encoding="utf-8"))
    return str(content["instansi"][0]["kunci"])


@cache
def _files() -> tuple[tuple[str, Row], ...]:
    """Every file with the instansi of its folder."""
    found: list[tuple[str, Row]] = []
    for name in INSTANSI:
        paths = sorted((_DATA / name).glob("*.toml"))
        found += [(_key(name), tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return tuple(found)


@cache
def rows(part: str) -> tuple[Row, ...]:
    """Every row of a part ('unit', 'indikator', ...) over all files, with its instansi.

    A file's own ``milik`` is the unit of its rows.
    """
    found: list[Row] = []
    for instansi, content in _files():
        shared = {"instansi": instansi} | ({"unit": content["milik"]} if "milik" in content else {})
        found += [{**shared, **row} for row in content.get(part, ())]
    return tuple(found)


@cache
def by_key(part: str, key: str = "kunci") -> dict[str, Row]:
    """The rows of a part by the name they have in the files."""
    return {str(row[key]): row for row in rows(part)}


@cache
def units() -> dict[str, Row]:
    """The units below instansi, those that a change of the organisation opens among them."""
    return {**by_key("unit"), **by_key("penerus")}


def root_of(unit: str) -> str:
    """The instansi of a unit."""
    return str(units()[unit]["instansi"]) if unit in units() else unit
