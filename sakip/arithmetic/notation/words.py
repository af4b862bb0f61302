"""Words and marks: no value, yes and no, predicates with or without a number."""

import re
from decimal import Decimal

from sakip.arithmetic.notation.numbers import read_plain
from sakip.arithmetic.notation.readings import (
    Bertanya,
    Catatan,
    Ditolak,
    Kosong,
    Reading,
    Soal,
    TanpaNilai,
    Terbaca,
    Tolakan,
)
from sakip.arithmetic.predicates import SkalaPredikat, Tingkat, predicate_scales
from sakip.arithmetic.values import JenisNilai, Keadaan, Nilai

_STROKES = re.compile(r"[-_.*)(\s]+")
_ERRORS = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:[0-9]{3}", re.IGNORECASE)
_NOT_AVAILABLE = {
    "n.a",
    "n.a.",
    "n/a",
    "na",
    "tidak tersedia",
    "tidak ada data",
    "belum ada data",
    "belum tersedia",
    "data belum tersedia",
    "belum rilis",
    "belum dirilis",
    "belum terbit",
}
_NOT_APPLICABLE = {"tidak berlaku", "tidak relevan"}
_WORDS_FOR_NOTHING = {
    **dict.fromkeys(_NOT_AVAILABLE, Keadaan.BELUM_TERSEDIA),
    **dict.fromkeys(_NOT_APPLICABLE, Keadaan.TIDAK_BERLAKU),
}
_NOT_FILLED = {"belum diisi", "belum dilaporkan"}
_YES = {"ya", "y", "sudah", "ada", "tercapai", "terpenuhi", "selesai", "1", "v", "✓", "✔"}
_NO = {
    "tidak",
    "t",
    "belum",
    "tidak ada",
    "tidak tercapai",
    "belum tercapai",
    "tidak terpenuhi",
    "belum selesai",
    "0",
    "x",
}
_CODE = r"(?P<kode>[A-Za-z][A-Za-z +\-]{0,40}?)"
_DIGITS = r"(?P<angka>[0-9][0-9.,]*)"
_BRACKETED = (
    re.compile(rf"{_CODE}\s*[\(\[]\s*{_DIGITS}\s*[\)\]]"),
    re.compile(rf"{_DIGITS}\s*[\(\[]\s*{_CODE}\s*[\)\]]"),
)
# Only where a scale is expected: elsewhere "TW 1" is a quarter and "10 C" a temperature.
_LOOSE = (
    re.compile(rf"{_CODE}(?:\s*[/;:=]\s*|\s+){_DIGITS}"),
    re.compile(rf"{_DIGITS}(?:\s*[/;]\s*|\s+){_CODE}"),
)


def read_nothing(text: str) -> Reading | None:
    """A mark that stands for no value, or a question about one; None where the text says something else."""
    folded = " ".join(text.split()).casefold()
    if folded in {"", *_NOT_FILLED}:
        return Kosong()
    if folded == "nihil":
        return Bertanya(Soal.NIHIL, text, (Decimal(0),))
    if _ERRORS.fullmatch(text):
        return TanpaNilai(text, galat=True)
    if _STROKES.fullmatch(text):
        return TanpaNilai(text, keadaan=Keadaan.BELUM_TERSEDIA if "*" in text else None)
    proposed = _WORDS_FOR_NOTHING.get(folded)
    return TanpaNilai(text, keadaan=proposed) if proposed else None


def read_yes_no(text: str, *, surely: bool = False) -> Reading | None:
    """Ya as 1, tidak as 0. `surely`: the cell is known to hold yes or no, so that *ada*, *belum*, 1, 0 count too."""
    folded = " ".join(text.split()).casefold()
    if folded == "ya" or (surely and folded in _YES):
        return Terbaca(Nilai(JenisNilai.YA_TIDAK, angka=Decimal(1)))
    if folded == "tidak" or (surely and folded in _NO):
        return Terbaca(Nilai(JenisNilai.YA_TIDAK, angka=Decimal(0)))
    return None


def read_predicate(text: str, skala: SkalaPredikat | None) -> Reading | None:
    """A code of a scale, alone or with its number: WTP, A (80,50), BB(78,84), 79,39 (BB); None where there is no code.

    Without a scale the code may belong to any known one; a word that means different codes there is refused.
    """
    if not any(map(str.isalpha, text)):
        return None
    found = _find(text, skala)
    if isinstance(found, Tolakan):
        return Ditolak(found, text)
    if found:
        return Terbaca(Nilai(JenisNilai.PREDIKAT, kode=found.kode))
    for pattern in _BRACKETED + _LOOSE if skala else _BRACKETED:
        match = pattern.fullmatch(text)
        if match:
            reading = _with_number(match, text, skala)
            if reading is not None:
                return reading
    return None


def _with_number(match: re.Match[str], text: str, skala: SkalaPredikat | None) -> Reading | None:
    found = _find(match["kode"], skala)
    if found is None:
        bracketed = "(" in text or "[" in text
        code_first = match.start("kode") < match.start("angka")
        return Ditolak(Tolakan.KODE_DI_LUAR_SKALA, text) if bracketed and code_first else None
    if isinstance(found, Tolakan):
        return Ditolak(found, text)
    number = read_plain(match["angka"])
    if not isinstance(number, Terbaca) or number.nilai.angka is None:
        return Ditolak(Tolakan.PEMISAH_SALAH, text)
    value = number.nilai.angka
    meant = skala.of_number(value) if skala else None
    notes: tuple[Catatan, ...] = (Catatan.PREDIKAT_BEDA_NILAI,) if meant and meant.kode != found.kode else ()
    return Terbaca(Nilai(JenisNilai.PREDIKAT, angka=value, kode=found.kode), number.catatan + notes)


def predicate_of_number(value: Decimal, skala: SkalaPredikat | None) -> Reading | None:
    """The predicate a bare number belongs to, where the scale decides it; None otherwise."""
    step = skala.of_number(value) if skala else None
    if step is None:
        return None
    return Terbaca(Nilai(JenisNilai.PREDIKAT, angka=value, kode=step.kode), (Catatan.PREDIKAT_DARI_NILAI,))


def _find(text: str, skala: SkalaPredikat | None) -> Tingkat | Tolakan | None:
    if skala is not None:
        return skala.find(text)
    steps = [step for scale in predicate_scales().values() if (step := scale.find(text))]
    if len({step.kode for step in steps}) > 1:
        return Tolakan.SKALA_TIDAK_JELAS
    return steps[0] if steps else None
