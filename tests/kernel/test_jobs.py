"""Jobs: what a person waits for is done once, told honestly, and taken up again after a killed worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sakip.kernel import jobs
from sakip.kernel.access import SYSTEM
from sakip.kernel.jobs import run_job, start, take_up_stale
from sakip.kernel.models import Job, JobStatus
from sakip.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Iterator[list[int]]:
    """A kind of work that counts how often it was done."""
    times: list[int] = []

    @jobs.work("hitung")
    def count(job: Job) -> dict[str, int]:
        jobs.progress(job, done=1, total=2, step="membaca")
        times.append(job.args["n"])
        if job.args["n"] == 13:
            raise Refused("alasan-wajib")
        if job.args["n"] == 99:
            raise RuntimeError("rusak")
        return {"n": job.args["n"]}

    yield times
    jobs._KINDS.pop("hitung")


def job(n: int) -> Job:
    return start("hitung", unit_path="0001", by=SYSTEM, n=n)


def state(row: Job) -> tuple[str, object, str]:
    now = Job.base.get(pk=row.pk)
    return now.status, now.result, now.error


def test_a_job_waits_in_the_database_for_the_worker(done: list[int]) -> None:
    waiting = job(1)
    assert state(waiting) == (JobStatus.MENUNGGU, None, "")
    assert DBTaskResult.objects.count() == 1
    assert done == []


def test_done_once_even_if_the_queue_calls_twice(done: list[int]) -> None:
    waiting = job(1)
    for _ in range(2):
        run_job.func(waiting.pk)
    assert done == [1]
    assert state(waiting) == (JobStatus.SELESAI, {"n": 1}, "")


def test_a_refusal_is_told_in_its_sentence(done: list[int]) -> None:
    waiting = job(13)
    run_job.func(waiting.pk)
    assert state(waiting)[0::2] == (
        JobStatus.GAGAL,
        "Alasan belum diisi. Tuliskan alasannya dalam satu kalimat, lalu kirim lagi.",
    )


def test_a_defect_is_told_without_a_traceback(done: list[int]) -> None:
    waiting = job(99)
    with pytest.raises(RuntimeError):
        run_job.func(waiting.pk)
    assert state(waiting)[0] == JobStatus.GAGAL
    assert "rusak" not in state(waiting)[2]


def killed(row: Job, *, attempts: int = 1, ago: timedelta = timedelta(minutes=5)) -> None:
    Job.base.filter(pk=row.pk).update(status=JobStatus.BERJALAN, attempts=attempts, seen_alive_at=timezone.now() - ago)


def test_a_job_whose_worker_was_killed_is_taken_up_again(done: list[int]) -> None:
    row = job(1)
    killed(row)
    assert take_up_stale() == 1
    assert take_up_stale() == 0
    run_job.func(row.pk)
    assert state(row)[0] == JobStatus.SELESAI


def test_a_job_at_work_is_left_alone(done: list[int]) -> None:
    killed(job(1), ago=timedelta(seconds=5))
    assert take_up_stale() == 0


def test_a_job_that_killed_three_workers_is_given_up_and_says_so(done: list[int]) -> None:
    row = job(1)
    killed(row, attempts=3)
    assert take_up_stale() == 0
    assert state(row)[0] == JobStatus.GAGAL
    assert "tiga kali" in state(row)[2]
