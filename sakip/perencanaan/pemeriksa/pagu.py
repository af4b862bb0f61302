"""Rules over money: that it serves a result, and that totals agree. Whole rupiah."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sakip.anggaran.models import Pagu
from sakip.anggaran.rules import recap
from sakip.arithmetic.notation import format_rupiah
from sakip.perencanaan.pemeriksa.bahan import WORK, Bahan
from sakip.perencanaan.pemeriksa.rencana import SERVED
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_pagu, pada_simpul


@aturan("pagu-tanpa-sasaran")
def pagu_tanpa_sasaran(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for row in b.pagu:
        if row.kunci is None or row.kunci not in b.per_kunci:
            where = replace(pada_pagu(row), rupiah=row.rupiah)
            yield where, f"{format_rupiah(row.rupiah)} tidak terhubung dengan rencana."


@aturan("sasaran-tanpa-pagu")
def sasaran_tanpa_pagu(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """In documents whose money is known at all."""
    paid = {row.kunci for row in b.pagu if row.kunci and row.rupiah}
    documents = {b.per_kunci[kunci].dokumen.pk for kunci in paid if kunci in b.per_kunci}
    for each in b.simpul:
        if each.row.tingkat in SERVED and each.dokumen.pk in documents:
            below = [one for one in b.di_bawah(each) if one.row.tingkat in WORK]
            if below and not any(one.row.kunci in paid for one in below):
                yield (
                    pada_simpul(each),
                    f"{len(below)} program dan kegiatan di bawahnya tidak memiliki pagu tahun {b.tahun}.",
                )


@aturan("jumlah-pagu-berbeda")
def jumlah_pagu_berbeda(b: Bahan) -> Iterator[tuple[Objek, str]]:
    by_version: dict[int, list[Pagu]] = defaultdict(list)
    for row in b.pagu:
        by_version[row.versi_pagu_id].append(row)
    for rows in by_version.values():
        first = {row.kode: row for row in reversed(rows)}
        for each in recap(rows).berbeda:
            parts = each.sendiri - each.selisih
            yield (
                pada_pagu(first[each.kode]),
                (
                    f"Pagu {format_rupiah(each.sendiri)}, rinciannya {format_rupiah(parts)}; "
                    f"selisih {format_rupiah(abs(each.selisih))}."
                ),
            )
