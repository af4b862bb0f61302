"""Trees over a reorganisation: where they go on, what goes along, what becomes of crosscutting."""

from __future__ import annotations

from typing import Any

from sakip.kernel.access import SYSTEM
from sakip.kernel.history import check_integrity
from sakip.organisasi import actions as organisasi
from sakip.organisasi.queries.rancangan import perubahan
from sakip.organisasi.queries.reorganisasi import bagian_of
from sakip.perencanaan import actions
from sakip.perencanaan.models import Crosscutting, Indikator, IndikatorSimpul, PohonKinerja, SimpulPohon, Terjemahan
from sakip.perencanaan.queries import pohon as queries
from tests import builders
from tests.builders import World
from tests.organisasi.sotk import Penerus, Putusan, applied, drafted, open_unit
from tests.perencanaan.pohon import tree


def standing(nama: str) -> queries.Pohon:
    row = PohonKinerja.related.select_related("unit").get(unit=open_unit(nama))
    return queries.pohon_of(row, seen_by=SYSTEM)


def said(made: queries.Pohon) -> list[tuple[int, str]]:
    return [(depth, node.pernyataan) for node, depth in made.walk()]


def test_a_tree_goes_on_with_what_its_conditions_carry(dunia: World) -> None:
    small = tree(dunia.dinkes)
    measured = builders.indikator(dunia.dinkes, "Angka Kematian Ibu")
    post = organisasi.add_jabatan(dunia.dinkes, nama="Kepala Bidang", jenjang="administrator", by=SYSTEM)
    actions.add_indikator_simpul(small["csf2"], indikator=measured, by=SYSTEM)
    actions.translate_to_jabatan(small["csf2"], jabatan=post, by=SYSTEM)
    actions.retire_simpul(small["kerja"], seen=1, alasan="Selesai", by=SYSTEM)
    before = said(queries.pohon_of(small.pohon, seen_by=SYSTEM))
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    new = standing("Dinas Sehat")
    assert said(new) == before
    assert (new.row.tahun_awal, new.row.tahun_akhir) == (2025, 2029)
    both = next(node for node in new.simpul.values() if node.kode == "1.2")
    assert len(new.induk[both.pk]) == 2
    csf = next(node for node in new.simpul.values() if node.kode == "2")
    assert IndikatorSimpul.related.get(simpul=csf).indikator == Indikator.related.get(pendahulu=measured)
    position = Terjemahan.related.get(simpul=csf).jabatan
    assert position is not None
    assert (position.pk != post.pk, position.unit.nama) == (True, "Dinas Sehat")
    assert PohonKinerja.related.get(pk=small.pohon.pk).tahun_akhir == 2025
    assert queries.lineage(new.row, seen_by=SYSTEM) == ([small.pohon], [])
    assert queries.lineage(small.pohon, seen_by=SYSTEM) == ([], [new.row])
    assert check_integrity() == []


def test_the_parts_of_a_split_unit_get_what_is_ticked(dunia: World) -> None:
    small = tree(dunia.dinkes)
    draft: dict[str, Any] = {
        "asal": (dunia.dinkes.pk,),
        "penerus": (Penerus("a", "Dinas Satu"), Penerus("b", "Dinas Dua")),
    }
    row = drafted(dunia.kabupaten, **draft)
    part = bagian_of(perubahan(row, seen_by=SYSTEM), seen_by=SYSTEM)["pohon"]
    assert [each.putusan.ke for each in part.baris] == [("a",)]
    assert "centang setiap unit yang memerlukannya" in part.catatan[0]
    applied(dunia.kabupaten, **draft, bagian={"pohon": {small.pohon.pk: Putusan(("a", "b"))}})
    assert said(standing("Dinas Satu")) == said(standing("Dinas Dua"))


def test_trees_of_units_that_merge_become_one(dunia: World) -> None:
    first, second = tree(dunia.dinkes), tree(dunia.disdik)
    actions.ask_crosscutting(first["csf1"], mitra=dunia.disdik, kontribusi="Data siswa", by=SYSTEM)
    actions.edit_simpul(second["hasil"], seen=1, pernyataan="Murid belajar", by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk, dunia.disdik.pk), penerus=(Penerus("a", "Dinas Gabungan"),))
    new = standing("Dinas Gabungan")
    assert [new.simpul[pk].pernyataan for pk in new.puncak] == ["Masyarakat hidup lebih sehat", "Murid belajar"]
    assert len(new.simpul) == 12
    assert not Crosscutting.related.filter(ditarik=False).exists()  # nobody asks himself


def test_a_tree_that_takes_in_another_lasts_as_long(dunia: World) -> None:
    first = tree(dunia.dinkes)
    tree(dunia.disdik)
    actions.edit_pohon(first.pohon, seen=first.pohon.versi, tahun_akhir=2026, by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk, dunia.disdik.pk), penerus=(Penerus("a", "Dinas Gabungan"),))
    assert standing("Dinas Gabungan").row.tahun_akhir == 2029
    assert check_integrity() == []


def test_standing_crosscutting_is_asked_by_who_carries_on_and_keeps_its_answer(dunia: World) -> None:
    asker, partner = tree(dunia.dinkes), tree(dunia.disdik)
    asked = actions.ask_crosscutting(asker["csf1"], mitra=dunia.disdik, kontribusi="Data siswa", by=SYSTEM)
    actions.answer_crosscutting(dunia.disdik, crosscutting=asked, jawaban="diterima", simpul=partner["csf2"], by=SYSTEM)
    actions.ask_crosscutting(partner["csf1"], mitra=dunia.dinkes, kontribusi="Imunisasi", by=SYSTEM)
    actions.ask_crosscutting(asker["csf2"], mitra_luar="BPJS", kontribusi="Iuran", by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    new = open_unit("Dinas Sehat")
    found = queries.with_answers(queries.crosscutting(SYSTEM).filter(ditarik=False))
    told = {each.row.kontribusi: (each.row.unit.nama, each.mitra, each.keadaan) for each in found}
    assert told == {
        "Data siswa": ("Dinas Sehat", "Dinas Pendidikan", "diterima"),
        "Imunisasi": ("Dinas Pendidikan", "Dinas Sehat", "menunggu"),
        "Iuran": ("Dinas Sehat", "BPJS", "menunggu"),
    }
    kept = next(each.jawaban for each in found if each.row.kontribusi == "Data siswa")
    assert kept is not None
    assert kept.simpul == partner["csf2"]
    assert [each.row.kontribusi for each in queries.asked_of(new, seen_by=SYSTEM)] == ["Imunisasi"]
    assert check_integrity() == []


def test_a_tree_that_is_over_stays_where_it_was(dunia: World) -> None:
    small = tree(dunia.dinkes)
    actions.edit_pohon(small.pohon, seen=1, tahun_awal=2020, tahun_akhir=2024, by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    assert SimpulPohon.related.count() == 6
    assert PohonKinerja.related.get().unit == dunia.dinkes
