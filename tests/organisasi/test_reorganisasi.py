"""Reorganisation: what it refuses, what it closes, opens and carries over, all of it or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sakip.kernel.access import SYSTEM, Permission, Role
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused
from sakip.organisasi import actions
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Pegawai, Penugasan, Reorganisasi, Silsilah, Unit
from tests.builders import World
from tests.organisasi.sotk import DAY, PERDA, Penerus, Putusan, above, applied, drafted, open_unit
from tests.people import person

EVE = DAY - timedelta(days=1)


def lineage() -> set[tuple[str, str, str]]:
    rows = Silsilah.related.select_related("pendahulu", "penerus")
    return {(row.pendahulu.nama, row.jenis, row.penerus.nama) for row in rows}


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        ({}, "Belum ada unit yang berubah"),
        ({"asal": "dinkes"}, "Belum ada unit penerus"),
        ({"asal": "kabupaten", "penerus": (Penerus("a", "Kabupaten Baru"),)}, "adalah instansi"),
        ({"asal": "lain", "penerus": (Penerus("a", "Kota Baru"),)}, "tidak ada dalam instansi ini"),
        ({"asal": "dinkes", "penerus": (Penerus("a", "Dinas Kesehatan"),)}, "Tidak ada yang perlu diubah"),
        ({"asal": "dinkes", "penerus": (Penerus("a", " "),)}, "Nama unit penerus ke-1 belum diisi"),
        ({"asal": "dinkes", "penerus": (Penerus("a", "dinas pendidikan"),)}, "sudah ada di bawah Kabupaten Uji"),
        ({"asal": "dinkes", "penerus": (Penerus("a", "X"), Penerus("b", "x"))}, "Dua unit penerus bernama “x”"),
        ({"asal": "dinkes", "penerus": (Penerus("a", "X", jenis="kerajaan"),)}, "Jenis “kerajaan” tidak dikenal"),
        (
            {"asal": "dinkes", "penerus": (Penerus("a", "X", induk="b"), Penerus("b", "Y", induk="a"))},
            "saling membawahi",
        ),
        ({"asal": "dinkes", "penerus": (Penerus("a", "X", induk="puskesmas"),)}, "tidak dapat menjadi induk"),
        ({"asal": "dinkes", "penerus": (Penerus("a", induk="puskesmas", ada=0),)}, "tidak dapat menjadi penerima"),
        ({"asal": "dinkes", "penerus": (Penerus("a", induk="lain", ada=0),)}, "tidak ada dalam instansi ini"),
    ],
)
def test_what_contradicts_itself_is_told_and_nothing_is_done(
    dunia: World, draft: dict[str, Any], sentence: str
) -> None:
    def named(value: Any) -> Any:
        return getattr(dunia, value).pk if isinstance(value, str) and hasattr(dunia, value) else value

    if "asal" in draft:
        draft = draft | {"asal": (named(draft["asal"]),)}
    draft["penerus"] = tuple(
        Penerus(each.kunci, ada=named(each.induk))  # the table has no ids yet
        if each.ada is not None
        else Penerus(each.kunci, each.nama, str(named(each.induk)), each.jenis)
        for each in draft.get("penerus", ())
    )
    row = drafted(dunia.kabupaten, **draft)
    with pytest.raises(Refused, match=sentence):
        actions.apply_reorganisasi(row, seen=1, by=SYSTEM)
    assert not Unit.related.exclude(berlaku_sampai=None).exists()
    assert Reorganisasi.related.get().diterapkan is None


def test_every_problem_is_told_at_once(dunia: World) -> None:
    row = drafted(dunia.kabupaten, asal=(dunia.lain.pk,), tanggal=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        actions.apply_reorganisasi(row, seen=1, by=SYSTEM)
    sentence = str(refused.value)
    for words in ("diterapkan mulai tanggal itu", "tidak ada dalam instansi ini", "Belum ada unit penerus"):
        assert words in sentence


@pytest.mark.parametrize("which", ["unit", "child", "parent"])
def test_dates_that_contradict_are_refused(dunia: World, which: str) -> None:
    parent = dunia.dinkes if which == "child" else dunia.kabupaten
    young = actions.add_unit(parent, nama="Badan Muda", jenis="badan", berlaku_mulai=date(2025, 6, 1), by=SYSTEM)
    source = {"unit": young, "child": dunia.dinkes, "parent": dunia.puskesmas}[which]
    induk = str(young.pk) if which == "parent" else ""
    with pytest.raises(Refused, match="Badan Muda baru berlaku 1 Juni 2025"):
        applied(dunia.kabupaten, asal=(source.pk,), penerus=(Penerus("a", "Unit Baru", induk=induk),))


def test_a_unit_below_the_instansi_has_no_reorganisation_of_its_own(dunia: World) -> None:
    with pytest.raises(Refused, match="disiapkan pada instansi"):
        drafted(dunia.dinkes)


def test_a_draft_is_applied_once_and_never_a_stale_one(dunia: World) -> None:
    row = drafted(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Baru"),))
    changed = actions.edit_reorganisasi(row, seen=1, judul="Judul lain", by=SYSTEM)
    with pytest.raises(Refused, match="sudah diubah"):
        actions.apply_reorganisasi(row, seen=1, by=SYSTEM)
    actions.apply_reorganisasi(changed, seen=2, by=SYSTEM)
    with pytest.raises(Refused, match="sudah diterapkan"):
        actions.apply_reorganisasi(changed, seen=3, by=SYSTEM)
    with pytest.raises(Refused, match="sudah diterapkan"):
        actions.edit_reorganisasi(changed, seen=3, judul="Lagi", by=SYSTEM)
    with pytest.raises(Refused, match="sudah diterapkan"):
        actions.discard_reorganisasi(changed, by=SYSTEM)
    assert Unit.related.filter(nama="Dinas Baru").count() == 1


def test_a_draft_that_was_thrown_away_is_gone_but_told(dunia: World) -> None:
    row = drafted(dunia.kabupaten)
    actions.discard_reorganisasi(row, by=SYSTEM)
    assert not Reorganisasi.related.exists()
    assert HistoryEntry.base.order_by("-id")[0].object_label == "Perubahan SOTK"
    assert check_integrity() == []


# --- the units -------------------------------------------------------------------------------------------------------


def test_a_split_closes_one_and_opens_two_with_the_children_below_them(dunia: World) -> None:
    gizi = actions.add_unit(dunia.dinkes, nama="Bidang Gizi", jenis="bidang", by=SYSTEM)
    seksi = actions.add_unit(gizi, nama="Seksi Dapur", jenis="seksi", by=SYSTEM)
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Kesehatan"), Penerus("b", "Dinas Pangan", singkatan="DP")),
        anak={gizi.pk: Putusan(("b",), "Bidang Gizi Masyarakat")},
    )
    old = Unit.related.get(pk=dunia.dinkes.pk)
    assert old.berlaku_sampai == EVE
    kesehatan, pangan = open_unit("Dinas Kesehatan"), open_unit("Dinas Pangan")
    assert (kesehatan.induk_id, kesehatan.jenis, kesehatan.berlaku_mulai) == (dunia.kabupaten.pk, "dinas", DAY)
    assert (pangan.singkatan, pangan.dasar_hukum) == ("DP", PERDA)
    assert open_unit("Puskesmas Ujibaru").induk_id == kesehatan.pk
    assert open_unit("Bidang Gizi Masyarakat").induk_id == pangan.pk
    assert above("Seksi Dapur") == "Bidang Gizi Masyarakat"
    assert Unit.related.get(pk=seksi.pk).berlaku_sampai == EVE
    assert lineage() == {
        ("Dinas Kesehatan", "pecah", "Dinas Kesehatan"),
        ("Dinas Kesehatan", "pecah", "Dinas Pangan"),
        ("Puskesmas Ujibaru", "pindah", "Puskesmas Ujibaru"),
        ("Bidang Gizi", "pindah", "Bidang Gizi Masyarakat"),
        ("Seksi Dapur", "pindah", "Seksi Dapur"),
    }
    assert check_integrity() == []


def test_two_that_merge_become_one_and_their_children_of_one_name_too(dunia: World) -> None:
    for unit in (dunia.dinkes, dunia.disdik):
        sekretariat = actions.add_unit(unit, nama="Sekretariat", jenis="bagian", by=SYSTEM)
        actions.add_unit(sekretariat, nama=f"Subbagian {unit.nama}", jenis="seksi", by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk, dunia.disdik.pk), penerus=(Penerus("a", "Dinas Kesehatan"),))
    merged = open_unit("Dinas Kesehatan")
    assert {unit.nama for unit in Unit.related.filter(induk=merged)} == {"Sekretariat", "Puskesmas Ujibaru"}
    assert Unit.related.filter(induk=open_unit("Sekretariat")).count() == 2
    assert ("Dinas Pendidikan", "gabung", "Dinas Kesehatan") in lineage()
    assert ("Sekretariat", "gabung", "Sekretariat") in lineage()


def test_a_unit_that_stays_takes_another_in(dunia: World) -> None:
    theirs = actions.add_unit(dunia.disdik, nama="Sekretariat", jenis="bagian", by=SYSTEM)
    actions.add_unit(dunia.dinkes, nama="Sekretariat", jenis="bagian", by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", ada=dunia.disdik.pk),))
    assert Unit.related.get(pk=dunia.disdik.pk).berlaku_sampai is None
    assert open_unit("Sekretariat").pk == theirs.pk
    assert open_unit("Puskesmas Ujibaru").induk_id == dunia.disdik.pk
    assert ("Dinas Kesehatan", "gabung", "Dinas Pendidikan") in lineage()


def test_a_new_name_keeps_what_the_card_says(dunia: World) -> None:
    badan = actions.add_unit(
        dunia.kabupaten, nama="Badan A", jenis="badan", tugas="Menjaga", alamat="Jalan 1", by=SYSTEM
    )
    applied(dunia.kabupaten, asal=(badan.pk,), penerus=(Penerus("a", "Badan B"),))
    new = open_unit("Badan B")
    assert (new.tugas, new.alamat, new.jenis) == ("Menjaga", "Jalan 1", "badan")
    assert lineage() == {("Badan A", "ganti-nama", "Badan B")}


def test_a_unit_moves_with_all_below_it_into_one_that_is_opened_in_the_same_act(dunia: World) -> None:
    poli = actions.add_unit(dunia.puskesmas, nama="Poli Umum", jenis="seksi", by=SYSTEM)
    applied(
        dunia.kabupaten,
        asal=(dunia.disdik.pk, dunia.puskesmas.pk),
        penerus=(Penerus("a", "Dinas Sekolah Sehat"), Penerus("b", "Puskesmas Ujibaru", induk="a")),
        silsilah=((dunia.disdik.pk, "a"), (dunia.puskesmas.pk, "b")),
    )
    puskesmas = open_unit("Puskesmas Ujibaru")
    assert above("Puskesmas Ujibaru") == "Dinas Sekolah Sehat"
    assert open_unit("Poli Umum").induk_id == puskesmas.pk
    assert Unit.related.get(pk=poli.pk).berlaku_sampai == EVE
    assert Unit.related.get(pk=dunia.dinkes.pk).berlaku_sampai is None
    assert ("Puskesmas Ujibaru", "pindah", "Puskesmas Ujibaru") in lineage()


def test_a_child_may_end_without_a_successor_and_what_is_below_it_ends_too(dunia: World) -> None:
    actions.add_unit(dunia.puskesmas, nama="Poli Umum", jenis="seksi", by=SYSTEM)
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Sehat"),),
        anak={dunia.puskesmas.pk: Putusan()},
    )
    assert not Unit.related.filter(nama__in=["Puskesmas Ujibaru", "Poli Umum"], berlaku_sampai=None).exists()


def test_two_reorganisations_follow_each_other(dunia: World) -> None:
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Satu"),))
    with pytest.raises(Refused, match="Dinas Satu baru berlaku 1 Januari 2025"):
        applied(dunia.kabupaten, asal=(open_unit("Dinas Satu").pk,), penerus=(Penerus("a", "Dinas Dua"),))
    day = date(2026, 1, 1)
    applied(dunia.kabupaten, asal=(open_unit("Dinas Satu").pk,), penerus=(Penerus("a", "Dinas Dua"),), tanggal=day)
    assert Unit.related.get(nama="Dinas Satu").berlaku_sampai == date(2025, 12, 31)
    assert above("Puskesmas Ujibaru") == "Dinas Dua"
    assert check_integrity() == []


def test_the_whole_act_is_one_link_of_the_history(dunia: World) -> None:
    row = drafted(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Baru"),))
    before = HistoryEntry.base.order_by("-id")[0].link
    actions.apply_reorganisasi(row, seen=1, by=SYSTEM)
    assert set(HistoryEntry.base.filter(link__gt=before).values_list("link", flat=True)) == {before + 1}


# --- positions -------------------------------------------------------------------------------------------------------


def position(
    unit: Unit, nama: str, *, holder: str = "", kepala: bool = False, mulai: date = date(2021, 1, 4)
) -> Jabatan:
    """A position with its holder, written as the components' own use cases would."""
    from sakip.kernel.actions import action  # late: only this helper writes outside the use cases

    @action(Permission.MANAGE_PEOPLE, "menyiapkan uji")
    def make(subject: Unit, *, by: Any) -> Jabatan:
        row: Jabatan = Jabatan.related.create(unit=unit, nama=nama, jenjang="jpt-pratama", kepala=kepala)
        if holder:
            root = Unit.related.get(path=unit.path[:4])
            pegawai = Pegawai.related.create(unit=root, nama=holder)
            MasaJabatan.related.create(pegawai=pegawai, jabatan=row, mulai=mulai)
        return row

    made: Jabatan = make(unit, by=SYSTEM)
    return made


def test_positions_go_on_with_their_holders_in_the_main_successor(dunia: World) -> None:
    kepala = position(dunia.dinkes, "Kepala Dinas Kesehatan", holder="Sari", kepala=True)
    bidan = position(dunia.puskesmas, "Kepala Puskesmas", holder="Budi", kepala=True)
    kosong = position(dunia.dinkes, "Sekretaris")
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Sehat", sebutan_kepala="Kepala Dinas Sehat"), Penerus("b", "Dinas Pangan")),
    )
    new = Jabatan.related.get(nama="Kepala Dinas Sehat")
    assert (new.unit.nama, new.kepala, new.berlaku_mulai) == ("Dinas Sehat", True, DAY)
    old_term, term = MasaJabatan.related.filter(pegawai__nama="Sari").order_by("mulai")
    assert (old_term.jabatan_id, old_term.sampai, old_term.alasan_berakhir) == (
        kepala.pk,
        EVE,
        f"Perubahan SOTK: {PERDA}",
    )
    assert (term.jabatan_id, term.mulai, term.sampai, term.nomor_sk) == (new.pk, DAY, None, PERDA)
    assert Jabatan.related.get(nama="Kepala Puskesmas", berlaku_sampai=None).unit == open_unit("Puskesmas Ujibaru")
    assert Jabatan.related.get(nama="Sekretaris", berlaku_sampai=None).unit.nama == "Dinas Sehat"
    assert not Jabatan.related.filter(pk__in=[kepala.pk, bidan.pk, kosong.pk], berlaku_sampai=None).exists()


def test_of_two_heads_that_meet_one_is_proposed_and_both_are_refused(dunia: World) -> None:
    first = position(dunia.dinkes, "Kepala Dinas Kesehatan", holder="Sari", kepala=True)
    second = position(dunia.disdik, "Kepala Dinas Pendidikan", holder="Budi", kepala=True)
    draft: dict[str, Any] = {
        "asal": (dunia.dinkes.pk, dunia.disdik.pk),
        "penerus": (Penerus("a", "Dinas Gabungan"),),
    }
    both = {"jabatan": {first.pk: Putusan(("a",)), second.pk: Putusan(("a",))}}
    with pytest.raises(Refused, match="akan memiliki dua pimpinan"):
        applied(dunia.kabupaten, **draft, bagian=both)
    same = {"jabatan": {first.pk: Putusan(("a",), "X"), second.pk: Putusan(("a",), "x")}}
    with pytest.raises(Refused, match="akan ada dua kali di Dinas Gabungan"):
        applied(dunia.kabupaten, **draft, bagian=same)
    applied(dunia.kabupaten, **draft)
    assert [row.pegawai.nama for row in MasaJabatan.related.filter(sampai=None).select_related("pegawai")] == ["Sari"]


def test_a_superior_is_followed_to_the_position_that_carries_it_on(dunia: World) -> None:
    kepala = position(dunia.dinkes, "Kepala Dinas", kepala=True)
    elsewhere, below = position(dunia.disdik, "Analis"), position(dunia.puskesmas, "Dokter")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisasi_jabatan SET atasan_id = %s WHERE id IN (%s, %s)", [kepala.pk, elsewhere.pk, below.pk]
        )
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    new = Jabatan.related.get(nama="Kepala Dinas", berlaku_sampai=None)
    assert Jabatan.related.get(pk=elsewhere.pk).atasan_id == new.pk
    assert Jabatan.related.get(nama="Dokter", berlaku_sampai=None).atasan_id == new.pk


def test_a_term_that_began_after_the_unit_had_ended_is_refused(dunia: World) -> None:
    position(dunia.dinkes, "Kepala Dinas", holder="Sari", mulai=date(2025, 3, 1))
    with pytest.raises(Refused, match="Sari menjabat Kepala Dinas mulai 1 Maret 2025"):
        applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))


# --- roles -----------------------------------------------------------------------------------------------------------


def test_nobody_loses_his_work(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    budi = person("Budi", dunia.puskesmas, Role.PELAPOR)
    applied(
        dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"), Penerus("b", "Dinas Pangan"))
    )
    for who, names in ((sari, ("Dinas Sehat", "Dinas Pangan")), (budi, ("Puskesmas Ujibaru",))):
        for nama in names:
            assert who.access.allows(Permission.ENTER_REALISASI, open_unit(nama).path)
    assert not budi.access.allows(Permission.ENTER_REALISASI, open_unit("Dinas Sehat").path)
    assert Akun.related.get(pk=sari.akun.pk).unit.nama == "Dinas Sehat"
    assert not Penugasan.related.filter(unit=dunia.dinkes, sampai=None).exists()


def test_a_role_goes_where_it_is_put_or_ends(dunia: World) -> None:
    sari, budi = (person(nama, dunia.dinkes) for nama in ("Sari", "Budi"))
    for who in (sari, budi):
        actions.give_role(dunia.dinkes, akun=who.akun, peran=Role.PELAPOR, mulai=date(2021, 1, 4), by=SYSTEM)
    rows = {row.akun.nama: row.pk for row in Penugasan.related.filter(peran="pelapor").select_related("akun")}
    applied(
        dunia.kabupaten,
        asal=(dunia.dinkes.pk,),
        penerus=(Penerus("a", "Dinas Sehat"), Penerus("b", "Dinas Pangan")),
        bagian={"peran": {rows["Sari"]: Putusan(("b",)), rows["Budi"]: Putusan()}},
    )
    assert sari.access.paths_for(Permission.ENTER_REALISASI) == (open_unit("Dinas Pangan").path,)
    assert not budi.access.allows_somewhere(Permission.ENTER_REALISASI)


def test_one_who_held_the_role_on_both_holds_it_once(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    actions.give_role(dunia.disdik, akun=sari.akun, peran=Role.PELAPOR, by=SYSTEM)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", ada=dunia.disdik.pk),))
    assert Penugasan.related.filter(akun=sari.akun, sampai=None).count() == 1


# --- who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.ADMINISTRATOR, "kabupaten"),
        (Role.PERENCANA, "kabupaten"),
        (Role.PENGELOLA, "dinkes"),
        (Role.PENGELOLA, "lain"),
    ],
)
def test_only_who_manages_the_units_of_the_instansi_may(dunia: World, role: Role, unit: str) -> None:
    from django.core.exceptions import PermissionDenied

    somebody = person("Orang", getattr(dunia, unit), role).access
    row = drafted(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Baru"),))
    with pytest.raises(PermissionDenied):
        actions.apply_reorganisasi(row, seen=1, by=somebody)


def test_the_pengelola_of_the_instansi_may(dunia: World) -> None:
    pengelola = person("Pengelola", dunia.kabupaten, Role.PENGELOLA).access
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Baru"),), by=pengelola)
    assert open_unit("Dinas Baru").induk_id == dunia.kabupaten.pk
