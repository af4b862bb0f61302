"""``impor-organisasi FILE``: units, positions, people or accounts from the shell. Dry run unless --terapkan."""  # noqa: N999

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.problems import sentence
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi import mailing
from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.transfers.applying import apply_plan, plan_of
from sakip.organisasi.transfers.jenis import AKUN, JENIS, PELANTIKAN
from sakip.organisasi.transfers.rencana import Rencana, RencanaBaris, Tindakan
from sakip.organisasi.transfers.sentences import SENTENCES

CHOICES = [kode for kode in JENIS if kode != PELANTIKAN.kode]
"""A pelantikan is a draft that is looked at on its page."""


class Command(ActingCommand):
    help = "Impor unit, jabatan, pegawai, atau akun (XLSX, XLS, ODS, CSV). Tanpa --terapkan tidak ada yang ditulis."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--jenis", required=True, choices=CHOICES)
        parser.add_argument("--instansi", default="", help="nama instansi; boleh kosong bila hanya ada satu")
        parser.add_argument(
            "--sejak",
            type=_day,
            metavar="YYYY-MM-DD",
            help="hari pertama unit atau jabatan baru yang tidak menyebutnya",
        )
        parser.add_argument("--sebagai", metavar="SUREL", help="akun yang bertindak; bawaan: Baris perintah")
        parser.add_argument("--terapkan", action="store_true", help="tulis hasilnya, semua atau tidak sama sekali")
        parser.add_argument("--anotasi", type=Path, metavar="BERKAS", help="tulis salinan berkas beserta masalahnya")

    def handle(self, *_args: Any, **options: Any) -> None:
        plan = self._plan(options)
        applies = options["terapkan"] and plan.siap
        written = apply_plan(plan, by=actor(options["sebagai"])) if applies else None
        self._tell(plan)
        if plan.ditolak:
            self.stdout.write("Tidak ada yang ditulis. Perbaiki semua masalah di atas, lalu ulangi.")
            raise SystemExit(1)
        self._tell_end(plan, written, options)

    @staticmethod
    def _plan(options: dict[str, Any]) -> Rencana:
        content, name = options["berkas"].read_bytes(), options["berkas"].name
        access = actor(options["sebagai"])
        root = visible_unit(options["instansi"], None, access)
        jenis = JENIS[options["jenis"]]
        workbook = read_workbook(content, filename=name)
        plan = plan_of(workbook, jenis, root, on=timezone.localdate(), by=access, sejak=options["sejak"])
        if options["anotasi"]:
            options["anotasi"].write_bytes(annotated(content, name, plan.masalah, SENTENCES))
        return plan

    def _tell(self, plan: Rencana) -> None:
        for row in plan.baris:
            if row.tindakan in {Tindakan.BARU, Tindakan.BERUBAH}:
                self.stdout.write(f"{row.tindakan.value.capitalize()}: {_line(row)}")
        for each in plan.catatan:
            self.stdout.write(f"Catatan: {sentence(each, SENTENCES)}")
        for each in plan.ditolak:
            self.stdout.write(f"Ditolak: {sentence(each, SENTENCES)}")
        counts = ", ".join(f"{plan.jumlah[each]} {each.value}" for each in Tindakan if plan.jumlah[each])
        self.stdout.write(f"{plan.tabel.jenis.nama} untuk {plan.root.nama}: {counts or 'tidak ada baris'}.")

    def _tell_end(self, plan: Rencana, written: Any, options: dict[str, Any]) -> None:
        if not plan.ada_perubahan:
            self.stdout.write("Tidak ada yang perlu ditulis.")
        elif not options["terapkan"]:
            self.stdout.write("Uji coba saja, tidak ada yang ditulis. Tambahkan --terapkan untuk menulis.")
        else:
            self.stdout.write("Diterapkan.")
        if plan.tabel.jenis is AKUN and written:
            self._send(written, actor(options["sebagai"]).actor_id)

    def _send(self, written: Any, acting: int | None) -> None:
        """Letters by the worker; a command knows no address of its own, so only where a public one is set."""
        if mailing.configured() and mailing.public():
            mailing.mail_invitations.enqueue([each.undangan.akun_id for each in written], acting, "")
            self.stdout.write(f"{len(written)} surat undangan dikirim oleh pekerja.")
        else:
            self.stdout.write("Surat undangan tidak dikirim; salin tautan undangan pada halaman setiap akun.")


def _line(row: RencanaBaris) -> str:
    changes = [f"{each.kolom} {each.lama} → {each.baru}" if each.lama else each.baru for each in row.perubahan]
    place = f" ({row.tempat})" if row.tempat else ""
    return f"baris {row.nomor}, {row.objek}{place}" + (f": {'; '.join(changes)}" if changes else "")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"“{text}” bukan tanggal; tulis seperti 2025-01-02") from wrong
