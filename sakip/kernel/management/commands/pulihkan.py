"""``./run manage pulihkan --dari FILE``: everything as it was when the backup was taken, or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from sakip.arithmetic.notation import format_date, format_number
from sakip.kernel.backup.restoring import restore
from sakip.kernel.management import base


class Command(base.Command):
    help = "Mengganti seluruh isi pemasangan ini dengan isi sebuah cadangan; SAKIP harus dihentikan dahulu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dari", type=Path, required=True, metavar="FILE", help="berkas cadangan")
        parser.add_argument("--timpa", action="store_true", help="ganti isi yang sudah ada")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = options["dari"].absolute()
        try:
            done = restore(path, overwrite=options["timpa"])
        except (OSError, DatabaseError) as wrong:
            raise CommandError(f"Cadangan tidak dapat dipulihkan, dan tidak ada yang diubah: {wrong}.") from wrong
        made = timezone.localtime(datetime.fromisoformat(done.made_at))
        rows, kept = (format_number(Decimal(number), places=0) for number in (done.rows, done.files))
        self.stdout.write(
            f"Dipulihkan dari {path}, yang dibuat {format_date(made.date())} pukul {made:%H.%M %Z} dengan SAKIP "
            f"{done.version}: {rows} baris dan {kept} "
            "berkas. Semua orang perlu masuk lagi. Periksa keutuhannya dengan ./run manage periksa-integritas."
        )
