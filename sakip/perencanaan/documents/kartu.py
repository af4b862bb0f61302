"""The kartu indikator (manual IKU) as a paper: everything that a stranger needs to compute it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.documents.model import (
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    Entry,
    Heading,
    KeyValue,
    Missing,
    Row,
    Table,
    Value,
    items,
    key_values,
    paragraph,
    row,
)
from sakip.kernel.telling import word
from sakip.organisasi.documents import full_name, government, letterhead
from sakip.organisasi.models import Instansi
from sakip.perencanaan.card import Card
from sakip.perencanaan.models import Baseline
from sakip.perencanaan.penjelasan import BAHAN_PENETAPAN, JENIS, PENANDA

_BLANK = Cell(Missing("belum diisi"))
_OPTIONAL = {
    "Alasan pemilihan",
    "Pembilang",
    "Penyebut",
    "Penyedia data",
    "Bahan penetapan",
    "Pilahan data",
    "Keterbatasan data",
    "Cara mengatasinya",
}
"""What not every indicator has: left out where it is empty."""


def card_document(
    card: Card,
    *,
    instansi: Instansi,
    lambang: bytes | None,
    pernyataan: Sequence[str],
    rancangan: str,
    batas: str,
    tahun: int,
) -> Document:
    """The card that holds in a year. ``pernyataan``: the statements of plans that it measures, ``rancangan`` the draft
    in which it stands where there is none; ``batas``: the cap."""
    unit = card.indikator.unit
    return Document(
        title=f"Kartu Indikator {card.indikator.nama}"[:250],
        subject=f"Kartu indikator yang berlaku pada tahun {tahun}",
        instansi=government(instansi),
        author=full_name(unit, instansi),
        blocks=(
            letterhead(unit, instansi, emblem=lambang),
            Heading(2, "KARTU INDIKATOR KINERJA"),
            key_values(_pairs(card, pernyataan, rancangan, batas)),
            Heading(3, "Baseline"),
            *_baseline(card.baseline),
            Heading(3, "Target dan realisasi"),
            _years(card),
            *_standards(card),
        ),
        footer=f"Kartu indikator menurut data tahun {tahun}",
    )


def card_sheets(document: Document) -> list[tuple[str, Table]]:
    """The same card for a spreadsheet: what it says as one sheet, each of its tables under its heading as another."""
    sheets, name = [], ""
    for block in document.blocks:
        match block:
            case Heading(text=text):
                name = text
            case KeyValue(entries=entries):
                columns = (Column("Butir", width=24), Column("Isi", width=90))
                sheets.append(
                    ("Kartu indikator", Table(columns, tuple(row(each.label, _told(each)) for each in entries)))
                )
            case Table():
                sheets.append((name, block))
    return sheets


def _told(entry: Entry) -> Cell | str:
    match entry.content:
        case Cell() as cell:
            return cell
        case BulletList(items=lines):
            return "; ".join("".join(span.text for span in each.spans) for each in lines)
    return ""


def _pairs(
    card: Card, pernyataan: Sequence[str], rancangan: str, batas: str
) -> list[tuple[str, Value | Cell | BulletList]]:
    row_, now = card.indikator, card.kartu
    marks = ", ".join(f"{PENANDA.get(each.jenis, each.jenis)} {each.kode}".strip() for each in card.penanda)
    stated: Cell | BulletList = (
        BulletList(items(*dict.fromkeys(pernyataan))) if pernyataan else Cell(Missing(rancangan or "belum ditempatkan"))
    )
    pairs: list[tuple[str, Value | Cell | BulletList]] = [
        ("Indikator", Cell(row_.nama, bold=True)),
        ("Kode", row_.kode or _BLANK),
        ("Unit", row_.unit.nama),
        ("Indikator kinerja utama", "Ya" if row_.iku else "Bukan"),
        *([("Penanda", marks)] if marks else []),
        ("Tujuan/sasaran", stated),
    ]
    if now is None:
        return [*pairs, ("Kartu", Cell(Missing("belum diisi")))]
    texts: list[tuple[str, str]] = [
        ("Definisi operasional", now.definisi),
        ("Alasan pemilihan", now.alasan_pemilihan),
        ("Tingkat hasil", now.get_hasil_display() if now.hasil else ""),
        ("Satuan", now.satuan or row_.series.satuan),
        ("Jenis nilai", JENIS.get(row_.series.jenis, row_.series.jenis)),
        ("Polaritas", word("polaritas", now.polaritas)),
        ("Tipologi", word("tipologi", now.tipologi)),
        ("Formula", now.cara_hitung),
        *([("Rumus terhitung", now.rumus)] if now.rumus and now.formula else []),
        ("Pembilang", now.pembilang),
        ("Penyebut", now.penyebut),
        ("Periode pengukuran", now.get_frekuensi_display() if now.frekuensi else ""),
        ("Sumber data", row_.series.sumber),
        ("Penyedia data", now.penyedia_data),
        ("Penanggung jawab", now.penanggung_jawab.nama if now.penanggung_jawab else ""),
        ("Bahan penetapan", "; ".join(BAHAN_PENETAPAN.get(each, each) for each in now.kategori_sumber)),
        ("Pilahan data", now.disagregasi),
        ("Keterbatasan data", now.keterbatasan),
        ("Cara mengatasinya", now.kompensasi),
        ("Batas capaian", batas),
        ("Berlaku mulai", str(now.mulai_tahun)),
        *([("Deret terputus", now.catatan_putus)] if now.terputus else []),
    ]
    return [*pairs, *((label, text or _BLANK) for label, text in texts if text or label not in _OPTIONAL)]


def _value(isian: Isian) -> Cell:
    """A number as a number, so that a spreadsheet computes with it; anything else in words."""
    if isinstance(isian, Nilai) and isian.jenis is JenisNilai.ANGKA and isian.angka_atas is None:
        return Cell(isian.angka, align="right")
    words = format_nilai(isian)
    return Cell(words if isinstance(isian, Nilai) else Missing(words), align="right")


def _baseline(rows: Sequence[Baseline]) -> Iterable[Block]:
    if not rows:
        yield paragraph("Baseline belum dicatat.")
        return
    yield Table(
        (
            Column("Tahun", align="center", width=10),
            Column("Nilai", "number", width=20, places=None),
            Column("Sumber", width=80),
        ),
        tuple(row(str(each.tahun), _value(each.isian), each.sumber) for each in rows),
    )


def _years(card: Card) -> Table:
    return Table(
        (
            Column("Tahun", align="center", width=10),
            Column("Target", "number", width=30, places=None),
            Column("Realisasi", "number", width=30, places=None),
            Column("Capaian", "percent", width=30),
        ),
        tuple(
            row(
                str(one.periode.tahun),
                _value(one.target_isian),
                _value(one.realisasi.isian),
                Cell(Missing("belum tersedia"), align="right")
                if one.capaian.mentah is None
                else Cell(one.capaian.mentah, places=one.places),
            )
            for one in card.tahun
        ),
    )


def _standards(card: Card) -> Iterable[Block]:
    if not card.semua_pembanding:
        return
    yield Heading(3, "Pembanding")
    rows: list[Row] = [
        row(
            f"{each.nama} ({each.get_lingkup_display().lower()})",
            str(each.tahun),
            _value(each.isian),
            each.sumber,
        )
        for each in card.semua_pembanding
    ]
    columns = (
        Column("Angka milik"),
        Column("Tahun", align="center"),
        Column("Nilai", "number", places=None),
        Column("Sumber"),
    )
    yield Table(columns, tuple(rows))
