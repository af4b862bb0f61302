"""What a column of somebody's table holds: proposed from its title, named on the command line, kept as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sakip.arithmetic.periods import KODE, Periode
from sakip.kernel.refusals import Refused, register
from sakip.kernel.transfer.cells import column_letters, position
from sakip.kernel.transfer.headers import guess_mapping, normalise
from sakip.perencanaan.rules import FIRST_YEAR, LAST_YEAR


class Isi(StrEnum):
    """What a column holds."""

    INDIKATOR = "indikator"
    TARGET = "target"
    REALISASI = "realisasi"
    TERCETAK = "tercetak"
    TAHUN = "tahun"
    UNIT = "unit"
    SATUAN = "satuan"
    POLARITAS = "polaritas"
    KODE = "kode"
    SASARAN = "sasaran"


LABELS: Mapping[Isi, str] = {
    Isi.INDIKATOR: "Nama indikator",
    Isi.TARGET: "Target",
    Isi.REALISASI: "Realisasi",
    Isi.TERCETAK: "Capaian tercetak (%)",
    Isi.TAHUN: "Tahun",
    Isi.UNIT: "Unit",
    Isi.SATUAN: "Satuan",
    Isi.POLARITAS: "Polaritas",
    Isi.KODE: "Kode indikator",
    Isi.SASARAN: "Sasaran (tidak dibaca)",
}
SYNONYMS: Mapping[Isi, tuple[str, ...]] = {
    Isi.INDIKATOR: (
        "nama indikator",
        "nama",
        "indikator kinerja",
        "indikator kinerja utama",
        "indikator sasaran",
        "uraian",
        "iku",
    ),
    Isi.TARGET: ("target kinerja", "rencana"),
    Isi.REALISASI: ("realisasi kinerja", "hasil"),
    Isi.TERCETAK: ("capaian", "capaian kinerja", "persentase capaian", "capaian persen", "tingkat capaian"),
    Isi.TAHUN: ("tahun anggaran", "periode"),
    Isi.UNIT: ("unit kerja", "perangkat daerah", "opd", "skpd", "satuan kerja", "penanggung jawab"),
    Isi.SATUAN: ("satuan ukur", "unit satuan"),
    Isi.POLARITAS: ("arah", "arah indikator", "sifat", "polarisasi"),
    Isi.KODE: ("kode iku", "id indikator"),
    Isi.SASARAN: ("sasaran strategis", "tujuan"),
}
BY_PERIOD = frozenset({Isi.TARGET, Isi.REALISASI, Isi.TERCETAK})
"""What is said of a period: these may stand in several columns, one for each year or quarter."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUARTER = re.compile(r"\b(?:tw|triwulan|tri wulan)\s*(iv|iii|ii|i|[1-4])\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENTRY = re.compile(rf",(?=\s*(?:{'|'.join(Isi)})(?:@[\w-]+)?\s*=)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{1,3}")

register(
    {
        "peta-tidak-terbaca": (
            "Pemetaan “{bagian}” tidak dapat dibaca. Tulis seperti target=Judul kolom, atau target@2023=Judul "
            "kolom; yang dapat dipetakan: {pilihan}."
        ),
        "kolom-tidak-ditemukan": "Kolom berjudul “{judul}” tidak ada dalam tabel. Pilih salah satu: {pilihan}.",
        "kolom-judul-ganda": (
            "Judul “{judul}” ada pada beberapa kolom. Sebutkan hurufnya, misalnya {isi}=kolom:{huruf}."
        ),
        "kolom-dipetakan-dua-kali": "{isi} dipetakan ke dua kolom untuk periode yang sama. Pilih satu kolom saja.",
        "kolom-indikator-belum-dipilih": "Kolom nama indikator belum dipilih. Pilih kolom yang memuat nama indikator.",
        "kolom-nilai-belum-dipilih": "Belum ada kolom target atau realisasi yang dipilih. Pilih sedikitnya satu.",
        "tahun-belum-dipilih": (
            "Tahun belum diketahui: pilih kolom tahun, sebutkan satu tahun untuk seluruh tabel, atau beri tahun "
            "pada setiap kolom nilai."
        ),
        "tahun-di-luar-rentang": "Tahun {tahun} berada di luar rentang {awal}–{akhir}. Perbaiki tahunnya.",
    }
)


@dataclass(frozen=True)
class Kolom:
    """One mapped column (from 1). ``tahun`` and ``periode`` where the column speaks of one year or quarter alone."""

    isi: Isi
    kolom: int
    tahun: int | None = None
    periode: str = "T"


Peta = tuple[Kolom, ...]


def propose(labels: Sequence[str]) -> Peta:
    """The mapping that the titles suggest; a person decides. One column per year or quarter is seen as such."""
    named = guess_mapping(labels, {isi.value: words for isi, words in SYNONYMS.items()})
    dated = _dated(labels, named)
    held = {each.isi for each in dated}
    single = [Kolom(Isi(isi), column) for isi, column in named.items() if Isi(isi) not in held]
    return tuple(sorted([*single, *dated], key=lambda each: each.kolom))


def _dated(labels: Sequence[str], named: Mapping[str, int]) -> list[Kolom]:
    """Columns whose titles name a year or a quarter beside what they hold."""
    found = []
    for column, label in enumerate(labels, start=1):
        words = normalise(label)
        year, quarter = _YEAR.search(words), _QUARTER.search(words)
        isi = _period_field(words)
        if isi and (year or quarter) and named.get(Isi.TAHUN) != column:
            kode = f"TW{_ROMAN.get(quarter[1]) or quarter[1]}" if quarter else "T"
            found.append(Kolom(isi, column, int(year[0]) if year else None, kode))
    seen = Counter((each.isi, each.tahun, each.periode) for each in found)
    return [each for each in found if seen[(each.isi, each.tahun, each.periode)] == 1]


def _period_field(words: str) -> Isi | None:
    """Which of the three a title means; "capaian" after "target" or "realisasi" is a word of theirs."""
    return next((isi for isi in (Isi.REALISASI, Isi.TARGET) if isi.value in words), None) or (
        Isi.TERCETAK if "capaian" in words else None
    )


def parse_peta(text: str, labels: Sequence[str]) -> Peta:
    """A mapping as typed in a shell: ``indikator=nama_indikator,target@2023=Target 2023,realisasi@2023-TW1=kolom:F``.

    Raises Refused: peta-tidak-terbaca, kolom-tidak-ditemukan, kolom-judul-ganda.
    """
    return tuple(_parse_entry(part.strip(), labels) for part in _ENTRY.split(text) if part.strip())


def _parse_entry(part: str, labels: Sequence[str]) -> Kolom:
    name, equals, title = part.partition("=")
    name, _, when = name.strip().casefold().partition("@")
    try:
        isi, (tahun, kode) = Isi(name), _when(when)
    except ValueError as wrong:
        raise Refused("peta-tidak-terbaca", bagian=part, pilihan=", ".join(Isi)) from wrong
    if not equals or (when and isi not in BY_PERIOD):
        raise Refused("peta-tidak-terbaca", bagian=part, pilihan=", ".join(Isi))
    return Kolom(isi, _column(title.strip(), isi, labels), tahun, kode)


def _when(text: str) -> tuple[int | None, str]:
    if not text:
        return None, "T"
    tahun, _, kode = text.upper().partition("-")
    if not tahun.isdigit():
        return None, Periode(2000, tahun).kode
    found = Periode(int(tahun), kode or "T")
    return found.tahun, found.kode


def _column(title: str, isi: Isi, labels: Sequence[str]) -> int:
    letters = title.removeprefix("kolom:")
    if title != letters and _LETTERS.fullmatch(letters):
        number = position(f"{letters}1")[1]
        if number <= len(labels):
            return number
    exact = [number for number, label in enumerate(labels, start=1) if label == title]
    like = exact or [
        number for number, label in enumerate(labels, start=1) if label and normalise(label) == normalise(title)
    ]
    if not like:
        raise Refused(
            "kolom-tidak-ditemukan", judul=title, pilihan=", ".join(f"“{label}”" for label in labels if label)
        )
    if len(like) > 1:
        raise Refused("kolom-judul-ganda", judul=title, isi=isi.value, huruf=column_letters(like[0]))
    return like[0]


CHOICES = (("", "Tidak dipakai"), *((isi.value, LABELS[isi]) for isi in Isi))
"""What a column may be said to hold on a page."""
PERIODS = tuple(kode for kode in KODE if kode[0] in "TS")


def posted(data: Mapping[str, str], width: int) -> Peta | None:
    """The mapping as a page posts it, one select per column; None where something in it is no choice."""
    found = []
    for column in range(1, width + 1):
        isi, tahun, periode = (data.get(f"{name}-{column}", "").strip() for name in ("isi", "tahun", "periode"))
        if not isi:
            continue
        if isi not in list(Isi) or (tahun and not tahun.isdecimal()) or (periode and periode not in PERIODS):
            return None
        dated = Isi(isi) in BY_PERIOD
        found.append(
            Kolom(Isi(isi), column, int(tahun) if tahun and dated else None, (periode or "T") if dated else "T")
        )
    return tuple(found)


def check_peta(peta: Iterable[Kolom], tahun: int | None) -> None:
    """Refuse a mapping that cannot be read: without names, without values, without years, or the same thing twice."""
    columns = list(peta)
    held = {each.isi for each in columns}
    for (isi, _tahun, _periode), count in Counter((c.isi, c.tahun, c.periode) for c in columns).items():
        if count > 1:
            raise Refused("kolom-dipetakan-dua-kali", isi=LABELS[isi])
    if Isi.INDIKATOR not in held:
        raise Refused("kolom-indikator-belum-dipilih")
    if not held & {Isi.TARGET, Isi.REALISASI}:
        raise Refused("kolom-nilai-belum-dipilih")
    for year in [tahun, *(each.tahun for each in columns)]:
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused("tahun-di-luar-rentang", tahun=year, awal=FIRST_YEAR, akhir=LAST_YEAR)
    if tahun is None and Isi.TAHUN not in held and any(c.tahun is None for c in columns if c.isi in BY_PERIOD):
        raise Refused("tahun-belum-dipilih")


def as_json(peta: Peta) -> list[dict[str, Any]]:
    """The mapping as it is remembered."""
    return [{"isi": c.isi.value, "kolom": c.kolom, "tahun": c.tahun, "periode": c.periode} for c in peta]


def from_json(rows: Iterable[Mapping[str, Any]]) -> Peta:
    """The mapping as it was remembered."""
    return tuple(Kolom(Isi(row["isi"]), row["kolom"], row["tahun"], row["periode"]) for row in rows)
