"""Bab IV and the appendix: an honest summary, how every number was made, and what the data lack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sakip.arithmetic.notation import format_date, format_number, format_percent
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.policies import Bobot, CaraPredikat, DataHilang, Kebijakan, Rollup, RumusMenurun, TargetNol
from sakip.arithmetic.scales import Kelas, Skala, is_tercapai
from sakip.arithmetic.values import Nilai, Tiada
from sakip.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    Heading,
    Missing,
    Table,
    items,
    key_values,
    paragraph,
    row,
)
from sakip.pelaporan.documents.front import key_figures, summary_capaian, with_percent
from sakip.pelaporan.documents.words import absent, class_cell, different_units, listed, reason_of, why_missing
from sakip.pelaporan.queries import LaporanIndikator, LaporanKinerja

_FORMULAS = {
    "R-CAP-1": "realisasi : target × 100",
    "R-CAP-2 N1": "(2 × target − realisasi) : target × 100",
    "R-CAP-2 N2": "target : realisasi × 100",
    "R-CAP-3": "100 bila di dalam rentang; di luarnya dibandingkan dengan batas terdekat",
    "R-CAP-4 nilai": "nilai predikat dibandingkan sebagai angka",
    "R-CAP-4 peringkat": "peringkat predikat : peringkat target × 100",
    "R-CAP-4 biner": "100 bila predikat tercapai, selain itu 0",
    "R-CAP-5": "100 bila tercapai atau tepat waktu, selain itu 0",
    "R-CAP-6": "target 0 menurut kebijakan",
    "R-CAP-8": "belum ada data",
}
_DIRECTIONS = {
    Polaritas.MENINGKAT: "makin tinggi makin baik",
    Polaritas.MENURUN: "makin rendah makin baik",
    Polaritas.RENTANG: "makin dekat rentang makin baik",
}
_FALLING = {
    RumusMenurun.N1: "(2 × target − realisasi) : target × 100",
    RumusMenurun.N2: "target : realisasi × 100",
}
_ZERO_TARGET = {
    TargetNol.TAK_TERDEFINISI: "capaian tidak terdefinisi",
    TargetNol.NOL: "capaian 0",
    TargetNol.SERATUS_BILA_ADA: "100 bila realisasi lebih dari 0, selain itu 0",
    TargetNol.SERATUS: "capaian 100",
}
_PREDICATES = {
    CaraPredikat.NILAI: "dengan angka di samping predikat; tanpa angka, dengan peringkat",
    CaraPredikat.PERINGKAT: "dengan peringkat",
    CaraPredikat.BINER: "tercapai atau tidak",
}
_OWN_CODES = re.compile(r" \(R-[A-Z]+-\d+\)")  # names of our rules mean nothing on an official's paper
_ROLLUPS = {
    Rollup.A: "rata-rata capaian sasaran; indikator yang belum ditempatkan dihitung sebagai satu sasaran",
    Rollup.B: "rata-rata seluruh indikator",
}


def closing(report: LaporanKinerja) -> Iterable[Block]:
    yield Heading(1, "PENUTUP", "BAB IV")
    yield Heading(2, "Simpulan", "A.")
    if report.rows:
        yield paragraph(*key_figures(report))
        yield paragraph(summary_capaian(report.unit_kini))
        yield from _named_results(report)
    yield Heading(2, "Langkah Perbaikan", "B.")
    yield absent(
        "Langkah perbaikan",
        "Langkah di masa mendatang ditetapkan oleh pimpinan dan belum ditulis.",
        "Tulis langkah, penanggung jawab, dan waktunya untuk setiap indikator yang tidak mencapai target.",
    )


def _named_results(report: LaporanKinerja) -> Iterable[Block]:
    """Reached, missed, without data, each by name."""
    judged = [(row, is_tercapai(row.kini.capaian)) for row in report.rows]
    groups = (
        ("Mencapai target", [with_percent(row) for row, reached in judged if reached]),
        ("Belum mencapai target", [with_percent(row) for row, reached in judged if reached is False]),
        ("Belum memiliki capaian", [row.indikator.nama for row, reached in judged if reached is None]),
    )
    yield BulletList(items(*(f"{title}: {listed(names, 30)}." for title, names in groups if names)))


# --- appendix --------------------------------------------------------------------------------------------------------


def appendix(report: LaporanKinerja, jejak: str) -> Iterable[Block]:
    yield Heading(1, "LAMPIRAN")
    yield Heading(2, "Perjanjian Kinerja", "A.")
    yield absent(
        "Salinan Perjanjian Kinerja",
        "Naskahnya belum tersimpan dalam sistem.",
        f"Sisipkan Perjanjian Kinerja Tahun {report.tahun} beserta perubahannya di sini.",
    )
    yield Heading(2, "Cara Penghitungan", "B.")
    yield paragraph(
        "Peraturan perundang-undangan tidak menetapkan rumus persentase capaian; PermenPANRB Nomor 53 Tahun 2014 hanya "
        "meminta agar target dan realisasi dibandingkan. Rumus dan batas berikut ialah kebijakan "
        f"{report.instansi.unit.nama} yang berlaku untuk tahun {report.tahun} {_since(report)}."
    )
    policy = report.kebijakan.aturan
    yield key_values(
        [
            ("Indikator menaik", "realisasi : target × 100"),
            ("Indikator menurun", _FALLING[policy.rumus_menurun]),
            ("Batas capaian", _limits(policy)),
            ("Target nol", _ZERO_TARGET[policy.target_nol]),
            ("Predikat", _PREDICATES[policy.predikat]),
            ("Data belum ada", _no_data(policy)),
            ("Capaian keseluruhan", _ROLLUPS[policy.rollup]),
            *_weights(policy),
            ("Nilai yang dipakai", "lapis " + ", lalu ".join(policy.urutan_lapis)),
            ("Pembulatan", _rounding(policy.pembulatan)),
            ("Posisi data", format_date(report.posisi_data)),
            *([("Susunan organisasi", report.susunan.label)] if report.susunan else []),
            ("Jejak riwayat", jejak or Missing("belum tersedia", "dicetak saat laporan dibekukan")),
        ]
    )
    yield _scale(report.kebijakan.skala)
    if report.rows:
        yield _formulas(report)
    yield Heading(2, "Catatan Data", "C.")
    yield from _notes(report)


def _since(report: LaporanKinerja) -> str:
    since = report.kebijakan.sejak
    return "(ketentuan bawaan sistem, karena belum diatur sendiri)" if since is None else f"(diatur sejak {since})"


def _no_data(policy: Kebijakan) -> str:
    if policy.data_hilang is DataHilang.DIKECUALIKAN:
        return "tidak dihitung dalam rata-rata"
    return f"dihitung 0 sesudah {policy.hari_tenggat} hari sejak periodenya berakhir"


def _weights(policy: Kebijakan) -> list[tuple[str, str]]:
    """Only where the policy weighs; B has no sasaran in which to weigh."""
    if policy.bobot is Bobot.SAMA:
        return []
    aside = "" if policy.rollup is Rollup.A else "; capaian keseluruhan tidak memakainya"
    return [("Bobot", f"bobot setiap indikator dalam sasarannya, berjumlah 100{aside}")]


_PLACES = ("tanpa desimal", "satu desimal", "dua desimal", "tiga desimal", "empat desimal")


def _rounding(places: int) -> str:
    printed = f"{_PLACES[places]} pada cetakan"
    judged = "" if places == 2 else "; kriteria dinilai dari angka dua desimal"
    return f"{printed}{judged}; rata-rata dihitung dari angka yang belum dibulatkan"


def _limits(policy: Kebijakan) -> str:
    if policy.batas is None and policy.lantai is None:
        return "tanpa batas atas dan batas bawah"
    upper = "tanpa batas atas" if policy.batas is None else f"paling tinggi {format_number(policy.batas, places=None)}%"
    lower = (
        "tanpa batas bawah" if policy.lantai is None else f"paling rendah {format_number(policy.lantai, places=None)}%"
    )
    return f"{upper}, {lower}"


def _scale(skala: Skala) -> Table:
    rows, above = [], None
    for each in skala.kelas:
        rows.append(row(class_cell(each), _bounds(each, above)))
        above = each
    return Table(
        (Column("Kriteria", width=40), Column("Capaian", width=70)),
        tuple(rows),
        caption=f"Kriteria Capaian: {skala.nama}",
        number="L.1",
        source=_OWN_CODES.sub("", skala.sumber),
    )


def _bounds(kelas: Kelas, above: Kelas | None) -> str:
    lower = f"{'lebih dari' if kelas.eksklusif else 'paling rendah'} {_bound(kelas)}%" if kelas.mulai else ""
    upper = f"{'paling tinggi' if above.eksklusif else 'kurang dari'} {_bound(above)}%" if above else ""
    return " dan ".join(part for part in (lower, upper) if part)


def _bound(kelas: Kelas) -> str:
    return format_number(kelas.mulai[-1], places=None)


def _formulas(report: LaporanKinerja) -> Table:
    weighed = report.kebijakan.aturan.bobot is Bobot.INDIKATOR
    rows = [
        row(
            each.nomor,
            each.indikator.nama,
            _DIRECTIONS[Polaritas(each.kartu.polaritas)],
            _formula(each),
            _layer(each),
            *([Missing("belum diisi") if each.bobot is None else each.bobot] if weighed else []),
        )
        for each in report.rows
    ]
    columns = (
        Column("No", "integer", align="center"),
        Column("Indikator"),
        Column("Arah"),
        Column("Rumus capaian"),
        Column("Lapis nilai"),
        *([Column("Bobot", "number", places=None)] if weighed else []),
    )
    return Table(columns, tuple(rows), caption="Arah, Rumus, dan Lapis Nilai Setiap Indikator", number="L.2")


def _formula(each: LaporanIndikator) -> str:
    code = each.kini.capaian.rumus
    known = [words for start, words in _FORMULAS.items() if code.startswith(start)]
    return known[0] if known else code


def _layer(each: LaporanIndikator) -> str | Cell:
    found = each.kini.realisasi
    if found.tercatat:
        return found.tercatat.lapis
    return "dari triwulan" if found.dari and isinstance(found.isian, Nilai) else "–"


def _notes(report: LaporanKinerja) -> Iterable[Block]:
    said = [(each, " ".join(_notes_of(each))) for each in report.rows]
    rows = [row(each.nomor, each.indikator.nama, notes) for each, notes in said if notes]
    if not rows:
        yield paragraph("Tidak ada kekosongan data atau deret terputus pada tahun-tahun yang dilaporkan.")
        return
    columns = (
        Column("No", "integer", width=6, align="center"),
        Column("Indikator", width=44),
        Column("Catatan", width=70),
    )
    yield Table(columns, tuple(rows), caption="Kekosongan dan Kekhususan Data", number="L.3")


def _notes_of(each: LaporanIndikator) -> Iterable[str]:
    yield from _notes_of_year(each)
    yield from _notes_of_gaps(each)
    for year in each.tahunan:
        if year.terputus:
            yield f"Deret terputus sejak {year.tahun}: {year.kinerja.kartu.catatan_putus.rstrip('.')}."


def _notes_of_year(each: LaporanIndikator) -> Iterable[str]:
    now, tahun = each.kini, each.kini.periode.tahun
    target, reached, result = now.target_isian, now.realisasi.isian, now.capaian
    if not isinstance(target, Nilai):
        yield f"Target {tahun} {why_missing(target)}."
    if not isinstance(reached, Nilai):
        yield f"Realisasi {tahun} {why_missing(reached)}."
    elif isinstance(target, Nilai) and result.mentah is None:
        yield f"Capaian {tahun} tidak dihitung: {reason_of(result)}."
    if each.kini_faktor:
        yield f"Capaian {tahun} perlu diperiksa: {different_units(each.kini_faktor)}."
    if each.menengah.faktor:
        yield f"Pada target {each.menengah.tahun}, {different_units(each.menengah.faktor)}."
    made = now.realisasi.dari
    if made and isinstance(reached, Nilai):
        quarters = listed([part.label.removesuffix(f" Tahun {tahun}") for part in made.periode])
        yield f"Realisasi {tahun} dihitung dari {quarters} ({len(made.periode)} dari {made.jumlah} terisi)."
    if now.berjalan:
        yield f"Tahun {tahun} masih berjalan; capaiannya dinilai terhadap target sampai dengan {now.berjalan.label}."
    if result.mentah is not None and result.dipakai not in {None, result.mentah}:
        yield _capped(result.mentah, result.dipakai or Decimal(0), now.places)


def _notes_of_gaps(each: LaporanIndikator) -> Iterable[str]:
    """The earlier years shown that have no realisasi."""
    gaps = {year.tahun: year.kinerja.realisasi.isian for year in each.years_with_data[:-1]}
    unfilled = [str(year) for year, value in gaps.items() if value is None]
    if unfilled:
        yield f"Realisasi {listed(unfilled)} belum diisi."
    for year, value in gaps.items():
        if isinstance(value, Tiada):
            yield f"Realisasi {year} {why_missing(value)}."


def _capped(raw: Decimal, used: Decimal, places: int) -> str:
    printed, counted = (format_percent(value, places=places) for value in (raw, used))
    return f"Capaian hasil hitung {printed}; yang dipakai dalam rata-rata {counted}."
