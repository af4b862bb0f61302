"""The digest: once a day, only what is unread and wanted by mail, never what one may no longer see."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sakip.kernel import daily, notices
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.digest import MOST, Sent, send_digests, send_where_mail_is_set_up
from sakip.kernel.models import Notice
from sakip.kernel.notices import notify
from sakip.organisasi.actions import edit_settings
from sakip.organisasi.models import Instansi
from tests.builders import World
from tests.people import Person, person

REASON = "pekerjaan"
NONE = Sent(0, ())


@pytest.fixture
def sari(dunia: World) -> Person:
    made = person("Sari", dunia.dinkes, Role.PELAPOR)
    notices.choose(made.access, on_page=[REASON], by_mail=[REASON])
    return made


def tell(who: Person, text: str = "Impor selesai.", **more: Any) -> None:
    notify([who.akun.pk], reason=REASON, text=text, **more)


class Broken(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages: Any) -> int:
        if any("sari@" in each.to[0] for each in messages):
            raise ConnectionRefusedError("ditolak")
        return int(super().send_messages(messages))


# --- nothing is sent -------------------------------------------------------------------------------------------------


def test_nothing_is_sent_to_who_did_not_ask_for_mail(dunia: World) -> None:
    tell(person("Budi", dunia.dinkes, Role.PELAPOR))
    assert send_digests() == NONE


def test_nothing_is_sent_of_what_was_read(sari: Person) -> None:
    tell(sari)
    notices.mark_read(notices.notices(sari.access))
    assert send_digests() == NONE


def test_nothing_is_sent_of_a_unit_one_may_not_see(dunia: World, sari: Person) -> None:
    tell(sari, path=dunia.disdik.path)
    assert send_digests() == NONE


def test_nothing_is_sent_to_a_deactivated_account(dunia: World, sari: Person) -> None:
    from django.db import connection

    tell(sari)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_akun SET aktif = %s WHERE id = %s", [False, sari.akun.pk])
    assert send_digests() == NONE


def test_the_worker_sends_nothing_where_no_mail_server_is_set(sari: Person) -> None:
    tell(sari)
    with override_settings(MAIL_CONFIGURED=False):
        assert send_where_mail_is_set_up() is None
    with override_settings(MAIL_CONFIGURED=True):
        assert send_where_mail_is_set_up() == Sent(1, ())


# --- sending ---------------------------------------------------------------------------------------------------------


def test_a_person_gets_one_digest_a_day_however_often_it_is_asked_for(sari: Person) -> None:
    tell(sari)
    assert [send_digests(), send_digests()] == [Sent(1, ()), NONE]
    tell(sari, "Impor lain selesai.")
    assert send_digests() == NONE
    Notice.base.filter(mailed_at__isnull=False).update(mailed_at=timezone.now() - timedelta(days=1, minutes=1))
    assert send_digests() == Sent(1, ())
    assert "Impor lain selesai." in mail.outbox[1].body
    assert "Impor selesai." not in mail.outbox[1].body
    assert len(mail.outbox) == 2


def test_it_lists_what_is_unread_by_reason_with_whole_addresses(dunia: World, sari: Person) -> None:
    instansi = Instansi.related.get(unit=dunia.kabupaten)
    assert edit_settings(instansi, seen=1, alamat="x", by=SYSTEM)
    tell(sari, "Impor <a> & b selesai.", url="/impor/3/periksa/")
    with override_settings(PUBLIC_URL="https://sakip.contoh.go.id/"):
        send_digests()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["sari@contoh.go.id"], "SAKIP: 1 pemberitahuan belum dibaca")
    assert "Yth. Sari,\n" in message.body
    assert "Pekerjaan\n- Impor <a> & b selesai.\n  https://sakip.contoh.go.id/impor/3/periksa/\n" in message.body
    assert "https://sakip.contoh.go.id/pemberitahuan/pengaturan/" in message.body


def test_without_a_public_address_it_has_no_half_addresses(sari: Person) -> None:
    tell(sari, url="/impor/")
    send_digests()
    assert "/impor/" not in mail.outbox[0].body
    assert "tanda lonceng" in mail.outbox[0].body


def test_a_long_list_is_counted(sari: Person) -> None:
    for number in range(MOST + 3):
        tell(sari, f"Pekerjaan {number} selesai.")
    send_digests()
    assert f"Ada {MOST + 3} pemberitahuan" in mail.outbox[0].body
    assert "dan 3 pemberitahuan lain." in mail.outbox[0].body


def test_what_could_not_be_sent_is_tried_again_and_others_get_theirs(dunia: World, sari: Person) -> None:
    budi = person("Budi", dunia.dinkes, Role.PELAPOR)
    notices.choose(budi.access, on_page=[], by_mail=[REASON])
    tell(sari)
    tell(budi)
    with (
        override_settings(EMAIL_BACKEND="tests.kernel.test_digest.Broken"),
        pytest.raises(CommandError, match="1 ringkasan gagal"),
    ):
        call_command("kirim-ringkasan")
    assert [each.to[0] for each in mail.outbox] == ["budi@contoh.go.id"]
    assert send_digests() == Sent(1, ())


# --- the worker's day ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_day_has_one_turn_and_puts_the_next_in_the_queue() -> None:
    assert daily.schedule()
    assert not daily.schedule()
    DBTaskResult.objects.all().delete()
    daily.every_day.func()
    (waiting,) = DBTaskResult.objects.all()
    assert waiting.run_after > timezone.now()


@pytest.mark.django_db
def test_a_part_of_the_day_that_fails_keeps_no_other_from_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(daily, "DAILY", [broken, lambda: done.append(1)])
    daily.every_day.func()
    assert done == [1]


@pytest.mark.parametrize(("hour", "day"), [(4, 7), (5, 8), (23, 8)])
def test_the_next_turn_comes_at_five(hour: int, day: int) -> None:
    at = daily.next_turn(datetime(2026, 3, 7, hour, tzinfo=timezone.get_current_timezone()))
    assert (at.day, at.hour) == (day, 5)
