"""What the commands share that read the tables of another application."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError

from sakip.perencanaan.transfers.luar.tabel import Masalah, gathered
from sakip.referensi.models import GenerasiNomenklatur

MOST_TOLD = 120


def loaded(kode: str) -> GenerasiNomenklatur | None:
    """The generation of the nomenclature that is named, None where none is. Raises CommandError."""
    found = GenerasiNomenklatur.objects.filter(kode=kode).first()
    if kode and found is None:
        raise CommandError(f"Generasi {kode} belum dimuat. Muat dahulu dengan impor-nomenklatur.")
    return found


def tell(command: BaseCommand, masalah: Iterable[Masalah]) -> None:
    """What was found wrong or put right, line by line."""
    lines = gathered(masalah)
    command.stdout.write("\n".join(lines[:MOST_TOLD]))
    if len(lines) > MOST_TOLD:
        command.stdout.write(f"... dan {len(lines) - MOST_TOLD} hal lagi; --json menampilkan semuanya.")
