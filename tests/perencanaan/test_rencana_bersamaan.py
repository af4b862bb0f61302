"""Plans really at the same time: no cycle, one next version, one set of rows; on either database."""

from __future__ import annotations

import pytest
from django.db import connection

from sakip.kernel.access import SYSTEM
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import DokumenVersi, SimpulRencana
from sakip.perencanaan.queries.rencana import in_tree_order, rows_of
from tests.builders import World, world
from tests.kernel.test_concurrency import at_once, refused
from tests.perencanaan.rencana import draft, filled, set_whole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dunia(transactional_db: None) -> World:
    if "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("basis data dalam memori tidak dipakai bersama oleh dua utas")
    return world()


def test_two_who_hang_one_under_the_other_make_no_cycle(dunia: World) -> None:
    """Levels alone forbid most cycles; where one level may hold another, the lock must."""
    root = dunia.kabupaten
    levels = [actions.TingkatBaru("Hasil", indikator=True), actions.TingkatBaru("Kerja")]
    actions.add_kerangka(root, nama="Bebas", tingkat=levels, by=SYSTEM)
    versi = draft(root, jenis="rkpd", kode_kerangka="bebas", tahun_akhir=2025)
    hasil, kerja = actions.add_many_nodes(
        versi, simpul=[PernyataanBaru("hasil", "A"), PernyataanBaru("kerja", "B")], by=SYSTEM
    )
    answers = at_once(
        lambda: actions.move_node(kerja, induk=hasil, seen=1, by=SYSTEM),
        lambda: actions.move_node(hasil, induk=kerja, seen=1, by=SYSTEM),
    )
    assert refused(answers) >= 1
    assert len(list(in_tree_order(rows_of(versi)))) == 2  # what hangs in a cycle is under no top


def test_of_two_next_versions_one_is_opened(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    filled(versi)
    versi = set_whole(versi)
    answers = at_once(*[lambda: actions.open_version(versi.dokumen, alasan="Perubahan", by=SYSTEM)] * 4)
    assert refused(answers) == 3
    assert sorted(DokumenVersi.related.values_list("nomor", flat=True)) == [1, 2]


def test_rows_added_at_once_get_different_places(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    rows = [PernyataanBaru("tujuan", "Sehat")]
    answers = at_once(*[lambda: actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)] * 5)
    assert refused(answers) == 0
    assert sorted(SimpulRencana.related.values_list("urutan", flat=True)) == [1, 2, 3, 4, 5]
