"""The rows of the sheets Kartu, Rencana and Anggaran as they stand. A handful of queries, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sakip.anggaran.models import Pagu, PaguVersi
from sakip.anggaran.queries import versions as pagu_versions
from sakip.kernel.access import Access
from sakip.kernel.transfer.columns import Row
from sakip.perencanaan.models import DokumenVersi, Indikator, KartuIndikator, Penempatan, SimpulRencana
from sakip.perencanaan.queries import in_tree_order
from sakip.perencanaan.queries.rencana import versions
from sakip.perencanaan.transfers.buku_kerja.exporting import text
from sakip.perencanaan.transfers.buku_kerja.marks import mark_of
from sakip.perencanaan.transfers.buku_kerja.sheets import ID, SEEN
from sakip.perencanaan.transfers.buku_kerja.sheets_rencana import (
    ANGGARAN_KEYS,
    FREKUENSI,
    HASIL,
    KARTU_LENGKAP_KEYS,
    RENCANA_KEYS,
)
from sakip.perencanaan.transfers.buku_kerja.stand import Isi, Lingkup
from sakip.referensi.queries import nama_tingkat


@dataclass(frozen=True)
class IsiRencana:
    """Statements and money below the workbook's unit in its year."""

    simpul: tuple[SimpulRencana, ...]
    indikator: Mapping[UUID, Sequence[str]]
    pagu: tuple[Pagu, ...]


def stand_plans(lingkup: Lingkup, *, seen_by: Access) -> IsiRencana:
    """The newest readable version of every plan that covers the year, and of every pagu of the year."""
    top, year = lingkup.unit.path, lingkup.tahun
    found = versions(seen_by).filter(
        dokumen__unit__path__startswith=top, dokumen__tahun_awal__lte=year, dokumen__tahun_akhir__gte=year
    )
    newest: dict[int, DokumenVersi] = {}
    for row in found.order_by("dokumen__unit__path", "dokumen__tahun_awal", "dokumen", "-nomor"):
        newest.setdefault(row.dokumen_id, row)
    rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi__in=[row.pk for row in newest.values()])
    by_version: dict[int, list[SimpulRencana]] = defaultdict(list)
    dressed = rows.select_related("dokumen_versi__dokumen__unit", "induk", "pelaksana").order_by("urutan", "pk")
    for node in dressed:
        by_version[node.dokumen_versi_id].append(node)
    nodes = [node for row in newest.values() for node in in_tree_order(by_version[row.pk])]
    names: dict[UUID, list[str]] = defaultdict(list)
    placed = Penempatan.objects.visible_to(seen_by).filter(dokumen__in=newest).order_by("indikator__urutan", "pk")
    for kunci, nama in placed.values_list("kunci", "indikator__nama"):
        names[kunci].append(nama)
    return IsiRencana(tuple(nodes), names, _money(top, year, seen_by))


def _money(top: str, year: int, seen_by: Access) -> tuple[Pagu, ...]:
    newest: dict[tuple[int, str], PaguVersi] = {}
    for row in pagu_versions(seen_by, tahun=year).filter(unit__path__startswith=top):  # the newest comes first
        newest.setdefault((row.unit_id, row.jenis), row)
    rows = Pagu.objects.visible_to(seen_by).filter(versi_pagu__in=[row.pk for row in newest.values()])
    dressed = rows.select_related("versi_pagu__unit")
    return tuple(dressed.order_by("versi_pagu__unit__path", "versi_pagu__jenis", "kode", "sumber_dana", "pk"))


def kartu_row(indikator: Indikator, kartu: KartuIndikator, labels: Mapping[int, str]) -> Row:
    post = kartu.penanggung_jawab
    row: Row = {
        ID: str(indikator.pk),
        "indikator": text(indikator.nama),
        "unit": labels[indikator.unit_id],
        "mulai_tahun": str(kartu.mulai_tahun),
        "penanggung_jawab": text(post.nama) if post else None,
        **{key: text(str(getattr(kartu, key))) for key in KARTU_LENGKAP_KEYS},
        "hasil": HASIL.get(kartu.hasil),
        "frekuensi": FREKUENSI.get(kartu.frekuensi),
    }
    return {**row, SEEN: mark_of(row, KARTU_LENGKAP_KEYS)}


def simpul_row(simpul: SimpulRencana, isi: IsiRencana) -> Row:
    row: Row = {
        ID: str(simpul.pk),
        "dokumen": text(str(simpul.dokumen_versi)),
        "tingkat": nama_tingkat(simpul.tingkat),
        "kode": text(simpul.kode),
        "pernyataan": text(simpul.pernyataan),
        "induk": text(simpul.induk.pernyataan) if simpul.induk else None,
        "pelaksana": text(simpul.pelaksana.nama) if simpul.pelaksana else None,
        "indikator": text("; ".join(isi.indikator.get(simpul.kunci, ()))),
    }
    return {**row, SEEN: mark_of(row, RENCANA_KEYS)}


def pagu_row(pagu: Pagu) -> Row:
    versi = pagu.versi_pagu
    row: Row = {
        ID: str(pagu.pk),
        "unit": text(versi.unit.nama),
        "dokumen": f"{versi.get_jenis_display()} {versi.tahun} versi {versi.nomor}",
        "kode": text(pagu.kode),
        "sumber_dana": text(pagu.sumber_dana),
        "uraian": text(pagu.uraian),
        "rupiah": Decimal(pagu.rupiah),
    }
    return {**row, SEEN: mark_of(row, ANGGARAN_KEYS)}


def rows_of(isi: Isi, plans: IsiRencana, labels: Mapping[int, str]) -> dict[str, list[Row]]:
    """By sheet the rows as they are exported."""
    cards = ((row, isi.kartu_of(row)) for row in isi.indikator)
    return {
        "kartu": [kartu_row(row, card, labels) for row, card in cards if card is not None],
        "rencana": [simpul_row(row, plans) for row in plans.simpul],
        "anggaran": [pagu_row(row) for row in plans.pagu],
    }
