"""Reading as of a day: what the history says a row held then, and its limits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role, UnitOwned
from sakip.kernel.asof import standing, states_of
from sakip.kernel.history import ADOPTED
from sakip.kernel.models import HistoryEntry
from sakip.organisasi import actions
from sakip.perencanaan.actions import add_mark, edit_indikator, set_baseline, set_benchmark
from sakip.perencanaan.models import Lingkup
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in, text_of
from tests.people import person

KEADAAN = reverse("kernel:keadaan")


def told_on(row: UnitOwned, day: date, **only: object) -> None:
    """Move what the history tells of a row to a day, as if it had been done then."""
    rows = HistoryEntry.base.filter(object_type=row._meta.label, object_id=str(row.pk), **only)
    rows.update(at=timezone.make_aware(datetime.combine(day, time(9))))


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min)) + timedelta(days=1)


JAN, JUN = date(2025, 1, 10), date(2025, 6, 10)


@pytest.fixture
def renamed(dunia: World) -> World:
    """The Dinas Kesehatan got its short name in January and another in June."""
    told_on(dunia.dinkes, JAN)
    actions.edit_unit(dunia.dinkes, seen=dunia.dinkes.versi, singkatan="DKes", by=SYSTEM)
    told_on(dunia.dinkes, JUN, action="organisasi.actions.edit_unit")
    dunia.dinkes.refresh_from_db()
    return dunia


@pytest.mark.parametrize(
    ("day", "short"),
    [(JAN - timedelta(days=1), None), (JAN, "Dinkes"), (JUN - timedelta(days=1), "Dinkes"), (JUN, "DKes")],
)
def test_a_row_is_what_had_been_told_by_the_end_of_the_day(renamed: World, day: date, short: str | None) -> None:
    fields = states_of([renamed.dinkes], end_of(day))[0].fields
    assert (fields["singkatan"] if fields else None) == short


def test_what_was_replaced_later_stood_then(dunia: World) -> None:
    one = builders.indikator(dunia.dinkes)
    first = builders.realisasi(one, Periode.tahunan(2025), angka(5))
    second = builders.realisasi(one, Periode.tahunan(2025), angka(6), seen=first.pk)
    told_on(first, JAN)
    told_on(second, JUN)
    for day, stood in ((JAN, first), (JUN, second)):
        assert [each.row for each in standing(states_of([first, second], end_of(day)), day)] == [stood]


def test_a_column_that_a_migration_added_later_is_not_told_for_earlier_days(renamed: World) -> None:
    HistoryEntry.base.create(
        at=end_of(JUN), actor_name="x", role="", via="perintah", action=ADOPTED, object_type="organisasi.Unit",
        object_id=str(renamed.dinkes.pk), object_label="x", unit_path=renamed.dinkes.path,
        changes={"kolom_baru": [None, ""]}, reason="", request_id="", link=0,
    )  # fmt: skip
    (state,) = states_of([renamed.dinkes], end_of(JUN))
    assert state.untold == {"kolom_baru"}


@pytest.mark.parametrize("count", [1, 5])
def test_many_rows_are_read_at_once(
    dunia: World, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rows = [actions.add_unit(dunia.dinkes, nama=f"Bidang {n}", jenis="bidang", by=SYSTEM) for n in range(count)]
    with django_assert_num_queries(1):
        assert len(states_of(rows, timezone.now())) == count


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(renamed: World) -> Client:
    return signed_in(person("Rina", renamed.dinkes, Role.PEMBACA))


def page(client: Client, row: UnitOwned, day: date | str) -> str:
    return text_of(client.get(KEADAAN, {"jenis": row._meta.label, "id": row.pk, "tanggal": str(day)}))


def test_the_page_sets_then_beside_now(renamed: World, client: Client) -> None:
    assert "Singkatan Dinkes Berubah DKes" in page(client, renamed.dinkes, JAN)
    assert "Unit induk Kabupaten Uji sama" in page(client, renamed.dinkes, JAN)
    assert "Singkatan DKes sama" in page(client, renamed.dinkes, "bukan tanggal")
    assert "Belum ada pada 9 Januari 2025" in page(client, renamed.dinkes, JAN - timedelta(days=1))


def test_the_units_below_are_those_of_the_day(renamed: World, client: Client) -> None:
    told_on(renamed.puskesmas, JUN)
    assert "Puskesmas Ujibaru" not in page(client, renamed.dinkes, JAN)
    assert "Puskesmas Ujibaru" in page(client, renamed.dinkes, JUN)


def test_an_indicator_comes_with_its_cards_and_targets(renamed: World, client: Client) -> None:
    one = builders.indikator(renamed.dinkes)
    builders.target(one, Periode.tahunan(2025), angka(70))
    edit_indikator(one, seen=one.versi, kode="IKU-1", by=SYSTEM)
    set_baseline(one, periode=Periode.tahunan(2020), isian=angka(64), sumber="BPS 2021", seen=None, by=SYSTEM)
    set_benchmark(
        one, lingkup=Lingkup.NASIONAL, nama="Indonesia", periode=Periode.tahunan(2024), isian=angka(68),
        sumber="BPS 2025", seen=None, by=SYSTEM,
    )  # fmt: skip
    add_mark(one, jenis="sdg", kode="3.2", by=SYSTEM)
    text = page(client, one, "")
    for words in (
        *("Kartu indikator", "Polaritas Makin tinggi makin baik sama", "Target 70"),
        *("Baseline 64", "Sumber BPS 2021", "Pembanding 68", "Indonesia 2024", "sdg 3.2"),
    ):
        assert words in text


@pytest.mark.parametrize(
    ("jenis", "pk"), [("", ""), ("organisasi.Unit", "x"), ("auth.User", "1"), ("kernel.HistoryEntry", "1")]
)
def test_what_is_no_object_is_not_found(client: Client, jenis: str, pk: str) -> None:
    assert client.get(KEADAAN, {"jenis": jenis, "id": pk}).status_code == 404
