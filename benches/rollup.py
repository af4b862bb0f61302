"""The whole instansi in one year: every indicator's capaian and the roll-up of all perangkat daerah. Bar: 300 ms.

And what another policy would do to two years, as its form shows it. Bar: 2 s.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from benches.measure import Median, median_of
from benches.world import TAHUN, prepare
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import Access
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import access_of, akun_by_email, kebijakan, proposed
from sakip.perencanaan.kinerja import KinerjaUnit, kinerja, roll_up
from sakip.perencanaan.pengaruh import effects
from sakip.perencanaan.queries import indikator_of


def instansi_in(root: Unit, periode: Periode, seen_by: Access) -> KinerjaUnit:
    """The capaian of the instansi from all its indicators."""
    rows = list(indikator_of(root, tahun=periode.tahun, seen_by=seen_by, below=True))
    found = kinerja(root, rows, [periode], seen_by=seen_by)
    return roll_up(list(found.values()), kebijakan(root, periode.tahun, seen_by=seen_by), periode)


def run() -> dict[str, Median]:
    root = prepare()
    akun = akun_by_email("pelapor@ukur.example")
    assert akun is not None
    access, last = access_of(akun.pk), TAHUN[-1]
    other, day = proposed(last, {"rumus_menurun": "n2", "batas": Decimal(120)}), date(last + 1, 2, 1)
    return {
        "year": median_of(lambda: instansi_in(root, Periode.tahunan(last), access)),
        "quarter": median_of(lambda: instansi_in(root, Periode(last, "TW3"), access)),
        "policy": median_of(lambda: effects(root, (last - 1, last), other, seen_by=access, posisi_data=day)),
    }
