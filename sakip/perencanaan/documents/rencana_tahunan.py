"""The table of a Renja or RKPD: the work of a year with its place, target, money and its source, and the year after."""

from __future__ import annotations

from sakip.documents.model import Cell, Column, Row, Table, row
from sakip.perencanaan.documents.rencana_kerja import by_code, heading_row, said, two_rows, work_title
from sakip.perencanaan.documents.rencana_pagu import money_cell, money_source, money_words, sums, total_cell
from sakip.perencanaan.documents.rencana_sel import (
    carried_by,
    levels_of,
    measures,
    place_cell,
    target_cell,
    target_column,
    unit_cell,
    unmeasured,
)
from sakip.perencanaan.queries.naskah import Naskah


def renja_table(naskah: Naskah) -> Table:
    """By code: place, target, money and its sources of the year, notes, and what the year after is to bring."""
    year, ahead = naskah.versi.dokumen.tahun_awal, naskah.maju
    both = [at for at in (year, ahead) if at]
    first = (
        Column("Kode", width=19),
        Column(work_title(naskah), width=42),
        Column("Indikator", width=40),
        Column("Satuan", width=12),
    )
    now = (
        Column("Lokasi", width=20),
        target_column(f"Target {year}", 10),
        Column(f"Pagu {year} (Rp)", "integer", width=19),
        Column("Sumber dana", width=14),
    )
    then = (target_column(f"Target {ahead}", 10), Column(f"Pagu {ahead} (Rp)", "integer", width=19)) if ahead else ()
    notes, last = Column("Catatan", width=16), Column("Pelaksana", width=22)
    columns = (*first, *now, notes, *then, last)
    groups = ((f"Rencana tahun {year}", ("Lokasi", "Target", money_words(naskah, year), "Sumber dana")),)
    later = ((f"Prakiraan maju tahun {ahead}", ("Target", money_words(naskah, ahead))),) if ahead else ()
    rows: list[Row] = []
    for heading, each in by_code(naskah):
        if heading:
            rows.append(heading_row(naskah, heading, len(columns)))
        for number, one in enumerate(measures(each)):
            here = number == 0
            aim = [target_cell(one, at) if one else Cell("") for at in both]
            money = [money_cell(each, at) if here else Cell(None) for at in both]
            rows.append(
                row(
                    each.simpul.kode if here else "",
                    said(each) if here else "",
                    one.indikator.nama if one else unmeasured(each),
                    unit_cell(one) if one else "",
                    place_cell(naskah, each) if here else "",
                    aim[0],
                    money[0],
                    "\n".join(each.sumber_dana) if here else "",
                    each.simpul.catatan if here else "",
                    *((aim[1], money[1]) if ahead else ()),
                    carried_by(naskah, each) if here else "",
                )
            )
    found = sums([each for each in naskah.baris if each.kerja], both)
    totals = [
        Cell("Jumlah", colspan=len(first) + 2),
        *(total_cell([total]) for total in found[:1]),
        Cell(""),
        Cell(""),
    ]
    totals += [Cell(""), total_cell(found[1:])] if ahead and found else []
    return Table(
        columns,
        tuple(rows),
        header_rows=two_rows(*first, *groups, notes, *later, last),
        totals=(Row((*totals, Cell("")), "total"),) if found else (),
        caption=f"{levels_of(naskah)} tahun {year}",
        source=money_source(naskah, both),
        note=f"Prakiraan maju {ahead} menurut rencana jangka menengah." if ahead else "",
    )
