"""The results of a plan on paper: tujuan and sasaran with targets, how they are computed, strategies, IKU and IKK."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sakip.documents.model import (
    Block,
    Cell,
    Column,
    Missing,
    NumberedList,
    Row,
    Table,
    items,
    key_values,
    paragraph,
    row,
)
from sakip.perencanaan.documents.rencana_kerja import above_words
from sakip.perencanaan.documents.rencana_sel import (
    NO_INDICATOR,
    NOT_FILLED,
    baseline_cell,
    lines_above,
    listed_lines,
    responsible,
    target_cell,
    target_column,
    unit_cell,
)
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah
from sakip.perencanaan.queries.outline import named


def results(naskah: Naskah) -> Iterator[Block]:
    """Tujuan and sasaran with indicators, baselines and targets; what they serve of the plan above stands with them."""
    shown = [each for each in naskah.baris if each.hasil]
    if not shown:
        yield paragraph("Dokumen ini tidak memuat tujuan dan sasaran.")
        return
    years, above, nspk = naskah.tahun_sendiri, _above(naskah), naskah.garis_2025
    levels = _level_names(shown)
    columns = (
        *((Column("NSPK", width=22),) if nspk else ()),
        *((Column(above, width=30),) if above else ()),
        Column(" dan ".join(levels), width=40),
        Column("Indikator", width=38),
        Column("Satuan", width=13),
        Column("Kondisi awal (tahun)", width=13, align="right"),
        *(target_column(str(year), 9) for year in years),
        Column("Penanggung jawab", width=22),
    )
    rows: list[Row] = []
    for each in shown:
        if not each.tingkat.indikator:
            text = named(each.tingkat.nama, each.simpul.pernyataan)
            rows.append(Row((Cell(text, colspan=len(columns), indent=min(each.depth, 4)),), "group"))
            continue
        first = [naskah.warisan(each, "nspk") or NOT_FILLED] if nspk else []
        first += [listed_lines(each.melayani)] if above else []
        rows += _result_rows(each, years, first)
    yield Table(columns, tuple(rows), caption=f"{', '.join(levels)}, indikator, dan target", number=naskah.nomor("3.1"))


def _level_names(shown: Sequence[BarisNaskah]) -> list[str]:
    """The measured levels of results in words: "Tujuan", "sasaran strategis"."""
    first, *others = dict.fromkeys(each.tingkat.nama for each in shown if each.tingkat.indikator) or ("Hasil",)
    return [first, *(name if name.isupper() else name.lower() for name in others)]


def _above(naskah: Naskah) -> str:
    """What the statements of the plan above are called, where any serves one of it or the outline asks for it."""
    served = any(each.melayani for each in naskah.baris)
    return above_words(naskah, "Sasaran RPJMD") if served or naskah.garis_2025 else ""


def _result_rows(each: BarisNaskah, years: Sequence[int], first: Sequence[str | Missing]) -> Iterator[Row]:
    """The statement and what stands before it beside its first indicator, the others below."""
    code = f"{each.simpul.kode} " if each.simpul.kode else ""
    said = f"{code}{named(each.tingkat.nama, each.simpul.pernyataan)}"
    some: Sequence[BarisIndikator | None] = each.indikator or (None,)
    for number, one in enumerate(some):
        named_here = number == 0
        yield row(
            *(told if named_here else "" for told in first),
            Cell(said if named_here else "", indent=min(each.depth, 4)),
            one.indikator.nama if one else NO_INDICATOR,
            unit_cell(one) if one else "",
            baseline_cell(one) if one else "",
            *(target_cell(one, year) if one else "" for year in years),
            responsible(one) if one else "",
        )


def definitions(naskah: Naskah) -> Iterator[Block]:
    """What each indicator of a result means and how it is computed."""
    rows = [
        row(
            named(each.tingkat.nama, each.simpul.pernyataan) if number == 0 else "",
            one.indikator.nama,
            unit_cell(one),
            (one.kartu.definisi if one.kartu else "") or Missing("belum diisi"),
            (one.kartu.cara_hitung if one.kartu else "") or Missing("belum diisi"),
            one.indikator.series.sumber or Missing("belum diisi"),
        )
        for each in naskah.baris
        if each.hasil or each.tingkat.kode.startswith("sasaran")
        for number, one in enumerate(each.indikator)
    ]
    if rows:
        yield Table(
            (
                Column("Tujuan dan sasaran", width=34),
                Column("Indikator", width=34),
                Column("Satuan", width=13),
                Column("Definisi operasional", width=56),
                Column("Formula perhitungan", width=46),
                Column("Sumber data", width=26),
            ),
            tuple(rows),
            caption="Definisi operasional dan formula indikator tujuan dan sasaran",
            number=naskah.nomor("3.2"),
        )


def strategies(naskah: Naskah) -> Iterator[Block]:
    """Strategi and arah kebijakan beside the tujuan and sasaran that they serve, below the visi and misi."""
    above_too = naskah.garis_2025
    rows, before = [], ("",) * 4
    for each, above in lines_above(naskah):
        if each.tingkat.kode not in {"strategi", "arah-kebijakan"}:
            continue
        if each.tingkat.kode == "strategi" and any(naskah.anak(each, "arah-kebijakan")):
            continue  # said beside each of its arah kebijakan
        served = (listed_lines(naskah.dilayani(each)),) if above_too else ()
        where = (*served, above("tujuan"), above("sasaran"), above("strategi"))
        shown = (text if where[: at + 1] != before[: at + 1] else "" for at, text in enumerate(where))
        rows.append(row(*shown, each.simpul.pernyataan if each.tingkat.kode == "arah-kebijakan" else ""))
        before = where
    if not rows:
        return
    if above_too:
        yield from direction_head(naskah)
    titles = (*((above_words(naskah, "Sasaran RPJMD"),) if above_too else ()), *_STRATEGIES)
    yield Table(
        tuple(Column(title, width=40) for title in titles),
        tuple(rows),
        caption="Strategi dan arah kebijakan",
        number=naskah.nomor("3.3"),
    )


_STRATEGIES = ("Tujuan", "Sasaran", "Strategi", "Arah kebijakan")


def direction_head(naskah: Naskah) -> Iterator[Block]:
    """Visi and misi of the instansi, as the head of the table of strategies has them."""
    pairs = [
        (label, lines[0] if len(lines) == 1 else NumberedList(items(*lines)))
        for label, lines in (("Visi", naskah.visi), ("Misi", naskah.misi))
        if lines
    ]
    if pairs:
        yield key_values(pairs)


def iku(naskah: Naskah) -> Iterator[Block]:
    """The IKU of the plan's unit with their targets: the same as stand in the matrix of results, out of one place."""
    yield from _listed(
        naskah,
        lambda one: one.indikator.iku and one.indikator.unit_id == naskah.versi.dokumen.unit_id,
        "Indikator kinerja utama",
        naskah.nomor("4.4"),
    )


def ikk(naskah: Naskah) -> Iterator[Block]:
    """The indicators marked as IKK with their targets."""
    chosen = lambda one: one.indikator.pk in naskah.ikk  # noqa: E731 - said once
    yield from _listed(naskah, chosen, "Indikator kinerja kunci", naskah.nomor("4.5"), notes=True)


def _listed(
    naskah: Naskah, wanted: Callable[[BarisIndikator], bool], what: str, number: str, *, notes: bool = False
) -> Iterator[Block]:
    """The chosen indicators with their targets; ``notes``: with a column Ket, of what their statement says."""
    years = naskah.tahun_sendiri
    found = {one.indikator.pk: (one, each) for each in naskah.baris for one in each.indikator if wanted(one)}
    if not found:
        if number:
            yield paragraph(f"Tabel {number} tidak dimuat: dokumen ini belum memuat {what.lower()}.")
        return
    yield Table(
        (
            Column("No", "integer", width=5, align="center"),
            Column(what, width=56),
            Column("Satuan", width=16),
            *(target_column(str(year), 11) for year in years),
            *((Column("Ket", width=24),) if notes else ()),
        ),
        tuple(
            row(
                place,
                one.indikator.nama,
                unit_cell(one),
                *(target_cell(one, year) for year in years),
                *((each.simpul.catatan,) if notes else ()),
            )
            for place, (one, each) in enumerate(found.values(), start=1)
        ),
        caption=f"{what} dan targetnya",
        number=number,
    )
