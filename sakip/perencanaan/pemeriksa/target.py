"""Rules over targets and baselines: that they are there, go the right way, and agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from sakip.arithmetic.notation import format_number
from sakip.arithmetic.polarity import Polaritas, perubahan
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.pemeriksa.bahan import YEARLY, Bahan, TargetTahun
from sakip.perencanaan.pemeriksa.temuan import Objek, aturan, pada_indikator

PERIODE_RENCANA = (Dasar.RENSTRA, Dasar.RPJMD)
"""Plans over several years, whose targets are read as a row; RKT and PK may differ by law."""
LEAST_FLAT = 4
"""From so many equal years on a row of targets is called flat."""


def _row(b: Bahan, pk: int) -> list[TargetTahun]:
    """The targets of the plan over several years: those of the Renstra, else of the RPJMD.

    Of an indicator that stands in plans only the years of these, and the year after: a new plan may begin elsewhere.
    """
    years = [each.dokumen for each in b.di_rencana.get(pk, ()) if each.dokumen.jenis not in YEARLY]
    first = min((row.tahun_awal for row in years), default=0)
    last = max((row.tahun_akhir for row in years), default=9999) + 1
    mine = [each for each in b.target.get(pk, ()) if first <= each.tahun <= last]
    for dasar in PERIODE_RENCANA:
        found = [each for each in mine if each.dasar == dasar]
        if found:
            return found
    return []


def _text(number: Decimal) -> str:
    return format_number(number, places=None)


def _polaritas(b: Bahan, pk: int) -> Polaritas | None:
    card = b.kartu.get(pk)
    return Polaritas(card.polaritas) if card else None


@aturan("target-tahun-ini-kosong")
def target_tahun_ini_kosong(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Of indicators in a plan; that none applies, as of what is measured every second year, is an answer as well."""
    for pk in b.di_rencana:
        if pk not in b.bertarget:
            yield pada_indikator(b.indikator[pk]), f"Tahun {b.tahun} belum diberi target dalam dokumen mana pun."


@aturan("target-melawan-polaritas")
def target_melawan_polaritas(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """Over all years, else from one year to the next: a slip of the keyboard in the middle hides between its ends."""
    for pk in b.target:
        polaritas, row = _polaritas(b, pk), _row(b, pk)
        if polaritas is None or len(row) < 2:
            continue
        steps = [(row[0], row[-1]), *((one, after) for one, after in pairwise(row) if not after.alasan)]
        wrong = next((pair for pair in steps if perubahan(pair[0].angka, pair[1].angka, polaritas) == -1), None)
        if wrong:
            first, last = wrong
            yield (
                pada_indikator(b.indikator[pk]),
                (
                    f"Polaritasnya {polaritas.value}, tetapi target bergerak dari {_text(first.angka)} "
                    f"({first.tahun}) ke {_text(last.angka)} ({last.tahun})."
                ),
            )


@aturan("target-datar")
def target_datar(b: Bahan) -> Iterator[tuple[Objek, str]]:
    """100 percent, or none of what is unwanted, cannot become better; a range and a yes stay what they are."""
    for pk in b.target:
        if b.indikator[pk].series.jenis != "angka" or _polaritas(b, pk) is Polaritas.RENTANG:
            continue
        row = _row(b, pk)
        numbers = {each.angka for each in row}
        if len(row) >= LEAST_FLAT and len(numbers) == 1 and not numbers & {Decimal(0), Decimal(100)}:
            yield (
                pada_indikator(b.indikator[pk]),
                f"Target {row[0].tahun} sampai {row[-1].tahun} tetap {_text(row[0].angka)}.",
            )


@aturan("target-beda-dokumen")
def target_beda_dokumen(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, mine in b.target.items():
        years: dict[int, dict[str, Decimal]] = defaultdict(dict)
        for each in mine:
            if each.dasar in PERIODE_RENCANA:
                years[each.tahun][each.dasar] = each.angka
        for year, found in sorted(years.items()):
            if len(set(found.values())) > 1:
                said = ", ".join(f"{Dasar(dasar).label} {_text(number)}" for dasar, number in sorted(found.items()))
                yield pada_indikator(b.indikator[pk]), f"Tahun {year}: {said}."
                break


@aturan("target-lebih-buruk-dari-realisasi")
def target_lebih_buruk(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, reached in b.realisasi.items():
        polaritas = _polaritas(b, pk)
        here = [each for each in b.target.get(pk, ()) if each.tahun == b.tahun]
        if not polaritas or not here or any(each.alasan for each in here):
            continue
        order = [*(each.value for each in PERIODE_RENCANA), Dasar.RKT.value, Dasar.PK.value]
        target = max(here, key=lambda each: order.index(each.dasar))
        if perubahan(reached, target.angka, polaritas) == -1:
            yield (
                pada_indikator(b.indikator[pk]),
                f"Realisasi {b.tahun - 1} sudah {_text(reached)}, target {b.tahun} {_text(target.angka)}.",
            )


@aturan("baseline-kosong")
def baseline_kosong(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk in b.di_rencana:
        row = b.indikator[pk]
        if row.series.jenis == "angka" and pk not in b.baseline and pk in b.target:
            first = (_row(b, pk) or b.target[pk])[0].tahun
            yield pada_indikator(row), f"Targetnya dimulai tahun {first}, tetapi kondisi awalnya belum dicatat."


@aturan("baseline-lebih-baik")
def baseline_lebih_baik(b: Bahan) -> Iterator[tuple[Objek, str]]:
    for pk, (year, number) in b.baseline.items():
        polaritas, row = _polaritas(b, pk), _row(b, pk)
        if polaritas and row and all(perubahan(number, each.angka, polaritas) == -1 for each in row):
            best = row[-1]
            yield (
                pada_indikator(b.indikator[pk]),
                f"Kondisi awal {year} {_text(number)}, target {best.tahun} {_text(best.angka)}.",
            )
