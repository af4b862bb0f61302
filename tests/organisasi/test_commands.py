"""The shell's commands for accounts: what they refuse, and what a fresh installation can do afterwards."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sakip.kernel.access import SYSTEM, Permission, Role
from sakip.kernel.models import HistoryEntry
from sakip.organisasi.models import Akun, Instansi, Unit
from sakip.organisasi.queries import access_of, akun_by_email
from tests.builders import World
from tests.people import PASSWORD, person

FIRST = {
    "SAKIP_ADMIN_EMAIL": "Admin@Tirta.Example",
    "SAKIP_ADMIN_PASSWORD": PASSWORD,
    "SAKIP_INSTANSI": "Kabupaten Baru",
    "SAKIP_INSTANSI_JENIS": "kabupaten",
}


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def environment(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name in (*FIRST, "SAKIP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdin", StringIO())  # no terminal


def roles_of(email: str) -> set[tuple[Role, str]]:
    akun = akun_by_email(email)
    assert akun is not None
    return {(grant.role, grant.path) for grant in access_of(akun.pk).grants}


# --- the first administrator -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SAKIP_ADMIN_PASSWORD": "pendek"}, "Kata sandi ditolak: .*12"),
        ({"SAKIP_ADMIN_EMAIL": "bukan surel"}, "Surel “bukan surel” bukan alamat surel"),
        ({"SAKIP_INSTANSI_JENIS": "kerajaan"}, "Jenis “kerajaan” tidak dikenal. Pilih salah satu: kementerian"),
        ({"SAKIP_ADMIN_EMAIL": ""}, "Surel administrator belum diketahui. Tetapkan SAKIP_ADMIN_EMAIL"),
        ({"SAKIP_ADMIN_PASSWORD": ""}, "belum diketahui. Tetapkan SAKIP_ADMIN_PASSWORD"),
        ({"SAKIP_INSTANSI": ""}, "belum diketahui. Tetapkan SAKIP_INSTANSI,"),
        (dict.fromkeys(FIRST, ""), "SAKIP_INSTANSI, SAKIP_INSTANSI_JENIS, SAKIP_ADMIN_EMAIL, SAKIP_ADMIN_P"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    db: None, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], sentence: str
) -> None:
    environment(monkeypatch, {**FIRST, **changed})
    with pytest.raises(CommandError, match=sentence):
        said("buat-administrator")
    assert not Unit.objects.unscoped("test").exists()
    assert not Akun.objects.unscoped("test").exists()


def test_an_empty_installation_gets_its_instansi_and_someone_who_can_work(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(monkeypatch, FIRST)
    assert said("buat-administrator").startswith("Instansi Kabupaten Baru dibuat. Akun admin@tirta.example dibuat")
    root = Unit.objects.unscoped("test").get()
    assert Instansi.objects.unscoped("test").get().jenis == "kabupaten"
    assert roles_of("admin@tirta.example") == {(Role.ADMINISTRATOR, root.path), (Role.PENGELOLA, root.path)}
    akun = akun_by_email("admin@tirta.example")
    assert akun is not None
    assert akun.check_password(PASSWORD)
    for permission in (Permission.MANAGE_ACCOUNTS, Permission.IMPORT, Permission.FREEZE_REPORT):
        assert access_of(akun.pk).allows(permission, root.path)


def test_a_second_time_nothing_happens(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, FIRST)
    said("buat-administrator")
    environment(monkeypatch, {})
    assert said("buat-administrator") == ""
    assert Akun.objects.unscoped("test").count() == 1


def test_with_several_instansi_it_must_be_said_which(dunia: World, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {**FIRST, "SAKIP_INSTANSI": "Kabupaten Salah"})
    with pytest.raises(CommandError, match=r"“Kabupaten Salah” tidak ada. Yang ada: Kabupaten Uji, Kota Seberang"):
        said("buat-administrator")
    environment(monkeypatch, {**FIRST, "SAKIP_INSTANSI": "kabupaten uji"})
    assert said("buat-administrator").startswith("Akun admin@tirta.example dibuat")
    assert (Role.ADMINISTRATOR, dunia.kabupaten.path) in roles_of("admin@tirta.example")


def test_at_a_terminal_it_asks(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    environment(monkeypatch, {})
    monkeypatch.setattr("sys.stdin", Terminal("Kota Baru\nkota\nadmin@kota.example\n"))
    monkeypatch.setattr("sakip.organisasi.management.asking.getpass", lambda _question: PASSWORD)
    assert "Akun admin@kota.example dibuat" in said("buat-administrator")
    assert Unit.objects.unscoped("test").get().nama == "Kota Baru"


# --- further accounts ------------------------------------------------------------------------------------------------

NEW = ("--email", "sari@uji.example", "--instansi", "Kabupaten Uji")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*NEW, "--nama", "Sari", "--peran", "raja"), "Peran “raja” tidak dikenal. Pilih salah satu: administrator"),
        ((*NEW, "--nama", "Sari", "--peran", "sistem"), "Peran “sistem” tidak dikenal"),
        ((*NEW, "--nama", "Sari", "--unit", "Dinas Awan"), "Unit “Dinas Awan” tidak ada di Kabupaten Uji"),
        (NEW, "Sebutkan nama orangnya dengan --nama"),
        (("--email", "sari@uji.example", "--nama", "Sari"), "Ada beberapa instansi"),
        (("--email", "sari", "--instansi", "Kabupaten Uji", "--nama", "Sari"), "“sari” bukan alamat surel"),
    ],
)
def test_an_account_is_refused(
    dunia: World, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], sentence: str
) -> None:
    environment(monkeypatch, {"SAKIP_PASSWORD": PASSWORD})
    with pytest.raises(CommandError, match=sentence):
        said("buat-akun", *arguments)
    assert akun_by_email("sari@uji.example") is None


def test_an_account_with_a_weak_password_is_refused(dunia: World, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {"SAKIP_PASSWORD": "123456789012"})
    with pytest.raises(CommandError, match="Kata sandi ditolak"):
        said("buat-akun", *NEW, "--nama", "Sari", "--peran", "pelapor")


def test_a_new_account_with_two_roles(dunia: World, monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, {"SAKIP_PASSWORD": PASSWORD})
    told = said("buat-akun", *NEW, "--nama", "Sari", "--unit", "dinkes", "--peran", "pelapor", "--peran", "perencana")
    assert told == "Akun sari@uji.example dibuat. Peran pelapor, perencana diberikan di Dinas Kesehatan.\n"
    assert roles_of("sari@uji.example") == {(Role.PELAPOR, dunia.dinkes.path), (Role.PERENCANA, dunia.dinkes.path)}


def test_an_account_that_exists_keeps_its_password_and_gets_the_role_once(
    dunia: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    akun: Any = person("Budi", dunia.dinkes, Role.PELAPOR).akun
    environment(monkeypatch, {"SAKIP_PASSWORD": "kata-sandi-yang-lain"})
    arguments = ("--email", akun.email, "--instansi", "Kabupaten Uji", "--unit", "Dinas Kesehatan")
    assert "sudah ada. Peran verifikator diberikan" in said(
        "buat-akun", *arguments, "--peran", "pelapor", "--peran", "verifikator"
    )
    assert "Tidak ada peran baru" in said("buat-akun", *arguments, "--peran", "verifikator")
    assert roles_of(akun.email) == {(Role.PELAPOR, dunia.dinkes.path), (Role.VERIFIKATOR, dunia.dinkes.path)}
    now = akun_by_email(akun.email)
    assert now is not None
    assert now.check_password(PASSWORD)
    assert now.unit_id == dunia.dinkes.pk
    assert SYSTEM.actor_name == "Baris perintah"


def test_who_forgot_the_password_gets_a_new_one_and_the_history_tells_it(
    dunia: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    akun: Any = person("Budi", dunia.dinkes, Role.PELAPOR).akun
    arguments = ("--email", akun.email, "--instansi", "Kabupaten Uji", "--ganti-sandi")
    environment(monkeypatch, {"SAKIP_PASSWORD": "123456789012"})
    with pytest.raises(CommandError, match="Kata sandi ditolak"):
        said("buat-akun", *arguments)
    environment(monkeypatch, {"SAKIP_PASSWORD": "kata-sandi-yang-lain"})
    assert said("buat-akun", *arguments).startswith(f"Kata sandi akun {akun.email} diganti.")
    now = akun_by_email(akun.email)
    assert now is not None
    assert now.check_password("kata-sandi-yang-lain")
    assert HistoryEntry.base.order_by("-id")[0].action == "organisasi.actions.set_password"
