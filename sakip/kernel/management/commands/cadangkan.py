"""``./run manage cadangkan --ke FILE``: everything into one file, while the system runs."""

from __future__ import annotations

from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from sakip.arithmetic.notation import format_number
from sakip.kernel.backup.writing import write_backup
from sakip.kernel.files import size_in_words
from sakip.kernel.management import base


class Command(base.Command):
    help = "Menulis cadangan lengkap (data, berkas, dan kunci) ke satu berkas; SAKIP boleh tetap berjalan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ke", type=Path, required=True, metavar="FILE", help="berkas cadangan yang dibuat")
        parser.add_argument("--timpa", action="store_true", help="ganti berkas itu bila sudah ada")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = options["ke"].absolute()
        try:
            written = write_backup(path, at=timezone.now(), overwrite=options["timpa"])
        except OSError as wrong:
            raise CommandError(f"Cadangan tidak dapat ditulis ke {path}: {wrong.strerror}.") from wrong
        rows, kept = (format_number(Decimal(number), places=0) for number in (written.rows, written.files))
        self.stdout.write(
            f"Cadangan ditulis ke {path}: {rows} baris dari {written.tables} tabel, "
            f"{kept} berkas, {size_in_words(written.size)}. Berkas ini memuat kunci "
            "dan data semua orang; simpan satu salinannya di mesin lain."
        )
        if written.missing:
            self.stderr.write(
                f"{len(written.missing)} berkas yang disebut data tidak ada di penyimpanan, sehingga tidak ikut. "
                "Jalankan periksa-integritas untuk melihat yang mana."
            )
