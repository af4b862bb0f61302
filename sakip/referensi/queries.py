"""Reference data: kinds of instansi and units, kerangka, jenjang, eselon, pangkat. Read from the data files once."""

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


@cache
def _jenis(of: str) -> dict[str, str]:
    return {kode: each["nama"] for kode, each in _file("jenis.toml")[of].items()}


def jenis_instansi() -> dict[str, str]:
    """Code to name of every kind of instansi."""
    return dict(_jenis("instansi"))


def jenis_unit(kerangka: str = "") -> dict[str, str]:
    """Code to name of every kind of unit; with a kerangka, of those that its family has."""
    family = {kode: each.get("kerangka", kerangka) for kode, each in _file("jenis.toml")["unit"].items()}
    return {kode: nama for kode, nama in _jenis("unit").items() if not kerangka or family[kode] == kerangka}


def kerangka_instansi(jenis: str) -> str:
    """The family of plans of a kind of instansi: 'pemda' or 'kl'; empty for a kind that is not known."""
    return str(_file("jenis.toml")["instansi"].get(jenis, {}).get("kerangka", ""))


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


@dataclass(frozen=True)
class Jenjang:
    """A level of positions: pejabat negara, manajerial or nonmanajerial, and its rank (the highest has the least)."""

    kode: str
    nama: str
    jenis: str
    urutan: int


@cache
def jenjang() -> dict[str, Jenjang]:
    """Every jenjang by its code, the highest first."""
    return {kode: Jenjang(kode, **each) for kode, each in _file("jabatan.toml")["jenjang"].items()}


def nama_jenjang(kode: str) -> str:
    """The name of a jenjang; the code itself where the file does not know it."""
    known = jenjang().get(kode)
    return known.nama if known else kode


def eselon(kode_jenjang: str, *, instansi: str, unit: str, kepala: bool) -> str:
    """The eselon of a position by its jenjang, the kinds of its instansi and unit, and whether it heads the unit.

    'II.b', or 'II' where the letter is each ministry's own; empty where a position has none.
    """
    for group in _file("jabatan.toml")["eselon"]:
        if instansi not in group["instansi"]:
            continue
        for line in group["baris"]:
            if (
                line["jenjang"] == kode_jenjang
                and unit in line.get("unit", (unit,))
                and line.get("kepala", kepala) is kepala
            ):
                return str(line["eselon"])
    return ""


@cache
def pangkat() -> dict[str, str]:
    """Golongan of a PNS to the name of its pangkat, the lowest first."""
    return dict(_file("pangkat.toml")["pns"])


@cache
def golongan_pppk() -> tuple[str, ...]:
    """Golongan of a PPPK, the lowest first; they have no pangkat."""
    return tuple(_file("pangkat.toml")["pppk"]["golongan"])


def nama_pangkat(golongan: str) -> str:
    """As it is signed: 'Pembina Tingkat I (IV/b)', for a PPPK 'Golongan IX'; empty for none."""
    if not golongan:
        return ""
    name = pangkat().get(golongan)
    return f"{name} ({golongan})" if name else f"Golongan {golongan}"
