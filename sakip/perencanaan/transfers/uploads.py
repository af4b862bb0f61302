"""An uploaded table on its way: the kept file, what was chosen, the preview; large ones are worked on as jobs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from sakip.arithmetic.polarity import Polaritas
from sakip.datakinerja.models import Lapis
from sakip.kernel import files
from sakip.kernel.access import Access
from sakip.kernel.jobs import progress, start, work
from sakip.kernel.models import Job
from sakip.kernel.refusals import Refused, register
from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.cells import Sheet, UnreadableFile, Workbook
from sakip.kernel.transfer.headers import header_fingerprint, header_labels
from sakip.kernel.transfer.problems import file_sentence
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import access_of
from sakip.perencanaan import queries
from sakip.perencanaan.actions import HasilImpor, set_import, start_import
from sakip.perencanaan.models import Dasar, Impor
from sakip.perencanaan.transfers.applying import apply_plan
from sakip.perencanaan.transfers.fields import Peta, from_json, propose
from sakip.perencanaan.transfers.plan import Pilihan, Progress, Rencana, make_plan
from sakip.perencanaan.transfers.report import as_json
from sakip.perencanaan.transfers.sentences import SENTENCES
from sakip.perencanaan.transfers.table import Susunan, read_table

LARGE = 2_000
"""Rows from which a table is checked and applied by the worker, with progress."""
SHOWN = 1_000
"""Entries of each list that a preview keeps; the counts are of all."""

register(
    {"berkas-tidak-terbaca": "{sebab}", "impor-tanpa-pemetaan": "Kolom tabel belum dipetakan. Pilih kolomnya dahulu."}
)

# --- the file --------------------------------------------------------------------------------------------------------


def upload(unit: Unit, *, content: bytes, nama: str, by: Access) -> Impor:
    """Keep a readable file under its hash and begin an import. Raises Refused berkas-tidak-terbaca."""
    try:
        read_workbook(content, filename=nama)
    except UnreadableFile as wrong:
        raise Refused("berkas-tidak-terbaca", at_field="berkas", sebab=file_sentence(wrong)) from wrong
    kept = files.keep(ContentFile(content, nama))
    return start_import(unit, nama_berkas=nama, sha256=kept.sha256, ukuran=kept.size, by=by)


def content_of(impor: Impor) -> bytes:
    return files.read(impor.sha256)


def workbook_of(impor: Impor) -> Workbook:
    """The file as it was read; steps of one import follow each other, so the last one is kept at hand."""
    return _workbook(impor.sha256, impor.nama_berkas)


@lru_cache(maxsize=1)
def _workbook(digest: str, nama: str) -> Workbook:
    return read_workbook(files.read(digest), filename=nama)


def sheet_of(impor: Impor, name: str = "") -> Sheet:
    """The sheet of that name, else the chosen one, else the first that has rows."""
    workbook = workbook_of(impor)
    named = workbook.sheet(name or impor.lembar)
    return named or next(sheet for sheet in workbook.sheets if sheet.rows)


def labels_of(impor: Impor) -> tuple[str, ...]:
    return header_labels(sheet_of(impor), impor.baris_judul)


def fingerprint_of(impor: Impor) -> str:
    return header_fingerprint(labels_of(impor))


def mapping_of(impor: Impor, by: Access) -> tuple[Peta, str]:
    """The mapping to begin with and where it is from: chosen, remembered, or proposed from the titles."""
    if impor.peta:
        return from_json(impor.peta), "dipilih"
    remembered = queries.remembered_mapping(impor.unit, fingerprint_of(impor), seen_by=by)
    if remembered:
        return from_json(remembered), "diingat"
    return propose(labels_of(impor)), "diusulkan"


# --- the preview -----------------------------------------------------------------------------------------------------


def plan_of(impor: Impor, *, by: Access, progress: Progress | None = None) -> Rencana:
    """The plan of what was chosen so far, against what stands now. Raises Refused impor-tanpa-pemetaan."""
    if not impor.peta:
        raise Refused("impor-tanpa-pemetaan")
    susunan = Susunan(tuple(impor.baris_judul), from_json(impor.peta), impor.tahun)
    pilihan = Pilihan(
        dasar=Dasar(impor.dasar),
        lapis=Lapis(impor.lapis),
        jawaban=impor.jawaban,
        polaritas={key: Polaritas(value) for key, value in impor.polaritas.items()},
        alasan=impor.alasan,
    )
    table = read_table(sheet_of(impor), susunan)
    return make_plan(table, unit=impor.unit, pilihan=pilihan, by=by, progress=progress)


def preview(plan: Rencana) -> dict[str, Any]:
    """What the page shows of a plan, as JSON, so that a job can keep it; long lists are cut, their counts are not."""
    said = as_json(plan, cells=True)
    counts = {f"jumlah_{name}": len(rows) for name, rows in said.items() if isinstance(rows, list)}
    cut = {name: rows[:SHOWN] if isinstance(rows, list) else rows for name, rows in said.items()}
    return {
        **cut,
        **counts,
        "sidik": plan.sidik,
        "siap": plan.dapat_diterapkan,
        "ada_perubahan": plan.ada_perubahan,
    }


def is_large(impor: Impor) -> bool:
    return impor.jumlah_baris > LARGE


def annotated_of(impor: Impor, *, by: Access) -> bytes:
    """The file as XLSX with its problems marked."""
    return annotated(content_of(impor), impor.nama_berkas, plan_of(impor, by=by).masalah, SENTENCES)


def apply_import(impor: Impor, *, sidik: str, by: Access, progress: Progress | None = None) -> HasilImpor:
    """Apply what the preview with this fingerprint showed. Raises Refused (see ``apply_plan``), Stale."""
    plan = plan_of(impor, by=by, progress=progress)
    return apply_plan(plan, impor.unit, by=by, sidik=sidik, impor=impor, seen=impor.versi)


# --- jobs ------------------------------------------------------------------------------------------------------------


def later(impor: Impor, kind: str, *, by: Access, **args: Any) -> Job:
    """Put checking or applying in the queue; the import remembers the job."""
    with transaction.atomic():
        job = start(kind, unit_path=impor.unit.path, by=by, impor=impor.pk, **args)
        set_import(impor, seen=impor.versi, pekerjaan=job.pk, by=by)
    return job


def finished_check(impor: Impor) -> Mapping[str, Any] | None:
    """The preview that the worker made of what is chosen now; None where there is none."""
    job = Job.base.filter(pk=impor.pekerjaan, kind=CHECK).first() if impor.pekerjaan else None
    return job.result if job is not None else None


CHECK, APPLY = "impor-periksa", "impor-terapkan"


def _begun(job: Job) -> tuple[Impor, Access, Progress]:
    by = access_of(job.owner_id or 0)  # a job of nobody may do nothing
    impor: Impor = queries.imports(by).get(pk=job.args["impor"])

    def tell(done: int, total: int) -> None:
        progress(job, done=done, total=total, step="Memeriksa baris tabel")

    return impor, by, tell


def _checked(job: Job) -> tuple[str, str]:
    return _named(job, "Pemeriksaan")


def _applied(job: Job) -> tuple[str, str]:
    return _named(job, "Impor")


def _named(job: Job, what: str) -> tuple[str, str]:
    """What the owner calls the job, and the page of its table."""
    found = queries.imports(access_of(job.owner_id or 0)).filter(pk=job.args["impor"]).first()
    return f"{what} {found.nama_berkas if found else 'tabel'}", reverse(
        "perencanaan:impor-periksa", args=[job.args["impor"]]
    )


@work(CHECK, named=_checked)
def check_job(job: Job) -> dict[str, Any]:
    """Check a large table; writes nothing but its result."""
    impor, by, tell = _begun(job)
    return preview(plan_of(impor, by=by, progress=tell))


@work(APPLY, named=_applied)
def apply_job(job: Job) -> dict[str, Any]:
    """Apply a large table. Safe to begin again: what a killed worker had committed is marked as applied."""
    impor, by, tell = _begun(job)
    if impor.diterapkan:
        return dict(impor.hasil)
    return vars(apply_import(impor, sidik=job.args["sidik"], by=by, progress=tell))
