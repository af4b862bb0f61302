"""The gate: no read without a viewer, no write outside an action, nothing beyond one's part of the organisation."""

from __future__ import annotations

import pytest
from asgiref.sync import async_to_sync
from django.core.exceptions import PermissionDenied

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Series, SeriesValue
from sakip.kernel.access import (
    NOBODY,
    SYSTEM,
    Access,
    AppendOnly,
    Grant,
    Permission,
    Role,
    Scope,
    UnscopedQuery,
    readable,
)
from sakip.kernel.actions import REGISTERED, action
from sakip.kernel.models import FrozenDocument, HistoryEntry
from sakip.kernel.writing import WriteOutsideAction
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator
from tests import builders
from tests.builders import World, angka
from tests.people import person

TW1 = Periode(2025, "TW1")


def holder(role: Role, path: str) -> Access:
    return Access(actor_id=1, actor_name="Uji", grants=(Grant(role, path),))


@pytest.mark.parametrize(
    "read", [lambda m: m.all(), lambda m: m.filter(pk=1), lambda m: m.count(), lambda m: m.get(pk=1)]
)
def test_a_query_that_does_not_say_for_whom_is_refused(read: object) -> None:
    with pytest.raises(UnscopedQuery, match="SeriesValue"):
        read(SeriesValue.objects)  # type: ignore[operator]


def test_reading_everything_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="say why"):
        SeriesValue.objects.unscoped("")


def test_an_instansi_is_read_whole_by_its_own_and_not_at_all_by_a_stranger(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    own, neighbour, stranger = (holder(Role.PEMBACA, unit.path) for unit in (dunia.puskesmas, dunia.disdik, dunia.lain))
    for reader, expected in [(own, [subject]), (neighbour, [subject]), (stranger, []), (NOBODY, [])]:
        assert list(Indikator.objects.visible_to(reader)) == expected


def test_history_is_read_below_ones_own_unit_only(dunia: World) -> None:
    builders.indikator(dunia.dinkes)
    own = HistoryEntry.objects.visible_to(holder(Role.PEMBACA, dunia.dinkes.path))
    assert own.filter(object_type="perencanaan.Indikator").exists()
    assert (
        not HistoryEntry.objects.visible_to(holder(Role.PEMBACA, dunia.disdik.path))
        .filter(object_type="perencanaan.Indikator")
        .exists()
    )


def test_a_right_other_than_reading_holds_in_the_subtree_only(dunia: World) -> None:
    subject = builders.indikator(dunia.puskesmas)
    assert list(Indikator.objects.visible_to(holder(Role.PERENCANA, dunia.dinkes.path), Permission.PLAN)) == [subject]
    assert not Indikator.objects.visible_to(holder(Role.PERENCANA, dunia.disdik.path), Permission.PLAN).exists()


@pytest.mark.parametrize(
    ("scope", "read"),
    [
        (Scope.SUBTREE, {"Dinas Kesehatan", "Puskesmas Ujibaru"}),
        (Scope.ANCESTORS, {"Kabupaten Uji", "Dinas Kesehatan", "Puskesmas Ujibaru"}),
        (Scope.INSTANSI, {"Kabupaten Uji", "Dinas Kesehatan", "Puskesmas Ujibaru", "Dinas Pendidikan"}),
    ],
)
def test_each_reading_scope_reaches_as_far_as_it_says(dunia: World, scope: Scope, read: set[str]) -> None:
    rows = Unit.related.filter(readable("path", scope, (dunia.dinkes.path,)))
    assert {unit.nama for unit in rows} == read
    assert not Unit.related.filter(readable("path", scope, ())).exists()


def test_a_path_is_not_mistaken_for_its_longer_neighbour() -> None:
    assert not holder(Role.PEMBACA, "00010002").allows(Permission.VIEW, "0001")
    assert holder(Role.PEMBACA, "0001").allows(Permission.VIEW, "00010002")


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda _row: Unit.related.filter(kode="").update(kode="x"),
        lambda _row: Unit.related.all().delete(),
        lambda _row: Unit.related.bulk_create([Unit(path="0009", nama="X", jenis="dinas")]),
        lambda _row: Unit.related.create(path="0009", nama="X", jenis="dinas"),
        lambda row: row.anak.update(nama="x"),
        lambda row: row.anak.add(Unit.related.get(nama="Puskesmas Ujibaru")),
        lambda row: row.anak.clear(),
        lambda row: row.anak.get_or_create(path="0009", nama="X", jenis="dinas"),
        lambda row: Unit.related.update_or_create(defaults={"nama": "x"}, pk=row.pk),
        lambda row: Unit.related.bulk_update([row], ["nama"]),
        lambda row: async_to_sync(row.asave)(),
        lambda _row: async_to_sync(Unit.related.filter(kode="").aupdate)(kode="x"),
        lambda _row: Unit._base_manager.filter(kode="").update(kode="x"),
    ],
    ids=[
        "save",
        "delete",
        "update",
        "delete many",
        "bulk_create",
        "create",
        "reverse relation",
        "reverse add",
        "reverse clear",
        "get_or_create",
        "update_or_create",
        "bulk_update",
        "asave",
        "aupdate",
        "base manager",
    ],
)
def test_a_write_outside_an_action_is_refused(dunia: World, write: object) -> None:
    with pytest.raises(WriteOutsideAction, match="Unit"):
        write(dunia.kabupaten)  # type: ignore[operator]


def test_a_value_is_never_changed_only_replaced(dunia: World) -> None:
    row = builders.realisasi(builders.indikator(dunia.dinkes), TW1, angka(70))

    @action(Permission.PLAN, "mencoba")
    def tamper(unit: Unit, *, by: Access) -> None:
        SeriesValue.related.filter(pk=row.pk).update(angka=1)

    with pytest.raises(AppendOnly):
        tamper(dunia.dinkes, by=SYSTEM)
    with pytest.raises((WriteOutsideAction, AppendOnly)):
        FrozenDocument.related.all().update(title="x")


def test_an_action_asks_before_anything_happens(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    for refused in (NOBODY, holder(Role.PEMBACA, dunia.dinkes.path), holder(Role.PELAPOR, dunia.disdik.path)):
        with pytest.raises(PermissionDenied):
            record_values(dunia.dinkes, values=[NilaiBaru(subject.series, TW1, angka(1), None)], by=refused)
    assert not SeriesValue.related.exists()


def test_a_row_smuggled_into_somebody_elses_unit_rolls_everything_back(dunia: World) -> None:
    own, foreign = builders.indikator(dunia.dinkes), builders.indikator(dunia.disdik, "Rata-rata lama sekolah")
    values = [NilaiBaru(each.series, TW1, angka(1), None) for each in (own, foreign)]
    with pytest.raises(PermissionDenied):
        record_values(dunia.dinkes, values=values, by=holder(Role.PELAPOR, dunia.dinkes.path))
    assert not SeriesValue.related.exists()


def test_moving_a_row_out_of_ones_part_rolls_back(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)

    @action(Permission.PLAN, "memindahkan")
    def move(unit: Unit, *, by: Access) -> None:
        Indikator.related.filter(pk=subject.pk).update(unit=dunia.disdik)

    with pytest.raises(PermissionDenied):
        move(dunia.dinkes, by=holder(Role.PERENCANA, dunia.dinkes.path))
    subject.refresh_from_db()
    assert subject.unit_id == dunia.dinkes.pk
    REGISTERED.pop(next(name for name in REGISTERED if name.endswith(".move")))


def test_the_access_of_an_account_ends_with_its_role_and_with_the_account(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    assert sari.access.allows(Permission.ENTER_REALISASI, dunia.puskesmas.path)
    assert not sari.access.allows(Permission.ENTER_REALISASI, dunia.kabupaten.path)
    assert person("Budi", dunia.dinkes).access == NOBODY


def test_an_administrator_has_no_business_rights() -> None:
    admin = holder(Role.ADMINISTRATOR, "0001")
    assert not any(
        admin.allows(right, "0001")
        for right in (Permission.PLAN, Permission.ENTER_REALISASI, Permission.IMPORT, Permission.SET_TARGET)
    )


def test_series_too_are_behind_the_gate(dunia: World) -> None:
    builders.indikator(dunia.dinkes)
    assert not Series.objects.visible_to(holder(Role.PEMBACA, dunia.lain.path)).exists()
