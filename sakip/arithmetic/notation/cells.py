"""A cell in which a value is typed: kinds of nothing with their reason, ranges where a target is promised."""

from __future__ import annotations

import re

from sakip.arithmetic.notation.reading import read_value
from sakip.arithmetic.notation.readings import Ditolak, Reading, TanpaNilai, Terbaca
from sakip.arithmetic.notation.writing import format_nilai, format_nilai_entry
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, JenisNilai, Tiada

LONGEST_REASON = 500
_WITH_REASON = re.compile(r"(?P<tanda>[^:;]{1,30})[:;]\s*(?P<alasan>\S.*)", re.DOTALL)


def read_reasoned(text: str) -> Tiada | None:
    """ "belum tersedia: rilis BPS bulan Maret" as a kind of nothing with its reason; None for any other text."""
    found = _WITH_REASON.fullmatch(text)
    mark = read_value(found["tanda"].strip()) if found else None
    if found is None or not isinstance(mark, TanpaNilai) or mark.keadaan is None:
        return None
    return Tiada(mark.keadaan, found["alasan"].strip())


def read_typed(text: str, *, jenis: JenisNilai, skala: SkalaPredikat | None, rentang: bool) -> Reading:
    """A text as a value of its indicator's kind; ``rentang``: a range may be promised where numbers are measured."""
    reading = read_value(text, jenis=jenis, skala=skala)
    if rentang and jenis is JenisNilai.ANGKA and isinstance(reading, Ditolak):
        as_range = read_value(text, jenis=JenisNilai.RENTANG)
        return as_range if isinstance(as_range, Terbaca) else reading
    return reading


def format_typed(isian: Isian) -> str:
    """A value as it stands where it is typed, so that it always reads back as itself; "" for none."""
    return f"{format_nilai(isian)}: {isian.alasan}" if isinstance(isian, Tiada) else format_nilai_entry(isian)


def format_told(isian: Isian) -> str:
    """A value in words, a kind of nothing with its reason behind it: 'belum tersedia (rilis bulan Maret)'."""
    return f"{format_nilai(isian)} ({isian.alasan})" if isinstance(isian, Tiada) else format_nilai(isian)
