"""What components offer to pages that stand below them: each registers a function, the page asks them all.

A component imports downward only, but the home page, the search and a reorganisation concern all of them. So the lower
part keeps a list, the component above adds its function to it (in its AppConfig.ready), and permissions stay with the
function: it takes ``seen_by`` or ``by`` like every other read and write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.urls import NoReverseMatch, reverse

from sakip.kernel.access import Access, HasPath, Permission

F = TypeVar("F", bound=Callable[..., Any])


class Offers(Generic[F]):
    """Functions of one signature, in the order of their registration; the same function counts once."""

    def __init__(self) -> None:
        self._functions: dict[str, F] = {}

    def add(self, function: F) -> F:
        """Register; usable as a decorator."""
        self._functions[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    def __iter__(self) -> Iterator[F]:
        return iter(tuple(self._functions.values()))


@dataclass(frozen=True)
class Kewajiban:
    """Something a person owes: one line of the home page, and what he is reminded of.

    ``judul`` says what in an imperative ("Isi realisasi triwulan III"), ``uraian`` how much or why, ``alamat`` leads to
    where it is done. ``tenggat`` None: no date holds. ``kunci`` names it the same every day ("agenda:12"): who has a
    date and a name is reminded of. ``path`` is the unit it concerns.
    """

    judul: str
    uraian: str
    alamat: str
    unit: str = ""
    tenggat: date | None = None
    dikembalikan: bool = False
    """Somebody returned it: it comes before everything that is merely due."""
    kunci: str = ""
    path: str = ""
    menurut: str = ""
    """The ``kunci`` of the line whose date holds for this one, as for values that the calendar wants by a day."""
    hanya_tanggal: bool = False
    """Not owed itself, it says when: another component counts what is missing."""


def alamat(nama: str, *args: object, query: str = "") -> str:
    """The address of a page that may not be there, as one of a component above; empty where it is not."""
    try:
        url = reverse(nama, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{query}" if query else url


@dataclass(frozen=True)
class Temuan:
    """A hit of the search: kind ("Unit", "Indikator"), name, where it belongs, where it leads.

    ``cocok`` is how well it fits, from 0, as ``sakip.kernel.search.ranked`` counts.
    """

    jenis: str
    nama: str
    keterangan: str
    alamat: str
    cocok: int = 3


class Kemajuan(StrEnum):
    """How far a step of the guided start is, as the facts say; it is stored nowhere."""

    BELUM = "belum"
    SEDANG = "sedang"
    SELESAI = "selesai"


@dataclass(frozen=True)
class Langkah:
    """A step of the guided start of an instansi: what it is for, how far it is, where it is done.

    ``guna`` is one sentence, ``fakta`` what there is already ("31 unit, 2 tanpa kepala"), ``peraturan`` where a
    regulation speaks of it. ``izin`` says whose step it is. ``pokok``: the start is not over without it.
    """

    judul: str
    guna: str
    keadaan: Kemajuan
    fakta: str
    izin: Permission
    tombol: str
    alamat: str
    peraturan: str = ""
    pokok: bool = False
    jalan_lain: tuple[str, str] = ("", "")
    """Words and address of a second way, such as one by one instead of a table; empty where there is none."""


@dataclass(frozen=True)
class Guna:
    """Where something is really used: the code of the use, the words of the link, the address."""

    kode: str
    kata: str
    alamat: str


kewajiban: Offers[Callable[[Access, date], list[Kewajiban]]] = Offers()
"""(seen_by, today) -> what this person owes in this component."""

kinerja_jabatan: Offers[Callable[[Access, Any], list[Guna]]] = Offers()
"""(seen_by, a position) -> what it answers for, such as conditions of a pohon kinerja."""

tahun_dibekukan: Offers[Callable[[Access, str], set[int]]] = Offers()
"""(seen_by, path of an instansi) -> years of which it has frozen reports: who changes their rules says why."""

pencarian: Offers[Callable[[Access, str, int], list[Temuan]]] = Offers()
"""(seen_by, text, at most how many) -> hits, the best first."""

bagian: Offers[Callable[[Access, Any], list[tuple[str, list[Any]]]]] = Offers()
"""(seen_by, a row) -> titles and rows that tell more of it on a past day, such as an indicator's cards and targets."""

mulai: Offers[Callable[[Access, HasPath, date], list[Langkah]]] = Offers()
"""(seen_by, an instansi's root, today) -> steps of its guided start, in the order in which they are done."""

pemakaian: Offers[Callable[[Access, Any, int], list[Guna]]] = Offers()
"""(seen_by, an indicator, year) -> where it is used in that year: reports, agreements, evaluations."""
