"""A version of a plan as a file: PDF, DOCX or XLSX of one neutral document."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from sakip.kernel.papers import paper
from sakip.kernel.web import Request, obtain
from sakip.perencanaan.documents.rencana import FORMS, forms_for
from sakip.perencanaan.queries import rencana as queries
from sakip.perencanaan.queries.naskah import naskah


def berkas(request: Request, pk: int, bentuk: str, jenis: str) -> HttpResponse:
    """The paper of a form that the document has; anything else is not found."""
    found = obtain(queries.versions(request.access), pk=pk)
    if bentuk not in forms_for(found.dokumen):
        raise Http404
    document = FORMS[bentuk][1](naskah(found, on=timezone.localdate(), seen_by=request.access))
    return paper(document, jenis, "pdf", "docx", "xlsx", at=timezone.now())
