"""Money beside the work of the plans, by year and document."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu
from sakip.demo.files import Row, rows
from sakip.demo.world.made import World
from sakip.referensi.rules import SUB_KEGIATAN, tingkat_of

_MILLION = 1_000_000
_PARTS = (5, 3)
"""How many parts of a sub kegiatan's code name its kegiatan, and its program."""


def make(world: World) -> None:
    for row in rows("pagu"):
        by = world.planner(row["unit"])
        versi = anggaran.open_pagu(world.units[row["unit"]], tahun=row["tahun"], jenis=JenisPagu(row["jenis"]), by=by)
        anggaran.set_lines(versi, baris=_lines(row), seen=versi.versi, by=by)
        versi.refresh_from_db()
        anggaran.set_pagu(versi, ditetapkan=row["ditetapkan"], dokumen=row["dokumen"], seen=versi.versi, by=by)


def _lines(row: Row) -> list[PaguBaru]:
    """What the row says; where it names the lowest level only, with the sums of what stands above."""
    found: dict[tuple[str, str], int] = {(kode, sumber): jumlah for kode, sumber, jumlah in row["baris"]}
    plan = {node["kode"]: node for node in reversed(list(_statements().values())) if node.get("kode")}
    if all(tingkat_of(kode) == SUB_KEGIATAN or _is_ro(plan.get(kode, {})) for kode, _sumber in found):
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for (kode, sumber), jumlah in found.items():
            for above in _above(plan[kode]) if _is_ro(plan.get(kode, {})) else _prefixes(kode):
                sums[above, sumber] += jumlah
        found |= sums
    nothing = {"pernyataan": "Penyediaan sarana tanpa rencana"}
    return [
        PaguBaru(kode, plan.get(kode, nothing)["pernyataan"], jumlah * _MILLION, sumber)
        for (kode, sumber), jumlah in sorted(found.items())
    ]


def _is_ro(node: Row) -> bool:
    return node.get("tingkat") == "ro"


def _prefixes(kode: str) -> list[str]:
    return [".".join(kode.split(".")[:parts]) for parts in _PARTS]


def _above(node: Row) -> list[str]:
    """The codes above an RO: its own does not tell its program."""
    found = []
    while "induk" in node:
        node = _statements()[node["induk"]]
        found += [node["kode"]] if "kode" in node else []
    return found


@cache
def _statements() -> dict[str, Row]:
    return {node["kunci"]: node for plan in rows("rencana") for node in plan["simpul"]}
