"""``impor-rencana``: a plan out of the tables of another application; dry run unless told to apply."""  # noqa: N999 - the command's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.queries import instansi_of
from sakip.perencanaan.management.luar import loaded, tell
from sakip.perencanaan.transfers.luar import rencana
from sakip.perencanaan.transfers.luar.tabel import Bacaan, check_codes, mapping, read_tables
from sakip.referensi.queries import jenis_pemda


class Command(ActingCommand):
    help = (
        "Mengimpor visi, misi, tujuan, sasaran, program, kegiatan, sub kegiatan, dan SKPD dari tabel aplikasi lain "
        "menjadi satu dokumen rencana: seluruhnya atau tidak sama sekali. Hanya memeriksa, kecuali dengan --terapkan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instansi", required=True, help="nama instansi")
        parser.add_argument("--folder", type=Path, help="folder yang memuat berkas-berkasnya, dikenal dari namanya")
        for part in mapping():
            parser.add_argument(f"--{part}", type=Path, metavar="BERKAS")
        parser.add_argument("--jenis", default="rpjmd", help="jenis dokumen (bawaan: rpjmd)")
        parser.add_argument("--nama", default="", help="nama dokumen")
        parser.add_argument("--awal", type=int, required=True, help="tahun awal")
        parser.add_argument("--akhir", type=int, required=True, help="tahun akhir")
        parser.add_argument("--nomor", default="", help="nomor penetapan")
        parser.add_argument("--tanggal", type=date.fromisoformat, help="tanggal penetapan, misalnya 2025-08-20")
        parser.add_argument("--periode", default="", help="nomor periode dalam berkas (bawaan: yang terakhir)")
        parser.add_argument("--lewati-yatim", action="store_true", help="lewati baris yang induknya tidak ada")
        parser.add_argument("--generasi", default="", help="generasi nomenklatur untuk memeriksa kode")
        parser.add_argument("--terapkan", action="store_true", help="tulis; tanpa ini hanya memeriksa")
        parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")
        parser.add_argument("--sebagai", metavar="SUREL", help="bertindak sebagai akun ini")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = actor(options["sebagai"])
        root = visible_unit(options["instansi"], "", by)
        generasi = loaded(options["generasi"])
        found = read_tables(_files(options), periode=options["periode"], lewati_yatim=options["lewati_yatim"])
        counted = check_codes(found, generasi, jenis_pemda(instansi_of(root, by).jenis))
        rencana.check(root, found, seen_by=by)
        done = ""
        if options["terapkan"] and not found.ditolak:
            hasil = rencana.apply(root, found, _document(options, root.nama), by=by)
            done = f"{hasil.simpul} pernyataan dicatat dalam {hasil.versi.dokumen.nama}; {hasil.unit} unit dibuat."
        self._tell(found, dict(counted), done, options)
        if found.ditolak:
            raise SystemExit(1)

    def _tell(self, found: Bacaan, counted: dict[str, int], done: str, options: dict[str, Any]) -> None:
        if options["json"]:
            said = {"jumlah": found.jumlah, "kode": counted, "masalah": [str(each) for each in found.masalah]}
            self.stdout.write(json.dumps({**said, "hasil": done}, ensure_ascii=False, indent=2))
            return
        tell(self, found.masalah)
        self.stdout.write("Terbaca: " + ", ".join(f"{number} {part}" for part, number in found.jumlah.items()) + ".")
        if found.ditolak:
            self.stdout.write("Tidak ada yang ditulis. Perbaiki yang ditolak, lalu ulangi.")
        else:
            self.stdout.write(done or "Pemeriksaan saja; tidak ada yang ditulis. Tambahkan --terapkan untuk menulis.")


def _files(options: dict[str, Any]) -> dict[str, tuple[str, bytes]]:
    """The named files, and those of the folder whose name ends as the part's: 'kabupaten-visi.csv'."""
    paths: dict[str, Path] = {}
    folder: Path | None = options["folder"]
    for path in sorted(folder.iterdir()) if folder else ():
        for part, columns in mapping().items():
            if path.is_file() and path.name.split(".")[0].split("-")[-1] == columns["berkas"]:
                paths.setdefault(part, path)
    paths |= {part: options[part] for part in mapping() if options[part]}
    if not paths:
        raise CommandError("Tidak ada berkas yang diberikan. Pakai --folder, atau --visi, --misi, dan seterusnya.")
    return {part: (path.name, path.read_bytes()) for part, path in paths.items()}


def _document(options: dict[str, Any], instansi: str) -> rencana.Dokumen:
    usual = f"{options['jenis'].upper()} {instansi} Tahun {options['awal']}-{options['akhir']}"
    return rencana.Dokumen(
        options["jenis"],
        options["nama"] or usual,
        options["awal"],
        options["akhir"],
        options["nomor"],
        options["tanggal"],
        options["generasi"],
    )
