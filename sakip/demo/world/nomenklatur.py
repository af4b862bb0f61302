"""A slice of the national nomenclature: the codes of the dinas that plan in this world, as their decree has them."""

from __future__ import annotations

from sakip.demo.files import NOMENKLATUR
from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.referensi.actions import load_nomenclature
from sakip.referensi.transfers import read_nomenclature

GENERASI = "contoh"


def make() -> None:
    """Loaded by the shell, as in a real installation."""
    read = read_nomenclature(NOMENKLATUR.read_bytes(), NOMENKLATUR.name)
    load_nomenclature(
        INSTALLATION,
        kode=GENERASI,
        sumber="Sebagian Kepmendagri 900.1.15.5-3406 Tahun 2024, untuk dunia contoh",
        baris=read.baris,
        sidik=read.sidik,
        by=SYSTEM,
    )
