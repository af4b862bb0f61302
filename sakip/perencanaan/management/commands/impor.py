"""``impor FILE``: a table of indicators from the shell. Dry run unless --terapkan; exit 1 where anything is refused."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from sakip.arithmetic.polarity import Polaritas
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import INSTALLATION, Access
from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.cells import Sheet
from sakip.kernel.transfer.headers import guess_header_rows, header_labels, normalise
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi.actions import create_instansi
from sakip.organisasi.management.asking import ActingCommand, actor, visible_unit
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import instansi_by_name
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.queries import dasar as usual_dasar
from sakip.perencanaan.transfers.applying import apply_plan
from sakip.perencanaan.transfers.fields import check_peta, parse_peta, propose
from sakip.perencanaan.transfers.plan import Pilihan, Rencana, make_plan
from sakip.perencanaan.transfers.report import as_json, as_text
from sakip.perencanaan.transfers.sentences import SENTENCES
from sakip.perencanaan.transfers.table import Susunan, read_table


class Command(ActingCommand):
    help = "Impor tabel indikator apa adanya (XLSX, XLS, ODS, CSV). Tanpa --terapkan tidak ada yang ditulis."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--instansi", required=True, help="nama instansi")
        parser.add_argument(
            "--buat-instansi", metavar="JENIS", help="buat instansi itu bila belum ada, misalnya kabupaten"
        )
        parser.add_argument("--unit", help="nama, singkatan, atau kode unit pemilik indikator; bawaan: instansi")
        parser.add_argument("--lembar", help="nama lembar; bawaan: lembar pertama")
        parser.add_argument("--baris-judul", metavar="1-2", help="baris judul tabel; bawaan: dikenali sendiri")
        parser.add_argument(
            "--peta", action="append", metavar="ISI=JUDUL,...", help="isi=judul kolom; isi@2023=judul kolom"
        )
        parser.add_argument("--tahun", type=int, help="satu tahun untuk seluruh tabel")
        parser.add_argument(
            "--dasar",
            choices=Dasar.values,
            help="dasar target; bawaan: rpjmd untuk instansi, renstra untuk unit di bawahnya",
        )
        parser.add_argument("--lapis", choices=Lapis.values, default=Lapis.KLAIM.value, help="lapis realisasi")
        parser.add_argument(
            "--jawab", action="append", default=[], metavar="B7=1234", help="jawaban atas sel yang rancu"
        )
        parser.add_argument(
            "--polaritas",
            action="append",
            default=[],
            metavar="NAMA=ARAH",
            help="arah indikator: meningkat, menurun, rentang",
        )
        parser.add_argument("--terima-usulan", action="store_true", help="terima semua usulan polaritas")
        parser.add_argument("--alasan", default="", help="alasan perubahan target yang sudah ditetapkan")
        parser.add_argument("--sebagai", metavar="SUREL", help="akun yang bertindak; bawaan: Baris perintah")
        parser.add_argument("--terapkan", action="store_true", help="tulis hasilnya, semua atau tidak sama sekali")
        parser.add_argument("--anotasi", type=Path, metavar="BERKAS", help="tulis salinan berkas beserta masalahnya")
        parser.add_argument("--json", action="store_true", help="laporan berupa JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        plan, written = _run(options)
        self._tell(plan, written, as_data=options["json"])
        if not plan.dapat_diterapkan:
            raise SystemExit(1)

    def _tell(self, plan: Rencana, written: dict[str, int] | None, *, as_data: bool) -> None:
        if as_data:
            said = {**as_json(plan), "diterapkan": written is not None, "tertulis": written}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        self.stdout.write(as_text(plan))
        self.stdout.write("")
        if written is not None:
            self.stdout.write(
                f"Diterapkan: {written['indikator']} indikator, {written['target']} target, "
                f"{written['realisasi']} realisasi ditulis."
            )
        elif plan.dapat_diterapkan:
            self.stdout.write("Uji coba saja, tidak ada yang ditulis. Tambahkan --terapkan untuk menulis.")
        else:
            self.stdout.write("Tidak ada yang ditulis. Perbaiki yang ditolak dan jawab pertanyaannya, lalu ulangi.")


def _run(options: dict[str, Any]) -> tuple[Rencana, dict[str, int] | None]:
    """The plan, and what was written if it was applied."""
    content, name = options["berkas"].read_bytes(), options["berkas"].name
    access = actor(options["sebagai"])
    sheet = _sheet(content, name, options["lembar"])
    susunan = _layout(sheet, options)
    unit = _unit(options, access)
    pilihan = _choices(options, unit)
    plan = make_plan(read_table(sheet, susunan), unit=unit, pilihan=pilihan, by=access)
    if options["anotasi"]:
        options["anotasi"].write_bytes(annotated(content, name, plan.masalah, SENTENCES))
    if not (options["terapkan"] and plan.dapat_diterapkan):
        return plan, None
    with transaction.atomic():
        if unit is None:
            unit = create_instansi(INSTALLATION, nama=options["instansi"], jenis=options["buat_instansi"], by=access)
        return plan, vars(apply_plan(plan, unit, by=access))


def _sheet(content: bytes, name: str, wanted: str | None) -> Sheet:
    workbook = read_workbook(content, filename=name)
    names = ", ".join(f"“{sheet.name}”" for sheet in workbook.sheets)
    found = workbook.sheet(wanted) if wanted else next((sheet for sheet in workbook.sheets if sheet.rows), None)
    if found is None:
        raise CommandError(f"Lembar “{wanted}” tidak ada. Pilih salah satu: {names}.")
    return found


def _layout(sheet: Sheet, options: dict[str, Any]) -> Susunan:
    rows = _header_rows(options["baris_judul"]) if options["baris_judul"] else guess_header_rows(sheet)
    if not rows:
        raise CommandError(
            "Baris judul tabel tidak dikenali. Sebutkan dengan --baris-judul, misalnya --baris-judul 1-2."
        )
    labels = header_labels(sheet, rows)
    peta = parse_peta(",".join(options["peta"]), labels) if options["peta"] else propose(labels)
    check_peta(peta, options["tahun"])
    return Susunan(rows, peta, options["tahun"])


def _header_rows(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    if not first.isdigit() or not (last or first).isdigit() or not 1 <= int(first) <= int(last or first):
        raise CommandError(f"--baris-judul {text} tidak dapat dibaca. Tulis seperti 1 atau 1-2.")
    return tuple(range(int(first), int(last or first) + 1))


def _choices(options: dict[str, Any], unit: Unit | None) -> Pilihan:
    polaritas = {}
    for each in options["polaritas"]:
        name, _, arah = each.rpartition("=")
        if arah not in list(Polaritas):
            raise CommandError(f"--polaritas {each} tidak dapat dibaca. Tulis NAMA=meningkat, menurun, atau rentang.")
        polaritas[normalise(name)] = Polaritas(arah)
    answers = dict(each.rpartition("=")[::2] for each in options["jawab"])
    return Pilihan(
        dasar=usual_dasar(options["dasar"] or "", unit) if unit else Dasar(options["dasar"] or Dasar.RPJMD),
        lapis=Lapis(options["lapis"]),
        jawaban=answers,
        polaritas=polaritas,
        terima_usulan=options["terima_usulan"],
        alasan=options["alasan"],
    )


def _unit(options: dict[str, Any], access: Access) -> Unit | None:
    """The unit that owns the indicators; None where the instansi is still to be made."""
    root = instansi_by_name(options["instansi"], access)
    if root is None:
        if not options["buat_instansi"]:
            raise CommandError(
                f"Instansi “{options['instansi']}” tidak ditemukan. Periksa namanya, atau tambahkan "
                "--buat-instansi kabupaten."
            )
        if options["unit"]:
            raise CommandError("Instansi yang baru dibuat belum mempunyai unit. Hilangkan --unit.")
        return None
    return visible_unit(options["instansi"], options["unit"], access)
