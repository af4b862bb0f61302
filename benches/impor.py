"""A table of 10,000 rows (2,000 indicators, five years): dry run and commit. Bars: 10 s and 20 s, all or nothing."""

from __future__ import annotations

import csv
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from benches.measure import Median, median_of
from benches.world import NAMA, TAHUN, prepare

INDICATORS = 2000


def write_table(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Indikator", "Satuan", "Polaritas", "Tahun", "Target", "Realisasi"])
        for number in range(INDICATORS):
            for tahun in TAHUN:
                figure = f"{40 + number % 60},{tahun % 10}5"
                writer.writerow([f"Persentase impor ke-{number}", "Persen", "Maximize", tahun, figure, "71,25"])


def run() -> dict[str, Median]:
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "tabel.csv"
        write_table(table)

        def dry() -> None:
            imported(table)

        def commit() -> None:
            with transaction.atomic():  # taken back: the next run must find the same world
                imported(table, "--terapkan")
                transaction.set_rollback(True)

        return {"dry_run": median_of(dry, runs=3, warm_up=0), "commit": median_of(commit, runs=3, warm_up=0)}


def imported(table: Path, *more: str) -> None:
    where = ("--instansi", NAMA, "--unit", "Perangkat Daerah 45", "--terima-usulan", "--json")
    call_command("impor", str(table), *where, *more, stdout=StringIO())
