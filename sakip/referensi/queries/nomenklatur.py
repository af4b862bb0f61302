"""The national nomenclature: its generations, and its codes by words, by digits and as a tree.

National data belong to no unit and are open to everybody who is signed in, so nothing here takes ``seen_by``. Whoever
knows the unit hands over its bidang (``organisasi.queries.bidang_urusan``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from sakip.referensi.models import GenerasiNomenklatur, Nomenklatur
from sakip.referensi.queries import tingkat_nomenklatur
from sakip.referensi.rules import BIDANG, UMUM, bidang_of, plain, resolved, tingkat_of, umum

MOST = 20
LONGEST = 100
"""Letters of a text that are looked at."""
_EVERYWHERE = ("", "1", "2")
"""The digit of a kegiatan that says whose it is: of provinsi, of kabupaten and kota; the tables of 2024 use others for
regions of a special kind (Papua, Yogyakarta, Jakarta, Aceh, Bali), so these come later, where they are not refused."""
_SHORT = ("pk", "kode", "nama", "tingkat", "satuan")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CODE = re.compile(r"(?:[1-9]|X)(?:[.][0-9X.]*|[0-9]*)")


def generasi() -> list[GenerasiNomenklatur]:
    """The generations that were loaded, the newest first: by the year the code ends with, then by when it was."""
    rows = GenerasiNomenklatur.objects.order_by("-dimuat", "-pk")
    return sorted(rows, key=lambda each: -int(found[0]) if (found := _YEAR.search(each.kode)) else 0)


def generasi_berkode(kode: str) -> GenerasiNomenklatur | None:
    """The generation of this code, if it was loaded."""
    return GenerasiNomenklatur.objects.filter(kode=kode).first()


def jumlah_per_tingkat() -> dict[tuple[int, str, str], int]:
    """Number of a generation, kind of Pemda and level to how many codes there are, of every generation."""
    rows = Nomenklatur.objects.values_list("generasi_id", "jenis_pemda", "tingkat").annotate(jumlah=Count("pk"))
    return {(of, jenis, tingkat): jumlah for of, jenis, tingkat, jumlah in rows.order_by()}


@dataclass(frozen=True)
class Kode:
    """A code to choose. ``kode`` is the unit's own; ``asli`` is how the nomenclature has it, such as 'X.XX.01'.

    Where no bidang was given both say X.XX, and ``umum`` says that the code cannot be used like this.
    """

    pk: int
    kode: str
    asli: str
    nama: str
    tingkat: str
    satuan: str

    @property
    def nama_tingkat(self) -> str:
        return tingkat_nomenklatur()[self.tingkat]

    @property
    def umum(self) -> bool:
        return self.kode.startswith(UMUM)


@dataclass(frozen=True)
class Pilihan:
    """What was found, the likeliest first; ``lebih``: there is more than is told."""

    kode: tuple[Kode, ...] = ()
    lebih: bool = False


def pilihan(
    of: GenerasiNomenklatur,
    jenis_pemda: str,
    *,
    bidang: Sequence[str] = (),
    text: str = "",
    tingkat: Collection[str] = (),
    induk: str = "",
    most: int = MOST,
) -> Pilihan:
    """The codes that hold all words of the text in any order (case and accents aside) or begin with its digits.

    X.XX is replaced by each ``bidang`` of the unit, and what is of these comes first. ``induk``: only what stands
    directly below that code, as the unit writes it.
    """
    asked = _Asked(jenis_pemda, tuple(bidang), _words(text), tuple(tingkat), induk)
    rows = Nomenklatur.objects.filter(generasi=of, jenis_pemda=jenis_pemda)
    if tingkat:
        rows = rows.filter(tingkat__in=tingkat)
    found = _own(rows, asked, most) + _general(rows, asked)
    unique = {each.kode: each for each in reversed(found)}  # a code of its own before one of every bidang
    ordered = sorted(unique.values(), key=lambda each: (*asked.rank(each), each.kode))
    return Pilihan(tuple(ordered[:most]), len(ordered) > most)


@dataclass(frozen=True)
class _Asked:
    """What is looked for: digits a code begins with, and plain words a name holds."""

    jenis: str
    bidang: tuple[str, ...]
    words: tuple[str, ...]
    tingkat: tuple[str, ...]
    induk: str

    @property
    def codes(self) -> list[str]:
        return [word for word in self.words if _CODE.fullmatch(word)]

    @property
    def names(self) -> list[str]:
        return [word for word in self.words if not _CODE.fullmatch(word)]

    @property
    def phrase(self) -> str:
        return " ".join(self.names)

    def rank(self, row: Kode) -> tuple[bool, bool, bool]:
        """Ascending: of the unit's bidang, then of every region, then what holds the words together."""
        mine = bool(self.bidang) and not row.kode.startswith(self.bidang)
        return mine, row.kode[8:9] not in _EVERYWHERE, bool(self.phrase) and self.phrase not in plain(row.nama)


def _words(text: str) -> tuple[str, ...]:
    """The words of a text; 'x.xx.01' and '1.02.' are digits of a code and keep their dots."""
    found: list[str] = []
    for typed in text[:LONGEST].split():
        code = typed.upper()
        found += [code] if _CODE.fullmatch(code) else plain(typed).split()
    return tuple(dict.fromkeys(found))


def _own(rows: QuerySet[Nomenklatur], asked: _Asked, most: int) -> list[Kode]:
    """Codes as they stand, those of every bidang left aside where bidang are given; one more than is wanted."""
    if asked.bidang:
        rows = rows.exclude(kode__startswith=UMUM)
    if asked.induk:
        rows = rows.filter(induk=asked.induk)
    for word in asked.words:
        holds = Q(cari__contains=plain(word)) if "." not in word else Q(pk__in=[])
        begins = Q(kode__startswith=word) if word in asked.codes else Q(pk__in=[])
        rows = rows.filter(holds | begins)
    mine = [When(kode__startswith=each, then=Value(0)) for each in asked.bidang]
    everywhere = [When(daerah__in=_EVERYWHERE, then=Value(0))]
    near = [When(cari__contains=asked.phrase, then=Value(0))] if asked.phrase else []
    order = [Case(*whens, default=Value(1), output_field=IntegerField()) for whens in (mine, everywhere, near) if whens]
    rows = rows.annotate(daerah=Substr("kode", 9, 1)).order_by(*order, "kode")
    return [Kode(pk, kode, kode, *rest) for pk, kode, *rest in _short(rows)[: most + 1]]


def _general(rows: QuerySet[Nomenklatur], asked: _Asked) -> list[Kode]:
    """The codes of every bidang, written as each of the unit's bidang uses them: few, so they are judged here."""
    here = bidang_of(asked.induk)
    own = [each for each in asked.bidang if not here or each == here]
    if not own:
        return []
    rows = rows.filter(kode__startswith=f"{UMUM}.")
    if asked.induk:
        rows = rows.filter(induk=UMUM if tingkat_of(asked.induk) == BIDANG else umum(asked.induk))
    for word in asked.names:
        rows = rows.filter(cari__contains=word)
    raw = [Kode(pk, kode, kode, *rest) for pk, kode, *rest in _short(rows)]
    found = (replace(each, kode=resolved(each.kode, bidang)) for each in raw for bidang in own)
    return [each for each in found if all(_holds(each, word) for word in asked.codes)]


def _holds(row: Kode, word: str) -> bool:
    """Whether a code begins with these digits; without a dot they may be a number in the name as well."""
    return row.kode.startswith(word) or ("." not in word and plain(word) in plain(row.nama))


def _short(rows: QuerySet[Nomenklatur]) -> QuerySet[Nomenklatur, Any]:
    return rows.values_list(*_SHORT)


def satu(of: GenerasiNomenklatur, jenis_pemda: str, kode: str) -> Nomenklatur | None:
    """The row of a code, of a unit's own code as well: '1.02.01.2.01' finds 'X.XX.01.2.01'."""
    rows = Nomenklatur.objects.filter(generasi=of, jenis_pemda=jenis_pemda, kode__in=[kode, umum(kode)])
    return rows.order_by("kode").first()


def di_bawah(of: GenerasiNomenklatur, jenis_pemda: str, induk: str) -> QuerySet[Nomenklatur]:
    """The rows directly below a code, '' for the top, by code."""
    return Nomenklatur.objects.filter(generasi=of, jenis_pemda=jenis_pemda, induk=induk).order_by("kode")


def berkode(of: GenerasiNomenklatur, jenis_pemda: str, codes: Collection[str]) -> dict[str, Nomenklatur]:
    """The rows of these very codes."""
    rows = Nomenklatur.objects.filter(generasi=of, jenis_pemda=jenis_pemda, kode__in=codes)
    return {each.kode: each for each in rows}
