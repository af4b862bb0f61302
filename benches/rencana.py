"""A plan of 2,001 statements: written at once, opened as the next version, shown, held against it. Bar: 20 queries."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from benches.halaman import PLAIN_STATIC, measured, signed_in
from benches.world import prepare
from sakip.kernel.access import SYSTEM
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru

SASARAN = 100
"""Each with a program, nine kegiatan and nine sub kegiatan."""


def statements(sasaran: int = SASARAN) -> list[PernyataanBaru]:
    """One tujuan, and twenty statements for each sasaran."""
    rows = [PernyataanBaru("tujuan", "Meningkatnya kualitas hidup masyarakat")]
    for number in range(sasaran):
        top = len(rows)
        rows += [PernyataanBaru("sasaran", f"Sasaran {number}", induk=0), PernyataanBaru("program", "P", induk=top)]
        rows += [PernyataanBaru("kegiatan", f"Kegiatan {one}", induk=top + 1) for one in range(9)]
        rows += [PernyataanBaru("sub-kegiatan", f"Sub {one}", induk=top + 2 + one) for one in range(9)]
    return rows


def run() -> dict[str, Any]:
    root = prepare()
    with transaction.atomic():
        found = _measured(root)
        transaction.set_rollback(True)  # the world stays as it was for the other benches
    return found


def _measured(root: Any) -> dict[str, Any]:
    versi = actions.draft_plan(
        root, jenis="rpjmd", nama="RPJMD", kode_kerangka="pemda", tahun_awal=2031, tahun_akhir=2035, by=SYSTEM
    )
    rows, began = statements(), perf_counter()
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    written = perf_counter() - began
    versi = actions.propose_plan(versi, seen=versi.versi, by=SYSTEM)
    versi = actions.approve_plan(versi, seen=versi.versi, by=SYSTEM)
    versi = actions.set_plan(
        versi, nomor_penetapan="1", tanggal_penetapan=date(2031, 1, 2), seen=versi.versi, by=SYSTEM
    )
    began = perf_counter()
    baru = actions.open_version(versi.dokumen, alasan="Perubahan", by=SYSTEM)
    opened = perf_counter() - began
    with override_settings(STORAGES=PLAIN_STATIC):
        client = signed_in("pengelola")
        pages = {name: reverse(f"perencanaan:rencana-versi{name}", args=[baru.pk]) for name in ("", "-banding")}
        shown = {f"rencana-versi{name}": measured(client, url) for name, url in pages.items()}
    return {"add_many_nodes ms": round(written * 1000), "open_version ms": round(opened * 1000), **shown}
