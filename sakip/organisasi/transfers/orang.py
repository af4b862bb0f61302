"""How a file writes a person: NIP, name with titles, pangkat, status. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.headers import normalise
from sakip.organisasi.models import StatusPegawai
from sakip.organisasi.rules.nip import without_spaces
from sakip.referensi.queries import golongan_pppk, pangkat

EXACT_DIGITS = 15
"""How many digits of a number a spreadsheet keeps; a NIP has eighteen."""

_POWER = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_PNS = re.compile(r"\b(IV|III|II|I)\s*[/.-]?\s*([a-e])\b", re.IGNORECASE)
_PPPK = re.compile(r"(?:golongan|gol\.?)?\s*([IVX]+)", re.IGNORECASE)
_IN_FRONT = {"dr", "drg", "drh", "ir", "h", "hj", "drs", "dra", "prof", "ns", "apt", "kh", "st"}
_STATUS = {
    normalise(word): code
    for code, label in StatusPegawai.choices
    for word in (code.replace("-", " "), label, *({"pppk": ("p3k",), "pns": ("pegawai negeri sipil",)}.get(code, ())))
}


def lost_digits(cell: Cell) -> bool:
    """Whether a NIP was kept as a number, which has lost its last digits for good."""
    if cell.angka is not None:
        return len(format(cell.angka.to_integral_value(), "f")) > EXACT_DIGITS
    return bool(_POWER.fullmatch(cell.text.strip()))


def read_nip(text: str) -> str:
    """The digits of a NIP as typed: without spaces and the mark by which people keep it a text."""
    return without_spaces(text.lstrip("'`’"))


@dataclass(frozen=True)
class Nama:
    """A name and the titles before and behind it."""

    nama: str
    depan: str = ""
    belakang: str = ""


def split_name(text: str) -> Nama:
    """ "dr. Sari Utami, M.Kes." in its parts: what follows the first comma, and the known titles in front."""
    whole, _, behind = text.partition(",")
    words = whole.split()
    front = 0
    while front < len(words) - 1 and words[front].strip(".").casefold() in _IN_FRONT:
        front += 1
    return Nama(" ".join(words[front:]), " ".join(words[:front]), behind.strip())


def read_status(text: str) -> str:
    """The code of a status; what is none stays as it was typed, for the rule to refuse."""
    return _STATUS.get(normalise(text), text)


def read_golongan(text: str) -> str:
    """'IV/b' of "Pembina Tingkat I (IV/b)", "IVb", "Pembina Tk. I"; 'IX' of "Golongan IX"; else what was typed."""
    if found := _PNS.findall(text):
        roman, letter = found[-1]
        return f"{roman.upper()}/{letter.lower()}"
    if (steps := _PPPK.fullmatch(text.strip())) and steps[1].upper() in golongan_pppk():
        return steps[1].upper()
    words = normalise(text).replace("tk ", "tingkat ")
    return next((kode for kode, nama in pangkat().items() if normalise(nama) == words), text)
