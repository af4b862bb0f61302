"""A grid of typed values: what its cells show, what was typed into them, what has to be asked or mended.

Every cell carries in one hidden input the id of the row that was seen and the text it began with ("123:71,19"), so that
only what a person changed is written, and only over what that person saw. Nothing typed is lost, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sakip.arithmetic.notation import (
    LONGEST_REASON,
    Bertanya,
    Catatan,
    Ditolak,
    Kosong,
    TanpaNilai,
    Terbaca,
    format_nilai,
    format_typed,
    read_reasoned,
    read_typed,
)
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, JenisNilai, Nilai, Tiada
from sakip.kernel.fields import refuse_unstorable
from sakip.kernel.typed import choices, nothing_sentence, question_sentence, refused_sentence

KEEP, WRITE = "biarkan", "pakai"


@dataclass(frozen=True)
class Conflict:
    """Somebody else wrote the cell meanwhile: what stands, by whom, and the row's id for the choice."""

    tersimpan: str
    oleh: str
    row_id: int
    pilihan: str = ""


NAMED = 3
"""How many cells a sentence names before it counts the rest."""
_PLAIN = {Catatan.PERSEN, Catatan.RUPIAH, Catatan.PREDIKAT_DARI_NILAI}  # say nothing that the value does not

SEEN_WHOLE = 14
"""Letters that an input shows; a longer text is also its title."""
_INPUTS = (
    '<input name="n-{0}" id="n-{0}" value="{1}" aria-label="{2}" autocomplete="off"{3}>'
    '<input type="hidden" name="s-{0}" value="{4}">'
)


@dataclass(frozen=True)
class Cell:
    """One cell. ``stands`` and ``row_id`` are what is stored now; ``text``, ``seen``, ``began`` what the form holds."""

    key: str
    label: str
    periode: Periode
    jenis: JenisNilai
    stands: Isian
    row_id: int | None
    skala: SkalaPredikat | None = None
    rentang: bool = False
    """A range may be typed where numbers are measured: a target."""
    text: str = ""
    seen: int | None = None
    began: str = ""
    isian: Isian = None
    error: str = ""
    question: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    conflict: Conflict | None = None
    catatan: tuple[Catatan, ...] = ()
    """What was understood beside the number, where it says more than the number does."""

    @property
    def changed(self) -> bool:
        return self.text != self.began

    @property
    def inputs(self) -> SafeString:
        """What is typed into, and beside it hidden what was seen. Not in a template: a grid has hundreds of them."""
        extra = {"data-began": self.began} if self.changed else {}
        if len(self.text) > SEEN_WHOLE:
            extra["title"] = self.text
        if self.error or self.conflict:
            extra |= {"aria-invalid": "true", "aria-describedby": f"salah-{self.key}"}
        seen = f"{self.seen or ''}:{self.began}"
        return format_html(_INPUTS, self.key, self.text, self.label, flatatt(extra), seen)

    @property
    def told(self) -> bool:
        """Whether something stands below the input: what is wrong with it, or how it was read."""
        return bool(self.error or self.conflict or self.chosen)


def fresh(cell: Cell) -> Cell:
    """The cell as it is first shown."""
    text = format_typed(cell.stands)
    return replace(cell, text=text, began=text, seen=cell.row_id)


def read_cells(cells: Iterable[Cell], data: Mapping[str, str]) -> list[Cell]:
    """Every cell as it was sent; what was changed is read. A cell that was not sent stays as it is stored."""
    return [_sent(cell, data) if f"n-{cell.key}" in data else fresh(cell) for cell in cells]


def _sent(cell: Cell, data: Mapping[str, str]) -> Cell:
    seen, _, began = data.get(f"s-{cell.key}", "").partition(":")
    text = data[f"n-{cell.key}"].strip()
    found = replace(cell, text=text, began=began, seen=int(seen) if seen.isdigit() else None)
    decision, _, over = data.get(f"k-{cell.key}", "").partition(":")
    if decision == KEEP:
        return fresh(cell)
    if decision == WRITE and over.isdigit():
        found = replace(found, seen=int(over))
    if not found.changed:
        return found
    found = _read(found, data.get(f"p-{cell.key}", ""))
    same = is_stale(found) and not found.error and not found.question and found.isian == found.stands
    return fresh(cell) if same else found  # somebody, maybe the same person's first click, has typed just that


def _read(cell: Cell, chosen: str) -> Cell:
    nothing = read_reasoned(cell.text)
    if nothing is not None:
        return _nothing(cell, nothing)
    reading = read_typed(cell.text, jenis=cell.jenis, skala=cell.skala, rentang=cell.rentang)
    match reading:
        case Kosong():
            return replace(cell, isian=None)
        case Terbaca(nilai=nilai, catatan=catatan):
            told = tuple(each for each in catatan if each not in _PLAIN)
            return _storable(replace(cell, isian=nilai, catatan=told))
        case TanpaNilai():
            return replace(cell, error=nothing_sentence(reading))
        case Ditolak():
            return replace(cell, error=refused_sentence(reading, cell.skala))
        case Bertanya():
            return _asked(cell, reading, chosen)


def _nothing(cell: Cell, isian: Tiada) -> Cell:
    if len(isian.alasan) > LONGEST_REASON:
        return replace(cell, error=f"Alasan lebih dari {LONGEST_REASON} huruf; ringkaskan alasannya.")
    return replace(cell, isian=isian)


def _asked(cell: Cell, reading: Bertanya, chosen: str) -> Cell:
    """The choice counts only if it is one of the readings of what stands in the cell now."""
    offered = choices(reading)
    for number, (entry, _shown) in zip(reading.pilihan, offered, strict=True):
        if chosen == entry:
            upper = number if cell.jenis is JenisNilai.RENTANG else None
            return _storable(replace(cell, isian=Nilai(cell.jenis, angka=number, angka_atas=upper), chosen=entry))
    return replace(cell, error=question_sentence(reading), question=offered)


def _storable(cell: Cell) -> Cell:
    """More digits than can be kept are refused beside the cell, not by the database."""
    assert isinstance(cell.isian, Nilai)  # noqa: S101 - for the type checker; the callers have just made one
    try:
        for number in (cell.isian.angka, cell.isian.angka_atas):
            if number is not None:
                refuse_unstorable(number)
    except ValidationError as too_long:
        return replace(cell, isian=None, error=str(too_long.message))
    return cell


# --- what a grid says ------------------------------------------------------------------------------------------------


def is_stale(cell: Cell) -> bool:
    """Whether the person changed a cell that is no longer as it was seen."""
    return cell.changed and cell.seen != cell.row_id


def to_write(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.changed]


def understood(cells: Sequence[Cell]) -> str:
    """What was read otherwise than typed among the cells that were saved, as '< 5' or a number of 17 digits.

    Empty for nothing; three cells are named, the others counted.
    """
    some = [cell for cell in cells if cell.catatan]
    if not some:
        return ""
    named = "; ".join(f"{cell.label}: “{cell.text}” menjadi {format_nilai(cell.isian)}" for cell in some[:NAMED])
    more = f"; dan {len(some) - NAMED} sel lain" if len(some) > NAMED else ""
    return f"Disimpan tidak persis seperti diketik: {named}{more}. Periksa, lalu perbaiki bila bukan itu maksudnya."


@dataclass(frozen=True)
class Finding:
    """What stands above a grid that could not be saved: one line per cell, leading to it."""

    key: str
    label: str
    sentence: str


def findings(cells: Sequence[Cell]) -> tuple[Finding, ...]:
    return tuple(Finding(cell.key, cell.label, _finding(cell)) for cell in cells if cell.error or cell.conflict)


def _finding(cell: Cell) -> str:
    if cell.conflict is None:
        return cell.error
    typed = cell.text or "kosong"
    stored = cell.conflict.tersimpan
    return f"sudah diubah {cell.conflict.oleh} menjadi {stored}, Anda mengetik {typed}; pilih salah satu."
