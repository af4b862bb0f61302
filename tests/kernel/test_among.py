"""Many ids as one parameter."""

from __future__ import annotations

import pytest

from sakip.kernel.access import SYSTEM
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import units
from tests.builders import World


def test_nothing_is_found_among_no_ids(dunia: World) -> None:
    assert not units(SYSTEM).filter(pk__among=[]).exists()


def test_none_is_no_id(dunia: World) -> None:
    assert set(units(SYSTEM).filter(pk__among=[None, dunia.dinkes.pk])) == {dunia.dinkes}
    assert not units(SYSTEM).filter(pk__among=[None]).exists()
    assert dunia.dinkes in units(SYSTEM).exclude(pk__among=[None])


@pytest.mark.parametrize("more", [0, 40_000])  # more than SQLite takes parameters
def test_rows_are_found_by_their_id_and_by_what_they_belong_to(dunia: World, more: int) -> None:
    ids = [dunia.kabupaten.pk, dunia.dinkes.pk, dunia.dinkes.pk, *range(10**6, 10**6 + more)]
    assert set(units(SYSTEM).filter(pk__among=ids)) == {dunia.kabupaten, dunia.dinkes}
    below = set(Unit.related.filter(induk_id__among=ids))
    assert dunia.dinkes in below
    assert dunia.kabupaten not in below
