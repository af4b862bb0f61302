"""The LKjIP as a neutral document: the outline of PermenPANRB 53/2014 Lampiran II over the facts of the report."""

from __future__ import annotations

from sakip.documents.model import Block, Document, SectionBreak
from sakip.documents.text import numbered
from sakip.pelaporan.documents.closing import appendix, closing
from sakip.pelaporan.documents.front import front
from sakip.pelaporan.documents.plan import introduction, planning
from sakip.pelaporan.documents.results import accountability
from sakip.pelaporan.documents.words import full_name, government
from sakip.pelaporan.queries import LaporanKinerja

DRAFT = "DRAF"


def lkjip(report: LaporanKinerja, *, status: str = DRAFT, jejak: str = "") -> Document:
    """The report as a document. ``status`` stands on the cover; a version to be frozen carries none.

    ``jejak`` is the head of the history's chain, by which a frozen version says from which state of the data it is.
    """
    blocks: list[Block] = [
        *front(report, status),
        SectionBreak(numbering="arabic", restart=True),
        *introduction(report),
        *planning(report),
        *accountability(report),
        *closing(report),
        *appendix(report, jejak),
    ]
    name = full_name(report.unit, report.instansi)
    return numbered(
        Document(
            title=f"Laporan Kinerja {report.unit.nama} Tahun {report.tahun}",
            blocks=tuple(blocks),
            subject="Laporan kinerja tahunan menurut PermenPANRB Nomor 53 Tahun 2014",
            instansi=government(report.instansi),
            author=name,
            footer="Draf: angka dapat berubah sampai laporan dibekukan" if status == DRAFT else "",
        )
    )
