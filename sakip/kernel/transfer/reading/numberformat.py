"""How a spreadsheet shows a number: its format codes (ECMA-376 part 1, 18.8.30-31), in Indonesian notation.

Decimal comma, dot between thousands; dates and times are in ``dateformat``. What is not
understood here (fractions, more than 255 characters) is shown in full, as under "General".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from sakip.arithmetic.exact import plain

GENERAL = "General"
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"Rp"#,##0;-"Rp"#,##0', 6: '"Rp"#,##0;-"Rp"#,##0',
    7: '"Rp"#,##0.00;-"Rp"#,##0.00', 8: '"Rp"#,##0.00;-"Rp"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: '#,##0;(#,##0);"-";@', 42: '"Rp"#,##0;("Rp"#,##0);"Rp-";@', 43: '#,##0.00;(#,##0.00);"-";@',
    44: '"Rp"#,##0.00;("Rp"#,##0.00);"Rp-";@', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Format codes that files name by number only; the locale dependent ones as an Indonesian Excel shows them."""

_LONGEST_CODE = 255  # Excel's own limit; longer ones come from no spreadsheet
_MOST_DECIMALS = 30
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(_MOST_DECIMALS + 1))
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # a double has up to 309 digits before the comma, plus 30 after it
_PLAIN = 20  # General shows numbers of up to this many digits without an exponent

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | (?P<skipped>[_*].) | \[(?P<bracket>[^\]]*)\]
    | (?P<ampm>AM/PM|A/P) | (?P<general>General) | (?P<exponent>E[+-]) | (?P<digits>\.?[0#?][0#?.,]*) | (?P<percent>%)
    | (?P<text>@) | (?P<part>y+|m+|d+|h+|s+(?:\.0+)?) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format code between semicolons: tokens as (kind, text), which numbers it is for, what it shows."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    is_date: bool  # days or times: parts of them and no digits of its own
    is_general: bool  # nothing of its own to show numbers by
    percent: bool
    scientific: bool
    runs: tuple[str, ...]  # the placeholders of digits, as they stand between literals
    zeros: int  # digits before the comma that are always shown
    grouped: bool
    decimals: int
    optional: int  # of the decimals, how many are left out where they are zero
    thousands: int  # how many times the number is divided by 1,000 (trailing commas)


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as shown. `value` is in percent under a percentage format; `rounded`: more digits held than shown."""

    text: str
    value: Decimal
    percent: bool
    rounded: bool


@lru_cache(maxsize=2048)
def sections(code: str) -> tuple[Section, ...]:
    """A format code taken apart."""
    if not code or len(code) > _LONGEST_CODE:
        code = GENERAL
    parts: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(code):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "literal" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            conditions[-1] = _condition(text) or conditions[-1]
            parts[-1].extend(_bracket(text))
        elif kind in {"quoted", "escaped"}:
            parts[-1].append(("literal", text))
        elif kind != "skipped":
            parts[-1].append((kind, text))
    return tuple(_section(tuple(part), condition) for part, condition in zip(parts, conditions, strict=True))


def is_date(code: str) -> bool:
    """Whether numbers under this code are days or times."""
    return sections(code)[0].is_date


def show(value: Decimal, code: str) -> Shown:
    """A number under a format code. Half up, as spreadsheets round what they show."""
    section, unsigned = _section_for(value, sections(code))
    if section.is_general:
        return Shown(show_general(value), value, percent=False, rounded=False)
    if section.percent:
        value = plain(value.scaleb(2))
    if not section.runs:
        text = "".join(text for kind, text in section.tokens if kind in {"literal", "percent"})
        return Shown(text.strip(), value, section.percent, rounded=False)
    held = abs(value) if unsigned else value
    text, shown = _scientific(held, section) if section.scientific else _fixed(held, section)
    return Shown(text.strip(), value, section.percent, rounded=shown != held)


def show_general(value: Decimal) -> str:
    """All digits held, no dots between thousands. Excel cuts at the column's width; we lose nothing."""
    if value and not -_PLAIN < value.adjusted() < _PLAIN:
        return str(value.normalize()).replace(".", ",")
    return format(value, "f").replace(".", ",")


def _section(tokens: tuple[tuple[str, str], ...], condition: tuple[str, Decimal] | None) -> Section:
    kinds = [kind for kind, _ in tokens]
    runs = tuple(text for kind, text in tokens if kind == "digits")
    whole, _, fraction = "".join(runs).partition(".")
    last = fraction or whole
    fraction = fraction.replace(",", "")[:_MOST_DECIMALS]
    is_fraction = len(runs) > 1 and ("literal", "/") in tokens
    return Section(
        tokens,
        condition,
        is_date=bool({"part", "elapsed"} & set(kinds)) and not runs,
        is_general="general" in kinds or is_fraction or kinds == ["text"],
        percent="percent" in kinds,
        scientific="exponent" in kinds and bool(runs),
        runs=runs,
        zeros=whole.count("0"),
        grouped="," in whole.rstrip(","),
        decimals=len(fraction),
        optional=len(fraction) - len(fraction.rstrip("#")),
        thousands=len(last) - len(last.rstrip(",")),
    )


def _condition(text: str) -> tuple[str, Decimal] | None:
    found = _CONDITION.fullmatch(text)
    return (found[1], Decimal(found[2])) if found and found[2].count(".") <= 1 and found[2].strip("-.") else None


def _bracket(text: str) -> list[tuple[str, str]]:
    """[h] is elapsed time, [$Rp-421] a currency sign; colours, conditions and locales show nothing."""
    if _ELAPSED.fullmatch(text):
        return [("elapsed", text.lower())]
    currency = text[1:].partition("-")[0] if text.startswith("$") else ""
    return [("literal", currency)] if currency else []


def _section_for(value: Decimal, parts: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section for this number, and whether the section itself shows that it is negative."""
    if len(parts) == 1:
        return parts[0], False
    numeric = parts[:3]
    if any(part.condition for part in numeric):
        chosen = next(
            (part for part in numeric if part.condition is None or _holds(value, part.condition)), numeric[-1]
        )
        return chosen, False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _fixed(value: Decimal, section: Section) -> tuple[str, Decimal]:
    """The text with literals around the digits, and the number those digits say."""
    scaled = value.scaleb(-3 * section.thousands) if section.thousands else value
    rounded = scaled.quantize(_STEPS[section.decimals], context=_WIDE)
    whole, _, fraction = format(abs(rounded), ",f" if section.grouped else "f").partition(".")
    if section.optional:
        kept = len(fraction) - section.optional
        fraction = fraction[:kept] + fraction[kept:].rstrip("0")
    digits = "" if whole == "0" and not section.zeros else whole.zfill(section.zeros).replace(",", ".")
    text = _with_literals(section, digits + ("," + fraction if fraction else ""), fraction=bool(fraction))
    return ("-" if rounded < 0 else "") + text, rounded.scaleb(3 * section.thousands) if section.thousands else rounded


def _with_literals(section: Section, digits: str, *, fraction: bool) -> str:
    """Put the digits where the format has its runs: several (a NIP as 00000000 000000 0 000) fill from the right."""
    pieces = [digits]
    if len(section.runs) > 1 and not fraction and not section.grouped and not section.decimals:
        pieces = []
        for run in reversed(section.runs[1:]):
            pieces.insert(0, digits[-len(run) :])
            digits = digits[: -len(run)]
        pieces.insert(0, digits)
    out = []
    for kind, text in section.tokens:
        if kind == "digits":
            out.append(pieces.pop(0) if pieces else "")
        elif kind in {"literal", "percent"}:
            out.append(text)
    return "".join(out)


def _scientific(value: Decimal, section: Section) -> tuple[str, Decimal]:
    step = _STEPS[len(section.runs[0].partition(".")[2][:_MOST_DECIMALS])]
    exponent = value.adjusted() if value else 0
    mantissa = value.scaleb(-exponent).quantize(step, context=_WIDE)
    if abs(mantissa) >= 10:
        exponent += 1
        mantissa = value.scaleb(-exponent).quantize(step, context=_WIDE)
    text = f"{format(mantissa, 'f').replace('.', ',')}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
    return text, mantissa.scaleb(exponent)
