"""A copied world is the made one, and is each test's own."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.db import transaction
from django.forms import model_to_dict

from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.kernel.history import check_integrity
from sakip.organisasi.actions import add_unit, create_instansi, edit_unit
from sakip.organisasi.models import Unit
from tests.builders import World, world
from tests.copies import copied, rows_of_all_tables

pytestmark = pytest.mark.django_db


def taken_back() -> tuple[World, dict[str, list[tuple[object, ...]]]]:
    """The world and all rows; then nothing of it is left."""
    with transaction.atomic():
        made = copied(world)
        assert check_integrity() == []
        rows = {table: sorted(each, key=repr) for table, (_columns, each) in rows_of_all_tables().items()}
        transaction.set_rollback(True)
    return made, rows


def test_the_copy_holds_what_was_made() -> None:
    first, rows = taken_back()
    second, again = taken_back()
    assert again == rows
    for field in fields(World):
        made, copy = (getattr(each, field.name) for each in (first, second))
        assert made is not copy
        assert model_to_dict(made) == model_to_dict(copy)


def test_what_a_test_does_to_its_world_stays_there() -> None:
    with transaction.atomic():
        mine = copied(world)
        edit_unit(mine.dinkes, seen=mine.dinkes.versi, nama="Dinas Lain", by=SYSTEM)
        mine.dinkes.nama = "Dinas Lain"
        transaction.set_rollback(True)
    theirs = copied(world)
    assert theirs.dinkes.nama == "Dinas Kesehatan"
    assert Unit.related.get(pk=theirs.dinkes.pk).nama == "Dinas Kesehatan"


def test_new_rows_come_after_the_copied_ones() -> None:
    for _ in range(2):
        with transaction.atomic():
            mine = copied(world)
            new = add_unit(mine.kabupaten, nama="Dinas Baru", jenis="dinas", by=SYSTEM)
            assert new.pk > max(Unit.related.exclude(pk=new.pk).values_list("pk", flat=True))
            assert check_integrity() == []
            transaction.set_rollback(True)


def test_beside_what_is_there_already_the_world_is_made() -> None:
    copied(lambda: create_instansi(INSTALLATION, nama="Kota Lama", jenis="kota", by=SYSTEM))
    made = copied(world)
    assert made.lain.pk == max(Unit.related.values_list("pk", flat=True))
    assert check_integrity() == []


def renamed(on: World) -> Unit:
    return edit_unit(on.disdik, seen=on.disdik.versi, nama="Dinas Pendidikan Baru", by=SYSTEM)


def test_a_copy_stands_on_another_and_changes_its_rows() -> None:
    for _ in range(2):
        with transaction.atomic():
            mine = copied(world)
            assert copied(renamed, mine).nama == "Dinas Pendidikan Baru"
            assert Unit.related.get(pk=mine.disdik.pk).nama == "Dinas Pendidikan Baru"
            assert check_integrity() == []
            transaction.set_rollback(True)


def test_a_copy_is_not_put_on_what_has_changed_meanwhile() -> None:
    with transaction.atomic():
        copied(renamed, copied(world))
        transaction.set_rollback(True)
    mine = copied(world)
    add_unit(mine.kabupaten, nama="Dinas Baru", jenis="dinas", by=SYSTEM)
    copied(renamed, mine)
    assert Unit.related.filter(nama="Dinas Baru").exists()
    assert check_integrity() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_also_where_every_statement_is_a_transaction_of_its_own(time: str) -> None:
    assert Unit.related.get(pk=copied(world).puskesmas.pk).nama == "Puskesmas Ujibaru"
    assert check_integrity() == []
