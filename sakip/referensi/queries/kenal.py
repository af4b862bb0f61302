"""Whether a code belongs to a generation and a kind of Pemda, and if not, why: for importers and the checker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sakip.kernel.refusals import Refusal
from sakip.referensi.models import GenerasiNomenklatur, Nomenklatur
from sakip.referensi.queries import tingkat_nomenklatur
from sakip.referensi.rules import NAMA_JENIS, SUB_KEGIATAN, UMUM, above, bidang_of, plain, resolved, tingkat_of, umum

_NAMED = 5
_OLD_DIGITS = 2
_CUT, _SHOWN = 200, 80
"""Letters of a name: from how many on it may have been cut off by another system, and how many a sentence shows."""


@dataclass(frozen=True)
class Pengenalan:
    """What became of a code: its row, or the reason in words.

    ``usulan``: codes that may be meant instead, as the successor or the one of the same name in the same bidang; the
    person decides. ``nama_lain`` is said of a code that is known under another name than the one typed, the mark of a
    code that meant something else in another generation.
    """

    kode: str
    nama: str = ""
    tingkat: str = ""
    alasan: Refusal | None = None
    usulan: tuple[str, ...] = ()
    nama_lain: Refusal | None = None

    @property
    def dikenal(self) -> bool:
        return self.alasan is None

    @property
    def kalimat(self) -> str:
        """What is wrong and what may be meant, for a person; "" where nothing is."""
        wrong = self.alasan or self.nama_lain
        if wrong is None or not self.usulan or wrong.code in _SAYS_ITSELF:
            return wrong.sentence if wrong else ""
        return f"{wrong.sentence} Nama itu ada pada kode {', '.join(self.usulan)}."


_SAYS_ITSELF = {"kode-digantikan", "kode-bentuk-lama"}
"""Their sentences name the codes that may be meant."""


def kenal(of: GenerasiNomenklatur, jenis_pemda: str, kode: str, nama: str = "") -> Pengenalan:
    """Whether a code, as a unit writes it, is one of this generation and kind of Pemda; with a name, of that name."""
    return kenal_semua(of, jenis_pemda, {kode: nama})[kode]


def kenal_semua(of: GenerasiNomenklatur, jenis_pemda: str, codes: Mapping[str, str]) -> dict[str, Pengenalan]:
    """As :func:`kenal` for many codes with their names ("" for none), under a fixed number of queries."""
    return kenal_per_generasi({of.kode: codes}, jenis_pemda)[of.kode]


def kenal_per_generasi(codes: Mapping[str, Mapping[str, str]], jenis_pemda: str) -> dict[str, dict[str, Pengenalan]]:
    """The same by code of the generation, for several at once; one that is not loaded has no entry.

    One query; where some code is unknown one more, for all other generations.
    """
    found = {
        generasi: {typed: known.judged(typed, nama) for typed, nama in codes[generasi].items()}
        for generasi, known in _read(codes, jenis_pemda).items()
    }
    unknown = [
        (generasi, typed)
        for generasi, judged in found.items()
        for typed, each in judged.items()
        if each.alasan and each.alasan.code in _ANYWHERE_ELSE
    ]
    elsewhere = _elsewhere(jenis_pemda, unknown) if unknown else {}
    for (generasi, typed), generations in elsewhere.items():
        facts = {"kode": typed, "generasi": generasi, "lain": ", ".join(generations[:_NAMED])}
        found[generasi][typed] = replace(found[generasi][typed], alasan=Refusal("kode-generasi-lain", facts))
    return found


_ANYWHERE_ELSE = {"kode-tidak-dikenal", "kode-induk-tidak-ada"}


@dataclass
class _Known:
    """The codes of a generation as they are looked up: of the asked kind of Pemda, of the other one, and before."""

    generasi: str
    jenis: str
    rows: dict[str, tuple[str, str]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    successors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, jenis: str, kode: str, tingkat: str, nama: str, before: str) -> None:
        """Take up a row of the generation."""
        if jenis != self.jenis:
            self.others[kode] = jenis
            return
        self.rows[kode] = tingkat, nama
        self.named[plain(nama)].append(kode)
        for each in before.split():
            self.successors[each].append(kode)

    def judged(self, typed: str, nama: str) -> Pengenalan:
        kode = typed.strip().upper()
        tingkat = tingkat_of(kode)
        if not tingkat:
            return Pengenalan(typed, alasan=Refusal("kode-bentuk-salah", {"kode": typed}))
        found = self._row(kode)
        if found is None:
            why, usulan = self._why_not(kode, tingkat, nama)
            return Pengenalan(typed, tingkat=tingkat, alasan=why, usulan=usulan)
        if not nama or _same(nama, found[1]):
            return Pengenalan(typed, found[1], tingkat)
        facts = {"kode": kode, "generasi": self.generasi, "resmi": _short(found[1]), "nama": _short(nama)}
        other = Refusal("nama-kode-lain", facts)
        return Pengenalan(typed, found[1], tingkat, nama_lain=other, usulan=self._called(kode, tingkat, nama))

    def _row(self, kode: str) -> tuple[str, str] | None:
        """The row of a code, or of the code of every bidang where the bidang itself is known."""
        general = self.rows.get(umum(kode)) if bidang_of(kode) in self.rows else None
        return self.rows.get(kode) or general

    def _why_not(self, kode: str, tingkat: str, nama: str) -> tuple[Refusal, tuple[str, ...]]:
        facts = {"kode": kode, "generasi": self.generasi}
        after = self._after(kode)
        if after:
            return Refusal("kode-digantikan", {**facts, "penerus": ", ".join(after[:_NAMED])}), after
        other = self.others.get(kode) or self.others.get(umum(kode))
        if other:
            kinds = {"jenis": NAMA_JENIS[self.jenis], "jenis_lain": NAMA_JENIS[other]}
            return Refusal("kode-jenis-lain", {**facts, **kinds}), self._called(kode, tingkat, nama)
        head, _, last = kode.rpartition(".")
        longer = f"{head}.{last.zfill(4)}"
        row = self._row(longer) if tingkat == SUB_KEGIATAN and len(last) == _OLD_DIGITS else None
        if row and (not nama or _same(nama, row[1])):
            return Refusal("kode-bentuk-lama", {**facts, "mungkin": longer}), (longer,)
        return self._lost(kode, facts), self._called(kode, tingkat, nama)

    def _called(self, kode: str, tingkat: str, nama: str) -> tuple[str, ...]:
        """The codes of this very name on the same level of the same bidang."""
        bidang = bidang_of(kode)
        same = [each for each in self.named.get(plain(nama), ()) if nama and self.rows[each][0] == tingkat]
        own = [resolved(each, bidang) for each in same if bidang_of(each) in {bidang, UMUM}]
        return tuple(each for each in own if each != kode)[:_NAMED]

    def _after(self, kode: str) -> tuple[str, ...]:
        """The codes that took this one's place, as the unit writes them."""
        own = self.successors.get(kode, [])
        general = [resolved(each, bidang_of(kode)) for each in self.successors.get(umum(kode), [])]
        return tuple(dict.fromkeys((*own, *general)))

    def _lost(self, kode: str, facts: dict[str, str]) -> Refusal:
        """How far down the code can be followed: its parent is known, or the highest one that is not is named."""
        names = tingkat_nomenklatur()
        parents = above(kode)
        missing = next((each for each in parents if not self._row(each)), None)
        place = missing or (parents[-1] if parents else kode)
        code = "kode-induk-tidak-ada" if missing else "kode-tidak-dikenal"
        return Refusal(code, {**facts, "induk": place, "tingkat": names[tingkat_of(place)].lower()})


def _same(typed: str, official: str) -> bool:
    """Whether two names are one, spelling aside; a long one may have been cut off."""
    if typed == official:
        return True
    one, other = plain(typed), plain(official)
    return one == other or (len(one) >= _CUT and other.startswith(one))


def _short(nama: str) -> str:
    line = " ".join(nama.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


_COLUMNS = ("jenis_pemda", "kode", "tingkat", "nama", "pendahulu")


def _read(generasi: Collection[str], jenis_pemda: str) -> dict[str, _Known]:
    """Those of some generations that are loaded, one without any row too."""
    rows = GenerasiNomenklatur.objects.filter(kode__in=generasi).order_by("nomenklatur__pk")
    found: dict[str, _Known] = {}
    for name, *row in rows.values_list("kode", *(f"nomenklatur__{column}" for column in _COLUMNS)):
        known = found.setdefault(name, _Known(name, jenis_pemda))
        if row[1] is not None:
            known.add(*row)
    return found


def _elsewhere(jenis_pemda: str, codes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """By generation and code in which other generations it is a code of this kind of Pemda, the newest first."""
    held: dict[str, set[str]] = defaultdict(set)
    rows = Nomenklatur.objects.filter(jenis_pemda=jenis_pemda)
    for generasi, kode in rows.order_by("-generasi__dimuat").values_list("generasi__kode", "kode"):
        held[generasi].add(kode)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for own, typed in codes:
        kode = typed.strip().upper()
        for generasi, known in held.items():
            here = kode in known or (umum(kode) in known and bidang_of(kode) in known)
            if here and generasi != own:
                found[(own, typed)].append(generasi)
    return found
