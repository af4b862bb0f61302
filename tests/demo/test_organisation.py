"""The organisation of the demo world: a whole kabupaten, a small ministry, a stranger; its people and its personas."""

from __future__ import annotations

from copy import deepcopy
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from sakip.demo import accounts
from sakip.demo.world import World
from sakip.kernel.access import GIVEN_ROLES, SYSTEM
from sakip.kernel.models import HistoryEntry
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Pegawai, Unit
from sakip.organisasi.queries import access_of, bidang_urusan, kebijakan_per_tahun
from sakip.referensi.queries.nomenklatur import generasi_berkode, pilihan


def below(world: World, unit: str) -> list[Unit]:
    return list(Unit.objects.unscoped("test").filter(induk=world.units[unit]).order_by("path"))


# --- units -----------------------------------------------------------------------------------------------------------


def test_the_kabupaten_has_every_form_of_perangkat_daerah(contoh: World) -> None:
    found = below(contoh, "kab")
    forms = {"sekretariat-daerah", "sekretariat-dprd", "inspektorat", "dinas", "badan", "satpol-pp", "kecamatan"}
    assert {unit.jenis for unit in found} == forms
    assert len([unit for unit in found if unit.jenis == "dinas"]) >= 14
    assert {unit.jenis for unit in below(contoh, "dinkes")} == {"sekretariat", "bidang", "rsud", "puskesmas"}
    assert [unit.jenis for unit in below(contoh, "dk-kesmas")] == ["seksi", "seksi"]
    assert len(below(contoh, "setda")) == 7
    assert {unit.jenis for unit in below(contoh, "kec-wana")} == {"kelurahan"}


def test_every_perangkat_daerah_says_what_it_is_for(contoh: World) -> None:
    for unit in below(contoh, "kab"):
        assert unit.dasar_hukum.startswith("Per"), unit
        assert unit.tugas.endswith("."), unit
        assert unit.sebutan_kepala, unit
        assert unit.fungsi or unit.jenis == "kecamatan", unit


def test_the_ministry_has_three_eselon_i_and_a_satker(contoh: World) -> None:
    forms = ["sekretariat-jenderal", "direktorat-jenderal", "direktorat-jenderal"]
    assert [unit.jenis for unit in below(contoh, "kpd")] == forms
    assert [unit.jenis for unit in below(contoh, "ditjen")] == ["direktorat", "satker"]


def test_the_policy_changed_for_2025(contoh: World) -> None:
    found = kebijakan_per_tahun(contoh.units["kab"], (2021, 2024, 2025, 2026), seen_by=SYSTEM)
    assert [str(found[year].aturan.batas) for year in (2021, 2024, 2025, 2026)] == ["150", "150", "120", "120"]
    assert [found[year].aturan.rollup.value for year in (2024, 2025)] == ["b", "a"]
    stranger = kebijakan_per_tahun(contoh.units["kota"], (2025,), seen_by=SYSTEM)
    assert stranger[2025].aturan.batas is None


# --- people ----------------------------------------------------------------------------------------------------------


def test_officials_with_sound_numbers(contoh: World) -> None:
    people = Pegawai.objects.unscoped("test").filter(unit=contoh.units["kab"])
    assert people.count() >= 80
    assert set(people.filter(nip="").values_list("status", flat=True)) == {"pejabat-negara"}
    assert not people.filter(status="pns", golongan="").exists()


def test_each_unit_is_headed_and_each_head_has_a_superior(contoh: World) -> None:
    heads = Jabatan.objects.unscoped("test").filter(kepala=True, berlaku_sampai=None)
    headed = set(heads.values_list("unit", flat=True))
    for kunci, unit in contoh.units.items():
        assert unit.pk in headed or kunci.startswith("kota") or kunci == "perindagkop", kunci
    assert {head.unit_id for head in heads.filter(atasan=None)} == {contoh.units["kab"].pk, contoh.units["kpd"].pk}


def test_a_plt_a_plh_and_an_elected_head_who_left(contoh: World) -> None:
    terms = MasaJabatan.objects.unscoped("test")
    assert [(term.jabatan.unit.singkatan, term.sampai) for term in terms.filter(sebagai="plt")] == [
        ("Disnakertrans", None)
    ]
    assert terms.filter(sebagai="plh").count() == 1
    bupati = terms.filter(jabatan=contoh.posts["kab"]).order_by("mulai")
    assert [str(term.mulai) for term in bupati] == ["2021-02-26", "2025-02-20"]
    assert bupati[0].alasan_berakhir


# --- personas --------------------------------------------------------------------------------------------------------


def test_a_persona_for_every_role_that_can_be_given(contoh: World) -> None:
    assert {each.peran for each in accounts.personas() if each.instansi == "kab"} == set(GIVEN_ROLES)
    for each in (*accounts.personas(), *accounts.operators()):
        grants = access_of(contoh.accounts[each.kunci].pk).grants
        di = contoh.units[{"perindagkop": "perindag"}.get(each.di, each.di)]  # carried on by the split
        assert [(grant.role, grant.path) for grant in grants] == [(each.peran, di.path)]


def test_each_persona_is_somebody(contoh: World) -> None:
    for each in accounts.personas():
        pegawai = Akun.objects.unscoped("test").get(email=each.email).pegawai
        assert (pegawai.nama if pegawai else each.kunci) in {each.nama, "pengelola-kota"}


def test_what_was_done_was_done_by_them(contoh: World) -> None:
    names = {each.nama for each in (*accounts.personas(), *accounts.operators())}
    acted = set(HistoryEntry.base.values_list("actor_name", flat=True))
    assert acted <= names | {SYSTEM.actor_name}
    assert len(acted) > 30
    by_shell = HistoryEntry.base.filter(actor_name=SYSTEM.actor_name).values_list("action", flat=True).distinct()
    assert {action.rpartition(".")[2] for action in by_shell} == {"create_instansi", "create_account", "give_role"}


def test_the_table_names_everyone_and_the_password() -> None:
    out = StringIO()
    call_command("demo", "--akun", stdout=out)
    assert all(each.email in out.getvalue() for each in accounts.personas())
    assert out.getvalue().rstrip().endswith(accounts.PASSWORD)
    assert len(out.getvalue().splitlines()) < 40


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_one_signs_in_and_the_hash_becomes_strong(contoh: World, client: Client) -> None:
    person = accounts.personas()[1]
    weak = contoh.accounts[person.kunci].password
    assert weak.startswith("pbkdf2_sha256$1$")
    answer = client.post(reverse("account_login"), {"login": person.email, "password": accounts.PASSWORD})
    assert answer.status_code == 302
    now = Akun.objects.unscoped("test").get(email=person.email).password
    assert int(now.split("$")[1]) >= 100_000


@pytest.mark.django_db
def test_the_sign_in_page_shows_them_only_where_settings_say_so(client: Client) -> None:
    assert accounts.PASSWORD not in client.get(reverse("account_login")).content.decode()
    templates: Any = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("sakip.demo.accounts.sign_in")
    with override_settings(TEMPLATES=templates):
        page = client.get(reverse("account_login")).content.decode()
    assert accounts.PASSWORD in page
    assert all(each.email in page for each in accounts.personas())


# --- the nomenclature ------------------------------------------------------------------------------------------------


def test_the_dinas_that_plan_find_their_codes(contoh: World) -> None:
    of = generasi_berkode("contoh")
    assert of is not None
    assert of.jumlah == 72
    for kunci, kode in {
        "dinkes": "1.02.02.2.02.0048",
        "disdik": "1.01.02.2.01.0001",
        "pupr": "1.03.10.2.01.0051",
    }.items():
        bidang = bidang_urusan(contoh.units[kunci], SYSTEM).kode
        found = [each.kode for each in pilihan(of, "kab", bidang=bidang, tingkat=("sub-kegiatan",), most=100).kode]
        assert kode in found
        assert found[0] == f"{bidang[0]}.01.2.01.0001"  # X.XX as the dinas writes it
    assert bidang_urusan(contoh.units["dp3a"], SYSTEM).kode == ("2.08", "2.14")
