"""``./run manage ingatkan``: tell everyone what he owes soon; the worker does it every day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sakip.kernel.reminders import remind


class Command(BaseCommand):
    help = "Mengingatkan setiap orang akan kewajiban yang tenggatnya mendekat atau terlewat; yang sama hanya sekali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tanggal", default="", help="seperti 2026-01-24; kosong: hari ini")

    def handle(self, *_args: Any, **options: Any) -> None:
        text = options["tanggal"]
        try:
            today = date.fromisoformat(text) if text else timezone.localdate()
        except ValueError as wrong:
            raise CommandError(f"“{text}” bukan tanggal. Tulis misalnya 2026-01-24.") from wrong
        remind(today=today)
        self.stdout.write(f"Pengingat untuk {today.isoformat()} selesai dibuat.")
