"""Bab III: what was reached, compared with the target, with earlier years and with the medium term."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sakip.arithmetic.averages import AlasanRerata
from sakip.arithmetic.policies import Bobot, DataHilang
from sakip.documents.model import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Missing,
    PageBreak,
    Row,
    Span,
    Table,
    paragraph,
    row,
)
from sakip.pelaporan.documents.impact import negative_impact
from sakip.pelaporan.documents.indicator import indicator
from sakip.pelaporan.documents.plan import grouped, titled_groups, unit_cell, unit_column
from sakip.pelaporan.documents.words import (
    CLASS_WIDTH,
    absent,
    capaian_cell,
    class_cell,
    isian_cell,
    listed,
    percent_cell,
    places_of,
    value_column,
    words_for,
)
from sakip.pelaporan.queries import BarisUnit, Kelompok, LaporanIndikator, LaporanKinerja

_WORDS, _TABLES, _PAGE = 1, 3, 6  # sixths of a page


def accountability(report: LaporanKinerja) -> Iterable[Block]:
    yield Heading(1, "AKUNTABILITAS KINERJA", "BAB III")
    yield Heading(2, "Capaian Kinerja Organisasi", "A.")
    yield Heading(3, f"Pengukuran Kinerja Tahun {report.tahun}")
    yield from _measurement(report)
    yield from _indicators(report)
    if report.rows:
        yield PageBreak()
    yield from _statements(report)
    yield from _recap(report)
    yield from negative_impact(report)
    yield from _missing_analyses(report)
    yield Heading(2, "Realisasi Anggaran", "B.")
    yield absent(
        "Realisasi anggaran",
        "Pagu dan realisasi anggaran belum dicatat dalam sistem.",
        "Tambahkan tabel pagu dan realisasi per sasaran dan program sesuai dengan Perjanjian Kinerja.",
    )


def _indicators(report: LaporanKinerja) -> Iterable[Block]:
    """Each indicator with a chart on a page of its own; two with tables alone share one, six of words alone."""
    used = _PAGE
    for title, group in titled_groups(report):
        heading: list[Block] = [Heading(3, title)]
        for each in group.rows:
            blocks = list(indicator(each, report))
            kinds = {type(block) for block in blocks}
            need = _PAGE if Chart in kinds else _TABLES if Table in kinds else _WORDS
            if used + need > _PAGE:
                yield PageBreak()
                used = 0
            used += need
            yield from (*heading, *blocks)
            heading = []


# --- the measurement of the year (comparison 1) ----------------------------------------------------------------------


def _measurement(report: LaporanKinerja) -> Iterable[Block]:
    if not report.rows:
        yield paragraph(f"Belum ada indikator yang tercatat untuk tahun {report.tahun}.")
        return
    late_is_zero = report.kebijakan.aturan.data_hilang is DataHilang.NOL_LEWAT_TENGGAT
    aside = "" if late_is_zero else " dan tidak dianggap nol"
    yield paragraph(
        f"Realisasi setiap indikator dibandingkan dengan target tahun {report.tahun} pada ",
        Span("", ref="tabel-pengukuran"),
        f". Indikator tanpa capaian tidak dihitung dalam rata-rata{aside}.",
    )
    columns = (
        Column("No", "integer", align="center"),
        Column("Indikator kinerja"),
        *unit_column(report),
        value_column("Target", [cell for each in report.rows for cell in _value_cells(each)]),
        value_column("Realisasi", [cell for each in report.rows for cell in _value_cells(each)]),
        Column("Capaian", "percent", places=report.places),
        Column("Kriteria", width=CLASS_WIDTH),
    )
    yield Table(
        columns,
        grouped(report, len(columns), partial(_measured, report)),
        totals=(_total(report, len(columns) - 2),),
        caption=f"Target, Realisasi, dan Capaian Kinerja Tahun {report.tahun}",
        note=_capped_note(report),
        key="tabel-pengukuran",
    )


def _measured(report: LaporanKinerja, each: LaporanIndikator) -> Row:
    now = each.kini
    return row(
        each.nomor,
        each.indikator.nama,
        *unit_cell(report, each),
        *_value_cells(each),
        capaian_cell(now.capaian, report.places),
        class_cell(now.kelas),
    )


def _value_cells(each: LaporanIndikator) -> tuple[Cell, Cell]:
    places = places_of(each.values)
    return isian_cell(each.kini.target_isian, places), isian_cell(each.kini.realisasi.isian, places)


def _total(report: LaporanKinerja, colspan: int) -> Row:
    unit = report.unit_kini
    counted = f"Capaian kinerja keseluruhan ({unit.rerata.dihitung} dari {unit.rerata.jumlah} indikator)"
    return row(Cell(counted, colspan=colspan), percent_cell(unit.rerata.nilai), class_cell(unit.kelas), kind="total")


def _capped_note(report: LaporanKinerja) -> str:
    results = [each.kini.capaian for each in report.rows]
    if any(result.mentah is not None and result.mentah != result.dipakai for result in results):
        return "Angka capaian ialah hasil hitung; “dipakai” ialah nilai setelah batas, yang masuk dalam rata-rata."
    return ""


def _statements(report: LaporanKinerja) -> Iterable[Block]:
    """The mean capaian of each statement over the years; left out where nothing is placed in a plan."""
    placed = [(title, group) for title, group in titled_groups(report) if group.simpul]
    if not placed:
        return
    yield Heading(3, "Capaian Tujuan dan Sasaran")
    years = _years_with_means(placed)
    columns = (
        Column("Pernyataan"),
        Column("Indikator", "integer", align="center"),
        *(Column(str(year), "percent", places=report.places) for year in years),
    )
    rows = tuple(
        row(
            title,
            f"{group.rerata[-1][1].dihitung} dari {group.rerata[-1][1].jumlah}",
            *(percent_cell(mean.nilai) for year, mean in group.rerata if year in years),
        )
        for title, group in placed
    )
    yield Table(
        columns,
        rows,
        caption=f"Rata-Rata Capaian Tujuan dan Sasaran Tahun {_span(years)}",
        note=f"Kolom Indikator: yang dihitung pada tahun {report.tahun} dari seluruh indikator pernyataan itu."
        + _weights_note(report, placed),
    )


def _years_with_means(placed: list[tuple[str, Kelompok]]) -> list[int]:
    """The years from the first in which any statement has a mean: columns of gaps say nothing. The last one always."""
    years = [year for year, _ in placed[0][1].rerata]
    known = {year for _, group in placed for year, mean in group.rerata if mean.nilai is not None}
    return [year for year in years if year >= min(known, default=years[-1])]


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _weights_note(report: LaporanKinerja, placed: list[tuple[str, Kelompok]]) -> str:
    """How the weights came in, and which statements have no mean because of theirs (R-AVG-1)."""
    if report.kebijakan.aturan.bobot is Bobot.SAMA:
        return ""
    faults = (AlasanRerata.BOBOT_BUKAN_100, AlasanRerata.BOBOT_BELUM_DIISI)
    wrong = [title.partition(":")[0] for title, group in placed if group.rerata[-1][1].alasan in faults]
    named = f" Tidak dihitung karena jumlah bobotnya bukan 100: {listed(wrong)}." if wrong else ""
    return f" Rata-rata memakai bobot setiap indikator.{named}"


# --- the perangkat daerah, and what is missing -----------------------------------------------------------------------


def _recap(report: LaporanKinerja) -> Iterable[Block]:
    if not report.perangkat_daerah:
        return
    below = words_for(report.unit, report.instansi).bawahan
    yield Heading(3, f"Rekapitulasi Capaian {below.title()}")
    columns = (
        Column("No", "integer", align="center"),
        Column(below.capitalize()),
        Column("Indikator", "integer", align="center"),
        Column("Tercapai", "integer", align="center"),
        Column("Mendekati", "integer", align="center"),
        Column("Tidak tercapai", "integer", align="center"),
        Column("Belum ada data", "integer", align="center"),
        Column("Capaian", "percent", places=report.places),
        Column("Kriteria", width=CLASS_WIDTH),
    )
    yield Table(
        columns,
        tuple(_recap_row(n, each) for n, each in enumerate(report.perangkat_daerah, 1)),
        caption=f"Capaian Kinerja {below.title()} Tahun {report.tahun}",
        note="Tercapai: capaian 100% atau lebih. Mendekati: 75% sampai kurang dari 100%.",
    )


def _recap_row(number: int, each: BarisUnit) -> Row:
    if each.kinerja is None:
        return row(number, each.unit.nama, Cell(Missing("belum ada indikator"), colspan=7, align="center"))
    counts, mean = each.kinerja.rekap, each.kinerja.rerata
    return row(
        number,
        each.unit.nama,
        mean.jumlah,
        counts.tercapai,
        counts.mendekati,
        counts.tidak_tercapai,
        counts.belum_ada_data,
        percent_cell(mean.nilai),
        class_cell(each.kinerja.kelas),
    )


ANALYSES = (
    (
        "Perbandingan dengan standar nasional (jika ada)",
        "Nilai standar, sumber, dan tahunnya belum dicatat dalam sistem.",
        "Tambahkan angka pembanding beserta sumber dan tahunnya.",
    ),
    (
        "Penyebab keberhasilan atau kegagalan serta solusi",
        "Narasi analisis belum ditulis.",
        "Tulis sebab, hambatan, dan solusi, didahulukan pada indikator yang tidak mencapai target.",
    ),
    (
        "Efisiensi penggunaan sumber daya",
        "Memerlukan pagu dan realisasi anggaran, yang belum dicatat.",
        "Lengkapi data anggaran, lalu bandingkan serapan dengan capaian.",
    ),
    (
        "Program atau kegiatan penunjang",
        "Hubungan program dan kegiatan dengan indikator belum dicatat.",
        "Uraikan program dan kegiatan yang menunjang atau menghambat.",
    ),
)


def _missing_analyses(report: LaporanKinerja) -> Iterable[Block]:
    """Analyses 4 to 7 of PermenPANRB 53/2014, once for the chapter and not again at each indicator.

    The fourth is there as soon as one indicator has a published figure: the regulation asks for it "jika ada".
    """
    compared = any(each.pembanding for each in report.rows)
    yield Heading(3, "Analisis yang Belum Tersedia")
    yield paragraph(
        f"Perbandingan 1 sampai {4 if compared else 3} menurut PermenPANRB Nomor 53 Tahun 2014 dimuat pada setiap "
        f"indikator di atas{', perbandingan 4 bila angka pembandingnya ada' if compared else ''}. "
        "Analisis berikut belum tersedia untuk seluruh indikator:"
    )
    numbered = list(enumerate(ANALYSES, 4))
    rows = tuple(row(number, *texts) for number, texts in numbered[1 if compared else 0 :])
    columns = (
        Column("No", "integer", width=6, align="center"),
        Column("Analisis", width=34),
        Column("Belum tersedia karena", width=36),
        Column("Yang perlu dilakukan", width=44),
    )
    yield Table(columns, rows, caption="Analisis yang Belum Tersedia")
