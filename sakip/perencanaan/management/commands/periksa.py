"""``periksa [--instansi NAMA] [--unit NAMA] [--dokumen NAMA] [--objek KUNCI] [--tahun N] [--json]``: the checker of the
plan. A galat exits 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from sakip.anggaran.models import Pagu
from sakip.kernel.access import Access
from sakip.organisasi.management.asking import ActingCommand, actor, every_instansi, find_instansi, visible_unit
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenRencana, Indikator, SimpulPohon, SimpulRencana
from sakip.perencanaan.pemeriksa import Temuan, counts, periksa, within
from sakip.perencanaan.queries.rencana import documents
from sakip.referensi.queries import aturan_pemeriksa

KINDS: Mapping[str, tuple[Any, str]] = {
    "indikator": (Indikator, "pk"),
    "simpul": (SimpulRencana, "kunci"),
    "dokumen": (DokumenRencana, "pk"),
    "pohon": (SimpulPohon, "pk"),
    "unit": (Unit, "pk"),
    "pagu": (Pagu, "kode"),
}
"""By the first word of a key what it names, and by which column."""


class Command(ActingCommand):
    help = "Periksa rencana suatu instansi: rumusan, indikator, target, pohon kinerja, pagu. Keluar 1 bila ada galat."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--instansi", default="", help="nama instansi; bawaan: semua")
        parser.add_argument("--unit", help="nama, singkatan, atau kode unit; bawaan: seluruh instansi")
        parser.add_argument("--dokumen", default="", help="nama dokumen, atau bagian yang hanya dimiliki satu dokumen")
        parser.add_argument(
            "--objek", default="", help="satu hal saja, seperti pada jawaban JSON: indikator:12, simpul:KUNCI"
        )
        parser.add_argument("--tahun", type=int, help="tahun rencana; bawaan: tahun ini")
        parser.add_argument("--sebagai", metavar="SUREL", help="akun yang melihat; bawaan: Baris perintah")
        parser.add_argument("--daftar", action="store_true", help="sebutkan semua aturan")
        parser.add_argument("--json", action="store_true", help="jawab sebagai JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["daftar"]:
            self._list(as_json=options["json"])
            return
        access = actor(options["sebagai"])
        _refuse_unknown(options["objek"], access)
        tahun, today = options["tahun"] or timezone.localdate().year, timezone.localdate()
        named = options["instansi"] or options["unit"] or options["dokumen"]
        roots = [find_instansi(options["instansi"])] if named else every_instansi(access)
        found: dict[str, Sequence[Temuan]] = {}
        for root in roots:
            unit = visible_unit(root.nama, options["unit"], access)
            document = _document(unit, options["dokumen"], tahun, access).pk if options["dokumen"] else None
            whole = periksa(root, tahun, on=today, seen_by=access)
            found[root.nama] = within(whole, path=unit.path, dokumen=document, objek=options["objek"])
        number = counts([one for some in found.values() for one in some])
        if options["json"]:
            self.stdout.write(json.dumps({"jumlah": number, "temuan": _rows(found)}, ensure_ascii=False))
        else:
            self._tell(found, number)
        if number["galat"]:
            sys.exit(1)

    def _list(self, *, as_json: bool) -> None:
        rules = aturan_pemeriksa().values()
        if as_json:
            rows = [asdict(each) | {"sejak": each.sejak.isoformat()} for each in rules]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for each in rules:
            self.stdout.write(f"{each.keparahan:<11} {each.id:<34} {each.judul} ({each.dasar})")

    def _tell(self, found: Mapping[str, Sequence[Temuan]], number: dict[str, int]) -> None:
        for instansi, some in found.items():
            if len(found) > 1:
                self.stdout.write(f"{instansi}:")
            for one in some:
                if not one.dikesampingkan:
                    self.stdout.write(
                        f"{one.aturan.keparahan}: {one.unit}: {one.objek.nama}: {one.aturan.judul}. {one.kalimat}"
                    )
        self.stdout.write(f"{number['galat']} galat, {number['peringatan']} peringatan, {number['saran']} saran.")


def _refuse_unknown(objek: str, access: Access) -> None:
    """A key that names nothing has no findings, which would read as praise. Raises CommandError."""
    if not objek:
        return
    kind, _colon, value = objek.partition(":")
    if kind not in KINDS:
        raise CommandError(f"--objek “{objek}” tidak dikenal; tulis jenis dan kuncinya, misalnya indikator:12.")
    model, column = KINDS[kind]
    try:
        known = model.objects.visible_to(access).filter(**{column: value.partition(":")[0]}).exists()
    except (ValueError, ValidationError):
        known = False
    if not known:
        raise CommandError(f"Tidak ada {kind} dengan kunci “{value}”; kuncinya tertulis pada jawaban --json.")


def _document(unit: Unit, nama: str, tahun: int, access: Access) -> DokumenRencana:
    """The one document of the year whose name holds the words, the exact name first. Raises CommandError."""
    rows = documents(access).filter(unit__path__startswith=unit.path, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    exact = list(rows.filter(nama__iexact=nama)) or list(rows.filter(nama__icontains=nama))
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise CommandError(f"Tidak ada dokumen tahun {tahun} yang namanya memuat “{nama}”.")
    names = ", ".join(row.nama for row in exact[:5])
    raise CommandError(f"“{nama}” dimiliki {len(exact)} dokumen: {names}. Sebutkan namanya lebih lengkap.")


def _rows(found: Mapping[str, Sequence[Temuan]]) -> list[dict[str, str]]:
    """Every finding; one set aside says so."""
    return [
        {
            "instansi": instansi,
            "aturan": one.aturan.id,
            "keparahan": one.aturan.keparahan,
            "unit": one.unit,
            "jenis": one.objek.jenis,
            "objek": one.objek.kunci,
            "nama": one.objek.nama,
            "temuan": one.kalimat,
            "alamat": one.objek.alamat,
            "dikesampingkan": one.dikesampingkan,
        }
        for instansi, some in found.items()
        for one in some
    ]
