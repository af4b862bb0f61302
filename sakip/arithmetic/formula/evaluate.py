"""A formula over values: the result or the reason there is none, and each step as it would be written by hand."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, Overflow
from enum import StrEnum

from sakip.arithmetic.exact import exactly
from sakip.arithmetic.formula.parse import (
    Angka,
    Banding,
    Fungsi,
    Gabungan,
    Hitung,
    Nama,
    Negatif,
    Rumus,
    Simpul,
    name_of,
)
from sakip.arithmetic.notation.writing import format_number
from sakip.arithmetic.values import Keadaan, Tiada

Masukan = Mapping[str, "Decimal | Tiada | None"]
"""By name in small letters: a number, *belum tersedia* or *tidak berlaku* with its reason, None for *belum diisi*."""


class AlasanRumus(StrEnum):
    """Why a formula gives no number."""

    BELUM_DIISI = "belum_diisi"
    BELUM_TERSEDIA = "belum_tersedia"
    TIDAK_BERLAKU = "tidak_berlaku"
    PEMBAGI_NOL = "pembagi_nol"  # tak terdefinisi
    TERLALU_BESAR = "terlalu_besar"


@dataclass(frozen=True)
class Langkah:
    """One step: with the names, with the numbers, and what came out (None: the reason of the whole)."""

    ungkapan: str
    dengan_angka: str
    hasil: Decimal | None


@dataclass(frozen=True)
class HasilRumus:
    """What a formula gives. ``pembilang`` and ``penyebut`` are kept where it is a quotient, times 100 or not."""

    nilai: Decimal | None
    alasan: AlasanRumus | None = None
    sebab: tuple[str, ...] = ()
    """Names without a value, or the divisor that is zero as it is written."""
    langkah: tuple[Langkah, ...] = ()
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None


class _TanpaHasil(Exception):
    """Stops the computation: there is no number, and why."""

    def __init__(self, alasan: AlasanRumus, *sebab: str) -> None:
        super().__init__(alasan)
        self.alasan, self.sebab = alasan, sebab


@exactly
def evaluate(rumus: Rumus, masukan: Masukan) -> HasilRumus:
    """Compute a formula. A name that ``masukan`` does not have counts as *belum diisi*.

    *Tidak berlaku* leaves the arguments of jumlah, rata, min and max; anywhere else it makes the whole not applicable.
    All names that lack a value are told, not the first only, unless `jika` does not come to need them.
    """
    run = _Run(masukan)
    try:
        value = run.number(rumus.pohon)
    except _TanpaHasil as none:
        missing = tuple(name for name in rumus.nama if run.reason_of(name) is none.alasan) or none.sebab
        return HasilRumus(None, none.alasan, missing, tuple(run.steps))
    except Overflow:
        return HasilRumus(None, AlasanRumus.TERLALU_BESAR, (), tuple(run.steps))
    return HasilRumus(value, None, (), tuple(run.steps), *run.fraction(rumus.pohon))


_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_SIGN = {"*": "×", "/": "÷", "-": "−"}
_STATE = {Keadaan.BELUM_TERSEDIA: AlasanRumus.BELUM_TERSEDIA, Keadaan.TIDAK_BERLAKU: AlasanRumus.TIDAK_BERLAKU}


@dataclass
class _Run:
    masukan: Masukan
    steps: list[Langkah] = field(default_factory=list)

    def reason_of(self, name: str) -> AlasanRumus | None:
        value = self.masukan.get(name)
        if value is None:
            return AlasanRumus.BELUM_DIISI
        return _STATE[value.keadaan] if isinstance(value, Tiada) else None

    def number(self, node: Simpul) -> Decimal:
        match node:
            case Angka(nilai=value):
                return value
            case Nama(nama=name):
                return self._value(name)
            case Negatif(isi=inner):
                return -self.number(inner)
            case Hitung():
                return self._chain(node)
            case Fungsi(nama="jika"):
                return self._branch(node)
            case Fungsi():
                return self._collect(node)
        raise TypeError(f"no number: {node}")  # parse has refused it

    def _value(self, name: str) -> Decimal:
        value = self.masukan.get(name)
        if isinstance(value, Decimal):
            return value
        raise _TanpaHasil(self.reason_of(name) or AlasanRumus.BELUM_DIISI, name)

    def _chain(self, node: Hitung) -> Decimal:
        numbers = [self.number(part) for part in node.suku]
        total = numbers[0]
        for sign, number, part in zip(node.operator, numbers[1:], node.suku[1:], strict=True):
            if sign == "/" and not number:
                raise _TanpaHasil(AlasanRumus.PEMBAGI_NOL, written(part))
            total = _ARITHMETIC[sign](total, number)
        with_numbers = _between([_shown(number) for number in numbers], node.operator)
        self.steps.append(Langkah(written(node), with_numbers, total))
        return total

    def _collect(self, node: Fungsi) -> Decimal:
        numbers = []
        for argument in node.argumen:
            try:
                numbers.append(self.number(argument))
            except _TanpaHasil as none:
                if none.alasan is not AlasanRumus.TIDAK_BERLAKU:
                    raise
        if not numbers:
            raise _TanpaHasil(AlasanRumus.TIDAK_BERLAKU, written(node))
        total = sum(numbers, Decimal(0))
        made = {"jumlah": total, "rata": total / len(numbers), "min": min(numbers), "max": max(numbers)}[node.nama]
        shown = f"{node.nama}({'; '.join(_shown(number) for number in numbers)})"
        self.steps.append(Langkah(written(node), shown, made))
        return made

    def _branch(self, node: Fungsi) -> Decimal:
        condition, yes, no = node.argumen
        holds = self.holds(condition)
        self.steps.append(Langkah(written(condition), "ya" if holds else "tidak", None))
        return self.number(yes if holds else no)

    def holds(self, node: Simpul) -> bool:
        match node:
            case Banding(kiri=left, operator=sign, kanan=right):
                return _COMPARE[sign](self.number(left), self.number(right))
            case Gabungan(operator="bukan", syarat=(only,)):
                return not self.holds(only)
            case Gabungan(operator="dan", syarat=parts):
                return all(self.holds(part) for part in parts)
            case Gabungan(syarat=parts):
                return any(self.holds(part) for part in parts)
        raise TypeError(f"no condition: {node}")  # parse has refused it

    def fraction(self, node: Simpul) -> tuple[Decimal | None, Decimal | None]:
        """Numerator and denominator of a / b, a / b * 100 or 100 * a / b; else nothing."""
        if not isinstance(node, Hitung):
            return None, None
        parts = list(zip(("*", *node.operator), node.suku, strict=True))
        hundred = [pair for pair in parts if pair[0] == "*" and isinstance(pair[1], Angka) and pair[1].nilai == 100]
        rest = [pair for pair in parts if pair not in hundred[:1]]
        if [sign for sign, _part in rest] == ["*", "/"]:
            quiet = _Run(self.masukan)
            return quiet.number(rest[0][1]), quiet.number(rest[1][1])
        if len(rest) == 1 and len(parts) > 1:
            return self.fraction(rest[0][1])
        return None, None


def written(node: Simpul) -> str:  # noqa: PLR0911 - one line per kind of node
    """The formula as people write it."""
    match node:
        case Angka(nilai=value):
            return _shown(value)
        case Nama(nama=name):
            return name_of(name)
        case Negatif(isi=inner):
            return f"−{_inside(inner)}"
        case Hitung(suku=parts, operator=signs):
            return _between([_inside(part) for part in parts], signs)
        case Fungsi(nama=name, argumen=arguments):
            return f"{name}({'; '.join(written(argument) for argument in arguments)})"
        case Banding(kiri=left, operator=sign, kanan=right):
            return f"{written(left)} {sign} {written(right)}"
        case Gabungan(operator="bukan", syarat=(only,)):
            return f"bukan {written(only)}"
    return f" {node.operator} ".join(_inside(part) for part in node.syarat)


def _inside(node: Simpul) -> str:
    return f"({written(node)})" if isinstance(node, Hitung | Gabungan) else written(node)


def _between(parts: list[str], signs: tuple[str, ...]) -> str:
    pairs = zip(signs, parts[1:], strict=True)
    return parts[0] + "".join(f" {_SIGN.get(sign, sign)} {part}" for sign, part in pairs)


def _shown(value: Decimal) -> str:
    return format_number(value, places=None) if len(value.as_tuple().digits) <= 15 else format_number(value, places=6)
