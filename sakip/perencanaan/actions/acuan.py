"""Use cases of planning: baselines and published figures, which are never changed but replaced; marks."""

from __future__ import annotations

from typing import Any

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja import rules as values
from sakip.datakinerja.models import NilaiBerjenis, columns_of
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.history import last_writer
from sakip.kernel.refusals import Refused, Stale, refuse
from sakip.perencanaan.models import Baseline, Indikator, Lingkup, Pembanding, PenandaIndikator
from sakip.perencanaan.penjelasan import PENANDA
from sakip.perencanaan.rules import acuan as rules


@action(Permission.PLAN, "mencatat baseline")
def set_baseline(
    indikator: Indikator,
    *,
    periode: Periode,
    isian: Isian,
    sumber: str,
    seen: int | None,
    by: Access,
    alasan: str = "",
    diketik: str = "",
) -> Baseline:
    """Record where an indicator stood in a period, or replace what is recorded; None takes it back.

    ``seen`` is the id of the row that is replaced, None for a new one. Raises Stale; Refused acuan-sudah-ada,
    acuan-kosong, alasan-wajib for a replacement, sumber-acuan-wajib, jenis-nilai-berbeda.
    """
    objek = f"Baseline {indikator.nama} {periode.label}"
    cell = {"indikator": indikator, "tahun": periode.tahun, "periode": periode.kode}
    made: Baseline = _record(Baseline, objek, cell, isian, sumber, seen, alasan, diketik)
    return made


@action(Permission.PLAN, "mencatat pembanding")
def set_benchmark(
    indikator: Indikator,
    *,
    lingkup: Lingkup,
    nama: str,
    periode: Periode,
    isian: Isian,
    sumber: str,
    seen: int | None,
    by: Access,
    alasan: str = "",
    diketik: str = "",
) -> Pembanding:
    """Record a published figure of somebody in a period, or replace it; as :func:`set_baseline`."""
    nama = " ".join(nama.split())
    cell = {
        "indikator": indikator,
        "lingkup": lingkup.value,
        "nama": nama,
        "tahun": periode.tahun,
        "periode": periode.kode,
    }
    objek = f"Pembanding {nama} {periode.label}"
    made: Pembanding = _record(Pembanding, objek, cell, isian, sumber, seen, alasan, diketik)
    return made


def _record(  # noqa: PLR0917 - what both figures have in common
    model: Any,
    objek: str,
    cell: dict[str, Any],
    isian: Isian,
    sumber: str,
    seen: int | None,
    alasan: str,
    diketik: str,
) -> Any:
    refuse(values.wrong_kind(cell["indikator"].series, isian))
    now: NilaiBerjenis | None = model.related.filter(**cell, pengganti=None).order_by("-pk").first()
    if seen is None:
        refuse(rules.already_there(objek, now))
        if isian is None:
            raise Refused("acuan-kosong", at_field="nilai", objek=objek)
    else:
        if now is None or now.pk != seen:
            raise _stale(objek, now, isian)
        if not alasan.strip():
            raise Refused("alasan-wajib", at_field="alasan")
    if isian is not None:
        refuse(rules.without_source(objek, sumber))
    columns = {**columns_of(isian), "sebagaimana_diketik": diketik[:200], "sumber": sumber.strip()}
    return model.related.create(**cell, menggantikan=now, **columns)


def _stale(objek: str, now: NilaiBerjenis | None, isian: Isian) -> Stale:
    return Stale(
        objek=objek,
        siapa=last_writer(now) if now else "orang lain",
        tersimpan=format_nilai(now.isian if now else None),
        diketik=format_nilai(isian),
    )


@action(Permission.PLAN, "menandai indikator")
def add_mark(indikator: Indikator, *, jenis: str, kode: str, by: Access) -> PenandaIndikator:
    """Mark an indicator as IKK, SPM, SDG or with a mark of one's own. Raises Refused penanda-sudah-ada."""
    if jenis not in PENANDA:
        raise ValueError(jenis)
    kode = " ".join(kode.split())
    there = PenandaIndikator.related.filter(indikator=indikator, jenis=jenis, kode__iexact=kode).exists()
    refuse(rules.marked_already(f"{PENANDA[jenis]} {kode}".strip(), there=there))
    made: PenandaIndikator = PenandaIndikator.related.create(indikator=indikator, jenis=jenis, kode=kode)
    return made


@action(Permission.PLAN, "melepas penanda indikator")
def remove_mark(indikator: Indikator, *, penanda: PenandaIndikator, by: Access) -> None:
    """Take a mark away; that it was there stays in the history."""
    if penanda.indikator_id != indikator.pk:
        raise ValueError(penanda.pk)
    penanda.delete()
