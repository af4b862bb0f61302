"""Which way is better: proposed from the printed percentages, else from a reviewed list of words. A person confirms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sakip.arithmetic.capaian import capaian
from sakip.arithmetic.exact import exactly, plain, round_half_up
from sakip.arithmetic.notation import Bertanya, Terbaca, read_number
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.arithmetic.policies import RumusMenurun
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, JenisNilai
from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.headers import normalise

# --- the printed percentage ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tercetak:
    """A capaian as printed: its value in % and how many decimals were printed."""

    nilai: Decimal
    desimal: int

    def rounds_from(self, hasil: Decimal | None) -> bool:
        """Whether a computed result is printed as this."""
        return hasil is not None and round_half_up(hasil, self.desimal) == self.nilai

    @exactly
    def truncates_from(self, hasil: Decimal | None) -> bool:
        """Whether this is the computed result with its further digits cut off."""
        return hasil is not None and hasil.quantize(Decimal(1).scaleb(-self.desimal), ROUND_DOWN) == self.nilai


def read_printed(cell: Cell) -> Tercetak | None:
    """The printed percentage; None where the cell has none. Compared, never stored, so nobody is asked about it."""
    if cell.problem is not None or cell.is_empty:
        return None
    reading = read_number(cell.text)
    if isinstance(reading, Terbaca) and reading.nilai.angka is not None:
        return Tercetak(reading.nilai.angka, _places(cell.text))
    if cell.angka is not None:
        return Tercetak(cell.angka, max(-int(plain(cell.angka).as_tuple().exponent), 0))
    if isinstance(reading, Bertanya):
        smallest = min(reading.pilihan, key=abs)  # 104.290 is a percentage with three decimals, not a thousandfold
        return Tercetak(smallest, max(-int(smallest.as_tuple().exponent), 0))
    return None


def _places(text: str) -> int:
    """Decimals as they stand in print: 95.20 has two. The text is already known to hold one number."""
    digits = "".join(letter for letter in text if letter.isdigit() or letter in ".,")
    behind = digits.rpartition(",")[2] if "," in digits else digits.rpartition(".")[2] if digits.count(".") == 1 else ""
    return len(behind) if "," in digits or "." in digits else 0


# --- the rule that reproduces it -------------------------------------------------------------------------------------


class Rumus(StrEnum):
    """The ways a percentage is made in the field, by their R-codes."""

    R_CAP_1 = "R-CAP-1"
    N1 = "R-CAP-2 N1"
    N2 = "R-CAP-2 N2"


FORMULAS: dict[Rumus, str] = {
    Rumus.R_CAP_1: "realisasi : target × 100",
    Rumus.N1: "(2 × target − realisasi) : target × 100",
    Rumus.N2: "target : realisasi × 100",
}
POLARITY_OF = {Rumus.R_CAP_1: Polaritas.MENINGKAT, Rumus.N1: Polaritas.MENURUN, Rumus.N2: Polaritas.MENURUN}
_PLAIN = Aturan(lantai=None)
_POLICY = {
    Rumus.R_CAP_1: _PLAIN,
    Rumus.N1: _PLAIN,
    Rumus.N2: replace(_PLAIN, rumus_menurun=RumusMenurun.N2),
}


def by_rule(rumus: Rumus, target: Isian, realisasi: Isian, skala: SkalaPredikat | None = None) -> Decimal | None:
    """The raw capaian under one rule, whatever the instansi's policy says; None where the rule gives none."""
    polaritas = POLARITY_OF[rumus]
    return capaian(target, realisasi, polaritas=polaritas, kebijakan=_POLICY[rumus], skala_predikat=skala).mentah


@dataclass(frozen=True)
class Terbanding:
    """A row in which target, realisasi and a printed percentage stand side by side."""

    target: Isian
    realisasi: Isian
    tercetak: Tercetak


@dataclass(frozen=True)
class Usulan:
    """A proposed direction with its reason. ``polaritas`` None: nothing decides, a person must."""

    polaritas: Polaritas | None
    alasan: str
    dari: str  # tercetak | kata | predikat | -
    rumus: Rumus | None = None


def propose(nama: str, jenis: JenisNilai, rows: Sequence[Terbanding], skala: SkalaPredikat | None) -> Usulan:
    """The direction of an indicator: from the printed percentages, from the kind, or from the words of its name."""
    printed, worded = _from_printed(rows, skala), _from_words(nama)
    if printed is not None:
        if worded.polaritas not in {None, printed.polaritas}:
            return replace(printed, alasan=f"{printed.alasan}; perhatikan: {worded.alasan}")
        return printed
    if jenis is JenisNilai.PREDIKAT:
        return Usulan(Polaritas.MENINGKAT, "predikat yang lebih tinggi lebih baik", "predikat")
    return worded


def _from_printed(rows: Sequence[Terbanding], skala: SkalaPredikat | None) -> Usulan | None:
    """The rule that reproduces most of the rows in which the rules differ; None where none, or two equally, do."""
    hits, reproduced = dict.fromkeys(Rumus, 0), dict.fromkeys(Rumus, 0)
    for row in rows:
        said = {rumus for rumus in Rumus if row.tercetak.rounds_from(by_rule(rumus, row.target, row.realisasi, skala))}
        decisive = len({POLARITY_OF[rumus] for rumus in said}) == 1
        for rumus in said:
            reproduced[rumus] += 1
            hits[rumus] += decisive
    best = max(hits, key=lambda rumus: hits[rumus])
    rivals = [rumus for rumus in Rumus if POLARITY_OF[rumus] is not POLARITY_OF[best] and hits[rumus] == hits[best]]
    if not hits[best] or rivals:
        return None
    alasan = f"{reproduced[best]} dari {len(rows)} capaian tercetak sesuai {FORMULAS[best]}"
    return Usulan(POLARITY_OF[best], alasan, "tercetak", best)


# --- the words -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    frasa: str
    polaritas: Polaritas | None
    alasan: str


@cache
def _words() -> tuple[tuple[_Entry, ...], frozenset[str]]:
    """The entries in the order in which they decide, and the words that turn one round."""
    source = files("sakip.perencanaan").joinpath("transfers/data/polaritas.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    entries = [
        _Entry(
            normalise(phrase),
            None if group["arah"] == "pilih" else Polaritas(group["arah"]),
            group["alasan"],
        )
        for group in data["kata"]
        for phrase in group["frasa"]
    ]
    # The longest first; of the same length the undecided, then the falling ones.
    rank = {None: 0, Polaritas.MENURUN: 1, Polaritas.MENINGKAT: 2}
    entries.sort(key=lambda entry: (-len(entry.frasa.split()), rank[entry.polaritas]))
    return tuple(entries), frozenset(normalise(word) for word in data["pembalik"])


def _from_words(nama: str) -> Usulan:
    said = normalise(nama)
    words, turning = said.split(), _words()[1]
    entry = next((each for each in _words()[0] if f" {each.frasa} " in f" {said} "), None)
    if entry is None:
        return Usulan(None, "namanya tidak memuat kata yang menunjukkan arah", "-")
    turned = next((word for word in words if word in turning and word not in entry.frasa.split()), None)
    if entry.polaritas is Polaritas.MENURUN and turned:
        alasan = f"namanya memuat “{entry.frasa}”, tetapi kata “{turned}” membalik artinya"
        return Usulan(Polaritas.MENINGKAT, alasan, "kata")
    alasan = f"namanya memuat “{entry.frasa}”: {entry.alasan}"
    return Usulan(entry.polaritas, alasan, "kata" if entry.polaritas else "-")


def phrases() -> Iterable[tuple[str, Polaritas | None]]:
    """Every phrase of the list with its direction, for its test."""
    return [(entry.frasa, entry.polaritas) for entry in _words()[0]]
