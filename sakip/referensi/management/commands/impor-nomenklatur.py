"""``impor-nomenklatur FILE --generasi KODE``: load a generation of the national nomenclature, whole or not at all."""  # noqa: N999 - the command's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.db import transaction

from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.kernel.management import base
from sakip.kernel.transfer.problems import sentence
from sakip.referensi.actions import load_nomenclature
from sakip.referensi.queries import tingkat_nomenklatur
from sakip.referensi.queries.nomenklatur import generasi
from sakip.referensi.rules import NAMA_JENIS
from sakip.referensi.transfers import SENTENCES, Bacaan, read_nomenclature

MOST_TOLD = 50


class Command(base.Command):
    help = (
        "Memuat satu generasi nomenklatur program, kegiatan, dan sub kegiatan (CSV, CSV.GZ, XLSX, XLS, ODS): "
        "seluruhnya atau tidak sama sekali. Berkas yang sama tidak mengubah apa pun. Kode 1 bila ada yang ditolak."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--generasi", required=True, metavar="KODE", help="misalnya 900.1.15.5-3406/2024")
        parser.add_argument("--sumber", default="", help="dasar hukumnya, misalnya Kepmendagri 900.1.15.5-3406/2024")
        parser.add_argument("--uji-coba", action="store_true", help="hanya memeriksa, tidak menulis")
        parser.add_argument("--ganti", action="store_true", help="ganti isi generasi itu bila belum dipakai")
        parser.add_argument("--json", action="store_true", help="laporan berupa JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["berkas"]
        read = read_nomenclature(path.read_bytes(), path.name)
        done = "" if read.masalah else _load(read, options)
        self._tell(read, done, as_data=options["json"])
        if read.masalah:
            raise SystemExit(1)

    def _tell(self, read: Bacaan, done: str, *, as_data: bool) -> None:
        problems = [sentence(each, SENTENCES) for each in read.masalah]
        if as_data:
            said = {"hasil": done or "ditolak", "jumlah": read.jumlah, "masalah": problems}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for each in problems[:MOST_TOLD]:
            self.stdout.write(each)
        if len(problems) > MOST_TOLD:
            self.stdout.write(f"... dan {len(problems) - MOST_TOLD} masalah lain; --json menampilkan semuanya.")
        if problems:
            self.stdout.write(f"Tidak ada yang dimuat: {len(problems)} masalah. Perbaiki berkasnya, lalu ulangi.")
            return
        for jenis, counted in read.jumlah.items():
            words = ", ".join(f"{counted[kode]} {nama.lower()}" for kode, nama in tingkat_nomenklatur().items())
            self.stdout.write(f"{NAMA_JENIS[jenis].capitalize()}: {words}.")
        self.stdout.write(_SAID[done])


_SAID = {
    "dimuat": "Generasi dimuat.",
    "diganti": "Isi generasi diganti.",
    "tetap": "Generasi ini sudah dimuat dengan isi yang sama; tidak ada yang diubah.",
    "uji-coba": "Uji coba saja: tidak ada masalah, tidak ada yang ditulis. Hilangkan --uji-coba untuk memuat.",
}


def _load(read: Bacaan, options: dict[str, Any]) -> str:
    """What was done, as a word of ``_SAID``."""
    before = next((each for each in generasi() if each.kode == options["generasi"].strip()), None)
    with transaction.atomic():
        made = load_nomenclature(
            INSTALLATION,
            kode=options["generasi"],
            sumber=options["sumber"],
            baris=read.baris,
            sidik=read.sidik,
            ganti=options["ganti"],
            by=SYSTEM,
        )
        transaction.set_rollback(options["uji_coba"])
    if options["uji_coba"]:
        return "uji-coba"
    if before is None:
        return "dimuat"
    return "tetap" if made.pk == before.pk else "diganti"
