"""Use cases of planning: what they refuse first, then what they do."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai, Keadaan, Nilai, Tiada
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan import actions
from sakip.perencanaan.models import Dasar, KartuIndikator, Penempatan, Target
from sakip.perencanaan.queries import indikator_of, nodes, placements, plan_in, targets_that_count
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in
from tests.people import person

TAHUN = Periode.tahunan(2025)


def test_the_same_name_twice_in_a_unit_is_refused_whatever_its_spelling(dunia: World) -> None:
    builders.indikator(dunia.dinkes)
    with pytest.raises(Refused, match="sudah ada di Dinas Kesehatan"):
        builders.indikator(dunia.dinkes, "angka  harapan hidup")
    assert builders.indikator(dunia.disdik).nama == "Angka Harapan Hidup"


def test_a_reporter_sets_no_targets(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    with pytest.raises(PermissionDenied):
        builders.target(subject, TAHUN, angka(70), by=person("Sari", dunia.dinkes, Role.PELAPOR).access)


def change_target(target: Target, nilai: str, *, alasan: str = "", seen: int | None = None) -> list[Target]:
    new = actions.TargetBaru(target.penempatan, TAHUN, angka(nilai), seen=target.pk if seen is None else seen)
    return actions.set_targets(
        target.penempatan.indikator.unit, targets=[new], dasar=Dasar.RENSTRA, alasan=alasan, by=SYSTEM
    )


def test_a_standing_target_is_changed_with_a_reason_only_and_the_old_one_stays(dunia: World) -> None:
    old = builders.target(builders.indikator(dunia.dinkes), TAHUN, angka(72))
    with pytest.raises(Refused, match=r"ditetapkan 72; .*memerlukan alasan"):
        change_target(old, "70")
    (new,) = change_target(old, "70", alasan="Anggaran dialihkan")
    assert (new.menggantikan_id, new.alasan_perubahan) == (old.pk, "Anggaran dialihkan")
    assert Target.related.get(pk=old.pk).isian == angka(72)


def test_a_target_somebody_else_changed_is_not_overwritten(dunia: World) -> None:
    old = builders.target(builders.indikator(dunia.dinkes), TAHUN, angka(72))
    change_target(old, "71", alasan="a")
    with pytest.raises(Stale, match="71"):
        change_target(old, "70", alasan="b")


def test_a_target_of_another_kind_is_refused_but_a_range_of_numbers_is_one(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes, polaritas=Polaritas.RENTANG)
    with pytest.raises(Refused, match="harus berjenis angka"):
        builders.target(subject, TAHUN, Nilai(JenisNilai.PREDIKAT, kode="WTP"))
    target = builders.target(
        subject, TAHUN, Nilai(JenisNilai.RENTANG, angka=angka("4.98").angka, angka_atas=angka("5.23").angka)
    )
    assert target.angka_atas == angka("5.23").angka


def test_zero_empty_and_not_available_are_three_targets(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    assert builders.target(subject, Periode.tahunan(2023), angka(0)).isian == angka(0)
    nothing = Tiada(Keadaan.BELUM_TERSEDIA, "Menunggu rilis BPS")
    assert builders.target(subject, Periode.tahunan(2024), nothing).isian == nothing
    found = targets_that_count([subject.pk], tahun=(2023, 2024, 2025), seen_by=SYSTEM)[subject.pk]
    assert {periode.tahun: each.isian for periode, each in found.items()} == {2023: angka(0), 2024: nothing}


def test_the_target_that_counts_is_the_pk_else_the_rkt_else_the_plan(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)

    def counts() -> tuple[str, object]:
        one = targets_that_count([subject.pk], tahun=(2025,), seen_by=SYSTEM)[subject.pk][TAHUN]
        return one.dasar, one.isian

    for dasar, nilai in ((Dasar.RPJMD, 70), (Dasar.RENSTRA, 71), (Dasar.RKT, 72), (Dasar.PK, 73)):
        builders.target(subject, TAHUN, angka(nilai), dasar=dasar)
        assert counts() == (dasar, angka(nilai))


def test_a_card_of_a_later_year_leaves_the_earlier_one(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes, mulai_tahun=2020)
    kartu = actions.KartuBaru(mulai_tahun=2025, polaritas=Polaritas.MENURUN, satuan="%")
    actions.set_card(subject, kartu=kartu, seen=None, by=SYSTEM)
    with pytest.raises(Stale):
        actions.set_card(subject, kartu=kartu, seen=None, by=SYSTEM)
    cards = (
        KartuIndikator.related.filter(indikator=subject).order_by("mulai_tahun").values_list("mulai_tahun", "polaritas")
    )
    assert list(cards) == [(2020, "meningkat"), (2025, "menurun")]


def test_a_plan_follows_its_kerangka(dunia: World) -> None:
    plan = partial(
        actions.create_plan, dunia.dinkes, jenis="renstra", nama="Renstra", tahun_awal=2025, tahun_akhir=2029, by=SYSTEM
    )
    with pytest.raises(Refused, match="Kerangka “bumd”"):
        plan(kode_kerangka="bumd")
    versi = plan(kode_kerangka="pemda")
    tujuan = actions.add_node(dunia.dinkes, versi=versi, tingkat="tujuan", pernyataan="Masyarakat sehat", by=SYSTEM)
    sasaran = actions.add_node(
        dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Ibu dan anak selamat", induk=tujuan, by=SYSTEM
    )
    for tingkat, induk, said in (
        ("kro", None, "tidak ada dalam kerangka"),
        ("tujuan", sasaran, "tidak dapat berada di bawah"),
    ):
        with pytest.raises(Refused, match=said):
            actions.add_node(dunia.dinkes, versi=versi, tingkat=tingkat, pernyataan="x", induk=induk, by=SYSTEM)
    assert [node.pernyataan for node in nodes(versi.dokumen, tahun=2025, seen_by=SYSTEM)] == [
        "Masyarakat sehat",
        "Ibu dan anak selamat",
    ]
    assert plan_in(dunia.dinkes, 2027, seen_by=SYSTEM) == versi.dokumen
    assert plan_in(dunia.dinkes, 2030, seen_by=SYSTEM) is None


def test_an_indicator_stands_unattached_until_it_is_placed(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    assert [each.kunci for each in Penempatan.related.filter(indikator=subject)] == [None]
    versi = actions.create_plan(
        dunia.dinkes, jenis="renstra", nama="R", kode_kerangka="pemda", tahun_awal=2025, tahun_akhir=2029, by=SYSTEM
    )
    visi = actions.add_node(dunia.dinkes, versi=versi, tingkat="visi", pernyataan="Sehat", by=SYSTEM)
    sasaran = actions.add_node(
        dunia.dinkes, versi=versi, tingkat="sasaran", pernyataan="Selamat", induk=visi, by=SYSTEM
    )
    with pytest.raises(Refused, match="Visi tidak memuat indikator"):
        actions.place(subject, simpul=visi, by=SYSTEM)
    assert actions.place(subject, simpul=sasaran, by=SYSTEM) == actions.place(subject, simpul=sasaran, by=SYSTEM)
    assert placements(versi.dokumen, seen_by=SYSTEM) == {sasaran.kunci: [subject]}


def test_a_node_hangs_below_a_node_of_its_own_version(dunia: World) -> None:
    """A parent in another plan would put a statement where neither plan shows it."""
    plans = [
        actions.create_plan(
            unit, jenis="rpjmd", nama="RPJMD", kode_kerangka="pemda", tahun_awal=2021, tahun_akhir=2026, by=SYSTEM
        )
        for unit in (dunia.kabupaten, dunia.dinkes)
    ]
    tujuan = actions.add_node(dunia.kabupaten, versi=plans[0], tingkat="tujuan", pernyataan="Sejahtera", by=SYSTEM)
    with pytest.raises(Refused, match="rencana lain"):
        actions.add_node(dunia.dinkes, versi=plans[1], tingkat="sasaran", pernyataan="Sehat", induk=tujuan, by=SYSTEM)


@pytest.mark.parametrize("column", ["unit_id", "series_id", "versi", "pk"])
def test_whose_an_indicator_is_and_what_it_measures_is_not_edited(dunia: World, column: str) -> None:
    subject = builders.indikator(dunia.dinkes)
    with pytest.raises(TypeError, match=column):
        actions.edit_indikator(subject, seen=subject.versi, by=SYSTEM, **{column: 99})


@pytest.mark.parametrize("column", ["unit_id", "sha256", "oleh", "diterapkan", "hasil"])
def test_whose_an_import_is_and_what_came_of_it_is_not_set(dunia: World, column: str) -> None:
    impor = actions.start_import(dunia.dinkes, nama_berkas="a.csv", sha256="0" * 64, ukuran=1, by=SYSTEM)
    with pytest.raises(TypeError, match=column):
        actions.set_import(impor, seen=impor.versi, by=SYSTEM, **{column: 1})


def test_an_indicator_takes_no_name_or_code_of_another(dunia: World) -> None:
    builders.indikator(dunia.dinkes)
    subject = builders.indikator(dunia.dinkes, "Angka Kematian Ibu")
    with pytest.raises(Refused, match="“angka harapan hidup” sudah ada di Dinas Kesehatan"):
        actions.edit_indikator(subject, seen=subject.versi, nama="angka harapan hidup", by=SYSTEM)
    same = actions.edit_indikator(subject, seen=subject.versi, nama="Angka kematian ibu", kode="K1", by=SYSTEM)
    assert (same.nama, same.kode) == ("Angka kematian ibu", "K1")
    with pytest.raises(Refused, match="Kode “K1” sudah dipakai"):
        actions.create_indikator(
            dunia.dinkes,
            nama="Lain",
            kode="K1",
            jenis=JenisNilai.ANGKA,
            kartu=actions.KartuBaru(mulai_tahun=2021, polaritas=Polaritas.MENINGKAT),
            by=SYSTEM,
        )


# --- from which year an indicator counts -----------------------------------------------------------------------------


def test_an_indicator_added_on_its_page_counts_from_its_first_card_and_not_before(dunia: World) -> None:
    client = signed_in(person("Sari", dunia.dinkes, Role.PERENCANA))
    address = reverse("perencanaan:indikator-tambah") + f"?unit={dunia.dinkes.pk}"
    typed = {"nama": "Cakupan Baru", "jenis": "angka", "polaritas": "meningkat", "tipologi": "tahunan"}
    typed |= {"cara_isi": "periode", "mulai_tahun": "2026"}
    assert client.post(address, typed).status_code == 302
    (row,) = indikator_of(dunia.dinkes, tahun=2026, seen_by=SYSTEM)
    assert not indikator_of(dunia.dinkes, tahun=2025, seen_by=SYSTEM)
    change = reverse("perencanaan:indikator-ubah", args=[row.pk])
    assert client.post(change, inputs(client.get(change)) | {"dimulai_tahun": "2024"}).status_code == 302
    assert indikator_of(dunia.dinkes, tahun=2024, seen_by=SYSTEM)


def test_a_card_of_an_earlier_year_lets_it_begin_then(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes, mulai_tahun=2026)
    row = actions.edit_indikator(row, seen=row.versi, dimulai_tahun=2026, by=SYSTEM)
    for tahun, begins in ((2027, 2026), (2023, 2023)):
        card = actions.KartuBaru(mulai_tahun=tahun, polaritas=Polaritas.MENINGKAT)
        actions.set_card(row, kartu=card, seen=None, by=SYSTEM)
        row.refresh_from_db()
        assert row.dimulai_tahun == begins


def test_a_target_of_an_earlier_year_lets_it_begin_then(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes, mulai_tahun=2026)
    row = actions.edit_indikator(row, seen=row.versi, dimulai_tahun=2026, by=SYSTEM)
    builders.target(row, Periode.tahunan(2027), angka(5))
    row.refresh_from_db()
    assert row.dimulai_tahun == 2026
    builders.target(row, Periode.tahunan(2024), angka(5))
    row.refresh_from_db()
    assert row.dimulai_tahun == 2024


def test_its_first_year_lies_before_its_last_and_before_every_target(dunia: World) -> None:
    row = builders.indikator(dunia.dinkes)
    builders.target(row, TAHUN, angka(5))
    for years, words in (
        ({"dimulai_tahun": 2026}, "sudah memiliki target tahun 2025"),
        ({"dimulai_tahun": 2025, "dihentikan_tahun": 2025}, "baru dipakai mulai tahun 2025"),
    ):
        with pytest.raises(Refused, match=words):
            actions.edit_indikator(row, seen=row.versi, by=SYSTEM, **years)
    successor = builders.indikator(dunia.dinkes, "Penerus")
    successor.pendahulu, successor.dimulai_tahun = row, 2027
    with pytest.raises(Refused, match="tahun mulainya tidak dapat diubah"):
        actions.edit_indikator(successor, seen=successor.versi, dimulai_tahun=None, by=SYSTEM)
