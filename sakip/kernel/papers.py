"""A neutral document as a file to be kept: PDF, DOCX or XLSX, under a name that every file system knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.http import Http404, HttpResponse

from sakip.documents.model import Document, TableOfContents
from sakip.documents.pdf import render_pdf, render_with_pages
from sakip.documents.word import render_docx
from sakip.documents.xlsx import render_xlsx
from sakip.kernel.files import keep, read
from sakip.kernel.web import XLSX, download

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}


def paper(document: Document, jenis: str, *known: str, at: datetime) -> HttpResponse:
    """The document as a file of a kind that is known here ('pdf', 'docx', 'xlsx'); any other is not found.

    ``at`` stands in the file as the time it was made: a frozen document gives its own, so that its bytes stay the same.
    """
    if jenis not in known:
        raise Http404
    return download(_rendered(document, jenis, at), file_name(document.title, jenis), MEDIA[jenis])


def kept_paper(document: Document, jenis: str, *, at: datetime) -> dict[str, str]:
    """The document as a kept file: the result of a job, from which its owner downloads it (``job_file``)."""
    name = file_name(document.title, jenis)
    kept = keep(ContentFile(_rendered(document, jenis, at), name))
    return {"berkas": kept.sha256, "nama": name, "jenis": jenis}


def job_file(result: Mapping[str, str]) -> HttpResponse:
    """The file that a job made. Not found where it made none."""
    if "berkas" not in result:
        raise Http404
    return download(read(result["berkas"]), result["nama"], MEDIA[result["jenis"]])


def _rendered(document: Document, jenis: str, at: datetime) -> bytes:
    if jenis == "pdf":
        return render_pdf(document, at=at)
    if jenis == "xlsx":
        return render_xlsx(document)
    if not any(isinstance(block, TableOfContents) for block in document.blocks):
        return render_docx(document, at=at)
    drawn = render_with_pages(document, at=at)  # for the page numbers of the contents
    return render_docx(document, at=at, page_numbers=drawn.page_numbers)


def file_name(title: str, extension: str) -> str:
    """laporan-kinerja-dinas-kesehatan-tahun-2023.pdf"""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')[:120]}.{extension}"
