"""The tree of conditions: what it refuses first, then how it grows, moves and is cut back."""

from __future__ import annotations

import uuid
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions as organisasi
from sakip.perencanaan import actions
from sakip.perencanaan.actions import SimpulBaru
from sakip.perencanaan.models import Cabang, IndikatorSimpul, Penempatan, SimpulPohon, SimpulRencana, Terjemahan
from tests import builders
from tests.builders import World
from tests.people import person
from tests.perencanaan import rencana
from tests.perencanaan.pohon import Tree, pohon, tree


@pytest.fixture
def small(dunia: World) -> Tree:
    return tree(dunia.dinkes)


def children(node: SimpulPohon) -> list[str]:
    rows = SimpulPohon.related.filter(cabang_ke_induk__induk=node, ditarik=False).order_by("urutan", "pk")
    return [row.pernyataan for row in rows]


# --- what is refused -------------------------------------------------------------------------------------------------


def test_who_does_not_plan_there_changes_no_tree(dunia: World, small: Tree) -> None:
    for somebody in (person("Sari", dunia.dinkes, Role.PELAPOR), person("Budi", dunia.disdik, Role.PERENCANA)):
        with pytest.raises(PermissionDenied):
            actions.create_pohon(dunia.dinkes, nama="Lain", tahun_awal=2030, tahun_akhir=2034, by=somebody.access)
        with pytest.raises(PermissionDenied):
            actions.edit_simpul(small["csf1"], seen=1, pernyataan="Lain", by=somebody.access)
        with pytest.raises(PermissionDenied):
            actions.add_indikator_simpul(small["csf1"], uraian="Lain", by=somebody.access)


def test_a_second_tree_from_the_same_year_and_years_upside_down(dunia: World, small: Tree) -> None:
    with pytest.raises(Refused, match="sudah mempunyai pohon kinerja yang mulai tahun 2025"):
        pohon(dunia.dinkes)
    with pytest.raises(Refused, match="Tahun akhir 2020 lebih awal"):
        actions.create_pohon(dunia.dinkes, nama="Lain", tahun_awal=2030, tahun_akhir=2020, by=SYSTEM)


@pytest.mark.parametrize(
    ("simpul", "sentence"),
    [
        ([SimpulBaru("a", "outcome", "  ")], "Kondisi belum dituliskan"),
        ([SimpulBaru("a", "csf", "Berdiri sendiri")], "Hanya hasil .* boleh berdiri di puncak"),
        ([SimpulBaru("a", "outcome", "A"), SimpulBaru("a", "outcome", "B")], "dipakai dua kali"),
        ([SimpulBaru("a", "csf", "A", ("b",)), SimpulBaru("b", "outcome", "B")], "tidak ada sebelumnya dalam daftar"),
        ([SimpulBaru("a", "csf", "A", ("a",))], "tidak ada sebelumnya dalam daftar"),
        ([SimpulBaru("a", "outcome", "A", indikator=(" ",))], "rumusannya belum ditulis"),
    ],
)
def test_of_a_list_with_one_wrong_node_nothing_is_made(dunia: World, simpul: list[SimpulBaru], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.add_many_simpul(pohon(dunia.dinkes), simpul=[SimpulBaru("x", "outcome", "X"), *simpul], by=SYSTEM)
    assert not SimpulPohon.related.exists()


def test_an_outcome_does_not_hang_below_work(small: Tree) -> None:
    with pytest.raises(Refused, match=r"Faktor kunci keberhasilan \(CSF\) “Baru” tidak dapat berada di bawah"):
        actions.add_simpul(small.pohon, jenis="csf", pernyataan="Baru", induk=[small["antara1"]], by=SYSTEM)
    with pytest.raises(Refused, match="tidak dapat berada di bawah"):
        actions.edit_simpul(small["csf1"], seen=1, jenis="operasional", by=SYSTEM)
    with pytest.raises(Refused, match="Hanya hasil"):
        actions.edit_simpul(small["hasil"], seen=1, jenis="csf", by=SYSTEM)


@pytest.mark.parametrize("induk", ["antara2", "kerja"])
def test_a_condition_does_not_serve_itself_nor_what_serves_it(small: Tree, induk: str) -> None:
    for deed in (
        partial(actions.attach_simpul, small["antara2"], induk=small[induk]),
        partial(actions.move_simpul, small["antara2"], dari=small["csf1"], ke=small[induk]),
    ):
        with pytest.raises(Refused, match="sudah berada di bawahnya"):
            deed(by=SYSTEM)


def test_a_circle_over_a_retired_node_is_refused_too(small: Tree) -> None:
    new = partial(actions.add_simpul, small.pohon, jenis="antara", by=SYSTEM)
    a = new(pernyataan="A", induk=[small["csf1"]])
    b = new(pernyataan="B", induk=[a, small["csf1"]])
    c = new(pernyataan="C", induk=[b, small["csf1"]])
    actions.retire_simpul(b, seen=1, alasan="Digabung", by=SYSTEM)
    with pytest.raises(Refused, match="sudah berada di bawahnya"):
        actions.attach_simpul(a, induk=c, by=SYSTEM)


def test_branches_stay_inside_a_tree(dunia: World, small: Tree) -> None:
    other = tree(dunia.disdik)
    with pytest.raises(Refused, match="berada dalam pohon lain"):
        actions.attach_simpul(small["antara1"], induk=other["csf1"], by=SYSTEM)
    with pytest.raises(Refused, match="berada dalam pohon lain"):
        actions.add_simpul(small.pohon, jenis="csf", pernyataan="Baru", induk=[other["hasil"]], by=SYSTEM)


def test_the_last_parent_is_not_taken_away(small: Tree) -> None:
    actions.detach_simpul(small["antara2"], induk=small["csf2"], by=SYSTEM)
    with pytest.raises(Refused, match="belum menopang kondisi apa pun"):
        actions.detach_simpul(small["antara2"], induk=small["csf1"], by=SYSTEM)
    with pytest.raises(Refused, match="belum menopang"):
        actions.move_simpul(small["antara2"], dari=small["csf1"], ke=None, by=SYSTEM)
    with pytest.raises(Refused, match="sudah menopang") as twice:
        actions.attach_simpul(small["antara2"], induk=small["csf1"], by=SYSTEM)
    assert twice.value.refusal.field == "ke"


def test_of_two_who_move_a_node_the_second_is_refused(small: Tree) -> None:
    """Else it would stand under both of what they chose, though each of them moved it."""
    node = small["antara1"]
    actions.move_simpul(node, dari=small["csf1"], ke=small["csf2"], by=SYSTEM)
    for dari in (small["csf1"], None):
        with pytest.raises(Refused, match="sudah diubah sejak halaman ini dibuka"):
            actions.move_simpul(node, dari=dari, ke=small["antara2"], by=SYSTEM)


def test_marks_of_another_application_are_not_kept(small: Tree) -> None:
    made = actions.add_simpul(
        small.pohon, jenis="antara", pernyataan="<p>Air &amp; jamban <b>layak</b></p>", induk=[small["csf2"]], by=SYSTEM
    )
    assert made.pernyataan == "Air & jamban layak"
    assert actions.edit_simpul(made, seen=1, pernyataan="<i>Air bersih</i>", by=SYSTEM).pernyataan == "Air bersih"


def test_a_stale_node_is_not_overwritten_and_both_texts_are_told(small: Tree) -> None:
    actions.edit_simpul(small["csf1"], seen=1, pernyataan="Ibu selamat", by=SYSTEM)
    with pytest.raises(Stale, match="“Ibu selamat”, yang Anda ketik “Bayi selamat”"):
        actions.edit_simpul(small["csf1"], seen=1, pernyataan="Bayi selamat", by=SYSTEM)


def test_an_order_of_children_that_are_no_longer_there_is_refused(small: Tree) -> None:
    ids = [small["csf2"].pk, small["csf1"].pk]
    for wrong in ([*ids, small["kerja"].pk], ids[:1], [*ids, ids[0]]):
        with pytest.raises(Refused, match="sudah berubah sejak halaman ini dibuka"):
            actions.reorder_simpul(small.pohon, induk=small["hasil"], urutan=wrong, by=SYSTEM)


def test_a_node_that_others_stand_on_is_retired_with_them_or_not_at_all(small: Tree) -> None:
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.retire_simpul(small["csf1"], seen=1, alasan=" ", by=SYSTEM)
    with pytest.raises(Refused, match="masih ditopang 1 kondisi"):
        actions.retire_simpul(small["csf1"], seen=1, alasan="Digabung", by=SYSTEM)
    gone = actions.retire_simpul(small["csf1"], seen=1, alasan="Digabung", beserta_bawahan=True, by=SYSTEM)
    assert [each.pernyataan for each in gone] == ["Ibu dan bayi selamat", "Persalinan ditolong tenaga terlatih"]
    assert not small.fresh("antara2").ditarik  # it serves another one
    with pytest.raises(Refused, match="sudah ditarik dari pohon"):
        actions.retire_simpul(small.fresh("csf1"), seen=2, alasan="Lagi", by=SYSTEM)
    with pytest.raises(Refused, match="sudah ditarik dari pohon"):
        actions.add_simpul(small.pohon, jenis="antara", pernyataan="X", induk=[small.fresh("csf1")], by=SYSTEM)
    with pytest.raises(Refused, match="Semua induk"):
        actions.restore_simpul(small.fresh("antara1"), seen=2, by=SYSTEM)


def test_indicators_of_a_node(dunia: World, small: Tree) -> None:
    mine, foreign = builders.indikator(dunia.dinkes), builders.indikator(dunia.lain)
    with pytest.raises(Refused, match="rumusannya belum ditulis"):
        actions.add_indikator_simpul(small["csf2"], uraian="  ", by=SYSTEM)
    with pytest.raises(Refused, match="milik instansi lain"):
        actions.add_indikator_simpul(small["csf2"], indikator=foreign, by=SYSTEM)
    row = actions.add_indikator_simpul(small["csf2"], uraian="Insiden  TB", by=SYSTEM)
    with pytest.raises(Refused, match="sudah ada pada"):
        actions.add_indikator_simpul(small["csf2"], uraian="insiden tb", by=SYSTEM)
    row = actions.edit_indikator_simpul(row, seen=1, indikator=mine, uraian="dibuang", by=SYSTEM)
    assert (row.indikator, row.uraian) == (mine, "")
    actions.remove_indikator_simpul(row, by=SYSTEM)
    assert not IndikatorSimpul.related.filter(simpul=small["csf2"]).exists()


def test_translation(dunia: World, small: Tree) -> None:
    plan = actions.create_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        by=SYSTEM,
    )
    tujuan = actions.add_node(dunia.dinkes, versi=plan, tingkat="tujuan", pernyataan="Sehat", by=SYSTEM)
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Dinas", jenjang="jpt-pratama", by=SYSTEM)
    abroad = organisasi.add_jabatan(dunia.lain, nama="Kepala Dinas", jenjang="jpt-pratama", by=SYSTEM)
    with pytest.raises(Refused, match="tidak ada dalam Renstra versi terakhir"):
        actions.translate_to_plan(small["hasil"], dokumen=plan.dokumen, kunci=uuid.uuid4(), by=SYSTEM)
    with pytest.raises(Refused, match="milik instansi lain"):
        actions.translate_to_jabatan(small["hasil"], jabatan=abroad, by=SYSTEM)
    row = actions.translate_to_plan(small["hasil"], dokumen=plan.dokumen, kunci=tujuan.kunci, by=SYSTEM)
    actions.translate_to_jabatan(small["hasil"], jabatan=post, by=SYSTEM)
    for again in (
        partial(actions.translate_to_plan, small["hasil"], dokumen=plan.dokumen, kunci=tujuan.kunci),
        partial(actions.translate_to_jabatan, small["hasil"], jabatan=post),
    ):
        with pytest.raises(Refused, match="sudah diterjemahkan"):
            again(by=SYSTEM)
    actions.remove_translation(row, by=SYSTEM)
    assert Terjemahan.related.get().jabatan == post


def test_a_new_statement_is_refused_whole_where_it_may_not_be_written(dunia: World, small: Tree) -> None:
    draft = rencana.draft(dunia.dinkes)
    tujuan = rencana.filled(draft)[0]
    decreed = rencana.draft(dunia.dinkes, jenis="renja", tahun_akhir=2025)
    rencana.filled(decreed)
    decreed = rencana.set_whole(decreed)
    abroad = rencana.draft(dunia.lain)
    above = rencana.draft(dunia.kabupaten, jenis="rpjmd")
    planner = person("Sari", dunia.dinkes, Role.PERENCANA).access
    reporter = person("Rini", dunia.dinkes, Role.PELAPOR).access
    before = SimpulRencana.related.count()
    write = partial(actions.translate_to_new, small["csf1"], tingkat="tujuan", pernyataan="Ibu selamat")
    with pytest.raises(Refused, match="isinya tidak dapat diubah"):
        write(versi=decreed, by=SYSTEM)
    with pytest.raises(Refused, match="milik instansi lain"):
        write(versi=abroad, by=SYSTEM)
    with pytest.raises(Refused, match="Tujuan tidak dapat berada di bawah Tujuan"):
        write(versi=draft, induk=tujuan, by=planner)
    with pytest.raises(Refused, match="dokumen rencana lain"):
        write(versi=above, induk=tujuan, tingkat="sasaran", by=SYSTEM)
    with pytest.raises(Refused, match="kosong"):
        write(versi=draft, pernyataan=" ", by=planner)
    with pytest.raises(PermissionDenied):  # a plan of the unit above: read, not written
        write(versi=above, by=planner)
    with pytest.raises(PermissionDenied):
        write(versi=draft, by=reporter)
    actions.retire_simpul(small["kerja"], seen=1, alasan="Uji", by=SYSTEM)
    with pytest.raises(Refused, match="sudah ditarik"):
        actions.translate_to_new(small.fresh("kerja"), versi=draft, tingkat="tujuan", pernyataan="Obat", by=planner)
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Dinas", jenjang="jpt-pratama", by=SYSTEM)
    actions.translate_to_jabatan(small["csf1"], jabatan=post, by=SYSTEM)
    with pytest.raises(Refused, match="sudah diterjemahkan"):  # the last part: nothing of the first stays
        write(versi=draft, jabatan=post, by=planner)
    assert SimpulRencana.related.count() == before
    assert Terjemahan.related.count() == 1


def test_a_new_statement_comes_with_its_link_and_the_indicators_that_may_stand_there(dunia: World, small: Tree) -> None:
    draft = rencana.draft(dunia.dinkes)
    tujuan = rencana.filled(draft)[0]
    mine, others = builders.indikator(dunia.dinkes), builders.indikator(dunia.disdik, nama="Angka Partisipasi Sekolah")
    for each in (mine, others):  # beside the wording that the tree came with
        actions.add_indikator_simpul(small["csf1"], indikator=each, by=SYSTEM)
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Dinas", jenjang="jpt-pratama", by=SYSTEM)
    made = actions.translate_to_new(
        small["csf1"],
        versi=draft,
        tingkat="sasaran",
        induk=tujuan,
        pernyataan="Ibu dan bayi selamat",
        jabatan=post,
        by=person("Sari", dunia.dinkes, Role.PERENCANA).access,
    )
    assert (made.pernyataan.induk, made.pernyataan.tingkat) == (tujuan, "sasaran")
    assert (made.ditempatkan, made.tersisa) == (1, 2)
    assert Penempatan.related.get(kunci=made.pernyataan.kunci).indikator == mine
    assert set(Terjemahan.related.values_list("kunci", "jabatan")) == {(made.pernyataan.kunci, None), (None, post.pk)}
    assert not check_integrity()


# --- what it does ----------------------------------------------------------------------------------------------------


def test_a_list_becomes_a_tree_with_its_branches_and_indicators(small: Tree) -> None:
    assert children(small["hasil"]) == ["Ibu dan bayi selamat", "Penyakit menular terkendali"]
    assert children(small["csf2"]) == ["Puskesmas siap setiap saat"]
    assert IndikatorSimpul.related.get().uraian == "Angka kematian ibu"
    more = actions.add_simpul(small.pohon, jenis="csf", pernyataan="  Gizi   baik ", induk=[small["hasil"]], by=SYSTEM)
    assert (more.pernyataan, children(small["hasil"])[-1]) == ("Gizi baik", "Gizi baik")
    assert check_integrity() == []


def test_a_node_moves_with_what_stands_below_it(small: Tree) -> None:
    actions.move_simpul(small["antara1"], dari=small["csf1"], ke=small["csf2"], by=SYSTEM)
    assert children(small["csf1"]) == ["Puskesmas siap setiap saat"]
    assert children(small["csf2"]) == ["Puskesmas siap setiap saat", "Persalinan ditolong tenaga terlatih"]
    actions.reorder_simpul(
        small.pohon, induk=small["csf2"], urutan=[small["antara1"].pk, small["antara2"].pk], by=SYSTEM
    )
    assert children(small["csf2"])[0] == "Persalinan ditolong tenaga terlatih"
    assert children(small["antara2"]) == ["Obat tersedia sepanjang tahun"]


def test_a_retired_node_comes_back_with_its_branches(small: Tree) -> None:
    (gone,) = actions.retire_simpul(small["antara1"], seen=1, alasan="Ragu", by=SYSTEM)
    assert children(small["csf1"]) == ["Puskesmas siap setiap saat"]
    actions.restore_simpul(gone, seen=gone.versi, by=SYSTEM)
    assert "Persalinan ditolong tenaga terlatih" in children(small["csf1"])
    assert HistoryEntry.base.filter(action="perencanaan.actions.retire_simpul", reason="Ragu").exists()
    assert check_integrity() == []


def test_a_branch_that_was_cut_is_kept_in_the_history(small: Tree) -> None:
    actions.detach_simpul(small["antara2"], induk=small["csf2"], by=SYSTEM)
    assert not Cabang.related.filter(induk=small["csf2"]).exists()
    assert check_integrity() == []
