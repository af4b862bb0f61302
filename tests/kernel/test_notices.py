"""Notices: who is told, what is no longer shown, what a person chose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.kernel import notices
from sakip.kernel.access import NOBODY, SYSTEM, Role
from sakip.kernel.jobs import run_job, start, work
from sakip.kernel.models import Job, Notice
from sakip.kernel.notices import notify
from sakip.organisasi.actions import give_role
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.people import Person, person

REASON = "pekerjaan"


@pytest.fixture
def sari(dunia: World) -> Person:
    made = person("Sari", dunia.dinkes, Role.PELAPOR)
    Notice.base.all().delete()  # that the role was given
    return made


def told(who: Person) -> list[str]:
    return [each.text for each in notices.notices(who.access).exclude(reason="peran")]


def tell(who: Person, text: str = "Impor selesai.", **more: Any) -> None:
    notify([who.akun.pk], reason=REASON, text=text, **more)


# --- refused ---------------------------------------------------------------------------------------------------------


def test_a_reason_nobody_registered_is_refused(sari: Person) -> None:
    with pytest.raises(ValueError, match="no such reason"):
        notify([sari.akun.pk], reason="karangan", text="x")
    with pytest.raises(ValueError, match="registered twice"):
        notices.register_reason(REASON, "x", "x")


@pytest.mark.parametrize("where", ["disdik", "lain"])
def test_what_was_said_of_a_unit_one_may_not_see_is_not_shown(dunia: World, sari: Person, where: str) -> None:
    tell(sari, path=getattr(dunia, where).path)
    assert told(sari) == []
    assert notices.unread(sari.access) == 0


@pytest.mark.parametrize("where", ["dinkes", "puskesmas", "kabupaten"])
def test_what_was_said_of_ones_unit_what_is_below_and_above_is_shown(dunia: World, sari: Person, where: str) -> None:
    tell(sari, path=getattr(dunia, where).path)
    assert told(sari) == ["Impor selesai."]


def test_who_lost_the_role_sees_no_more_of_the_unit_but_what_concerns_himself(dunia: World, sari: Person) -> None:
    tell(sari, "Nilai dikoreksi.", path=dunia.dinkes.path)
    tell(sari, "Peran Anda berakhir.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_penugasan SET mulai = %s, sampai = %s", [date(2020, 1, 1), date(2020, 1, 2)])
    give_role(dunia.disdik, akun=sari.akun, peran=Role.PEMBACA, by=SYSTEM)
    assert told(sari) == ["Peran Anda berakhir."]


def test_one_persons_notices_are_nobody_elses(dunia: World, sari: Person) -> None:
    other = person("Budi", dunia.dinkes, Role.PELAPOR)
    tell(sari)
    row = Notice.base.get(reason=REASON)
    assert told(other) == []
    assert signed_in(other).post(reverse("kernel:pemberitahuan-baca", args=[row.pk])).status_code == 404
    signed_in(other).post(reverse("kernel:pemberitahuan"))
    assert notices.unread(sari.access) == 1


def test_nobody_has_no_notices() -> None:
    assert notices.unread(NOBODY) == 0  # and no question to the database


# --- telling ---------------------------------------------------------------------------------------------------------


def test_the_same_is_told_once_with_a_key_and_always_without(sari: Person) -> None:
    for _ in range(2):
        tell(sari, "Tenggat 7 hari lagi.", key="agenda:1:7")
        tell(sari, "Impor selesai.")
    assert sorted(told(sari)) == ["Impor selesai.", "Impor selesai.", "Tenggat 7 hari lagi."]


def test_who_acts_is_not_told_and_nobody_is_told_twice(dunia: World, sari: Person) -> None:
    budi = person("Budi", dunia.dinkes, Role.PELAPOR)
    notify([sari.akun.pk, budi.akun.pk, sari.akun.pk, None], reason=REASON, text="x", by=budi.access)
    assert [row.akun_id for row in Notice.base.filter(reason=REASON)] == [sari.akun.pk]


def test_a_long_text_is_cut_and_says_so(sari: Person) -> None:
    tell(sari, "a" * 500)
    assert told(sari) == ["a" * 399 + "…"]


def test_the_end_of_a_job_is_told_to_who_started_it_unless_he_looks_at_it(dunia: World, sari: Person) -> None:
    @work("sebentar", named=lambda job: (f"Pemeriksaan {job.args['nama']}", "/impor/"))
    def nothing(job: Job) -> dict[str, int]:
        if job.args["nama"] == "b.csv":
            raise RuntimeError
        return {}

    rows = [start("sebentar", unit_path=dunia.dinkes.path, by=sari.access, nama=nama) for nama in ("a.csv", "b.csv")]
    run_job.func(rows[0].pk)
    with pytest.raises(RuntimeError):
        run_job.func(rows[1].pk)
    failed, done = told(sari)
    assert done == "Pemeriksaan a.csv selesai."
    assert failed.startswith("Pemeriksaan b.csv gagal: Terjadi galat")
    signed_in(sari).get(reverse("kernel:job", args=[rows[0].pk]))
    assert notices.unread(sari.access) == 1


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_page_says_what_there_is_to_say_when_there_is_nothing(sari: Person) -> None:
    assert "Belum ada pemberitahuan" in text_of(signed_in(sari).get(reverse("kernel:pemberitahuan")))


def test_the_bell_counts_and_the_page_puts_unread_first(sari: Person) -> None:
    client, address = signed_in(sari), reverse("kernel:pemberitahuan")
    for text in ("Pertama.", "Kedua.", "Ketiga."):
        tell(sari, text, url="/unit/")
    assert "Pemberitahuan, 3 belum dibaca" in text_of(client.get("/"))
    last = Notice.base.get(text="Ketiga.")
    client.post(reverse("kernel:pemberitahuan-baca", args=[last.pk]))
    assert told(sari) == ["Kedua.", "Pertama.", "Ketiga."]
    assert "Pemberitahuan, 2 belum dibaca" in text_of(client.get(address))
    assert "2 pemberitahuan ditandai" in text_of(client.post(address, follow=True))
    assert "Pemberitahuan, " not in text_of(client.get("/"))


@pytest.mark.parametrize(
    ("url", "goes"), [("/unit/", "/unit/"), ("", "/pemberitahuan/"), ("https://jahat.example/", "/pemberitahuan/")]
)
def test_opening_one_marks_it_and_leads_to_its_place_and_nowhere_else(sari: Person, url: str, goes: str) -> None:
    tell(sari, url=url)
    answer = signed_in(sari).post(reverse("kernel:pemberitahuan-baca", args=[Notice.base.get().pk]), {"buka": "1"})
    assert answer["Location"] == goes
    assert notices.unread(sari.access) == 0


def test_a_reason_that_was_switched_off_is_neither_counted_nor_shown(sari: Person) -> None:
    tell(sari)
    client, address = signed_in(sari), reverse("kernel:pemberitahuan-atur")
    client.post(address, {"halaman": ["tiada"], "surel": [REASON, "karangan"]})
    assert told(sari) == []
    choice = next(each for each in notices.choices(sari.access) if each.reason.code == REASON)
    assert (choice.on_page, choice.by_mail) == (False, True)
    client.post(address, {"halaman": [REASON]})
    assert told(sari) == ["Impor selesai."]


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_ask_the_same_whatever_the_number_of_notices(
    sari: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        tell(sari)
    client = signed_in(sari)
    with django_assert_num_queries(6):
        client.get(reverse("kernel:pemberitahuan"))
    with django_assert_num_queries(5):
        client.get(reverse("kernel:pemberitahuan-atur"))
