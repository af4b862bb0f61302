"""``impor-evaluasi-renja``: a Renja out of Formulir E.81; dry run unless told to apply."""  # noqa: N999 - the command's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from sakip.arithmetic.notation import format_rupiah
from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.queries import instansi_of
from sakip.perencanaan.management.luar import loaded, tell
from sakip.perencanaan.transfers.luar import evaluasi, renja
from sakip.referensi.queries import jenis_pemda


class Command(ActingCommand):
    help = (
        "Membaca Formulir E.81 (evaluasi terhadap hasil Renja) menjadi Renja satu unit: program, kegiatan, sub "
        "kegiatan, indikator, target, pagu, dan realisasi per triwulan. Hanya memeriksa, kecuali dengan --terapkan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--instansi", required=True, help="nama instansi")
        parser.add_argument("--unit", required=True, help="nama, singkatan, atau kode unit")
        parser.add_argument("--tahun", type=int, required=True)
        parser.add_argument("--generasi", default="", help="generasi nomenklatur yang memberi kode menurut nama")
        parser.add_argument("--bidang", default="", help="kode bidang urusan unit itu, misalnya 5.01,5.05")
        parser.add_argument("--dokumen", default="", help="nomor dan tanggal penetapan Renja")
        parser.add_argument("--terapkan", action="store_true", help="tulis; tanpa ini hanya memeriksa")
        parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")
        parser.add_argument("--sebagai", metavar="SUREL", help="bertindak sebagai akun ini")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = actor(options["sebagai"])
        unit = visible_unit(options["instansi"], options["unit"], by)
        generasi = loaded(options["generasi"])
        path: Path = options["berkas"]
        found = evaluasi.read_evaluation(
            path.name,
            path.read_bytes(),
            generasi=generasi,
            jenis_pemda=jenis_pemda(instansi_of(unit, by).jenis),
            bidang=options["bidang"],
        )
        done = ""
        if options["terapkan"] and not found.ditolak:
            name = f"Renja {unit.nama} Tahun {options['tahun']}"
            made = renja.apply(unit, found, tahun=options["tahun"], nama=name, dokumen=options["dokumen"], by=by)
            done = (
                f"{made.simpul} pernyataan, {made.indikator} indikator, {made.target} target, {made.realisasi} "
                f"realisasi triwulan, {made.baseline} baseline, {made.serapan} realisasi anggaran "
                f"triwulan sebagai deret data, "
                f"{made.pagu} baris pagu ({format_rupiah(made.rupiah)} pada sub kegiatan)."
            )
        if options["json"]:
            self.stdout.write(json.dumps(evaluasi.as_json(found) | {"hasil": done}, ensure_ascii=False, indent=2))
        else:
            self._tell(found, done)
        if found.ditolak:
            raise SystemExit(1)

    def _tell(self, found: evaluasi.Evaluasi, done: str) -> None:
        tell(self, found.masalah)
        self.stdout.write("Terbaca: " + ", ".join(f"{number} {what}" for what, number in found.jumlah.items()) + ".")
        self.stdout.write(done or "Tidak ada yang ditulis." + ("" if found.ditolak else " Tambahkan --terapkan."))
