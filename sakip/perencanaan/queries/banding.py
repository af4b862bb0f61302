"""Two versions of a plan side by side: what was added, taken out, said otherwise, moved, promised otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sakip.arithmetic.notation import format_nilai
from sakip.kernel.access import Access
from sakip.perencanaan.models import DokumenVersi, SimpulRencana, UsulanTarget
from sakip.perencanaan.models.rencana import nama_rincian
from sakip.perencanaan.queries.outline import Outline


@dataclass(frozen=True)
class Ubahan:
    """One thing of a statement that differs; empty text is nothing there."""

    hal: str
    semula: str
    menjadi: str
    alasan: str = ""


@dataclass(frozen=True)
class Perbedaan:
    """A statement that differs between two versions. ``jenis``: ditambah, dihapus, diubah."""

    jenis: str
    tingkat: str
    pernyataan: str
    ubahan: tuple[Ubahan, ...] = ()


@dataclass(frozen=True)
class Banding:
    baris: tuple[Perbedaan, ...]
    target: tuple[Ubahan, ...]
    sama: int

    def jumlah(self, jenis: str) -> int:
        return sum(each.jenis == jenis for each in self.baris)

    @property
    def ditambah(self) -> int:
        return self.jumlah("ditambah")

    @property
    def dihapus(self) -> int:
        return self.jumlah("dihapus")

    @property
    def diubah(self) -> int:
        return self.jumlah("diubah")


def banding(semula: DokumenVersi, menjadi: DokumenVersi, *, seen_by: Access) -> Banding:
    """What differs, in the order of the later version, what was taken out last. ``kunci`` says which are the same."""
    old, new = Outline(semula, seen_by=seen_by), Outline(menjadi, seen_by=seen_by)
    measured = tuple(_measures(each) for each in (old, new))
    before = {row.kunci: row for row in old.rows}
    after = {row.kunci: row for row in _every(new)}
    found = []
    for kunci, row in after.items():
        if kunci not in before:
            found.append(Perbedaan("ditambah", new.level_name(row), row.pernyataan))
        elif changed := tuple(_changes(old, before[kunci], new, row, measured)):
            found.append(Perbedaan("diubah", new.level_name(row), row.pernyataan, changed))
    same = len(after) - len(found)
    gone = [row for row in _every(old) if row.kunci not in after]
    found += [Perbedaan("dihapus", old.level_name(row), row.pernyataan) for row in gone]
    return Banding(tuple(found), tuple(_targets(semula, menjadi, seen_by)), same)


def _every(outline: Outline) -> Iterator[SimpulRencana]:
    """Parents before children."""
    waiting = list(reversed(outline.children(None)))
    while waiting:
        row = waiting.pop()
        yield row
        waiting += reversed(outline.children(row))


def _measures(outline: Outline) -> dict[UUID, str]:
    """By statement the names of its indicators."""
    return {kunci: "; ".join(each.indikator.nama for each in some) for kunci, some in outline.placed().items()}


def _changes(
    old: Outline, before: SimpulRencana, new: Outline, after: SimpulRencana, measured: Sequence[Mapping[UUID, str]]
) -> Iterator[Ubahan]:
    pairs = (
        ("Pernyataan", before.pernyataan, after.pernyataan),
        ("Kode", before.kode, after.kode),
        ("Tingkat", old.level_name(before), new.level_name(after)),
        ("Pelaksana", str(before.pelaksana or ""), str(after.pelaksana or "")),
        *((label, getattr(before, name), getattr(after, name)) for name, label in nama_rincian().items()),
        ("Indikator", *(each.get(after.kunci, "") for each in measured)),
    )
    yield from (Ubahan(*pair) for pair in pairs if pair[1] != pair[2])
    if _parent(old, before) != _parent(new, after):
        yield Ubahan("Induk", *(_said(*each) for each in ((old, before), (new, after))))


def _parent(outline: Outline, row: SimpulRencana) -> UUID | None:
    return outline.by_id[row.induk_id].kunci if row.induk_id is not None else None


def _said(outline: Outline, row: SimpulRencana) -> str:
    return outline.by_id[row.induk_id].pernyataan if row.induk_id is not None else "(paling atas)"


def _targets(semula: DokumenVersi, menjadi: DokumenVersi, seen_by: Access) -> Iterator[Ubahan]:
    """Proposed targets that differ, of a plan of a year."""
    rows = UsulanTarget.objects.visible_to(seen_by).filter(dokumen_versi__in=(semula.pk, menjadi.pk))
    said: dict[tuple[str, str], dict[int, str]] = {}
    why: dict[tuple[str, str], str] = {}
    for row in rows.select_related("penempatan__indikator").order_by("pk"):
        key = (row.penempatan.indikator.nama, row.periode_nilai.label)
        said.setdefault(key, {})[row.dokumen_versi_id] = format_nilai(row.isian)
        if row.dokumen_versi_id == menjadi.pk:
            why[key] = row.catatan
    for (nama, periode), values in said.items():
        before, after = values.get(semula.pk, ""), values.get(menjadi.pk, "")
        if before != after:
            yield Ubahan(f"{nama}, {periode}", before, after, why.get((nama, periode), ""))
