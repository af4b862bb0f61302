"""The checker of the plan: reads an instansi's plan as a compiler reads a program, and says what to mend.

``periksa`` reads the facts once (:mod:`bahan`) and runs every rule over them; a rule is one function, its words stand
in the data file ``referensi/data/pemeriksa.toml``.
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.remembered import remembered
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import PengesampinganTemuan
from sakip.perencanaan.pemeriksa import indikator, kata, pagu, pohon, rencana, target
from sakip.perencanaan.pemeriksa.bahan import Bahan, bahan
from sakip.perencanaan.pemeriksa.temuan import ATURAN, Objek
from sakip.referensi.queries import Aturan, aturan_pemeriksa

RULES = (kata, rencana, indikator, target, pohon, pagu)
"""The modules whose rules are run; importing them registers these."""
KEPARAHAN = ("galat", "peringatan", "saran")
"""From the gravest."""


@dataclass(frozen=True)
class Temuan:
    """A breach of a rule by one object. ``unit``: name of whose it is; ``dikesampingkan``: who set it aside, until
    when, why; ``di``: the documents ('dokumen:3') and statements ('simpul:KEY') it stands in, of an indicator all.
    """

    kode: str
    """Of its rule."""
    objek: Objek
    kalimat: str
    unit: str
    path: str
    di: frozenset[str] = frozenset()
    dikesampingkan: str = ""
    pengesampingan: int | None = None

    @property
    def aturan(self) -> Aturan:
        return aturan_pemeriksa()[self.kode]

    @property
    def tempat(self) -> frozenset[str]:
        """By what it is found: its object ('indikator:12:x', also by 'indikator:12'), and where this stands."""
        parts = self.objek.kunci.split(":")
        return self.di | {":".join(parts[:end]) for end in range(2, len(parts) + 1)}


RUN = 100
"""Findings that are kept, and read, together."""


@dataclass(frozen=True)
class _Diingat:
    """All findings in runs, and by place in which of these it has some: a badge reads only those."""

    runs: Sequence[bytes]
    tempat: Mapping[str, Sequence[int]]


def periksa(
    unit: Unit | str, tahun: int, *, on: date, seen_by: Access, known: Iterable[Unit] | None = None, tempat: str = ""
) -> tuple[Temuan, ...]:
    """Every finding in the instansi of a unit (or of its path) in a year, the gravest first; those set aside as well,
    marked. Remembered.

    ``known``: as of :func:`bahan`; ``tempat``: only what is found there (:attr:`Temuan.tempat`).
    """
    path = (unit if isinstance(unit, str) else unit.path)[:LEVEL_WIDTH]

    def made() -> _Diingat:
        found = _set_aside(found_in(bahan(path, tahun, on=on, seen_by=seen_by, known=known)), path, on, seen_by)
        places: dict[str, dict[int, None]] = defaultdict(dict)
        for number, one in enumerate(found):
            for place in one.tempat:
                places[place][number // RUN] = None
        runs = [pickle.dumps(found[start : start + RUN]) for start in range(0, len(found), RUN)]
        return _Diingat(runs, {place: tuple(some) for place, some in places.items()})

    kept = remembered("pemeriksa", (path, tahun, on), seen_by, made)
    chosen: Iterable[bytes] = (kept.runs[number] for number in kept.tempat.get(tempat, ())) if tempat else kept.runs
    found: list[Temuan] = [one for run in chosen for one in pickle.loads(run)]  # noqa: S301 - as the cache itself does
    return tuple(one for one in found if tempat in one.tempat) if tempat else tuple(found)


def found_in(facts: Bahan) -> list[Temuan]:
    """What the rules that held in the year find in some facts, in the order of gravity, rule, unit."""
    known, found = aturan_pemeriksa(), []
    for kode, each in known.items():
        if each.sejak.year > facts.tahun:
            continue
        for objek, kalimat in ATURAN[kode](facts):
            unit = facts.units.get(objek.unit_id)
            name, path = (unit.nama, unit.path) if unit else ("", "")
            found.append(Temuan(kode, objek, kalimat, name, path, _places(objek, facts)))
    place = {kode: number for number, kode in enumerate(known)}
    found.sort(key=lambda one: (KEPARAHAN.index(one.aturan.keparahan), place[one.aturan.id], one.path))
    return found


def _places(objek: Objek, facts: Bahan) -> frozenset[str]:
    own = {f"dokumen:{objek.dokumen}", f"simpul:{objek.simpul}"}
    under = facts.di_rencana.get(objek.indikator or 0, ())
    return frozenset(own.union(*({f"dokumen:{each.dokumen.pk}", f"simpul:{each.row.kunci}"} for each in under)))


def _set_aside(found: Sequence[Temuan], path: str, on: date, seen_by: Access) -> tuple[Temuan, ...]:
    """Mark what somebody set aside and whose time has not run out."""
    rows = PengesampinganTemuan.objects.visible_to(seen_by).filter(unit__path__startswith=path, dicabut=False)
    aside = {(row.aturan, row.objek): row for row in rows if row.sampai is None or row.sampai >= on}
    marked = []
    for one in found:
        row = aside.get((one.aturan.id, one.objek.kunci))
        marked.append(replace(one, dikesampingkan=_why(row), pengesampingan=row.pk) if row else one)
    return tuple(marked)


def _why(row: PengesampinganTemuan) -> str:
    """By whom, until when, and the reason as it was typed."""
    until = f", sampai dengan {format_date(row.sampai)}" if row.sampai else ""
    return f"{row.oleh}{until}: {row.alasan}"


def counts(found: Sequence[Temuan]) -> dict[str, int]:
    """How many of each gravity stand, set-aside ones left out; every gravity has its entry."""
    standing = Counter(one.aturan.keparahan for one in found if not one.dikesampingkan)
    return {each: standing[each] for each in KEPARAHAN}


def within(
    found: Sequence[Temuan], *, path: str = "", dokumen: int | None = None, objek: str = ""
) -> tuple[Temuan, ...]:
    """The findings of a unit and what is below it, of a document, or of one object ('indikator:12', 'simpul:KEY')."""
    return tuple(
        one
        for one in found
        if one.path.startswith(path)
        and (dokumen is None or f"dokumen:{dokumen}" in one.di)
        and (not objek or objek in one.tempat)
    )


__all__ = ["ATURAN", "KEPARAHAN", "Bahan", "Objek", "Temuan", "counts", "found_in", "periksa", "within"]
