"""What the tests of plans share: a draft with a few statements, and the way to its decree."""

from __future__ import annotations

from datetime import date
from typing import Any

from sakip.kernel.access import SYSTEM, Access
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import DokumenVersi, SimpulRencana

PDF = b"%PDF-1.4\nnaskah"


def draft(unit: Unit, *, jenis: str = "renstra", by: Access = SYSTEM, **rest: Any) -> DokumenVersi:
    facts: dict[str, Any] = {
        "nama": f"{jenis} {unit.nama}",
        "kode_kerangka": "pemda",
        "tahun_awal": 2025,
        "tahun_akhir": 2029,
    } | rest
    return actions.draft_plan(unit, jenis=jenis, by=by, **facts)


def recorded(unit: Unit, *, jenis: str = "renstra", **rest: Any) -> DokumenVersi:
    facts: dict[str, Any] = {
        "nama": f"{jenis} {unit.nama}",
        "kode_kerangka": "pemda",
        "tahun_awal": 2025,
        "tahun_akhir": 2029,
    }
    decree: dict[str, Any] = {"nomor_penetapan": "Perbup 5/2025", "tanggal_penetapan": date(2025, 8, 1)}
    return actions.record_plan(unit, jenis=jenis, by=SYSTEM, **facts | decree | rest)


def filled(versi: DokumenVersi, *, by: Access = SYSTEM) -> list[SimpulRencana]:
    """A tujuan, two sasaran under it, a program under the first."""
    rows = [
        PernyataanBaru("tujuan", "Masyarakat sehat"),
        PernyataanBaru("sasaran", "Ibu dan anak selamat", induk=0),
        PernyataanBaru("sasaran", "Penyakit menular turun", induk=0),
        PernyataanBaru("program", "Program pemenuhan upaya kesehatan", induk=1, kode="1.02.02"),
    ]
    return actions.add_many_nodes(versi, simpul=rows, by=by)


def now(row: Any) -> Any:
    """The row as the database holds it."""
    return type(row).related.get(pk=row.pk)


def set_whole(versi: DokumenVersi, *, nomor: str = "Perkada 1", tanggal: date = date(2025, 9, 1), **rest: Any) -> Any:
    """From a draft through asistensi to its decree."""
    versi = actions.propose_plan(versi, seen=now(versi).versi, by=SYSTEM)
    versi = actions.approve_plan(versi, seen=versi.versi, by=SYSTEM)
    decree: dict[str, Any] = {"nomor_penetapan": nomor, "tanggal_penetapan": tanggal}
    return actions.set_plan(versi, seen=versi.versi, by=SYSTEM, **decree | rest)
