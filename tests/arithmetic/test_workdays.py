"""Due dates, weekends and holidays."""

from datetime import date

import pytest

from sakip.arithmetic.workdays import hari_kerja, is_workday

LEBARAN = {date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 23)}
"""Thursday and Friday before a weekend, and the Monday after it."""


@pytest.mark.parametrize(
    ("day", "geser", "falls"),
    [
        (date(2026, 3, 18), "maju", date(2026, 3, 18)),  # a Wednesday stays
        (date(2026, 3, 18), "mundur", date(2026, 3, 18)),
        (date(2026, 3, 20), "tetap", date(2026, 3, 20)),  # a holiday stays where that is the way
        (date(2026, 2, 28), "tetap", date(2026, 2, 28)),  # a Saturday too
        (date(2026, 2, 28), "maju", date(2026, 2, 27)),
        (date(2026, 2, 28), "mundur", date(2026, 3, 2)),
        (date(2027, 2, 28), "maju", date(2027, 2, 26)),  # a Sunday goes over the Saturday
        (date(2026, 3, 21), "maju", date(2026, 3, 18)),  # weekend, then two holidays
        (date(2026, 3, 21), "mundur", date(2026, 3, 24)),  # weekend, then one holiday
        (date(2026, 3, 19), "mundur", date(2026, 3, 24)),
        (date(2026, 1, 31), "mundur", date(2026, 2, 2)),  # into the next month
    ],
)
def test_where_a_due_date_falls(day: date, geser: str, falls: date) -> None:
    assert hari_kerja(day, LEBARAN, geser) == falls
    assert geser == "tetap" or is_workday(falls, LEBARAN)


def test_another_way_of_shifting_is_refused() -> None:
    with pytest.raises(ValueError, match="cara geser"):
        hari_kerja(date(2026, 3, 20), set(), "loncat")
