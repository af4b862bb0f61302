"""The decree that sets the IKU of a unit, its attachment, and the berita acara of the discussion before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Missing,
    NumberedList,
    Paragraph,
    Row,
    SectionBreak,
    SignatureBlock,
    Signer,
    Span,
    Table,
    items,
    key_values,
    paragraph,
    row,
)
from sakip.organisasi.documents import full_name, government, has_nip, letterhead, signer, title_of
from sakip.perencanaan.documents.isi_iku import BarisIKU, IsiIKU

DRAFT = "Rancangan: belum ditetapkan"
_DOTS = "………………"
_USES = (
    "menetapkan rencana kinerja tahunan, menyampaikan rencana kerja dan anggaran, menyusun dokumen penetapan kinerja, "
    "menyusun laporan akuntabilitas kinerja, dan melakukan evaluasi pencapaian kinerja"
)
"""As decrees of perangkat daerah list them."""
_REGULATIONS = (
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah",
    (
        "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor PER/9/M.PAN/5/2007 tentang Pedoman Umum "
        "Penetapan Indikator Kinerja Utama di Lingkungan Instansi Pemerintah"
    ),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang Petunjuk "
        "Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi Pemerintah"
    ),
)

_RANKS = (
    ("undang-undang dasar", "uud "),
    ("undang-undang", "uu ", "peraturan pemerintah pengganti undang-undang", "perppu "),
    ("peraturan pemerintah", "pp "),
    ("peraturan presiden", "perpres "),
    ("peraturan menteri", "permen"),
)
"""How regulations begin, from the highest."""


def decree(isi: IsiIKU) -> Document:
    """The decree with its attachment; a draft says so on every page and leaves dots for number and date."""
    unit, years = isi.keputusan.unit, _years(isi)
    name = full_name(unit, isi.instansi)
    return Document(
        title=f"Keputusan IKU {unit.nama} {years}",
        subject="Penetapan indikator kinerja utama",
        instansi=government(isi.instansi),
        author=name,
        blocks=(*_body(isi, name), *_attachment(isi, name)),
        footer="" if isi.keputusan.ditetapkan else DRAFT,
    )


def attachment_alone(isi: IsiIKU, whole: Document) -> Document:
    """The table of the attachment out of the decree, for a spreadsheet."""
    table = next(each for each in whole.blocks if isinstance(each, Table))
    caption = f"Indikator Kinerja Utama {isi.keputusan.unit.nama} {_years(isi)}"
    return Document(title=f"Lampiran IKU {isi.keputusan.unit.nama}", blocks=(replace(table, caption=caption),))


def _years(isi: IsiIKU) -> str:
    first, last = isi.keputusan.tahun_mulai, isi.keputusan.tahun_sampai
    return f"Tahun {first}" if first == last else f"Tahun {first}-{last}"


def _head(isi: IsiIKU) -> str:
    return title_of(isi.keputusan.unit, isi.jabatan, isi.instansi)


def _body(isi: IsiIKU, name: str) -> Iterable[Block]:
    decided, years = isi.keputusan, _years(isi)
    head = _head(isi)
    what = f"Penetapan Indikator Kinerja Utama {name} {years}"
    yield letterhead(decided.unit, isi.instansi, emblem=isi.lambang)
    yield _centred(f"KEPUTUSAN {head.upper()}", bold=True)
    yield _centred(f"NOMOR {decided.nomor or _DOTS}")
    yield _centred("TENTANG")
    yield _centred(what.upper(), bold=True)
    yield _centred(f"{head.upper()},")
    yield key_values(
        [
            (
                "Menimbang",
                NumberedList(
                    items(
                        "bahwa indikator kinerja utama merupakan ukuran keberhasilan yang menggambarkan kinerja utama "
                        "instansi pemerintah sesuai dengan tugas, fungsi, serta mandatnya;",
                        f"bahwa untuk mengukur keberhasilan {name} dalam mencapai tujuan dan sasarannya perlu "
                        "ditetapkan indikator kinerja utama;",
                        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b perlu "
                        f"menetapkan Keputusan {head} tentang {what};",
                    ),
                    "a.",
                ),
            ),
            ("Mengingat", NumberedList(items(*_basis(isi)), "1.")),
        ]
    )
    yield _centred("MEMUTUSKAN:", bold=True)
    yield key_values(
        [
            ("Menetapkan", paragraph(f"Keputusan {head} tentang {what}.")),
            (
                "KESATU",
                paragraph(
                    f"Menetapkan indikator kinerja utama {name} {years} sebagaimana tercantum dalam Lampiran yang "
                    "merupakan bagian tidak terpisahkan dari Keputusan ini."
                ),
            ),
            (
                "KEDUA",
                paragraph(f"Indikator kinerja utama sebagaimana dimaksud dalam Diktum KESATU digunakan untuk {_USES}."),
            ),
            ("KETIGA", paragraph("Keputusan ini mulai berlaku pada tanggal ditetapkan.")),
        ]
    )
    yield _signature(isi)


def _basis(isi: IsiIKU) -> Iterable[str]:
    """The national regulations and those by which the unit was set up, by rank, with the marks of a list."""
    own = (part.strip() for part in isi.keputusan.unit.dasar_hukum.split(";") if part.strip())
    found = sorted((*_REGULATIONS, *own), key=_rank)
    return (f"{each.rstrip('.')}{'.' if each is found[-1] else ';'}" for each in found)


def _rank(regulation: str) -> int:
    """By the hierarchy of UU 12/2011 Pasal 7; regions and what is written in another way come last."""
    said = regulation.casefold()
    return next((rank for rank, begins in enumerate(_RANKS) if said.startswith(begins)), len(_RANKS))


def _signature(isi: IsiIKU) -> SignatureBlock:
    unit = isi.keputusan.unit
    who = signer(isi.masa, _head(isi), numbered=has_nip(unit, isi.jabatan, isi.instansi))
    return SignatureBlock((who,), isi.instansi.tempat or "……………………", isi.keputusan.tanggal)


def _centred(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Span(text, bold=bold),), align="center")


# --- the attachment --------------------------------------------------------------------------------------------------

_COLUMNS = (
    Column("No", "integer", width=5, align="center"),
    Column("Sasaran Strategis", width=30),
    Column("Indikator Kinerja Utama", width=30),
    Column("Satuan", width=12),
    Column("Penjelasan/Formulasi", width=44),
    Column("Sumber Data", width=22),
    Column("Penanggung Jawab", width=22),
)
_NOTES = Column("Keterangan", width=18)
"""A column only where something is noted: the explanation needs the room."""


def _attachment(isi: IsiIKU, name: str) -> Iterable[Block]:
    decided = isi.keputusan
    yield SectionBreak("A4", "landscape", numbering="arabic")
    yield key_values(
        [
            ("Lampiran", f"Keputusan {_head(isi)}"),
            ("Nomor", decided.nomor or _DOTS),
            ("Tanggal", format_date(decided.tanggal) if decided.tanggal else _DOTS),
        ]
    )
    yield Heading(2, f"INDIKATOR KINERJA UTAMA {name.upper()} {_years(isi).upper()}")
    pairs: list[tuple[str, Cell | NumberedList | str]] = [("Nama Organisasi", name)]
    for label, lines in (("Visi", isi.visi), ("Misi", isi.misi)):
        if lines:
            pairs.append((label, lines[0] if len(lines) == 1 else NumberedList(items(*lines))))
    if decided.unit.tugas:
        pairs.append(("Tugas", " ".join(decided.unit.tugas.split())))
    yield key_values(pairs)
    noted = any(each.keterangan for each in isi.baris)
    yield Table((*_COLUMNS, _NOTES) if noted else _COLUMNS, tuple(_rows(isi, noted=noted)))
    yield _signature(isi)


def _rows(isi: IsiIKU, *, noted: bool) -> Iterable[Row]:
    for each in isi.baris:
        yield row(
            each.nomor,
            each.pernyataan or Cell(Missing(each.rancangan or "belum ditempatkan")),
            each.indikator.nama,
            (each.kartu.satuan if each.kartu else "") or each.indikator.series.satuan or Cell(Missing("tanpa satuan")),
            _explained(each),
            _source(each),
            _answers(each),
            *([each.keterangan or None] if noted else []),
        )


def _explained(each: BarisIKU) -> str | Cell:
    card = each.kartu
    if card is None:
        return Cell(Missing("belum diisi"))
    share = f"({card.pembilang} : {card.penyebut})" if card.pembilang and card.penyebut else ""
    parts = [text.strip() for text in (card.definisi, card.cara_hitung or share) if text.strip()]
    return ". ".join(part.rstrip(".") for part in parts) + "." if parts else Cell(Missing("belum diisi"))


def _source(each: BarisIKU) -> str | Cell:
    parts = [text for text in (each.indikator.series.sumber, each.kartu.penyedia_data if each.kartu else "") if text]
    return "; ".join(dict.fromkeys(parts)) or Cell(Missing("belum diisi"))


def _answers(each: BarisIKU) -> str | Cell:
    post = each.kartu.penanggung_jawab if each.kartu else None
    return post.nama if post else Cell(Missing("belum diisi"))


# --- berita acara ----------------------------------------------------------------------------------------------------

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def minutes(isi: IsiIKU) -> Document:
    """The berita acara of the discussion of the IKU, signed by two; what nobody entered stays dots."""
    told, unit = isi.keputusan.berita_acara, isi.keputusan.unit
    name = full_name(unit, isi.instansi)
    day = date.fromisoformat(told["tanggal"]) if told.get("tanggal") else None
    when = f"hari {DAYS[day.weekday()]}, tanggal {format_date(day)}" if day else f"hari {_DOTS}, tanggal {_DOTS}"
    first, second = (told.get(which, {}) for which in ("pihak_pertama", "pihak_kedua"))
    blocks: list[Block] = [
        letterhead(unit, isi.instansi, emblem=isi.lambang),
        _centred("BERITA ACARA", bold=True),
        _centred(f"PEMBAHASAN INDIKATOR KINERJA UTAMA {name.upper()} {_years(isi).upper()}", bold=True),
        paragraph(f"Pada {when}, bertempat di {told.get('tempat') or _DOTS}, yang bertanda tangan di bawah ini:"),
        key_values([("Nama", first.get("nama") or _DOTS), ("Jabatan", first.get("jabatan") or _DOTS)]),
        paragraph("selanjutnya disebut Pihak Pertama;"),
        key_values([("Nama", second.get("nama") or _DOTS), ("Jabatan", second.get("jabatan") or _DOTS)]),
        paragraph("selanjutnya disebut Pihak Kedua,"),
        paragraph(
            f"telah membahas indikator kinerja utama {name} {_years(isi)} sebanyak {len(isi.baris)} indikator, dan "
            "menyepakati indikator berikut untuk ditetapkan:"
        ),
        NumberedList(items(*(f"{each.indikator.nama};" for each in isi.baris[:-1]), _last(isi)), "1."),
        *([paragraph(f"Catatan pembahasan: {told['catatan']}")] if told.get("catatan") else []),
        paragraph("Demikian berita acara ini dibuat untuk digunakan sebagaimana mestinya."),
        SignatureBlock(
            (
                Signer(second.get("nama") or _DOTS * 2, f"{second.get('jabatan') or ''}", role="Pihak Kedua,"),
                Signer(first.get("nama") or _DOTS * 2, f"{first.get('jabatan') or ''}", role="Pihak Pertama,"),
            ),
            told.get("tempat") or isi.instansi.tempat,
            day,
        ),
    ]
    return Document(
        title=f"Berita Acara IKU {unit.nama} {_years(isi)}",
        subject="Berita acara pembahasan indikator kinerja utama",
        instansi=government(isi.instansi),
        author=name,
        blocks=tuple(blocks),
    )


def _last(isi: IsiIKU) -> str:
    return f"{isi.baris[-1].indikator.nama}." if isi.baris else _DOTS
