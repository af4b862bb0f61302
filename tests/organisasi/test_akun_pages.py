"""Pages of accounts: for whom, what they show, what a refused form says, the links that need no sign-in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sakip.kernel.access import SYSTEM, Role
from sakip.organisasi import actions, mailing
from sakip.organisasi.models import Akun, Penugasan, Undangan
from sakip.organisasi.queries import own_access
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import PASSWORD, Person, person

NEW = "kata-sandi-lain-2026"
LIST, INVITE = reverse("organisasi:akun-daftar"), reverse("organisasi:akun-undang")
FORGOT, LOGIN = reverse("organisasi:lupa-sandi"), reverse("account_login")


@pytest.fixture
def admin(dunia: World) -> Person:
    return person("Admin", dunia.kabupaten, Role.ADMINISTRATOR)


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


def address(name: str, who: Person) -> str:
    return reverse(f"organisasi:{name}", args=[who.akun.pk])


def invitation(dunia: World, **typed: object) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    whole = {"nama": "Rina", "email": "rina@contoh.go.id", "unit": dunia.dinkes.pk, "peran": "pelapor"}
    return whole | {"di": dunia.dinkes.pk, "mulai": today, "sampai": "", "pegawai": ""} | typed


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_list_is_searched_and_narrowed(dunia: World, admin: Person, sari: Person) -> None:
    actions.invite_account(dunia.disdik, email="baru@contoh.go.id", nama="Baru", by=admin.access)
    actions.deactivate_account(person("Tutup", dunia.dinkes).akun, by=admin.access)
    person("Orang Kota", dunia.lain, Role.PELAPOR)
    client = signed_in(admin)
    shown = {
        "": {"Admin", "Baru", "Sari", "Tutup"},
        "cari=sari@": {"Sari"},
        "cari=pendidikan": {"Baru"},
        "keadaan=diundang": {"Baru"},
        "keadaan=nonaktif": {"Tutup"},
        "keadaan=aktif": {"Admin", "Sari"},
        "keadaan=karangan": {"Admin", "Baru", "Sari", "Tutup"},
        "peran=pelapor": {"Sari"},
        "dua_langkah=sudah": set(),
    }
    for query, names in shown.items():
        rows = client.get(f"{LIST}?{query}").context["rows"]
        assert {row.akun.nama for row in rows} == names, query


def test_an_administrator_of_a_dinas_sees_and_gives_there_only(dunia: World, sari: Person) -> None:
    small = signed_in(person("Kecil", dunia.dinkes, Role.ADMINISTRATOR))
    person("Tetangga", dunia.disdik)
    assert {row.akun.nama for row in small.get(LIST).context["rows"]} == {"Kecil", "Sari"}
    for typed in ({"unit": dunia.disdik.pk}, {"di": dunia.kabupaten.pk}, {"peran": "sistem"}, {"peran": "pemilik"}):
        assert small.post(INVITE, invitation(dunia, **typed)).status_code == 422, typed
    assert not Akun.related.filter(email="rina@contoh.go.id").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_whatever_the_number(
    dunia: World, admin: Person, sari: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        akun = person(f"Orang {number}", dunia.dinkes, Role.PELAPOR, Role.VERIFIKATOR).akun
        actions.give_role(dunia.puskesmas, akun=sari.akun, peran=list(Role)[number], by=SYSTEM)
        actions.send_password_link(sari.akun, by=admin.access)
        assert akun.pk
    client = signed_in(admin)
    pages = {
        LIST: 8,
        address("akun", sari): 9,
        address("wewenang-orang", sari): 6,
        reverse("organisasi:wewenang-unit", args=[dunia.dinkes.pk]): 7,
        reverse("organisasi:akun-saya"): 7,
        INVITE: 7,
    }
    for page, number in pages.items():
        with django_assert_num_queries(number, info=page):
            client.get(page)


# --- inviting --------------------------------------------------------------------------------------------------------


def test_an_invitation_shows_the_link_once(dunia: World, admin: Person) -> None:
    client = signed_in(admin)
    answer: Any = client.post(INVITE, invitation(dunia))
    link = inputs_of_link(answer)
    assert re.fullmatch(r"http://testserver/undangan/[\w-]{43}/", link)
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "sekali pakai" in text_of(answer)
    rina = Akun.related.get(email="rina@contoh.go.id")
    token = link.split("/")[-2]
    assert token not in client.get(reverse("organisasi:akun", args=[rina.pk])).content.decode()
    assert len(mail.outbox) == 0


def inputs_of_link(answer: Any) -> str:
    found = re.search(r'id="tautan"[^>]*value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"nama": ""}, 422, "Nama belum diisi"),
        ({"email": "bukan surel"}, 422, "Itu bukan alamat surel"),
        ({"email": "ADMIN@contoh.go.id"}, 409, "sudah dipakai akun lain"),
        ({"mulai": "2026-02-31"}, 422, "Mulai bukan tanggal"),
        ({"mulai": "2026-03-02", "sampai": "2026-03-01"}, 409, "mendahului hari pertamanya"),
        ({"unit": "999999"}, 422, "tidak ada dalam pilihan"),
        ({"pegawai": "999999"}, 422, "tidak ada dalam pilihan"),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed_and_makes_nothing(
    dunia: World, admin: Person, typed: dict[str, str], status: int, sentence: str
) -> None:
    answer = signed_in(admin).post(INVITE, invitation(dunia, **typed))
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert 'value="Rina"' in answer.content.decode() or "nama" in typed
    assert not Akun.related.filter(nama="Rina").exists()


def test_where_mail_is_configured_the_link_is_mailed_as_well(dunia: World, admin: Person, settings: Any) -> None:
    settings.MAIL_CONFIGURED, settings.PUBLIC_URL = True, "https://sakip.contoh.go.id/"
    answer = signed_in(admin).post(INVITE, invitation(dunia))
    assert "sudah dikirim ke rina@contoh.go.id" in text_of(answer)
    link = inputs_of_link(answer)
    assert link.startswith("https://sakip.contoh.go.id/undangan/")
    assert link in mail.outbox[0].body
    assert mail.outbox[0].to == ["rina@contoh.go.id"]


def test_a_mail_server_that_refuses_is_told_and_the_link_still_stands(
    dunia: World, admin: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", refuse)
    settings.MAIL_CONFIGURED = True
    answer = signed_in(admin).post(INVITE, invitation(dunia))
    assert "tidak terkirim" in text_of(answer)
    assert Client().get(inputs_of_link(answer).removeprefix("http://testserver")).status_code == 200


# --- the link --------------------------------------------------------------------------------------------------------


def opened(link: actions.Tautan) -> str:
    return reverse("organisasi:undangan", args=[link.token])


def test_by_the_link_one_sets_a_password_and_signs_in(dunia: World, admin: Person) -> None:
    link = actions.invite_account(dunia.dinkes, email="rina@contoh.go.id", nama="Rina", by=admin.access)
    client, page = signed_in(admin), opened(link)  # an administrator who tries it himself is signed out by it
    assert "rina@contoh.go.id" in text_of(client.get(page))
    for typed, sentence in (
        ({"password": NEW, "ulang": "lain"}, "Kedua kata sandi tidak sama"),
        ({"password": "pendek", "ulang": "pendek"}, "Kata sandi ditolak"),
        ({"password": "rina@contoh.go.id", "ulang": "rina@contoh.go.id"}, "Kata sandi ditolak"),
    ):
        assert sentence in text_of(client.post(page, typed))
    answer: Any = client.post(page, {"password": NEW, "ulang": NEW})
    assert answer["Location"] == LOGIN
    assert "_auth_user_id" not in client.session
    client.post(LOGIN, {"login": "rina@contoh.go.id", "password": NEW})
    assert client.session["_auth_user_id"] == str(link.undangan.akun_id)
    again = Client().get(page)
    assert (again.status_code, "sudah dipakai pada" in text_of(again)) == (409, True)
    assert Client().post(page, {"password": PASSWORD, "ulang": PASSWORD}).status_code == 409


def test_links_that_open_nothing_say_why(dunia: World, admin: Person, sari: Person) -> None:
    withdrawn = actions.send_password_link(sari.akun, by=admin.access)
    expired = actions.send_password_link(sari.akun, by=admin.access)
    from django.db import connection

    with connection.cursor() as cursor:
        past = timezone.now() - timedelta(minutes=1)
        cursor.execute("UPDATE organisasi_undangan SET berlaku_sampai = %s WHERE ditarik IS NULL", [past])
    for link, sentence in ((withdrawn, "ditarik pada"), (expired, "berlaku sampai")):
        answer = Client().get(opened(link))
        assert (answer.status_code, sentence in text_of(answer)) == (409, True)
    assert Undangan.related.filter(dipakai=None).count() == 2


def test_guessing_links_is_slowed_down_but_a_real_one_opens(dunia: World, admin: Person, sari: Person) -> None:
    link, client = actions.send_password_link(sari.akun, by=admin.access), Client()
    statuses = [client.get(reverse("organisasi:undangan", args=[f"tebakan-{n}"])).status_code for n in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    assert client.get(opened(link)).status_code == 200


# --- a forgotten password --------------------------------------------------------------------------------------------


def worker() -> None:
    """What the worker does with the waiting letters."""
    from django_tasks_db.models import DBTaskResult

    for waiting in DBTaskResult.objects.all():
        arguments = waiting.args_kwargs
        mailing.mail_forgotten.call(*arguments["args"], **arguments["kwargs"])
        waiting.delete()


def test_without_mail_it_says_whom_to_ask(dunia: World, sari: Person) -> None:
    assert "Mintalah tautan kata sandi kepada administrator" in text_of(Client().get(FORGOT))
    Client().post(FORGOT, {"email": sari.akun.email})
    worker()
    assert not Undangan.related.exists()


def test_the_answer_does_not_tell_whether_there_is_an_account(
    dunia: World, admin: Person, sari: Person, settings: Any
) -> None:
    settings.MAIL_CONFIGURED = True
    closed = person("Tutup", dunia.dinkes)
    actions.deactivate_account(closed.akun, by=admin.access)
    answers = set()
    for email in ("SARI@contoh.go.id", "tidak.ada@contoh.go.id", closed.akun.email):
        answer = Client().post(FORGOT, {"email": email})
        answers.add(text_of(answer).replace(email, "X"))
    assert len(answers) == 1
    worker()
    assert [letter.to for letter in mail.outbox] == [[sari.akun.email]]
    token = re.findall(r"/undangan/([\w-]+)/", str(mail.outbox[0].body))[0]
    assert Client().get(reverse("organisasi:undangan", args=[token])).status_code == 200


def test_asking_again_and_again_mails_three_letters_an_hour(dunia: World, sari: Person, settings: Any) -> None:
    settings.MAIL_CONFIGURED = True
    for _ in range(5):
        assert Client().post(FORGOT, {"email": sari.akun.email}).status_code == 200
    worker()
    assert len(mail.outbox) == 3
    statuses = [Client().post(FORGOT, {"email": f"n{n}@contoh.go.id"}).status_code for n in range(17)]
    assert statuses[-1] == 429


# --- one account -----------------------------------------------------------------------------------------------------


def test_of_two_who_edit_an_account_the_second_sees_both_and_may_send_again(
    dunia: World, admin: Person, sari: Person
) -> None:
    client, page = signed_in(admin), address("akun-ubah", sari)
    typed = {**inputs(client.get(page)), "unit": dunia.dinkes.pk, "pegawai": ""}
    actions.edit_account(sari.akun, seen=1, nama="Sari Utami", by=SYSTEM)
    answer = client.post(page, typed | {"nama": "Sari U."})
    assert answer.status_code == 409
    assert "“Sari Utami" in text_of(answer)
    client.post(page, typed | {"nama": "Sari U.", "versi": inputs(answer)["versi"]})
    assert Akun.related.get(pk=sari.akun.pk).nama == "Sari U."


def test_roles_are_given_ended_and_taken_back_on_pages(dunia: World, admin: Person, sari: Person) -> None:
    client, today = signed_in(admin), timezone.localdate()
    form = {"peran": "verifikator", "di": dunia.disdik.pk, "mulai": today.isoformat(), "sampai": ""}
    client.post(address("akun-peran", sari), form)
    role = Penugasan.related.get(akun=sari.akun, peran="verifikator")
    assert "sudah berperan" in text_of(client.post(address("akun-peran", sari), form))
    end = reverse("organisasi:peran-akhiri", args=[role.pk])
    client.post(end, {"sampai": (today + timedelta(3)).isoformat()})
    assert Penugasan.related.get(pk=role.pk).sampai == today + timedelta(3)
    answer = client.post(end, {"seketika": "ya"}, follow=True)
    assert "dicabut" in text_of(answer)
    assert not Penugasan.related.filter(pk=role.pk).exists()


def test_the_last_administrator_is_told_on_the_page(dunia: World, admin: Person) -> None:
    client, role = signed_in(admin), Penugasan.related.get(akun=admin.akun)
    answer = client.post(reverse("organisasi:peran-akhiri", args=[role.pk]), {"seketika": "ya"})
    assert (answer.status_code, "tidak ada lagi administrator" in text_of(answer)) == (409, True)
    answer = client.post(address("akun-nonaktifkan", admin), {"alasan": ""})
    assert (answer.status_code, "akun Anda sendiri" in text_of(answer)) == (409, True)


def test_who_may_do_what_is_told_for_a_unit_and_for_a_person(dunia: World, admin: Person, sari: Person) -> None:
    reader = signed_in(person("Pembaca", dunia.disdik, Role.PEMBACA))
    text = text_of(reader.get(reverse("organisasi:wewenang-unit", args=[dunia.dinkes.pk])))
    assert "Administrator Boleh melihat rencana" in text
    assert "Admin Kabupaten Uji (unit di atasnya)" in text
    assert "Pelapor Boleh melihat rencana, target, realisasi, capaian, dan laporan; mengisi realisasi triwulan" in text
    assert "Belum ada pemegangnya" in text
    text = text_of(reader.get(address("wewenang-orang", sari)))
    assert "Pelapor di Dinas Kesehatan dan semua unit di bawahnya" in text
    assert sari.akun.email not in text


# --- one's own account -----------------------------------------------------------------------------------------------


def test_a_new_password_of_ones_own_is_told_in_the_history(dunia: World, sari: Person) -> None:
    from sakip.kernel.models import HistoryEntry

    client = signed_in(sari)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert "_auth_user_id" not in client.session
    entry = HistoryEntry.base.order_by("-id")[0]
    assert (entry.action, entry.actor_name) == ("organisasi.actions.change_password", "Sari")
    assert Akun.related.get(pk=sari.akun.pk).check_password(NEW)


def test_who_came_by_single_sign_on_may_set_a_password(dunia: World, admin: Person) -> None:
    akun = actions.invite_account(dunia.dinkes, email="rina@contoh.go.id", nama="Rina", by=admin.access).undangan.akun
    actions.link_single_sign_on(akun, provider="oidc", uid="1", by=own_access(akun))
    client = signed_in(Person(akun))
    assert client.get(reverse("account_change_password"), follow=True).status_code == 200
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert Akun.related.get(pk=akun.pk).check_password(NEW)


def test_ones_own_sessions_are_shown_and_ended(dunia: World, sari: Person) -> None:
    browsers = {
        "Firefox": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
        "Chrome": "Mozilla/5.0 (Linux; Android 15) Chrome/139",
    }
    clients = {}
    for name, agent in browsers.items():
        clients[name] = Client(HTTP_USER_AGENT=agent)
        clients[name].post(LOGIN, {"login": sari.akun.email, "password": PASSWORD})
    page = reverse("organisasi:akun-saya")
    text = text_of(clients["Firefox"].get(page))
    assert "Firefox di Windows (sesi ini)" in text
    assert "Chrome di Android" in text
    clients["Firefox"].post(reverse("organisasi:akun-saya-sesi"), {"sesi": "abc"})  # names none
    assert clients["Chrome"].get(page).status_code == 200
    clients["Firefox"].post(reverse("organisasi:akun-saya-sesi"))
    assert clients["Chrome"].get(page).status_code == 302
    assert clients["Firefox"].get(page).status_code == 200


def test_an_administrator_ends_the_sessions_of_an_account(dunia: World, admin: Person, sari: Person) -> None:
    browser = Client()
    browser.post(LOGIN, {"login": sari.akun.email, "password": PASSWORD})
    client = signed_in(admin)
    assert "Peramban lain" in text_of(client.get(address("akun", sari)))
    client.post(address("akun-sesi", sari))
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("address_", ["https://jahat.example/", "//jahat.example", "/\\jahat.example"])
def test_after_signing_in_one_is_sent_to_no_other_machine(dunia: World, sari: Person, address_: str) -> None:
    answer: Any = Client().post(
        f"{LOGIN}?next={address_}", {"login": sari.akun.email, "password": PASSWORD, "next": address_}
    )
    assert answer["Location"] == "/"
