"""What the tests of a reorganisation share: drafting and applying one, reading the units that came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sakip.kernel.access import SYSTEM, Access
from sakip.organisasi import actions
from sakip.organisasi.models import Reorganisasi, Unit
from sakip.organisasi.rules.reorganisasi import Penerus, Putusan, Rancangan

DAY = date(2025, 1, 1)
PERDA = "Perda Nomor 7 Tahun 2024"

__all__ = ["DAY", "PERDA", "Penerus", "Putusan", "above", "applied", "drafted", "open_unit"]


def drafted(root: Unit, *, tanggal: date = DAY, by: Access = SYSTEM, **draft: Any) -> Reorganisasi:
    return actions.draft_reorganisasi(
        root, judul="Perubahan SOTK", tanggal=tanggal, dasar_hukum=PERDA, rancangan=Rancangan(**draft), by=by
    )


def applied(root: Unit, *, tanggal: date = DAY, by: Access = SYSTEM, **draft: Any) -> Reorganisasi:
    row = drafted(root, tanggal=tanggal, by=by, **draft)
    return actions.apply_reorganisasi(row, seen=row.versi, by=by)


def open_unit(nama: str) -> Unit:
    """The one open unit of a name."""
    found: Unit = Unit.related.get(nama=nama, berlaku_sampai=None)
    return found


def above(nama: str) -> str:
    """The name of the unit above the one open unit of a name."""
    return str(open_unit(nama).induk)
