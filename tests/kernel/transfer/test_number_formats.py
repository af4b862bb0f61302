"""Numbers, days and times as a spreadsheet shows them, in Indonesian notation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakip.kernel.transfer.reading import dateformat, numberformat

ACCOUNTING = '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-'

NUMBERS = [
    # stored, format, shown, value, rounded
    ("0.9925", "0.00%", "99,25%", "99.25", False),
    ("0.9925", "0%", "99%", "99.25", True),
    ("1.0529", "0.00 %", "105,29 %", "105.29", False),
    ("71.46", "General", "71,46", "71.46", False),
    ("3837967", "General", "3837967", "3837967", False),
    ("3837967", "#,##0", "3.837.967", "3837967", False),
    ("4079.71", "#,##0.00", "4.079,71", "4079.71", False),
    ("0.005", "0.00", "0,01", "0.005", True),  # half up, as shown by spreadsheets
    ("-0.001", "0.00", "0,00", "-0.001", True),
    ("-5.25", "#,##0.0_);(#,##0.0)", "(5,3)", "-5.25", True),
    ("-5.5", "0.0", "-5,5", "-5.5", False),
    ("1500000", ACCOUNTING, "Rp1.500.000", "1500000", False),
    ("0", ACCOUNTING, "Rp-", "0", False),
    ("0", "0;-0;;@", "", "0", False),
    ("1500000", "[$Rp-421]#,##0", "Rp1.500.000", "1500000", False),
    ("1234567", "#,##0,", "1.235", "1234567", True),
    ("1500", '[>=1000]0.0," rb";0', "1,5 rb", "1500", False),
    ("15", '[>=1000]0.0," rb";0', "15", "15", False),
    ("1234.5", "0.##", "1234,5", "1234.5", False),
    ("7", "000", "007", "7", False),
    ("198001012005011", "00000000 000000 0", "19800101 200501 1", "198001012005011", False),
    ("123456", "0.00E+00", "1,23E+05", "123456", True),
    ("0.5", "# ?/?", "0,5", "0.5", False),
    ("95", '0" orang"', "95 orang", "95", False),
    ("12", "[Red]0;[Blue]-0", "12", "12", False),
    ("1E+300", "General", "1E+300", "1E+300", False),
    ("5", "0." + "0" * 300, "5", "5", False),  # longer than any spreadsheet writes
]


@pytest.mark.parametrize(("stored", "code", "text", "value", "rounded"), NUMBERS)
def test_a_number_is_shown_as_the_format_says(stored: str, code: str, text: str, value: str, rounded: bool) -> None:
    shown = numberformat.show(Decimal(stored), code)
    assert (shown.text, shown.value, shown.rounded) == (text, Decimal(value), rounded)


TIMES = [
    ("46349", "d mmmm yyyy", "23 November 2026", "2026-11-23"),
    ("46349", "dddd, dd mmm yy", "Senin, 23 Nov 26", "2026-11-23"),
    ("46349", "[$-421]dd mmmm yyyy;@", "23 November 2026", "2026-11-23"),
    ("46349", "dd.mm.yyyy", "23.11.2026", "2026-11-23"),
    ("46349", "mmm-yy", "Nov-26", "2026-11-23"),
    ("46349.5", "dd/mm/yyyy hh:mm", "23/11/2026 12:00", "2026-11-23T12:00:00"),
    ("46349.999999", "d mmmm yyyy", "24 November 2026", "2026-11-24"),  # less than half a second before midnight
    ("59", "dd/mm/yyyy", "28/02/1900", "1900-02-28"),
    ("61", "dd/mm/yyyy", "01/03/1900", "1900-03-01"),
    ("0.046967592592592593", "[h]:mm:ss", "1:07:38", None),
    ("1.5", "[h]:mm:ss", "36:00:00", None),
    ("0.046967592592592593", "h:mm:ss", "1:07:38", None),
    ("0.046967592592592593", "[mm]:ss", "67:38", None),
    ("0.75", "h:mm AM/PM", "6:00 PM", None),
    ("0.0004", "mm:ss.0", "00:34,6", None),
]


@pytest.mark.parametrize(("serial", "code", "text", "tanggal"), TIMES)
def test_a_time_is_shown_as_the_format_says(serial: str, code: str, text: str, tanggal: str | None) -> None:
    assert numberformat.is_date(code)
    assert dateformat.show(Decimal(serial), code) == (text, tanggal)


def test_days_may_count_from_1904() -> None:
    assert dateformat.show(Decimal(44887), "dd/mm/yyyy", from_1904=True) == ("23/11/2026", "2026-11-23")


@pytest.mark.parametrize("serial", ["-1", "2958466"])
def test_a_day_outside_the_calendar_is_refused(serial: str) -> None:
    with pytest.raises(ValueError, match=serial):
        dateformat.show(Decimal(serial), "dd/mm/yyyy")


@pytest.mark.parametrize("code", ["General", "0.00", '"Rp"#,##0', '0" hari"', "0.00%", "@", '"d"0', "[Red]0"])
def test_a_number_format_is_no_date(code: str) -> None:
    assert not numberformat.is_date(code)


@given(st.text(alphabet='0#?.,;%@ydmhsAMP/:[]"\\_*-+E Generalrp$<>=', max_size=40), st.decimals(-(10**15), 10**15))
def test_no_format_code_breaks_the_reader(code: str, value: Decimal) -> None:
    if numberformat.is_date(code):
        if 0 <= value < 2_000_000:
            dateformat.show(value, code)
    else:
        assert numberformat.show(value, code).value in {value, value * 100}


@given(st.decimals(-(10**9), 10**9, places=4))
def test_two_decimals_say_the_rounded_number(value: Decimal) -> None:
    text = numberformat.show(value, "#,##0.00").text
    said = Decimal(text.replace(".", "").replace(",", "."))
    assert abs(said - value) <= Decimal("0.005")
