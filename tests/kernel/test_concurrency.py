"""Really at the same time: two threads with a connection each, on either database."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryEntry, HistoryLink
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.writing import WriteOutsideAction, is_writing
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Akun, Penugasan, Unit
from tests import builders
from tests.builders import World, angka, world
from tests.organisasi.sotk import Penerus, drafted
from tests.people import PASSWORD, person

TAHUN = Periode.tahunan(2025)
MANY = 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dunia(transactional_db: None) -> World:
    if "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("basis data dalam memori tidak dipakai bersama oleh dua utas")
    return world()


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed answered or raised, begun together."""
    start, answers = Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            start.wait()
            answers[place] = deed()  # type: ignore[call-overload]
        except Exception as raised:  # noqa: BLE001 - it is the answer
            answers[place] = raised  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return list(answers)


def refused(answers: list[object]) -> int:
    """How many were refused; anything else that was raised is a fault."""
    faults = [each for each in answers if isinstance(each, Exception) and not isinstance(each, Refused)]
    assert faults == []
    return sum(isinstance(each, Refused) for each in answers)


def test_links_are_without_gaps_and_every_entry_is_vouched_for(dunia: World) -> None:
    answers = at_once(
        *(
            lambda n=n: [
                organisasi.add_unit(dunia.disdik, nama=f"Bidang {n}.{k}", jenis="bidang", by=SYSTEM) for k in range(5)
            ]
            for n in range(MANY)
        )
    )
    assert refused(answers) == 0
    numbers = list(HistoryLink.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    by_id = list(HistoryEntry.base.order_by("id").values_list("link", flat=True))
    assert by_id == sorted(by_id)
    assert check_integrity() == []


def test_new_siblings_get_different_numbers(dunia: World) -> None:
    answers = at_once(
        *(
            lambda n=n: organisasi.add_unit(dunia.disdik, nama=f"Bidang {n}", jenis="bidang", by=SYSTEM)
            for n in range(MANY)
        )
    )
    assert refused(answers) == 0
    paths = sorted(Unit.related.filter(induk=dunia.disdik).values_list("path", flat=True))
    assert paths == [f"{dunia.disdik.path}{n:04d}" for n in range(1, MANY + 1)]


def test_of_the_same_new_unit_instansi_account_or_role_one_is_made_and_the_others_are_told(dunia: World) -> None:
    sari = person("Sari", dunia.dinkes).akun
    deeds: list[Callable[[], object]] = [
        lambda: organisasi.add_unit(dunia.disdik, nama="Bidang", jenis="bidang", by=SYSTEM),
        lambda: organisasi.create_instansi(organisasi.INSTALLATION, nama="Kota Baru", jenis="kota", by=SYSTEM),
        lambda: organisasi.create_account(
            dunia.dinkes, email="budi@contoh.go.id", nama="Budi", password=PASSWORD, by=SYSTEM
        ),
        lambda: organisasi.give_role(dunia.dinkes, akun=sari, peran=Role.PELAPOR, by=SYSTEM),
        lambda: organisasi.set_policy(dunia.kabupaten, mulai_tahun=2025, seen=None, alasan="Uji", by=SYSTEM),
    ]
    for deed in deeds:
        assert refused(at_once(*[deed] * MANY)) == MANY - 1
    assert Unit.related.filter(nama="Bidang").count() == 1
    assert Akun.related.filter(email="budi@contoh.go.id").count() == 1
    assert Penugasan.related.filter(akun=sari).count() == 1
    assert check_integrity() == []


def test_two_first_values_of_a_cell_and_two_corrections(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)

    def write(value: int, seen: int | None) -> Callable[[], object]:
        return lambda: record_values(
            dunia.dinkes, values=[NilaiBaru(subject.series, TAHUN, angka(value), seen)], by=SYSTEM
        )

    for seen in (None, "standing"):
        row = SeriesValue.related.filter(pengganti=None).first()
        offset = 10 if seen else 1
        answers = at_once(*(write(n + offset, row.pk if row else None) for n in range(MANY)))
        assert refused(answers) == MANY - 1
        assert all(isinstance(each, Stale) for each in answers if isinstance(each, Exception))
    assert SeriesValue.related.count() == 2
    assert check_integrity() == []


def test_two_edits_of_a_row_tell_the_true_old_value(dunia: World) -> None:
    answers = at_once(
        *(lambda n=n: organisasi.edit_unit(dunia.dinkes, seen=1, nama=f"Dinas {n}", by=SYSTEM) for n in range(MANY))
    )
    assert refused(answers) == MANY - 1
    assert check_integrity() == []


def test_the_guard_of_one_thread_is_not_open_in_another(dunia: World) -> None:
    from sakip.kernel.writing import writing

    with writing("uji"):
        (answer,) = at_once(lambda: (is_writing(), Unit.related.create(path="0077", nama="X", jenis="kota")))
    assert isinstance(answer, WriteOutsideAction)


def test_of_two_who_apply_a_reorganisation_one_does_and_the_other_is_told(dunia: World) -> None:
    row = drafted(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    answers = at_once(*[lambda: organisasi.apply_reorganisasi(row, seen=1, by=SYSTEM)] * 2)
    assert refused(answers) == 1
    assert "sudah diterapkan" in str(next(each for each in answers if isinstance(each, Refused)))
    assert Unit.related.filter(nama="Dinas Sehat").count() == 1
    assert check_integrity() == []


def test_a_unit_is_not_added_below_one_that_closes_meanwhile(dunia: World) -> None:
    row = drafted(dunia.kabupaten, asal=(dunia.dinkes.pk,), penerus=(Penerus("a", "Dinas Sehat"),))
    at_once(
        lambda: organisasi.apply_reorganisasi(row, seen=1, by=SYSTEM),
        lambda: organisasi.add_unit(dunia.dinkes, nama="Bidang Baru", jenis="bidang", by=SYSTEM),
    )
    assert not Unit.related.filter(induk=dunia.dinkes, berlaku_sampai=None).exists()
