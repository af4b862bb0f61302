"""A plan out of the tables of another application: missing units, the document, its statements; all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from sakip.kernel.access import Access
from sakip.kernel.fields import lengths
from sakip.kernel.transfer.headers import normalise
from sakip.organisasi.actions import add_unit
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import units
from sakip.organisasi.transfers.jenis_unit import guess
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import DokumenVersi, SimpulRencana
from sakip.perencanaan.transfers.luar.tabel import Bacaan, BarisLuar, Masalah, mapping

_ORDER = ("visi", "misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")
_LONGEST = lengths(SimpulRencana, "pernyataan")["pernyataan"]


@dataclass(frozen=True)
class Dokumen:
    """The document that the statements go into."""

    jenis: str
    nama: str
    tahun_awal: int
    tahun_akhir: int
    nomor: str
    tanggal: date | None
    generasi: str = ""


@dataclass(frozen=True)
class Hasil:
    versi: DokumenVersi
    unit: int
    """Units that were made."""
    simpul: int


def statements(found: Bacaan) -> list[PernyataanBaru]:
    """The rows as statements, parents before children: every branch whole, in the order of the files."""
    children: dict[tuple[str, str], list[BarisLuar]] = {}
    tops: list[BarisLuar] = []
    for part in _ORDER:
        above = mapping()[part].get("di_bawah", "")
        for row in found.baris.get(part, ()):
            if above in found.baris:
                children.setdefault((above, row.induk), []).append(row)
            else:
                tops.append(row)
    rows: list[PernyataanBaru] = []

    def walk(row: BarisLuar, parent: int | None) -> None:
        place = len(rows)
        rows.append(PernyataanBaru(mapping()[row.bagian]["tingkat"], row.teks[:_LONGEST], parent, row.kode))
        for child in children.get((row.bagian, row.nomor), ()):
            walk(child, place)

    for row in tops:
        walk(row, None)
    return rows


def missing_units(root: Unit, found: Bacaan, *, seen_by: Access) -> list[tuple[BarisLuar, str]]:
    """The rows of units that the instansi does not have, each with the kind its name tells ("" where it tells none)."""
    have = {normalise(each.nama) for each in units(seen_by) if each.path.startswith(root.path)}
    have.add(normalise(f"Pemerintah {root.nama}"))
    rows = {normalise(row.teks): row for row in reversed(found.baris.get("skpd", []))}
    missing = [row for name, row in rows.items() if name not in have]
    return [(row, guess(row.teks, "pemda")) for row in sorted(missing, key=lambda row: row.baris)]


def check(root: Unit, found: Bacaan, *, seen_by: Access) -> None:
    """Tell of units that would be made, and of texts that are too long."""
    for row, jenis in missing_units(root, found, seen_by=seen_by):
        if jenis:
            found.masalah.append(
                Masalah("skpd", row.baris, "", f"Unit “{row.teks}” belum ada; akan dibuat sebagai {jenis}.")
            )
        else:
            said = (
                f"Jenis unit “{row.teks}” tidak terbaca dari namanya; unit itu dilewati. Tambahkan lewat daftar unit."
            )
            found.masalah.append(Masalah("skpd", row.baris, mapping()["skpd"]["teks"], said))
    for part in _ORDER:
        for row in found.baris.get(part, ()):
            if len(row.teks) > _LONGEST:
                said = f"Teksnya {len(row.teks)} huruf; paling banyak {_LONGEST}. Ringkas dahulu."
                found.masalah.append(Masalah(part, row.baris, mapping()[part]["teks"], said, menolak=True))


@transaction.atomic
def apply(root: Unit, found: Bacaan, dokumen: Dokumen, *, by: Access) -> Hasil:
    """Make what is missing, all or nothing. The document is recorded and still being copied, so that it can be mended.

    Raises what ``add_unit``, ``record_plan`` and ``add_many_nodes`` do.
    """
    made = 0
    for row, jenis in missing_units(root, found, seen_by=by):
        if jenis:
            add_unit(root, nama=row.teks, jenis=jenis, kode="" if row.kode == "-" else row.kode[:30], by=by)
            made += 1
    versi = actions.record_plan(
        root,
        jenis=dokumen.jenis,
        nama=dokumen.nama,
        kode_kerangka="pemda",
        tahun_awal=dokumen.tahun_awal,
        tahun_akhir=dokumen.tahun_akhir,
        nomor_penetapan=dokumen.nomor,
        tanggal_penetapan=dokumen.tanggal,
        generasi=dokumen.generasi,
        by=by,
    )
    nodes = actions.add_many_nodes(versi, simpul=statements(found), by=by)
    return Hasil(versi, made, len(nodes))
