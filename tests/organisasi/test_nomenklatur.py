"""The national nomenclature as one unit uses it."""

from __future__ import annotations

import pytest

from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.organisasi import actions
from sakip.organisasi.queries.nomenklatur import pertanyaan_kode, pilihan_kode
from tests.builders import World
from tests.referensi.tables import loaded


def test_a_ministry_has_no_such_codes(dunia: World) -> None:
    ministry = actions.create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    assert pilihan_kode(ministry, loaded("G1"), SYSTEM, text="ibu").kode == ()
    assert pertanyaan_kode(ministry, SYSTEM, generasi="G1") == ""


@pytest.mark.parametrize("bidang", ["1.02", "1.02, 2.13"])
def test_a_unit_finds_its_codes_by_the_bidang_of_its_dinas(dunia: World, bidang: str) -> None:
    of = loaded("G1/2024")
    actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, bidang_urusan=bidang, by=SYSTEM)
    found = pilihan_kode(dunia.puskesmas, of, SYSTEM, text="dokumen perencanaan", tingkat=("sub-kegiatan",))
    assert [each.kode for each in found.kode] == [f"{each}.01.2.01.0001" for each in bidang.split(", ")]
    assert [each.kode for each in pilihan_kode(dunia.puskesmas, of, SYSTEM, induk="1.02").kode] == [
        "1.02.01",
        "1.02.02",
    ]


def test_a_field_asks_for_the_plans_generation_and_the_units_bidang(dunia: World) -> None:
    dinkes = actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, bidang_urusan="1.02, 2.14", by=SYSTEM)
    asked = pertanyaan_kode(dinkes, SYSTEM, generasi="900.1/2024", tingkat=("program",), induk="1.02")
    assert asked == "generasi=900.1%2F2024&jenis=kab&bidang=1.02%2C2.14&tingkat=program&induk=1.02"
