"""The classic form of a Renstra, T-C.28: everything that is measured beside its tujuan and sasaran, in one table."""

from __future__ import annotations

from sakip.documents.model import Cell, Column, Row, Table, row
from sakip.perencanaan.documents.rencana_kerja import said, two_rows
from sakip.perencanaan.documents.rencana_pagu import (
    money_source,
    money_words,
    pairs,
    sums,
    total_cell,
    whole_money,
    year_columns,
    year_totals,
)
from sakip.perencanaan.documents.rencana_sel import (
    baseline_cell,
    carried_by,
    lines_above,
    measures,
    place_cell,
    target_cell,
    unmeasured,
)
from sakip.perencanaan.queries.naskah import Naskah


def classic_table(naskah: Naskah) -> Table:
    """T-C.28 of Lampiran IV Permendagri 54/2010, its columns in their order; the sums of the years below."""
    years = naskah.tahun_sendiri
    own = [year for year in years if year <= naskah.versi.dokumen.tahun_akhir]
    first = (
        Column("Tujuan", width=17),
        Column("Sasaran", width=18),
        Column("Indikator sasaran", width=19),
        Column("Kode", width=13),
        Column("Program dan kegiatan", width=25),
        Column("Indikator program (outcome) dan kegiatan (output)", width=24),
        Column("Data capaian tahun awal", width=11, align="right"),
    )
    last = (Column("Unit penanggung jawab", width=16), Column("Lokasi", width=15))
    shown = [each for each in naskah.baris if each.kerja]
    rows: list[Row] = []
    before = ("", "")
    for each, above in lines_above(naskah):
        if not each.tingkat.indikator:
            continue
        tujuan, sasaran = above("tujuan"), above("sasaran")
        where = (tujuan if tujuan != before[0] else "", sasaran if (tujuan, sasaran) != before else "")
        before = (tujuan, sasaran)
        for number, one in enumerate(measures(each)):
            here = number == 0
            name = one.indikator.nama if one else unmeasured(each)
            rows.append(
                row(
                    *(where if here else ("", "")),
                    "" if each.kerja else name,
                    each.simpul.kode if here else "",
                    said(each) if here and each.kerja else "",
                    name if each.kerja else "",
                    baseline_cell(one) if one else "",
                    *pairs(each, one, years, here=here),
                    target_cell(one, years[-1]) if one else "",
                    whole_money(each, own) if here else None,
                    carried_by(naskah, each) if here else "",
                    place_cell(naskah, each) if here and each.kerja else "",
                )
            )
    after = (Cell(""), total_cell(sums(shown, own)), Cell(""), Cell(""))
    groups = [(str(year), ("Target", money_words(naskah, year, "Rp"))) for year in years]
    above_row, below_row = two_rows(*first, *groups, ("Kondisi akhir periode", ("Target", "Rp")), *last)
    columns = (*first, *year_columns(years, "Rp"), *year_columns([years[-1]], "akhir (Rp)"), *last)
    numbers = Row(tuple(Cell(f"({number})") for number in range(1, len(columns) + 1)))
    return Table(
        columns,
        tuple(rows),
        header_rows=(above_row, below_row, numbers),
        totals=year_totals(shown, years, before=len(first), after=after),
        caption="Rencana program, kegiatan, indikator kinerja, dan pendanaan indikatif",
        number="T-C.28",
        source=money_source(naskah, years),
        note="Bentuk menurut Tabel T-IV.C.28 Lampiran IV Permendagri 54/2010.",
    )
