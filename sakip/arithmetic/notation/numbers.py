"""One number in Indonesian notation (R-GEN-3): the comma is decimal, the point separates thousands or is asked about.

A lone point with three digits behind it and one to three before it has two readings; everything else has one. A comma
is never a separator of lists or ranges.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from sakip.arithmetic.exact import normalise_digits
from sakip.arithmetic.notation.readings import Bertanya, Catatan, Ditolak, Reading, Soal, Terbaca, Tolakan
from sakip.arithmetic.values import JenisNilai, Nilai, NilaiTidakSah, check_nilai


@dataclass(frozen=True)
class Asked:
    """A question about bare digits."""

    code: Soal
    pilihan: tuple[Decimal, ...]


@dataclass(frozen=True)
class _Tail:
    notes: tuple[Catatan, ...] = ()
    factor: int | None = None


_NUMBER = re.compile(
    r"""(?P<compare><=|>=|<|>|≤|≥)?\s*
        (?P<sign>[-+])?\s*
        (?:(?P<money>(?:Rp|IDR)\.?(?![A-Za-z]))\s*(?P<inner>-)?)?\s*
        (?P<body>[0-9]{1,3}(?:\x20[0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9.,]*[0-9])
        (?P<tail>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_COMMA_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_UNIT = re.compile(r"[^\W\d_°](?:[^\W\d_]|[ ./()°²³-])*|°[CF]|k?m[23]", re.IGNORECASE)
_NOT_UNITS = {"dan", "atau", "dari", "sampai", "hingga", "sd", "s", "x", "per", "e"}
_MAGNITUDES = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_MONEY_MAGNITUDES = {"m": 10**9, "t": 10**12}


def parse_digits(body: str, *, whole: bool = False) -> Decimal | Asked | None:
    """The number in bare digits with separators; a question where there are two readings; None where there is none.

    `whole`: money, where a point can only separate thousands (Rp1.500).
    """
    if " " in body:
        return Decimal(body.replace(" ", "").replace(",", "."))
    commas, dots = body.count(","), body.count(".")
    if commas == 0:
        return _without_comma(body, dots, whole=whole)
    if commas == 1 and (dots == 0 or body.rindex(".") < body.index(",")):
        return _with_decimal_comma(body)
    return _foreign(body, dots)


def _without_comma(body: str, dots: int, *, whole: bool) -> Decimal | Asked | None:
    if dots == 0:
        return Decimal(body)
    grouped = _GROUPS.fullmatch(body) is not None
    if dots > 1:
        return Decimal(body.replace(".", "")) if grouped else None
    if not grouped:
        return Decimal(body)
    thousands = Decimal(body.replace(".", ""))
    return thousands if whole else Asked(Soal.TITIK_AMBIGU, (thousands, Decimal(body)))


def _with_decimal_comma(body: str) -> Decimal | None:
    left, _, right = body.partition(",")
    if "." in left and not _GROUPS.fullmatch(left):
        return None
    return Decimal(f"{left.replace('.', '') or '0'}.{right}")


def _foreign(body: str, dots: int) -> Asked | None:
    """Commas between thousands: never guessed, offered as a question."""
    left, _, right = body.partition(".")
    if dots > 1 or not _COMMA_GROUPS.fullmatch(left):
        return None
    value = Decimal(body.replace(",", ""))
    return Asked(Soal.GAYA_INGGRIS if right else Soal.KOMA_BERULANG, (value,))


def read_plain(text: str) -> Reading:
    """One number with what may stand around it: sign, <, Rp, %, footnote mark, the unit's name."""
    if text.startswith("(") and text.endswith(")"):
        return _in_parentheses(text)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Ditolak(Tolakan.BUKAN_ANGKA, text)
    tail = _read_tail(match["tail"], money=match["money"] is not None)
    return Ditolak(Tolakan.BUKAN_ANGKA, text) if tail is None else _valued(match, tail, text)


def _valued(match: re.Match[str], tail: _Tail, text: str) -> Reading:
    parsed = parse_digits(match["body"], whole=match["money"] is not None)
    if parsed is None:
        return Ditolak(Tolakan.PEMISAH_SALAH, text)
    sign = -1 if "-" in (match["sign"], match["inner"]) else 1
    if isinstance(parsed, Asked):
        return Bertanya(parsed.code, text, tuple(sign * choice for choice in parsed.pilihan))
    if tail.factor is not None:
        return Bertanya(Soal.BESARAN_KATA, text, (sign * parsed * tail.factor, sign * parsed))
    return _checked(sign * parsed, text, _notes(match, tail))


def _in_parentheses(text: str) -> Reading:
    inside = read_plain(text[1:-1].strip())
    if isinstance(inside, Terbaca) and inside.nilai.angka is not None and inside.nilai.angka > 0:
        return Bertanya(Soal.TANDA_KURUNG, text, (-inside.nilai.angka, inside.nilai.angka))
    return Ditolak(Tolakan.BUKAN_ANGKA, text)


def _read_tail(tail: str, *, money: bool) -> _Tail | None:
    """What stands behind the digits; None where it is not a unit, a percent sign or a footnote mark."""
    rest = tail.strip()
    if money and re.fullmatch(r",[-=]+", rest):
        return _Tail()
    notes: tuple[Catatan, ...] = ()
    footnote = re.search(r"\s*\*{1,3}\)?$", rest)
    if footnote:
        notes, rest = (Catatan.CATATAN_KAKI,), rest[: footnote.start()]
    percent = re.match(r"(?:%|pers?en\b|prosen\b)\s*", rest, re.IGNORECASE)
    if percent:
        notes, rest = (*notes, Catatan.PERSEN), rest[percent.end() :]
    if not rest:
        return _Tail(notes)
    words = rest.casefold().rstrip(".").split()
    magnitude = (_MAGNITUDES | (_MONEY_MAGNITUDES if money else {})).get(words[0]) if words else None
    if magnitude is not None:
        return _Tail(notes, magnitude)
    foreign = any(re.split(r"[./]", word)[0] in _NOT_UNITS for word in words)
    if foreign or len(rest) > 40 or not _UNIT.fullmatch(rest):
        return None
    return _Tail((*notes, Catatan.SATUAN))


def _notes(match: re.Match[str], tail: _Tail) -> tuple[Catatan, ...]:
    compare = match["compare"]
    notes: tuple[Catatan, ...] = ()
    if compare:
        notes += (Catatan.KURANG_DARI if compare in {"<", "<=", "≤"} else Catatan.LEBIH_DARI,)
    if match["money"]:
        notes += (Catatan.RUPIAH,)
    return notes + tail.notes


def _checked(value: Decimal, text: str, notes: tuple[Catatan, ...]) -> Reading:
    """The value in 15 digits, with a note where that changed it. Whole digits are never cut: that is another number."""
    if value.adjusted() >= 15:
        return Ditolak(Tolakan.TERLALU_BANYAK_DIGIT, text)
    short, changed = normalise_digits(value)
    nilai = Nilai(JenisNilai.ANGKA, angka=short)
    try:
        check_nilai(nilai)
    except NilaiTidakSah:
        return Ditolak(Tolakan.TERLALU_BANYAK_DIGIT, text)
    return Terbaca(nilai, (*notes, Catatan.DINORMALKAN) if changed else notes)
