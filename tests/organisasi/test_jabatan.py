"""Positions: what is refused, superiors that go round in circles, closing in the right order."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.actions import JabatanBaru
from sakip.organisasi.models import Jabatan
from sakip.referensi.queries import eselon
from tests import builders
from tests.builders import World
from tests.people import person

AWAL = date(2025, 1, 2)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"jenjang": "raja"}, "Jenjang “raja” tidak dikenal. Pilih salah satu: Kepala Daerah"),
        ({"nama": " kepala dinas kesehatan"}, "Jabatan “kepala dinas kesehatan” sudah ada di Dinas Kesehatan"),
        ({"kepala": True}, "Dinas Kesehatan sudah dipimpin jabatan “Kepala Dinas Kesehatan”"),
    ],
    ids=["jenjang", "name", "second head"],
)
def test_a_position_that_cannot_be_is_refused(dunia: World, values: dict[str, object], sentence: str) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    with pytest.raises(Refused, match=sentence):
        builders.jabatan(dunia.dinkes, **{"nama": "Sekretaris"} | values)  # type: ignore[arg-type]
    assert Jabatan.related.count() == 1


def test_a_superior_is_of_the_same_instansi_and_still_there(dunia: World) -> None:
    far = builders.jabatan(dunia.lain, "Wali Kota", jenjang="kepala-daerah")
    with pytest.raises(Refused, match="“Wali Kota” ada di instansi lain"):
        builders.jabatan(dunia.dinkes, atasan=far)
    old = builders.jabatan(dunia.kabupaten, "Asisten")
    old = actions.close_jabatan(old, seen=1, sampai=date(2024, 12, 31), alasan="SOTK baru", by=SYSTEM)
    with pytest.raises(Refused, match="“Asisten” sudah ditutup pada 31 Desember 2024"):
        builders.jabatan(dunia.dinkes, atasan=old)


def test_superiors_do_not_go_round_in_a_circle(dunia: World) -> None:
    head = builders.jabatan(dunia.dinkes)
    second = builders.jabatan(dunia.dinkes, "Sekretaris", jenjang="administrator", atasan=head)
    third = builders.jabatan(dunia.dinkes, "Kasubbag Umum", jenjang="pengawas", atasan=second)
    with pytest.raises(Refused, match="ia sendiri di bawah jabatan itu: Kasubbag Umum, lalu Sekretaris, lalu Kepala"):
        actions.edit_jabatan(head, seen=1, atasan=third, by=SYSTEM)
    with pytest.raises(Refused, match="tidak dapat menjadi atasan"):
        actions.edit_jabatan(head, seen=1, atasan=head, by=SYSTEM)
    assert actions.edit_jabatan(third, seen=1, atasan=head, by=SYSTEM).atasan_id == head.pk


def test_of_two_who_edit_a_position_the_second_is_told(dunia: World) -> None:
    post = builders.jabatan(dunia.dinkes)
    actions.edit_jabatan(post, seen=1, nama="Kepala Dinas", by=SYSTEM)
    with pytest.raises(Stale):
        actions.edit_jabatan(post, seen=1, nama="Kepala Dinkes", by=SYSTEM)
    with pytest.raises(TypeError):
        actions.edit_jabatan(post, seen=2, unit=dunia.disdik, by=SYSTEM)


def test_a_position_is_closed_after_its_holder_and_its_subordinates(dunia: World) -> None:
    head = builders.jabatan(dunia.dinkes, berlaku_mulai=AWAL)
    below = builders.jabatan(dunia.dinkes, "Sekretaris", jenjang="administrator", atasan=head)
    builders.masa(head, builders.pegawai(dunia.kabupaten), AWAL, sampai=date(2025, 6, 30))

    def closing(sampai: date) -> Jabatan:
        return actions.close_jabatan(head, seen=1, sampai=sampai, alasan="SOTK baru", by=SYSTEM)

    with pytest.raises(Refused, match="Sari Utami memegangnya sejak 2 Januari 2025 sampai dengan 30 Juni 2025"):
        closing(date(2025, 6, 29))
    with pytest.raises(Refused, match="masih menjadi atasan Sekretaris"):
        closing(date(2025, 6, 30))
    actions.close_jabatan(below, seen=1, sampai=date(2025, 6, 30), alasan="SOTK baru", by=SYSTEM)
    with pytest.raises(Refused, match="baru berlaku 2 Januari 2025"):
        closing(date(2025, 1, 1))
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.close_jabatan(head, seen=1, sampai=AWAL, alasan=" ", by=SYSTEM)
    assert closing(date(2025, 6, 30)).berlaku_sampai == date(2025, 6, 30)
    with pytest.raises(Refused, match="sudah ditutup pada 30 Juni 2025"):
        closing(date(2025, 6, 30))
    assert HistoryEntry.base.order_by("-id")[0].reason == "SOTK baru"


def test_many_positions_are_added_at_once_whatever_their_order(dunia: World) -> None:
    bupati = builders.jabatan(dunia.kabupaten, "Bupati", jenjang="kepala-daerah", kepala=True)
    head = JabatanBaru(dunia.dinkes, "Kepala Dinas Kesehatan", "jpt-pratama", bupati, kepala=True)
    second = JabatanBaru(dunia.dinkes, "Sekretaris", "administrator", head)
    third = JabatanBaru(dunia.dinkes, "Kasubbag Umum", "pengawas", second)
    made = actions.add_many_jabatan(dunia.kabupaten, rows=[third, head, second], by=SYSTEM)
    assert [(row.nama, row.atasan and row.atasan.nama) for row in made] == [
        ("Kasubbag Umum", "Sekretaris"),
        ("Kepala Dinas Kesehatan", "Bupati"),
        ("Sekretaris", "Kepala Dinas Kesehatan"),
    ]


@pytest.mark.parametrize("fault", ["twice", "head twice", "circle", "stranger"])
def test_of_many_positions_all_are_added_or_none(dunia: World, fault: str) -> None:
    good = JabatanBaru(dunia.dinkes, "Sekretaris", "administrator", kepala=True)
    rows = {
        "twice": [good, JabatanBaru(dunia.dinkes, "SEKRETARIS", "administrator")],
        "head twice": [good, JabatanBaru(dunia.dinkes, "Kepala", "jpt-pratama", kepala=True)],
        "circle": [good, *_circle(dunia)],
        "stranger": [good, JabatanBaru(dunia.lain, "Asisten", "jpt-pratama")],
    }[fault]
    boss = person("Pengelola", dunia.kabupaten, Role.PENGELOLA)
    with pytest.raises(PermissionDenied if fault == "stranger" else Refused):
        actions.add_many_jabatan(dunia.kabupaten, rows=rows, by=boss.access)
    assert Jabatan.related.count() == 0


def _circle(dunia: World) -> list[JabatanBaru]:
    one = JabatanBaru(dunia.dinkes, "Satu", "pengawas")
    two = JabatanBaru(dunia.dinkes, "Dua", "pengawas", one)
    object.__setattr__(one, "atasan", two)
    return [one, two]


def test_only_who_manages_people_adds_a_position(dunia: World) -> None:
    admin = person("Admin", dunia.kabupaten, Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        actions.add_jabatan(dunia.dinkes, nama="Kepala", jenjang="jpt-pratama", by=admin.access)


@pytest.mark.parametrize(
    ("jenjang", "instansi", "unit", "kepala", "expected"),
    [
        ("jpt-madya", "provinsi", "sekretariat-daerah", True, "I.b"),
        ("jpt-pratama", "provinsi", "dinas", True, "II.a"),
        ("jpt-pratama", "provinsi", "biro", True, "II.b"),
        ("jpt-pratama", "kabupaten", "sekretariat-daerah", True, "II.a"),
        ("jpt-pratama", "kabupaten", "sekretariat-daerah", False, "II.b"),
        ("jpt-pratama", "kota", "dinas", True, "II.b"),
        ("administrator", "kabupaten", "kecamatan", True, "III.a"),
        ("administrator", "kabupaten", "kecamatan", False, "III.b"),
        ("administrator", "kabupaten", "dinas", False, "III.a"),
        ("administrator", "kabupaten", "bidang", True, "III.b"),
        ("pengawas", "kabupaten", "kelurahan", True, "IV.a"),
        ("pengawas", "kabupaten", "kelurahan", False, "IV.b"),
        ("jpt-madya", "kementerian", "direktorat-jenderal", True, "I"),
        ("jpt-pratama", "kementerian", "direktorat", True, "II"),
        ("ahli-muda", "kabupaten", "dinas", False, ""),
        ("kepala-daerah", "kabupaten", "instansi", True, ""),
    ],
)
def test_eselon_follows_from_jenjang_and_kind_of_unit(
    jenjang: str, instansi: str, unit: str, kepala: bool, expected: str
) -> None:
    assert eselon(jenjang, instansi=instansi, unit=unit, kepala=kepala) == expected
