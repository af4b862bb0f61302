"""The demo world as it stands: five years, good and bad news, every special case, a persona for every role."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from sakip.arithmetic.capaian import Alasan
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import JenisNilai, Keadaan, Nilai, Tiada
from sakip.demo import accounts, reading
from sakip.demo.world import World, build
from sakip.kernel.access import ROLES, SYSTEM, Role
from sakip.organisasi.models import Akun
from sakip.organisasi.queries import access_of
from sakip.perencanaan.kinerja import Kinerja, kinerja
from sakip.perencanaan.models import Indikator, Penempatan, Target

KABUPATEN = [kode for kode, row in reading.indicators().items() if row["unit"] not in {"kota", "dishub"}]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all tests here; each test's own changes are taken back by ``db``."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def contoh(built: World, db: None) -> World:
    return built


def figure(world: World, kode: str, periode: Periode) -> Kinerja:
    subject = world.indicators[kode]
    return kinerja(subject.unit, [subject], [periode], seen_by=SYSTEM)[(subject.pk, periode)]


def in_year(world: World, kode: str, tahun: int) -> Kinerja:
    return figure(world, kode, Periode.tahunan(tahun))


# --- figures ---------------------------------------------------------------------------------------------------------


def test_every_indicator_says_what_it_means_and_has_five_years(contoh: World) -> None:
    for kode in KABUPATEN:
        found = in_year(contoh, kode, 2025)
        assert found.kartu.definisi, kode
        assert found.kartu.formula, kode
        assert found.target is not None, kode
        for tahun in range(2021, 2025):
            assert in_year(contoh, kode, tahun).realisasi.isian is not None, (kode, tahun)


def test_quarterly_targets_add_up_to_the_year(contoh: World) -> None:
    checked = 0
    for kode, row in reading.indicators().items():
        for tahun in row.get("target_tw", {}):
            quarters = [reading.read(kode, text) for text in row["target_tw"][tahun]]
            year = in_year(contoh, kode, int(tahun)).target_isian
            numbers = [each.angka for each in quarters if isinstance(each, Nilai) and each.angka is not None]
            assert isinstance(year, Nilai)
            if row.get("tipologi") == "akumulatif":
                assert sum(numbers) == year.angka, (kode, tahun)
            else:
                assert numbers[-1] == year.angka, (kode, tahun)
            checked += 1
    assert checked >= 15


def test_good_and_bad_news_and_nothing(contoh: World) -> None:
    assert len(KABUPATEN) == 20
    rows = [in_year(contoh, kode, 2025) for kode in KABUPATEN]
    below = [each for each in rows if each.capaian.mentah is not None and each.capaian.mentah < 100]
    assert 4 <= len(below) <= 10
    stunting, hipertensi = in_year(contoh, "DK-1", 2025), in_year(contoh, "PS-1", 2025)
    assert isinstance(stunting.realisasi.isian, Tiada)
    assert stunting.realisasi.isian.keadaan is Keadaan.BELUM_TERSEDIA
    assert stunting.capaian.alasan is Alasan.REALISASI_BELUM_TERSEDIA
    assert hipertensi.capaian.alasan is Alasan.REALISASI_BELUM_DIISI
    assert in_year(contoh, "DP-1", 2021).capaian.alasan is Alasan.TIDAK_BERLAKU


def test_the_special_cases(contoh: World) -> None:
    built = in_year(contoh, "PU-2", 2025)
    assert isinstance(built.realisasi.isian, Nilai)
    assert str(built.realisasi.isian.angka) == "68.2"  # 7,4 + 18,9 + 24,6 + 17,3
    assert built.capaian.mentah is not None
    assert built.capaian.mentah > 131
    assert built.capaian.dipakai == 120  # the policy's cap
    assert in_year(contoh, "M-1", 2025).kebijakan.aturan.batas is None  # the other instansi has none
    assert in_year(contoh, "K-7", 2022).kartu.terputus is False
    assert in_year(contoh, "K-7", 2023).kartu.terputus is True
    assert in_year(contoh, "IR-1", 2023).capaian.mentah != 100
    assert in_year(contoh, "IR-1", 2025).capaian.mentah == 100
    assert in_year(contoh, "BP-2", 2024).capaian.mentah == 0
    assert in_year(contoh, "K-8", 2021).capaian.mentah == 75
    range_target = in_year(contoh, "K-4", 2023).target_isian
    assert isinstance(range_target, Nilai)
    assert range_target.jenis is JenisNilai.RENTANG


def test_the_third_quarter_of_2026_stands_and_the_fourth_is_open(contoh: World) -> None:
    assert figure(contoh, "DK-3", Periode(2026, "TW3")).capaian.mentah is not None
    assert figure(contoh, "DK-3", Periode(2026, "TW4")).realisasi.isian is None
    assert figure(contoh, "PS-1", Periode(2026, "TW3")).realisasi.isian is None


def test_what_changed_afterwards(contoh: World) -> None:
    verified = in_year(contoh, "PU-1", 2024).realisasi.tercatat
    assert verified is not None
    assert verified.lapis == "terverifikasi"
    lowered = in_year(contoh, "PU-1", 2026).target
    assert lowered is not None
    row = Target.objects.unscoped("test").get(pk=lowered.row_id)
    assert row.alasan_perubahan
    assert str(row.menggantikan.angka.normalize()) in {"80", "8E+1"}
    rkt = in_year(contoh, "K-6", 2026).target
    assert rkt is not None
    assert rkt.dasar == "rkt"
    corrected = in_year(contoh, "DK-2", 2023).realisasi.isian
    assert isinstance(corrected, Nilai)
    assert str(corrected.angka) in {"96.7", "96.70"}


def test_some_indicators_stand_in_no_plan(contoh: World) -> None:
    placed = Penempatan.objects.unscoped("test").exclude(kunci=None).values("indikator")
    left = Indikator.objects.unscoped("test").exclude(pk__in=placed).values_list("kode", flat=True)
    assert set(left) == {"PS-1", "BP-1", "BP-2", "IR-1", "M-1", "DH-1"}


# --- personas --------------------------------------------------------------------------------------------------------


def test_a_persona_for_every_role_that_can_be_given(contoh: World) -> None:
    assert {each.peran for each in accounts.personas()} == set(ROLES) - {Role.SISTEM}
    for each in accounts.personas():
        grants = access_of(contoh.accounts[each.kunci].pk).grants
        assert [(grant.role, grant.path) for grant in grants] == [(each.peran, contoh.units[each.di].path)]


def test_the_table_names_everyone_and_the_password() -> None:
    out = StringIO()
    call_command("demo", "--akun", stdout=out)
    assert all(each.email in out.getvalue() for each in accounts.personas())
    assert out.getvalue().rstrip().endswith(accounts.PASSWORD)


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])
def test_one_signs_in_and_the_hash_becomes_strong(contoh: World, client: Client) -> None:
    person = accounts.personas()[1]
    weak = contoh.accounts[person.kunci].password
    assert weak.startswith("pbkdf2_sha256$1$")
    answer = client.post(reverse("account_login"), {"login": person.email, "password": accounts.PASSWORD})
    assert answer.status_code == 302
    now = Akun.objects.unscoped("test").get(email=person.email).password
    assert int(now.split("$")[1]) >= 100_000


def test_the_sign_in_page_shows_them_only_where_settings_say_so(db: None, client: Client) -> None:
    assert accounts.PASSWORD not in client.get(reverse("account_login")).content.decode()
    templates: Any = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("sakip.demo.accounts.sign_in")
    with override_settings(TEMPLATES=templates):
        page = client.get(reverse("account_login")).content.decode()
    assert accounts.PASSWORD in page
    assert all(each.email in page for each in accounts.personas())
