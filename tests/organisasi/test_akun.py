"""Use cases of accounts, roles and one-time links: what they refuse, and what they leave behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sakip.kernel.access import SYSTEM, Permission, Role
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.models import Akun, Instansi, Pegawai, Penugasan, TujuanUndangan, Undangan, Unit
from sakip.organisasi.queries import KeadaanAkun, access_of, keadaan, link_by_token, own_access
from tests.builders import World
from tests.pages import signed_in
from tests.people import PASSWORD, Person, person

NEW = "kata-sandi-lain-2026"


@pytest.fixture
def admin(dunia: World) -> Person:
    return person("Admin", dunia.kabupaten, Role.ADMINISTRATOR)


@pytest.fixture
def sari(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PELAPOR)


def again(akun: Akun) -> Akun:
    found: Akun = Akun.related.get(pk=akun.pk)
    return found


def told(sentence_of: str) -> HistoryEntry:
    """The last entry of an action."""
    found: HistoryEntry = HistoryEntry.base.filter(action=f"organisasi.actions.{sentence_of}").order_by("-id")[0]
    return found


def pegawai(unit: Unit, nama: str = "Sari Utami", nip: str = "") -> Pegawai:
    """A person in the table; who makes one is another's matter."""
    from sakip.kernel.writing import writing

    with writing("test"):
        made: Pegawai = Pegawai.related.create(unit=unit, nama=nama, nip=nip)
    return made


# --- outside one's reach ---------------------------------------------------------------------------------------------


def test_nothing_is_done_outside_ones_reach(dunia: World, admin: Person, sari: Person) -> None:
    """An administrator of a dinas keeps the accounts of the dinas; his own instansi's others are seen, not kept."""
    small = person("Kecil", dunia.dinkes, Role.ADMINISTRATOR).access
    neighbour, stranger = person("Tetangga", dunia.disdik), person("Asing", dunia.lain, Role.ADMINISTRATOR)
    held = Penugasan.related.get(akun=sari.akun)
    attempts: list[Any] = [
        lambda: actions.invite_account(dunia.disdik, email="x@contoh.go.id", nama="X", by=small),
        lambda: actions.give_role(dunia.kabupaten, akun=sari.akun, peran=Role.PELAPOR, by=small),
        lambda: actions.edit_account(sari.akun, seen=1, unit=dunia.disdik, by=small),
        lambda: actions.deactivate_account(neighbour.akun, by=small),
        lambda: actions.deactivate_account(sari.akun, by=stranger.access),
        lambda: actions.end_role(held, sampai=date(2030, 1, 1), by=stranger.access),
        lambda: actions.send_password_link(admin.akun, by=small),
        lambda: actions.end_sessions(neighbour.akun, by=small),
        lambda: actions.take_off_second_factor(neighbour.akun, alasan="telepon hilang", by=small),
        lambda: actions.change_email(sari.akun, seen=1, email="y@contoh.go.id", by=sari.access),
        lambda: actions.invite_account(
            dunia.dinkes,
            email="x@contoh.go.id",
            nama="X",
            peran=[actions.PeranBaru(Role.PEMBACA, dunia.lain)],
            by=small,
        ),
    ]
    before = HistoryEntry.base.count()
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert HistoryEntry.base.count() == before
    assert not Akun.related.filter(email="x@contoh.go.id").exists()


def test_ones_own_account_is_nobody_elses(dunia: World, admin: Person, sari: Person) -> None:
    """PEMILIK holds on the account's unit, so a colleague of the same unit must be told apart."""
    budi = person("Budi", dunia.dinkes)
    link = actions.send_password_link(sari.akun, by=admin.access)
    by = own_access(budi.akun)
    attempts: list[Any] = [
        lambda: actions.change_password(sari.akun, password=NEW, by=by),
        lambda: actions.ask_password_link(sari.akun, by=by),
        lambda: actions.accept_link(link.undangan, password=NEW, by=by),
        lambda: actions.turn_on_second_factor(sari.akun, by=by),
        lambda: actions.turn_off_second_factor(sari.akun, by=by),
        lambda: actions.end_own_sessions(sari.akun, by=by),
        lambda: actions.link_single_sign_on(sari.akun, provider="oidc", uid="1", by=by),
        lambda: actions.change_password(sari.akun, password=NEW, by=sari.access),  # the roles give no such right
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert again(sari.akun).check_password(PASSWORD)


@pytest.mark.parametrize("peran", [Role.SISTEM, Role.PEMILIK])
def test_a_role_of_the_system_is_given_to_nobody(dunia: World, admin: Person, sari: Person, peran: Role) -> None:
    with pytest.raises(Refused, match="tidak dikenal"):
        actions.give_role(dunia.dinkes, akun=sari.akun, peran=peran, by=admin.access)
    instansi = Instansi.related.get(unit=dunia.kabupaten)
    with pytest.raises(Refused, match="tidak dikenal"):
        actions.require_second_factor(instansi, seen=1, peran=[peran], by=admin.access)


# --- inviting and links ----------------------------------------------------------------------------------------------


def invited(dunia: World, admin: Person) -> actions.Tautan:
    return actions.invite_account(
        dunia.dinkes,
        email=" Rina@Contoh.go.id",
        nama=" Rina ",
        peran=[actions.PeranBaru(Role.PELAPOR, dunia.dinkes)],
        by=admin.access,
    )


def test_an_invitation_makes_an_account_without_a_password_and_a_link_of_seven_days(
    dunia: World, admin: Person
) -> None:
    link = invited(dunia, admin)
    akun = link.undangan.akun
    assert (akun.email, akun.nama, keadaan(akun)) == ("rina@contoh.go.id", "Rina", KeadaanAkun.DIUNDANG)
    assert link.undangan.tujuan == TujuanUndangan.UNDANGAN
    assert link.undangan.berlaku_sampai - link.undangan.dibuat == timedelta(days=7)
    assert access_of(akun.pk).allows(Permission.ENTER_REALISASI, dunia.dinkes.path)
    assert told("invite_account").actor_name == "Admin"
    assert told("give_role").object_label == "Rina sebagai pelapor di Dinas Kesehatan"


def test_of_a_link_only_its_hash_is_kept(dunia: World, admin: Person) -> None:
    link = invited(dunia, admin)
    assert len(link.token) >= 43
    assert link_by_token(link.token) == link.undangan
    assert link_by_token(link.undangan.sidik) is None
    kept = [*Undangan.related.values_list("sidik", flat=True), *HistoryEntry.base.values_list("changes", flat=True)]
    assert link.token not in str(kept)
    assert link.undangan.sidik not in str(HistoryEntry.base.values_list("changes", flat=True))


def test_by_the_link_the_person_sets_the_password_once(dunia: World, admin: Person) -> None:
    link = invited(dunia, admin)
    akun = link.undangan.akun
    with pytest.raises(Refused, match="Kata sandi ditolak"):
        actions.accept_link(link.undangan, password="pendek", by=own_access(akun))
    actions.accept_link(link.undangan, password=NEW, by=own_access(akun))
    assert again(akun).check_password(NEW)
    assert keadaan(again(akun)) is KeadaanAkun.AKTIF
    entry = told("accept_link")
    assert (entry.actor_name, entry.role) == ("Rina", Role.PEMILIK)
    with pytest.raises(Refused, match="sudah dipakai pada"):
        actions.accept_link(link.undangan, password="kata-sandi-ketiga", by=own_access(akun))
    assert again(akun).check_password(NEW)


def expired(link: actions.Tautan) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_undangan SET berlaku_sampai = %s", [timezone.now() - timedelta(minutes=1)])


def test_an_old_or_withdrawn_link_opens_nothing_and_says_why(dunia: World, admin: Person) -> None:
    first = invited(dunia, admin)
    akun = first.undangan.akun
    second = actions.send_password_link(akun, by=admin.access)
    assert second.undangan.tujuan == TujuanUndangan.UNDANGAN  # the person never came
    with pytest.raises(Refused, match="ditarik pada"):
        actions.accept_link(first.undangan, password=NEW, by=own_access(akun))
    assert actions.withdraw_links(akun, by=admin.access) == 1
    assert actions.withdraw_links(akun, by=admin.access) == 0
    with pytest.raises(Refused, match="ditarik pada"):
        actions.accept_link(second.undangan, password=NEW, by=own_access(akun))
    third = actions.send_password_link(akun, by=admin.access)
    expired(third)
    with pytest.raises(Refused, match="berlaku sampai"):
        actions.accept_link(third.undangan, password=NEW, by=own_access(akun))
    assert not again(akun).has_usable_password()


def test_a_forgotten_password_gets_a_link_of_one_day_and_its_use_ends_the_sessions(
    dunia: World, admin: Person, sari: Person
) -> None:
    session = open_session(sari)
    link = actions.ask_password_link(sari.akun, by=own_access(sari.akun))
    assert (link.undangan.tujuan, told("ask_password_link").actor_name) == (TujuanUndangan.SANDI, "Sari")
    assert link.undangan.berlaku_sampai - link.undangan.dibuat == timedelta(days=1)
    assert again(sari.akun).check_password(PASSWORD)  # asking changes nothing
    actions.accept_link(link.undangan, password=NEW, by=own_access(sari.akun))
    assert not UserSession.objects.filter(pk=session.pk).exists()
    assert told("end_own_sessions").object_label == "Sari"


def open_session(who: Person) -> UserSession:
    """A session as a browser has one after signing in."""
    key = signed_in(who).session.session_key
    return UserSession.objects.create(user=who.akun, session_key=key, ip="10.0.0.7", user_agent="Firefox/140 Windows")


def test_an_address_belongs_to_one_account(dunia: World, admin: Person, sari: Person) -> None:
    with pytest.raises(Refused, match="sudah dipakai akun lain"):
        actions.invite_account(dunia.disdik, email=sari.akun.email.upper(), nama="Lain", by=admin.access)
    budi = person("Budi", dunia.disdik)
    with pytest.raises(Refused, match="sudah dipakai akun lain"):
        actions.change_email(budi.akun, seen=1, email=sari.akun.email, by=admin.access)


# --- changing, closing, opening --------------------------------------------------------------------------------------


def test_of_two_who_edit_an_account_the_second_is_told(dunia: World, admin: Person, sari: Person) -> None:
    actions.edit_account(sari.akun, seen=1, nama="Sari Utami", by=admin.access)
    with pytest.raises(Stale, match="Sari Utami"):
        actions.edit_account(sari.akun, seen=1, nama="Sari U.", by=admin.access)
    for name in ("aktif", "password", "dua_langkah", "email"):
        with pytest.raises(TypeError):
            actions.edit_account(sari.akun, seen=2, by=admin.access, **{name: "x"})


def test_a_person_has_one_account_of_his_own_instansi(dunia: World, admin: Person, sari: Person) -> None:
    one, foreign = pegawai(dunia.kabupaten), pegawai(dunia.lain, "Orang Kota")
    actions.edit_account(sari.akun, seen=1, pegawai=one, by=admin.access)
    budi = person("Budi", dunia.dinkes)
    with pytest.raises(Refused, match="sudah terhubung dengan akun Sari"):
        actions.edit_account(budi.akun, seen=1, pegawai=one, by=admin.access)
    with pytest.raises(Refused, match="bukan pegawai instansi"):
        actions.edit_account(budi.akun, seen=1, pegawai=foreign, by=admin.access)
    with pytest.raises(Refused, match="sudah terhubung"):
        actions.invite_account(dunia.dinkes, email="n@contoh.go.id", nama="N", pegawai=one, by=admin.access)


def test_a_new_address_withdraws_what_went_to_the_old_one(dunia: World, admin: Person, sari: Person) -> None:
    link = actions.send_password_link(sari.akun, by=admin.access)
    actions.link_single_sign_on(sari.akun, provider="oidc", uid="17", by=own_access(sari.akun))
    actions.change_email(sari.akun, seen=1, email="sari.baru@contoh.go.id", by=admin.access)
    now = again(sari.akun)
    assert (now.email, now.masuk_tunggal) == ("sari.baru@contoh.go.id", None)
    assert not SocialAccount.objects.filter(user=now).exists()
    with pytest.raises(Refused, match="ditarik"):
        actions.accept_link(link.undangan, password=NEW, by=own_access(now))
    assert told("change_email").changes["email"] == ["sari@contoh.go.id", "sari.baru@contoh.go.id"]


def test_a_closed_account_may_nothing_and_comes_back_as_it_was(dunia: World, admin: Person, sari: Person) -> None:
    session, link = open_session(sari), actions.send_password_link(sari.akun, by=admin.access)
    browser = signed_in(sari)
    assert browser.get("/").status_code == 200
    actions.deactivate_account(sari.akun, alasan="pindah tugas", by=admin.access)
    assert browser.get("/").status_code == 302
    assert not UserSession.objects.filter(pk=session.pk).exists()
    assert not access_of(sari.akun.pk).grants
    assert told("deactivate_account").reason == "pindah tugas"
    with pytest.raises(Refused, match="ditarik"):
        actions.accept_link(link.undangan, password=NEW, by=own_access(sari.akun))
    with pytest.raises(Refused, match="tidak aktif"):
        actions.send_password_link(sari.akun, by=admin.access)
    with pytest.raises(Refused, match="tidak aktif"):
        actions.deactivate_account(sari.akun, by=admin.access)
    actions.activate_account(sari.akun, by=admin.access)
    assert access_of(sari.akun.pk).allows(Permission.ENTER_REALISASI, dunia.dinkes.path)
    with pytest.raises(Refused, match="sudah aktif"):
        actions.activate_account(sari.akun, by=admin.access)


def test_nobody_closes_his_own_account(dunia: World, admin: Person) -> None:
    person("Admin Dua", dunia.kabupaten, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="akun Anda sendiri"):
        actions.deactivate_account(admin.akun, by=admin.access)
    with pytest.raises(Refused, match="akun Anda sendiri"):
        actions.take_off_second_factor(admin.akun, alasan="ganti telepon", by=admin.access)


# --- the last administrator ------------------------------------------------------------------------------------------

TODAY = timezone.localdate()


@pytest.mark.parametrize(
    "other",
    ["nobody", "of another instansi", "of a dinas", "invited", "closed", "ended", "not yet"],
)
def test_the_last_administrator_stays(dunia: World, admin: Person, other: str) -> None:
    """Whoever is left must be able to do it: now, there, and signed in before."""
    if other == "of another instansi":
        person("Lain", dunia.lain, Role.ADMINISTRATOR)
    elif other == "of a dinas":
        person("Kecil", dunia.dinkes, Role.ADMINISTRATOR)
    elif other == "invited":
        first = [actions.PeranBaru(Role.ADMINISTRATOR, dunia.kabupaten)]
        actions.invite_account(dunia.kabupaten, email="b@contoh.go.id", nama="Baru", peran=first, by=admin.access)
    elif other == "closed":
        actions.deactivate_account(person("Tutup", dunia.kabupaten, Role.ADMINISTRATOR).akun, by=admin.access)
    elif other in {"ended", "not yet"}:
        days = {"ended": (TODAY - timedelta(9), TODAY - timedelta(1)), "not yet": (TODAY + timedelta(9), None)}[other]
        akun = person("Lain", dunia.kabupaten).akun
        actions.give_role(
            dunia.kabupaten, akun=akun, peran=Role.ADMINISTRATOR, mulai=days[0], sampai=days[1], by=SYSTEM
        )
    with pytest.raises(Refused, match="tidak ada lagi administrator Kabupaten Uji"):
        actions.deactivate_account(admin.akun, by=SYSTEM)
    role = Penugasan.related.get(akun=admin.akun)
    for last_day in (TODAY - timedelta(1), TODAY, TODAY + timedelta(5)):
        with pytest.raises(Refused, match="tidak ada lagi administrator"):
            actions.end_role(role, sampai=last_day, by=admin.access)
    with pytest.raises(Refused, match="tidak ada lagi administrator"):
        actions.hand_over_role(role, ke=dunia.dinkes, mulai=TODAY + timedelta(1), by=SYSTEM)
    assert access_of(admin.akun.pk).allows(Permission.MANAGE_ACCOUNTS, dunia.kabupaten.path)


def test_with_another_one_the_administrator_may_go(dunia: World, admin: Person) -> None:
    successor = person("Pengganti", dunia.kabupaten, Role.ADMINISTRATOR)
    actions.end_role(Penugasan.related.get(akun=admin.akun), sampai=TODAY, by=admin.access)
    actions.deactivate_account(admin.akun, by=successor.access)
    small = person("Kecil", dunia.dinkes, Role.ADMINISTRATOR)
    actions.deactivate_account(small.akun, by=successor.access)  # the unit is administered from above


# --- roles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mulai", "sampai", "twice"),
    [(0, 10, True), (-5, 0, True), (5, None, True), (-9, None, True), (-9, -1, False), (11, 20, False)],
)
def test_a_role_is_not_held_twice_on_one_day(
    dunia: World, admin: Person, mulai: int, sampai: int | None, twice: bool
) -> None:
    akun = person("Budi", dunia.dinkes).akun
    day = date(2026, 3, 1)
    actions.give_role(
        dunia.dinkes, akun=akun, peran=Role.PELAPOR, mulai=day, sampai=day + timedelta(10), by=admin.access
    )

    def give() -> Any:
        until = None if sampai is None else day + timedelta(sampai)
        return actions.give_role(
            dunia.dinkes, akun=akun, peran=Role.PELAPOR, mulai=day + timedelta(mulai), sampai=until, by=admin.access
        )

    if twice:
        with pytest.raises(Refused, match="sudah berperan sebagai Pelapor"):
            give()
    else:
        assert give().pk


def test_a_role_ends_after_it_begins(dunia: World, admin: Person, sari: Person) -> None:
    with pytest.raises(Refused, match="mendahului hari pertamanya"):
        actions.give_role(
            dunia.disdik, akun=sari.akun, peran=Role.PELAPOR, sampai=TODAY - timedelta(1), by=admin.access
        )


def test_a_role_is_ended_on_a_day_that_may_still_be_moved(dunia: World, admin: Person) -> None:
    akun, begin = person("Budi", dunia.dinkes).akun, TODAY - timedelta(30)
    role = actions.give_role(dunia.dinkes, akun=akun, peran=Role.PELAPOR, mulai=begin, by=admin.access)
    for last_day in (TODAY + timedelta(5), TODAY + timedelta(9), TODAY):
        ended = actions.end_role(role, sampai=last_day, by=admin.access)
        assert ended is not None
        assert access_of(akun.pk, on=last_day).grants
        assert not access_of(akun.pk, on=last_day + timedelta(1)).grants
    actions.end_role(role, sampai=TODAY - timedelta(1), by=admin.access)
    with pytest.raises(Refused, match="sudah berakhir pada"):
        actions.end_role(role, sampai=TODAY, by=admin.access)


def test_a_role_given_by_mistake_is_taken_back_at_once(dunia: World, admin: Person, sari: Person) -> None:
    role = Penugasan.related.get(akun=sari.akun)  # since today
    assert actions.end_role(role, sampai=TODAY - timedelta(1), by=admin.access) is None
    assert not access_of(sari.akun.pk).grants
    assert told("end_role").object_label == "Sari sebagai pelapor di Dinas Kesehatan"
    assert list(check_integrity()) == []


# --- the second factor, sessions, single sign-on ----------------------------------------------------------------------


def test_a_second_factor_that_a_role_needs_is_not_turned_off(dunia: World, admin: Person, sari: Person) -> None:
    actions.turn_on_second_factor(sari.akun, by=own_access(sari.akun))
    instansi = Instansi.related.get(unit=dunia.kabupaten)
    actions.require_second_factor(instansi, seen=instansi.versi, peran=[Role.PELAPOR], by=admin.access)
    assert sari.access.second_factor_required
    assert not admin.access.second_factor_required
    assert not person("Asing", dunia.lain, Role.PELAPOR).access.second_factor_required
    with pytest.raises(Refused, match="mewajibkan"):
        actions.turn_off_second_factor(sari.akun, by=own_access(sari.akun))
    with pytest.raises(Stale):
        actions.require_second_factor(instansi, seen=instansi.versi, peran=[], by=admin.access)


def test_an_administrator_takes_a_second_factor_off_with_a_reason(dunia: World, admin: Person, sari: Person) -> None:
    with pytest.raises(Refused, match="tidak memakai masuk dua langkah"):
        actions.take_off_second_factor(sari.akun, alasan="hilang", by=admin.access)
    actions.turn_on_second_factor(sari.akun, by=own_access(sari.akun))
    open_session(sari)
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.take_off_second_factor(sari.akun, alasan=" ", by=admin.access)
    actions.take_off_second_factor(sari.akun, alasan="telepon hilang", by=admin.access)
    assert again(sari.akun).dua_langkah is None
    assert not UserSession.objects.filter(user=sari.akun).exists()
    assert told("take_off_second_factor").reason == "telepon hilang"


def test_sessions_are_ended_one_or_all_but_this(dunia: World, admin: Person, sari: Person) -> None:
    one, two, three = (open_session(sari) for _ in range(3))
    assert actions.end_sessions(sari.akun, only=one.pk, by=admin.access) == 1
    assert actions.end_sessions(sari.akun, only=one.pk, by=admin.access) == 0
    assert actions.end_own_sessions(sari.akun, but=two.session_key, by=own_access(sari.akun)) == 1
    assert list(UserSession.objects.filter(user=sari.akun)) == [two]
    assert not three.exists()
    foreign = open_session(admin)
    assert actions.end_own_sessions(sari.akun, only=foreign.pk, by=own_access(sari.akun)) == 0
    assert foreign.exists()


def test_an_account_is_bound_to_one_person_of_the_provider(dunia: World, admin: Person, sari: Person) -> None:
    actions.link_single_sign_on(sari.akun, provider="oidc", uid="17", by=own_access(sari.akun))
    with pytest.raises(Refused, match="sudah tertaut ke pengguna lain"):
        actions.link_single_sign_on(sari.akun, provider="oidc", uid="18", by=own_access(sari.akun))
    budi = person("Budi", dunia.dinkes)
    with pytest.raises(Refused):  # one person of the provider, two accounts
        actions.link_single_sign_on(budi.akun, provider="oidc", uid="17", by=own_access(budi.akun))
    with pytest.raises(Refused, match="Alasan"):
        actions.unlink_single_sign_on(sari.akun, alasan="", by=admin.access)
    actions.unlink_single_sign_on(sari.akun, alasan="surel berpindah", by=admin.access)
    with pytest.raises(Refused, match="tidak tertaut"):
        actions.unlink_single_sign_on(again(sari.akun), alasan="lagi", by=admin.access)


def test_the_history_says_it_all_in_sentences_and_stays_whole(dunia: World, admin: Person) -> None:
    akun = invited(dunia, admin).undangan.akun
    actions.deactivate_account(akun, by=admin.access)
    actions.activate_account(akun, by=admin.access)
    assert list(check_integrity()) == []
