"""The money of a plan on paper: what stands in its cells, its sums, whose money it is and whether that is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sakip.documents.model import Block, Callout, Cell, Column, Missing, Row, spans
from sakip.perencanaan.documents.rencana_sel import target_cell, target_column
from sakip.perencanaan.penjelasan import listed, money_remarks
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah

NO_MONEY = Missing("belum ada pagu")


def money_warning(naskah: Naskah) -> Iterator[Block]:
    """What the head of a paper says of money that is not (yet) what the plan asks for."""
    said = money_remarks(naskah.versi.dokumen, naskah.pagu)
    if said:
        yield Callout(spans(" ".join(said)), "Pagu yang tercetak", "warning")


def money_source(naskah: Naskah, years: Sequence[int]) -> str:
    """Whose money the columns print, years of one document together."""
    found: dict[str, list[str]] = {}
    for year in years:
        if (row := naskah.pagu.get(year)) is not None:
            decree = row.dokumen if row.ditetapkan else "belum ditetapkan"
            said = f"Pagu {row.get_jenis_display()}{f', {decree}' if decree else ''}"
            found.setdefault(said, []).append(str(year))
    return "; ".join(f"{said} (tahun {listed(mine)})" for said, mine in found.items())


def money_words(naskah: Naskah, year: int, word: str = "Pagu (Rp)") -> str:
    """The title of a column of money, which says where it is not set."""
    row = naskah.pagu.get(year)
    return f"{word}, rancangan" if row is not None and row.ditetapkan is None else word


def year_columns(years: Sequence[int], money: str) -> list[Column]:
    """Target and money of each year."""
    return [
        column
        for year in years
        for column in (
            target_column(f"{year} target", 10),
            Column(f"{year} {money}", "integer", width=18),
        )
    ]


def pairs(each: BarisNaskah, one: BarisIndikator | None, years: Sequence[int], *, here: bool) -> Iterator[Cell]:
    """Target and money of each year; the money beside the first indicator (``here``) alone."""
    for year in years:
        yield target_cell(one, year) if one else Cell("")
        yield money_cell(each, year) if here else Cell(None)


def money_cell(each: BarisNaskah, year: int) -> Cell:
    """Whole rupiah; a result carries none of its own."""
    if each.kerja and not each.tingkat.kode.startswith("sasaran"):
        return Cell(each.pagu.get(year, NO_MONEY))
    return Cell(each.pagu.get(year))


def whole_money(each: BarisNaskah, years: Sequence[int]) -> Cell:
    """The sum of the years; nothing where no year has any."""
    known = [each.pagu[year] for year in years if year in each.pagu]
    return Cell(sum(known) if known else None)


def sums(work: Sequence[BarisNaskah], years: Sequence[int]) -> list[int | None]:
    """By year the sum of the highest codes, None of a year without money; empty where no year has any."""
    found = [sum(known) if (known := list(_top_money(work, year))) else None for year in years]
    return found if any(total is not None for total in found) else []


def total_cell(totals: Sequence[int | None]) -> Cell:
    """The sum of some years; of none that has money it says so, which is not 0 rupiah."""
    known = [total for total in totals if total is not None]
    return Cell(sum(known) if known else NO_MONEY)


def year_totals(
    work: Sequence[BarisNaskah], years: Sequence[int], *, before: int, after: Sequence[Cell] = ()
) -> tuple[Row, ...]:
    """The row of sums under columns of target and money; ``after``: what stands in the columns behind them."""
    found = sums(work, years)
    if not found:
        return ()
    cells = [Cell("Jumlah", colspan=before)]
    for total in found:
        cells += [Cell(""), total_cell([total])]
    return (Row((*cells, *after), "total"),)


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
