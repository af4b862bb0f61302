"""Where an indicator is really used: the six uses of an IKU, each with its live links or the word that it has none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sakip.datakinerja.models import DITARIK, SeriesValue
from sakip.kernel import offers
from sakip.kernel.access import Access
from sakip.kernel.offers import Guna, alamat
from sakip.perencanaan.models import Dasar, Indikator, SimpulRencana, Target
from sakip.perencanaan.queries.penempatan import drafts_of, in_draft, places_of
from sakip.referensi.queries import nama_tingkat

MENENGAH, TAHUNAN, PK, LAPORAN, EVALUASI, PANTAU = (
    *("jangka-menengah", "tahunan", "pk", "pelaporan"),
    *("evaluasi", "pemantauan"),
)
KEGUNAAN: dict[str, tuple[str, str]] = {
    MENENGAH: (
        "Perencanaan jangka menengah",
        "Belum ditempatkan pada rencana jangka menengah yang berlaku pada {tahun}.",
    ),
    TAHUNAN: ("Perencanaan tahunan", "Belum ada dalam RKT, Renja, atau target RKT tahun {tahun}."),
    PK: ("Perjanjian Kinerja", "Belum ada target PK tahun {tahun}."),
    LAPORAN: ("Pelaporan akuntabilitas kinerja", "Belum ada laporan kinerja tahun {tahun} yang dibekukan."),
    EVALUASI: ("Evaluasi kinerja", "Belum dipakai dalam evaluasi tahun {tahun}."),
    PANTAU: ("Pemantauan dan pengendalian kinerja", "Belum ada nilai tahun {tahun} yang dicatat."),
}
"""The uses of an IKU as PermenPAN PER/9/M.PAN/5/2007 is quoted: name, and what is said where there is none."""


@dataclass(frozen=True)
class Pemakaian:
    """One use; without ``di`` it is missing, and ``belum`` says so.

    ``rancangan``: where it stands in a draft of a plan meanwhile, which is no use yet.
    """

    judul: str
    di: tuple[Guna, ...]
    belum: str
    rancangan: tuple[Guna, ...] = ()


def pemakaian(row: Indikator, tahun: int, *, seen_by: Access) -> tuple[Pemakaian, ...]:
    """The six uses of an indicator in a year. Three queries, two more where it stands in no plan that holds, and those
    of the components above."""
    found: dict[str, list[Guna]] = defaultdict(list)
    for each in (
        *(_placed(place) for place in places_of(row, tahun, seen_by=seen_by)),
        *_targets(row, tahun, seen_by),
        *_values(row, tahun, seen_by),
        *(guna for offer in offers.pemakaian for guna in offer(seen_by, row, tahun)),
    ):
        found[each.kode].append(each)
    drafts = [] if found[MENENGAH] and found[TAHUNAN] else drafts_of([row.pk], tahun, seen_by=seen_by).get(row.pk, [])
    return tuple(
        Pemakaian(
            judul,
            tuple(found[kode]),
            belum.format(tahun=tahun),
            tuple(_drafted(each) for each in drafts if _kind(each) == kode and not found[kode]),
        )
        for kode, (judul, belum) in KEGUNAAN.items()
    )


def _kind(place: SimpulRencana) -> str:
    plan = place.dokumen_versi.dokumen
    return TAHUNAN if plan.tahun_awal == plan.tahun_akhir else MENENGAH


def _drafted(place: SimpulRencana) -> Guna:
    words = f"Termuat {in_draft(place)}, {nama_tingkat(place.tingkat).lower()}: {place.pernyataan}"
    return Guna(_kind(place), words, alamat("perencanaan:rencana-baris", place.pk))


def _placed(place: SimpulRencana) -> Guna:
    plan = place.dokumen_versi.dokumen
    words = f"{plan.nama}, {nama_tingkat(place.tingkat).lower()}: {place.pernyataan}"
    return Guna(_kind(place), words, alamat("perencanaan:rencana-baris", place.pk))


def _targets(row: Indikator, tahun: int, seen_by: Access) -> list[Guna]:
    """Targets of the RKT and the PK that stand."""
    rows = Target.objects.visible_to(seen_by).filter(
        penempatan__indikator=row, tahun=tahun, pengganti=None, dasar__in=(Dasar.RKT, Dasar.PK)
    )
    told = dict(rows.exclude(keadaan=DITARIK).order_by("periode", "pk").values_list("dasar", "dokumen"))
    kinds = {Dasar.RKT: TAHUNAN, Dasar.PK: PK}
    return [
        Guna(
            kinds[dasar],
            f"Target {dasar.label} {tahun}{f', {told[dasar]}' if told[dasar] else ''}",
            alamat("perencanaan:indikator", row.pk),
        )
        for dasar in kinds
        if dasar in told
    ]


def _values(row: Indikator, tahun: int, seen_by: Access) -> list[Guna]:
    values = SeriesValue.objects.visible_to(seen_by).filter(series=row.series_id, tahun=tahun, pengganti=None)
    many = values.exclude(keadaan=DITARIK).count()
    where = alamat("perencanaan:indikator-unit", row.unit_id, query=f"pada={tahun}-T")
    return [Guna(PANTAU, f"{many} nilai tahun {tahun} sudah dicatat", where)] if many else []
