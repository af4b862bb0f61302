"""The work of a plan on paper: program, kegiatan and what is below, by sasaran, with targets and money, by priority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sakip.documents.model import Block, Cell, Column, Row, Table, paragraph, row
from sakip.perencanaan.documents.rencana_pagu import (
    money_cell,
    money_source,
    money_words,
    pairs,
    sums,
    total_cell,
    year_columns,
    year_totals,
)
from sakip.perencanaan.documents.rencana_sel import (
    baseline_cell,
    carried_by,
    levels_of,
    lines_above,
    listed_lines,
    measures,
    place_cell,
    target_cell,
    target_column,
    unit_cell,
    unmeasured,
)
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah
from sakip.perencanaan.queries.outline import named
from sakip.referensi.queries import jenis_dokumen

REACHED = {"outcome": "Outcome", "output": "Output"}


def said(each: BarisNaskah, *reached: str) -> Cell:
    """The statement with its level, unless its first word says that already; below it what it reaches."""
    words = "\n".join((named(each.tingkat.nama, each.simpul.pernyataan), *reached))
    return Cell(words, bold=each.tingkat.kode == "program")


def behind(naskah: Naskah, each: BarisNaskah, level: str) -> str:
    """Its outcome or output, as the pohon kinerja words it."""
    return "\n".join(naskah.asal.get(each.simpul.kunci, ())) if each.tingkat.hasil == level else ""


def above_words(naskah: Naskah, otherwise: str = "Sasaran dokumen induk") -> str:
    """How the statements of the plan above are called."""
    plan = naskah.versi.dokumen.induk
    known = jenis_dokumen().get(plan.jenis) if plan is not None else None
    return f"Sasaran {known.nama}" if known else otherwise


# --- what reaches which result (table 4.1 of the outline of 2025) ----------------------------------------------------


def outputs(naskah: Naskah) -> Iterator[Block]:
    """Which work reaches which sasaran: its outcome or output, and its indicators. The outline is that of Pemda."""
    if naskah.versi.dokumen.kerangka != "pemda":
        return
    nspk = naskah.garis_2025
    rows: list[Row] = []
    before = ("", "", "")
    for each, above in lines_above(naskah):
        if not each.kerja:
            continue
        served = [
            *naskah.dilayani(each),
            *([f"NSPK: {told}"] if nspk and (told := naskah.warisan(each, "nspk")) else []),
        ]
        where = (listed_lines(served), above("tujuan"), above("sasaran"))
        shown = (text if where[: at + 1] != before[: at + 1] else "" for at, text in enumerate(where))
        measured = listed_lines([one.indikator.nama for one in each.indikator]) or unmeasured(each)
        reached = (behind(naskah, each, level) for level in REACHED)
        rows.append(row(*shown, *reached, measured, each.simpul.kode, said(each), each.simpul.catatan))
        before = where
    if rows:
        first = above_words(naskah)
        yield Table(
            (
                Column(f"NSPK dan {first} yang relevan" if nspk else first, width=26),
                Column("Tujuan", width=24),
                Column("Sasaran", width=26),
                Column("Outcome", width=26),
                Column("Output", width=26),
                Column("Indikator", width=34),
                Column("Kode", width=18),
                Column(levels_of(naskah), width=36),
                Column("Ket", width=14),
            ),
            tuple(rows),
            caption=f"{levels_of(naskah)} menurut sasaran",
            number=naskah.nomor("4.1"),
            note="Outcome dan output menurut pohon kinerja; kosong bila belum diterjemahkan dari pohon.",
        )


# --- targets and money by year (4.2) ---------------------------------------------------------------------------------


def work(naskah: Naskah) -> Iterator[Block]:
    """Every statement of work with target and money of each year; of K/L its results among them, and who does it."""
    if not any(each.kerja for each in naskah.baris):
        return
    yield _central(naskah) if naskah.versi.dokumen.kerangka == "kl" else _regional(naskah)


def _regional(naskah: Naskah) -> Table:
    """Table 4.2: by bidang urusan, with outcome and output below what reaches them."""
    years, shown = naskah.tahun_sendiri, [each for each in naskah.baris if each.kerja]
    first = (
        Column("Kode", width=19),
        Column(work_title(naskah), width=40),
        Column("Indikator", width=38),
        Column("Satuan", width=12),
        Column("Kondisi awal (tahun)", width=11, align="right"),
    )
    columns = (*first, *year_columns(years, "pagu (Rp)"))
    rows: list[Row] = []
    for heading, each in by_code(naskah):
        if heading:
            rows.append(heading_row(naskah, heading, len(columns)))
        reached = [f"{word}: {told}" for level, word in REACHED.items() if (told := behind(naskah, each, level))]
        for number, one in enumerate(measures(each)):
            here = number == 0
            rows.append(
                row(
                    each.simpul.kode if here else "",
                    said(each, *reached) if here else "",
                    *_measured(each, one),
                    *pairs(each, one, years, here=here),
                )
            )
    return Table(
        columns,
        tuple(rows),
        header_rows=two_rows(*first, *((str(year), ("Target", money_words(naskah, year))) for year in years)),
        totals=year_totals(shown, years, before=len(first)),
        caption=f"{levels_of(naskah)} dengan target dan pagu",
        number=naskah.nomor("4.2"),
        source=money_source(naskah, years),
    )


def _central(naskah: Naskah) -> Table:
    """The matrix of performance and money of a Renstra K/L: all targets, then all allocations."""
    years, shown = naskah.tahun_sendiri, [each for each in naskah.baris if each.kerja]
    first = (
        Column("Kode", width=16),
        Column(levels_of(naskah), width=38),
        Column("Indikator", width=38),
        Column("Satuan", width=12),
        Column("Kondisi awal (tahun)", width=11, align="right"),
        Column("Lokasi", width=16),
    )
    last = (Column("Unit pelaksana", width=22),)
    titles = tuple(money_words(naskah, year, str(year)) for year in years)
    rows: list[Row] = []
    for each in shown:
        for number, one in enumerate(measures(each)):
            here = number == 0
            rows.append(
                row(
                    each.simpul.kode if here else "",
                    said(each) if here else "",
                    *_measured(each, one),
                    place_cell(naskah, each) if here and not each.tingkat.kode.startswith("sasaran") else "",
                    *(target_cell(one, year) if one else "" for year in years),
                    *(money_cell(each, year) if here else None for year in years),
                    carried_by(naskah, each) if here else "",
                )
            )
    totals = sums(shown, years)
    blank = len(first) + len(years)
    return Table(
        (
            *first,
            *(target_column(f"{year} target", 9) for year in years),
            *(Column(f"{year} alokasi (Rp)", "integer", width=18) for year in years),
            *last,
        ),
        tuple(rows),
        header_rows=two_rows(*first, ("Target", tuple(map(str, years))), ("Alokasi (Rp)", titles), *last),
        totals=(row(Cell("Jumlah", colspan=blank), *(total_cell([each]) for each in totals), "", kind="total"),)
        if totals
        else (),
        caption=f"Matriks kinerja dan pendanaan: {levels_of(naskah)} dengan target dan pagu",
        source=money_source(naskah, years),
    )


def _measured(each: BarisNaskah, one: BarisIndikator | None) -> Iterator[Cell]:
    yield Cell(one.indikator.nama if one else unmeasured(each))
    yield Cell(unit_cell(one) if one else "")
    yield baseline_cell(one) if one else Cell("")


def work_title(naskah: Naskah) -> str:
    """The title of the column that names the work: "Bidang urusan, program, kegiatan"."""
    words = levels_of(naskah)
    return f"Bidang urusan, {words[:1].lower()}{words[1:]}" if naskah.bidang else words


Grouped = Column | tuple[str, Sequence[str]]
"""A column, or a name over several with their titles."""


def two_rows(*parts: Grouped) -> tuple[Row, Row]:
    """Groups of columns named above, their columns below; the others reach over both rows."""
    above = [
        Cell(part.title, rowspan=2) if isinstance(part, Column) else Cell(part[0], colspan=len(part[1]), align="center")
        for part in parts
    ]
    return Row(tuple(above)), Row(tuple(Cell(title) for part in parts if isinstance(part, tuple) for title in part[1]))


def by_code(naskah: Naskah) -> Iterator[tuple[str, BarisNaskah]]:
    """The work as its forms list it: whole programs by their code, below each what is under it in the plan's order;
    with the first of a bidang urusan its code. A plan without bidang keeps its order."""
    shown = [each for each in naskah.baris if each.kerja]
    if not naskah.bidang:
        yield from (("", each) for each in shown)
        return
    mine = {each.simpul.pk for each in shown}
    wholes: list[list[BarisNaskah]] = []
    for each in shown:
        if each.simpul.induk_id in mine:
            wholes[-1].append(each)
        else:
            wholes.append([each])
    wholes.sort(key=lambda whole: (not whole[0].simpul.kode, whole[0].simpul.kode.split(".")))
    fields = ["", *(_field(naskah, whole[0]) for whole in wholes)]
    for whole, (before, field) in zip(wholes, pairwise(fields), strict=True):
        yield (field if field != before else "", whole[0])
        yield from (("", each) for each in whole[1:])


def _field(naskah: Naskah, each: BarisNaskah) -> str:
    kode = ".".join(each.simpul.kode.split(".")[:2])
    return kode if kode in naskah.bidang else ""


def heading_row(naskah: Naskah, kode: str, width: int) -> Row:
    """The bidang urusan over the work of its codes."""
    return Row((Cell(kode), Cell(naskah.bidang[kode], colspan=width - 1)), "group")


# --- what serves the priorities of the region's head (4.3) -----------------------------------------------------------


def priorities(naskah: Naskah) -> Iterator[Block]:
    """The lowest work that serves a program prioritas, by that program; the outline of a Renstra asks for it."""
    if not naskah.garis_2025:
        return
    found: dict[str, list[BarisNaskah]] = {}
    for each in naskah.baris:
        if each.kerja and each.simpul.pk not in naskah.berbawahan and (goal := naskah.warisan(each, "prioritas")):
            found.setdefault(goal, []).append(each)
    if not found:
        yield paragraph("Belum ada kegiatan atau sub kegiatan yang dicatat mendukung program prioritas daerah.")
        return
    rows = [
        row(
            number if place == 0 else "",
            goal if place == 0 else "",
            _outcome(naskah, each),
            said(each, *([each.simpul.kode] if each.simpul.kode else [])),
            each.simpul.catatan,
        )
        for number, (goal, mine) in enumerate(found.items(), start=1)
        for place, each in enumerate(mine)
    ]
    yield Table(
        (
            Column("No", "integer", width=5, align="center"),
            Column("Program prioritas", width=40),
            Column("Outcome", width=44),
            Column("Kegiatan, sub kegiatan", width=56),
            Column("Ket", width=24),
        ),
        tuple(rows),
        caption="Kegiatan dan sub kegiatan yang mendukung program prioritas daerah",
        number=naskah.nomor("4.3"),
    )


def _outcome(naskah: Naskah, each: BarisNaskah) -> str:
    """The outcome of the work above it, as the pohon kinerja words it, else the result that it serves."""
    for line in naskah.ke_atas(each):
        if told := behind(naskah, line, "outcome"):
            return told
        if line.hasil:
            return line.simpul.pernyataan
    return ""
