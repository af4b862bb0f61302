"""Statements of a plan: many at once, levels, moving with the subtree, order, taking out, HTML in texts."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import Penempatan, SimpulRencana
from sakip.perencanaan.queries.banding import Ubahan, banding
from sakip.perencanaan.queries.rencana import in_tree_order, rows_of
from tests import builders
from tests.builders import World
from tests.people import person
from tests.perencanaan.rencana import draft, filled, now, set_whole

pytestmark = pytest.mark.django_db


def outline(versi: object) -> list[str]:
    """The texts as a tree reads them, indented by level."""
    depth: dict[int, int] = {}
    found = []
    for row in in_tree_order(rows_of(versi)):  # type: ignore[arg-type]
        depth[row.pk] = depth.get(row.induk_id or 0, -1) + 1
        found.append("-" * depth[row.pk] + row.pernyataan)
    return found


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (PernyataanBaru("kro", "Keluaran"), "Tingkat “kro” tidak ada dalam kerangka"),
        (PernyataanBaru("tujuan", "Lagi", induk=0), "Tujuan tidak dapat berada di bawah Tujuan"),
        (PernyataanBaru("sasaran", "<p> </p>", induk=0), "Pernyataan pada baris 2 kosong"),
        (PernyataanBaru("sasaran", "Maju", induk=1), "Baris 2 menunjuk induk pada baris 2"),
    ],
)
def test_one_wrong_line_refuses_all(dunia: World, row: PernyataanBaru, said: str) -> None:
    versi = draft(dunia.dinkes)
    with pytest.raises(Refused, match=said):
        actions.add_many_nodes(versi, simpul=[PernyataanBaru("tujuan", "Sehat"), row], by=SYSTEM)
    assert not SimpulRencana.related.exists()


def test_a_neighbour_writes_nothing(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    rows = filled(versi)
    tetangga = person("Tetangga", dunia.disdik, Role.PERENCANA).access
    for act in (
        lambda: filled(versi, by=tetangga),
        lambda: actions.edit_node(rows[0], seen=1, pernyataan="x", by=tetangga),
        lambda: actions.move_node(rows[3], induk=rows[2], seen=1, by=tetangga),
        lambda: actions.remove_node(rows[3], seen=1, by=tetangga),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_many_are_added_level_by_level_in_their_order(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    filled(versi)
    tujuan = rows_of(versi)[0]
    actions.add_many_nodes(
        versi,
        simpul=[PernyataanBaru("sasaran", "Gizi membaik", induk=tujuan), PernyataanBaru("program", "P2", induk=0)],
        by=SYSTEM,
    )
    assert outline(versi) == [
        "Masyarakat sehat", "-Ibu dan anak selamat", "--Program pemenuhan upaya kesehatan",
        "-Penyakit menular turun", "-Gizi membaik", "--P2",
    ]  # fmt: skip


def test_a_statement_is_edited_on_its_level(dunia: World) -> None:
    rows = filled(draft(dunia.dinkes))
    with pytest.raises(Refused, match="berada di bawah “Ibu dan anak selamat”, sehingga tingkatnya tidak dapat"):
        actions.edit_node(rows[1], seen=1, tingkat="kegiatan", by=SYSTEM)
    with pytest.raises(Refused, match="kosong"):
        actions.edit_node(rows[1], seen=1, pernyataan="  ", by=SYSTEM)
    with pytest.raises(TypeError):
        actions.edit_node(rows[1], seen=1, dokumen_versi=None, by=SYSTEM)
    done = actions.edit_node(rows[1], seen=1, pernyataan="<b>Ibu</b> selamat &amp; sehat", kode=" S.1 ", by=SYSTEM)
    assert (done.pernyataan, done.kode) == ("Ibu selamat & sehat", "S.1")
    with pytest.raises(Stale, match=r"“Ibu selamat & sehat”.*“Bayi selamat”"):
        actions.edit_node(rows[1], seen=1, pernyataan="Bayi selamat", by=SYSTEM)


def test_what_forms_ask_besides_is_kept_in_lines_and_goes_into_the_next_version(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    program = filled(versi)[3]
    with pytest.raises(Refused, match="Lokasi"):
        actions.edit_node(program, seen=1, lokasi="<b></b>", by=SYSTEM)
    with pytest.raises(TypeError):
        actions.add_node(dunia.dinkes, versi=versi, tingkat="program", pernyataan="P", dasar="x", by=SYSTEM)
    told = {"lokasi": " Semua \n kecamatan", "nspk": "SPM", "prioritas": "Ibu sehat", "catatan": "DAK"}
    done = actions.edit_node(program, seen=1, **told, by=SYSTEM)
    assert [getattr(done, name) for name in told] == ["Semua kecamatan", "SPM", "Ibu sehat", "DAK"]
    set_whole(versi)
    after = actions.open_version(versi.dokumen, alasan="Pergeseran", by=SYSTEM)
    row = SimpulRencana.related.get(dokumen_versi=after, kunci=program.kunci)
    assert [getattr(row, name) for name in told] == ["Semua kecamatan", "SPM", "Ibu sehat", "DAK"]
    actions.edit_node(row, seen=1, lokasi="Kecamatan Hulu", by=SYSTEM)
    (changed,) = banding(versi, after, seen_by=SYSTEM).baris
    assert changed.ubahan == (Ubahan("Lokasi", "Semua kecamatan", "Kecamatan Hulu"),)


def test_a_subtree_moves_and_never_under_itself(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    tujuan, ibu, menular, program = filled(versi)
    lepas = actions.add_node(dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Lepas", by=SYSTEM)
    with pytest.raises(Refused, match="pindah ke bawah dirinya sendiri"):
        actions.move_node(ibu, induk=program, seen=1, by=SYSTEM)
    with pytest.raises(Refused, match="pindah ke bawah dirinya sendiri"):
        actions.move_node(ibu, induk=ibu, seen=1, by=SYSTEM)
    with pytest.raises(Refused, match="Tujuan tidak dapat berada di bawah Sasaran"):
        actions.move_node(tujuan, induk=lepas, seen=1, by=SYSTEM)
    with pytest.raises(Refused, match="rencana lain"):
        actions.move_node(program, induk=filled(draft(dunia.disdik))[1], seen=1, by=SYSTEM)
    actions.move_node(program, induk=menular, seen=1, by=SYSTEM)
    with pytest.raises(Stale):
        actions.move_node(program, induk=ibu, seen=1, by=SYSTEM)
    actions.move_node(menular, induk=None, seen=1, by=SYSTEM)
    assert outline(versi) == [
        "Masyarakat sehat", "-Ibu dan anak selamat", "Lepas", "Penyakit menular turun",
        "-Program pemenuhan upaya kesehatan",
    ]  # fmt: skip


def test_siblings_are_put_in_order(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    rows = filled(versi)
    actions.shift_node(rows[2], langkah=-1, by=SYSTEM)
    with pytest.raises(Refused, match="“Penyakit menular turun” sudah yang pertama"):
        actions.shift_node(now(rows[2]), langkah=-5, by=SYSTEM)
    assert outline(versi)[1:3] == ["-Penyakit menular turun", "-Ibu dan anak selamat"]
    actions.shift_node(now(rows[2]), langkah=9, by=SYSTEM)
    assert outline(versi)[1] == "-Ibu dan anak selamat"
    with pytest.raises(Refused, match="sudah yang terakhir"):
        actions.shift_node(now(rows[2]), langkah=1, by=SYSTEM)
    actions.add_node(dunia.dinkes, versi=versi, tingkat="tujuan", pernyataan="Tujuan lain", by=SYSTEM)
    out = actions.move_node(now(rows[1]), induk=None, seen=now(rows[1]).versi, sesudah=rows[0], by=SYSTEM)
    assert outline(versi)[-3:] == ["Ibu dan anak selamat", "-Program pemenuhan upaya kesehatan", "Tujuan lain"]
    assert out.induk is None


def test_what_indicators_stand_under_is_not_taken_out(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    tujuan, _ibu, menular, program = filled(versi)
    subject = builders.indikator(dunia.dinkes)
    placed = actions.place(subject, simpul=program, by=SYSTEM)
    with pytest.raises(Refused, match=r"1 indikator ditempatkan di bawahnya .Angka Harapan Hidup"):
        actions.remove_node(tujuan, seen=1, by=SYSTEM)
    with pytest.raises(Stale):
        actions.remove_node(menular, seen=7, by=SYSTEM)
    assert actions.remove_node(menular, seen=1, by=SYSTEM) == 1
    actions.unplace(placed, simpul=program, by=SYSTEM)
    assert [row.kunci for row in Penempatan.related.filter(indikator=subject)] == [None]
    assert actions.remove_node(tujuan, seen=1, by=SYSTEM) == 3
    assert not rows_of(versi)


def test_a_statement_of_a_set_version_leaves_only_the_next(dunia: World) -> None:
    versi = draft(dunia.dinkes)
    program = filled(versi)[3]
    actions.place(builders.indikator(dunia.dinkes), simpul=program, by=SYSTEM)
    versi = set_whole(versi)
    frozen = now(program)
    for act in (
        lambda: actions.edit_node(frozen, seen=frozen.versi, pernyataan="x", by=SYSTEM),
        lambda: actions.move_node(frozen, induk=None, seen=frozen.versi, by=SYSTEM),
        lambda: actions.shift_node(frozen, langkah=1, by=SYSTEM),
        lambda: actions.remove_node(frozen, seen=frozen.versi, by=SYSTEM),
    ):
        with pytest.raises(Refused, match="isinya tidak dapat diubah"):
            act()
    baru = actions.open_version(versi.dokumen, alasan="Perubahan", by=SYSTEM)
    copy = SimpulRencana.related.get(dokumen_versi=baru, kunci=program.kunci)
    assert actions.remove_node(copy, seen=copy.versi, by=SYSTEM) == 1
    assert (len(rows_of(versi)), len(rows_of(baru))) == (4, 3)
