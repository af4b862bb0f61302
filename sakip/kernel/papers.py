"""A neutral document as a file to be kept: PDF, DOCX or XLSX, under a name that every file system knows."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from django.http import Http404, HttpResponse

from sakip.documents.model import Document, TableOfContents
from sakip.documents.pdf import render_pdf, render_with_pages
from sakip.documents.word import render_docx
from sakip.documents.xlsx import render_xlsx
from sakip.kernel.web import XLSX, download

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(document: Document, jenis: str, *known: str, at: datetime) -> HttpResponse:
    """The document as a file of a kind that is known here ('pdf', 'docx', 'xlsx'); any other is not found.

    ``at`` stands in the file as the time it was made: a frozen document gives its own, so that its bytes stay the same.
    """
    if jenis not in known:
        raise Http404
    name = file_name(document.title, jenis)
    if jenis == "pdf":
        return download(render_pdf(document, at=at), name, PDF)
    if jenis == "xlsx":
        return download(render_xlsx(document), name, XLSX)
    if not any(isinstance(block, TableOfContents) for block in document.blocks):
        return download(render_docx(document, at=at), name, DOCX)
    drawn = render_with_pages(document, at=at)  # for the page numbers of the contents
    return download(render_docx(document, at=at, page_numbers=drawn.page_numbers), name, DOCX)


def file_name(title: str, extension: str) -> str:
    """laporan-kinerja-dinas-kesehatan-tahun-2023.pdf"""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')[:120]}.{extension}"
