"""The papers of a pohon kinerja: a small tree's at once, a large one's by the worker, with progress."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.documents.model import Document
from sakip.kernel.access import Access
from sakip.kernel.jobs import progress, start, work
from sakip.kernel.models import Job, JobStatus
from sakip.organisasi.queries import access_of
from sakip.perencanaan import pohon
from sakip.perencanaan.documents.pohon import pohon_document
from sakip.perencanaan.models import PohonKinerja
from sakip.perencanaan.queries import pohon as queries
from sakip.perencanaan.queries import targets_that_count

AT_ONCE = {"pdf": 500, "docx": 150}
"""So many conditions are drawn while one waits, a second or two (``./run bench pohon``); Word wants each as a PNG."""
KIND = "naskah-pohon"


def is_large(row: PohonKinerja, jenis: str, *, seen_by: Access) -> bool:
    """Whether nobody should wait for it."""
    return queries.simpul(seen_by).filter(pohon=row, ditarik=False).count() > AT_ONCE[jenis]


def tree_paper(row: PohonKinerja, periode: Periode, *, on: date, seen_by: Access) -> Document:
    """The whole tree as a document, with the capaian that is known on a day."""
    tree = queries.pohon_of(row, seen_by=seen_by)
    isi = pohon.contents(tree, list(tree.simpul), periode, seen_by=seen_by, posisi_data=on)
    became = queries.translations(row, seen_by=seen_by)
    posts = {pk: [each.pernyataan for each in mine if not each.ke_rencana] for pk, mine in became.items()}
    drawing = pohon.drawing(tree, isi, pohon.opened(tree, pohon.Tampilan(tingkat=1)), indikator=True, jabatan=posts)
    ids = {one.indikator_id for mine in isi.indikator.values() for one in mine if one.indikator_id}
    known = targets_that_count(ids, tahun=[periode.tahun], kode=(periode.kode,), seen_by=seen_by)
    said = {pk: format_nilai(found.isian) for pk in ids if (found := known.get(pk, {}).get(periode))}
    return pohon_document(tree, drawing, isi, became, periode=periode.label, target=said)


def later(row: PohonKinerja, jenis: str, periode: Periode, *, by: Access) -> Job:
    """Put it in the queue; what the person waits for already is not begun twice."""
    args = {"pohon": row.pk, "jenis": jenis, "tahun": periode.tahun, "kode": periode.kode}
    waiting = {JobStatus.MENUNGGU, JobStatus.BERJALAN}
    with transaction.atomic():
        known = Job.base.filter(kind=KIND, owner_id=by.actor_id, args=args, status__in=waiting).first()
        return known or start(KIND, unit_path=row.unit.path, by=by, **args)


def _named(job: Job) -> tuple[str, str]:
    """What the owner calls the job, and where it is downloaded."""
    found = queries.trees(access_of(job.owner_id or 0)).filter(pk=job.args["pohon"]).first()
    name = found.nama if found else "pohon kinerja"
    return f"Naskah {job.args['jenis'].upper()} {name}", reverse("kernel:job", args=[job.pk])


@work(KIND, named=_named)
def paper_job(job: Job) -> dict[str, Any]:
    """Draw and keep it; safe to begin again."""
    from sakip.kernel.papers import kept_paper  # late: what draws pages is slow to load, and each command loads this

    by, asked = access_of(job.owner_id or 0), job.args  # a job of nobody may do nothing
    row = queries.trees(by).get(pk=asked["pohon"])
    progress(job, done=0, total=2, step="Membaca pohon")
    document = tree_paper(row, Periode(asked["tahun"], asked["kode"]), on=timezone.localdate(), seen_by=by)
    progress(job, done=1, total=2, step="Menggambar lembar")
    return kept_paper(document, asked["jenis"], at=timezone.now())
