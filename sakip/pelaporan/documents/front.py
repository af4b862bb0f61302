"""Before Bab I: cover, kata pengantar with the place for a signature, contents, ikhtisar eksekutif."""

from __future__ import annotations

from collections.abc import Iterable

from sakip.arithmetic.comparisons import Penilaian
from sakip.arithmetic.notation import format_date, format_percent
from sakip.arithmetic.policies import Rollup
from sakip.documents import charts
from sakip.documents.model import (
    Block,
    BulletList,
    Callout,
    Chart,
    Cover,
    Heading,
    PageBreak,
    SectionBreak,
    Span,
    TableOfContents,
    items,
    paragraph,
    spans,
)
from sakip.organisasi.documents import emblem_image, full_name, government, letterhead
from sakip.pelaporan.documents.signing import signature
from sakip.pelaporan.documents.words import (
    TONES,
    counted,
    listed,
    missing_words,
    short,
    words_for,
)
from sakip.pelaporan.queries import LaporanIndikator, LaporanKinerja
from sakip.perencanaan.kinerja import KinerjaUnit

LIST_OF_FIGURES = TableOfContents("Daftar Gambar", of="figures")
MOST_BARS = 25
_MOST_IN_CONTENTS = 40


def front(report: LaporanKinerja, status: str) -> Iterable[Block]:
    yield _cover(report, status)
    yield SectionBreak(numbering="roman", restart=True)
    yield from _preface(report, status)
    yield PageBreak()
    yield TableOfContents(depth=4 if len(report.rows) <= _MOST_IN_CONTENTS else 3)
    yield TableOfContents("Daftar Tabel", of="tables")
    yield LIST_OF_FIGURES
    yield from _summary(report)


def _cover(report: LaporanKinerja, status: str) -> Cover:
    lines = [government(report.instansi)] if report.unit.is_root else [report.unit.nama, government(report.instansi)]
    return Cover(
        ("LAPORAN KINERJA", "INSTANSI PEMERINTAH"),
        tuple(line.upper() for line in lines),
        f"TAHUN {report.tahun}",
        emblem_image(report.instansi, report.lambang),
        status,
    )


def _preface(report: LaporanKinerja, status: str) -> Iterable[Block]:
    """Letterhead, what this report is and where its numbers come from; no thanks and no facts that nobody entered."""
    yield letterhead(report.unit, report.instansi, emblem=report.lambang)
    yield Heading(1, "KATA PENGANTAR")
    yield paragraph(
        f"Laporan Kinerja {full_name(report.unit, report.instansi)} Tahun {report.tahun} disusun sebagai "
        "pertanggungjawaban atas pencapaian kinerja menurut Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem "
        "Akuntabilitas Kinerja Instansi Pemerintah, dengan sistematika Peraturan Menteri Pendayagunaan Aparatur Negara "
        "dan Reformasi Birokrasi Nomor 53 Tahun 2014."
    )
    yield paragraph(
        f"Laporan ini memuat target, realisasi, dan capaian {len(report.rows)} indikator kinerja. Setiap angka "
        f"dihitung dari data yang tercatat dalam sistem pada {format_date(report.posisi_data)}; cara penghitungannya "
        "dimuat dalam Lampiran. Bagian yang datanya belum ada dicetak sebagai “belum tersedia” beserta sebab dan "
        "langkah yang diperlukan, sehingga kekosongan data tidak tampak sebagai angka nol."
    )
    yield signature(report, on=None if status else report.posisi_data)


# --- ikhtisar eksekutif ----------------------------------------------------------------------------------------------


def _summary(report: LaporanKinerja) -> Iterable[Block]:
    yield Heading(1, "IKHTISAR EKSEKUTIF")
    if not report.rows:
        yield paragraph(
            f"{full_name(report.unit, report.instansi)} belum memiliki indikator kinerja sendiri untuk tahun "
            f"{report.tahun}; laporan ini memuat capaian {words_for(report.unit, report.instansi).bawahan}nya."
        )
        return
    yield paragraph(*key_figures(report))
    yield paragraph(summary_capaian(report.unit_kini), _last_year(report))
    yield BulletList(items(*_highlights(report)))
    yield from _doubtful(report)
    if any(row.kini.capaian.dipakai is not None for row in report.rows):
        yield _bars(report)


def _doubtful(report: LaporanKinerja) -> Iterable[Callout]:
    """A slip of the unit makes a capaian, and every mean with it, absurd: said before the numbers are believed."""
    names = [row.indikator.nama for row in report.rows if row.kini_faktor]
    if names:
        words = (
            f"Target dan realisasi {listed(names)} berbeda dua puluh kali atau lebih, sehingga satuannya tampak tidak "
            "sama. Periksa dan perbaiki datanya sebelum capaian itu, dan rata-rata yang memuatnya, dipakai."
        )
        yield Callout(spans(words), "Perlu diperiksa: satuan target dan realisasi", "warning")


def key_figures(report: LaporanKinerja) -> list[str | Span]:
    """How many indicators, how many reached, near, missed, without data (R-AVG-3)."""
    counts = report.unit_kini.rekap
    known = counts.tercapai + counts.mendekati + counts.tidak_tercapai
    missing = f"; {counts.belum_ada_data} belum memiliki capaian" if counts.belum_ada_data else ""
    measured: list[str | Span] = [
        f"Pada tahun {report.tahun}, {full_name(report.unit, report.instansi)} mengukur ",
        Span(f"{known + counts.belum_ada_data} indikator kinerja", bold=True),
    ]
    if not known:
        return [*measured, ", dan belum satu pun memiliki capaian."]
    return [
        *measured,
        f". Dari {known} indikator yang memiliki capaian, ",
        Span(f"{counts.tercapai} mencapai target", bold=True),
        f", {counts.mendekati} mendekati target (75% sampai kurang dari 100%), dan ",
        f"{counts.tidak_tercapai} tidak mencapai target{missing}.",
    ]


def summary_capaian(unit: KinerjaUnit) -> str:
    """The roll-up with its way of counting and its counts (R-AVG-2)."""
    if unit.rerata.nilai is None or unit.kelas is None:
        return "Capaian kinerja keseluruhan belum tersedia, karena belum ada indikator yang memiliki capaian. "
    way = "rata-rata capaian sasaran" if unit.rerata.rollup is Rollup.A else "rata-rata seluruh indikator"
    without = f"{unit.rerata.salah_bobot} sasaran tidak ikut dihitung, karena jumlah bobot indikatornya bukan 100. "
    return (
        f"Capaian kinerja keseluruhan adalah {format_percent(unit.rerata.nilai, places=unit.places)} "
        f"({unit.kelas.label}), dihitung sebagai {way} dari {counted(unit.rerata.dihitung, unit.rerata.jumlah)}. "
    ) + (without if unit.rerata.salah_bobot else "")


def _last_year(report: LaporanKinerja) -> str:
    """The roll-up of last year beside this one's, with how many indicators it stands on."""
    before = dict(report.ringkasan).get(report.tahun - 1)
    if before is None or before.rerata.nilai is None:
        return f"Capaian keseluruhan tahun {report.tahun - 1} belum tersedia sebagai pembanding."
    return (
        f"Pada tahun {report.tahun - 1} capaian keseluruhan tercatat "
        f"{format_percent(before.rerata.nilai, places=before.places)} dari "
        f"{counted(before.rerata.dihitung, before.rerata.jumlah)}."
    )


def _highlights(report: LaporanKinerja) -> Iterable[str]:
    ranked = ranked_rows(report)
    if ranked:
        yield f"Capaian tertinggi: {with_percent(ranked[0])}."
    if len(ranked) > 1:
        yield f"Capaian terendah: {with_percent(ranked[-1])}."
    changes = [row.tahunan[-1].pertumbuhan.penilaian for row in report.rows]
    judged = {each: changes.count(each) for each in (*Penilaian, None)}
    compared = len(changes) - judged[None]
    if compared:
        yield (
            f"Dibandingkan dengan tahun {report.tahun - 1}, realisasi {judged[Penilaian.MEMBAIK]} indikator membaik, "
            f"{judged[Penilaian.TETAP]} tetap, dan {judged[Penilaian.MEMBURUK]} memburuk"
            + (f"; {judged[None]} tidak dapat dibandingkan." if judged[None] else ".")
        )
    without = [row.indikator.nama for row in report.rows if row.kini.capaian.dipakai is None]
    if without:
        yield f"Belum memiliki capaian: {listed(without)}."


def ranked_rows(report: LaporanKinerja) -> list[LaporanIndikator]:
    """The indicators that have a raw capaian, the highest first."""
    known = [row for row in report.rows if row.kini.capaian.mentah is not None]
    return sorted(known, key=lambda row: (-(row.kini.capaian.mentah or 0), row.nomor))


def with_percent(row: LaporanIndikator) -> str:
    """The indicator with its capaian, where it has one."""
    result = row.kini.capaian
    value = result.dipakai if result.mentah is None else result.mentah
    if value is None:
        return row.indikator.nama
    return f"{row.indikator.nama} ({format_percent(value, places=row.kini.places)})"


def _bars(report: LaporanKinerja) -> Chart:
    rows = report.rows
    caption = f"Capaian Indikator Kinerja Tahun {report.tahun}"
    if len(rows) > MOST_BARS:
        lowest = {row.nomor for row in ranked_rows(report)[-MOST_BARS:]}
        rows = tuple(row for row in rows if row.nomor in lowest)
        caption = f"{len(rows)} Capaian Indikator Terendah Tahun {report.tahun}"
    results = [row.kini.capaian for row in rows]
    if any(result.mentah is not None and result.mentah != result.dipakai for result in results):
        caption += " setelah Batas Capaian"
    tones = [TONES[row.kini.kelas.warna] if row.kini.kelas else "neutral" for row in rows]
    words = [
        f"{short(row.indikator.nama)} "
        + (
            missing_words(row.kini.capaian)
            if row.kini.capaian.dipakai is None
            else format_percent(row.kini.capaian.dipakai, places=report.places)
        )
        for row in rows
    ]
    return Chart(
        charts.capaian_bars(
            [f"{row.nomor}. {row.indikator.nama}" for row in rows],
            [result.dipakai for result in results],
            tones,
            places=report.places,
        ),
        f"Batang capaian setiap indikator terhadap garis 100%: {'; '.join(words)}.",
        caption=caption,
    )
