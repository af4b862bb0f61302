"""The calendar of obligations and holidays: what is refused, what is kept, where a date falls."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import SYSTEM, Access, Grant, Role
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi.actions import agenda as actions
from sakip.organisasi.models import Agenda, AsalAgenda, HariLibur
from sakip.organisasi.queries import agenda as queries
from tests.builders import World

FIRST, LAST = date(2026, 1, 31), date(2027, 3, 31)


def prepared(dunia: World, tahun: int = 2026) -> dict[str, Agenda]:
    rows = actions.prepare_agenda(dunia.kabupaten, tahun=tahun, sesudah_triwulan=10, by=SYSTEM)
    return {row.kunci: row for row in rows}


def own(dunia: World, **values: Any) -> Agenda:
    facts = {"tahun": 2026, "nama": "Rapat evaluasi", "tenggat": date(2026, 5, 2), **values}
    return actions.add_agenda(dunia.kabupaten, by=SYSTEM, **facts)


# --- refused ---------------------------------------------------------------------------------------------------------


def test_only_an_instansi_has_a_calendar_and_each_obligation_once(dunia: World) -> None:
    with pytest.raises(Refused, match="bukan pada Dinas Kesehatan"):
        actions.prepare_agenda(dunia.dinkes, tahun=2026, sesudah_triwulan=10, by=SYSTEM)
    with pytest.raises(Refused, match="bukan pada Dinas Kesehatan"):
        actions.add_holidays(dunia.dinkes, hari=[(FIRST, "Libur")], by=SYSTEM)
    count = len(prepared(dunia))
    with pytest.raises(Refused, match="sudah disiapkan"):
        prepared(dunia)
    assert Agenda.related.count() == count


@pytest.mark.parametrize("role", [Role.PERENCANA, Role.ADMINISTRATOR, Role.PIMPINAN])
def test_dates_are_set_by_who_manages_settings(dunia: World, role: Role) -> None:
    other = Access(1, "Sari", (Grant(role, dunia.kabupaten.path),))
    with pytest.raises(PermissionDenied):
        actions.prepare_agenda(dunia.kabupaten, tahun=2026, sesudah_triwulan=10, by=other)
    with pytest.raises(PermissionDenied):
        actions.finish_agenda(own(dunia), selesai=FIRST, by=other)


@pytest.mark.parametrize("year", [2024, 2029])
def test_a_date_far_from_its_year_is_refused(dunia: World, year: int) -> None:
    with pytest.raises(Refused, match="terlalu jauh dari tahun kinerja 2026"):
        own(dunia, tenggat=date(year, 1, 1))
    with pytest.raises(Refused, match="terlalu jauh"):
        actions.edit_agenda(own(dunia), seen=1, tenggat=date(year, 1, 1), alasan="keliru", by=SYSTEM)


@pytest.mark.parametrize("alasan", ["", "  "])
def test_another_date_needs_a_reason(dunia: World, alasan: str) -> None:
    row = prepared(dunia)["lkj-kabupaten-kota"]
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.edit_agenda(row, seen=1, tenggat=date(2027, 3, 15), alasan=alasan, by=SYSTEM)


def test_of_two_who_change_a_date_the_second_is_told(dunia: World) -> None:
    row = own(dunia)
    actions.edit_agenda(row, seen=1, nama="Rapat", by=SYSTEM)
    with pytest.raises(Stale):
        actions.edit_agenda(row, seen=1, nama="Sidang", by=SYSTEM)


def test_a_suggestion_is_not_done_and_nothing_is_done_tomorrow(dunia: World) -> None:
    row = prepared(dunia)["iku"]
    with pytest.raises(Refused, match="masih saran"):
        actions.finish_agenda(row, selesai=FIRST, by=SYSTEM)
    with pytest.raises(Refused, match="belum tiba"):
        actions.finish_agenda(own(dunia), selesai=date(2200, 1, 1), by=SYSTEM)


def test_a_day_is_one_holiday_and_is_revoked_once(dunia: World) -> None:
    (row,) = actions.add_holidays(dunia.kabupaten, hari=[(FIRST, "Isra Mikraj")], by=SYSTEM)
    with pytest.raises(Refused, match="31 Januari 2026 sudah tercatat sebagai hari libur: Isra Mikraj"):
        actions.add_holidays(dunia.kabupaten, hari=[(LAST, "Paskah"), (FIRST, "Lain")], by=SYSTEM)
    assert HariLibur.related.count() == 1
    assert actions.add_holidays(dunia.kabupaten, hari=[(FIRST, "isra mikraj")], by=SYSTEM) == []
    row = actions.revoke_holiday(row, by=SYSTEM)
    with pytest.raises(Refused, match="sudah dicabut"):
        actions.revoke_holiday(row, by=SYSTEM)
    assert len(actions.add_holidays(dunia.kabupaten, hari=[(FIRST, "Lain")], by=SYSTEM)) == 1


# --- kept ------------------------------------------------------------------------------------------------------------


def test_what_a_regulation_dates_is_in_use_and_the_rest_are_suggestions(dunia: World) -> None:
    rows = prepared(dunia)
    assert {key for key, row in rows.items() if row.aktif} == {"lkj-perangkat-daerah", "lkj-kabupaten-kota"}
    assert rows["iku"].asal == AsalAgenda.PRAKTIK
    assert rows["lkj-kabupaten-kota"].tenggat == LAST


def test_what_was_added_to_the_calendar_later_is_added_to_a_prepared_year(dunia: World) -> None:
    prepared(dunia)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisasi_agenda WHERE kunci = 'iku'")
    assert list(prepared(dunia)) == ["iku"]


def test_a_changed_date_is_the_instansis_own_and_says_why(dunia: World) -> None:
    row = prepared(dunia)["lkj-kabupaten-kota"]
    now = actions.edit_agenda(row, seen=1, tenggat=date(2027, 3, 15), alasan="Rapat pimpinan 14 Maret", by=SYSTEM)
    assert (now.tenggat, now.asal) == (date(2027, 3, 15), AsalAgenda.SENDIRI)
    assert HistoryEntry.base.order_by("-id")[0].reason == "Rapat pimpinan 14 Maret"
    again = actions.edit_agenda(now, seen=2, siapa="Bupati", by=SYSTEM)  # what is no date needs none
    assert again.siapa == "Bupati"


def test_suggestions_are_taken_up_and_left_and_obligations_done_and_undone(dunia: World) -> None:
    rows = prepared(dunia)
    taken = actions.take_up_agenda(dunia.kabupaten, agenda=[rows["iku"], rows["lkj-kabupaten-kota"]], by=SYSTEM)
    assert [(each.kunci, each.aktif) for each in taken] == [("iku", True)]
    done = actions.finish_agenda(taken[0], selesai=date(2026, 1, 4), by=SYSTEM)
    assert done.selesai == date(2026, 1, 4)
    assert actions.reopen_agenda(done, by=SYSTEM).selesai is None
    assert not actions.leave_agenda(Agenda.related.get(pk=done.pk), by=SYSTEM).aktif


# --- where a date falls ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geser", "falls"), [("tetap", date(2026, 5, 2)), ("maju", date(2026, 4, 30)), ("mundur", date(2026, 5, 4))]
)
def test_weekends_and_the_holidays_of_the_instansi_move_a_date(dunia: World, geser: str, falls: date) -> None:
    actions.add_holidays(dunia.kabupaten, hari=[(date(2026, 5, 1), "Hari Buruh")], by=SYSTEM)
    actions.add_holidays(dunia.lain, hari=[(date(2026, 5, 4), "Hari jadi kota")], by=SYSTEM)  # not this instansi's
    (revoked,) = actions.add_holidays(dunia.kabupaten, hari=[(date(2026, 4, 30), "Keliru")], by=SYSTEM)
    actions.revoke_holiday(revoked, by=SYSTEM)
    (found,) = queries.due([own(dunia, geser=geser)], seen_by=SYSTEM)
    assert (found.jatuh, found.bergeser) == (falls, geser != "tetap")
