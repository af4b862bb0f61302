"""The manual of an indicator: what its row says, and what follows from the unit and the formula it has."""

from __future__ import annotations

from typing import Any

from sakip.demo import reading
from sakip.demo.files import Row, by_key, rows
from sakip.demo.world.made import World
from sakip.organisasi.models import Jabatan
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import MANUAL, KartuBaru, KartuLengkap
from sakip.perencanaan.models import Frekuensi, KartuIndikator, TingkatHasil

_KINDS = {"kab": ["rpjm", "kebijakan"]}
_OF_UNIT = ["renstra", "tugas-fungsi"]


def of(world: World, row: Row) -> KartuLengkap:
    """The manual of a new indicator; what its row says comes first, an empty text says that it was left out."""
    found: dict[str, Any] = _usual(world, row) | {name: row[name] for name in MANUAL if name in row}
    if isinstance(found["penanggung_jawab"], str):
        found["penanggung_jawab"] = world.posts.get(found["penanggung_jawab"])
    return KartuLengkap(**found)


def _usual(world: World, row: Row) -> dict[str, Any]:
    part, whole = _share(row)
    quarterly = row.get("tipologi", "tahunan") != "tahunan"
    return {
        "hasil": TingkatHasil.OUTCOME.value,
        "alasan_pemilihan": _why(row),
        "pembilang": part,
        "penyebut": whole,
        "frekuensi": (Frekuensi.TRIWULANAN if quarterly else Frekuensi.TAHUNAN).value,
        "kategori_sumber": _KINDS.get(row["unit"], _OF_UNIT),
        "penyedia_data": row["sumber"],
        "penanggung_jawab": head_of(world, row["unit"]),
    }


def _share(row: Row) -> tuple[str, str]:
    """Numerator and denominator, where the formula is one division."""
    parts = row["formula"].removesuffix(" x 100").split(" / ")
    return (
        (parts[0], parts[1]) if len(parts) == 2 and row["nama"].startswith(("Persentase", "Angka Part")) else ("", "")
    )


def _why(row: Row) -> str:
    """The statement of the newest plan that it serves."""
    said = next((_statements()[kunci] for kunci in reversed(row.get("simpul", ())) if kunci in _statements()), "")
    return f"Menunjukkan sejauh mana pernyataan “{said}” terwujud." if said else ""


def _statements() -> dict[str, str]:
    return {node["kunci"]: node["pernyataan"] for plan in rows("rencana") for node in plan["simpul"]}


def head_of(world: World, unit: str) -> Jabatan | None:
    """The position that heads a unit, else the nearest above."""
    found = next((each for each in world.posts.values() if each.unit_id == world.units[unit].pk and each.kepala), None)
    above = str(by_key("unit").get(unit, {}).get("induk", ""))
    return found if found or not above else head_of(world, above)


def carry_on(world: World, kode: str) -> None:
    """Of an indicator that carries on another the new unit's head answers."""
    row = reading.indicators()[kode]
    indikator, by = world.indicators[kode], world.planner(row["unit"])
    card = KartuIndikator.related.filter(indikator=indikator).order_by("-mulai_tahun").first()
    if card is None:
        return
    figures = {name: getattr(card, name) for name in KartuBaru.__dataclass_fields__ if name != "lengkap"}
    kept = {name: getattr(card, name) for name in MANUAL} | {"penanggung_jawab": head_of(world, row["unit"])}
    perencanaan.set_card(indikator, kartu=KartuBaru(**figures, lengkap=KartuLengkap(**kept)), seen=card.versi, by=by)
