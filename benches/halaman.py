"""The main pages through Django's own client, with the rights of ordinary people. Bar: p95 200 ms, 20 queries.

A pelapor of one perangkat daerah (66 indicators) sees most of them; what concerns the whole instansi is a pengelola's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from benches.measure import Median, median_of
from benches.world import TAHUN, prepare
from sakip.kernel.access import SYSTEM
from sakip.organisasi.queries import akun_by_email, units
from sakip.perencanaan.queries import indikator

RUNS = 21
PERIODS = {"year": "T", "quarter": "TW3"}
PLAIN_STATIC = {  # nothing was collected
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass(frozen=True)
class Page:
    """How long a page takes, how many queries it asks and how large it is."""

    time: Median
    queries: int
    kib: int


def run() -> dict[str, Page]:
    root = prepare()
    unit = units(SYSTEM).filter(induk=root).order_by("path")[0]
    one = indikator(SYSTEM).filter(unit=unit)[0]
    pages = {
        "beranda": reverse("perencanaan:beranda"),
        "unit": reverse("organisasi:unit-daftar"),
        "indikator unit": reverse("perencanaan:indikator-unit", args=[unit.pk]),
        "indikator instansi": reverse("perencanaan:indikator-daftar"),
        "indikator instansi menurut kelas": reverse("perencanaan:indikator-daftar") + "?kelas=rendah",
        "kartu": reverse("perencanaan:indikator", args=[one.pk]),
        "isian": reverse("perencanaan:isian-unit", args=[unit.pk]),
        "laporan": reverse("pelaporan:laporan"),
        "pratinjau laporan": reverse("pelaporan:pratinjau", args=[unit.pk, TAHUN[-1]]),
        "riwayat": reverse("kernel:riwayat"),
    }
    with override_settings(STORAGES=PLAIN_STATIC):
        pelapor, pengelola = signed_in("pelapor"), signed_in("pengelola")
        found = {name: measured(pelapor, url) for name, url in pages.items()}
        for name in ("beranda", "riwayat"):
            found[f"{name} pengelola"] = measured(pengelola, pages[name])
        choose(pelapor, PERIODS["quarter"])
        found["indikator unit triwulan"] = measured(pelapor, pages["indikator unit"])
        found["isian triwulan"] = measured(pelapor, pages["isian"])
    return found


def signed_in(nama: str) -> Client:
    akun = akun_by_email(f"{nama}@ukur.example")
    assert akun is not None
    client = Client()
    client.force_login(akun)
    choose(client, PERIODS["year"])
    return client


def choose(client: Client, kode: str) -> None:
    """The last year that has figures, in the session as the selector keeps it."""
    answer = client.post(reverse("kernel:pilih-periode"), {"tahun": TAHUN[-1], "periode": kode, "next": "/"})
    assert answer.status_code == 302


def measured(client: Client, url: str, *, htmx: bool = False) -> Page:
    asked, headers = Count(), {"HX-Request": "true"} if htmx else {}
    with connection.execute_wrapper(asked):
        answer = client.get(url, headers=headers)
    assert answer.status_code == 200, (url, answer.status_code)
    return Page(
        median_of(lambda: client.get(url, headers=headers), runs=RUNS), asked.queries, len(answer.content) // 1024
    )


class Count:
    """Counts the statements that pass."""

    queries = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        self.queries += 1
        return execute(sql, params, many, context)
