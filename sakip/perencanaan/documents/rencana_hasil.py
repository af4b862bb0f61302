"""The results of a plan on paper: tujuan and sasaran with targets, how they are computed, strategies, IKU and IKK."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sakip.documents.model import Block, Cell, Column, Missing, Row, Table, paragraph, row
from sakip.perencanaan.documents.rencana_sel import (
    NO_INDICATOR,
    baseline_cell,
    lines_above,
    responsible,
    target_cell,
    unit_cell,
)
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah
from sakip.perencanaan.queries.outline import named
from sakip.referensi.queries import jenis_dokumen


def results(naskah: Naskah) -> Iterator[Block]:
    """Tujuan and sasaran with indicators, baselines and targets; what they serve of the plan above stands with them."""
    shown = [each for each in naskah.baris if each.hasil]
    if not shown:
        yield paragraph("Dokumen ini tidak memuat tujuan dan sasaran.")
        return
    years, above, levels = naskah.tahun_sendiri, _above(naskah), _level_names(shown)
    columns = (
        *((Column(f"{above} yang dilayani", width=30),) if above else ()),
        Column(" dan ".join(levels), width=40),
        Column("Indikator", width=38),
        Column("Satuan", width=13),
        Column("Kondisi awal (tahun)", width=13, align="right"),
        *(Column(str(year), width=9, align="right") for year in years),
        Column("Penanggung jawab", width=22),
    )
    rows: list[Row] = []
    for each in shown:
        if not each.tingkat.indikator:
            text = named(each.tingkat.nama, each.simpul.pernyataan)
            rows.append(Row((Cell(text, colspan=len(columns), indent=min(each.depth, 4)),), "group"))
            continue
        rows += _result_rows(each, years, served=bool(above))
    yield Table(columns, tuple(rows), caption=f"{', '.join(levels)}, indikator, dan target")


def _level_names(shown: Sequence[BarisNaskah]) -> list[str]:
    """The measured levels of results in words: "Tujuan", "sasaran strategis"."""
    first, *others = dict.fromkeys(each.tingkat.nama for each in shown if each.tingkat.indikator) or ("Hasil",)
    return [first, *(name if name.isupper() else name.lower() for name in others)]


def _above(naskah: Naskah) -> str:
    """The kind of the plan above, where any statement serves one of it."""
    plan = naskah.versi.dokumen.induk
    if plan is None or not any(each.melayani for each in naskah.baris):
        return ""
    known = jenis_dokumen().get(plan.jenis)
    return f"Sasaran {known.nama}" if known else "Pernyataan dokumen induk"


def _result_rows(each: BarisNaskah, years: Sequence[int], *, served: bool) -> Iterator[Row]:
    """The statement beside its first indicator, the others below."""
    code = f"{each.simpul.kode} " if each.simpul.kode else ""
    said = f"{code}{named(each.tingkat.nama, each.simpul.pernyataan)}"
    some: Sequence[BarisIndikator | None] = each.indikator or (None,)
    for number, one in enumerate(some):
        named_here = number == 0
        yield row(
            *(("\n".join(each.melayani) if named_here else "",) if served else ()),
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
            one.indikator.nama,
            (one.kartu.definisi if one.kartu else "") or Missing("belum diisi"),
            (one.kartu.cara_hitung if one.kartu else "") or Missing("belum diisi"),
            one.indikator.series.sumber or Missing("belum diisi"),
        )
        for each in naskah.baris
        if each.hasil or each.tingkat.kode.startswith("sasaran")
        for one in each.indikator
    ]
    if rows:
        yield Table(
            (
                Column("Indikator", width=34),
                Column("Definisi operasional", width=56),
                Column("Formula perhitungan", width=46),
                Column("Sumber data", width=26),
            ),
            tuple(rows),
            caption="Definisi operasional dan formula indikator tujuan dan sasaran",
        )


def strategies(naskah: Naskah) -> Iterator[Block]:
    """Strategi and arah kebijakan beside the tujuan and sasaran that they serve."""
    rows, before = [], ("", "", "")
    for each, above in lines_above(naskah):
        if each.tingkat.kode not in {"strategi", "arah-kebijakan"}:
            continue
        if each.tingkat.kode == "strategi" and any(naskah.anak(each, "arah-kebijakan")):
            continue  # said beside each of its arah kebijakan
        where = (above("tujuan"), above("sasaran"), above("strategi"))
        shown = (text if where[: at + 1] != before[: at + 1] else "" for at, text in enumerate(where))
        rows.append(row(*shown, each.simpul.pernyataan if each.tingkat.kode == "arah-kebijakan" else ""))
        before = where
    if rows:
        columns = ("Tujuan", "Sasaran", "Strategi", "Arah kebijakan")
        yield Table(
            tuple(Column(title, width=40) for title in columns), tuple(rows), caption="Strategi dan arah kebijakan"
        )


def iku(naskah: Naskah) -> Iterator[Block]:
    """The IKU of the plan's unit with their targets: the same as stand in the matrix of results, out of one place."""
    yield from _listed(
        naskah,
        lambda one: one.indikator.iku and one.indikator.unit_id == naskah.versi.dokumen.unit_id,
        "Indikator kinerja utama",
    )


def ikk(naskah: Naskah) -> Iterator[Block]:
    """The indicators marked as IKK with their targets."""
    yield from _listed(naskah, lambda one: one.indikator.pk in naskah.ikk, "Indikator kinerja kunci")


def _listed(naskah: Naskah, wanted: Callable[[BarisIndikator], bool], what: str) -> Iterator[Block]:
    years = naskah.tahun_sendiri
    found = {one.indikator.pk: one for each in naskah.baris for one in each.indikator if wanted(one)}
    if found:
        yield Table(
            (
                Column("No.", "integer", width=5, align="center"),
                Column(what, width=56),
                Column("Satuan", width=16),
                *(Column(str(year), width=11, align="right") for year in years),
            ),
            tuple(
                row(number, one.indikator.nama, unit_cell(one), *(target_cell(one, year) for year in years))
                for number, one in enumerate(found.values(), start=1)
            ),
            caption=f"{what} dan targetnya",
        )
