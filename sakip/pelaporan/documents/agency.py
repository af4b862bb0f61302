"""Bab I: who reports. What the unit's card says, and its positions with their officials at the end of the year."""

from __future__ import annotations

from collections.abc import Iterable

from sakip.arithmetic.notation import format_date, format_nip
from sakip.documents.model import (
    Block,
    Cell,
    Column,
    Heading,
    Missing,
    NumberedList,
    Row,
    Span,
    Table,
    Value,
    items,
    key_values,
    paragraph,
    row,
)
from sakip.organisasi.documents import acting, full_name, government
from sakip.organisasi.models import Jabatan, MasaJabatan, Sebagai, Unit
from sakip.organisasi.queries import Pemangku, sebutan
from sakip.pelaporan.documents.words import absent, listed, words_for
from sakip.pelaporan.queries import LaporanKinerja
from sakip.referensi.queries import jenis_instansi, jenis_unit

VACANT = "kosong"
_ACTING = {
    Sebagai.PLT: "Plt.: pelaksana tugas selama jabatan lowong.",
    Sebagai.PLH: "Plh.: pelaksana harian selama pejabatnya berhalangan sementara.",
}


def introduction(report: LaporanKinerja) -> Iterable[Block]:
    yield Heading(1, "PENDAHULUAN", "BAB I")
    yield Heading(2, "Gambaran Umum Organisasi", "A.")
    yield key_values(_identity(report))
    yield from _card(report)
    yield from _structure(report)
    yield absent(
        "Sumber daya manusia",
        "Jumlah dan susunan pegawai belum dicatat dalam sistem.",
        "Tambahkan tabelnya pada berkas DOCX laporan ini.",
    )
    yield Heading(2, "Aspek Strategis dan Permasalahan Utama", "B.")
    yield absent(
        "Aspek strategis dan permasalahan utama",
        "Narasi ini memerlukan penilaian pimpinan dan belum ditulis.",
        "Tulis pada berkas DOCX, dengan mengacu pada isu strategis dokumen rencana.",
    )
    yield Heading(2, "Sistematika Penyajian", "C.")
    yield paragraph("Sesuai dengan Lampiran II PermenPANRB Nomor 53 Tahun 2014, laporan ini terdiri atas:")
    yield NumberedList(
        items(
            "Bab I Pendahuluan, memuat gambaran umum organisasi, aspek strategis, dan permasalahan utama;",
            "Bab II Perencanaan Kinerja, memuat rencana jangka menengah serta indikator dan target tahun berjalan;",
            "Bab III Akuntabilitas Kinerja, memuat capaian kinerja organisasi dan realisasi anggaran;",
            "Bab IV Penutup, memuat simpulan dan langkah perbaikan;",
            "Lampiran, memuat Perjanjian Kinerja, cara penghitungan, dan catatan data.",
        )
    )


# --- the card --------------------------------------------------------------------------------------------------------


def _identity(report: LaporanKinerja) -> list[tuple[str, Value | Cell]]:
    unit, instansi = report.unit, report.instansi
    pairs: list[tuple[str, Value | Cell]] = [("Nama", full_name(unit, instansi))]
    if unit.is_root:
        pairs.append(("Jenis instansi", jenis_instansi().get(instansi.jenis, instansi.jenis)))
    else:
        pairs += [("Jenis unit", jenis_unit().get(unit.jenis, unit.jenis)), ("Instansi", government(instansi))]
    of = instansi if unit.is_root else unit
    known = [
        (words_for(unit, instansi).dasar_hukum, unit.dasar_hukum),
        ("Pimpinan", "" if report.organisasi.jabatan else unit.sebutan_kepala),
        ("Alamat", of.alamat),
        ("Kontak", of.kontak),
        *_dates(unit),
    ]
    return [*pairs, *((label, words) for label, words in known if words)]


def _dates(unit: Unit) -> Iterable[tuple[str, str]]:
    """Since when and until when, where the unit came or went with a change of the organisation."""
    if unit.berlaku_mulai:
        yield "Dibentuk", format_date(unit.berlaku_mulai)
    if unit.berlaku_sampai:
        yield "Berakhir", format_date(unit.berlaku_sampai)


def _card(report: LaporanKinerja) -> Iterable[Block]:
    """Tugas, fungsi and kewenangan as the unit's card has them; what is not there is said in one box."""
    unit = report.unit
    parts = {"Tugas": unit.tugas, "Fungsi": unit.fungsi, "Kewenangan": unit.kewenangan}
    known = {name: lines for name, text in parts.items() if (lines := _lines(text))}
    wanted = [name for name in words_for(unit, report.instansi).uraian if name not in known]
    if known:
        yield Heading(3, listed(list(known)))
        for name, lines in known.items():
            yield from _told(f"{name}:" if len(known) > 1 else "", lines)
    if wanted:
        yield absent(
            listed([name if n == 0 else name.lower() for n, name in enumerate(wanted)]),
            "Uraiannya belum diisi pada kartu unit.",
            f"Isi pada halaman unit {unit.nama}, menurut peraturan yang mengatur organisasinya.",
        )


def _lines(text: str) -> list[str]:
    return [line.strip().rstrip(";. ") for line in text.splitlines() if line.strip()]


def _told(lead: str, lines: list[str]) -> Iterable[Block]:
    """One line as a sentence, several as a list with the marks of a regulation; no lead where the heading says it."""
    if len(lines) == 1:
        yield paragraph(*([Span(f"{lead} ", bold=True)] if lead else []), f"{lines[0]}.")
        return
    if lead:
        yield paragraph(Span(lead, bold=True))
    yield NumberedList(items(*(f"{line};" for line in lines[:-1]), f"{lines[-1]}."), "a.")


# --- positions and units ---------------------------------------------------------------------------------------------


def _structure(report: LaporanKinerja) -> Iterable[Block]:
    told, words = report.organisasi, words_for(report.unit, report.instansi)
    yield Heading(3, "Susunan Organisasi")
    if told.jabatan:
        yield _positions(report)
    else:
        yield absent(
            "Susunan jabatan",
            f"Belum ada jabatan {report.unit.nama} yang tercatat berlaku pada {format_date(told.pada)}.",
            "Catat jabatan dan pejabatnya pada halaman unit.",
        )
    below = [unit for unit in report.bawahan if _open(unit, report)]
    headed = {post.unit_id for post, _held in told.jabatan}
    if any(unit.pk not in headed for unit in below):
        yield paragraph(f"{words.bawahan.capitalize()} di bawahnya pada {format_date(told.pada)}:")
        yield NumberedList(items(*(unit.nama for unit in below)))


def _open(unit: Unit, report: LaporanKinerja) -> bool:
    day = report.organisasi.pada
    begun = unit.berlaku_mulai is None or unit.berlaku_mulai <= day
    return begun and (unit.berlaku_sampai is None or unit.berlaku_sampai >= day)


def _positions(report: LaporanKinerja) -> Table:
    told = report.organisasi
    rows = [
        each
        for number, (post, held) in enumerate(told.jabatan, 1)
        for each in _position(number, _named(post, report.unit), held)
    ]
    acting = {held.pelaksana.sebagai for _post, held in told.jabatan if held.pelaksana}
    notes = [words for kind, words in _ACTING.items() if kind in acting]
    if told.lainnya:
        notes.append(f"{told.lainnya} jabatan lain yang tercatat tidak dimuat.")
    columns = (
        Column("No", "integer", width=6, align="center"),
        Column("Jabatan", width=48),
        Column("Pejabat", width=42),
        Column("NIP", width=40),
    )
    return Table(
        columns,
        tuple(rows),
        caption=f"Jabatan dan Pejabat {report.unit.nama} pada {format_date(told.pada)}",
        note=" ".join(notes),
        key="tabel-jabatan",
    )


def _named(post: Jabatan, unit: Unit) -> str:
    """A position of the unit by its name; the head of one below by the title on its card, else with its unit."""
    if post.unit_id == unit.pk:
        return post.nama
    return post.unit.sebutan_kepala or (post.nama if " " in post.nama else sebutan(post))


def _position(number: int, name: str, held: Pemangku) -> Iterable[Row]:
    """A position and who holds it; who stands in for an official that is away gets a row of his own."""
    first = held.definitif or held.pelaksana
    if first is None:
        yield row(number, name, Cell(Missing(VACANT)), Cell(None))
        return
    yield row(number, name, official(first), _nip(first))
    if held.definitif and held.pelaksana:
        yield row(None, None, official(held.pelaksana), _nip(held.pelaksana))


def official(term: MasaJabatan) -> str:
    """'dr. Sari Utami, M.Kes.'; one who acts with the word before: 'Plt. dr. Sari Utami, M.Kes.'"""
    return f"{acting(term)}{term.pegawai.nama_lengkap}"


def _nip(term: MasaJabatan) -> Cell:
    """As printed, in one line."""
    return Cell(format_nip(term.pegawai.nip).replace(" ", "\u00a0") if term.pegawai.nip else "–")
