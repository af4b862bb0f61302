"""The tree of conditions as pages and papers show it: which nodes are open, with their latest capaian in a word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from types import MappingProxyType

from sakip.arithmetic.notation import format_percent
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.scales import classify
from sakip.documents.tree import Node, Partner, Tree
from sakip.kernel.access import Access
from sakip.kernel.offers import alamat
from sakip.perencanaan.kinerja import KinerjaMap, Sasaran, kinerja, mean_of
from sakip.perencanaan.models import IndikatorSimpul, Jawaban, JenisSimpul, SimpulPohon
from sakip.perencanaan.penjelasan import tone
from sakip.perencanaan.queries.pohon import (
    MENUNGGU,
    Permintaan,
    Pohon,
    asked_by,
    contributing,
    indicators_of,
)

YEARS_BACK = 2
"""Where the chosen period has no capaian yet, the newest of so many years before it is told, with its year."""
MANY_BOXES = 80
"""More than these are not open at first."""
DEEPEST = 9
MOST_TYPED = 2000
"""Numbers of nodes read from an address."""

KEADAAN_TONE: Mapping[str, str] = {
    MENUNGGU: "netral",
    Jawaban.DITERIMA: "sangat-baik",
    Jawaban.USUL_UBAH: "sedang",
    Jawaban.DITOLAK: "sangat-rendah",
}
PENDEK: Mapping[str, str] = {
    JenisSimpul.OUTCOME: "Hasil",
    JenisSimpul.CSF: "CSF",
    JenisSimpul.ANTARA: "Kondisi antara",
    JenisSimpul.OPERASIONAL: "Kondisi operasional",
}


@dataclass(frozen=True)
class Tampilan:
    """How a tree is looked at: how many levels are open, what was opened or shut beside, the top, the words sought.

    ``tingkat`` 0: as many as are still readable.
    """

    tingkat: int = 0
    buka: frozenset[int] = frozenset()
    tutup: frozenset[int] = frozenset()
    fokus: int | None = None
    cari: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Tampilan:
        """From an address; what is no number is passed over."""
        fokus = given.get("fokus", "")
        tingkat = given.get("tingkat", "")
        return cls(
            min(int(tingkat), DEEPEST) if tingkat.isdecimal() else 0,
            _numbers(given.get("buka", "")),
            _numbers(given.get("tutup", "")),
            int(fokus) if fokus.isdecimal() and len(fokus) < 19 else None,
            " ".join(given.get("cari", "").split())[:100],
        )

    def written(self) -> dict[str, str]:
        """As it stands in an address."""
        parts = {
            "tingkat": str(self.tingkat) if self.tingkat else "",
            "buka": ".".join(map(str, sorted(self.buka))),
            "tutup": ".".join(map(str, sorted(self.tutup))),
            "fokus": str(self.fokus) if self.fokus else "",
            "cari": self.cari,
        }
        return {name: value for name, value in parts.items() if value}

    def toggled(self, pk: int, *, is_open: bool) -> Tampilan:
        if is_open:
            return replace(self, buka=self.buka - {pk}, tutup=self.tutup | {pk})
        return replace(self, buka=self.buka | {pk}, tutup=self.tutup - {pk})


def _numbers(text: str) -> frozenset[int]:
    found = [part for part in text.split(".") if part.isdecimal() and len(part) < 19]
    return frozenset(int(part) for part in found[:MOST_TYPED])


@dataclass(frozen=True)
class Terbuka:
    """Which nodes show what is below them, and which hold the words that are sought."""

    puncak: tuple[int, ...]
    terbuka: frozenset[int]
    terlihat: tuple[int, ...]
    cocok: frozenset[int]
    tingkat: int
    dalam: int
    """How many levels there are to open, from where it is looked at."""


def opened(pohon: Pohon, tampilan: Tampilan) -> Terbuka:
    """What is open and seen. The way to a hit is opened; other levels as asked for, or as many as stay readable."""
    fokus = tampilan.fokus
    puncak = (fokus,) if fokus is not None and fokus in pohon.simpul else pohon.puncak
    cocok = _hits(pohon, tampilan.cari)
    ways = {up.pk for pk in cocok for up in pohon.path_to(pk)[:-1]}
    by_hand = (tampilan.buka & pohon.simpul.keys()) | ways
    wanted = tampilan.tingkat or (3 if len(_seen(pohon, puncak, _levels(pohon, puncak, 2))) <= MANY_BOXES else 2)
    dalam = sum(1 for _level in _by_level(pohon, puncak))
    tingkat = min(wanted, dalam)
    terbuka = frozenset((_levels(pohon, puncak, tingkat - 1) | by_hand) - tampilan.tutup)
    return Terbuka(puncak, terbuka, _seen(pohon, puncak, terbuka), cocok, tingkat, dalam)


def _levels(pohon: Pohon, tops: Collection[int | None], many: int) -> set[int]:
    """The nodes of the first levels below some tops."""
    return set().union(*islice(_by_level(pohon, tops), max(many, 0)))


def _by_level(pohon: Pohon, tops: Collection[int | None]) -> Iterator[set[int]]:
    """The tops, then what is right below them, and so on; each node once."""
    found: set[int] = set()
    level = {pk for pk in tops if pk is not None}
    while level:
        yield level
        found |= level
        level = {child for pk in level for child in pohon.anak.get(pk, ())} - found


def _seen(pohon: Pohon, tops: Collection[int | None], terbuka: Collection[int]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    waiting = [pk for pk in reversed(list(tops)) if pk is not None]
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found[pk] = None
            if pk in terbuka:
                waiting += reversed(pohon.anak.get(pk, ()))
    return tuple(found)


def _hits(pohon: Pohon, text: str) -> frozenset[int]:
    words = text.casefold().split()
    if not words:
        return frozenset()
    return frozenset(
        pk
        for pk, node in pohon.simpul.items()
        if all(word in f"{node.kode} {node.pernyataan}".casefold() for word in words)
    )


# --- capaian ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Warna:
    """The latest capaian of a node's indicators in a word, with the tone that shows it."""

    kata: str
    tone: str = "netral"


TANPA_INDIKATOR = Warna("belum berindikator")
HANYA_RUMUSAN = Warna("indikator masih rumusan")
TANPA_CAPAIAN = Warna("belum ada capaian")


def colours(
    pohon: Pohon,
    indikator: Mapping[int, Collection[IndikatorSimpul]],
    periode: Periode,
    *,
    seen_by: Access,
    posisi_data: date | None,
) -> dict[int, Warna]:
    """By node the mean of its indicators in the period, else in the newest year before that has one."""
    rows = {one.indikator_id: one.indikator for mine in indikator.values() for one in mine if one.indikator is not None}
    years = [Periode.tahunan(periode.tahun - back) for back in range(1, YEARS_BACK + 1)]
    periods = [periode, *years]
    found: KinerjaMap = {}
    if rows:
        found = kinerja(pohon.row.unit, list(rows.values()), periods, seen_by=seen_by, posisi_data=posisi_data)
    return {pk: _colour(mine, periods, found) for pk, mine in indikator.items()}


def _colour(mine: Collection[IndikatorSimpul], periods: Collection[Periode], found: KinerjaMap) -> Warna:
    ids = [one.indikator_id for one in mine if one.indikator_id]
    if not ids:
        return HANYA_RUMUSAN if mine else TANPA_INDIKATOR
    for periode in periods:
        figures = [found[(pk, periode)] for pk in ids if (pk, periode) in found]
        if not figures:
            continue
        policy = figures[0].kebijakan
        mean = mean_of(Sasaran(figures), policy)
        if mean.nilai is not None:
            kelas = classify(mean.nilai, policy.skala, periode)
            percent = format_percent(mean.nilai, places=policy.aturan.pembulatan)
            return Warna(f"{percent} {kelas.label}, {_when(periode)}", tone(kelas))
    return TANPA_CAPAIAN


def _when(periode: Periode) -> str:
    return str(periode.tahun) if periode.kode == "T" else periode.label


# --- the drawing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Isi:
    """What is drawn beside the words of the nodes."""

    indikator: Mapping[int, list[IndikatorSimpul]]
    warna: Mapping[int, Warna]
    diminta: Mapping[int, list[Permintaan]]
    menopang: Mapping[int, list[Permintaan]]


def contents(pohon: Pohon, ids: Collection[int], periode: Periode, *, seen_by: Access, posisi_data: date | None) -> Isi:
    """Indicators, capaian and crosscutting of some nodes."""
    mine = indicators_of(ids, seen_by=seen_by)
    wanted = {pk: mine.get(pk, []) for pk in ids}
    return Isi(
        wanted,
        colours(pohon, wanted, periode, seen_by=seen_by, posisi_data=posisi_data),
        asked_by(pohon.row, seen_by=seen_by),
        contributing(pohon.row.unit, seen_by=seen_by),
    )


Alamat = Callable[[SimpulPohon], str]


def drawing(
    pohon: Pohon,
    isi: Isi,
    terbuka: Terbuka,
    *,
    href: Alamat = lambda _node: "",
    toggle: Alamat = lambda _node: "",
    indikator: bool = False,
    jabatan: Mapping[int, Collection[str]] = MappingProxyType({}),
) -> Tree:
    """The tree for ``documents.tree``. ``indikator``: name them in the boxes, as on the pages of a subtree.

    ``jabatan``: by node the positions that answer for it after step five, to be named as well.
    """
    nodes = {
        str(pk): Node(
            str(pk),
            node.jenis,
            _kind(node),
            node.pernyataan,
            node.kode,
            word=isi.warna[pk].kata if pk in isi.warna else "",
            tone=isi.warna[pk].tone if pk in isi.warna else "netral",
            notes=(
                *(f"Indikator: {one}" for one in (isi.indikator.get(pk, ()) if indikator else ())),
                *(f"Jabatan: {post}" for post in jabatan.get(pk, ())),
            ),
            partners=partners(pk, isi),
            children=tuple(map(str, pohon.anak.get(pk, ()))),
            href=href(node) if pk in isi.indikator else "",
            toggle=toggle(node) if pk in pohon.anak and pk in isi.indikator else "",
            marked=pk in terbuka.cocok,
        )
        for pk, node in pohon.simpul.items()
    }
    return Tree(nodes, tuple(map(str, terbuka.puncak)), frozenset(map(str, terbuka.terbuka)))


def _kind(node: SimpulPohon) -> str:
    origin = f", {node.get_asal_display()}" if node.asal else ""
    return f"{PENDEK[node.jenis]}{origin}"


def _to(each: Permintaan) -> str:
    return alamat("perencanaan:crosscutting", each.row.pk)


def partners(pk: int, isi: Isi) -> tuple[Partner, ...]:
    """What a node asks of others, and to what of others it contributes."""
    asked = [
        Partner(
            f"Crosscutting, {each.mitra}: {each.row.kontribusi}",
            each.kata.lower(),
            KEADAAN_TONE[each.keadaan],
            _to(each),
        )
        for each in isi.diminta.get(pk, ())
    ]
    given = [
        Partner(
            f"Menopang {each.row.unit.nama}: {each.row.kontribusi}",
            each.kata.lower(),
            KEADAAN_TONE[each.keadaan],
            _to(each),
        )
        for each in isi.menopang.get(pk, ())
    ]
    return (*asked, *given)
