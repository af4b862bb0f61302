"""Two people in one tree at the same time: no circle is closed, no order lost."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection

from sakip.kernel.access import SYSTEM
from sakip.kernel.history import check_integrity
from sakip.perencanaan import actions
from sakip.perencanaan.models import Cabang, Crosscutting
from sakip.perencanaan.rules.pohon import Edges
from tests.builders import World, world
from tests.kernel.test_concurrency import at_once, refused
from tests.perencanaan.pohon import tree

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dunia(transactional_db: None) -> World:
    if "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("basis data dalam memori tidak dipakai bersama oleh dua utas")
    return world()


def test_of_two_who_would_close_a_circle_together_one_is_refused(dunia: World) -> None:
    small = tree(dunia.dinkes)
    new = partial(actions.add_simpul, small.pohon, jenis="antara", induk=[small["csf1"]], by=SYSTEM)
    a, b = new(pernyataan="A"), new(pernyataan="B")
    for _again in range(3):
        answers = at_once(
            lambda: actions.attach_simpul(a, induk=b, by=SYSTEM),
            lambda: actions.attach_simpul(b, induk=a, by=SYSTEM),
        )
        assert refused(answers) == 1
        edges = Edges(Cabang.related.values_list("induk_id", "anak_id"))
        assert all(pk not in edges.above(pk) for pk in (a.pk, b.pk))
        one, other = (a, b) if Cabang.related.filter(anak=a, induk=b).exists() else (b, a)
        actions.detach_simpul(one, induk=other, by=SYSTEM)
    assert check_integrity() == []


def test_new_siblings_at_once_stand_in_different_places(dunia: World) -> None:
    small = tree(dunia.dinkes)
    answers = at_once(
        *(
            lambda n=n: actions.add_simpul(
                small.pohon, jenis="antara", pernyataan=f"Kondisi {n}", induk=[small["csf1"]], by=SYSTEM
            )
            for n in range(4)
        )
    )
    assert refused(answers) == 0
    places = list(small["csf1"].cabang_ke_anak.values_list("anak__urutan", flat=True))
    assert sorted(places) == [1, 2, 3, 4, 5, 6]


def test_of_two_equal_requests_one_is_made(dunia: World) -> None:
    small = tree(dunia.dinkes)
    ask = partial(
        actions.ask_crosscutting, small["antara1"], kontribusi="Jalan dapat dilalui", mitra=dunia.disdik, by=SYSTEM
    )
    assert refused(at_once(ask, ask)) == 1
    assert Crosscutting.related.count() == 1
