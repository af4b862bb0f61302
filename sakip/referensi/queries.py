"""Reference data: kinds of instansi and units, kerangka. Read from the data files once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def jenis_instansi() -> dict[str, str]:
    """Code to name of every kind of instansi."""
    return dict(_file("jenis.toml")["instansi"])


def jenis_unit() -> dict[str, str]:
    """Code to name of every kind of unit."""
    return dict(_file("jenis.toml")["unit"])


@dataclass(frozen=True)
class Tingkat:
    """A level of a plan. ``indikator``: whether statements on it carry indicators."""

    kode: str
    nama: str
    indikator: bool


@dataclass(frozen=True)
class Kerangka:
    """The levels of one family of plans, from the top, with the source that orders them."""

    kode: str
    nama: str
    sumber: str
    tingkat: tuple[Tingkat, ...]


@cache
def kerangka() -> dict[str, Kerangka]:
    """Every kerangka by its code."""
    return {
        kode: Kerangka(kode, each["nama"], each["sumber"], tuple(Tingkat(**level) for level in each["tingkat"]))
        for kode, each in _file("kerangka.toml").items()
    }


def nama_tingkat(kode: str) -> str:
    """The name of a level whatever its kerangka; the code itself where no file knows it."""
    names = {level.kode: level.nama for each in kerangka().values() for level in each.tingkat}
    return names.get(kode, kode)
