"""The work of a plan on paper: program, kegiatan and what is below, with targets and money, in several forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sakip.documents.model import Block, Cell, Column, Missing, Row, Table, row
from sakip.perencanaan.documents.rencana_sel import (
    NO_INDICATOR,
    baseline_cell,
    carried_by,
    lines_above,
    target_cell,
    unit_cell,
)
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah
from sakip.perencanaan.queries.outline import named

_NO_MONEY = Missing("belum ada pagu")


def _levels(naskah: Naskah) -> str:
    """The levels of the work in words: "program, kegiatan, sub kegiatan"."""
    names = (each.nama for each in naskah.tingkat_kerja)
    said = ", ".join(name if name.isupper() else name.lower() for name in names)
    return f"{said[:1].upper()}{said[1:]}"


def _said(each: BarisNaskah) -> Cell:
    """The statement with its level, unless its first word says that already."""
    return Cell(named(each.tingkat.nama, each.simpul.pernyataan), bold=each.tingkat.kode == "program")


def _measures(each: BarisNaskah) -> Sequence[BarisIndikator | None]:
    return each.indikator or (None,)


def _unmeasured(each: BarisNaskah) -> Missing | str:
    """What stands in place of an indicator; nothing on a level that carries none."""
    return NO_INDICATOR if each.tingkat.indikator else ""


# --- what reaches which result (table 4.1 of the outline of 2025) ----------------------------------------------------


def outputs(naskah: Naskah) -> Iterator[Block]:
    """Which work reaches which sasaran: its outcome or output, as the pohon kinerja words it, and its indicators. The
    outline is that of Pemda."""
    if naskah.versi.dokumen.kerangka != "pemda":
        return
    rows, said = [], ("", "", "")
    for each, above in lines_above(naskah):
        if not each.kerja:
            continue
        where = ("\n".join(naskah.dilayani(each)), above("tujuan"), above("sasaran"))
        shown = (text if where[: at + 1] != said[: at + 1] else "" for at, text in enumerate(where))
        behind = "\n".join(naskah.asal.get(each.simpul.kunci, ()))
        reached = [behind if each.tingkat.hasil == level else "" for level in ("outcome", "output")]
        measured = "\n".join(one.indikator.nama for one in each.indikator) or _unmeasured(each)
        rows.append(row(*shown, *reached, measured, each.simpul.kode, _said(each)))
        said = where
    if rows:
        yield Table(
            (
                Column("Sasaran dokumen induk", width=24),
                Column("Tujuan", width=24),
                Column("Sasaran", width=26),
                Column("Outcome", width=26),
                Column("Output", width=26),
                Column("Indikator", width=34),
                Column("Kode", width=18),
                Column(_levels(naskah), width=36),
            ),
            tuple(rows),
            caption=f"{_levels(naskah)} menurut sasaran",
            note="Outcome dan output menurut pohon kinerja; kosong bila belum diterjemahkan dari pohon.",
        )


# --- targets and money by year ---------------------------------------------------------------------------------------


def work(naskah: Naskah) -> Iterator[Block]:
    """Every statement of work with target and money of each year; of K/L its results among them, and who does it."""
    shown = [each for each in naskah.baris if each.kerja]
    if not shown:
        return
    years, central = naskah.tahun_sendiri, naskah.versi.dokumen.kerangka == "kl"
    first = (
        Column("Kode", width=19),
        Column(_levels(naskah), width=38),
        Column("Indikator", width=38),
        Column("Satuan", width=12),
        Column("Kondisi awal", width=11, align="right"),
    )
    last = (Column("Unit pelaksana", width=22),) if central else ()
    rows = [line for each in shown for line in _work_rows(naskah, each, years, who=central)]
    yield Table(
        (*first, *_year_columns(years, "pagu (Rp)"), *last),
        tuple(rows),
        header_rows=_two_rows(first, years, last),
        totals=_totals(shown, years, before=len(first), after=len(last)),
        caption=f"{'Matriks kinerja dan pendanaan: ' if central else ''}{_levels(naskah)} dengan target dan pagu",
    )


def _year_columns(years: Sequence[int], money: str) -> list[Column]:
    return [
        column
        for year in years
        for column in (
            Column(f"{year} target", width=10, align="right"),
            Column(f"{year} {money}", "integer", width=18),
        )
    ]


def _two_rows(first: Sequence[Column], years: Sequence[int], last: Sequence[Column] = ()) -> tuple[Row, Row]:
    """Years above, target and money below."""
    above = [Cell(column.title, rowspan=2) for column in first]
    above += [Cell(str(year), colspan=2, align="center") for year in years]
    above += [Cell(column.title, rowspan=2) for column in last]
    return Row(tuple(above)), Row(tuple(Cell(word) for _year in years for word in ("Target", "Pagu (Rp)")))


def _work_rows(naskah: Naskah, each: BarisNaskah, years: Sequence[int], *, who: bool) -> Iterator[Row]:
    """The statement with its money beside its first indicator, the others below."""
    for number, one in enumerate(_measures(each)):
        here = number == 0
        yield row(
            each.simpul.kode if here else "",
            _said(each) if here else "",
            one.indikator.nama if one else _unmeasured(each),
            unit_cell(one) if one else "",
            baseline_cell(one) if one else "",
            *_pairs(each, one, years, here=here),
            *((carried_by(naskah, each) if here else "",) if who else ()),
        )


def _pairs(each: BarisNaskah, one: BarisIndikator | None, years: Sequence[int], *, here: bool) -> Iterator[Cell]:
    for year in years:
        yield target_cell(one, year) if one else Cell("")
        yield _money(each, year) if here else Cell(None)


def _money(each: BarisNaskah, year: int) -> Cell:
    """Whole rupiah; a result carries none of its own."""
    if each.kerja and not each.tingkat.kode.startswith("sasaran"):
        return Cell(each.pagu.get(year, _NO_MONEY))
    return Cell(each.pagu.get(year))


def _totals(work: Sequence[BarisNaskah], years: Sequence[int], *, before: int, after: int = 0) -> tuple[Row, ...]:
    """The sum of the highest codes of each year; none where no money is known."""
    sums = [sum(_top_money(work, year)) for year in years]
    if not any(sums):
        return ()
    cells = [Cell("Jumlah", colspan=before)]
    for total in sums:
        cells += [Cell(""), Cell(total or _NO_MONEY)]
    return (Row((*cells, *(Cell("") for _ in range(after))), "total"),)


def _top_money(work: Sequence[BarisNaskah], year: int) -> Iterator[int]:
    """The money of every statement that stands below no other money, in the plan or by its code; a code counts once.

    The codes of K/L do not tell all: that of a kegiatan (5431) does not begin with that of its program (099.02.WA)."""
    paid = {each.simpul.kode: each.pagu[year] for each in work if each.simpul.kode and year in each.pagu}
    counted: set[str] = set()
    above: list[BarisNaskah] = []
    for each in work:
        while above and above[-1].depth >= each.depth:
            above.pop()
        kode, parts = each.simpul.kode, each.simpul.kode.split(".")
        below = any(one.simpul.kode in paid for one in above)
        below = below or any(".".join(parts[:end]) in paid for end in range(1, len(parts)))
        if kode in paid and kode not in counted and not below:
            counted.add(kode)
            yield paid[kode]
        above.append(each)


# --- the classic form (T-C.28) ---------------------------------------------------------------------------------------


def classic_table(naskah: Naskah) -> Table:
    """Everything that is measured, beside its tujuan and sasaran, in one table."""
    years = naskah.tahun_sendiri
    first = (
        Column("Tujuan", width=20),
        Column("Sasaran", width=22),
        Column("Kode", width=18),
        Column("Program dan kegiatan", width=32),
        Column("Indikator", width=32),
        Column("Data capaian awal", width=12, align="right"),
    )
    last = (Column("Kondisi akhir", width=12, align="right"), Column("Unit penanggung jawab", width=20))
    rows, said = [], ("", "")
    for each, above in lines_above(naskah):
        if not each.tingkat.indikator:
            continue
        tujuan, sasaran = above("tujuan"), above("sasaran")
        where = (tujuan if tujuan != said[0] else "", sasaran if (tujuan, sasaran) != said else "")
        said = (tujuan, sasaran)
        for number, one in enumerate(_measures(each)):
            here = number == 0
            rows.append(
                row(
                    *(where if here else ("", "")),
                    each.simpul.kode if here else "",
                    _said(each) if here and each.kerja else "",
                    one.indikator.nama if one else _unmeasured(each),
                    baseline_cell(one) if one else "",
                    *_pairs(each, one, years, here=here),
                    target_cell(one, years[-1]) if one else "",
                    carried_by(naskah, each) if here else "",
                )
            )
    return Table(
        (*first, *_year_columns(years, "Rp"), *last),
        tuple(rows),
        header_rows=_two_rows(first, years, last),
        caption="Rencana program, kegiatan, indikator kinerja, dan pendanaan indikatif",
        note="Bentuk mengikuti Tabel T-C.28 Lampiran Permendagri 54/2010.",
    )


# --- a year ----------------------------------------------------------------------------------------------------------


def renja_table(naskah: Naskah) -> Table:
    """Codes, indicators, target, money and its sources of a year, and what the year after is to bring."""
    year, ahead = naskah.versi.dokumen.tahun_awal, naskah.maju
    both = [at for at in (year, ahead) if at]
    shown = [each for each in naskah.baris if each.kerja]
    columns = (
        Column("Kode", width=19),
        Column(_levels(naskah), width=42),
        Column("Indikator", width=40),
        Column("Satuan", width=12),
        Column(f"Target {year}", width=10, align="right"),
        Column(f"Pagu {year} (Rp)", "integer", width=19),
        Column("Sumber dana", width=16),
        *(
            (Column(f"Target {ahead}", width=10, align="right"), Column(f"Pagu {ahead} (Rp)", "integer", width=19))
            if ahead
            else ()
        ),
        Column("Pelaksana", width=22),
    )
    rows = []
    for each in shown:
        for number, one in enumerate(_measures(each)):
            here = number == 0
            money = [_money(each, at) if here else Cell(None) for at in both]
            aim = [target_cell(one, at) if one else Cell("") for at in both]
            rows.append(
                row(
                    each.simpul.kode if here else "",
                    _said(each) if here else "",
                    one.indikator.nama if one else _unmeasured(each),
                    unit_cell(one) if one else "",
                    aim[0],
                    money[0],
                    "\n".join(each.sumber_dana) if here else "",
                    *((aim[1], money[1]) if ahead else ()),
                    carried_by(naskah, each) if here else "",
                )
            )
    sums = [sum(_top_money(shown, at)) for at in both]
    total = [Cell("Jumlah", colspan=5), Cell(sums[0] or _NO_MONEY), Cell("")]
    total += [Cell(""), Cell(sums[1] or _NO_MONEY)] if ahead else []
    note = f"Kolom {ahead} adalah prakiraan maju menurut rencana jangka menengah." if ahead else ""
    totals = (Row((*total, Cell("")), "total"),) if any(sums) else ()
    return Table(columns, tuple(rows), totals=totals, caption=_levels(naskah), note=note)
