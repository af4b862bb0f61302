"""A plan on paper: the matrices of the outline of 2025, the classic form (T-C.28), RKT and Renja."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sakip.arithmetic.notation import format_date
from sakip.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Missing,
    Paragraph,
    Row,
    SectionBreak,
    Span,
    Table,
    paragraph,
    row,
    spans,
)
from sakip.documents.text import numbered
from sakip.organisasi.documents import full_name, letterhead
from sakip.perencanaan.documents.rencana_rkt import rkt_table
from sakip.perencanaan.documents.rencana_sel import (
    baseline_cell,
    carried_by,
    own_years,
    responsible,
    target_cell,
    unit_cell,
)
from sakip.perencanaan.models import StatusDokumen
from sakip.perencanaan.models.rencana import PERNAH_DITETAPKAN
from sakip.perencanaan.queries.naskah import BarisIndikator, BarisNaskah, Naskah
from sakip.perencanaan.queries.outline import named
from sakip.referensi.queries import jenis_dokumen

A3 = SectionBreak("A3", "landscape")
A4 = SectionBreak("A4", "landscape")
RESULTS = frozenset({"visi", "misi", "tujuan", "sasaran", "sasaran-strategis", "sasaran-program", "sasaran-kegiatan"})
_NOT_MEASURED = frozenset({"visi", "misi", "strategi", "arah-kebijakan"})
_NO_INDICATOR = Missing("belum ada indikator")
_NO_MONEY = Missing("belum ada pagu")


def matrices(naskah: Naskah) -> Document:
    """The matrices of a plan of several years: results, how they are computed, work with money, IKU."""
    return _paper(naskah, "Matriks", _matrices(naskah), A3)


def classic(naskah: Naskah) -> Document:
    """Program, kegiatan, targets and money in one table, as form T-C.28 of Permendagri 54/2010 had it."""
    return _paper(naskah, "Rencana program, kegiatan, dan pendanaan", [_classic(naskah)], A3)


def yearly(naskah: Naskah) -> Document:
    """A Renja: codes, indicators, target, money and its sources, and the year after."""
    return _paper(naskah, "", [*_results(naskah), _renja(naskah)], A3)


def targets_of_year(naskah: Naskah) -> Document:
    """An RKT: sasaran, indicators, unit of measure, target."""
    return _paper(naskah, "", [rkt_table(naskah)], A4)


FORMS: Mapping[str, tuple[str, Callable[[Naskah], Document]]] = {
    "matriks": ("Matriks", matrices),
    "klasik": ("T-C.28", classic),
    "renja": ("Renja", yearly),
    "rkt": ("RKT", targets_of_year),
}
"""By code the name of a paper and what makes it."""


def forms_for(jenis: str, *, setahun: bool) -> tuple[str, ...]:
    """The papers that a kind of document has, the usual one first."""
    known = jenis_dokumen().get(jenis)
    if known is not None and known.dasar_target == "rkt":
        return ("rkt",)
    return ("renja",) if setahun else ("matriks", "klasik")


# --- head ------------------------------------------------------------------------------------------------------------


def _paper(naskah: Naskah, what: str, blocks: Iterable[Block], page: SectionBreak) -> Document:
    versi, plan = naskah.versi, naskah.versi.dokumen
    whose = full_name(plan.unit, naskah.instansi)
    was_set = versi.status in PERNAH_DITETAPKAN
    title = f"{what} {plan.nama}".strip()
    mark = "" if was_set else f"DRAF versi {versi.nomor} · "
    head: list[Block] = [
        letterhead(plan.unit, naskah.instansi, emblem=naskah.lambang),
        *([] if was_set else [_draft(naskah)]),
        Heading(2, plan.nama.upper() if was_set else f"{plan.nama.upper()} (DRAF)", in_contents=False),
        *_decree(naskah),
    ]
    paper = Document(
        title=title,
        subject=f"{title} versi {versi.nomor}, {whose}",
        instansi=naskah.instansi.unit.nama,
        blocks=(*head, *blocks),
        footer=f"{mark}{plan.nama}, versi {versi.nomor}",
        page=page,
    )
    return numbered(paper)


def _draft(naskah: Naskah) -> Paragraph:
    said = "" if naskah.versi.status == StatusDokumen.DRAF else f", {naskah.versi.get_status_display().lower()}"
    return Paragraph(spans(Span("DRAF", bold=True), f" versi {naskah.versi.nomor}{said}; belum ditetapkan."), "center")


def _decree(naskah: Naskah) -> Iterator[Block]:
    versi, plan = naskah.versi, naskah.versi.dokumen
    if versi.status not in PERNAH_DITETAPKAN:
        return
    number = versi.nomor_penetapan or plan.dasar_hukum
    day = f" tanggal {format_date(versi.tanggal_penetapan)}" if versi.tanggal_penetapan else ""
    words = f"Ditetapkan dengan {number}{day}" if number else "Nomor dan tanggal penetapannya belum dicatat"
    yield Paragraph(spans(f"{words}; versi {versi.nomor}."), "center")
    changed = sum({each.indikator.pk: each.diganti for row in naskah.baris for each in row.indikator}.values())
    if changed:
        words = f"{changed} target yang tercetak menggantikan nilai sebelumnya; alasannya tercatat pada indikatornya."
        yield Paragraph(spans(words), "center")


def _matrices(naskah: Naskah) -> Iterator[Block]:
    yield from _results(naskah)
    yield from _definitions(naskah)
    work = [each for each in naskah.baris if each.tingkat.kode not in RESULTS | _NOT_MEASURED]
    if work:
        yield _work(naskah, work)
    yield from _iku(naskah)


def _results(naskah: Naskah) -> Iterator[Block]:
    """Tujuan, sasaran, their indicators and targets; what they serve stands with them."""
    shown = [each for each in naskah.baris if each.tingkat.kode in RESULTS]
    if not shown:
        yield paragraph("Dokumen ini tidak memuat tujuan dan sasaran.")
        return
    years = own_years(naskah)
    columns = (
        Column("Indikator", width=44),
        Column("Satuan", width=13),
        Column("Kondisi awal", width=13, align="right"),
        *(Column(str(year), width=10, align="right") for year in years),
        Column("Penanggung jawab", width=24),
    )
    rows: list[Row] = []
    for each in shown:
        rows.append(_group(each, len(columns)))
        rows += [_measure(one, years) for one in each.indikator]
        if each.tingkat.indikator and not each.indikator:
            rows.append(Row((Cell(_NO_INDICATOR, colspan=len(columns)),)))
    yield Table(columns, tuple(rows), caption="Tujuan, sasaran, indikator, dan target")


def _group(each: BarisNaskah, width: int) -> Row:
    code = f"{each.simpul.kode} " if each.simpul.kode else ""
    serves = f" — mendukung: {'; '.join(each.melayani)}" if each.melayani else ""
    text = f"{each.tingkat.nama}: {code}{each.simpul.pernyataan}{serves}"
    return Row((Cell(text, colspan=width, indent=min(each.depth, 4)),), "group")


def _measure(one: BarisIndikator, years: Sequence[int]) -> Row:
    return row(
        one.indikator.nama,
        unit_cell(one),
        baseline_cell(one),
        *(target_cell(one, year) for year in years),
        responsible(one),
    )


def _definitions(naskah: Naskah) -> Iterator[Block]:
    rows = [
        row(
            one.indikator.nama,
            (one.kartu.definisi if one.kartu else "") or Missing("belum diisi"),
            (one.kartu.formula if one.kartu else "") or Missing("belum diisi"),
            one.indikator.series.sumber or Missing("belum diisi"),
        )
        for each in naskah.baris
        if each.tingkat.kode in RESULTS
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


def _work(naskah: Naskah, work: Sequence[BarisNaskah]) -> Table:
    """Program with outcome, kegiatan and sub kegiatan with output, target and money of each year."""
    years = own_years(naskah)
    first = (
        Column("Kode", width=19),
        Column("Program, kegiatan, sub kegiatan", width=38),
        Column("Indikator", width=38),
        Column("Satuan", width=12),
        Column("Kondisi awal", width=11, align="right"),
    )
    each_year = [
        column
        for year in years
        for column in (
            Column(f"{year} target", width=10, align="right"),
            Column(f"{year} pagu (Rp)", "integer", width=18),
        )
    ]
    rows = [line for each in work for line in _work_rows(each, years)]
    totals = _totals(work, years, before=len(first))
    return Table(
        (*first, *each_year),
        tuple(rows),
        header_rows=_two_rows(first, years),
        totals=totals,
        caption="Program, kegiatan, dan sub kegiatan dengan target dan pagu",
    )


def _two_rows(first: Sequence[Column], years: Sequence[int], last: Sequence[Column] = ()) -> tuple[Row, Row]:
    """Years above, target and money below."""
    above = [Cell(column.title, rowspan=2) for column in first]
    above += [Cell(str(year), colspan=2, align="center") for year in years]
    above += [Cell(column.title, rowspan=2) for column in last]
    return Row(tuple(above)), Row(tuple(Cell(word) for _year in years for word in ("Target", "Pagu (Rp)")))


def _work_rows(each: BarisNaskah, years: Sequence[int]) -> list[Row]:
    """The statement with its money beside its first indicator, the others below."""
    some: Sequence[BarisIndikator | None] = each.indikator or (None,)
    rows = []
    for number, one in enumerate(some):
        named = number == 0
        rows.append(
            row(
                each.simpul.kode if named else "",
                Cell(_named_work(each) if named else "", bold=each.tingkat.kode == "program"),
                one.indikator.nama if one else _NO_INDICATOR,
                unit_cell(one) if one else "",
                baseline_cell(one) if one else "",
                *_pairs(each, one, years, named=named),
            )
        )
    return rows


def _pairs(each: BarisNaskah, one: BarisIndikator | None, years: Sequence[int], *, named: bool) -> list[Cell]:
    found = []
    for year in years:
        found.append(target_cell(one, year) if one else Cell(""))
        works = named and each.tingkat.kode not in RESULTS
        found.append(Cell(each.pagu.get(year, _NO_MONEY)) if works else Cell(None))
    return found


def _totals(work: Sequence[BarisNaskah], years: Sequence[int], *, before: int) -> tuple[Row, ...]:
    """The sum of the highest codes of each year; none where no money is known."""
    sums = [sum(_top_money(work, year)) for year in years]
    if not any(sums):
        return ()
    cells = [Cell("Jumlah", colspan=before)]
    for total in sums:
        cells += [Cell(""), Cell(total or _NO_MONEY)]
    return (Row(tuple(cells), "total"),)


def _top_money(work: Sequence[BarisNaskah], year: int) -> Iterator[int]:
    """The money of every code that stands below no other code of the plan; a code counts once."""
    paid = {each.simpul.kode: each.pagu[year] for each in work if each.simpul.kode and year in each.pagu}
    for kode, money in paid.items():
        parts = kode.split(".")
        if not any(".".join(parts[:end]) in paid for end in range(1, len(parts))):
            yield money


def _iku(naskah: Naskah) -> Iterator[Block]:
    years, seen = own_years(naskah), dict[int, BarisIndikator]()
    for each in naskah.baris:
        for one in each.indikator:
            if one.indikator.iku and one.indikator.unit_id == naskah.versi.dokumen.unit_id:
                seen.setdefault(one.indikator.pk, one)
    if seen:
        yield Table(
            (
                Column("No.", "integer", width=5, align="center"),
                Column("Indikator kinerja utama", width=56),
                Column("Satuan", width=16),
                *(Column(str(year), width=11, align="right") for year in years),
            ),
            tuple(
                row(number, one.indikator.nama, unit_cell(one), *(target_cell(one, year) for year in years))
                for number, one in enumerate(seen.values(), start=1)
            ),
            caption="Indikator kinerja utama dan targetnya",
        )


# --- the other forms -------------------------------------------------------------------------------------------------


def _classic(naskah: Naskah) -> Table:
    years = own_years(naskah)
    first = (
        Column("Tujuan", width=20),
        Column("Sasaran", width=22),
        Column("Kode", width=18),
        Column("Program dan kegiatan", width=32),
        Column("Indikator", width=32),
        Column("Data capaian awal", width=12, align="right"),
    )
    last = (Column("Kondisi akhir", width=12, align="right"), Column("Unit penanggung jawab", width=20))
    each_year = [
        column
        for year in years
        for column in (Column(f"{year} target", width=9, align="right"), Column(f"{year} Rp", "integer", width=17))
    ]
    rows, said = [], ("", "")
    for each, tujuan, sasaran in _under(naskah):
        where = (tujuan if tujuan != said[0] else "", sasaran if (tujuan, sasaran) != said else "")
        said = (tujuan, sasaran)
        for number, one in enumerate(each.indikator or (None,)):
            named = number == 0
            rows.append(
                row(
                    *(where if named else ("", "")),
                    each.simpul.kode if named else "",
                    _named_work(each) if named else "",
                    one.indikator.nama if one else _NO_INDICATOR,
                    baseline_cell(one) if one else "",
                    *_pairs(each, one, years, named=named),
                    target_cell(one, years[-1]) if one else "",
                    carried_by(naskah, each) if named else "",
                )
            )
    return Table(
        (*first, *each_year, *last),
        tuple(rows),
        header_rows=_two_rows(first, years, last),
        caption="Rencana program, kegiatan, indikator kinerja, dan pendanaan indikatif",
        note="Bentuk mengikuti Tabel T-C.28 Lampiran Permendagri 54/2010.",
    )


def _named_work(each: BarisNaskah) -> str:
    """The statement with its level, unless its first word says that already; of a result nothing."""
    return "" if each.tingkat.kode in RESULTS else named(each.tingkat.nama, each.simpul.pernyataan)


def _under(naskah: Naskah) -> Iterator[tuple[BarisNaskah, str, str]]:
    """Every statement that is measured, with the tujuan and the sasaran above it (or that it is)."""
    by_pk = {each.simpul.pk: each for each in naskah.baris}
    for each in naskah.baris:
        if each.tingkat.kode in _NOT_MEASURED:
            continue
        line = [each]
        while (above := by_pk.get(line[-1].simpul.induk_id or 0)) is not None:
            line.append(above)
        named = {one.tingkat.kode: one.simpul.pernyataan for one in reversed(line)}
        yield each, named.get("tujuan", ""), named.get("sasaran", named.get("sasaran-strategis", ""))


def _renja(naskah: Naskah) -> Table:
    year, ahead = naskah.versi.dokumen.tahun_awal, naskah.maju
    work = [each for each in naskah.baris if each.tingkat.kode not in RESULTS | _NOT_MEASURED]
    columns = (
        Column("Kode", width=19),
        Column("Program, kegiatan, sub kegiatan", width=42),
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
    for each in work:
        for number, one in enumerate(each.indikator or (None,)):
            named = number == 0
            money = [each.pagu.get(at, _NO_MONEY) if named else None for at in (year, ahead) if at]
            aim = [target_cell(one, at) if one else Cell("") for at in (year, ahead) if at]
            rows.append(
                row(
                    each.simpul.kode if named else "",
                    Cell(_named_work(each) if named else "", bold=each.tingkat.kode == "program"),
                    one.indikator.nama if one else _NO_INDICATOR,
                    unit_cell(one) if one else "",
                    aim[0],
                    money[0],
                    "\n".join(each.sumber_dana) if named else "",
                    *((aim[1], money[1]) if ahead else ()),
                    carried_by(naskah, each) if named else "",
                )
            )
    sums = [sum(_top_money(work, at)) for at in (year, ahead) if at]
    total = (
        (
            Row(
                (
                    Cell("Jumlah", colspan=5),
                    Cell(sums[0] or _NO_MONEY),
                    Cell(""),
                    *((Cell(""), Cell(sums[1] or _NO_MONEY)) if ahead else ()),
                    Cell(""),
                ),
                "total",
            ),
        )
        if any(sums)
        else ()
    )
    note = f"Kolom {ahead} adalah prakiraan maju menurut rencana jangka menengah." if ahead else ""
    return Table(columns, tuple(rows), totals=total, caption="Program, kegiatan, dan sub kegiatan", note=note)
