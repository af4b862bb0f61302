"""A unit is closed after what stands in it; its card takes what the report prints."""

from __future__ import annotations

from datetime import date

import pytest

from sakip.kernel.access import SYSTEM
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.models import Unit
from tests import builders
from tests.builders import World

AKHIR = date(2025, 12, 31)


def closing(unit: Unit, sampai: date = AKHIR, *, seen: int = 1, alasan: str = "Perda 5/2025") -> Unit:
    return actions.close_unit(unit, seen=seen, sampai=sampai, alasan=alasan, by=SYSTEM)


def test_a_unit_is_closed_after_its_children_positions_and_terms(dunia: World) -> None:
    with pytest.raises(Refused, match="tidak dapat ditutup pada 31 Desember 2025, karena unit Puskesmas"):
        closing(dunia.dinkes)
    closing(dunia.puskesmas)
    with pytest.raises(Refused, match="unit Puskesmas Ujibaru masih berlaku sesudahnya"):
        closing(dunia.dinkes, date(2025, 12, 30))
    post = builders.jabatan(dunia.dinkes)
    builders.masa(post, builders.pegawai(dunia.kabupaten), date(2025, 1, 1))
    with pytest.raises(Refused) as refused:
        closing(dunia.dinkes)
    assert "jabatan Kepala Dinas Kesehatan masih berlaku sesudahnya; masa jabatan Sari Utami masih" in str(
        refused.value
    )
    actions.end_term(post.masa_jabatan.get(), seen=1, sampai=AKHIR, alasan="SOTK", by=SYSTEM)
    actions.close_jabatan(post, seen=1, sampai=AKHIR, alasan="SOTK", by=SYSTEM)
    assert closing(dunia.dinkes).berlaku_sampai == AKHIR
    with pytest.raises(Refused, match="sudah ditutup pada 31 Desember 2025"):
        closing(dunia.dinkes, seen=2)
    with pytest.raises(Refused, match="sudah ditutup pada 31 Desember 2025"):
        builders.jabatan(dunia.dinkes, "Sekretaris", berlaku_mulai=date(2026, 1, 1))


def test_closing_needs_a_reason_a_sound_day_and_the_latest_version(dunia: World) -> None:
    with pytest.raises(Refused, match="Alasan belum diisi"):
        closing(dunia.puskesmas, alasan=" ")
    with pytest.raises(Refused, match="instansi tidak ditutup di sini"):
        closing(dunia.kabupaten)
    with pytest.raises(Stale):
        closing(dunia.puskesmas, seen=9)
    young = actions.add_unit(dunia.dinkes, nama="Baru", jenis="uptd", berlaku_mulai=date(2026, 1, 1), by=SYSTEM)
    with pytest.raises(Refused, match="Baru baru berlaku 1 Januari 2026"):
        closing(young)


def test_the_card_keeps_functions_one_a_line_and_links_that_lead_to_pages(dunia: World) -> None:
    unit = actions.edit_unit(
        dunia.dinkes,
        seen=1,
        fungsi=" merumuskan kebijakan; \n\n melaksanakan kebijakan;\n",
        tautan_lapor="https://lapor.go.id",
        by=SYSTEM,
    )
    assert unit.fungsi == "merumuskan kebijakan;\nmelaksanakan kebijakan;"
    with pytest.raises(Refused, match="Tautan PPID “javascript:alert"):
        actions.edit_unit(unit, seen=2, tautan_ppid="javascript:alert(1)", by=SYSTEM)
