"""How a spreadsheet shows a day or a time, with Indonesian month and day names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sakip.arithmetic.periods import BULAN
from sakip.kernel.transfer.reading.numberformat import Section, sections

SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")

_SECONDS = Decimal(86_400)
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999


@dataclass(frozen=True, slots=True)
class Moment:
    """A cell's number seen as time: the calendar moment (None for a plain time of day or duration), and its seconds."""

    when: datetime | None
    seconds: Decimal


def show(serial: Decimal, code: str, *, from_1904: bool = False) -> tuple[str, str | None]:
    """Text as shown and the ISO date, or None for a mere time. ValueError where no calendar has this day."""
    section = sections(code)[0]
    if serial < 0 or serial >= _LAST_SERIAL:
        raise ValueError(serial)
    seconds = (serial * _SECONDS).quantize(_smallest(section), rounding=ROUND_HALF_UP)
    when = _calendar(seconds, from_1904=from_1904) if _has_date(section) else None
    return show_moment(Moment(when, seconds), section), iso(when) if when else None


def iso(when: datetime) -> str:
    """The day alone at midnight, else day and time to the second."""
    return when.date().isoformat() if when.time() == datetime.min.time() else when.isoformat(timespec="seconds")


def from_iso(text: str) -> datetime:
    """A day, or a day and time, written as ISO. ValueError for anything else."""
    return datetime.fromisoformat(text).replace(tzinfo=None)


def show_date(day: date) -> str:
    """31/12/2025: how a date without its own format is shown."""
    return f"{day:%d/%m/}{day.year:04d}"


def show_moment(moment: Moment, section: Section) -> str:
    """The parts of the format filled in, in their order."""
    tokens = section.tokens
    twelve_hours = any(kind == "ampm" for kind, _ in tokens)
    out = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            out.append(str(int(moment.seconds // unit)).zfill(len(text)))
        elif kind == "ampm":
            out.append("PM" if moment.seconds % _SECONDS >= _SECONDS / 2 else "AM")
        elif kind == "part":
            minutes = text[0] in "mM" and _is_minutes(tokens, index)
            out.append(_part(text.lower(), moment, minutes=minutes, twelve_hours=twelve_hours))
        elif kind == "literal":
            out.append(text)
    return "".join(out).strip()


def _part(text: str, moment: Moment, *, minutes: bool, twelve_hours: bool) -> str:
    letter, size = text[0], len(text)
    within_day = moment.seconds % _SECONDS
    if letter == "h":
        hour = int(within_day // 3600)
        return str((hour % 12 or 12) if twelve_hours else hour).zfill(min(size, 2))
    if minutes:
        return str(int(within_day // 60) % 60).zfill(min(size, 2))
    if letter == "s":
        whole, _, fraction = text.partition(".")
        second = within_day % 60
        return str(int(second)).zfill(min(len(whole), 2)) + ("," + f"{second % 1:f}"[2:] if fraction else "")
    return _calendar_part(letter, size, moment.when) if moment.when else ""


def _calendar_part(letter: str, size: int, when: datetime) -> str:
    if letter == "y":
        return f"{when.year:04d}" if size > 2 else f"{when.year % 100:02d}"
    if size < 3:
        return str(when.month if letter == "m" else when.day).zfill(size)
    if letter == "d":
        return (SHORT_DAYS if size == 3 else DAYS)[when.weekday()]
    name = (SHORT_MONTHS if size == 3 else BULAN)[when.month - 1]
    return name[0] if size == 5 else name


def _is_minutes(tokens: tuple[tuple[str, str], ...], index: int) -> bool:
    """`m` means minutes right after hours or right before seconds, else months."""
    parts = [(at, text.lower()) for at, (kind, text) in enumerate(tokens) if kind in {"part", "elapsed"}]
    here = [at for at, _ in parts].index(index)
    before = parts[here - 1][1][0] if here else ""
    after = parts[here + 1][1][0] if here + 1 < len(parts) else ""
    return len(parts[here][1]) <= 2 and (before == "h" or after == "s")


def _has_date(section: Section) -> bool:
    return any(
        kind == "part" and (text[0] in "yYdD" or (text[0] in "mM" and not _is_minutes(section.tokens, index)))
        for index, (kind, text) in enumerate(section.tokens)
    )


def _smallest(section: Section) -> Decimal:
    """The time shown is exact to the second, or to the fractions the format shows."""
    fractions = [len(text.partition(".")[2]) for kind, text in section.tokens if kind == "part" and text[0] in "sS"]
    return Decimal(1).scaleb(-min(max(fractions, default=0), 3))


def _calendar(seconds: Decimal, *, from_1904: bool) -> datetime:
    """Excel counts days from 1900 as if 29 February 1900 had existed; numbers below 61 are therefore one day off."""
    if from_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001 -- spreadsheets know no time zone
    elif seconds < 60 * _SECONDS:
        start = datetime(1899, 12, 31)  # noqa: DTZ001
    else:
        start = datetime(1899, 12, 30)  # noqa: DTZ001
    return start + timedelta(microseconds=int(seconds * 1_000_000))
