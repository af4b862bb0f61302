"""From the text of a formula to its tree. Raises RumusTidakSah with a code and the place; never evaluates anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from sakip.arithmetic.values import MAX_DIGITS

MAX_LENGTH = 2_000
MAX_DEPTH = 30
MAX_TERMS = 300
MAX_NAME = 100
FUNGSI = {"jumlah": (1, None), "rata": (1, None), "min": (1, None), "max": (1, None), "jika": (3, 3)}
"""Name to the fewest and most arguments."""

GRAMMAR = r"""
start: or
?or: and ("atau"i and)*
?and: not ("dan"i not)*
?not: NOT comparison -> negated_condition
    | comparison
?comparison: sum (COMPARE sum)?
?sum: product (PLUSMINUS product)*
?product: unary (TIMES unary)*
?unary: "-" atom -> negative
    | atom
?atom: NUMBER -> number
    | NAME "(" [or (";" or)*] ")" -> call
    | NAME -> name
    | BRACKETED -> bracketed
    | "(" or ")"

NOT: "bukan"i
COMPARE: "<=" | ">=" | "<>" | "<" | ">" | "="
PLUSMINUS: "+" | "-"
TIMES: "*" | "/" | "×" | "÷" | ":"
NUMBER: /[0-9]+(,[0-9]+)?/
NAME: /[A-Za-z_][A-Za-z0-9_]*/
BRACKETED: /\[[^\[\]\n]*[^\[\]\s][^\[\]\n]*\]/
%ignore /[ \t\r\n]+/
"""


class SalahRumus(StrEnum):
    """Why a text is no formula."""

    KOSONG = "kosong"
    TERLALU_PANJANG = "terlalu_panjang"
    TERLALU_DALAM = "terlalu_dalam"
    TERLALU_BANYAK_SUKU = "terlalu_banyak_suku"
    TITIK_DESIMAL = "titik_desimal"
    TIDAK_DIKENALI = "tidak_dikenali"
    TERPUTUS = "terputus"
    FUNGSI_TIDAK_DIKENAL = "fungsi_tidak_dikenal"
    JUMLAH_ARGUMEN = "jumlah_argumen"
    NAMA_TIDAK_DIKENAL = "nama_tidak_dikenal"
    NAMA_TERLALU_PANJANG = "nama_terlalu_panjang"
    ANGKA_TERLALU_PANJANG = "angka_terlalu_panjang"
    BUKAN_ANGKA = "bukan_angka"
    BUKAN_SYARAT = "bukan_syarat"


class RumusTidakSah(ValueError):
    """A formula that cannot be read: `posisi` counts characters from 1, `potongan` is the text at fault."""

    def __init__(self, code: SalahRumus, posisi: int = 1, potongan: str = "", pilihan: tuple[str, ...] = ()) -> None:
        self.code, self.posisi, self.potongan, self.pilihan = code, posisi, potongan, pilihan
        super().__init__(f"{code} at {posisi}: {potongan}")


@dataclass(frozen=True)
class Angka:
    nilai: Decimal
    posisi: int


@dataclass(frozen=True)
class Nama:
    nama: str
    posisi: int


@dataclass(frozen=True)
class Negatif:
    isi: Simpul
    posisi: int


@dataclass(frozen=True)
class Hitung:
    """Operands with the operators between them, from left to right: all of + and -, or all of * and /."""

    suku: tuple[Simpul, ...]
    operator: tuple[str, ...]
    posisi: int


@dataclass(frozen=True)
class Fungsi:
    nama: str
    argumen: tuple[Simpul, ...]
    posisi: int


@dataclass(frozen=True)
class Banding:
    kiri: Simpul
    operator: str
    kanan: Simpul
    posisi: int


@dataclass(frozen=True)
class Gabungan:
    """Conditions joined by `dan` or `atau`; one condition under `bukan`."""

    operator: str
    syarat: tuple[Simpul, ...]
    posisi: int


Simpul = Angka | Nama | Negatif | Hitung | Fungsi | Banding | Gabungan


@dataclass(frozen=True)
class Rumus:
    """A formula that can be computed, with the names it needs in the order of their appearance."""

    teks: str
    pohon: Simpul
    nama: tuple[str, ...]


def parse(text: str, known: tuple[str, ...] | None = None) -> Rumus:
    """Read a formula. ``known``: the names there are, in any letter case; None lets every name pass.

    Raises RumusTidakSah.
    """
    _refuse_by_size(text)
    tree = _tree(text)
    _check(tree, wants_condition=False)
    names = tuple(dict.fromkeys(node.nama for node in walk(tree) if isinstance(node, Nama)))
    if known is not None:
        have = {name.casefold() for name in known}
        for node in walk(tree):
            if isinstance(node, Nama) and node.nama not in have:
                raise RumusTidakSah(SalahRumus.NAMA_TIDAK_DIKENAL, node.posisi, node.nama, known)
    return Rumus(text, tree, names)


def name_of(text: str) -> str:
    """A data series' name as a formula writes it: a word as it is, else in brackets, which it may not hold itself."""
    name = " ".join(re.sub(r"[\[\]]", " ", text).split())[:MAX_NAME].rstrip()
    while len(name.casefold()) > MAX_NAME:  # small letters can be more
        name = name[:-1].rstrip()
    word = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) and name.casefold() not in {*FUNGSI, "dan", "atau", "bukan"}
    return name if word else f"[{name}]"


def walk(node: Simpul) -> Iterator[Simpul]:
    """The node and everything below it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Simpul) -> tuple[Simpul, ...]:
    match node:
        case Negatif(isi=inner):
            return (inner,)
        case Hitung(suku=parts) | Fungsi(argumen=parts) | Gabungan(syarat=parts):
            return parts
        case Banding(kiri=left, kanan=right):
            return (left, right)
    return ()


def _refuse_by_size(text: str) -> None:
    """Before anything is parsed: what is long or deep costs nothing."""
    if not text.strip():
        raise RumusTidakSah(SalahRumus.KOSONG)
    if len(text) > MAX_LENGTH:
        raise RumusTidakSah(SalahRumus.TERLALU_PANJANG, MAX_LENGTH + 1, str(len(text)))
    depth = 0
    for place, letter in enumerate(text, start=1):
        depth += (letter == "(") - (letter == ")")
        if depth > MAX_DEPTH:
            raise RumusTidakSah(SalahRumus.TERLALU_DALAM, place, "(")
    if len(re.findall(r"[-+*/×÷:;<>=]", text)) >= MAX_TERMS:
        raise RumusTidakSah(SalahRumus.TERLALU_BANYAK_SUKU, 1, str(MAX_TERMS))
    if point := re.search(r"\d\.\d", text):
        number = re.match(r"[\d.,]+", text[point.start() :])
        raise RumusTidakSah(SalahRumus.TITIK_DESIMAL, point.start() + 1, number[0] if number else "")


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", maybe_placeholders=False, propagate_positions=True)


def _tree(text: str) -> Simpul:
    try:
        found: Simpul = _Build(text).transform(_parser().parse(text))
    except UnexpectedInput as wrong:
        if isinstance(wrong, UnexpectedToken) and wrong.token.type == "$END":
            raise RumusTidakSah(SalahRumus.TERPUTUS, len(text) + 1) from None
        place = wrong.pos_in_stream or 0
        rest = text[place : place + 20].split("\n", maxsplit=1)[0]
        raise RumusTidakSah(SalahRumus.TIDAK_DIKENALI, place + 1, rest.strip() or rest) from None
    except VisitError as wrong:
        if isinstance(wrong.orig_exc, RumusTidakSah):
            raise wrong.orig_exc from None
        raise
    return found


class _Build(Transformer[Token, Simpul]):
    """Lark's tree to ours."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def start(self, items: list[Simpul]) -> Simpul:
        return items[0]

    def number(self, items: list[Token]) -> Simpul:
        digits = str(items[0])
        if len(digits.replace(",", "").lstrip("0")) > MAX_DIGITS:
            raise RumusTidakSah(SalahRumus.ANGKA_TERLALU_PANJANG, _place(items[0]), digits[:40])
        return Angka(Decimal(digits.replace(",", ".")), _place(items[0]))

    def name(self, items: list[Token]) -> Simpul:
        return _named(items[0], str(items[0]))

    def bracketed(self, items: list[Token]) -> Simpul:
        return _named(items[0], str(items[0])[1:-1])

    def negative(self, items: list[Simpul]) -> Simpul:
        return Negatif(items[0], items[0].posisi)

    def call(self, items: list[Token | Simpul]) -> Simpul:
        name, arguments = items[0], tuple(item for item in items[1:] if not isinstance(item, Token))
        assert isinstance(name, Token)  # noqa: S101 - the grammar puts it there
        known = str(name).casefold()
        if known not in FUNGSI:
            raise RumusTidakSah(SalahRumus.FUNGSI_TIDAK_DIKENAL, _place(name), str(name), tuple(FUNGSI))
        fewest, most = FUNGSI[known]
        if len(arguments) < fewest or (most is not None and len(arguments) > most):
            raise RumusTidakSah(SalahRumus.JUMLAH_ARGUMEN, _place(name), known, (str(fewest), str(len(arguments))))
        return Fungsi(known, arguments, _place(name))

    def sum(self, items: list[Token | Simpul]) -> Simpul:
        return _chain(items)

    def product(self, items: list[Token | Simpul]) -> Simpul:
        return _chain(items)

    def comparison(self, items: list[Token | Simpul]) -> Simpul:
        left, operator, right = items
        assert not isinstance(left, Token)  # noqa: S101
        assert not isinstance(right, Token)  # noqa: S101
        return Banding(left, str(operator), right, left.posisi)

    def negated_condition(self, items: list[Token | Simpul]) -> Simpul:
        inner = items[-1]
        assert not isinstance(inner, Token)  # noqa: S101
        return Gabungan("bukan", (inner,), inner.posisi)


def _joined(operator: str) -> object:
    def build(_self: object, items: list[Simpul]) -> Simpul:
        return Gabungan(operator, tuple(items), items[0].posisi)

    return build


# Names that Python reserves: the grammar's rules keep theirs.
setattr(_Build, "or", _joined("atau"))
setattr(_Build, "and", _joined("dan"))

_SIGNS = {"×": "*", "÷": "/", ":": "/"}


def _chain(items: list[Token | Simpul]) -> Simpul:
    parts = tuple(item for item in items if not isinstance(item, Token))
    signs = tuple(_SIGNS.get(str(item), str(item)) for item in items if isinstance(item, Token))
    return Hitung(parts, signs, parts[0].posisi)


def _named(token: Token, text: str) -> Nama:
    name = " ".join(text.split()).casefold()
    if len(name) > MAX_NAME:
        raise RumusTidakSah(SalahRumus.NAMA_TERLALU_PANJANG, _place(token), str(token)[:40])
    return Nama(name, _place(token))


def _place(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _check(node: Simpul, *, wants_condition: bool) -> None:
    """A condition stands first in `jika` and under `dan`, `atau`, `bukan`; everywhere else a number."""
    is_condition = isinstance(node, Banding | Gabungan)
    if wants_condition and not is_condition:
        raise RumusTidakSah(SalahRumus.BUKAN_SYARAT, node.posisi)
    if is_condition and not wants_condition:
        raise RumusTidakSah(SalahRumus.BUKAN_ANGKA, node.posisi)
    inside = isinstance(node, Gabungan)
    for place, child in enumerate(children(node)):
        first_of_jika = isinstance(node, Fungsi) and node.nama == "jika" and place == 0
        _check(child, wants_condition=inside or first_of_jika)
