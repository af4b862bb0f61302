"""Keeps the catalogue of a language whole: collects the messages, says which have no translation, compiles."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sakip.kernel.catalogue import compile_catalogue, faults, missing, update


class Command(BaseCommand):
    help = "Memperbarui katalog terjemahan (sakip/locale) dari templat dan kode, lalu menyusunnya. Untuk pengembang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--periksa", action="store_true", help="hanya memeriksa; kode 1 bila ada yang belum ada")

    def handle(self, *_args: Any, periksa: bool, **_options: Any) -> None:
        if not periksa:
            update()
            compile_catalogue()
        without = missing()
        for message in without:
            self.stdout.write(message)
        if without:
            raise CommandError(f"{len(without)} pesan belum diterjemahkan. Lengkapi sakip/locale/en/LC_MESSAGES.")
        if wrong := faults():
            raise CommandError("\n".join(wrong))
        self.stdout.write("Semua pesan sudah diterjemahkan.")
