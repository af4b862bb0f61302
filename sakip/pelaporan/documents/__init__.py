"""The LKjIP as a neutral document: the outline of PermenPANRB 53/2014 Lampiran II over the facts of the report."""

from __future__ import annotations

from datetime import date

from sakip.documents.model import Block, Chart, Document, SectionBreak
from sakip.documents.text import numbered
from sakip.kernel.access import Access
from sakip.kernel.refusals import refuse
from sakip.organisasi.documents import full_name, government
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import Susunan
from sakip.pelaporan import rules
from sakip.pelaporan.documents.agency import introduction
from sakip.pelaporan.documents.closing import appendix, closing
from sakip.pelaporan.documents.front import LIST_OF_FIGURES, front
from sakip.pelaporan.documents.plan import planning
from sakip.pelaporan.documents.results import accountability
from sakip.pelaporan.queries import LaporanKinerja, laporan_kinerja

DRAFT = "DRAF"


def draft(unit: Unit, tahun: int, *, posisi_data: date, seen_by: Access, susunan: Susunan | None = None) -> Document:
    """The report as it stands now, marked as a draft. Raises Refused: laporan-tanpa-indikator."""
    report = report_to_show(unit, tahun, posisi_data=posisi_data, seen_by=seen_by, susunan=susunan)
    return lkjip(report, status=DRAFT)


def report_to_show(
    unit: Unit, tahun: int, *, posisi_data: date, seen_by: Access, susunan: Susunan | None = None
) -> LaporanKinerja:
    """The facts of the report, where there are any. Raises Refused: laporan-tanpa-indikator."""
    report = laporan_kinerja(unit, tahun, posisi_data=posisi_data, seen_by=seen_by, susunan=susunan)
    refuse(rules.nothing_to_report(unit, tahun, kosong=report.kosong))
    return report


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
    if not any(isinstance(block, Chart) for block in blocks):
        blocks.remove(LIST_OF_FIGURES)
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
