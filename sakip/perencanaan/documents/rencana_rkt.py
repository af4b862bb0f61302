"""The table of an RKT: what a year promises, and why where that differs from the plan above."""

from __future__ import annotations

from sakip.arithmetic.notation import format_nilai
from sakip.documents.model import Column, Row, Table, row
from sakip.perencanaan.documents.rencana_sel import isian_cell, target_column
from sakip.perencanaan.queries.naskah import Naskah
from sakip.perencanaan.queries.rkt import BarisRKT


def rkt_table(naskah: Naskah) -> Table:
    """Sasaran, indicators, unit of measure, target; a column of notes where a target differs or is another unit's."""
    rows: list[Row] = []
    before, number = "", 0
    noted = any(_note(each) for each in naskah.rkt)
    for each in naskah.rkt:
        first = each.di_bawah != before
        number, before = number + first, each.di_bawah
        aim = each.usulan.isian if each.usulan else None if each.milik_sendiri else each.rencana
        rows.append(
            row(
                number if first else None,
                each.di_bawah if first else "",
                each.indikator.nama,
                each.indikator.series.satuan or "",
                isian_cell(aim),
                *((_note(each),) if noted else ()),
            )
        )
    return Table(
        (
            Column("No", "integer", width=5, align="center"),
            Column(_title(naskah), width=48),
            Column("Indikator kinerja", width=52),
            Column("Satuan", width=18),
            target_column(f"Target {naskah.versi.dokumen.tahun_awal}", 14),
            *((Column("Keterangan", width=36),) if noted else ()),
        ),
        tuple(rows),
        caption=f"Rencana kinerja tahun {naskah.versi.dokumen.tahun_awal}",
    )


def _title(naskah: Naskah) -> str:
    """As the form has it, with the work where targets of this are promised too."""
    levels = {each.tingkat.casefold() for each in naskah.rkt if each.pernyataan}
    return "Sasaran strategis" + (
        "" if all(name.startswith(("tujuan", "sasaran")) for name in levels) else ", program, dan kegiatan"
    )


def _note(each: BarisRKT) -> str:
    """Why the target differs from the plan above; whose it is, where another unit sets it."""
    if not each.milik_sendiri:
        return f"Target {each.indikator.unit.nama}, dikutip"
    if not each.berbeda or each.usulan is None or each.rencana is None:
        return ""
    return f"Rencana {format_nilai(each.rencana)}: {each.usulan.catatan}"
