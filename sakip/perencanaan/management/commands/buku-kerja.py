"""Buku Kerja from the shell: out to a file, in from a file; dry run unless told to apply."""  # noqa: N999 - the command's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from sakip.kernel.access import Access
from sakip.kernel.transfer.annotate import annotated
from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.transfers.buku_kerja import Lingkup, Pratinjau, apply_preview, export, preview
from sakip.perencanaan.transfers.buku_kerja.report import as_json, said
from sakip.perencanaan.transfers.buku_kerja.sentences import SENTENCES


class Command(ActingCommand):
    help = (
        "Menulis Buku Kerja ke berkas (--keluar), atau membacanya kembali (--masuk): hanya pratinjau, kecuali dengan "
        "--terapkan. Berakhir dengan kode 1 bila ada yang ditolak."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instansi", required=True, help="nama instansi")
        parser.add_argument("--unit", default="", help="nama, singkatan, atau kode unit; tanpa ini seluruh instansi")
        parser.add_argument("--tahun", type=int, help="tahun realisasi, untuk --keluar")
        parser.add_argument("--awal", type=int, help="tahun target pertama (bawaan: dua tahun sebelum --tahun)")
        parser.add_argument("--akhir", type=int, help="tahun target terakhir (bawaan: dua tahun sesudah --tahun)")
        parser.add_argument("--dasar", choices=Dasar.values, default=Dasar.RENSTRA.value, help="dasar target")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--keluar", type=Path, metavar="BERKAS", help="tulis Buku Kerja ke berkas ini")
        where.add_argument("--masuk", type=Path, metavar="BERKAS", help="baca Buku Kerja dari berkas ini")
        parser.add_argument("--terapkan", action="store_true", help="terapkan; tanpa ini hanya pratinjau")
        parser.add_argument(
            "--anotasi", type=Path, metavar="BERKAS", help="tulis berkas yang ditolak beserta masalahnya"
        )
        parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")
        parser.add_argument("--sebagai", metavar="SUREL", help="bertindak sebagai akun ini")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = actor(options["sebagai"])
        unit = visible_unit(options["instansi"], options["unit"], by)
        if options["keluar"]:
            self._export(unit, options, by)
        else:
            self._import(unit, options, by)

    def _export(self, unit: Unit, options: dict[str, Any], by: Access) -> None:
        if options["tahun"] is None:
            raise CommandError("Sebutkan tahunnya dengan --tahun.")
        around = Lingkup.around(unit, options["tahun"])
        lingkup = Lingkup(
            unit,
            options["tahun"],
            options["awal"] or around.awal,
            options["akhir"] or around.akhir,
            Dasar(options["dasar"]),
        )
        options["keluar"].write_bytes(export(lingkup, seen_by=by))
        self.stdout.write(f"{options['keluar']}")

    def _import(self, unit: Unit, options: dict[str, Any], by: Access) -> None:
        path: Path = options["masuk"]
        content = path.read_bytes()
        hasil = preview(content, path.name, by=by, unit=unit)
        if options["terapkan"] and hasil.dapat_diterapkan:
            apply_preview(hasil, by=by)
        applied = options["terapkan"] and hasil.dapat_diterapkan
        if options["anotasi"] and hasil.masalah:
            options["anotasi"].write_bytes(annotated(content, path.name, hasil.masalah, SENTENCES))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(hasil, diterapkan=applied), ensure_ascii=False, indent=2))
        else:
            self._tell(hasil, applied=applied)
        if hasil.ditolak:
            raise SystemExit(1)

    def _tell(self, hasil: Pratinjau, *, applied: bool) -> None:
        for each in hasil.perubahan:
            self.stdout.write(f"{each.lembar} {each.sel}: {each.objek}, {each.kolom}: {each.lama} menjadi {each.baru}")
        for problem in hasil.masalah:
            self.stdout.write(said(problem))
        counts = ", ".join(f"{number} {tindakan.value}" for tindakan, number in sorted(hasil.jumlah.items()))
        self.stdout.write(f"{'Diterapkan' if applied else 'Pratinjau'}: {counts or 'tidak ada isi'}.")
