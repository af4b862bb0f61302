"""Exact decimal arithmetic: one context, one rounding (R-GEN-1).

Everything is computed to 34 significant digits, whatever the caller's own decimal context is, so that the same inputs
give the same digits everywhere. Rounding happens for print and for comparing words with print, and only here.
"""

from collections.abc import Callable
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from functools import cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

SERATUS = Decimal(100)
_ONE = Decimal(1)
CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])
_WIDE = Context(prec=120, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP, traps=[InvalidOperation, Overflow])

# A quotient cut at 34 digits may stand a hair below the tie it really is (161,4449999... for 161,445). Digits further
# than this behind the last printed one are noise of the division, never part of a value of 15 digits.
_GUARD_PLACES = 20


def exactly(function: Callable[P, R]) -> Callable[P, R]:
    """Run the function in the package's decimal context, independent of the caller's."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = getcontext()
        if outer is CONTEXT:
            return function(*args, **kwargs)
        setcontext(CONTEXT)
        try:
            return function(*args, **kwargs)
        finally:
            setcontext(outer)

    return inside


@cache
def _place(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """The value as it is printed: half up, away from zero at the tie; never minus zero. Source: R-GEN-1."""
    near = value.quantize(_place(places + _GUARD_PLACES), context=_WIDE)
    rounded = near.quantize(_place(places), context=_WIDE)
    return rounded if rounded else rounded.copy_abs()


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros behind the comma and without an exponent: 80.50 -> 80.5, 1E+3 -> 1000."""
    short = value.normalize(_WIDE)
    if short != short.to_integral_value():
        return short
    return short.quantize(_ONE, context=_WIDE) or Decimal(0)


def significant_digits(value: Decimal) -> int:
    """How many digits it takes to write a finite number without an exponent, leading zeros not counted."""
    return len(plain(value).as_tuple().digits)


def normalise_digits(value: Decimal) -> tuple[Decimal, bool]:
    """The value in at most 15 significant digits, and whether that changed it.

    A spreadsheet stores 0.8 as 0.7999999999999998; the 15 digits it shows are the ones that were meant.
    """
    short = _FIFTEEN.plus(value)
    if short == value:
        return value, False
    return plain(short), True
