"""``./run manage demo``: fill an empty installation with the fictional world, or print who may be tried in it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sakip.demo.accounts import table
from sakip.demo.files import rows
from sakip.demo.world import build
from sakip.kernel.access import SYSTEM
from sakip.organisasi.queries import instansi_by_name, units


class Command(BaseCommand):
    help = "Mengisi dunia contoh: kabupaten dan kementerian rekaan dengan rencana, indikator, angka, dan akun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--akun", action="store_true", help="hanya menampilkan akun contoh")

    def handle(self, *_args: Any, akun: bool, **_options: Any) -> None:
        if not akun:
            self.stdout.write(fill())
        self.stdout.write(table())


def fill() -> str:
    """Make the world where there is none; what was done, in a sentence.

    Raises CommandError in an installation that holds other instansi: invented figures have no place beside real ones.
    """
    names = [row["nama"] for row in rows("instansi")]
    if instansi_by_name(names[0], SYSTEM) is not None:
        return "Dunia contoh sudah ada; tidak ada yang diubah."
    real = units(SYSTEM).filter(induk=None).first()
    if real is not None:
        raise CommandError(
            f"Dunia contoh tidak diisikan karena folder data ini sudah memuat instansi lain, yaitu {real.nama}. "
            "Pakai folder lain, misalnya SAKIP_DATA=./data-contoh ./run demo."
        )
    world = build()
    return (
        f"Dunia contoh selesai diisi: {', '.join(names[:-1])}, dan {names[-1]}; {len(world.units) - len(names)} unit, "
        f"{len(world.people)} pegawai, {len(world.indicators)} indikator. Semua nama dan angka di dalamnya rekaan."
    )
