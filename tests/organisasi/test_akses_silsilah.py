"""Rights reach the years of the predecessors: to read, never to write, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Permission, Role
from sakip.kernel.models import HistoryEntry
from sakip.organisasi import actions
from sakip.organisasi.queries import access_of, home_unit
from tests import builders
from tests.builders import World
from tests.organisasi.sotk import Penerus, applied, open_unit
from tests.pages import signed_in, text_of
from tests.people import Person, person


@pytest.fixture
def split(dunia: World) -> World:
    """The Dinas Kesehatan with its Puskesmas became Dinas Sehat and Dinas Pangan."""
    applied(
        dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"), Penerus("b", "Dinas Pangan"))
    )
    return dunia


def newcomer(nama: str, unit: str, role: Role = Role.PELAPOR) -> Person:
    return person(nama, open_unit(unit), role)


@pytest.mark.parametrize("unit", ["Dinas Sehat", "Dinas Pangan"])
def test_who_works_in_a_successor_reads_what_the_predecessor_left_and_writes_nothing_there(
    split: World, unit: str
) -> None:
    access = newcomer("Sari", unit).access
    for closed in (split.dinkes, split.puskesmas):
        assert access.allows(Permission.VIEW, closed.path)
        assert not access.allows(Permission.ENTER_REALISASI, closed.path)
    assert HistoryEntry.objects.visible_to(access).filter(unit_path=split.dinkes.path).exists()


def test_what_a_unit_below_carries_on_is_read_from_above(split: World) -> None:
    day = date(2026, 1, 1)
    applied(
        split.kabupaten,
        asal=(open_unit("Puskesmas Ujibaru").pk,),
        penerus=(Penerus("a", "Puskesmas Baru", induk=str(split.disdik.pk)),),
        tanggal=day,
    )
    access = newcomer("Budi", "Dinas Pendidikan").access
    assert access.allows(Permission.VIEW, split.puskesmas.path)
    assert not access.allows(Permission.VIEW, split.dinkes.path)
    assert not access.allows(Permission.VIEW, open_unit("Dinas Sehat").path)


def test_a_chain_of_changes_is_followed_to_its_beginning(split: World) -> None:
    applied(
        split.kabupaten,
        asal=(open_unit("Dinas Pangan").pk,),
        penerus=(Penerus("a", "Badan Pangan"),),
        tanggal=date(2026, 1, 1),
    )
    access = newcomer("Sari", "Badan Pangan").access
    assert access.allows(Permission.VIEW, split.dinkes.path)
    assert set(access.paths_for(Permission.ENTER_REALISASI)) == {open_unit("Badan Pangan").path}


def test_neighbour_and_stranger_get_nothing(split: World) -> None:
    neighbour = person("Tetangga", split.disdik, Role.PERENCANA).access
    stranger = person("Orang Asing", split.lain, Role.PENGELOLA).access
    for access in (neighbour, stranger):
        assert access.pendahulu == ()
        assert not access.allows(Permission.VIEW, split.dinkes.path)


def test_the_head_of_the_page_and_the_home_are_those_of_the_role_held(split: World) -> None:
    builders.indikator(open_unit("Dinas Pangan"))
    sari = newcomer("Sari", "Dinas Pangan")
    assert home_unit(sari.access) == open_unit("Dinas Pangan")
    page = text_of(signed_in(sari).get(reverse("perencanaan:beranda")))
    assert "Dinas Kesehatan" not in page
    assert "Pembaca" not in page


def test_one_query_also_where_the_organisation_has_changed(
    dunia: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sari = person("Sari", dunia.disdik, Role.PELAPOR)
    with django_assert_num_queries(1):
        access_of(sari.akun.pk)
    actions.add_unit(dunia.lain, nama="Dinas Lain", jenis="dinas", by=SYSTEM)
    applied(dunia.lain, asal=(open_unit("Dinas Lain").pk,), penerus=(Penerus("a", "Badan Lain"),))
    with django_assert_num_queries(1):
        access_of(sari.akun.pk)
    applied(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    with django_assert_num_queries(1):
        access_of(sari.akun.pk)
