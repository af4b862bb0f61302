"""The charts of an indicator's years as they stand inside the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.pita import Pita
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.documents.charts import svg, target_realisasi
from sakip.kernel.composed import said
from sakip.perencanaan.card import Card

_DRAWN = {JenisNilai.ANGKA, JenisNilai.DURASI, JenisNilai.PREDIKAT}


def years_chart(card: Card) -> SafeString | None:
    """Target and realisasi over the years; None where fewer than two years have a number to draw."""
    years = [one.periode.tahun for one in card.tahun]
    target = [_number(one.target_isian) for one in card.tahun]
    # A year of which quarters are still missing would look like a fall.
    realisasi = [_number(one.realisasi.isian) if one.realisasi.lengkap else None for one in card.tahun]
    drawn = sum(t is not None or r is not None for t, r in zip(target, realisasi, strict=True))
    if drawn < 2:
        return None
    spec = target_realisasi(
        years,
        target,
        realisasi,
        satuan=card.kartu.satuan if card.kartu else "",
        title="",
        places=None,
        breaks=[each.mulai_tahun for each in card.semua_kartu if each.terputus],
        standards=standards_of(card.pembanding),
        words=said,
    )
    # Drawn by our own code from numbers; every text in it was escaped when the drawing was made.
    return mark_safe(svg(spec, alt=_alt(card)))  # noqa: S308


def target_chart(
    past: Sequence[Any], targets: Mapping[int, Isian], bands: Sequence[tuple[int, Pita]], *, satuan: str, nama: str
) -> SafeString | None:
    """What was reached in the years ``past``, the targets as they are typed, and the band to expect them in.

    None where fewer than two years have a number to draw.
    """
    reached = {one.periode.tahun: _number(one.realisasi.isian) if one.realisasi.lengkap else None for one in past}
    typed = {year: _number(isian) for year, isian in targets.items()}
    years = sorted({*reached, *typed, *(year for year, _ in bands)})
    if len({year for year in years if reached.get(year) is not None or typed.get(year) is not None}) < 2:
        return None
    spec = target_realisasi(
        years,
        [typed.get(year) for year in years],
        [reached.get(year) for year in years],
        satuan=satuan,
        title="",
        places=None,
        band=[(year, band.bawah, band.atas) for year, band in bands],
        words=said,
    )
    alt = said(f"Realisasi {nama}, target, dan kisaran yang wajar menurut tahun; angkanya dalam tabel di bawah.")
    # As above: our own drawing, its texts escaped.
    return mark_safe(svg(spec, alt=alt))  # noqa: S308


def standards_of(rows: Sequence[Any]) -> list[tuple[int, Decimal, str]]:
    """The published figures that can be drawn: year, number, whose."""
    numbers = ((row, _number(row.isian)) for row in rows)
    return [(row.tahun, number, row.nama) for row, number in numbers if number is not None]


def _number(isian: Isian) -> Decimal | None:
    return isian.angka if isinstance(isian, Nilai) and isian.jenis in _DRAWN else None


def _alt(card: Card) -> str:
    """The chart in words: first and last realisasi, the last target."""
    filled: list[Any] = [one for one in card.tahun if isinstance(one.realisasi.isian, Nilai)]
    if not filled:
        return said(f"Target {card.indikator.nama}; realisasi belum ada.")
    first, last = filled[0], filled[-1]
    words = said(f"Realisasi {card.indikator.nama}: {format_nilai(last.realisasi.isian)} pada {last.periode.tahun}")
    if first is not last:
        words += said(f", dari {format_nilai(first.realisasi.isian)} pada {first.periode.tahun}")
    words += said(f"; target {last.periode.tahun} {format_nilai(last.target_isian)}")
    return "; ".join([words, *(f"{row.nama} {row.tahun} {format_nilai(row.isian)}" for row in card.pembanding)]) + "."
