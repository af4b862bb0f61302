"""The table of an RKT: what a year promises, and why where that differs from the plan above."""

from __future__ import annotations

from sakip.arithmetic.notation import format_nilai
from sakip.documents.model import Cell, Column, Row, Table, row
from sakip.perencanaan.documents.rencana_sel import value_words
from sakip.perencanaan.queries.naskah import Naskah


def rkt_table(naskah: Naskah) -> Table:
    """Sasaran, indicators, unit of measure, target."""
    rows: list[Row] = []
    before = ""
    for number, each in enumerate(naskah.rkt, start=1):
        said = f"{each.tingkat}: {each.pernyataan}" if each.pernyataan else "Di luar rencana induk"
        if said != before:
            rows.append(Row((Cell(said, colspan=5),), "group"))
            before = said
        aim = each.usulan.isian if each.usulan else None
        note = each.usulan.catatan if each.usulan else ""
        rows.append(
            row(
                number,
                each.indikator.nama,
                each.indikator.series.satuan or "",
                Cell(value_words(aim), align="right"),
                f"Rencana {format_nilai(each.rencana)}: {note}" if each.berbeda and each.rencana is not None else "",
            )
        )
    return Table(
        (
            Column("No.", "integer", width=5, align="center"),
            Column("Indikator kinerja", width=58),
            Column("Satuan", width=18),
            Column(f"Target {naskah.versi.dokumen.tahun_awal}", width=14, align="right"),
            Column("Bila berbeda dari rencana, alasannya", width=40),
        ),
        tuple(rows),
        caption=f"Rencana kinerja tahun {naskah.versi.dokumen.tahun_awal}",
    )
