"""The national nomenclature at its real size: loading, the picker, the map. Bars: 15 s; first answer 100 ms.

The table is made by code, with as many rows as the real one: 7,765 sub kegiatan with a definition of 1,000 letters.
"""

from __future__ import annotations

import csv
import gzip
import tempfile
import time
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from benches.measure import Median, median_of
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries.kenal import kenal_semua
from sakip.referensi.queries.nomenklatur import generasi_berkode, pilihan
from sakip.referensi.queries.padanan import peta

SUB_KEGIATAN = {"PROV": 4207, "KABKOT": 3558}
GENERASI = "ukur"
_WORDS = (
    "Pengelolaan",
    "Penyediaan",
    "Pembinaan",
    "Layanan",
    "Kesehatan",
    "Jalan",
    "Sekolah",
    "Dokumen",
    "Data",
    "Desa",
)
TEXTS = {
    "a word": ("layanan", ()),
    "words in another order": ("desa pembinaan", ()),
    "one letter": ("a", ()),
    "nothing found": ("tidak pernah ada", ()),
    "digits": ("1.02.03", ()),
    "words, two bidang": ("dokumen", ("1.02", "2.14")),
    "all of a unit": ("", ("1.02",)),
}


@dataclass(frozen=True)
class Search:
    """The first answer in this process, then the median, in ms."""

    first_ms: float
    later: Median


def write_table(path: Path) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        titles = [
            "JENIS PEMDA",
            "BIDANG",
            "PROGRAM",
            "KEGIATAN",
            "SUBKEGIATAN",
            "INDIKATOR",
            "SATUAN",
            "DEFINISI OPERASIONAL",
        ]
        writer.writerow(titles)
        for jenis, many in SUB_KEGIATAN.items():
            for number in range(many):
                writer.writerow([jenis, *_row(jenis, number)])


def _row(jenis: str, number: int) -> list[str]:
    general = number % 35 == 0
    bidang = "X.XX" if general else f"{1 + number % 5}.{1 + number % 32:02d}"
    program = f"{bidang}.{1 if general else 2 + number // 32 % 5:02d}"
    kegiatan = f"{program}.{1 if jenis == 'PROV' else 2}.{1 + number // 160 % 9:02d}"
    named = " ".join(_WORDS[number // power % 10] for power in (1, 10, 100, 1000))
    levels = [f"{bidang} BIDANG {bidang}", f"{program} PROGRAM {program}", f"{kegiatan} Kegiatan {kegiatan}"]
    return [*levels, f"{kegiatan}.{number:04d} {named}", f"Jumlah {named}", "Dokumen", "Uraian yang panjang. " * 48]


def run() -> dict[str, object]:
    call_command("migrate", verbosity=0)  # it needs no other rows
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():  # taken back: the world stays as it was
        table = Path(folder) / "nomenklatur.csv.gz"
        write_table(table)
        began = time.perf_counter()
        call_command("impor-nomenklatur", str(table), "--generasi", GENERASI, stdout=StringIO())
        loaded = round((time.perf_counter() - began) * 1000)
        of = generasi_berkode(GENERASI)
        assert of is not None
        found: dict[str, object] = {"database": connection.vendor, "load_ms": loaded}
        found |= {f"picker, {name}": _search(of, text, bidang) for name, (text, bidang) in TEXTS.items()}
        codes = list(of.nomenklatur.filter(jenis_pemda="kab", tingkat="sub-kegiatan").values_list("kode", flat=True))
        found["judging 3,558 codes"] = median_of(lambda: kenal_semua(of, "kab", dict.fromkeys(codes, "")), runs=5)
        found["map to itself"] = median_of(lambda: peta(of, of, "kab"), runs=5)
        transaction.set_rollback(True)
        return found


def _search(of: GenerasiNomenklatur, text: str, bidang: tuple[str, ...]) -> Search:
    began = time.perf_counter()
    pilihan(of, "kab", text=text, bidang=bidang)
    first = round((time.perf_counter() - began) * 1000, 2)
    return Search(first, median_of(lambda: pilihan(of, "kab", text=text, bidang=bidang), runs=21))
