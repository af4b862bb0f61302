"""``impor-evaluasi-renja``: a Renja out of Formulir E.81; dry run unless told to apply."""  # noqa: N999 - the command's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from sakip.arithmetic.notation import format_rupiah
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.problems import file_sentence
from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.queries import instansi_of
from sakip.perencanaan.transfers.luar import evaluasi, renja
from sakip.perencanaan.transfers.luar.tabel import gathered
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries import jenis_pemda

MOST_TOLD = 120


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
        generasi = GenerasiNomenklatur.objects.filter(kode=options["generasi"]).first()
        if options["generasi"] and generasi is None:
            raise CommandError(f"Generasi {options['generasi']} belum dimuat. Muat dahulu dengan impor-nomenklatur.")
        path: Path = options["berkas"]
        try:
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
        except Refused as refused:
            raise CommandError(refused.refusal.sentence) from refused
        except UnreadableFile as wrong:
            raise CommandError(file_sentence(wrong)) from wrong
        except OSError as wrong:
            raise CommandError(f"Berkas {path} tidak dapat dibaca: {wrong.strerror}.") from wrong
        if options["json"]:
            self.stdout.write(json.dumps(evaluasi.as_json(found) | {"hasil": done}, ensure_ascii=False, indent=2))
        else:
            self._tell(found, done)
        if found.ditolak:
            raise SystemExit(1)

    def _tell(self, found: evaluasi.Evaluasi, done: str) -> None:
        lines = gathered(found.masalah)
        self.stdout.write("\n".join(lines[:MOST_TOLD]))
        if len(lines) > MOST_TOLD:
            self.stdout.write(f"... dan {len(lines) - MOST_TOLD} hal lagi; --json menampilkan semuanya.")
        self.stdout.write("Terbaca: " + ", ".join(f"{number} {what}" for what, number in found.jumlah.items()) + ".")
        self.stdout.write(done or "Tidak ada yang ditulis." + ("" if found.ditolak else " Tambahkan --terapkan."))
