"""Use cases of the organisation: what they refuse, and what they leave behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sakip.kernel.access import NOBODY, SYSTEM, Permission, Role
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused
from sakip.organisasi import actions
from sakip.organisasi.models import Akun, Kebijakan, Penugasan, Unit
from sakip.organisasi.queries import access_of, bidang_urusan
from tests.builders import World
from tests.people import PASSWORD, person


def test_a_level_that_is_full_refuses_instead_of_spilling_into_its_neighbour(dunia: World) -> None:
    """A fifth digit would make the child of one unit look like the grandchild of another."""
    last = actions.add_unit(dunia.kabupaten, nama="Dinas Terakhir", jenis="dinas", by=SYSTEM)
    renumber(last, f"{dunia.kabupaten.path}9999")
    with pytest.raises(Refused, match="9999"):
        actions.add_unit(dunia.kabupaten, nama="Dinas Kesepuluh Ribu", jenis="dinas", by=SYSTEM)
    renumber(last, "9999")
    with pytest.raises(Refused, match="9999"):
        actions.create_instansi(actions.INSTALLATION, nama="Kota Kesepuluh Ribu", jenis="kota", by=SYSTEM)


def renumber(unit: Unit, path: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_unit SET path = %s WHERE id = %s", [path, unit.pk])


def test_a_unit_is_not_given_the_name_of_its_sibling(dunia: World) -> None:
    with pytest.raises(Refused, match="sudah ada di bawah Kabupaten Uji"):
        actions.edit_unit(dunia.dinkes, seen=1, nama="dinas PENDIDIKAN ", by=SYSTEM)
    with pytest.raises(Refused, match="sudah ada di bawah Kabupaten Uji"):
        actions.add_unit(dunia.kabupaten, nama="Dinas\u00a0 Pendidi\u200bkan", jenis="dinas", by=SYSTEM)
    with pytest.raises(Refused, match="lebih dari 60 huruf tanpa spasi"):
        actions.add_unit(dunia.kabupaten, nama="Dinas " + "x" * 61, jenis="dinas", by=SYSTEM)
    with pytest.raises(Refused, match="tanda yang tidak tampak"):
        actions.add_unit(dunia.kabupaten, nama="\u200b\u202e", jenis="dinas", by=SYSTEM)
    with pytest.raises(Refused, match="Instansi “Kota Seberang” sudah ada"):
        actions.edit_unit(dunia.kabupaten, seen=1, nama="Kota Seberang", by=SYSTEM)
    assert actions.edit_unit(dunia.dinkes, seen=1, nama="Dinas KESEHATAN", by=SYSTEM).nama == "Dinas KESEHATAN"


@pytest.mark.parametrize("field", ["path", "induk_id", "berlaku_sampai", "versi", "id"])
def test_a_unit_is_edited_in_its_names_only(dunia: World, field: str) -> None:
    with pytest.raises(TypeError):
        actions.edit_unit(dunia.dinkes, seen=1, by=SYSTEM, **{field: "00010009"})


def test_a_role_is_given_once(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    with pytest.raises(Refused, match="sudah"):
        actions.give_role(dunia.dinkes, akun=sari.akun, peran=Role.PELAPOR, by=SYSTEM)
    assert Penugasan.related.filter(akun=sari.akun).count() == 1


@pytest.mark.parametrize(
    ("day", "open_"),
    [(0, False), (1, True), (30, True), (31, False)],
    ids=["eve", "first day", "last day", "day after"],
)
def test_a_role_holds_from_its_first_to_its_last_day(dunia: World, day: int, open_: bool) -> None:
    sari, first = person("Sari", dunia.dinkes), date(2025, 3, 1)
    actions.give_role(dunia.dinkes, akun=sari.akun, peran=Role.PELAPOR, mulai=first, by=SYSTEM)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_penugasan SET sampai = %s", [date(2025, 3, 30)])
    access = access_of(sari.akun.pk, on=first + timedelta(days=day - 1))
    assert access.allows(Permission.ENTER_REALISASI, dunia.dinkes.path) is open_


def test_a_deactivated_account_may_nothing(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_akun SET aktif = %s WHERE id = %s", [False, sari.akun.pk])
    assert sari.access == NOBODY


def test_who_sets_another_ones_password_is_told_and_the_password_is_judged(dunia: World) -> None:
    """An administrator could otherwise sign in as anybody and nobody would know."""
    sari, admin = person("Sari", dunia.dinkes), person("Admin", dunia.kabupaten, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Kata sandi ditolak"):
        actions.set_password(sari.akun, password="pendek", by=admin.access)
    with pytest.raises(Refused, match="Kata sandi ditolak"):
        actions.set_password(sari.akun, password="sari@contoh.go.id", by=admin.access)
    before = timezone.now()
    actions.set_password(sari.akun, password="kata-sandi-lain-2026", by=admin.access)
    entry = HistoryEntry.base.order_by("-id")[0]
    assert (entry.actor_name, entry.object_label, entry.action) == ("Admin", "Sari", "organisasi.actions.set_password")
    assert list(entry.changes) == ["sandi_disetel"]
    akun = Akun.related.get(pk=sari.akun.pk)
    assert akun.check_password("kata-sandi-lain-2026")
    assert not akun.check_password(PASSWORD)
    assert akun.sandi_disetel is not None
    assert akun.sandi_disetel >= before


def test_a_policy_that_the_arithmetic_does_not_know_is_refused(dunia: World) -> None:
    """It would break every page that shows a capaian."""
    for choice in ({"rollup": "acak"}, {"skala": "tidak-ada"}, {"urutan_lapis": "klaim,karangan"}, {"batas": -1}):
        with pytest.raises(Refused):
            actions.set_policy(dunia.kabupaten, mulai_tahun=2025, seen=None, by=SYSTEM, **choice)
    assert not Kebijakan.related.exists()


def test_a_policy_belongs_to_an_instansi(dunia: World) -> None:
    with pytest.raises(Refused, match="ditetapkan pada instansi"):
        actions.set_policy(dunia.dinkes, mulai_tahun=2025, seen=None, by=SYSTEM)


# --- bidang urusan ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["kesehatan", "1.2", "X.XX", "1.02, 9", "1.02.02"])
def test_a_bidang_urusan_is_a_code(dunia: World, text: str) -> None:
    with pytest.raises(Refused) as no:
        actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, bidang_urusan=text, by=SYSTEM)
    assert (no.value.refusal.code, no.value.refusal.field) == ("bidang-urusan-tidak-sah", "bidang_urusan")


def test_bidang_urusan_are_kept_in_one_way_of_writing_and_told(dunia: World) -> None:
    edited = actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, bidang_urusan=" 1.02;2.14  1.02", by=SYSTEM)
    assert edited.bidang_urusan == "1.02, 2.14"
    entry = HistoryEntry.base.filter(object_type="organisasi.Unit", object_id=str(edited.pk)).order_by("id").last()
    assert entry is not None
    assert entry.changes["bidang_urusan"] == ["", "1.02, 2.14"]


def test_a_unit_has_its_own_bidang_else_those_of_its_code_else_those_above(dunia: World) -> None:
    assert bidang_urusan(dunia.puskesmas, SYSTEM).kode == ()
    dinkes = actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, kode="1.02.0.00.0.00.01.0000", by=SYSTEM)
    found = bidang_urusan(dunia.puskesmas, SYSTEM)
    assert (found.kode, found.dari, found.tertulis) == (("1.02",), dinkes, False)
    actions.edit_unit(dinkes, seen=dinkes.versi, bidang_urusan="1.02, 2.14", by=SYSTEM)
    found = bidang_urusan(dunia.puskesmas, SYSTEM)
    assert (found.kode, found.tertulis) == (("1.02", "2.14"), True)
