"""``periksa [--instansi NAMA] [--unit NAMA] [--tahun N] [--json]``: the checker of the plan. A galat exits 1."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from sakip.organisasi.management.asking import ActingCommand, actor, every_instansi, find_instansi, visible_unit
from sakip.perencanaan.pemeriksa import Temuan, counts, periksa, within
from sakip.referensi.queries import aturan_pemeriksa


class Command(ActingCommand):
    help = "Periksa rencana suatu instansi: rumusan, indikator, target, pohon kinerja, pagu. Keluar 1 bila ada galat."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--instansi", default="", help="nama instansi; bawaan: semua")
        parser.add_argument("--unit", help="nama, singkatan, atau kode unit; bawaan: seluruh instansi")
        parser.add_argument("--tahun", type=int, help="tahun rencana; bawaan: tahun ini")
        parser.add_argument("--sebagai", metavar="SUREL", help="akun yang melihat; bawaan: Baris perintah")
        parser.add_argument("--daftar", action="store_true", help="sebutkan semua aturan")
        parser.add_argument("--json", action="store_true", help="jawab sebagai JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["daftar"]:
            self._list(as_json=options["json"])
            return
        access = actor(options["sebagai"])
        named = options["instansi"] or options["unit"]
        roots = [find_instansi(options["instansi"])] if named else every_instansi(access)
        found: dict[str, Sequence[Temuan]] = {}
        for root in roots:
            unit = visible_unit(root.nama, options["unit"], access)
            today = timezone.localdate()
            whole = periksa(root, options["tahun"] or today.year, on=today, seen_by=access)
            found[root.nama] = within(whole, path=unit.path)
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
            rows = [
                {"id": each.id, "keparahan": each.keparahan, "judul": each.judul, "dasar": each.dasar} for each in rules
            ]
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
            "dikesampingkan": one.dikesampingkan,
        }
        for instansi, some in found.items()
        for one in some
    ]
