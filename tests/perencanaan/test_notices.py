"""Who is told of roles, values, targets and policy: the people in charge, neither who acts nor the neighbours."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import Notice
from sakip.organisasi.actions import end_role, give_role, set_policy
from sakip.organisasi.models import Penugasan
from sakip.perencanaan.actions import TargetBaru, set_targets
from sakip.perencanaan.models import Dasar, Indikator
from tests.builders import World, angka, indikator, realisasi, target, unattached
from tests.people import Person, cast_of, person

YEAR = Periode.tahunan(2025)


@pytest.fixture
def people(dunia: World) -> dict[str, Person]:
    """Everyone, with what they were told of their roles forgotten."""
    found = cast_of(dunia)
    Notice.base.all().delete()
    return found


@pytest.fixture
def subject(dunia: World) -> Indikator:
    return indikator(dunia.dinkes)


def told(people: dict[str, Person], reason: str) -> dict[str, list[str]]:
    names = {who.akun.pk: name for name, who in people.items()}
    found: dict[str, list[str]] = {}
    for row in Notice.base.filter(reason=reason).order_by("pk"):
        found.setdefault(names[row.akun_id], []).append(row.text)
    return found


# --- values ----------------------------------------------------------------------------------------------------------


def test_a_first_value_and_one_that_stays_are_told_nobody(people: dict[str, Person], subject: Indikator) -> None:
    first = realisasi(subject, YEAR, angka(70), by=people["pelapor"].access)
    assert first.pk
    assert told(people, "nilai") == {}


def test_who_corrects_is_not_told_the_other_people_of_the_unit_are(
    people: dict[str, Person], subject: Indikator
) -> None:
    first = realisasi(subject, YEAR, angka(70), by=people["pelapor"].access)
    realisasi(subject, YEAR, angka(71), seen=first.pk, by=people["perencana"].access)
    sentence = "Perencana mengoreksi Angka Harapan Hidup, Tahun 2025, dari 70 menjadi 71."
    assert told(people, "nilai") == {"pelapor": [sentence]}
    row = Notice.base.get(reason="nilai")
    assert (row.url, row.unit_path) == (f"/unit/{subject.unit_id}/isian/?pada=2025-T", subject.unit.path)


@pytest.mark.parametrize(("verified", "told_them"), [(70, False), (68, True)])
def test_a_value_that_was_verified_differently_is_told_to_who_claimed_it(
    people: dict[str, Person], subject: Indikator, verified: int, told_them: bool
) -> None:
    realisasi(subject, YEAR, angka(70), by=people["pelapor"].access)
    realisasi(subject, YEAR, angka(verified), lapis=Lapis.TERVERIFIKASI, by=people["pengelola"].access)
    sentence = "Pengelola memverifikasi berbeda Angka Harapan Hidup, Tahun 2025, dari 70 menjadi 68."
    assert told(people, "nilai") == ({"pelapor": [sentence], "perencana": [sentence]} if told_them else {})


def test_where_nobody_reports_for_a_unit_the_nearest_above_is_told(people: dict[str, Person], dunia: World) -> None:
    below = indikator(dunia.puskesmas, "Kunjungan")
    first = realisasi(below, YEAR, angka(1))
    realisasi(below, YEAR, angka(2), seen=first.pk)
    assert set(told(people, "nilai")) == {"pelapor", "perencana"}


# --- targets, policy, roles ------------------------------------------------------------------------------------------


def test_a_target_that_changes_is_told_to_the_head_and_the_people_of_the_unit(
    people: dict[str, Person], subject: Indikator
) -> None:
    standing = target(subject, YEAR, angka(70))
    assert told(people, "target") == {}
    new = TargetBaru(unattached(subject), YEAR, angka(65), seen=standing.pk)
    by = people["perencana"].access
    set_targets(subject.unit, targets=[new], dasar=Dasar.RENSTRA, alasan="pagu turun", by=by)
    sentence = "Perencana mengubah target Angka Harapan Hidup, Tahun 2025, dari 70 menjadi 65."
    assert told(people, "target") == {"pelapor": [sentence], "pimpinan": [sentence]}


def test_a_policy_is_told_in_its_instansi_alone(people: dict[str, Person], dunia: World) -> None:
    choices: dict[str, Any] = {"batas": Decimal(110)}
    set_policy(dunia.kabupaten, mulai_tahun=2030, seen=None, by=people["pengelola"].access, **choices)
    assert set(told(people, "kebijakan")) == {"perencana", "verifikator", "pimpinan", "tetangga"}


def test_a_role_given_and_ended_is_told_to_its_holder_even_if_it_was_his_last(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes)
    give_role(dunia.dinkes, akun=sari.akun, peran=Role.PELAPOR, by=SYSTEM)
    row = Penugasan.related.get(akun=sari.akun)
    end_role(row, sampai=row.mulai, by=SYSTEM)
    texts = list(Notice.base.filter(akun_id=sari.akun.pk).order_by("pk").values_list("text", flat=True))
    assert texts[0].startswith("Anda diberi peran Pelapor di Dinas Kesehatan mulai ")
    assert texts[1].startswith("Peran Pelapor Anda di Dinas Kesehatan berlaku sampai ")
