"""How near a due date is, in words, and in which group."""

from datetime import date, timedelta

import pytest

from sakip.kernel.duedates import LABELS, Mendesak, keadaan

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("left", "kata", "mendesak"),
    [
        (-400, "terlambat 400 hari", Mendesak.TERLAMBAT),
        (-1, "terlambat 1 hari", Mendesak.TERLAMBAT),
        (0, "hari ini", Mendesak.SEGERA),
        (1, "besok", Mendesak.SEGERA),
        (7, "7 hari lagi", Mendesak.SEGERA),
        (8, "8 hari lagi", Mendesak.MENDATANG),
        (None, "tanpa tenggat", Mendesak.TANPA_TENGGAT),
    ],
)
def test_how_near(left: int | None, kata: str, mendesak: Mendesak) -> None:
    found = keadaan(None if left is None else TODAY + timedelta(days=left), today=TODAY)
    assert (found.kata, found.mendesak) == (kata, mendesak)


def test_what_was_returned_comes_before_what_is_late() -> None:
    found = keadaan(TODAY, today=TODAY, dikembalikan=True)
    assert (found.mendesak, found.kata) == (Mendesak.DIKEMBALIKAN, "hari ini")
    assert min(Mendesak) is Mendesak.DIKEMBALIKAN
    assert set(LABELS) == set(Mendesak)
