"""``laporan --instansi NAMA [--unit NAMA] --tahun 2023 --keluar DIR``: the LKjIP as one PDF and one DOCX."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from sakip.documents.model import Document
from sakip.documents.pdf import render_with_pages
from sakip.documents.word import render_docx
from sakip.kernel.papers import file_name
from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.queries import Susunan, susunan_of
from sakip.pelaporan.documents import draft


class Command(ActingCommand):
    help = "Tulis Laporan Kinerja (LKjIP) suatu instansi atau unit sebagai satu PDF dan satu DOCX."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--instansi", required=True, help="nama instansi")
        parser.add_argument("--unit", help="nama, singkatan, atau kode unit; bawaan: instansi itu sendiri")
        parser.add_argument("--tahun", type=int, required=True, help="tahun laporan")
        parser.add_argument("--keluar", type=Path, required=True, metavar="DIR", help="folder tempat berkas ditulis")
        parser.add_argument("--sebagai", metavar="SUREL", help="akun yang melihat; bawaan: Baris perintah")
        parser.add_argument(
            "--susunan",
            choices=[each.value for each in Susunan],
            default="",
            help="susunan organisasi tahun lalu: saat-itu atau sekarang; bawaan: saat-itu",
        )
        parser.add_argument("--json", action="store_true", help="sebutkan berkas sebagai JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        access = actor(options["sebagai"])
        tahun: int = options["tahun"]
        if not 1990 <= tahun <= 2100:
            raise CommandError(f"Tahun {tahun} di luar 1990 sampai 2100. Periksa --tahun.")
        unit = visible_unit(options["instansi"], options["unit"], access, tahun=tahun)
        today = timezone.localdate()
        chosen = susunan_of(unit, tahun, asked=options["susunan"], on=today, seen_by=access)
        document = draft(unit, tahun, posisi_data=today, seen_by=access, susunan=chosen.tercetak)
        written = _write(document, options["keluar"])
        if options["json"]:
            said = {"unit": unit.nama, "tahun": tahun, "berkas": [str(path) for path in written]}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            for path in written:
                self.stdout.write(str(path))


def _write(document: Document, folder: Path) -> list[Path]:
    """Both files, drawn before the first is written. Raises CommandError where the folder cannot be written."""
    at = timezone.now()
    drawn = render_with_pages(document, at=at)
    files = {"pdf": drawn.pdf, "docx": render_docx(document, at=at, page_numbers=drawn.page_numbers)}
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for extension, content in files.items():
            path = folder / file_name(document.title, extension)
            path.write_bytes(content)
            written.append(path)
    except OSError as wrong:
        raise CommandError(
            f"Berkas tidak dapat ditulis ke {folder}: {wrong.strerror}. Pilih folder lain dengan --keluar."
        ) from wrong
    return written
