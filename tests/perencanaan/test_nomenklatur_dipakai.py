"""A generation of the nomenclature that a plan uses is not replaced."""

from __future__ import annotations

import pytest

from sakip.kernel.access import SYSTEM
from sakip.kernel.refusals import Refused
from sakip.perencanaan.actions.rencana import draft_plan
from tests.builders import World
from tests.referensi.tables import DESA, IBU, loaded


def test_a_generation_that_a_plan_uses_is_not_replaced(dunia: World) -> None:
    loaded("G1")
    loaded("G1", IBU, ganti=True)
    draft_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra Dinas Kesehatan",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        generasi="G1",
        by=SYSTEM,
    )
    with pytest.raises(Refused, match="sudah dipakai 1 dokumen rencana"):
        loaded("G1", DESA, ganti=True)
    loaded("G2", DESA)
    loaded("G2", IBU, ganti=True)
