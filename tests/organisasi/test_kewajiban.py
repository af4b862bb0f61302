"""What a person owes in the organisation: for whom, until when, and what is not said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sakip.kernel.access import SYSTEM, Access, Grant, Role
from sakip.kernel.duedates import Mendesak, owed
from sakip.organisasi.actions import agenda as actions
from sakip.organisasi.models import Agenda, Undangan
from sakip.organisasi.queries.kewajiban import calendar_duties, invitations
from tests.builders import World
from tests.people import person

TODAY = date(2026, 5, 1)


def own(unit: Any, **values: Any) -> Agenda:
    facts = {"tahun": 2026, "nama": "Rapat", "peran": "pelapor", "tenggat": TODAY + timedelta(days=5), **values}
    return actions.add_agenda(unit, by=SYSTEM, **facts)


def reader(role: Role, unit: Any) -> Access:
    return Access(1, "Sari", (Grant(role, unit.path),))


def names(role: Role, unit: Any) -> list[str]:
    return [each.judul for each in calendar_duties(reader(role, unit), TODAY) if not each.hanya_tanggal]


# --- not said --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "where"), [(Role.PERENCANA, "dinkes"), (Role.PELAPOR, "lain")])
def test_an_obligation_of_another_role_or_instansi_is_nobody_elses(dunia: World, role: Role, where: str) -> None:
    own(dunia.kabupaten)
    assert names(role, getattr(dunia, where)) == []


def test_an_obligation_of_a_unit_concerns_those_below_and_above_it_not_beside_it(dunia: World) -> None:
    own(dunia.dinkes)
    for where, count in (("kabupaten", 1), ("dinkes", 1), ("puskesmas", 1), ("disdik", 0)):
        assert len(names(Role.PELAPOR, getattr(dunia, where))) == count, where


def test_what_is_done_put_aside_far_away_or_long_past_is_not_owed(dunia: World) -> None:
    done, aside = own(dunia.kabupaten, nama="Selesai"), own(dunia.kabupaten, nama="Saran")
    actions.finish_agenda(done, selesai=date(2026, 1, 1), by=SYSTEM)
    actions.leave_agenda(aside, by=SYSTEM)
    own(dunia.kabupaten, nama="Nanti", tenggat=TODAY + timedelta(days=31))
    own(dunia.kabupaten, nama="Lama", tahun=2025, tenggat=TODAY - timedelta(days=366))
    own(dunia.kabupaten, nama="Tiga puluh hari", tenggat=TODAY + timedelta(days=30))
    own(dunia.kabupaten, nama="Setahun", tahun=2025, tenggat=TODAY - timedelta(days=365))
    assert names(Role.PELAPOR, dunia.dinkes) == ["Setahun", "Tiga puluh hari"]


def test_what_the_system_counts_is_told_by_its_date_alone(dunia: World) -> None:
    rows = {
        row.kunci: row for row in actions.prepare_agenda(dunia.kabupaten, tahun=2026, sesudah_triwulan=10, by=SYSTEM)
    }
    actions.take_up_agenda(dunia.kabupaten, agenda=[rows["pengukuran-tw1"]], by=SYSTEM)
    (line,) = calendar_duties(reader(Role.PELAPOR, dunia.dinkes), TODAY)
    assert (line.hanya_tanggal, line.tenggat) == (True, date(2026, 4, 10))
    assert [each.kewajiban.judul for each in owed(reader(Role.PELAPOR, dunia.dinkes), today=TODAY)] == []


# --- said ------------------------------------------------------------------------------------------------------------


def test_who_keeps_the_calendar_is_told_what_it_lacks(dunia: World) -> None:
    assert names(Role.PENGELOLA, dunia.kabupaten) == ["Siapkan kalender tahun kinerja 2026"]
    assert names(Role.PENGELOLA, dunia.dinkes) == []  # the calendar is the instansi's
    actions.prepare_agenda(dunia.kabupaten, tahun=2026, sesudah_triwulan=10, by=SYSTEM)
    (line,) = [
        each for each in calendar_duties(reader(Role.PENGELOLA, dunia.kabupaten), TODAY) if "saran" in each.judul
    ]
    waiting = Agenda.related.filter(aktif=False, tenggat__gte=TODAY).count()
    assert line.uraian == f"{waiting} tanggal belum dipakai dan belum mengingatkan siapa pun"
    assert line.alamat == "/kalender/daftar/?pada=2026-T&keadaan=saran"
    assert names(Role.PERENCANA, dunia.kabupaten) == []


def test_an_obligation_leads_to_its_row_and_falls_on_its_moved_day(dunia: World) -> None:
    row = own(dunia.kabupaten, tenggat=date(2026, 5, 2), geser="mundur", siapa="Semua unit")
    (line,) = calendar_duties(reader(Role.PELAPOR, dunia.puskesmas), TODAY)
    assert line.alamat == f"/kalender/daftar/?pada=2026-T#kewajiban-{row.pk}"
    assert (line.tenggat, line.uraian) == (date(2026, 5, 4), "Tahun kinerja 2026, oleh Semua unit")


@pytest.mark.parametrize(("role", "count"), [(Role.ADMINISTRATOR, 1), (Role.PENGELOLA, 0)])
def test_open_invitations_are_the_administrators(dunia: World, role: Role, count: int) -> None:
    akun = person("Baru", dunia.dinkes).akun
    from sakip.kernel.writing import writing

    with writing("test"):
        for days in (1, -1):
            until = timezone.now() + timedelta(days=days)
            Undangan.related.create(akun=akun, tujuan="undangan", sidik=str(days), berlaku_sampai=until)
        Undangan.related.create(akun=akun, tujuan="sandi", sidik="x", berlaku_sampai=timezone.now())
    found = invitations(reader(role, dunia.kabupaten), timezone.localdate())
    assert [each.uraian for each in found] == ["2 undangan terbuka, 1 di antaranya kedaluwarsa"][:count]
    assert invitations(reader(Role.ADMINISTRATOR, dunia.lain), timezone.localdate()) == []


def test_the_most_urgent_comes_first(dunia: World) -> None:
    for nama, days in (("Nanti", 20), ("Besok", 1), ("Terlambat", -3), ("Lebih terlambat", -9)):
        own(dunia.kabupaten, nama=nama, tenggat=TODAY + timedelta(days=days))
    found = owed(reader(Role.PELAPOR, dunia.dinkes), today=TODAY)
    assert [each.kewajiban.judul for each in found] == ["Lebih terlambat", "Terlambat", "Besok", "Nanti"]
    assert [each.keadaan.mendesak for each in found] == [
        Mendesak.TERLAMBAT,
        Mendesak.TERLAMBAT,
        Mendesak.SEGERA,
        Mendesak.MENDATANG,
    ]
