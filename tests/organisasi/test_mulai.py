"""The guided start: its steps as the facts stand, for whom, on the home page, and when it is over."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sakip.arithmetic.periods import Periode
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.offers import Kemajuan
from sakip.organisasi import actions
from sakip.organisasi.models import Instansi, Unit
from sakip.organisasi.queries import Mulai, start_of
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan.actions import SimpulBaru, add_many_simpul, add_node, create_pohon
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in, text_of
from tests.people import PASSWORD, Person, cast_of, person
from tests.perencanaan.rencana import draft, set_whole

TODAY = date(2026, 3, 2)
MULAI = "organisasi:mulai"
BELUM, SEDANG, SELESAI = Kemajuan.BELUM, Kemajuan.SEDANG, Kemajuan.SELESAI
CARD = "Lanjutkan penyiapan"


@pytest.fixture
def kosong(db: None) -> Unit:
    """An installation as it is right after it was installed."""
    return actions.create_instansi(INSTALLATION, nama="Kabupaten Baru", jenis="kabupaten", by=SYSTEM)


def start(root: Unit) -> Mulai:
    return start_of(root, seen_by=SYSTEM, today=TODAY)


def states(root: Unit) -> list[Kemajuan]:
    return [each.langkah.keadaan for each in start(root).langkah]


def facts(root: Unit, nomor: int) -> str:
    return start(root).langkah[nomor - 1].langkah.fakta


# --- for whom --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["pembaca", "perencana", "pelapor", "pimpinan", "tetangga"])
def test_who_keeps_no_instansi_has_no_start(dunia: World, who: str) -> None:
    client = signed_in(cast_of(dunia)[who])
    assert client.get(reverse(MULAI)).status_code == 403
    assert client.post(reverse(MULAI)).status_code == 403
    assert "Mulai memakai SAKIP" not in text_of(client.get("/"))


def test_of_another_instansi_there_is_none_to_see(dunia: World) -> None:
    client = signed_in(cast_of(dunia)["orang asing"])
    assert client.get(reverse(MULAI), {"instansi": dunia.kabupaten.pk}).status_code == 404
    assert client.get(reverse(MULAI), {"instansi": "x"}).status_code == 404
    assert client.get(reverse(MULAI), {"instansi": dunia.lain.pk}).status_code == 200


def test_each_is_told_what_the_other_has_to_do(kosong: Unit) -> None:
    admin = person("Ayu", kosong, Role.ADMINISTRATOR)
    page = text_of(signed_in(admin).get(reverse(MULAI)))
    assert "Berikutnya untuk Anda: langkah 4, Undang orang dan beri peran" in page
    assert "Oleh Pengelola SAKIP Belum ada orangnya; undang pada langkah 4" in page
    page = text_of(signed_in(person("Budi", kosong, Role.PENGELOLA)).get(reverse(MULAI)))
    assert "Berikutnya untuk Anda: langkah 1, Lengkapi pengaturan instansi" in page
    assert "Oleh Administrator Ayu" in page


def test_only_steps_one_may_do_have_a_button(kosong: Unit) -> None:
    client = signed_in(person("Ayu", kosong, Role.ADMINISTRATOR))
    page = client.get(reverse(MULAI)).content.decode()
    assert reverse("organisasi:akun-undang") in page
    assert reverse("organisasi:pengaturan-instansi", args=[kosong.pk]) not in page


# --- the steps -------------------------------------------------------------------------------------------------------


def test_nothing_is_done_in_an_empty_installation(kosong: Unit) -> None:
    assert states(kosong) == [BELUM] * 10
    assert start(kosong).berjalan
    assert "belum diisi: alamat, kontak, lambang" in facts(kosong, 1)


def test_settings_are_done_when_all_of_them_are_there(kosong: Unit) -> None:
    instansi = Instansi.related.get(unit=kosong)
    instansi = actions.edit_settings(instansi, seen=instansi.versi, tempat="Baru", tahun_mulai=2025, by=SYSTEM)
    assert states(kosong)[0] is SEDANG
    assert facts(kosong, 1) == "Kabupaten, waktu WIB; belum diisi: alamat, kontak, lambang"


def test_units_are_counted_with_those_that_nobody_heads(dunia: World) -> None:
    builders.jabatan(dunia.dinkes, kepala=True)
    assert states(dunia.kabupaten)[1] is SELESAI
    assert facts(dunia.kabupaten, 2) == "3 unit, 2 tanpa jabatan kepala"


def test_people_are_done_when_every_upper_unit_has_a_head_and_somebody_is_appointed(dunia: World) -> None:
    post = builders.jabatan(dunia.dinkes, kepala=True)
    assert states(dunia.kabupaten)[2] is SEDANG
    builders.jabatan(dunia.disdik, "Kepala Dinas Pendidikan", kepala=True)
    builders.jabatan(dunia.kabupaten, "Bupati Uji", jenjang="kepala-daerah", kepala=True)
    assert states(dunia.kabupaten)[2] is SEDANG
    builders.masa(post, builders.pegawai(dunia.kabupaten), date(2026, 1, 5))
    assert states(dunia.kabupaten)[2] is SELESAI
    assert facts(dunia.kabupaten, 3) == "3 jabatan (2 lowong), 1 pegawai"


def test_accounts_are_done_when_the_three_roles_are_held(dunia: World) -> None:
    admin = person("Ayu", dunia.kabupaten, Role.ADMINISTRATOR, Role.PENGELOLA)
    assert states(dunia.kabupaten)[3] is BELUM, "one account alone is the one that was installed"
    person("Dimas", dunia.dinkes, Role.PERENCANA)
    assert states(dunia.kabupaten)[3] is SEDANG
    first = actions.PeranBaru(Role.PELAPOR, dunia.dinkes, date(2026, 1, 1), None)
    actions.invite_account(dunia.dinkes, email="x@contoh.go.id", nama="Xena", peran=[first], by=admin.access)
    assert states(dunia.kabupaten)[3] is SELESAI
    assert facts(dunia.kabupaten, 4).startswith("3 akun berperan: 1 pengelola, 1 perencana, 1 pelapor")


def test_planning_comes_before_the_indicators(dunia: World) -> None:
    def planning() -> list[tuple[Kemajuan, str]]:
        return [(each.langkah.keadaan, each.langkah.fakta) for each in start(dunia.kabupaten).langkah[5:7]]

    assert planning() == [(BELUM, "Belum ada pohon kinerja"), (BELUM, "Belum ada rencana")]
    tree = create_pohon(dunia.dinkes, nama="Pohon", tahun_awal=2025, tahun_akhir=2029, by=SYSTEM)
    versi = draft(dunia.dinkes)
    assert planning() == [(SEDANG, "0 kondisi pada 1 pohon"), (SEDANG, "0 rencana ditetapkan, 1 masih disusun")]
    add_many_simpul(tree, simpul=[SimpulBaru("a", "outcome", "Warga sehat")], by=SYSTEM)
    add_node(dunia.dinkes, versi=versi, tingkat="tujuan", pernyataan="Warga sehat", by=SYSTEM)
    set_whole(versi)
    assert planning() == [(SELESAI, "1 kondisi pada 1 pohon"), (SELESAI, "1 rencana ditetapkan, 0 masih disusun")]


def test_figures_and_the_report_follow_one_another(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    assert states(dunia.kabupaten)[7:] == [SELESAI, BELUM, BELUM]
    builders.target(subject, Periode.tahunan(2025), angka(70))
    assert states(dunia.kabupaten)[7:] == [SELESAI, SEDANG, BELUM]
    assert start(dunia.kabupaten).berjalan
    builders.realisasi(subject, Periode.tahunan(2025), angka(69))
    assert states(dunia.kabupaten)[7:] == [SELESAI, SELESAI, SEDANG]
    assert not start(dunia.kabupaten).berjalan
    freeze_laporan(dunia.dinkes, tahun=2025, by=SYSTEM)
    assert states(dunia.kabupaten)[7:] == [SELESAI, SELESAI, SELESAI]
    assert states(dunia.lain)[7:] == [BELUM, BELUM, BELUM], "another instansi has its own start"


def test_the_way_back_stands_in_the_menu_while_it_goes_on(kosong: Unit) -> None:
    client = signed_in(person("Budi", kosong, Role.PENGELOLA))
    entry = '<a href="/mulai/" class="sk-nav-link"'
    assert entry not in client.get("/unit/").content.decode()
    client.get(reverse(MULAI))
    assert entry in client.get("/unit/").content.decode()
    client.post(reverse(MULAI))
    assert entry not in client.get("/unit/").content.decode()


# --- the way to it ---------------------------------------------------------------------------------------------------


def sign_in(who: Person, **query: str) -> str:
    address = reverse("account_login")
    sent = {"login": who.akun.email, "password": PASSWORD, **query}
    return str(Client().post(address, sent).headers["Location"])


def test_who_keeps_an_empty_instansi_lands_on_it(kosong: Unit) -> None:
    admin = person("Ayu", kosong, Role.ADMINISTRATOR, Role.PENGELOLA)
    assert sign_in(admin) == reverse(MULAI)
    assert sign_in(admin, next="/unit/") == "/unit/"
    unit = actions.add_unit(kosong, nama="Dinas Kesehatan", jenis="dinas", by=SYSTEM)
    assert sign_in(person("Dimas", unit, Role.PERENCANA)) == "/"


def test_the_card_is_on_the_home_page_until_it_is_put_away(kosong: Unit) -> None:
    who, other = (person(name, kosong, Role.PENGELOLA) for name in ("Budi", "Citra"))
    client = signed_in(who)
    assert CARD in text_of(client.get("/"))
    assert "Panduan disembunyikan" in text_of(client.post(reverse(MULAI), follow=True))
    assert CARD not in text_of(client.get("/"))
    assert sign_in(who) == "/"
    assert CARD in text_of(signed_in(other).get("/"))
    assert "Tampilkan lagi" in text_of(client.get(reverse(MULAI)))
    client.post(reverse(MULAI), {"tampilkan": "1"})
    assert CARD in text_of(client.get("/"))


def test_the_card_goes_when_the_first_figures_are_there(dunia: World) -> None:
    client = signed_in(person("Budi", dunia.kabupaten, Role.PENGELOLA))
    subject = builders.indikator(dunia.dinkes)
    assert CARD in text_of(client.get("/"))
    builders.target(subject, Periode.tahunan(2025), angka(70))
    builders.realisasi(subject, Periode.tahunan(2025), angka(69))
    assert CARD not in text_of(client.get("/"))
    assert CARD not in text_of(signed_in(person("Citra", dunia.kabupaten, Role.PENGELOLA), tahun=2031).get("/"))


def test_the_questions_are_few(dunia: World, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(person("Budi", dunia.kabupaten, Role.PENGELOLA, Role.ADMINISTRATOR))
    client.get(reverse(MULAI))  # the session keeps that there is a start
    actions.add_unit(dunia.kabupaten, nama="Dinas Baru", jenis="dinas", by=SYSTEM)  # nothing is remembered now
    with django_assert_max_num_queries(22):
        client.get(reverse(MULAI))
    with CaptureQueriesContext(connection) as shown:
        assert CARD in text_of(client.get("/"))
    client.post(reverse(MULAI))
    with CaptureQueriesContext(connection) as hidden:
        assert CARD not in text_of(client.get("/"))
    assert len(shown) <= len(hidden) + 1  # the head of the history, by which it is remembered
