"""The pohon kinerja on paper: the top levels, then the subtrees (small ones share a page), the list; the matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sakip.anggaran.rules import BERANGGARAN
from sakip.documents import tree_svg
from sakip.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Image,
    Missing,
    PageBreak,
    Row,
    SectionBreak,
    Table,
    paragraph,
    row,
)
from sakip.documents.text import numbered
from sakip.documents.tree import Tree, sheets, subtrees
from sakip.perencanaan.models import IndikatorSimpul
from sakip.perencanaan.pohon import Isi
from sakip.perencanaan.pohon.matriks import BarisCrosscutting, Cascading, Keselarasan, SelCascading
from sakip.perencanaan.queries.pohon import Pohon, Tujuan
from sakip.referensi.queries import nama_tingkat

A3 = SectionBreak("A3", "landscape")
WIDE, TALL = 1398, 820
"""Pixels of a drawing that fills a page of A3 below its heading: 370 by 217 mm."""
WIDTH_MM = 370
HEADING = 70
"""Pixels that the heading of a subtree takes, with the room around it."""
FEW = 12
"""So many conditions need no pages of their own: the whole tree stands on the first."""
_BLANK = Missing("belum diisi")


def pohon_document(
    pohon: Pohon,
    drawing: Tree,
    isi: Isi,
    terjemahan: dict[int, list[Tujuan]],
    *,
    periode: str,
    target: Mapping[int, str] = MappingProxyType({}),
) -> Document:
    """The tree of all nodes as a document on A3 landscape. ``drawing`` holds every node, ``target`` of indicators what
    they promise."""
    tree, unit = pohon.row, pohon.row.unit
    years = f"{tree.tahun_awal} sampai {tree.tahun_akhir}"
    small = len(pohon.simpul) <= FEW
    first = frozenset(drawing.nodes) if small else frozenset(drawing.tops)
    blocks: list[Block] = [
        Heading(2, tree.nama if str(tree.tahun_awal) in tree.nama else f"{tree.nama}, {years}"),
        *_pictures(replace(drawing, open=first), f"{tree.nama}: tingkat teratas"),
    ]
    left = 0
    for part in () if small else subtrees(drawing):
        node = drawing.nodes[part.tops[0]]
        if not node.children:
            continue  # the first page has said all of it
        title = " ".join(word for word in (node.code, node.text) if word)
        drawn = sheets(part, width=WIDE, height=TALL)
        needed = HEADING + drawn[0].height
        if len(drawn) > 1 or needed > left:
            blocks.append(PageBreak())
            left = HEADING + TALL
        left = 0 if len(drawn) > 1 else left - needed
        blocks += [Heading(2, title), *_pictures(part, f"{node.kind_word} {title} dengan semua kondisinya")]
    blocks += [PageBreak(), Heading(2, "Daftar kondisi"), _list(pohon, isi, terjemahan, target)]
    if pohon.ditarik:
        blocks.append(paragraph(f"{len(pohon.ditarik)} kondisi yang sudah ditarik tidak dimuat."))
    paper = Document(
        title=tree.nama,
        subject=f"Pohon kinerja {unit.nama} {years}, capaian {periode}",
        instansi=unit.nama,
        blocks=tuple(blocks),
        footer=f"{tree.nama}, capaian {periode}",
        page=A3,
    )
    return numbered(paper)


def _pictures(tree: Tree, alt: str) -> list[Block]:
    """The sheets of a drawing, a page each."""
    found: list[Block] = []
    for number, sheet in enumerate(sheets(tree, width=WIDE, height=TALL), start=1):
        if found:
            found.append(PageBreak())
        names = "; ".join(box.node.text for box in sheet.boxes if not box.reference)
        drawn = tree_svg.svg(sheet, label=alt).encode()
        more = f", lembar {number}" if number > 1 else ""
        found.append(Image(drawn, f"{alt}{more}. Memuat: {names}"[:1500], width_mm=WIDTH_MM))
    return found


def _list(pohon: Pohon, isi: Isi, terjemahan: dict[int, list[Tujuan]], target: Mapping[int, str]) -> Table:
    """Every condition once, in reading order; columns in which nothing would stand are left out."""
    coded, asking = any(node.kode for node in pohon.simpul.values()), any(isi.diminta.values())
    rows = []
    for node, depth in pohon.walk():
        became = terjemahan.get(node.pk, [])
        asked = isi.diminta.get(node.pk, [])
        more = [pohon.simpul[each].pernyataan for each in pohon.induk.get(node.pk, ())[1:]]
        said = f"{node.pernyataan}\n(juga menopang: {'; '.join(more)})" if more else node.pernyataan
        first, *others = isi.indikator.get(node.pk, ()) or (None,)
        rows.append(
            row(
                depth + 1,
                *((node.kode,) if coded else ()),
                Cell(said, indent=min(depth, 5)),
                node.get_jenis_display(),
                *_measured(first, target),
                isi.warna[node.pk].kata,
                "\n".join(each.pernyataan for each in became if not each.ke_rencana) or _BLANK,
                *(
                    ("\n".join(f"{each.mitra}: {each.row.kontribusi} ({each.kata.lower()})" for each in asked),)
                    if asking
                    else ()
                ),
            )
        )
        blank = [""] * (1 + coded)
        rows += [row(None, *blank, "", *_measured(one, target), *[""] * (2 + asking)) for one in others]
    return Table(
        (
            Column("Level", "integer", width=5, align="center"),
            *((Column("Kode", width=6),) if coded else ()),
            Column("Kondisi", width=34),
            Column("Jenis", width=14),
            Column("Indikator", width=26),
            Column("Target", width=9, align="right"),
            Column("Capaian", width=14),
            Column("Penanggung jawab", width=18),
            *((Column("Crosscutting", width=24),) if asking else ()),
        ),
        tuple(rows),
        caption="Kondisi dalam pohon kinerja",
    )


def _measured(one: IndikatorSimpul | None, target: Mapping[int, str]) -> tuple[Cell, Cell]:
    """An indicator and what it promises; nothing is promised of a mere wording."""
    if one is None:
        return Cell(_BLANK), Cell("")
    promised = target.get(one.indikator_id, _BLANK) if one.indikator_id else ""
    return Cell(str(one)), Cell(promised)


# --- matrices --------------------------------------------------------------------------------------------------------


def crosscutting_document(rows: Sequence[BarisCrosscutting], *, instansi: str) -> Document:
    """The matrix of crosscutting."""
    table = Table(
        (
            Column("Hasil atau kondisi bersama", width=24),
            Column("Unit pengampu", width=16),
            Column("Unit pendukung", width=16),
            Column("Kontribusi", width=24),
            Column("Indikator", width=20),
            Column("Waktu", width=10),
            Column("Bukti", width=18),
            Column("Kondisi pendukung", width=20),
            Column("Keadaan", width=12),
        ),
        tuple(
            row(
                each.hasil,
                each.pengampu,
                each.pendukung,
                each.kontribusi,
                "\n".join(each.indikator) or _BLANK,
                each.waktu or _BLANK,
                each.bukti or _BLANK,
                each.penopang or _BLANK,
                each.keadaan,
            )
            for each in rows
        ),
        caption="Hasil bersama, kontribusi, dan buktinya",
    )
    return _matrix("Matriks crosscutting", instansi, (table,))


def cascading_document(found: Cascading, *, unit: str, tahun: int) -> Document:
    """The matrix of cascading of a unit's plan in a year."""
    served = any(each.melayani for each in found.baris)
    titles = (
        *(("Pernyataan di atasnya yang dilayani",) if served else ()),
        *found.judul,
        *(("Didukung oleh",) if found.didukung else ()),
        *("Jabatan", "Pegawai"),
    )
    columns = [Column(title, width=20) for title in titles]
    if found.pagu:
        columns.append(Column("Anggaran", "rupiah", width=14))
    rows = [
        row(
            *(("\n".join(each.melayani),) if served else ()),
            *(cascading_cell(cell) for cell in each.sel),
            *(("\n".join(each.pendukung) or Missing("belum didukung"),) if found.didukung else ()),
            "\n".join(each.jabatan) or _BLANK,
            "\n".join(each.pegawai) or _BLANK,
            *((each.anggaran if each.anggaran is not None else Missing("tidak ada pagu"),) if found.pagu else ()),
        )
        for each in found.baris
    ]
    table = Table(
        tuple(columns),
        tuple(rows),
        caption="Dari sasaran sampai pegawai",
        source=found.pagu,
        note=f"Angka sesudah indikator adalah target tahun {tahun}.",
    )
    return _matrix(f"Matriks cascading {tahun}", unit, (table,))


def cascading_cell(cell: SelCascading) -> str:
    """A statement with its indicators below; nothing where the row above has said it."""
    return "" if cell.lanjutan else "\n".join((cell.pernyataan, *(f"• {each}" for each in cell.indikator)))


NO_WORK = "Rencana unit ini pada tahun itu tidak memuat program dan kegiatan."


def alignment_document(found: Keselarasan, *, unit: str, tahun: int) -> Document:
    """Plan against budget."""
    columns = (
        Column("Tingkat", width=12),
        Column("Kode", width=14),
        Column("Pernyataan", width=50),
        Column("Berindikator", width=10),
        Column("Pagu", "rupiah", width=16),
    )
    rows: list[Row] = [
        row(
            each.tingkat,
            each.kode,
            each.pernyataan,
            "ya" if each.berindikator else "belum",
            each.rupiah if each.rupiah is not None else Missing("tidak ada pagu"),
        )
        for each in found.baris
    ]
    tables: list[Block] = [
        Table(
            columns,
            tuple(rows),
            totals=(row("", "", "Jumlah", "", found.jumlah, kind="total"),) if found.jumlah else (),
            caption=f"{_levels(found)} dengan pagunya",
            source=found.dokumen,
        )
        if rows
        else paragraph(f"{NO_WORK} Keselarasannya dibaca pada unit yang melaksanakannya.")
    ]
    if found.tanpa_rencana:
        alone = tuple(row(each.kode, each.uraian, each.sumber_dana, each.rupiah) for each in found.tanpa_rencana)
        tables.append(
            Table(
                (
                    Column("Kode", width=14),
                    Column("Uraian", width=50),
                    Column("Sumber dana", width=16),
                    Column("Pagu", "rupiah", width=16),
                ),
                alone,
                totals=(row("", "Jumlah", "", found.jumlah_tanpa_rencana, kind="total"),),
                caption="Pagu yang tidak melayani pernyataan rencana mana pun",
            )
        )
    return _matrix(f"Keselarasan rencana dan anggaran {tahun}", unit, tuple(tables))


def _levels(found: Keselarasan) -> str:
    """The levels of the work in words, from the top: "Program, kegiatan, sub kegiatan"."""
    used = {each.tingkat for each in found.baris}
    first, *others = (name for level in BERANGGARAN if (name := nama_tingkat(level)) in used)
    return ", ".join((first, *(name if name.isupper() else name.lower() for name in others)))


def _matrix(title: str, whose: str, tables: tuple[Block, ...]) -> Document:
    paper = Document(
        title=title,
        subject=f"{title}, {whose}",
        instansi=whose,
        blocks=(Heading(2, f"{title} {whose}"), *tables),
        footer=title,
        page=A3,
    )
    return numbered(paper)
