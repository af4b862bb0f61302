"""The national nomenclature as one unit uses it."""

from __future__ import annotations

from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.organisasi import actions
from sakip.organisasi.queries.nomenklatur import pertanyaan_kode
from tests.builders import World


def test_a_ministry_has_no_such_codes(dunia: World) -> None:
    ministry = actions.create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    assert pertanyaan_kode(ministry, SYSTEM, generasi="G1") == ""


def test_a_field_asks_for_the_plans_generation_and_the_units_bidang(dunia: World) -> None:
    dinkes = actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, bidang_urusan="1.02, 2.14", by=SYSTEM)
    asked = pertanyaan_kode(dinkes, SYSTEM, generasi="900.1/2024", tingkat=("program",), induk="1.02")
    assert asked == "generasi=900.1%2F2024&jenis=kab&bidang=1.02%2C2.14&tingkat=program&induk=1.02"
