"""Money beside program, kegiatan and sub kegiatan, by year and document."""

from __future__ import annotations

from collections import defaultdict

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
    """What the row says; where it names sub kegiatan only, with the sums of their kegiatan and program."""
    found: dict[tuple[str, str], int] = {(kode, sumber): jumlah for kode, sumber, jumlah in row["baris"]}
    if all(tingkat_of(kode) == SUB_KEGIATAN for kode, _sumber in found):
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for (kode, sumber), jumlah in found.items():
            for parts in _PARTS:
                sums[".".join(kode.split(".")[:parts]), sumber] += jumlah
        found |= sums
    return [
        PaguBaru(kode, _names().get(kode, "Penyediaan sarana tanpa rencana"), jumlah * _MILLION, sumber)
        for (kode, sumber), jumlah in sorted(found.items())
    ]


def _names() -> dict[str, str]:
    """By code what the plans call it."""
    nodes = (node for plan in rows("rencana") for node in plan["simpul"] if node.get("kode"))
    return {node["kode"]: node["pernyataan"] for node in reversed(list(nodes))}
