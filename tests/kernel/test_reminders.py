"""Reminders: at their steps, once, to whom it concerns, anew when the date changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from sakip.arithmetic.triwulan import Tipologi
from sakip.kernel import notices
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import Notice
from sakip.kernel.reminders import remind, step_of
from sakip.organisasi.actions import agenda as actions
from sakip.organisasi.models import Agenda
from tests.builders import World, indikator
from tests.people import Person, person

DUE = date(2030, 10, 30)


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


@pytest.fixture
def duty(dunia: World) -> Agenda:
    return actions.add_agenda(
        dunia.kabupaten, tahun=2030, nama="Rapat evaluasi", peran="pelapor", tenggat=DUE, by=SYSTEM
    )


def told(who: Person) -> list[str]:
    rows = Notice.base.filter(akun_id=who.akun.pk, reason="tenggat").order_by("pk")
    return list(rows.values_list("text", flat=True))


@pytest.mark.parametrize(
    ("left", "step"),
    [(31, None), (30, "30"), (15, "30"), (14, "14"), (8, "14"), (7, "7"), (2, "7"), (1, "1"), (0, "1"), (-1, "lewat")],
)
def test_the_step_of_a_date(left: int, step: str | None) -> None:
    assert step_of(DUE, DUE - timedelta(days=left)) == step


def test_what_is_long_overdue_or_has_no_date_is_no_news() -> None:
    assert step_of(DUE, DUE + timedelta(days=31)) is None
    assert step_of(None, DUE) is None


def test_nobody_is_told_what_he_does_not_owe(dunia: World, duty: Agenda) -> None:
    others = [
        person("Perencana", dunia.dinkes, Role.PERENCANA),
        person("Kota", dunia.lain, Role.PELAPOR),
        person("Baru", dunia.dinkes),
    ]
    remind(today=DUE)
    assert [told(each) for each in others] == [[], [], []]


def test_a_person_is_told_at_each_step_once_whatever_days_were_missed(sari: Person, duty: Agenda) -> None:
    for left in (40, 30, 29, 14, 14, 10, 6, 3, 1, 0, -2, -3):
        remind(today=DUE - timedelta(days=left))
    assert told(sari) == [
        *["Rapat evaluasi jatuh tempo 30 Oktober 2030."] * 4,  # words that stay true when they are read late
        "Rapat evaluasi lewat tenggat 30 Oktober 2030.",
    ]
    first = Notice.base.filter(reason="tenggat").order_by("pk")[0]
    assert first.url == f"/kalender/daftar/?pada=2030-T#kewajiban-{duty.pk}"


def test_another_date_is_told_anew_and_what_is_done_not_at_all(sari: Person, duty: Agenda) -> None:
    remind(today=date(2030, 10, 29))
    moved = actions.edit_agenda(duty, seen=1, tenggat=date(2030, 11, 5), alasan="rapat ditunda", by=SYSTEM)
    remind(today=date(2030, 10, 29))
    assert [text.split("tempo ")[-1] for text in told(sari)] == ["30 Oktober 2030.", "5 November 2030."]
    actions.finish_agenda(moved, selesai=timezone.localdate(), by=SYSTEM)
    remind(today=date(2030, 11, 4))
    assert len(told(sari)) == 2


def test_values_to_fill_in_are_reminded_of_with_their_unit(dunia: World, sari: Person) -> None:
    indikator(dunia.dinkes, "Panjang Jalan", tipologi=Tipologi.AKUMULATIF, mulai_tahun=2030)
    rows = actions.prepare_agenda(dunia.kabupaten, tahun=2030, sesudah_triwulan=10, by=SYSTEM)
    actions.take_up_agenda(dunia.kabupaten, agenda=rows, by=SYSTEM)
    remind(today=date(2030, 4, 9))
    assert told(sari) == ["Isi realisasi triwulan I 2030 (Dinas Kesehatan) jatuh tempo 10 April 2030."]
    assert notices.notices(sari.access).filter(reason="tenggat").count() == 1


def test_the_command_takes_a_day_and_refuses_what_is_none(sari: Person, duty: Agenda) -> None:
    with pytest.raises(CommandError, match="bukan tanggal"):
        call_command("ingatkan", tanggal="besok")
    call_command("ingatkan", tanggal="2030-10-29")
    assert len(told(sari)) == 1
