"""A version of a plan as a file: PDF, DOCX or XLSX of one neutral document."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from sakip.documents.pdf import render_pdf
from sakip.documents.word import render_docx
from sakip.documents.xlsx import render_xlsx
from sakip.kernel.web import XLSX, Request, download, obtain
from sakip.perencanaan.documents.rencana import FORMS, forms_for
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.queries.naskah import naskah

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = ("pdf", "docx", "xlsx")


def berkas(request: Request, pk: int, bentuk: str, jenis: str) -> HttpResponse:
    """The paper of a form that the document has; anything else is not found."""
    found = obtain(queries.versions(request.access), pk=pk)
    plan = found.dokumen
    if jenis not in KINDS or bentuk not in forms_for(plan):
        raise Http404
    document = FORMS[bentuk][1](naskah(found, seen_by=request.access))
    name = f"{document.title}.{jenis}"
    if jenis == "pdf":
        return download(render_pdf(document, at=timezone.now()), name, PDF)
    if jenis == "docx":
        return download(render_docx(document, at=timezone.now()), name, DOCX)
    return download(render_xlsx(document), name, XLSX)
