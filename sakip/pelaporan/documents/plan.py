"""Bab II: what was promised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sakip.arithmetic.notation import format_date
from sakip.documents.model import (
    Block,
    Cell,
    Column,
    Heading,
    Row,
    Table,
    paragraph,
    row,
)
from sakip.pelaporan.documents.words import (
    absent,
    dasar_name,
    isian_cell,
    places_of,
    value_column,
    words_for,
)
from sakip.pelaporan.queries import Kelompok, LaporanIndikator, LaporanKinerja
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, SimpulRencana
from sakip.referensi.queries import nama_tingkat

UNPLACED = "Indikator yang belum ditempatkan dalam rencana"


def planning(report: LaporanKinerja) -> Iterable[Block]:
    yield Heading(1, "PERENCANAAN KINERJA", "BAB II")
    yield Heading(2, "Rencana Jangka Menengah", "A.")
    yield from _plan(report)
    yield Heading(2, "Perjanjian Kinerja", "B.")
    yield absent(
        f"Naskah Perjanjian Kinerja Tahun {report.tahun}",
        "Penandatanganannya belum dikelola dalam sistem; dasar setiap target tertulis pada tabel di bawah.",
        "Lampirkan salinan perjanjian yang telah ditandatangani.",
    )
    yield Heading(2, f"Indikator dan Target Tahun {report.tahun}", "C.")
    yield from _targets(report)


def _plan(report: LaporanKinerja) -> Iterable[Block]:
    plan, this = report.rencana, words_for(report.unit, report.instansi).diri
    if plan is None:
        yield absent(
            "Rencana jangka menengah",
            f"Belum ada dokumen rencana yang memuat tahun {report.tahun} untuk {this} ini dalam sistem.",
            "Catat dokumen rencana beserta tujuan dan sasarannya, lalu tempatkan indikator di bawahnya.",
        )
        return
    own = plan.unit_id == report.unit.pk
    yield paragraph(
        f"Target tahun {report.tahun} bersumber pada {named_plan(plan, report.simpul)}{_whose(report, plan)}."
    )
    serving = {group.simpul.pk for group in report.kelompok if group.simpul}
    shown = [node for node in report.simpul if own or node.pk in serving]
    if shown:
        columns = (Column("Tingkat", width=22), Column("Pernyataan", width=90))
        rows = tuple(row(nama_tingkat(node.tingkat), node.pernyataan) for node in shown if node.tingkat in _SHOWN)
        yield Table(columns, rows, caption=f"Tujuan dan Sasaran {plan.nama}")


def _whose(report: LaporanKinerja, plan: DokumenRencana) -> str:
    """Of another's plan whose it is, and why it stands here."""
    unit, owner = report.unit, plan.unit
    if owner == unit:
        return ""
    if owner.is_root:
        this = words_for(unit, report.instansi).diri
        return f" milik {owner.nama}, karena rencana {this} ini sendiri belum dicatat dalam sistem"
    return f" milik {owner.nama}, " + ("yang membawahinya" if unit.path.startswith(owner.path) else "pendahulunya")


# Program and below belong to the yearly budget documents; a report of one's results does not repeat them.
_SHOWN = {"visi", "misi", "tujuan", "sasaran", "sasaran-strategis", "sasaran-program", "sasaran-kegiatan"}


def named_plan(plan: DokumenRencana, simpul: Sequence[SimpulRencana] = ()) -> str:
    """The plan with its years and the decree of the version whose statements these are, else of the document."""
    years = f"{plan.tahun_awal}–{plan.tahun_akhir}"
    name = plan.nama if years in plan.nama.replace("-", "–") else f"{plan.nama} Tahun {years}"
    decree = _decree(simpul[0].dokumen_versi) if simpul else ""
    return f"{name} ({decree or plan.dasar_hukum})" if decree or plan.dasar_hukum else name


def _decree(versi: DokumenVersi) -> str:
    """Number and day of a version's decree; empty where none is written."""
    day = format_date(versi.tanggal_penetapan) if versi.tanggal_penetapan else ""
    return ", ".join(part for part in (versi.nomor_penetapan, day) if part)


def _targets(report: LaporanKinerja) -> Iterable[Block]:
    if not report.rows:
        yield paragraph(f"Belum ada indikator yang tercatat untuk tahun {report.tahun}.")
        return
    columns = (
        Column("No", "integer", align="center"),
        Column("Indikator kinerja"),
        *unit_column(report),
        value_column(f"Target {report.tahun}", [_target_cell(each) for each in report.rows]),
        Column("Dasar target"),
        Column("IKU", align="center"),
    )
    yield Table(
        columns,
        grouped(report, len(columns), partial(_target_row, report)),
        caption=f"Indikator dan Target Kinerja Tahun {report.tahun}",
        note="IKU: indikator kinerja utama. Dasar target: dokumen tempat target ditetapkan.",
        key="tabel-target",
    )


def _target_cell(each: LaporanIndikator) -> Cell:
    return isian_cell(each.kini.target_isian, places_of(each.values))


def _target_row(report: LaporanKinerja, each: LaporanIndikator) -> Row:
    target = each.kini.target
    return row(
        each.nomor,
        each.indikator.nama,
        *unit_cell(report, each),
        _target_cell(each),
        dasar_name(target.dasar) if target else "–",
        "ya" if each.indikator.iku else "bukan",
    )


def unit_column(report: LaporanKinerja) -> tuple[Column, ...]:
    """The column of units, where at least one indicator has a unit: a column of dashes says nothing."""
    return (Column("Satuan"),) if any(each.kartu.satuan for each in report.rows) else ()


def unit_cell(report: LaporanKinerja, each: LaporanIndikator) -> tuple[Cell, ...]:
    """The indicator's cell in ``unit_column``."""
    return (Cell(each.kartu.satuan or "–"),) if unit_column(report) else ()


def grouped(report: LaporanKinerja, width: int, of: Callable[[LaporanIndikator], Row]) -> tuple[Row, ...]:
    """Rows of the indicators with the statement they serve as a heading above each group."""
    made: list[Row] = []
    for title, group in titled_groups(report):
        made.append(Row((Cell(title, colspan=width),), "group"))
        made += [of(each) for each in group.rows]
    return tuple(made)


def titled_groups(report: LaporanKinerja) -> list[tuple[str, Kelompok]]:
    """The groups with their headings: "Sasaran 2: ...", counted within their level."""
    counts: dict[str, int] = {}
    return [(_title(group.simpul, counts), group) for group in report.kelompok]


def _title(node: SimpulRencana | None, counts: dict[str, int]) -> str:
    if node is None:
        return UNPLACED
    counts[node.tingkat] = counts.get(node.tingkat, 0) + 1
    return f"{nama_tingkat(node.tingkat)} {counts[node.tingkat]}: {node.pernyataan}"
