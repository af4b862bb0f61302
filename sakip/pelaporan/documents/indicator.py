"""One indicator of Bab III: the comparisons 1 to 4 of PermenPANRB 53/2014 in words, tables and a chart."""

from __future__ import annotations

from collections.abc import Iterable

from sakip.arithmetic.comparisons import AlasanBanding, Penilaian
from sakip.arithmetic.notation import format_nilai, format_number, format_percent
from sakip.arithmetic.scales import is_tercapai
from sakip.arithmetic.values import Nilai
from sakip.documents import charts
from sakip.documents.model import Block, Cell, Chart, Column, Heading, Missing, Paragraph, Row, Table, paragraph, row
from sakip.pelaporan.documents.standards import standards
from sakip.pelaporan.documents.words import (
    CLASS_WIDTH,
    JUDGEMENTS,
    UNDEFINED,
    capaian_cell,
    class_cell,
    dasar_name,
    different_units,
    isian_cell,
    number_cell,
    number_of,
    percent_cell,
    places_of,
    points_unit,
    reason_of,
    short,
    value_column,
    why_missing,
    with_unit,
    year_value,
)
from sakip.pelaporan.queries import LaporanIndikator, LaporanKinerja, TahunIndikator

NO_MEDIUM_TERM = "Perbandingan dengan target jangka menengah belum tersedia: "


def indicator(each: LaporanIndikator, report: LaporanKinerja) -> Iterable[Block]:
    yield Heading(4, each.indikator.nama, f"{each.nomor}.")
    yield paragraph(_reached(each), " ", _changed(each))
    years = each.years_with_data
    if any(isinstance(value, Nilai) for value in each.values):
        yield _yearly(each, years)
    chart = _chart(each, years)
    if chart:
        yield chart
    yield from _medium_term(each, report)
    yield from standards(each)


def _reached(each: LaporanIndikator) -> str:
    """Comparison 1 in words."""
    now, satuan = each.kini, each.kartu.satuan
    tahun = now.periode.tahun
    if not isinstance(now.realisasi.isian, Nilai):
        return (
            f"Realisasi tahun {tahun} {why_missing(now.realisasi.isian)}, sehingga capaian terhadap target "
            f"{_target_words(each)} belum dapat dihitung."
        )
    said = f"Realisasi tahun {tahun} adalah {with_unit(now.realisasi.isian, satuan, places_of(each.values))}"
    if not isinstance(now.target_isian, Nilai):
        return f"{said}, sedangkan targetnya {why_missing(now.target_isian)}, sehingga capaian belum dapat dihitung."
    said += f" terhadap target {_target_words(each)}"
    if now.capaian.mentah is None or now.kelas is None:
        return f"{said}; capaian tidak dapat dihitung karena {reason_of(now.capaian)}."
    reached = "target tercapai" if is_tercapai(now.capaian) else "target belum tercapai"
    share = format_percent(now.capaian.mentah, places=now.places)
    so_far = f"; dinilai terhadap target sampai dengan {now.berjalan.label}" if now.berjalan else ""
    return f"{said}. Capaiannya {share} ({now.kelas.label}); {reached}{so_far}."


def _target_words(each: LaporanIndikator) -> str:
    return with_unit(each.kini.target_isian, each.kartu.satuan, places_of(each.values))


def _changed(each: LaporanIndikator) -> str:
    """Comparison 2 in words: this year and the last."""
    last = each.tahunan[-1]
    grown, tahun = last.pertumbuhan, last.tahun
    if last.terputus:
        why = last.kinerja.kartu.catatan_putus.rstrip(".")
        return f"Realisasi tahun {tahun} tidak sebanding dengan tahun-tahun sebelumnya: {why}."
    places = places_of(each.values)
    if grown.penilaian is None:
        return "" if grown.poin is None else f"Selisih dengan {tahun - 1}: {format_number(grown.poin, places=places)}."
    if grown.penilaian is Penilaian.TETAP:
        return f"Realisasi sama dengan tahun {tahun - 1}."
    if grown.poin is None:
        return f"Dibandingkan dengan tahun {tahun - 1}, kinerjanya {grown.penilaian.value}."
    way = "naik" if grown.poin > 0 else "turun"
    share = f" ({format_percent(abs(grown.persen))})" if grown.persen is not None else ""
    amount = f"{format_number(abs(grown.poin), places=places)} {points_unit(each.kartu.satuan)}"
    return f"Dibandingkan dengan tahun {tahun - 1}, realisasi {way} {amount}{share}; kinerja {grown.penilaian.value}."


def _yearly(each: LaporanIndikator, years: tuple[TahunIndikator, ...]) -> Table:
    """Comparisons 1 and 2: every year's target, realisasi and capaian, and the change since the year before."""
    places = places_of(each.values)
    columns = (
        Column("Tahun", align="center"),
        value_column("Target", [isian_cell(value, places) for value in each.values]),
        value_column("Realisasi", [isian_cell(value, places) for value in each.values]),
        Column("Capaian", "percent", places=each.kini.places),
        Column("Kriteria", width=CLASS_WIDTH),
        Column("Selisih", "number"),
        Column("Pertumbuhan", "percent"),
        Column("Kinerja"),
    )
    breaks = [year for year in years if year.terputus]
    return Table(
        columns,
        tuple(_year_row(year, places, now=year is years[-1]) for year in years),
        caption=f"Target dan Realisasi {_name(each)} {_span(years)}",
        note=" ".join(f"Deret terputus sejak {y.tahun}: {y.kinerja.kartu.catatan_putus.rstrip('.')}." for y in breaks),
    )


def _name(each: LaporanIndikator) -> str:
    """Short enough for a caption and for the lists of tables and figures."""
    return short(each.indikator.nama, 60)


def _span(years: tuple[TahunIndikator, ...]) -> str:
    first, last = years[0].tahun, years[-1].tahun
    return f"{first}" if first == last else f"{first}–{last}"


def _year_row(year: TahunIndikator, places: int, *, now: bool) -> Row:
    each = year.kinerja
    return row(
        Cell(year_value(year.tahun), bold=now),
        isian_cell(each.target_isian, places),
        isian_cell(each.realisasi.isian, places),
        capaian_cell(each.capaian, each.places),
        class_cell(each.kelas),
        *_change_cells(year, places),
    )


def _change_cells(year: TahunIndikator, places: int) -> tuple[Cell, ...]:
    grown = year.pertumbuhan
    if year.terputus:
        return (Cell(Missing("tidak sebanding"), colspan=3, align="center"),)
    judged = Cell(Missing("tidak dinilai"))
    if grown.penilaian:
        word, tone = JUDGEMENTS[grown.penilaian]
        judged = Cell(None, status=word, tone=tone)
    if grown.poin is None:
        if grown.alasan is AlasanBanding.BUKAN_ANGKA:
            return (Cell(Missing("bukan angka"), colspan=2, align="center"), judged)
        return (Cell(Missing("tidak ada pembanding"), colspan=3, align="center"),)
    share = Cell(Missing(UNDEFINED), align="right") if grown.persen is None else Cell(grown.persen)
    return (number_cell(grown.poin, places), share, judged)


def _chart(each: LaporanIndikator, years: tuple[TahunIndikator, ...]) -> Chart | None:
    """Target and realisasi over the years, where at least two realisasi are numbers."""
    targets = [number_of(year.kinerja.target_isian) for year in years]
    reached = [number_of(year.kinerja.realisasi.isian) for year in years]
    if sum(value is not None for value in reached) < 2:
        return None
    words = [
        f"{year.tahun} target {format_nilai(year.kinerja.target_isian)}, "
        f"realisasi {format_nilai(year.kinerja.realisasi.isian)}"
        for year in years
    ]
    return Chart(
        charts.target_realisasi(
            [year.tahun for year in years],
            targets,
            reached,
            satuan=each.kartu.satuan,
            title="",
            places=places_of(each.values),
            breaks=[year.tahun for year in years if year.terputus],
            standards=[
                (one.tahun, number, one.nama) for one in each.pembanding if (number := number_of(one.isian)) is not None
            ],
        ),
        f"Garis target dan realisasi {each.indikator.nama}: {'; '.join(words)}.",
        caption=f"Perkembangan {_name(each)} {_span(years)}",
    )


# --- comparison 3 ----------------------------------------------------------------------------------------------------


def _medium_term(each: LaporanIndikator, report: LaporanKinerja) -> Iterable[Block]:
    goal = each.menengah
    if goal.target is None:
        yield paragraph(NO_MEDIUM_TERM, _why_no_goal(each, report))
        return
    yield _goal_sentence(each)
    rows = tuple(_goal_rows(each))
    if not rows:
        return
    columns = (
        Column("Pembandingan", width=52),
        Column("Realisasi", "number", width=18),
        Column("Target", "number", width=18),
        Column("Kemajuan", "percent", width=18),
    )
    yield Table(
        columns,
        rows,
        caption=f"Kemajuan {_name(each)} menuju Target {goal.tahun}",
    )


def _why_no_goal(each: LaporanIndikator, report: LaporanKinerja) -> str:
    goal = each.menengah
    if goal.dari_rencana:
        return f"target tahun {goal.tahun}, tahun akhir rencana, belum diisi."
    return f"rencana jangka menengah dan target sesudah tahun {report.tahun} belum tercatat dalam sistem."


def _goal_sentence(each: LaporanIndikator) -> Paragraph:
    goal = each.menengah
    assert goal.target is not None  # noqa: S101 - for the type checker; the caller looked
    kind = "tahun akhir rencana" if goal.dari_rencana else "tahun terjauh yang targetnya telah ditetapkan"
    promised = f"Target tahun {goal.tahun} ({dasar_name(goal.target.dasar)}), {kind}, ialah "
    promised += with_unit(goal.target.isian, each.kartu.satuan, _goal_places(each))
    if goal.faktor:
        return paragraph(f"{promised}; tingkat kemajuan tidak dicetak karena {different_units(goal.faktor)}.")
    done = goal.posisi.mentah if goal.posisi else None
    if done is None:
        why = reason_of(goal.posisi) if goal.posisi else ""
        return paragraph(f"{promised}; tingkat kemajuan belum tersedia karena {why}.")
    tahun = each.kini.periode.tahun
    return paragraph(f"{promised}; tingkat kemajuan sampai dengan tahun {tahun} ialah {format_percent(done)}.")


def _goal_rows(each: LaporanIndikator) -> Iterable[Row]:
    """R-CMP-3: by position (a), added up over the plan's years (b), from the baseline (c).

    None where the sentence above has said why there is no progress to show.
    """
    goal, tahun = each.menengah, each.kini.periode.tahun
    if goal.target is None or goal.posisi is None or goal.faktor:
        return
    if goal.posisi.mentah is None and not goal.jumlah and not goal.awal:
        return
    places = _goal_places(each)
    now, then = isian_cell(each.kini.realisasi.isian, places), isian_cell(goal.target.isian, places)
    yield row(f"Realisasi {tahun} terhadap target {goal.tahun}", now, then, capaian_cell(goal.posisi))
    if goal.jumlah:
        yield row(
            f"Jumlah realisasi sampai dengan {tahun} terhadap jumlah target seluruh tahun rencana",
            number_cell(goal.jumlah.realisasi, places),
            number_cell(goal.jumlah.target, places),
            capaian_cell(goal.jumlah.hasil),
        )
    if goal.awal:
        value = format_nilai(goal.awal.nilai, places=places)
        start = f"Bagian jalan yang ditempuh dari kondisi awal {goal.awal.tahun} sebesar {value}"
        yield row(start, now, then, percent_cell(goal.awal.hasil.persen))


def _goal_places(each: LaporanIndikator) -> int:
    """The decimals of all that stands in the comparison."""
    goal = each.menengah
    start = goal.awal.nilai if goal.awal else None
    return places_of((*each.values, goal.target.isian if goal.target else None, start))
