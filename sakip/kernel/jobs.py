"""Work a person waits for: started by a page, done by the worker, taken up again after a killed worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from sakip.kernel.access import Access
from sakip.kernel.models import Job, JobStatus
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.refusals import Refused

SILENT_AFTER = timedelta(seconds=60)
MAX_ATTEMPTS = 3
GIVEN_UP = "Pekerjaan ini tiga kali terhenti di tengah jalan. Tidak ada yang tersimpan; hubungi administrator."
Work = Callable[[Job], dict[str, Any]]
Naming = Callable[[Job], tuple[str, str]]
_KINDS: dict[str, Work] = {}
_NAMES: dict[str, Naming] = {}

DONE = register_reason("pekerjaan", "Pekerjaan", "Pekerjaan yang Anda mulai, misalnya impor besar, selesai atau gagal.")


def work(kind: str, *, named: Naming | None = None) -> Callable[[Work], Work]:
    """Register what does the jobs of a kind. It must be safe to begin again: a killed worker's job is repeated.

    ``named`` says what a job is called and where its result is seen ("Impor realisasi.xlsx", "/impor/3/periksa/"); with
    it the person who started the job is told of its end.
    """

    def register(function: Work) -> Work:
        _KINDS[kind] = function
        if named:
            _NAMES[kind] = named
        return function

    return register


def start(kind: str, *, unit_path: str, by: Access, **args: Any) -> Job:
    """Put a job in the queue, in the transaction of the caller."""
    job = Job.base.create(kind=kind, args=args, owner_id=by.actor_id, unit_path=unit_path)
    run_job.enqueue(job.pk)
    return job


def progress(job: Job, *, done: int, total: int, step: str = "") -> None:
    """Tell the person how far it is. Writes outside the job's own transaction only if the caller is outside one."""
    Job.base.filter(pk=job.pk).update(done=done, total=total, step=step, seen_alive_at=timezone.now())


@task()
def run_job(job_id: int) -> None:
    """The one task of the queue: claims the job, does its work, keeps the result or the reason it failed."""
    claimed = Job.base.filter(pk=job_id, status=JobStatus.MENUNGGU).update(
        status=JobStatus.BERJALAN, attempts=F("attempts") + 1, seen_alive_at=timezone.now()
    )
    if not claimed:
        return
    job = Job.base.get(pk=job_id)
    try:
        with timezone.override(_zone_of(job) or None):
            result = _KINDS[job.kind](job)
    except Refused as refused:
        _finish(job, status=JobStatus.GAGAL, error=refused.refusal.sentence)
    except Exception:
        _finish(
            job,
            status=JobStatus.GAGAL,
            error="Terjadi galat pada sistem; administrator dapat melihatnya di catatan peladen.",
        )
        raise
    else:
        _finish(job, status=JobStatus.SELESAI, result=result)


def _zone_of(job: Job) -> str:
    """Whose clock the job works by: that of the instansi it belongs to."""
    return str(import_string(settings.ZONE_OF)(job.unit_path))


@transaction.atomic
def _finish(job: Job, **values: Any) -> None:
    """Keep how it ended, and tell the person who started it, who may have left the page."""
    Job.base.filter(pk=job.pk).update(**values, seen_alive_at=timezone.now())
    if job.kind in _NAMES:
        name, url = _NAMES[job.kind](job)
        ended = "selesai." if values["status"] == JobStatus.SELESAI else f"gagal: {values['error']}"
        notify([job.owner_id], reason=DONE, text=f"{name} {ended}", url=url, key=notice_key(job), path=job.unit_path)


def notice_key(job: Job) -> str:
    """By what the notice of a job's end is found again."""
    return f"pekerjaan:{job.pk}"


def take_up_stale(*, silent_after: timedelta | None = SILENT_AFTER) -> int:
    """Queue again every job whose worker fell silent; a job that killed three workers fails. Returns how many.

    ``silent_after`` None takes up every job at work: for a worker that has just started and knows to be the only one.
    """
    silent = Job.base.filter(status=JobStatus.BERJALAN)
    if silent_after is not None:
        silent = silent.filter(seen_alive_at__lt=timezone.now() - silent_after)
    for job in silent.filter(attempts__gte=MAX_ATTEMPTS):
        _finish(job, status=JobStatus.GAGAL, error=GIVEN_UP)
    count = 0
    for job in silent.filter(attempts__lt=MAX_ATTEMPTS):
        with transaction.atomic():
            if Job.base.filter(pk=job.pk, status=JobStatus.BERJALAN).update(status=JobStatus.MENUNGGU):
                run_job.enqueue(job.pk)
                count += 1
    return count
