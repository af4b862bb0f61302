"""A table to its plan by its kind, and a plan to the one action that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sakip.kernel.access import Access
from sakip.kernel.refusals import Refused, register
from sakip.kernel.transfer.cells import Workbook
from sakip.organisasi.actions import draft_pelantikan, import_accounts, import_jabatan, import_pegawai, import_units
from sakip.organisasi.models import Unit
from sakip.organisasi.transfers.akun import plan_akun
from sakip.organisasi.transfers.jabatan import plan_jabatan
from sakip.organisasi.transfers.jenis import AKUN, JABATAN, PEGAWAI, PELANTIKAN, UNIT, Jenis
from sakip.organisasi.transfers.pegawai import plan_pegawai
from sakip.organisasi.transfers.pelantikan import plan_pelantikan
from sakip.organisasi.transfers.rencana import Rencana
from sakip.organisasi.transfers.tabel import read_table
from sakip.organisasi.transfers.unit import plan_units

register(
    {
        "impor-organisasi-belum-siap": (
            "Berkas masih memuat {masalah} masalah. Tidak ada yang ditulis; perbaiki semuanya, lalu unggah lagi."
        ),
        "impor-organisasi-berubah": (
            "Data yang tersimpan berubah sejak pratinjau dibuka. Tidak ada yang ditulis; periksa pratinjau yang baru, "
            "lalu terapkan."
        ),
    }
)

_PLAN: Mapping[str, Callable[..., Rencana]] = {
    UNIT.kode: plan_units,
    JABATAN.kode: plan_jabatan,
    PEGAWAI.kode: plan_pegawai,
    AKUN.kode: plan_akun,
    PELANTIKAN.kode: plan_pelantikan,
}
_WRITE: Mapping[str, Callable[..., Any]] = {
    UNIT.kode: import_units,
    JABATAN.kode: import_jabatan,
    PEGAWAI.kode: import_pegawai,
    AKUN.kode: import_accounts,
    PELANTIKAN.kode: draft_pelantikan,
}


def plan_of(
    workbook: Workbook,
    jenis: Jenis,
    root: Unit,
    *,
    on: date,
    by: Access,
    peta: Mapping[str, int] | None = None,
    sejak: date | None = None,
) -> Rencana:
    """What a file of a kind would do to an instansi as things stand on a day. Writes nothing."""
    by.require(jenis.izin, root.path)
    more = {"sejak": sejak} if jenis.sejak else {}
    return _PLAN[jenis.kode](read_table(workbook, jenis, peta), root, on=on, by=by, **more)


def apply_plan(plan: Rencana, *, by: Access, sidik: str | None = None, **more: Any) -> Any:
    """Write all that the plan says, or nothing; answers what the kind's action answers.

    ``more``: what the action needs beside the file: day and decree of a pelantikan. ``sidik`` is the fingerprint of the
    plan that was looked at. Raises Refused: impor-organisasi-belum-siap, impor-organisasi-berubah, and what the action
    refuses; Stale when somebody writes in between.
    """
    if plan.ditolak:
        raise Refused("impor-organisasi-belum-siap", masalah=len(plan.ditolak))
    if sidik is not None and sidik != plan.sidik:
        raise Refused("impor-organisasi-berubah")
    return _WRITE[plan.tabel.jenis.kode](plan.root, **vars(plan.isi), **more, by=by)
