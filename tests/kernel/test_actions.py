"""What an action promises when others are called inside it, when they fail, and when the database says no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import SYSTEM, Access, Grant, Permission, Role
from sakip.kernel.actions import REGISTERED, action
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused
from sakip.kernel.writing import is_writing
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, Penempatan
from tests import builders
from tests.builders import World, angka

TAHUN = Periode.tahunan(2025)


@pytest.fixture(autouse=True)
def _actions_of_the_tests() -> Iterator[None]:
    """What a test registers is gone after it."""
    before = dict(REGISTERED)
    yield
    REGISTERED.clear()
    REGISTERED.update(before)


def entries_about(label: str) -> list[HistoryEntry]:
    return list(HistoryEntry.base.filter(object_label=label).order_by("id"))


def planner(unit: Unit, actor_id: int = 1, nama: str = "Sari") -> Access:
    return Access(actor_id=actor_id, actor_name=nama, grants=(Grant(Role.PENGELOLA, unit.path),))


def test_what_a_failed_inner_action_had_done_is_neither_kept_nor_told(dunia: World) -> None:
    """The inner action's own inner action had succeeded: its rows are gone with it, so must be their entries."""

    @action(Permission.MANAGE_UNITS, "mencoba")
    def fails(unit: Unit, *, by: Access) -> None:
        organisasi.add_unit(unit, nama="Bidang Hantu", jenis="bidang", by=by)
        organisasi.edit_unit(unit, seen=unit.versi, kode="X", by=by)
        raise Refused("alasan-wajib")

    @action(Permission.MANAGE_UNITS, "mencoba lagi")
    def goes_on(unit: Unit, *, by: Access) -> None:
        with pytest.raises(Refused):
            fails(unit, by=by)
        organisasi.add_unit(unit, nama="Bidang Nyata", jenis="bidang", by=by)

    goes_on(dunia.dinkes, by=SYSTEM)
    assert not is_writing()
    assert entries_about("Bidang Hantu") == []
    assert len(entries_about("Bidang Nyata")) == 1
    assert check_integrity() == []


def test_an_inner_action_of_another_actor_is_told_under_his_name(dunia: World) -> None:
    @action(Permission.PLAN, "mencoba")
    def outer(unit: Unit, *, by: Access) -> None:
        organisasi.add_unit(unit, nama="Bidang Baru", jenis="bidang", by=SYSTEM)

    outer(dunia.dinkes, by=planner(dunia.dinkes))
    (entry,) = entries_about("Bidang Baru")
    assert (entry.actor_name, entry.role) == ("Baris perintah", "sistem")


def test_the_reason_given_to_an_inner_action_is_kept(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)

    @action(Permission.PLAN, "mencoba")
    def inner(indikator: Indikator, *, by: Access, alasan: str) -> None:
        Indikator.related.filter(pk=indikator.pk).update(kode="1.1")

    @action(Permission.PLAN, "mencoba lagi")
    def outer(unit: Unit, *, by: Access) -> None:
        inner(subject, by=by, alasan="Kode lama keliru")

    outer(dunia.dinkes, by=SYSTEM)
    assert entries_about(subject.nama)[-1].reason == "Kode lama keliru"


def test_deleting_what_belongs_to_another_unit_rolls_back(dunia: World) -> None:
    foreign = builders.unattached(builders.indikator(dunia.disdik))

    @action(Permission.PLAN, "menghapus")
    def remove(unit: Unit, *, by: Access) -> None:
        Penempatan.related.filter(pk=foreign.pk).delete()

    with pytest.raises(PermissionDenied):
        remove(dunia.dinkes, by=planner(dunia.dinkes))
    assert Penempatan.related.filter(pk=foreign.pk).exists()


def test_taking_over_what_belongs_to_another_unit_rolls_back(dunia: World) -> None:
    foreign = builders.indikator(dunia.disdik)

    @action(Permission.PLAN, "mengambil alih")
    def take(unit: Unit, *, by: Access) -> None:
        Indikator.related.filter(pk=foreign.pk).update(unit=unit)

    with pytest.raises(PermissionDenied):
        take(dunia.dinkes, by=planner(dunia.dinkes))
    foreign.refresh_from_db()
    assert foreign.unit_id == dunia.disdik.pk


@pytest.mark.parametrize("how", ["row", "queryset"])
def test_a_deletion_is_told_with_the_name_and_the_place_of_what_was_deleted(dunia: World, how: str) -> None:
    gone = builders.unattached(builders.indikator(dunia.dinkes))

    @action(Permission.PLAN, "menghapus")
    def remove(unit: Unit, *, by: Access) -> None:
        if how == "row":
            gone.delete()
        else:
            Penempatan.related.filter(pk=gone.pk).delete()

    pk = gone.pk
    remove(dunia.dinkes, by=planner(dunia.dinkes))
    last = HistoryEntry.base.filter(object_type="perencanaan.Penempatan", object_id=str(pk)).order_by("-id")[0]
    assert (last.object_label, last.unit_path) == ("Penempatan Angka Harapan Hidup", dunia.dinkes.path)
    assert last in HistoryEntry.objects.visible_to(planner(dunia.dinkes))
    assert check_integrity() == []


def test_what_the_database_knows_to_be_there_already_is_a_refusal_not_a_fault(dunia: World) -> None:
    one, two = builders.indikator(dunia.dinkes), builders.indikator(dunia.dinkes, "Prevalensi stunting")

    @action(Permission.PLAN, "mencoba")
    def same_name(unit: Unit, *, by: Access) -> None:
        Indikator.related.filter(pk=two.pk).update(nama=one.nama)

    with pytest.raises(Refused, match="sudah ada"):
        same_name(dunia.dinkes, by=SYSTEM)
    two.refresh_from_db()
    assert two.nama == "Prevalensi stunting"


def test_a_text_that_does_not_fit_is_refused_on_every_database_and_path(dunia: World) -> None:
    long = "Bidang " * 29
    with pytest.raises(Refused, match="paling panjang 200 huruf"):
        organisasi.add_unit(dunia.dinkes, nama=long, jenis="bidang", by=SYSTEM)
    with pytest.raises(Refused, match="paling panjang 200 huruf"):
        organisasi.edit_unit(dunia.dinkes, seen=1, nama=long, by=SYSTEM)

    @action(Permission.MANAGE_UNITS, "mencoba")
    def many(unit: Unit, *, by: Access) -> None:
        Unit.related.bulk_create([Unit(induk=unit, path=f"{unit.path}0009", nama=long, jenis="bidang")])

    with pytest.raises(Refused, match="paling panjang 200 huruf"):
        many(dunia.dinkes, by=SYSTEM)
    assert not Unit.related.filter(nama__startswith="Bidang Bidang").exists()


def test_a_row_that_names_an_existing_key_overwrites_nothing(dunia: World) -> None:
    row = builders.realisasi(builders.indikator(dunia.dinkes), TAHUN, angka(70))

    @action(Permission.ENTER_REALISASI, "mencoba")
    def overwrite(unit: Unit, *, by: Access) -> None:
        SeriesValue(
            pk=row.pk,
            series=row.series,
            tahun=2025,
            periode="T",
            lapis=row.lapis,
            keadaan="nilai",
            jenis="angka",
            angka=angka(99).angka,
        ).save()

    with pytest.raises(Refused):
        overwrite(dunia.dinkes, by=SYSTEM)
    row.refresh_from_db()
    assert row.angka == 70


def test_many_rows_are_made_but_never_written_over(dunia: World) -> None:
    row = builders.realisasi(builders.indikator(dunia.dinkes), TAHUN, angka(70))
    row.angka = angka(99).angka

    @action(Permission.ENTER_REALISASI, "mencoba")
    def upsert(unit: Unit, *, by: Access) -> None:
        related: Any = SeriesValue.related  # what the type checker too would refuse
        related.bulk_create([row], update_conflicts=True, update_fields=["angka"], unique_fields=["id"])

    with pytest.raises(TypeError):
        upsert(dunia.dinkes, by=SYSTEM)
    row.refresh_from_db()
    assert row.angka == 70
