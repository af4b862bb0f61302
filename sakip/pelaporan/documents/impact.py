"""Reports of negative impact of an IKU: what was reported in the year, and what the unit above answered."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.documents.model import Block, Cell, Column, Heading, Missing, Row, Table, paragraph, row
from sakip.pelaporan.queries import LaporanKinerja
from sakip.perencanaan.models import LaporanDampak
from sakip.perencanaan.penjelasan import KEPUTUSAN_DAMPAK


def negative_impact(report: LaporanKinerja) -> Iterable[Block]:
    """Nothing where nothing was reported."""
    if not report.dampak:
        return
    own = any(each.unit_id == report.unit.pk for each in report.dampak)
    received = any(each.unit_id != report.unit.pk for each in report.dampak)
    what = " dan ".join(
        words
        for words, there in (
            ("melaporkan kepada unit di atasnya", own),
            ("menerima laporan dari unit di bawahnya", received),
        )
        if there
    )
    yield Heading(3, "Dampak Negatif Indikator Kinerja Utama")
    yield paragraph(
        f"Pada tahun {report.tahun} {report.unit.nama} {what} tentang indikator kinerja utama yang menimbulkan dampak "
        "negatif terhadap kinerja organisasi secara keseluruhan."
    )
    columns = (
        Column("Indikator", width=34),
        Column("Dilaporkan oleh", width=24),
        Column("Dampak negatif dan usulan", width=50),
        Column("Tanggapan", width=44),
    )
    yield Table(
        columns, tuple(_row(each) for each in report.dampak), caption=f"Laporan Dampak Negatif IKU Tahun {report.tahun}"
    )


def _row(each: LaporanDampak) -> Row:
    said = each.uraian if not each.usulan else f"{each.uraian.rstrip('.')}. Usulan: {each.usulan}"
    answers = "; ".join(
        f"{KEPUTUSAN_DAMPAK.get(one.keputusan, one.keputusan)}: {one.uraian.rstrip('.')} ({one.unit.nama})"
        for one in each.tanggapan.all()
    )
    return row(
        each.indikator.nama,
        f"{each.pelapor}, {each.unit.nama}, {format_date(timezone.localdate(each.dilaporkan))}",
        said,
        answers or Cell(Missing("belum ditanggapi")),
    )
