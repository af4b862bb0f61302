"""The LKjIP of a perangkat daerah with 66 indicators: its content, PDF and DOCX. Bar: PDF and DOCX in 5 s together."""

from __future__ import annotations

from datetime import UTC, date, datetime

from benches.measure import Median, median_of
from benches.world import TAHUN, prepare
from sakip.documents.pdf import render_with_pages
from sakip.documents.word import render_docx
from sakip.kernel.access import SYSTEM
from sakip.organisasi.queries import units
from sakip.pelaporan.documents import draft

AT = datetime(2026, 1, 31, tzinfo=UTC)


def run() -> dict[str, Median | int]:
    root = prepare()
    unit = units(SYSTEM).filter(induk=root).order_by("path")[0]

    def content() -> object:
        return draft(unit, TAHUN[-1], posisi_data=date(2026, 1, 31), seen_by=SYSTEM)

    document = draft(unit, TAHUN[-1], posisi_data=date(2026, 1, 31), seen_by=SYSTEM)
    drawn = render_with_pages(document, at=AT)
    return {
        "content": median_of(content, runs=3),
        "pdf": median_of(lambda: render_with_pages(document, at=AT), runs=3, warm_up=0),
        "docx": median_of(lambda: render_docx(document, at=AT, page_numbers=drawn.page_numbers), runs=3, warm_up=0),
        "pdf_kib": len(drawn.pdf) // 1024,
    }
